"""What the commands show of cases, mails and letters, in the contract's JSON."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from cases.case import Case, InstitucionRegistrada, Periodo
from cases.deadlines import deadline
from cases.periods import holder
from cases.reading import to_plain
from cases.states import CERRADOS, ESTANCIAS, waits_for_staff
from registry import case_store, journal, outbox

OPEN_STATES = tuple({estado: None for _, estado in ESTANCIAS if estado not in CERRADOS})


def case_json(case: Case) -> dict[str, Any]:
    """One line of `aiq queue --json`."""
    request = case.solicitud
    person = request.aiq_backup if case.tipo == "aviso_cambio_backup" else request.aiq
    return {
        "caso": case.caso,
        "tipo": case.tipo,
        "estado": case.estado,
        "institucion": to_plain(request.institucion),
        "solicitante": case.solicitante,
        "aiq": to_plain(person),
        "problemas": to_plain(request.problemas),
        "vence": ends.isoformat() if (ends := deadline(case)) else None,
        "creado": case.creado.isoformat(),
        "actualizado": case.actualizado.isoformat(),
    }


def queue(tx: sa.Connection, *, everything: bool, estado: str | None) -> list[Case]:
    """The cases that wait for staff, those of one state, or all; longest waiting first."""
    if estado is not None:
        return case_store.listing(tx, states=[estado])
    if everything:
        return case_store.listing(tx)
    return [case for case in case_store.listing(tx, states=OPEN_STATES) if waits_for_staff(case)]


def whole_case(tx: sa.Connection, case: Case) -> dict[str, Any]:
    """What `aiq show --json` prints."""
    return {
        **case_json(case),
        "historia": [to_plain(line) for line in case_store.history(tx, case.caso)],
        "mensajes": [message_json(row) for row in journal.listing(tx, caso_numero=case.caso)],
        "cartas": [letter_json(row) for row in outbox.listing(tx, caso_numero=case.caso)],
        "evidencia": to_plain(case.solicitud.evidencia),
        "oficio": to_plain(case.solicitud.oficio),
        "delegacion": to_plain(case.solicitud.delegacion),
        "correcciones": to_plain(case.correcciones),
        "hitos": to_plain(case.hitos),
        "notas": list(case.notas),
        "version": case.version,
    }


def message_json(row: dict[str, Any]) -> dict[str, Any]:
    """One line of `aiq messages list --json`."""
    keys = ("id", "recibido", "remitente", "autenticacion", "asunto", "message_id", "sha256", "tipo", "resultado",
            "caso", "motivo")  # fmt: skip
    return {key: _plain(row[key]) for key in keys}


def letter_json(row: dict[str, Any]) -> dict[str, Any]:
    """One line of `aiq outbox list --json`."""
    keys = ("id", "caso", "carta", "para", "copia", "asunto", "message_id", "estado", "intentos", "proximo", "error")
    return {key: _plain(row[key]) for key in keys}


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


@dataclass(frozen=True, slots=True)
class Kept:
    """What the base keeps of an institution beside today's facts: other names with their days, and corrections by the
    key of the period."""

    aliases: list[dict[str, Any]]
    corrections: dict[int, list[dict[str, Any]]]


def kept(tx: sa.Connection, found: InstitucionRegistrada) -> Kept:
    from registry import corrections

    return Kept(corrections.dated_aliases(tx, found.id), corrections.trail(tx, found.id))


def period_json(period: Periodo | None) -> dict[str, Any] | None:
    """Today's AIQ as `aiq registry show --json` prints it."""
    return None if period is None else {**to_plain(period.persona), "desde": period.desde.isoformat()}


def periods_of(found: InstitucionRegistrada) -> list[Periodo]:
    """Everybody who is or was AIQ there, those of today first."""
    return [each for each in (found.principal, found.backup, *found.anteriores) if each is not None]


def institution_json(found: InstitucionRegistrada, known: Kept, on: date | None = None) -> dict[str, Any]:
    """What `aiq registry show --json` prints; with `on`, the AIQs of that day."""
    periods = periods_of(found)
    principal, backup = found.principal, found.backup
    if on is not None:
        principal, backup = holder(periods, "principal", on), holder(periods, "backup", on)
    return {
        "institucion": {
            "nombre": found.nombre,
            "siglas": found.siglas,
            "alias": list(found.alias),
            "alias_fechados": [{name: _plain(value) for name, value in each.items()} for each in known.aliases],
            "canton": found.canton,
            "cargos_maxima_autoridad": list(found.cargos_maxima_autoridad),
            "superiores": list(found.superiores),
        },
        "principal": period_json(principal),
        "backup": period_json(backup),
        "historia": [
            {
                "rol": each.rol,
                **to_plain(each.persona),
                "desde": each.desde.isoformat(),
                "hasta": each.hasta.isoformat() if each.hasta else None,
                "caso": each.caso,
                "correcciones": [{name: _plain(value) for name, value in line.items()}
                                 for line in known.corrections.get(each.clave or 0, [])],
            }
            for each in sorted(periods, key=lambda period: period.desde, reverse=True)
        ],
    }
