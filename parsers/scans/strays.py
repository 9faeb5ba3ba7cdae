"""What engines take for words and is none: strokes of a pen, leaders of dots, boxes to tick, the text of a stamp."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

import cv2
import numpy as np

from cases.text import key
from parsers.scans.agreement import AGREED
from parsers.scans.knownwords import is_link
from parsers.scans.seen import Seen
from parsers.words.usualnames import usual_names

_TALLER = 2.5  # than the page's words: what a pen or a stamp draws, and no letter
_DOT = 0.3  # of their height
_LEADER, _TICK_BOX = "....", "☐"
_PALEST = 200
_PALER = 40  # than the page's print, in grey levels: what a stamp prints


@dataclass(frozen=True, slots=True)
class _Blots:
    """The connected ink of a page: `labels` as OpenCV numbers it, `boxes` (x, y, width, height, pixels) by number;
    `usual` is the height of the page's words, `print_` how dark they are."""

    labels: np.ndarray
    boxes: np.ndarray
    usual: float
    print_: float


def without_strays(words: Sequence[Seen], ink: np.ndarray, dpi: float) -> list[Seen]:
    """The words of the letter, with leaders of dots and boxes to tick as such. What both engines read alike stays,
    unless it is printed pale within the ring of a stamp."""
    sure = [word for word in words if word.confidence >= AGREED]
    if not sure:
        return list(words)
    _, labels, boxes, _ = cv2.connectedComponentsWithStats((ink < _PALEST).astype(np.uint8), connectivity=8)
    usual = median(word.box[3] - word.box[1] for word in sure)
    blots = _Blots(labels, boxes, usual, median(_darkness(word, ink) for word in sure))
    rings = _rings(boxes, dpi)
    kept = [word for word in words if not (_in_one(word, rings) and _darkness(word, ink) > blots.print_ + _PALER)]
    for word in sure:  # print, however a pen runs through it
        _inside(word, labels)[:] = 0
    found = [(word, _unless_stray(word, blots)) for word in kept]
    text = _text(sure, [word for word in kept if word.confidence < AGREED])
    print_ = [told for _, told in found if told]
    return [
        told or word
        for word, told in found
        if told or any(_goes_on(word, other) for other in (print_ if _is_number(word) else text))
    ]


def _text(sure: Sequence[Seen], doubtful: Sequence[Seen]) -> list[Seen]:
    """What is sure or known, and the small words beside it: a vote parts a post that a pen ran through into words."""
    result = [*sure, *(word for word in doubtful if _is_known(word))]
    links = [word for word in doubtful if is_link(word.text)]
    while near := [link for link in links if any(_goes_on(link, other) for other in result)]:
        result += near
        links = [link for link in links if link not in near]
    return result


def _is_number(word: Seen) -> bool:
    return sum(map(str.isdigit, word.text)) > 1


def _is_known(word: Seen) -> bool:
    return bool(usual_names() & set(key(word.text).split()))


def _goes_on(word: Seen, other: Seen) -> bool:
    """Whether a word stands right beside another on its line: then it belongs to the text, pen or no pen."""
    x0, y0, x1, y1 = word.box
    shared = min(y1, other.box[3]) - max(y0, other.box[1])
    blank = 1.2 * max(y1 - y0, other.box[3] - other.box[1])
    return shared > 0.6 * (y1 - y0) and max(other.box[0] - x1, x0 - other.box[2]) < blank


def _unless_stray(word: Seen, blots: _Blots) -> Seen | None:
    """A doubtful word as it is, as a leader or a box, or null when a pen drew it or it is as pale as a watermark."""
    if word.confidence >= AGREED:
        return word
    inside = _inside(word, blots.labels)
    heights = blots.boxes[inside[inside > 0], cv2.CC_STAT_HEIGHT]
    if not heights.size:
        return None
    if (heights < _DOT * blots.usual).all():
        return replace(word, text=_LEADER, confidence=AGREED)
    if len(word.text) == 1 and _is_box(inside > 0):
        return replace(word, text=_TICK_BOX, confidence=AGREED)
    if float((heights > _TALLER * blots.usual).mean()) <= 0.6 or _is_known(word):
        return word
    return None


def _is_box(ink: np.ndarray) -> bool:
    """Whether ink is a square of four straight sides."""
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    square = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    height, width = square.shape
    sides = (square[:2].any(axis=0), square[-2:].any(axis=0), square[:, :2].any(axis=1), square[:, -2:].any(axis=1))
    return min(height, width) > 6 and 0.8 < width / height < 1.25 and min(side.mean() for side in sides) > 0.9


def _rings(boxes: np.ndarray, dpi: float) -> list[tuple[float, float, float]]:
    """Round outlines as large as stamps: middle and radius."""
    found = []
    for x, y, width, height, pixels in boxes[1:]:
        round_ = 0.8 < width / height < 1.25 and 0.7 * dpi < width < 2.6 * dpi
        if round_ and pixels < 0.2 * width * height:
            found.append((x + width / 2, y + height / 2, (width + height) / 4))
    return found


def _in_one(word: Seen, rings: Sequence[tuple[float, float, float]]) -> bool:
    x, y = (word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2
    return any((x - middle) ** 2 + (y - level) ** 2 < (0.8 * radius) ** 2 for middle, level, radius in rings)


def _darkness(word: Seen, ink: np.ndarray) -> float:
    """The grey level of a word's strokes."""
    inside = _inside(word, ink)
    return float(np.percentile(inside, 5)) if inside.size else 255.0


def _inside(word: Seen, picture: np.ndarray) -> np.ndarray:
    x0, y0, x1, y1 = (max(0, int(side)) for side in word.box)
    return picture[y0:y1, x0:x1]
