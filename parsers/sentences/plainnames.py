"""People named in a text all in small letters or all in capitals, told by names that are usual, by titles and by the
cédula."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from cases.names import looks_like_name
from cases.text import flat, words_of
from parsers.words.posts import like_post
from parsers.words.usualnames import usual_names

_WORD = re.compile(r"[a-záéíóúüñ]+")
# What follows a name, or leads to one, and is none.
_ENDS = words_of(
    "con el la los las ella ellos su sus cuyo cuya que quien quienes es era sera fue son cedula ci cc cel celular"
    " correo mail email telefono tel telf tlf fono ext extension cargo puesto y e o en por para como a al se ya no"
    " tiene trabaja labora ocupa ejerce desempena portador portadora titular numero nro de del lugar reemplazo mi"
    " nuestro nuestra administrador administradora institucional quipux aiq actual actualmente antes hasta desde cuando"
    " pero porque pues identificado identificada identidad identificacion poseedor poseedora cedulado cedulada dueno"
    " duena perteneciente funcionario funcionaria servidor servidora adscrito adscrita ingeniero ingeniera senor senora"
    " senorita nuevo nueva ha han esta estaba va queda pasa asume deja sale salio renuncio dejo ceso paso culmino"
    " termino"
    " asumio fallecio presento cumplio administro ejercio entrego viajo pidio solicito jubilo fue ser sido quienes este"
    " esta estos sin siendo mediante ante bajo entre sobre tras ni si lo le les me nos hoy ahora aqui fecha viene venia"
    " cuenta posee porta usa atiende responde recibe actuara cesa cesara dejara asumira sera tendra ingreso ci cid num"
    " ced cedual c i contratado contratada nombrado nombrada designado designada encargado encargada miembro"
    " integrante colaborador"
    " colaboradora hara queremos quitar dar registrar saliente entrante anterior gracias saludos favor porfa"
)
_DID = re.compile(r"[a-zñ]{2,}(?:[aei]rá|ó)")  # a verb by its last letter: «renunció», «asumirá»
# Surnames that begin with «de la» and «del»; other words behind these are no names.
_OF_THE = {
    "la": words_of("cruz torre rosa hoz roca pena cueva cadena guerra vega a o"),
    "los": words_of("rios reyes santos angeles"),
}
_OF = words_of("pozo valle hierro castillo salto rio")
_TITLED = re.compile(
    r"\b(?:se[ñn]or(?:a|ita)?|sra?|srta|ing|ingenier[oa]|lcd[oa]|licenciad[oa]|dra?|doctora?|abg?|abogad[oa]|tnl?g[oa]"
    r"|tecn[oó]log[oa]|econ?|economista|mgs|msc|arq|compa[ñn]er[oa]|servidora?|funcionari[oa]|mag[ií]ster|don"
    r"|do[ñn]a)\.? "
)
_BEHIND_TITLE = re.compile(_TITLED.pattern + "$")
_ADDRESS = re.compile(r"\S+@\S+")
_LETTERS = re.compile(r"[a-z]+")
_MOST = 4  # names and surnames
# What tells that the words right before it are a person's name.
_CARD = re.compile(
    r"[ ,(:.\-]{0,3}(?:(?:con|de|portadora?|titular|poseedora?|duen[oa]|identificad[oa]|cuy[oa]|su|y) ?(?:de |con )?"
    r"(?:el |la )?(?:num(?:ero)? (?:de )?|nro\.? (?:de )?)?)?(?:cedulad[oa]|cedula|c\.? ?[ci]\b|nui\b)"
)


def plain_names(text: str) -> list[tuple[int, int, bool]]:
    """Where a text without capitals names people in full: start, end, and whether a title stands before it.

    A name begins with a usual first name, or behind a title, or ends right before a cédula; it has a usual second word
    or one of these two beside it, and three or four words."""
    first, usual = usual_names("de_pila"), usual_names("de_pila", "apellidos")
    plain = flat(text)
    titles = _TITLED.search(text) is not None
    if not titles and "ced" not in plain and first.isdisjoint(_LETTERS.findall(plain)):
        return []
    found: list[tuple[int, int, bool]] = []
    bare = _ADDRESS.sub(lambda match: "@" * len(match.group()), text)
    words = [(match.start(), match.end(), flat(match.group())) for match in _WORD.finditer(bare)]
    at = 0
    while at < len(words):
        titled = titles and bool(_BEHIND_TITLE.search(text, max(0, words[at][0] - 15), words[at][0]))
        begun = titled or words[at][2] in first
        run = _run(text, words[at:], usual) if begun or _may_begin(text, words, at) else []
        carded = bool(run) and _CARD.match(plain, run[-1][1]) is not None
        if run and _is_name(text, run, first, usual, titled, carded):
            found.append((run[0][0], run[-1][1], titled))
            at += len(run)
        else:
            at += 1
    return found


def _is_name(
    text: str,
    run: Sequence[tuple[int, int, str]],
    first: frozenset[str],
    usual: frozenset[str],
    titled: bool,
    carded: bool,
) -> bool:
    """Whether these words are somebody's name; `titled` and `carded` are what stands before and behind them."""
    known = sum(word in usual for _, _, word in run)
    turned = known >= 2 and any(word in first for _, _, word in run[2:])  # surnames first
    begins = run[0][2] in first or titled or turned or (carded and known)
    few = (titled or (run[0][2] in first and carded)) and (known or carded)
    enough = len(run) >= (2 if few else 3) and (titled or carded or known >= 2)
    return bool(begins and enough) and looks_like_name(text[run[0][0] : run[-1][1]].title())


def _may_begin(text: str, words: list[tuple[int, int, str]], at: int) -> bool:
    """Whether a word that is no usual first name may begin a name for what stands before it: no word of a name."""
    start = words[at][0]
    before = words[at - 1] if at else None
    return before is None or before[2] in _ENDS or text[before[1] : start] != " "


def _run(text: str, words: list[tuple[int, int, str]], usual: frozenset[str]) -> list[tuple[int, int, str]]:
    """The words of a name from its first one on: nothing but a blank parts them, and none is a word of sentences."""
    run: list[tuple[int, int, str]] = []
    names = at = 0
    while at < len(words) and names < _MOST:
        if run and text[run[-1][1] : words[at][0]] != " ":
            break
        link = _link([word for _, _, word in words[at : at + 3]]) if run else 0
        if link and all(text[one[1] : other[0]] == " " for one, other in itertools.pairwise(words[at : at + link + 1])):
            run += words[at : at + link + 1]
            at += link + 1
        elif _no_name(text, words[at], usual):
            break
        else:
            run.append(words[at])
            at += 1
        names += 1
    return run


def _link(words: list[str]) -> int:
    """How many particles lead to a surname here («de la Torre», «del Pozo»), or none."""
    if len(words) == 3 and words[0] == "de" and words[2] in _OF_THE.get(words[1], ()):
        return 2
    return int(len(words) >= 2 and words[0] == "del" and words[1] in _OF)


def _no_name(text: str, word: tuple[int, int, str], usual: frozenset[str]) -> bool:
    start, end, plain = word
    if plain in usual:
        return False
    if _TITLED.fullmatch(f"{plain} "):
        return True
    return plain in _ENDS or len(plain) < 2 or like_post(plain) or _DID.fullmatch(text[start:end]) is not None
