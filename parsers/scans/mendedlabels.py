"""Labels on scanned pages that a pen or a stamp has damaged, told by their other letters: a label is no datum, its
value stands as it was read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from cases.text import flat
from parsers.pages.page import Word
from parsers.words.labels import label_at_start
from parsers.words.labelwords import head_words

_SURE = 0.9
_LEAST = 5  # letters: shorter words have too many neighbours
_WORDS = 4  # of a cell, in which its label is looked for
_VALUE = re.compile(r"[\s\-–—=|.]*[(+\d]|\s*\S+@").match
_REST_OF_EXT = re.compile(r"\W*\w{0,2}t\W*").fullmatch
_SHORT_NUMBER = re.compile(r"\d{1,5}\W*").fullmatch
_PEN = re.compile(r"(?<=[^\W\d_])[/|\\](?=[^\W\d_])")


def with_mended_labels(lines: Sequence[Sequence[Word]]) -> list[list[Word]]:
    """The lines, with each doubtful word that makes no label of its cell but would, but for one letter in three."""
    return [[word for cell in _cells(line) for word in _with_extension(_mended(cell))] for line in lines]


def _with_extension(cell: list[Word]) -> list[Word]:
    """The cell, with what a stroke left of «ext.» between a telephone and a short number told as that."""
    told = list(cell)
    for at in range(1, len(cell) - 1):
        damaged = cell[at].confidence < _SURE and _REST_OF_EXT(cell[at].text)
        if damaged and any(map(str.isdigit, cell[at - 1].text)) and _SHORT_NUMBER(cell[at + 1].text):
            told[at] = replace(cell[at], text="ext.")
    return told


def _cells(line: Sequence[Word]) -> Iterator[list[Word]]:
    """The words of a line, parted where a gap is wider than the line is high."""
    cell: list[Word] = []
    for word in line:
        if cell and word.box[0] - cell[-1].box[2] > word.box[3] - word.box[1]:
            yield cell
            cell = []
        cell.append(word)
    if cell:
        yield cell


def _mended(cell: list[Word]) -> list[Word]:
    if all(word.confidence >= _SURE for word in cell[:_WORDS]) or label_at_start(_text(cell)):
        return cell
    parted = [part for word in cell for part in _parted(word)]
    for at, word in enumerate(parted[:_WORDS]):
        if word.confidence >= _SURE or (known := _near(word.text)) is None:
            continue
        mark = ":" if re.search(r"[:;]\W*$", word.text) else ""
        told = [*parted[:at], replace(word, text=known + mark), *parted[at + 1 :]]
        label = label_at_start(_text(told))
        if label and label.field != "otro" and _is_whole(label, _text(told)):
            return told
    return cell


def _is_whole(label, text: str) -> bool:
    """Whether nothing but a value of digits or an address follows the label in its cell."""
    return label.strong or label.end >= len(text.rstrip()) or bool(_VALUE(text, label.end))


def _parted(word: Word) -> list[Word]:
    """A doubtful word as two where a stroke stands between its letters."""
    stroke = _PEN.search(word.text) if word.confidence < _SURE else None
    if stroke is None:
        return [word]
    x0, y0, x1, y1 = word.box
    middle = x0 + (x1 - x0) * stroke.start() / len(word.text)
    first, second = word.text[: stroke.start()], word.text[stroke.end() :]
    return [replace(word, text=first, box=(x0, y0, middle, y1)), replace(word, text=second, box=(middle, y0, x1, y1))]


def _text(cell: Sequence[Word]) -> str:
    return " ".join(word.text for word in cell)


def _near(text: str) -> str | None:
    """The only head of labels within one letter in three of a word."""
    plain = re.sub(r"[^a-z]", "", flat(text))
    if len(plain) < _LEAST:
        return None
    most = max(1, len(plain) // 3)
    found = process.extract(plain, _heads(), scorer=Levenshtein.distance, score_cutoff=min(most, 2), limit=2)
    if not found or (len(found) > 1 and found[1][1] == found[0][1]):
        return None
    return found[0][0]


@cache
def _heads() -> tuple[str, ...]:
    whole = (word for word in head_words() if len(word) >= _LEAST and not word.endswith("s"))
    return (*whole, "nombres", "apellidos", "siglas")
