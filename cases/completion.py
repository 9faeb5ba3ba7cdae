"""The report that the follow-up sheet is done (step 4): in time or late, whole or with open points."""

from __future__ import annotations

import re
from datetime import date, timedelta

from cases import letters_of_steps
from cases.answers import for_reader
from cases.case import Case, Facts
from cases.deadlines import in_words
from cases.decision import Decision
from cases.desk import Course, Desk, MessageFacts, unread
from cases.merge import brings
from cases.questions import for_staff, is_new_aiq, still_pending
from cases.reading import Cumplimiento, Reading
from cases.states import PRINCIPAL, is_open
from cases.text import key
from cases.threads import is_participant

_REPORTING = ("en_parametrizacion", "por_registrar")
_DONE = r"(?:cumpl|culmin|finaliz|complet|termin|realiz|conclu)\w*"
_TASKS = r"(?:plantilla|actividades|parametrizacion)"
_SAYS_DONE = re.compile(rf"\b{_DONE}(?: \w+){{0,9}} {_TASKS}\b|\b{_TASKS}(?: \w+){{0,9}} {_DONE}")
_NOT_YET = re.compile(rf"\b(?:no|aun|todavia|sin|falta\w*)\b(?: \w+){{0,4}} {_DONE}|\bprorroga\b")

# Activities that the writer leaves out; «quedo pendiente de su respuesta» is a farewell.
_LEFT_OUT = re.compile(
    r"\b(?:excepto|salvo|(?:a|con) excepcion|menos l[ao]s?|me faltan?|falt(?:a|an|o|aron) (?:l[ao]s?|el|por|una?|solo)"
    r"|qued(?:a|an|o|aron)(?: solo| aun| todavia)? (?:pendientes?(?! de\b| a\b)|por|faltando))\b"
    r"|\bpendientes? (?:l[ao]s?|el) (?:actividad|punto|paso)"
)
_NOTHING_OPEN = re.compile(r"\b(?:no|nada|ningun\w*)(?: \w+){0,3} (?:falt|qued|pendient)\w*(?: \w+){0,2}")


def _leaves_out(reading: Reading) -> bool:
    """Whether the words of a report say that something is still to be done."""
    return bool(_LEFT_OUT.search(_NOTHING_OPEN.sub(" ", key(reading.texto_nuevo))))


def reports(reading: Reading, case: Case) -> bool:
    """Whether an answer in a case that waits for the report is one by its words, whatever kind its subject suggests."""
    if case.tipo != PRINCIPAL or case.estado not in _REPORTING:
        return False
    words = key(reading.texto_nuevo)
    said = bool(_SAYS_DONE.search(words)) and not _NOT_YET.search(words) and "?" not in reading.texto_nuevo
    return said and not brings(reading.solicitud)


def case_of(reading: Reading, facts: Facts) -> Case | None:
    """The one case that a report outside a thread can be about: the sender's, waiting for it; else null."""
    sender = reading.sobre.remitente
    mine = [c for c in facts.abiertos if c.tipo == PRINCIPAL and is_participant(sender, c)]
    waiting = [c for c in mine if c.estado in _REPORTING] or mine
    own = [c for c in waiting if is_new_aiq(sender, c)] or waiting
    return own[0] if len(own) == 1 else None


def last_day(case: Case, desk: Desk) -> date | None:
    """The last calendar day for the report, with the days of grace that the desk grants."""
    plazo = case.hitos.plazo_parametrizacion
    return plazo + timedelta(days=desk.policy.parametrizacion_gracia_calendario) if plazo else None


def reported(course: Course, day: date, pendientes: tuple[str, ...], motivo: str) -> Course:
    """The report of a local calendar day put into the case; late is flagged, open activities are kept. A later report
    keeps the first one's day unless that one left activities open."""
    hitos, limit = course.case.hitos, last_day(course.case, course.desk)
    first = hitos.cumplimiento if hitos.cumplimiento and not hitos.actividades_pendientes else day
    late = bool(limit and first > limit)
    course = course.mark(cumplimiento=first, cumplimiento_tarde=late, actividades_pendientes=pendientes)
    if late:
        motivo += f" Llegó después del plazo ({in_words(limit) if limit else ''})."
    return course.move("por_registrar", motivo).due(None, None)


def completion(message: MessageFacts, reading: Reading, facts: Facts, case: Case, desk: Desk) -> Decision:
    """A completion report by mail for this case."""
    sender = reading.sobre.remitente
    if case.tipo != PRINCIPAL or case.estado not in _REPORTING:
        early = case.tipo == PRINCIPAL and case.estado in ("observada", "en_revision", "en_capacitacion")
        if early and is_participant(sender, case):
            return still_pending(message, reading, case, desk, "informa el cumplimiento antes de tiempo.")
        if not is_open(case):
            return for_staff(message, reading, facts, desk, f"informe de cumplimiento del caso cerrado {case.caso}")
        return for_reader(message, reading, case, desk, "informe de cumplimiento fuera de su momento")
    report = reading.cumplimiento or Cumplimiento()
    day = desk.calendar.local(message.recibido)
    with_sheet = report.pendientes is not None
    if not with_sheet and _leaves_out(reading):
        return for_reader(message, reading, case, desk, "informe de cumplimiento que deja algo pendiente")
    motivo = f"Mensaje {message.mensaje} de {sender}: informe de cumplimiento."
    course = reported(Course(case, desk), day, report.pendientes or (), motivo)
    course = course.change(ultimo_message_id=reading.sobre.message_id)
    if case.hitos.actividades_pendientes and not with_sheet:
        course = course.problem(unread(message, desk))
    clave = f"cumplimiento_recibido:{message.mensaje}"
    return course.send(
        letters_of_steps.cumplimiento_recibido(course.case, clave, desk.policy, con_hoja=with_sheet)
    ).decision("procesado")
