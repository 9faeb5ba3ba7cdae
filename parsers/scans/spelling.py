"""What an engine's reading says, whatever signs it uses: one kind of dash and quote, letters that Spanish has."""

from __future__ import annotations

import unicodedata

from parsers.scans.alignment import EDGES

_SAME = str.maketrans(
    {c: same for same, many in (("-", "–—−‐‑"), ("'", "’‘`´"), ('"', "“”"), ("°", "º"), ("·", "•∙")) for c in many}
    | {"：": ":", "，": ",", "（": "(", "）": ")", "；": ";", "．": "."}
)


def core(text: str) -> str:
    """The text without blanks and the signs around it."""
    return squeezed(text).strip(EDGES)


def squeezed(text: str) -> str:
    """The text without blanks."""
    return "".join(text.translate(_SAME).split())


def bare(text: str) -> str:
    """The text without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", text.translate(_SAME)) if not unicodedata.combining(c))


def marks(text: str) -> str:
    """The accents of a text."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.combining(c))


def is_spanish(text: str) -> bool:
    """Whether all its accented letters are letters of Spanish."""
    return all(c.isascii() or c in "áéíóúüñÁÉÍÓÚÜÑ" or not c.isalpha() or c in "ºª" for c in text)


def in_spanish(text: str) -> str:
    """The text without marks that Spanish does not have."""
    return text if is_spanish(text) else "".join(c if is_spanish(c) else bare(c) for c in text)
