"""The row of labels, of one storey or of more, that heads a table of one person a row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from cases.text import flat
from parsers.fields.prosevalues import bare_parts
from parsers.fields.values import can_be
from parsers.forms.combined import combined_labels, own_labels
from parsers.forms.tiers import Heading, owners, storeys
from parsers.pages.cells import Cell, Row, join_cells
from parsers.rows.columns import Column, label_of, nearest_column, placed
from parsers.words.labels import Label, label_at_start


def table_header(rows: Sequence[Row], index: int) -> tuple[list[Column], int] | None:
    """The columns of the table that a row begins, and the index of the first row below its labels; or null."""
    best: tuple[int, list[Column], int] | None = None
    row = rows[index]
    may_head = row.framed and len(row.cells) > 1 and not _answers_above(rows, index)
    if may_head and (tall := storeys(rows, index)) and (headed := _of_storeys(*tall, index)):
        return headed
    if len(row.cells) < 2 or (label_at_start(row.cells[0].text) is None and label_at_start(row.cells[1].text) is None):
        return None
    cells = list(row.cells)
    for span in (1, 2, 3, 4, 5):
        if span > 1:
            lower = rows[index + span - 1] if index + span - 1 < len(rows) else None
            if (
                lower is None
                or row.framed
                or lower.framed
                or lower.top - rows[index + span - 2].bottom > 0.8 * row.height
            ):
                break
            cells = _under(cells, lower)
        labels = _headings(cells)
        if labels is None:
            continue
        known = {label.field for label in labels if label and label.field != "otro"}
        if known <= _NAMING and len({label.role for label in labels if label and label.role}) > 1:
            continue  # people side by side: their data stand below one another
        fewest = 1 if row.framed and len(cells) > 2 and not known & _NAMING else 2
        if (len(known) >= 3 or (len(known) >= fewest and _answered(cells, labels, rows, index + span))) and (
            best is None or ((len(known), sum(x.sure for x in labels if x)) > (best[0], 0) and len(known) >= best[0])
        ):
            best = (len(known), [_column(c, x) for c, x in zip(cells, labels, strict=True)], index + span)
    return (best[1], best[2]) if best else None


def _answers_above(rows: Sequence[Row], index: int) -> bool:
    """Whether a row holds the values of the headings above it, and so heads nothing."""
    above = rows[index - 1] if index else None
    if above is None or len(above.cells) < 2 or above.page != rows[index].page:
        return False
    labels = [label_of(cell) for cell in above.cells]
    return all(label and label.field != "otro" for label in labels) and _answered(above.cells, labels, rows, index)


def _of_storeys(headings: Sequence[Heading], taken: int, index: int) -> tuple[list[Column], int] | None:
    labels = [heading.label() for heading in headings]
    known = {label.field for label in labels if label and label.field != "otro"}
    if len(known) < 3 or sum(label is None for label in labels) > max(1, len(labels) // 4):
        return None
    columns = [
        replace(_column(heading.cell, label), role=role or (label.role if label else None))
        for heading, label, role in zip(headings, labels, owners(headings), strict=True)
    ]
    return columns, index + taken


def _headings(cells: Sequence[Cell]) -> list[Label | None] | None:
    """The labels of a row of headings: a few may be none, one may have a colon. Null when these are no headings."""
    labels: list[Label | None] = []
    others, strong = max(len(cells) // 4, len(cells) == 3), 1
    for cell in cells:
        label = _label(cell)
        others -= label is None
        strong -= label is not None and label.strong
        if others < 0 or strong < 0:
            return None
        labels.append(label)
    return labels


def _label(cell: Cell) -> Label | None:
    """The label of a heading, the first one where it names several data."""
    parts = combined_labels(cell)
    return label_of(parts[0] if parts else cell)


def _column(cell: Cell, label: Label | None) -> Column:
    return Column(cell.box, label, label.role if label else None, tuple(combined_labels(cell)))


def _answered(cells: Sequence[Cell], labels: Sequence[Label | None], rows: Sequence[Row], at: int) -> bool:
    """Whether two headings have their values in the row below (and are not a label beside its value)."""
    pairs = zip(cells, labels, strict=True)
    named = [label for cell, label in pairs if label or not _ORDINAL.fullmatch(flat(cell.text))]
    if at >= len(rows) or sum(label is None or label.sure < 0.93 for label in named) > 1:
        return False
    below = rows[at]
    if len(below.cells) > len(cells) or is_labelled(below) or below.framed != rows[at - 1].framed:
        return False
    answers = placed(below, [_column(c, x) for c, x in zip(cells, labels, strict=True)])
    return all(
        _answers(label, cell) or (label is None and _ORDINAL.fullmatch(flat(head.text)) is not None)
        for head, cell, label in zip(cells, answers, labels, strict=True)
    )


def _answers(label: Label | None, cell: Cell | None) -> bool:
    """Whether a cell may be the answer to its column's heading, or tells by itself what it holds."""
    if label is not None and label.field == "otro":
        return True
    if cell is None:
        return False
    if label is None:
        return bool(own_labels(cell, None) or any(bare_parts(cell)))
    return can_be(label.field, cell.text) or bool(own_labels(cell, label.field))


_NAMING = {"administrador", "rol", "rol_o_cargo"}  # headings of people
_ORDINAL = re.compile(r"[\Wºª]*(?:n\W?o?|nro|num|ord)?[\Wºª]*")  # heads a column of numbers


def is_labelled(row: Row) -> bool:
    """Whether half of a row's cells or more are labels, or begin with one and a colon."""
    labels = [label_at_start(cell.text) for cell in row.cells]
    whole = [
        x
        for x, c in zip(labels, row.cells, strict=True)
        if x and (x.strong or (x.end >= len(c.text) and x.sure == 1.0))
    ]
    return 2 * len([label for label in whole if label.field != "otro"]) >= len(row.cells)


def _under(cells: Sequence[Cell], lower: Row) -> list[Cell]:
    """Headings with the words of the next line that stand under them read on."""
    result = list(cells)
    for cell in lower.cells:
        at = nearest_column(cell.box, [c.box for c in result])
        result[at] = join_cells([result[at], cell])
    return result
