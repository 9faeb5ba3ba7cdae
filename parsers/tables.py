"""Tables with several people: one row each under a row of labels, or one column each beside a column of labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from cases.checked import Checked
from cases.evidence import Caja
from cases.text import flat
from parsers.labels import Label, full_label, label_at_start
from parsers.layout import Cell, Row, cut, join_cells
from parsers.records import Record, finished
from parsers.roles import Rol, heading_role, role_in
from parsers.values import Hit, can_be, house_name, read_value


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its heading's place; `label` is null for a heading that is no label (an ordinal, a blank)."""

    box: Caja
    label: Label | None = None
    role: Rol | None = None


@dataclass
class Table:
    """What a table held, and the index of the first row behind it."""

    records: list[Record] = field(default_factory=list)
    end: int = 0


def read_across(rows: Sequence[Row], index: int) -> Table | None:
    """The table whose row of labels begins here, with one record per person's row; null when none begins."""
    header = _header(rows, index)
    if header is None:
        return None
    columns, start = header
    table = Table(end=start)
    group: list[tuple[Cell | None, ...]] = []
    role: Rol | None = None
    for at in range(start, len(rows)):
        row = rows[at]
        if (
            row.framed != rows[index].framed
            or _labelled(row)
            or _header(rows, at)
            or _leaves(row, rows, at, columns, bool(group))
        ):
            break
        if len(row.cells) == 1 and len(columns) > 2 and (named := heading_role(row.text)):
            _finish(group, columns, role, table)
            role, table.end = named, at + 1
            continue
        line = _placed(row, columns)
        if group and _next_person(group, line, columns, rows, at):
            _finish(group, columns, role, table)
        group.append(line)
        table.end = at + 1
    _finish(group, columns, role, table)
    return table if table.records else None


def _header(rows: Sequence[Row], index: int) -> tuple[list[Column], int] | None:
    best: tuple[int, list[Column], int] | None = None
    row = rows[index]
    if len(row.cells) < 2 or (label_at_start(row.cells[0].text) is None and label_at_start(row.cells[1].text) is None):
        return None
    cells = list(row.cells)
    for span in (1, 2, 3):
        if span > 1:
            lower = rows[index + span - 1] if index + span - 1 < len(rows) else None
            if (
                lower is None
                or row.framed
                or lower.framed
                or lower.top - rows[index + span - 2].bottom > 0.8 * row.height
            ):
                break
            cells = _under(cells, lower)
        labels = [_label_of(cell) for cell in cells]
        known = {label.field for label in labels if label and label.field != "otro"}
        if sum(label is None for label in labels) > len(labels) // 4 or sum(bool(x and x.strong) for x in labels) > 1:
            continue
        if (len(known) >= 3 or (len(known) == 2 and _answered(cells, labels, rows, index + span))) and (
            best is None or ((len(known), sum(x.sure for x in labels if x)) > (best[0], 0) and len(known) >= best[0])
        ):
            best = (len(known), [_column(c, x) for c, x in zip(cells, labels, strict=True)], index + span)
    return (best[1], best[2]) if best else None


def _column(cell: Cell, label: Label | None) -> Column:
    return Column(cell.box, label, label.role if label else None)


def _label_of(cell: Cell) -> Label | None:
    """The label a heading is, also when a narrow column has broken one of its words."""
    label = full_label(cell.text)
    if (label and label.sure == 1.0) or not cell.starts:
        return label
    for start in cell.starts:
        before, after = cell.words[:start], cell.words[start:]
        closed = " ".join(w.text for w in before) + " ".join(w.text for w in after)
        if (whole := full_label(closed)) and whole.sure == 1.0:
            return whole
    return label


def _answered(cells: Sequence[Cell], labels: Sequence[Label | None], rows: Sequence[Row], at: int) -> bool:
    """Whether two headings have their values in the row below (and are not a label beside its value)."""
    if at >= len(rows) or any(label is None or label.sure < 1.0 for label in labels):
        return False
    below = rows[at]
    if len(below.cells) > len(cells) or _labelled(below) or below.framed != rows[at - 1].framed:
        return False
    placed = _placed(below, [_column(c, x) for c, x in zip(cells, labels, strict=True)])
    return all(
        cell is not None and label is not None and can_be(label.field, cell.text)
        for cell, label in zip(placed, labels, strict=True)
    )


