"""What became of a PDF after it was signed: whether the pages still show, and its fields still say, what was signed."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

    Box = tuple[float, float, float, float]  # left, bottom, right, top

_SCALE = 0.7  # 50 dots an inch: a changed digit is several dots
_PAGES = 30
_MOST_NOTES = 2_000
_NUMBER = re.compile(r"\d{9,13}")  # cédulas, telephones: what a drawing laid over a letter would replace
_LARGE = 0.15  # of the page: no stamp of a signature is so large


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: a digest of its picture and text without notes, where notes and fields lie on it, where long numbers
    stand, and its area."""

    shown: str
    notes: frozenset[Box]
    numbers: tuple[Box, ...]
    area: float


@dataclass(frozen=True, slots=True)
class Contents:
    """A PDF as a reader sees it: its first 30 pages, their number in all, the values of fields."""

    pages: tuple[Sheet, ...]
    count: int
    fields: tuple[tuple[str, str], ...]

    @property
    def complete(self) -> bool:
        """Whether all pages were looked at."""
        return self.count == len(self.pages)

    def same(self, other: Contents | None) -> bool:
        """Whether pages and fields are the same, notes apart."""
        if other is None or self.count != other.count or self.fields != other.fields:
            return False
        return all(one.shown == two.shown for one, two in zip(self.pages, other.pages, strict=True))

    def covered(self, later: Contents) -> bool:
        """Whether a note or field that `later` has besides hides a long number or much of a page: the bytes beneath are
        as they were signed, but a person sees something else."""
        return any(_hides(before, after) for before, after in zip(self.pages, later.pages, strict=False))


def _hides(before: Sheet, after: Sheet) -> bool:
    return any(
        (right - left) * (top - bottom) > _LARGE * after.area
        or any(left < (x0 + x1) / 2 < right and bottom < (y0 + y1) / 2 < top for x0, y0, x1, y1 in after.numbers)
        for left, bottom, right, top in after.notes - before.notes
    )


def contents(data: bytes) -> Contents | None:
    """Null when nothing can be compared: such a file counts as changed.

    Two libraries can find different documents in one damaged file. Signatures are checked by one and letters read by
    the other: what is compared here is what is read."""
    import pypdfium2

    fields = _fields(data)
    if fields is None:
        return None
    try:
        with pypdfium2.PdfDocument(data) as document:
            return Contents(tuple(_sheets(document)), len(document), fields)
    except pypdfium2.PdfiumError:
        return None


def _sheets(document: PdfDocument) -> Iterator[Sheet]:
    for number in range(min(len(document), _PAGES)):
        page = document[number]
        width, height = page.get_size()
        scale = _SCALE * min(1.0, 1500 / max(width, height, 1))
        picture = page.render(scale=scale, may_draw_forms=False, draw_annots=False)
        words = page.get_textpage()
        seen = hashlib.sha256(f"{width} {height}\n{words.get_text_bounded()}".encode("utf-8", "replace"))
        seen.update(bytes(picture.buffer))
        yield Sheet(seen.hexdigest(), frozenset(_notes(page)), tuple(_numbers(words)), width * height)
        words.close()
        picture.close()
        page.close()


def _notes(page: PdfPage) -> Iterator[Box]:
    import pypdfium2.raw as raw

    for index in range(min(_MOST_NOTES, raw.FPDFPage_GetAnnotCount(page))):
        rect = raw.FS_RECTF()
        note = raw.FPDFPage_GetAnnot(page, index)
        if note and raw.FPDFAnnot_GetRect(note, rect):
            yield (rect.left, min(rect.bottom, rect.top), rect.right, max(rect.bottom, rect.top))
        if note:
            raw.FPDFPage_CloseAnnot(note)


def _numbers(words: PdfTextPage) -> Iterator[Box]:
    import pypdfium2.raw as raw

    for match in _NUMBER.finditer(words.get_text_range()):
        # The text leaves out characters that the page's own numbering counts.
        places = [raw.FPDFText_GetCharIndexFromTextIndex(words, place) for place in (match.start(), match.end() - 1)]
        if min(places) < 0:
            continue
        first, last = map(words.get_charbox, places)
        yield (min(first[0], last[0]), min(first[1], last[1]), max(first[2], last[2]), max(first[3], last[3]))


def _fields(content: bytes) -> tuple[tuple[str, str], ...] | None:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        fields = PdfReader(io.BytesIO(content)).get_fields() or {}
        return tuple((name, str(value.get("/V"))) for name, value in fields.items() if value.get("/FT") != "/Sig")
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
