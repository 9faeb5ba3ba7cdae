"""Headings of drawn tables in several storeys: ``Teléfono`` over ``Número`` and ``Ext.``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from parsers.pages.cells import Cell, Row, join_cells
from parsers.rows.columns import label_of
from parsers.words.labels import Label
from parsers.words.roles import PEOPLE, Rol, heading_role, role_of_label, roles_beside

_MOST = 3


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of one column, with those it stands under, the nearest first."""

    cell: Cell
    over: tuple[Cell, ...] = ()

    def label(self) -> Label | None:
        """What the column holds: its own heading says it, or together with the one above (``Teléfono``, ``Número``)."""
        own = label_of(self.cell)
        if own is not None and own.field == "nombre" and any(_names_house(upper) for upper in self.over):
            return replace(own, field="institucion")
        if own is not None and own.field != "otro":
            return own
        for upper in self.over:
            whole = label_of(join_cells([upper, self.cell]))
            if whole is not None and whole.field != "otro":
                return whole
        return own



def owners(headings: Sequence[Heading]) -> list[Rol | None]:
    """Whose data each column holds, where a heading over several says so; heads of people beside one another name them
    by any word (``Saliente``, ``Designado``)."""
    over = list(dict.fromkeys(upper.text for heading in headings for upper in heading.over))
    beside = dict(zip(over, roles_beside(over), strict=True))
    people = len({role for role in beside.values() if role in PEOPLE}) > 1
    known = {text: role if people else role_of_label(text) for text, role in beside.items()}
    return [next((role for upper in h.over if (role := known[upper.text])), None) for h in headings]


def storeys(rows: Sequence[Row], index: int) -> tuple[list[Heading], int] | None:
    """The columns' headings from left to right and how many rows they take, where the row at `index` has headings over
    several columns or beside such; null where it has none."""
    headings = [Heading(cell) for cell in _reaching(rows, index)]
    taken = 1
    while taken < _MOST and index + taken < len(rows):
        below = _split(headings, rows[index + taken - 1], rows[index + taken])
        if below is None:
            break
        headings, taken = below, taken + 1
    return (headings, taken) if taken > 1 else None


def _reaching(rows: Sequence[Row], index: int) -> list[Cell]:
    """A row's cells; where the columns behind some are left empty, as above the labels of one group, each with its box
    up to the next one, the last up to the end of the row below."""
    cells = rows[index].cells
    below = rows[index + 1] if index + 1 < len(rows) else None
    if below is None or len(below.cells) <= len(cells):
        return list(cells)
    ends = [*(cell.box[0] for cell in cells[1:]), max(cells[-1].box[2], below.cells[-1].box[2])]
    return [
        replace(cell, box=(cell.box[0], cell.box[1], max(cell.box[2], end), cell.box[3]))
        for cell, end in zip(cells, ends, strict=True)
    ]


def _split(headings: Sequence[Heading], upper: Row, lower: Row) -> list[Heading] | None:
    """The headings with those of the next row under them; null when that is no further storey of the same head."""
    if not (upper.framed and lower.framed) or upper.page != lower.page or abs(lower.top - upper.bottom) > 4:
        return None
    under = [[cell for cell in lower.cells if _within(cell, heading.cell)] for heading in headings]
    open_ended = [heading.cell.box[3] > lower.top + 3 for heading in headings]
    if sum(map(len, under)) < len(lower.cells) or not any(len(cells) > 1 for cells in under):
        return None
    if any(bool(cells) == tall for cells, tall in zip(under, open_ended, strict=True)):
        return None  # a column must either go down to the last storey or be parted
    result: list[Heading] = []
    for heading, cells in zip(headings, under, strict=True):
        result += [Heading(cell, (heading.cell, *heading.over)) for cell in cells] or [heading]
    return result


def _within(inner: Cell, outer: Cell) -> bool:
    return inner.box[0] >= outer.box[0] - 3 and inner.box[2] <= outer.box[2] + 3


def _names_house(cell: Cell) -> bool:
    """Whether a heading says that what stands under it is the institution's."""
    return heading_role(cell.text) == "institucion"
