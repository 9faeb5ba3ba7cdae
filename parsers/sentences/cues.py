"""Whose part a sentence gives to the people it names: new, outgoing or backup administrator, or the one who signs."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from cases.names import only_rank
from parsers.sentences.partings import another, by_signs
from parsers.words.phrases import expand, read_table
from parsers.words.roles import Rol

_TABLE = read_table("partes")


def _said(part: str, name: str) -> str:
    """All ways to say it as one pattern's source."""
    return "|".join(expand(line, _TABLE["palabras"]) for line in _TABLE[part][name])


_CUES = re.compile(
    rf"\b(?:(?P<held>{_said('delante', 'tuvo')})|(?P<out>{_said('delante', 'saliente')})"
    rf"|(?P<new>{_said('delante', 'nuevo')}))"
)
_BACK = re.compile(rf"\b(?:{_said('delante', 'respaldo')})")
# The words that make somebody leave, with nothing but the backup's part behind them («por salida del respaldo»).
_OUT_OF_BACK = re.compile(
    rf"\b(?:{_said('delante', 'saliente')})(?: (?:de|del|la|el|al?|en|sus?|como|nuestr[oa]|actual|anterior|funciones"
    rf"|cargo|puesto|rol|calidad|administrador\w*|aiq|institucional|quipux))* (?:{_said('delante', 'respaldo')})"
    r"(?: (?:saliente|anterior|actual|aiq|quipux|del sistema))*,?(?: (?:el|la|al|a la))?"
    + expand("{cortesia}", _TABLE["palabras"])
)
_NEAR = 80  # characters from a clause of what somebody did to the name it speaks of: further on it is somebody else's
_ALIEN = re.compile("|".join(_said("delante", part) for part in ("firma", "autor", "informa")))
_SELF, _SELF_COMES = re.compile(_said("detras", "yo")), re.compile(_said("detras", "yo_entro"))
_TELLS, _BOSS = re.compile(_said("detras", "informa")), re.compile(_said("detras", "jefe"))
_TAIL_OUT, _TAIL_BACK, _TAIL_NEW = (re.compile(_said("detras", part)) for part in ("saliente", "respaldo", "nuevo"))
_IS_NAMED = re.compile(
    r"(?:^|[,)])\s*(?:es|sera|fue|era) (?:el|la|nuestr[oa]|su)"
    r" (?:nuev[oa]|actual|anterior|entrante|saliente|administrador\w*|aiq)\b[^,;.]*(?=[,;])"
)
_IS_NOW = re.compile(_said("detras", "es_ahora"))
_WAS_BACK = re.compile(_said("detras", "fue_respaldo"))
_RISES, _FROM_BACK = re.compile(_said("detras", "asciende")), re.compile(_said("detras", "de_respaldo_a"))
_LEFT_BACK = re.compile(_said("detras", "deja_respaldo"))
_IN_PLACE = re.compile(_said("entre", "en_su_lugar"))
_PASSIVE = re.compile(_said("entre", "pasivo"))
_LINK = re.compile(f"{_said('entre', 'pasivo')}|{_said('entre', 'enlace')}")
_SOFT_LINK = re.compile(f"[;\n]|{_said('entre', 'pausa')}")
_TITLES = re.compile(expand("{cortesia}", _TABLE["palabras"]))
# A reason speaks of somebody else than the words before it («nueva administradora, ya que X renunció»).
_REASON = re.compile(_said("entre", "razon"))
_FROM, _TO = re.compile(_said("entre", "de")), re.compile(_said("entre", "a"))
_REPLACES, _GIVES, _FOLLOWS = (re.compile(_said("entre", part)) for part in ("reemplaza", "entrega", "sigue"))
_BACKUP_OF, _IS = re.compile(_said("entre", "respaldo_de")), re.compile(_said("entre", "es"))
_IN_ORDER, _REVERSED = re.compile(_said("entre", "en_orden")), re.compile(_said("entre", "al_reves"))
# Whoever is replaced for a while stays («para reemplazar a la Ing. Paz en sus vacaciones»).
_REPLACED = re.compile(expand("(?:{relevo})\\w* (?:al?|a la){cortesia}", _TABLE["palabras"]))
_AWAY = re.compile(expand("^[^.]*?\\b(?:{ausencia})", _TABLE["palabras"]))
_TITLE_STOP = re.compile(
    r"(?:\b(?:ing|mgs|msc|mg|dr|dra|sr|sra|srta|srs|abg|ab|econ|eco|lcd[oa]|lic|licd[oa]|tlg[oa]|arq|psic|nro|no|num"
    r"|tec|soc|qf|arqta|nutr|bioq|tnlga|tnlg|prof"
    r"|ext|telf|tlf|tel|cel|ced|ma"
    r"|art|c|i|ci|cc|ph|d|m|s|a|e|p|gob|av|sgop|sgos|cbop|cbos|sldo|crnl|tcrn|capt|tnte|subt|gral|tlgo|tnlgo|adm|inst|consid|subsec|electr|dist|pte|adj|coord|dir)"
    r"|(?<!\.)\b(?:com|inf|cab|int|trp)|\d)$"  # arms of service, which a rank is of; no domain's end
)


