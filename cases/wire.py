"""Frozen values from JSON, and readings in the contract's form for the outside."""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import is_dataclass
from datetime import date, datetime
from functools import cache, partial
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from cases.reading import Delegacion, Firma, Oficio, Persona, Reading, field_names, to_plain

T = TypeVar("T")
Build = Callable[[Any], Any]


@cache
def _plan(cls: type) -> tuple[tuple[str, Build | None], ...]:
    """Each field's name and how its JSON value becomes the field's (null: as it is)."""
    hints = get_type_hints(cls)
    return tuple((name, _build(hints[name])) for name in field_names(cls))


def _build(hint: Any) -> Build | None:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _build(next(arg for arg in get_args(hint) if arg is not type(None)))
    if origin is tuple:
        item = _build(get_args(hint)[0])
        return tuple if item is None else lambda parts: tuple(None if part is None else item(part) for part in parts)
    if is_dataclass(hint):
        return partial(from_plain, hint)
    return hint.fromisoformat if hint in (datetime, date) else None


def from_plain(cls: type[T], plain: dict[str, Any]) -> T:
    """The frozen value that `to_plain` wrote; unknown keys are ignored, absent ones take their default."""
    values = {}
    for name, build in _plan(cls):
        if name in plain:
            value = plain[name]
            values[name] = value if build is None or value is None else build(value)
    return cls(**values)


def _firma(firma: Firma) -> dict[str, Any]:
    short: dict[str, Any] = {"estado": firma.estado}
    if firma.estado != "sin_firma":
        short |= {"nombre": firma.nombre, "cedula": firma.cedula, "entidad": firma.entidad}
    return short


def _oficio(oficio: Oficio | None) -> dict[str, Any] | None:
    if oficio is None:
        return None
    return {
        "numero": oficio.numero,
        "fecha": oficio.fecha,
        "asunto": oficio.asunto,
        "adjunto": oficio.adjunto,
        "firmante": to_plain(oficio.firmante),
        "firma": _firma(oficio.firma),
    }


def _delegacion(delegacion: Delegacion) -> dict[str, Any]:
    plain = {
        name: getattr(delegacion, name)
        for name in ("presente", "adjunto", "numero", "fecha", "delegante", "delegado", "objeto")
    }
    return plain | {"firma": _firma(delegacion.firma)}


def _persona(persona: Persona | None) -> dict[str, Any] | None:
    return None if persona is None or persona.empty() else to_plain(persona)


def contract_json(reading: Reading) -> dict[str, Any]:
    """The object that `aiq parse --json` prints (contract.md), with every key in its place."""
    request = reading.solicitud
    return {
        "archivo": reading.archivo,
        "tipo": reading.tipo,
        "remitente": reading.sobre.remitente,
        "copia": list(reading.sobre.copia),
        "asunto": reading.sobre.asunto,
        "fecha": reading.sobre.fecha,
        "oficio": _oficio(request.oficio),
        "institucion": to_plain(request.institucion),
        "aiq": _persona(request.aiq),
        "aiq_saliente": _persona(request.aiq_saliente),
        "aiq_backup": _persona(request.aiq_backup),
        "delegacion": _delegacion(request.delegacion),
        "respaldo": {"solicitud": reading.respaldo.solicitud},
        "problemas": to_plain(request.problemas),
        "evidencia": to_plain(request.evidencia),
    }
