"""The follow-up sheet that a new AIQ fills: which activities are done and which are left open."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cases.reading import Cumplimiento
from cases.text import flat, tidy
from parsers.pages.cells import Row
from parsers.pages.page import Document
from parsers.rows.layout import document_rows

_ACTIVITY = re.compile(r"\bactividad(?:es)?\b|\btarea(?:s)?\b|\bitem(?:s)? a cumplir\b")
_STATE = re.compile(
    r"\bestado\b|\bcumpl|\brealizad|\bejecutad|\bavance\b|\bsi\s*/\s*no\b|\bcomplet|\bhech[oa]\b"
    r"|\bfecha de (?:cumplimiento|ejecucion)\b|%"
)
_DONE = re.compile(
    r"^(?:si|s|x|ok|listo|list[oa]|hech[oa]|cumplid[oa]|cumple|realizad[oa]|complet[oa]d?[oa]?|ejecutad[oa]"
    r"|terminad[oa]|finalizad[oa]|culminad[oa]|100\s?%?|1|1\.0|true|verdadero|✓|✔|√|☑|☒)\b"
)
_NOT_DONE = re.compile(
    r"\bno\b|pendiente|en proceso|incumpl|parcial|\bfalta|por (?:hacer|realizar|ejecutar)|☐|^0\b|false|falso"
)


def tables_of(document: Document) -> list[list[tuple[str, ...]]]:
    """The document's tables as rows of cell texts: a spreadsheet's sheets, or a letter's rows of cells."""
    if document.cells:
        return [[tuple(tidy(cell) for cell in row) for row in rows] for _, rows in document.cells]
    rows = document_rows(document.pages)
    return [[tuple(cell.text for cell in row.cells) for row in rows]]


def _header(table: Sequence[Sequence[str]]) -> tuple[int, int, list[int]] | None:
    """The row of headings as (index, column of the activity, columns of the state), or null."""
    for at, row in enumerate(table[:60]):
        plain = [flat(cell) for cell in row]
        activity = next((i for i, cell in enumerate(plain) if _ACTIVITY.search(cell) and len(cell.split()) <= 6), None)
        if activity is None:
            continue
        states = [i for i, cell in enumerate(plain) if i != activity and _STATE.search(cell) and len(cell.split()) <= 6]
        if states:
            return at, activity, states
    return None


def is_sheet(document: Document) -> bool:
    """Whether the document is a follow-up sheet: activities in one column and their state in another."""
    return any(_header(table) for table in tables_of(document))


def above_activities(rows: Sequence[Row]) -> Sequence[Row]:
    """The lines of a document above its table of activities; all of them where it has none."""
    header = _header([[cell.text for cell in row.cells] for row in rows])
    return rows[: header[0]] if header else rows


def read_sheet(document: Document) -> Cumplimiento:
    """The activities left open, as written; null when no table of activities is found."""
    for table in tables_of(document):
        header = _header(table)
        if header is None:
            continue
        at, activity, states = header
        done, pending = 0, []
        for row in table[at + 1 :]:
            name = row[activity].strip() if activity < len(row) else ""
            if len(name) < 4 or not re.search(r"[^\W\d_]{3}", name):
                continue
            answers = [row[i].strip() for i in states if i < len(row) and row[i].strip()]
            if _is_done(answers):
                done += 1
            else:
                pending.append(name)
        return Cumplimiento(document.name, tuple(pending), done)
    return Cumplimiento(document.name)


def _is_done(answers: Sequence[str]) -> bool:
    plain = [flat(answer) for answer in answers]
    if not plain or any(_NOT_DONE.search(answer) for answer in plain):
        return False
    return any(_DONE.match(answer) or re.search(r"\d{1,4}[/-]\d{1,2}[/-]\d{1,4}", answer) for answer in plain)
