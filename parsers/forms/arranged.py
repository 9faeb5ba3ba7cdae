"""Tables whose labels stand behind or under their values, or that remark on them, set as every reader expects them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from parsers.fields.values import can_be
from parsers.forms.abreast import one_after_another
from parsers.forms.alternating import in_pairs
from parsers.forms.barred import barred
from parsers.forms.byowner import by_owner
from parsers.forms.combined import parted_labels
from parsers.forms.grouped import ungrouped
from parsers.forms.idlecolumns import without_idle_columns
from parsers.forms.inlined import inlined
from parsers.forms.sides import bare, lifted, parted
from parsers.forms.tidied import tidied
from parsers.pages.cells import Cell, Row, cut, join_cells
from parsers.words.labels import full_label, label_at_start, remark_label
from parsers.words.roles import PEOPLE, role_in

_DRAWN = re.compile(r"(?:[\-=*~–—#+]\s?){5,}").fullmatch
_FEWEST = 3  # labels that must stand behind their values before the arrangement is believed


def arranged(rows: Sequence[Row]) -> list[Row]:
    """The rows with each label before its value: labels in a last column, labels under their values, labels cut into
    several cells or put together in one; columns of text one after the other; columns that answer nothing, numbering,
    names of sections and lines drawn with signs left out."""
    rows = [row for row in rows if row.framed or not _DRAWN(row.text)]
    owned = by_owner(ungrouped(one_after_another(inlined(barred(in_pairs(rows))))))
    plain = tidied(without_idle_columns(owned))
    return lifted(parted(_labels_led([_whole_label(row) for row in parted_labels(_labels_first(plain))])))


def _known(cell: Cell) -> str | None:
    """The datum that a cell is the label of, also in parentheses."""
    label = remark_label(cell.text)
    return label.field if label and label.field not in ("otro", "rol", "administrador") else None


def _whole_label(row: Row) -> Row:
    """A row whose first cells are pieces of one label (wide blanks are within it, or another row's column begins there)
    with the label in one cell."""
    if row.framed or len(row.cells) < 2:
        return row
    apart = row.cells[1].box[0] - row.cells[0].box[2] > 0.5 * row.height
    if apart and (len(row.cells) == 2 or (_known(row.cells[0]) and label_at_start(row.cells[1].text))):
        return row
    label = full_label(f"{row.cells[0].text} {row.cells[1].text}")
    if label is None or label.sure < 1.0 or label.field == "otro" or (len(row.cells) > 2 and _known(row.cells[2])):
        return row
    first = join_cells(row.cells[:2])
    return replace(row, cells=(replace(first, starts=()), *row.cells[2:]))


def _labels_first(rows: Sequence[Row]) -> list[Row]:
    """Drawn tables of people with their column of labels between or behind them: that column first."""
    result: list[Row] = []
    at = 0
    while at < len(rows):
        end = at + 1
        while end < len(rows) and _in_columns(rows[end], rows[at]):
            end += 1
        table = rows[at:end]
        edge = _edge_of_labels(table) if len(table) > _FEWEST else None
        result += table if edge is None else [_led_by(row, edge) for row in table]
        at = end
    return result


def _in_columns(row: Row, head: Row) -> bool:
    """Whether a row's cells stand in columns of a drawn table's first row; an empty one may be missing."""
    same = row.framed and head.framed and row.page == head.page and 1 < len(row.cells) <= len(head.cells) > 2
    return same and all(any(abs(cell.box[0] - other.box[0]) < 3 for other in head.cells) for cell in row.cells)


def _edge_of_labels(table: Sequence[Row]) -> float | None:
    """The left edge of the only column in which labels stand, under the headings of people; null where it is the first
    or not alone."""
    heads = [role_in(cell.text) for cell in table[0].cells]
    if sum(role in PEOPLE for role in heads) < 2:
        return None
    labels = [cell for row in table for cell in row.cells if _known(cell)]
    edges = [head.box[0] for head in table[0].cells[1:]]
    edge = next((e for e in edges if labels and all(abs(cell.box[0] - e) < 3 for cell in labels)), None)
    return edge if len(labels) >= max(_FEWEST, len(table) - 2) else None


def _led_by(row: Row, edge: float) -> Row:
    return replace(row, cells=tuple(sorted(row.cells, key=lambda cell: abs(cell.box[0] - edge) >= 3)))


_IN_PARENTHESES = re.compile(r"\s\([^()]+\)$")


def _remark_apart(row: Row) -> Row:
    """A line of a value and, in parentheses, the name of the datum it is, as two cells."""
    cell = row.cells[0]
    found = _IN_PARENTHESES.search(cell.text)
    if found is None or len(row.cells) > 1 or label_at_start(cell.text):
        return row
    value, label = cut(cell, 0, found.start()), cut(cell, found.start() + 1, len(cell.text))
    return replace(row, cells=(value, label)) if value and label and _answers(value, label) else row


def _answers(value: Cell, label: Cell) -> bool:
    known = _known(label)
    return known is not None and full_label(value.text) is None and can_be(known, value.text)


def _labels_led(rows: Sequence[Row]) -> list[Row]:
    """Rows of a value and its label behind it turned round, where several stand together."""
    pairs = [_remark_apart(row) for row in rows]
    behind = [len(pair.cells) == 2 and _answers(*pair.cells) for pair in pairs]
    result: list[Row] = []
    at = 0
    while at < len(rows):
        end = at
        while end < len(rows) and behind[end]:
            end += 1
        result += map(_turned, pairs[at:end]) if end - at >= _FEWEST else rows[at : max(end, at + 1)]
        at = max(end, at + 1)
    return result


def _turned(row: Row) -> Row:
    value, label = row.cells
    return replace(row, cells=(bare(label) if label.text.startswith("(") else label, value))
