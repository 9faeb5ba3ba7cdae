"""Statements that run with every mail: put together once, then handed to the driver as text and values.

SQLAlchemy's own way costs ten times what SQLite needs for the statement itself. Values are converted as its types say.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

import sqlalchemy as sa

from cases.reading import field_names

Values = Mapping[str, Any]


def values_of(value: Any) -> dict[str, Any]:
    """A frozen value's data by their names, which are those of its columns."""
    return {name: getattr(value, name) for name in field_names(type(value))}


@dataclass(frozen=True, slots=True)
class _Plan:
    """A statement in one engine's words. `order` gives the values of one row as the driver wants them."""

    text: str
    order: Callable[[Values], Any]
    fixed: Values
    into: Sequence[tuple[str, Callable[[Any], Any]]]
    row: Callable[[Sequence[Any]], Any]

    def values(self, given: Values) -> Any:
        values = {**self.fixed, **given}
        for name, convert in self.into:
            values[name] = convert(values[name])
        return self.order(values)


class Prepared:
    """A Core statement. Rows come as named tuples; errors are the driver's, which `Database` tells apart too.

    For an INSERT or UPDATE the names given are the columns set, as with `Connection.execute`. A list of an IN is one of
    single values (`sa.literal`, `sa.bindparam`), so that the text is the same each time."""

    def __init__(self, statement: Any) -> None:
        self._statement = statement
        self._plans: dict[tuple[str, tuple[str, ...]], _Plan] = {}

    def all(self, tx: sa.Connection, values: Values) -> list[Any]:
        cursor, plan = self._run(tx, values)
        return [plan.row(row) for row in cursor.fetchall()]

    def first(self, tx: sa.Connection, values: Values) -> Any | None:
        cursor, plan = self._run(tx, values)
        row = cursor.fetchone()
        return None if row is None else plan.row(row)

    def scalar(self, tx: sa.Connection, values: Values) -> Any | None:
        row = self.first(tx, values)
        return None if row is None else row[0]

    def run(self, tx: sa.Connection, values: Values) -> int:
        """Runs it for its effect; returns how many rows it met."""
        count: int = self._run(tx, values)[0].rowcount
        return count

    def each(self, tx: sa.Connection, rows: Sequence[Values]) -> None:
        """Runs it once for every row of values, if any; all rows have the same names."""
        if len(rows) == 1:
            self._run(tx, rows[0])
        elif rows:
            plan = self._plan(tx.dialect, rows[0])
            tx.connection.cursor().executemany(plan.text, [plan.values(row) for row in rows])

    def all_of_each(self, tx: sa.Connection, rows: Sequence[Values]) -> list[list[Any]]:
        """`all` for every row of values, in their order; PostgreSQL is asked and answers everything in one go."""
        if len(rows) < 2 or tx.dialect.name == "sqlite":
            return [self.all(tx, row) for row in rows]
        plan = self._plan(tx.dialect, rows[0])
        cursor: Any = tx.connection.cursor()
        cursor.executemany(plan.text, [plan.values(row) for row in rows], returning=True)
        return [[plan.row(row) for row in result.fetchall()] for result in cursor.results()]

    def first_of_each(self, tx: sa.Connection, rows: Sequence[Values]) -> list[Any | None]:
        return [found[0] if found else None for found in self.all_of_each(tx, rows)]

    def _run(self, tx: sa.Connection, values: Values) -> tuple[Any, _Plan]:
        plan = self._plan(tx.dialect, values)
        cursor = tx.connection.cursor()
        cursor.execute(plan.text, plan.values(values))
        return cursor, plan

    def _plan(self, dialect: sa.Dialect, values: Values) -> _Plan:
        key = (dialect.name, tuple(values))
        plan = self._plans.get(key)
        if plan is None:
            plan = self._plans[key] = _planned(self._statement, dialect, list(values))
        return plan


def _planned(statement: Any, dialect: sa.Dialect, names: list[str]) -> _Plan:
    columns = names if isinstance(statement, sa.Insert | sa.Update) else None
    compiled = statement.compile(dialect=dialect, column_keys=columns)
    fixed = compiled.construct_params(dict.fromkeys(names))
    fixed |= {column.key: column.default.arg for column in getattr(compiled, "insert_prefetch", ())}
    into = []
    for name, bind in compiled.binds.items():
        convert = bind.type.dialect_impl(dialect).bind_processor(dialect)
        if convert is not None and name in names:
            into.append((name, convert))
        elif convert is not None and name in fixed:
            fixed[name] = convert(fixed[name])
    positions = compiled.positiontup
    return _Plan(
        text=compiled.string,
        order=dict if positions is None else _tuple_of(positions),
        fixed=fixed,
        into=into,
        row=_row(statement, dialect),
    )


def _tuple_of(names: Sequence[str]) -> Callable[[Values], tuple[Any, ...]]:
    if len(names) > 1:
        return itemgetter(*names)
    return lambda values: tuple(values[name] for name in names)


def _row(statement: Any, dialect: sa.Dialect) -> Callable[[Sequence[Any]], Any]:
    """What makes a named tuple of a driver's row."""
    columns = getattr(statement, "exported_columns", ())
    row = namedtuple("Row", [column.key for column in columns], rename=True)  # type: ignore[misc]
    converts = [column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns]
    if not any(converts):
        return row._make
    return lambda values: row._make(
        value if convert is None else convert(value) for convert, value in zip(converts, values, strict=True)
    )
