"""Pages as rows of cells: drawn tables by their borders, everything else by the gaps between words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from rapidfuzz.distance import Levenshtein

from cases.evidence import Caja
from parsers.pages.brokenwords import drawn_cell, margin_of
from parsers.pages.cells import Cell, Row, make_cell
from parsers.pages.extents import em_of, extent_of, fit_of, lines_of, pitch_of, segments
from parsers.pages.page import Page, Word
from parsers.rows.bands import interleave, interleaved
from parsers.rows.bareframes import bare_frames
from parsers.rows.charboxes import joined_characters, rules_of_tables
from parsers.rows.footnotes import without_marks
from parsers.rows.framed import open_sided, parted_frames, tables_apart
from parsers.rows.grid import Grid
from parsers.rows.gutters import cut_at_columns
from parsers.rows.newspaper import FEWEST_LINES, Block, reading_blocks
from parsers.rows.sidebar import part_sidebar
from parsers.rows.standing import standing_cells


def page_rows(page: Page) -> list[Row]:
    """The rows of one page from top to bottom; a drawn table's row holds its cells whole, however they are wrapped. A
    letterhead set as a column beside the letter comes before it; columns of text are read one after the other."""
    page = without_marks(page)
    parted = part_sidebar(page)
    if parted:
        return [row for words in parted for row in _rows_of(replace(page, words=tuple(words)))]
    rows = _rows_of(page)
    if sum(len(row.cells) > 1 for row in rows) < FEWEST_LINES:
        return rows
    blocks = reading_blocks(page)
    if len(blocks) == 1 or _cut_by(blocks, rows):
        return rows
    return [row for block in blocks for row in _rows_of(replace(page, words=block.words), block)]


def _cut_by(blocks: Sequence[Block], rows: Sequence[Row]) -> bool:
    """Whether what looks like columns of text would tear a table's row apart."""
    home = {id(word): at for at, block in enumerate(blocks) for word in block.words}
    edges = Counter(_edges(row) for row in rows if row.framed)
    drawn = [row for row in rows if row.framed]
    wide = [row for row in drawn if len(row.cells) > _MOST_BOXES or (edges[_edges(row)] > 1 and _joined(row))]
    torn = ({home.get(id(word)) for cell in row.cells for word in cell.words} for row in wide)
    return any(len(places - {None}) > 1 for places in torn)


def _edges(row: Row) -> tuple[int, ...]:
    return tuple(round(cell.box[0] / 3) for cell in row.cells)


def _joined(row: Row) -> bool:
    """Whether a row has three cells or more, and every one ends where the next begins."""
    return len(row.cells) > 2 and all(abs(a.box[2] - b.box[0]) < 3 for a, b in pairwise(row.cells))


_MOST_BOXES = 4  # that stand side by side as columns of text do


def _rows_of(page: Page, block: Block | None = None) -> list[Row]:
    grid = Grid.of(rules_of_tables(page))
    framed: dict[Caja, list[Word]] = {}
    free: list[Word] = []
    for word in page.words:
        if not word.text:
            continue
        frame = grid.frame(word.box) if grid else None
        if frame is None:
            free.append(word)
        else:
            framed.setdefault(frame, []).append(word)
    framed, free = open_sided(parted_frames(framed), free)
    bare, framed, free = bare_frames(framed, free, page)
    rows = _framed_rows(framed, free, page, standing_cells(page, grid)) + _framed_rows(bare, free, page, {})
    fit = fit_of([word for word in page.words if word.text])
    loose: list[Row] = []
    lines = lines_of(free)
    most = min(1.25 * em_of(page.words), pitch_of(lines))
    for line in lines:
        cells = tuple(make_cell(part, page) for part in ([line] if block and block.fills(line) else segments(line)))
        row = Row(cells, page.number, *extent_of(line, fit, most))
        if loose and interleaved(loose[-1], row):
            loose[-1] = interleave(loose[-1], row)
        else:
            loose.append(row)
    rows += cut_at_columns(loose, page)
    rows.sort(key=lambda row: (row.top, row.cells[0].box[0]))
    return tables_apart(_tables_whole(rows))


