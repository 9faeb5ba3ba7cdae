"""Prepared statements give and take the same values as SQLAlchemy's own way, on both engines."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone

import pytest
import sqlalchemy as sa

from cases.errors import TryAgain
from registry import outbox
from registry.database import open_database
from registry.prepared import Prepared
from registry.schema import auditoria, carta, meta

NOW = datetime(2026, 3, 12, 10, 11, 12, 345678, tzinfo=UTC)
_ADD = Prepared(sa.insert(auditoria).returning(auditoria.c.id))
_ALL = Prepared(sa.select(auditoria).order_by(auditoria.c.id))


def entry(number: int, **values) -> dict:
    return {"cuando": NOW, "quien": "ana", "accion": "nota", "caso": None, "detalle": {"ñ": [1, None]}, "anterior": "0",
            "hash": f"{number}", **values}  # fmt: skip


def test_values_come_back_as_they_were_given(database):
    quito = NOW.astimezone(timezone(timedelta(hours=-5)))
    with database.write() as tx:
        key = _ADD.scalar(tx, entry(1, cuando=quito))
        _ADD.each(tx, [entry(2, caso="AIQ-2026-00001"), entry(3)])
    with database.read() as tx:
        rows = _ALL.all(tx, {})
        same = tx.execute(sa.select(auditoria).order_by(auditoria.c.id)).all()
    assert [tuple(row) for row in rows] == [tuple(row) for row in same]
    assert (rows[0].id, rows[0].cuando, rows[0].detalle) == (key, NOW, {"ñ": [1, None]})
    assert [row.caso for row in rows] == [None, "AIQ-2026-00001", None]


def test_what_the_table_gives_by_itself_is_given(database):
    letter = outbox.NewLetter("acuse", "c", ("a@x.ec",), (), "A", "<m@x>", b"mail", automatica=True)
    with database.write() as tx:
        outbox.add(tx, [letter], NOW)
    with database.read() as tx:
        assert tx.execute(sa.select(carta.c.intentos)).scalar_one() == 0


def test_an_effect_is_counted_and_an_absent_row_is_null(database):
    change = Prepared(sa.update(meta).where(meta.c.nombre == sa.bindparam("key")))
    with database.write() as tx:
        tx.execute(sa.insert(meta).values(nombre="a", valor=1))
        assert change.run(tx, {"key": "a", "valor": 2}) == 1
        assert change.run(tx, {"key": "b", "valor": 2}) == 0
        find = Prepared(sa.select(meta.c.valor).where(meta.c.nombre == sa.bindparam("key")))
        assert (find.scalar(tx, {"key": "a"}), find.first(tx, {"key": "b"})) == (2, None)


def test_trouble_of_the_database_is_told_from_a_bug(database):
    gone = Prepared(sa.text("select 1 from no_hay_tal_tabla").columns(meta.c.nombre))
    trouble = TryAgain if database.is_sqlite else database.engine.dialect.loaded_dbapi.ProgrammingError
    with pytest.raises(trouble), database.read() as tx:
        gone.all(tx, {})


def test_letters_that_are_due_are_found_without_reading_all(sqlite_url):
    database = open_database(sqlite_url)
    asked = {"now": NOW, "most": 20}
    with closing(database), database.read() as tx:
        plan = outbox._DUE._plan(tx.dialect, asked)
        steps = tx.connection.cursor().execute(f"explain query plan {plan.text}", plan.values(asked)).fetchall()
    assert "USING INDEX ix_carta_por_salir" in steps[0][-1]


@pytest.mark.parametrize("count", [0, 1, 3])
def test_many_questions_at_once_are_answered_each_in_its_place(database, count):
    of = Prepared(sa.select(auditoria.c.hash).where(auditoria.c.quien == sa.bindparam("who")).order_by(auditoria.c.id))
    asked = [{"who": who} for who in ("eva", "nadie", "ana")[:count]]
    with database.write() as tx:
        keys = _ADD.first_of_each(tx, [entry(1), entry(2, quien="eva"), entry(3)])
        assert [row.id for row in keys] == sorted(row.id for row in keys)
        answers = [[row.hash for row in rows] for rows in of.all_of_each(tx, asked)]
        assert [row and row.hash for row in of.first_of_each(tx, asked)] == [rows[0] if rows else None for rows in answers]
    assert answers == [["2"], [], ["1", "3"]][:count]
