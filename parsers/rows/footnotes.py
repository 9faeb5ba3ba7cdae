"""Marks of footnotes are no part of the words they stand behind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from cases.text import flat
from parsers.pages.extents import lines_of
from parsers.pages.page import Page, Word

_MARKS = frozenset([*"123456789*¹²³", "**", "***", *(f"({sign})" for sign in "123456789abcde")])
_SIGNS = ("*", "¹", "²", "³")  # also right behind a word
_BEHIND = re.compile(r"(?<=\w)(\*{1,3}|[¹²³])$")
_SMALL = 0.88  # of the page's usual letters; those of footnotes are smaller
_EXTENSION = re.compile(r"ext(?:ension)?\b")


def without_marks(page: Page) -> Page:
    """The page without the marks whose notes stand below in small print; a note that only tells a telephone's extension
    stands where its mark was."""
    texts = [word.text for word in page.words]
    if _MARKS.isdisjoint(texts) and not any(text.endswith(_SIGNS) and _BEHIND.search(text) for text in texts):
        return page
    lines = lines_of(page.words)
    found = list(_notes(lines, median(_height(word) for word in page.words)))
    times = Counter(mark for mark, _ in found)
    notes = {mark: words for mark, words in found if times[mark] == 1 or "*" not in mark}  # several stars are a list's
    if not notes:
        return page
    own = {id(word) for note in notes.values() for word in note}
    raised = {id(word) for line in lines for left, word in pairwise(line) if _raised(left, word)}
    words: list[Word] = []
    for word in page.words:
        figure = word.text.isdigit() and id(word) not in raised
        words += [word] if figure or id(word) in own else _bare(word, notes)
    return replace(page, words=tuple(words))


def _notes(lines: Sequence[Sequence[Word]], usual: float) -> Iterator[tuple[str, Sequence[Word]]]:
    """Each mark that begins a note, with the note's words, the mark first."""
    for line in lines:
        starts = [at for at, word in enumerate(line) if word.text in _MARKS]
        if not starts or starts[0] or len(line) < 2:
            continue
        small = median(_height(word) for word in line[1:]) < _SMALL * usual
        if not small and not line[0].text.startswith("*"):
            continue
        for start, end in pairwise([*starts, len(line)]):
            yield line[start].text, line[start:end]


def _raised(left: Word, word: Word) -> bool:
    return word.text.isdigit() and left.box[3] - word.box[3] > 0.15 * _height(left)


def _bare(word: Word, notes: Mapping[str, Sequence[Word]]) -> list[Word]:
    """The word without a mark at its end; nothing, or the extension that its note tells, for a mark."""
    if word.text in notes:
        note = notes[word.text][1:]
        if not (note and _EXTENSION.match(flat(note[0].text))):
            return []
        return [replace(each, box=word.box) for each in note]
    mark = _BEHIND.search(word.text)
    return [replace(word, text=word.text[: mark.start()])] if mark and mark.group() in notes else [word]


def _height(word: Word) -> float:
    return word.box[3] - word.box[1]