def _tables_whole(rows: Sequence[Row]) -> list[Row]:
    """The rows with no line of the text that runs beside a drawn table between the rows of that table: it goes before
    them."""
    result: list[Row] = []
    table: list[Row] = []
    beside: list[Row] = []
    for row in rows:
        if table and row.framed and row.top - table[-1].bottom < 4:
            table.append(row)
        elif table and not row.framed and row.top < table[-1].bottom and not _over(row, table[-1]):
            beside.append(row)
        else:
            result += [*beside, *table]
            table, beside = ([row], []) if row.framed else ([], [])
            result += [] if row.framed else [row]
    return [*result, *beside, *table]


def _over(row: Row, table: Row) -> bool:
    """Whether a line shares some of a table's width."""
    return row.cells[0].box[0] < table.cells[-1].box[2] - 2 and row.cells[-1].box[2] > table.cells[0].box[0] + 2


def _framed_rows(
    framed: dict[Caja, list[Word]], free: list[Word], page: Page, standing: dict[Caja, Cell]
) -> list[Row]:
    rows: dict[tuple[int, int], list[Cell]] = {}
    for frame, cell in standing.items():
        beside = any(other[1] < frame[3] - 2 and other[3] > frame[1] + 2 for other in framed)
        if beside and frame not in framed:
            rows.setdefault((round(frame[1] / 3), 0), []).append(cell)
    margin = margin_of(framed.items())
    for frame, words in framed.items():
        lines = lines_of(words)
        most = _MOST_LINES if any(_level(frame, other) for other in framed) else 12
        border = len(lines) > most or (len(framed) == 1 and len(lines) > 3)  # around the letter, no table's cell
        # Or around a list in columns.
        if border or (len(lines) >= 3 and _in_columns(lines)):
            free += words
            continue
        cell = drawn_cell(words, page, frame, margin)
        rows.setdefault((round(frame[1] / 3), 0), []).append(cell)
    result = []
    for cells in _close_tops(rows):
        cells = joined_characters(sorted(cells, key=lambda cell: cell.box[0]))
        height = median([word.box[3] - word.box[1] for cell in cells for word in cell.words])
        top, bottom = min(c.box[1] for c in cells), min(c.box[3] for c in cells)
        result.append(Row(tuple(cells), page.number, top, bottom, height, framed=True))
    return [_under_inner(row, result) for row in result]


_MOST_LINES = 30  # of a cell with others beside it


def _level(one: Caja, other: Caja) -> bool:
    """Whether two frames are cells of one row: as high as each other, one right beside the other."""
    beside = min(abs(one[0] - other[2]), abs(other[0] - one[2])) < 3
    return beside and abs(one[1] - other[1]) < 3 and abs(one[3] - other[3]) < 3


def _in_columns(lines: Sequence[list[Word]]) -> bool:
    """Whether a cell's lines are those of a list in columns: three have wide gaps, or two at the same place."""
    apart = [parts for line in lines if len(parts := segments(line)) > 1]
    places = sorted(parts[1][0].box[0] for parts in apart)
    return len(apart) >= 3 or (len(apart) == 2 and places[1] - places[0] < 1.5)


def _under_inner(row: Row, rows: Sequence[Row]) -> Row:
    """A box whose upper part is another box (its heading) begins under that one."""
    first = min(cell.words[0].box[1] for cell in row.cells)
    if first - row.top < 0.9 * row.height:
        return row
    x0, x1 = row.cells[0].box[0] - 1, row.cells[0].box[2] + 1
    inner = [
        other.bottom
        for other in rows
        if other is not row and row.top - 1 <= other.top and other.bottom < first + 2 and
        x0 <= other.cells[0].box[0] and other.cells[0].box[2] <= x1
    ]  # fmt: skip
    return replace(row, top=max(inner)) if inner else row


