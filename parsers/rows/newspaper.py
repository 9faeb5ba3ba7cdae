"""Columns of a newspaper: parts of a page whose text goes on below, and not in the next column's line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cases.evidence import Caja
from parsers.pages.cells import union
from parsers.pages.extents import em_of, lines_of, segments
from parsers.pages.page import Page, Word
from parsers.words.labels import label_at_start
from parsers.words.roles import heading_role
from parsers.writer.letterclose import is_closing

FEWEST_LINES = 3  # on either side of a gutter
_GUTTER = 8.0  # points without any word
_EDGE = 1.5  # how far lines of one column may begin apart
_RUNNING = 4  # lines of a text that is long enough to be told from a wrapped cell
_LABELLED = 0.4  # of the lines of a person's data begin with a label, at least
_MOST_BLOCKS = 40

_Line = list[Word]


@dataclass(frozen=True, slots=True)
class Block:
    """Words that are read before those of the next block. `edges` are where its lines begin and end when most of them
    are stretched to fill a column."""

    words: tuple[Word, ...]
    edges: tuple[float, float] | None = None

    def fills(self, line: Sequence[Word]) -> bool:
        """Whether a line is stretched from one edge of the column to the other: its blanks are no gaps."""
        if self.edges is None:
            return False
        left, right = self.edges
        return abs(line[0].box[0] - left) < _EDGE and abs(line[-1].box[2] - right) < _EDGE


def reading_blocks(page: Page) -> list[Block]:
    """The page's words in the order of reading, cut where columns of text begin and end; a single block when there are
    none. Neither tables (their rows go across) nor labels beside their values are columns."""
    words = [word for word in page.words if word.text]
    return _Columns(page.rules, em_of(words)).blocks(lines_of(words))


class _Columns:
    """What all parts of a page share: its drawn lines and the size of its letters."""

    def __init__(self, rules: Sequence[Caja], em: float):
        self.rules = rules
        self.em = em
        self.left = _MOST_BLOCKS

    def blocks(self, lines: Sequence[_Line], column: bool = False) -> list[Block]:
        edges = _stretched(lines) if column else None
        for edge in _edges(lines) if self.left > 0 else ():
            for first, last in self._bands(lines, edge):
                near, far = _sides(lines[first:last], edge)
                # Blanks of stretched lines that happen to stand below one another leave ragged ends before them.
                if not self._are_columns(near, far) or (edges and _stretched(near) is None):
                    continue
                self.left -= 2
                leave = next((at for at, line in enumerate(near) if _closes(line)), len(near))
                parts = (lines[:first], near[:leave], far, [*near[leave:], *lines[last:]])
                return [block for at, part in enumerate(parts) if part for block in self.blocks(part, at in (1, 2))]
        return [Block(tuple(word for line in lines for word in line), edges)]

    def _bands(self, lines: Sequence[_Line], edge: float) -> Iterator[tuple[int, int]]:
        """Where lines follow one another of which none runs over the gutter before `edge`: first and last of those
        that have something beside them."""
        begin = 0
        crossing = _crossing(lines, edge)
        for at in range(len(lines) + 1):
            apart = at < len(lines) and at > begin and _gap(lines[at - 1], lines[at]) > 3.0 * self.em
            if at == len(lines) or apart or crossing[at]:
                yield from self._trimmed(lines, begin, at, edge)
                begin = at if apart else at + 1

    def _trimmed(self, lines: Sequence[_Line], begin: int, end: int, edge: float) -> Iterator[tuple[int, int]]:
        """The lines of a band without those above and below that only one side has, unless they go on with it."""
        if end - begin < FEWEST_LINES:
            return
        near = [at for at in range(begin, end) if lines[at][0].box[0] < edge - _EDGE]
        far = [at for at in range(begin, end) if lines[at][-1].box[0] >= edge - _EDGE]
        if min(len(near), len(far)) < FEWEST_LINES:
            return
        first, last = max(near[0], far[0]), min(near[-1], far[-1])
        if first > last:  # one stands below the other
            return
        while first > begin and _gap(lines[first - 1], lines[first]) < 0.5 * self.em:
            first -= 1
        longer = near if near[-1] > far[-1] else far
        for at in [at for at in longer if at > last]:
            above = [line for line in longer if line < at][-1]
            if _gap(lines[above], lines[at]) > self.em or _closes(lines[at]):
                break
            last = at
        if last - first + 1 >= FEWEST_LINES:
            yield first, last + 1

    def _are_columns(self, near: Sequence[_Line], far: Sequence[_Line]) -> bool:
        if min(len(near), len(far)) < FEWEST_LINES:
            return False
        labels = [_Labels.of(near), _Labels.of(far)]
        if _alike(*labels) or (
            all(len(side.own) >= max(2, _LABELLED * side.lines) for side in labels) and _headed(near, far)
        ):
            return True
        if self._ruled(near, far):
            return False
        if _one_list(*labels) and self._staggered(near, far):
            return True
        texts = [self._runs(near), self._runs(far)]
        return all(texts) or (any(texts) and len(labels[texts[0]].own) >= FEWEST_LINES)

    def _staggered(self, near: Sequence[_Line], far: Sequence[_Line]) -> bool:
        """Whether a label stands somewhere in line with the rest of a value: the sides are no rows of one table."""
        beside = [(a, b) for a in near for b in far if abs(a[0].box[3] - b[0].box[3]) < 0.5 * self.em]
        return any((label_at_start(_text(a)) is None) != (label_at_start(_text(b)) is None) for a, b in beside)

    def _ruled(self, near: Sequence[_Line], far: Sequence[_Line]) -> bool:
        """Whether lines drawn across the gutter part the rows of a table."""
        (_, top, left, bottom), (_, other_top, *_), right = _box(near), _box(far), min(line[0].box[0] for line in far)
        top, bottom = max(top, other_top), min(bottom, _box(far)[3])
        return any(
            y1 - y0 < 4 and x0 < left and x1 > right and top + self.em < y0 < bottom - self.em
            for x0, y0, x1, y1 in self.rules
        )

    def _runs(self, lines: Sequence[_Line]) -> bool:
        """Whether several lines, one right below the other, are one text that was broken where the column ends: the
        first word of each had no room in the line above."""
        right = max(line[-1].box[2] for line in lines)
        run = [lines[0]]
        for line in lines[1:]:
            above, first = run[-1], line[0].box
            broken = above[-1].box[2] + 0.25 * self.em + first[2] - first[0] > right
            if broken and _gap(above, line) < 0.8 * self.em and self._is_text(above) and self._is_text(line):
                run.append(line)
            else:
                run = [line]
            if len(run) >= _RUNNING and _is_prose(run):
                return True
        return False

    def _is_text(self, line: _Line) -> bool:
        """Whether a line is words of a sentence, without wide blanks, and neither begins with a label nor is one."""
        if len(segments(line)) > 1 and any(b.box[0] - a.box[2] > 2.0 * self.em for a, b in pairwise(line)):
            return False
        text = _text(line)
        if ("@" in text and len(line) < 3) or 2 * sum(map(str.isdigit, text)) > len(text):  # a datum
            return False
        label = label_at_start(text)
        return label is None or not (label.strong or label.end >= len(text))


def _stretched(lines: Sequence[_Line]) -> tuple[float, float] | None:
    """The edges of a column whose lines mostly fill it."""
    left, right = min(line[0].box[0] for line in lines), max(line[-1].box[2] for line in lines)
    ends = sum(line[-1].box[2] > right - _EDGE and line[0].box[0] < left + _EDGE for line in lines)
    return (left, right) if 2 * ends >= len(lines) else None


def _edges(lines: Sequence[_Line]) -> list[float]:
    """Where columns may begin: places where words of several lines begin behind a gap, or after nothing."""
    leftmost = min(line[0].box[0] for line in lines)
    begins: list[int] = []
    for line in lines:
        begins.append(round(line[0].box[0] / _EDGE))
        begins += [round(b.box[0] / _EDGE) for a, b in pairwise(line) if b.box[0] - a.box[2] >= _GUTTER]
    found = [at * _EDGE for at, count in Counter(begins).most_common(12) if count >= FEWEST_LINES]
    return [edge for edge in found if edge > leftmost + 5 * _GUTTER]


def _is_prose(lines: Sequence[_Line]) -> bool:
    """Whether lines are no list of names or titles: most words are small, and lines begin with one."""
    small = [[not word.text[0].isupper() for word in line] for line in lines]
    return any(line[0] for line in small[1:]) and sum(map(sum, small)) >= 0.45 * sum(map(len, small))


def _crossing(lines: Sequence[_Line], edge: float) -> list[bool]:
    """Which lines run over the gutter before `edge`. One whose left part only fills its column up to the next does not,
    where the lines around it have something on either side of the gutter."""
    found = [_crosses(line, edge) for line in lines]
    beside = [not over and line[-1].box[0] >= edge - _EDGE for over, line in zip(found, lines, strict=True)]
    for at, line in enumerate(lines):
        if 0 < at < len(lines) - 1 and found[at] and beside[at - 1] and _fills_up_to(line, edge):
            below = next((n for n in range(at + 1, len(lines)) if not _fills_up_to(lines[n], edge)), at)
            if beside[below]:
                found[at], beside[at] = False, True
    return found


def _crosses(line: _Line, edge: float) -> bool:
    return any(word.box[0] < edge - _EDGE and word.box[2] > edge - _GUTTER + _EDGE for word in line)


def _fills_up_to(line: _Line, edge: float) -> bool:
    """Whether a line is parted right at `edge`, though hardly by a gap."""
    return any(abs(b.box[0] - edge) < _EDGE and edge - _GUTTER < a.box[2] <= b.box[0] for a, b in pairwise(line))


def _sides(lines: Sequence[_Line], edge: float) -> tuple[list[_Line], list[_Line]]:
    """The lines of either side of a gutter."""
    near = [[word for word in line if word.box[0] < edge - _EDGE] for line in lines]
    far = [[word for word in line if word.box[0] >= edge - _EDGE] for line in lines]
    return [line for line in near if line], [line for line in far if line]


@dataclass(frozen=True, slots=True)
class _Labels:
    """What the lines of a side announce: `own` with the value behind the label, `lone` with it below; `lines` is how
    many lines there are."""

    own: tuple[str, ...]
    lone: tuple[str, ...]
    lines: int

    @classmethod
    def of(cls, side: Sequence[_Line]) -> _Labels:
        own: list[str] = []
        lone: list[str] = []
        for line in side:
            first, *others = segments(line)
            text = _text(first)
            label = label_at_start(text)
            if label is None or label.field in ("otro", "administrador", "rol"):
                continue
            alone = label.end >= len(text.rstrip())
            if others if alone else label.strong:
                own.append(label.field)
            elif alone:
                lone.append(label.field)
        return cls(tuple(own), tuple(lone), len(side))


def _alike(near: _Labels, far: _Labels) -> bool:
    """Whether both sides announce the same data: two people, each in a column of its own."""
    if any(len(side.own) + len(side.lone) < _LABELLED * side.lines for side in (near, far)):
        return False
    one, other = {*near.own, *near.lone}, {*far.own, *far.lone}
    return 2 * len(one & other) >= max(4, min(len(one), len(other)))


def _one_list(near: _Labels, far: _Labels) -> bool:
    """Whether both sides are lists of labels with their values and none of the data comes twice: one person's list,
    set in two columns."""
    fields = [*near.own, *near.lone, *far.own, *far.lone]
    listed = all(len(side.own) >= max(FEWEST_LINES, _LABELLED * side.lines) for side in (near, far))
    return listed and len(set(fields)) == len(fields)


def _headed(near: Sequence[_Line], far: Sequence[_Line]) -> bool:
    """Whether headings stand side by side that speak of different people."""
    return len({heading_role(_text(side[0])) for side in (near, far)} - {None}) == 2


def _box(lines: Sequence[_Line]) -> Caja:
    return union([word for line in lines for word in line])


def _gap(above: _Line, below: _Line) -> float:
    return min(word.box[1] for word in below) - max(word.box[3] for word in above)


def _text(line: _Line) -> str:
    return " ".join(word.text for word in line)


def _closes(line: _Line) -> bool:
    return is_closing(_text(line))
