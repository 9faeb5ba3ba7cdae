"""Tables whose labels stand behind or under their values, or that remark on them, set as every reader expects them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cases.text import flat, words_of
from parsers.cells import Cell, Row, join_cells
from parsers.labels import full_label, label_at_start
from parsers.values import can_be

_FEWEST = 3  # labels that must stand behind or under their values before an arrangement is believed
_REMARKS = words_of("observacion observaciones nota notas comentario comentarios requisito ejemplo formato fuente")


def arranged(rows: Sequence[Row]) -> list[Row]:
    """The rows with each label before its value: labels in a last column, labels under their values, labels cut into
    several cells; columns of remarks are left out."""
    return _labels_lifted(_labels_led(_without_remarks([_whole_label(row) for row in rows])))


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


def _labels_lifted(rows: Sequence[Row]) -> list[Row]:
    """Pairs of lines, values above and their labels under them, as rows of a label and its value."""
    result: list[Row] = []
    at = 0
    while at < len(rows):
        end = at
        while end + 1 < len(rows) and _beneath(rows[end], rows[end + 1]):
            end += 2
        labels = sum(len(row.cells) for row in rows[at + 1 : end : 2])
        if labels >= _FEWEST and not (end < len(rows) and _beneath(rows[end - 1], rows[end])):
            for upper, lower in zip(rows[at:end:2], rows[at + 1 : end : 2], strict=True):
                result += _pairs(upper, lower)
            at = end
        else:
            result.append(rows[at])
            at += 1
    return result


def _beneath(upper: Row, lower: Row) -> bool:
    """Whether every cell of the lower line is the label of the cell right above it."""
    near = upper.page == lower.page and lower.top - upper.bottom < 0.9 * lower.height
    if not near or len(upper.cells) != len(lower.cells):
        return False
    return all(
        _answers(value, label) and min(value.box[2], label.box[2]) > max(value.box[0], label.box[0])
        for value, label in zip(upper.cells, lower.cells, strict=True)
    )


def _pairs(upper: Row, lower: Row) -> list[Row]:
    # Read from left to right as one line each; `framed` is no longer true of what is put together.
    return [
        Row((_bare(label), replace(value, framed=False)), upper.page, upper.top, lower.bottom, upper.height)
        for value, label in zip(upper.cells, lower.cells, strict=True)
    ]


def _bare(label: Cell) -> Cell:
    words = list(label.words)
    if label.text.startswith("(") and label.text.endswith(")"):
        words[0] = replace(words[0], text=words[0].text.removeprefix("("))
        words[-1] = replace(words[-1], text=words[-1].text.removesuffix(")"))
    return replace(label, words=tuple(words), text=" ".join(word.text for word in words), framed=False)


def _without_remarks(rows: Sequence[Row]) -> list[Row]:
    """A drawn table without its column of remarks."""
    result: list[Row] = []
    column: Cell | None = None
    for row in rows:
        if not row.framed:
            column = None
        elif len(row.cells) >= 3 and flat(row.cells[-1].text).strip(" :.") in _REMARKS:
            column = row.cells[-1]
        elif column is not None:
            kept = tuple(cell for cell in row.cells if cell.box[0] < column.box[0] - 2)
            row = replace(row, cells=kept) if kept else row
        result.append(row)
    return result
