"""A page's words as cells and rows: the values that every reader of letters works on."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from cases.evidence import Caja, Metodo
from cases.text import flat, key, tidy
from parsers.pages.page import Page, Word


@dataclass(frozen=True, slots=True)
class Cell:
    """Words read as one: what stands in a drawn table cell, or on a line between wide gaps.

    `text` is its words with single blanks; `starts` are the indexes of words that begin a further line; `framed` tells
    that drawn borders enclose it (then `box` is the frame)."""

    words: tuple[Word, ...]
    page: int
    method: Metodo
    box: Caja
    text: str
    starts: tuple[int, ...] = ()
    framed: bool = False


@dataclass(frozen=True)
class Row:
    """Cells side by side, from left to right. `height` is the usual height of a letter line in it."""

    cells: tuple[Cell, ...]
    page: int
    top: float
    bottom: float
    height: float
    framed: bool = False

    @cached_property
    def text(self) -> str:
        return " ".join([cell.text for cell in self.cells])

    @cached_property
    def plain(self) -> str:
        """`flat` of the text: every reader looks for its own words in it."""
        return flat(self.text)


_kept_edges: tuple[Sequence[Row], dict[int, float]] = ((), {})


def right_edge(rows: Sequence[Row], page: int) -> float:
    """Where the lines of a page end that stand in no drawn table; 0 where there are none. Kept for the last rows: it is
    asked line after line."""
    global _kept_edges
    kept = _kept_edges
    if kept[0] is not rows:
        edges: dict[int, float] = {}
        for row in rows:
            if not row.framed:
                edges[row.page] = max(edges.get(row.page, 0.0), row.cells[-1].box[2])
        kept = _kept_edges = (rows, edges)
    return kept[1].get(page, 0.0)


def union(words: Sequence[Word]) -> Caja:
    """The smallest box around the words."""
    if len(words) == 1:
        return words[0].box
    lefts, tops, rights, bottoms = zip(*[word.box for word in words], strict=True)
    return (min(lefts), min(tops), max(rights), max(bottoms))


def make_cell(words: Sequence[Word], page: Page, starts: tuple[int, ...] = (), frame: Caja | None = None) -> Cell:
    """A cell of these words, in this order; halves of a word that a hyphen parted at a line's end are one."""
    if starts:
        words, starts = _rejoined(words, starts)
    text = " ".join([word.text for word in words])
    if not text.isascii():
        text = tidy(text)
    return Cell(tuple(words), page.number, page.method, frame or union(words), text, starts, frame is not None)


def join_cells(cells: Sequence[Cell]) -> Cell:
    """Several cells read on as one, each beginning a further line; halves of a word that a hyphen parted at a line's
    end are one."""
    if len(cells) == 1:
        return cells[0]
    words: list[Word] = []
    starts: list[int] = []
    for cell in cells:
        if words:
            starts.append(len(words))
        starts += [len(words) + start for start in cell.starts]
        words += cell.words
    first, box = cells[0], union(words)
    text = tidy(" ".join([cell.text for cell in cells]))
    if "- " in text:
        words, starts = _rejoined(words, starts)
        text = tidy(" ".join([word.text for word in words]))
    return Cell(tuple(words), first.page, first.method, box, text, tuple(starts), first.framed)


def _rejoined(words: Sequence[Word], starts: Sequence[int]) -> tuple[list[Word], tuple[int, ...]]:
    """The words with the halves joined, in the line where each begins, and the lines' beginnings in what is left."""
    result, kept, lines = [], [], frozenset(starts)
    for at, word in enumerate(words):
        if at in lines and result and _parted(tidy(result[-1].text), tidy(word.text)):
            begun = result.pop()
            sure = min(begun.confidence, word.confidence, HALVED if word.text.isupper() else 1.0)
            result.append(replace(begun, text=begun.text[:-1] + word.text, confidence=sure))
            continue
        if at in lines:
            kept.append(len(result))
        result.append(word)
    return result, tuple(kept)


