"""A person's changes to the base of institutions and AIQs, checked and recorded."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from cases.checks import PERSONA
from cases.errors import Refused
from intake.clerk import who_am_i
from intake.desk import open_store, system_clock
from intake.settings import Settings
from registry import audit, base, corrections
from registry.database import Database


def add(
    settings: Settings, siglas: str, nombre: str, *, canton: str | None, cargos: Sequence[str], aliases: Sequence[str]
) -> bool:
    """Makes an institution, or completes the one of these siglas; true when it is new."""
    with closing(open_store(settings)) as db, db.write() as tx:
        found, _ = base.find(tx, None, siglas)
        key = found.id if found else base.add_institution(tx, nombre, siglas, system_clock())
        for each in aliases:
            base.add_alias(tx, key, each)
        if found is not None and found.nombre != nombre:
            base.add_alias(tx, key, nombre)
        corrections.describe(tx, key, canton=canton, cargos=list(cargos))
        _record(db, tx, "institucion", {"siglas": siglas, "nueva": found is None})
    return found is None


def rename(settings: Settings, siglas: str, *, nombre: str | None, nuevas: str | None, desde: date) -> str:
    """A new name or new siglas from a day on; returns today's siglas. Refused when there is no such institution, or
    another one has these siglas."""
    with closing(open_store(settings)) as db, db.write() as tx:
        found, _ = base.find(tx, siglas, siglas)
        if found is None:
            raise Refused(f"El registro no tiene la institución {siglas}.")
        other, by_alias = base.find(tx, None, nuevas)
        if other is not None and other.id != found.id and not by_alias:
            raise Refused(f"Las siglas {nuevas} ya son de {other.nombre}.")
        now = nuevas or found.siglas
        corrections.rename(tx, found.id, nombre or found.nombre, now, desde - timedelta(days=1))
        _record(db, tx, "institucion_renombrada", {"antes": found.siglas, "siglas": now, "desde": desde.isoformat()})
    return now


def correct(settings: Settings, siglas: str, rol: str, campo: str, valor: str | None) -> None:
    """Corrects one datum of today's AIQ; raises Refused when there is none, or the value is not valid."""
    checked = _checked(campo, valor)
    with closing(open_store(settings)) as db, db.write() as tx:
        found, _ = base.find(tx, siglas, siglas)
        if found is None:
            raise Refused(f"El registro no tiene la institución {siglas}.")
        if not corrections.correct_period(tx, found.id, rol, campo, checked, system_clock()):
            raise Refused(f"{found.siglas} no tiene hoy un AIQ {rol}.")
        _record(db, tx, "registro_corregido", {"siglas": found.siglas, "rol": rol, "campo": campo})


def _checked(campo: str, valor: str | None) -> Any:
    if campo in corrections.DATES:
        try:
            return date.fromisoformat(valor) if valor else None
        except ValueError as error:
            raise Refused("La fecha va como AAAA-MM-DD.") from error
    checkers = {row[0]: row[2] for row in PERSONA}
    if campo not in checkers:
        raise Refused(f"No existe el dato «{campo}».")
    checked = checkers[campo](valor)
    if checked.codigo == "invalido":
        raise Refused(f"El valor no es válido: {checked.mensaje}")
    return checked.valor


def _record(db: Database, tx: sa.Connection, action: str, detail: dict[str, Any]) -> None:
    db.lock(tx, audit.LOCK)
    audit.append(tx, system_clock(), who_am_i(), action, None, detail)
