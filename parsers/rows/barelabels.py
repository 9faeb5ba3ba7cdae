"""Tables without lines whose labels stand in columns: people side by side behind one, or pairs of label and value."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from cases.identifiers import is_nothing
from cases.text import flat
from parsers.fields.values import TYPED, can_be
from parsers.pages.cells import Cell, line_cells
from parsers.rows.columns import label_of
from parsers.words.labels import Label, full_label
from parsers.words.links import ends_open
from parsers.words.roles import role_in

_FEWEST_LABELS = 3
_KNOWN = 0.75  # of the cells of a column of labels
_FITTING = 0.75  # of the values beside labels that ask for a number or an address

Grid = Sequence[Sequence[Cell | None]]


def is_labelled_grid(rows: Grid) -> bool:
    """Whether the rows (a cell or nothing for each column; of a title over all its own cell) hold their labels in the
    first column, or in every other one, and beside each label nothing but values."""
    inner = [row for row in rows if len(row) > 1]
    return len(inner) > 1 and any(fits(inner) for fits in _arrangements(len(inner[0])))


def _arrangements(width: int) -> Iterator[Callable[[Grid], bool]]:
    if width >= 3:
        yield _of_people
    if width >= 4 and width % 2 == 0:
        yield _of_pairs


def _of_people(rows: Grid) -> bool:
    heads = [at for at, row in enumerate(rows) if _heads_people(row)]
    body = [row for at, row in enumerate(rows) if at not in heads]
    labels = [row[0] for row in body]
    return all(labels) and _are_labels(labels) and _fit([(_label(row[0]), cell) for row in body for cell in row[1:]])


def _of_pairs(rows: Grid) -> bool:
    pairs = [(row[at], row[at + 1]) for row in rows for at in range(0, len(row), 2) if row[at] or row[at + 1]]
    labels = [label for label, _ in pairs]
    return all(labels) and _are_labels(labels) and _fit([(_label(label), value) for label, value in pairs])


def _heads_people(row: Sequence[Cell | None]) -> bool:
    """Whether a row names people over the columns behind the labels."""
    named = [cell for cell in row[1:] if cell]
    return len(named) > 1 and all(role_in(cell.text) for cell in named)


def _label(cell: Cell | None) -> Label | None:
    return label_of(cell) if cell else None


def _are_labels(cells: Sequence[Cell | None]) -> bool:
    """Whether most of the cells are labels, each of one datum."""
    labels = [_label(cell) for cell in cells]
    known = {label.field for label in labels if label and label.field != "otro"}
    enough = len(known) >= _FEWEST_LABELS and sum(label is not None for label in labels) >= _KNOWN * len(labels)
    if any(cell.text[0].islower() or ends_open(cell.text) for cell in cells if cell):
        return False  # a half of a label
    return enough and not any(_two_labels(cell) or _ends_in_label(cell) for cell in cells if cell)


def _two_labels(cell: Cell) -> bool:
    """Whether the lines of a cell are labels of their own, and no label together."""
    if _sure_field(cell.text):
        return False
    lines = line_cells(cell)
    parts = [(" ".join(line.text for line in lines[:at]), " ".join(line.text for line in lines[at:]))
             for at in range(1, len(lines))]  # fmt: skip
    fields = [(_sure_field(one), _sure_field(other)) for one, other in parts]
    return any(one and other and one != other for one, other in fields)


def _sure_field(text: str) -> str | None:
    label = full_label(text)
    return label.field if label and label.sure == 1.0 and label.field != "otro" else None


def _fit(pairs: Sequence[tuple[Label | None, Cell | None]]) -> bool:
    """Whether what stands beside the labels are values, each of its label's kind and one alone."""
    held = [(label, cell) for label, cell in pairs if cell]
    if any(label_of(cell) or not cell.text.strip(" :.-=") or _ends_in_label(cell) for _, cell in held):
        return False
    if any(not _is_one(label.field, cell.text) for label, cell in held if label and label.field != "otro"):
        return False
    told = [can_be(label.field, cell.text) for label, cell in held if label and label.field in TYPED]
    return len(told) > 1 and sum(told) >= _FITTING * len(told)


def _ends_in_label(cell: Cell) -> bool:
    """Whether a label ends a text that is none itself: two columns were taken for one."""
    if label_of(cell):
        return False
    ends = (" ".join(word.text for word in cell.words[-count:]) for count in range(1, min(5, len(cell.words))))
    return any(_sure_field(end) in _LABELLED for end in ends)


_LABELLED = frozenset({*TYPED, "cargo", "nombres_apellidos", "apellidos"})


def _is_one(field: str, text: str) -> bool:
    """Whether a value is one whole datum: no address beside a number, no number behind a name, no half of either."""
    digits = sum(map(str.isdigit, text))
    if field == "correo":
        return text.count("@") <= 1 and (is_nothing(text) or bool(_WHOLE.search(text)))
    if field in TYPED:
        return not _FOREIGN.search(flat(text)) and digits <= (_LONGEST if field in _SHORT else 2 * _LONGEST)
    return "@" not in text and not _NUMBER.search(text) and not ends_open(text)


_NUMBER = re.compile(r"\d{6}")
_WHOLE = re.compile(r"@.*\.[a-z]{2,4}\W*$", re.I)
_FOREIGN = re.compile(r"@|\b(?:gob|edu|com|org|ec)\b|\b(?!ext|opcion|interno|directo|celular|convencional)[a-z]{4,}")
_SHORT, _LONGEST = ("cedula", "celular", "extension"), 14
