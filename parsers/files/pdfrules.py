"""What a PDF page draws besides words: table borders as thin boxes, and how much of it pictures cover."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field

import pypdfium2.raw as raw

from cases.evidence import Caja
from parsers.files import pdfium
from parsers.files.dottedlines import lines_of_dots
from parsers.pages.upright import Turn

THIN = 2.5  # points: a filled rectangle thinner than this is a line
SHORT = 5.0  # points: nothing shorter separates cells
_MOST_SEGMENTS = 400
_DEEPEST = 4

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Drawing:
    """`rules` upright; `pictures` are the upright boxes of images; `paths` counts everything drawn as a shape. `texts`
    tells when each text object is drawn, `areas` (when, object, upright box) of what can hide others, `inner` are the
    text objects within forms."""

    rules: tuple[Caja, ...] = ()
    pictures: tuple[Caja, ...] = ()
    paths: int = 0
    texts: dict[int, int] = field(default_factory=dict)
    areas: tuple[tuple[int, int, Caja], ...] = ()
    inner: frozenset[int] = frozenset()


@dataclass(slots=True)
class _Found:
    """What the walk over a page's objects collects; `left` is how many it may still look at."""

    left: int
    rules: list[Caja] = field(default_factory=list)
    pictures: list[Caja] = field(default_factory=list)
    paths: int = 0
    texts: dict[int, int] = field(default_factory=dict)
    areas: list[tuple[int, int, Caja]] = field(default_factory=list)
    inner: set[int] = field(default_factory=set)
    count: int = 0


def read_drawing(page, turn: Turn, most: int) -> Drawing:
    """Rules and pictures of a page, also inside form XObjects; at most `most` objects are looked at."""
    found = _Found(most)
    _walk(pdfium.page_objects(page, most), _IDENTITY, turn, found, 0)
    long = [rule for rule in found.rules if _reach(rule) >= SHORT]
    dotted = lines_of_dots([r for r in found.rules if _reach(r) < SHORT]) if len(long) < len(found.rules) else []
    return Drawing(
        tuple(dict.fromkeys(long + dotted)), tuple(found.pictures), found.paths, found.texts, tuple(found.areas),
        frozenset(found.inner),
    )  # fmt: skip


def _reach(box: Caja) -> float:
    return max(box[2] - box[0], box[3] - box[1])


def covered(drawing: Drawing, turn: Turn) -> float:
    """Share of the page under pictures (the largest one, or the sum of strips that a scanner made)."""
    area = max(1.0, turn.width * turn.height)
    total = sum(
        max(0.0, min(x1, turn.width) - max(x0, 0.0)) * max(0.0, min(y1, turn.height) - max(y0, 0.0))
        for x0, y0, x1, y1 in drawing.pictures
    )
    return min(1.0, total / area)


def _walk(objects, matrix: Matrix, turn: Turn, found: _Found, depth: int) -> None:
    found.left -= len(objects)
    for kind, pointer in objects:
        found.count += 1
        if kind == pdfium.TEXT:
            found.texts[pointer] = found.count
            if depth:
                found.inner.add(pointer)
            continue
        item = pdfium.as_object(pointer)
        if kind == pdfium.FORM:
            if depth < _DEEPEST and found.left > 0:
                inner = _times(_matrix(item), matrix)
                _walk(pdfium.form_objects(pointer, found.left), inner, turn, found, depth + 1)
        elif box := _bounds(item, matrix, turn):
            if kind == pdfium.PATH:
                found.paths += 1
                _path(item, box, matrix, turn, found.rules)
            elif kind == pdfium.IMAGE:
                found.pictures.append(box)
            found.areas.append((found.count, pointer, box))


def _path(item, box: Caja, matrix: Matrix, turn: Turn, rules: list[Caja]) -> None:
    if box[2] - box[0] <= THIN or box[3] - box[1] <= THIN:
        _keep(box, turn, rules)
        return
    count = raw.FPDFPath_CountSegments(item)
    if not 2 <= count <= _MOST_SEGMENTS:
        return
    own = _times(_matrix(item), matrix)
    previous: tuple[float, float] | None = None
    start: tuple[float, float] | None = None
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = _apply(own, x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == raw.FPDF_SEGMENT_LINETO and previous:
            _segment(previous, point, turn, rules)
        previous = point
        if raw.FPDFPathSegment_GetClose(segment) and start:
            _segment(point, start, turn, rules)
            previous = start


def _segment(a: tuple[float, float], b: tuple[float, float], turn: Turn, rules: list[Caja]) -> None:
    straight = abs(a[0] - b[0]) <= 0.5 or abs(a[1] - b[1]) <= 0.5
    if straight and max(abs(a[0] - b[0]), abs(a[1] - b[1])) >= SHORT:
        _keep(turn.rect(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])), turn, rules)


def _keep(box: Caja, turn: Turn, rules: list[Caja]) -> None:
    """Edges of page-wide backgrounds lie on the page's border and separate nothing. A table may run off the page."""
    x0, y0, x1, y1 = box
    on_side = x1 - x0 < THIN and (abs(x0) < 1 or abs(x1 - turn.width) < 1)
    on_end = y1 - y0 < THIN and (abs(y0) < 1 or abs(y1 - turn.height) < 1)
    if not on_side and not on_end and x1 > -turn.width and x0 < 2 * turn.width:
        rules.append((round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2)))


def _bounds(item, matrix: Matrix, turn: Turn) -> Caja | None:
    l, b, r, t = ctypes.c_float(), ctypes.c_float(), ctypes.c_float(), ctypes.c_float()  # noqa: E741
    if not raw.FPDFPageObj_GetBounds(item, l, b, r, t):
        return None
    if matrix is _IDENTITY:
        return turn.rect(l.value, b.value, r.value, t.value)
    corners = [_apply(matrix, x, y) for x in (l.value, r.value) for y in (b.value, t.value)]
    across, along = [c[0] for c in corners], [c[1] for c in corners]
    return turn.rect(min(across), min(along), max(across), max(along))


def _matrix(item) -> Matrix:
    m = raw.FS_MATRIX()
    return (m.a, m.b, m.c, m.d, m.e, m.f) if raw.FPDFPageObj_GetMatrix(item, m) else _IDENTITY


def _times(m: Matrix, n: Matrix) -> Matrix:
    """First `m`, then `n`."""
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def _apply(m: Matrix, x: float, y: float) -> tuple[float, float]:
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]
