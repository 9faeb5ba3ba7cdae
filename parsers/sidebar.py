"""A letterhead set as a narrow column beside the letter: its words apart from the letter's own lines."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.lines import text_lines
from parsers.page import Page, Word

_GUTTER = 9.0  # points without any word, from the page's top to its foot
_FLUSH = 0.6  # of the right column's lines begin where the column does
_WIDEST = 0.36  # of the width that is written on
_FEWEST_WORDS, _FEWEST_LINES = 6, 4


def part_sidebar(page: Page) -> tuple[list[Word], list[Word]] | None:
    """(the sidebar's words, the letter's), or null when the page has none. A table's first column is none: its lines
    stand beside those of the next one, and its page has no running text; nor are blanks of a text that only happen to
    stand below one another."""
    words = [word for word in page.words if word.text]
    if len(words) < 60 or page.method == "cuerpo":
        return None
    lefts, rights = sorted([word.box[0] for word in words]), sorted([word.box[2] for word in words])
    left, right = lefts[0], rights[-1]
    for edge in _gutters(lefts, rights):
        near = [word for word in words if word.box[2] <= edge]
        far = [word for word in words if word.box[2] > edge]
        aside, rest = (near, far) if edge - left < right - edge else (far, near)
        width = max(word.box[2] for word in aside) - min(word.box[0] for word in aside)
        narrow = width <= _WIDEST * (right - left) and len(aside) >= _FEWEST_WORDS
        if narrow and _flush(far) and _stand_apart(aside, rest):
            return aside, rest
    return None


def _gutters(lefts: Sequence[float], rights: Sequence[float]) -> list[float]:
    """Where a blank band runs down the whole page: the right edges of what stands left of it. Of the words' edges, each
    side sorted: at such a band as many words have ended as have begun."""
    return [reach for reach, begin in zip(rights, lefts[1:], strict=False) if begin - reach >= _GUTTER]


def _flush(column: Sequence[Word]) -> bool:
    begins = [line[0].box[0] for line in text_lines(column)]
    edge = min(begins)
    return sum(begin - edge < 2.0 for begin in begins) >= _FLUSH * len(begins)


def _stand_apart(aside: Sequence[Word], rest: Sequence[Word]) -> bool:
    """Whether the narrow column keeps its own lines beside longer running text."""
    lines, beside = text_lines(aside), text_lines(rest)
    if not _FEWEST_LINES <= len(lines) < len(beside) or max(map(len, beside)) < 8:
        return False
    feet = [line[0].box[3] for line in beside]
    level = sum(any(abs(line[0].box[3] - foot) < 1.5 for foot in feet) for line in lines)
    return level <= 0.5 * len(lines)
