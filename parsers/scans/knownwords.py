"""Words that a letter is likely to hold: usual names, words of posts, labels, institutions, and its own other words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import Any

from rapidfuzz.distance.Levenshtein import normalized_similarity

from cases.contacts import check_mobile
from cases.identifiers import check_cedula
from cases.text import flat, words_of
from parsers.words.phrases import read_table
from parsers.words.usualnames import usual_names

_TABLES = ("nombres", "labelwords", "institutions")
_ENDS = words_of("gob edu com org mil fin net ec gmail hotmail outlook yahoo")
_LEAST = 5  # letters of a word that others ran into
_NEAR = 0.7
_NUMBER = re.compile(r"[A-Z]{2}[A-Z\d]*(?:-[A-Z\d]+)*-20\d\d-\d{3,6}-[A-Z]{1,3}").fullmatch
_LINKS = words_of("de del la las los el y en por para con")
# Not a and o, which make another person's name.
_SHAPES = ("ef", "il", "it", "lt", "cg", "co", "oq", "do", "ce", "nu", "nr", "hb", "vy", "ft", "pf", "ij", "ty")
_JOINED = (("rn", "m"), ("cl", "d"), ("li", "h"), ("ii", "u"), ("vv", "w"))
_WORD = re.compile(r"[^\W\d_]+")
_STROKE = re.compile(r"(?<=[^\W\d_])[/|\\'`´!](?=[^\W\d_])")


class Known:
    """The words known beforehand, with those that the engines agree on in one page (`sure`)."""

    def __init__(self, sure: Iterable[str]):
        self._page = frozenset(part for text in sure for part in re.findall(r"[a-z]{3,}|\d{3,}", flat(text)))

    def word(self, text: str) -> bool:
        """Whether a word is known; of a number, whether it can be a cédula, a mobile, or a document's with its type."""
        bare = re.sub(r"^\W+|\W+$", "", text)
        if _NUMBER(bare):
            return True
        if re.fullmatch(r"\d[\d\-. ]{8,}", bare):
            return check_cedula(bare).codigo is None or check_mobile(bare).codigo is None
        return _WORD.fullmatch(bare) is not None and self._has(flat(bare))

    def parted(self, text: str) -> list[str]:
        """The known words that ran together in a text (``REGISTRADORDELAPROPIEDAD``), or that a stroke joins; else the
        text as it is."""
        apart = _STROKE.split(text)
        if len(apart) > 1 and all(is_link(part) or self.word(part) for part in apart):
            return apart
        plain = flat(text)
        if len(plain) != len(text) or len(plain) < 2 * _LEAST or not plain.isalpha() or self._has(plain):
            return [text]
        ways: list[tuple[int, ...] | None] = [(), *[None] * len(plain)]
        for end in range(1, len(plain) + 1):
            found = [
                (*way, end)
                for start in range(end)
                if (way := ways[start]) is not None and (is_link(plain[start:end]) or self._is_long(plain[start:end]))
            ]
            ways[end] = min(found, key=len, default=None)
        cuts = (0, *(ways[-1] or (len(text),)))
        return [text[start:end] for start, end in pairwise(cuts)]

    def meant(self, readings: Iterable[str]) -> str | None:
        """The one known name or word of a post that several different readings of a damaged word are near to."""
        told = [word for word in readings if len(word) > 2 and word.isalpha()]
        if len(told) < 2:
            return None
        likeness = {word: sum(normalized_similarity(word, one) for one in told) / len(told) for word in usual_names()}
        best, second = sorted(likeness, key=likeness.__getitem__)[:-3:-1]
        return best if likeness[best] >= max(_NEAR, likeness[second] + 0.05) else None

    def part(self, text: str) -> bool:
        """Whether a part of an address is known."""
        return text.lower() in _ENDS or text.lower() in self._page

    def shaped(self, part: str) -> str:
        """A part of an address that the page has but for a letter of the same shape, as the page has it."""
        plain = part.lower()
        meant = set(misreadings(plain)) & self._page if len(plain) >= _LEAST and plain.isalpha() else set()
        return meant.pop() if len(meant) == 1 and not self.part(part) else part

    def _is_long(self, plain: str) -> bool:
        return len(plain) >= _LEAST and self._has(plain)

    def _has(self, plain: str) -> bool:
        return len(plain) > 2 and (plain in self._page or plain in _lexicon())


def is_link(text: str) -> bool:
    """Whether a text is a small word that joins others (``de``)."""
    return flat(text).strip() in _LINKS


def misreadings(plain: str) -> Iterator[str]:
    """What a word may have been before a letter was taken for one of its shape."""
    for at, letter in enumerate(plain):
        for pair in _SHAPES:
            if letter in pair:
                yield plain[:at] + pair.replace(letter, "") + plain[at + 1 :]
    for one, other in _JOINED:
        for was, read in ((one, other), (other, one)):
            for match in re.finditer(read, plain):
                yield plain[: match.start()] + was + plain[match.end() :]


@cache
def _lexicon() -> frozenset[str]:
    told = (word for name in _TABLES for text in _texts(read_table(name)) for word in _WORD.findall(flat(text)))
    return frozenset(word for word in told if len(word) > 3)


def _texts(value: Any) -> Iterator[str]:
    """Every text of a table of data."""
    match value:
        case str():
            yield value
        case dict():
            for part in value.values():
                yield from _texts(part)
        case list():
            for part in value:
                yield from _texts(part)
