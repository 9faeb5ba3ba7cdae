"""Two engines' readings of one picture into words that say how far they may be trusted.

A word that both engines read alike gets a confidence of 0.9 and more; any other stays below, whatever its engine
believes: alone each of them is wrong and sure of it in one field of five, alike in one of a hundred.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from cases.text import words_of
from parsers.scans.alignment import EDGES, Alignment
from parsers.scans.baselines import in_line, ink_of
from parsers.scans.knownwords import Known
from parsers.scans.seen import Seen
from parsers.scans.spelling import bare, core, in_spanish, is_spanish, marks, squeezed
from parsers.scans.votes import voted
from parsers.words.glyphs import clean

AGREED = 0.9
_MOST_ALONE = 0.85
_MARGIN = 0.12  # of its height, that the second engine's boxes stand off the ink
_UNACCENTED = words_of(
    "de del la las los y e o u a al en con por para su sus un una general gerente director directora presidente"
    " presidenta alcalde alcaldesa rector rectora prefecto prefecta ministro ministra coordinador coordinadora"
    " registrador registradora administrador administradora delegado delegada comandante jefe jefa analista asistente"
    " especialista nacional provincial municipal institucional"
)
_NEVER_ACCENTED = ("dad", "dor", "dora", "cional")
_DOUBTED = 0.85  # by the first engine itself
_ROUND_TYPE = re.compile(r"((?<!\w)20\d\d-\d{1,6}-)[0O]{1,2}(?![\w-])")
_DOMAIN = re.compile(r"(?:[\w\-]+\.)+(?:gob|edu|com|org|mil|fin|net)\.?(?:ec)?[.,;)]*").fullmatch
_UNDERLINED = re.compile(r"(?<=[^\W_])_+(?!\S)")
_OF_IDENTITY = re.compile(r"(?<![\w.])C\.[l1|!]\.?(?![\w.])")
_LINK = re.compile(r"(?<!\w)(?:DÉL?|LÁS?|LÓS)(?!\w)")
_BRACKETS = str.maketrans("{}", "()")


def combine(
    first: Sequence[Seen],
    second: Sequence[Seen],
    again: Callable[[Seen], list[Seen]],
    further: Callable[[Seen], Sequence[str]] = lambda _: (),
) -> list[Seen]:
    """Words of a page out of `first` (words) and `second` (segments of lines).

    `again` reads one segment once more with the first engine, as a single line; it is asked where the two differ.
    `further` gives other readings of a segment, asked for where words of it stay doubtful: they choose among readings
    and make none sure. Words that no segment of `second` covers are kept as the doubtful reading of one engine.
    """
    first, second = list(map(_typed, first)), list(map(_typed, second))
    owners = _owners(first, second)
    counts = tuple(Counter(piece for seen in reading for piece in _pieces(seen.text)) for reading in (first, second))
    lines: list[_Line] = []
    for index, segment in enumerate(second):
        inside = [word for word, owner in zip(first, owners, strict=True) if owner == index]
        inside.sort(key=lambda word: word.box[0])
        known = _elsewhere(counts, inside, segment)
        lines.append(_settle(inside, segment, lambda asked: list(map(_typed, again(asked))), known))
    told = Known(word.text for line in lines for word in line.words if word.confidence >= AGREED)
    words = [word for line in lines for word in in_line(_voted(line, told, further))]
    alone = [word for word, owner in zip(first, owners, strict=True) if owner is None]
    words.extend(_alone(word) for word in alone if _is_text(word))
    return _read_once(words)


@dataclass(frozen=True, slots=True)
class _Line:
    """The words of a segment, and all that the engines read there."""

    segment: Seen
    words: list[Seen]
    readings: tuple[str, ...]


def _voted(line: _Line, known: Known, further: Callable[[Seen], Sequence[str]]) -> list[Seen]:
    if all(word.confidence >= AGREED or not any(map(str.isalnum, word.text)) for word in line.words):
        return line.words
    told = (_typed(replace(line.segment, text=text)).text for text in further(line.segment))
    return list(map(_typed, voted(line.words, [*line.readings, *told], known, AGREED)))


def _read_once(words: Sequence[Seen]) -> list[Seen]:
    """The words without ends of others that a neighbouring segment caught and read once more."""
    short = {at for at, word in enumerate(words) if len(word.text) < 3}
    return [
        word
        for at, word in enumerate(words)
        if at not in short or not any(_is_end(word, other) for n, other in enumerate(words) if n not in short)
    ]


def _is_end(word: Seen, whole: Seen) -> bool:
    """Whether a word lies in the box of another that begins or ends with it."""
    shared = min(word.box[2], whole.box[2]) - max(word.box[0], whole.box[0])
    middle = (word.box[1] + word.box[3]) / 2
    inside = shared > 0.8 * (word.box[2] - word.box[0]) and whole.box[1] < middle < whole.box[3]
    return inside and whole.text.startswith(word.text) | whole.text.endswith(word.text)


def single(words: Sequence[Seen]) -> list[Seen]:
    """The readings of one engine without a second opinion: none of them counts as sure."""
    return [_alone(_typed(word)) for word in words if _is_text(word)]


def _typed(seen: Seen) -> Seen:
    """A Quipux number ends in the letters of its type (dossier 1.2): the round sign there is no digit, though both
    engines, misled by the digits before it, like to read ``0`` or ``0O``. A number may begin on the line before.
    A brace is a bracket, a line behind a word a stroke: no letter has them. Nor is there a ``C.l.``
    or an accent on ``DEL``."""
    text = _OF_IDENTITY.sub("C.I.", _UNDERLINED.sub("", seen.text.translate(_BRACKETS)))
    text = _LINK.sub(lambda link: bare(link[0]), text)
    return replace(seen, text=_ROUND_TYPE.sub(r"\1O", text) if text.count("-") > 1 else text)


def split(segment: Seen) -> list[Seen]:
    """A segment as words, their boxes cut in proportion to their characters and, like ink, as tall as their letters."""
    x0, y0, x1, y1 = segment.box
    advance = (x1 - x0) / max(1, len(segment.text))
    margin = _MARGIN * (y1 - y0)
    words, at = [], 0
    for piece in segment.text.split(" "):
        if piece:
            top, bottom = ink_of(piece, segment.text, y0 + margin, y1 - margin)
            box = (x0 + at * advance, top, x0 + (at + len(piece)) * advance, bottom)
            words.append(Seen(clean(piece), box, segment.confidence))
        at += len(piece) + 1
    return words


def _alone(word: Seen) -> Seen:
    return _in_spanish(replace(word, text=clean(word.text), confidence=round(min(_MOST_ALONE, word.confidence), 3)))


def _is_text(word: Seen) -> bool:
    """Specks and rests of lines are no words."""
    least = 0.3 if len(word.text) > 1 else 0.6
    return (any(c.isalnum() for c in word.text) and word.confidence > least) or len(word.text.strip(EDGES)) > 2


def _owners(words: Sequence[Seen], segments: Sequence[Seen]) -> list[int | None]:
    """For every word the segment whose box holds its middle (the closest in height when several do)."""
    owners: list[int | None] = []
    for word in words:
        x, y = (word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2
        holding = [
            (abs((s.box[1] + s.box[3]) / 2 - y), index)
            for index, s in enumerate(segments)
            if s.box[0] - 3 <= x <= s.box[2] + 3 and s.box[1] <= y <= s.box[3]
        ]
        owners.append(min(holding)[1] if holding else None)
    return owners


def _elsewhere(counts: tuple[Counter[str], ...], words: Sequence[Seen], segment: Seen) -> frozenset[str]:
    """The pieces of a line's words that both engines read in some other place of the page too."""
    here = (Counter(piece for word in words for piece in _pieces(word.text)), Counter(_pieces(segment.text)))
    told = here[0].keys() | here[1].keys()
    return frozenset(piece for piece in told if all(c[piece] > h[piece] for c, h in zip(counts, here, strict=True)))


