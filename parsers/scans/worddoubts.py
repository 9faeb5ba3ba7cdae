"""Words that both engines read alike and may be wrong all the same: usual names and posts but for a letter's shape,
a bar within a line that a pen drew."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz.distance.Levenshtein import distance

from cases.text import flat
from parsers.scans.agreement import AGREED
from parsers.scans.knownwords import misreadings
from parsers.scans.seen import Seen
from parsers.words.usualnames import usual_names

_LEAST = 5  # letters of a name that another may be a misreading of


def doubt_words(words: Sequence[Seen]) -> list[Seen]:
    """The words, with those doubtful that would be a usual name of a person but for letters of one shape, which they
    are then taken for, and bars between two words of a line."""
    return [_checked(word, words) for word in words]


def _checked(word: Seen, words: Sequence[Seen]) -> Seen:
    if word.text == "|":
        return word.doubted() if _is_within(word, words) else word
    usual = _usual(word.text)
    if usual is None and word.confidence < AGREED:
        usual = _near_post(word.text)
    if usual is None:
        return word
    letters = re.sub(r"^\W+|\W+$", "", word.text)
    told = usual.upper() if letters.isupper() else usual.capitalize()
    return replace(word.doubted(), text=word.text.replace(letters, told or letters))


def _is_within(bar: Seen, words: Sequence[Seen]) -> bool:
    """Whether a bar stands between two words, as close to them as they would stand without it."""
    x0, y0, x1, y1 = bar.box
    height = y1 - y0
    beside = [w.box for w in words if w.box[1] < (y0 + y1) / 2 < w.box[3]]
    return any(0 <= x0 - box[2] < height for box in beside) and any(0 <= box[0] - x1 < height for box in beside)


def _near_post(text: str) -> str | None:
    """The only word of a post that a damaged word would be but for one letter within it (``NACONAL``): its end tells a
    post from its office (``Tesorera``, ``Tesorería``)."""
    plain = flat(re.sub(r"^\W+|\W+$", "", text))
    posts = usual_names("cargos")
    if len(plain) < _LEAST or not text[0].isupper() or not plain.isalpha() or plain in posts:
        return None
    near = [post for post in posts if post[-2:] == plain[-2:] and len(post) > _LEAST and distance(post, plain) == 1]
    return near[0] if len(near) == 1 else None


def _usual(text: str) -> str | None:
    """The usual name or word of a post that a capitalised word would be but for a letter of the same shape; empty where
    it may be several, null when it is one itself or none."""
    word = re.sub(r"^\W+|\W+$", "", text)
    if len(word) < _LEAST - 1 or not word[0].isupper() or not word.isalpha():
        return None
    plain = flat(word)
    if plain in usual_names("cargos"):  # an accent that both engines saw in a speck
        return None if plain == word.lower() else plain
    if plain in usual_names():
        return None
    meant = {name for name in misreadings(plain) if len(name) >= _LEAST and name in usual_names()}
    return (meant.pop() if len(meant) == 1 else "") if meant else None
