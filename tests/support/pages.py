"""Small PDFs drawn for one test each: what is odd about them is written where it is tested."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pypdf
import reportlab
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

pdfmetrics.registerFont(TTFont("Vera", str(Path(reportlab.__file__).parent / "fonts" / "Vera.ttf")))

PROSE = (
    "De mi consideración: con el fin de dar cumplimiento a lo que dispone la norma, solicito a usted que se sirva",
    "autorizar el cambio del administrador institucional de Quipux de la entidad que represento, para lo cual se",
    "detalla en la tabla la información del nuevo servidor y se adjunta a la presente el documento de delegación.",
)


def drawn(*pages: Callable[[Canvas], None], size: tuple[float, float] = A4) -> bytes:
    """A PDF with one page for each function, which draws it."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=True)
    for draw in pages:
        canvas.setFont("Vera", 10)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def written(*lines: str, x: float = 72, y: float = 760, step: float = 16) -> Callable[[Canvas], None]:
    """Draws lines of text one under the other."""

    def draw(canvas: Canvas) -> None:
        for index, line in enumerate(lines):
            canvas.drawString(x, y - index * step, line)

    return draw


def letter() -> bytes:
    return drawn(written("Oficio Nro. MSP-DE-2026-0123-O", *PROSE, "Cédula: 1712345675"))


def rewritten(data: bytes, change: Callable[[pypdf.PdfWriter], None]) -> bytes:
    """The same PDF after `change` has worked on it."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
