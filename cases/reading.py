"""Everything that was understood of one mail: the value that `parsers` hands to `decide`."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import cache
from typing import Any, Literal

from cases.evidence import Evidence, Finding

Tipo = Literal[
    "solicitud_cambio_aiq",
    "aviso_cambio_backup",
    "informe_cumplimiento",
    "consulta_respaldo",
    "aviso_quipux",
    "respuesta_automatica",
    "rebote",
    "otro",
]
Calidad = Literal["maxima_autoridad", "subrogante", "delegado", "no_determinada"]
EstadoFirma = Literal["valida", "alterada", "no_reconocida", "sin_firma", "ilegible"]


@cache
def field_names(cls: type) -> tuple[str, ...]:
    """The names of a frozen value's data, in their order."""
    return tuple(each.name for each in fields(cls))


@dataclass(frozen=True, slots=True)
class Persona:
    """One AIQ (new, outgoing or backup) as read; null where the letters say nothing."""

    nombres_apellidos: str | None = None
    cedula: str | None = None
    cargo: str | None = None
    correo: str | None = None
    telefono: str | None = None
    extension: str | None = None
    celular: str | None = None

    def empty(self) -> bool:
        return not any(getattr(self, campo) for campo in CAMPOS_PERSONA)


CAMPOS_PERSONA = field_names(Persona)
# What a person's data are called beside their values.
ROTULOS_PERSONA = {
    "nombres_apellidos": "Nombres y apellidos",
    "cedula": "Cédula",
    "cargo": "Cargo",
    "correo": "Correo",
    "telefono": "Teléfono",
    "extension": "Extensión",
    "celular": "Celular",
}


@dataclass(frozen=True, slots=True)
class Institucion:
    nombre: str | None = None
    siglas: str | None = None


@dataclass(frozen=True, slots=True)
class Firma:
    """A document's electronic signature; `detalle` holds the sentences of its report (Spanish).

    `nombre` and `cedula` are the holder's as the certificate states them, `entidad` who issued it, `fecha` when it was
    signed (ISO 8601, as the signer or a trusted timestamp says). `motivo` names why it is not valid: rota · contenido
    (changed afterwards) · notas (something was added that leaves the pages as they were: a person judges) · cobertura ·
    emisor (unknown) · caducado · aun_no · revocado · uso · algoritmo · cadena · ilegible."""

    estado: EstadoFirma = "sin_firma"
    nombre: str | None = None
    cedula: str | None = None
    entidad: str | None = None
    detalle: tuple[str, ...] = ()
    motivo: str | None = None
    fecha: str | None = None


@dataclass(frozen=True, slots=True)
class Firmante:
    """The signer as printed in the letter (not the certificate's holder)."""

    nombre: str | None = None
    cargo: str | None = None
    calidad: Calidad = "no_determinada"


@dataclass(frozen=True, slots=True)
class Oficio:
    """The requesting letter. `documento` is the class in its printed heading (oficio, memorando …)."""

    numero: str | None = None
    fecha: str | None = None
    asunto: str | None = None
    adjunto: str | None = None
    firmante: Firmante = Firmante()
    firma: Firma = Firma()
    documento: str = "oficio"
    borrador: bool = False
    destinatario: str | None = None
    destinatario_cargo: str | None = None
    fecha_efectiva: str | None = None
    ciudad: str | None = None
    referencias: tuple[str, ...] = ()
    anexos: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Delegacion:
    """`citada` is the number of a delegation that the letter only mentions (no file: it still has to be sent)."""

    presente: bool = False
    adjunto: str | None = None
    numero: str | None = None
    fecha: str | None = None
    delegante: str | None = None
    delegado: str | None = None
    objeto: str | None = None
    firma: Firma = Firma()
    citada: str | None = None


