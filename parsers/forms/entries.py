"""The labels of a row with the values beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from cases.text import flat
from parsers.fields.values import TYPED, can_be
from parsers.pages.cells import Cell, Row, cut, join_cells, line_places, right_edge
from parsers.words.labels import Label, full_label, label_at_start, labels_inside, skip_bullet
from parsers.words.labelwords import is_label
from parsers.words.links import PARTICLES
from parsers.words.roles import heading_role, role_in


@dataclass
class Entry:
    """A label and the cells that answer it; `at` is the index of its row, `label_cell` the label's own place. `unsure`:
    only its place tells that the last line belongs to it. `drawn`: a line to write on stands behind it, unwritten.
    `whole`: its value is known to its end, and no further line belongs to it."""

    label: Label
    at: int
    label_cell: Cell
    values: list[Cell] = field(default_factory=list)
    unsure: bool = False
    drawn: bool = False
    whole: bool = False


def entries_of(rows: Sequence[Row], index: int) -> tuple[list[Entry], int]:
    """The labels of a row with the values beside them, and how many rows they took (a label may be wrapped)."""
    row = rows[index]
    if _ADDRESS.search(row.plain):
        return [], 0
    paragraph, taken = _labelled_paragraph(rows, index)
    if paragraph is not None:
        first = label_at_start(paragraph.text)
        return split_labels(first, paragraph, index) if first else [], taken
    cells = list(row.cells)
    if len(cells) > 1 and flat(cells[0].text).strip(" .)(-•*") in _ORDINALS and label_at_start(cells[1].text):
        cells = cells[1:]
    found: list[Entry] = []
    if row.framed and len(cells) > 2 and _is_section(cells[0]) and full_label(cells[1].text):
        found.append(_section(cells.pop(0), index))
    merged = _wrapped_label(rows, index, cells[0])
    if merged:
        cells[0] = join_cells([cells[0], rows[index + 1].cells[0]])
        cells = [cells[0], *_columns_joined(cells[1:], rows[index + 1].cells[1:])]
    for position, cell in enumerate(cells):
        label = _accepted(rows, index, cell, position, bool(found and not found[-1].values), found)
        if (
            label
            and is_sentence(label, cut(cell, label.end, len(cell.text)) or cell)
            and not _strong_inside(cell, label)
        ):
            rest = cut(cell, label.end, len(cell.text))
            found.append(Entry(label, index, cut(cell, label.start, label.end) or cell, [rest] if rest else []))
            continue
        if label is None:
            if found and found[-1].values and _unknown_label(cell, position, cells):
                found.append(Entry(Label("otro", 0, len(cell.text), True), index, cell))
            elif found:
                found[-1].values.append(cell)
            elif position == 0 and len(cells) > 1 and full_label(cells[1].text) and role_in(cell.text):
                found.append(_section(cell, index))
            elif not (cell.framed and any(_is_datum(other) for other in cells[position + 1 :])):
                return [], 0  # else a box that nobody understands, beside such as tell what they hold
            continue
        found += split_labels(label, cell, index)
    return found, 2 if merged else 1


def _is_datum(cell: Cell) -> bool:
    label = label_at_start(cell.text)
    return label is not None and label.strong and label.field != "otro" and label.end < len(cell.text)


def _unknown_label(cell: Cell, position: int, cells: Sequence[Cell]) -> bool:
    """Whether a cell with a colon at its end is the label of the cell behind it, though none that is known."""
    behind = position + 1 < len(cells)
    return behind and cell.text.endswith(":") and len(cell.words) <= 4 and not any(map(str.isdigit, cell.text))


def _is_section(cell: Cell) -> bool:
    """Whether a cell beside a label and its value names whose data the rows are (``INSTITUCIÓN``, ``Nuevo AIQ``)."""
    label = full_label(cell.text)
    return role_in(cell.text) is not None and (label is None or label.field in ("institucion", "administrador", "otro"))


def _section(cell: Cell, index: int) -> Entry:
    return Entry(Label("rol", 0, 0, False, None), index, cell, [cell])


def is_sentence(label: Label, cell: Cell) -> bool:
    """Whether a name's place holds a whole sentence of data (``AIQ entrante: Ing. X, C.C. 17…, Analista, x@y``)."""
    if label.field not in ("administrador", "nombres_apellidos") or "," not in cell.text:
        return False
    return bool(re.search(r"\d{7}|@", cell.text.replace("-", "")))


# What heads a group of labels and is nobody's name or post.
GROUP = re.compile(
    r"(?:(?:datos|medios|informacion) (?:de |del |para (?:el )?)?)?contactos?\W*|identificacion\W*"
    r"|datos (?:personales|generales|laborales|institucionales)\W*|observacion(?:es)?\W*"
)
# The house's own line: its address with its telephone.
_ADDRESS = re.compile(r"(?:^|\W)(?:direccion|av(?:enida)?|calle|edificio)\b.{4,90}\b(?:telf?s?|telefonos?|pbx|tlf)\b")


