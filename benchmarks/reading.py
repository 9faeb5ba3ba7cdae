"""What reading costs beyond the engines it stands on: digital letters against bare text, scans against bare OCR.

python benchmarks/reading.py [--pages 3] [--check]
"""

from __future__ import annotations

import argparse
import io
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.support.results import write

TEXT_LIMIT, OCR_LIMIT = 1.5, 1.15
_ROUNDS = 15


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of the bare engine and of the reading, on the wall and on the processor."""

    what: str
    bare: tuple[float, float]
    ours: tuple[float, float]
    limit: float

    def ratio(self, clock: int) -> float:
        return self.ours[clock] / self.bare[clock]

    def line(self) -> str:
        bare, ours = (f"{pair[0] * 1000:9.1f} ms ({pair[1] * 1000:.1f} CPU)" for pair in (self.bare, self.ours))
        over = "" if self.ratio(1) <= self.limit else " EXCEDIDO"
        mark = f"  límite {self.limit}{over}" if self.limit else ""
        return f"{self.what:34}{bare:>28}{ours:>28}   × {self.ratio(0):.2f} (CPU × {self.ratio(1):.2f}){mark}"


def timed(work: Callable[[], object], rounds: int) -> tuple[float, float]:
    """The best of several rounds, each clock for itself: other programs only ever make them longer."""
    walls, processors = [], []
    for _ in range(rounds):
        wall, processor = time.perf_counter(), time.process_time()
        work()
        walls.append(time.perf_counter() - wall)
        processors.append(time.process_time() - processor)
    return min(walls), min(processors)


def letter(producer: str) -> bytes:
    """A two-page oficio by one of the producers."""
    prose = "La presente designación se realiza de conformidad con la norma técnica del ente rector del gobierno. "
    rows = [("Nombres y apellidos", "Ana María Pérez Díaz"), ("Cédula", "1712345675"), ("Cargo", "Analista de Redes"),
            ("Correo", "ana.perez@msp.gob.ec"), ("Teléfono", "02 2200200"), ("Extensión", "1234"),
            ("Celular", "0991234567")]  # fmt: skip
    if producer == "reportlab":
        return _with_reportlab(prose, rows)
    import weasyprint

    table = "".join(f"<tr><td>{label}<td>{value}" for label, value in rows)
    html = (
        "<meta charset=utf-8><style>@page{size:A4}td{border:1px solid}table{border-collapse:collapse}</style>"
        "<p>Oficio Nro. MSP-DE-2026-0123-O<p>Quito, D.M., 12 de marzo de 2026<p>Asunto: Cambio de administrador "
        f"institucional Quipux<p>Señor<br>Subsecretario de Gobierno Electrónico<table>{table}</table>"
        + f"<p>{prose * 4}" * 7
        + "<p>Atentamente,<p>Dr. Juan Pérez<br>MINISTRO"
    )
    return weasyprint.HTML(string=html).write_pdf()


def _with_reportlab(prose: str, rows: list[tuple[str, str]]) -> bytes:
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    style = getSampleStyleSheet()["Normal"]
    head = ["Oficio Nro. MSP-DE-2026-0123-O", "Quito, D.M., 12 de marzo de 2026", "Asunto: Cambio de AIQ"]
    table = Table(rows, style=[("GRID", (0, 0), (-1, -1), 0.5, "black")])
    body = [Paragraph(prose * 5, style) for _ in range(13)]
    out = io.BytesIO()
    end = Paragraph("Atentamente,<br/>Dr. Juan Pérez<br/>MINISTRO", style)
    SimpleDocTemplate(out).build([*(Paragraph(line, style) for line in head), table, *body, end])
    return out.getvalue()


def bare_text(data: bytes) -> int:
    import pypdfium2

    pdf = pypdfium2.PdfDocument(data)
    length = 0
    for page in pdf:
        text = page.get_textpage()
        length += len(text.get_text_range())
        text.close()
        page.close()
    pdf.close()
    return length


def digital(producer: str) -> tuple[Cost, Cost]:
    from parsers.files.documents import open_document
    from parsers.read import read_file

    data = letter(producer)
    bare_text(data)
    read_file("oficio.pdf", data)
    bare = timed(lambda: bare_text(data), _ROUNDS)
    words = timed(lambda: open_document("oficio.pdf", data), _ROUNDS)
    whole = timed(lambda: read_file("oficio.pdf", data), _ROUNDS)
    return (
        Cost(f"{producer}: palabras y rayas", bare, words, 0),
        Cost(f"{producer}: lectura completa", bare, whole, TEXT_LIMIT),
    )


def scanned(pages: int, tilted: bool) -> bytes:
    """The first page of a letter so many times as a scanner gives it: straight, or each tilted a little."""
    import pypdfium2
    from PIL import Image

    image = pypdfium2.PdfDocument(letter("reportlab"))[0].render(scale=200 / 72).to_pil().convert("L")
    angles = [0.7 + index / 3 if tilted else 0.0 for index in range(pages)]
    images = [image.rotate(angle, resample=Image.BICUBIC, fillcolor=255) for angle in angles]
    out = io.BytesIO()
    images[0].save(out, "PDF", resolution=200, save_all=True, append_images=images[1:])
    return out.getvalue()


def bare_ocr(data: bytes) -> None:
    """Both engines as their manuals show them, one page after the other."""
    import numpy as np
    import pypdfium2

    from parsers.scans import rapid, tesseract

    for page in pypdfium2.PdfDocument(data):
        image = np.ascontiguousarray(page.render(scale=200 / 72, grayscale=True).to_numpy())
        tesseract.orientation(image, 200)
        tesseract.read(image, 200)
        rapid.read(image, 200)


def scans(pages: int, tilted: bool) -> Cost:
    """Tilted pages are also a check of the comparison: the bare engine sees their lines small, in boxes as high as the
    tilt makes them, which is quicker and reads worse. Straight ones show what is ours alone."""
    from parsers.bounds.documentlimits import DocumentLimits
    from parsers.files.documents import open_document

    data = scanned(pages, tilted)
    limits = DocumentLimits(ocr_seconds=3600)
    bare_ocr(scanned(1, tilted))  # load the models
    bare = timed(lambda: bare_ocr(data), 2)
    ours = timed(lambda: open_document("escaneo.pdf", data, limits=limits), 2)
    return Cost(f"OCR de {pages} páginas {'inclinadas' if tilted else 'derechas'}", bare, ours, OCR_LIMIT)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=3, help="páginas del escaneo")
    parser.add_argument("--check", action="store_true", help="termina con 1 si se excede un límite")
    options = parser.parse_args()
    print(f"{'':34}{'motor solo':>28}{'lectura':>28}")
    costs = [cost for producer in ("reportlab", "weasyprint") for cost in digital(producer)]
    for cost in costs:
        print(cost.line())
    from parsers.scans.ocr import engines

    if len(engines()) == 2:
        for tilted in (False, True):
            costs.append(scans(options.pages, tilted))
            print(costs[-1].line())
    else:
        print("OCR: no medido, falta un motor (make services)")
    write("reading", [
        {"que": each.what, "motor ms": each.bare[1] * 1000, "lectura ms": each.ours[1] * 1000, "CPU ×": each.ratio(1),
         "reloj ×": each.ratio(0), "límite": each.limit or None} for each in costs
    ])  # fmt: skip
    over = [cost for cost in costs if cost.limit and min(cost.ratio(0), cost.ratio(1)) > cost.limit]
    return 1 if over and options.check else 0


if __name__ == "__main__":
    sys.exit(main())
