"""The first minutes with the program: an empty database, a foreign one, and a mailbox that is away."""

from __future__ import annotations

import sqlite3

import pytest

from intake.embedded import PASSWORD, EmbeddedImap, EmbeddedSmtp
from tests.support.command import Aiq, write_settings


@pytest.fixture
def office(tmp_path):
    with EmbeddedImap() as imap, EmbeddedSmtp() as smtp:
        url = f"sqlite:///{tmp_path}/aiq.db"
        yield Aiq(write_settings(tmp_path, url, imap.port, smtp.port, password=PASSWORD)), tmp_path / "aiq.db"


def test_run_makes_the_schema_of_an_empty_database_and_only_of_that(office):
    aiq, _ = office
    assert aiq.run("queue").code == 3
    assert "Base de datos nueva" in aiq.ok("run", "--once").err
    assert aiq.ok("queue", "--json").json == []
    assert "Base de datos nueva" not in aiq.ok("run", "--once").err


@pytest.mark.parametrize("command", ["queue", "messages list", "registry list", "stats", "audit verify", "doctor", "db current"])
def test_no_command_begins_a_database_where_the_settings_name_none(office, tmp_path, command):
    aiq, file = office
    wrong = tmp_path / "otra" / "aiq.db"
    ran = Aiq(aiq.config, AIQ_DATABASE__URL=f"sqlite:///{wrong}").run(*command.split())
    assert ran.code == 3
    assert "no hay base de datos en" in ran.out + ran.err
    assert not wrong.parent.exists()
    assert not file.exists()


def test_run_touches_no_database_that_holds_tables_of_somebody_else(office):
    aiq, file = office
    with sqlite3.connect(file) as stranger:
        stranger.execute("create table ajena (id integer)")
    stranger.close()
    ran = aiq.run("run", "--once")
    assert (ran.code, ran.out) == (3, "")
    assert "aiq db upgrade" in ran.err
    with sqlite3.connect(file) as stranger:
        assert stranger.execute("select name from sqlite_master where type = 'table'").fetchall() == [("ajena",)]
    stranger.close()
