"""Cases as rows: numbering, saving under a version, finding them again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from cases.case import Case, Plazo, Transicion
from cases.errors import Conflict
from cases.reading import to_plain
from cases.wire import from_plain
from registry.prepared import Prepared
from registry.schema import caso, participante, transicion
from registry.upsert import next_numbers

CLOSED = ("registrada", "rechazada", "caducada", "anulada", "atendida")


_NEW_CASE = Prepared(sa.insert(caso).returning(caso.c.id))
_NEW_PARTICIPANT, _NEW_LINE = Prepared(sa.insert(participante)), Prepared(sa.insert(transicion))
_CASES = sa.select(caso.c.caso, caso.c.version, caso.c.datos)
_STILL_OPEN = caso.c.estado.not_in([sa.literal(each) for each in CLOSED])
_siglas = sa.bindparam("siglas", type_=sa.Text())
_NUMBERED = _CASES.where(caso.c.caso == sa.bindparam("number"))
_LOADED, _LOCKED = Prepared(_NUMBERED), Prepared(_NUMBERED.with_for_update())
_BY_DOCUMENT = Prepared(
    _CASES.where(
        caso.c.oficio == sa.bindparam("number"),
        sa.or_(_siglas == "", caso.c.siglas.is_(None), caso.c.siglas == _siglas),
    )
    .order_by(caso.c.id.desc())
    .limit(1)
)
_OF_PERSON = Prepared(
    _CASES.where(caso.c.cedula == sa.bindparam("cedula"), caso.c.tipo == sa.bindparam("kind"), _STILL_OPEN)
    .order_by(caso.c.id.desc())
    .limit(1)
)
_OF_PARTICIPANT = Prepared(
    _CASES.join(participante)
    .where(participante.c.correo == sa.bindparam("address"), _STILL_OPEN)
    .order_by(caso.c.id.desc())
    .limit(sa.bindparam("most"))
)


def _columns(case: Case) -> dict[str, Any]:
    request = case.solicitud
    person = request.aiq_backup if case.tipo == "aviso_cambio_backup" else request.aiq
    return {
        "estado": case.estado,
        "siglas": request.institucion.siglas,
        "institucion_id": case.institucion_id,
        "oficio": request.oficio.numero if request.oficio else None,
        "cedula": person.cedula if person else None,
        "solicitante": case.solicitante,
        "vence": case.vence,
        "actualizado": case.actualizado,
        "datos": to_plain(case),
    }


def save(tx: sa.Connection, case: Case, history: Sequence[Transicion], year: int) -> tuple[int, Case]:
    """Writes a case, new (empty number) or changed, with its history lines; returns its key and itself as saved.

    Raises Conflict when the stored version is not the one that this change was made from."""
    return save_all(tx, [(case, history)], year)[0]


def save_all(
    tx: sa.Connection, changes: Sequence[tuple[Case, Sequence[Transicion]]], year: int
) -> list[tuple[int, Case]]:
    """`save` for several cases, the new ones numbered in their order."""
    new = iter(_add(tx, [case for case, _ in changes if not case.caso], year))
    saved = [_change(tx, case) if case.caso else next(new) for case, _ in changes]
    _save_participants(tx, saved)
    _NEW_LINE.each(
        tx,
        [{"caso_id": key, **_history_row(line)}
         for (key, _), (_, history) in zip(saved, changes, strict=True) for line in history],
    )  # fmt: skip
    return saved


def _add(tx: sa.Connection, cases: Sequence[Case], year: int) -> list[tuple[int, Case]]:
    if not cases:
        return []
    series = f"AIQ-{year}"
    numbers = next_numbers(tx, series, len(cases))
    new = [replace(case, caso=f"{series}-{n:05d}", version=1) for case, n in zip(cases, numbers, strict=True)]
    rows = _NEW_CASE.first_of_each(tx, [
        {"caso": each.caso, "version": 1, "tipo": each.tipo, "creado": each.creado, **_columns(each)} for each in new
    ])  # fmt: skip
    return [(row.id, case) for row, case in zip(rows, new, strict=True)]  # type: ignore[union-attr]


def _change(tx: sa.Connection, case: Case) -> tuple[int, Case]:
    seen = case.version
    case = replace(case, version=seen + 1)
    changed = tx.execute(
        sa.update(caso)
        .where(caso.c.caso == case.caso, caso.c.version == seen)
        .values(version=case.version, **_columns(case))
    ).rowcount
    if changed == 0:
        raise Conflict(f"otra persona cambió el caso {case.caso}")
    return tx.execute(sa.select(caso.c.id).where(caso.c.caso == case.caso)).scalar_one(), case


def _history_row(line: Transicion) -> dict[str, Any]:
    plain = {"de": line.de, "a": line.a, "cuando": line.cuando, "quien": line.quien, "motivo": line.motivo}
    return {**plain, "plazos": to_plain(line.plazos)}


def _save_participants(tx: sa.Connection, saved: Sequence[tuple[int, Case]]) -> None:
    new: list[dict[str, Any]] = []
    for key, case in saved:
        there: set[str] = set()
        if case.version > 1:
            there = set(tx.execute(sa.select(participante.c.correo).where(participante.c.caso_id == key)).scalars())
        wanted = set(case.participantes)
        new += ({"caso_id": key, "correo": each} for each in sorted(wanted - there))
        if there - wanted:
            gone = participante.c.correo.in_(sorted(there - wanted))
            tx.execute(sa.delete(participante).where(participante.c.caso_id == key, gone))
    _NEW_PARTICIPANT.each(tx, new)


def _case(row: Any) -> Case:
    return replace(from_plain(Case, row.datos), caso=row.caso, version=row.version)


def load(tx: sa.Connection, number: str, *, lock: bool = False) -> Case | None:
    row = (_LOCKED if lock else _LOADED).first(tx, {"number": number})
    return _case(row) if row else None


def key_of(tx: sa.Connection, number: str) -> int | None:
    return tx.execute(sa.select(caso.c.id).where(caso.c.caso == number)).scalar()


def history(tx: sa.Connection, number: str) -> list[Transicion]:
    query = sa.select(transicion).join(caso).where(caso.c.caso == number).order_by(transicion.c.id)
    return [
        Transicion(row.de, row.a, row.cuando, row.quien, row.motivo,
                   tuple(from_plain(Plazo, each) for each in row.plazos or ()))
        for row in tx.execute(query)
    ]  # fmt: skip


def _first(tx: sa.Connection, query: Prepared, **asked: str) -> Case | None:
    row = query.first(tx, asked)
    return _case(row) if row else None


def by_document(tx: sa.Connection, number: str, siglas: str | None) -> Case | None:
    """The newest case that was asked for by this oficio; the siglas tell two institutions' equal numbers apart."""
    return _first(tx, _BY_DOCUMENT, number=number, siglas=siglas or "")


