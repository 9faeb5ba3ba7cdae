"""Pages as rows of cells: drawn tables by their borders, everything else by the gaps between words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from cases.evidence import Caja, Metodo
from cases.text import flat, tidy
from parsers.grid import Grid
from parsers.page import Page, Word


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


@dataclass(frozen=True, slots=True)
class Row:
    """Cells side by side, from left to right. `height` is the usual height of a letter line in it."""

    cells: tuple[Cell, ...]
    page: int
    top: float
    bottom: float
    height: float
    framed: bool = False

    @property
    def text(self) -> str:
        return " ".join(cell.text for cell in self.cells)


def union(words: Sequence[Word]) -> Caja:
    """The smallest box around the words."""
    boxes = [word.box for word in words]
    return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))


def make_cell(words: Sequence[Word], page: Page, starts: tuple[int, ...] = (), frame: Caja | None = None) -> Cell:
    """A cell of these words, in this order."""
    text = " ".join([word.text for word in words])
    if not text.isascii():
        text = tidy(text)
    return Cell(tuple(words), page.number, page.method, frame or union(words), text, starts, frame is not None)


def join_cells(cells: Sequence[Cell]) -> Cell:
    """Several cells read on as one, each beginning a further line."""
    if len(cells) == 1:
        return cells[0]
    words: list[Word] = []
    starts: list[int] = []
    for cell in cells:
        if words:
            starts.append(len(words))
        starts += [len(words) + start for start in cell.starts]
        words += cell.words
    first = cells[0]
    return replace(first, words=tuple(words), box=union(words), text=tidy(" ".join(c.text for c in cells)),
                   starts=tuple(starts))  # fmt: skip


def cut(cell: Cell, start: int, end: int) -> Cell | None:
    """The part of a cell between two places of its text; a word cut in two keeps its box. Null when nothing is there."""
    words: list[Word] = []
    starts: list[int] = []
    at = 0
    for index, word in enumerate(cell.words):
        size = len(tidy(word.text))
        left, right = max(start, at), min(end, at + size)
        if left < right:
            if index in cell.starts and words:
                starts.append(len(words))
            piece = tidy(word.text)[left - at : right - at]
            words.append(word if piece == word.text else replace(word, text=piece))
        at += size + (1 if size else 0)
    if not words:
        return None
    text = " ".join(word.text for word in words)
    return replace(cell, words=tuple(words), box=union(words), text=text, starts=tuple(starts), framed=False)


def _em(words: Sequence[Word]) -> float:
    """The usual size of the letters, from their width (boxes may be as high as two lines, or hug the letters)."""
    widths = [(w.box[2] - w.box[0]) / len(w.text) for w in words[:300] if len(w.text) > 2]
    return 2.0 * median(widths) if widths else 11.0


def lines_of(words: Iterable[Word]) -> list[list[Word]]:
    """Words on one line each, top to bottom, left to right: a word joins while its middle lies within the line."""
    lines: list[list[Word]] = []
    ordered = sorted(words, key=lambda w: w.box[1] + w.box[3])
    most = 1.15 * _em(ordered)
    low = -1.0
    for word in ordered:
        middle = (word.box[1] + word.box[3]) / 2
        if not lines or middle > low:
            lines.append([])
            low = middle + 0.45 * min(most, max(word.box[3] - word.box[1], 0.7 * most))
        lines[-1].append(word)
    for line in lines:
        line.sort(key=lambda w: w.box[0])
    return lines


def _segments(line: list[Word]) -> list[list[Word]]:
    """A line cut at its wide gaps; justified lines, whose gaps are all wide, stay whole."""
    if len(line) < 2:
        return [line]
    gaps = [right.box[0] - left.box[2] for left, right in zip(line, line[1:], strict=False)]
    height = median([word.box[3] - word.box[1] for word in line])
    usual = median(sorted(gaps)[: max(1, (len(gaps) + 1) // 2)]) if len(gaps) > 2 else 0.0
    wide = max(0.85 * height, 2.4 * usual)
    result = [[line[0]]]
    for gap, word in zip(gaps, line[1:], strict=True):
        if gap > wide:
            result.append([])
        result[-1].append(word)
    return result


def page_rows(page: Page) -> list[Row]:
    """The rows of one page from top to bottom; a drawn table's row holds its cells whole, however they are wrapped."""
    grid = Grid.of(page.rules)
    framed: dict[Caja, list[Word]] = {}
    free: list[Word] = []
    for word in page.words:
        frame = grid.frame(word.box) if grid else None
        if frame is None:
            free.append(word)
        else:
            framed.setdefault(frame, []).append(word)
    rows = _framed_rows(framed, free, page)
    fit = _fit(page.words)
    loose: list[Row] = []
    lines = lines_of(free)
    most = min(1.25 * _em(page.words), _pitch(lines))
    for line in lines:
        cells = tuple(make_cell(segment, page) for segment in _segments(line))
        row = Row(cells, page.number, *_extent(line, fit, most))
        if loose and _interleaved(loose[-1], row):
            loose[-1] = _interleave(loose[-1], row)
        else:
            loose.append(row)
    rows += _aligned(loose, page)
    rows.sort(key=lambda row: (row.top, row.cells[0].box[0]))
    return rows


