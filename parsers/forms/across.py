"""Tables with a row of labels and one row for each person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cases.checked import Checked
from cases.text import flat
from parsers.fields.prosevalues import bare_parts
from parsers.fields.records import Record, finished
from parsers.fields.values import TYPED, Hit, read_value
from parsers.forms.combined import own_labels, shared_out
from parsers.forms.fitting import slipped
from parsers.forms.headings import is_labelled, table_header
from parsers.forms.tables import columns_of_people
from parsers.pages.cells import Cell, Row, cut, join_cells, line_cells
from parsers.pages.unwrapped import mended
from parsers.rows.columns import Column, Table, nearest_column, placed
from parsers.words.housenames import house_name
from parsers.words.labels import Label, full_label, label_at_start
from parsers.words.posts import like_post
from parsers.words.roles import PEOPLE, Rol, heading_role, role_in, role_of_label, roles_beside


def read_across(rows: Sequence[Row], index: int) -> Table | None:
    """The table whose row of labels begins here, with one record per person's row; null when none begins."""
    header = table_header(rows, index)
    if header is None:
        return None
    columns, start = header
    first = rows[start].cells[0] if start < len(rows) else None
    if first and first.box[2] <= columns[0].box[0] + 3 and (first.framed or _only_role(rows[start])):
        columns = [Column(first.box), *columns]  # before those with a heading
    table = Table(end=start)
    group: list[tuple[Cell | None, ...]] = []
    role: Rol | None = None
    for at in range(start, len(rows)):
        row = rows[at]
        named = heading_role(row.text) if len(row.cells) == 1 else None
        over = row.framed and len(row.cells) == 1 and _over_several(row.cells[0], columns)
        if (
            row.framed != rows[index].framed
            or (is_labelled(row) and not (named in PEOPLE and over))
            or table_header(rows, at)
            or (row.framed and _of_another(rows, at, columns))
            or _leaves(row, rows, at, columns, bool(group))
        ):
            break
        if named and (len(columns) == 2 or (at + 1 < len(rows) and table_header(rows, at + 1))):
            break  # the next table's title
        if named:
            _finish(group, columns, role, table)
            role, table.end = named, at + 1
            continue
        if over:
            if at + 1 == len(rows) or not rows[at + 1].framed or len(rows[at + 1].cells) == 1:
                break  # a remark under the table
            continue
        line = placed(row, columns)
        if group and _next_person(group, line, columns, rows, at):
            _finish(group, columns, role, table)
        group.append(line)
        table.end = at + 1
    _finish(group, columns, role, table)
    for record, said in zip(table.records, roles_beside(table.named), strict=True):
        record.role = said or record.role
    return table if table.records else None


def _only_role(row: Row) -> bool:
    """Whether a line of columns begins with a few words that only say whose data the others are."""
    first = row.cells[0]
    return len(row.cells) > 2 and len(first.words) <= 4 and heading_role(first.text) is not None


def _over_several(cell: Cell, columns: Sequence[Column]) -> bool:
    """Whether a drawn cell runs over several columns: what stands there is no column's."""
    return sum(cell.box[0] < column.box[0] + 3 and cell.box[2] > column.box[2] - 3 for column in columns) > 1


def _of_another(rows: Sequence[Row], at: int, columns: Sequence[Column]) -> bool:
    """Whether a drawn row is another table's: its lines are not where the columns end, and it stands apart or sets
    people side by side."""
    row, above = rows[at], rows[at - 1]
    sides = [x for column in columns for x in (column.box[0], column.box[2])]
    within = [x for cell in row.cells for x in (cell.box[0], cell.box[2]) if min(sides) < x < max(sides)]
    if all(min(abs(x - side) for side in sides) < _EDGE for x in within):
        return False
    apart = row.page == above.page and row.top - max(cell.box[3] for cell in above.cells) > _BORDER
    return apart or columns_of_people(rows, at) is not None


_EDGE, _BORDER = 4.0, 1.5  # points: how far apart the lines of one column may stand; a line's thickness


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
    home = nearest_column(cell.box, [c.box for c in columns])
    if home + 1 < len(columns) and cell.box[2] > columns[home + 1].box[0] + 2:
        return True
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
    if _resumes(group, line):
        return True
    for position, column in enumerate(columns):
        cell = line[position]
        if column.label and column.label.field == "cedula" and cell is not None:
            digits = sum(map(str.isdigit, cell.text))  # a broken cédula's last digits are no new one
            return digits >= 6 and any(earlier[position] is not None for earlier in group)
    return False


def _resumes(group: Sequence[tuple[Cell | None, ...]], line: tuple[Cell | None, ...]) -> bool:
    """Whether a column that had ended goes on: where cells begin at their top, that is the next person's first line."""
    first, last = group[0], group[-1]
    from_top = all(cell is not None or not any(other[at] for other in group) for at, cell in enumerate(first))
    return from_top and any(
        now is not None and before is None and begun is not None
        for begun, before, now in zip(first, last, line, strict=True)
    )


