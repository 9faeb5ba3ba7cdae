"""Spanish text made comparable: accents, case, look-alike dashes and stray blanks out of the way."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_DASHES = "‐‑‒–—―−﹣－"
# Patterns, since they pass over text that has none of these ten times faster than `str.translate`.
_DASH = re.compile(f"[{_DASHES}]")
_HYPHEN = "\u0002"  # PDFium's sign for one that only broke a word
_INVISIBLE = re.compile(f"[\u00ad\u200b\u200c\u200d\u2060\ufeff\ufffe{_HYPHEN}]")
_ACCENTS = re.compile("[\u0300-\u034e\u0350-\u036f]+")
# Composed letters and plain signs with single blanks between them: what `tidy` leaves as it is.
_TIDY = re.compile("(?:[!-~¡-¬®-ɏ]+ )*[!-~¡-¬®-ɏ]+").fullmatch
_SPANISH = tuple(zip("áéíóúñü", "aeiounu", strict=True))
# Blanks are left to split and join: they part every two words, and a pattern's match costs as much as a word's.
_PUNCTUATION = re.compile(r"[^0-9a-z@ ]+")
# The same for a long text in ASCII, which is translated ten times faster than the pattern passes over it.
_NO_PUNCTUATION = {code: " " for code in range(128) if _PUNCTUATION.match(chr(code))}
# What labels, names and lines are at most. Of longer texts the last few are kept to be folded again, no books.
_LINE, _PAGES = 500, 20_000


def words_of(text: str) -> frozenset[str]:
    """The words of a written list, as a set: how tables of words are noted in this code."""
    return frozenset(text.split())


def in_figures(number: float) -> str:
    """A number as written in Ecuador: ``12``, ``4,5``."""
    return f"{number:g}".replace(".", ",")


def slips(word: str) -> frozenset[str]:
    """The word with one letter lost, doubled or changed for its neighbour."""
    at = range(len(word))
    lost = {word[:i] + word[i + 1 :] for i in at}
    doubled = {word[: i + 1] + word[i:] for i in at}
    turned = {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in at[:-1]}
    return frozenset(lost | doubled | turned) - {word}


# Letters of Latin's own that no accent is taken from, and those that a font joins.
_LATIN = frozenset("ªºßæœøđłþðÆŒØĐŁÞÐ\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06")


def foreign_letters(text: str) -> str:
    """The letters of a text that only look Latin, or are of another alphabet: none of those is in a name as it is
    written here, and no search finds a name that has one."""
    if text.isascii():
        return ""
    parts = unicodedata.normalize("NFD", text)
    return "".join(dict.fromkeys(c for c in parts if c.isalpha() and not c.isascii() and c not in _LATIN))


def tidy(text: str) -> str:
    """The text with composed accents, single blanks and plain hyphens; nothing visible is lost."""
    if text.isascii():
        return " ".join(text.split())
    if _TIDY(text):
        return text
    text = _DASH.sub("-", unicodedata.normalize("NFC", _INVISIBLE.sub("", text)))
    return " ".join(text.split())


def fold(text: str) -> str:
    """Lower case without accents, blanks collapsed; punctuation stays. For searching, never for showing."""
    if len(text) <= _LINE:
        return _kept_fold(text)
    return _last_fold(text) if len(text) <= _PAGES else _fold(text)


def _fold(text: str) -> str:
    lowered = _without_spanish(text.lower())
    if lowered.isascii() and (_HYPHEN not in text or text.isascii()):
        return " ".join(lowered.split())
    plain = _ACCENTS.sub("", _DASH.sub("-", unicodedata.normalize("NFKD", _INVISIBLE.sub("", text))))
    if not plain.isascii():
        for mark in filter(unicodedata.combining, set(plain)):
            plain = plain.replace(mark, "")
    return " ".join(plain.casefold().split())


def key(text: str) -> str:
    """`fold` with every run of punctuation as one blank: what labels and names are compared by."""
    return _kept_key(text) if len(text) <= _LINE else _key(text)


def _key(text: str) -> str:
    folded = fold(text)
    long = len(folded) > _LINE and folded.isascii()
    words = folded.translate(_NO_PUNCTUATION) if long else _PUNCTUATION.sub(" ", folded)
    return " ".join(words.split())


_kept_fold, _kept_key = lru_cache(maxsize=4096)(_fold), lru_cache(maxsize=8192)(_key)
_last_fold = lru_cache(maxsize=8)(_fold)


def _without_spanish(lowered: str) -> str:
    """Lower case without the accents that Spanish has: these few searches are quicker than any table."""
    if not lowered.isascii():
        for accented, plain in _SPANISH:
            lowered = lowered.replace(accented, plain)
    return lowered


def _flat_table() -> dict[int, str]:
    table = dict.fromkeys(map(ord, _DASHES), "-")
    for code in (*range(0xA0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFKD", chr(code))[0].lower()
        table[code] = chr(code) if chr(code) in "ºª°" else base
    table.update({0xA0: " ", 0x2019: "'", 0x201C: '"', 0x201D: '"', 0x2022: "\u2022"})
    return table


_FLAT = _flat_table()


@lru_cache(maxsize=8192)
def flat(text: str) -> str:
    """Lower case without accents and of the same length, so that places found in it are places in `text`.
    Expects composed accents (as `tidy` leaves them)."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    lowered = _without_spanish(lowered)
    return lowered if lowered.isascii() else lowered.translate(_FLAT)
