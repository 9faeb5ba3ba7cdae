"""A new request for a respaldo: checked against the rules, the registry and the requests that wait already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from cases.decision import Refusal
from cases.errors import Refused
from cases.respaldos import CambioRespaldo, SolicitudRespaldo
from cases.respaldos_moves import Acto, move
from cases.respaldos_rules import blocking, check
from cases.respaldos_schedule import approve
from intake.respaldos import agenda, keep, rules
from registry import base
from registry import respaldos as store

if TYPE_CHECKING:
    from intake.desk import Desk


def enter(
    desk: Desk, fields: Mapping[str, Any], acto: Acto, *, approve_now: bool = False
) -> tuple[SolicitudRespaldo, list[str]]:
    """Files and sends a request made of `fields` (of SolicitudRespaldo); returns it as saved and what is worth a look.
    Without a number it gets one of the desk's own. Raises Refused with everything that stands against it."""
    politica = rules(desk.settings)
    today = acto.cuando.astimezone(politica.zona).date()
    with desk.db.write() as tx:
        numero = fields.get("numero") or store.new_number(tx, today.year)
        request = SolicitudRespaldo(**{**fields, "numero": numero.strip(), "fecha_solicitud": acto.cuando})
        request = with_institution(tx, request)
        problems, warnings = admissible(desk, tx, request, today)
        if problems:
            raise Refused(" ".join(problems))
        sent = move(request, "enviada", acto)
        assert isinstance(sent, CambioRespaldo)
        saved = keep(desk, tx, sent, acto.usuario, "nueva")
        if approve_now:
            approved = approve(saved, agenda(tx, politica, desk.calendar, today), acto)
            if isinstance(approved, Refusal):
                raise Refused(approved.motivo)
            saved = keep(desk, tx, approved, acto.usuario, "aprobar")
    return saved, warnings


def with_institution(tx: sa.Connection, request: SolicitudRespaldo) -> SolicitudRespaldo:
    """Ties the request to the registry's institution of that name, where it knows one."""
    found, _ = base.find(tx, request.institucion, None)
    return replace(request, institucion_id=found.id) if found else request


def admissible(
    desk: Desk, tx: sa.Connection, request: SolicitudRespaldo, today: date
) -> tuple[list[str], list[str]]:
    """(what stands against a new request, what is worth a look), as sentences."""
    aiq = [period.persona.correo for period in store.aiqs(tx, request) if period.persona.correo]
    found = check(request, rules(desk.settings), aiq, hoy=today)
    problems = [finding.mensaje for finding in blocking(found)]
    if (other := store.open_of_user(tx, request)) is not None:
        problems.append(f"Ya espera la solicitud {other.numero} del mismo usuario y puesto.")
    warnings = [finding.mensaje for finding in found if finding.codigo == "dudoso"]
    if (made := store.made_of_user(tx, request)) is not None and made.generado is not None:
        day = made.generado.astimezone(rules(desk.settings).zona).date()
        warnings.append(f"El {day} ya se generó la {made.numero} del mismo usuario y puesto: no es periódico.")
    return problems, warnings
