"""Tables that set people side by side beside a column of labels."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from cases.evidence import Caja
from parsers.fields.records import Record, finished
from parsers.fields.values import can_be, read_value
from parsers.forms.fitting import kind_of
from parsers.pages.cells import Cell, Row, cut, join_cells, line_places
from parsers.rows.columns import Column, Table, framed_column, label_of, nearest_column
from parsers.words.labels import Label, full_label
from parsers.words.posts import like_person
from parsers.words.roles import role_in, roles_beside


def columns_of_people(rows: Sequence[Row], index: int) -> tuple[list[Column], int] | None:
    """The columns of a table that sets people side by side beside a column of labels, with the index of the first row
    under their headings (which may be wrapped); or null."""
    row = rows[index]
    if len(row.cells) < 2 or index + 1 >= len(rows):
        return None
    cells = [[cell] for cell in row.cells]
    below = index + 1
    while below < min(index + 3, len(rows)) and _under_headings(rows, below, cells):
        for cell in rows[below].cells:
            next(c for c in cells if abs(c[0].box[0] - cell.box[0]) < 3).append(cell)
        below += 1
    whole = [join_cells(column) for column in cells]
    parted = [_name_apart(cell) for cell in whole]
    heads = [pair for pair in parted if len(pair[0].text.split()) <= 7 and not _has_digit(pair[0].text)]
    told = zip(heads, roles_beside([who.text for who, _ in heads]), strict=True)
    roles = [Column(who.box, role=role, name=name) for (who, name), role in told if role and role != "institucion"]
    if any(_TICK.search(cell.text) for cell in whole):  # boxes to tick name what is asked for, not people
        return None
    label = _first_label(rows, below)[0] if below < len(rows) else None
    if label is None and below + 1 < len(rows) and _unknown_label(rows[below], [column.box for column in roles]):
        label = _first_label(rows, below + 1)[0]
    if len(roles) >= 2 and len({column.role for column in roles}) >= 2 and label:
        return roles, below
    unnamed = _unnamed_columns(rows, index)
    return (unnamed, index) if unnamed else None


def _name_apart(head: Cell) -> tuple[Cell, Cell | None]:
    """Who a column's head says its data are of: the role and, where lines below or a mark behind it name somebody, the
    name."""
    marks = [match.span() for match in _NAMES.finditer(head.text)]
    for end, begin in sorted([*((at, at) for at in line_places(head)), *marks]):
        who, name = cut(head, 0, end), cut(head, begin, len(head.text))
        if who is None or name is None or role_in(who.text) is None or role_in(name.text) is not None:
            continue
        if like_person(name.text):
            return replace(who, box=head.box, framed=head.framed), name
    return head, None


_NAMES = re.compile(r"\s?(?::|–|—|\s-)\s+")


_OTHER = Label("otro", 0, 0, False)
_TICK = re.compile(r"[☐☑☒□■◻◼✓✔✗✘]|\(\s?[xX]?\s?\)|\[\s?[xX]?\s?\]")


def _first_label(rows: Sequence[Row], at: int) -> tuple[Label | None, int]:
    """The label that a row's first cell holds, alone or with the cell below it; and how many rows it takes."""
    first = rows[at].cells[0]
    label = label_of(first)
    below = rows[at + 1] if at + 1 < len(rows) else None
    if label is not None or below is None or first.framed or below.framed or below.page != rows[at].page:
        return label, 1
    under = below.cells[0]
    if abs(under.box[0] - first.box[0]) > 4 or below.top - rows[at].bottom > 0.8 * below.height:
        return None, 1
    return full_label(f"{first.text} {under.text}"), 2


def _unknown_label(row: Row, columns: Sequence[Caja]) -> bool:
    """Whether a row sets something beside the columns of people that no label is known by; without lines around it,
    each of these has a value right in its place."""
    aligned = len(row.cells) == len(columns) + 1 and all(
        abs(cell.box[0] - column[0]) < 3 for cell, column in zip(row.cells[1:], columns, strict=True)
    )
    beside = (row.framed or aligned) and len(row.cells) > 1 and bool(columns)
    return beside and row.cells[0].box[2] <= min(c[0] for c in columns) + 2 and row.cells[1].box[0] >= columns[0][0] - 2


def _beside_another(cells: Sequence[Cell]) -> bool:
    """Whether two cells of one line went to one person: then there are more people than their heads tell."""
    return any(abs(a.box[1] - b.box[1]) < 2 and b.box[0] > a.box[2] and not a.framed for a, b in pairwise(cells))


def _shown(cells: Sequence[Cell], known: Collection[str]) -> Label | None:
    """The label that all the people's values show, each by itself, where none of the table is known by it."""
    kinds = {kind_of(cell.text) for cell in cells}
    kinds -= {"celular"} if kinds == {"celular", "cedula"} else set()  # of Guayas, cédulas begin like mobiles
    kind = kinds.pop() if len(kinds) == 1 and len(cells) > 1 else None
    return Label(kind, 0, 0, False) if kind is not None and kind not in known else None


def _names_people(row: Row) -> bool:
    """Whether a row within a table of people heads its columns again (on the next page, or for other people)."""
    label = full_label(row.cells[0].text)
    roles = {role for cell in row.cells[1:] if (role := role_in(cell.text))}
    return len(roles) > 1 and (label is None or label.field == "otro")


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _under_headings(rows: Sequence[Row], at: int, cells: Sequence[Sequence[Cell]]) -> bool:
    """Whether a line only goes on with headings above it."""
    row, above = rows[at], rows[at - 1]
    if row.framed or row.page != above.page or row.top - above.bottom > 0.7 * row.height:
        return False
    if _first_label(rows, at)[0] or _has_digit(row.text) or "@" in row.text:
        return False
    return all(any(abs(c[0].box[0] - cell.box[0]) < 3 for c in cells) for cell in row.cells)


