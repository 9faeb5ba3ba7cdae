"""Lists, two-column tables and boxes: labels with their values beside, below or behind them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from cases.text import flat
from parsers.labels import Label, full_label, label_at_start, labels_inside
from parsers.layout import Cell, Row, cut, join_cells, union
from parsers.prose import read_prose
from parsers.records import Gatherer, Record
from parsers.roles import heading_role, role_in
from parsers.tables import columns_of_people, read_across, read_columns
from parsers.values import TYPED, can_be, read_value

_FREE = ("nombres_apellidos", "nombre", "apellidos", "administrador", "cargo", "institucion", "siglas", "rol")


@dataclass
class Entry:
    """A label and the cells that answer it; `at` is the index of its row, `label_box` the label's own place."""

    label: Label
    at: int
    label_cell: Cell
    values: list[Cell] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Form:
    """What was read: records in order, and the indexes of rows that belong to no list or table (running text)."""

    records: list[Record]
    prose: list[int]


def read_form(rows: Sequence[Row]) -> Form:
    """Every labelled datum of the rows, person by person."""
    gatherer = Gatherer()
    prose: list[int] = []
    entries: list[Entry] = []
    index = 0
    while index < len(rows):
        across = read_across(rows, index)
        if across:
            _close(entries, gatherer)
            for record in across.records:
                _take(record, gatherer)
            index = across.end
            continue
        people = columns_of_people(rows, index)
        if people:
            _close(entries, gatherer)
            columns = read_columns(rows, index, people)
            for record in columns.records:
                _take(record, gatherer)
            index = columns.end
            continue
        inside = bool(prose) and prose[-1] == index - 1 and _inside_paragraph(rows, index)
        found, merged = ([], 0) if inside else _entries(rows, index)
        if found:
            entries += found
            index += merged
            continue
        if _waiting(entries) or _continues(entries, rows, index):
            if _answer(entries, rows, index):
                index += 1
                continue
        _close(entries, gatherer)
        role = None if inside else heading_role(rows[index].text)
        if role:
            gatherer.heading(role)
        if role is None or len(rows[index].text.split()) > 10:
            prose.append(index)
        if role is None:
            gatherer.pause()
        index += 1
    _close(entries, gatherer)
    return Form(gatherer.done(), prose)


def _inside_paragraph(rows: Sequence[Row], index: int) -> bool:
    """Whether a line of running text goes on here, so that a label at its beginning is a word of the sentence."""
    above, row = rows[index - 1], rows[index]
    if len(row.cells) > 1 or row.framed or above.framed or above.page != row.page:
        return False
    if row.top - above.bottom > 0.62 * row.height or above.text.rstrip().endswith((":", ".", ";")):
        return False
    label = label_at_start(row.text)
    starts_anew = label is not None and label.strong and row.text.lstrip(" -•*").strip()[:1].isupper()
    return len(above.text.split()) > 6 and not starts_anew


def _take(record: Record, gatherer: Gatherer) -> None:
    """A table's record as its own; without a role of its own it stands under the heading in force."""
    if record.role == "institucion":
        gatherer.house.hits += record.hits
        return
    houses = [hit for hit in record.hits if hit.campo in ("nombre", "siglas", "siglas_sueltas")]
    gatherer.house.hits += houses
    record.hits = [hit for hit in record.hits if hit not in houses]
    current = gatherer.current
    if current is not None and record.role in (None, current.role) and record.get("nombres_apellidos") is None:
        if not any(current.get(hit.campo) for hit in record.hits):  # more of the same person
            current.hits += record.hits
            return
    if record.role is None and gatherer.role not in (None, "institucion") and gatherer.current is None:
        record.role, record.titled = gatherer.role, True
    if record.hits:
        gatherer.records.append(record)
        gatherer.current = record


def _close(entries: list[Entry], gatherer: Gatherer) -> None:
    """Hand the entries' values over, in order."""
    _redeal(entries)
    for entry in entries:
        if entry.label.field == "otro":
            continue
        if not entry.values:
            role = entry.label.role
            if entry.label.field in ("administrador", "rol", "otro") and role:
                gatherer.heading(role)
            continue
        cell = join_cells(entry.values)
        if _is_sentence(entry.label, cell):
            _take_sentence(entry.label, cell, gatherer)
            continue
        hits = read_value(entry.label.field, cell, entry.label.sure, entry.label.role)
        for hit in hits:
            gatherer.add(hit)
    entries.clear()


