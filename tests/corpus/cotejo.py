"""The second half that was reserved until its errors were looked at; its words are in cotejo.toml."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from itertools import zip_longest

from tests.corpus.layouts import Ficha, Fila, Plano
from tests.corpus.letters import MESES, fecha_larga
from tests.corpus.model import Block, Break, Items, Para, Space, Table
from tests.corpus.pools import load

DIAS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")


def _base(siglas: str) -> str:
    return siglas.replace(" ", "-")


def _usual(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    number = f"{_base(siglas)}-{area}-{year}-{rng.randint(1, 8999):04d}-O"
    return number, number


def _of(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    number = f"{_base(siglas)}-{area}-{year}-{rng.randint(1, 999):03d}-{rng.choice(('OF', 'OFC', 'OF-D'))}"
    return number, number


def _area_al_final(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    number = f"{_base(siglas)}-{year}-{rng.randint(1, 999):04d}-{area}"
    return number, number


def _raya_corta(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    _, number = _usual(rng, siglas, area, year)
    return number.replace("-", "–"), number


def _blanco_tras_area(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    tail = f"{year}-{rng.randint(1, 999):04d}-O"
    return f"{_base(siglas)}-{area}- {tail}", f"{_base(siglas)}-{area}-{tail}"


def _partido(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    tail = f"{area}-{year}-{rng.randint(1, 9999):05d}-O"
    return f"{_base(siglas)}-\n{tail}", f"{_base(siglas)}-{tail}"


def _delante(rng: random.Random, siglas: str, area: str, year: int) -> tuple[str, str]:
    number = f"{rng.randint(1, 999):04d}-{_base(siglas)}-{area}-{year}"
    return number, number


def _con_dia(day: dt.date, city: str) -> str:
    return f"{city}, {DIAS[day.weekday()]} {day.day} de {MESES[day.month - 1]} de {day.year}"


def _every(plan: Plano) -> tuple[Ficha, ...]:
    return (plan.institucion, *plan.personas)


def _lines(plan: Plano, rows: Sequence[Fila]) -> list[str]:
    return [plan.line(row) for row in rows]


def leyenda_debajo(plan: Plano) -> tuple[Block, ...]:
    """A form of boxes: the value on the line, what it is in brackets under it."""
    blocks: list[Block] = []
    for ficha in _every(plan):
        cells = [f"{row.valor}\n({row.etiqueta.rstrip(':')})" for row in ficha.filas]
        cells += [""] * (len(cells) % 2)
        pairs = tuple(zip(cells[::2], cells[1::2], strict=True))
        blocks += [Para(ficha.titulo, "bold"), Table(pairs, widths=(0.5, 0.5), size=9)]
    return tuple(blocks)


def cuatro_columnas(plan: Plano) -> tuple[Block, ...]:
    """Institution and person side by side, label and value each, a section's name above either half."""
    gap = Fila("", "", "")
    sides = zip_longest(plan.institucion.filas, plan.personas[0].filas, fillvalue=gap)
    body = tuple((a.etiqueta, a.valor, b.etiqueta, b.valor) for a, b in sides)
    head = ("Datos de la institución", "", "Datos del nuevo AIQ", "")
    return (Table((head, *body), header=True, widths=(0.17, 0.28, 0.21, 0.34), size=8.5),)


def tarjeta(plan: Plano) -> tuple[Block, ...]:
    """A card of two cells, the institution's lines in the left one, the person's in the right one."""
    cells = tuple(
        "\n".join([ficha.titulo.upper(), *_lines(plan, ficha.filas)]) for ficha in (plan.institucion, plan.personas[0])
    )
    return (Table((cells,), widths=(0.42, 0.58), size=8.5),)


def tabla_repetida(plan: Plano) -> tuple[Block, ...]:
    """A table that goes on over the page, its heading said again there."""
    every = [(row.etiqueta, row.valor) for row in (*plan.institucion.filas, *plan.personas[0].filas)]
    cut = plan.rng.randint(3, len(every) - 2)
    head, filler = ("Requisito", "Información"), Para(plan.rng.choice(plan.pools.rellenos))
    parts = [Table((head, *part), header=True, widths=(0.4, 0.6)) for part in (every[:cut], every[cut:])]
    return (filler, Para(plan.personas[0].titulo, "bold"), parts[0], Break(), parts[1])


def con_observaciones(plan: Plano) -> tuple[Block, ...]:
    """Sections and numbers of two levels, and a column of remarks that tells nothing."""
    blocks: list[Block] = []
    for section, ficha in enumerate(_every(plan), 1):
        body = tuple(
            (f"{section}.{n}", row.etiqueta, row.valor, plan.rng.choice(("", "", "Verificado")))
            for n, row in enumerate(ficha.filas, 1)
        )
        head = ("Nro.", "Campo", "Detalle", "Observación")
        blocks += [
            Para(ficha.titulo, "bold"),
            Table((head, *body), header=True, widths=(0.09, 0.3, 0.43, 0.18), size=9),
        ]
    return tuple(blocks)


