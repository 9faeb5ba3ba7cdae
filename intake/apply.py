"""Applying a decision: case, history, registry and finished letters together, or none of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from cases.case import Case
from cases.decision import Decision, RegistryChange
from cases.gate import Cause
from intake import post
from intake.desk import Desk
from registry import audit, base, case_store, respaldos


@dataclass(frozen=True, slots=True)
class Order:
    """A decision with the mail that it is about, if any."""

    decision: Decision
    cause: Cause | None = None
    message_key: int | None = None


def apply(
    desk: Desk, tx: sa.Connection, decision: Decision, *, who: str, action: str, hold: timedelta = timedelta()
) -> tuple[int | None, Case | None]:
    """Writes all of a decision within the caller's transaction; returns the case's key and the case as saved.

    Letters wait for `hold` before they may leave. Raises Conflict when the case was changed since it was loaded."""
    [saved], record = apply_all(desk, tx, [Order(decision)], who=who, action=action, hold=hold)
    write_record(desk, tx, record)
    return saved


def apply_all(
    desk: Desk, tx: sa.Connection, orders: Sequence[Order], *, who: str, action: str, hold: timedelta = timedelta()
) -> tuple[list[tuple[int | None, Case | None]], list[audit.Record]]:
    """`apply` for several decisions, none of which asks about what another writes; returns besides the entries for the
    chain, for the caller to write last."""
    now = desk.now()
    saved = _save_cases(desk, tx, orders, now)
    for order, (_, case) in zip(orders, saved, strict=True):
        for change in order.decision.registro:
            _register(tx, change, case, desk)
        for backup in order.decision.respaldos:
            respaldos.save(tx, backup)
    letters = post.enqueue_all(desk, tx, [
        (order.decision.cartas, post.Occasion(now, order.cause, order.message_key, case, key, hold))
        for order, (key, case) in zip(orders, saved, strict=True)
    ])  # fmt: skip
    record = [
        audit.Record(now, who, action, case.caso if case else None, _detail(order.decision, order.message_key))
        for order, (_, case), written in zip(orders, saved, letters, strict=True)
        if case is not None or order.decision.registro or order.decision.respaldos or written
    ]
    return saved, record


def _save_cases(
    desk: Desk, tx: sa.Connection, orders: Sequence[Order], now: datetime
) -> list[tuple[int | None, Case | None]]:
    changes = [(each.decision.caso, each.decision.transiciones) for each in orders if each.decision.caso is not None]
    saved = iter(case_store.save_all(tx, changes, now.astimezone(desk.policy.zona).year))
    return [(None, None) if each.decision.caso is None else next(saved) for each in orders]


def write_record(desk: Desk, tx: sa.Connection, entries: Sequence[audit.Record]) -> None:
    """Adds entries to the chain. All processes wait for each other here, until the transaction ends."""
    if entries:
        desk.db.lock(tx, audit.LOCK)
        audit.append_all(tx, entries)


def _register(tx: sa.Connection, change: RegistryChange, case: Case | None, desk: Desk) -> None:
    if change.accion == "superior":
        assert change.correo is not None
        base.remember_superior(tx, change.institucion_id, change.correo, desk.now())
        return
    assert change.persona is not None
    assert change.desde is not None
    base.open_period(
        tx, change.institucion_id, change.rol, change.persona, change.desde, desk.now(),
        caso=case.caso if case else None,
    )  # fmt: skip


def _detail(decision: Decision, message_key: int | None) -> dict[str, object]:
    """What the record keeps of a decision: states, letters and changes, no personal data beyond the base's own."""
    return {
        "mensaje": message_key,
        "transiciones": [{"de": line.de, "a": line.a, "motivo": line.motivo} for line in decision.transiciones],
        "cartas": [letter.carta for letter in decision.cartas],
        "respaldos": [change.solicitud.numero for change in decision.respaldos],
        "registro": [
            {"accion": change.accion, "rol": change.rol, "institucion": change.institucion_id}
            for change in decision.registro
        ],
    }
