"""The half that reading rules may be written against: its numbers and dates; its words are in desarrollo.toml."""

from __future__ import annotations

import random

from tests.corpus.letters import MESES, fecha_larga
from tests.corpus.pools import load


def _estandar(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    width = rng.choice((4, 4, 4, 5))
    suffix = rng.choice(("O", "O", "OF"))
    number = f"{siglas.replace(' ', '-')}-{area}-{year}-{rng.randint(1, 1999):0{width}d}-{suffix}"
    return number, number


def _partido(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    number, _ = _estandar(rng, siglas, area, year)
    head, tail = number.split(f"-{year}-")
    return f"{head}-\n{year}-{tail}", number


def _corto(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    number = f"{siglas.replace(' ', '-')}-{year}-{rng.randint(1, 999):04d}"
    return number, number


def _guiones_largos(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    sequence = rng.randint(1, 999)
    base = siglas.replace(" ", "-")
    return f"{base} – {year} – {sequence}", f"{base}-{year}-{sequence}"


def _otro_orden(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    number = f"{area}-{siglas.replace(' ', '-')}-{rng.randint(1, 999):04d}-{year}"
    return number, number


def _en_renglon(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    number, _ = _estandar(rng, siglas, area, year)
    return f"\n{number}", number


DESARROLLO = load(
    "desarrollo",
    numeros=(_estandar,) * 8 + (_partido, _corto, _guiones_largos, _otro_orden, _en_renglon),
    fechas=(
        *(lambda d, c: f"{c}, {fecha_larga(d)}",) * 3,
        lambda d, c: f"{c}, {d.day} de {MESES[d.month - 1]} del {d.year}",
        lambda d, c: f"{c}, a {d.day} de {MESES[d.month - 1]} de {d.year}",
        lambda d, c: f"{c}, {d.day:02d} de {MESES[d.month - 1].upper()} de {d.year}",
    ),
    propios={},
)