def _labelled(row: Row) -> bool:
    """Whether half of a row's cells or more are labels, or begin with one and a colon."""
    labels = [label_at_start(cell.text) for cell in row.cells]
    whole = [
        x
        for x, c in zip(labels, row.cells, strict=True)
        if x and (x.strong or (x.end >= len(c.text) and x.sure == 1.0))
    ]
    return 2 * len([label for label in whole if label.field != "otro"]) >= len(row.cells)


def _under(cells: Sequence[Cell], lower: Row) -> list[Cell]:
    """Headings with the words of the next line that stand under them read on."""
    result = list(cells)
    for cell in lower.cells:
        at = _nearest(cell.box, [c.box for c in result])
        result[at] = join_cells([result[at], cell])
    return result


def _nearest(box: Caja, columns: Sequence[Caja]) -> int:
    """The column a cell stands in: edges or middles in line, else the one it overlaps or is closest to."""

    def distance(column: Caja) -> float:
        edges = min(abs(box[0] - column[0]), abs(box[2] - column[2]), abs(box[0] + box[2] - column[0] - column[2]) / 2)
        overlap = min(box[2], column[2]) - max(box[0], column[0])
        return edges if overlap > 0 else edges + 40 - overlap

    return min(range(len(columns)), key=lambda at: distance(columns[at]))


def _placed(row: Row, columns: Sequence[Column]) -> tuple[Cell | None, ...]:
    """The row's cells, each in its column; a cell that runs over several columns is cut where they begin."""
    boxes = [column.box for column in columns]
    placed: list[list[Cell]] = [[] for _ in columns]
    for cell in row.cells:
        for part in _parts(cell, boxes) if not row.framed else [cell]:
            at = _framed_column(part.box, boxes) if row.framed else _nearest(part.box, boxes)
            placed[at].append(part)
    return tuple(join_cells(cells) if cells else None for cells in placed)


def _framed_column(box: Caja, columns: Sequence[Caja]) -> int:
    return max(range(len(columns)), key=lambda at: min(box[2], columns[at][2]) - max(box[0], columns[at][0]))


def _parts(cell: Cell, columns: Sequence[Caja]) -> list[Cell]:
    covered = [c for c in columns if min(cell.box[2], c[2]) - max(cell.box[0], c[0]) > 0.5 * (c[2] - c[0])]
    if len(covered) < 2:
        return [cell]
    begins = sorted(column[0] for column in covered)[1:]
    places = [at for at, word in enumerate(cell.words) if any(abs(word.box[0] - x) < 3.5 for x in begins)]
    parts, offset = [], 0
    bounds = [0, *places, len(cell.words)]
    for start, end in zip(bounds, bounds[1:], strict=False):
        size = len(" ".join(word.text for word in cell.words[start:end]))
        part = cut(cell, offset, offset + size)
        if part:
            parts.append(part)
        offset += size + 1
    return parts


def _leaves(row: Row, rows: Sequence[Row], at: int, columns: Sequence[Column], begun: bool) -> bool:
    """Whether a row no longer belongs to the table: far below, or running text across its columns."""
    if row.framed:
        return False
    above = rows[at - 1]
    if row.page == above.page and row.top - above.bottom > (3.0 if begun else 4.0) * row.height:
        return True
    label = label_at_start(row.cells[0].text)
    if label and label.strong:
        return True
    if len(row.cells) > 1:
        return False
    left, right = min(c.box[0] for c in columns), max(c.box[2] for c in columns)
    cell = row.cells[0]
    spans = sum(min(cell.box[2], c.box[2]) - max(cell.box[0], c.box[0]) > 0 for c in columns)
    return (spans >= 3 and cell.box[2] - cell.box[0] > 0.5 * (right - left)) or flat(cell.text).endswith(
        (":", "atentamente,")
    )


def _next_person(
    group: list[tuple[Cell | None, ...]],
    line: tuple[Cell | None, ...],
    columns: Sequence[Column],
    rows: Sequence[Row],
    at: int,
) -> bool:
    if rows[at].framed:
        return True
    above, row = rows[at - 1], rows[at]
    if above.page == row.page and row.top - above.bottom > 0.8 * row.height:
        return True
    for position, column in enumerate(columns):
        if column.label and column.label.field == "cedula" and line[position] is not None:
            return any(earlier[position] is not None for earlier in group)
    return False


def _finish(group: list[tuple[Cell | None, ...]], columns: Sequence[Column], role: Rol | None, table: Table) -> None:
    if not group:
        return
    cells = []
    for position in range(len(columns)):
        found = [line[position] for line in group if line[position] is not None]
        cells.append(join_cells([cell for cell in found if cell]) if found else None)
    record = _record(cells, columns, role)
    if record.hits:
        table.records.append(record)
    group.clear()