@dataclass(frozen=True, slots=True)
class Respaldo:
    """A question or notice about a document backup. `asunto`: estado · descarga · vencido · partes · exservidor ·
    solicitud · otro."""

    solicitud: str | None = None
    asunto: str | None = None


@dataclass(frozen=True, slots=True)
class AvisoQuipux:
    """Fields of an automatic notice of Quipux (dossier 9.1 and 3.3). `accion` is the subject's action text,
    `dias` the validity that a backup notice states."""

    accion: str | None = None
    documento: str | None = None
    asunto: str | None = None
    remitente: str | None = None
    fecha: str | None = None
    solicitud: str | None = None
    descarga_solicitada: bool = False
    estado: str | None = None
    dias: int | None = None


@dataclass(frozen=True, slots=True)
class Rebote:
    """A delivery report: the letter it speaks of and what the far server said."""

    message_id: str | None = None
    destinatario: str | None = None
    codigo: str | None = None
    permanente: bool = False
    diagnostico: str | None = None


@dataclass(frozen=True, slots=True)
class Cumplimiento:
    """A completion report; `pendientes` are the activities that the attached sheet leaves open, null without sheet."""

    adjunto: str | None = None
    pendientes: tuple[str, ...] | None = None
    realizadas: int | None = None


@dataclass(frozen=True, slots=True)
class Sobre:
    """The mail around its contents: what threading, trust and the gate for automatic mail look at.

    `remitente` is From's address (lower case), `remitente_nombre` its display name. `automatico` lists why the mail
    must not be answered by a program (Auto-Submitted, null sender, list …; Spanish; empty: a person wrote it).
    `autenticacion`: autenticado · fallido · sin_dato. `sospechas` are Spanish sentences (look-alike domain, address in
    the display name, Reply-To elsewhere …).
    """

    remitente: str | None = None
    remitente_nombre: str | None = None
    para: tuple[str, ...] = ()
    copia: tuple[str, ...] = ()
    responder_a: str | None = None
    message_id: str | None = None
    referencias: tuple[str, ...] = ()
    asunto: str | None = None
    fecha: str | None = None
    automatico: tuple[str, ...] = ()
    autenticacion: Literal["autenticado", "fallido", "sin_dato"] = "sin_dato"
    sospechas: tuple[str, ...] = ()
    reenviado_de: str | None = None


@dataclass(frozen=True, slots=True)
class Solicitud:
    """One request for a change, principal or backup: one oficio (or the mail's own text) with its data."""

    oficio: Oficio | None = None
    institucion: Institucion = Institucion()
    aiq: Persona | None = None
    aiq_saliente: Persona | None = None
    aiq_backup: Persona | None = None
    delegacion: Delegacion = Delegacion()
    problemas: tuple[Finding, ...] = ()
    evidencia: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """One mail, understood. `razones` names the rules that decided `tipo`; `otras` holds further requests when one
    mail brings several oficios (dossier, case 60). `texto_nuevo` is what the sender wrote now, without quotes; `pie`
    what stood below it: signature and disclaimers."""

    archivo: str
    tipo: Tipo
    sobre: Sobre = Sobre()
    solicitud: Solicitud = Solicitud()
    otras: tuple[Solicitud, ...] = ()
    respaldo: Respaldo = Respaldo()
    aviso: AvisoQuipux | None = None
    rebote: Rebote | None = None
    cumplimiento: Cumplimiento | None = None
    razones: tuple[str, ...] = ()
    texto_nuevo: str = ""
    pie: str = ""
    adjuntos: tuple[str, ...] = field(default=())

    def with_request(self, **changes: Any) -> Reading:
        return replace(self, solicitud=replace(self.solicitud, **changes))


def to_plain(value: Any) -> Any:
    """Any of the desk's frozen values as dicts, lists and scalars, ready for JSON; dates and moments in ISO 8601."""
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if hasattr(value, "__dataclass_fields__"):
        return {name: to_plain(getattr(value, name)) for name in field_names(type(value))}
    return value
