"""Who leaves or comes where no set phrase tells it: by what verbs say of the administration, and who remains."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.words.phrases import expand, read_table
from parsers.words.roles import Rol

_TABLE = read_table("partes")
Told = tuple[Rol | None, bool]


def _said(name: str) -> re.Pattern[str]:
    lines = _TABLE["indicios"][name]
    return re.compile("|".join(expand(line, _TABLE["palabras"]) for line in lines))


_PASSES, _TAKES = _said("pasa_a"), _said("recibe_de")
_BEFORE_GONE, _BEHIND_GONE = _said("se_va_delante"), _said("se_va_detras")
_IS_OVER = _said("acabo")
_OTHER_BEFORE, _OTHER_BEHIND = _said("otro_delante"), _said("otro_detras")
_NEAR = 75  # characters between a name and the word that tells of him


def by_signs(
    told: Sequence[Told], said: Sequence[tuple[str, str]], between: Sequence[str], comes: bool, surely: Sequence[bool]
) -> list[Told]:
    """The roles with those added that weaker signs give: `said` are the words of each one's own clause, before and
    behind his name; `between` those from one name to the next within a sentence, else nothing; `comes` whether the
    letter named a new administrator before, `surely` for each whether he is a person beyond doubt."""
    found = list(told)
    come = [at for at, (role, sure) in enumerate(found) if role == "aiq" and sure]
    behind = (*between, said[-1][1]) if said else ()
    over = [at for at in come if _IS_OVER.match(behind[at]) or (len(come) > 1 and _gone(*said[at]))]
    if len(over) < max(len(come), 2):
        for at in over:
            found[at] = ("aiq_saliente", True)
    for at, words in enumerate(between):
        first, second = found[at], found[at + 1]
        if {"ajeno", "aiq_backup"} & {first[0], second[0]}:
            continue
        if _PASSES.search(words):
            found[at], found[at + 1] = ("aiq_saliente", True), ("aiq", True)
        elif _TAKES.search(words):
            found[at], found[at + 1] = ("aiq", True), ("aiq_saliente", True)
    comes = comes or any(role == "aiq" and sure for role, sure in found)
    for at, (lead, tail) in enumerate(said):
        if not found[at][1] and _gone(lead, tail):
            found[at] = ("aiq_saliente", True)
    if surely and not comes:  # whoever is left beside somebody who goes
        left = [at for at, (_, sure) in enumerate(found) if not sure]
        goes = sum(role == "aiq_saliente" for role, _ in found)
        if goes == 1 and len(left) == 1 and surely[left[0]] and not another(*said[left[0]]):
            found[left[0]] = ("aiq", True)
    return found


def another(lead: str, tail: str) -> bool:
    """Whether somebody is named who reports, approves, is asked or accompanies."""
    return bool(_OTHER_BEFORE.search(lead[-_NEAR:]) or _OTHER_BEHIND.search(tail[:40]))


def _gone(lead: str, tail: str) -> bool:
    """Whether a clause tells of an end or a removal."""
    if another(lead, tail):
        return False
    return bool(_BEFORE_GONE.search(lead[-_NEAR:]) or _BEHIND_GONE.search(tail[:_NEAR]))
