"""A label set beside the middle of its wrapped value: overlapping lines read as one row."""

from __future__ import annotations

from dataclasses import replace
from statistics import median

from parsers.pages.cells import Cell, Row, join_cells


def interleaved(upper: Row, lower: Row) -> bool:
    """Whether two lines overlap in height without touching: a label set beside the middle of its wrapped value."""
    overlap = upper.bottom - lower.top
    if overlap < 0.25 * min(upper.height, lower.height):
        return False
    return not any(
        min(cell.box[2], other.box[2]) - max(cell.box[0], other.box[0]) > 1 and _meet(cell, other, 0.5 * lower.height)
        for cell in upper.cells for other in lower.cells
    )  # fmt: skip


def _meet(upper: Cell, lower: Cell, pitch: float) -> bool:
    """Whether a cell's last line stands nearer above another cell than two lines of text do."""
    last = upper.words[upper.starts[-1] :] if upper.starts else upper.words
    above = median([word.box[1] + word.box[3] for word in last]) / 2
    below = median([word.box[1] + word.box[3] for word in lower.words[: lower.starts[0] if lower.starts else None]]) / 2
    return below - above < pitch


def interleave(upper: Row, lower: Row) -> Row:
    """Both lines as one row: cells that stand under one another read on."""
    columns = [list(group) for group in ([cell] for cell in upper.cells)]
    for cell in lower.cells:
        home = next((c for c in columns if _above(c[-1], cell)), None)
        if home is None:
            columns.append([cell])
        else:
            home.append(cell)
    cells = sorted((join_cells(column) for column in columns), key=lambda cell: cell.box[0])
    return replace(upper, cells=tuple(cells), bottom=max(upper.bottom, lower.bottom))


def _above(upper: Cell, lower: Cell) -> bool:
    shared = min(upper.box[2], lower.box[2]) - max(upper.box[0], lower.box[0])
    return shared > 0.3 * min(upper.box[2] - upper.box[0], lower.box[2] - lower.box[0])