def _labelled_paragraph(rows: Sequence[Row], index: int) -> tuple[Cell | None, int]:
    """Full lines that hold one label after another, joined, so that a label may be broken between them; and their
    number. Null when the lines are no such paragraph."""
    row = rows[index]
    label = label_at_start(row.cells[0].text)
    if row.framed or len(row.cells) > 1 or label is None or not label.strong:
        return None, 0
    room = right_edge(rows, row.page)
    left = row.cells[0].box[0]
    end = index + 1
    while end < len(rows) and rows[end - 1].cells[-1].box[2] - left > 0.8 * (room - left):
        above, below = rows[end - 1], rows[end]
        near = below.page == above.page and below.top - above.bottom < 0.62 * below.height
        near = near and not (skip_bullet(row.plain) and skip_bullet(below.plain))  # the next item
        if not near or below.framed or len(below.cells) > 1 or abs(below.cells[0].box[0] - left) > 25:
            break
        end += 1
    followed = ";" in row.text or any(inner.strong for inner in labels_inside(row.text, label.end))
    if end - index < 2 or not (followed or _ends_in_label(row.text)):
        return None, 0
    joined = join_cells([other.cells[0] for other in rows[index:end]])
    strong = [inner for inner in labels_inside(joined.text, label.end) if inner.strong]
    broken = any(inner.start < at < inner.end for inner in strong for at in line_places(joined))
    return (joined, end - index) if (followed and len(strong) >= 2) or broken else (None, 0)


def _ends_in_label(text: str) -> bool:
    """Whether the last part of a line is the beginning of a label (``… | Siglas de la``)."""
    part = _PARTING.split(text)[-1]
    label = label_at_start(part) if part != text else None
    return label is not None and not label.strong and PARTICLES.issuperset(flat(part[label.end :]).split())


_PARTING = re.compile(r"\s[|¦/·•–\-]\s|;\s")


def _strong_inside(cell: Cell, label: Label) -> bool:
    return any(inner.strong for inner in labels_inside(cell.text, label.end) if inner.start >= label.end)


_ROMAN = ["ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv"]
_ORDINALS = frozenset([str(n) for n in range(1, 30)] + ["", "o"] + list("abcdefghij") + _ROMAN)


_TO_WRITE_ON = re.compile(r"_{3,}|\.{5,}|…{2,}")


def split_labels(label: Label, cell: Cell, index: int) -> list[Entry]:
    """One cell's labels: the first, and those that stand behind its value."""
    entries: list[Entry] = []
    labels = [label, *(inner for inner in labels_inside(cell.text, label.end) if inner.start >= label.end)]
    numbered = _are_numbered(cell.text, labels)
    for this, following in zip(labels, [*labels[1:], None], strict=False):
        own = cut(cell, this.start, this.end) or cell
        end = _value_end(cell.text, this.end, following.start, numbered) if following else len(cell.text)
        value = cut(cell, this.end, end)
        entry = Entry(this, index, own)
        if value is not None and value.text.strip(" .,;:-–_/()"):
            entry.values.append(value)
        elif _TO_WRITE_ON.search(cell.text, this.start, following.start if following else len(cell.text)):
            entry.drawn = True
        entries.append(entry)
    return entries


# What leads over to the next datum of a line, and the number that datum has in a list.
_LINK = re.compile(r"(?:[\s,;]+(?:y|e|con|su|además(?:\s+de)?|así\s+como|[-–—/|¦·]+))+\s*$", re.I)
_NUMBER = re.compile(r"(?:^|(?<=[\s,;]))\(?(?P<number>\d{1,2}|[IVX]{1,5}|[a-k])\s?[.)\-]+\s*$")


def _are_numbered(text: str, labels: Sequence[Label]) -> bool:
    """Whether the data of a line are counted (``1. Nombres: … 2. Cédula: …``): the first is, or two others one after
    the other. A single number before a label may as well end a value (``Analista 2. Correo: …``)."""
    if _NUMBER.search(text, 0, labels[0].start):
        return True
    before = (_NUMBER.search(text, this.end, after.start) for this, after in pairwise(labels))
    order = [_place(found["number"]) for found in before if found]
    return any(after == this + 1 for this, after in pairwise(order))


def _place(number: str) -> int:
    if number.isdigit():
        return int(number)
    return _ROMAN.index(number.lower()) + 2 if number.lower() in _ROMAN else ord(number.lower()) - ord("a") + 1


def _value_end(text: str, start: int, end: int, numbered: bool) -> int:
    """Where a value ends that stands before another label: before the words or the number that lead over to it."""
    if numbered and (number := _NUMBER.search(text, start, end)):
        end = number.start()
    link = _LINK.search(text, start, end)
    return link.start() if link else end


