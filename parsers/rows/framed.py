"""Drawn tables without some of their lines or beside one another: cells that only a blank parts, values that no line
encloses, tables apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from cases.evidence import Caja
from parsers.pages.cells import Cell, Row
from parsers.pages.extents import lines_of, segments
from parsers.pages.page import Word
from parsers.words.labels import full_label

_FEWEST = 3  # frames under one another before their blanks are believed to part two columns


def parted_frames(framed: Mapping[Caja, list[Word]]) -> dict[Caja, list[Word]]:
    """The frames with their words; a stack of frames whose words leave the same blank has a frame on either side of it
    (tables drawn with lines between their rows alone)."""
    result: dict[Caja, list[Word]] = {}
    for _, group in groupby(sorted(framed, key=lambda frame: (*_sides(frame), frame[1])), key=_sides):
        stack = {frame: framed[frame] for frame in group}
        edge = _edge(stack) if len(stack) >= _FEWEST else None
        for frame, words in stack.items():
            result |= {frame: words} if edge is None else _parted(frame, words, edge)
    return result


def open_sided(framed: Mapping[Caja, list[Word]], free: Sequence[Word]) -> tuple[dict[Caja, list[Word]], list[Word]]:
    """The frames and the free words; beside a stack of framed labels the words of each one's height are its value, in
    a frame that nobody drew (a shaded column of labels beside values on the bare paper)."""
    result, rest = dict(framed), list(free)
    for _, group in groupby(sorted(framed, key=lambda frame: (*_sides(frame), frame[1])), key=_sides):
        stack = list(group)
        labels = sum(_is_label(framed[frame]) for frame in stack)
        if len(stack) < _FEWEST or 2 * labels < len(stack):
            continue
        edge, bottom = min(frame[2] for frame in stack), max(frame[3] for frame in stack)
        near = _beside(rest, (stack[0][0], stack[0][1], edge, bottom))
        beside = {frame: _beside(near, frame) for frame in stack}
        values = {frame: words for frame, words in beside.items() if words}
        begins = [min(word.box[0] for word in words) for words in values.values()]
        if len(values) < max(_FEWEST, len(stack) // 2) or max(begins) - min(begins) > 3:
            continue
        edge = max(word.box[2] for words in values.values() for word in words) + 2
        if any(frame[0] + 2 < other[0] < edge and _level(other, frame) for frame in stack for other in framed):
            continue  # a drawn table goes on there
        result |= {(frame[2], frame[1], edge, frame[3]): words for frame, words in values.items()}
        taken = {id(word) for words in values.values() for word in words}
        rest = [word for word in rest if id(word) not in taken]
    return result, rest


def _is_label(words: Sequence[Word]) -> bool:
    return full_label(" ".join(word.text for line in lines_of(words) for word in line)) is not None


def _beside(words: Sequence[Word], frame: Caja) -> list[Word]:
    """The words right of a frame at its height."""
    edge, top, bottom = frame[2] - 1, frame[1], frame[3]
    return [word for word in words if word.box[0] >= edge and top <= (word.box[1] + word.box[3]) / 2 < bottom]


def _level(one: Caja, other: Caja) -> bool:
    return one[1] < other[3] - 2 and one[3] > other[1] + 2


def _sides(frame: Caja) -> tuple[int, int]:
    return round(frame[0] / 3), round(frame[2] / 3)


def _parted(frame: Caja, words: list[Word], edge: float) -> dict[Caja, list[Word]]:
    near, far = [[word for word in words if (word.box[0] < edge - 1) == before] for before in (True, False)]
    if not near or not far:
        return {frame: words}
    return {(frame[0], frame[1], edge - 2, frame[3]): near, (edge - 2, *frame[1:]): far}


def _edge(stack: Mapping[Caja, list[Word]]) -> float | None:
    """Where the second column of a stack of frames begins: most of its frames hold two pieces, the second always at
    one place, and no word of any stands across."""
    begins: list[float] = []
    for words in stack.values():
        parts = [segments(line) for line in lines_of(words)]
        begins += {round(part[1][0].box[0], 1) for part in parts if len(part) == 2}
    if len(begins) < _FEWEST or 2 * len(begins) < len(stack):
        return None
    edge = min(begins)
    aligned = sum(begin - edge < 2 for begin in begins)
    every = [word for words in stack.values() for word in words]
    across = any(word.box[0] < edge - 4 and word.box[2] > edge - 4 for word in every)
    return edge if aligned >= _FEWEST and aligned == len(begins) and not across else None


def tables_apart(rows: Sequence[Row]) -> list[Row]:
    """The rows with drawn tables that stand side by side, each with rows of its own heights, one after the other."""
    result: list[Row] = []
    for framed, group in groupby(rows, key=lambda row: row.framed):
        run = list(group)
        result += _apart(run) if framed and len(run) > 2 else run
    return result


def _apart(rows: list[Row]) -> list[Row]:
    gap = _corridor([cell for row in rows for cell in row.cells])
    if gap is None:
        return rows
    sides = [[cell for row in rows for cell in row.cells if (cell.box[0] < gap) == near] for near in (True, False)]
    tops = [[cell.box[1] for cell in side] for side in sides]
    alone = sum(all(abs(top - other) > 3 for other in tops[0]) for top in set(tops[1]))
    if min(map(len, tops)) < _FEWEST or alone < 2 or max(map(min, tops)) > min(map(max, tops)):
        return rows
    parts = [[_side(row, gap, near) for row in rows] for near in (True, False)]
    return [row for part in parts for row in part if row.cells]


def _side(row: Row, gap: float, near: bool) -> Row:
    return replace(row, cells=tuple(cell for cell in row.cells if (cell.box[0] < gap) == near))


def _corridor(cells: Sequence[Cell]) -> float | None:
    """Where a blank runs down between drawn cells from the first to the last."""
    right = 0.0
    for cell in sorted(cells, key=lambda cell: cell.box[0]):
        if right and cell.box[0] - right > 4:
            return cell.box[0] - 1
        right = max(right, cell.box[2])
    return None
