"""Tables for people: one line a row where the terminal is wide enough, cells below one another where it is not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cli_base import clean, console

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions
    from rich.measure import Measurement
    from rich.table import Table
    from rich.text import Text

# A column no wider than this is never broken: numbers, dates, states.
SHORT = 18
# What a wide cell needs at least for its words to be read with ease.
COMFORT = 34
GAP = 2
# Behind these an address, a number or a file's name that fits in no line goes on in the next, rather behind the first.
JOINTS = ("@", ".-_/")


@dataclass(frozen=True, slots=True)
class Column:
    """Where the table is narrow, the cells stand in the column `under`, on a line of their own, and take `most`."""

    head: str
    under: str = ""
    most: int | None = None


def table(title: str, columns: Sequence[str | Column], rows: Iterable[Sequence[object]], *, empty: str) -> None:
    """A table on stdout, or the sentence `empty` without rows. Cells are cleaned; rich text keeps its colour."""
    heads = [each if isinstance(each, Column) else Column(each) for each in columns]
    cells = [[_cell(cell) for cell in row] for row in rows]
    out = console()
    if not cells:
        if empty:
            out.print(empty)
        return
    heads, cells = _without_empty(heads, cells)
    narrow = _comfortable(cells) > out.width
    if narrow:
        heads, cells = _stacked(heads, cells)
    if title:
        out.print(title, style="bold")
    out.print(_drawn(heads, cells, narrow=narrow))


def _cell(value: object) -> Text:
    from rich.text import Text

    if isinstance(value, Text):
        return value
    # Lines that a command itself puts into a cell stay lines; clean() keeps strangers' text on one.
    return Text("\n".join(clean(line) for line in str("" if value is None else value).split("\n")))


def _without_empty(heads: list[Column], cells: list[list[Text]]) -> tuple[list[Column], list[list[Text]]]:
    """Columns in which nothing stands are left out."""
    kept = [place for place in range(len(heads)) if any(row[place].plain for row in cells)]
    return [heads[place] for place in kept], [[row[place] for place in kept] for row in cells]


def _comfortable(cells: list[list[Text]]) -> int:
    widths = (max(_width(cell) for cell in column) for column in zip(*cells, strict=True))
    return sum(min(width, COMFORT) + GAP for width in widths)


def _width(cell: Text) -> int:
    return max(len(line) for line in cell.plain.split("\n"))


def _stacked(heads: list[Column], cells: list[list[Text]]) -> tuple[list[Column], list[list[Text]]]:
    """The cells of the columns that go below another, joined to it."""
    from rich.text import Text

    names = [head.head for head in heads]
    into = {place: names.index(head.under) for place, head in enumerate(heads) if head.under in names}
    kept = [place for place in range(len(heads)) if place not in into]
    joined = []
    for row in cells:
        parts = {place: [row[place]] for place in kept}
        for place, target in into.items():
            if row[place].plain:
                parts[target].append(row[place])
        joined.append([Text("\n").join(part for part in parts[place] if part.plain) for place in kept])
    told = {place: [names[place], *(names[each] for each, target in into.items() if target == place)] for place in kept}
    # Rich sets headings at the foot of their line: equally many lines keep them beside their cells.
    lines = max(len(parts) for parts in told.values())
    heads = [replace(heads[place], head="\n".join(told[place]) + "\n" * (lines - len(told[place]))) for place in kept]
    return heads, joined


def _drawn(heads: list[Column], cells: list[list[Text]], *, narrow: bool) -> Table:
    from rich import box
    from rich.table import Table

    # The box itself puts one blank between columns.
    drawn = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, GAP - 1, 0, 0))
    for place, head in enumerate(heads):
        short = all(_width(row[place]) <= SHORT for row in cells)
        drawn.add_column(head.head, overflow="fold", no_wrap=short, max_width=head.most if narrow else None)
    for row in cells:
        drawn.add_row(*map(_Cell, row))
    return drawn


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell that breaks a word longer than its column at a joint; rich alone cuts where the column ends."""

    text: Text

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return self.text.__rich_measure__(console, options)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        from rich.text import Text

        breaks = [] if options.no_wrap else list(_breaks(self.text.plain, options.max_width))
        yield Text("\n").join(self.text.divide(breaks)) if breaks else self.text


def _breaks(plain: str, width: int) -> Iterator[int]:
    """Where words that are wider than a column go on in the next line."""
    for word in re.finditer(r"\S+", plain):
        start, end = word.span()
        while end - start > width:
            places = (max(plain.rfind(mark, start, start + width) for mark in marks) for marks in JOINTS)
            start = next((place + 1 for place in places if place > start), start + width)
            yield start
