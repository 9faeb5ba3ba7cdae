"""Who may have a respaldo, and the desk's adjustable numbers for it (guide «Introducción» and «Notas importantes»)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from cases.evidence import Finding
from cases.identifiers import check_cedula
from cases.respaldos import SolicitudRespaldo


@dataclass(frozen=True, slots=True)
class Pico:
    """A period of high demand (turn of the year, change of government …): `laborables_hasta` replaces the upper end
    of the promise, `capacidad_diaria` the load of one working day where it is not null."""

    desde: date
    hasta: date
    motivo: str
    laborables_hasta: int = 10
    capacidad_diaria: int | None = None


@dataclass(frozen=True, slots=True)
class PoliticaRespaldos:
    """Numbers of the guide, adjustable. `laborables_*` are working days after approval, `dias_descarga` calendar days
    from the moment of generation, `aviso_calendario` days before its end. `url` is where a web server offers the
    download folders (empty: downloads happen in Quipux itself)."""

    minimo_documentos: int = 21
    laborables_desde: int = 4
    laborables_hasta: int = 5
    capacidad_diaria: int = 20
    picos: tuple[Pico, ...] = ()
    dias_descarga: int = 4
    aviso_calendario: int = 1
    url: str = ""
    sistema: str = "www.gestiondocumental.gob.ec"
    direccion: str = "soporte@gobiernoelectronico.gob.ec"
    zona: ZoneInfo = field(default_factory=lambda: ZoneInfo("America/Guayaquil"))


# (campo, how a person calls it): what the form holds of the user and cargo, and the range (guide, illustration 3).
OBLIGATORIOS = (
    ("cedula", "la cédula"),
    ("apellido", "el apellido"),
    ("nombre", "el nombre"),
    ("institucion", "la institución"),
    ("area", "el área"),
    ("puesto", "el puesto"),
    ("desde", "la fecha de inicio del rango"),
    ("hasta", "la fecha de fin del rango"),
)


def check(
    solicitud: SolicitudRespaldo, politica: PoliticaRespaldos, aiq: Collection[str] = (), *, hoy: date
) -> tuple[Finding, ...]:
    """Everything against a request; `falta` and `invalido` stop it, `dudoso` is only shown.

    `aiq` are the addresses of the institution's registered AIQs (who alone may ask for an inactive user)."""
    found = [
        Finding(f"respaldo.{campo}", "falta", f"Falta {words}.")
        for campo, words in OBLIGATORIOS
        if not getattr(solicitud, campo)
    ]
    found += _servant(solicitud, aiq)
    found += _documents(solicitud, politica)
    found += _range(solicitud, hoy)
    return tuple(found)


def blocking(findings: Collection[Finding]) -> tuple[Finding, ...]:
    return tuple(finding for finding in findings if finding.codigo in ("falta", "invalido"))


def few_documents(solicitud: SolicitudRespaldo, politica: PoliticaRespaldos) -> bool:
    """Fewer documents than a respaldo is generated for: they are downloaded by hand."""
    return solicitud.documentos is not None and solicitud.documentos < politica.minimo_documentos


def _servant(solicitud: SolicitudRespaldo, aiq: Collection[str]) -> list[Finding]:
    found = []
    cedula = check_cedula(solicitud.cedula)
    if cedula.codigo:
        # Quipux filled it in: a wrong one is worth a look, and no reason to refuse.
        found.append(Finding("respaldo.cedula", "dudoso", cedula.mensaje, cedula.sugerencia))
    if not solicitud.desvinculacion:
        found.append(
            Finding(
                "respaldo.desvinculacion",
                "falta",
                "El respaldo se genera solo cuando el servidor está en proceso de desvinculación: falta declararlo.",
            )
        )
    if not solicitud.activo:
        found += _inactive(solicitud, aiq)
    elif not solicitud.correo:
        message = "Sin correo no se podrá avisar cuando el respaldo esté listo."
        found.append(Finding("respaldo.correo", "dudoso", message))
    return found


def _inactive(solicitud: SolicitudRespaldo, aiq: Collection[str]) -> list[Finding]:
    """Only the institution's AIQ, with the document by which the former servant asked (dossier 3.4)."""
    found = []
    if not solicitud.documento:
        message = "Falta el número Quipux del documento con el que el exservidor pidió el respaldo a su institución."
        found.append(Finding("respaldo.documento", "falta", message))
    if (solicitud.presentada_por or "").lower() not in {address.lower() for address in aiq}:
        message = "El respaldo de un usuario inactivo lo pide solo el AIQ registrado de la institución."
        found.append(Finding("respaldo.presentada_por", "invalido", message))
    return found


def _documents(solicitud: SolicitudRespaldo, politica: PoliticaRespaldos) -> list[Finding]:
    if not few_documents(solicitud, politica):
        return []
    message = (
        f"Son {solicitud.documentos} documentos: el respaldo se genera desde {politica.minimo_documentos}; "
        "con menos, la descarga se hace manualmente."
    )
    return [Finding("respaldo.documentos", "invalido", message)]


def _range(solicitud: SolicitudRespaldo, hoy: date) -> list[Finding]:
    start, end = solicitud.desde, solicitud.hasta
    if start is None or end is None:
        return []
    found = []
    if start > end:
        found.append(Finding("respaldo.desde", "invalido", f"El rango empieza ({start}) después de terminar ({end})."))
    if end > hoy:
        found.append(Finding("respaldo.hasta", "dudoso", f"El rango termina en el futuro ({end})."))
    if solicitud.cargo_desde and start < solicitud.cargo_desde:
        message = f"El rango empieza ({start}) antes que la gestión en el puesto ({solicitud.cargo_desde})."
        found.append(Finding("respaldo.desde", "invalido", message, solicitud.cargo_desde.isoformat()))
    if solicitud.cargo_hasta and end > solicitud.cargo_hasta:
        message = f"El rango termina ({end}) después que la gestión en el puesto ({solicitud.cargo_hasta})."
        found.append(Finding("respaldo.hasta", "invalido", message, solicitud.cargo_hasta.isoformat()))
    return found
