"""Several data in one cell: ``Cédula / Cargo`` beside ``17… / Analista``, or a cell that labels its own lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from cases.identifiers import is_nothing
from parsers.cells import Cell, Row, cut, join_cells, line_cells
from parsers.dealing import deal
from parsers.labels import Label, full_label, label_at_start, labels_inside
from parsers.prosevalues import bare_values
from parsers.values import TYPED, can_be, read_value

_SLASH = re.compile(r"\s*[/|;+]\s*|\s+[-–]\s+")
_WORDS = re.compile(r"\s*[/|;,+]\s*|\s+[-–]\s+|\s+[ye]\s+")
_SAME = ({"nombre", "apellidos"}, {"telefono", "extension"}, {"institucion", "siglas"})  # what one label may hold


def combined_labels(cell: Cell) -> list[Cell]:
    """The labels that a heading or a label's cell puts together, in order; none where it holds just one."""
    if len(cell.text.split()) > 14 or any(map(str.isdigit, cell.text)):
        return []
    for separator in (_SLASH, _WORDS):
        pieces = _pieces(cell, separator)
        found = [full_label(piece.text.strip(" :.")) for piece in pieces]
        known = [label for label in found if label and label.sure == 1.0 and label.field not in ("otro", "rol")]
        fields = [label.field for label in known]
        if 2 <= len(known) == len(found) == len(set(fields)):
            if any(set(fields) <= same for same in _SAME) and not ("/" in cell.text and "siglas" in fields):
                return []
            return [replace(piece, starts=()) for piece in pieces]
    return []


def _pieces(cell: Cell, separator: re.Pattern[str]) -> list[Cell]:
    """A cell cut at its separators."""
    bounds = [0]
    for match in separator.finditer(cell.text):
        bounds += [match.start(), match.end()]
    bounds.append(len(cell.text))
    parts = [cut(cell, start, end) for start, end in zip(bounds[::2], bounds[1::2], strict=True) if end > start]
    return [part for part in parts if part is not None]


def shared_out(labels: Sequence[Cell], value: Cell) -> list[Cell | None]:
    """A value's pieces, one for each of several labels, as their kinds and the lines and strokes between them tell;
    empty when they cannot be told apart."""
    fields = [label.field if (label := full_label(cell.text.strip(" :."))) else "otro" for cell in labels]
    lines = line_cells(value) if value.starts else [value]
    stroked = [piece for line in lines for piece in _pieces(line, _SLASH)]
    comma = [piece for line in lines for piece in _pieces(line, re.compile(r"\s*[/|;,]\s*"))]
    for pieces in (lines, stroked, _pieces(replace(value, starts=()), _SLASH), comma):
        if len(pieces) == len(fields) and _all_fit(fields, pieces):
            return list(pieces)
    for pieces in (stroked, comma, lines):
        dealt = _dealt(labels, fields, pieces)
        if sum(cell is not None for cell in dealt) > 1 and _all_fit(fields, dealt):
            return dealt
    return []


def _dealt(labels: Sequence[Cell], fields: Sequence[str], pieces: Sequence[Cell]) -> list[Cell | None]:
    """Pieces dealt to the labels by their kinds; what is left over goes on with the last one's words."""
    hands = deal(labels, pieces)
    rest = pieces[sum(map(len, hands)) :]
    if rest and (fields[-1] in TYPED or not hands[-1]):
        return []
    hands[-1] = [*hands[-1], *rest]
    return [join_cells(cells) if cells else None for cells in hands]


def _all_fit(fields: Sequence[str], pieces: Sequence[Cell | None]) -> bool:
    return all(piece is None or _fits(field, piece) for field, piece in zip(fields, pieces, strict=True))


def _fits(field: str, piece: Cell) -> bool:
    if is_nothing(piece.text):
        return True
    if not can_be(field, piece.text) or (field in TYPED and not read_value(field, piece)):
        return False
    if field == "siglas" and not piece.text.isupper():
        return False
    digits = sum(map(str.isdigit, piece.text))
    long_enough = {"cedula": digits >= 8, "celular": digits >= 8, "telefono": digits >= 6, "extension": digits <= 6}
    return long_enough.get(field, True) and (field in TYPED or not re.search(r"\d{6}|@", piece.text))


def parted_labels(rows: Sequence[Row]) -> list[Row]:
    """Rows of a label that names several data and the cell that answers it, as a row for each datum."""
    result: list[Row] = []
    for row in rows:
        labels = combined_labels(row.cells[0]) if len(row.cells) == 2 else []
        values = shared_out(labels, row.cells[1]) if labels else []
        if not values:
            result.append(row)
            continue
        for label, value in zip(labels, values, strict=True):
            cells = (label,) if value is None else (label, replace(value, framed=False))
            result.append(Row(cells, row.page, row.top, row.bottom, row.height))
    return result


def own_labels(cell: Cell, field: str | None) -> list[tuple[Label, Cell]]:
    """What a table's cell says by labels of its own, behind the value of its column: every label with its value."""
    first = label_at_start(cell.text)
    starts = [first] if first and first.strong and first.field != "otro" else []
    behind = starts[0].end if starts else 0
    labels = [*starts, *(label for label in labels_inside(cell.text, behind) if label.start >= behind)]
    labels = [label for label in labels if label.field != field or label.strong]
    found = []
    for label, following in zip(labels, [*labels[1:], None], strict=False):
        value = cut(cell, label.end, following.start if following else len(cell.text))
        if value is not None:
            found.append((label, value))
    return found if all(can_be(label.field, value.text) for label, value in found) else []


def bare_parts(cell: Cell) -> list[tuple[str, Cell]]:
    """The values that a cell without any label holds, by what they look like."""
    found = []
    for field, start, end in bare_values(cell.text):
        part = cut(cell, start, end)
        if part is not None:
            found.append((field, part))
    return found
