"""Text that a PDF holds and nobody sees: in the paper's colour, under a picture, cut off, on a layer that is off.

Signs of it are looked for on every page; only where there is one, the page is drawn with and without the words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from ctypes import c_float, c_int
from itertools import chain
from typing import TYPE_CHECKING

import pypdfium2.raw as raw

from cases.evidence import Caja
from parsers.bounds.budget import BUDGET
from parsers.bounds.processlimits import MB
from parsers.files import pdfium
from parsers.files.pdfrules import Drawing
from parsers.files.pdfwords import Placed
from parsers.pages.upright import Turn

if TYPE_CHECKING:
    import numpy as np

_LIGHT = 480  # red, green and blue together: lighter letters are no usual print
_NEAR = 24  # of 255, in each colour: no eye tells print from such a ground
_CHANGED = 16  # of 255: a dot that is another one without the word
_LEAST_INK = 0.02  # of a word's box: the thinnest print covers five times as much
_SMALLEST = 0.003  # of the page's long side (2.5 points on A4)
_PART = 0.15  # of a word's width: less may lie outside or under something, boxes being larger than letters
_WIDE = 3.0  # points: a thinner stroke hides no word
_DOTS = 1_263  # of the drawn page's long side: 1.5 for a point of A4
_DRAWING = 100 * MB
_FILLED, _BOTH, _INVISIBLE = 0, 2, 3  # ways to paint text
_MOST_NOTES = 200
# Notes that are drawn beside the text or around it; a signature's own stamp may lie over its name.
_NO_COVER = (raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP, raw.FPDF_ANNOT_TEXT)

Colour = tuple[int, int, int]


def unseen(page, text_page, placed: Placed, drawing: Drawing, layered: bool) -> frozenset[int]:
    """The places of the words that are not to be seen on the page, in whole or in part, those apart that are declared
    invisible; `layered` says that the file has layers."""
    objects = list(drawing.texts.keys() | (set(placed.objects) - {None}))
    if not objects:
        return frozenset()
    odd = set(objects) if layered else _odd(objects) | drawing.inner
    tiny = _SMALLEST * max(placed.turn.width, placed.turn.height)
    small = {at for at, box in enumerate(placed.boxes) if box[3] - box[1] < tiny or box[2] - box[0] < 0.1 * tiny}
    noted = _under_notes(page, placed)
    doubted = (noted | _behind(placed, drawing)) - small
    if odd or doubted:
        drawn = _drawn_by(text_page, placed)
        doubted |= {at for at, by in enumerate(drawn) if at not in small and not odd.isdisjoint(by)}
        # What runs across the page is no part of the letter, and its box tells little of where its letters are.
        doubted = {at for at in doubted if drawn[at] and placed.turned.get(at, 0) == placed.turn.degrees}
        doubted = {at for at in doubted if any(mode != _INVISIBLE for mode in pdfium.modes(list(drawn[at])))}
    if not doubted:
        return frozenset(small)
    return frozenset(small | _without_ink(page, placed, {at: drawn[at] for at in sorted(doubted)}, bool(noted)))


def _drawn_by(text_page, placed: Placed) -> list[frozenset[int]]:
    """The text objects that draw the characters of each word."""
    of_all = pdfium.text_objects(text_page, list(chain.from_iterable(range(*span) for span in placed.spans)))
    found, at = [], 0
    for start, end in placed.spans:
        found.append(frozenset(item for item in of_all[at : at + end - start] if item))
        at += end - start
    return found


def _odd(objects: Sequence[int]) -> set[int]:
    """Text objects that are painted as print is not, or cut off."""
    modes, flat = pdfium.modes(objects), pdfium.colours(objects)
    through, cut = pdfium.see_through(objects), pdfium.clips(objects)
    inks = list(zip(flat[::4], flat[1::4], flat[2::4], strict=True))
    # Nearly every page ends here: the few colours and modes that it has are looked at once.
    light, strange = {ink for ink in set(inks) if sum(ink) > _LIGHT}, set(modes) - {_FILLED, _BOTH, _INVISIBLE}
    if not (light or strange or any(through) or any(cut)):
        return set()
    return {
        drawn for drawn, mode, ink, shows, shapes in zip(objects, modes, inks, through, cut, strict=True)
        if mode != _INVISIBLE and (ink in light or mode in strange or shows or (shapes > 0 and _is_cut(drawn)))
    }  # fmt: skip


def _is_cut(drawn: int) -> bool:
    """Whether the shapes that cut a text object off leave less than all of it."""
    clip, own = pdfium.clip_box(drawn), pdfium.bounds(drawn)
    if clip is None or own is None:
        return True
    left, bottom, right, top = own
    aside = _PART * (right - left)
    return not (clip[0] <= left + aside and right - aside <= clip[2] and clip[1] <= (bottom + top) / 2 <= clip[3])


def _behind(placed: Placed, drawing: Drawing) -> set[int]:
    """Words over which something was drawn, or that have the colour of what lies under them."""
    if not drawing.areas:
        return set()
    middles = sorted([((box[1] + box[3]) / 2, at) for at, box in enumerate(placed.boxes)])
    found: set[int] = set()
    for when, area, (x0, y0, x1, y1) in drawing.areas:
        over = []
        for _, at in middles[bisect_left(middles, (y0,)) : bisect_left(middles, (y1,))]:
            left, _, right, _ = placed.boxes[at]
            if min(x1, right) - max(x0, left) > _PART * (right - left):
                over.append(at)
        if over and (ground := _ground(area)) is not None:
            found.update(
                at for at in over
                if drawing.texts.get(placed.objects[at] or 0, 0) < when or _alike(ground, placed.objects[at])
            )  # fmt: skip
    return found


def _ground(area: int) -> Colour | tuple[()] | None:
    """The colour that something drawn puts over its place; empty when that is none alone, null when it covers nothing.
    """
    item = pdfium.as_object(area)
    if raw.FPDFPageObj_GetType(item) != pdfium.PATH:
        return ()
    filled, stroked, width = c_int(), c_int(), c_float()
    raw.FPDFPath_GetDrawMode(item, filled, stroked)
    if filled.value:
        return tuple(pdfium.colours([area])[:3])  # type: ignore[return-value]
    raw.FPDFPageObj_GetStrokeWidth(item, width)
    return () if stroked.value and width.value >= _WIDE else None


def _alike(ground: Colour | tuple[()], drawn: int | None) -> bool:
    """Whether a text object may have the colour of its ground."""
    if not ground or drawn is None:
        return True
    return all(abs(one - other) < 2 * _NEAR for one, other in zip(ground, pdfium.colours([drawn]), strict=False))


def _under_notes(page, placed: Placed) -> set[int]:
    """Words under stamps and drawings that were laid over the page."""
    found = set()
    rect = raw.FS_RECTF()
    for index in range(min(_MOST_NOTES, raw.FPDFPage_GetAnnotCount(page))):
        note = raw.FPDFPage_GetAnnot(page, index)
        if note and raw.FPDFAnnot_GetSubtype(note) not in _NO_COVER and raw.FPDFAnnot_GetRect(note, rect):
            x0, y0, x1, y1 = placed.turn.rect(rect.left, rect.bottom, rect.right, rect.top)
            for at, box in enumerate(placed.boxes):
                if y0 < (box[1] + box[3]) / 2 < y1 and min(x1, box[2]) - max(x0, box[0]) > _PART * (box[2] - box[0]):
                    found.add(at)
        if note:
            raw.FPDFPage_CloseAnnot(note)
    return found


def _without_ink(page, placed: Placed, doubted: Mapping[int, Collection[int]], notes: bool) -> set[int]:
    """Those of the words (with what draws them) of which a part changes nothing on the drawn page, its `notes`
    included, or is printed on a ground of its own colour."""
    try:
        with BUDGET.at_most(_DRAWING):
            shown = _drawn(page, notes)
            bare = _drawn_without(page, notes, set(chain.from_iterable(doubted.values())))
    except (MemoryError, ValueError):
        return set(doubted)
    import numpy as np

    turn = Turn(placed.turn.box, page.get_rotation())
    across, along = shown.shape[1] / turn.width, shown.shape[0] / turn.height
    gone = set()
    for at, objects in doubted.items():
        x0, y0, x1, y1 = turn.rect(*_in_page(placed, at))
        rows = slice(max(0, int(y0 * along)), max(0, int(y1 * along) + 1))
        columns = slice(max(0, int(x0 * across)), max(0, int(x1 * across) + 1))
        before, after = bare[rows, columns], shown[rows, columns]
        ink = (np.abs(after.astype(np.int16) - before) >= _CHANGED).any(axis=2)
        sideways = (turn.degrees - placed.turn.degrees) % 180 == 90
        if not _printed(ink.T if sideways else ink, len(placed.texts[at])):
            gone.add(at)
            continue
        usual = np.median(before.reshape(-1, 3), axis=0)[::-1]
        if any(pdfium.modes([one]) == [_FILLED] and np.abs(usual - pdfium.colours([one])[:3]).max() < _NEAR
               for one in objects):  # fmt: skip
            gone.add(at)
    return gone


def _printed(ink: np.ndarray, letters: int) -> bool:
    """Whether a word of so many letters left ink everywhere along its box (two letters are never both blank)."""
    import numpy as np

    if letters < 2:
        return bool(ink.any())
    if not ink.size or ink.mean() < _LEAST_INK:
        return False
    return all(part.any() for part in np.array_split(ink, max(1, letters // 2), axis=1) if part.size)


def _in_page(placed: Placed, at: int) -> Caja:
    """Left, bottom, right, top of a word in the page's own space."""
    l0, t0, r0, b0, l1, t1, r1, b1 = placed.flat[8 * at : 8 * at + 8]
    return min(l0, l1), min(b0, b1), max(r0, r1), max(t0, t1)


def _drawn(page, notes: bool) -> np.ndarray:
    scale = _DOTS / max(1.0, *page.get_size())
    bitmap = page.render(scale=scale, draw_annots=notes, may_draw_forms=False)
    return bitmap.to_numpy()[:, :, :3]


def _drawn_without(page, notes: bool, objects: Collection[int]) -> np.ndarray:
    for drawn in objects:
        pdfium.set_active(drawn, False)
    try:
        return _drawn(page, notes)
    finally:
        for drawn in objects:
            pdfium.set_active(drawn, True)
