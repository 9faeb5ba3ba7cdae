"""Drawn boxes on the line of their labels: a form whose answers alone are framed, read as a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parsers.pages.cells import Cell, Row, cut
from parsers.words.labels import full_label, labels_inside


def inlined(rows: Sequence[Row]) -> list[Row]:
    """The rows with each drawn box on the line of the label that stands free to its left."""
    result: list[Row] = []
    for row in rows:
        if result and (line := _on_one_line(result[-1], row)):
            result[-1] = line
        else:
            result.append(row)
    return result


def _on_one_line(one: Row, other: Row) -> Row | None:
    """A free line and the boxes around its height as one line, where a label stands before the first box."""
    free, boxes = (other, one) if one.framed else (one, other)
    if free.framed or not boxes.framed or free.page != boxes.page or not _level(free, boxes):
        return None
    cells = [part for cell in free.cells for part in _label_apart(cell)]
    cells += [replace(cell, framed=False) for cell in boxes.cells]
    cells.sort(key=lambda cell: cell.box[0])
    first = next(at for at, cell in enumerate(cells) if any(cell.words == box.words for box in boxes.cells))
    label = full_label(cells[first - 1].text) if first else None
    if label is None or label.field == "otro":
        return None
    return Row(tuple(cells), free.page, min(one.top, other.top), max(one.bottom, other.bottom), free.height)


def _level(free: Row, boxes: Row) -> bool:
    """Whether a line runs through the middle of boxes and through none of them."""
    middle = (free.top + free.bottom) / 2
    within = all(cell.box[1] < middle < cell.box[3] for cell in boxes.cells)
    crossing = any(a.box[0] < b.box[2] - 2 and b.box[0] < a.box[2] - 2 for a in free.cells for b in boxes.cells)
    return within and not crossing


def _label_apart(cell: Cell) -> list[Cell]:
    """A cell that ends in the label of the next datum (``022980341 Ext.:``) as two."""
    last = next((label for label in labels_inside(cell.text) if label.end >= len(cell.text)), None)
    parts = (cut(cell, 0, last.start), cut(cell, last.start, last.end)) if last and last.start else (cell,)
    return [part for part in parts if part]
