"""Text without pages (Word, Calc, Excel, CSV) laid out on a synthetic page, so that one geometry reads all letters."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from cases.evidence import Caja
from parsers.pages.linedup import GAP, lined_up
from parsers.pages.page import Page, Word
from parsers.words.glyphs import clean

_MARGIN = 40.0
_ADVANCE = 5.0  # points a character takes
_HEIGHT = 10.0
_LEADING = 14.0
_PAD = 4.0
_PROSE = 100  # characters in a line of running text
_WIDEST_CELL = 48
_WIDEST_LINE = 250  # characters of a line in columns
_NARROWEST = 30  # characters of a last column
_WIDTH = 2 * _MARGIN + _PROSE * _ADVANCE


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph; line breaks and tabs inside it stay."""

    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a row; `span` is how many grid columns it covers."""

    text: str = ""
    span: int = 1
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows from top to bottom, each from left to right."""

    rows: tuple[tuple[Cell, ...], ...]


class _Sheet:
    """Where the next line goes, and what was put so far."""

    def __init__(self, most: int):
        self.y = _MARGIN
        self.width = _WIDTH
        self.words: list[Word] = []
        self.rules: list[Caja] = []
        self.most = most

    def put(self, text: str, x: float, y: float, bold: bool) -> None:
        column = 0
        for piece in text.split(" "):
            if piece and len(self.words) < self.most:
                left = x + column * _ADVANCE
                self.words.append(Word(piece, (left, y, left + len(piece) * _ADVANCE, y + _HEIGHT), 1.0, bold))
            column += len(piece) + 1


def lay_out(blocks: Iterable[Line | Table], number: int = 1, most: int = 20_000) -> Page:
    """One page as long and as wide as its text needs: words are never broken, cells have drawn borders, what tabs or
    wide blanks part into fields stands in columns."""
    sheet = _Sheet(most)
    for are_lines, group in groupby(blocks, key=lambda block: isinstance(block, Line)):
        if are_lines:
            _paragraphs(sheet, list(group))
        else:
            for table in group:
                _table(sheet, table)
    return Page(number, sheet.width, sheet.y + _MARGIN, tuple(sheet.words), "texto", tuple(sheet.rules))


def _wrap(text: str, width: int) -> list[str]:
    """The text's lines; of one in columns that is too long only the last field is wrapped, below itself."""
    lines: list[str] = []
    for part in clean(text).split("\n"):
        head = _columns(part)
        last, room = " ".join(part[len(head) :].split()), max(width - len(head), _NARROWEST if head else 1)
        pieces = textwrap.wrap(last, room, break_long_words=False, break_on_hyphens=False) or [""]
        lines += [head + pieces[0], *(" " * len(head) + piece for piece in pieces[1:])]
    return lines


_COLUMNS = re.compile(rf"(.*\S{GAP} *)(?=\S)").match


def _columns(line: str) -> str:
    """All of a line's fields but the last; nothing where wide blanks stand in running text."""
    found = _COLUMNS(line.rstrip())
    return found[1] if found and len(found[1]) <= _WIDEST_LINE else ""


def _unbroken(line: str) -> int:
    """Characters of a line that cannot be wrapped: its longest word, its columns."""
    return len(line) if _columns(line) else max(map(len, line.split()), default=1)


def _paragraphs(sheet: _Sheet, lines: Sequence[Line]) -> None:
    """Paragraphs that follow one another: their fields stand in columns that they have in common."""
    parts = [line.text.split("\n") for line in lines]
    aligned = iter(lined_up([part.replace("\xa0", " ") for every in parts for part in every]))
    for line, own in zip(lines, parts, strict=True):
        for text in _wrap("\n".join(next(aligned) for _ in own), _PROSE):
            sheet.put(text, _MARGIN, sheet.y, line.bold)
            sheet.y += _LEADING
        sheet.y += _LEADING / 2


def _table(sheet: _Sheet, table: Table) -> None:
    rows = [[_lined(cell) for cell in row] for row in table.rows if row]
    if not rows:
        return
    widths = _widths(rows)
    edges = [_MARGIN]
    for width in widths:
        edges.append(edges[-1] + width * _ADVANCE + 2 * _PAD)
    sheet.width = max(sheet.width, edges[-1] + _MARGIN)
    for row in rows:
        _row(sheet, row, edges)
    sheet.rules.append((edges[0], sheet.y, edges[-1], sheet.y))
    sheet.y += _LEADING


def _lined(cell: Cell) -> Cell:
    """A cell with what tabs part in columns of its own."""
    return replace(cell, text="\n".join(lined_up(cell.text.split("\n")))) if "\t" in cell.text else cell


def _row(sheet: _Sheet, row: Sequence[Cell], edges: list[float]) -> None:
    top, tallest, column = sheet.y, 1, 0
    stops = [edges[0]]
    for cell in row:
        end = min(column + cell.span, len(edges) - 1)
        width = int((edges[end] - edges[column] - 2 * _PAD) / _ADVANCE)
        lines = _wrap(cell.text, width) if cell.text.strip() else []
        for index, text in enumerate(lines):
            sheet.put(text, edges[column] + _PAD, top + _PAD + index * _LEADING, cell.bold)
        tallest = max(tallest, len(lines))
        stops.append(edges[end])
        column = end
    sheet.y = top + tallest * _LEADING + _PAD
    sheet.rules.append((edges[0], top, edges[-1], top))
    sheet.rules.extend((x, top, x, sheet.y) for x in dict.fromkeys((*stops, edges[-1])))


def _widths(rows: Sequence[Sequence[Cell]]) -> list[int]:
    """Characters of every grid column: its longest text up to a bound, never less than its longest word."""
    columns = max(sum(cell.span for cell in row) for row in rows)
    widths = [1] * columns
    for row in rows:
        column = 0
        for cell in row:
            if cell.text.strip():
                longest = max(map(_unbroken, cell.text.split("\n")))
                share = max(longest, min(_WIDEST_CELL, max(map(len, cell.text.split("\n")))))
                for index in range(column, min(column + cell.span, columns)):
                    widths[index] = max(widths[index], -(-share // cell.span))
            column += cell.span
    return widths


# Of the page that a mail's own text is.
_OWN_WIDTH, _OWN_LEADING, _OWN_ADVANCE, _OWN_HEIGHT = 1000.0, 14.0, 6.0, 10.0


def text_page(text: str, number: int = 1) -> Page:
    """A mail's own text as a page of even letters (`method` cuerpo), so that one geometry reads mails and letters.
    Boxes are synthetic: whoever reports a place from it says null."""
    words: list[Word] = []
    y = 20.0
    for line in text.splitlines():
        for match in re.finditer(r"\S+", line.replace("\t", "\t\t").expandtabs(8)):  # a tab is never a blank
            left = 20.0 + match.start() * _OWN_ADVANCE
            words.append(Word(match.group(), (left, y, left + len(match.group()) * _OWN_ADVANCE - 2, y + _OWN_HEIGHT)))
        y += _OWN_LEADING
    return Page(number, _OWN_WIDTH, y + 20.0, tuple(words), "cuerpo")