def _unnamed_columns(rows: Sequence[Row], index: int) -> list[Column] | None:
    """Two or more lines of one label and the same number of values, in line with one another."""
    first, second = rows[index], rows[index + 1]
    if len(first.cells) < 3 or len(second.cells) != len(first.cells):
        return None
    for row in (first, second):
        label = full_label(row.cells[0].text)
        if label is None or label.field == "otro" or any(full_label(cell.text) for cell in row.cells[1:]):
            return None
        if not all(can_be(label.field, cell.text) and cell.text.strip(" :.-=") for cell in row.cells[1:]):
            return None
    if any(abs(a.box[0] - b.box[0]) > 4 for a, b in zip(first.cells[1:], second.cells[1:], strict=True)):
        return None
    return [Column(cell.box) for cell in first.cells[1:]]


def read_columns(rows: Sequence[Row], index: int, columns: list[Column]) -> Table:
    """One record per column of people, read from `index` down to the first row that has no label."""
    table = Table(
        [Record(column.role, titled=column.role is not None, source="tabla") for column in columns], index + 1
    )
    boxes = [column.box for column in columns]
    values: list[tuple[Label, list[list[Cell]]]] = []
    house = Record("institucion", titled=True, source="tabla")
    behind = index
    for at in range(index, len(rows)):
        row = rows[at]
        if at < behind:  # the second line of a label: only its values count
            _fill_columns(values[-1][1], row.cells[1:], boxes, row.framed)
            table.end = at + 1
            continue
        rest = bool(values) and _goes_on(rows, at)
        label, taken = (None, 1) if rest else _first_label(rows, at)
        behind = at + taken if label else at
        if row.framed != rows[index].framed or (at > index and _names_people(row)):
            break
        if label is None and _unknown_label(row, boxes) and not rest:
            label = _shown(row.cells[1:], {known.field for known, _ in values}) or _OTHER
        if rest:
            _fill_columns(values[-1][1], row.cells[1:], boxes, row.framed)
        elif label is None:
            near = at > index and row.top - rows[at - 1].bottom < 0.8 * row.height and row.page == rows[at - 1].page
            labels = rows[index].cells[0].box
            people = [box[0] - 3 for box in boxes if box[0] > labels[0] + 3]
            behind_labels = row.cells[0].box[0] > min([labels[2], *people])
            if not (values and near and not row.framed and behind_labels):
                break
            _fill_columns(values[-1][1], row.cells, boxes, row.framed)
        elif (common := _common(row, boxes)) is not None:
            values.append((label, [[] for _ in columns]))
            if label.field in _HOUSES:
                house.hits += read_value("institucion" if label.field == "nombre" else label.field, common, label.sure)
            else:
                values[-1][1][:] = [[common] for _ in columns]
        else:
            values.append((label, [[] for _ in columns]))
            own = [cell for cell in row.cells[1:] if not _is_again(cell, label)]
            _fill_columns(values[-1][1], own, boxes, row.framed)
        table.end = at + 1
    crowded = any(_beside_another(cells) for label, found in values for cells in found if label.field != "otro")
    asked = {label.field for label, _ in values}
    for record, column in zip(table.records, columns, strict=True):
        if column.name is not None and "nombres_apellidos" not in asked:
            record.hits += read_value("nombres_apellidos", column.name)
    for label, found in values:
        for record, cells in zip(table.records, found, strict=True):
            sure = min(label.sure, 0.5) if crowded else label.sure
            hits = read_value(label.field, join_cells(cells), sure) if cells and label.field != "otro" else ()
            record.hits += hits
            record.blank |= set() if hits else {label.field}
    table.records = [finished(record) for record in (house, *table.records) if record.hits]
    return table


_HOUSES = ("nombre", "institucion", "siglas")


def _common(row: Row, columns: Sequence[Caja]) -> Cell | None:
    """The only answer of a drawn row, where it is set across the columns of all people; else null."""
    if not row.framed or len(row.cells) != 2 or len(columns) < 2:
        return None
    cell, last = row.cells[1], max(column[2] for column in columns)
    return cell if cell.box[0] < columns[1][0] - 4 and cell.box[2] > last - 4 else None


def _is_again(cell: Cell, label: Label) -> bool:
    """Whether a cell says the row's label again, for the next person."""
    again = full_label(cell.text)
    return again is not None and again.field == label.field and label.field != "otro"


def _goes_on(rows: Sequence[Row], at: int) -> bool:
    """Whether a line begins with the rest of the label above it (``Nombre`` over ``completo``)."""
    above, row = rows[at - 1].cells[0], rows[at]
    near = row.page == rows[at - 1].page and row.top - rows[at - 1].bottom < 0.8 * row.height and not row.framed
    whole, own = full_label(f"{above.text} {row.cells[0].text}"), label_of(row.cells[0])
    if own is not None and not (row.text[0].islower() and whole and whole.field == own.field):
        return False
    return near and abs(above.box[0] - row.cells[0].box[0]) < 4 and whole is not None and whole.field != "otro"


def _fill_columns(found: list[list[Cell]], cells: Sequence[Cell], boxes: Sequence[Caja], framed: bool) -> None:
    for cell in cells:
        at = framed_column(cell.box, boxes) if framed else nearest_column(cell.box, boxes)
        for place, box in enumerate(boxes):  # a cell over several columns holds what they have in common
            if place == at or (framed and cell.box[0] < box[0] + 3 and cell.box[2] > box[2] - 3):
                found[place].append(cell)
