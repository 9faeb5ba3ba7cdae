"""Lines whose fields tabs or wide blanks part, set in columns: what a writer saw in line stays in line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import Literal

GAP = "    "
_WIDE = re.compile(r" {3,}")
_FEWEST = 2  # lines under one another that make columns
_LONGEST, _LONGEST_OF_BLANKS = 400, 160  # characters of a line that can be a row
# The mark of a list's item, which programs set apart from it by a tab or by blanks.
_NUMBER = r"\(?(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,4})[.)]-?(?=[ \t]+\S+(?: {1,2}\S+)*$)"
_MARK = re.compile(rf"^(\s*(?:[·•▪■●◦○➢✓❖§*–—>-]|o(?=\s{{3}})|{_NUMBER}))(?: *\t\s*| {{3,}})(?=\S)")
_SHORT = 60  # characters of the rest of a field

Manner = Literal["tabs", "blanks", ""]


def lined_up(lines: Sequence[str]) -> list[str]:
    """As many lines, those parted by tabs with each field under the one above it; so too lines that wide blanks part
    into equally many fields. Where neither tells columns, the line stays as it is. Of rows with an empty line between
    each two, the empty lines come last."""
    lines = [_MARK.sub(r"\1 ", line) for line in lines]
    result: list[str] = []
    at = 0
    while at < len(lines):
        manner, rows, end = _manner(lines[at]), [lines[at]], at + 1
        while manner and (more := _next_row(lines, end, manner)):
            rows.append(lines[more - 1])
            end = more
        told = _set(rows, manner)
        result += [*told, *[""] * (end - at - len(rows))] if told != rows else lines[at:end]
        at = end
    return result


def _next_row(lines: Sequence[str], at: int, manner: Manner) -> int:
    """The end of the next row of lines parted in this manner, perhaps behind an empty line; 0 where none follows."""
    at += at < len(lines) and not lines[at].strip()
    goes_on = at < len(lines) and (_manner(lines[at]) == manner or _hangs(lines[at], manner))
    return at + 1 if goes_on else 0


def _manner(line: str) -> Manner:
    """By what a line is parted into fields."""
    told = line.strip()
    if "\t" in told:
        return "tabs" if len(told) <= _LONGEST else ""
    return "blanks" if len(told) <= _LONGEST_OF_BLANKS and _WIDE.search(told) else ""


def _hangs(line: str, manner: Manner) -> bool:
    """Whether a line of one field goes on under the second of the lines before."""
    return manner == "tabs" and line.startswith("\t") and 0 < len(line.strip()) < _SHORT


def _set(lines: Sequence[str], manner: Manner) -> Sequence[str]:
    if manner == "tabs":
        single = [re.split(r" *\t *", line.strip(" ").rstrip()) for line in lines]
        whole = len({len(row) for row in single}) == 1 and len(lines) >= _FEWEST
        return in_columns(single if whole else [_collapsed(row) for row in single])
    rows = [_WIDE.split(line.strip()) for line in lines] if manner else []
    # Blanks are no sign of an empty field, as tabs are: rows must have all of them.
    even = len(rows) >= _FEWEST and len({len(row) for row in rows}) == 1
    return in_columns(rows) if even and not _in_line(lines) else lines


def _collapsed(row: Sequence[str]) -> list[str]:
    """The fields where several tabs are one step to the right; one that stands first begins further right."""
    return [field for at, field in enumerate(row) if field or not at]


def _in_line(lines: Sequence[str]) -> bool:
    """Whether every field already begins where those above it begin."""
    starts = [[match.end() for match in _WIDE.finditer(line.rstrip()) if match.start()] for line in lines]
    return all(max(column) - min(column) < 2 for column in zip_longest(*starts, fillvalue=0))


def in_columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """The rows as lines, every field under the one above it."""
    fields = [[field.strip() for field in row] for row in rows]
    widths = [max(map(len, column)) for column in zip_longest(*fields, fillvalue="")]
    return [GAP.join(field.ljust(width) for field, width in zip(row, widths, strict=False)).rstrip() for row in fields]
