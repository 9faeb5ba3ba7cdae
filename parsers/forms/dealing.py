"""A column of values dealt to a column of labels, by the kinds of values."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.fields.values import TYPED, can_be, read_value
from parsers.forms.entries import Entry
from parsers.pages.cells import Cell, join_cells, line_cells
from parsers.words.labels import full_label


def redeal(entries: list[Entry]) -> None:
    """Labels in one column whose values have slipped (a wrapped value pushes the ones below it down): deal again."""
    filled = [entry for entry in entries if entry.values]
    slipped = [e for e in filled if e.label.field in TYPED and not can_be(e.label.field, e.values[0].text)]
    column = {round(entry.label_cell.box[0] / 4) for entry in entries}
    values = {round(value.box[0] / 4) for entry in filled for value in entry.values}
    if not slipped or len(entries) < 4 or any(value.framed for entry in filled for value in entry.values):
        return
    if len(column) > 2 or len(values) > 2 or any(e.label.strong for e in entries):
        return
    lines = [line for entry in entries for value in entry.values for line in line_cells(value)]
    for entry, cells in zip(entries, deal([entry.label_cell for entry in entries], lines), strict=True):
        entry.values = list(cells)


def deal(labels: Sequence[Cell], lines: Sequence[Cell]) -> list[list[Cell]]:
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
