"""Columns of a drawn form that answer nothing: remarks, instructions for whoever fills it in, marks of a check list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cases.evidence import Caja
from cases.text import flat, key, words_of
from parsers.fields.values import TYPED, can_be
from parsers.pages.cells import Cell, Row
from parsers.words.labels import Label, full_label
from parsers.words.roles import role_in

_REMARKS = words_of(
    "observacion observaciones nota notas comentario comentarios requisito ejemplo ejemplos formato fuente indicacion "
    "indicaciones instruccion instrucciones ayuda modelo muestra guia obligatorio obligatoriedad longitud validacion"
)
# What tells of which kind an answer is to be, and is none; some of the words say nothing alone.
_KIND = words_of(
    "texto textos numerico numerica alfanumerico alfanumerica alfabetico digito digitos caracter caracteres letra "
    "letras cifra cifras obligatorio obligatoria opcional requerido requerida cadena entero mayusculas minusculas "
    "numeros varchar"
)
_OF_KIND = _KIND | words_of(
    "corto corta largo larga libre simple fecha numero correo electronico direccion email e mail maximo max minimo min "
    "hasta de en a sin con y o mas guion guiones espacio espacios tilde tildes punto puntos solo unicamente formato "
    "valido valida tipo dato campo lista si no los las el la diez nueve siete completo completa"
)
_EXAMPLE = re.compile(r"\W*(?:p(?:or|\.)\s?)?ej(?:emplos?)?\b\W*\w")
_MASK = re.compile(r"([\dx#a])\1{5}|\b(?:usuario|ejemplo|nombre|correo)[\w.]*@|@(?:dominio|institucion|ejemplo)\b")
_LENGTH = re.compile(r"\W*\d{1,3}\W*")  # how many signs an answer may have
# Heads the answers themselves, whatever stands beside them.
_ANSWER = re.compile(r"\W*(?:respuestas?|valor(?:es)?|contenido|dato|informacion|a (?:registrar|llenar|completar))\W*$")
_MARK = re.compile(r"[\W_]*(?:x|v|si|no|(?:no )?cumple)?[\W_]*")
_ASKED = 2  # answers of a kind that shows, before a column is judged by them
_SOME, _MOST = 1 / 3, 2 / 3  # of these answers, at most in a column that answers nothing while another has the most
_HALF = 1 / 2  # the same while another has them all (norms and dates have digits too)


def without_idle_columns(rows: Sequence[Row]) -> list[Row]:
    """The rows with no cell of a drawn form's columns that its headings call remarks, that hold marks, kinds of answers
    or examples of them alone, or in which none of the labels finds what it asks for while another column has it."""
    tables = list(_drawn(rows))
    idle: dict[int, list[_Column]] = {}
    for alike in _alike(tables):
        columns = [[_columns(tables[at])[place] for at in alike] for place in range(len(_columns(tables[alike[0]])))]
        whole = [[pair for column in same for pair in column] for same in columns]
        for same, column in zip(columns, whole, strict=True):
            if _is_idle(column, whole):
                for at, own in zip(alike, same, strict=True):
                    idle.setdefault(at, []).append(own)
    return [_without(row, idle[at]) if at in idle else row for at, table in enumerate(tables) for row in table]


def _alike(tables: Sequence[Sequence[Row]]) -> list[list[int]]:
    """The tables with columns beside that of their labels, those of one form together: under the same headings, or
    without any at the same places. What a column is for shows in all of them."""
    groups: list[tuple[list[int], set[tuple[object, ...]]]] = []
    for at, table in enumerate(tables):
        columns = _columns(table)
        if not columns or sum(len(row.cells) > 2 for row in table) < 2:
            continue
        places = tuple(round(column[0][1].box[0] / 3) for column in columns)
        heads = tuple(key(column[0][1].text) for column in columns)
        bare = (label := full_label(columns[0][0][0].cells[0].text)) is not None and label.field != "otro"
        same = next((group for group in groups if (places if bare else heads) in group[1]), None)
        if same is None or len(_columns(tables[same[0][0]])) != len(columns):
            groups.append(([at], {places} if bare else {places, heads}))
        else:
            same[0].append(at)
    return [group for group, _ in groups]


def _drawn(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """The rows parted into drawn tables and what lies between them."""
    part: list[Row] = []
    for row in rows:
        if part and row.framed != part[-1].framed:
            yield part
            part = []
        part.append(row)
    if part:
        yield part


_Column = list[tuple[Row, Cell]]


def _columns(table: Sequence[Row]) -> list[_Column]:
    """Cells of rows of three or more that begin at the same place, the first column left out."""
    columns: list[_Column] = []
    for row in table:
        for cell in row.cells[1:] if row.framed and len(row.cells) > 2 else ():
            home = next((column for column in columns if abs(column[0][1].box[0] - cell.box[0]) < 3), None)
            if home is None:
                columns.append([(row, cell)])
            else:
                home.append((row, cell))
    return sorted(columns, key=lambda column: column[0][1].box[0])


def _is_idle(column: _Column, columns: Sequence[_Column]) -> bool:
    if _are_labels(column):
        return False
    heading = column[0][1].text
    if role_in(heading):
        return False
    if (key(heading).split() or [""])[0] in _REMARKS:
        return True
    below = [(row, cell) for row, cell in column if _asked(row, cell)]
    told = [cell.text for _, cell in below if full_label(cell.text) is None]
    if any(map(_names_kind, told)) and all(map(_tells_kind, told)):
        return True
    if sum(_MASK.search(flat(cell.text)) is not None for _, cell in below) > 1:
        return True
    if len(below) > 1 and all(_LENGTH.fullmatch(cell.text) for _, cell in below):
        return True
    if below and all(_MARK.fullmatch(flat(cell.text)) and cell is not row.cells[-1] for row, cell in below):
        return True
    answers = [other for other in columns if _ANSWER.match(flat(other[0][1].text)) and not _are_labels(other)]
    if len(answers) == 1 and answers[0] is not column and len(below) < len(column) and _fitting(answers[0]) != 0:
        return True
    fitting = _fitting(column)
    best = max((_fitting(other) or 0.0 for other in columns if other is not column), default=0.0)
    return fitting is not None and ((fitting <= _SOME and best >= _MOST) or (fitting <= _HALF and best == 1.0))


def _are_labels(column: _Column) -> bool:
    return 2 * sum(full_label(cell.text) is not None for _, cell in column) > len(column)


def _tells_kind(text: str) -> bool:
    """Whether a cell may tell of which kind an answer is to be (``Texto corto``, ``Correo válido``)."""
    words = [word for word in key(text).split() if not word.isdigit()]
    return _names_kind(text) or (bool(words) and _OF_KIND.issuperset(words))


def _names_kind(text: str) -> bool:
    """Whether it does that for sure, or gives an answer for another (``10 dígitos``, ``Ej.: Juan Pérez``)."""
    words = [word for word in key(text).split() if not word.isdigit()]
    return _EXAMPLE.match(flat(text)) is not None or (_OF_KIND.issuperset(words) and not _KIND.isdisjoint(words))


def _asked(row: Row, cell: Cell) -> Label | None:
    """The nearest label before a cell in its row, that of a datum (what heads the labels is none)."""
    before = row.cells[: row.cells.index(cell)]
    label = next((label for other in reversed(before) if (label := full_label(other.text))), None)
    return label if label and label.field != "otro" else None


def _fitting(column: _Column) -> float | None:
    """The part of a column's cells that hold what the label before them asks for, where that shows (digits, an
    address); null for too few of them."""
    asked = [(label.field, cell.text) for row, cell in column if (label := _asked(row, cell))]
    fits = [can_be(field, text) for field, text in asked if field in TYPED]
    return sum(fits) / len(fits) if len(fits) >= _ASKED else None


def _without(row: Row, idle: Sequence[_Column]) -> Row:
    """A row without the cells of these columns; one with nothing else beside its label is left unanswered."""
    places = [column[0][1].box for column in idle]
    kept = [cell for cell in row.cells[1:] if not any(_is_of(cell, place, len(row.cells) > 2) for place in places)]
    return replace(row, cells=(row.cells[0], *kept))


def _is_of(cell: Cell, column: Caja, beside_others: bool) -> bool:
    """Whether a cell stands in a column; one that may be all that answers its label must not reach further."""
    return abs(cell.box[0] - column[0]) < 3 and (beside_others or abs(cell.box[2] - column[2]) < 3)
