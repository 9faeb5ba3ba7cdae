"""Tables of people that nobody drew lines around: the blanks between their columns and rows as the frames of cells."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cases.evidence import Caja
from parsers.fields.values import TYPED, can_be
from parsers.pages.brokenwords import drawn_cell
from parsers.pages.cells import Cell
from parsers.pages.lines import NO_BLANK, Begin, begins_column, column_begins, text_lines
from parsers.pages.page import Page, Word
from parsers.rows.barelabels import is_labelled_grid
from parsers.rows.columns import label_of
from parsers.words.labels import Label
from parsers.words.roles import heading_role, role_in

_CORRIDOR = 2.5  # points of blank from the first line of a table to its last
_FAR = 2.5  # heights of a line: no row of a table stands further below the one above
_SHRUNK = 0.15  # of a word's height: what two lines of one cell may overlap
_FEWEST_COLUMNS, _FEWEST_LABELS = 3, 3
_EVEN = 1.5  # points by which the distances of equal rows differ
_SAME = 0.6  # points: where words begin that stand below one another
_NOISE = 0.4  # points by which the distances of lines differ that were set alike
_TRIED = 4  # blanks that may part rows from lines of one cell
_WIDE = 0.35  # of a table's width: no column is wider
_DIGITS = re.compile(r"(?<![\w.@])\d{6}")
_MARGIN = 1.0  # points between a text and the frame it would have
_FITTING = 0.75  # of the numbers and addresses below headings that ask for one

_Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Band:
    """Words whose heights overlap: a line, or the lines of cells that are not level."""

    top: float
    bottom: float
    words: tuple[Word, ...]
    begins: frozenset[float] = frozenset()  # of columns: where words stand though they touch those before

    @property
    def height(self) -> float:
        return max(word.box[3] - word.box[1] for word in self.words)


@dataclass(frozen=True, slots=True)
class _Table:
    """The rows of a table from its headings down, each with its bands; `columns` are the places of the columns."""

    rows: tuple[tuple[_Band, ...], ...]
    columns: tuple[_Span, ...]


_Framed = dict[Caja, list[Word]]


def bare_frames(
    framed: Mapping[Caja, list[Word]], free: Sequence[Word], page: Page
) -> tuple[_Framed, _Framed, list[Word]]:
    """The frames that the cells of such tables would have, with their words; the drawn frames and the free words
    without these. A drawn frame with nothing beside it (around a table, behind its row of headings) holds no cell of
    its own."""
    if page.method != "texto":
        return {}, dict(framed), list(free)
    lone = [
        word for frame, words in framed.items() if not any(_beside(frame, other) for other in framed) for word in words
    ]
    begins = column_begins(text_lines([*free, *lone]))
    bands, at = _bands([*free, *lone], begins), 0
    bare: _Framed = {}
    while at < len(bands):
        end, spans = _grown(bands, at)
        table = _table(bands, at, end, spans, page) if end - at > 1 else None
        if table is None and end - at > 2 and (labelled := _labelled(bands, at, end, page)):
            table, end = labelled
        if table is None:
            at += 1
            continue
        bare |= _frames(table)
        at = end
    taken = {id(word) for words in bare.values() for word in words}
    if not taken:
        return {}, dict(framed), list(free)
    left = {frame: [word for word in words if id(word) not in taken] for frame, words in framed.items()}
    return bare, {frame: words for frame, words in left.items() if words}, [w for w in free if id(w) not in taken]


def _beside(one: Caja, other: Caja) -> bool:
    apart = one[2] <= other[0] + 2 or other[2] <= one[0] + 2
    return apart and one[1] < other[3] - 2 and other[1] < one[3] - 2


def _bands(words: Sequence[Word], begins: Sequence[Begin]) -> list[_Band]:
    def top(word: Word) -> float:
        return word.box[1] + _SHRUNK * (word.box[3] - word.box[1])

    bands: list[_Band] = []
    run: list[Word] = []
    low = 0.0
    for word in sorted(words, key=top):
        if run and top(word) > low:
            bands.append(_band(run, begins))
            run = []
        bottom = word.box[3] - _SHRUNK * (word.box[3] - word.box[1])
        low = max(low, bottom) if run else bottom
        run.append(word)
    return [*bands, _band(run, begins)] if run else bands


def _band(words: Sequence[Word], begins: Sequence[Begin] = ()) -> _Band:
    at = frozenset(word.box[0] for word in words if begins_column(word, begins))
    return _Band(min(word.box[1] for word in words), max(word.box[3] for word in words), tuple(words), at)


def _spans(band: _Band, before: Sequence[_Span] = ()) -> list[_Span]:
    """The stretches of a line's width that words cover, without any blank as wide as a corridor, and cut where columns
    begin."""
    merged: list[_Span] = []
    for left, right in sorted([*before, *((word.box[0], word.box[2]) for word in band.words)]):
        cut = any(abs(left - x) < _SAME for x in band.begins) and merged and left - merged[-1][1] > -_SAME
        if merged and left - merged[-1][1] < _CORRIDOR and not cut:
            merged[-1] = (merged[-1][0], max(merged[-1][1], right))
        else:
            merged.append((left, right))
    return merged


def _grown(bands: Sequence[_Band], start: int) -> tuple[int, list[_Span]]:
    """Where the lines end that keep the same columns apart from `start` on, and these columns."""
    spans, at, least = _spans(bands[start]), start + 1, math.inf
    while at < len(bands) and len(spans) >= _FEWEST_COLUMNS:
        band = bands[at]
        if band.top - bands[at - 1].bottom > _FAR * band.height:
            break
        if not _is_title(band):
            wider = _spans(band, spans)
            if _runs_over(band, spans) or len(wider) < max(_FEWEST_COLUMNS, len(spans) // 2 if at - start > 2 else 0):
                break
            apart = band.top - bands[at - 1].bottom > least + _EVEN
            if len(wider) < len(spans) and at - start > 2 and apart and _is_one_text(band):
                break  # a line below the table
            spans = wider
        least = min(least, band.top - bands[at - 1].bottom)
        at += 1
    return at, spans


def _runs_over(band: _Band, spans: Sequence[_Span]) -> bool:
    """Whether a line is one text that runs over the blanks between columns."""
    left, right = min(word.box[0] for word in band.words), max(word.box[2] for word in band.words)
    wide = right - left > _WIDE * (spans[-1][1] - spans[0][0])
    return wide and len(_held(band, spans)) > 1 and _is_one_text(band)


def _is_one_text(band: _Band) -> bool:
    pairs = list(pairwise(sorted(band.words, key=lambda word: word.box[0])))
    touching = [right.box[0] - left.box[2] for left, right in pairs if right.box[0] in band.begins]
    if len(touching) > 1 or any(gap < NO_BLANK * band.height for gap in touching):
        return False  # cells that touch one another
    return all(right.box[0] - left.box[2] < 0.6 * band.height for left, right in pairs)


def _is_title(band: _Band) -> bool:
    """Whether a line is nothing but a heading of the people below."""
    text = " ".join(word.text for word in sorted(band.words, key=lambda word: word.box[0]))
    return _is_one_text(band) and heading_role(text) is not None


def _table(bands: Sequence[_Band], start: int, end: int, spans: Sequence[_Span], page: Page) -> _Table | None:
    """The table that the lines are, where its first row heads columns whose values stand below; else null."""
    while end > start and _runs_over(bands[end - 1], spans):
        end -= 1
    top = start
    while top and bands[start].top - bands[top - 1].bottom < 0.3 * bands[start].height:
        if any(len(_covered(word, spans)) != 1 for word in bands[top - 1].words) or len(bands[top - 1].words) > 6:
            return None  # the headings begin above, and nobody can say over which columns
        top -= 1
    rows = _rows(bands[top:end], spans)
    if len(rows) < 2 or (len(rows[0]) == 1 and _is_one_text(rows[0][0])):
        return None
    rows[0] = (*_tall(bands[:top], rows, spans), *rows[0])
    columns, labels = _headed(rows, spans, page)
    known = {label.field for label in labels if label and label.sure == 1.0 and label.field not in ("otro", "rol")}
    if len(known) < _FEWEST_LABELS or sum(label is None for label in labels) > max(1, len(labels) // 3):
        return None
    table = _Table(tuple(rows), tuple(columns))
    return table if _fits(table, labels, page) else None


def _labelled(bands: Sequence[_Band], start: int, end: int, page: Page) -> tuple[_Table, int] | None:
    """The table that the lines are, where labels stand in its first column or in every other one, and where it ends;
    else null. The names of people over its columns may stand above, without anything over the labels."""
    for stop in [end, *(at for at in range(end - 1, start + 1, -1) if _is_title(bands[at]))]:
        lines = bands[start:stop]
        spans: list[_Span] = []
        for band in lines:
            spans = spans if _is_title(band) else _spans(band, spans)
        first = next((at for at, band in enumerate(lines[:3]) if spans[0] in _held(band, spans)), 0) if spans else 0
        if len(spans) < _FEWEST_COLUMNS:
            continue
        for least in (*_partings(lines[first:])[:_TRIED], -math.inf):
            rows = _put_together(lines[first:], spans, least, lambda band, spans=spans: _is_over(band, spans))
            rows = _without_texts(rows)
            columns = _columns(rows, spans)
            if rows and is_labelled_grid([_cells(row, columns, page) for row in rows]):
                begin, behind = bands.index(rows[0][0]), bands.index(rows[-1][-1]) + 1
                above = _names_above(bands[:begin], columns, page)
                if _is_whole(bands, begin - sum(map(len, above)), behind, columns):
                    return _Table((*above, *map(tuple, rows)), tuple(columns)), behind
    return None


def _is_whole(bands: Sequence[_Band], begin: int, end: int, columns: Sequence[_Span]) -> bool:
    """Whether no line of the same table stands close above or below, left out for what its own lines hold."""
    gaps = [below.top - above.bottom for above, below in pairwise(bands[begin:end])]
    for near, other in ((begin, begin - 1), (end - 1, end)):
        if not 0 <= other < len(bands):
            continue
        line = bands[other]
        gap = max(line.top - bands[near].bottom, bands[near].top - line.bottom)
        if not _is_one_text(line) and gap < line.height:
            return False
        held = _held(line, columns)
        if _is_title(line) or len(held) != 1:
            continue
        if other == end and columns[0] in held and line.words[0].text[0].islower():
            return False  # a label's rest
        begun = other < begin and gap < (max(gaps) + _EVEN if columns[0] in held else line.height)
        if begun or (other == end and gap < max(gaps) - _EVEN):
            return False  # a cell's rest
    return True


def _without_texts(rows: Sequence[list[_Band]]) -> list[list[_Band]]:
    """The rows without the lines of text before the first that holds several columns and behind the last."""
    several = [at for at, row in enumerate(rows) if len(row) > 1 or not _is_one_text(row[0])]
    return list(rows[several[0] : several[-1] + 1]) if several else []


def _is_over(band: _Band, columns: Sequence[_Span]) -> bool:
    """Whether a line stands over all columns: a title that begins where the table does or in its middle, a text that
    runs over the blanks between columns."""
    if _runs_over(band, columns):
        return True
    left, right = min(word.box[0] for word in band.words), max(word.box[2] for word in band.words)
    first, last = columns[0][0], columns[-1][1]
    return _is_title(band) and (left < columns[0][1] or abs(left + right - first - last) < 2 * band.height)


def _names_above(bands: Sequence[_Band], columns: Sequence[_Span], page: Page) -> list[tuple[_Band, ...]]:
    """The row of people's names of roles above the first label, of one line or two."""
    for lines in (1, 2):
        row = bands[-lines:]
        if len(row) < lines or any(below.top - above.bottom > above.height for above, below in pairwise(row)):
            break
        cells = _cells(row, columns, page)
        whole = all(len(_covered(word, columns)) == 1 for band in row for word in band.words)
        if whole and cells[0] is None and all(cell and role_in(cell.text) for cell in cells[1:]):
            return [tuple(row)]
    return []


