"""The arrangements in which letters give data: lists, tables of every kind, several persons, prose."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.corpus.model import CAMPOS, Block, Break, Gente, Items, Para, Table
from tests.corpus.pools import Pools

ANCHOS = {
    "rol": 0.11,
    "nombres_apellidos": 0.18,
    "cedula": 0.13,
    "cargo": 0.16,
    "correo": 0.19,
    "telefono": 0.12,
    "extension": 0.09,
    "celular": 0.13,
    "telefono_extension": 0.16,
    "nombres": 0.12,
    "apellidos": 0.12,
}


@dataclass(frozen=True, slots=True)
class Fila:
    """One datum with the label that the letter gives it."""

    campo: str
    etiqueta: str
    valor: str


@dataclass(frozen=True, slots=True)
class Ficha:
    """The rows of one person (`rol`: aiq · aiq_saliente · aiq_backup) or of the institution (`rol`: institucion)."""

    rol: str
    filas: tuple[Fila, ...]
    titulo: str = ""


@dataclass(frozen=True, slots=True)
class Plano:
    """What a layout arranges. `separador` stands between label and value where both share a line; `escala` enlarges
    the small print of wide tables, for letters that go through a scanner."""

    institucion: Ficha
    personas: tuple[Ficha, ...]
    separador: str
    pools: Pools
    rng: random.Random
    escala: float = 1.0

    def line(self, row: Fila) -> str:
        label = row.etiqueta.rstrip(".") if self.separador.startswith(".") else row.etiqueta
        return f"{label}{self.separador}{row.valor}".rstrip()


def labels(rng: random.Random, pools: Pools) -> dict[str, str]:
    """One label for each field, kept through the whole letter; the official one most often."""
    names = {
        campo: options[0] if rng.random() < 0.3 else rng.choice(options) for campo, options in pools.etiquetas.items()
    }
    if "nombre" in (names["nombres"].lower(), names["nombres_apellidos"].lower()):
        names["institucion"] = "Institución"
    return names


def rows(person: Gente, names: dict[str, str], combined: str | None, split: str) -> tuple[Fila, ...]:
    """The person's rows in the official order. `combined` is the template of one value for phone and extension;
    `split` (nombres or apellidos, which comes first) writes them apart. An absent datum (null) has no
    row, an empty one an empty row."""
    values = (
        person.nombre,
        person.cedula,
        person.cargo,
        person.correo,
        person.telefono,
        person.extension,
        person.celular,
    )
    by_field = dict(zip(CAMPOS, (value.escrito for value in values), strict=True))
    found: list[Fila] = []
    for campo in CAMPOS:
        text = by_field[campo]
        if campo == "nombres_apellidos" and split:
            parts = [Fila(p, names[p], v) for p, v in zip(("nombres", "apellidos"), person.partes, strict=True)]
            found += parts if split == "nombres" else parts[::-1]
        elif campo == "telefono" and combined and text and by_field["extension"]:
            both = combined.format(telefono=text, extension=by_field["extension"])
            found.append(Fila("telefono_extension", names["telefono_extension"], both))
        elif text is not None and not (campo == "extension" and combined and by_field["telefono"]):
            found.append(Fila(campo, names[campo], text))
    return tuple(found)


def _titled(plan: Plano, ficha: Ficha, inner: Callable[[Sequence[Fila]], tuple[Block, ...]]) -> tuple[Block, ...]:
    return (Para(ficha.titulo, plan.rng.choice(("normal", "bold"))), *inner(ficha.filas))


def _listed(plan: Plano, mark: str) -> Callable[[Sequence[Fila]], tuple[Block, ...]]:
    return lambda found: (Items(tuple(plan.line(row) for row in found), mark),)


def _sections(plan: Plano, inner: Callable[[Sequence[Fila]], tuple[Block, ...]]) -> tuple[Block, ...]:
    """Institution first, then each person under a heading."""
    blocks: list[Block] = []
    for ficha in (plan.institucion, *plan.personas):
        blocks += _titled(plan, ficha, inner)
    return tuple(blocks)


def vinetas(plan: Plano) -> tuple[Block, ...]:
    return _sections(plan, _listed(plan, plan.rng.choice(("•", "-", "–", "*"))))


def numerada(plan: Plano) -> tuple[Block, ...]:
    return _sections(plan, _listed(plan, "1."))


def dos_lineas(plan: Plano) -> tuple[Block, ...]:
    """Each label on its own line, its value on the next."""
    end = plan.rng.choice((":", "", ":"))
    return _sections(plan, lambda found: tuple(Para(f"{r.etiqueta}{end}\n{r.valor}") for r in found if r.valor))


def vertical(plan: Plano, found: Sequence[Fila], lines: bool) -> Table:
    end = ":" if ":" in plan.separador and plan.rng.random() < 0.5 else ""
    return Table(tuple((row.etiqueta + end, row.valor) for row in found), lines=lines, widths=(0.38, 0.62))


def tabla_lineas(plan: Plano) -> tuple[Block, ...]:
    return _sections(plan, lambda found: (vertical(plan, found, True),))


def tabla_sin_lineas(plan: Plano) -> tuple[Block, ...]:
    return _sections(plan, lambda found: (vertical(plan, found, False),))


def columnas_etiquetas(plan: Plano) -> tuple[Block, ...]:
    """All labels in one cell, all values in the next: the eye sees rows, the file holds two columns."""

    def inner(found: Sequence[Fila]) -> tuple[Block, ...]:
        if any(len(row.valor) > 56 for row in found):
            return tuple(Para(plan.line(row)) for row in found)
        left, right = ("\n".join(column) for column in zip(*((r.etiqueta, r.valor or "-") for r in found), strict=True))
        return (Table(((left, right),), lines=plan.rng.random() < 0.5, widths=(0.36, 0.64), size=8.5),)

    return _sections(plan, inner)


def _institution_line(plan: Plano) -> tuple[Block, ...]:
    return (Para(plan.institucion.titulo), *(Para(plan.line(row)) for row in plan.institucion.filas))


def _across(plan: Plano, with_role: bool, size: float) -> tuple[Block, ...]:
    fields = [row.campo for row in max((p.filas for p in plan.personas), key=len)]
    names = {row.campo: row.etiqueta for p in plan.personas for row in p.filas}
    head = ([plan.pools.etiquetas["rol"][0]] if with_role else []) + [names[campo] for campo in fields]
    body = []
    for ficha in plan.personas:
        values = {row.campo: row.valor for row in ficha.filas}
        role = [plan.rng.choice(plan.pools.roles[ficha.rol])] if with_role else []
        body.append(tuple(role + [values.get(campo, "") for campo in fields]))
    weights = [ANCHOS[campo] for campo in (["rol"] if with_role else []) + fields]
    widths = tuple(weight / sum(weights) for weight in weights)
    return (Table((tuple(head), *body), header=True, widths=widths, size=size * plan.escala),)


def tabla_horizontal(plan: Plano) -> tuple[Block, ...]:
    """A header row and one row of values that wrap in their cells."""
    return (*_institution_line(plan), Para(plan.personas[0].titulo), *_across(plan, False, 7.5))


def personas_filas(plan: Plano) -> tuple[Block, ...]:
    return (*_institution_line(plan), *_across(plan, True, 6.8))


def personas_columnas(plan: Plano) -> tuple[Block, ...]:
    """Labels down the left, one column for each person."""
    fields = [row.campo for row in max((p.filas for p in plan.personas), key=len)]
    names = {row.campo: row.etiqueta for p in plan.personas for row in p.filas}
    head = ("", *(plan.rng.choice(plan.pools.roles[p.rol]) for p in plan.personas))
    values = [{row.campo: row.valor for row in p.filas} for p in plan.personas]
    body = tuple((names[campo], *(v.get(campo, "") for v in values)) for campo in fields)
    share = 0.76 / len(plan.personas)
    widths = (0.24,) + (share,) * len(plan.personas)
    return (*_institution_line(plan), Table((head, *body), header=True, widths=widths, size=8.5))


def pares(plan: Plano) -> tuple[Block, ...]:
    """Two pairs of label and value on each row of a table of four columns."""

    def inner(found: Sequence[Fila]) -> tuple[Block, ...]:
        cells = [cell for row in found for cell in (row.etiqueta, row.valor)]
        cells += [""] * (-len(cells) % 4)
        rows_of_four = tuple(tuple(cells[n : n + 4]) for n in range(0, len(cells), 4))
        return (Table(rows_of_four, widths=(0.2, 0.3, 0.2, 0.3), size=8.5),)

    return _sections(plan, inner)


def casilla(plan: Plano) -> tuple[Block, ...]:
    """A printed form: each box holds its label above and the value below."""

    def inner(found: Sequence[Fila]) -> tuple[Block, ...]:
        cells = [f"{row.etiqueta}\n{row.valor}" for row in found] + [""] * (len(found) % 2)
        return (Table(tuple(tuple(cells[n : n + 2]) for n in range(0, len(cells), 2)), widths=(0.5, 0.5), size=9),)

    return _sections(plan, inner)


def dos_paginas(plan: Plano) -> tuple[Block, ...]:
    """One table that the end of the page cuts in two; header and footer of the letter fall between its rows."""
    filler = tuple(Para(plan.rng.choice(plan.pools.rellenos)) for _ in range(plan.rng.randint(1, 3)))
    every = (*plan.institucion.filas, *plan.personas[0].filas)
    cut = plan.rng.randint(2, len(every) - 2)
    head, tail = vertical(plan, every[:cut], True), vertical(plan, every[cut:], True)
    return (*filler, Para(plan.personas[0].titulo, "bold"), head, Break(), tail)


DISENOS: dict[str, Callable[[Plano], tuple[Block, ...]]] = {
    "vinetas": vinetas,
    "numerada": numerada,
    "dos_lineas": dos_lineas,
    "tabla_lineas": tabla_lineas,
    "tabla_sin_lineas": tabla_sin_lineas,
    "columnas_etiquetas": columnas_etiquetas,
    "tabla_horizontal": tabla_horizontal,
    "personas_filas": personas_filas,
    "personas_columnas": personas_columnas,
    "bloques_lista": vinetas,
    "bloques_tabla": tabla_lineas,
    "pares": pares,
    "casilla": casilla,
    "dos_paginas": dos_paginas,
}
VARIAS = (
    *("personas_filas", "personas_columnas", "bloques_lista", "bloques_tabla", "comparacion"),
    *("decimales", "fichas_lado", "rol_en_cada_fila"),
    *("rol_y_detalle", "tres_celdas_persona", "vineta_por_persona"),
    *("espejo", "dos_cuadros", "nombre_por_titulo", "sale_en_frase", "nombres_en_cabecera"),
    *("segunda_fila_contacto", "todo_del_nuevo", "segun_vigencia", "todo_en_una_fila", "tema_por_persona"),
    *("por_dato_y_rol", "cabecera_que_enumera", "barras", "rol_una_vez", "altas_y_bajas", "linea_por_tema"),
    *("llamadas", "relato_de_relevo", "antes_y_ahora", "cuadro_partido", "nombre_en_titulo", "nombres_de_cabecera"),
    *("filas_a_mi_modo", "rol_al_final", "todo_horizontal", "entidad_en_cada_fila", "saliente_junto_a_entrante"),
    *("resumen_y_detalle", "punto_seguido", "cuadro_y_contactos", "en_ordinales", "vinetas_anidadas"),
    *("rol_en_una_fila", "formulario_interno", "entidad_en_columnas", "cada_cual_a_su_modo", "fila_telefonos"),
)