def _pieces(text: str) -> list[str]:
    return re.findall(r"\w+", bare(text).lower())


def _settle(
    words: list[Seen], segment: Seen, again: Callable[[Seen], list[Seen]], known: frozenset[str]
) -> _Line:
    words = [word for word in words if word.confidence >= 0.3 or any(map(str.isalnum, word.text))]
    others: list[Seen] = []
    if _joined(words) != squeezed(segment.text):
        others = _spread(again(segment), segment)
        if _distance(others, segment) < _distance(words, segment):
            words, others = others, words
    elif _run_together(words, segment) or _cut(words, segment):
        others = _spread(again(segment), segment)
        if [word.text for word in others] == segment.text.split():
            words = others
    joint = _run_together(words, segment)
    readings = (segment.text, *(" ".join(word.text for word in told) for told in (words, others) if told))
    if not words or _distance(words, segment) > 0.6:
        return _Line(segment, [_alone(word) for word in split(segment)], readings)
    settled = _glued(_compare(words, segment, {core(word.text) for word in others}, known), segment)
    settled = [replace(w, confidence=min(w.confidence, _MOST_ALONE)) if w.text in joint else w for w in settled]
    return _Line(segment, settled, readings)


def _run_together(words: Sequence[Seen], segment: Seen) -> set[str]:
    """The words of letters that the second engine parts. (That it loses blanks is usual and means nothing.)"""
    pieces = segment.text.split()
    if len(pieces) < 2 or _joined(words) != squeezed(segment.text):
        return set()
    return {word.text for word in words if word.text.isalpha() and not any(word.text in piece for piece in pieces)}


