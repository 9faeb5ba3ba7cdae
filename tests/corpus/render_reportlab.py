"""Letters flowing through reportlab's platypus, and what all its drawings share: fonts, header, footer."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer
from reportlab.platypus import Table as Grid

from tests.corpus.model import Block, Break, Items, Letter, Para, Space, Stamp, Table

WIDTH, HEIGHT = A4
LEFT, RIGHT, BOTTOM = 62.0, 58.0, 62.0
TRUETYPE = {
    "Narrow": "liberation/LiberationSansNarrow",
    "DejaVu": "dejavu/DejaVuSans",
    "DejaVuSerif": "dejavu/DejaVuSerif",
    "Condensed": "dejavu/DejaVuSansCondensed",
    "Century": "liberation/LiberationSerif",
    "Nimbus": "liberation/LiberationSans",
    "Roman": "liberation/LiberationSerif",
    "Noto": "noto/NotoSans",
    "NotoSerif": "noto/NotoSerif",
    "Display": "noto/NotoSansDisplay",
    "SerifCondensed": "dejavu/DejaVuSerifCondensed",
    "Mono": "dejavu/DejaVuSansMono",
}
BASE = {
    "Helvetica": ("Helvetica", "Helvetica-Bold"),
    "Times": ("Times-Roman", "Times-Bold"),
    "Courier": ("Courier", "Courier-Bold"),
}


@cache
def fonts(family: str) -> tuple[str, str]:
    """The names of the plain and the bold face; a family that is not installed falls back to Helvetica."""
    if family in BASE:
        return BASE[family]
    stem = f"/usr/share/fonts/truetype/{TRUETYPE.get(family, 'none')}"
    plain = next((p for p in (f"{stem}-Regular.ttf", f"{stem}.ttf") if Path(p).exists()), None)
    bold = f"{stem}-Bold.ttf"
    if plain is None or not Path(bold).exists():
        return BASE["Helvetica"]
    pdfmetrics.registerFont(TTFont(family, plain))
    pdfmetrics.registerFont(TTFont(f"{family}-Bold", bold))
    return family, f"{family}-Bold"


def top(letter: Letter) -> float:
    return 50 + 13 * sum(1 + text.count("\n") for text in letter.header)


class Numbered(Canvas):
    """A canvas that knows the number of pages when it draws header and footer."""

    letter = Letter(())

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self._states: list[dict] = []

    def showPage(self) -> None:
        self._states.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        for number, state in enumerate(self._states, 1):
            self.__dict__.update(state)
            _furniture(self, self.letter, number, len(self._states))
            super().showPage()
        super().save()


def _furniture(canvas: Canvas, letter: Letter, number: int, total: int) -> None:
    plain, bold = fonts(letter.font)
    canvas.setFont(bold, 9.5)
    lines = [line for text in letter.header for line in text.split("\n")]
    for row, line in enumerate(lines):
        canvas.drawRightString(WIDTH - RIGHT, HEIGHT - 42 - 13 * row, line)
    canvas.setFont(plain, 7.5)
    for row, line in enumerate(reversed(letter.footer)):
        text = line.replace("{n}", str(number)).replace("{total}", str(total))
        canvas.drawCentredString(WIDTH / 2, 24 + 9 * row, text)
    if letter.watermark:
        canvas.saveState()
        canvas.translate(WIDTH / 2, HEIGHT / 2)
        canvas.rotate(35)
        canvas.setFont(bold, 70)
        canvas.setFillGray(0.87)
        canvas.drawCentredString(0, 0, letter.watermark)
        canvas.restoreState()


def _style(letter: Letter, style: str, size: float | None = None) -> ParagraphStyle:
    plain, bold = fonts(letter.font)
    size = size or (7.5 if style == "small" else letter.size)
    align = {"right": 2, "center": 1}.get(style, 0)
    return ParagraphStyle(
        style,
        fontName=bold if style in ("bold", "center", "right") else plain,
        fontSize=size,
        leading=size * 1.25,
        alignment=align,
        spaceAfter=0 if style == "small" else 6,
        textColor="#2040a0" if style == "italic" else "black",
        splitLongWords=1,
    )


def _markup(text: str) -> str:
    return escape(text).replace("\n", "<br/>")


def _grid(block: Table, letter: Letter) -> Grid:
    width = WIDTH - LEFT - RIGHT
    columns = len(block.rows[0])
    shares = block.widths or (1 / columns,) * columns
    size = block.size or letter.size
    cells = [
        [Paragraph(_markup(cell), _style(letter, "bold" if block.header and n == 0 else "cell", size)) for cell in row]
        for n, row in enumerate(block.rows)
    ]
    lines = [("GRID", (0, 0), (-1, -1), 0.5, "black")] if block.lines else []
    return Grid(
        cells,
        [width * share for share in shares],
        repeatRows=1 if block.header else 0,
        style=[("VALIGN", (0, 0), (-1, -1), "TOP"), *lines],
        spaceBefore=3,
        spaceAfter=8,
    )


def _flow(block: Block, letter: Letter) -> Iterator:
    match block:
        case Para(text, style):
            yield Paragraph(_markup(text), _style(letter, style))
        case Items(texts, mark):
            for number, text in enumerate(texts, 1):
                bullet = f"{number}." if mark == "1." else mark
                indented = ParagraphStyle("item", parent=_style(letter, "normal"), leftIndent=16, spaceAfter=3)
                yield Paragraph(f"{escape(bullet)} {_markup(text)}", indented)
        case Table():
            yield _grid(block, letter)
        case Space(points):
            yield Spacer(1, points)
        case Stamp(lines):
            text = "<br/>".join(escape(line) for line in lines)
            yield Grid(
                [[Paragraph(text, ParagraphStyle("stamp", fontName="Courier", fontSize=7, leading=8.5))]],
                [150],
                hAlign="LEFT",
                style=[("BOX", (0, 0), (-1, -1), 0.6, "grey")],
            )
        case Break():
            yield PageBreak()


def platypus_pdf(letter: Letter) -> bytes:
    """The letter flowing through platypus, with running header and footer."""
    out = io.BytesIO()
    document = SimpleDocTemplate(
        out, pagesize=A4, leftMargin=LEFT, rightMargin=RIGHT, topMargin=top(letter), bottomMargin=BOTTOM, invariant=1
    )
    numbered = type("Numbered", (Numbered,), {"letter": letter})
    document.build([part for block in letter.blocks for part in _flow(block, letter)], canvasmaker=numbered)
    return out.getvalue()
