"""A letterhead set as a narrow column beside the letter: its words apart from the letter's own lines."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from cases.evidence import Caja
from parsers.pages.lines import text_lines
from parsers.pages.page import Page, Word
from parsers.words.labels import label_at_start

_GUTTER = 9.0  # points without any word, from the page's top to its foot
_FLUSH = 0.6  # of the right column's lines begin where the column does, or where a table in it does
_OWN = 0.3  # and so many where the column does
_INDENT = 40.0  # points: the cells of a table and the items of a list in the column stand in by less
_WIDEST = 0.36  # of the width that is written on
_FEWEST_WORDS, _FEWEST_LINES = 6, 4
_PERSONAL = ("nombres_apellidos", "nombre", "apellidos", "cedula", "cargo")
_RULES, _THIN = 4, 4.0  # lines under one another that make a table; points that a line across is longer than
_BANDS = 3  # lines at the page's top or foot that may run over both columns


def part_sidebar(page: Page) -> list[list[Word]] | None:
    """The page's words in the order of reading: what runs over the whole width at its top, the sidebar, the letter,
    what runs over the whole width at its foot; or null when the page has no sidebar. A table's first column is none:
    its lines stand beside those of the next one, and its page has no running text; nor are blanks of a text that only
    happen to stand below one another."""
    words = [word for word in page.words if word.text]
    if len(words) < 60 or page.method == "cuerpo":
        return None
    lines = text_lines(words)
    if not _may_part(lines):
        return None
    if parted := _parted(words, page.rules):
        return list(parted)
    for head, foot in sorted(product(range(_BANDS + 1), repeat=2), key=sum)[1:]:
        parts = lines[:head], lines[head : len(lines) - foot], lines[len(lines) - foot :]
        top, middle, bottom = [[word for line in part for word in line] for part in parts]
        if middle and (parted := _parted(middle, page.rules)):
            return [part for part in (top, *parted, bottom) if part]
    return None


def _may_part(lines: Sequence[Sequence[Word]]) -> bool:
    """Whether a gutter can run down the page between any bands: one that does also runs down the lines that are never
    a band, or all of these stand on one side of it."""
    inner = [word for line in lines[_BANDS : len(lines) - _BANDS] for word in line]
    if not inner:
        return True
    lefts, rights = sorted([word.box[0] for word in inner]), sorted([word.box[2] for word in inner])
    if _gutters(lefts, rights):
        return True
    outer = [word.box for line in (*lines[:_BANDS], *lines[-_BANDS:]) for word in line]
    return any(lefts[0] - box[2] >= _GUTTER or box[0] - rights[-1] >= _GUTTER for box in outer)


def _parted(words: Sequence[Word], rules: Sequence[Caja]) -> tuple[list[Word], list[Word]] | None:
    """(the sidebar's words, the letter's) where a gutter runs between them from the first line to the last."""
    lefts, rights = sorted([word.box[0] for word in words]), sorted([word.box[2] for word in words])
    left, right = lefts[0], rights[-1]
    for edge in _gutters(lefts, rights):
        near = [word for word in words if word.box[2] <= edge]
        far = [word for word in words if word.box[2] > edge]
        aside, rest = (near, far) if edge - left < right - edge else (far, near)
        width = max(word.box[2] for word in aside) - min(word.box[0] for word in aside)
        narrow = width <= _WIDEST * (right - left) and len(aside) >= _FEWEST_WORDS
        apart = narrow and _flush(far) and _stand_apart(aside, rest)
        if apart and not _of_a_person(aside) and not _ruled_over(edge, rules):
            return aside, rest
    return None


def _gutters(lefts: Sequence[float], rights: Sequence[float]) -> list[float]:
    """Where a blank band runs down the whole page: the right edges of what stands left of it. Of the words' edges, each
    side sorted: at such a band as many words have ended as have begun."""
    return [reach for reach, begin in zip(rights, lefts[1:], strict=False) if begin - reach >= _GUTTER]


def _ruled_over(edge: float, rules: Sequence[Caja]) -> bool:
    """Whether lines of a drawn table run over the blank that begins there, one under the other."""
    sides: list[set[int]] = []
    for x in (edge + 1, edge + _GUTTER - 1):
        over = [rule for rule in rules if rule[0] <= x <= rule[2] and rule[2] - rule[0] > _THIN]
        sides.append({round(y / 2) for _, top, _, bottom in over for y in (top, bottom)})
    return len(sides[0] & sides[1]) >= _RULES


def _flush(column: Sequence[Word]) -> bool:
    begins = [line[0].box[0] for line in text_lines(column)]
    edge = min(begins)
    own = sum(begin - edge < 2.0 for begin in begins)
    inner = [sum(abs(begin - other) < 1.0 for other in begins) for begin in begins if 2.0 <= begin - edge < _INDENT]
    return own >= _OWN * len(begins) and own + max(inner, default=0) >= _FLUSH * len(begins)


def _of_a_person(aside: Sequence[Word]) -> bool:
    """Whether the narrow column announces somebody's name, cédula or cargo: no letterhead does."""
    labels = [label_at_start(" ".join(word.text for word in line)) for line in text_lines(aside)]
    return any(label and label.strong and label.field in _PERSONAL for label in labels)


def _stand_apart(aside: Sequence[Word], rest: Sequence[Word]) -> bool:
    """Whether the narrow column keeps its own lines beside longer running text."""
    lines, beside = text_lines(aside), text_lines(rest)
    if not _FEWEST_LINES <= len(lines) < len(beside) or max(map(len, beside)) < 8:
        return False
    feet = [line[0].box[3] for line in beside]
    level = sum(any(abs(line[0].box[3] - foot) < 1.5 for foot in feet) for line in lines)
    return level <= 0.5 * len(lines)
