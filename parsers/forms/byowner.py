"""Drawn tables that say in every row whose datum it holds: the rows of each person under one heading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parsers.pages.cells import Cell, Row
from parsers.words.labels import full_label
from parsers.words.roles import Rol, heading_role

_FEWEST = 3  # rows
_WORDS = 6  # of a cell that says whose datum stands in its row
_PLACES = (0, 1, -1)  # before the label, between label and value, behind the value


def by_owner(rows: Sequence[Row]) -> list[Row]:
    """The rows; where each of several says in a cell of its own whose datum it is, parted by whose they are."""
    result: list[Row] = []
    at = 0
    while at < len(rows):
        end, place = max((_end(rows, at, place), place) for place in _PLACES)
        at += end - at > _FEWEST and _names_columns(rows[at], place)
        part = rows[at:end]
        if len(part) < _FEWEST or not _is_table(part, place):
            result.append(rows[at])
            at += 1
            continue
        if result and _heads(result[-1], part[0]):
            result.pop()
        for role in dict.fromkeys(_owner(row, place) for row in part):
            own = [row for row in part if _owner(row, place) == role]
            result.append(replace(own[0], cells=(own[0].cells[place],)))
            result += [replace(row, cells=_others(row, place)) for row in own]
        at = end
    return result


def _end(rows: Sequence[Row], start: int, place: int) -> int:
    """The index behind the rows from `start` on that say at that place whose datum they hold."""
    end = start
    while end < len(rows) and rows[end].framed and _owner(rows[end], place) is not None:
        end += 1
    return end


def _names_columns(row: Row, place: int) -> bool:
    """Whether a row that seems to name an owner only heads the columns (``Administrador``, ``Dato``, ``Detalle``)."""
    labels = [full_label(cell.text) for cell in _others(row, place)]
    return all(label is not None and label.field == "otro" for label in labels)


def _owner(row: Row, place: int) -> Rol | None:
    if not 2 <= len(row.cells) <= 3 or not -len(row.cells) <= place < len(row.cells):
        return None
    text = row.cells[place].text
    if len(text.split()) > _WORDS or any(map(str.isdigit, text)):
        return None
    label = full_label(text)
    return heading_role(text) if label is None or label.field in ("administrador", "rol", "institucion") else None


def _others(row: Row, place: int) -> tuple[Cell, ...]:
    owner = row.cells[place]
    return tuple(cell for cell in row.cells if cell is not owner)


def _is_table(rows: Sequence[Row], place: int) -> bool:
    """Whether the rows' other cells are labels with their values, and several say the same of whose they are."""
    labels = [full_label(_others(row, place)[0].text) for row in rows]
    known = [label for label in labels if label and label.field not in ("otro", "administrador", "rol")]
    owners = [row.cells[place].text for row in rows]
    full = sum(len(row.cells) == 3 for row in rows)
    return 2 * len(known) > len(rows) and 2 * full > len(rows) and len(set(owners)) <= len(owners) // 2


def _heads(above: Row, row: Row) -> bool:
    """Whether a row of headings stands over the table (``Administrador``, ``Dato``, ``Información``)."""
    return (
        above.framed
        and len(above.cells) == len(row.cells)
        and not any(map(str.isdigit, above.text))
        and all(abs(a.box[0] - b.box[0]) < 3 for a, b in zip(above.cells, row.cells, strict=True))
    )