# In capitals a surname with a hyphen of its own («PONCE-VELASCO») looks just the same: that is worth a second look.
HALVED = 0.85
_BEGUN = re.compile(r"\W*([^\W\d_]{2,})-").fullmatch
_REST = re.compile(r"([^\W\d_]{2,})(?![\w@-])").match
# A whole word stands before the hyphen of its own («técnico-administrativo», «secretaria-tesorera»).
_COMPOUND = re.compile(r"\w{3,}[oa]", re.IGNORECASE).fullmatch


def _parted(end: str, beginning: str) -> bool:
    """Whether a line's end and the next one's beginning are halves of one word that a hyphen parted."""
    one, other = _BEGUN(end), _REST(beginning)
    if not one or not other or _COMPOUND(one[1]):
        return False
    return (one[1][-1].islower() and other[1][0].islower()) or (one[1].isupper() and other[1].isupper())


def line_places(cell: Cell) -> list[int]:
    """Where each further line begins in a cell's text."""
    return [sum(len(word.text) + 1 for word in cell.words[:start]) for start in cell.starts]


def cut(cell: Cell, start: int, end: int) -> Cell | None:
    """The part of a cell between two places of its text (a word cut in two keeps its box); null when that is empty."""
    words: list[Word] = []
    starts: list[int] = []
    places = _places(cell)
    for index in range(max(0, bisect_right(places, start) - 1), len(cell.words)):
        at = places[index]
        if at >= end:
            break
        word = cell.words[index]
        text = word.text if cell.text.isascii() else tidy(word.text)
        piece = text[max(0, start - at) : end - at]
        if piece:
            if words and _begins_line(cell, index):
                starts.append(len(words))
            words.append(word if piece == word.text else replace(word, text=piece))
    if not words:
        return None
    text = " ".join([word.text for word in words])
    return Cell(tuple(words), cell.page, cell.method, union(words), text, tuple(starts))


def _begins_line(cell: Cell, index: int) -> bool:
    at = bisect_left(cell.starts, index)
    return at < len(cell.starts) and cell.starts[at] == index


_LONG = 60  # words
_kept_places: tuple[Cell | None, list[int]] = (None, [])


def _places(cell: Cell) -> list[int]:
    """Where each word begins in the cell's text. Kept for the last long cell: whoever cuts one cuts it many times, and
    would measure all its words for each piece."""
    global _kept_places
    kept = _kept_places
    if kept[0] is cell:
        return kept[1]
    plain, at, places = cell.text.isascii(), 0, []
    for word in cell.words:
        places.append(at)
        length = len(word.text if plain else tidy(word.text))
        at += length + (1 if length else 0)
    if len(places) > _LONG:
        _kept_places = (cell, places)
    return places


def sureness(cell: Cell, value: str) -> float:
    """How surely a value was read from a cell (0..1): as its least sure word, titles, labels and signs around it apart.
    """
    least = min((word.confidence for word in cell.words), default=1.0)
    if least >= 0.9:
        return least
    if any(map(str.isalpha, value)):
        wanted = set(key(value).split())
        own = [word for word in cell.words if (parts := key(word.text).split()) and wanted.issuperset(parts)]
        whole = {part for word in own for part in key(word.text).split()} == wanted
        own += [word for word in cell.words if _may_be_a_name(word.text) or (word.text == "|" and " | " in value)]
    else:  # a number's digits are put together anew; short words may be digits of it
        own = [word for word in cell.words if any(map(str.isdigit, word.text)) or len(word.text) < 3]
        whole = bool(own)
    return min(word.confidence for word in own) if whole else least


def _may_be_a_name(text: str) -> bool:
    """Whether a word with a point behind it, as titles have one, is as long as few of them are (``JORGE.``)."""
    return text.endswith(".") and len(text) > 5 and text[:-1].isalpha()


def has_room(line: Cell, below: Cell, right: float, blank: float) -> bool:
    """Whether the first word of the line below had room at the end of this one, up to the text's edge `right` (points):
    then nobody wrapped a text there."""
    first = below.words[0].box
    return line.box[2] + blank + first[2] - first[0] <= right


def line_cells(cell: Cell) -> list[Cell]:
    bounds = [0, *cell.starts, len(cell.words)]
    lines = []
    for start, end in pairwise(bounds):
        words = cell.words[start:end]
        text = " ".join([word.text for word in words])
        lines.append(Cell(words, cell.page, cell.method, union(words), text))
    return lines
