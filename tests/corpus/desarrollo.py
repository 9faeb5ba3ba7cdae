"""The half that reading rules may be written against: numbers, dates, layouts; its words are in desarrollo.toml."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from tests.corpus.layouts import Fila, Plano
from tests.corpus.letters import MESES, fecha_larga
from tests.corpus.model import Block, Para, Table
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


def _parts(plan: Plano, inner: Callable[[Sequence[Fila]], tuple[Block, ...]]) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for ficha in (plan.institucion, *plan.personas):
        blocks += [Para(ficha.titulo, "bold"), *inner(ficha.filas)]
    return tuple(blocks)


def tabulada(plan: Plano) -> tuple[Block, ...]:
    """Values stand in a column of their own on the page, as with tab stops; no table is drawn."""
    return _parts(
        plan, lambda rows: (Table(tuple((r.etiqueta + ":", r.valor) for r in rows), False, widths=(0.5, 0.5)),)
    )


def tres_columnas(plan: Plano) -> tuple[Block, ...]:
    """Label, a colon in a cell of its own, value."""
    return _parts(
        plan, lambda rows: (Table(tuple((r.etiqueta, ":", r.valor) for r in rows), widths=(0.36, 0.04, 0.6)),)
    )


def valor_abajo_negrita(plan: Plano) -> tuple[Block, ...]:
    """The label in plain, the value on the next line in bold; a blank line between the data."""
    return _parts(
        plan, lambda rows: tuple(b for r in rows if r.valor for b in (Para(r.etiqueta), Para(r.valor, "bold")))
    )


DESARROLLO = load(
    "desarrollo",
    numeros=(_estandar,) * 8 + (_partido, _corto, _guiones_largos, _otro_orden, _en_renglon),
    fechas=(
        *(lambda d, c: f"{c}, {fecha_larga(d)}",) * 3,
        lambda d, c: f"{c}, {d.day} de {MESES[d.month - 1]} del {d.year}",
        lambda d, c: f"{c}, a {d.day} de {MESES[d.month - 1]} de {d.year}",
        lambda d, c: f"{c}, {d.day:02d} de {MESES[d.month - 1].upper()} de {d.year}",
    ),
    propios={"tabulada": tabulada, "tres_columnas": tres_columnas, "valor_abajo_negrita": valor_abajo_negrita},
)