def _is_sentence(label: Label, cell: Cell) -> bool:
    """Whether a name's place holds a whole sentence of data (``AIQ entrante: Ing. X, C.C. 17…, Analista, x@y``)."""
    if label.field not in ("administrador", "nombres_apellidos") or "," not in cell.text:
        return False
    return bool(re.search(r"\d{7}|@", cell.text.replace("-", "")))


def _take_sentence(label: Label, cell: Cell, gatherer: Gatherer) -> None:
    """The people of such a sentence; the first has the label's role, or the heading's."""
    for number, record in enumerate(record for record in read_prose([cell]) if record.role != "institucion"):
        if not number:
            heading = gatherer.role if gatherer.role != "institucion" else None
            record.role = label.role or heading or record.role
            record.titled = True
        gatherer.records.append(record)
    gatherer.current = None


def _redeal(entries: list[Entry]) -> None:
    """Labels in one column whose values have slipped (a wrapped value pushes the ones below it down): deal again."""
    filled = [entry for entry in entries if entry.values]
    slipped = [e for e in filled if e.label.field in TYPED and not can_be(e.label.field, e.values[0].text)]
    column = {round(entry.label_cell.box[0] / 4) for entry in entries}
    values = {round(value.box[0] / 4) for entry in filled for value in entry.values}
    if not slipped or len(entries) < 4 or len(column) > 2 or len(values) > 2 or any(e.label.strong for e in entries):
        return
    lines = [line for entry in entries for value in entry.values for line in _line_cells(value)]
    for entry, cells in zip(entries, _dealt([entry.label_cell for entry in entries], lines), strict=True):
        entry.values = list(cells)


def _entries(rows: Sequence[Row], index: int) -> tuple[list[Entry], int]:
    """The labels of a row with the values beside them, and how many rows they took (a label may be wrapped)."""
    row = rows[index]
    if _ADDRESS.search(flat(row.text)):
        return [], 0
    cells = list(row.cells)
    if len(cells) > 1 and flat(cells[0].text).strip(" .)(-•*") in _ORDINALS and label_at_start(cells[1].text):
        cells = cells[1:]
    merged = _wrapped_label(rows, index)
    if merged:
        cells[0] = join_cells([cells[0], rows[index + 1].cells[0]])
        cells = [cells[0], *_columns_joined(cells[1:], rows[index + 1].cells[1:])]
    found: list[Entry] = []
    for position, cell in enumerate(cells):
        label = _accepted(rows, index, cell, position, bool(found and not found[-1].values), found)
        if (
            label
            and _is_sentence(label, cut(cell, label.end, len(cell.text)) or cell)
            and not _strong_inside(cell, label)
        ):
            rest = cut(cell, label.end, len(cell.text))
            found.append(Entry(label, index, cut(cell, label.start, label.end) or cell, [rest] if rest else []))
            continue
        if label is None:
            if found:
                found[-1].values.append(cell)
            elif position == 0 and len(cells) > 1 and full_label(cells[1].text) and role_in(cell.text):
                found.append(Entry(Label("rol", 0, 0, False, None), index, cell, [cell]))
            else:
                return [], 0
            continue
        found += _split(label, cell, index)
    return found, 2 if merged else 1


# The house's own line: its address with its telephone.
_ADDRESS = re.compile(r"(?:^|\W)(?:direccion|av(?:enida)?|calle|edificio)\b.{4,90}\b(?:telf?s?|telefonos?|pbx|tlf)\b")


def _strong_inside(cell: Cell, label: Label) -> bool:
    return any(inner.strong for inner in labels_inside(cell.text, label.end) if inner.start >= label.end)


_ORDINALS = frozenset([str(n) for n in range(1, 30)] + ["", "o"] + list("abcdefghij"))


def _split(label: Label, cell: Cell, index: int) -> list[Entry]:
    """One cell's labels: the first, and those that stand behind its value."""
    entries: list[Entry] = []
    labels = [label, *(inner for inner in labels_inside(cell.text, label.end) if inner.start >= label.end)]
    for this, following in zip(labels, [*labels[1:], None], strict=False):
        own = cut(cell, this.start, this.end) or cell
        value = cut(cell, this.end, following.start if following else len(cell.text))
        entry = Entry(this, index, own)
        if value is not None and value.text.strip(" .,;:-–_/()"):
            entry.values.append(value)
        entries.append(entry)
    return entries


