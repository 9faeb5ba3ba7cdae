"""Tables that only arrange a page: what stands in their cells, tables among it, read cell by cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from parsers.files.flow import Cell, Line, Table

_Block = Line | Table


@dataclass(frozen=True, slots=True)
class Held:
    """A cell as the text that it shows; `blocks` is all it holds, in order, where a table is among it."""

    cell: Cell
    blocks: tuple[_Block, ...] = ()


def held(blocks: Sequence[_Block], span: int) -> Held:
    """A cell of these blocks."""
    lines = [block for block in blocks if isinstance(block, Line)]
    text = "\n".join(line.text for line in lines if line.text.strip())
    cell = Cell(text, span, any(line.bold for line in lines))
    return Held(cell, tuple(blocks) if len(lines) < len(blocks) else ())


def once(headers: Iterable[Iterable[_Block]]) -> Iterator[_Block]:
    """What headers hold, each text once."""
    seen: set[str] = set()
    for block in (block for header in headers for block in header):
        text = block.text if isinstance(block, Line) else repr(block.rows)
        if text not in seen:
            seen.add(text)
            yield block


def count(value: str | None) -> int:
    """A repetition or span from a file: a whole number in reasonable bounds."""
    return min(max(int(value), 1), 64) if value and value.isdigit() else 1


def unnested(rows: Sequence[Sequence[Held]]) -> Iterator[_Block]:
    """The rows as one table; where cells hold tables, what each cell holds, one after the other, headed by the cell
    right above it where a row of headings stands there."""
    plain: list[tuple[Cell, ...]] = []
    for row in rows:
        if not any(held.blocks for held in row):
            plain.append(tuple(held.cell for held in row))
            continue
        heads = plain.pop() if plain and _heads(plain[-1], row) else ()
        if plain:
            yield Table(tuple(plain))
            plain = []
        for at, held in enumerate(row):
            if heads:
                yield Line(heads[at].text, heads[at].bold)
            yield from held.blocks or _lines(held.cell)
    if plain:
        yield Table(tuple(plain))


def _heads(above: Sequence[Cell], row: Sequence[Held]) -> bool:
    """Whether each cell of a row has a text right above it, and all hold tables."""
    same = [cell.span for cell in above] == [held.cell.span for held in row]
    return same and all(cell.text.strip() for cell in above) and all(held.blocks for held in row)


def _lines(cell: Cell) -> Iterator[Line]:
    return (Line(text, cell.bold) for text in cell.text.split("\n") if text.strip())
