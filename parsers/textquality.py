"""Whether a page's text layer may be believed, or the page has to be read from its picture."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from parsers.page import Word

# The words that fill every Spanish letter (and English ones: an annex). Garbage of a broken font map has none.
_FILLERS = frozenset({
    "de", "la", "el", "los", "las", "en", "y", "a", "que", "del", "se", "con", "por", "para", "su", "una", "un", "al",
    "lo", "como", "o", "no", "es", "sus", "le", "esta", "este", "me", "señor", "señora", "fecha", "nro", "oficio",
    "the", "of", "and", "to", "in", "is", "for", "with", "this", "be", "that", "on",
})  # fmt: skip
_VOWELS = re.compile(r"[aeiouáéíóúü]", re.I)


def wrong_characters(text: str) -> float:
    """Share of characters that no letter prints: controls, private use, replacement marks, unassigned."""
    visible = [c for c in text if not c.isspace() and c not in "\x00\x02\ufffe\u00ad\u200b\ufeff"]
    if not visible:
        return 0.0
    if text.isascii() and text.isprintable():
        return 0.0
    bad = sum(c == "\ufffd" or unicodedata.category(c) in ("Cc", "Co", "Cn", "Cs") for c in visible)
    return bad / len(visible)


def reads_like_spanish(words: Sequence[str]) -> bool:
    """Among more than thirty words of running text some are the language's fillers; short texts are not judged."""
    plain = [word.strip(".,;:()\"'").lower() for word in words]
    lettered = [word for word in plain if word.isalpha()]
    if len(lettered) < 30:
        return True
    return sum(word in _FILLERS for word in lettered) / len(lettered) >= 0.08


def damaged_words(words: Sequence[str]) -> float:
    """Share of words with a mark where a letter belongs (cr!ditos, $ue, ba'o), or long ones without any vowel."""
    plain = [word for word in words if len(word) > 3 and "@" not in word and "/" not in word]
    lettered = [word for word in plain if sum(c.isalpha() for c in word) > len(word) / 2]
    if len(lettered) < 10:
        return 0.0
    bad = sum(bool(_DAMAGE.search(word)) or not _VOWELS.search(unicodedata.normalize("NFD", word)) for word in lettered)
    return bad / len(lettered)


_DAMAGE = re.compile(r"[a-zà-ÿ][!$'\"#%&*+<=>^~|{}\\][a-zà-ÿ]|^[$!#%&*+]\w", re.I)


def usable(raw: str, words: Sequence[Word], hidden: Sequence[Word], covered: float) -> bool:
    """Whether the visible text layer of a page is the page's text.

    Not, when a picture carries the page (`covered`: share of the page under images) and the layer is only a header or
    a stamp beside it, when the characters are broken, or when they do not form Spanish. A page without picture and
    almost without text is simply short: there is nothing to gain from its picture unless shapes were drawn.
    """
    characters = sum(len(word.text) for word in words)
    if covered > 0.35 and (characters < 600 or len(hidden) > len(words)):
        return False
    return bool(words) and readable(raw, words)


def readable(raw: str, words: Sequence[Word]) -> bool:
    """Whether the characters of a text layer are those that the page shows."""
    texts = [word.text for word in words]
    return wrong_characters(raw) <= 0.003 and reads_like_spanish(texts) and damaged_words(texts) <= 0.03
