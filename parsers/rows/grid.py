"""Drawn borders: which rectangle of lines, if any, encloses a word."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from cases.evidence import Caja

_SLACK = 2.0
_THIN = 4.0
_CORNER = 3.5  # how far from a cell's corner a line may end
_ROUND = 10.0  # and where the corner is rounded, so that both its lines end

_Line = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Grid:
    """Horizontal lines as (y, x0, x1) and vertical ones as (x, y0, y1), each sorted."""

    across: tuple[_Line, ...]
    down: tuple[_Line, ...]
    box: Caja

    @classmethod
    def of(cls, rules: Sequence[Caja]) -> Grid | None:
        """The grid of a page's rules, or null when they cannot enclose anything."""
        if len(rules) < 4 and sum(x1 - x0 > _THIN and y1 - y0 > _THIN for x0, y0, x1, y1 in rules) < 2:
            return None
        across: list[_Line] = []
        down: list[_Line] = []
        for x0, y0, x1, y1 in rules:
            wide, tall = x1 - x0, y1 - y0
            if wide > _THIN and tall > _THIN:  # a filled or framed rectangle: its four sides
                across += [(y0, x0, x1), (y1, x0, x1)]
                down += [(x0, y0, y1), (x1, y0, y1)]
            elif wide >= tall:
                across.append(((y0 + y1) / 2, x0, x1))
            else:
                down.append(((x0 + x1) / 2, y0, y1))
        if len(across) < 2 or len(down) < 2:
            return None
        box = (min(d[0] for d in down), min(a[0] for a in across), max(d[0] for d in down), max(a[0] for a in across))
        return cls(tuple(sorted(set(across))), tuple(sorted(set(down))), box)

    def frame(self, word: Caja) -> Caja | None:
        """The nearest lines on the four sides of a word's middle that meet at their corners, or null when there are
        none. A line that does not run from side to side (under a text, to write on, of another box) bounds nothing."""
        x, y = (word[0] + word[2]) / 2, (word[1] + word[3]) / 2
        if not (self.box[0] <= x <= self.box[2] and self.box[1] <= y <= self.box[3]):
            return None
        middle = bisect_left(self.down, (x,))
        before, behind = middle - 1, middle
        while True:
            before = _first(self.down, range(before, -1, -1), y)
            behind = _first(self.down, range(behind, len(self.down)), y)
            if before < 0 or behind < 0:
                return None
            left, right = self.down[before], self.down[behind]
            top, bottom = self._bounds(x, y, left, right)
            if top is None or bottom is None:
                return None
            if not _reaches(self.down, before, top, bottom):
                before -= 1
            elif not _reaches(self.down, behind, top, bottom):
                behind += 1
            else:
                return (round(left[0], 0), round(top, 0), round(right[0], 0), round(bottom, 0))

    def _bounds(self, x: float, y: float, left: _Line, right: _Line) -> tuple[float | None, float | None]:
        """The nearest heights over and under a place at which lines run from the one side to the other."""
        middle = bisect_left(self.across, (y,))
        found: list[float | None] = []
        for order in (range(middle - 1, -1, -1), range(middle, len(self.across))):
            at = _first(self.across, order, x)
            while at >= 0 and not _reaches(
                self.across, at, left[0], right[0], _rounded(self.across[at][0], left, right)
            ):
                at = _first(self.across, range(at + order.step, order.stop, order.step), x)
            found.append(self.across[at][0] if at >= 0 else None)
        return found[0], found[1]


def _rounded(at: float, left: _Line, right: _Line) -> float:
    """How far from the sides a line at this height may end: further where the sides themselves end short of it."""
    short = all(-1 < side[1] - at < _ROUND or -1 < at - side[2] < _ROUND for side in (left, right))
    return _ROUND if short else _CORNER


def _reaches(lines: Sequence[_Line], index: int, low: float, high: float, slack: float = _ROUND) -> bool:
    """Whether a line, with the pieces that it is drawn in, reaches from `low` to `high`."""
    at, first, last = lines[index]
    if first <= low + slack and last >= high - slack:
        return True
    pieces = lines[bisect_left(lines, (at - _SLACK,)) : bisect_left(lines, (at + _SLACK,))]
    inside = [piece for piece in pieces if piece[2] > low - _SLACK and piece[1] < high + _SLACK]
    return min(p[1] for p in inside) <= low + slack and max(p[2] for p in inside) >= high - slack


def _first(lines: Sequence[_Line], order: range, along: float) -> int:
    """The first of the lines, in this order, that reaches as far as `along`; -1 when none does."""
    for index in order:
        _, low, high = lines[index]
        if low - _SLACK <= along <= high + _SLACK:
            return index
    return -1