def _finish(group: list[tuple[Cell | None, ...]], columns: Sequence[Column], role: Rol | None, table: Table) -> None:
    if not group:
        return
    cells = []
    for position in range(len(columns)):
        found = [line[position] for line in group if line[position] is not None]
        right = columns[position + 1].box[0] if position + 1 < len(columns) else None
        cells.append(mended(join_cells([cell for cell in found if cell]), right) if found else None)
    for own in _owners(columns):
        of_one = [
            cell if own is None or column.role == own else None for cell, column in zip(cells, columns, strict=True)
        ]
        record, named = _record(of_one, columns, own or role)
        if record.hits:
            table.records.append(record)
            table.named.append(named)
    group.clear()


def _owners(columns: Sequence[Column]) -> list[Rol | None]:
    """The people whose columns stand side by side in one row, as headings over them tell; none where a row is one
    person's."""
    roles = list(dict.fromkeys(column.role for column in columns if column.role and column.role != "institucion"))
    fields = [column.label.field for column in columns if column.label and column.role in roles]
    return roles if len(roles) > 1 and len(fields) > len(set(fields)) else [None]


def _record(cells: Sequence[Cell | None], columns: Sequence[Column], role: Rol | None) -> tuple[Record, str]:
    """A row's record, and the words of the row itself that name its role."""
    record = Record(role, titled=role is not None, source="tabla")
    posts = sum(column.label is not None and column.label.field == "cargo" for column in columns)
    said = ""
    for cell, column in zip(cells, columns, strict=True):
        field_name = column.label.field if column.label else "otro"
        if cell is None:
            record.blank.add(field_name)
            continue
        named = _named_in(cell, field_name)
        if field_name == "cargo" and posts > 1 and not like_post(cell.text):
            named = role_of_label(cell.text)  # ``Función`` beside ``Cargo``
        if named:
            record.role, record.titled, said = named, True, cell.text
        else:
            record.hits += _hits(cell, column, columns)
    pairs = zip(columns, cells, strict=True)
    if slipped((column.label.field, cell.text) for column, cell in pairs if column.label and cell):
        record.hits = [replace(hit, sure=min(hit.sure, 0.5)) for hit in record.hits]
    return _divided(record), said


def _hits(cell: Cell, column: Column, columns: Sequence[Column]) -> list[Hit]:
    """What a cell says: its column's datum, or several where it or its heading names them."""
    field = column.label.field if column.label and column.label.field != "otro" else None
    own = own_labels(cell, field)
    if own:
        head = cut(cell, 0, own[0][0].start)
        first = _plain_hits(head, field, column, columns) if head and head.text.strip(" ,;.-/(") else []
        return [*first, *(hit for label, part in own for hit in _own_hits(label, part, column))]
    values = shared_out(column.parts, cell) if column.parts else []
    if values:
        labels = [full_label(part.text) for part in column.parts]
        pairs = [(label, value) for label, value in zip(labels, values, strict=True) if label and value]
        return [hit for label, value in pairs for hit in read_value(label.field, value, label.sure, column.role)]
    return _plain_hits(cell, field, column, columns)


def _plain_hits(cell: Cell, field: str | None, column: Column, columns: Sequence[Column]) -> list[Hit]:
    """A cell's value as its column's datum; in a column that names none, as what it shows itself to be."""
    if field is not None:
        return list(read_value(field, cell, column.label.sure if column.label else 1.0, column.role))
    told = {other.label.field for other in columns if other.label}
    bare = bare_parts(cell)
    return [hit for name, part in bare if name not in told for hit in read_value(name, part, 1.0, column.role)]


def _own_hits(label: Label, value: Cell, column: Column) -> list[Hit]:
    """The value behind a label within a cell; behind a number's line, what the next lines show of themselves."""
    lines = line_cells(value) if label.field in TYPED and label.field != "correo" and value.starts else [value]
    hits = list(read_value(label.field, lines[0], label.sure, column.role))
    for line in lines[1:]:
        hits += (hit for name, part in bare_parts(line) for hit in read_value(name, part, 1.0, column.role))
    return hits


def _named_in(cell: Cell, field: str) -> Rol | None:
    asked = field in ("otro", "rol", "rol_o_cargo", "administrador") and len(cell.text.split()) <= 6
    return role_in(cell.text) if asked else None


def _divided(record: Record) -> Record:
    record.hits = [_as_name(hit, record) for hit in record.hits]
    return finished(record)


def _as_name(hit: Hit, record: Record) -> Hit:
    """A lone ``Nombre`` beside siglas and without a person's data is the institution's."""
    people = any(other.campo in ("cedula", "apellidos", "celular", "cargo") for other in record.hits)
    if hit.campo != "nombre_solo" or people:
        return hit
    return replace(hit, campo="nombre", checked=Checked(house_name(hit.cell.text)))
