"""A night's copy, a lost machine, and the desk as it was: by the very script and steps of docs/operation.md."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys

import pytest

from intake.embedded import EmbeddedSmtp
from tests.support import dovecot as dovecot_server
from tests.support import letters
from tests.support.command import ROOT, Aiq, write_settings

MAILS = 4


@pytest.fixture
def desk(tmp_path, database_url, dovecot):
    """A desk that has answered some requests; its settings file."""
    for number in range(MAILS):
        dovecot.deliver(letters.request(number))
    with EmbeddedSmtp() as sink:
        config = write_settings(
            tmp_path, database_url, dovecot.port, sink.port, password=dovecot_server.PASSWORD
        )
        Aiq(config).ok("run", "--once", "--answer-backlog")
        yield config


def backup(config, target) -> None:
    program = target.parent / "aiq"
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m cli "$@"\n', "utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    environment = {"PATH": os.environ["PATH"], "AIQ": str(program), "PYTHON": sys.executable}
    subprocess.run([str(ROOT / "deploy" / "backup.sh"), str(config), str(target)], cwd=ROOT, env=environment,
                   check=True, capture_output=True)  # fmt: skip


def test_a_copy_of_nothing_never_takes_the_place_of_the_copy_before(tmp_path):
    """A wrong path in the settings names a database that is not there."""
    config, target = tmp_path / "aiq.toml", tmp_path / "copias"
    config.write_text(f'[database]\nurl = "sqlite:///{tmp_path}/otra.db"\n[archive]\nurl = "{tmp_path}/a"\n', "utf-8")
    target.mkdir()
    (target / "aiq.db").write_bytes(b"la de anoche")
    with pytest.raises(subprocess.CalledProcessError):
        backup(config, target)
    assert (target / "aiq.db").read_bytes() == b"la de anoche"


def restore(config, target, url: str, postgres) -> str:
    """The steps of docs/operation.md; returns the URL of the restored database."""
    archive = config.parent / "archivo"
    shutil.copytree(target / "archive", archive)
    if url.startswith("sqlite"):
        shutil.copy(target / "aiq.db", url.removeprefix("sqlite:///"))
        return url
    fresh = postgres.new_database()
    subprocess.run(["pg_restore", "--no-owner", "--dbname", fresh.replace("+psycopg", ""), str(target / "aiq.dump")],
                   check=True, capture_output=True)  # fmt: skip
    return fresh


def lose(config, url: str) -> None:
    shutil.rmtree(config.parent / "archivo")
    if url.startswith("sqlite"):
        for path in config.parent.glob("aiq.db*"):
            path.unlink()


def test_after_a_restore_everything_is_as_it_was_and_no_mail_is_answered_again(
    desk, tmp_path, database_url, request
):
    if database_url.startswith("postgresql") and shutil.which("pg_dump") is None:
        pytest.skip("pg_dump no está instalado")
    before = {words: Aiq(desk).ok(*words, "--json").json
              for words in (("queue", "--all"), ("messages", "list"), ("outbox", "list"))}  # fmt: skip
    target = tmp_path / "copias"
    target.mkdir()
    backup(desk, target)
    backup(desk, target)
    lose(desk, database_url)
    postgres = request.getfixturevalue("postgres") if database_url.startswith("postgresql") else None
    restored = restore(desk, target, database_url, postgres)
    desk.write_text(desk.read_text("utf-8").replace(database_url, restored), "utf-8")
    aiq = Aiq(desk)
    aiq.ok("db", "upgrade")
    aiq.ok("audit", "verify")
    aiq.ok("run", "--once")
    for words, rows in before.items():
        assert aiq.ok(*words, "--json").json == rows
    assert len(before["outbox", "list"]) == MAILS
    assert len(list((desk.parent / "archivo").rglob("*.eml"))) == MAILS
