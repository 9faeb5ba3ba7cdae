"""Lines of several data between bars, whose labels need no other mark (``Cédula 17… | Cargo Analista``)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from parsers.forms.byrole import read_by_role
from parsers.forms.items import read_item
from parsers.pages.cells import Cell, Row, cut, has_room, join_cells, right_edge
from parsers.words.labels import Label, label_at_start

_SIGN = re.compile(r"\s[|¦]")
_BAR = re.compile(r"\s+[|¦]\s+")


def barred(rows: Sequence[Row]) -> list[Row]:
    """The rows with each such line as cells, one for each datum; what was wrapped of its last datum is read on. Where
    bars part one person's data, or people, the lines stay."""
    result: list[Row] = []
    at = 0
    while at < len(rows):
        row, taken = rows[at], 1
        near = any(_SIGN.search(other.text) for other in rows[at : at + 2])
        if near and (item := read_by_role(rows, at, False)[1] or read_item(rows, at)[1]):
            result += rows[at : at + item]
            at += item
            continue
        if _may_be(row):
            joined = _read_on(rows, at)
            cells = _parted(joined or row.cells[0], joined is not None)
            if cells:
                taken = 2 if joined else 1
                row = replace(row, cells=tuple(cells), bottom=rows[at + taken - 1].bottom)
        result.append(row)
        at += taken
    return result


def _may_be(row: Row) -> bool:
    return not row.framed and len(row.cells) == 1 and _BAR.search(row.text) is not None


def _parted(cell: Cell, wrapped: bool) -> list[Cell]:
    """The data of a line, or nothing unless each part of it is a known label with a value behind it and
    one of the labels has no mark of its own, or the line is `wrapped`."""
    cells: list[Cell] = []
    labels: list[Label] = []
    for start, end in _parts(cell.text):
        part = cut(cell, start, end)
        label = label_at_start(part.text) if part else None
        if part is None or label is None or label.field == "otro" or not part.text[label.end :].strip(" .-–_"):
            return []
        labels.append(label)
        cells.append(part)
    needed = wrapped or not all(label.strong for label in labels)
    return cells if needed else []


def _parts(text: str) -> list[tuple[int, int]]:
    bars = list(_BAR.finditer(text))
    return list(zip([0, *(bar.end() for bar in bars)], [*(bar.start() for bar in bars), len(text)], strict=True))


def _read_on(rows: Sequence[Row], at: int) -> Cell | None:
    """A line with the one below it, where that only ends its last label or brings that label's value."""
    if at + 1 >= len(rows):
        return None
    row, below = rows[at], rows[at + 1]
    near = below.page == row.page and below.top - row.bottom < 0.7 * row.height
    if not near or below.framed or len(below.cells) > 1 or _BAR.search(below.text):
        return None
    right = right_edge(rows, row.page)
    if has_room(row.cells[0], below.cells[0], right, 0.25 * row.height):
        return None
    last = row.text[_parts(row.text)[-1][0] :]
    label, whole = label_at_start(last), label_at_start(f"{last} {below.text}")
    if label is None or whole is None:
        return None
    longer = whole.end > len(last) + 1
    return join_cells([row.cells[0], below.cells[0]]) if longer or label_at_start(below.text) is None else None
