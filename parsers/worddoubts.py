"""Words that both engines read alike and may be wrong all the same: usual names and posts but for a letter's shape,
a bar within a line that a pen drew."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from cases.text import flat
from parsers.seen import Seen

_LEAST = 5  # letters of a name that another may be a misreading of
# Not a and o, which make another person's name.
_SHAPES = ("ef", "il", "it", "lt", "cg", "co", "oq", "do", "ce", "nu", "nr", "hb", "vy", "ft", "pf", "ij", "ty")
_JOINED = (("rn", "m"), ("cl", "d"), ("li", "h"), ("ii", "u"), ("vv", "w"))


def doubt_words(words: Sequence[Seen]) -> list[Seen]:
    """The words, with those doubtful that would be a usual name of a person but for letters of one shape, and bars
    between two words of a line."""
    return [
        word.doubted()
        if _is_near_name(word.text) or (word.text == "|" and _is_within(word, words))
        else word
        for word in words
    ]


def _is_within(bar: Seen, words: Sequence[Seen]) -> bool:
    """Whether a bar stands between two words, as close to them as they would stand without it."""
    x0, y0, x1, y1 = bar.box
    height = y1 - y0
    beside = [w.box for w in words if w.box[1] < (y0 + y1) / 2 < w.box[3]]
    return any(0 <= x0 - box[2] < height for box in beside) and any(0 <= box[0] - x1 < height for box in beside)


def _is_near_name(text: str) -> bool:
    """Whether a capitalised word is no usual name or word of a post, and is one but for a letter of the same shape."""
    word = re.sub(r"^\W+|\W+$", "", text)
    if len(word) < _LEAST - 1 or not word[0].isupper() or not word.isalpha():
        return False
    plain = flat(word)
    if plain in _names("cargos"):
        return plain != word.lower()  # an accent that both engines saw in a speck
    return plain not in _names() and any(len(name) >= _LEAST and name in _names() for name in _misreadings(plain))


def _misreadings(plain: str) -> Iterator[str]:
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
def _names(kind: str = "") -> frozenset[str]:
    """The known words of one kind, or all."""
    told = tomllib.loads((files("parsers") / "data" / "nombres.toml").read_text(encoding="utf-8"))
    return frozenset((told[kind] if kind else " ".join(told.values())).split())
