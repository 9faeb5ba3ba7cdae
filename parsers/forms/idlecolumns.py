"""Columns of a drawn form that answer nothing: remarks, instructions for whoever fills it in, marks of a check list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cases.text import flat, key, words_of
from parsers.fields.values import TYPED, can_be
from parsers.pages.cells import Cell, Row
from parsers.words.labels import Label, full_label
from parsers.words.roles import role_in

_REMARKS = words_of(
    "observacion observaciones nota notas comentario comentarios requisito ejemplo formato fuente indicacion "
    "indicaciones instruccion instrucciones ayuda modelo muestra guia"
)
_MARK = re.compile(r"[\W_]*(?:x|v|si|no|(?:no )?cumple)?[\W_]*")
_ASKED = 2  # answers of a kind that shows, before a column is judged by them
_SOME, _MOST = 1 / 3, 2 / 3  # of these answers, at most in a column that answers nothing while another has the most
_HALF = 1 / 2  # the same while another has them all (norms and dates have digits too)


def without_idle_columns(rows: Sequence[Row]) -> list[Row]:
    """The rows with no cell of a drawn form's columns that its headings call remarks, that hold marks alone, or in
    which none of the labels finds what it asks for while another column has it."""
    result: list[Row] = []
    for table in _drawn(rows):
        wide = sum(len(row.cells) > 2 for row in table) > 1
        columns = _columns(table) if wide else []
        idle = [column for column in columns if _is_idle(column, columns)]
        result += [_without(row, idle) for row in table] if idle else table
    return result


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
    return columns


def _is_idle(column: _Column, columns: Sequence[_Column]) -> bool:
    if 2 * sum(full_label(cell.text) is not None for _, cell in column) > len(column):
        return False  # labels themselves
    heading = column[0][1].text
    if role_in(heading):
        return False
    if (key(heading).split() or [""])[0] in _REMARKS:
        return True
    below = [(row, cell) for row, cell in column if _asked(row, cell)]
    if below and all(_MARK.fullmatch(flat(cell.text)) and cell is not row.cells[-1] for row, cell in below):
        return True
    fitting = _fitting(column)
    best = max((_fitting(other) or 0.0 for other in columns if other is not column), default=0.0)
    return fitting is not None and ((fitting <= _SOME and best >= _MOST) or (fitting <= _HALF and best == 1.0))


def _asked(row: Row, cell: Cell) -> Label | None:
    """The nearest label before a cell in its row."""
    before = row.cells[: row.cells.index(cell)]
    return next((label for other in reversed(before) if (label := full_label(other.text))), None)


def _fitting(column: _Column) -> float | None:
    """The part of a column's cells that hold what the label before them asks for, where that shows (digits, an
    address); null for too few of them."""
    asked = [(label.field, cell.text) for row, cell in column if (label := _asked(row, cell))]
    fits = [can_be(field, text) for field, text in asked if field in TYPED]
    return sum(fits) / len(fits) if len(fits) >= _ASKED else None


def _without(row: Row, idle: Sequence[_Column]) -> Row:
    lefts = [column[0][1].box[0] for column in idle]
    kept = [cell for cell in row.cells[1:] if not any(abs(cell.box[0] - left) < 3 for left in lefts)]
    return replace(row, cells=(row.cells[0], *kept)) if len(row.cells) > 2 else row
