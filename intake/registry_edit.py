"""A person's changes to the base of institutions and AIQs, checked and recorded."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from cases.case import Periodo, Rol
from cases.checks import PERSONA
from cases.errors import Refused
from cases.periods import clash, holder, in_short
from intake.clerk import record, who_am_i
from intake.desk import open_store, system_clock
from intake.settings import Settings
from registry import base, corrections


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
        record(db, tx, "institucion", {"siglas": siglas, "nueva": found is None})
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
        record(db, tx, "institucion_renombrada", {"antes": found.siglas, "siglas": now, "desde": desde.isoformat()})
    return now


def superior(settings: Settings, siglas: str, address: str, *, forget: bool) -> None:
    """Remembers an immediate superior of the principal, or forgets one. Raises Refused when there is no such
    institution, the address is not valid, or nothing would change."""
    with closing(open_store(settings)) as db, db.write() as tx:
        found, _ = base.find(tx, siglas, siglas)
        if found is None:
            raise Refused(f"El registro no tiene la institución {siglas}.")
        correo = _checked("correo", address)
        if not correo:
            raise Refused("Diga el correo del jefe inmediato.")
        if (correo in found.superiores) is not forget:
            raise Refused(f"{correo} {'no consta' if forget else 'ya consta'} como jefe inmediato en {found.siglas}.")
        if forget:
            corrections.forget_superior(tx, found.id, correo)
        else:
            base.remember_superior(tx, found.id, correo, system_clock())
        record(db, tx, "superior_olvidado" if forget else "superior_anotado", {"siglas": found.siglas})


def correct(
    settings: Settings, siglas: str, rol: Rol, campo: str, valor: str | None, *, en: date | None = None
) -> Periodo:
    """Corrects one datum, or a date, of today's AIQ or (`en`) of who held the role on a day; returns the period as it
    was. Raises Refused when nobody did, the value is not valid, or two would hold the role at once."""
    checked = _checked(campo, valor)
    with closing(open_store(settings)) as db, db.write() as tx:
        found, _ = base.find(tx, siglas, siglas)
        if found is None:
            raise Refused(f"El registro no tiene la institución {siglas}.")
        base.hold(tx, found.id)
        periods = base.periods(tx, found.id)
        held = _held(periods, rol, en)
        if held is None or held.clave is None:
            raise Refused(f"{found.siglas} no {f'tuvo el {en}' if en else 'tiene hoy'} un AIQ {rol}.")
        if checked == getattr(held if campo in corrections.DATES else held.persona, campo):
            raise Refused(f"El dato «{campo}» ya consta así.")
        if campo in corrections.DATES:
            others = [each for each in periods if each.clave != held.clave]
            today = system_clock().astimezone(settings.policy().zona).date()
            _check_dates(replace(held, **{campo: checked}), others, today)
        corrections.correct_period(tx, held.clave, campo, checked, who_am_i(), system_clock())
        detail = {"siglas": found.siglas, "rol": rol, "campo": campo, "periodo": held.clave}
        record(db, tx, "registro_corregido", detail)
    return held


def _held(periods: Sequence[Periodo], rol: Rol, en: date | None) -> Periodo | None:
    """Who holds the role now, or held it on a day."""
    return holder(periods, rol, en) if en else next((p for p in periods if p.rol == rol and p.hasta is None), None)


def _check_dates(corrected: Periodo, others: Sequence[Periodo], today: date) -> None:
    """Refuses dates that contradict one another, lie ahead, or make two people hold a role on the same day."""
    if corrected.hasta and corrected.hasta < corrected.desde:
        raise Refused(f"El período terminaría ({corrected.hasta}) antes de empezar ({corrected.desde}).")
    if max(corrected.desde, corrected.hasta or corrected.desde) > today:
        raise Refused("La fecha está en el futuro.")
    if other := clash(corrected, others):
        raise Refused(f"Se traslaparía con el período de {in_short(other)}: corrija antes ese.")


def _checked(campo: str, valor: str | None) -> Any:
    if campo in corrections.DATES:
        return _checked_date(campo, valor)
    checkers = {row[0]: row[2] for row in PERSONA}
    if campo not in checkers:
        raise Refused(f"No existe el dato «{campo}».")
    checked = checkers[campo](valor)
    if checked.codigo == "invalido":
        raise Refused(f"El valor no es válido: {checked.mensaje}")
    return checked.valor


def _checked_date(campo: str, valor: str | None) -> date | None:
    if not valor and campo == "desde":
        raise Refused("Un período siempre tiene fecha «desde».")
    try:
        return date.fromisoformat(valor) if valor else None
    except ValueError as error:
        raise Refused("La fecha va como AAAA-MM-DD.") from error
