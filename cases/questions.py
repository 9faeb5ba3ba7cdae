"""Mails that ask instead of bringing: how a case stands, what is still pending, and what only a person can answer."""

from __future__ import annotations

import re
from dataclasses import replace

from cases import letters
from cases.case import Case, Facts, InstitucionRegistrada
from cases.decision import Decision
from cases.desk import Course, Desk, MessageFacts
from cases.reading import Institucion, Reading
from cases.requests import opened
from cases.states import ATENCION, PRINCIPAL, is_open
from cases.text import key
from cases.threads import is_participant

# How people ask for the state of their matter (accents and punctuation folded away).
_STATUS = re.compile(
    r"\b(?:(?:cual|en que|conocer|saber|indicar|informar|consult\w+)(?: \w+){0,4} (?:estado|avance|situacion|etapa)"
    r"|estado (?:de|del|actual)(?: \w+){0,3} (?:tramite|solicitud|caso|pedido|proceso|requerimiento|oficio|cambio)"
    r"|como va(?: \w+){0,3} (?:tramite|solicitud|caso|pedido|proceso|requerimiento|cambio)"
    r"|(?:hay|tienen|tiene|alguna) novedad(?:es)?|que ha pasado con|seguimiento (?:a|al|de|del)(?: \w+){0,2} "
    r"(?:tramite|solicitud|caso|oficio|pedido|requerimiento))\b"
)
_MOST_CASES = 3


def asks_for_state(reading: Reading) -> bool:
    """Whether the new words of a mail ask how a matter stands."""
    return bool(_STATUS.search(key(reading.texto_nuevo)[:2000]))


def is_new_aiq(sender: str | None, case: Case) -> bool:
    """Whether the sender is the person that the case shall make AIQ."""
    person = case.solicitud.aiq
    return bool(sender and person and person.correo and person.correo.lower() == sender.lower())


def state_of(message: MessageFacts, reading: Reading, case: Case, desk: Desk) -> Decision:
    """The state of a case, told to one of its participants."""
    sender = reading.sobre.remitente
    course = Course(case, desk).note(f"Mensaje {message.mensaje} de {sender}: preguntó por el estado.")
    course = course.change(ultimo_message_id=reading.sobre.message_id)
    letter = letters.estado_tramite(case, sender, f"estado_tramite:{message.mensaje}", desk.policy)
    return course.send(letter).decision("procesado")


def still_pending(message: MessageFacts, reading: Reading, case: Case, desk: Desk, motivo: str) -> Decision:
    """The steps before registration, told to the new AIQ who already needs the desk (dossier, cases 57 and 58)."""
    sender = reading.sobre.remitente
    course = Course(case, desk).note(f"Mensaje {message.mensaje} de {sender}: {motivo}")
    course = course.change(ultimo_message_id=reading.sobre.message_id)
    letter = letters.registro_pendiente(case, sender, f"registro_pendiente:{message.mensaje}", desk.policy)
    return course.send(letter).decision("procesado")


def in_thread(message: MessageFacts, reading: Reading, case: Case, desk: Desk) -> Decision | None:
    """The answer to a question asked within a case, or null when the mail is no such question."""
    sender = reading.sobre.remitente
    if not is_participant(sender, case) or case.tipo == ATENCION:
        return None
    if asks_for_state(reading):
        return state_of(message, reading, case, desk)
    if case.tipo == PRINCIPAL and is_open(case) and is_new_aiq(sender, case) and case.solicitante != sender:
        return still_pending(message, reading, case, desk, "pide atención antes de estar registrado.")
    return None


def question(message: MessageFacts, reading: Reading, facts: Facts, desk: Desk) -> tuple[Decision, ...]:
    """A person's mail outside any thread."""
    sobre = reading.sobre
    if sobre.autenticacion == "fallido" or sobre.sospechas:
        why = sobre.sospechas[0] if sobre.sospechas else "el servidor no pudo autenticar al remitente"
        return (Decision("apartado", f"remitente dudoso: {why}"),)
    mine = [case for case in facts.abiertos if is_participant(sobre.remitente, case) and case.tipo != ATENCION]
    if mine and asks_for_state(reading):
        return tuple(state_of(message, reading, case, desk) for case in mine[:_MOST_CASES])
    pending = [case for case in mine if case.tipo == PRINCIPAL and is_new_aiq(sobre.remitente, case)]
    if pending:
        return (still_pending(message, reading, pending[0], desk, "pide atención antes de estar registrado."),)
    return (for_staff(message, reading, facts, desk, "consulta que debe leer una persona"),)


def for_staff(
    message: MessageFacts, reading: Reading, facts: Facts, desk: Desk, motivo: str, *, answer: bool = True
) -> Decision:
    """A work item for the clerks, acknowledged once; what was read stays as evidence, nothing of it is decided."""
    facts, reading = _at_home(facts, reading)
    course = opened(ATENCION, message, reading, facts, desk, f"Mensaje {message.mensaje}: {motivo}.")
    course = course.request(problemas=tuple(f for f in course.case.solicitud.problemas if f.campo == "remitente"))
    course = course.move("en_revision", motivo.capitalize() + ".")
    if answer and desk.policy.acusar_consultas:
        course = course.send(letters.consulta_derivada(reading.sobre.remitente, reading.sobre.asunto))
    return course.decision("apartado", motivo)


def _at_home(facts: Facts, reading: Reading) -> tuple[Facts, Reading]:
    """The institution of a sender who is or was its AIQ, where the mail itself names none."""
    homes = {institution.id: institution for institution, _ in facts.periodos_remitente}
    if facts.institucion is not None or len(homes) != 1:
        return facts, reading
    home = next(iter(homes.values()))
    return replace(facts, institucion=home), named_by(home, reading)


def named_by(home: InstitucionRegistrada, reading: Reading) -> Reading:
    """The reading with the registry's name of the sender's institution where the mail gives none."""
    named = reading.solicitud.institucion
    if named.nombre is not None or named.siglas is not None:
        return reading
    return reading.with_request(institucion=Institucion(home.nombre, home.siglas))
