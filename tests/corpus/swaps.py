"""One datum of a letter written by hand put in the place of another, wherever the letter names it and in what is expected."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tests.corpus.damage import without_accents
from tests.corpus.sources import Edit, edited, folded, mapped, sight, texts

_BREAK = re.compile(r"\n+")
_TITLES = r"(?:\b[a-z]{2,5}\.\s*){0,3}"


@dataclass(frozen=True, slots=True)
class Swap:
    """`old` as it is expected to be read, in every way in which the letter writes it, becomes `new`."""

    old: str
    new: str
    pattern: re.Pattern[str]
    exact: bool = False

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where it stands in a visible text."""
        for found in self.pattern.finditer(text if self.exact else folded(text)):
            yield found.start("what"), found.end("what")

    def written(self, found: str) -> str:
        """The new one in the capitals and accents of the old one found."""
        new = self.new
        if without_accents(found) == found and without_accents(self.old) != self.old:
            new = without_accents(new)
        return new.upper() if found.isupper() and not self.old.isupper() else new

    def dealt(self, pieces: Sequence[str]) -> list[str]:
        """The new one over as many lines as the old one takes."""
        words = self.written(" ".join(pieces)).split()
        counts = [len(piece.split()) for piece in pieces[:-1]]
        starts = [sum(counts[:at]) for at in range(len(pieces))]
        ends = [*starts[1:], len(words)]
        return [" ".join(words[start:end]) for start, end in zip(starts, ends, strict=True)]


class Written(Swap):
    """An e-mail: a line ends after the same sign as before, or after as many."""

    def dealt(self, pieces: Sequence[str]) -> list[str]:
        rest, lines = self.written("".join(pieces)), []
        for piece in pieces[:-1]:
            at = rest.find(piece[-1]) + 1 if not piece[-1].isalnum() else 0
            cut = at or min(len(piece), len(rest) - 1)
            lines.append(rest[:cut])
            rest = rest[cut:]
        return [*lines, rest]


class Figures(Swap):
    """A number: its digits change one by one, what stands between them stays."""

    def dealt(self, pieces: Sequence[str]) -> list[str]:
        size = sum(char.isdigit() for piece in pieces for char in piece)
        digits = iter(self.new[-size:] if len(self.new) == len(self.old) else self.new[len(self.old) - size :])
        return ["".join(next(digits, "") if char.isdigit() else char for char in piece) for piece in pieces]


class Blank(Swap):
    """A datum taken away: what stands for it comes once."""

    def dealt(self, pieces: Sequence[str]) -> list[str]:
        return [self.new, *("" for _ in pieces[1:])]


def _words(old: str) -> str:
    return r"\s+".join(map(re.escape, folded(old).split()))


def _mail(old: str) -> str:
    return "".join(re.escape(char) + (r"\s{0,2}" if char in "@._-" else r"\n?") for char in folded(old))


def _digits(old: str) -> tuple[str, str]:
    """What may stand before a number, and the digits of it that every way of writing has: a telephone stands with its
    area, its 0 and the country or without them."""
    before, kept = ("", old) if len(old) == 10 else (r"(?:593)?0?\d?", old[-7:])
    if old.startswith("09") and len(old) == 10:
        before, kept = "(?:593)?0?", old[1:]
    return before, r"[\s.()\-–/]{0,3}".join(kept)


_BEFORE, _AFTER = r"(?<![\w@.-])", r"(?![\w@]|[.-]\w)"
_AREA = r"(?:\(?\+?\s?\(?(?:593)?[\s)(-]{0,3}0?\)?\d?\)?[\s.\-/]{0,3})?"


def name_swap(old: str, new: str) -> Swap:
    return Swap(old, new, re.compile(rf"(?<!\w)(?P<what>{_words(old)})(?!\w)"))


def siglas_swap(old: str, new: str) -> Swap:
    return Swap(old, new, re.compile(rf"(?<![\w@])(?P<what>{re.escape(old)})(?![\w@])"), exact=True)


def mail_swap(old: str, new: str) -> Swap:
    return Written(old, new, re.compile(rf"{_BEFORE}(?P<what>{_mail(old).removesuffix(chr(92) + 'n?')}){_AFTER}"))


def figures_swap(old: str, new: str) -> Swap:
    before, what = _digits(old)
    return Figures(old, new, re.compile(rf"(?<!\d){before}(?P<what>{what})(?!\d)"))


def blank_swap(field: str, old: str, new: str) -> Swap:
    """The datum away, a telephone with its area, a name with the titles before it."""
    match field:
        case "correo":
            what = _mail(old).removesuffix(r"\n?")
        case "telefono" | "celular":
            what = _AREA + _digits(old)[1]
        case "cedula":
            what = _digits(old)[1]
        case _:
            what = _TITLES + _words(old)
    return Blank(old, new, re.compile(rf"(?<![\w@])(?P<what>{what})(?![\w@])"))


def _edits(text: str, swap: Swap) -> Iterator[Edit]:
    for start, end in swap.spans(text):
        pieces, at = [], start
        for gap in _BREAK.finditer(text, start, end):
            pieces.append((at, gap.start()))
            at = gap.end()
        pieces.append((at, end))
        new = swap.dealt([text[a:b] for a, b in pieces])
        yield from (Edit(a, b, line) for (a, b), line in zip(pieces, new, strict=True) if b > a)


def swapped(letter: dict[str, Any], swaps: Sequence[Swap]) -> dict[str, Any]:
    """The letter and its expectation with every datum swapped."""

    def change(source: str, is_html: bool) -> str:
        for swap in swaps:
            source = edited(source, is_html, _edits(sight(source, is_html).text, swap))
        return source

    return mapped(letter, change)


def times(part: Any, swap: Swap) -> int:
    """How often a part of a letter names the old datum."""
    return sum(len(list(swap.spans(sight(*text).text))) for text in texts(part))


def body(letter: dict[str, Any]) -> dict[str, Any]:
    """The letter without what is expected of it."""
    return {name: part for name, part in letter.items() if name != "espera"}


def found(letter: dict[str, Any], swaps: Sequence[Swap]) -> bool:
    """Does the letter itself name every old datum, whole?"""
    return all(times(body(letter), swap) for swap in swaps)


def left(letter: dict[str, Any], gone: Sequence[str]) -> bool:
    """Does the letter still name a part of what should be gone: a surname alone, a number written otherwise?"""
    text = folded("\n".join(sight(*text).text for text in texts(body(letter))))
    seen = set(re.findall(r"\w+", text)) | set(re.findall(r"\d+", re.sub(r"(?<=\d)[ .-](?=\d)", "", text)))
    return any(word in seen for value in gone for word in re.findall(r"\w+", folded(value)) if len(word) > 3)
