"""The small words that link others: a name, a post or a line that ends in one goes on behind it."""

from __future__ import annotations

import re

from cases.text import flat, words_of

PARTICLES = words_of("de del la las los el al a y e en para con")
# An «a» may also end what is whole: «Analista 2-A», «funcionario/a».
_OPEN = re.compile(rf"\b(?:{'|'.join(sorted(PARTICLES - {'a'}))})$")


def ends_open(text: str) -> bool:
    """Whether a text stops at a word that cannot end it."""
    return bool(_OPEN.search(flat(text)))
