"""Text in columns side by side, each with labelled data of its own: one column after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parsers.pages.cells import Cell, Row, has_room, join_cells, line_cells
from parsers.words.labels import label_at_start
from parsers.words.roles import heading_role

_FEWEST = 2  # labelled data that a column must hold
_EVEN = 1.5  # points by which the beginnings of a column's lines may differ


def one_after_another(rows: Sequence[Row]) -> list[Row]:
    """The rows; where two columns or more stand side by side, the left one's lines come before the right one's."""
    result: list[Row] = []
    at = 0
    while at < len(rows):
        run = _columns_at(rows, at)
        if run is None:
            result.append(rows[at])
            at += 1
            continue
        end, begins = run
        result += _read_down(rows[at:end], begins)
        at = end
    return result


def _columns_at(rows: Sequence[Row], start: int) -> tuple[int, list[float]] | None:
    """Where the lines in columns that begin at `start` end, and where the columns behind the first begin; null when no
    columns begin here."""
    begins = [] if _of_table(rows[start]) else _beginnings(rows, start)
    begins = [x for x in begins if _data_in(rows, start, x) >= _FEWEST]
    if not begins or not _text_before(rows, start, begins):
        return None
    end = start + 1
    while end < len(rows) and _goes_on(rows[end - 1], rows[end], begins) and not _heads_all(rows, start, end, begins):
        end += 1
    while end > start + 1 and not _of_columns(rows[end - 2], rows[end - 1], begins):
        end -= 1
    return (end, begins) if end - start > _FEWEST else None


def _of_columns(above: Row, row: Row, begins: Sequence[float]) -> bool:
    """Whether a last line still belongs to the columns: it stands in one of those behind, or goes on with the first."""
    first = row.cells[0]
    close = row.top - above.bottom < 0.6 * row.height and abs(first.box[0] - above.cells[0].box[0]) < 12
    return close or any(_column(cell, begins) for cell in row.cells)


def _beginnings(rows: Sequence[Row], start: int) -> list[float]:
    """Where the cells behind the first stand that may open a column; the first itself where its line is a column's
    alone (the columns' headings need not stand on one line)."""
    row, below = rows[start], rows[start + 1] if start + 1 < len(rows) else None
    alone = len(row.cells) == 1 and below is not None and below.cells[0].box[0] < row.cells[0].box[0] - 100
    return [cell.box[0] for cell in (row.cells if alone else row.cells[1:]) if _opens(cell)]


def _heads_all(rows: Sequence[Row], start: int, at: int, begins: Sequence[float]) -> bool:
    """Whether a line in the first column is the heading of another person's lines in all columns: nothing stands
    beside it."""
    row = rows[at]
    if len(row.cells) > 1 or _column(row.cells[0], begins) or heading_role(row.text) is None:
        return False
    near = [other for other in (*rows[max(start, at - 2) : at], *rows[at + 1 : at + 3]) if other.page == row.page]
    beside = [cell for other in near for cell in other.cells if _column(cell, begins)]
    top, bottom = row.cells[0].words[0].box[1], row.cells[0].words[-1].box[3]
    return not any(cell.words[0].box[1] < bottom and cell.words[-1].box[3] > top for cell in beside)


def _opens(cell: Cell) -> bool:
    """Whether a column may begin with a cell: a heading, or a datum with its label."""
    return _is_datum(cell) or heading_role(cell.text) is not None


def _is_datum(cell: Cell) -> bool:
    label = label_at_start(cell.text)
    return label is not None and label.strong and label.end < len(cell.text)


def _data_in(rows: Sequence[Row], start: int, begin: float) -> int:
    """How many labelled data stand in the column that begins there."""
    found = 0
    for at in range(start, len(rows)):
        if at > start and not _goes_on(rows[at - 1], rows[at], [begin]):
            break
        lines = [line for cell in rows[at].cells for line in _lines(cell) if abs(line.box[0] - begin) < _EVEN]
        found += sum(map(_is_datum, lines))
    return found


def _text_before(rows: Sequence[Row], start: int, begins: Sequence[float]) -> bool:
    """Whether the first column holds text of its own: neither the marks of a list nor labels of what stands beside
    them."""
    words = marks = 0
    for at in range(start, len(rows)):
        if at > start and not _goes_on(rows[at - 1], rows[at], begins):
            break
        for cell in rows[at].cells if len(rows[at].cells) > 1 else ():
            if _column(cell, begins):
                continue
            label = label_at_start(cell.text)
            whole = label is not None and label.field != "otro" and label.end >= len(cell.text.rstrip())
            if whole and not heading_role(cell.text) and not _own_datum(rows, at, begins):
                return False
            is_text = sum(map(str.isalpha, cell.text)) > 3
            words, marks = words + is_text, marks + (not is_text)
    return words > marks


def _own_datum(rows: Sequence[Row], at: int, begins: Sequence[float]) -> bool:
    """Whether what stands beside a label in the first column is the next column's own: it begins with a label, or
    answers the one above it there. Beside what the first column answers itself nothing may stand."""
    cell = next((cell for cell in rows[at].cells if _column(cell, begins)), None)
    if cell is None:
        return True
    above = next((c for c in (rows[at - 1].cells if at else ()) if abs(c.box[0] - cell.box[0]) < _EVEN), None)
    own = label_at_start(cell.text)
    return (own is not None and own.strong) or (above is not None and _awaits(above.text))


def _awaits(text: str) -> bool:
    """Whether a line is a label, or its last line, with nothing behind it."""
    label = label_at_start(text)
    return text.endswith(":") or (label is not None and label.end >= len(text.rstrip()))


def _goes_on(above: Row, row: Row, begins: Sequence[float]) -> bool:
    """Whether a line keeps the columns apart and stands close under the one before."""
    if row.page != above.page or row.top - above.bottom > 2.5 * max(row.height, above.height):
        return False
    if _of_table(row):
        return False
    return all(cell.box[0] > x - _EVEN or _right(cell) < x for cell in row.cells for x in begins)


def _of_table(row: Row) -> bool:
    """Whether a line is a drawn table's (drawn headings may stand over columns of text)."""
    heads = any(heading_role(cell.text) for cell in row.cells)
    return row.framed and (
        any(cell.starts or _is_datum(cell) for cell in row.cells) or (len(row.cells) > 1 and not heads)
    )


def _right(cell: Cell) -> float:
    """Where a cell's words end (a drawn one may reach further)."""
    return max(word.box[2] for word in cell.words)


def _column(cell: Cell, begins: Sequence[float]) -> int:
    return sum(cell.box[0] > x - 2 * _EVEN for x in begins)


def _lines(cell: Cell) -> list[Cell]:
    return line_cells(cell) if cell.starts else [cell]


def _read_down(rows: Sequence[Row], begins: Sequence[float]) -> list[Row]:
    result: list[Row] = []
    for column in range(len(begins) + 1):
        lines: list[Row] = []
        for row in rows:
            cells = [cell for cell in row.cells if _column(cell, begins) == column]
            if any(cell.starts for cell in cells) and len(cells) == 1:
                lines += [_row(row, [line]) for line in line_cells(cells[0])]
            elif cells:
                lines.append(_row(row, cells))
        right = (
            begins[column] - lines[0].height
            if column < len(begins) and lines
            else max((_right(line.cells[-1]) for line in lines), default=0.0)
        )
        result += _wraps_joined(lines, right)
    return result


def _wraps_joined(lines: Sequence[Row], right: float) -> list[Row]:
    """A column's lines with each datum that the column's width broke on one row."""
    result: list[Row] = []
    for row in lines:
        above = result[-1] if result else None
        if above is not None and len(above.cells) == len(row.cells) == 1 and _broke(above, row, right):
            whole = join_cells([above.cells[0], row.cells[0]])
            result[-1] = replace(above, cells=(whole,), bottom=row.bottom)
        else:
            result.append(row)
    return result


def _broke(above: Row, row: Row, right: float) -> bool:
    upper, lower = above.cells[0], row.cells[0]
    own = label_at_start(lower.text)
    if not _is_datum(upper) or (own and own.strong) or heading_role(lower.text):
        return False
    last = line_cells(upper)[-1]
    near = row.top - above.bottom < 0.6 * row.height and abs(lower.box[0] - upper.box[0]) < 12
    return near and not has_room(last, lower, right, 0.3 * row.height)


def _row(row: Row, cells: Sequence[Cell]) -> Row:
    top, bottom = min(c.words[0].box[1] for c in cells), max(c.words[-1].box[3] for c in cells)
    return replace(
        row, cells=tuple(replace(cell, framed=False) for cell in cells), top=top, bottom=bottom, framed=False
    )