def _accepted(
    rows: Sequence[Row], index: int, cell: Cell, position: int, expecting: bool, found: list[Entry]
) -> Label | None:
    """The label a cell begins with, if it is one here: strong, or all there is, or followed by a value of its kind."""
    label = label_at_start(cell.text)
    apart = cell is not rows[index].cells[-1]
    if label and apart and cell.text[label.end :].strip() == "-":  # «Cargo -», its value in the next cell
        label = replace(label, end=len(cell.text), strong=True)
    if cell.framed and cell.starts and (label is None or not label.strong) and (stacked := _stacked(cell)):
        return stacked
    if label is None:
        return None
    rest = cell.text[label.end :].strip()
    whole = not rest
    if whole and label.field == "otro" and len(rows[index].cells) == 1 and heading_role(cell.text):
        return None
    house = whole and not label.strong and len(rows[index].cells) == 1 and heading_role(cell.text) == "institucion"
    if house and label.field not in ("institucion", "siglas", "nombre"):
        return None
    if label.strong and (label.field != "otro" or label.sure == 1.0):
        return label if not expecting or label.field != "otro" or whole else None
    if any(at - label.end in (0, 1) for at in line_places(cell)):
        return label
    if expecting and not whole and label.field in TYPED and can_be(label.field, rest):
        return label
    if expecting and whole and found[-1].label.field == "administrador" and label.field != "otro":
        return label  # a role over several rows, then its labels
    if expecting and whole and is_label(flat(cell.text)) and label.field != found[-1].label.field:
        return label  # the value of the one before is missing
    if expecting:  # beside a label without value: an answer, unless it is plainly the next label
        asked = found[-1].label.field
        return label if (whole and label.field in TYPED and not can_be(asked, cell.text)) or (
            whole and asked in TYPED and label.field != "otro") else None  # fmt: skip
    if whole:
        return label if len(rows[index].cells) > 1 or label.field != "otro" else None
    if label.field in TYPED:
        return label if can_be(label.field, rest) and len(rest) < 70 else None
    if (
        label.field in ("nombres_apellidos", "administrador")
        and heading_role(cell.text)
        and (role_in(rest) or not can_be(label.field, rest))
    ):
        return None
    cells = rows[index].cells
    others = [other for at, other in enumerate(cells) if at != position and not (at and full_label(cells[at - 1].text))]
    if label.field == "otro" or not all(label_at_start(other.text) for other in others):
        return None
    if others:
        return label if rest[:1].isupper() and can_be(label.field, rest) else None
    return label if rest[:1].isupper() and can_be(label.field, rest) and _in_list(rows, index) else None


def _stacked(cell: Cell) -> Label | None:
    """The label in the upper lines of a drawn cell that holds its value below."""
    if full_label(cell.text):
        return None
    for at in reversed(line_places(cell)):
        label, rest = full_label(cell.text[:at].strip()), cell.text[at:].strip()
        other = label_at_start(rest)
        if label is None or label.field == "otro" or not can_be(label.field, rest):
            continue
        again = other is not None and (other.strong or other.end >= len(rest)) and other.field != label.field
        if not again and (label.field in TYPED or not rest[:1].islower()):
            return replace(label, end=min(at, len(cell.text)))
    return None


def _in_list(rows: Sequence[Row], index: int) -> bool:
    """Whether a neighbouring line begins with a label too."""
    for other in (index - 1, index + 1, index + 2):
        if 0 <= other < len(rows) and (label := label_at_start(rows[other].cells[0].text)):
            rest = rows[other].cells[0].text[label.end :].strip()
            if label.field != "otro" and (label.strong or not rest or can_be(label.field, rest)):
                return True
    return False


def _wrapped_label(rows: Sequence[Row], index: int, first: Cell) -> bool:
    """Whether a line's first cell and the one below it make one label that neither (or only the first) is alone."""
    if index + 1 >= len(rows) or rows[index].framed or rows[index + 1].framed:
        return False
    upper, lower = rows[index], rows[index + 1]
    second = lower.cells[0]
    near = upper.page == lower.page and lower.top - upper.bottom < 0.7 * upper.height
    if not near or abs(first.box[0] - second.box[0]) > 8 or first.text.rstrip().endswith(":"):
        return False
    if heading_role(second.text) and not re.search(r"\b(?:del?|la|y|e|el)$", flat(first.text)):
        return False
    label = full_label(f"{first.text} {second.text}")
    if label is None or label.sure < 1.0 or label.field == "otro":
        return False
    return full_label(second.text) is None or full_label(first.text) is None


def _columns_joined(upper: Sequence[Cell], lower: Sequence[Cell]) -> list[Cell]:
    """Cells of one line with the cells that stand under them read on."""
    columns = [[cell] for cell in upper]
    for cell in lower:
        home = next((column for column in columns if abs(column[0].box[0] - cell.box[0]) < 8), None)
        if home is None:
            columns.append([cell])
        else:
            home.append(cell)
    return sorted((join_cells(column) for column in columns), key=lambda cell: cell.box[0])
