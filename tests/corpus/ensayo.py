"""The half for trials: written apart from desarrollo, to see rules on letters that they were not written for."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from tests.corpus.layouts import Fila, Plano
from tests.corpus.letters import MESES
from tests.corpus.model import Block, Para, Table
from tests.corpus.pools import load


def _base(siglas: str) -> str:
    return siglas.replace(" ", "-")


def _plano(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    suffix = rng.choice(("O", "OF", "OFI", "E", "O-C"))
    number = f"{_base(siglas)}-{area}-{year}-{rng.randint(1, 9999):0{rng.choice((3, 4, 5, 6))}d}-{suffix}"
    return number, number


def _niveles(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    number = f"{_base(siglas)}-{area}-CZ{rng.randint(1, 9)}-{year}-{rng.randint(1, 999):05d}-OF"
    return number, number


def _blancos(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    sequence = rng.randint(1, 999)
    return f"{_base(siglas)} - {area} - {year} - {sequence:04d} - O", f"{_base(siglas)}-{area}-{year}-{sequence:04d}-O"


def _numero_delante(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    number = f"{rng.randint(1, 999):03d}-{area}-{_base(siglas)}-{year}"
    return number, number


def _barra_baja(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    number = f"{_base(siglas)}-{area}-{rng.randint(1, 399):03d}-{year}-OF"
    return number, number


def _parts(plan: Plano, inner: Callable[[Sequence[Fila]], tuple[Block, ...]]) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for ficha in (plan.institucion, *plan.personas):
        blocks += [Para(ficha.titulo, "bold"), *inner(ficha.filas)]
    return tuple(blocks)


def ordinales(plan: Plano) -> tuple[Block, ...]:
    """A column of ordinals before label and value, under headings of their own."""

    def inner(rows: Sequence[Fila]) -> tuple[Block, ...]:
        body = tuple((str(n), row.etiqueta, row.valor) for n, row in enumerate(rows, 1))
        return (Table((("Nro.", "Descripción", "Detalle"), *body), header=True, widths=(0.08, 0.36, 0.56)),)

    return _parts(plan, inner)


def corrido(plan: Plano) -> tuple[Block, ...]:
    """All data of a person in one paragraph, label by label, parted by semicolons."""
    return _parts(
        plan,
        lambda rows: (Para("; ".join(f"{r.etiqueta.rstrip('.:')}: {r.valor}" for r in rows if r.valor) + "."),),
    )


def dos_datos(plan: Plano) -> tuple[Block, ...]:
    """Two data on each line, far apart."""

    def inner(rows: Sequence[Fila]) -> tuple[Block, ...]:
        lines = [f"{r.etiqueta.rstrip(':')}: {r.valor}" for r in rows if r.valor]
        lines += [""] * (len(lines) % 2)
        pairs = tuple(zip(lines[::2], lines[1::2], strict=True))
        return (Table(pairs, False, widths=(0.5, 0.5), size=9),)

    return _parts(plan, inner)


def titulo_en_tabla(plan: Plano) -> tuple[Block, ...]:
    """The heading of each part stands in the first row of its table."""
    blocks: list[Block] = []
    for ficha in (plan.institucion, *plan.personas):
        body = tuple((row.etiqueta, row.valor) for row in ficha.filas)
        blocks.append(Table(((ficha.titulo, ""), *body), widths=(0.4, 0.6)))
    return tuple(blocks)


def apilada(plan: Plano) -> tuple[Block, ...]:
    """Labels in a shaded row and their values in the row below, three at a time."""

    def inner(rows: Sequence[Fila]) -> tuple[Block, ...]:
        found: list[tuple[str, ...]] = []
        for start in range(0, len(rows), 3):
            part = [*rows[start : start + 3]]
            blank = [""] * (3 - len(part))
            found += [(*(r.etiqueta for r in part), *blank), (*(r.valor for r in part), *blank)]
        return (Table(tuple(found), widths=(0.34, 0.33, 0.33), size=8.5),)

    return _parts(plan, inner)


def guion_negrita(plan: Plano) -> tuple[Block, ...]:
    """One bold line for each datum, label and value joined by a dash."""
    return _parts(plan, lambda rows: tuple(Para(f"{r.etiqueta.rstrip(':')} – {r.valor}", "bold") for r in rows))


def puntitos(plan: Plano) -> tuple[Block, ...]:
    """Label, a row of dots, value."""
    return _parts(plan, lambda rows: tuple(Para(f"{r.etiqueta.rstrip(':.')} ........ {r.valor}") for r in rows))


ENSAYO = load(
    "ensayo",
    numeros=(_plano,) * 4 + (_niveles, _blancos, _numero_delante, _barra_baja),
    fechas=(
        lambda d, c: f"{c}, {d.day} de {MESES[d.month - 1].capitalize()} de {d.year}",
        lambda d, c: f"{c}, {MESES[d.month - 1]} {d.day:02d} de {d.year}",
        lambda d, c: f"{c} a, {d.day:02d} de {MESES[d.month - 1]} del {d.year}",
        lambda d, c: f"{c}, {d.day:02d}/{d.month:02d}/{d.year}",
        lambda d, c: f"{c}, {d.day:02d}-{MESES[d.month - 1][:3]}-{d.year}",
        lambda d, c: f"{c}, a los {d.day} días de {MESES[d.month - 1]} de {d.year}",
        lambda d, c: f"{c}, {d.day:02d} DE {MESES[d.month - 1].upper()} DEL {d.year}.",
        lambda d, c: f"Fecha: {c}, {d.day} de {MESES[d.month - 1]} de {d.year}",
    ),
    propios={
        "ordinales": ordinales,
        "corrido": corrido,
        "dos_datos": dos_datos,
        "titulo_en_tabla": titulo_en_tabla,
        "apilada": apilada,
        "guion_negrita": guion_negrita,
        "puntitos": puntitos,
    },
)
