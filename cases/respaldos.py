"""A request for a document backup (respaldo) as it stands, one line of its Recorrido, and their words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Literal

from cases.text import key

EstadoSolicitud = Literal[
    "en_edicion", "enviada", "aprobada", "rechazada", "detenida", "atendida", "finalizada", "eliminada"
]
EstadoRespaldo = Literal[
    "por_generar", "en_ejecucion", "rechazado", "detenido", "generado", "descargado", "eliminado"
]

# The words of Quipux's screens (guide, illustration 5 and «Estados de la solicitud»; dossier 3.2 for the whole list).
SOLICITUD: dict[str, str] = {
    "en_edicion": "En edición",
    "enviada": "Enviada",
    "aprobada": "Aprobada",
    "rechazada": "Rechazada",
    "detenida": "Detenida",
    "atendida": "Atendida",
    "finalizada": "Finalizada",
    "eliminada": "Eliminada",
}
RESPALDO: dict[str, str] = {
    "por_generar": "Por Generar",
    "en_ejecucion": "En Ejecución",
    "rechazado": "Rechazado",
    "detenido": "Detenido",
    "generado": "Generado",
    "descargado": "Descargado",
    "eliminado": "Eliminado",
}
# What the backup is when only the request's state is told.
ACOMPANA: dict[str, EstadoRespaldo] = {
    "en_edicion": "por_generar",
    "enviada": "por_generar",
    "aprobada": "por_generar",
    "rechazada": "rechazado",
    "detenida": "detenido",
    "atendida": "generado",
    "finalizada": "descargado",
    "eliminada": "eliminado",
}
CERRADAS = ("rechazada", "eliminada")


@dataclass(frozen=True, slots=True)
class SolicitudRespaldo:
    """One request: one user in one cargo (guide, first «Nota importante»). Null where nobody has said.

    `numero` is the request's number as given: a name, never an order. `desde` and `hasta` (both included) are the range
    of the documents, `cargo_desde` and `cargo_hasta` the time in the cargo, `documentos` the count («Cant.»).
    `activo` is false once the user is inactivated; `documento` is then the Quipux number by which the former servant
    asked, `presentada_por` the address of who filed it. `en_quipux` requests were only told to the desk: their
    archive is made and kept elsewhere. `ejecucion` is the scheduled day, `vence` the end of the link's life,
    `carpeta` the download folder's secret name. `version` counts saved changes.
    """

    numero: str
    cedula: str | None = None
    apellido: str | None = None
    nombre: str | None = None
    titulo: str | None = None
    institucion: str | None = None
    institucion_id: int | None = None
    area: str | None = None
    puesto: str | None = None
    perfil: str | None = None
    correo: str | None = None
    correo_area: str | None = None
    fecha_solicitud: datetime | None = None
    desde: date | None = None
    hasta: date | None = None
    cargo_desde: date | None = None
    cargo_hasta: date | None = None
    comentario: str = ""
    documentos: int | None = None
    desvinculacion: bool = False
    activo: bool = True
    documento: str | None = None
    presentada_por: str | None = None
    en_quipux: bool = False
    estado: EstadoSolicitud = "en_edicion"
    respaldo: EstadoRespaldo = "por_generar"
    ejecucion: date | None = None
    generado: datetime | None = None
    vence: datetime | None = None
    recordado: datetime | None = None
    carpeta: str | None = None
    partes: tuple[str, ...] = ()
    version: int = 0
    id: int | None = None

    @property
    def persona(self) -> str:
        """Nombre and apellido, as the guide's listing writes the Solicitante."""
        return " ".join(part for part in (self.nombre, self.apellido) if part)

    @property
    def abierta(self) -> bool:
        return self.estado not in CERRADAS


@dataclass(frozen=True, slots=True)
class Paso:
    """One line of the Recorrido: what was done, by whom, and both states after it. Never changed once written. Where a
    day was set, `calendario` is the version of the holiday table that it was counted with."""

    cuando: datetime
    accion: str
    usuario: str
    area: str
    estado: EstadoSolicitud
    respaldo: EstadoRespaldo
    comentario: str = ""
    calendario: str | None = None


@dataclass(frozen=True, slots=True)
class CambioRespaldo:
    """A request as it shall stand and the lines that its Recorrido gains, saved together."""

    solicitud: SolicitudRespaldo
    pasos: tuple[Paso, ...] = ()


def read_state(word: str | None) -> EstadoSolicitud | None:
    """A request's state from the word on a screen, in a notice or in an export; also where it names the backup's
    («Generado» is an attended request). Null when it is none of them."""
    if not word:
        return None
    wanted = key(word).replace("eliminado", "eliminada").replace("rechazado", "rechazada")
    wanted = {"generado": "atendida", "descargado": "finalizada", "detenido": "detenida"}.get(wanted, wanted)
    return next((code for code, shown in SOLICITUD.items() if wanted == key(shown)), None)  # type: ignore[return-value]


def stamp(moment: datetime, zona: tzinfo) -> str:
    """A moment as the Recorrido writes it: ``2016-12-28 22:30:37 (GMT-5)``."""
    local = moment.astimezone(zona)
    offset = local.utcoffset()
    hours = (offset.total_seconds() if offset else 0) / 3600
    return f"{local:%Y-%m-%d %H:%M:%S} (GMT{hours:+g})"
