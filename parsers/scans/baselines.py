"""Boxes of recognised words made as tall as their line, whatever letters they are made of.

An engine's box hugs the ink: "no", "y", ":" and "Año" of one line have four heights and four middles, and rows of a
table would fall apart. A digital page's boxes are as tall as the font; here the same is made of the ink.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median, median_low

import numpy as np

from parsers.scans.seen import Seen

# Heights above the baseline and depths below it, in shares of the font's size.
_TALL, _ACCENTED, _SMALL = 0.72, 0.92, 0.5
_DEPTHS = dict.fromkeys("gjpqy", 0.21) | dict.fromkeys(",;()[]{}@/_|çQ", 0.14)
_ABOVE, _BELOW = 0.905, 0.212
_SMALLEST = 0.45  # of the usual type: small print at a page's foot has half its size
_TALLER = 1.3
_SURE, _AGREED = 0.8, 0.9
_INK, _LOOSE = 170, 0.1
_LOW = frozenset("acemnorsuvwxzgpqy.,:;_-·")
_CROWNED = frozenset("ÁÉÍÓÚÑÜ")


def hugged(words: Sequence[Seen], image: np.ndarray) -> list[Seen]:
    """Tesseract's words, those it is sure of in boxes as tall as their ink: where a line's words stand far apart, it
    gives each the height of whatever the line may have held. What a pen may have drawn stays as high as it is."""
    return [_hugged(word, image) if word.confidence >= _SURE else word for word in words]


def _hugged(word: Seen, image: np.ndarray) -> Seen:
    x0, y0, x1, y1 = (max(0, int(side)) for side in word.box)
    height = y1 - y0
    rows = np.flatnonzero((image[y0:y1, x0:x1] < _INK).sum(axis=1) > 1)
    gaps = np.flatnonzero(np.diff(rows) > _LOOSE * height)
    if gaps.size and rows[gaps[-1] + 1] > 0.75 * height and rows[-1] >= height - 2:
        rows = rows[: gaps[-1] + 1]  # below it begins the next line
    if not rows.size or rows[0] + height - rows[-1] - 1 < _LOOSE * height:
        return word
    return replace(word, box=(word.box[0], y0 + float(rows[0]), word.box[2], y0 + float(rows[-1]) + 1.0))


def level(words: Sequence[Seen]) -> list[Seen]:
    """The words with boxes from above the capitals to below the line's baseline; signs follow their neighbour."""
    sizes = [_size(word) for word in words if _has_letters(word)]
    if not sizes:
        return list(words)
    usual = median(sizes)
    caught = [_baseline(word) for word in words if _reaches_up(word, usual, words)]
    lettered = [_levelled(word, usual, caught) for word in words if _has_letters(word)]
    signs = [_beside(word, lettered, usual) for word in words if not _has_letters(word)]
    return lettered + signs


def in_line(words: Sequence[Seen]) -> list[Seen]:
    """The words of one line of text, none with ink of the lines above and below, or of a stamp, in its box: it is taken
    for as large as most of its neighbours that both engines read alike, and on their baseline."""
    lettered = [word for word in words if _has_letters(word)]
    if len(lettered) < 2:
        return list(words)
    trusted = [word for word in lettered if word.confidence >= _AGREED] or lettered
    size, baseline = median_low(map(_size, trusted)), median_low(map(_baseline, trusted))

    def fits(word: Seen) -> bool:
        return abs(_size(word) - size) < 0.2 * size and abs(_baseline(word) - baseline) < 0.25 * size

    return [word if not _has_letters(word) or fits(word) else _inked(word, baseline, size) for word in words]


def _baseline(word: Seen) -> float:
    return word.box[3] - _extent(word.text)[1] * _size(word)


def _inked(word: Seen, baseline: float, size: float) -> Seen:
    above, below = _extent(word.text)
    return replace(word, box=(word.box[0], baseline - above * size, word.box[2], baseline + below * size))


def ink_of(word: str, line: str, top: float, bottom: float) -> tuple[float, float]:
    """Top and bottom of a word's ink in a line of text whose ink reaches from `top` to `bottom`."""
    above, below = _extent(line)
    size = (bottom - top) / (above + below)
    baseline = bottom - below * size
    own = _extent(word)
    return baseline - own[0] * size, baseline + own[1] * size


def _has_letters(word: Seen) -> bool:
    return any(c.isalnum() for c in word.text)


def _extent(text: str) -> tuple[float, float]:
    """How far a word's ink reaches above and below the baseline."""
    above = _ACCENTED if _CROWNED & set(text) else _SMALL if set(text) <= _LOW else _TALL
    return above, max((_DEPTHS.get(c, 0.0) for c in text), default=0.0)


def _size(word: Seen) -> float:
    above, below = _extent(word.text)
    return (word.box[3] - word.box[1]) / (above + below)


def _levelled(word: Seen, usual: float, caught: Sequence[float]) -> Seen:
    """A word as large as it is, or as the `usual` one where its box caught a neighbour's ink or half a word: also on
    the baselines of lines that `caught` the line above."""
    size = _size(word)
    tall = size > _TALLER * usual and any(abs(_baseline(word) - line) < usual / 4 for line in caught)
    if tall or not _SMALLEST * usual < size < 2.5 * usual:
        size = usual
    return _on(word, word.box[3] - _extent(word.text)[1] * size, size)


def _reaches_up(word: Seen, usual: float, words: Sequence[Seen]) -> bool:
    """Whether a line as large as the box seems to be would reach into usual words of the line above."""
    if not _has_letters(word) or _size(word) <= _TALLER * usual:
        return False
    x0, _, x1, _ = word.box
    baseline = _baseline(word)
    top = baseline - _ABOVE * _size(word)
    return any(
        min(x1, other.box[2]) > max(x0, other.box[0]) and top < _baseline(other) - usual / 4 < baseline - usual
        for other in words
        if _has_letters(other) and _size(other) < 1.2 * usual
    )


def _on(word: Seen, baseline: float, size: float) -> Seen:
    return replace(word, box=(word.box[0], baseline - _ABOVE * size, word.box[2], baseline + _BELOW * size))


def _beside(word: Seen, lettered: Sequence[Seen], usual: float) -> Seen:
    """A sign without letters on the line of the nearest word beside it."""
    x, y = (word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2
    row = [other for other in lettered if other.box[1] <= y <= other.box[3]]
    if not row:
        return _on(word, y + 0.25 * usual, usual)
    near = min(row, key=lambda other: min(abs(other.box[0] - x), abs(other.box[2] - x)))
    return replace(word, box=(word.box[0], near.box[1], word.box[2], near.box[3]))