def _cells(row: Sequence[_Band], columns: Sequence[_Span], page: Page) -> list[Cell | None]:
    if len(row) == 1 and _is_over(row[0], columns):
        return [drawn_cell(list(row[0].words), page, _frame(row[0].words, columns[0]), _MARGIN)]
    held = [(column, _words(row, column)) for column in columns]
    return [drawn_cell(words, page, _frame(words, column), _MARGIN) if words else None for column, words in held]


def _partings(bands: Sequence[_Band]) -> list[float]:
    """The blanks between lines above which a new row may begin, the likeliest first."""
    ordered = sorted(below.top - above.bottom for above, below in pairwise(bands))
    jumps = sorted(((above - below, (above + below) / 2) for below, above in pairwise(ordered)), reverse=True)
    return [middle for jump, middle in jumps if jump > _NOISE]


def _put_together(
    bands: Sequence[_Band], spans: Sequence[_Span], least: float, alone: Callable[[_Band], bool]
) -> list[list[_Band]]:
    """The lines as rows, a new one where the blank above it is wider than `least` or a line stands `alone`; without a
    line below the table."""
    rows: list[list[_Band]] = [[bands[0]]]
    for above, band in pairwise(bands):
        if band.top - above.bottom > least or alone(above) or alone(band):
            rows.append([])
        rows[-1].append(band)
    while len(rows) > 1 and len({span for band in rows[-1] for span in _held(band, spans)}) < 2:
        rows.pop()
    return rows


