"""A command imports what it needs and nothing else: that is most of what a short one costs."""

from __future__ import annotations

import gc
import json
import subprocess
import sys

import pytest

from cli_base import USUAL, Invocation, put_off_garbage
from tests.support.command import ROOT

WATCH = """
import json, sys
from cli import main
try:
    main()
except SystemExit:
    pass
print("MODULES" + json.dumps(list(sys.modules)))
"""
STORES = ("sqlalchemy", "pydantic", "rich", "imap_tools", "smtplib")
WORK = ("sqlalchemy.dialects.postgresql", "psycopg", "alembic", "jinja2", "imap_tools", "pypdf", "parsers", "replies")


@pytest.mark.parametrize(("words", "heavy"), [(["--help"], STORES + WORK), (["queue"], WORK), (["outbox", "list"], WORK)])
def test_a_short_command_leaves_the_heavy_libraries_alone(words, heavy, tmp_path, sqlite_url):
    config = tmp_path / "aiq.toml"
    config.write_text(f'[database]\nurl = "{sqlite_url}"\n')
    command = [sys.executable, "-c", WATCH, "--config", str(config), *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert [name for name in heavy if name in json.loads(done.stdout.rpartition("MODULES")[2])] == [], done.stderr


def test_garbage_is_searched_for_as_usual_once_the_settings_are_read():
    put_off_garbage()
    Invocation().settings()
    assert gc.get_threshold() == USUAL
