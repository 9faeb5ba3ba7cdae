"""Strokes of a pen and rings of a stamp that run through print, lifted off: they are paler than the print they cross.

Pictures are numpy arrays of 8-bit grey (0 black), straightened and evenly lit.
"""

from __future__ import annotations

import cv2
import numpy as np

_INK, _PRINT = 185, 150  # what is darker is ink at all; what may be print
_PALER = 0.16  # of the way from print to paper: what is that much paler than print is none
_LONG, _BENT, _PIECE = 0.2, 0.06, 0.04  # inches: no letter is so large and so thin; smaller pieces may be accents
_STRAIGHT = 0.13  # inches: no hairline of a letter runs straight for so long
_PAPER = 245


def without_strokes(image: np.ndarray, dpi: float) -> np.ndarray:
    """The picture without the pale strokes that come near its print; the same picture when there are none.

    Among letters only what runs on straight is lifted, so that none loses its hairlines. Large letters in pale ink and
    stamps on free paper stay: there is nothing below them to be read.
    """
    soft = cv2.GaussianBlur(image, (0, 0), 0.8)
    dark = soft < _PRINT
    if not dark.any():
        return image
    usual = float(np.median(cv2.erode(soft, _square(5))[dark]))
    level = usual + _PALER * (255 - usual)
    ink, print_ = soft < _INK, soft <= level
    strokes = _strokes((ink & (cv2.erode(soft, _square(5)) > level)).astype(np.uint8), dpi)
    if strokes is None:
        return image
    ground = cv2.dilate(strokes, _square(5))
    letters = _letters(print_, dpi)
    among = _straight((ink & (cv2.erode(soft, _square(3)) > level)).astype(np.uint8), strokes, dpi)
    erased = ((ground > 0) & ~letters) | (among > 0)
    erased &= _beside(ground, letters) & ~print_
    # What print goes on beneath at both sides.
    erased &= cv2.morphologyEx(print_.astype(np.uint8), cv2.MORPH_CLOSE, _square(5)) == 0
    if not erased.any():
        return image
    lifted = image.copy()
    lifted[erased] = _PAPER
    return lifted


def _square(side: int) -> np.ndarray:
    return np.ones((side, side), np.uint8)


def _strokes(pale: np.ndarray, dpi: float) -> np.ndarray | None:
    """The pale ink that is too large and too thin for letters, with the pieces of it beyond each crossing."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(pale, connectivity=8)
    wide, high, size = (stats[:, side] for side in (cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT, cv2.CC_STAT_AREA))
    longest, shortest = np.maximum(wide, high), np.minimum(wide, high)
    thin = size < 0.05 * dpi * (wide + high)
    seeds, pieces = (longest >= _LONG * dpi) & (shortest >= _BENT * dpi) & thin, (longest >= _PIECE * dpi) & thin
    seeds[0] = pieces[0] = False
    if not seeds.any():
        return None
    joined = cv2.morphologyEx(pieces[labels].astype(np.uint8), cv2.MORPH_CLOSE, _square(13))
    count, groups = cv2.connectedComponents(joined, connectivity=8)
    chosen = np.zeros(count, bool)
    chosen[np.unique(groups[seeds[labels]])] = True
    chosen[0] = False
    return (chosen[groups] & pieces[labels]).astype(np.uint8)


def _straight(pale: np.ndarray, strokes: np.ndarray, dpi: float) -> np.ndarray:
    """Where strokes run on straight among letters."""
    result = np.zeros_like(pale)
    joined = cv2.dilate(strokes, _square(round(dpi / 6)))
    _, _, boxes, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    for x, y, width, height, _ in boxes[1:]:
        part = np.s_[y : y + height, x : x + width]
        least = int(_STRAIGHT * dpi)
        found = cv2.HoughLinesP(pale[part], 1, np.pi / 90, int(0.7 * least), minLineLength=least, maxLineGap=7)
        for line in () if found is None else found.reshape(-1, 4):
            x0, y0, x1, y1 = map(int, line)
            if abs(y1 - y0) > 0.2 * abs(x1 - x0):  # no dash and no rule
                cv2.line(result[part], (x0, y0), (x1, y1), 1, 4)
    return result


def _letters(dark: np.ndarray, dpi: float) -> np.ndarray:
    """The boxes of letters that stand close: their hairlines are as pale as a pen, and lie between their stems."""
    close = cv2.morphologyEx(dark.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((3, 9), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(close, connectivity=8)
    boxes = np.zeros_like(close)
    for x, y, width, height, size in stats[1:]:
        if height >= 0.04 * dpi and size >= 12:
            boxes[y : y + height, x : x + width] = 1
    return cv2.dilate(boxes, np.ones((5, 25), np.uint8)) > 0


def _beside(ground: np.ndarray, print_: np.ndarray) -> np.ndarray:
    """The ground of those strokes that reach print, with that print."""
    both = ground | print_.astype(np.uint8)
    _, groups = cv2.connectedComponents(both, connectivity=8)
    met = np.unique(groups[print_ & (ground > 0)])
    return np.isin(groups, met[met > 0])
