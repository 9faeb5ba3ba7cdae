"""Tables of one person a row without any lines: who it is in the first column, labelled data in those behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from parsers.pages.cells import Cell, Row, join_cells
from parsers.words.labels import Label, full_label, label_at_start
from parsers.words.roles import PEOPLE, heading_role

_EVEN = 3.0  # points by which the beginnings of a column's lines may differ
_FAR = 2.0  # heights of a line between two lines of one table
_LONGEST = 8  # words that say who somebody is
_MOST = 80  # lines of a table


def with_role_rows(rows: Sequence[Row]) -> list[Row]:
    """The rows; the lines of each person of such a table as one row, its cells as if lines were drawn around them."""
    result: list[Row] = []
    at = 0
    while at < len(rows):
        table = _table(rows, at)
        if table is None:
            result.append(rows[at])
            at += 1
            continue
        people, end = table
        if result and (head := _head(result[-1], people[0])):
            result[-1] = head
        result += people
        at = end
    return result


def _table(rows: Sequence[Row], start: int) -> tuple[list[Row], int] | None:
    """The people whose lines begin here, a row each, and where their lines end; null where nobody's do."""
    first = _begun(rows[start])
    if not first:
        return None
    lefts = [cell.box[0] for cell in rows[start].cells]
    starts, end = [start], start + 1
    while end < min(start + _MOST, len(rows)) and _goes_on(rows[end - 1], rows[end], lefts):
        if first & _begun(rows[end]):
            starts.append(end)
        end += 1
    parts = [rows[a:b] for a, b in zip(starts, [*starts[1:], end], strict=True)]
    right = max(cell.box[2] for row in rows[start:end] for cell in row.cells) + 1
    people = [_person(part, [*lefts, right]) for part in parts]
    return (people, end) if all(_says_who(row.cells[0]) and len(row.cells) > 1 for row in people) else None


def _begun(row: Row) -> set[tuple[int, str]]:
    """The data that begin in a line's columns, by their labels, where somebody's lines may begin: before them stand
    nothing but a few words."""
    if row.framed or len(row.cells) < 2 or len(row.cells[0].words) > _LONGEST or _label(row.cells[0]):
        return set()
    labels = [(round(cell.box[0] / _EVEN), _label(cell)) for cell in row.cells[1:]]
    return {(place, label.field) for place, label in labels if label}


def _label(cell: Cell) -> Label | None:
    label = label_at_start(cell.text)
    return label if label is not None and label.strong and label.field != "otro" else None


def _goes_on(above: Row, row: Row, lefts: Sequence[float]) -> bool:
    near = row.page == above.page and row.top - above.bottom < _FAR * row.height
    return near and not row.framed and all(_in_column(cell, lefts) for cell in row.cells)


def _in_column(cell: Cell, lefts: Sequence[float]) -> bool:
    """Whether a cell begins where a column does, and ends before the next one."""
    at = next((at for at, left in enumerate(lefts) if abs(cell.box[0] - left) < _EVEN), None)
    return at is not None and (at + 1 == len(lefts) or cell.box[2] < lefts[at + 1] + _EVEN)


def _person(rows: Sequence[Row], edges: Sequence[float]) -> Row:
    """Somebody's lines as one row with a cell for each column that holds any."""
    top, bottom = rows[0].top, rows[-1].bottom
    cells = []
    for left, right in pairwise(edges):
        lines = [cell for row in rows for cell in row.cells if abs(cell.box[0] - left) < _EVEN]
        if lines:
            cells.append(replace(join_cells(lines), box=(left, top, right, bottom), framed=True))
    return Row(tuple(cells), rows[0].page, top, bottom, rows[0].height, framed=True)


def _says_who(cell: Cell) -> bool:
    label = full_label(cell.text)
    named = heading_role(cell.text) in (*PEOPLE, "ajeno") and len(cell.words) <= _LONGEST
    return named and (label is None or label.field in ("administrador", "rol", "rol_o_cargo"))


def _head(above: Row, person: Row) -> Row | None:
    """The line of headings over a table, in its columns; null where none stands there."""
    lefts = [cell.box[0] for cell in person.cells]
    near = above.page == person.page and person.top - above.bottom < _FAR * above.height and len(above.cells) > 1
    if above.framed or not near or any(map(_label, above.cells)) or any(map(str.isdigit, above.text)):
        return None
    homes = [next((c for c in person.cells if abs(c.box[0] - cell.box[0]) < _EVEN), None) for cell in above.cells]
    if len(above.cells) > len(lefts) or not all(homes):
        return None
    cells = [
        replace(cell, box=(home.box[0], above.top, home.box[2], above.bottom), framed=True)
        for cell, home in zip(above.cells, homes, strict=True)
        if home
    ]
    return replace(above, cells=tuple(cells), framed=True)
