"""Rows whose label asks for two data at once, answered in one cell: ``Correo / Celular``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from parsers.cells import Cell, Row, cut
from parsers.labels import full_label
from parsers.values import can_be

# From the plainest to the one that also stands within labels and values.
_BETWEEN = (
    r"\s*/\s*", r"\s*[;|]\s*", r"\s+[-–]\s+", r"\s*,\s*", r"\s+[ye]\s+", r"\s*[/,;]\s*|\s+[ye]\s+",
)  # fmt: skip


def undoubled(rows: Sequence[Row]) -> list[Row]:
    """The rows with a row for each datum where a label asks for two or more and its answer has as many parts."""
    return [part for row in rows for part in (_parts(row) if len(row.cells) == 2 else [row])]


def _parts(row: Row) -> list[Row]:
    label, value = row.cells
    whole = full_label(label.text)
    if label.framed != value.framed:
        return [row]
    for asked in _splits(label):
        fields = [found.field for cell in asked if (found := full_label(cell.text)) and found.sure == 1.0]
        if len(fields) < len(asked) or len(set(fields)) < len(fields) or "otro" in fields:
            continue
        if whole is not None and "siglas" not in fields and len(fields) < 3:
            continue  # one datum by two names, or a telephone with its extension
        for given in _splits(value):
            if len(given) == len(fields) and all(_fits(f, cell.text) for f, cell in zip(fields, given, strict=True)):
                return [replace(row, cells=pair) for pair in zip(asked, given, strict=True)]
    return [row]


def _fits(field: str, text: str) -> bool:
    """Whether a part may be the field's value; the last words of a name are no siglas."""
    return can_be(field, text) and (field != "siglas" or re.fullmatch(r"[^a-záéíóúñ()]{2,}", text) is not None)


def _splits(cell: Cell) -> Iterator[list[Cell]]:
    """A cell in two or more parts, in every way that its signs allow."""
    for pattern in _BETWEEN:
        places = [0, *(at for match in re.finditer(pattern, cell.text) for at in match.span()), len(cell.text)]
        parts = [cut(cell, start, end) for start, end in zip(places[::2], places[1::2], strict=True)]
        if len(parts) > 1 and all(parts):
            yield [part for part in parts if part]
    lines = [0, *cell.starts, len(cell.words)]
    if cell.starts:
        yield [
            part
            for start, end in pairwise(lines)
            if (part := cut(cell, _at(cell, start), _at(cell, end) - 1))
        ]


def _at(cell: Cell, word: int) -> int:
    return sum(len(before.text) + 1 for before in cell.words[:word])