def _aligned(rows: list[Row], page: Page) -> list[Row]:
    """Rows whose cells are also cut where columns begin: in a table without lines a long value nearly touches, or even
    touches, the next column. A column begins where words of three near rows stand exactly below one another and a gap
    has told it once."""
    starts = [[cell.box[0] for cell in row.cells[1:]] for row in rows]
    if not any(starts):
        return rows
    words = [[word.box[0] for cell in row.cells for word in cell.words] for row in rows]
    width = max(row.cells[-1].box[2] for row in rows) - min(row.cells[0].box[0] for row in rows)
    result = []
    for at, row in enumerate(rows):
        if (
            len(row.cells) == 1
            and len(row.cells[0].words) > 8
            and row.cells[0].box[2] - row.cells[0].box[0] > 0.75 * width
        ):
            result.append(row)  # a full line of running text
            continue
        near = range(max(0, at - 6), min(len(rows), at + 7))
        told = {round(x, 1) for other in near for x in starts[other]}
        begins = [x for x in told if sum(any(abs(x - word) < 1.0 for word in words[other]) for other in near) >= 3]
        cells = [part for cell in row.cells for part in _cut_at(cell, begins, page)] if begins else row.cells
        result.append(replace(row, cells=tuple(cells)))
    return result


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


def _interleaved(upper: Row, lower: Row) -> bool:
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


def _interleave(upper: Row, lower: Row) -> Row:
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


_RISING = frozenset("bdfhkltiíóáéúñABCDEFGHIJKLMNOPQRSTUVWXYZÁÉÍÓÚÑ0123456789/()[]")
_HANGING = frozenset("gjpqy,;()Q")
_LOW = frozenset("acemnorsuvwxz")


@dataclass(frozen=True, slots=True)
class _Fit:
    """How closely a page's boxes hug its letters: at the top (``no`` is lower than ``Nro``), at the bottom (``Quipu``
    ends above ``aquí``)."""

    top: bool
    bottom: bool


def _fit(words: Sequence[Word]) -> _Fit | None:
    """The fit of a page's boxes; null when they have the font's own height."""
    heights: dict[str, list[float]] = {"low": [], "tall": [], "hanging": []}
    for word in words[:400]:
        first, last = word.text[0], word.text[-1]
        height = word.box[3] - word.box[1]
        if first in _HANGING or last in _HANGING:
            heights["hanging"].append(height)
        elif first in _LOW and last in _LOW and len(word.text) < 4:
            heights["low"].append(height)
        elif first in _RISING or last in _RISING:
            heights["tall"].append(height)
    low, tall, hanging = (median(heights[kind]) if len(heights[kind]) > 1 else 0.0 for kind in heights)
    fit = _Fit(top=0 < low < 0.85 * tall, bottom=0 < 1.12 * tall < hanging)
    return fit if fit.top or fit.bottom else None


