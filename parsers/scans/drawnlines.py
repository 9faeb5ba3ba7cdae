"""Lines drawn on a scanned page: the borders of its tables and rules under its heads, dark or pale, but no strokes.

Pictures are numpy arrays of 8-bit grey (0 black), straightened and evenly lit.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

Box = tuple[int, int, int, int]
_DARK, _PALE = 50, 16  # how much darker than its surroundings a line is
_INK = 150  # darker is print, never a pale line
_FAINT = 200  # darker is ink of any kind
_SIDE = 8  # pixels of a band's end that may be paper


def find_lines(image: np.ndarray, dpi: float, bands: Sequence[Box] = ()) -> tuple[tuple[Box, ...], np.ndarray]:
    """Drawn horizontal and vertical lines as pixel boxes (x0, y0, x1, y1), and the mask of their pixels.

    A line is longer than any stroke of a letter and thin; pieces that JPEG or a tilt has cut are joined first. Heads
    that were printed on black (`bands`) have their edges for lines, and the columns below them go on through them.
    """
    mask = np.zeros_like(image)
    rows = _pieces(image, dpi, True)
    rows = [piece for piece in rows if not _is_lettering(piece[0], image, dpi)]
    rows = _with_broken(rows, image, dpi)
    boxes = [box for box, _ in rows]
    columns = [piece for piece in _pieces(image, dpi, False) if _is_border(piece[0], boxes, dpi)]
    columns += _broken_columns(boxes, [box for box, _ in columns], image, dpi)
    for (x0, y0, x1, y1), part in (*rows, *columns):
        mask[y0 - 1 : y1 + 1, x0 - 1 : x1 + 1][part] = 255
    heads = [line for band in bands for line in (*_edges(band), *_through(band, [x for x, _ in columns], image, dpi))]
    return (*boxes, *(box for box, _ in columns), *heads), mask


def _edges(band: Box) -> tuple[Box, ...]:
    x0, y0, x1, y1 = band
    return (x0, y0, x1, y0 + 2), (x0, y1 - 2, x1, y1), (x0, y0, x0 + 2, y1), (x1 - 2, y0, x1, y1)


def _through(band: Box, columns: Sequence[Box], image: np.ndarray, dpi: float) -> list[Box]:
    """The rest of the upright lines that end below a band, across it: where it heads several of their columns, and no
    print stands in their way. At its own sides paper shows, where the sheet hung, and looks like print."""
    left, top, right, low = band
    inner = (box for box in columns if left + _SIDE < box[0] <= box[2] < right - _SIDE)
    below = sorted(box for box in inner if abs(low - box[1]) < dpi / 16)
    printed = (image[top + 4 : low - 4] < _INK).any(axis=0)
    sides = [left + _SIDE, *(side for x0, _, x1, _ in below for side in (x0 - 2, x1 + 2)), right - _SIDE]
    headed = sum(bool(printed[start:end].any()) for start, end in zip(sides[::2], sides[1::2], strict=True))
    if headed < 2 or any(printed[x0 - 1 : x1 + 1].any() for x0, _, x1, _ in below):
        return []
    return [(x0, top, x1, y0) for x0, y0, x1, _ in below]


def _pieces(image: np.ndarray, dpi: float, across: bool) -> list[tuple[Box, np.ndarray]]:
    """Candidates of one direction: each with its pixels within its box grown by one pixel."""
    piece, gap, thick = int(dpi / 6), int(dpi / 12), max(4, int(dpi / 30))
    relief = cv2.morphologyEx(image, cv2.MORPH_BLACKHAT, _bar(thick + 3, not across))
    dark = cv2.morphologyEx(_over(relief, _DARK), cv2.MORPH_OPEN, _bar(piece, across))
    found = cv2.max(dark, _pale(image, relief, dpi, across))
    joined = cv2.morphologyEx(found, cv2.MORPH_CLOSE, _bar(gap, across))
    grown = cv2.dilate(joined, np.ones((3, 3), np.uint8))
    outlines, _ = cv2.findContours(grown, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    result = []
    for x, y, width, height in map(cv2.boundingRect, outlines):
        length, breadth = (width, height) if across else (height, width)
        if breadth <= thick + 2 and length >= (2 if across else 1.2) * piece:
            part = grown[y : y + height, x : x + width] > 0
            result.append(((x + 1, y + 1, x + width - 1, y + height - 1), part))
    return result


def _with_broken(rows: list[tuple[Box, np.ndarray]], image: np.ndarray, dpi: float) -> list[tuple[Box, np.ndarray]]:
    """The horizontal lines, with those that a tilt or a black-and-white scan left in dashes: no stroke of them is as
    long as a line's, but they go on over an inch, and nothing is printed right above and right below them."""
    dark = _over(255 - image, 255 - _FAINT)
    # Neither stems nor upright borders.
    thin = cv2.subtract(dark, cv2.morphologyEx(dark, cv2.MORPH_OPEN, _bar(int(dpi / 28), False)))
    even = cv2.morphologyEx(cv2.dilate(thin, _bar(3, False)), cv2.MORPH_CLOSE, _bar(int(dpi / 12), True))
    long = cv2.morphologyEx(even, cv2.MORPH_OPEN, _bar(int(0.4 * dpi), True))
    outlines, _ = cv2.findContours(long, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    found = []
    for x, y, width, height in map(cv2.boundingRect, outlines):
        box = (x - 4, y, x + width + 4, y + height)  # up to the borders that were taken away
        known = any(_within((x + width // 20, y, x + width - width // 20, y), other) for other, _ in rows)
        if known or width < dpi or height > max(8, dpi / 20) or not _stands_free(thin, dark, box):
            continue
        ink = cv2.dilate(thin[y - 1 : y + height + 1, box[0] - 1 : box[2] + 1], np.ones((3, 3), np.uint8)) > 0
        found.append((box, ink))
    kept = [piece for piece in rows if not any(_within(piece[0], box) for box, _ in found)]
    return kept + found


def _broken_columns(rows: list[Box], known: list[Box], image: np.ndarray, dpi: float) -> list[tuple[Box, np.ndarray]]:
    """The upright lines of a table that are left in dashes or dots: in pieces they go from one of its horizontal lines
    to another, and nothing is printed right beside them."""
    if len(rows) < 2:
        return []
    dark = _over(255 - image, 255 - _FAINT)
    for x0, y0, x1, y1 in rows:
        dark[y0 - 1 : y1 + 1, x0 - 1 : x1 + 1] = 0
    thin = cv2.subtract(dark, cv2.morphologyEx(dark, cv2.MORPH_OPEN, _bar(int(dpi / 28), True)))
    even = cv2.morphologyEx(cv2.dilate(thin, _bar(3, True)), cv2.MORPH_CLOSE, _bar(int(dpi / 12), False))
    long = cv2.morphologyEx(even, cv2.MORPH_OPEN, _bar(int(dpi / 6), False))
    outlines, _ = cv2.findContours(long, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    pieces = ((x, y, x + width, y + height) for x, y, width, height in map(cv2.boundingRect, outlines))
    found = []
    for box in _in_one(sorted(piece for piece in pieces if _is_clear(piece, dark, dpi)), dpi):
        x0, y0, x1, y1 = box
        inked = thin[y0:y1, x0:x1].any(axis=1).mean()
        if inked > 0.35 and all(_ends_at(box, rows, dpi)) and not any(_covers(box, one) for one in known):
            ink = cv2.dilate(thin[y0 - 1 : y1 + 1, x0 - 1 : x1 + 1], np.ones((3, 3), np.uint8)) > 0
            found.append((box, ink))
    return found


def _is_clear(box: Box, dark: np.ndarray, dpi: float) -> bool:
    """Whether an upright piece is thin and has paper at both sides."""
    x0, y0, x1, y1 = box
    if x1 - x0 > max(8, dpi / 20) or min(x0, y0, dark.shape[1] - x1, len(dark) - y1) < 8:
        return False
    beside = (dark[y0:y1, x0 - 5 : x0 - 1], dark[y0:y1, x1 + 1 : x1 + 5])
    return max(part.any(axis=1).mean() for part in beside) < 0.15


def _in_one(pieces: Sequence[Box], dpi: float) -> list[Box]:
    """Upright pieces, those one below the other on one line as one."""
    joined: list[Box] = []
    for piece in sorted(pieces, key=lambda box: box[1]):
        at = next(
            (n for n, box in enumerate(joined) if abs(box[0] - piece[0]) < 4 and piece[1] - box[3] < dpi / 4), None
        )
        if at is None:
            joined.append(piece)
        else:
            box = joined[at]
            joined[at] = (min(box[0], piece[0]), box[1], max(box[2], piece[2]), max(box[3], piece[3]))
    return joined


def _covers(box: Box, line: Box) -> bool:
    """Whether an upright line is known already along the whole of a box."""
    return line[0] - 4 <= box[2] and box[0] - 4 <= line[2] and line[1] - 4 <= box[1] and box[3] <= line[3] + 4


def _ends_at(box: Box, rows: Sequence[Box], dpi: float) -> tuple[bool, bool]:
    """Whether an upright piece begins, and ends, at a horizontal line."""
    x0, y0, x1, y1 = box
    near = dpi / 16
    met = [row for row in rows if row[0] - near <= x1 and x0 <= row[2] + near]
    begins, ends = (any(min(abs(top - end), abs(low - end)) <= near for _, top, _, low in met) for end in (y0, y1))
    return begins, ends


def _stands_free(thin: np.ndarray, dark: np.ndarray, box: Box) -> bool:
    """Whether a broken line is more ink than gaps, and has paper above and below it."""
    x0, y0, x1, y1 = box
    if min(x0, y0) < 8 or y1 > len(dark) - 8 or x1 > dark.shape[1] - 8:
        return False
    beside = (dark[y0 - 5 : y0 - 1, x0:x1], dark[y1 + 1 : y1 + 5, x0:x1])
    inked = thin[y0:y1, x0:x1].any(axis=0).mean()
    return bool(inked > 0.6 and max(part.any(axis=0).mean() for part in beside) < 0.15)


def _within(inner: Box, outer: Box) -> bool:
    return outer[0] - 4 <= inner[0] and inner[2] <= outer[2] + 4 and abs(inner[1] - outer[1]) < 8


def _pale(image: np.ndarray, relief: np.ndarray, dpi: float, across: bool) -> np.ndarray:
    """Lines in pale grey, which only their length tells from the paper's grain; the edges of print are none."""
    print_ = cv2.dilate(_over(255 - image, 255 - _INK), np.ones((5, 5), np.uint8))
    relief = cv2.min(relief, 255 - print_)
    even = cv2.blur(relief, (15, 1) if across else (1, 15))
    return cv2.morphologyEx(_over(even, _PALE), cv2.MORPH_OPEN, _bar(int(dpi * 0.4), across))


def _is_lettering(box: Box, image: np.ndarray, dpi: float) -> bool:
    """Whether a short piece is the bars of letters that touch (``TIT``): strokes hang from it all along."""
    x0, y0, x1, y1 = box
    if x1 - x0 > dpi / 2:
        return False
    beside = (image[max(0, y0 - 3), x0:x1], image[min(len(image) - 1, y1 + 2), x0:x1])
    return max(float((side < 140).mean()) for side in beside) > 0.2


def _is_border(box: Box, rows: list[Box], dpi: float) -> bool:
    """Whether an upright line ends at a horizontal one, as a table's do, or is longer than a stroke of the pen."""
    return any(_ends_at(box, rows, dpi)) or box[3] - box[1] > dpi


def _over(image: np.ndarray, level: int) -> np.ndarray:
    return cv2.threshold(image, level, 255, cv2.THRESH_BINARY)[1]


def _bar(length: int, across: bool) -> np.ndarray:
    return cv2.getStructuringElement(cv2.MORPH_RECT, (length, 1) if across else (1, length))
