"""Blanks that PDFium swallowed: words of capitals that a kerned blank parts, as their letters' places show."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from parsers.files import pdfium

Span = tuple[int, int]
# Fonts draw capitals closer to a blank (A, T, V, Y); browsers print no blank but a gap, and PDFium takes a gap under
# half a blank for kerning. Elsewhere a blank stays wide; a "word" of such length has lost them all the same.
_CAPITALS = re.compile(r"[^\W\d_a-zß-ÿ][.,;:]?[^\W\d_a-zß-ÿ]")
_LONG = 24
# Of a line's height: no blank is thinner, no letter of a word stands so far from its neighbours' distance.
_BLANK = 0.085


def reopened(text_page, raw: str, spans: Sequence[Span]) -> list[Span]:
    """The spans of words in `raw`, those cut in two or more that hold a gap as wide as a blank.

    Letters set wide or narrow have even gaps: what counts is how far a gap is beyond the word's usual one.
    """
    suspects = {bisect(spans, (match.start(), len(raw))) - 1 for match in _CAPITALS.finditer(raw)}
    suspects.update(at for at, (start, end) in enumerate(spans) if end - start >= _LONG)
    result = list(spans)
    for at in sorted(suspects, reverse=True):
        start, end = spans[at]
        if end - start > 3:
            result[at : at + 1] = _parts(text_page, start, end)
    return result


def _parts(text_page, start: int, end: int) -> list[Span]:
    gaps, height = _gaps(pdfium.boxes(text_page, range(start, end)))
    least = median(gaps) + _BLANK * height
    cuts = [start, *(start + at for at, gap in enumerate(gaps, 1) if gap > least), end]
    return list(pairwise(cuts))


def _gaps(flat: Sequence[float]) -> tuple[list[float], float]:
    """The gaps between neighbouring characters along their baseline, whichever way it runs, and the line's height."""
    lefts, tops, rights, bottoms = (flat[offset::4] for offset in range(4))
    if abs(lefts[1] - lefts[0]) >= abs(tops[1] - tops[0]):
        lows, highs, height = lefts, rights, tops[0] - bottoms[0]
    else:
        lows, highs, height = bottoms, tops, rights[0] - lefts[0]
    forward = lows[1] >= lows[0]
    pairs = pairwise(zip(lows, highs, strict=True))
    # A word that goes on in the next line steps back: no gap.
    gaps = [low - last_high if forward else last_low - high for (last_low, last_high), (low, high) in pairs]
    return gaps, abs(height)
