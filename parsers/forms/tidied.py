"""Drawn tables without what stands around the data: numbering, names of sections, options that nobody ticked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from cases.text import flat
from parsers.fields.values import can_be
from parsers.pages.cells import Cell, Row, make_cell
from parsers.pages.page import Page, Word
from parsers.words.labels import full_label, label_at_start
from parsers.words.roles import role_in

_ORDINAL = re.compile(r"\(?\d{1,2}(?:\.\d{1,2})?\s?[.)\-]{0,2}$")
_NUMBERING = re.compile(r"(?:n|no|nro|num|numero|ord|orden|item|#)\s?[.°º#]{0,2}$")
_OPEN = re.compile(r"[☐□◻○]|\(\s*\)|\[\s*\]")
_TICKED = re.compile(r"[☑☒■◼✓✔✗✘●]|\(\s?[xX✓✔]\s?\)|\[\s?[xX✓✔]\s?\]")
_MARK = re.compile(f"(?P<open>{_OPEN.pattern})|(?P<ticked>{_TICKED.pattern})")

_DATUM = re.compile(r"@|(?:\d[\-.]?){6}")


def tidied(rows: Sequence[Row]) -> list[Row]:
    """The rows of drawn tables with nothing in them but headings, labels and values; of options only the ticked ones.
    """
    rows = [_chosen(row) if _OPEN.search(row.text) else row for row in rows]
    rows = _without_numbering(rows)
    result: list[Row] = []
    for at, row in enumerate(rows):
        result += _without_section(row, rows[at + 1] if at + 1 < len(rows) else None)
    return result


def _chosen(row: Row) -> Row:
    """A row in which of the options only the ticked ones are left; where none is, as it was."""
    if not _TICKED.search(row.text):
        return row
    cells = [_ticked(cell) if _MARK.search(cell.text) else cell for cell in row.cells]
    return replace(row, cells=tuple(cell for cell in cells if cell is not None))


def _ticked(cell: Cell) -> Cell | None:
    kept: list[Word] = []
    keeps = True
    for at, word in enumerate(cell.words):
        pair = word.text + (cell.words[at + 1].text if word.text in ("(", "[") and at + 1 < len(cell.words) else "")
        mark = _MARK.match(pair)
        if mark:
            keeps = mark.group("ticked") is not None
            rest = word.text[mark.end() :].strip(")]")
            if not rest:
                continue
            word = replace(word, text=rest)
        # Behind the options, whichever was ticked, stands the datum itself («☒ Cédula ☐ Pasaporte Nro. 1712345675»).
        keeps = keeps or bool(_DATUM.search(word.text))
        if keeps and word.text not in (")", "]"):
            kept.append(word)
    if not kept:
        return None
    return make_cell(kept, Page(cell.page, 0, 0, (), cell.method), frame=cell.box if cell.framed else None)


def _without_numbering(rows: Sequence[Row]) -> list[Row]:
    """Tables whose first column only counts the rows, without it."""
    result = list(rows)
    at = 0
    while at < len(rows):
        end = at
        while end < len(rows) and rows[end].framed and len(rows[end].cells) > 1 and _counts(rows[end].cells[0]):
            end += 1
        if end - at >= 3:
            left = rows[at].cells[1].box[0]
            for place in range(at, end):
                result[place] = replace(rows[place], cells=rows[place].cells[1:])
            above = rows[at - 1] if at else None
            if above and above.framed and len(above.cells) > 2 and _numbers(above.cells[0], left):
                result[at - 1] = replace(above, cells=above.cells[1:])
        at = max(end, at + 1)
    return result


def _numbers(cell: Cell, left: float) -> bool:
    """Whether a cell is the heading of a column of numbers that ends where the labels begin."""
    return cell.box[2] <= left + 3 and bool(_NUMBERING.match(flat(cell.text)))


def _counts(cell: Cell) -> bool:
    return bool(_ORDINAL.match(cell.text))


def _without_section(row: Row, below: Row | None) -> list[Row]:
    """A row with a section's name in a cell before its label: the name, where it is a person's or the house's heading,
    goes before as a row of its own."""
    if not row.framed or len(row.cells) < 3:
        return [row]
    first, label, value = row.cells[:3]
    own = full_label(label.text)
    if own is None or own.field == "otro" or full_label(value.text) or not can_be(own.field, value.text):
        return [row]
    if _strong(first):
        return [row]
    goes_on = below is not None and below.framed and abs(below.cells[0].box[0] - label.box[0]) < 3
    spans = first.box[3] > label.box[3] + 3 or goes_on
    names = full_label(first.text)
    if not spans and not (names and names.field == "institucion" and own.field in ("nombre", "siglas", "institucion")):
        return [row]
    rest = replace(row, cells=row.cells[1:])
    return [replace(row, cells=(first,)), rest] if role_in(first.text) else [rest]


def _strong(cell: Cell) -> bool:
    label = label_at_start(cell.text)
    return label is not None and label.strong
