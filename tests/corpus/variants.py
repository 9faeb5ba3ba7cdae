"""Letters written by hand, changed in ways that leave the expected reading as it is or change it in a known way.

    python benchmarks/accuracy.py --ajenas norte,sur --variantes SEED [--cambio NAME]

A reading that held of the letter must hold of its variants. A letter in which a change cannot be made safely (a datum
written in parts, a surname that stands alone elsewhere) is left out of it and counted.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from tests.corpus import noise, others, redrawn

Letter = dict[str, Any]
Change = Callable[[Letter, random.Random], Letter | None]

CHANGES: dict[str, Change] = {
    "letra": redrawn.type_face,
    "hoja": redrawn.page,
    "renglones": redrawn.spacing,
    "productor": redrawn.producer,
    "gente": others.people,
    "casa": others.house,
    "falta": others.blanked,
    "invalido": others.wrong,
    "tildes_aparte": noise.accents_apart,
    "sin_tildes": noise.accents_lost,
    "mayusculas": noise.capitals,
    "blancos_fijos": noise.unbreakable_blanks,
    "blancos_dobles": noise.double_blanks,
    "guiones_blandos": noise.soft_hyphens,
    "comillas": noise.quotes,
    "guiones": noise.dashes,
    "sin_dos_puntos": noise.no_colons,
    "erratas": noise.slips,
}


def changed(letter: Letter, name: str, seed: int, only: str | None) -> Letter | None:
    """The letter with one change, this one or any that it allows; its `diseno` says which. Nothing where none can be
    made, or where the mail is no request."""
    if not isinstance(letter["espera"].get("aiq"), dict):
        return None
    rng = random.Random(f"{seed}:{name}")
    for change in [only] if only else rng.sample(sorted(CHANGES), len(CHANGES)):
        if (variant := CHANGES[change](letter, rng)) is not None:
            return variant | {"diseno": change}
    return None


def variants(named: Iterable[tuple[str, Letter]], seed: int, only: str | None) -> Iterator[tuple[str, Letter]]:
    """Every letter that allows it in one variant, under its name."""
    for name, letter in named:
        if (variant := changed(letter, name, seed, only)) is not None:
            yield name, variant