def _tall(above: Sequence[_Band], rows: Sequence[Sequence[_Band]], spans: Sequence[_Span]) -> list[_Band]:
    """Of the line above the headings the words over columns that have none there: headings beside those that stand
    over several columns (``Rol`` beside ``Datos de contacto``)."""
    empty = [span for span in spans if not _words(rows[0], span)]
    if not above or not empty or rows[0][0].top - above[-1].bottom > 1.2 * above[-1].height:
        return []
    own = [word for word in above[-1].words if (held := _covered(word, spans)) and held[0] in empty and len(held) == 1]
    return [_band(own)] if own and len(own) < len(above[-1].words) else []


def _covered(word: Word, spans: Sequence[_Span]) -> list[_Span]:
    return [span for span in spans if word.box[0] < span[1] and word.box[2] > span[0]]


def _rows(bands: Sequence[_Band], spans: Sequence[_Span]) -> list[tuple[_Band, ...]]:
    """The lines put together to rows: those of one row stand closer than rows do. Nothing where all stand alike and
    some hold only a part of a row."""
    gaps = [below.top - above.bottom for above, below in pairwise(bands)]
    if not gaps:
        return []
    ordered = sorted(gaps)
    if ordered[-1] - ordered[0] < _EVEN:
        whole = all(2 * len(_held(band, spans)) > len(spans) or _is_title(band) for band in bands)
        return [(band,) for band in bands] if whole else []
    parting = next(iter(_partings(bands)), math.inf)
    return [tuple(row) for row in _put_together(bands, spans, parting, lambda band: _runs_over(band, spans))]


