"""How high lines are and which words share one, whatever boxes a producer gave its letters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from parsers.pages.page import Word


def em_of(words: Sequence[Word]) -> float:
    """The usual size of the letters, from their width (boxes may be as high as two lines, or hug the letters)."""
    widths = [(w.box[2] - w.box[0]) / len(w.text) for w in words[:300] if len(w.text) > 2]
    return 2.0 * median(widths) if widths else 11.0


def lines_of(words: Iterable[Word]) -> list[list[Word]]:
    """Words on one line each, top to bottom, left to right: a word joins while its middle lies within the line."""
    lines: list[list[Word]] = []
    ordered = sorted(words, key=lambda w: w.box[1] + w.box[3])
    if len(ordered) == 1:
        return [ordered]
    most = 1.15 * em_of(ordered)
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


def segments(line: list[Word]) -> list[list[Word]]:
    """A line cut at its wide gaps; justified lines, whose gaps are all wide, stay whole."""
    if len(line) < 2:
        return [line]
    gaps = [right.box[0] - left.box[2] for left, right in pairwise(line)]
    height = median([word.box[3] - word.box[1] for word in line])
    if max(gaps) - min(gaps) < 0.15 * max(gaps) and (len(gaps) >= 4 or (len(gaps) == 3 and max(gaps) < 2.2 * height)):
        return [line]  # stretched to the margins: its blanks are all alike
    if max(gaps) <= 0.8 * height:
        return [line]
    usual = median(sorted(gaps)[: max(1, (len(gaps) + 1) // 2)]) if len(gaps) > 2 else 0.0
    wide = max(0.8 * height, min(2.4 * usual, 1.5 * height))
    result = [[line[0]]]
    for gap, word in zip(gaps, line[1:], strict=True):
        if gap > wide:
            result.append([])
        result[-1].append(word)
    return result


_RISING = frozenset("bdfhkltiíóáéúñABCDEFGHIJKLMNOPQRSTUVWXYZÁÉÍÓÚÑ0123456789/()[]")


_HANGING = frozenset("gjpqy,;()Q")


_LOW = frozenset("acemnorsuvwxz")


@dataclass(frozen=True, slots=True)
class _Fit:
    """How closely a page's boxes hug its letters: at the top (``no`` is lower than ``Nro``), at the bottom (``Quipu``
    ends above ``aquí``)."""

    top: bool
    bottom: bool


def fit_of(words: Sequence[Word]) -> _Fit | None:
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


def pitch_of(lines: Sequence[Sequence[Word]]) -> float:
    """The distance of lines that stand closely below one another."""
    distances = []
    for upper, lower in pairwise(lines):
        gap = (lower[0].box[1] + lower[0].box[3] - upper[0].box[1] - upper[0].box[3]) / 2
        if gap > 5 and min(upper[-1].box[2], lower[-1].box[2]) > max(upper[0].box[0], lower[0].box[0]):
            distances.append(gap)
    distances.sort()
    return distances[len(distances) // 5] if distances else 100.0


def extent_of(line: Sequence[Word], fit: _Fit | None, most: float) -> tuple[float, float, float]:
    """Top, bottom and height of a line as its font has them: where boxes hug the letters, from the base line."""
    if fit is None:
        top, bottom = min([w.box[1] for w in line]), max([w.box[3] for w in line])
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
