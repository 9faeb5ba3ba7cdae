"""What became of a PDF after it was signed: whether the pages still show, and its fields still say, what was signed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_SCALE = 0.7  # 50 dots an inch: a changed digit is several dots
_PAGES = 30


def same_contents(signed: bytes, whole: bytes) -> bool:
    """Whether the signed bytes and the whole file have the same pages, apart from notes: equal pictures without
    annotations, equal text, equal values of fields. What cannot be compared, or is over 30 pages, counts as changed."""
    import pypdfium2

    try:
        before, after = pypdfium2.PdfDocument(signed), pypdfium2.PdfDocument(whole)
    except pypdfium2.PdfiumError:
        return False
    with before, after:
        if len(before) != len(after) or len(after) > _PAGES:
            return False
        pages = zip(_pages(before), _pages(after), strict=True)
        return all(one == other for one, other in pages) and _fields(signed) == _fields(whole)


def _pages(document: PdfDocument) -> Iterator[tuple[object, ...]]:
    for page in document:
        width, height = page.get_size()
        scale = _SCALE * min(1.0, 1500 / max(width, height, 1))
        picture = page.render(scale=scale, may_draw_forms=False, draw_annots=False)
        words = page.get_textpage()
        yield (width, height, bytes(picture.buffer), words.get_text_bounded())
        words.close()
        picture.close()
        page.close()


def _fields(content: bytes) -> dict[str, str] | None:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        fields = PdfReader(io.BytesIO(content)).get_fields() or {}
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return {name: str(value.get("/V")) for name, value in fields.items() if value.get("/FT") != "/Sig"}
