"""Drawn tables of one column in which label and value take turns, each in a cell of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cases.text import flat
from parsers.fields.values import TYPED, can_be
from parsers.pages.cells import Row
from parsers.words.labels import full_label, label_at_start
from parsers.words.labelwords import is_label

_FEWEST = 3  # labels with their values


def in_pairs(rows: Sequence[Row]) -> list[Row]:
    """The rows with each label of such a table beside its value. A table of fewer labels is one where another is."""
    parts = list(_columns(rows))
    paired = [_paired(part) for part in parts]
    counts = [len(part) - len(pairs) for part, pairs in zip(parts, paired, strict=True)]
    sure = [count >= _FEWEST and 3 * count >= len(part) for count, part in zip(counts, parts, strict=True)]
    result: list[Row] = []
    for at, part in enumerate(parts):
        whole = any(sure) and 2 * counts[at] == len(part)
        result += paired[at] if sure[at] or whole else part
    return result


def _columns(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """The rows parted into drawn tables of one column and what lies between them."""
    at = 0
    while at < len(rows):
        end = at
        while end < len(rows) and rows[end].framed and len(rows[end].cells) == 1:
            end += 1
        yield rows[at : max(end, at + 1)]
        at = max(end, at + 1)


def _paired(rows: Sequence[Row]) -> list[Row]:
    """The rows of one column, every label with the value right below it in one row."""
    result: list[Row] = []
    at = 0
    while at < len(rows):
        if at + 1 < len(rows) and _is_pair(rows[at], rows[at + 1]):
            label, value = rows[at], rows[at + 1]
            result.append(replace(label, cells=(label.cells[0], value.cells[0]), bottom=value.bottom))
            at += 2
        else:
            result.append(rows[at])
            at += 1
    return result


def _is_pair(upper: Row, lower: Row) -> bool:
    label, text = full_label(upper.text), lower.text
    if label is None or label.field in ("administrador", "rol") or is_label(flat(text)):
        return False
    own = label_at_start(text)
    if own and (own.strong or (own.end >= len(text.rstrip()) and own.field not in ("administrador", "otro"))):
        return False
    return label.field not in TYPED or can_be(label.field, text)
