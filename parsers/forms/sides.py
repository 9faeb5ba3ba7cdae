"""Forms that set each label under its value: one side for the whole form, the one on which the values fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cases.names import looks_like_name, strip_titles
from parsers.fields.values import TYPED, can_be, read_value
from parsers.pages.cells import Cell, Row, join_cells, line_cells
from parsers.words.labels import full_label, remark_label
from parsers.words.roles import heading_role

_FEWEST = 3  # labels under their values before the arrangement is believed
_CLEARLY = 2.0  # by how much the values must fit better than with any other arrangement
_FREE = ("nombres_apellidos", "nombre", "apellidos", "cargo", "institucion")
_LONGEST = 24  # words of a value
_APART = 6.0  # heights of a line: two lines further apart are of two forms


def label_field(cell: Cell) -> str | None:
    """The datum that a cell is the unmarked label of, also in parentheses; `otro` for what nobody asks for."""
    label = remark_label(cell.text)
    sentence = len(cell.words) > 6 and cell.text.rstrip().endswith(".")
    if label is None or label.strong or sentence or label.field in ("rol", "administrador", "rol_o_cargo"):
        return None
    return label.field if label.sure == 1.0 or label.field != "otro" else None


@dataclass(frozen=True, slots=True)
class _Place:
    """A cell with the index of its row and, where it is one, the datum it is the label of."""

    cell: Cell
    row: int
    field: str | None


def lifted(rows: Sequence[Row]) -> list[Row]:
    """The rows with each label before its value wherever a form sets its labels under the values."""
    result: list[Row] = []
    at = 0
    while at < len(rows):
        end = _form_end(rows, at)
        result += _lifted_form(rows[at:end]) if end - at > 1 else rows[at:end]
        at = end
    return result


def _form_end(rows: Sequence[Row], start: int) -> int:
    """Where the lines that stand closely under one another, none of them running text, end."""
    end = start
    while end < len(rows) and all(len(cell.text.split()) <= _LONGEST for cell in rows[end].cells):
        if end > start:
            above, row = rows[end - 1], rows[end]
            if row.page != above.page or row.top - above.bottom > _APART * max(row.height, above.height):
                break
        end += 1
    return max(end, start + 1)


def _lifted_form(rows: Sequence[Row]) -> list[Row]:
    places = [_Place(cell, at, label_field(cell)) for at, row in enumerate(rows) for cell in row.cells]
    labels = [place for place in places if place.field not in (None, "otro")]
    if len(labels) < _FEWEST:
        return list(rows)
    over = [_stack(label, places, rows, -1) for label in labels]
    if sum(bool(stack) for stack in over) < _FEWEST:
        return list(rows)
    others = (
        [_stack(label, places, rows, 1) for label in labels],
        [_beside(label, rows[label.row], 1) for label in labels],
        [_beside(label, rows[label.row], -1) for label in labels],
    )
    if _worth(labels, over) < max(_worth(labels, other) for other in others) + _CLEARLY:
        return list(rows)
    return _turned(rows, labels, over)


def _worth(labels: Sequence[_Place], stacks: Sequence[Sequence[_Place]]) -> float:
    """How well the values fit the labels, taken together."""
    return sum(
        _fit(label.field or "", join_cells([place.cell for place in stack])) if stack else -0.5
        for label, stack in zip(labels, stacks, strict=True)
    )


def _fit(field: str, value: Cell) -> float:
    if not can_be(field, value.text):
        return -2.0
    if field in TYPED:
        hits = read_value(field, value)
        return 2.0 if not hits or hits[0].checked.codigo is None else 1.0
    if field == "nombres_apellidos":
        return 1.5 if looks_like_name(strip_titles(value.text)) else 0.0
    return 0.7


def _stack(label: _Place, places: Sequence[_Place], rows: Sequence[Row], step: int) -> list[_Place]:
    """The cells right above (`step` -1) or below a label, nearest its own column, in reading order."""
    found: list[_Place] = []
    edge = label.cell
    at = label.row + step
    while 0 <= at < len(rows) and _near(rows, at, step, wrapped=bool(found)):
        column = [place for place in places if place.row == at and _shares(edge, place.cell, label.cell)]
        if not column:
            if _apart(rows, at, edge):
                at += step  # a line of the neighbouring column that stands between
                continue
            break
        nearest = min(column, key=lambda place: abs(place.cell.box[0] - label.cell.box[0]))
        heads = heading_role(nearest.cell.text) and (found or label.field != "cargo")
        if nearest.field is not None or heads or (found and label.field not in _FREE):
            break
        found.append(nearest)
        edge = nearest.cell
        at += step
    found.sort(key=lambda place: place.row)
    return [] if _is_text(found) else found


def _is_text(stack: Sequence[_Place]) -> bool:
    """Whether lines are a paragraph of running text: many words, and a stop behind the last."""
    return sum(len(place.cell.words) for place in stack) > 12 and stack[-1].cell.text.endswith(".")


def _near(rows: Sequence[Row], at: int, step: int, wrapped: bool) -> bool:
    upper, lower = (rows[at], rows[at - step]) if step < 0 else (rows[at - step], rows[at])
    most = (0.6 if wrapped else 1.3) * max(upper.height, lower.height)
    return lower.top - upper.bottom < most


def _apart(rows: Sequence[Row], at: int, edge: Cell) -> bool:
    """Whether a line overlaps in height with the cell beside it, or nearly so."""
    row = rows[at]
    return row.top - edge.box[3] < row.height and edge.box[1] - row.bottom < row.height


def _shares(edge: Cell, cell: Cell, label: Cell) -> bool:
    aligned = abs(cell.box[0] - label.box[0]) <= 6
    return aligned or min(edge.box[2], cell.box[2]) - max(edge.box[0], cell.box[0]) > 2


def _beside(label: _Place, row: Row, step: int) -> list[_Place]:
    at = row.cells.index(label.cell) + step
    if not 0 <= at < len(row.cells) or label_field(row.cells[at]) is not None:
        return []
    return [_Place(row.cells[at], label.row, None)]


def _turned(rows: Sequence[Row], labels: Sequence[_Place], stacks: Sequence[Sequence[_Place]]) -> list[Row]:
    """A row for each label with its value; what belongs to none stays where it was."""
    taken = {id(place.cell) for stack in stacks for place in stack} | {id(label.cell) for label in labels}
    result: list[Row] = []
    for at, row in enumerate(rows):
        rest = tuple(cell for cell in row.cells if id(cell) not in taken)
        if rest:
            result.append(replace(row, cells=rest))
        for label, stack in zip(labels, stacks, strict=True):
            if label.row == at:
                result.append(_pair(label.cell, [place.cell for place in stack], row))
    return result


def _pair(label: Cell, values: Sequence[Cell], row: Row) -> Row:
    value = [replace(join_cells(list(values)), framed=False)] if values else []
    top = min(cell.box[1] for cell in (label, *values))
    return Row((bare(label), *value), row.page, top, row.bottom, row.height)


def bare(label: Cell) -> Cell:
    """A label without the parentheses around it."""
    words = list(label.words)
    if label.text.startswith("(") and label.text.endswith(")"):
        words[0] = replace(words[0], text=words[0].text.removeprefix("("))
        words[-1] = replace(words[-1], text=words[-1].text.removesuffix(")"))
    return replace(label, words=tuple(words), text=" ".join(word.text for word in words), framed=False)


def parted(rows: Sequence[Row]) -> list[Row]:
    """Drawn cells that hold a value and its label under it, each as two lines of one cell taken apart."""
    halves = {id(cell): _halves(cell) for row in rows if row.framed for cell in row.cells if cell.starts}
    if sum(half is not None for half in halves.values()) < _FEWEST:
        return list(rows)
    result: list[Row] = []
    for row in rows:
        split = [halves.get(id(cell)) for cell in row.cells]
        if not any(split):
            result.append(row)
            continue
        for cell, half in zip(row.cells, split, strict=True):
            result.append(_pair(half[1], [half[0]], row) if half else replace(row, cells=(cell,)))
    return result


def _halves(cell: Cell) -> tuple[Cell, Cell] | None:
    """The value in the upper lines of a cell and its label in the last ones; null when a label begins it."""
    lines = line_cells(cell)
    if full_label(cell.text) or label_field(lines[0]):
        return None
    for last in (1, 2):
        if last >= len(lines):
            break
        label, value = join_cells(lines[-last:]), join_cells(lines[:-last])
        field = label_field(label)
        if field not in (None, "otro"):
            return (value, label) if can_be(field, value.text) else None
    return None
