"""The life of a generated respaldo: the notice, the link's four calendar days, the reminder, the end."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Literal

from cases.case import Periodo
from cases.decision import Letter, Refusal
from cases.respaldos import SOLICITUD, CambioRespaldo, SolicitudRespaldo
from cases.respaldos_moves import Acto, may, move
from cases.respaldos_rules import PoliticaRespaldos


@dataclass(frozen=True, slots=True)
class Destinatario:
    """Who is told about a respaldo; `de_usuario` names the inactivated user when it is the AIQ."""

    correo: str
    titulo_nombre: str
    cargo: str
    de_usuario: str | None = None


@dataclass(frozen=True, slots=True)
class Entrega:
    """Where a generated archive lies for its owner: the files' names in order, and their folder's URL where there is
    a web server (null: it is downloaded in Quipux)."""

    partes: tuple[str, ...]
    enlace: str | None = None


def recipient(solicitud: SolicitudRespaldo, aiq: Periodo | None) -> Destinatario | None:
    """The active user, or the institution's registered AIQ once the user is inactivated (guide, «Notas importantes»).
    Null when nobody can be told."""
    if solicitud.activo:
        if not solicitud.correo:
            return None
        name = " ".join(part for part in (solicitud.titulo, solicitud.persona) if part)
        return Destinatario(solicitud.correo.lower(), name, solicitud.puesto or "")
    if aiq is None or not aiq.persona.correo:
        return None
    person = aiq.persona
    cargo = person.cargo or "Administrador Institucional Quipux"
    return Destinatario(person.correo.lower(), person.nombres_apellidos or "", cargo, solicitud.persona or None)


def delivery(solicitud: SolicitudRespaldo, politica: PoliticaRespaldos) -> Entrega:
    """Where the generated archive lies; no link before it is offered, nor when it is gone."""
    offered = solicitud.respaldo in ("generado", "descargado")
    if not politica.url or not solicitud.carpeta or solicitud.en_quipux or not offered:
        return Entrega(solicitud.partes)
    return Entrega(solicitud.partes, f"{politica.url.rstrip('/')}/{solicitud.carpeta}/")


def end_of_validity(generado: datetime, dias: int, politica: PoliticaRespaldos) -> datetime:
    """The same clock time, so many calendar days after the generation (guide; dossier 3.1)."""
    return generado.astimezone(politica.zona) + timedelta(days=dias)


def generated(
    solicitud: SolicitudRespaldo, acto: Acto, politica: PoliticaRespaldos, *, carpeta: str, partes: tuple[str, ...],
    documentos: int, comentario: str = "",
) -> CambioRespaldo | Refusal:  # fmt: skip
    """«Respaldo generado»: the archive is whole, verified and offered; its days begin to run."""
    return move(
        solicitud, "generada", acto, comentario,
        generado=acto.cuando, vence=end_of_validity(acto.cuando, politica.dias_descarga, politica),
        carpeta=carpeta, partes=partes, documentos=documentos, recordado=None,
    )  # fmt: skip


def due(
    solicitud: SolicitudRespaldo, now: datetime, politica: PoliticaRespaldos
) -> Literal["recordar", "expirar"] | None:
    """What is due for a generated respaldo of this desk."""
    if solicitud.vence is None or not may(solicitud, "expirada"):
        return None
    if now >= solicitud.vence:
        return "expirar"
    reminding = now >= solicitud.vence - timedelta(days=politica.aviso_calendario)
    wanted = reminding and solicitud.recordado is None and solicitud.respaldo == "generado" and not solicitud.en_quipux
    return "recordar" if wanted else None


def reminded(solicitud: SolicitudRespaldo, now: datetime) -> CambioRespaldo:
    return CambioRespaldo(replace(solicitud, recordado=now))


def notice(solicitud: SolicitudRespaldo, to: Destinatario, politica: PoliticaRespaldos) -> Letter:
    """The guide's notice. Its date is the moment of generation, from which the days count."""
    assert solicitud.generado is not None and solicitud.vence is not None
    datos = _addressed(solicitud, to, politica) | {
        "fecha": _minute(solicitud.generado, politica),
        "fecha_solicitud": _minute(solicitud.fecha_solicitud, politica),
        "estado": SOLICITUD[solicitud.estado],
        "dias": politica.dias_descarga,
        "direccion": politica.direccion,
    }
    return Letter("respaldo_generado", (to.correo,), letter_key(solicitud, "generado"), datos=datos)


def reminder(solicitud: SolicitudRespaldo, to: Destinatario, politica: PoliticaRespaldos) -> Letter:
    datos = _addressed(solicitud, to, politica)
    return Letter("respaldo_recordatorio", (to.correo,), letter_key(solicitud, "recordatorio"), datos=datos)


def expiry(solicitud: SolicitudRespaldo, to: Destinatario, politica: PoliticaRespaldos) -> Letter:
    return Letter(
        "respaldo_vencido", (to.correo,), letter_key(solicitud, "vencido"), datos=expired_data(solicitud, politica)
    )


def expired_data(solicitud: SolicitudRespaldo | None, politica: PoliticaRespaldos) -> dict[str, Any]:
    """What the letter on an expired link says; of no request in particular when that is not known."""
    known = solicitud is not None
    return {
        "numero": solicitud.numero if known else None,
        "generado": iso(solicitud.generado, politica) if known else None,
        "vencio": iso(solicitud.vence, politica) if known else None,
        "dias": politica.dias_descarga,
    }


def _addressed(solicitud: SolicitudRespaldo, to: Destinatario, politica: PoliticaRespaldos) -> dict[str, Any]:
    entrega = delivery(solicitud, politica)
    return {
        "titulo_nombre": to.titulo_nombre,
        "cargo": to.cargo,
        "numero": solicitud.numero,
        "vence": iso(solicitud.vence, politica),
        "enlace": entrega.enlace,
        "partes": list(entrega.partes),
        "sistema": politica.sistema,
        "de_usuario": to.de_usuario,
    }


def letter_key(solicitud: SolicitudRespaldo, what: str) -> str:
    """One letter of a kind for each generation of a request."""
    moment = f"{solicitud.generado:%Y%m%d%H%M%S}" if solicitud.generado else "0"
    return f"respaldo:{solicitud.id or solicitud.numero}:{what}:{moment}"


def _minute(moment: datetime | None, politica: PoliticaRespaldos) -> str | None:
    return f"{moment.astimezone(politica.zona):%Y-%m-%d %H:%M}" if moment else None


def iso(moment: datetime | None, politica: PoliticaRespaldos) -> str | None:
    return moment.astimezone(politica.zona).isoformat() if moment else None
