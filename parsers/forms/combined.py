"""Several data in one cell: ``Cédula / Cargo`` beside ``17… / Analista``, or a cell that labels its own lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cases.identifiers import is_nothing
from parsers.fields.values import TYPED, can_be, read_value
from parsers.forms.dealing import deal
from parsers.pages.cells import Cell, Row, cut, has_room, join_cells, line_cells
from parsers.words.labels import Label, full_label, label_at_start, labels_inside

_SLASH = re.compile(r"\s*[/|;+]\s*|\s+[-–]\s+")
_COMMA = re.compile(r"\s*[/|;,]\s*")
_WORDS = re.compile(r"\s*[/|;,+]\s*|\s+[-–]\s+|\s+[ye]\s+")
_EDGE = re.compile(r"^\s*[/|;+]|[/|;+]\s*$")
_LONGEST = 14  # words of a label
_MOST_LINES = 3  # of labels and values that share a colon
_COLON = re.compile(r"\s?:\s|\s?=\s")
# What is one place to fill in, where all its words together are a label that is known.
_SAME = ({"nombre", "apellidos", "nombres_apellidos"}, {"nombre", "institucion"}, {"telefono", "extension"})


def combined_labels(cell: Cell) -> list[Cell]:
    """The labels that a heading or a label's cell puts together, in order; none where it holds just one."""
    return next(_combinations(cell), [])


def _combinations(cell: Cell, names: bool = False) -> Iterator[list[Cell]]:
    """The labels of several data in one cell, in every way that its signs part them, the plainest first. `names`: the
    parts of a name, which are one label otherwise, may be answered each by itself."""
    if len(cell.text.split()) > _LONGEST or any(map(str.isdigit, cell.text)):
        return
    for separator in (_SLASH, _WORDS, _COMMA):
        if not separator.search(cell.text):
            continue  # all one piece
        pieces = [replace(piece, starts=()) for piece in _pieces(cell, separator)]
        found = [full_label(piece.text.strip(" :.")) for piece in pieces]
        fields = {label.field for label in found if label and label.sure == 1.0} - {"otro", "rol"}
        one = full_label(cell.text) and any(fields <= same for same in _SAME)
        if 2 <= len(fields) == len(pieces) and (not one or (names and "/" in cell.text and fields <= _SAME[0])):
            yield pieces


def _pieces(cell: Cell, separator: re.Pattern[str]) -> list[Cell]:
    """A cell cut at its separators."""
    bounds = [0, *(at for match in separator.finditer(cell.text) for at in match.span()), len(cell.text)]
    parts = [cut(cell, start, end) for start, end in zip(bounds[::2], bounds[1::2], strict=True) if end > start]
    return [part for part in parts if part is not None]


def shared_out(labels: Sequence[Cell], value: Cell) -> list[Cell | None]:
    """A value's pieces, one for each of several labels, as their kinds and the lines and strokes between them tell;
    empty when they cannot be told apart."""
    fields = [label.field if (label := full_label(cell.text.strip(" :."))) else "otro" for cell in labels]
    lines = line_cells(value) if value.starts else [value]
    stroked = [piece for line in lines for piece in _pieces(line, _SLASH)]
    comma = [piece for line in lines for piece in _pieces(line, _COMMA)]
    whole = replace(value, starts=())
    if any(_EDGE.search(line.text) for line in lines):
        lines = []  # the line broke beside the stroke
    for pieces in (lines, stroked, _pieces(whole, _SLASH), comma, _pieces(whole, _WORDS)):
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
    at = 0
    while at < len(rows):
        row = rows[at]
        told, taken = (_parted(row), 1) if len(row.cells) == 2 else _in_one_line(rows, at)
        result += told
        at += taken
    return result


def _in_one_line(rows: Sequence[Row], at: int) -> tuple[list[Row], int]:
    """Labels before one colon and their values behind it (``Cédula / Cargo: 17… / Analista``), as a row for each datum;
    and the lines that this took."""
    row = rows[at]
    colon = _COLON.search(row.text) if len(row.cells) == 1 and not row.framed and _SLASH.search(row.text) else None
    label = cut(row.cells[0], 0, colon.start()) if colon else None
    if colon is None or label is None or next(_combinations(label, names=True), None) is None:
        return [row], 1
    whole = row.cells[0]
    best: tuple[list[Row], int] = [row], 1
    for taken in range(1, _MOST_LINES + 1):
        if taken > 1:
            if not _goes_on(rows, at + taken - 1):
                break
            whole = join_cells([whole, rows[at + taken - 1].cells[0]])
        value = cut(replace(whole, starts=()), colon.end(), len(whole.text))  # where its lines break tells nothing
        told = _parted(replace(row, cells=(label, value), bottom=rows[at + taken - 1].bottom)) if value else []
        best = (told, taken) if len(told) > 1 else best
    return best


def _goes_on(rows: Sequence[Row], at: int) -> bool:
    """Whether a line stands close under one that was full, and begins no datum of its own."""
    if at >= len(rows):
        return False
    above, row = rows[at - 1], rows[at]
    near = row.page == above.page and row.top - above.bottom < 0.75 * row.height
    if not near or row.framed or len(row.cells) > 1 or ((label := label_at_start(row.text)) and label.strong):
        return False
    edge = max(other.cells[-1].box[2] for other in rows if other.page == row.page and not other.framed)
    return not has_room(above.cells[-1], row.cells[0], edge, 0.25 * row.height)


def _parted(row: Row) -> list[Row]:
    for labels in _combinations(row.cells[0], names="/" in row.cells[1].text):
        values = shared_out(labels, row.cells[1])
        if values:
            pairs = zip(labels, values, strict=True)
            cells = [(label, replace(value, framed=False)) if value else (label,) for label, value in pairs]
            return [Row(each, row.page, row.top, row.bottom, row.height) for each in cells]
    return [row]


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
