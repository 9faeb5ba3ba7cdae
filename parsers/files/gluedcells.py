"""Words that PDFium read as one across the border of two cells: a new text begins there, where other lines begin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from parsers.files import pdfium

Span = tuple[int, int]
_EVEN = 0.5  # points by which the beginnings of a column's lines differ
_FEWEST = 3  # words that begin at the same place
_INSIDE = 4.0  # points of a word on either side of a border


def parted_cells(text_page, spans: Sequence[Span], flat: Sequence[float], objects: Sequence[int | None]) -> list[Span]:
    """The spans of words, those cut in two that another text object goes on with where a column begins; `flat` has the
    boxes of their first and last characters, `objects` what draws the first."""
    lefts, rights = flat[0::8], flat[6::8]
    places = Counter(round(left / _EVEN) for left in lefts)
    columns = sorted({place * _EVEN for place, times in places.items() if times >= _FEWEST})
    result: list[Span] = []
    for (start, end), left, right, drawn in zip(spans, lefts, rights, objects, strict=True):
        inside = [x for x in columns if left + _INSIDE < x < right - _INSIDE] if end - start > 3 else []
        cut = _border(text_page, start, end, drawn, inside) if inside else None
        result += [(start, end)] if cut is None else [(start, cut), (cut, end)]
    return result


def _border(text_page, start: int, end: int, drawn: int | None, columns: Sequence[float]) -> int | None:
    """Where a word's second text object begins, if it has just two and that one begins a column."""
    if pdfium.text_objects(text_page, [end - 1])[0] == drawn:
        return None
    objects = pdfium.text_objects(text_page, range(start, end))
    changes = [at for at in range(1, len(objects)) if objects[at] != objects[at - 1]]
    if len(changes) != 1:
        return None
    left = pdfium.boxes(text_page, [start + changes[0]])[0]
    return start + changes[0] if any(abs(left - x) <= _EVEN for x in columns) else None
