"""From a PDF's own coordinates to points of the upright page, origin top left."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace

from cases.evidence import Caja, Evidence
from parsers.pages.page import Document, Page


class Turn:
    """The page turned clockwise by `degrees` (0, 90, 180, 270) out of PDF space, whose origin is bottom left."""

    __slots__ = ("box", "degrees", "height", "width")

    def __init__(self, box: tuple[float, float, float, float], degrees: int):
        """`box`: left, bottom, right, top of the visible page."""
        self.box = box
        self.degrees = degrees % 360
        across, along = box[2] - box[0], box[3] - box[1]
        self.width, self.height = (along, across) if self.degrees in (90, 270) else (across, along)

    def rect(self, left: float, bottom: float, right: float, top: float) -> Caja:
        """The rectangle on the upright page as (x0, y0, x1, y1)."""
        x0, y0, x1, y1 = self.box
        match self.degrees:
            case 0:
                corners = (left - x0, y1 - top, right - x0, y1 - bottom)
            case 90:
                corners = (bottom - y0, left - x0, top - y0, right - x0)
            case 180:
                corners = (x1 - right, bottom - y0, x1 - left, top - y0)
            case _:
                corners = (y1 - top, x1 - right, y1 - bottom, x1 - left)
        a, b, c, d = corners
        return (a if a < c else c, b if b < d else d, c if c > a else a, d if d > b else b)


def tilted(box: Caja, width: float, height: float, degrees: float) -> Caja:
    """The box with its middle turned clockwise by `degrees` about the middle of the page, its size kept."""
    if not degrees:
        return box
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    x, y = (box[0] + box[2] - width) / 2, (box[1] + box[3] - height) / 2
    dx, dy = x * cosine - y * sine - x, x * sine + y * cosine - y
    return (box[0] + dx, box[1] + dy, box[2] + dx, box[3] + dy)


def as_seen(page: Page, box: Caja) -> Caja:
    """Where a box of a straightened scan lies on the upright page as it really was scanned."""
    return tilted(box, page.width, page.height, page.skew)


def evidence_as_seen(evidence: Iterable[Evidence], documents: Iterable[Document]) -> tuple[Evidence, ...]:
    """Evidence with the boxes of tilted scans put where a person sees the words."""
    tilts = {(d.name, p.number): p for d in documents for p in d.pages if p.skew}
    result = []
    for item in evidence:
        page = tilts.get((item.adjunto or "", item.pagina or 0))
        if page is not None and item.caja is not None:
            item = replace(item, caja=as_seen(page, item.caja))
        result.append(item)
    return tuple(result)