def open_for_person(tx: sa.Connection, kind: str, cedula: str) -> Case | None:
    """The newest open case of this kind for the same new AIQ."""
    return _first(tx, _OF_PERSON, cedula=cedula, kind=kind)


def open_of_participants(tx: sa.Connection, addresses: Sequence[str], most: int = 20) -> dict[str, list[Case]]:
    """The newest open cases in which each of the addresses takes part."""
    found = _OF_PARTICIPANT.all_of_each(tx, [{"address": each, "most": most} for each in addresses])
    return {address: [_case(row) for row in rows] for address, rows in zip(addresses, found, strict=True)}


def due(tx: sa.Connection, now: datetime, most: int) -> list[str]:
    """Numbers of the cases whose deadline has come, the oldest first."""
    query = sa.select(caso.c.caso).where(caso.c.vence <= now).order_by(caso.c.vence).limit(most)
    return list(tx.execute(query.with_for_update(skip_locked=True)).scalars())


def next_due(tx: sa.Connection) -> datetime | None:
    return tx.execute(sa.select(sa.func.min(caso.c.vence))).scalar()


def listing(
    tx: sa.Connection, *, states: Sequence[str] | None = None, most: int | None = None
) -> list[Case]:
    """Cases by age of their last change, those that wait longest first."""
    query = sa.select(caso.c.caso, caso.c.version, caso.c.datos).order_by(caso.c.actualizado, caso.c.id)
    if states is not None:
        query = query.where(caso.c.estado.in_(states))
    if most is not None:
        query = query.limit(most)
    return [_case(row) for row in tx.execute(query)]
