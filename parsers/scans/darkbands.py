"""Headings printed white on a dark band, as many tables have them, made black on white like the rest of the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import cv2
import numpy as np

Box = tuple[int, int, int, int]
_SCALE = 4  # bands are looked for on a picture so many times smaller
_SHADE = 0.7  # of the paper's brightness: what is darker may be a band
_BORDER = 2  # of those smaller pixels: the breadth of a line beside a band
_WHITE = 255


def dark_bands(image: np.ndarray, dpi: float) -> list[Box]:
    """The pixel boxes of dark areas with something brighter in them, as wide as a word and as high as a line."""
    small = cv2.resize(image, None, fx=1 / _SCALE, fy=1 / _SCALE, interpolation=cv2.INTER_AREA)
    inch = int(dpi / _SCALE)
    paper = cv2.dilate(small, np.ones((int(1.2 * inch),) * 2, np.uint8))
    dark = (small < _SHADE * paper).astype(np.uint8)
    solid = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((max(3, inch // 10),) * 2, np.uint8))
    # White words part a band; black paper remains above, below and beside them.
    wide = cv2.copyMakeBorder(solid, 0, 0, inch, inch, cv2.BORDER_CONSTANT, value=0)
    joined = cv2.morphologyEx(wide, cv2.MORPH_CLOSE, np.ones((1, 2 * inch), np.uint8))[:, inch:-inch]
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=4)
    boxes = []
    for left, y, wide, height, _ in stats[1:]:
        for x, width in _stretches(dark[y : y + height], left, left + wide, inch // 8):
            inside = dark[y : y + height, x : x + width]
            if width < inch // 2 or height < inch // 10 or inside.mean() <= 0.55:
                continue
            boxes.append(_exact(image, tuple(int(_SCALE * side) for side in (x, y, x + width, y + height))))
    return [box for box in boxes if _holds_brighter(image, box)]


def _stretches(rows: np.ndarray, start: int, end: int, gap: int) -> Iterator[tuple[int, int]]:
    """Where bands begin and their widths: parted where paper shows between them, and with the words at their ends
    that leave little black around them. A border that stands clear of a band's end is none of it."""
    black = rows.mean(axis=0) > 0.35
    while start > 0 and black[start - 1]:
        start -= 1
    while end < len(black) and black[end]:
        end += 1
    columns = start + np.flatnonzero(black[start:end])
    for part in np.split(columns, np.flatnonzero(np.diff(columns) > gap) + 1):
        runs = np.split(part, np.flatnonzero(np.diff(part) > 1) + 1)
        while len(runs) > 1 and len(runs[0]) <= _BORDER:
            runs = runs[1:]
        while len(runs) > 1 and len(runs[-1]) <= _BORDER:
            runs = runs[:-1]
        if part.size:
            yield int(runs[0][0]), int(runs[-1][-1] - runs[0][0]) + 1


def _exact(image: np.ndarray, box: Box) -> Box:
    """The box to the pixel: none of its sides lies on paper."""
    x0, y0 = max(0, box[0] - _SCALE), max(0, box[1] - _SCALE)
    part = image[y0 : box[3] + _SCALE, x0 : box[2] + _SCALE]
    dark = part < (int(part.min()) + int(part.max())) / 2
    rows, columns = (np.flatnonzero(dark.mean(axis=axis) > 0.5) for axis in (1, 0))
    if not len(rows) or not len(columns):
        return box
    return x0 + int(columns[0]), y0 + int(rows[0]), x0 + int(columns[-1]) + 1, y0 + int(rows[-1]) + 1


def _holds_brighter(image: np.ndarray, box: Box) -> bool:
    """Whether the print in a dark area is brighter than its ground, not black on grey."""
    low, ground, high = np.percentile(_part(image, box), (1, 50, 99))
    return high - ground > max(40, ground - low)


def _part(image: np.ndarray, box: Box) -> np.ndarray:
    return image[box[1] : box[3], box[0] : box[2]]


def positive(image: np.ndarray, bands: Sequence[Box]) -> np.ndarray:
    """The picture with the bands turned into dark print on white."""
    result = image.copy()
    for box in bands:
        part = _part(image, box).astype(np.float32)
        low, high = np.percentile(part, (50, 99))
        _part(result, box)[:] = _WHITE - np.clip((part - low) * (_WHITE / max(1.0, high - low)), 0, _WHITE)
    return result