def _held(band: _Band, spans: Sequence[_Span]) -> set[_Span]:
    return {span for word in band.words for span in _covered(word, spans)}


def _headed(
    rows: Sequence[Sequence[_Band]], spans: Sequence[_Span], page: Page
) -> tuple[list[_Span], list[Label | None]]:
    columns = _columns(rows, spans)
    return columns, [_label(rows[0], column, page) for column in columns]


def _columns(rows: Sequence[Sequence[_Band]], spans: Sequence[_Span]) -> list[_Span]:
    """The columns; what only a blank between two words parts in every line is one column."""
    columns = list(spans)
    at = 0
    while at + 1 < len(columns):
        if _is_blank(rows, columns[at], columns[at + 1]):
            columns[at : at + 2] = [(columns[at][0], columns[at + 1][1])]
        else:
            at += 1
    return columns


def _is_blank(rows: Sequence[Sequence[_Band]], column: _Span, following: _Span) -> bool:
    """Whether the second column's words always stand right behind the first one's, as the next words of one text."""
    for band in (band for row in rows for band in row):
        words = _words([band], following)
        before = _words([band], column)
        if not words:
            continue
        gap = min(word.box[0] for word in words) - max((word.box[2] for word in before), default=-math.inf)
        if gap > 0.6 * band.height:
            return False
    return True


def _label(row: Sequence[_Band], column: _Span, page: Page) -> Label | None:
    words = _words(row, column)
    return label_of(drawn_cell(words, page, _frame(words, column), _MARGIN)) if words else None


def _words(row: Sequence[_Band], column: _Span) -> list[Word]:
    return [word for band in row for word in band.words if word.box[0] < column[1] and word.box[2] > column[0]]


def _frame(words: Sequence[Word], column: _Span) -> Caja:
    top, bottom = min(word.box[1] for word in words), max(word.box[3] for word in words)
    return (column[0] - _MARGIN, top, column[1] + _MARGIN, bottom)


def _fits(table: _Table, labels: Sequence[Label | None], page: Page) -> bool:
    """Whether numbers and addresses stand below the headings that ask for them."""
    for label, column in zip(labels, table.columns, strict=True):
        below = [" ".join(word.text for word in _words(row, column)) for row in table.rows[1:]]
        kinds = [bool(_DIGITS.search(text)) + ("@" in text) for text in below]
        if any(kind > 1 or (kind and label is None) for kind in kinds):
            return False  # two columns taken for one
    told = [
        can_be(label.field, drawn_cell(words, page, _frame(words, column), _MARGIN).text)
        for row in table.rows[1:]
        for label, column in zip(labels, table.columns, strict=True)
        if label and label.field in TYPED and (words := _words(row, column)) and not _over_row(row, table)
    ]
    return len(told) > 1 and sum(told) >= _FITTING * len(told)


def _over_row(row: Sequence[_Band], table: _Table) -> bool:
    return len(row) == 1 and (_runs_over(row[0], table.columns) or _is_title(row[0]))


def _frames(table: _Table) -> dict[Caja, list[Word]]:
    """A frame for each cell that holds something, from the middle of the blank above its row to that below."""
    edges = [_edges(row) for row in table.rows]
    framed: dict[Caja, list[Word]] = {}
    for at, row in enumerate(table.rows):
        top = (edges[at - 1][1] + edges[at][0]) / 2 if at else edges[at][0] - _MARGIN
        bottom = (edges[at][1] + edges[at + 1][0]) / 2 if at + 1 < len(edges) else edges[at][1] + _MARGIN
        columns = [(table.columns[0][0], table.columns[-1][1])] if _over_row(row, table) else table.columns
        for column in columns:
            if words := _words(row, column):
                framed[column[0] - _MARGIN, top, column[1] + _MARGIN, bottom] = words
    return framed


def _edges(row: Sequence[_Band]) -> tuple[float, float]:
    return min(band.top for band in row), max(band.bottom for band in row)
