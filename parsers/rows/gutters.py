"""Tables without lines: rows cut where the columns of their neighbours begin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from parsers.pages.cells import Cell, Row, make_cell
from parsers.pages.lines import NO_BLANK, begins_column, column_begins
from parsers.pages.page import Page, Word
from parsers.words.roles import is_title


def cut_at_columns(rows: list[Row], page: Page) -> list[Row]:
    """Rows whose cells are also cut where columns begin: in a table without lines a long value nearly touches, or even
    touches, the next column. A column begins where words of three near rows stand exactly below one another and a gap
    has told it once; in a mail's even letters, where words stand so by chance, three gaps and
    those of half the rows must."""
    starts = [[cell.box[0] for cell in row.cells[1:]] for row in rows]
    if not any(starts):
        return rows
    words = [[word.box[0] for cell in row.cells for word in cell.words] for row in rows]
    lines = [[word for cell in row.cells for word in cell.words] for row in rows]
    columns = column_begins(lines) if page.method == "texto" else []
    width = max(row.cells[-1].box[2] for row in rows) - min(row.cells[0].box[0] for row in rows)
    result = []
    for at, row in enumerate(rows):
        near = range(max(0, at - 10), min(len(rows), at + 11))
        gaps = Counter(x for other in near for x in {round(x, 1) for x in starts[other]})
        least = max(3, sum(bool(starts[other]) for other in near) / 2) if page.method == "cuerpo" else 1
        told = [x for x, times in gaps.items() if times >= least]
        begins = [x for x in told if sum(any(abs(x - word) < 1.0 for word in words[other]) for other in near) >= 3]
        begins += [word.box[0] for word in lines[at] if columns and begins_column(word, columns)]
        if len(row.cells) == 1 and _is_prose(row, rows[max(0, at - 1) : at + 2], width) and not _meets(row, begins):
            result.append(row)
            continue
        parts = [part for cell in row.cells for part in _cut_at(cell, begins, page)] if begins else row.cells
        result.append(replace(row, cells=tuple(parts)) if len(parts) > len(row.cells) else row)
    return result


def _is_prose(row: Row, near: Sequence[Row], width: float) -> bool:
    """Whether a line without gaps is running text: it fills the page, ends in a colon, is a title, or nothing beside it
    is a table."""
    cell = row.cells[0]
    if len(cell.words) > 4 and (cell.text.endswith(":") or is_title(cell.text)):
        return True
    fills = len(cell.words) > 8 and cell.box[2] - cell.box[0] > 0.75 * width
    return fills or all(len(other.cells) == 1 for other in near)


def _meets(row: Row, begins: Sequence[float]) -> bool:
    """Whether the words of a line without gaps stand where columns begin, and not by chance: at two of them, or right
    behind the word before, without the blank that one text has."""
    pairs = list(pairwise(row.cells[0].words))
    at = [word.box[0] - before.box[2] for before, word in pairs if any(abs(word.box[0] - x) < 0.5 for x in begins)]
    return len(at) > 1 or any(gap < NO_BLANK * row.height for gap in at)


def _cut_at(cell: Cell, begins: Sequence[float], page: Page) -> list[Cell]:
    if cell.starts:
        return [cell]
    groups: list[list[Word]] = [[]]
    for word in (part for whole in cell.words for part in _unglued(whole, begins)):
        if groups[-1] and any(abs(word.box[0] - x) < 1.0 for x in begins):
            groups.append([])
        groups[-1].append(word)
    return [make_cell(group, page) for group in groups] if len(groups) > 1 else [cell]


def _unglued(word: Word, begins: Sequence[float]) -> list[Word]:
    """A word that runs over the beginning of a column, cut there where its characters change their kind."""
    x0, y0, x1, y1 = word.box
    for x in begins:
        if not x0 + 4 < x < x1 - 4 or len(word.text) < 4:
            continue
        guess = (x - x0) / (x1 - x0) * len(word.text)
        places = [at for at in range(1, len(word.text)) if abs(at - guess) < 3.6 and _changes(word.text, at)]
        if places:
            at = min(places, key=lambda place: abs(place - guess))
            left = replace(word, text=word.text[:at], box=(x0, y0, x - 0.5, y1))
            right = replace(word, text=word.text[at:], box=(x, y0, x1, y1))
            return [left, *_unglued(right, begins)]
    return [word]


def _changes(text: str, at: int) -> bool:
    left, right = text[at - 1], text[at]
    return left.isdigit() != right.isdigit() or (left.islower() and right.isupper())