# A number that ends a sentence, and counts no item: a long one, an extension.
_ENDS_IN_NUMBER = re.compile(
    r"\d{3}$|\b(?:ext\w*|anexo|interno)[.: ]+(?:(?:nro\.?|numero|es)[ :]+)?(?:\d{1,6}(?:/|, | y ))*\d{1,2}$"
)


def sentence_breaks(plain: str, start: int, end: int) -> list[int]:
    """Places behind the full stops of sentences (stops of titles and numbers do not count); a name without a title may
    begin the next one right at the end."""
    found = []
    for stop in re.finditer(r"\.\s+(?=\S)", plain[start : end + 1]):
        before = plain[max(0, start + stop.start() - 24) : start + stop.start()]
        short = _TITLE_STOP.search(before[-6:]) or (stop.end() == end - start and only_rank(before.split(" ")[-1]))
        if not short or _ENDS_IN_NUMBER.search(before):
            found.append(stop.end())
    return found


def border(plain: str, left: int, right: int) -> int:
    """Between one person's data and the next person's name: where the words begin that belong to the next."""
    between = plain[left:right]
    breaks = sentence_breaks(plain, left, right)
    if breaks:
        return left + breaks[-1]
    link = _LINK.search(between)
    if link:
        return left + link.start()
    if named := _IS_NAMED.search(between):  # what the first one is, is told to its end
        return left + named.end()
    said = list(_TAIL_OUT.finditer(between))
    if said and (comma := between.find(",", said[-1].end())) >= 0:  # what the first one did is told to its end
        return left + comma
    turn = next((cue for cue in _CUES.finditer(between, said[0].end()) if cue.group("new")), None) if said else None
    if turn:  # without a comma: what turns to somebody new is the next one's
        return left + turn.start()
    soft = list(_SOFT_LINK.finditer(between))
    if soft:
        return left + soft[-1].start()
    # A comma right before somebody's titles parts him from his cargo: «el anterior Tesorero, Lic. …».
    commas = [comma.start() for comma in re.finditer(",", between) if not _TITLES.match(between, comma.end())]
    telling = (comma for comma in reversed(commas) if _by_lead(between[comma:]))
    return left + next(telling, commas[-1] if commas else max(between.rfind(","), 0))


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
        if (pair := _with_backup(plain[breaks[-1] if breaks else 0 : start], between, plain[behind:])) is not None:
            told[at], told[at + 1] = (pair[0], True), (pair[1], True)


