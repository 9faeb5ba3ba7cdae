"""What is to be done: the value that `decide`, the deadlines and the clerks' commands hand to the one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from cases.case import Case, Rol, Transicion
from cases.reading import Persona, Rebote
from cases.respaldos import CambioRespaldo

Resultado = Literal["procesado", "duplicado", "ignorado", "apartado", "pendiente"]


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to be written. `carta` is its folder in replies; `datos` JSON values for its templates (the case's own
    data are given to every template besides). `clave` is unique within the case: the same key is never sent twice.
    `automatica` letters pass the gate for automatic mail; a clerk's own letter does not need to. `adjuntos` names what
    is built and attached (``plantilla_seguimiento``)."""

    carta: str
    para: tuple[str, ...]
    clave: str
    copia: tuple[str, ...] = ()
    datos: Mapping[str, Any] = field(default_factory=dict)
    adjuntos: tuple[str, ...] = ()
    automatica: bool = True


@dataclass(frozen=True, slots=True)
class RegistryChange:
    """One change of the base of AIQs: `abrir` a period (closing the one before it in that role) or remember a
    `superior`."""

    accion: Literal["abrir", "superior"]
    institucion_id: int
    rol: Rol = "principal"
    persona: Persona | None = None
    desde: date | None = None
    correo: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """The outcome of one mail, one deadline or one clerk's command, applied in a single transaction.

    `caso` is the case as it shall stand (null: none is touched; empty number: a new one). `resultado` and `motivo` are
    the mail's outcome, null where no mail is concerned. `enlace` is the number of the case that the mail belongs to
    although nothing of it changes; `rebote` says which letter of ours came back (its row becomes `rebotada`)."""

    resultado: Resultado | None = None
    motivo: str | None = None
    caso: Case | None = None
    transiciones: tuple[Transicion, ...] = ()
    cartas: tuple[Letter, ...] = ()
    registro: tuple[RegistryChange, ...] = ()
    enlace: str | None = None
    rebote: Rebote | None = None
    respaldos: tuple[CambioRespaldo, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a clerk's command makes no sense now, in one Spanish sentence (exit code 1)."""

    motivo: str
