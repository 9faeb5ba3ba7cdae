"""The columns of tables: their headings' labels, and in which of them a cell stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise, product, zip_longest

from cases.evidence import Caja
from parsers.fields.records import Record
from parsers.pages.cells import Cell, Row, cut, join_cells, line_cells
from parsers.words.labels import Label, full_label
from parsers.words.roles import Rol


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its heading's place; `label` is null for a heading that is no label (an ordinal, a blank); `parts`
    are the labels of a heading that names several data, `name` what it says of whose data stand there."""

    box: Caja
    label: Label | None = None
    role: Rol | None = None
    parts: tuple[Cell, ...] = ()
    name: Cell | None = None


@dataclass
class Table:
    """What a table held, by what words each record's role was named, and the index of the first row behind it."""

    records: list[Record] = field(default_factory=list)
    end: int = 0
    named: list[str] = field(default_factory=list)


_VALUE = re.compile(r".*@|[^(]*\d{5}")  # what no label has, however it is broken


def label_of(cell: Cell) -> Label | None:
    """The label a heading is, also when a narrow column has broken one of its words."""
    label = full_label(cell.text)
    if (label and label.sure == 1.0) or not cell.starts or _VALUE.match(cell.text):
        return label
    lines = [line.text for line in line_cells(cell)]
    for glue in product((" ", ""), repeat=min(len(lines) - 1, 4)):
        closed = lines[0] + "".join(link + line for link, line in zip_longest(glue, lines[1:], fillvalue=" "))
        if (whole := full_label(closed)) and whole.sure == 1.0:
            return whole
    return label


def nearest_column(box: Caja, columns: Sequence[Caja]) -> int:
    """The column a cell stands in: edges or middles in line, else the one it overlaps or is closest to."""

    def distance(column: Caja) -> float:
        edges = min(abs(box[0] - column[0]), abs(box[2] - column[2]), abs(box[0] + box[2] - column[0] - column[2]) / 2)
        overlap = min(box[2], column[2]) - max(box[0], column[0])
        return edges if overlap > 0 else edges + 40 - overlap

    return min(range(len(columns)), key=lambda at: distance(columns[at]))


def framed_column(box: Caja, columns: Sequence[Caja]) -> int:
    return max(range(len(columns)), key=lambda at: min(box[2], columns[at][2]) - max(box[0], columns[at][0]))


def placed(row: Row, columns: Sequence[Column]) -> tuple[Cell | None, ...]:
    """The row's cells, each in its column; a cell that runs over several columns is cut where they begin."""
    boxes = [column.box for column in columns]
    found: list[list[Cell]] = [[] for _ in columns]
    for cell in row.cells:
        for part in _at_columns(cell, boxes) if not row.framed else [cell]:
            at = framed_column(part.box, boxes) if row.framed else nearest_column(part.box, boxes)
            found[at].append(part)
    return tuple(join_cells(cells) if cells else None for cells in found)


def _at_columns(cell: Cell, columns: Sequence[Caja]) -> list[Cell]:
    covered = [c for c in columns if min(cell.box[2], c[2]) - max(cell.box[0], c[0]) > 0.5 * (c[2] - c[0])]
    if len(covered) < 2:
        return [cell]
    begins = sorted(column[0] for column in covered)[1:]
    places = [at for at, word in enumerate(cell.words) if any(abs(word.box[0] - x) < 3.5 for x in begins)]
    parts, offset = [], 0
    bounds = [0, *places, len(cell.words)]
    for start, end in pairwise(bounds):
        size = len(" ".join(word.text for word in cell.words[start:end]))
        part = cut(cell, offset, offset + size)
        if part:
            parts.append(part)
        offset += size + 1
    return parts
