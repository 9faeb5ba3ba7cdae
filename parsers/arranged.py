"""Tables whose labels stand behind or under their values, or that remark on them, set as every reader expects them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parsers.abreast import one_after_another
from parsers.cells import Cell, Row, join_cells
from parsers.combined import parted_labels
from parsers.doubled import undoubled
from parsers.grouped import ungrouped
from parsers.idlecolumns import without_idle_columns
from parsers.labels import full_label, label_at_start
from parsers.sides import lifted, parted
from parsers.tidied import tidied
from parsers.values import can_be

_FEWEST = 3  # labels that must stand behind their values before the arrangement is believed


def arranged(rows: Sequence[Row]) -> list[Row]:
    """The rows with each label before its value: labels in a last column, labels under their values, labels cut into
    several cells or put together in one; columns of text one after the other; columns that answer nothing, numbering
    and names of sections left out."""
    plain = tidied(without_idle_columns(ungrouped(one_after_another(rows))))
    plain = undoubled(parted_labels(plain))
    return lifted(parted(_labels_led([_whole_label(row) for row in plain])))


def _known(cell: Cell) -> str | None:
    """The datum that a cell is the label of, also in parentheses."""
    bare = cell.text.strip()
    label = full_label(bare[1:-1] if bare.startswith("(") and bare.endswith(")") else bare)
    return label.field if label and label.field not in ("otro", "rol", "administrador") else None


def _whole_label(row: Row) -> Row:
    """A row whose first cells are pieces of one label (wide blanks within it) with the label in one cell."""
    if row.framed or len(row.cells) < 3 or (_known(row.cells[0]) and label_at_start(row.cells[1].text)):
        return row
    label = full_label(f"{row.cells[0].text} {row.cells[1].text}")
    if label is None or label.sure < 1.0 or label.field == "otro" or _known(row.cells[2]):
        return row
    first = join_cells(row.cells[:2])
    return replace(row, cells=(replace(first, starts=()), *row.cells[2:]))


def _answers(value: Cell, label: Cell) -> bool:
    known = _known(label)
    return known is not None and full_label(value.text) is None and can_be(known, value.text)


def _labels_led(rows: Sequence[Row]) -> list[Row]:
    """Rows of a value and its label behind it turned round, where several stand together."""
    behind = [len(row.cells) == 2 and _answers(row.cells[0], row.cells[1]) for row in rows]
    result: list[Row] = []
    at = 0
    while at < len(rows):
        end = at
        while end < len(rows) and behind[end]:
            end += 1
        turned = end - at >= _FEWEST
        result += [replace(row, cells=row.cells[::-1]) if turned else row for row in rows[at : max(end, at + 1)]]
        at = max(end, at + 1)
    return result
