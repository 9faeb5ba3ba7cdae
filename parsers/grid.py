"""Drawn borders: which rectangle of lines, if any, encloses a word."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from cases.evidence import Caja

_SLACK = 2.0
_THIN = 4.0


@dataclass(frozen=True, slots=True)
class Grid:
    """Horizontal lines as (y, x0, x1) and vertical ones as (x, y0, y1), each sorted."""

    across: tuple[tuple[float, float, float], ...]
    down: tuple[tuple[float, float, float], ...]
    box: Caja

    @classmethod
    def of(cls, rules: Sequence[Caja]) -> Grid | None:
        """The grid of a page's rules, or null when they cannot enclose anything."""
        if len(rules) < 4:
            return None
        across: list[tuple[float, float, float]] = []
        down: list[tuple[float, float, float]] = []
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
        """The nearest lines on the four sides of a word's middle, or null when one side is open."""
        x, y = (word[0] + word[2]) / 2, (word[1] + word[3]) / 2
        if not (self.box[0] <= x <= self.box[2] and self.box[1] <= y <= self.box[3]):
            return None
        top, bottom = _around(self.across, y, x)
        left, right = _around(self.down, x, y)
        if top is None or bottom is None or left is None or right is None:
            return None
        return (round(left, 0), round(top, 0), round(right, 0), round(bottom, 0))


def _around(
    lines: Sequence[tuple[float, float, float]], place: float, along: float
) -> tuple[float | None, float | None]:
    """The nearest lines before and after a place that reach as far as `along`."""
    middle = bisect_left(lines, (place,))
    return _first(lines, range(middle - 1, -1, -1), along), _first(lines, range(middle, len(lines)), along)


def _first(lines: Sequence[tuple[float, float, float]], order: range, along: float) -> float | None:
    for index in order:
        at, low, high = lines[index]
        if low - _SLACK <= along <= high + _SLACK:
            return at
    return None
