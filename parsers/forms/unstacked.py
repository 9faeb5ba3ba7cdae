"""Tables of which a mail program left every cell on a line of its own, set in rows again."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.fields.values import TYPED, can_be
from parsers.pages.linedup import in_columns
from parsers.words.labels import full_label
from parsers.words.roles import heading_role, role_in

_FEWEST = 3  # labels before such a table is believed
_LONGEST = 90  # characters of a cell
# What heads the column of numbers, of people or of labels.
_CORNERS = ("n", "no", "nro", "rol", "tipo", "calidad", "condicion", "perfil", "dato", "datos", "detalle", "campo",
            "aiq")  # fmt: skip


def unstacked(lines: Sequence[str]) -> list[str]:
    """The lines; where labels stand one below the other and then as many values as often as there are people, or one
    label and each person's value in turn under the people's names of roles, with each row on one line."""
    result: list[str] = []
    at = 0
    while at < len(lines):
        cells = _cells(lines, at)
        rows, end = _of_labels(cells) or _of_people(cells) or ([], at)
        result += in_columns(rows) if rows else [lines[at]]
        at = max(end, at + 1)
    return result


_Cell = tuple[str, int]  # its text, and the line behind it


def _cells(lines: Sequence[str], at: int) -> list[_Cell]:
    """The lines from here on that can be cells; there may be an empty line before each."""
    first = lines[at].strip()
    if not first or len(first) > _LONGEST or not (full_label(first) or _is_corner(first) or role_in(first)):
        return []
    found: list[_Cell] = []
    for number in range(at, len(lines)):
        text = lines[number].strip()
        if len(text) > _LONGEST:
            break
        if text:
            found.append((text, number + 1))
        elif number and not lines[number - 1].strip():
            break
    return found


def _field(text: str) -> str | None:
    """The datum that a line is the label of, if it is nothing else."""
    label = full_label(text)
    return label.field if label and label.field not in ("otro", "rol", "administrador") else None


def _is_corner(text: str) -> bool:
    return "".join(filter(str.isalpha, text.lower())) in _CORNERS


def _of_labels(cells: Sequence[_Cell]) -> tuple[list[list[str]], int] | None:
    """A row of labels and a row for each person, with the line behind the last; null where no such table begins."""
    corners = next((at for at, (text, _) in enumerate(cells[:_FEWEST]) if not _is_corner(text)), 0)
    width = corners
    while width < len(cells) and _field(cells[width][0]) and not cells[width][0].endswith(":"):
        width += 1
    fields = [None] * corners + [_field(text) for text, _ in cells[corners:width]]
    if width - corners < _FEWEST or len(set(fields[corners:])) < width - corners:
        return None
    rows = [[text for text, _ in cells[:width]]]
    at = width
    if not corners and at < len(cells) and heading_role(cells[at][0]):  # a column of roles without a heading
        rows, fields, width = [["", *rows[0]]], [None, *fields], width + 1
    while _fits(cells[at : at + width], fields):
        rows.append([text for text, _ in cells[at : at + width]])
        at += width
    return (rows, cells[at - 1][1]) if len(rows) > 1 else None


def _fits(cells: Sequence[_Cell], fields: Sequence[str | None]) -> bool:
    """Whether cells can be the values of these data, two of them surely so."""
    if len(cells) < len(fields):
        return False
    pairs = [(field, text) for field, (text, _) in zip(fields, cells, strict=False) if field]
    return all(can_be(field, text) and full_label(text) is None for field, text in pairs) and (
        sum(field in TYPED for field, _ in pairs) >= 2
    )


def _of_people(cells: Sequence[_Cell]) -> tuple[list[list[str]], int] | None:
    """A row of people and a row for each datum, each begun by its label; null where no such table begins."""
    corner = bool(cells) and _is_corner(cells[0][0])
    width = int(corner)
    while width < len(cells) and role_in(cells[width][0]) and not _field(cells[width][0]):
        width += 1
    if width - corner < 2:
        return None
    rows = [[*([] if corner else [""]), *(text for text, _ in cells[:width])]]
    at, width = width, width + (not corner)
    while field := _field(cells[at][0]) if at < len(cells) else None:
        if not _fits_all(cells[at + 1 : at + width], field, width - 1):
            break
        rows.append([text for text, _ in cells[at : at + width]])
        at += width
    return (rows, cells[at - 1][1]) if len(rows) > _FEWEST else None


def _fits_all(cells: Sequence[_Cell], field: str, count: int) -> bool:
    return len(cells) == count and all(can_be(field, text) and full_label(text) is None for text, _ in cells)
