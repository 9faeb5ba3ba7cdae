"""Rows that hold a datum of several people, each part behind a word for its owner (``Sale: … / Ingresa: …``)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cases.names import looks_like_name
from cases.text import flat
from parsers.forms.byrole import person_headed, read_by_role
from parsers.pages.cells import Cell, Row, cut, join_cells, line_places
from parsers.words.labels import full_label, label_at_start
from parsers.words.roles import Rol

_FEWEST = 2  # rows before the arrangement is believed
_MARK = re.compile(
    r"(?P<who>[^\W\d_]+(?:[ .\-][^\W\d_]+\.?){0,3}(?:\s?\([^\W\d_]{1,12}\))?)(?:\s?(?::|=|->|–|—)|\s-)\s*"
    r"|(?P<word>[^\W\d_]+)\s+(?=\S)"  # one word may stand without a mark (``Sale 0102… / Ingresa 0203…``)
)
_PARTING = re.compile(r"\s?[/;|,•·]\s*|\.\s+|\s[\-–—]\s")
_BETWEEN = re.compile(r"[\s/;|,•·\-–—]*$")
_BEHIND = re.compile(r"\s*\((?P<who>[^()\d@]{3,40})\)\s*[/;|,.]*\s*")


@dataclass(frozen=True, slots=True)
class _Parted:
    """A datum's label and, by whose they are, its values; `end` is the index behind its last row."""

    label: Cell
    values: dict[Rol, Cell]
    words: dict[Rol, Cell]
    end: int


def by_role_parts(rows: Sequence[Row]) -> list[Row]:
    """The rows; where several give a datum of more than one person, each person's data under a heading that says
    whose they are."""
    result: list[Row] = []
    at = 0
    while at < len(rows):
        table: list[_Parted] = []
        end = at
        while end < len(rows) and (found := _parted(rows, end)):
            table.append(found)
            end = found.end
        listed = _listed(rows, at) if table else at
        if listed > at and listed >= end:
            result += rows[at:listed]
            at = listed
            continue
        if len(table) < _FEWEST:
            result.append(rows[at])
            at += 1
            continue
        for role in dict.fromkeys(role for found in table for role in found.values):
            heading = next(found.words[role] for found in table if role in found.words)
            result.append(_row(rows[at], heading))
            result += [_row(rows[at], found.label, found.values[role]) for found in table if role in found.values]
        at = end
    return result


def _listed(rows: Sequence[Row], at: int) -> int:
    """Behind the lines from here on that `read_by_role` reads as they stand, wrapped or not."""
    end = at
    while end < len(rows) and (taken := read_by_role(rows, end, end > at)[1]):
        end += taken
    return end


def _row(like: Row, *cells: Cell) -> Row:
    top, bottom = min(cell.box[1] for cell in cells), max(cell.box[3] for cell in cells)
    return replace(like, cells=cells, page=cells[0].page, top=top, bottom=bottom)


def _parted(rows: Sequence[Row], at: int) -> _Parted | None:
    """The row's label and the parts of its value, read on in the rows below while they begin with such a mark; null
    when it holds no datum of several people."""
    label, value = _label_and_value(rows[at])
    if label is None or value is None:
        return None
    end, lines = at + 1, [value]
    while end < len(rows) and _goes_on(rows[end], lines[-1]):
        lines.append(rows[end].cells[0])
        end += 1
    whole = join_cells(lines) if len(lines) > 1 else value
    parts = _led(whole) or _followed(whole)
    if len({role for role, _, _ in parts}) < 2:
        return None
    values = {role: part for role, _, part in parts if part}
    return _Parted(label, values, {role: word for role, word, _ in parts}, end)


def _label_and_value(row: Row) -> tuple[Cell | None, Cell | None]:
    first = row.cells[0]
    if len(row.cells) == 2:
        label = full_label(first.text)
        return (first, row.cells[1]) if _is_datum(label.field if label else "") else (None, None)
    label = label_at_start(first.text) if len(row.cells) == 1 else None
    if label is None or not label.strong or not _is_datum(label.field):
        return None, None
    return cut(first, 0, label.end), cut(first, label.end, len(first.text))


def _is_datum(field: str) -> bool:
    return field not in ("", "otro", "rol", "rol_o_cargo", "administrador", "institucion", "siglas")


def _goes_on(row: Row, above: Cell) -> bool:
    """Whether a row is nothing but a further part below the last one."""
    cell = row.cells[0]
    mark = _MARK.match(cell.text)
    below = len(row.cells) == 1 and not row.framed and cell.page == above.page and abs(cell.box[0] - above.box[0]) < 6
    return below and mark is not None and _role(mark["who"] or mark["word"]) is not None


def _led(value: Cell) -> list[tuple[Rol, Cell, Cell | None]]:
    """The parts behind their marks; none when something stands before the first, or a role comes twice."""
    marks: list[tuple[int, int, int, Rol]] = []
    for start in _beginnings(value):
        mark = _MARK.match(value.text, start)
        role = _role(mark["who"] or mark["word"]) if mark else None
        if mark and role and (not marks or start > marks[-1][2]):  # a line may break within one
            marks.append((start, max(mark.end("who"), mark.end("word")), mark.end(), role))
    if not marks or marks[0][0] > 0:
        return []
    ends = [start for start, *_ in marks[1:]] + [len(value.text)]
    parts = []
    for (start, told, begin, role), end in zip(marks, ends, strict=True):
        inside = _BETWEEN.sub("", value.text[begin:end])
        word = cut(value, start, told)
        if word:
            parts.append((role, word, cut(value, begin, begin + len(inside))))
    return parts if len({role for role, _, _ in parts}) == len(parts) else []


def _beginnings(value: Cell) -> list[int]:
    """The places in a cell's text where a part may begin: its own, those of its lines, and behind what parts things
    in a line."""
    behind = (found.end() for found in _PARTING.finditer(value.text))
    return sorted({0, *line_places(value), *behind})


def _followed(value: Cell) -> list[tuple[Rol, Cell, Cell | None]]:
    """The parts before whom they name in parentheses (``0102… (saliente) / 0203… (entrante)``)."""
    parts: list[tuple[Rol, Cell, Cell | None]] = []
    at = 0
    for mark in _BEHIND.finditer(value.text):
        role, word = _role(mark["who"]), cut(value, mark.start("who"), mark.end("who"))
        if role is None or word is None:
            return []
        parts.append((role, word, cut(value, at, mark.start())))
        at = mark.end()
    whole = parts and not value.text[at:].strip(" .") and len({role for role, _, _ in parts}) == len(parts)
    return parts if whole else []


def _role(who: str) -> Rol | None:
    if flat(who) == "actual" or looks_like_name(who.rpartition(" ")[0]):  # a name's end, and the next part's mark
        return None
    return person_headed(who)
