"""Letters drawn by hand on a canvas: line by line, glyph by glyph, column by column, and as a form."""

from __future__ import annotations

import io

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics

from tests.corpus.model import Block, Break, Items, Letter, Para, Space, Stamp, Table
from tests.corpus.render_reportlab import BOTTOM, HEIGHT, LEFT, RIGHT, WIDTH, Numbered, fonts, top


class Pen:
    """Draws a letter by hand, line under line. `glyphs` puts every character in an operator of its own; `columnas`
    writes each table column after column, as some programs order their content."""

    def __init__(self, letter: Letter, glyphs: bool = False, columnas: bool = False) -> None:
        self.letter, self.glyphs, self.columnas = letter, glyphs, columnas
        self.out = io.BytesIO()
        self.canvas = type("Numbered", (Numbered,), {"letter": letter})(self.out, pagesize=A4, invariant=1)
        self.plain, self.bold = fonts(letter.font)
        self.y = HEIGHT - top(letter)

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
        self.y = HEIGHT - top(self.letter)

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
                value=value.replace("–", "-"),  # which the producer's field has no letter for
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
