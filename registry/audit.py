"""The record of who did what: append-only, each row's hash covering the row before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from registry.schema import auditoria

START = "0" * 64
LOCK = "aiq:auditoria"


_NEWEST = sa.select(auditoria.c.hash).order_by(auditoria.c.id.desc()).limit(1)
_APPEND = sa.insert(auditoria)


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
    last = head(tx)
    digest = _digest(last, now, who, action, case, detail)
    row = {"cuando": now, "quien": who, "accion": action, "caso": case, "detalle": detail}
    tx.execute(_APPEND, row | {"anterior": last, "hash": digest})


def entries(tx: sa.Connection, case: str | None = None) -> Iterator[Entry]:
    query = sa.select(auditoria).order_by(auditoria.c.id)
    if case:
        query = query.where(auditoria.c.caso == case)
    for row in tx.execute(query.execution_options(yield_per=1000)):
        yield Entry(**row._mapping)


def verify(tx: sa.Connection) -> tuple[int, int | None]:
    """(rows read, id of the first row whose hash or link is wrong, null when the chain holds)."""
    last, read = START, 0
    for entry in entries(tx):
        read += 1
        expected = _digest(last, entry.cuando, entry.quien, entry.accion, entry.caso, entry.detalle)
        if entry.anterior != last or entry.hash != expected:
            return read, entry.id
        last = entry.hash
    return read, None


def head(tx: sa.Connection) -> str:
    """The newest hash: kept elsewhere, it also proves that no row was cut off the end."""
    return tx.execute(_NEWEST).scalar() or START


def _digest(last: str, now: datetime, who: str, action: str, case: str | None, detail: dict[str, Any]) -> str:
    line = json.dumps(
        [last, int(now.timestamp() * 1_000_000), who, action, case, detail],
        ensure_ascii=False, sort_keys=True, separators=(",", ":"),
    )  # fmt: skip
    return hashlib.sha256(line.encode()).hexdigest()
