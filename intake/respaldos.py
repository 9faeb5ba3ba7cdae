"""Respaldos at the desk: its numbers from the settings, answers to mails from the store, and a clerk's acts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from cases import notices
from cases.calendar import Calendar, OutsideTable
from cases.case import Facts
from cases.decision import Decision, Letter, Refusal
from cases.desk import Desk as LawDesk
from cases.desk import MessageFacts
from cases.errors import Refused
from cases.policy import Policy
from cases.reading import Reading
from cases.respaldos import CambioRespaldo, SolicitudRespaldo
from cases.respaldos_answers import FactsRespaldo, answer, few_letter, route, state_letter
from cases.respaldos_life import delivery, recipient
from cases.respaldos_moves import MOVES, Acto, may
from cases.respaldos_notices import record_notice
from cases.respaldos_rules import Pico, PoliticaRespaldos, few_documents
from cases.respaldos_schedule import Agenda, capacity
from intake.settings import Settings
from registry import audit
from registry import respaldos as store

if TYPE_CHECKING:
    from intake.desk import Desk

AREA = "SUBSECRETARÍA DE GOBIERNO ELECTRÓNICO"
SISTEMA = "Administrador"


def rules(settings: Settings) -> PoliticaRespaldos:
    """The desk's numbers on respaldos as the law reads them."""
    own = settings.respaldos
    return PoliticaRespaldos(
        minimo_documentos=own.minimo_documentos,
        laborables_desde=own.laborables_desde,
        laborables_hasta=own.laborables_hasta,
        capacidad_diaria=own.diarios,
        picos=tuple(Pico(**pico.model_dump()) for pico in own.picos),
        dias_descarga=own.vigencia_calendario,
        aviso_calendario=own.aviso_calendario,
        url=own.url,
        sistema=own.sistema,
        direccion=settings.desk.address,
        zona=settings.policy().zona,
    )


def system(now: datetime) -> Acto:
    """What the desk does by itself, as the guide's Recorrido signs it."""
    return Acto(now, SISTEMA, AREA)


def agenda(tx: sa.Connection, politica: PoliticaRespaldos, calendar: Calendar, today: date) -> Agenda:
    return Agenda(store.load_by_day(tx, today), politica, calendar)


def load_ahead(
    tx: sa.Connection, politica: PoliticaRespaldos, calendar: Calendar, today: date, days: int
) -> list[tuple[date, int, int]]:
    """(working day, respaldos on it, capacity) for so many working days from today on."""
    load, rows, day = store.load_by_day(tx, today), [], calendar.add_working(today, 0)
    try:
        for _ in range(days):
            rows.append((day, load.get(day, 0), capacity(day, politica)))
            day = calendar.add_working(day, 1)
    except OutsideTable:
        pass  # the chart ends where the holiday table does
    return rows


# -- mails


def facts_of(tx: sa.Connection, numero: str | None, sender: str | None) -> FactsRespaldo:
    """What the store knows for a question: the request named, else the sender's only open one."""
    request = store.by_number(tx, numero) if numero else None
    if not numero and sender:
        request = store.open_of_address(tx, sender)
    if request is None:
        return FactsRespaldo()
    addresses = tuple(period.persona.correo for period in store.aiqs(tx, request) if period.persona.correo)
    return FactsRespaldo(request, store.route(tx, request.id or 0), addresses)


def answering(tx: sa.Connection, settings: Settings) -> Callable[..., Decision | None]:
    """The function that `decide_all` offers questions and notices about respaldos to, within one transaction."""

    def respaldos(
        message: MessageFacts, reading: Reading, facts: Facts, calendar: Calendar, policy: Policy, now: datetime
    ) -> Decision | None:
        politica, notice = rules(settings), reading.aviso
        if reading.tipo == "consulta_respaldo":
            known = facts_of(tx, reading.respaldo.solicitud, reading.sobre.remitente)
            return answer(reading, known, politica, now)
        if notice is None or not notice.solicitud or reading.sobre.autenticacion == "fallido":
            return None
        change = record_notice(notice, facts_of(tx, notice.solicitud, None), politica, now)
        changes = (change,) if change else ()
        if notice.descarga_solicitada:
            work = notices.quipux(message, reading, facts, LawDesk(calendar, policy, now))
            return replace(work, respaldos=changes)
        said = f": {notice.estado}" if notice.estado else ""
        return Decision("procesado", f"aviso de Quipux sobre el respaldo {notice.solicitud}{said}", respaldos=changes)

    return respaldos


