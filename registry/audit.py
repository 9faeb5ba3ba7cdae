"""The record of who did what: append-only, each row's hash covering the row before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from registry.prepared import Prepared, values_of
from registry.schema import auditoria

START = "0" * 64
LOCK = "aiq:auditoria"


_NEWEST = Prepared(sa.select(auditoria.c.hash).order_by(auditoria.c.id.desc()).limit(1))
_APPEND = Prepared(sa.insert(auditoria))


@dataclass(frozen=True, slots=True)
class Record:
    """What somebody did, not yet in the chain."""

    cuando: datetime
    quien: str
    accion: str
    caso: str | None
    detalle: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    id: int
    cuando: datetime
    quien: str
    accion: str
    caso: str | None
    detalle: dict[str, Any]
    anterior: str
    hash: str


def append(
    tx: sa.Connection, now: datetime, who: str, action: str, case: str | None, detail: dict[str, Any]
) -> None:
    """Adds a row to the chain. The caller holds `Database.lock(tx, LOCK)`, or is SQLite's one writer."""
    append_all(tx, [Record(now, who, action, case, detail)])


def append_all(tx: sa.Connection, records: Sequence[Record]) -> None:
    """`append` for several, in their order."""
    last = head(tx)
    rows = []
    for each in records:
        digest = _digest(last, each.cuando, each.quien, each.accion, each.caso, each.detalle)
        rows.append(values_of(each) | {"anterior": last, "hash": digest})
        last = digest
    _APPEND.each(tx, rows)


def entries(tx: sa.Connection, case: str | None = None) -> Iterator[Entry]:
    query = sa.select(auditoria).order_by(auditoria.c.id)
    if case:
        query = query.where(auditoria.c.caso == case)
    for row in tx.execute(query.execution_options(yield_per=1000)):
        yield Entry(**row._mapping)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the chain proves: `asientos` rows read, `primer_fallo` the first whose hash or link is wrong (null: none),
    `ultimo_hash` the newest, which kept elsewhere proves later that nothing was cut off the end; `conserva` whether
    the hash that somebody kept is still in the chain (null: none was given)."""

    asientos: int
    primer_fallo: int | None
    ultimo_hash: str
    conserva: bool | None = None

    @property
    def holds(self) -> bool:
        return self.primer_fallo is None and self.conserva is not False


def verify(tx: sa.Connection, kept: str | None = None) -> Verdict:
    """Reads the whole chain up to its first wrong row; `kept` is a newest hash of an earlier reading."""
    last, read, seen = START, 0, kept == START
    for entry in entries(tx):
        read += 1
        expected = _digest(last, entry.cuando, entry.quien, entry.accion, entry.caso, entry.detalle)
        if entry.anterior != last or entry.hash != expected:
            return Verdict(read, entry.id, last, seen if kept else None)
        last = entry.hash
        seen = seen or last == kept
    return Verdict(read, None, last, seen if kept else None)


def head(tx: sa.Connection) -> str:
    """The newest hash."""
    return _NEWEST.scalar(tx, {}) or START


def _digest(last: str, now: datetime, who: str, action: str, case: str | None, detail: dict[str, Any]) -> str:
    line = json.dumps(
        [last, int(now.timestamp() * 1_000_000), who, action, case, detail],
        ensure_ascii=False, sort_keys=True, separators=(",", ":"),
    )  # fmt: skip
    return hashlib.sha256(line.encode()).hexdigest()
