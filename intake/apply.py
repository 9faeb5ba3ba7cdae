"""Applying a decision: case, history, registry and finished letters together, or none of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import sqlalchemy as sa

from cases.case import Case
from cases.decision import Decision, RegistryChange
from cases.gate import Cause
from intake import post
from intake.desk import Desk
from registry import audit, base, case_store, respaldos


def apply(
    desk: Desk,
    tx: sa.Connection,
    decision: Decision,
    *,
    who: str,
    action: str,
    cause: Cause | None = None,
    message_key: int | None = None,
    hold: timedelta = timedelta(),
    record: list[audit.Record] | None = None,
) -> tuple[int | None, Case | None]:
    """Writes all of a decision within the caller's transaction; returns the case's key and the case as saved.

    Letters wait for `hold` before they may leave. With `record` the entry for the chain is added there, for the caller
    to write last. Raises Conflict when the case was changed since it was loaded."""
    now = desk.now()
    key, case = None, None
    if decision.caso is not None:
        year = now.astimezone(desk.policy.zona).year
        key, case = case_store.save(tx, decision.caso, decision.transiciones, year)
    for change in decision.registro:
        _register(tx, change, case, desk)
    for backup in decision.respaldos:
        respaldos.save(tx, backup)
    letters = post.enqueue(desk, tx, decision.cartas, post.Occasion(now, cause, message_key, case, key, hold))
    if case is not None or decision.registro or decision.respaldos or letters:
        entry = audit.Record(now, who, action, case.caso if case else None, _detail(decision, message_key))
        if record is None:
            write_record(desk, tx, [entry])
        else:
            record.append(entry)
    return key, case


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