def nota_al_pie(plan: Plano) -> tuple[Block, ...]:
    """The sentence points to notes; each note holds all data of its subject in small print."""
    blocks: list[Block] = [
        Para("El detalle de la institución (1) y de la persona que asume como nuevo AIQ (2) consta en las notas."),
        Space(10),
        Para("_" * 30, "small"),
    ]
    for number, ficha in enumerate((plan.institucion, plan.personas[0]), 1):
        data = "\n".join(_lines(plan, [row for row in ficha.filas if row.valor]))
        blocks += [Para(f"({number}) {ficha.titulo}\n{data}", "small"), Space(5)]
    return tuple(blocks)


def guia_rayas(plan: Plano) -> tuple[Block, ...]:
    """An underscored line leads from the label to the value, as from a tab stop."""
    blocks: list[Block] = []
    for ficha in _every(plan):
        blocks.append(Para(ficha.titulo, "bold"))
        for row in ficha.filas:
            blocks.append(Para(f"{row.etiqueta.rstrip(':')} {'_' * max(4, 34 - len(row.etiqueta))} {row.valor}"))
    return tuple(blocks)


def comparacion(plan: Plano) -> tuple[Block, ...]:
    """A row for each datum, what it is in the middle column or at the left, one column for each person."""
    names = {row.campo: row.etiqueta for p in plan.personas for row in p.filas}
    longest = max((p.filas for p in plan.personas), key=len)
    order = list(dict.fromkeys([row.campo for row in longest] + [*names]))
    values = [{row.campo: row.valor for row in p.filas} for p in plan.personas]
    heads = [plan.rng.choice(plan.pools.roles[p.rol]) for p in plan.personas]
    middle = 1 if len(plan.personas) == 2 and plan.rng.random() < 0.5 else 0

    def row(label: str, cells: list[str]) -> tuple[str, ...]:
        return (*cells[:middle], label, *cells[middle:])

    body = tuple(row(names[campo], [v.get(campo, "") for v in values]) for campo in order)
    share = 0.76 / len(plan.personas)
    widths = [share] * len(plan.personas)
    widths.insert(middle, 0.24)
    table = Table((row("Dato", heads), *body), header=True, widths=tuple(widths), size=8.5)
    return (Para(plan.institucion.titulo), *map(Para, _lines(plan, plan.institucion.filas)), table)


def vinetas_niveles(plan: Plano) -> tuple[Block, ...]:
    """A list whose second level holds the values."""
    blocks: list[Block] = []
    for ficha in _every(plan):
        items = tuple(f"{row.etiqueta.rstrip(':')}:\n– {row.valor}" for row in ficha.filas if row.valor)
        blocks += [Para(ficha.titulo, "bold"), Items(items, "•")]
    return tuple(blocks)


def mayusculas_corridas(plan: Plano) -> tuple[Block, ...]:
    """One paragraph for each subject; only the capitals tell the labels from the values."""
    blocks: list[Block] = []
    for ficha in _every(plan):
        data = " • ".join(f"{row.etiqueta.upper().rstrip(':')}: {row.valor}" for row in ficha.filas if row.valor)
        blocks += [Para(ficha.titulo, "bold"), Para(data)]
    return tuple(blocks)


def marco_lateral(plan: Plano) -> tuple[Block, ...]:
    """Prose at the left, the data in a frame at the right of it."""
    prose = "\n\n".join(plan.pools.rellenos)
    data = "\n".join(
        line for ficha in _every(plan) for line in (ficha.titulo.upper(), *_lines(plan, ficha.filas), "")
    ).rstrip()
    return (Table(((prose, data),), widths=(0.38, 0.62), size=8.5),)


def seccion_al_margen(plan: Plano) -> tuple[Block, ...]:
    """One table; a section's name stands in the first column, only beside its first row."""
    body: list[tuple[str, ...]] = []
    for ficha in _every(plan):
        body += [
            (ficha.titulo.rstrip(":") if n == 0 else "", row.etiqueta, row.valor) for n, row in enumerate(ficha.filas)
        ]
    return (Table(tuple(body), widths=(0.22, 0.3, 0.48), size=9),)


COTEJO = load(
    "cotejo",
    numeros=(*(_usual,) * 7, _of, _of, _area_al_final, _raya_corta, _blanco_tras_area, _partido, _delante),
    fechas=(
        *(lambda d, c: f"{c}, {fecha_larga(d)}",) * 3,
        _con_dia,
        lambda d, c: f"{c}, {d.day} de {MESES[d.month - 1]} de {d.year}.-",
        lambda d, c: f"{c}, {d:%Y-%m-%d}",
        lambda d, c: f"{c}, {d:%d.%m.%Y}",
        lambda d, c: f"En {c}, a {d.day} de {MESES[d.month - 1]} de {d.year}",
        lambda d, c: f"{c}, {MESES[d.month - 1].capitalize()} {d.day} del {d.year}",
    ),
    propios={
        "leyenda_debajo": leyenda_debajo,
        "cuatro_columnas": cuatro_columnas,
        "tarjeta": tarjeta,
        "tabla_repetida": tabla_repetida,
        "con_observaciones": con_observaciones,
        "nota_al_pie": nota_al_pie,
        "guia_rayas": guia_rayas,
        "comparacion": comparacion,
        "vinetas_niveles": vinetas_niveles,
        "mayusculas_corridas": mayusculas_corridas,
        "marco_lateral": marco_lateral,
        "seccion_al_margen": seccion_al_margen,
    },
)
