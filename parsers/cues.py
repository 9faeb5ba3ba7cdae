"""Whose part a sentence gives to the people it names: new, outgoing or backup administrator, or the one who signs."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from parsers.roles import Rol

# What somebody does with the administration itself, in the tenses of what is over.
_HELD = (
    r"(?:administraba|administro|ejercia|ejercio|cumplia|cumplio|llevaba|llevo|tuvo|tenia|manejaba|manejo|ostentaba"
    r"|ostenta|fungia|fungio|estuvo|ocupaba|ocupo|desempen(?:aba|o)|(?:ha\s+)?venia?(?:do)?\s+(?:desempen|ejerc|cumpl"
    r"|administr|llev|manej|fungi)\w+)"
)
_WHO_HELD = (
    r"(?:quien|que|(?:la|el)\s+cual)(?:\s+(?:hasta|en|por|durante|desde)\s+[\w\s]{2,30}?)?\s+(?:l[ao]s?\s+)?"
    rf"(?:actualmente\s+)?(?:ha\s+llevado|{_HELD})\b"
)
_NEAR = 80  # characters from such a clause to the name it speaks of: further on it is somebody else's
_OUT = (
    r"en\s+(?:re(?:e)?mplazo|sustitucion|lugar)\s+(?:de|del)\b|(?:re(?:e)?mplaz|sustitu|relev)\w*\s+(?:a|al)\b"
    r"|desvincul\w+|predecesor\w*|antecesor\w*|inhabilit\w+|ces(?:e|en|o|ara)\b"
    r"|actualmente\s+(?:ejerce|es|lo\s+es|funge|administra|figura|consta)\b|licencia\s+(?:por|sin)|(?:ma|pa)ternidad"
    r"|fallec\w+|l[ao]\s+entrega\b|(?:conclu|culmin|termin|finaliz|venc)\w+\s+(?:el|su|del)\s+(?:contrato|periodo|nombramiento)"
    r"|(?:venido|viene)\s+(?:administrando|ejerciendo|desempenando|manejando|cumpliendo|llevando)"
    r"|dej(?:a|o|e|ara)\s+(?:de\s+ser(?:lo)?|(?:esa|esta|dicha|tal|aquella|la|el|las|sus|su)\s+(?:responsabilidad|funcion"
    r"|cargo|administracion|tarea|rol|puesto))"
    r"|saliente|anterior|cesa\w*|renunci\w+|venia\s+(?:desempen|ejerc)\w+|inactiv\w+|desactiv\w+|d(?:ar|e|en|ara|emos|ando)\s+de\s+baja"
    r"|jubil\w+"
    r"|hasta\s+(?:el\s+(?:\d{1,2}|pasado|mes|dia\s+\d)|fines\s+de)\b|hasta\s+(?:el\s+dia\s+de\s+)?(?:hoy|ahora|la\s+(?:presente\s+)?fecha|este\s+momento)"
    r"|(?:ha\s+estado|estaba|estuvo|venia\s+estando)\s+a\s+cargo"
    r"|(?:ha\s+)?relev(?:o|ado)\s+de|(?:entreg(?:ue|a|o|ara)|dej(?:a|o|ara))\s+la\s+administracion(?:\s+institucional)?|fungia|acogid[oa]\s+a\s+la\s+jubilacion"
    r"|\bex\s+administrador\w*|traslad\w+|ha\s+dejado|quien\s+deja|deja\s+de|actual\s+administrador\w*|administrador\w*\s+actual|salida\s+(?:de|del)|se\s+retira"
    r"|comision\s+de"
)
_BACK = r"back\s?-?\s?up|de\s+respaldo|suplente|altern[oa]"
_IN = (
    r"design\w+|nombr(?:a|o|ar|ado|ada|amiento|e)\b|nuev[oa]s?\s+(?:administrador|aiq|servidor|responsable"
    r"|funcionari)\w*"
    r"|entrante|asum\w+|(?:le|lo|la|les)\s+(?:sucede|sigue|relevara|reemplaza|sustituye)\w*|tom(?:a|ara|e)\s+(?:la\s+posta"
    r"|a\s+su\s+cargo)|habilit\w+|postul\w+|cre(?:acion|ar|e)\s+(?:el|la|un|una|del?(?:\s+(?:la|un|una))?)\s+(?:usuari|cuenta|perfil)\w+|(?:sea|quede|conste|figure)\s+(?:el|la|ella)\b|lo\s+(?:es|sera|hara)\b"
    r"|pas(?:e|a|ara)\s+a\s+ser(?:lo)?|h(?:a|ay)n?\s+(?:escogido|elegido|seleccionado|confiado)|confio"
    r"|a\s+favor\s+de[l]?|administracion\s+institucional|(?:re(?:e)?mplazad|sustituid)[oa]\s+por"
    r"|pasa\s+a\s+manos|reca(?:e|era|iga)\s+en|confia\w*|la\s+reciba|debiendo\s+constar|responde\s+al\s+nombre|se\s+tenga\s+como"
    r"|en\s+adelante|en\s+su\s+(?:lugar|reemplazo|remplazo)|ejercera|desempenara|estara\s+a\s+cargo|pasara\s+a"
    r"|persona\s+asignada|acredit\w+|registr(?:e|ar|o)\b|sera\s+(?:el|la)\b|principal|encarg\w+\s+(?:a|al|(?:la|las|el|dich\w+|est[aeo]s?)\s+(?:administra|responsab|funcion"
    r"|cargo|manejo|tarea|rol)\w*)\b|asign\w+"
)
_CUES = re.compile(rf"\b(?:(?P<held>{_WHO_HELD})|(?P<out>{_OUT})|(?P<back>{_BACK})|(?P<new>{_IN}))")
_TAIL_OUT_WORDS = (
    r"\b(?:sera|es|fue|ha\s+sido)\s+(?:re(?:e)?mplazad|sustituid|desvinculad)|\bquien\s+(?:por\s+[\w\s]{3,40}?\s)?(?:se\s+)?"
    r"(?:desvincul|ces|dej|sale|venia|fue|renunci|desempenaba|termin|culmin|concluy|finaliz|ya\s+no)"
    r"|\bha\s+(?:dejado|cesado|renunciado|culminado|terminado|concluido)\b|\bceso\b|\bpresento\s+su\s+(?:renuncia|dimision)"
    r"|\b(?:quien|que)\s+paso\s+a\s+(?:prestar|labor|trabajar|otr|formar)|\bfue\s+declarad[oa]\s+en\s+comision"
    r"|\bsali(?:o|ra)\s+de|\bcumplio\s+su\s+periodo|\bconcluyo\s+su|\bdej(?:e|o)\s+(?:de|el|la|su|sus|est|es[ae])"
    r"|\b(?:ha\s+sido|fue)\s+(?:trasladad|removid|separad|cesad)|\bse\s+(?:acogio|acoge|jubil)|\brenuncio\b"
    r"|\bculmino\b|\bse\s+jubilo\b|\bfallec(?:io|ido|ida)\b|\bya\s+no\s+(?:labora|trabaja|presta|pertenece)|\bsaliente\b|\bdeja(?:ra|ndo)?\s+(?:de|el|la|sus)\b|\bdesempenaba\b|\bvenia\s+"
)
_TAIL_OUT = re.compile(rf"{_TAIL_OUT_WORDS}|^[\s,]*{_WHO_HELD}")
_TAIL_BACK = re.compile(rf"(?:{_BACK})")
_TAIL_NEW = re.compile(
    r"\b(?:como|calidad\s+de|rol\s+de|sera|cargo\s+de)\s+(?:el\s+|la\s+|su\s+)?(?:nuev[oa]\s+)?(?:administrador|aiq"
    r"|responsable)"
    r"|\bnuev[oa]\s+(?:administrador|aiq)|\basum(?:e|a|ira)\b|\bhara\s+cargo|\bentrante\b"
)
_SIGNING = re.compile(
    r"\b(?:jef[ea]|superior)\s+inmediat[oa]\b[^.;]{0,25}$|\b(?:suscrit[oa]|quien\s+suscribe|yo)\b[\s,]*$|\ben\s+mi\s+calidad\b[^.;]{0,40}$"
)
_COURTESY = (
    r"(?:\s+(?:[a-z]{1,7}\.|senor(?:a|ita)?|don|dona|ingenier[oa]|doctora?|licenciad[oa]|abogad[oa]|economista|magister"
    r"|tecnolog[oa]|servidora?|funcionari[oa]|companer[oa]))*\s*$"
)
# Whoever reported, approved or asked for it.
_TELLS = re.compile(
    r"[^.;]{0,70}?\b(?:me|nos)\s+(?:ha\s+|hizo\s+)?(?:inform|comunic|solicit|indic|pid|dispu|dispon|conocer)"
)
_BOSS = re.compile(r"[\s,]*(?:mi\s+|su\s+)?(?:jef[ea]|superior)\s+inmediat")
_ONLY_TOLD = re.compile(
    r"\b(?:informe|criterio|aprobacion|autorizacion|disposicion|visto\s+bueno)(?:\s+(?:favorable|previ[oa]|expresa))?"
    r"\s+de(?:l|\s+la|\s+el)?" + _COURTESY
)
_PASSIVE = re.compile(
    r"(?:(?:y\s+)?(?:sera|es|fue|ha\s+sido|siendo)\s+)?(?:re(?:e)?mplazad|sustituid|relevad)[oa]\s+por\b"
)
_LINK = re.compile(
    rf"{_PASSIVE.pattern}|\ben\s+(?:re(?:e)?mplazo|sustitucion|lugar)\s+(?:de|del)\b|\b(?:quien\s+)?(?:re(?:e)?mplaz"
    rf"|sustitu)\w*\s+(?:a|al)\b"
)
_SOFT_LINK = re.compile(
    r";|\by\s+(?:que|l[ao]\s+entrega|como|a|al|se\s+design\w+|de|en)\b|\basi\s+como\b|\basimismo\b|\bademas\b|\bmientras\b|\n"
)
_TITLE_STOP = re.compile(
    r"(?:\b(?:ing|mgs|msc|mg|dr|dra|sr|sra|srta|srs|abg|ab|econ|eco|lcd[oa]|lic|licd[oa]|tlg[oa]|arq|psic|nro|no|num"
    r"|ext|telf|tlf|tel|cel"
    r"|art|c|i|ci|cc|ph|d|m|s|a|e|p|gob|av)|\d)$"
)


def sentence_breaks(plain: str, start: int, end: int) -> list[int]:
    """Places behind the full stops of sentences (stops of titles and numbers do not count)."""
    return [
        stop.end()
        for stop in re.finditer(r"\.\s+(?=\S)", plain[start:end])
        for before in [plain[max(0, start + stop.start() - 6) : start + stop.start()]]
        if not (_TITLE_STOP.search(before) and not re.search(r"\d{3}$", before))
    ]


def border(plain: str, left: int, right: int) -> int:
    """Between one person's data and the next person's name: where the words begin that belong to the next."""
    between = plain[left:right]
    breaks = sentence_breaks(plain, left, right)
    if breaks:
        return left + breaks[-1]
    link = _LINK.search(between)
    if link:
        return left + link.start()
    soft = list(_SOFT_LINK.finditer(between))
    if soft:
        return left + soft[-1].start()
    comma = between.rfind(",")
    return left + comma if comma >= 0 else left


# ``El cambio de la Ing. A … al Ing. B``, ``el traspaso que …, la Ing. A, a favor de B``.
_FROM = re.compile(
    r"\b(?:cambi|traspas|transf[ei]r|transici|relev)\w*\b[^.;]{0,160}?\bde(?:l|\s+la|\s+el)?" + _COURTESY
)
_TO = re.compile(r"\b(?:al|a\s+la|a|a\s+favor\s+de(?:l|\s+la)?|por(?:\s+el|\s+la)?|hacia\s+(?:el|la))" + _COURTESY)


# ``A reemplazará … a B``, ``A entregó la administración … a B``, ``…, A, … B la sustituirá``.
_REPLACES = re.compile(
    r"\b(?:re(?:e)?mplaz(?:a|ara|aria|o|e)|sustitu(?:ye|ira|yo|ya)|relev(?:a|ara|o|e)|suced(?:e|era|io|a))\b"
    r"(?:(?!\.\s)[^;]){0,120}?\b(?:al|a\s+la|a)" + _COURTESY
)
_GIVES = re.compile(
    r"\b(?:entreg|traspas|transf[ei]r|transfier|ced[eio])\w*\b(?=(?:(?!\.\s)[^;]){0,120}?\b(?:administra|quipux|aiq|clave"
    r"|puesto|cargo|responsab|funcion))(?:(?!\.\s)[^;]){0,120}?\b(?:al|a\s+la|a)" + _COURTESY
)
_FOLLOWS = re.compile(r"\bl[aoe]\s+(?:re(?:e)?mplaz|sustitu|relev|suce)\w+")


def _handed_over(plain: str, places: Sequence[tuple[int, int]], told: list[tuple[Rol | None, bool]]) -> None:
    """Of two people between whom the administration passes, one leaves and the other comes."""
    for at, ((start, end), (later, behind)) in enumerate(itertools.pairwise(places)):
        breaks = sentence_breaks(plain, 0, start)
        between = plain[end:later]
        pair: tuple[Rol, Rol] | None = None
        if (_FROM.search(plain, breaks[-1] if breaks else 0, start) and _TO.search(between)) or _GIVES.search(between):
            pair = ("aiq_saliente", "aiq")
        elif _REPLACES.search(between):
            pair = ("aiq", "aiq_saliente")
        elif not told[at][1] and (_FOLLOWS.search(between) or _FOLLOWS.search(plain[behind : behind + 70])):
            pair = ("aiq_saliente", "aiq")
        if pair and not {"ajeno", "aiq_backup"} & {told[at][0], told[at + 1][0]}:
            told[at], told[at + 1] = (pair[0], True), (pair[1], True)


def roles(plain: str, people: Sequence[tuple[int, int, int]]) -> list[tuple[Rol | None, bool]]:
    """For each person, given as (start and end of the name, end of the data): the role, and whether words told it."""
    borders = [0]
    for (_, end, data_end), (start, _, _) in itertools.pairwise(people):
        borders.append(border(plain, max(end, data_end) if max(end, data_end) < start else end, start))
    borders.append(len(plain))
    told = [
        _role(
            plain,
            plain[borders[at] : start],
            plain[end : borders[at + 1]],
            plain[borders[at + 1] : borders[at + 1] + 40],
        )
        for at, (start, end, _) in enumerate(people)
    ]
    _handed_over(plain, [(start, end) for start, end, _ in people], told)
    return told


def _role(plain: str, lead: str, tail: str, link: str) -> tuple[Rol | None, bool]:
    if any(cue.search(lead) for cue in (_SIGNING, _ONLY_TOLD)) or _TELLS.match(tail + link) or _BOSS.match(tail):
        return "ajeno", True
    breaks = sentence_breaks(lead, 0, len(lead))
    told = _by_lead(lead[breaks[-1] :] if breaks else lead)
    if told in ("aiq_saliente", "aiq_backup"):
        return told, True
    if _TAIL_BACK.search(tail):
        return "aiq_backup", True
    if told:
        return told, True
    if _PASSIVE.match(link) or _TAIL_OUT.search(tail):
        return "aiq_saliente", True
    if _TAIL_NEW.search(tail) or (_LINK.match(link) and not _PASSIVE.match(link)):
        return "aiq", True
    earlier = _by_lead(lead)
    return (earlier, True) if earlier in ("aiq", "aiq_backup") else (None, False)


def announced_role(lead: str) -> Rol | None:
    """The role that a sentence gives to whom it announces with its colon (``Quien reemplaza a:``)."""
    breaks = sentence_breaks(lead, 0, len(lead))
    return _by_lead(lead[breaks[-1] :] if breaks else lead)


def _by_lead(lead: str) -> Rol | None:
    cues = [cue for cue in _CUES.finditer(lead) if not (cue.group("held") and len(lead) - cue.end() > _NEAR)]
    if not cues:
        return None
    last = cues[-1]
    if last.group("out") or last.group("held"):
        return "aiq_saliente"
    if any(cue.group("back") for cue in cues if cue.start() > last.start() - 60):
        return "aiq_backup"
    return "aiq"
