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


# What a letter's sentences begin with, and neither a post's second line nor a house's.
_SENTENCE = re.compile(
    r"(?:Por|Sin|Con|En|Se|Para|Que|Lo|Est[aeo]s?|Agrade\w+|Particular|Solicit\w+|Adjunt\w+|Cabe|Atenta\w+|Cordial\w+"
    r"|Respetuosa\w+|Segur[oa]|Dich[oa]s?|Es|Asimismo|Adem[aá]s|Finalmente)\s"
)


def begins_sentence(text: str) -> bool:
    """Whether a line begins with a word that begins sentences (``Por la atención …``), and is not all in capitals."""
    return _SENTENCE.match(text) is not None and not text.isupper()