# -- a clerk's acts


def act(
    desk: Desk,
    tx: sa.Connection,
    numero: str,
    who: str,
    action: str,
    change: Callable[[SolicitudRespaldo], CambioRespaldo | Refusal],
    *,
    tell: bool = True,
) -> SolicitudRespaldo:
    """Does one thing to a request: change, line of the Recorrido, record and letter together. Raises Refused."""
    request = store.needed(tx, numero, lock=True)
    outcome = change(request)
    if isinstance(outcome, Refusal):
        raise Refused(outcome.motivo)
    saved = keep(desk, tx, outcome, who, action)
    if tell:
        tell_state(desk, tx, saved)
    return saved


def keep(desk: Desk, tx: sa.Connection, change: CambioRespaldo, who: str, action: str) -> SolicitudRespaldo:
    """Saves a change and records who made it."""
    saved = store.save(tx, change)
    desk.db.lock(tx, audit.LOCK)
    detail = {"respaldo": saved.numero, "pasos": [step.accion for step in change.pasos]}
    audit.append(tx, desk.now(), who, f"respaldo:{action}", None, detail)
    return saved


def send(desk: Desk, tx: sa.Connection, *letters: Letter) -> None:
    from intake import post

    post.enqueue(desk, tx, letters, post.Occasion(desk.now()))


def tell_state(desk: Desk, tx: sa.Connection, request: SolicitudRespaldo) -> None:
    """Tells whoever the respaldo concerns how it stands; with too few documents, how to download them by hand."""
    politica = rules(desk.settings)
    to = recipient(request, next(iter(store.aiqs(tx, request)), None))
    if to is None or request.en_quipux:
        return
    if request.estado == "rechazada" and few_documents(request, politica):
        send(desk, tx, few_letter(request, to.correo, politica))
        return
    send(desk, tx, state_letter(request, store.route(tx, request.id or 0), to.correo, politica))


# -- JSON


def request_json(request: SolicitudRespaldo, politica: PoliticaRespaldos) -> dict[str, Any]:
    """One line of `aiq respaldos list --json`."""
    plain = {name: getattr(request, name) for name in _SHOWN}
    return plain | {
        "estado": request.estado,
        "estado_respaldo": request.respaldo,
        "ejecucion": request.ejecucion,
        "generado": _local(request.generado, politica),
        "vence": _local(request.vence, politica),
        "fecha_solicitud": _local(request.fecha_solicitud, politica),
        "enlace": delivery(request, politica).enlace if request.abierta else None,
        "partes": list(request.partes),
    }


_SHOWN = (
    "numero", "cedula", "apellido", "nombre", "titulo", "institucion", "area", "puesto", "perfil", "correo",
    "correo_area", "desde", "hasta", "cargo_desde", "cargo_hasta", "comentario", "documentos", "desvinculacion",
    "activo", "documento", "presentada_por", "en_quipux",
)  # fmt: skip


def whole_json(tx: sa.Connection, request: SolicitudRespaldo, politica: PoliticaRespaldos) -> dict[str, Any]:
    """What `aiq respaldos show --json` prints: the request, its Recorrido (newest first) and what may be done now."""
    steps = store.route(tx, request.id or 0)
    lines = zip(route(steps, politica.zona), reversed(steps), strict=True)
    return request_json(request, politica) | {
        "recorrido": [{**line, "calendario": step.calendario} for line, step in lines],
        "puede": [row.accion for row in MOVES if may(request, row.accion)],
    }


def _local(moment: datetime | None, politica: PoliticaRespaldos) -> datetime | None:
    return moment.astimezone(politica.zona) if moment else None
