"""Writes the next migration from the difference between the tables in the code and the migrations there are.

Usage: python tools/new_migration.py 0002_words_for_it "what it changes"
"""

import sys

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from registry.revisions import folder, known_revisions


def main(revision: str, message: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(folder()))
    config.set_main_option("file_template", "%%(rev)s")
    engine = sa.create_engine("sqlite://")
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        if known_revisions():
            command.upgrade(config, "head")
        command.revision(config, message, autogenerate=True, rev_id=revision)


if __name__ == "__main__":
    main(*sys.argv[1:])
