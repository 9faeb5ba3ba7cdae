"""The words of one PDF page with their boxes, whatever order and pieces the producer drew them in."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass

from cases.evidence import Caja
from parsers import pdfium
from parsers.glyphs import clean
from parsers.lines import rejoin, text_lines
from parsers.page import Word
from parsers.upright import Turn

_WORD = re.compile(r"[^\s\x00\u00a0\u2000-\u200a\u202f\u205f\u3000]+")


@dataclass(frozen=True, slots=True)
class PageText:
    """What a page's text layer holds. `words` lie upright and in reading order; `aside` are words turned against the
    rest (margin notes, diagonal watermarks); `hidden` were drawn invisibly (an OCR layer under a scan)."""

    words: tuple[Word, ...]
    aside: tuple[Word, ...]
    hidden: tuple[Word, ...]
    raw: str
    turn: Turn


def read_words(text_page, page_box: tuple[float, float, float, float], rotation: int, most: int) -> PageText:
    """Words of a page; `page_box` is left, bottom, right, top, `rotation` the page's own (degrees clockwise)."""
    raw = pdfium.characters(text_page)
    spans = [match.span() for match in _WORD.finditer(raw)][:most]
    ends = [index for start, end in spans for index in (start, end - 1)]
    flat = pdfium.boxes(text_page, ends)
    objects = pdfium.text_objects(text_page, ends[::2])
    styles = pdfium.styles(objects)
    turned = _directions(text_page, spans, flat)
    main = _main_direction(turned, len(spans), rotation)
    turn = Turn(page_box, main)
    words: list[Word] = []
    aside: list[Word] = []
    hidden: list[Word] = []
    for position, (start, end) in enumerate(spans):
        box = _box(flat, 8 * position, turn)
        if box is None or not (text := clean(raw[start:end])):
            continue
        invisible, bold = styles[objects[position]]
        word = Word(text, box, 1.0, bold)
        (hidden if invisible else words if turned.get(position, 0) == main else aside).append(word)
    return PageText(
        tuple(rejoin(text_lines(words))), tuple(aside), tuple(rejoin(text_lines(hidden))), raw, turn
    )


def _box(flat, at: int, turn: Turn) -> Caja | None:
    """The union of a word's first and last character, or nothing when it lies wholly off the page."""
    l0, t0, r0, b0, l1, t1, r1, b1 = flat[at : at + 8]
    box = turn.rect(min(l0, l1), min(b0, b1), max(r0, r1), max(t0, t1))
    if box[2] < 0 or box[3] < 0 or box[0] > turn.width or box[1] > turn.height:
        return None
    return box


def _directions(text_page, spans: list[tuple[int, int]], flat) -> dict[int, int]:
    """Degrees of the baseline for the words that do not simply run to the right (the others are left out).

    A word runs right when its last character stands on the same line as its first, further right. Single characters
    say nothing and follow their neighbour.
    """
    result: dict[int, int] = {}
    before = 0
    for position, (start, end) in enumerate(spans):
        at = 8 * position
        if end - start == 1:
            degrees = before
        elif flat[at + 4] > flat[at] and abs(flat[at + 7] - flat[at + 3]) < 0.4 * abs(flat[at + 1] - flat[at + 3]):
            degrees = 0
        else:
            exact = math.degrees(pdfium.angle(text_page, start))
            nearest = round(exact / 90) * 90
            degrees = nearest % 360 if abs(exact - nearest) < 5 else -1
        if degrees:
            result[position] = degrees
        before = degrees
    return result


def _main_direction(turned: dict[int, int], total: int, rotation: int) -> int:
    if not total:
        return rotation
    counts = Counter(degrees for degrees in turned.values() if degrees >= 0)
    counts[0] = total - len(turned)
    return max(counts, key=lambda degrees: (counts[degrees], degrees == rotation))
