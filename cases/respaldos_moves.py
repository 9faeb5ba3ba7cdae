"""The moves that a backup request may make: a table of actions, states before and after, and where each is written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from cases.decision import Refusal
from cases.respaldos import (
    RESPALDO,
    SOLICITUD,
    CambioRespaldo,
    EstadoRespaldo,
    EstadoSolicitud,
    Paso,
    SolicitudRespaldo,
)

Accion = Literal[
    "creada", "modificada", "enviada", "aprobada", "calendarizada", "rechazada", "en_ejecucion", "detenida",
    "generada", "descarga_solicitada", "descargada", "archivo_eliminado", "finalizada", "inactivada", "eliminada",
    "expirada",
]  # fmt: skip
Estados = tuple[EstadoSolicitud, EstadoRespaldo]


@dataclass(frozen=True, slots=True)
class Move:
    """One action. `texto` is the line in the Recorrido; `de` the pairs of states it may start from (empty: a new
    request), `a` the pair after it (null: as before). `comentario`: whether somebody must say why."""

    accion: Accion
    texto: str
    de: tuple[Estados, ...]
    a: Estados | None
    fuente: str
    comentario: bool = False


_EDITED: Estados = ("en_edicion", "por_generar")
_SENT: Estados = ("enviada", "por_generar")
_APPROVED: Estados = ("aprobada", "por_generar")
_RUNNING: Estados = ("aprobada", "en_ejecucion")
_STOPPED: Estados = ("detenida", "detenido")
_READY: Estados = ("atendida", "generado")
_FETCHED: Estados = ("atendida", "descargado")
_FILE_GONE: Estados = ("atendida", "eliminado")
_FINISHED: Estados = ("finalizada", "descargado")
_REJECTED: Estados = ("rechazada", "rechazado")
_DELETED: Estados = ("eliminada", "eliminado")
_OPEN = (_EDITED, _SENT, _APPROVED, _RUNNING, _STOPPED, _READY, _FETCHED, _FILE_GONE, _FINISHED)

MOVES: tuple[Move, ...] = (
    Move("creada", "Solicitud creada", (), _EDITED, "dossier 3.2, evento 71"),
    Move("modificada", "Solicitud modificada", (_EDITED,), None, "dossier 3.2, evento 81"),
    Move("enviada", "Solicitud enviada", (_EDITED,), _SENT, "guía, ilustración 5"),
    Move("aprobada", "Solicitud aprobada", (_SENT,), _APPROVED, "guía, ilustración 5; «Aprobada»"),
    # Also after a run that failed or was stopped: it gets a new day.
    Move("calendarizada", "Respaldo calendarizado", (_APPROVED, _RUNNING, _STOPPED), _APPROVED, "guía, ilustración 5"),
    # Approval comes by itself on sending (dossier 3.2), so staff may still reject afterwards.
    Move("rechazada", "Solicitud rechazada", (_SENT, _APPROVED), _REJECTED, "dossier 3.2, evento 74", comentario=True),
    # A run that died is begun again.
    Move("en_ejecucion", "Respaldo en ejecución", (_APPROVED, _RUNNING), _RUNNING, "guía, ilustración 5"),
    Move("detenida", "Respaldo detenido", (_APPROVED, _RUNNING), _STOPPED, "dossier 3.2, «Detenida»", comentario=True),
    Move("generada", "Respaldo generado", (_RUNNING,), _READY, "guía, ilustración 5; «Atendida»"),
    Move(
        "descarga_solicitada", "Solicitud de descarga", (_APPROVED, _RUNNING, _READY, _FETCHED, _FILE_GONE, _FINISHED),
        None, "dossier 3.3, evento 86",
    ),
    Move("descargada", "Descarga de respaldo", (_READY, _FETCHED), _FETCHED, "dossier 3.2, «Descargado»"),
    Move(
        "archivo_eliminado", "Archivo físico eliminado", (_READY, _FETCHED), _FILE_GONE, "dossier 3.2, evento 78",
        comentario=True,
    ),
    Move("finalizada", "Solicitud finalizada", (_FETCHED,), _FINISHED, "dossier 3.2, «Finalizada»"),
    # From then on notice and download are the AIQ's.
    Move("inactivada", "Usuario inactivado", _OPEN, None, "guía, «Si el servidor público … inactivó su usuario»"),
    Move("eliminada", "Solicitud eliminada", _OPEN, _DELETED, "dossier 3.2, evento 79", comentario=True),
    Move(
        "expirada", "Eliminación automática", (_READY, _FETCHED, _FILE_GONE, _FINISHED), _DELETED,
        "guía, «Eliminada: cuando concluyó la vigencia»; dossier 3.2, evento 87",
    ),
)  # fmt: skip
BY_ACTION = {row.accion: row for row in MOVES}


@dataclass(frozen=True, slots=True)
class Acto:
    """When something was done, by whom, and from which area: the first columns of the Recorrido."""

    cuando: datetime
    usuario: str
    area: str


def may(solicitud: SolicitudRespaldo, accion: Accion) -> bool:
    return (solicitud.estado, solicitud.respaldo) in BY_ACTION[accion].de


def move(
    solicitud: SolicitudRespaldo, accion: Accion, acto: Acto, comentario: str = "", **values: Any
) -> CambioRespaldo | Refusal:
    """The request after an action, with its line for the Recorrido; `values` are further fields that change with it."""
    row = BY_ACTION[accion]
    now: Estados = (solicitud.estado, solicitud.respaldo)
    new = not row.de and solicitud.version == 0
    if not new and now not in row.de:
        state = f"{SOLICITUD[now[0]]} / {RESPALDO[now[1]]}"
        return Refusal(f"La solicitud {solicitud.numero} está en estado {state} y no admite «{row.texto}».")
    if row.comentario and not comentario.strip():
        return Refusal(f"«{row.texto}» necesita un comentario que diga el motivo.")
    estado, respaldo = row.a or now
    after = replace(solicitud, estado=estado, respaldo=respaldo, **values)
    step = Paso(acto.cuando, row.texto, acto.usuario, acto.area, estado, respaldo, comentario.strip())
    return CambioRespaldo(after, (step,))


def then(
    change: CambioRespaldo | Refusal, accion: Accion, acto: Acto, comentario: str = "", **values: Any
) -> CambioRespaldo | Refusal:
    """A further action on the outcome of one before it; a refusal stays a refusal."""
    if isinstance(change, Refusal):
        return change
    following = move(change.solicitud, accion, acto, comentario, **values)
    if isinstance(following, Refusal):
        return following
    return CambioRespaldo(following.solicitud, (*change.pasos, *following.pasos))
