"""Drawn cells that hold whole lists, taken apart into rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from cases.text import flat
from parsers.fields.values import can_be
from parsers.forms.dealing import deal
from parsers.pages.cells import Cell, Row, cut, has_room, join_cells, line_cells
from parsers.words.labels import full_label, label_at_start
from parsers.words.links import PARTICLES
from parsers.words.roles import PEOPLE, heading_role

# Labels that may be the end of another's line («Nombres y apellidos del nuevo / AIQ») and tell whose datum it is.
_WHOSE = {"administrador", "rol", "rol_o_cargo"}
_COUNTS = re.compile(r"\W*\d{0,2}\W*")  # a cell that only counts the rows
_MARKED = re.compile(r":|\s[-–—]\s")
_LONGEST_ROLE = 8  # words
_OPEN = re.compile(r"\([^()]*$")  # a remark that goes on in the next line
_MARGIN = 20.0  # points at most between a box and the text in it


def unboxed(rows: Sequence[Row]) -> list[Row]:
    """Rows in which a drawn cell that holds a whole list is taken apart: labelled lines in one box, or a cell of labels
    beside a cell of values."""
    result: list[Row] = []
    heads: Row | None = None  # of the table whose rows are one person each
    for row in rows:
        heads = heads if row.framed else None
        over = result[-1] if result and _only_heads(result[-1], row) else heads
        if row.framed and (owned := _of_one_person(row, over.cells if over else ())):
            if result and result[-1] is over:
                result.pop()
            heads = over
            result += owned
        elif not row.framed or len(row.cells) > 4 or _headed(result, row):
            result.append(row)
        elif len(row.cells) > 1 and _label_lines(row.cells[0], row.cells[1]) >= 2:
            result += _side_by_side(row)
        elif (len(row.cells) <= 3 and any(map(_is_list, row.cells))) or all(map(_is_list, row.cells)):
            titles = _heads_over(result, row)
            for at, cell in enumerate(row.cells):
                result += [_band(row, [titles[at]])] if titles and heading_role(titles[at].text) else []
                result += _box_lines(row, cell) if _is_list(cell) else [replace(row, cells=(cell,))]
        else:
            result.append(row)
    return result


def _of_one_person(row: Row, heads: Sequence[Cell]) -> list[Row]:
    """The lines of a row that says in one cell whose data it holds, and labels these in the others: who that is comes
    first. A cell without labels holds what its column's head asks for."""
    cells = [cell for cell in row.cells if not _COUNTS.fullmatch(cell.text)]
    owners = [cell for cell in cells if _names_person(cell)]
    others = {label.role for cell in cells if cell not in owners and (label := label_at_start(cell.text))}
    if len(owners) != 1 or len(cells) < 2 or others - {None, heading_role(owners[0].text)}:
        return []
    lines: list[Row] = []
    told = bare = 0
    for cell in cells:
        if cell is owners[0]:
            continue
        own = _told_lines(row, cell)
        over = next((head for head in heads if _same_column(head, cell)), None)
        label = full_label(over.text) if over else None
        told += len(own)
        if not own and over and label and label.field not in (*_WHOSE, "otro") and can_be(label.field, cell.text):
            own, bare = [replace(row, cells=(over, cell))], bare + 1
        if not own:
            return []
        lines += own
    head = Row((replace(owners[0], framed=False),), row.page, row.top, row.top + row.height, row.height)
    return [head, *lines] if told > 1 and 2 * bare < len(cells) else []


def _told_lines(row: Row, cell: Cell) -> list[Row]:
    """The lines of a cell that begins with a label and its mark, or is a list of labels and values."""
    label = label_at_start(cell.text)
    if label is not None and _is_list(cell):
        return _box_lines(row, cell)
    told = label is not None and label.strong and label.field not in ("rol", "rol_o_cargo", "otro")
    return [_band(row, [replace(cell, framed=False)])] if told else []


def _names_person(cell: Cell) -> bool:
    """Whether a cell says in a few words whose data stand beside it, and nothing else."""
    if len(cell.words) > _LONGEST_ROLE or any(map(str.isdigit, cell.text)) or _MARKED.search(cell.text):
        return False
    label, begun = full_label(cell.text), label_at_start(cell.text)
    if begun is not None and begun.strong:
        return False
    return heading_role(cell.text) in (*PEOPLE, "ajeno") and (label is None or label.field in _WHOSE)


