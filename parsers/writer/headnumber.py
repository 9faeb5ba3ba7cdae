"""The number of a letter: printed in its head, on several lines or in pieces, or below the signature."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cases.document_numbers import CALLED, SLIPPED, DocumentNumber, bare_number, find_numbers, heading_number
from cases.text import flat
from cases.written_dates import find_dates
from parsers.pages.cells import Cell, Row, cut, join_cells, line_cells
from parsers.writer.found import WEAK, is_small_print

_LETTERS = ("oficio", "circular", "memorando")


def number_in_head(rows: Sequence[Row], limit: int) -> tuple[DocumentNumber | None, Cell | None, int, float]:
    """The number of the printed heading, its place, the first row behind it and what it is worth. A letter's goes
    before that of an act, by which the house may have been founded; one within a line (``Acreditada con Resolución Nro.
    …``) counts when no line begins with one, and an act's is then a doubt."""
    found = min(_numbers(rows, limit), key=lambda one: (not one[3], one[0].kind not in _LETTERS), default=None)
    if found is None:
        return None, None, 0, WEAK
    number, cell, end, begins = found
    return number, cell, end, 1.0 if begins or number.kind in _LETTERS else WEAK


def _numbers(rows: Sequence[Row], limit: int) -> Iterator[tuple[DocumentNumber, Cell, int, bool]]:
    """Every number near the top: its place, the first row behind it, and whether it begins a line."""
    for at, row in enumerate(rows[:limit]):
        for position, cell in enumerate(row.cells):
            whole = _with_rest(rows, at, position) if _goes_on(row, position) else cell
            for part in (whole, *(line_cells(whole) if whole.starts and whole is cell else ())):
                found = find_numbers(part.text) or heading_number(part.text)
                if found and found[0].start < 60:
                    place = cut(part, found[0].start, found[0].end) or part
                    end = at + (1 if part.box[3] <= row.bottom + 1 else 2)
                    yield found[0], place, end, bool(_BEGINS_KIND.match(flat(part.text)))
        alone = len(row.cells) == 1 and (at < 4 or CALLED.match(row.plain))
        if alone and (bare := bare_number(row.text)) and not find_dates(row.text):
            yield DocumentNumber("", bare, 0, len(row.text)), row.cells[0], at + 1, True


def number_at_foot(rows: Sequence[Row], limit: int) -> tuple[DocumentNumber | None, Cell | None]:
    """The number of a letter that bears it below the signature, in a line of its own and no list of references."""
    for at in range(len(rows) - 1, max(limit, len(rows) - 8) - 1, -1):
        if is_small_print(rows[at].plain):
            break
        cell = rows[at].cells[0]
        found = [number for number in find_numbers(cell.text) if number.kind in _LETTERS]
        if found and found[0].end == len(cell.text.rstrip(" .")) and _BEGINS_KIND.match(flat(cell.text)):
            return found[0], cut(cell, found[0].start, found[0].end)
    return None, None


_BEGINS_KIND = re.compile(
    r"\W*(?:o\s?f\s?i\s?c\s?i\s?o|of(?:ic?|c(?:io)?)?\b|o\.f|memorand|circular|acuerdo|resoluci|accion de personal"
    rf"|decreto|providencia|nota|escritura|protocolo|n|{'|'.join(sorted(SLIPPED))})"
)


def _goes_on(row: Row, position: int) -> bool:
    """Whether a number is not complete at the end of its cell, or the next cell begins with the hyphen of its rest."""
    beside = row.cells[position + 1].text if position + 1 < len(row.cells) else ""
    return _broken(line_cells(row.cells[position])[-1].text) or bool(re.match(r"-\s?\d", beside))


def _with_rest(rows: Sequence[Row], at: int, position: int) -> Cell:
    """A cell read on in the next cells of its row, else in the rows below, while the number is not complete."""
    row = rows[at]
    joined = row.cells[position]
    for beside in range(position + 1, len(row.cells)):
        if not _goes_on(row, beside - 1) and not _broken(joined.text):
            break
        joined = join_cells([joined, row.cells[beside]])
    if joined is not row.cells[position]:
        return joined
    joined = line_cells(row.cells[position])[-1]
    for below in rows[at + 1 : at + 3]:
        if not _broken(joined.text):
            break
        joined = join_cells([joined, below.cells[0]])
    return joined


_ONLY_INTRO = re.compile(
    r"(?:n(?:ro|o|um|umero)?\s?[.°ºª:]*|oficio|memorando|acuerdo|resolucion|circular|accion de personal|escritura"
    r"(?: publica)?|decreto)\s*[:.]?\s*$"
)


def _broken(text: str) -> bool:
    """Whether a number goes on in the next line: an introducer at the end, or a hyphen that is not the stroke behind a
    full stop (``2026.-``)."""
    plain = flat(text).rstrip()
    return bool(re.search(r"(?<!\d\.)-$", plain)) or (bool(_ONLY_INTRO.search(plain)) and len(plain) < 40)
