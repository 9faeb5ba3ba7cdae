"""Every producer by its name, and the drawing of many sheets with each program started once."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from tests.corpus import render_canvas, render_html, render_office, render_reportlab
from tests.corpus.model import Letter
from tests.corpus.scans import Escaneo, scan


def sin_unicode(letter: Letter) -> bytes:
    """A PDF whose fonts have lost their way back to Unicode: it looks right and its text layer is worthless."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import DictionaryObject

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(render_html.weasyprint_pdf(letter))))
    for number in range(len(writer._objects)):
        thing = writer._objects[number]
        if isinstance(thing, DictionaryObject) and "/ToUnicode" in thing:
            del thing["/ToUnicode"]
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


SINGLE: dict[str, Callable[[Letter], bytes]] = {
    "platypus": render_reportlab.platypus_pdf,
    "canvas": render_canvas.canvas_pdf,
    "glifos": render_canvas.glyphs_pdf,
    "columnas": render_canvas.columnas_pdf,
    "formulario": render_canvas.formulario_pdf,
    "weasyprint": render_html.weasyprint_pdf,
    "quipux": render_html.weasyprint_pdf,
    "sin_unicode": sin_unicode,
    "docx": render_office.docx,
    "odt": render_office.odt,
}
ENDINGS = {"docx": "docx", "odt": "odt"}
OFFICE = ("libreoffice_docx", "libreoffice_odt")


def available() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The producers that can run here, and those whose program is absent."""
    absent = () if render_html.Chromium.available else ("chromium",)
    absent += () if render_office.PROGRAM else OFFICE
    return tuple(name for name in (*SINGLE, "chromium", *OFFICE) if name not in absent), absent


@dataclass(frozen=True, slots=True)
class Hoja:
    """One attachment to be made: a letter with its producer, perhaps scanned afterwards, or bytes as they are."""

    nombre: str
    letter: Letter | None = None
    productor: str = "weasyprint"
    escaneo: Escaneo | None = None
    semilla: int = 0
    datos: bytes | None = None


def _office(sheets: Sequence[Hoja]) -> list[bytes]:
    files = []
    for number, sheet in enumerate(sheets):
        kind = sheet.productor.rpartition("_")[2]
        files.append((f"h{number}.{kind}", SINGLE[kind](sheet.letter)))
    return [
        pdf for start in range(0, len(files), 60) for pdf in render_office.libreoffice_pdfs(files[start : start + 60])
    ]


def _one(sheet: Hoja) -> bytes:
    if sheet.datos is not None:
        return sheet.datos
    return SINGLE[sheet.productor](sheet.letter)


def _scanned(job: tuple[Hoja, bytes]) -> bytes:
    sheet, data = job
    return scan(data, sheet.escaneo, random.Random(sheet.semilla)) if sheet.escaneo else data


def draw(sheets: Sequence[Hoja], pool: ProcessPoolExecutor) -> list[bytes]:
    """Every sheet as its producer draws it, not yet scanned, in order."""
    drawn: dict[int, bytes] = {}
    chromium = [n for n, s in enumerate(sheets) if s.productor == "chromium" and s.datos is None]
    office = [n for n, s in enumerate(sheets) if s.productor in OFFICE and s.datos is None]
    rest = [n for n in range(len(sheets)) if n not in {*chromium, *office}]
    drawing = pool.map(_one, [sheets[n] for n in rest], chunksize=8)
    if chromium:
        drawn |= dict(zip(chromium, render_html.chromium_pdfs(sheets[n].letter for n in chromium), strict=True))
    if office:
        drawn |= dict(zip(office, _office([sheets[n] for n in office]), strict=True))
    drawn |= dict(zip(rest, drawing, strict=True))
    return [drawn[n] for n in range(len(sheets))]


def scanned(sheets: Sequence[Hoja], drawn: Sequence[bytes], pool: ProcessPoolExecutor) -> list[bytes]:
    """The drawn sheets, each through its scanner where it has one."""
    return list(pool.map(_scanned, list(zip(sheets, drawn, strict=True)), chunksize=4))