def _only_heads(above: Row, row: Row) -> bool:
    """Whether a drawn row only names the columns of the one below."""
    if not above.framed or len(above.cells) > len(row.cells) or above.page != row.page:
        return False
    aligned = all(any(_same_column(cell, other) for other in row.cells) for cell in above.cells)
    named = any(heading_role(cell.text) in PEOPLE and full_label(cell.text) is None for cell in above.cells)
    return aligned and not named and not any(map(_says_datum, above.cells))


def _same_column(one: Cell, other: Cell) -> bool:
    return abs(one.box[0] - other.box[0]) < 3 and abs(one.box[2] - other.box[2]) < 3


def _says_datum(cell: Cell) -> bool:
    label = label_at_start(cell.text)
    return ":" in cell.text or any(map(str.isdigit, cell.text)) or (label is not None and label.strong)


def _headed(before: Sequence[Row], row: Row) -> bool:
    """Whether a row stands under a table's row of headings: then it is a row of that table whatever its cells hold."""
    above = before[-1] if before else None
    if above is None or not above.framed or len(above.cells) != len(row.cells) or len(row.cells) < 3:
        return False
    labels = [full_label(cell.text) for cell in above.cells]
    named = [label for label in labels if label and not label.strong]
    if all(label.field in _WHOSE or label.field == "institucion" for label in named) and any(map(_is_list, row.cells)):
        return False  # people side by side, or the house beside one, each over a list
    return len(named) >= 2 and full_label(row.cells[0].text) is None


def _label_lines(cell: Cell, beside: Cell) -> int:
    """How many lines of a cell are labels and nothing else, when all of them are."""
    if not cell.starts:
        return 0
    labels = [full_label(line.text) for line in line_cells(cell)]
    known = [label for label in labels if label and label.field != "otro"]
    fields = {label.field for label in known} - _WHOSE
    answered = len(fields) > 1 and len(beside.starts) >= len(cell.starts)
    if not answered and (whole := full_label(cell.text)) and whole.sure == 1.0:
        return 0  # one label, wrapped
    return len(known) if len(labels) - len(known) <= len(labels) // 4 else 0


def _side_by_side(row: Row) -> list[Row]:
    """A cell of labels and the cells of values beside it: by their heights where each line stands beside a label, line
    by line where the numbers agree, else as the kinds of values allow it (a wrapped value takes several lines)."""
    labels, *columns = [line_cells(cell) for cell in row.cells]
    if len(columns) == 1 and (level := _level(labels, columns[0])):
        return [_band(row, cells) for cells in level]
    bands = [[label] for label in labels]
    for lines in columns:
        for band, cells in zip(bands, deal(labels, lines), strict=True):
            band += [join_cells(cells)] if cells else []
    return [_band(row, cells) for cells in bands]


def _level(labels: Sequence[Cell], values: Sequence[Cell]) -> list[list[Cell]]:
    """Each label with the value right beside it, both as wrapped; nothing unless every line of the values stands beside
    one of the labels, and some label is wrapped."""
    beside = [[value for value in values if _same_line(label, value)] for label in labels]
    if sum(map(len, beside)) != len(values) or any(len(found) > 1 for found in beside):
        return []
    bands: list[list[Cell]] = []
    wrapped = False
    for label, found in zip(labels, beside, strict=True):
        if bands and _goes_on(bands[-1][0].text, label.text):
            wrapped = True
            bands[-1] = [join_cells([bands[-1][0], label]), *_joined(bands[-1][1:] + found)]
        else:
            bands.append([label, *found])
    return bands if wrapped else []


def _goes_on(above: str, text: str) -> bool:
    """Whether two lines are one label, and one of them is none alone."""
    return not (full_label(above) and full_label(text)) and full_label(f"{above} {text}") is not None


def _same_line(one: Cell, other: Cell) -> bool:
    shared = min(one.box[3], other.box[3]) - max(one.box[1], other.box[1])
    return shared > 0.6 * min(one.box[3] - one.box[1], other.box[3] - other.box[1])


def _joined(cells: Sequence[Cell]) -> list[Cell]:
    return [join_cells(cells)] if cells else []


