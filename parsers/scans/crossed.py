"""Words that a stroke of a pen or a stamp runs through: that both engines read them alike proves little there."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

import cv2
import numpy as np

from parsers.scans.agreement import AGREED
from parsers.scans.knownwords import Known, is_link
from parsers.scans.seen import Seen
from parsers.scans.spelling import marks

_INK = 170
_TALLER = 2.5  # than the page's words: what a pen or a stamp draws, and no letter
_THROUGH = 0.4  # of a word's height that a stroke takes


def doubt_crossed(words: Sequence[Seen], lifted: np.ndarray, untouched: np.ndarray) -> list[Seen]:
    """The words, with those doubtful that a stroke crossed, unless they are known words or numbers that their digits
    prove. `lifted` is the picture without the strokes that are paler than its print."""
    sure = [word for word in words if word.confidence >= AGREED and len(word.text) > 1]
    if not sure:
        return list(words)
    usual = median(word.box[3] - word.box[1] for word in sure)
    _, labels, boxes, _ = cv2.connectedComponentsWithStats((lifted < _INK).astype(np.uint8), connectivity=8)
    tall = boxes[:, cv2.CC_STAT_HEIGHT] > _TALLER * usual
    tall[0] = False
    crossed = [word for word in sure if _is_crossed(word, tall[_inside(word, labels)], lifted, untouched)]
    if not crossed:
        return list(words)
    ids = {id(word) for word in crossed}
    known = Known(word.text for word in sure if id(word) not in ids)
    return [word.doubted() if id(word) in ids and not _is_proved(word.text, known) else word for word in words]


def _is_crossed(word: Seen, strokes: np.ndarray, lifted: np.ndarray, untouched: np.ndarray) -> bool:
    """Whether something tall runs through a word from above to below, or was lifted off it."""
    changed = _inside(word, lifted) != _inside(word, untouched)
    return any(part.size and part.any(axis=1).mean() > _THROUGH for part in (strokes, changed))


def _is_proved(text: str, known: Known) -> bool:
    return is_link(text) or (known.word(text) and not marks(text))


def _inside(word: Seen, picture: np.ndarray) -> np.ndarray:
    x0, y0, x1, y1 = (max(0, int(side)) for side in word.box)
    return picture[y0:y1, x0:x1]
