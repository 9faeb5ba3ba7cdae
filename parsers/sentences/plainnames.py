"""People named in a text without a capital letter, told by names that are usual."""

from __future__ import annotations

import itertools
import re

from cases.names import looks_like_name
from cases.text import flat, words_of
from parsers.words.usualnames import usual_names

_WORD = re.compile(r"[a-záéíóúüñ]+")
# What follows a name, or leads to one, and is none.
_ENDS = words_of(
    "con el la los las ella ellos su sus cuyo cuya que quien quienes es era sera fue son cedula ci cc cel celular"
    " correo mail email telefono tel telf tlf fono ext extension cargo puesto y e o en por para como a al se ya no"
    " tiene trabaja labora ocupa ejerce desempena portador portadora titular numero nro de del lugar reemplazo mi"
    " nuestro nuestra administrador administradora institucional quipux aiq actual actualmente antes hasta desde cuando"
    " pero porque pues"
)
_TITLED = re.compile(
    r"\b(?:se[ñn]or(?:a|ita)?|sra?|srta|ing|ingenier[oa]|lcd[oa]|licenciad[oa]|dra?|doctora?|abg?|abogad[oa]|tnl?g[oa]"
    r"|tecn[oó]log[oa]|econ?|economista|mgs|msc|arq|compa[ñn]er[oa]|don|do[ñn]a)\.? $"
)
_LETTERS = re.compile(r"[a-z]+")
_MOST = 4  # names and surnames


def plain_names(text: str) -> list[tuple[int, int, bool]]:
    """Where a text without capitals names people in full: start, end, and whether a title stands before it.

    A name begins with a usual first name, has a usual second word or a title before it, and three or four words."""
    first, usual = usual_names("de_pila"), usual_names("de_pila", "apellidos")
    if first.isdisjoint(_LETTERS.findall(flat(text))):
        return []
    found: list[tuple[int, int, bool]] = []
    words = [(match.start(), match.end(), flat(match.group())) for match in _WORD.finditer(text)]
    at = 0
    while at < len(words):
        if words[at][2] not in first:
            at += 1
            continue
        run = _run(text, words[at : at + _MOST])
        titled = bool(_TITLED.search(text, max(0, words[at][0] - 15), words[at][0]))
        known = sum(word in usual for _, _, word in run)
        if len(run) >= 3 and (titled or known >= 2) and looks_like_name(text[run[0][0] : run[-1][1]].title()):
            found.append((run[0][0], run[-1][1], titled))
            at += len(run)
        else:
            at += 1
    return found


def _run(text: str, words: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The words of a name from its first one on: nothing but a blank parts them, and none is a word of sentences."""
    run = words[:1]
    for before, word in itertools.pairwise(words):
        if text[before[1] : word[0]] != " " or word[2] in _ENDS:
            break
        run.append(word)
    return run
