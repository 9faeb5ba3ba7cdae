"""A case as it stands: the request's values, its state and history, and what the procedure has recorded so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from cases.reading import Persona, Solicitud

TipoCaso = Literal["solicitud_cambio_aiq", "aviso_cambio_backup", "atencion"]
Estado = Literal[
    "recibida",
    "observada",
    "en_revision",
    "en_capacitacion",
    "en_parametrizacion",
    "por_registrar",
    "registrada",
    "rechazada",
    "caducada",
    "anulada",
    "atendida",
]
Rol = Literal["principal", "backup"]


@dataclass(frozen=True, slots=True)
class Plazo:
    """A deadline as it was counted: `que` names it (anticipacion · recordatorio · caducidad · revision ·
    plazo_parametrizacion), `hasta` is its last local day, `calendario` the version of the holiday
    table it was counted with, null where calendar days were counted."""

    que: str
    hasta: date
    calendario: str | None = None


@dataclass(frozen=True, slots=True)
class Transicion:
    """One line of a case's history; `de` is null for the first, equal to `a` for a note. `plazos` are the deadlines
    that were counted with it."""

    de: Estado | None
    a: Estado
    cuando: datetime
    quien: str
    motivo: str
    plazos: tuple[Plazo, ...] = ()


@dataclass(frozen=True, slots=True)
class Correccion:
    """A value set by a clerk; what was read stays in the evidence."""

    campo: str
    leido: str | None
    valor: str | None
    quien: str
    cuando: datetime
    motivo: str = ""


@dataclass(frozen=True, slots=True)
class Sesion:
    """One training session of the new AIQ. `modulo`: entrada · salida · administracion; `horas` of attendance."""

    fecha: date
    horas: float
    modulo: Literal["entrada", "salida", "administracion"]
    resultado: str
    quien: str


@dataclass(frozen=True, slots=True)
class Hitos:
    """What the procedure has recorded beside the request (seed, steps 1 and 3 to 5). Dates are local calendar dates.

    `recibido_en` is the day from which terms count, `preguntado` the day of the last question to the institution,
    `caduca` the last day for its answer, `observaciones` how often it was asked by a letter of the program, `pregunta`
    a clerk's own question that is still open, `pedidos` the paths of all that the institution was ever asked for.
    `superior` is the visible recipient of a backup notice that may be the principal's superior; `calendario` the
    version of the holiday table of the newest count (each deadline's own stands in the history)."""

    capacitacion: tuple[Sesion, ...] = ()
    habilitado: date | None = None
    plazo_parametrizacion: date | None = None
    cumplimiento: date | None = None
    cumplimiento_tarde: bool = False
    actividades_pendientes: tuple[str, ...] = ()
    usuario_creado_por: str | None = None
    efectiva_desde: date | None = None
    superior: str | None = None
    calendario: str | None = None
    recibido_en: date | None = None
    preguntado: date | None = None
    caduca: date | None = None
    observaciones: int = 0
    pregunta: str | None = None
    aprobado: date | None = None
    pedidos: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """One case. `caso` is empty until the store has numbered it; `version` counts its saved changes (two writers: the
    second meets a Conflict). `vence` with `vence_que` is the one next deadline, a column that wakes the case.
    `participantes` are the addresses that may be told about it (lower case); `institucion_id` is set once the registry
    knows the institution."""

    tipo: TipoCaso
    estado: Estado
    solicitud: Solicitud
    recibido: datetime
    creado: datetime
    actualizado: datetime
    caso: str = ""
    version: int = 0
    solicitante: str | None = None
    participantes: tuple[str, ...] = ()
    institucion_id: int | None = None
    asunto: str | None = None
    ultimo_message_id: str | None = None
    vence: datetime | None = None
    vence_que: str | None = None
    recordatorios: int = 0
    hitos: Hitos = Hitos()
    correcciones: tuple[Correccion, ...] = ()
    notas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Periodo:
    """Somebody's time as AIQ of an institution; `hasta` is null while it lasts, `caso` the case that opened it,
    `clave` its row in the base."""

    rol: Rol
    persona: Persona
    desde: date
    hasta: date | None = None
    caso: str | None = None
    clave: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class InstitucionRegistrada:
    """An institution of the registry with today's AIQs. `cargos_maxima_autoridad` are the posts that bind it;
    `superiores` the confirmed addresses of immediate superiors of its principal."""

    id: int
    nombre: str
    siglas: str
    alias: tuple[str, ...] = ()
    canton: str | None = None
    cargos_maxima_autoridad: tuple[str, ...] = ()
    superiores: tuple[str, ...] = ()
    principal: Periodo | None = None
    backup: Periodo | None = None
    anteriores: tuple[Periodo, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What the registry knows about a mail before anything is decided.

    `caso` is the case that the mail belongs to, `por` how it was found: referencia (our keyed reference) · documento
    (same oficio number and institution) · persona (same new AIQ, case open) · rebote (its letter bounced) · null.
    `abiertos` are the open cases in which the sender takes part; `periodos_remitente` the AIQ periods whose registered
    address is the sender's, with their institution. `mismo_documento_otro_contenido`: the registry knows the same
    number with another file (differing values are noticed without it).
    """

    institucion: InstitucionRegistrada | None = None
    institucion_aproximada: bool = False
    caso: Case | None = None
    por: Literal["referencia", "documento", "persona", "rebote"] | None = None
    abiertos: tuple[Case, ...] = ()
    periodos_remitente: tuple[tuple[InstitucionRegistrada, Periodo], ...] = ()
    mismo_documento_otro_contenido: bool = False
