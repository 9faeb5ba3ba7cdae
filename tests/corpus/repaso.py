"""The half that was reserved until its errors were looked at; its words are in repaso.toml."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence

from tests.corpus.layouts import Fila, Plano
from tests.corpus.letters import MESES, fecha_larga
from tests.corpus.model import Block, Items, Para, Table
from tests.corpus.pools import load


def _base(siglas: str) -> str:
    return siglas.replace(" ", "-")


def _estandar(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    number = (
        f"{_base(siglas)}-{area}-{year}-{rng.randint(1, 29999):0{rng.choice((4, 5))}d}-{rng.choice(('O', 'OF', 'O'))}"
    )
    return number, number


def _tres_niveles(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    number = f"{_base(siglas)}-SED{area}-{area}-{year}-{rng.randint(1, 999):04d}-O"
    return number, number


def _sin_ceros(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    number = f"{area}-{_base(siglas)}-{rng.randint(1, 999):03d}-{year}"
    return number, number


def _dos_sufijos(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    number = f"{_base(siglas)}-{area}-{year}-{rng.randint(1, 999):03d}-O-C"
    return number, number


def _guion_suelto(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    base, sequence = _base(siglas), rng.randint(1, 999)
    return (f"{base}-{area}-{year} -{sequence:04d}-O", f"{base}-{area}-{year}-{sequence:04d}-O")


def _secuencia_delante(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    number = f"{rng.randint(1, 999):04d}-{area}-{_base(siglas)}-{year}"
    return number, number


def _partido(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    head, tail = f"{_base(siglas)}-{area}-{year}", f"{rng.randint(1, 999):05d}-OF"
    return f"{head}-\n{tail}", f"{head}-{tail}"


def _minusculas(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    number, _ = _estandar(rng, siglas, area, year)
    return number.lower(), number


def _dia_mes(day: dt.date, city: str) -> str:
    return f"{city}, {MESES[day.month - 1]} {day.day} de {day.year}"


def puntos(plan: Plano) -> tuple[Block, ...]:
    """Dots lead from the label to the value."""
    blocks: list[Block] = []
    for ficha in (plan.institucion, *plan.personas):
        blocks.append(Para(ficha.titulo, "bold"))
        blocks += [Para(f"{row.etiqueta} {'.' * (38 - len(row.etiqueta))} {row.valor}") for row in ficha.filas]
    return tuple(blocks)


def tabla_titulos(plan: Plano) -> tuple[Block, ...]:
    """One table for everything; a row with a title opens each part."""
    found: list[tuple[str, str]] = []
    for ficha in (plan.institucion, *plan.personas):
        found += [(ficha.titulo.upper(), ""), *((row.etiqueta, row.valor) for row in ficha.filas)]
    return (Table(tuple(found), widths=(0.42, 0.58)),)


def tabla_numerada(plan: Plano) -> tuple[Block, ...]:
    """A table of three columns: running number, detail, information."""
    every = (*plan.institucion.filas, *plan.personas[0].filas)
    body = tuple((str(n), row.etiqueta, row.valor) for n, row in enumerate(every, 1))
    return (
        Para(plan.personas[0].titulo),
        Table((("Nro.", "Detalle", "Información"), *body), header=True, widths=(0.1, 0.38, 0.52), size=9.5),
    )


def linea_doble(plan: Plano) -> tuple[Block, ...]:
    """Two data on each line, a bar between them."""

    def inner(found: Sequence[Fila]) -> tuple[Block, ...]:
        lines = [plan.line(row) for row in found if row.valor]
        return tuple(Para("  |  ".join(lines[n : n + 2])) for n in range(0, len(lines), 2))

    blocks: list[Block] = []
    for ficha in (plan.institucion, *plan.personas):
        blocks += [Para(ficha.titulo, "bold"), *inner(ficha.filas)]
    return tuple(blocks)


def parrafo_etiquetado(plan: Plano) -> tuple[Block, ...]:
    """All labels and values in one running paragraph, semicolons between them."""
    person = plan.personas[0]
    text = "; ".join(f"{row.etiqueta}: {row.valor}" for row in person.filas if row.valor)
    inst = "; ".join(f"{row.etiqueta}: {row.valor}" for row in plan.institucion.filas)
    return (Para(f"{plan.institucion.titulo} {inst.rstrip('.')}."), Para(f"{person.titulo} {text.rstrip('.')}."))


def sangrada(plan: Plano) -> tuple[Block, ...]:
    """Lettered items under each heading."""
    blocks: list[Block] = []
    for ficha in (plan.institucion, *plan.personas):
        lines = tuple(f"{letter}) {plan.line(row)}" for letter, row in zip("abcdefghi", ficha.filas, strict=False))
        blocks += [Para(ficha.titulo), Items(lines, " ")]
    return tuple(blocks)


REPASO = load(
    "repaso",
    numeros=(
        *(_estandar,) * 8,
        _tres_niveles,
        _sin_ceros,
        _dos_sufijos,
        _guion_suelto,
        _secuencia_delante,
        _partido,
        _minusculas,
    ),
    fechas=(
        *(lambda d, c: f"{c}, {fecha_larga(d)}",) * 3,
        lambda d, c: f"{c}, a {d.day} de {MESES[d.month - 1]} del {d.year}",
        lambda d, c: f"{c} {d.day} de {MESES[d.month - 1]} de {d.year}",
        lambda d, c: f"{c}, {d.day:02d} de {MESES[d.month - 1].replace('septiembre', 'setiembre')} de {d.year}",
        lambda d, c: f"{c}, {d:%d/%m/%Y}",
        _dia_mes,
    ),
    propios={
        "puntos": puntos,
        "tabla_titulos": tabla_titulos,
        "tabla_numerada": tabla_numerada,
        "linea_doble": linea_doble,
        "parrafo_etiquetado": parrafo_etiquetado,
        "sangrada": sangrada,
    },
)
