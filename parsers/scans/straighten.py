"""A picture of a page made fit for reading: straight, evenly lit, dark on white, and without the lines of its tables.

All pictures here are numpy arrays of 8-bit grey (0 black), all angles degrees.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from parsers.scans.darkbands import dark_bands, positive
from parsers.scans.drawnlines import Box, find_lines

_STEEPEST = 6.0
_PROFILE_WIDTH = 800
_WHITE = 255
_MOST_INK, _MOST_BLOTS = 0.3, 12_000


@dataclass(frozen=True, slots=True)
class Straight:
    """`ink` is the picture without table lines, `lines` those lines as pixel boxes, `skew` by how many degrees
    clockwise the content hung before it was turned back."""

    ink: np.ndarray
    lines: tuple[Box, ...]
    skew: float


def grey(image: np.ndarray) -> np.ndarray:
    """Grey in which coloured stamps and shading are paler than the black print they cross."""
    if image.ndim == 2:
        return image
    if image.shape[2] == 1:
        return image[:, :, 0]
    colour = np.ascontiguousarray(image[:, :, :3])
    even = cv2.cvtColor(colour, cv2.COLOR_BGR2GRAY)
    blue, green, red = cv2.split(colour)
    return cv2.addWeighted(even, 0.5, cv2.max(cv2.max(blue, green), red), 0.5, 0.0)


def legible(image: np.ndarray) -> bool:
    """Whether a picture can be a page of text. Letters cover a twentieth of the paper with some thousand blots; noise
    and photographs cover a third of it or fall into ten times as many, and would keep the engines busy for minutes."""
    dark = (flatten(image) < 170).astype(np.uint8)
    if dark.mean() > _MOST_INK:
        return False
    count, _, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    return count <= _MOST_BLOTS or int((stats[1:, cv2.CC_STAT_AREA] >= 5).sum()) <= _MOST_BLOTS


def turned(image: np.ndarray, degrees: int) -> np.ndarray:
    """The picture turned clockwise by quarter turns."""
    return np.ascontiguousarray(np.rot90(image, -(degrees // 90) % 4))


def straighten(image: np.ndarray, dpi: float) -> Straight:
    """Deskew, even out the light, print white heads black, take out the table lines."""
    even = flatten(image)
    skew = find_skew(even)
    if abs(skew) >= 0.1:
        image, even = rotated(image, skew), rotated(even, skew)
    if bands := dark_bands(image, dpi):
        even = flatten(positive(image, bands))
    lines, mask = find_lines(even, dpi, bands)
    ink = even
    if lines:
        ink = even.copy()
        ink[mask > 0] = _WHITE
    return Straight(ink, lines, skew)


def flatten(image: np.ndarray) -> np.ndarray:
    """Divide by the paper's own brightness, so that shadows and yellowed paper become white."""
    small = cv2.resize(image, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((7, 7), np.uint8)), 21)
    paper = cv2.resize(paper, (image.shape[1], image.shape[0]), interpolation=cv2.INTER_LINEAR)
    return cv2.divide(image, np.maximum(paper, 1), scale=245)


def find_skew(image: np.ndarray) -> float:
    """By how many degrees clockwise the lines of text hang: where the row sums of the ink vary most."""
    scale = min(1.0, _PROFILE_WIDTH / max(image.shape))
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = (_WHITE - small).astype(np.float32)
    ink[ink < 60] = 0
    best = 0.0
    for reach, step in ((_STEEPEST, 0.5), (0.4, 0.1)):
        angles = np.arange(best - reach, best + reach + step / 2, step)
        best = float(max(angles, key=lambda angle: _sharpness(ink, float(angle))))
    return best if abs(best) < _STEEPEST else 0.0


def _sharpness(ink: np.ndarray, angle: float) -> float:
    rows = _rotate(ink, angle, 0).sum(axis=1)
    return float(((rows[1:] - rows[:-1]) ** 2).sum())


def rotated(image: np.ndarray, angle: float) -> np.ndarray:
    """The picture turned back by `angle` degrees (counter-clockwise) about its middle, same size, white outside."""
    return _rotate(image, angle, _WHITE)


def _rotate(image: np.ndarray, angle: float, outside: int) -> np.ndarray:
    height, width = image.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    flags = cv2.INTER_LINEAR if image.dtype == np.float32 else cv2.INTER_CUBIC
    return cv2.warpAffine(image, matrix, (width, height), flags=flags, borderValue=outside)