def _with_backup(lead: str, between: str, tail: str) -> tuple[Rol, Rol] | None:
    """Of two people one of whom is the other's backup («el backup de A es B», «A y B …, como principal y backup»)."""
    if sentence_breaks(between, 0, len(between)):
        return None
    if _BACKUP_OF.search(between):
        return "aiq_backup", "aiq"
    stays = _REPLACED.search(lead) and _AWAY.match(between)
    if stays or (_BACKUP_OF.search(lead) and _IS.search(between)) or _IN_ORDER.match(tail):
        return "aiq", "aiq_backup"
    return ("aiq_backup", "aiq") if _REVERSED.match(tail) else None


def roles(
    plain: str,
    people: Sequence[tuple[int, int, int]],
    comes: bool = False,
    surely: Sequence[bool] = (),
    owners: Sequence[int] = (),
) -> list[tuple[Rol | None, bool]]:
    """For each person, given as (start and end of the name, end of the data): the role, and whether words told it.
    `comes`: the letter named a new administrator before; `surely`: for each whether he is called by a title or has a
    cédula. `owners` tells for each place which one named that person first, where somebody is named in full again."""
    borders = [0]
    for (_, end, data_end), (start, _, _) in itertools.pairwise(people):
        borders.append(border(plain, max(end, data_end) if max(end, data_end) < start else end, start))
    borders.append(len(plain))
    told = [
        _role(plain[borders[at] : start], plain[end : borders[at + 1]], plain[borders[at + 1] : borders[at + 1] + 40])
        for at, (start, end, _) in enumerate(people)
    ]
    left = [
        _left_backup(plain[borders[at] : start], plain[end : borders[at + 1]])
        for at, (start, end, _) in enumerate(people)
    ]
    told = [("ajeno", True) if gone else role for role, gone in zip(told, left, strict=True)]
    _handed_over(plain, [(start, end) for start, end, _ in people], told)
    _backups_replaced(told, [plain[borders[at] : people[at][0]] for at in range(len(people))], left)
    owners = owners or range(len(people))
    _of_one(told, owners)
    firsts = [at for at, owner in enumerate(owners) if owner == at]
    said = [
        (_last_sentence(plain[borders[at] : people[at][0]]), _first_sentence(plain[people[at][1] : borders[at + 1]]))
        for at in firsts
    ]
    between = [
        "" if later > at + 1 else _within(plain, people[at][1], people[later][0])
        for at, later in itertools.pairwise(firsts)
    ]
    return by_signs([told[at] for at in firsts], said, between, comes, surely)


def _within(plain: str, end: int, start: int) -> str:
    """The words between two names, if one sentence holds both."""
    return "" if sentence_breaks(plain, end, start) else plain[end:start]


def _of_one(told: list[tuple[Rol | None, bool]], owners: Sequence[int]) -> None:
    """Whoever is named again has the part that is told of him first, or else told at all; whoever was designated once
    and leaves as is told later, beside somebody who comes, leaves."""
    for at, owner in enumerate(owners):
        (role, sure), known = told[at], told[owner]
        if owner == at or not sure:
            continue
        others = {told[other][0] for other, whose in enumerate(owners) if whose != owner}
        goes = role == "aiq_saliente" and known[0] == "aiq" and "aiq" in others
        if not known[1] or goes or (known[0] == "ajeno" and role != "ajeno"):
            told[owner] = told[at]


def _backups_replaced(told: list[tuple[Rol | None, bool]], leads: Sequence[str], left: Sequence[bool]) -> None:
    """Whoever takes the place of a backup who leaves is the backup; whoever a new backup replaces was it, where it is
    told of another that he leaves the administration."""
    for at in range(len(told) - 1):
        if left[at] and told[at + 1][0] == "aiq" and _IN_PLACE.search(leads[at + 1]):
            told[at + 1] = ("aiq_backup", True)
        gone = any(role == "aiq_saliente" for role, _ in told[:at])
        if gone and told[at][0] == "aiq_backup" and told[at + 1][0] == "aiq_saliente" and _LINK.match(leads[at + 1]):
            told[at + 1] = ("ajeno", True)


def _left_backup(lead: str, tail: str) -> bool:
    """Whether somebody is the backup no longer, and does not come to be the principal."""
    if _RISES.search(tail):
        return False
    return bool(_LEFT_BACK.search(tail)) or bool(_OUT_OF_BACK.search(_last_sentence(lead)))


