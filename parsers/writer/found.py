"""What is found in a letter's head or close, what its place is worth, and the small print that ends both."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.pages.cells import Cell

# What a value is worth that stands where one expects it and nothing else confirms.
WEAK = 0.7


@dataclass(frozen=True, slots=True)
class Found:
    """A text with the cell it stands in; `sure` in 0..1 is what its place is worth."""

    text: str
    cell: Cell
    sure: float = 1.0


_SMALL = re.compile(r"^(?:referencias?|anexos?|adjuntos?|copia|c\.?\s?c\.?|con copia|ref)\s*[:.]")


def is_small_print(plain: str) -> bool:
    """Whether a line begins the small print below a signature; ``C.C.`` with a number behind it is a cédula."""
    return bool(_SMALL.match(plain)) and not re.search(r"\d{9}", plain)


def without_stop(text: str) -> str:
    """A text without the stop behind it; that of ``B.P.`` or ``P.D.`` is its own."""
    bare = text.strip(" ,;")
    return bare if re.search(r"\b[A-Z]\.\s?[A-Z]\.$", bare) else bare.strip(" .,;")
