"""The schema's version: which one the database has, which one the program needs, and the way up."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from pathlib import Path

import sqlalchemy as sa

from cases.errors import NotReady, TryAgain
from cases.troubles import trouble
from registry.database import Database

_REVISION = re.compile(r'^revision(?:\s*:\s*str)?\s*=\s*"([^"]+)"', re.MULTILINE)
_DOWN = re.compile(r'^down_revision(?:\s*:[^=]+)?\s*=\s*(?:"([^"]+)"|None)', re.MULTILINE)


def folder() -> Path:
    return Path(str(resources.files("registry"))) / "migrations"


@cache
def known_revisions() -> tuple[str, ...]:
    """All revisions this program knows, oldest first; read from the files' heads, since importing Alembic is slow."""
    below: dict[str | None, str] = {}
    for path in (folder() / "versions").glob("*.py"):
        text = path.read_text("utf-8")
        down = _DOWN.search(text)
        revision = _REVISION.search(text)
        if revision is None or down is None:
            continue
        below[down.group(1)] = revision.group(1)
    order: list[str] = []
    while (following := below.get(order[-1] if order else None)) is not None:
        order.append(following)
    return tuple(order)


def current(database: Database) -> str | None:
    """The database's revision, null when it is empty."""
    with database.read() as connection:
        if not sa.inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(sa.text("select version_num from alembic_version")).scalar()


def blank(database: Database) -> bool:
    """Whether the database has no table at all, so that nobody's data can be in it."""
    with database.read() as connection:
        return not sa.inspect(connection).get_table_names()


def check(database: Database) -> None:
    """Raises NotReady when the schema is not the program's own, and says what to run."""
    try:
        now = current(database)
    except TryAgain as error:
        raise NotReady(str(error)) from error
    except Exception as error:
        reason = trouble(getattr(error, "orig", None) or error)
        raise NotReady(f"no se puede abrir la base de datos: {reason}") from error
    known = known_revisions()
    if now == known[-1]:
        return
    if now is None:
        raise NotReady("la base de datos está vacía: ejecute «aiq db upgrade»")
    if now in known:
        raise NotReady(f"la base de datos es anterior al programa (esquema {now}): ejecute «aiq db upgrade»")
    raise NotReady(f"la base de datos es más nueva que el programa (esquema {now}): actualice el programa")


def upgrade(database: Database) -> tuple[str | None, str]:
    """Brings the schema up, under a lock so that several machines may try at once; returns (before, after)."""
    from alembic import command
    from alembic.config import Config

    before = current(database)
    if before is not None and before not in known_revisions():
        check(database)
    with database.write() as connection:
        database.lock(connection, "aiq:migraciones")
        config = Config()
        config.set_main_option("script_location", str(folder()))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    return before, known_revisions()[-1]
