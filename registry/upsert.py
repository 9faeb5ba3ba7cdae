"""Rows that several processes may want to make at the same moment: whoever comes second finds the first one's."""

from __future__ import annotations

from functools import cache
from typing import Any

import sqlalchemy as sa

from registry.prepared import Prepared
from registry.schema import contador


@cache
def _insert(table: sa.Table, engine: str) -> Any:
    from sqlalchemy.dialects import postgresql, sqlite

    return (postgresql if engine == "postgresql" else sqlite).insert(table)


def insert_if_new(tx: sa.Connection, table: sa.Table, **values: Any) -> bool:
    """Adds the row unless one of the same key is there; false when it was."""
    insert = _insert(table, tx.dialect.name).on_conflict_do_nothing().returning(*table.primary_key)
    return tx.execute(insert, values).first() is not None


_COUNT = Prepared(
    sa.text(
        "insert into contador (nombre, ultimo) values (:name, :count)"
        " on conflict (nombre) do update set ultimo = contador.ultimo + :count returning ultimo"
    ).columns(contador.c.ultimo)
)


def next_numbers(tx: sa.Connection, name: str, count: int) -> range:
    """The next so many of a counter, from 1; others wait for it until the transaction ends."""
    last: int = _COUNT.scalar(tx, {"name": name, "count": count})  # type: ignore[assignment]
    return range(last - count + 1, last + 1)


def next_number(tx: sa.Connection, name: str) -> int:
    return next_numbers(tx, name, 1)[0]
