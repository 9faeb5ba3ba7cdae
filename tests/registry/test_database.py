"""Transactions: what waits for the disk and what does not, and who waits for whom."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
import sqlalchemy as sa

import registry.database
from registry.database import _begin_writing, open_database
from registry.prepared import Prepared
from registry.schema import meta

ASK = {"sqlite": "PRAGMA synchronous", "postgresql": "SHOW synchronous_commit"}


def durability(tx: sa.Connection) -> str:
    if tx.dialect.name == "sqlite":
        return {1: "off", 2: "on"}[tx.exec_driver_sql(ASK["sqlite"]).scalar()]
    return tx.exec_driver_sql(ASK["postgresql"]).scalar()


def test_only_what_must_last_waits_for_the_disk(database):
    found = []
    for lasting in (True, False, True):
        for write in (database.write, database.write_alone):
            with write(lasting=lasting) as tx:
                found.append(durability(tx))
    assert found == ["on", "on", "off", "off", "on", "on"]


@pytest.mark.parametrize("lasting", [True, False])
def test_every_commit_is_seen_by_others_at_once(database, database_url, lasting):
    with database.write_alone(lasting=lasting) as tx:
        tx.execute(sa.insert(meta).values(nombre="a", valor=1))
    other = open_database(database_url)
    with closing(other), other.read() as tx:
        assert tx.execute(sa.select(meta.c.valor)).scalar_one() == 1


def test_kept_connections_are_as_lasting_and_take_back_what_fails(database, database_url):
    insert = Prepared(sa.insert(meta))

    def fail(lasting: bool) -> None:
        with database.write_alone(lasting=lasting) as tx:
            if database.is_sqlite:
                insert.run(tx, {"nombre": "no", "valor": 1})
            raise ZeroDivisionError

    found = []
    with database.many_alone():
        for turn, lasting in enumerate((True, False, True, False)):
            with pytest.raises(ZeroDivisionError):
                fail(lasting)
            with database.write_alone(lasting=lasting) as tx:
                insert.run(tx, {"nombre": str(turn), "valor": 1})
                found.append(tx.connection.cursor().execute(ASK[tx.dialect.name]).fetchone()[0])
            other = open_database(database_url)
            with closing(other), other.read() as tx:
                assert set(tx.execute(sa.select(meta.c.nombre)).scalars()) >= {str(turn)}
    assert found in ([2, 1, 2, 1], ["on", "off", "on", "off"])
    with database.read() as tx:
        assert "no" not in set(tx.execute(sa.select(meta.c.nombre)).scalars())


class Busy:
    """A driver of SQLite that is refused some times before it may begin."""

    def __init__(self, *refusals: int) -> None:
        self.refusals = list(refusals)

    def execute(self, statement: str) -> None:
        if self.refusals:
            error = sqlite3.OperationalError("locked")
            error.sqlite_errorcode = self.refusals.pop(0)
            raise error


def test_a_writer_of_sqlite_tries_until_its_turn_has_come():
    driver = Busy(sqlite3.SQLITE_BUSY, sqlite3.SQLITE_BUSY_SNAPSHOT, sqlite3.SQLITE_BUSY)
    _begin_writing(driver)
    assert driver.refusals == []


@pytest.mark.parametrize(("patience", "refusal"), [(15_000, sqlite3.SQLITE_FULL), (0, sqlite3.SQLITE_BUSY)])
def test_other_trouble_and_the_end_of_its_patience_are_told(monkeypatch, patience, refusal):
    monkeypatch.setattr(registry.database, "BUSY_MILLISECONDS", patience)
    with pytest.raises(sqlite3.OperationalError):
        _begin_writing(Busy(*[refusal] * 100_000))