def _accepted(
    rows: Sequence[Row], index: int, cell: Cell, position: int, expecting: bool, found: list[Entry]
) -> Label | None:
    """The label a cell begins with, if it is one here: strong, or all there is, or followed by a value of its kind."""
    label = label_at_start(cell.text)
    if label is None:
        return None
    rest = cell.text[label.end :].strip()
    whole = not rest
    if whole and label.field == "otro" and len(rows[index].cells) == 1 and heading_role(cell.text):
        return None
    if label.strong and (label.field != "otro" or label.sure == 1.0):
        return label if not expecting or label.field != "otro" or whole else None
    if cell.starts and any(_offset(cell, at) - label.end in (0, 1) for at in cell.starts):
        return label
    if expecting and not whole and label.field in TYPED and can_be(label.field, rest):
        return label
    if expecting and whole and found[-1].label.field == "administrador" and label.field != "otro":
        return label  # a role over several rows, then its labels
    if expecting:  # beside a label without value: an answer, unless it is plainly the next label
        asked = found[-1].label.field
        return label if (whole and label.field in TYPED and not can_be(asked, cell.text)) or (
            whole and asked in TYPED and label.field != "otro") else None  # fmt: skip
    if whole:
        return label if len(rows[index].cells) > 1 or label.field != "otro" else None
    if label.field in TYPED:
        return label if can_be(label.field, rest) and len(rest) < 70 else None
    if label.field == "otro" or position or len(rows[index].cells) > 1:
        return None
    return label if rest[:1].isupper() and can_be(label.field, rest) and _in_list(rows, index) else None


def _offset(cell: Cell, start: int) -> int:
    return sum(len(word.text) + 1 for word in cell.words[:start])


def _in_list(rows: Sequence[Row], index: int) -> bool:
    """Whether a neighbouring line begins with a label too."""
    for other in (index - 1, index + 1, index + 2):
        if 0 <= other < len(rows) and (label := label_at_start(rows[other].cells[0].text)):
            rest = rows[other].cells[0].text[label.end :].strip()
            if label.field != "otro" and (label.strong or not rest or can_be(label.field, rest)):
                return True
    return False


def _wrapped_label(rows: Sequence[Row], index: int) -> bool:
    """Whether the first cells of two lines make one label that neither (or only the first) is alone."""
    if index + 1 >= len(rows) or rows[index].framed or rows[index + 1].framed:
        return False
    upper, lower = rows[index], rows[index + 1]
    first, second = upper.cells[0], lower.cells[0]
    near = upper.page == lower.page and lower.top - upper.bottom < 0.7 * upper.height
    if not near or abs(first.box[0] - second.box[0]) > 8 or first.text.rstrip().endswith(":"):
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


def _waiting(entries: list[Entry]) -> list[Entry]:
    """Labels at the end of the list that still have no value."""
    waiting: list[Entry] = []
    for entry in reversed(entries):
        if entry.values:
            break
        waiting.insert(0, entry)
    return waiting


def _continues(entries: list[Entry], rows: Sequence[Row], index: int) -> bool:
    return bool(entries and entries[-1].values)


def _answer(entries: list[Entry], rows: Sequence[Row], index: int) -> bool:
    """Give a line without label to the label that waits for it, or read it on as the last value's next line."""
    row = rows[index]
    waiting = _waiting(entries)
    if waiting and _near(waiting[-1], rows, index, 3.5):
        if len(row.cells) == 1 and any(label.strong for label in labels_inside(row.text)):
            entries += _more(waiting[-1], row.cells[0], index)
            return True
        return _fill(waiting, rows, index)
    last = entries[-1] if entries else None
    if last is None or not last.values or not _near(last, rows, index, 0.75):
        return False
    beside = [entry for entry in reversed(entries) if entry.at == last.at and entry.values]
    homes = [next((e for e in beside if _reads_on(e, cell, rows, index)), None) for cell in row.cells]
    if None in homes or len(set(map(id, homes))) < len(homes):
        return False
    for home, cell in zip(homes, row.cells, strict=True):
        assert home is not None
        entries += _more(home, cell, index)
    return True