def _cut(words: Sequence[Seen], segment: Seen) -> bool:
    """Whether the first engine cut a number that it was not sure of and the second left whole."""
    numbers = [piece for piece in map(squeezed, segment.text.split()) if any(map(str.isdigit, piece))]
    return any(
        min(one.confidence, other.confidence) < _DOUBTED and any(one.text + other.text in piece for piece in numbers)
        for one, other in pairwise(words)
    )


def _spread(words: list[Seen], segment: Seen) -> list[Seen]:
    """Words of a line read alone, with boxes in proportion to their texts where the engine's own make no sense."""
    advance = (segment.box[2] - segment.box[0]) / max(1, len(segment.text))
    if all(0.4 < (word.box[2] - word.box[0]) / (len(word.text) * advance) < 2.5 for word in words):
        return words
    cut = split(replace(segment, text=" ".join(word.text for word in words)))
    return [replace(word, box=place.box) for word, place in zip(words, cut, strict=False)]


def _glued(words: list[Seen], segment: Seen) -> list[Seen]:
    """Pieces of one number or address that the first engine parted and the second did not."""
    solid = {squeezed(piece) for piece in segment.text.split()}
    result: list[Seen] = []
    for word in words:
        if result:
            both = result[-1].text + word.text
            joint = word.text.isalpha() and len(word.text) < 3 and result[-1].text[-1].isalpha()
            joint = joint or result[-1].text[-1] in "-_@/" or word.text[0] in "-_@/." or "@" in both
            before, after = result[-1].text, word.text
            inner = before[-1] == "@" or after[0] == "@" or ("@" in before and (before[-1] == "." or after[0] == "."))
            close = word.box[0] - result[-1].box[2] < (0.7 if inner else 0.2) * (word.box[3] - word.box[1])
            if joint and close and any(core(both) in piece for piece in solid):
                x0, y0, x1, y1 = result[-1].box
                box = (x0, min(y0, word.box[1]), max(x1, word.box[2]), max(y1, word.box[3]))
                result[-1] = Seen(both, box, min(result[-1].confidence, word.confidence))
                continue
        result.append(word)
    return result


def _joined(words: Sequence[Seen]) -> str:
    return squeezed("".join(word.text for word in words))


def _distance(words: Sequence[Seen], segment: Seen) -> float:
    return Levenshtein.normalized_distance(_joined(words), squeezed(segment.text)) if words else 1.0


