"""What a mail does to a case that is already there: an answer, the same letter again, another letter, a late word."""

from __future__ import annotations

import re
from dataclasses import replace

from cases import letters
from cases.case import Case, Facts, TipoCaso
from cases.decision import Decision
from cases.desk import Course, Desk, MessageFacts, unread
from cases.evidence import Finding
from cases.identifiers import same_siglas
from cases.merge import Merged, brings, merge, settled_by_clerk
from cases.questions import for_staff
from cases.reading import Reading, Solicitud
from cases.requests import (
    ask_institution,
    cargos_of,
    mail_findings,
    opened,
    participants,
    settle,
    to_person,
    with_law,
)
from cases.states import ATENCION, BACKUP, PRINCIPAL, is_open
from cases.threads import is_participant, plausible

_CASE_NUMBER = re.compile(r"\bAIQ-\d{4}-\d{5}")


def _from(message: MessageFacts, reading: Reading) -> str:
    return f"Mensaje {message.mensaje} de {reading.sobre.remitente or 'remitente desconocido'}"


def new_request(message: MessageFacts, reading: Reading, facts: Facts, desk: Desk) -> Decision:
    """A change of AIQ that no case knows yet."""
    course = opened(PRINCIPAL, message, reading, facts, desk, f"{_from(message, reading)}: solicitud de cambio de AIQ.")
    return settle(_with_backup_noted(course), message, facts).decision("procesado")


def _with_backup_noted(course: Course) -> Course:
    """A backup named in the same oficio is kept apart: noted for the clerk, no part of this request (case 2)."""
    backup = course.case.solicitud.aiq_backup
    if backup is None or backup.empty():
        return course
    note = f"El oficio nombra también un AIQ de respaldo (backup): {backup.nombres_apellidos or 'sin nombre'}."
    return course.change(notas=(*course.case.notas, note))


def adopt(message: MessageFacts, reading: Reading, facts: Facts, case: Case, desk: Desk) -> Decision:
    """The letter that a notice of Quipux announced has come: the waiting item becomes the request (case 38)."""
    fresh = opened(PRINCIPAL, message, reading, facts, desk, "llegó el documento")
    adopted = replace(
        fresh.case, caso=case.caso, version=case.version, creado=case.creado, recibido=case.recibido,
        notas=case.notas, correcciones=case.correcciones,
    )  # fmt: skip
    counted = fresh.transiciones[-1].plazos
    course = Course(adopted, desk, plazos=counted)
    course = course.note(f"{_from(message, reading)}: llegó el documento anunciado por Quipux.")
    course = _with_backup_noted(course)
    return settle(course, message, facts).decision("procesado")


def for_reader(
    message: MessageFacts, reading: Reading, case: Case, desk: Desk, motivo: str, *, answer: bool = True
) -> Decision:
    """A mail of a case that only a person can take up: marked on the case, acknowledged once per case."""
    course = Course(case, desk).note(f"{_from(message, reading)}: {motivo}")
    course = course.change(ultimo_message_id=reading.sobre.message_id).problem(unread(message, desk))
    if answer and desk.policy.acusar_consultas:
        course = course.send(letters.consulta_derivada(reading.sobre.remitente, reading.sobre.asunto))
    return course.decision("apartado", motivo)


def answer(message: MessageFacts, reading: Reading, facts: Facts, case: Case, desk: Desk) -> Decision:
    """A plausible sender's mail in a case, told apart by what the case waits for."""
    if case.tipo == ATENCION and case.estado == "anulada":
        return for_staff(message, reading, facts, desk, f"mensaje para la consulta anulada {case.caso}")
    if case.tipo == ATENCION:
        return _more_of_a_question(message, reading, case, desk)
    request, facts = as_answer(case.tipo, reading.solicitud), _of_its_institution(facts, case)
    merged = merge(case, request, cargos_of(facts))
    if case.estado in ("observada", "en_revision", "caducada"):
        return _brought(message, reading, facts, case, merged, request, desk)
    if not is_open(case):
        return for_staff(message, reading, facts, desk, f"mensaje para el caso cerrado {case.caso}")
    return for_reader(message, reading, case, desk, "mensaje de un caso en trámite que debe leer una persona")


