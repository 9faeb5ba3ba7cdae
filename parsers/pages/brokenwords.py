"""Words that a narrow cell cut where it ended, without a hyphen: one word again where their letters show it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from cases.evidence import Caja
from cases.text import flat, tidy, words_of
from parsers.pages.cells import Cell, make_cell
from parsers.pages.extents import lines_of
from parsers.pages.page import Page, Word
from parsers.words.labelwords import head_words
from parsers.words.links import PARTICLES
from parsers.words.phrases import read_table
from parsers.words.usualnames import usual_names

# Of the letters' usual width: those that are much narrower or wider.
_NARROW, _WIDE = frozenset("ijlftrI.,'()"), frozenset("mwMW")
_SLACK = 0.12  # of a line's height: what a letter keeps free on its sides
_ROUNDED = 0.8  # points by which a frame may stand off
_HALVED = 0.85  # how sure a word is whose halves may as well be two
_WHOLE = 5  # letters of a half that may be a word of its own, though none that is known
_END = frozenset("aeioulnrsdzyx")  # what Spanish words end in
_TWO = words_of("bl br cl cr dr fl fr gl gr pl pr tr ch ll qu gu ps gn rh th sh wh kh kr kl ph ts zh hy")
_MARKS = words_of("ep bp cem sa cia ii iii iv vi")  # of a company's kind, of a post's grade
# Halves are letters to the break: no part of an address.
_BEFORE, _BEHIND = re.compile(r"(?<![\w.@])[^\W\d_]+$"), re.compile(r"[^\W\d_]+(?![\w@]|\.\w)")


def margin_of(cells: Iterable[tuple[Caja, Sequence[Word]]]) -> float:
    """How far from its frame the text of a page's drawn cells begins and ends at the nearest."""
    gaps = [min(word.box[0] for word in words) - frame[0] for frame, words in cells]
    return min((gap for gap in gaps if gap > 0.5), default=0.0)


def drawn_cell(words: Sequence[Word], page: Page, frame: Caja, margin: float) -> Cell:
    """The words in a frame as one cell, line by line, without the breaks that its narrowness made within words."""
    flowing: list[Word] = []
    starts: list[int] = []
    for line in lines_of(words):
        if flowing:
            starts.append(len(flowing))
        flowing += line
    if starts:
        flowing, starts = _whole_words(flowing, starts, frame[0] + margin, frame[2] - margin)
    return make_cell(flowing, page, tuple(starts), frame)


def _whole_words(
    words: Sequence[Word], starts: Sequence[int], left: float, right: float
) -> tuple[list[Word], list[int]]:
    """A cell's words and the indexes of those that begin a line, with the halves of words joined that were cut where
    the cell's text ends (it runs from `left` to `right`). What may be one word or two is left as it is, unsure."""
    result: list[Word] = []
    lines: list[int] = []
    cuts = {at for at in starts if at and right - words[at - 1].box[2] < _first_letter(words[at]) + _ROUNDED}
    width = 0.0  # of the word at the end, with all of its pieces
    for at, word in enumerate(words):
        own = word.box[2] - word.box[0]
        if at in cuts:
            end = next(after for after in range(at + 1, len(words) + 1) if after not in cuts)
            pieces = ["".join(piece.text for piece in words[at:after]) for after in range(at + 1, end + 1)]
            wide = width + own > right - left - 2 * _SLACK * (word.box[3] - word.box[1])
            told = _told(result[-1].text, pieces, at + 1 == len(words), wide)
            if told:
                sure = min(result[-1].confidence, word.confidence, 1.0 if told == 1.0 else _HALVED)
                result[-1] = replace(result[-1], text=tidy(result[-1].text) + tidy(word.text), confidence=sure)
                width += own
                continue
            if told is not None:
                word = replace(word, confidence=min(word.confidence, _HALVED))
        if at in starts:
            lines.append(len(result))
        width = own
        result.append(word)
    return result, lines


def _first_letter(word: Word) -> float:
    """About how wide a word's first letter is, with the blank beside it."""
    widths = [
        0.5 if char in _NARROW else 1.5 if char in _WIDE else 1.25 if char.isupper() else 1.0 for char in word.text
    ]
    return (word.box[2] - word.box[0]) * widths[0] / sum(widths) + _SLACK * (word.box[3] - word.box[1])


def _told(one: str, pieces: Sequence[str], last: bool, wide: bool) -> float | None:
    """How surely a word's beginning and what the next lines begin with (the first of `pieces`, or several of them, as
    each goes on with the one before) are one word: 1 for surely, null for surely not, 0 where nobody can tell, and they
    had better stay apart. `last`: nothing follows; `wide`: the cell has no room for both in one line."""
    begun, rest = _BEFORE.search(one), _BEHIND.match(pieces[0])
    if begun is None or rest is None or not _same_case(begun.group(), rest.group()):
        return None
    head, tail = begun.group(), rest.group()
    plain, end = flat(head), flat(tail)
    known = is_known(plain), is_known(end)
    if wide or not all(known):
        wholes = (match.group() for piece in pieces if (match := _BEHIND.match(piece)))
        if any(is_known(plain + flat(whole)) for whole in wholes):
            return 1.0
    if not wide or (end in _MARKS and tail.isupper()) or plain in PARTICLES:
        return None
    if end in PARTICLES and not last:
        return 1.0 if not known[0] and (end in ("a", "o") or plain[-1] not in _END) else None
    return None if known[0] or (known[1] and end not in PARTICLES) else _by_shape(plain, end)


def _by_shape(head: str, tail: str) -> float:
    """How surely two halves that nobody knows are one word, by the letters at the break."""
    if head[-1] not in _END or not _begins_word(tail) or len(tail) == 1 or min(len(head), len(tail)) < 3:
        return 1.0
    return 0.5 if min(len(head), len(tail)) < _WHOLE else 0.0


def _begins_word(text: str) -> bool:
    """Whether a Spanish word or name may begin so."""
    return text[0] in "aeiou" or text[1:2] in "aeiouy" or text[:2] in _TWO


def _same_case(head: str, tail: str) -> bool:
    return tail.islower() if not head.isupper() else tail.isupper() or (len(head) == 1 and tail.islower())


def is_known(plain: str) -> bool:
    """Whether a word is one of those, in the singular or the plural."""
    words = known_words()
    return plain in words or (
        len(plain) > 4 and (plain.removesuffix("s") in words or plain.removesuffix("es") in words)
    )


@cache
def known_words() -> frozenset[str]:
    """Words that cells often hold: of posts, houses, names and labels."""
    told = frozenset(read_table("palabras")["palabras"].split())
    return told | usual_names() | frozenset(head_words()) | PARTICLES