def _pitch(lines: Sequence[Sequence[Word]]) -> float:
    """The distance of lines that stand closely below one another."""
    distances = []
    for upper, lower in pairwise(lines):
        gap = (lower[0].box[1] + lower[0].box[3] - upper[0].box[1] - upper[0].box[3]) / 2
        if gap > 5 and min(upper[-1].box[2], lower[-1].box[2]) > max(upper[0].box[0], lower[0].box[0]):
            distances.append(gap)
    distances.sort()
    return distances[len(distances) // 5] if distances else 100.0


def _extent(line: Sequence[Word], fit: _Fit | None, most: float) -> tuple[float, float, float]:
    """Top, bottom and height of a line as its font has them: where boxes hug the letters, from the base line."""
    if fit is None:
        top, bottom = min(w.box[1] for w in line), max(w.box[3] for w in line)
        height = median([word.box[3] - word.box[1] for word in line])
        if height <= 1.1 * most:
            return top, bottom, height
        middle = (top + bottom) / 2
        return middle - most / 2, middle + most / 2, most
    sizes, bases = [], []
    for word in line:
        ends = (word.text[0], word.text[-1])
        rises = not fit.top or any(char in _RISING for char in ends)
        hangs = fit.bottom and any(char in _HANGING for char in ends)
        size = (word.box[3] - word.box[1]) / (0.52 + 0.2 * rises + 0.21 * hangs)
        sizes.append(size)
        bases.append(word.box[3] - 0.21 * size * hangs)
    size, base = min(median(sizes), most / 1.15), median(bases)
    return base - 0.92 * size, base + 0.23 * size, 1.15 * size


def _framed_rows(framed: dict[Caja, list[Word]], free: list[Word], page: Page) -> list[Row]:
    rows: dict[tuple[int, int], list[Cell]] = {}
    for frame, words in framed.items():
        lines = lines_of(words)
        if len(lines) > 12 or (len(framed) == 1 and len(lines) > 3):  # a border around the letter, not a table's cell
            free += words
            continue
        flowing: list[Word] = []
        starts: list[int] = []
        for line in lines:
            if flowing:
                starts.append(len(flowing))
            flowing += line
        cell = make_cell(flowing, page, tuple(starts), frame)
        rows.setdefault((round(frame[1] / 3), 0), []).append(cell)
    result = []
    for cells in _close_tops(rows):
        cells.sort(key=lambda cell: cell.box[0])
        height = median([word.box[3] - word.box[1] for cell in cells for word in cell.words])
        top, bottom = min(c.box[1] for c in cells), min(c.box[3] for c in cells)
        result.append(Row(tuple(cells), page.number, top, bottom, height, framed=True))
    return result


def _close_tops(rows: dict[tuple[int, int], list[Cell]]) -> list[list[Cell]]:
    """Cells whose frames begin at the same height, up to the thickness of a border."""
    merged: list[list[Cell]] = []
    for cell in sorted((cell for cells in rows.values() for cell in cells), key=lambda cell: cell.box[1]):
        if merged and abs(merged[-1][0].box[1] - cell.box[1]) < 4:
            merged[-1].append(cell)
        else:
            merged.append([cell])
    return merged


_PAGE_NUMBER = re.compile(r"^(?:pag(?:ina)?\.?)?\d{1,3}(?:/|de)\d{1,3}$")
_QUIPUX_FOOT = re.compile(r"^(?:\d{1,3}/\d{1,3})?\*?documento(?:firmadoelectronicamente|generado)porquipux")


def document_rows(pages: Sequence[Page]) -> list[Row]:
    """The rows of all pages in order, without page numbers and without what is repeated at the head or foot of pages
    (of a repeated head the first page's stays)."""
    every = [page_rows(page) for page in pages]
    repeated = _repeated(every, pages) if len(pages) > 1 else frozenset()
    result: list[Row] = []
    for number, (page, rows) in enumerate(zip(pages, every, strict=True)):
        for row in rows:
            mark = _mark(row)
            at_foot = row.top > 0.8 * page.height
            if _QUIPUX_FOOT.match(mark) or (_PAGE_NUMBER.match(mark) and (at_foot or row.top < 0.1 * page.height)):
                continue
            if mark in repeated and (number or at_foot) and (at_foot or row.top < 0.25 * page.height):
                continue
            result.append(row)
    return result


def _mark(row: Row) -> str:
    return flat(row.text).replace(" ", "")


def _repeated(every: Sequence[Sequence[Row]], pages: Sequence[Page]) -> frozenset[str]:
    """Texts that stand near the head or foot of two pages or more (page numbers apart, digits count)."""
    seen: Counter[tuple[str, bool]] = Counter()
    for page, rows in zip(pages, every, strict=True):
        edges = {
            (_mark(row), row.top > page.height / 2)
            for row in rows
            if row.top < 0.25 * page.height or row.top > 0.8 * page.height
        }
        seen.update(edges)
    return frozenset(mark for (mark, _), count in seen.items() if count >= 2)


_WIDTH, _LEADING, _ADVANCE, _HEIGHT = 1000.0, 14.0, 6.0, 10.0


def text_page(text: str, number: int = 1) -> Page:
    """A mail's own text as a page of even letters (`method` cuerpo), so that one geometry reads mails and letters.
    Boxes are synthetic: whoever reports a place from it says null."""
    words: list[Word] = []
    y = 20.0
    for line in text.splitlines():
        for match in re.finditer(r"\S+", line.expandtabs(8)):
            left = 20.0 + match.start() * _ADVANCE
            words.append(Word(match.group(), (left, y, left + len(match.group()) * _ADVANCE - 2, y + _HEIGHT)))
        y += _LEADING
    return Page(number, _WIDTH, y + 20.0, tuple(words), "cuerpo")
