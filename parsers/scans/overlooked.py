"""Accents over capitals that both engines passed over: ink above a word that no word owns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from parsers.scans.seen import Seen

Box = tuple[int, int, int, int]
_ACCENTED = dict(zip("AEIOUN", "ÁÉÍÓÚÑ", strict=True))


def doubt_unread_marks(words: Sequence[Seen], ink: np.ndarray, lines: Sequence[Box] = ()) -> list[Seen]:
    """The words, with those doubtful over which a mark stands unread; over a capital initial the mark is put on.

    Both engines drop the tilde of "Ñusta" where lines of text stand close, so that their agreement proves nothing
    there. `lines` are table lines that were taken out of the picture, and a mark that touched them with them.
    """
    dark = (ink < 170).astype(np.uint8)
    boxes = np.array([word.box for word in words]) if words else np.zeros((0, 4))
    return [_checked(word, dark, boxes, lines) for word in words]


def _checked(word: Seen, dark: np.ndarray, boxes: np.ndarray, lines: Sequence[Box]) -> Seen:
    if not any(c.isalpha() for c in word.text):
        return word
    mark = _mark_above(word, dark, boxes)
    first = word.text[0]
    if mark is None and first in _ACCENTED and _initial_stands_out(word, dark):
        mark = word.box[0]
    if mark is None:
        hidden = first in _ACCENTED and (_touched(word, dark) or _under_a_line(word, lines))
        return word.doubted() if hidden else word
    share = (mark - word.box[0]) / max(1.0, word.box[2] - word.box[0])
    if first in _ACCENTED and share < 1.3 / len(word.text):
        return replace(word.doubted(), text=_ACCENTED[first] + word.text[1:])
    return word.doubted()


def _touched(word: Seen, dark: np.ndarray) -> bool:
    """Whether ink comes down to the top of the first letter: an accent that runs into the line above."""
    x0, y0, x1, y1 = (int(side) for side in word.box)
    near = max(2, (y1 - y0) // 7)
    strip = dark[max(0, y0 - near - 2) : max(0, y0 - 1), max(0, x0) : x0 + max(3, round((x1 - x0) / len(word.text)))]
    return strip.size > 0 and int(strip.sum()) >= 4 and y1 - y0 >= 8


def _under_a_line(word: Seen, lines: Sequence[Box]) -> bool:
    """Whether a table line ran where the accent of the first letter would be."""
    x0, y0, _, y1 = word.box
    return any(left < x0 + 8 and right > x0 and 0 <= y0 - low < 0.3 * (y1 - y0) for left, _, right, low in lines)


def _mark_above(word: Seen, dark: np.ndarray, boxes: np.ndarray) -> float | None:
    """Where (x) a small blot floats above the word, neither part of it nor of the line above; null when none."""
    x0, y0, x1, y1 = (int(side) for side in word.box)
    height = y1 - y0
    top, left = max(0, y0 - height), max(0, x0 - 2)
    area = dark[top : y0 + max(2, height // 8), left : x1 + 2]
    if height < 8 or area.size == 0:
        return None
    count, _, stats, middles = cv2.connectedComponentsWithStats(area, connectivity=8)
    for index in range(1, count):
        x, y, wide, high, size = (int(value) for value in stats[index])
        above, below = top + y, top + y + high
        if size < 6 or high > 0.45 * height or wide > 0.9 * height or above < y0 - 0.5 * height or below > y0 + 2:
            continue
        across, along = left + middles[index][0], top + middles[index][1]
        inside = (boxes[:, 0] <= across) & (across <= boxes[:, 2]) & (boxes[:, 1] <= along) & (along <= boxes[:, 3])
        if not inside.any() and x > 0 and x + wide < area.shape[1]:
            return float(across)
    return None


def _initial_stands_out(word: Seen, dark: np.ndarray) -> bool:
    """Whether the ink over the first letter begins higher than over tall letters after it: an accent is in the box."""
    if not any(c in "bdfhklñíóáéú" or c.isupper() for c in word.text[1:]):
        return False
    x0, y0, x1, y1 = (int(side) for side in word.box)
    area = dark[max(0, y0) : y1, max(0, x0) : x1]
    first = round(area.shape[1] * 0.9 / len(word.text))
    if first < 3 or y1 - y0 < 8:
        return False
    tops = [np.flatnonzero(part.sum(axis=1) >= 2) for part in (area[:, :first], area[:, first:])]
    if not all(len(rows) for rows in tops):
        return False
    return tops[1][0] - tops[0][0] > 0.14 * (y1 - y0)
