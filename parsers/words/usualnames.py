"""Usual names of people in Ecuador and words of their posts, lower case and without accents."""

from __future__ import annotations

from functools import cache

from parsers.words.phrases import read_table


@cache
def usual_names(*kinds: str) -> frozenset[str]:
    """The words of these kinds of the table (``de_pila``, ``apellidos``, ``cargos``), or of all."""
    told = read_table("nombres")
    return frozenset(" ".join(told[kind] for kind in kinds or told).split())