def _more(entry: Entry, cell: Cell, index: int) -> list[Entry]:
    """Add a line to a value up to the first label within the line; the labels behind it are entries of their own."""
    inner = next((label for label in labels_inside(cell.text) if label.strong), None)
    if inner is None or _is_sentence(entry.label, join_cells([*entry.values, cell])):
        entry.values.append(cell)
        return []
    head = cut(cell, 0, inner.start)
    if head is not None and head.text.strip(" ,;.-"):
        entry.values.append(head)
    rest = cut(cell, inner.start, len(cell.text))
    again = label_at_start(rest.text) if rest else None
    return _split(again, rest, index) if rest and again else []


def _near(entry: Entry, rows: Sequence[Row], index: int, heights: float) -> bool:
    above, row = rows[index - 1], rows[index]
    if above.page != row.page:
        return row.page == above.page + 1 and not row.framed
    return row.top - above.bottom < heights * row.height and row.framed == above.framed


def _fill(waiting: list[Entry], rows: Sequence[Row], index: int) -> bool:
    cells = list(rows[index].cells)
    following = rows[index + 1] if index + 1 < len(rows) else None
    alone = (
        following is not None
        and (label := label_at_start(following.cells[0].text)) is not None
        and label.field != "otro"
    )
    if alone and len(cells) == 1 and not rows[index].framed:
        waiting = waiting[-1:]
    if heading_role(rows[index].text) and not can_be(waiting[0].label.field, cells[0].text):
        return False
    taken = False
    for cell in cells:
        aligned = (
            [e for e in waiting if not e.values and abs(e.label_cell.box[0] - cell.box[0]) < 6]
            if len(cells) > 1
            else []
        )
        home = next((e for e in (aligned or waiting) if not e.values and can_be(e.label.field, cell.text)), None)
        if home is None or len(cell.text.split()) > 20:
            return taken
        home.values.append(cell)
        taken = True
    return taken


_ANNOUNCES = re.compile(r"\bdatos\b|\binformacion\b|\baiq\b|\bentrante\b|\bsaliente\b|\bback\s?up\b|:$")


def _reads_on(entry: Entry, cell: Cell, rows: Sequence[Row], index: int) -> bool:
    """Whether a line is the wrapped rest of the value above it: set under the value, or under a full line."""
    if heading_role(cell.text) and (entry.label.field != "cargo" or _ANNOUNCES.search(flat(cell.text))):
        return False
    before = entry.values[-1]
    left = [word.box[0] for at, word in enumerate(before.words) if at == 0 or at in before.starts]
    beside = (
        before.box[0] - entry.label_cell.box[2] > 0 and entry.label_cell.words[0].box[1] >= entry.values[0].box[1] - 3
    )
    own_column = beside and before.box[0] > entry.label_cell.box[0] + 20 and len(rows[entry.at].cells) > 1
    if own_column and any(abs(x - cell.box[0]) < 4 for x in left):
        return _plausible(entry, cell)
    first = cell.words[0]
    needed = before.words[-1].box[2] + (first.box[2] - first.box[0]) + 1
    room = max((row.cells[-1].box[2] for row in rows if row.page == cell.page and not row.framed), default=0.0)
    indented = entry.label_cell.box[0] - 4 <= cell.box[0] or abs(cell.box[0] - rows[entry.at].cells[0].box[0]) < 4
    return needed > room and indented and _plausible(entry, cell)


def _strong_in(cell: Cell) -> bool:
    return any(label.strong and label.field != "otro" for label in labels_inside(cell.text))


def _plausible(entry: Entry, cell: Cell) -> bool:
    if _is_sentence(entry.label, join_cells(entry.values)) or _strong_in(cell):
        return len(cell.text.split()) <= 24
    if entry.label.field in ("telefono", "telefono_extension", "celular", "extension", "cedula"):
        return any(char.isdigit() for char in cell.text) and len(cell.text) < 40
    if entry.label.field == "correo":
        return len(cell.text.split()) <= 2
    return entry.label.field in _FREE and len(cell.text.split()) <= 14


def unboxed(rows: Sequence[Row]) -> list[Row]:
    """Rows in which a drawn cell that holds a whole list is taken apart: labelled lines in one box, or a cell of labels
    beside a cell of values."""
    result: list[Row] = []
    for row in rows:
        if not row.framed or len(row.cells) > 4:
            result.append(row)
        elif len(row.cells) > 1 and _label_lines(row.cells[0]) >= 2:
            result += _side_by_side(row)
        elif len(row.cells) <= 2 and any(_is_list(cell) for cell in row.cells):
            for cell in row.cells:
                result += _box_lines(row, cell) if _is_list(cell) else [replace(row, cells=(cell,))]
        else:
            result.append(row)
    return result