def _heads_over(before: list[Row], row: Row) -> Sequence[Cell]:
    """The headings of boxes that stand side by side, taken off the rows: each goes before its own box's lines. Over
    lists, one that names nobody (``Contacto``) only parts what is one person's."""
    above = before[-1] if before else None
    if above is None or not above.framed or len(above.cells) != len(row.cells) or len(row.cells) < 2:
        return ()
    named = [heading_role(cell.text) is not None for cell in above.cells]
    if not all(named) and not (any(named) and all(map(_is_list, row.cells)) and not any(map(_is_list, above.cells))):
        return ()
    before.pop()
    return above.cells


def _band(row: Row, cells: Sequence[Cell]) -> Row:
    return Row(tuple(cells), row.page, min(c.box[1] for c in cells), max(c.box[3] for c in cells), row.height)


def _is_list(cell: Cell) -> bool:
    whole = full_label(cell.text)
    if whole is not None and whole.sure == 1.0:  # wrapped (``Teléfono (con su`` over ``extensión)``)
        return False
    lines = _labels_whole(line_cells(cell)) if cell.starts else []
    labels = [label for line in lines if (label := label_at_start(line.text)) and label.field != "otro"]
    alone = [line for line in lines if (label := full_label(line.text)) and label.field != "otro"]
    marked = sum(label.strong for label in labels) >= 2 or 3 <= len(alone) <= len(lines) // 2 + 1 < len(lines)
    return marked or _each_labelled(lines)


def _each_labelled(lines: Sequence[Cell]) -> bool:
    """Whether the lines are labels and, without a mark between them, their values (``Siglas   IPX``), each of its own;
    of many a few may be the rest of the value above."""
    labels = [label_at_start(line.text) for line in lines]
    known = [label for label, line in zip(labels, lines, strict=True) if label and line.text[label.end :].strip()]
    fields = {label.field for label in known} - {"otro"}
    wrapped = labels.count(None)
    return len(known) + wrapped == len(lines) and len(fields) == len(known) >= 2 + 2 * wrapped and labels[0] is not None


def _parted(line: Cell) -> list[Cell]:
    """A label and its value as cells of their own, where no mark parts them."""
    label = label_at_start(line.text)
    if label is None or label.strong:
        return [line]
    parts = [cut(line, 0, label.end), cut(line, label.end, len(line.text))]
    return [part for part in parts if part is not None]


def _box_lines(row: Row, cell: Cell) -> list[Row]:
    lines: list[Cell] = []
    parted = _each_labelled(line_cells(cell))
    for line in _labels_whole(line_cells(cell)):
        label = label_at_start(line.text)
        unlabelled = label is None or (label.field == "otro" and not label.strong)
        goes_on = unlabelled or _OPEN.search(lines[-1].text) if lines else False
        if goes_on and _broke(lines[-1], line, cell):
            lines[-1] = join_cells([lines[-1], line])
        else:
            lines.append(line)
    return [_band(row, _parted(line) if parted else [line]) for line in lines]


def _labels_whole(lines: Sequence[Cell]) -> list[Cell]:
    """The lines with each label that broke before its mark (``Denominación del`` over ``puesto: …``) on one."""
    result: list[Cell] = []
    for line in lines:
        result.append(line)
        while len(result) > 1 and _break_label(result[-2].text, result[-1].text):
            result[-2:] = [join_cells(result[-2:])]
    return result


def _break_label(upper: str, lower: str) -> bool:
    """Whether one label begins in a line and ends, with its mark, in the next."""
    label, whole = label_at_start(upper), label_at_start(f"{upper} {lower}")
    if (label and label.strong) or whole is None or not whole.strong or whole.field == "otro":
        return False
    below = label_at_start(lower)
    begun = flat(upper).split()[-1] in PARTICLES or below is None or not below.strong
    return begun and whole.sure == 1.0 and whole.end > len(upper) + 1 and whole.start == 0 and upper[:1].isalpha()


def _broke(above: Cell, line: Cell, box: Cell) -> bool:
    """Whether a line of a box goes on with the one above, which was full up to the margin that the box keeps."""
    left = min(word.box[0] for word in box.words)
    edge = box.box[2] - (left - box.box[0])
    blank = 0.2 * (line.box[3] - line.box[1])
    return left - box.box[0] < _MARGIN and not has_room(line_cells(above)[-1], line, edge, blank)
