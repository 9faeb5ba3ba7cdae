"""Letters drawn by reportlab: flowing, by hand, glyph by glyph, column by column, and as a form."""

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


def _top(letter: Letter) -> float:
    return 50 + 13 * sum(1 + text.count("\n") for text in letter.header)


class _Numbered(Canvas):
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
        out, pagesize=A4, leftMargin=LEFT, rightMargin=RIGHT, topMargin=_top(letter), bottomMargin=BOTTOM, invariant=1
    )
    numbered = type("Numbered", (_Numbered,), {"letter": letter})
    document.build([part for block in letter.blocks for part in _flow(block, letter)], canvasmaker=numbered)
    return out.getvalue()


class Pen:
    """Draws a letter by hand, line under line. `glyphs` puts every character in an operator of its own; `columnas`
    writes each table column after column, as some programs order their content."""

    def __init__(self, letter: Letter, glyphs: bool = False, columnas: bool = False) -> None:
        self.letter, self.glyphs, self.columnas = letter, glyphs, columnas
        self.out = io.BytesIO()
        self.canvas = type("Numbered", (_Numbered,), {"letter": letter})(self.out, pagesize=A4, invariant=1)
        self.plain, self.bold = fonts(letter.font)
        self.y = HEIGHT - _top(letter)

    def text(self, x: float, y: float, text: str, font: str, size: float) -> None:
        self.canvas.setFont(font, size)
        if not self.glyphs:
            self.canvas.drawString(x, y, text)
            return
        for char in text:
            if char != " ":
                self.canvas.drawString(x, y, char)
            x += pdfmetrics.stringWidth(char, font, size)

    def wrap(self, text: str, font: str, size: float, width: float) -> list[str]:
        lines: list[str] = []
        for piece in text.split("\n"):
            line = ""
            for word in piece.split(" "):
                trial = f"{line} {word}".strip()
                if pdfmetrics.stringWidth(trial, font, size) <= width:
                    line = trial
                    continue
                if line:
                    lines.append(line)
                line = word
                while pdfmetrics.stringWidth(line, font, size) > width:
                    cut = next(
                        n for n in range(len(line), 0, -1) if pdfmetrics.stringWidth(line[:n], font, size) <= width
                    )
                    lines.append(line[:cut])
                    line = line[cut:]
            lines.append(line)
        return lines

    def room(self, height: float) -> None:
        if self.y - height < BOTTOM:
            self.page()

    def page(self) -> None:
        self.canvas.showPage()
        self.y = HEIGHT - _top(self.letter)

    def paragraph(self, text: str, style: str, indent: float = 0) -> None:
        size = 7.5 if style == "small" else self.letter.size
        font = self.bold if style in ("bold", "center", "right") else self.plain
        for line in self.wrap(text, font, size, WIDTH - LEFT - RIGHT - indent):
            self.room(size * 1.3)
            self.y -= size * 1.3
            width = pdfmetrics.stringWidth(line, font, size)
            x = {"right": WIDTH - RIGHT - width, "center": (WIDTH - width) / 2}.get(style, LEFT + indent)
            self.text(x, self.y, line, font, size)
        self.y -= 2 if style == "small" else 5

    def table(self, block: Table) -> None:
        size, columns = block.size or self.letter.size, len(block.rows[0])
        shares = block.widths or (1 / columns,) * columns
        widths = [(WIDTH - LEFT - RIGHT) * share for share in shares]
        pending: list[tuple[float, float, str, str, int]] = []
        for number, row in enumerate(block.rows):
            font = self.bold if block.header and number == 0 else self.plain
            cells = [self.wrap(cell, font, size, width - 8) for cell, width in zip(row, widths, strict=True)]
            height = max(map(len, cells)) * size * 1.25 + 6
            if self.y - height < BOTTOM:
                self._write(pending, size)
                self.page()
            x = LEFT
            for column, (lines, width) in enumerate(zip(cells, widths, strict=True)):
                for n, line in enumerate(lines, 1):
                    pending.append((x + 4, self.y - n * size * 1.25, line, font, column))
                if block.lines:
                    self.canvas.rect(x, self.y - height, width, height)
                x += width
            self.y -= height
        self._write(pending, size)
        self.y -= 8

    def _write(self, pending: list[tuple[float, float, str, str, int]], size: float) -> None:
        if self.columnas:
            pending.sort(key=lambda cell: cell[4])
        for x, y, line, font, _ in pending:
            self.text(x, y, line, font, size)
        pending.clear()

    def block(self, block: Block) -> None:
        match block:
            case Para(text, style):
                self.paragraph(text, style)
            case Items(texts, mark):
                for number, text in enumerate(texts, 1):
                    self.paragraph(f"{f'{number}.' if mark == '1.' else mark} {text}", "normal", 16)
            case Table():
                self.table(block)
            case Space(points):
                self.y -= points
            case Stamp(lines):
                self.room(10 * len(lines))
                self.canvas.rect(LEFT, self.y - 9 * len(lines) - 6, 150, 9 * len(lines) + 6)
                for line in lines:
                    self.y -= 9
                    self.text(LEFT + 4, self.y, line, "Courier", 7)
                self.y -= 10
            case Break():
                self.page()

    def pdf(self) -> bytes:
        for block in self.letter.blocks:
            self.block(block)
        self.canvas.showPage()
        self.canvas.save()
        return self.out.getvalue()


def canvas_pdf(letter: Letter) -> bytes:
    return Pen(letter).pdf()


def glyphs_pdf(letter: Letter) -> bytes:
    return Pen(letter, glyphs=True).pdf()


def columnas_pdf(letter: Letter) -> bytes:
    return Pen(letter, columnas=True).pdf()


class _Form(Pen):
    """A two-column table becomes label and fillable field."""

    count = 0

    def table(self, block: Table) -> None:
        if len(block.rows[0]) != 2 or block.header:
            super().table(block)
            return
        for label, value in block.rows:
            self.room(24)
            self.y -= 22
            self.text(LEFT, self.y + 5, label, self.bold, 9)
            self.count += 1
            self.canvas.acroForm.textfield(
                name=f"campo{self.count}",
                tooltip=label,
                value=value,
                x=LEFT + 180,
                y=self.y,
                width=290,
                height=18,
                fontSize=9,
                fontName="Helvetica",
                borderWidth=0.5,
            )
        self.y -= 10


def formulario_pdf(letter: Letter) -> bytes:
    """The letter with its data as filled AcroForm fields; the text layer holds only the labels."""
    return _Form(letter).pdf()
