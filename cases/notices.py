"""Mails of machines: recorded, never answered; some of them are work for the desk."""

from __future__ import annotations

from dataclasses import replace

from cases.case import Facts
from cases.decision import Decision
from cases.desk import Course, Desk, MessageFacts
from cases.evidence import Finding
from cases.questions import for_staff
from cases.reading import AvisoQuipux, Firmante, Oficio, Reading, Rebote, Solicitud
from cases.requests import opened
from cases.states import ATENCION, is_open
from cases.text import key

_ARRIVALS = ("recibido", "reasignado")


def automatic(reading: Reading, facts: Facts) -> Decision:
    """Vacation replies, read receipts and the like: no answer to anything, the case's terms run on (cases 44, 45)."""
    why = reading.sobre.automatico[0] if reading.sobre.automatico else "respuesta automática"
    return Decision("ignorado", f"automático: {why}", enlace=facts.caso.caso if facts.caso else None)


def bounce(message: MessageFacts, reading: Reading, facts: Facts, desk: Desk) -> Decision:
    """A delivery report, linked to the letter it speaks of. A letter that will not arrive is a person's matter."""
    report, case = reading.rebote or Rebote(), facts.caso
    if case is None:
        return Decision("ignorado", "informe de entrega", rebote=report if report.message_id else None)
    if not report.permanente:
        return Decision("ignorado", "informe de entrega: aún se reintenta", enlace=case.caso, rebote=None)
    who = report.destinatario or case.solicitante
    text = f"La carta enviada a {who} no llegó ({report.codigo or 'rebotada'}): debe ocuparse una persona."
    if not is_open(case):
        item = for_staff(message, reading, facts, desk, f"rebotó una carta del caso cerrado {case.caso}", answer=False)
        return replace(item, resultado="procesado", rebote=report)
    told = Finding("mensaje", "dudoso", text)
    if told in case.solicitud.problemas and case.estado != "observada":  # some servers tell it hundreds of times
        return Decision("ignorado", "informe de entrega repetido", enlace=case.caso, rebote=report)
    course = Course(case, desk).problem(told)
    if case.estado == "observada" and who == case.solicitante:
        course = course.mark(caduca=None).move("en_revision", text).due(None, None)
    else:
        course = course.note(text)
    return replace(course.decision("procesado", "informe de entrega"), rebote=report)


def quipux(message: MessageFacts, reading: Reading, facts: Facts, desk: Desk) -> Decision:
    """A notice of Quipux: an announced document waits for its PDF, a download asked for is work, the rest is noted."""
    notice = reading.aviso or AvisoQuipux()
    if notice.descarga_solicitada:
        text = f"solicitud para descarga de respaldo {notice.solicitud or 'sin número'}"
        return replace(for_staff(message, reading, facts, desk, text, answer=False), resultado="procesado")
    arrived = any(word in key(notice.accion or "") for word in _ARRIVALS)
    if not notice.documento or not arrived:
        linked = facts.caso.caso if facts.caso else None
        return Decision("ignorado", f"aviso de Quipux: {notice.accion or 'sin acción'}", enlace=linked)
    if facts.caso is not None:
        return Decision("ignorado", "aviso de Quipux de un documento que ya tiene caso", enlace=facts.caso.caso)
    letter = Oficio(numero=notice.documento, asunto=notice.asunto, firmante=Firmante(nombre=notice.remitente))
    announced = replace(reading, solicitud=Solicitud(oficio=letter, evidencia=reading.solicitud.evidencia))
    motivo = f"Mensaje {message.mensaje}: Quipux anuncia el documento {notice.documento}; falta el documento mismo."
    course = opened(ATENCION, message, announced, facts, desk, motivo)
    course = course.request(problemas=()).change(solicitante=None, participantes=())
    return course.decision("procesado")