def _of_its_institution(facts: Facts, case: Case) -> Facts:
    """The facts without an institution that is not the case's: an answer may name another one, and settles nothing."""
    named = facts.institucion
    other = named is not None and case.institucion_id is not None and named.id != case.institucion_id
    return replace(facts, institucion=None) if other else facts


def as_answer(tipo: TipoCaso, request: Solicitud) -> Solicitud:
    """In a mail about a backup "his data" are the backup's, whatever heading they stand under."""
    if tipo != BACKUP or request.aiq_backup is not None or request.aiq is None:
        return request
    return replace(request, aiq_backup=request.aiq, aiq=None)


def _brought(
    message: MessageFacts, reading: Reading, facts: Facts, case: Case, merged: Merged, request: Solicitud, desk: Desk
) -> Decision:
    unreadable = tuple(each for each in request.problemas if each.campo == "adjunto")
    if merged.empty and case.estado == "caducada":
        return for_staff(message, reading, facts, desk, f"mensaje para el caso caducado {case.caso}")
    if merged.empty and case.hitos.pregunta is None:
        if unreadable and case.estado == "observada":
            return _unreadable(message, reading, facts, case, unreadable, desk)
        return for_reader(message, reading, case, desk, "respuesta sin los datos pedidos: la debe leer una persona")
    course = Course(case, desk).note(f"{_from(message, reading)}: respuesta.")
    course = course.change(ultimo_message_id=reading.sobre.message_id)
    solicitud = merged.solicitud
    if facts.institucion is not None or case.institucion_id is None:
        solicitud = with_law(solicitud, facts, case.hitos.efectiva_desde, settled_by_clerk(case))
        course = course.change(institucion_id=facts.institucion.id if facts.institucion else None)
    course = course.change(solicitud=solicitud).problem(*unreadable, *mail_findings(reading.sobre, desk))
    course = course.change(participantes=participants(case.participantes, solicitud, desk))
    if case.estado == "observada" and case.hitos.pregunta is None:
        return settle(course, message, facts, settled=merged.traidos).decision("procesado")
    if case.hitos.pregunta is not None:
        course = course.problem(unread(message, desk))
    motivo = {"caducada": "Llegó una respuesta después de la caducidad."}.get(case.estado, "Llegó una respuesta.")
    return to_person(course, message, motivo, respuesta=True).decision("procesado")


def _unreadable(
    message: MessageFacts, reading: Reading, facts: Facts, case: Case, findings: tuple[Finding, ...], desk: Desk
) -> Decision:
    course = Course(case, desk).note(f"{_from(message, reading)}: el adjunto no se pudo abrir.").problem(*findings)
    course = course.change(ultimo_message_id=reading.sobre.message_id)
    if case.hitos.observaciones >= desk.policy.repreguntas:
        return to_person(course, message, "Los adjuntos no se pueden abrir.", respuesta=True).decision("procesado")
    return ask_institution(course, message, facts).decision("procesado")


def _more_of_a_question(message: MessageFacts, reading: Reading, case: Case, desk: Desk) -> Decision:
    course = Course(case, desk).problem(unread(message, desk)).mark(pregunta=None, caduca=None).due(None, None)
    course = course.change(ultimo_message_id=reading.sobre.message_id)
    course = course.move("recibida" if case.estado == "recibida" else "en_revision", f"{_from(message, reading)}.")
    return course.decision("procesado")


def same_institution(case: Case, reading: Reading, facts: Facts) -> bool:
    """Whether a mail about the same person speaks of the case's institution, as far as both say which."""
    if facts.institucion is not None and case.institucion_id is not None:
        return facts.institucion.id == case.institucion_id
    one, other = case.solicitud.institucion.siglas, reading.solicitud.institucion.siglas
    return one is None or other is None or same_siglas(one, other)


