"""Addresses and numbers in sentences that are the house's, the writer's or an office's: no data of whoever is named."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from functools import cache

from parsers.sentences.callback import calls
from parsers.sentences.cues import sentence_breaks

# What houses and their offices are called by, behind an article.
_OFFICE = (
    r"(?:institucion|entidad|empresa|organizacion|dependencia|despacho|cartera de estado|casa de salud|planta central"
    r"|maxima autoridad|alcald(?:ia|esa|e)|vicealcald(?:ia|esa|e)|prefect(?:ura|a|o)|(?:sub)?gerencia|gerente"
    r"|(?:pro)?secretaria"
    r"|subsecretaria|(?:vice)?rector(?:ado|ia|a)?|decanato|oficina|presiden(?:cia|ta|te)|coordinacion|jefatura"
    r"|unidad|departamento|area"
    r"|municipi(?:o|alidad)|gad\w*|gobierno|instituto|ministerio|viceministerio|consejo|agencia|hospital"
    r"|universidad|corporacion"
    r"|superintendencia|servicio|banco|comandancia|cuerpo|junta|registro|mesa de (?:servicios?|ayuda)|ventanilla"
    r"|recepcion"
    r"|talento humano|patronato|mancomunidad|cooperativa|fundacion|colegio|escuela|centro|direccion"
    r"(?! (?:de (?:correo|e-?mail)|(?:de )?(?:email|mail)|electronic|institucional|domicili)))"
)
_MEANS = (
    r"(?:correos?|e-?mails?|direccion(?:es)?|casilla|buzon|telefonos?|celular(?:es)?|moviles|movil|numeros?|contactos?"
    r"|lineas?|central)"
)
_ADVERB = (
    r"(?:(?:asimismo|asi mismo|ademas|adicionalmente|tambien|igualmente|finalmente|por (?:otra parte|otro lado|ultimo)"
    r"|de igual (?:manera|forma|modo)|(?:para|en caso|de ser|si|ante)\b[^,;:]{1,60})[,:]?\s*)"
)
# Who speaks or is spoken of first in a clause.
_SUBJECT = re.compile(
    rf"\W*{_ADVERB}*(?:que )?(?:(?:la|el|los|las|est[ea]|nuestr[oa]) )(?:(?:misma|honorable|ilustre) )?{_OFFICE}\b"
)
_OWNED = re.compile(
    rf"\b{_MEANS}\b(?: (?!@)[a-z]+){{0,5}}? (?:del?(?: la| esta| este| nuestr[oa]| mi| dich[oa])?"
    rf"|de est[ea]) (?!oficina){_OFFICE}\b"
    rf"|\bnuestr[oa]s? (?:\w+ )?{_MEANS}\b|\bmis? (?:\w+ )?{_MEANS}\b|\bcontactos? institucional(?:es)?\b"
    r"|\b(?:pbx|conmutador|central telefonica|linea gratuita)\b"
)
_OURS = re.compile(
    r"\b(?:recibiremos|senal(?:o|amos)|(?:dirigir|remitir|enviar|escribir|llamar|contactar|comunicar|localizar"
    r"|ubicar)nos)\b"
    r"|\b(?:me|nos) (?:(?:pued|podr|deb)\w+ )?(?:contact|ubic|comuni[cq]|llam|escrib|localiz|notifi|respond|remit"
    r"|envi|encontr)\w+"
    r"|\bhacer(?:me|nos) (?:llegar|conocer)\b|\bse (?:me|nos) \w+"
    r"|\b(?:quedo|quedamos|estoy|estamos|estare|estaremos|pongo|ponemos|fijo (?:como|para|mi)|fijamos"
    r"|nos encontramos)\b"
)
# What is answered, asked or told, and to whom.
_TOPIC = re.compile(
    r"\b(?:notificaci\w+|contestaci\w+|respuestas?|comunicaci(?:on|ones)|correspondencia|aclaraci\w+|consultas?"
    r"|inquietud\w*|dudas?|novedad\w*|requerimientos?|cualquier|informes|con copia)\b"
    rf"|\bcomunicarse con (?:la|el|nuestr[oa]) {_OFFICE}"
    r"|\b(?:favor|ruego|sirvase|agradec\w+|solicit\w+|pid\w+)\b(?!.*\b(?:credencial|clave|contrasena|usuario"
    r"|capacita|plantilla|acceso))"
    r".*\b(?:confirm|remit|envi|respond|contest|dirig|comuni[cq]|avis|inform|notifi|acus)\w+"
)
# Where a sentence about somebody turns to the house.
_TURN = re.compile(rf"\b(?:notificaci|contestaci|respuesta)|(?:{_OWNED.pattern})[^@\d]*\b(?:es|son)\b")
# Words that speak of the person.
_HIM = re.compile(
    r"\b(?:servidor|funcionari|mencionad|nombrad|citad|referid|designad|administrador|aiq\b|ella\b|quien\b|titular"
    r"|delegad|responsable|labora|trabaja|a su cargo\b|pertenece|presta\b|persona (?:design|encarg|asign)|cuy[oa]s?\b)"
    r"|\b(?:se )?l[aoe]s? (?:pued|podr|ubic|encuentr|encontr|localiz|contact|llam)\w*|\b(?!dirig|remit|env|hac"
    r"|respond|notif)\w+[aei]rl[aeo]\b"
)
_HIS = re.compile(
    rf"\bsus? (?:\w+ ){{0,2}}?(?:{_MEANS}|datos|extension)\b|\b(?:recibe|contesta|atiende|responde"
    rf"|usa|utiliza|posee|tiene)\b"
)


_SIGN = re.compile(r"[^\s:]*@|[+(]*\d")


def made_of(address: str, names: Collection[str]) -> bool:
    """Whether an address's first part is two of somebody's names, or one with the initials of others before or behind
    it (``amena``, ``armena``, ``menaa``)."""
    parts = {part for part in re.split(r"[^a-z]+", address) if len(part) > 2}
    if len(parts.intersection(names)) >= 2:
        return True
    letters = re.sub(r"[^a-z]+", "", address)
    return any(_initials_beside(letters, name, names) for name in names if len(name) > 3 and name in letters)


def _initials_beside(letters: str, name: str, names: Collection[str]) -> bool:
    before, behind = letters.removesuffix(name), letters.removeprefix(name)
    left = Counter(other[0] for other in names if other != name)
    return any(0 < len(rest) <= 3 and Counter(rest) <= left for rest in (before, behind) if rest != letters)


def strange(
    plain: str, values: Sequence[tuple[int, int]], named: Sequence[tuple[int, int]], names: Collection[str]
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Which of these places of addresses and numbers in a paragraph (without accents) are not the data of a person, and
    which may be. `named` are the places of people's names, `names` the parts of all names known."""
    called = calls(plain)
    personal = cache(lambda word: _personal(word, names))
    found = []
    topics = []  # addresses for notices and the like, whoever's they are
    told = 0
    for start, end in values:
        at = next((sign.start() for sign in _SIGN.finditer(plain, start, end)), start)  # behind the label
        clause, until = _clause(plain, at)
        here = [place for place in named if clause <= place[0] < until]
        own = any(personal(word) for word in plain[clause:until].split() if "@" in word)
        before = [stop for _, stop in here if stop <= start]
        if own:
            aside = False
        elif before:  # within the sentence about somebody
            turn = plain[max([told, *before]) : at]
            aside = bool(_TURN.search(turn)) and not _HIS.search(turn)
        else:
            aside = _of_another(plain[clause:at], plain[clause:until], bool(here))
            aside = aside or (not named and any(start < stop and begin < end for begin, stop in called))
        notices = aside and not (before or called or _ours(plain[clause:at])) and _NOTICES.search(plain, clause, at)
        if notices and not _ASKED.search(plain, clause, until) and _PERSONAL.search(plain, start, end):
            topics.append((start, end))
        elif aside:
            found.append((start, end))
        else:
            told = end
    theirs = [value for value in values if value not in found and value not in topics]
    if len(topics) == 1 and theirs and not any("@" in plain[start:end] for start, end in theirs):
        return found, topics  # amid somebody's numbers
    return [*found, *topics], []


