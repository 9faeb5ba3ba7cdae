"""Figures of the desk: what is open and how old, how long steps take, what is missing most, what became of mail."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from statistics import median
from typing import Any

import sqlalchemy as sa

from registry.case_store import CLOSED
from registry.schema import carta, caso, message, transicion

AGES = (("hasta 1 día", 1), ("hasta 5 días", 5), ("hasta 15 días", 15), ("hasta 30 días", 30), ("más", None))


def collect(tx: sa.Connection, now: datetime) -> dict[str, Any]:
    """Everything that `aiq stats` shows, as JSON values; times in days."""
    return {
        "cuando": now.isoformat(),
        "casos_por_estado": _counts(tx, caso.c.estado),
        "abiertos_por_antiguedad": _ages(tx, now),
        "dias_por_paso": _days_per_step(tx),
        "datos_que_faltan": _missing(tx),
        "cartas": _counts(tx, carta.c.carta),
        "cartas_por_estado": _counts(tx, carta.c.estado),
        "correos_por_resultado": _counts(tx, message.c.resultado),
        "correos_por_tipo": _counts(tx, message.c.tipo),
    }


def _counts(tx: sa.Connection, column: sa.Column[Any]) -> dict[str, int]:
    number = sa.func.count()
    rows = tx.execute(sa.select(column, number).where(column.is_not(None)).group_by(column).order_by(number.desc()))
    return {row[0]: row[1] for row in rows}


def _ages(tx: sa.Connection, now: datetime) -> dict[str, int]:
    ages: Counter[str] = Counter()
    for created in tx.execute(sa.select(caso.c.creado).where(caso.c.estado.not_in(CLOSED))).scalars():
        days = (now - created).total_seconds() / 86_400
        ages[next(name for name, most in AGES if most is None or days <= most)] += 1
    return {name: ages[name] for name, _ in AGES}


def _days_per_step(tx: sa.Connection) -> dict[str, dict[str, float]]:
    """How long cases stay in each state: from entering it to leaving it."""
    entered: dict[int, tuple[str, datetime]] = {}
    stays: dict[str, list[float]] = {}
    rows = tx.execute(
        sa.select(transicion.c.caso_id, transicion.c.de, transicion.c.a, transicion.c.cuando).order_by(transicion.c.id)
    )
    for row in rows:
        if row.de == row.a:
            continue
        before = entered.get(row.caso_id)
        if before is not None:
            stays.setdefault(before[0], []).append((row.cuando - before[1]).total_seconds() / 86_400)
        entered[row.caso_id] = (row.a, row.cuando)
    return {
        state: {"casos": len(days), "mediana": round(median(days), 2), "maximo": round(max(days), 2)}
        for state, days in sorted(stays.items())
    }


def _missing(tx: sa.Connection) -> dict[str, int]:
    """In how many cases each datum was missing or invalid, answered since or not."""
    found: Counter[str] = Counter()
    for data in tx.execute(sa.select(caso.c.datos).execution_options(yield_per=500)).scalars():
        problems = data["solicitud"]["problemas"]
        open_ones = {each["campo"] for each in problems if each["codigo"] in ("falta", "invalido")}
        found.update(open_ones | set(data["hitos"].get("pedidos", ())))
    return dict(found.most_common())
