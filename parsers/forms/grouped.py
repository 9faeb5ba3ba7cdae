"""Drawn tables in which one cell heads the labels of several rows: ``CONTACTO`` beside ``Teléfono`` and ``Correo``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parsers.pages.cells import Cell, Row, join_cells
from parsers.words.labels import Label, full_label
from parsers.words.roles import role_in

_NAMING = ("administrador", "rol", "rol_o_cargo")


def ungrouped(rows: Sequence[Row]) -> list[Row]:
    """The rows without the cells that head several rows' labels; a label that says nothing alone (``Número``) is read
    together with its head. A head that names whose data follow stays, but not where people stand in columns."""
    result: list[Row] = []
    head: Cell | None = None
    people = False
    for at, row in enumerate(rows):
        people = row.framed and (people or _names_people(row))
        if head is not None and not (row.framed and row.top < head.box[3] - 3 and row.page == head.page):
            head = None
        if row.framed and head is None and _heads(rows, at) and (people or role_in(row.cells[0].text) is None):
            head = row.cells[0]
            row = replace(row, cells=row.cells[1:])
        result.append(_whole_label(row, head) if head is not None else row)
    return result


def _names_people(row: Row) -> bool:
    """Whether several people head columns; a datum's label names none, though it speaks of a servant."""
    heads = [cell.text for cell in row.cells if not _asks(full_label(cell.text))]
    return len({role for text in heads if (role := role_in(text)) not in (None, "institucion")}) > 1


def _asks(label: Label | None) -> bool:
    return label is not None and label.role is None and label.field not in (*_NAMING, "otro")


def _heads(rows: Sequence[Row], at: int) -> bool:
    """Whether a row's first cell reaches down beside further rows, and labels stand behind it."""
    row = rows[at]
    first = row.cells[0]
    if len(row.cells) < 3 or not first.framed or not _beside(row.cells[1], first):
        return False
    covered = [other for other in rows[at + 1 : at + 12] if other.framed and row.top < other.top < first.box[3] - 3]
    heading = any(len(other.cells) > 1 and full_label(other.cells[1].text) for other in covered)  # of columns
    return bool(covered) and not heading and all(_beside(other.cells[0], first) for other in covered)


def _beside(cell: Cell, head: Cell) -> bool:
    label = full_label(cell.text) or full_label(f"{head.text} {cell.text}")
    return label is not None and label.field not in _NAMING and cell.box[0] >= head.box[2] - 3


def _whole_label(row: Row, head: Cell) -> Row:
    label = full_label(row.cells[0].text)
    if label is not None and label.field != "otro":
        return row
    whole = join_cells([head, row.cells[0]])
    label = full_label(whole.text)
    return replace(row, cells=(whole, *row.cells[1:])) if label is not None and label.field != "otro" else row
