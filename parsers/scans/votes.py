"""Doubtful words of a scanned line put to the vote of all its readings: the likeliest stays, and stays doubtful."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median_low

from rapidfuzz.distance import Levenshtein

from parsers.scans.alignment import Alignment
from parsers.scans.knownwords import Known, is_link
from parsers.scans.seen import Seen
from parsers.scans.spelling import bare, core, in_spanish, is_spanish, squeezed
from parsers.words.glyphs import clean

_CLEARLY = 0.08  # better than what was chosen before
_MOST = 0.8  # of the letters that readings usually have there
_KNOWN = 1.5  # readings that a known word is worth
_STROKE = re.compile(r"[{}\[\]$!?*<>=~^\\|]|\w/\w")
# Endings that no word has without their accent.
_ACCENTED = re.compile(r"\w*(?:[cgst]ión|ntón|logías?|[áéíóú][^\W\d_aeiouáéíóú]{1,3}ic[oa]s?)").fullmatch
_PARTS = re.compile(r"([.@\-_:])")


def voted(words: Sequence[Seen], readings: Sequence[str], known: Known, sure: float) -> list[Seen]:
    """The words of one line, those less than `sure` as the readings of the line have them. Known words count more, and
    where words were cut or run together the line is parted as the best reading parts it. None becomes surer."""
    spread = [_Spread(words, reading) for reading in readings]
    result: list[Seen] = []
    done = 0
    for start, end in _doubtful(words, sure):
        run = words[start:end]
        told = [[word.text for word in run], *(pieces for one in spread if (pieces := one.pieces(start, end, known)))]
        result += [*words[done:start], *_as_told(run, _likeliest(told, known, first=start == 0))]
        done = end
    return [*result, *words[done:]]


def _doubtful(words: Sequence[Seen], sure: float) -> Iterator[tuple[int, int]]:
    """From where to where words are doubtful, with the signs and single letters beside them, which may be torn off."""
    doubtful = [word.confidence < sure and any(map(str.isalnum, word.text)) for word in words]
    torn = [len(core(word.text)) < 2 and word.text not in "-–—" for word in words]
    at = 0
    while at < len(words):
        end = at
        while end < len(words) and (doubtful[end] or torn[end]):
            end += 1
        if any(doubtful[at:end]):
            yield at, end
        at = max(end, at + 1)


class _Spread:
    """One reading of a line laid along its words."""

    def __init__(self, words: Sequence[Seen], reading: str):
        pieces = [squeezed(piece) for piece in reading.split()]
        self.breaks = {0, *(sum(map(len, pieces[: at + 1])) for at in range(len(pieces)))}
        self.right = "".join(pieces)
        texts = [squeezed(word.text) for word in words]
        self.ends = [0, *(sum(map(len, texts[: at + 1])) for at in range(len(texts)))]
        left = "".join(texts)
        self.alignment = Alignment(_folded(left), _folded(self.right), self.breaks)

    def pieces(self, start: int, end: int, known: Known) -> list[str]:
        """What stands for the words from `start` to `end`, in the reading's own words; known ones that ran together
        are parted."""
        low, high = self._place(self.ends[start], False), self._place(self.ends[end], True)
        cuts = [low, *(cut for cut in sorted(self.breaks) if low < cut < high), high]
        told = [self.right[a:b] for a, b in pairwise(cuts)]
        words = [at for at, text in enumerate(told) if any(map(str.isalnum, text))]
        within = told[words[0] : words[-1] + 1] if words else []
        return [part for text in within if text == "-" or core(text) for part in known.parted(text)]

    def _place(self, index: int, closes: bool) -> int:
        """Where in the reading a word begins or ends: what the words lack there belongs to the doubtful side, unless
        the reading has a blank before it."""
        blocks = [b for b in self.alignment.blocks if b.src_start <= index <= b.src_end]
        places = [min(b.dest_start + index - b.src_start, b.dest_end) for b in blocks]
        places += [b.dest_end for b in blocks if b.src_end == index]
        if not places:
            return len(self.right) if closes else 0
        low, high = min(places), max(places)
        if closes:
            return low if low in self.breaks and low != high and high not in self.breaks else high
        return high if high in self.breaks and low not in self.breaks else low


def _folded(text: str) -> str:
    return "".join(bare(c)[:1] or c for c in text).lower()


def _likeliest(told: Sequence[list[str]], known: Known, first: bool) -> list[str]:
    """The best of several ways to read some words; the first of `told` is the one that was chosen so far."""
    worth = [_worth(pieces, told, known) for pieces in told]
    best = max(range(len(told)), key=lambda at: (worth[at], -at))
    parted = len(told[best]) != len(told[0]) and worth[best] > worth[0] + _CLEARLY
    chosen = told[best] if parted else told[0]
    alike = [pieces for pieces in told if len(pieces) == len(chosen)]
    if len(alike) < 2:
        return chosen
    return [
        _elected(chosen[at], [pieces[at] for pieces in alike[alike[0] is told[0] :]], known, first and at == 0)
        for at in range(len(chosen))
    ]


def _worth(pieces: Sequence[str], told: Sequence[list[str]], known: Known) -> float:
    """How much of a reading is known words, and how like the other readings it is."""
    joined = _folded("".join(pieces))
    letters = sum(map(len, pieces)) or 1
    # A reading that lost words is no better for knowing all the rest.
    letters = max(letters, _MOST * median_low(sum(map(len, other)) for other in told))
    share = sum(len(piece) for piece in pieces if is_spanish(piece) and (known.word(piece) or is_link(piece))) / letters
    others = [Levenshtein.normalized_similarity(joined, _folded("".join(other))) for other in told]
    return share + sum(others) / len(others)


def _elected(chosen: str, options: Sequence[str], known: Known, opens: bool) -> str:
    """The word that most readings have, a known one before others; `opens` when it begins its line."""
    plain = [in_spanish(option).replace("|", "") for option in options]
    votes = Counter(_folded(core(option)) for option in plain)
    spoilt = Counter(_folded(core(text)) for text, was in zip(plain, options, strict=True) if _is_spoilt(was))
    numbers = {word for word in votes if any(map(str.isdigit, word)) and known.word(word)}
    # Names and posts: a sentence may have any word, and its verbs decide what it says.
    capital = {_folded(core(option)) for option in plain if core(option)[:1].isupper()}

    def worth(word: str) -> float:
        settles = len(numbers) == 1 if word in numbers else word in capital and known.word(word)
        likeness = sum(Levenshtein.normalized_similarity(word, other) for other in votes.elements()) / len(plain)
        return votes[word] - 0.3 * spoilt[word] + _KNOWN * settles + 0.2 * likeness

    mine = _folded(core(chosen))
    best = max(votes, key=lambda word: (worth(word), word == mine), default=mine)
    if len(votes) > 2 and 2 * votes[best] < len(plain) and (meant := known.meant(votes)):
        return _cased(meant, chosen)
    if best != mine and (mine not in votes or worth(best) > worth(mine)):
        chosen = next(option for option in plain if _folded(core(option)) == best)
    if "@" in chosen:
        return _address(chosen, plain, known)
    same = Counter(core(option) for option in plain if _folded(core(option)) == _folded(core(chosen)))
    written = Counter(option for option in plain if core(option) == core(chosen))
    most, count = next(iter(written.most_common(1)), (chosen, 0))  # with the signs around it that most readings have
    return _spelt(most if count > written[chosen] else chosen, same, opens)


def _is_spoilt(text: str) -> bool:
    """Whether there are signs in a reading that no word has: the rest of a stroke."""
    return not is_spanish(text) or bool(_STROKE.search(text)) or text.count("(") != text.count(")")


def _cased(word: str, like: str) -> str:
    return word.upper() if sum(map(str.isupper, like)) > 1 else word.capitalize()


def _spelt(chosen: str, same: Counter[str], opens: bool) -> str:
    """The word with the accents and capitals that nearly all readings give it; a line begins with a capital."""
    mine = core(chosen)
    if not same or not mine:
        return chosen
    # The second engine, which most readings are of, loses accents of capitals.
    if accented := [told for told in same if _ACCENTED(told.lower())]:
        return chosen.replace(mine, accented[0])
    most, count = same.most_common(1)[0]
    if count >= 3 * max(1, same[mine]) or not is_spanish(mine):
        return chosen.replace(mine, most)
    capital = mine[0].upper() + mine[1:]
    return chosen.replace(mine, capital) if opens and same[capital] > 1 else chosen


def _address(chosen: str, options: Sequence[str], known: Known) -> str:
    """An address put together of the parts that most readings have, those known from the page before others."""
    parts = _PARTS.split(chosen)
    others = [told for option in options if len(told := _PARTS.split(option)) == len(parts)]
    return "".join(
        known.shaped(_best_part(part, [told[at] for told in others], known)) for at, part in enumerate(parts)
    )


def _best_part(chosen: str, options: Sequence[str], known: Known) -> str:
    def worth(part: str) -> float:
        return options.count(part) + _KNOWN * known.part(part)

    best = max(options, key=worth, default=chosen)
    return best if worth(best) > worth(chosen) else chosen


def _as_told(run: Sequence[Seen], pieces: Sequence[str]) -> list[Seen]:
    """The words with what was elected for them, in boxes of their own or in shares of theirs together."""
    if len(pieces) == len(run):
        return [
            word if word.text == piece else replace(word.doubted(), text=clean(in_spanish(piece)))
            for word, piece in zip(run, pieces, strict=True)
        ]
    x0, x1 = run[0].box[0], max(word.box[2] for word in run)
    lettered = [word for word in run if len(core(word.text)) > 1] or run
    top, bottom = (median_low(word.box[side] for word in lettered) for side in (1, 3))
    doubt = min(word.doubted().confidence for word in run)
    advance = (x1 - x0) / max(1, sum(map(len, pieces)) + len(pieces) - 1)
    result, at = [], 0
    for piece in pieces:
        box = (x0 + at * advance, top, x0 + (at + len(piece)) * advance, bottom)
        result.append(Seen(clean(in_spanish(piece)), box, doubt))
        at += len(piece) + 1
    return result