def _record(cells: Sequence[Cell | None], columns: Sequence[Column], role: Rol | None) -> Record:
    record = Record(role, titled=role is not None, source="tabla")
    for cell, column in zip(cells, columns, strict=True):
        if cell is None:
            continue
        field_name = column.label.field if column.label else "otro"
        named = (
            role_in(cell.text)
            if field_name in ("otro", "rol", "administrador") and len(cell.text.split()) <= 6
            else None
        )
        if named:
            record.role, record.titled = named, True
        elif field_name != "otro" and column.label:
            record.hits += read_value(field_name, cell, column.label.sure, column.role)
    return _divided(record)


def _divided(record: Record) -> Record:
    record.hits = [_as_name(hit, record) for hit in record.hits]
    return finished(record)


def _as_name(hit: Hit, record: Record) -> Hit:
    """A lone ``Nombre`` beside siglas and without a person's data is the institution's."""
    people = any(other.campo in ("cedula", "apellidos", "celular", "cargo") for other in record.hits)
    if hit.campo != "nombre_solo" or people:
        return hit
    return replace(hit, campo="nombre", checked=Checked(house_name(hit.cell.text)))


def columns_of_people(rows: Sequence[Row], index: int) -> list[Column] | None:
    """The columns of a table that sets people side by side beside a column of labels, or null."""
    row = rows[index]
    if len(row.cells) < 2 or index + 1 >= len(rows):
        return None
    named = [
        (cell, role_in(cell.text))
        for cell in row.cells
        if len(cell.text.split()) <= 7 and not any(map(str.isdigit, cell.text))
    ]
    roles = [Column(cell.box, role=role) for cell, role in named if role and role != "institucion"]
    below = rows[index + 1]
    label = full_label(below.cells[0].text)
    if (
        len(roles) >= 2
        and len({column.role for column in roles}) >= 2
        and label
        and not full_label(row.cells[-1].text + ":x")
    ):
        return roles
    return _unnamed_columns(rows, index)


def _unnamed_columns(rows: Sequence[Row], index: int) -> list[Column] | None:
    """Two or more lines of one label and the same number of values, in line with one another."""
    first, second = rows[index], rows[index + 1]
    if len(first.cells) < 3 or len(second.cells) != len(first.cells):
        return None
    for row in (first, second):
        label = full_label(row.cells[0].text)
        if label is None or label.field == "otro" or any(full_label(cell.text) for cell in row.cells[1:]):
            return None
        if not all(can_be(label.field, cell.text) for cell in row.cells[1:]):
            return None
    if any(abs(a.box[0] - b.box[0]) > 4 for a, b in zip(first.cells[1:], second.cells[1:], strict=True)):
        return None
    return [Column(cell.box) for cell in first.cells[1:]]


def read_columns(rows: Sequence[Row], index: int, columns: list[Column]) -> Table:
    """One record per column of people, read down to the first row that has no label."""
    named = any(column.role for column in columns)
    table = Table(
        [Record(column.role, titled=column.role is not None, source="tabla") for column in columns], index + 1
    )
    boxes = [column.box for column in columns]
    values: list[tuple[Label, list[list[Cell]]]] = []
    for at in range(index + 1 if named else index, len(rows)):
        row = rows[at]
        label = _label_of(row.cells[0])
        if row.framed != rows[index].framed:
            break
        if label is None:
            near = at > index + 1 and row.top - rows[at - 1].bottom < 0.8 * row.height and row.page == rows[at - 1].page
            if not (values and near and not row.framed and row.cells[0].box[0] > rows[index + 1].cells[0].box[2]):
                break
            _fill_columns(values[-1][1], row.cells, boxes, row.framed)
        else:
            values.append((label, [[] for _ in columns]))
            _fill_columns(values[-1][1], row.cells[1:], boxes, row.framed)
        table.end = at + 1
    for label, found in values:
        for record, cells in zip(table.records, found, strict=True):
            if cells and label.field != "otro":
                record.hits += read_value(label.field, join_cells(cells), label.sure)
    table.records = [finished(record) for record in table.records if record.hits]
    return table


def _fill_columns(found: list[list[Cell]], cells: Sequence[Cell], boxes: Sequence[Caja], framed: bool) -> None:
    for cell in cells:
        at = _framed_column(cell.box, boxes) if framed else _nearest(cell.box, boxes)
        found[at].append(cell)