def _line_cells(cell: Cell) -> list[Cell]:
    bounds = [0, *cell.starts, len(cell.words)]
    lines = []
    for start, end in pairwise(bounds):
        words = cell.words[start:end]
        text = " ".join(word.text for word in words)
        lines.append(replace(cell, words=words, box=union(words), text=text, starts=(), framed=False))
    return lines


def _label_lines(cell: Cell) -> int:
    """How many lines of a cell are labels and nothing else, when all of them are."""
    if not cell.starts or ((whole := full_label(cell.text)) and whole.sure == 1.0):
        return 0
    labels = [full_label(line.text) for line in _line_cells(cell)]
    known = [label for label in labels if label and label.field != "otro"]
    return len(known) if len(labels) - len(known) <= len(labels) // 4 else 0


def _side_by_side(row: Row) -> list[Row]:
    """A cell of labels and the cells of values beside it: line by line where the numbers agree, else as the kinds of
    values allow it (a wrapped value takes several lines)."""
    labels, *columns = [_line_cells(cell) for cell in row.cells]
    bands = [[label] for label in labels]
    for lines in columns:
        for band, cells in zip(bands, _dealt(labels, lines), strict=True):
            band += [join_cells(cells)] if cells else []
    return [_band(row, cells) for cells in bands]


def _dealt(labels: Sequence[Cell], lines: Sequence[Cell]) -> list[list[Cell]]:
    """Lines dealt to labels in order, up to three each, so that as many as possible may be values of their label."""
    fields = [label.field if (label := full_label(cell.text)) else "otro" for cell in labels]
    if len(labels) == len(lines) and all(can_be(f, line.text) for f, line in zip(fields, lines, strict=True)):
        return [[line] for line in lines]
    best: dict[tuple[int, int], tuple[float, int]] = {(0, 0): (0.0, 0)}
    for at, name in enumerate(fields):
        for done in range(len(lines) + 1):
            if (at, done) not in best:
                continue
            for count in range(min(4, len(lines) - done + 1)):
                score = best[at, done][0] + _worth(name, lines[done : done + count])
                if score > best.get((at + 1, done + count), (-1e9, 0))[0]:
                    best[at + 1, done + count] = (score, count)
    end = max(
        (n for n in range(len(lines) + 1) if (len(labels), n) in best), key=lambda n: (best[len(labels), n][0], n)
    )
    dealt: list[list[Cell]] = []
    for at in range(len(labels), 0, -1):
        count = best[at, end][1]
        dealt.insert(0, list(lines[end - count : end]))
        end -= count
    return dealt


def _worth(field: str, lines: Sequence[Cell]) -> float:
    """How well lines read as one value of a field; no line at all is possible and worth nothing."""
    if not lines:
        return -0.4
    whole = join_cells(list(lines))
    hits = read_value(field, whole)
    sound = bool(hits) and all(hit.checked.codigo is None for hit in hits)
    alone = [line for line in lines if read_value(field, line) and can_be(field, line.text)]
    if field in TYPED and field != "correo" and not all(can_be(field, line.text) for line in lines):
        return -3.0
    if field in TYPED:
        marked = bool(hits) and hits[0].checked.codigo == "dudoso"
        return (3.0 if sound else 2.0 if marked else -3.0) - 0.3 * (len(lines) - 1)
    wrapped = sum(0.3 for line in lines[1:] if line.text[:1].isupper()) + 0.1 * (len(lines) - 1)
    return (1.5 if (sound and len(alone) == len(lines)) or can_be(field, whole.text) else -3.0) - wrapped


def _band(row: Row, cells: Sequence[Cell]) -> Row:
    return Row(tuple(cells), row.page, min(c.box[1] for c in cells), max(c.box[3] for c in cells), row.height)


def _is_list(cell: Cell) -> bool:
    labels = [label_at_start(line.text) for line in _line_cells(cell)] if cell.starts else []
    return sum(1 for label in labels if label and label.strong and label.field != "otro") >= 2


def _box_lines(row: Row, cell: Cell) -> list[Row]:
    return [_band(row, [line]) for line in _line_cells(cell)]