def _compare(words: Sequence[Seen], segment: Seen, others: set[str], known: frozenset[str]) -> list[Seen]:
    """The first engine's words against the second's segment, character by character."""
    breaks, count = set(), 0
    for piece in segment.text.split():
        count += len(squeezed(piece))
        breaks.add(count)
    alignment = Alignment(_joined(words), squeezed(segment.text), breaks)
    folded = Alignment(bare(alignment.left).lower(), bare(alignment.right).lower(), breaks)
    result, at = [], 0
    for word in words:
        plain = squeezed(word.text)
        end = at + len(plain)
        lead, tail = len(plain) - len(plain.lstrip(EDGES)), len(plain) - len(plain.rstrip(EDGES))
        if lead == len(plain) or alignment.alike(at + lead, end - tail):
            sure = AGREED + 0.09 * min(max(word.confidence, 0.0), segment.confidence)
            result.append(_in_spanish(replace(word, text=clean(word.text), confidence=round(sure, 3))))
        else:
            start, stop = alignment.place(at), alignment.place(end)
            other = alignment.right[start:stop]
            same = _same(word.text, other) if folded.alike(at + lead, end - tail) else None
            if same is None and (start == 0 or start in breaks) and stop in breaks:
                same = _witnessed(word.text, other, known)
            if not _is_speck(word, other):
                result.append(_choose(word, other, segment.confidence, others, same))
        at = end
    return [word for word in result if word.text]


def _is_speck(word: Seen, other: str) -> bool:
    """Whether a lone letter is one that the first engine hardly saw, and the second not at all."""
    return not other and len(word.text) == 1 and word.text.isalpha() and word.confidence < 0.3


def _choose(word: Seen, other: str, score: float, others: set[str], same: str | None) -> Seen:
    """One of two readings that differ. When they mean the `same`, or the first engine's further reading says what the
    second says, the two engines agree after all; otherwise the likelier one stays, below what counts as sure.

    Engines lose accents more often than they invent them; marks that Spanish does not have are invented.
    """
    mine = word.text
    if same := other if core(other) and core(other) in others else same:
        return _in_spanish(replace(word, text=clean(same), confidence=round(AGREED + 0.05 * score, 3)))
    if bare(mine) == bare(other):
        text = mine if not is_spanish(other) or (is_spanish(mine) and len(marks(mine)) >= len(marks(other))) else other
    elif not is_spanish(mine):
        text = other
    else:
        text = other if core(other) and score > 0.8 and core(mine) not in others else mine
    unsure = round(min(_MOST_ALONE, max(word.confidence, score) * 0.85), 3)
    return _in_spanish(replace(word, text=clean(text), confidence=unsure))


def _same(mine: str, other: str) -> str | None:
    """What both readings mean where they differ in nothing that counts: in the case of an address or of an accented
    initial (the second engine takes ``Í`` for ``í``), or in an accent on a word or an address that has none."""
    if "@" in mine or _DOMAIN(bare(mine)):
        return other if other.isascii() else bare(mine)
    plain = bare(mine)
    if plain == bare(other) and (plain.lower() in _UNACCENTED or plain.lower().endswith(_NEVER_ACCENTED)):
        return plain
    return mine if not mine[0].isascii() and mine[0].lower() + mine[1:] == other else None


def _witnessed(mine: str, other: str, known: frozenset[str]) -> str | None:
    """The one of two readings of whose every piece the page has a further place that both engines read so: siglas in
    the document's number, a name in its owner's address. Accents have no such witness: both engines lose them alike."""
    mine_known, other_known = (
        bool(pieces := _pieces(text)) and known.issuperset(pieces) and len(max(pieces, key=len)) > 3
        for text in (mine, other)
    )
    if mine_known == other_known or bare(mine).lower() == bare(other).lower():
        return None
    return mine if mine_known else other


def _in_spanish(word: Seen) -> Seen:
    """Marks that Spanish does not have are ink of the neighbourhood, even where both engines saw them."""
    if is_spanish(word.text):
        return word
    return replace(word, text=in_spanish(word.text), confidence=min(word.confidence, _MOST_ALONE))