def _role(lead: str, tail: str, link: str) -> tuple[Rol | None, bool]:
    if _SELF.search(lead) and _SELF_COMES.search(_first_sentence(tail)):
        return "aiq", True
    if _ALIEN.search(lead) or _TELLS.match(tail + link) or _BOSS.match(tail):
        return "ajeno", True
    rises = _RISES.search(tail)
    tail = _WAS_BACK.sub(" ", tail)
    sentence = _last_sentence(lead)
    reason = max((found.end() for found in _REASON.finditer(sentence)), default=0)
    told = _by_lead(sentence[reason:])
    if told == "aiq_saliente" or _did_leave(tail):
        return "aiq_saliente", True
    if told == "aiq_backup" or _TAIL_BACK.search(tail):
        return "aiq" if rises or _FROM_BACK.search(sentence) else "aiq_backup", True
    if told:
        return told, True
    if _PASSIVE.match(link) or _TAIL_OUT.search(tail):
        return "aiq_saliente", True
    if _TAIL_NEW.search(tail) or _IS_NOW.search(sentence) or (_LINK.match(link) and not _PASSIVE.match(link)):
        return "aiq", True
    earlier = _by_lead(lead)
    return (earlier, True) if earlier in ("aiq", "aiq_backup") else (None, False)


_RELATIVE = re.compile(r"[\s,]*(?:que|quien|(?:el|la) cual) (?:ya |hoy )?")


def _did_leave(tail: str) -> bool:
    """Whether the clause right behind a name tells that he leaves («consta la Ing. Paz, que se retiró»)."""
    relative = _RELATIVE.match(tail)
    return relative is not None and _TAIL_OUT.match(tail, relative.end()) is not None


def _last_sentence(lead: str) -> str:
    breaks = sentence_breaks(lead, 0, len(lead))
    return lead[breaks[-1] :] if breaks else lead


def is_another(plain: str, start: int, end: int) -> bool:
    """Whether the sentence around a name tells that he signs, approves, reports or is asked: that he has no part."""
    return another(_last_sentence(plain[:start]), _first_sentence(plain[end:]))


def is_writer(plain: str, start: int) -> bool:
    """Whether a name is the writer's own («yo, …», «mi nombre es …»)."""
    return _SELF.search(plain, 0, start) is not None


def is_writer_coming(plain: str, start: int, end: int) -> bool:
    """Whether a name is that of the writer, who tells anywhere that he is the new administrator."""
    comes = _SELF_COMES.search(plain[end:]) or _SELF_COMES.search(plain)
    return is_writer(plain, start) and comes is not None


def _first_sentence(tail: str) -> str:
    breaks = sentence_breaks(tail, 0, len(tail))
    return tail[: breaks[0]] if breaks else tail


def turn_to_new(words: str) -> int | None:
    """Where words turn to a new administrator («…, ha designado en tal calidad a»), if they do."""
    cues = list(_CUES.finditer(words))
    return cues[-1].start() if cues and _by_lead(words) == "aiq" else None


def announced_role(lead: str) -> Rol | None:
    """The role that a sentence gives to whom it announces with its colon (``Quien reemplaza a:``)."""
    return _by_lead(_last_sentence(lead))


def _by_lead(lead: str) -> Rol | None:
    cues = [cue for cue in _CUES.finditer(lead) if not (cue.group("held") and len(lead) - cue.end() > _NEAR)]
    last = cues[-1] if cues else None
    # Looked for by themselves: «lo reemplazará», which tells who comes, may be half of «lo reemplazará en vacaciones».
    back = max((cue.end() for cue in _BACK.finditer(lead)), default=-1)
    if last is None or back >= last.end():
        return "aiq_backup" if back >= 0 else None
    if last.group("out") or last.group("held"):
        return "aiq_saliente"
    return "aiq_backup" if back >= 0 and back > last.start() - 60 else "aiq"