def _of_another(lead: str, clause: str, named: bool) -> bool:
    """Whether the words before a value, with nobody's name among them, make it the house's or the writer's."""
    if _HIM.search(lead) or _ITEM.match(lead):
        return False
    if _ours(lead):
        return True
    return not named and bool(_TOPIC.search(lead)) and not _HIS.search(lead) and not _HIM.search(clause)


# What is asked of the desk, where notices go, and an address that may be somebody's own, and no office's.
_ASKED = re.compile(
    r"\b(?:contestaci|respuest|confirm|recepcion|copia|informes|oficio|registro|solicit|ruego|agradec|favor|recibir)"
)
_NOTICES = re.compile(r"\b(?:notificaci|avisos?\b|comunicad)")
_PERSONAL = re.compile(rf"(?<![\w.@])(?!(?:{_OFFICE}|info|contacto|auditoria|talento|archivo)\b)[\w.\-]+@")


def _ours(lead: str) -> bool:
    """Whether the words before a value speak of the house or of the writer."""
    return bool(_SUBJECT.match(lead) or _OWNED.search(lead) or _OURS.search(lead))


_ITEM = re.compile(r"\W*(?:y )?(?:con(?! copia)|cuy[oa]s?)\b")  # of a list of somebody's data, parted by semicolons


def _personal(word: str, names: Collection[str]) -> bool:
    first = word.strip("(<[\"'").partition("@")[0]
    return made_of(first, names) or first in names


_LONGEST = 600  # characters of a sentence before a value that are looked at, and half as many behind it


def _clause(plain: str, at: int) -> tuple[int, int]:
    """The part of a sentence, between full stops and semicolons, that a place stands in."""
    floor, limit = max(0, at - _LONGEST), min(len(plain), at + _LONGEST // 2)
    starts = [floor, *(floor + stop for stop in sentence_breaks(plain, floor, at + 1)), plain.rfind(";", floor, at) + 1]
    ends = [limit, plain.find(";", at, limit), *(at + stop for stop in sentence_breaks(plain, at, limit)[:1])]
    return max(starts), min(end for end in ends if end > at)
