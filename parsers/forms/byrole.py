"""One datum of several people in one line, each with whose it is (``Cédula: 17… (saliente); 09… (entrante)``)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from parsers.forms.entries import Entry
from parsers.forms.items import breaks_off, is_value, item_ends, part_told
from parsers.pages.cells import Cell, Row, cut, join_cells
from parsers.words.labels import Label, label_at_start
from parsers.words.roles import PEOPLE, Rol, heading_role, role_in

_SIGNS = tuple(re.compile(sign) for sign in (r"\s*;\s+", r"\s*[|¦]\s+", r"\s+/\s+", r",\s+", r"\s+[-–—]\s+"))
_AND = re.compile(r"\s+[ye]\s+(?=\S)")
# Whose a part is: before it with or without a mark, or behind it.
_BEFORE = re.compile(r"(?P<who>[^\d@:;,()]{4,40}?)\s*(?::|\s[-–—=](?=\s))\s*(?=\S)")
_WORD = re.compile(
    r"(?:(?:del?|el|la)\s+)?(?P<who>(?:AIQ\s+|administradora?\s+)?"
    r"(?:entrante|saliente|nuev[oa]|anterior|back\s?-?up|respaldo|suplente|altern[oa]))\s+(?=[\w(+])",
    re.I,
)
_OWNER = re.compile(r"\b(?:entrante|saliente|back\s?-?up)\b", re.I)
_FURTHER = re.compile(r"\s*[/;|,]\s+")
_BEHIND = re.compile(r"\s*\((?P<who>[^()\d@]{3,40})\)$")
_FIELDS = ("nombres_apellidos", "nombre", "cedula", "cargo", "correo", "telefono", "extension", "celular")


@dataclass(frozen=True, slots=True)
class _Owned:
    role: Rol
    value: Cell


def read_by_role(rows: Sequence[Row], index: int, goes_on: bool) -> tuple[list[Entry], int]:
    """The values of a line's datum, each for its person, and the lines they take; nothing unless every part tells whose
    it is, and two or more do (or one, where such a list `goes_on`)."""
    row = rows[index]
    label = label_at_start(row.text) if len(row.cells) == 1 and not row.framed else None
    if label is None or not label.strong or label.field not in _FIELDS:
        return [], 0
    ends = list(item_ends(rows, index))
    for end in reversed(ends):
        below = label_at_start(rows[end].text) if end < len(rows) else None
        whole = join_cells([each.cells[0] for each in rows[index:end]])
        owned = _owned(label, whole, 1 if goes_on else 2)
        if owned and (end == ends[-1] or (below and below.strong) or breaks_off(rows, index, end)):
            own = replace(label, field="nombres_apellidos") if label.field == "nombre" else label
            return [Entry(replace(own, role=o.role), index, whole, [o.value], whole=True) for o in owned], end - index
    return [], 0


def _owned(label: Label, whole: Cell, fewest: int) -> list[_Owned]:
    """The values of a datum with whose each is: of several people, or of only one where that is enough."""
    stop = len(whole.text.rstrip(" .;,"))
    for least, sign, last in itertools.product(range(2, fewest - 1, -1), _SIGNS, (False, True)):
        for parts in _grouped(whole.text, _parts(whole.text, label.end, stop, sign, last)):
            owned = [_owner(label.field, cut(whole, start, end)) for start, end in parts]
            known = [one for one in owned if one]
            if least <= len(known) == len(owned) == len({one.role for one in known}):
                return known
    return []


def _grouped(text: str, parts: Sequence[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """The parts, each with those before it up to the last that told whose it is behind its value, or with those behind
    it up to the next that tells that first (``Directora de TIC, Encargada (saliente)``)."""
    behind: list[tuple[int, int]] = []
    begun: int | None = None
    for start, end in parts:
        begun = start if begun is None else begun
        if _BEHIND.search(text[start:end]):
            behind.append((begun, end))
            begun = None
    yield behind if begun is None else []
    before: list[tuple[int, int]] = []
    for start, end in parts:
        if not before or _WORD.match(text[start:end]) or _BEFORE.match(text[start:end]):
            before.append((start, end))
        else:
            before[-1] = (before[-1][0], end)
    yield before


def person_headed(who: str) -> Rol | None:
    """Whom a few words within a line would name as a heading of their own."""
    role = heading_role(who[:1].upper() + who[1:])
    return role if role in PEOPLE else None


def _names_another(text: str) -> bool:
    """Whether a value goes on with somebody else's."""
    heads = (head["who"] for part in _FURTHER.split(text)[1:] if (head := _BEFORE.match(part)))
    return _OWNER.search(text) is not None or any(map(person_headed, heads))


def _parts(text: str, begin: int, stop: int, sign: re.Pattern[str], joined: bool) -> list[tuple[int, int]]:
    """The parts between signs; before the last one stands an «y» instead, where `joined`."""
    found = list(sign.finditer(text, begin, stop))
    last = _AND.search(text, found[-1].end() if found else begin, stop) if joined else None
    if last and (_WORD.match(text[last.end() :]) or _BEHIND.search(text[: last.start()])):
        found.append(last)
    return list(zip([begin, *(f.end() for f in found)], [*(f.start() for f in found), stop], strict=True))


def _owner(field: str, cell: Cell | None) -> _Owned | None:
    """Whose a part is, and its value."""
    text = cell.text if cell else ""
    behind = _BEHIND.search(text)
    before = _WORD.match(text) or _BEFORE.match(text)
    places = [(behind, 0, behind.start())] if behind else []
    places += [(before, before.end(), len(text))] if before else []
    for found, start, end in places:
        who = found["who"].strip()
        role = part_told(who[:1].upper() + who[1:]) or role_in(who)
        value = cut(cell, start, end) if cell and role in PEOPLE else None
        if value is not None and role and is_value(field, value.text) and not _names_another(value.text):
            return _Owned(role, value)
    return None
