"""Whether a page's text layer may be believed, or the page has to be read from its picture."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cases.evidence import Caja
from parsers.pages.page import Word

# The words that fill every Spanish letter (and English ones: an annex). Garbage of a broken font map has none.
_FILLERS = frozenset({
    "de", "la", "el", "los", "las", "en", "y", "a", "que", "del", "se", "con", "por", "para", "su", "una", "un", "al",
    "lo", "como", "o", "no", "es", "sus", "le", "esta", "este", "me", "señor", "señora", "fecha", "nro", "oficio",
    "the", "of", "and", "to", "in", "is", "for", "with", "this", "be", "that", "on",
})  # fmt: skip
# Controls, replacement marks, and signs of private use inside words: what no letter prints. Alone, a sign of private
# use is a bullet of a symbol font; PDFium's own marks for hyphens are none of these.
_WRONG = re.compile(
    "[\x01\x03-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufff0-\ufffd\ufdd0-\ufdef]"
    "|(?<=[^\\s\ue000-\uf8ff])[\ue000-\uf8ff]|[\ue000-\uf8ff](?=[^\\s\ue000-\uf8ff])"
)
_ODD = re.compile("[\x01\x03-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufdd0-\ufdef\ufff0-\ufffd]")  # all of these
# A mark where a letter belongs (cr!ditos, $ue, ba'o).
_DAMAGED = re.compile(r"[a-zà-ÿ][!$'\"#%&*+<=>^~|{}\\][a-zà-ÿ]|(?<!\S)[$!#%&*+][a-zà-ÿ]", re.I)
# The same marks first: most pages have none, and looking for a mark is quicker than for a letter before one.
_MARKED = re.compile(
    r"[!$'\"#%&*+<=>^~|{}\\](?:(?<=[a-zà-ÿ].)(?=[a-zà-ÿ])|(?<=[$!#%&*+])(?<!\S.)(?=[a-zà-ÿ]))", re.I | re.S
)
_VOICELESS = re.compile(r"[b-df-hj-np-tv-xzç]{4,}", re.I)


def wrong_characters(text: str) -> float:
    """Share of characters that no letter prints."""
    wrong = len(_WRONG.findall(text)) if _ODD.search(text) else 0
    return wrong / max(1, len("".join(text.split()))) if wrong else 0.0


def reads_like_spanish(words: Sequence[str]) -> bool:
    """Among more than thirty words of running text some are the language's fillers; short texts are not judged."""
    lettered = sum(map(str.isalpha, words))
    return lettered < 30 or sum(map(_FILLERS.__contains__, words)) / lettered >= 0.08


def damaged_words(text: str, words: Sequence[str]) -> float:
    """Share of the text's words with a mark inside that no word has, or without any vowel."""
    if len(words) < 10:
        return 0.0
    marked = _DAMAGED.finditer(text) if _MARKED.search(text) else ()
    found = sum("@" not in text[m.start() - 20 : m.end() + 40] for m in marked)
    return (found + sum(not word.isupper() for word in filter(_VOICELESS.fullmatch, words))) / len(words)


def usable(raw: str, words: Sequence[Word], hidden: Sequence[Word], covered: float) -> bool:
    """Whether the visible text layer of a page is the page's text.

    Not, when a picture carries the page (`covered`: share of the page under images) and the layer is only a header or
    a stamp beside it, when the characters are broken, or when they do not form Spanish.
    """
    if covered > 0.35 and (len(hidden) > len(words) or sum(len(word.text) for word in words) < 600):
        return False
    return bool(words) and readable(raw)


def unread_picture(words: Sequence[Word], pictures: Sequence[Caja], width: float, height: float) -> bool:
    """Whether a picture in the body of the page is large enough for a table and has no text over it: data pasted as
    an image. Letterheads, seals and codes for scanning are smaller or lie at the page's ends."""
    for x0, y0, x1, y1 in pictures:
        if (x1 - x0) * (y1 - y0) < 0.06 * width * height or not 0.15 * height < (y0 + y1) / 2 < 0.85 * height:
            continue
        over = sum(x0 < w.box[0] and w.box[2] < x1 and y0 < w.box[1] and w.box[3] < y1 for w in words)
        if over < 5:
            return True
    return False


def readable(raw: str) -> bool:
    """Whether the characters of a text layer are those that the page shows."""
    words = raw.split()
    if wrong_characters(raw) > 0.003 or damaged_words(raw, words) > 0.03:
        return False
    return reads_like_spanish(raw.lower().split())
