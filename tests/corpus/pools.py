"""The choices from which one half of the corpus is made; each half brings its own, the words in a data file."""

from __future__ import annotations

import datetime as dt
import random
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.corpus.model import Block

Words = tuple[str, ...]
Numbering = Callable[[random.Random, str, str, int], tuple[str, str]]
Dating = Callable[[dt.date, str], str]
Layout = Callable[[Any], tuple[Block, ...]]


@dataclass(frozen=True, slots=True)
class Entidad:
    """An institution: `maxima` are the cargos that are its highest authority, `areas` the siglas of its units."""

    nombre: str
    siglas: str
    dominio: str
    maxima: Words
    areas: Words


@dataclass(frozen=True, slots=True)
class Papel:
    """How a delegation is written: heading word, number's suffix, and its sentences ({delegado}, {entidad})."""

    clase: str
    sufijo: str
    frases: Words


@dataclass(frozen=True, slots=True)
class Pools:
    """One half's choices. `numeros` give (as printed, as read) of an oficio's number, `fechas` write a date and its
    city, `propios` are layouts that only this half has; `palabras` holds all else by name."""

    numeros: tuple[Numbering, ...]
    fechas: tuple[Dating, ...]
    propios: Mapping[str, Layout]
    entidades: tuple[Entidad, ...]
    delegaciones: tuple[Papel, ...]
    palabras: Mapping[str, Any]

    def __getattr__(self, name: str) -> Any:
        try:
            return self.palabras[name]
        except KeyError:
            raise AttributeError(name) from None


def _frozen(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(map(_frozen, value))
    return {key: _frozen(part) for key, part in value.items()} if isinstance(value, dict) else value


def load(half: str, numeros: tuple[Numbering, ...], fechas: tuple[Dating, ...], propios: Mapping[str, Layout]) -> Pools:
    """The pools of ``<half>.toml`` (and ``<half>_*.toml``) beside this file, with the half's own functions."""
    words: dict[str, Any] = {}
    here = Path(__file__).parent
    for part in (here / f"{half}.toml", *sorted(here.glob(f"{half}_*.toml"))):
        words |= _frozen(tomllib.loads(part.read_text(encoding="utf-8")))
    entidades = tuple(Entidad(**row) for row in words.pop("entidades"))
    papeles = tuple(Papel(**row) for row in words.pop("delegaciones"))
    return Pools(numeros, fechas, propios, entidades, papeles, words)
