"""What is answered to a mail about a respaldo, and to whom: requester, his AIQ or his area, and nobody else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any

from cases.decision import Decision, Letter
from cases.gate import is_machine
from cases.reading import Reading
from cases.respaldos import RESPALDO, SOLICITUD, Paso, SolicitudRespaldo, stamp
from cases.respaldos_life import delivery, expired_data, iso, letter_key
from cases.respaldos_rules import PoliticaRespaldos
from cases.respaldos_schedule import peak
from cases.text import fold
from cases.written_dates import small_number


@dataclass(frozen=True, slots=True)
class FactsRespaldo:
    """What the desk knows about a question: the request of that number (without a number, the sender's only open one)
    with its Recorrido, oldest first, and the addresses of the institution's registered AIQs."""

    solicitud: SolicitudRespaldo | None = None
    recorrido: tuple[Paso, ...] = ()
    aiq: tuple[str, ...] = ()


# «Más de veinte» says only what they are not.
_COUNT = re.compile(
    r"(?P<over>\b(?:mas de|pasan de|super\w+|sobrepas\w+|exced\w+|no menos de)(?: l[oa]s)? )?"
    r"(?<![\d.,/-])(?:[a-z]+ ?\()?\b(?P<count>\d{1,3}|(?!un|prim)[a-z]+)\)? documentos?\b"
)

# Whose turn it is, by the two states.
SIGUIENTE: dict[tuple[str, str], str] = {
    ("en_edicion", "por_generar"): "La solicitud está guardada y no se ha enviado: ábrala y presione «Enviar».",
    ("enviada", "por_generar"): "La solicitud espera su aprobación.",
    ("aprobada", "por_generar"): "La generación está calendarizada; se avisará por correo cuando esté lista.",
    ("aprobada", "en_ejecucion"): "El respaldo se está generando; se avisará por correo cuando esté listo.",
    ("atendida", "generado"): "El respaldo está listo: descárguelo antes de que termine su vigencia.",
    ("atendida", "descargado"): "Consta una descarga; puede repetirla hasta que termine la vigencia.",
    ("atendida", "eliminado"): "El archivo fue eliminado: si aún lo necesita, ingrese una nueva solicitud.",
    ("finalizada", "descargado"): "El trámite terminó: el respaldo fue descargado.",
    ("rechazada", "rechazado"): "La solicitud fue rechazada; el motivo consta en el recorrido.",
    ("detenida", "detenido"): "La generación está detenida; el motivo consta en el recorrido y se avisará cuando siga.",
    ("eliminada", "eliminado"): "El respaldo ya no está disponible: si aún lo necesita, ingrese una nueva solicitud.",
}


def may_be_told(sender: str | None, facts: FactsRespaldo) -> bool:
    """Whether this address is the requester's, a registered AIQ's of his institution, or his area's."""
    solicitud = facts.solicitud
    if solicitud is None or not sender:
        return False
    known = (solicitud.correo, solicitud.correo_area, *facts.aiq)
    return sender.lower() in {address.lower() for address in known if address}


def answer(reading: Reading, facts: FactsRespaldo, politica: PoliticaRespaldos, now: datetime) -> Decision | None:
    """The answer to a question about a respaldo; null when a person must read it (nothing understood, the sender is not
    to be trusted, or nobody reads that address). `facts.solicitud` is the request that the mail names, or null."""
    sender, about = reading.sobre.remitente, reading.respaldo.asunto
    if not sender or is_machine(sender) or about in (None, "otro"):
        return None
    if reading.sobre.autenticacion == "fallido" or reading.sobre.sospechas:
        return None
    letter = _general(reading, politica, now) or _particular(reading, facts, politica, now)
    if letter is None:
        return None
    carta, datos = letter
    numero = reading.respaldo.solicitud
    clave = f"respaldo:{carta}:{reading.sobre.message_id or iso(now, politica)}:{sender}"[:200]
    motivo = f"respuesta sobre el respaldo {numero}" if numero else "respuesta sobre respaldos"
    return Decision("procesado", motivo, cartas=(Letter(carta, (sender.lower(),), clave, datos=datos),))


def _documents(folded: str) -> int | None:
    """How many documents the writer says he has, in figures or in words; null when he names only a bound."""
    counts = ((match["over"], small_number(match["count"])) for match in _COUNT.finditer(folded))
    return next((None if over else count for over, count in counts if count is not None), None)


def _general(reading: Reading, politica: PoliticaRespaldos, now: datetime) -> tuple[str, dict[str, Any]] | None:
    """Answers that tell nothing about anybody."""
    about, numero = reading.respaldo.asunto, reading.respaldo.solicitud
    if about == "partes":
        return "respaldo_partes", {"numero": numero, "nombre": base_name(numero)}
    if about == "exservidor":
        return "respaldo_exservidor", {"institucion": reading.solicitud.institucion.nombre}
    if about == "solicitud":
        count = _documents(fold(reading.texto_nuevo))
        if count is not None and count < politica.minimo_documentos:
            return "respaldo_pocos_documentos", few_data(None, count, politica)
        pico = peak(now.astimezone(politica.zona).date(), politica)
        return "respaldo_como_solicitar", {
            "minimo": politica.minimo_documentos,
            "dias": politica.dias_descarga,
            "laborables_desde": politica.laborables_desde,
            "laborables_hasta": politica.laborables_hasta,
            "pico": f"Por {pico.motivo}, el tiempo puede ser mayor." if pico else None,
            "sistema": politica.sistema,
        }
    if about == "vencido" and not numero:
        return "respaldo_vencido", expired_data(None, politica)
    return None


def _particular(
    reading: Reading, facts: FactsRespaldo, politica: PoliticaRespaldos, now: datetime
) -> tuple[str, dict[str, Any]] | None:
    """Answers about one request."""
    sender, solicitud = reading.sobre.remitente, facts.solicitud
    if solicitud is not None and not solicitud.correo and not may_be_told(sender, facts):
        return None  # known by Quipux's notice only: a person finds out whose it is
    if solicitud is None or not may_be_told(sender, facts):
        # The same words whether it does not exist or is somebody else's.
        return "respaldo_no_disponible", {"numero": reading.respaldo.solicitud, "dias": politica.dias_descarga}
    if reading.respaldo.asunto == "estado":
        return "respaldo_estado", state_data(solicitud, facts.recorrido, politica)
    return _download(sender, solicitud, facts, politica, now)


def _download(
    sender: str | None, solicitud: SolicitudRespaldo, facts: FactsRespaldo, politica: PoliticaRespaldos, now: datetime
) -> tuple[str, dict[str, Any]]:
    """«No puedo descargar»: what stands in the way decides."""
    if solicitud.estado == "eliminada" or (solicitud.vence is not None and solicitud.vence <= now):
        return "respaldo_vencido", expired_data(solicitud, politica)
    if solicitud.respaldo not in ("generado", "descargado"):
        return "respaldo_estado", state_data(solicitud, facts.recorrido, politica)
    if not solicitud.activo and (sender or "").lower() not in {address.lower() for address in facts.aiq}:
        # Inactivated after asking: the download is the AIQ's now (guide, «Notas importantes»).
        return "respaldo_exservidor", {"institucion": solicitud.institucion}
    entrega = delivery(solicitud, politica)
    return "respaldo_descarga_ayuda", {
        "numero": solicitud.numero,
        "vence": iso(solicitud.vence, politica),
        "enlace": entrega.enlace,
        "partes": list(entrega.partes),
        "sistema": politica.sistema,
    }


def base_name(numero: str | None) -> str:
    """An archive's file name without ending; the guide's own word when the request is not known."""
    if not numero:
        return "NOMBREDELRESPALDO"
    safe = "".join(char if char.isascii() and (char.isalnum() or char in "-_") else "_" for char in numero)
    return f"respaldo_{safe}"


def route(recorrido: Sequence[Paso], zona: tzinfo) -> list[dict[str, str]]:
    """The Recorrido as the guide shows it, newest first."""
    return [
        {
            "fecha": stamp(paso.cuando, zona),
            "accion": paso.accion,
            "usuario": paso.usuario,
            "area": paso.area,
            "estado": SOLICITUD[paso.estado],
            "estado_respaldo": RESPALDO[paso.respaldo],
            "comentario": paso.comentario,
        }
        for paso in reversed(recorrido)
    ]


def state_data(
    solicitud: SolicitudRespaldo, recorrido: Sequence[Paso], politica: PoliticaRespaldos
) -> dict[str, Any]:
    planned: date | None = solicitud.ejecucion if solicitud.respaldo == "por_generar" else None
    return {
        "numero": solicitud.numero,
        "estado": SOLICITUD[solicitud.estado],
        "estado_respaldo": RESPALDO[solicitud.respaldo],
        "ejecucion": planned.isoformat() if planned else None,
        "vence": iso(solicitud.vence, politica) if solicitud.abierta else None,
        "siguiente": SIGUIENTE[solicitud.estado, solicitud.respaldo],
        "recorrido": route(recorrido, politica.zona),
    }


def state_letter(
    solicitud: SolicitudRespaldo, recorrido: Sequence[Paso], para: str, politica: PoliticaRespaldos
) -> Letter:
    """Tells the requester what staff did: rejected, stopped, another day, deleted."""
    clave = letter_key(solicitud, f"estado:{len(recorrido)}")
    return Letter("respaldo_estado", (para,), clave, datos=state_data(solicitud, recorrido, politica))


def few_data(numero: str | None, documentos: int | None, politica: PoliticaRespaldos) -> dict[str, Any]:
    return {
        "numero": numero,
        "documentos": documentos,
        "minimo": politica.minimo_documentos,
        "sistema": politica.sistema,
    }


def few_letter(solicitud: SolicitudRespaldo, para: str, politica: PoliticaRespaldos) -> Letter:
    """Too few documents for a respaldo: they are downloaded by hand."""
    datos = few_data(solicitud.numero, solicitud.documentos, politica)
    return Letter("respaldo_pocos_documentos", (para,), letter_key(solicitud, "pocos"), datos=datos)