def _close_tops(rows: dict[tuple[int, int], list[Cell]]) -> list[list[Cell]]:
    """Cells whose frames begin at the same height, up to the thickness of a border."""
    merged: list[list[Cell]] = []
    for cell in sorted((cell for cells in rows.values() for cell in cells), key=lambda cell: cell.box[1]):
        if merged and abs(merged[-1][0].box[1] - cell.box[1]) < 4:
            merged[-1].append(cell)
        else:
            merged.append([cell])
    return merged


_PAGE_NUMBER = re.compile(r"^(?:pag(?:ina)?\.?|hoja)?\d{1,3}(?:/|de)\d{1,3}$")
# A page's number within a longer foot: what differs from page to page.
_COUNTED = re.compile(r"(?:(?:pag(?:ina)?\.?|hoja)\d{1,3}(?:(?:/|de)\d{1,3})?|\d{1,2}(?:/|de)\d{1,2})$")


_PAGE_AT_END = re.compile(r"[#\d/|]*$")
_LEAST_MARK, _ALIKE, _SURE = 15, 0.83, 0.9  # letters of a head or foot that may be told though it is misread
_PAGE_DIGITS = 4  # that a page's number comes to whose bar was misread, with a digit before it


_QUIPUX_FOOT = re.compile(r"^(?:\d{1,3}/\d{1,3})?\*?documento(?:firmadoelectronicamente|generado)porquipux")


def document_rows(pages: Sequence[Page]) -> list[Row]:
    """The rows of all pages in order, without page numbers and without what is repeated at the head or foot of pages
    (of a repeated head the first page's stays)."""
    return laid_out(pages, [page_rows(page) for page in pages])


def laid_out(pages: Sequence[Page], every: Sequence[Sequence[Row]]) -> list[Row]:
    """`document_rows` of pages whose own rows (`page_rows`) are known."""
    repeated = _repeated(every, pages) if len(pages) > 1 else frozenset()
    result: list[Row] = []
    for number, (page, rows) in enumerate(zip(pages, every, strict=True)):
        for row in rows:
            at_foot = row.top > 0.8 * page.height
            mark = _mark(row) if at_foot or row.top < 0.25 * page.height or "uipux" in row.text else ""
            if _QUIPUX_FOOT.match(mark) or (_PAGE_NUMBER.match(mark) and (at_foot or row.top < 0.1 * page.height)):
                continue
            at_edge = at_foot or (number and row.top < 0.25 * page.height)
            if at_edge and (mark in repeated or _misread(row, mark, every, number)):
                continue
            result.append(row)
    return result


def _mark(row: Row) -> str:
    """What is the same in a head or foot on every page; of a scan's, signs are as often misread as read."""
    mark = row.plain.replace(" ", "")
    # What either pattern looks for ends in a digit.
    if mark[-1:].isdigit():
        mark = mark if _PAGE_NUMBER.match(mark) else _COUNTED.sub("#", mark)
    return re.sub(r"[^\w@#/]", "", mark) if row.cells[0].method == "ocr" else mark


def _misread(row: Row, mark: str, every: Sequence[Sequence[Row]], number: int) -> bool:
    """Whether a scan's row is another page's head or foot, at the same height, but for what an engine was not sure of:
    a letter in six, and one digit beside the page's own number."""
    if row.cells[0].method != "ocr" or len(mark) < _LEAST_MARK:
        return False
    for other in (other for at, rows in enumerate(every) if at != number for other in rows):
        if abs(other.top - row.top) > row.height or min(_sureness(row), _sureness(other)) >= _SURE:
            continue
        if _is_same(mark, _mark(other)):
            return True
    return False


def _is_same(one: str, two: str) -> bool:
    digits = [re.sub(r"\D", "", text) for text in (one, two)]
    shorter = min(map(len, digits))
    if "#" in one[-1:] + two[-1:] and max(map(len, digits)) - shorter <= _PAGE_DIGITS:
        digits = [text[:shorter] for text in digits]  # the other's page number was read as a part of the text
    told = (_PAGE_AT_END.sub("", text) for text in (one, two))
    return Levenshtein.normalized_similarity(*told) >= _ALIKE and Levenshtein.distance(*digits) <= 1


def _sureness(row: Row) -> float:
    return min(word.confidence for cell in row.cells for word in cell.words)


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