def without_reference(message: MessageFacts, reading: Reading, facts: Facts, desk: Desk) -> Decision | None:
    """Data without a letter of their own and without our reference: the answer of somebody of whom exactly one request
    waits. It counts as such when a trusted server vouches for the sender, else a person takes it up. Null when it is
    no answer."""
    sobre, request = reading.sobre, reading.solicitud
    if request.oficio is not None or not brings(request) or facts.caso is not None or sobre.autenticacion == "fallido":
        return None
    waiting = [c for c in facts.abiertos if c.estado == "observada" and is_participant(sobre.remitente, c)]
    if len(waiting) == 1 and not sobre.sospechas:
        if sobre.autenticacion == "autenticado":
            return answer(message, reading, facts, waiting[0], desk)
        return for_reader(message, reading, waiting[0], desk, "parece la respuesta, pero sin la referencia del caso")
    if _CASE_NUMBER.search(sobre.asunto or ""):
        return for_staff(message, reading, facts, desk, "parece la respuesta a un caso que no se reconoce")
    return None


def same_letter(message: MessageFacts, reading: Reading, facts: Facts, case: Case, desk: Desk) -> Decision:
    """The same oficio (or another mail about the same person) outside the thread: one case, never two."""
    sender = reading.sobre.remitente
    merged = merge(case, as_answer(case.tipo, reading.solicitud), cargos_of(facts))
    if facts.mismo_documento_otro_contenido or (facts.por == "documento" and merged.contradice):
        return _other_content(message, reading, case, desk)
    trusted = plausible(sender, case) and reading.sobre.autenticacion != "fallido"
    if not trusted:
        return _from_a_third(message, reading, case, merged, desk)
    if not merged.empty:
        return answer(message, reading, facts, case, desk)
    course = Course(case, desk).note(f"{_from(message, reading)}: llegó otra vez la misma solicitud.")
    if is_participant(sender, case) and is_open(case):
        clave = f"estado_tramite:{message.mensaje}"
        course = course.send(letters.estado_tramite(case, sender, clave, desk.policy))
    return course.decision("procesado", "la solicitud ya tiene un caso")


def _from_a_third(message: MessageFacts, reading: Reading, case: Case, merged: Merged, desk: Desk) -> Decision:
    """Somebody outside the case sends its letter again; what differs is shown to a person, nobody is told anything."""
    course = Course(case, desk).note(f"{_from(message, reading)}: reenvía la solicitud de este caso.")
    if merged.empty:
        return course.decision("procesado", "la solicitud ya tiene un caso")
    course = course.problem(unread(message, desk))
    return course.decision("apartado", "un tercero envía otros datos para un caso abierto")


def _other_content(message: MessageFacts, reading: Reading, case: Case, desk: Desk) -> Decision:
    """The same number with other content: a second version beside the first, for a person (dossier, case 39)."""
    number = reading.solicitud.oficio.numero if reading.solicitud.oficio else None
    text = f"Llegó otra versión del oficio {number} con distinto contenido (mensaje {message.mensaje})."
    finding = Finding("oficio", "conflicto", text)
    merged = (*case.solicitud.evidencia, *reading.solicitud.evidencia)
    course = Course(case, desk).request(evidencia=tuple(dict.fromkeys(merged))).problem(finding)
    course = course.change(notas=(*case.notas, f"Versión 2 del oficio {number}: mensaje {message.mensaje}"))
    motivo = f"{_from(message, reading)}: versión 2 del oficio, con otro contenido."
    if case.estado not in ("observada", "en_revision"):
        course = course.problem(unread(message, desk)).note(motivo)
        return course.decision("apartado", "llegó otra versión del oficio de un caso en trámite")
    known = plausible(reading.sobre.remitente, case) and reading.sobre.autenticacion != "fallido"
    if case.estado == "en_revision" or not known:
        course = course.problem(unread(message, desk)).note(motivo)
    else:
        course = to_person(course, message, motivo, respuesta=True)
    return course.decision("procesado", "otra versión de un oficio conocido")


def is_new_matter(reading: Reading, case: Case) -> bool:
    """Whether a mail in a thread is really another request: it brings a letter of its own and the case is closed, is of
    another kind, or is about somebody else of another letter."""
    request = reading.solicitud
    if reading.tipo == "aviso_cambio_backup":
        named = request.aiq_backup is not None and not request.aiq_backup.empty()
        return case.tipo != BACKUP and named
    if reading.tipo != PRINCIPAL or request.oficio is None or not brings(request):
        return False
    return case.tipo != PRINCIPAL or case.estado in ("registrada", "rechazada", "anulada")
