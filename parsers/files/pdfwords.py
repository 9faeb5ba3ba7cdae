"""The words of one PDF page with their boxes, whatever order and pieces the producer drew them in."""

from __future__ import annotations

import math
import re
from array import array
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from cases.evidence import Caja
from parsers.files import pdfium
from parsers.files.gluedcells import parted_cells
from parsers.files.lostblanks import reopened
from parsers.pages.lines import rejoin, text_lines
from parsers.pages.page import Word
from parsers.pages.upright import Turn
from parsers.words.glyphs import clean, is_clean

_WORD = re.compile(r"[^\s\x00\u00a0\u2000-\u200a\u202f\u205f\u3000]+")


@dataclass(frozen=True, slots=True)
class Placed:
    """The words of a page's text layer, one in each place of the lists: its characters' places in `raw`, its text,
    upright box, page space of its first and last character (`flat`), the text object that draws the first, the
    direction where that is not to the right (`turned`)."""

    raw: str
    spans: list[tuple[int, int]]
    texts: list[str]
    boxes: list[Caja]
    flat: array
    objects: list[int | None]
    turned: dict[int, int]
    turn: Turn


@dataclass(frozen=True, slots=True)
class PageText:
    """What a page's text layer holds. `words` lie upright and in reading order; `aside` are words turned against the
    rest (margin notes, diagonal watermarks); `hidden` were drawn invisibly (an OCR layer under a scan), and so were
    those of them that are `unseen`, by some trick of paint."""

    words: tuple[Word, ...]
    aside: tuple[Word, ...]
    hidden: tuple[Word, ...]
    raw: str
    turn: Turn
    unseen: tuple[Word, ...] = ()


def place_words(text_page, page_box: tuple[float, float, float, float], rotation: int, most: int) -> Placed:
    """Words of a page; `page_box` is left, bottom, right, top, `rotation` the page's own (degrees clockwise)."""
    raw = pdfium.characters(text_page)
    spans = reopened(text_page, raw, [match.span() for match in _WORD.finditer(raw)])[:most]
    ends = [index for start, end in spans for index in (start, end - 1)]
    flat = pdfium.boxes(text_page, ends)
    objects = pdfium.text_objects(text_page, ends[::2])
    parted = parted_cells(text_page, spans, flat, objects)[:most]
    if len(parted) > len(spans):
        spans = parted
        ends = [index for start, end in spans for index in (start, end - 1)]
        flat, objects = pdfium.boxes(text_page, ends), pdfium.text_objects(text_page, ends[::2])
    turned = _directions(text_page, spans, flat)
    turn = Turn(page_box, _main_direction(turned, len(spans), rotation))
    texts = [raw[start:end] for start, end in spans]
    if not is_clean(raw):
        texts = list(map(clean, texts))
    return Placed(raw, spans, texts, _boxes(flat, turn), flat, objects, turned, turn)


def read_words(placed: Placed, unseen: Collection[int] = ()) -> PageText:
    """The placed words sorted out; those in the places of `unseen` are taken for hidden."""
    texts, boxes, objects, turn = placed.texts, placed.boxes, placed.objects, placed.turn
    styles = pdfium.styles(objects)
    hiding = {drawn for drawn, (invisible, _) in styles.items() if invisible}
    aside: list[Word] = []
    hidden: list[Word] = []
    if hiding or unseen or placed.turned or not all(texts) or not _within(boxes, turn):
        words = _sorted_out(placed, styles, unseen, aside, hidden)
    else:
        words = [Word(text, box, 1.0, styles[drawn][1]) for text, box, drawn in zip(texts, boxes, objects, strict=True)]
    tricked = tuple(Word(texts[at], boxes[at]) for at in sorted(unseen) if texts[at])
    rest = tuple(rejoin(text_lines(hidden)))
    return PageText(tuple(rejoin(text_lines(words))), tuple(aside), rest, placed.raw, turn, tricked)


def _within(boxes: list[Caja], turn: Turn) -> bool:
    """Whether no word lies off the page."""
    if not boxes:
        return True
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    # A file can make a place of what is no number, which compares with nothing.
    if not math.isfinite(sum(lefts) + sum(tops) + sum(rights) + sum(bottoms)):
        return False
    return min(rights) >= 0 and min(bottoms) >= 0 and max(lefts) <= turn.width and max(tops) <= turn.height


def _sorted_out(placed: Placed, styles, unseen: Collection[int], aside: list, hidden: list) -> list[Word]:
    """The words that run with the page; `aside` and `hidden` take the others, words off the page go nowhere."""
    words: list[Word] = []
    turn = placed.turn
    for position, (text, box, drawn) in enumerate(zip(placed.texts, placed.boxes, placed.objects, strict=True)):
        on_page = box[2] >= 0 and box[3] >= 0 and box[0] <= turn.width and box[1] <= turn.height
        if not on_page or not text:
            continue
        invisible, bold = styles[drawn]
        straight = placed.turned.get(position, 0) == turn.degrees
        group = hidden if invisible or position in unseen else words if straight else aside
        group.append(Word(text, box, 1.0, bold))
    return words


def _boxes(flat, turn: Turn) -> list[Caja]:
    """The union of every word's first and last character on the upright page."""
    columns = zip(*(flat[offset::8] for offset in range(8)), strict=True)
    if turn.degrees:
        return [
            turn.rect(min(l0, l1), min(b0, b1), max(r0, r1), max(t0, t1)) for l0, t0, r0, b0, l1, t1, r1, b1 in columns
        ]
    left, top = turn.box[0], turn.box[3]
    return [
        (
            (l0 if l0 < l1 else l1) - left,
            top - (t0 if t0 > t1 else t1),
            (r1 if r1 > r0 else r0) - left,
            top - (b0 if b0 < b1 else b1),
        )
        for l0, t0, r0, b0, l1, t1, r1, b1 in columns
    ]


def _directions(text_page, spans: list[tuple[int, int]], flat) -> dict[int, int]:
    """Degrees of the baseline for the words that do not simply run to the right (the others are left out).

    A word runs right when its last character stands on the same line as its first, further right. Single characters
    say nothing and follow their neighbour.
    """
    columns = zip(*(flat[offset::8] for offset in (0, 4, 1, 3, 7)), strict=True)
    others = [
        position
        for position, (left, last_left, top, bottom, last_bottom) in enumerate(columns)
        if not (last_left > left and abs(last_bottom - bottom) < 0.4 * abs(top - bottom))
    ]
    result: dict[int, int] = {}
    for position in others:
        start, end = spans[position]
        degrees = _degrees(text_page, start) if end - start > 1 else result.get(position - 1, 0)
        if degrees:
            result[position] = degrees
    return result


def _degrees(text_page, index: int) -> int:
    """The direction of a character's baseline in quarters of a turn, -1 when it runs across them."""
    exact = -math.degrees(pdfium.angle(text_page, index))
    nearest = round(exact / 90) * 90
    return nearest % 360 if abs(exact - nearest) < 5 else -1


def _main_direction(turned: dict[int, int], total: int, rotation: int) -> int:
    if not total:
        return rotation
    counts = Counter(degrees for degrees in turned.values() if degrees >= 0)
    counts[0] = total - len(turned)
    return max(counts, key=lambda degrees: (counts[degrees], degrees == rotation))
