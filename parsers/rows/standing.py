"""Words that stand upright in the cells of a drawn table: roles beside their rows, headings over narrow columns."""

from __future__ import annotations

from collections.abc import Sequence

from cases.evidence import Caja
from parsers.pages.cells import Cell, make_cell
from parsers.pages.page import Page, Word
from parsers.rows.grid import Grid
from parsers.words.labels import full_label
from parsers.words.roles import role_in


def standing_cells(page: Page, grid: Grid | None) -> dict[Caja, Cell]:
    """The cells that hold nothing but words turned by a quarter, by their frames."""
    if grid is None or not page.aside:
        return {}
    found: dict[Caja, list[Word]] = {}
    for word in page.aside:
        frame = grid.frame(word.box)
        if frame is not None and _inside(word.box, frame) and _stands(word):
            found.setdefault(frame, []).append(word)
    return {frame: make_cell(_in_order(words, page), page, frame=frame) for frame, words in found.items()}


def _stands(word: Word) -> bool:
    x0, y0, x1, y1 = word.box
    return len(word.text) < 3 or y1 - y0 > x1 - x0


def _inside(box: Caja, frame: Caja) -> bool:
    return frame[0] - 2 < box[0] and box[2] < frame[2] + 2 and frame[1] - 2 < box[1] and box[3] < frame[3] + 2


def _in_order(words: Sequence[Word], page: Page) -> list[Word]:
    """Read upwards, line after line to the right, as most are; downwards where only that makes sense."""
    upwards = sorted(words, key=lambda word: (round(word.box[0] / 4), -word.box[1]))
    downwards = sorted(words, key=lambda word: (-round(word.box[0] / 4), word.box[1]))
    for order in (upwards, downwards):
        text = make_cell(order, page).text
        if full_label(text) or role_in(text):
            return order
    return upwards
