"""Letters and sheets of the office programs: DOCX, ODT and XLSX, and PDFs printed by LibreOffice in one run."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Inches, Pt
from odf import style, table, text
from odf.opendocument import OpenDocumentText
from openpyxl import Workbook
from openpyxl.styles import Font

from tests.corpus.model import Break, Items, Letter, Para, Space, Stamp, Table

NAMES = {
    "Helvetica": "Liberation Sans",
    "Times": "Liberation Serif",
    "Narrow": "Liberation Sans Narrow",
    "DejaVu": "DejaVu Sans",
    "DejaVuSerif": "DejaVu Serif",
    "Courier": "Liberation Mono",
    "Noto": "Noto Sans",
    "NotoSerif": "Noto Serif",
    "Display": "Noto Sans Display",
    "SerifCondensed": "DejaVu Serif Condensed",
    "Mono": "DejaVu Sans Mono",
    "Bookman": "URW Bookman",
    "Palatino": "P052",
    "Gothic": "URW Gothic",
}
PROGRAM = shutil.which("soffice") or shutil.which("libreoffice")


def _still(data: bytes) -> bytes:
    """The same archive with fixed dates, so that a letter made twice is the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            fixed = zipfile.ZipInfo(info.filename, (2026, 1, 2, 3, 4, 6))
            fixed.compress_type = info.compress_type
            content = old.read(info)
            if info.filename in ("docProps/core.xml", "meta.xml"):
                content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", b"2026-01-02T03:04:06", content)
            new.writestr(fixed, content)
    return out.getvalue()


def _docx_lines(paragraph, content: str, bold: bool, size: float) -> None:
    for number, line in enumerate(content.split("\n")):
        run = paragraph.add_run(line)
        run.bold, run.font.size = bold, Pt(size)
        if number < content.count("\n"):
            run.add_break()


def _docx_table(document, block: Table, letter: Letter) -> None:
    grid = document.add_table(rows=0, cols=len(block.rows[0]))
    grid.autofit = False
    if block.lines:
        grid.style = "Table Grid"
    for column, share in zip(grid.columns, block.widths, strict=False):
        column.width = Inches(6 * share)
    for number, row in enumerate(block.rows):
        for number_of_cell, (cell, content) in enumerate(zip(grid.add_row().cells, row, strict=True)):
            if block.widths:
                cell.width = Inches(6 * block.widths[number_of_cell])
            _docx_lines(cell.paragraphs[0], content, block.header and number == 0, block.size or letter.size)


def _docx_block(document, block, letter: Letter) -> None:
    match block:
        case Para(content, kind):
            paragraph = document.add_paragraph()
            _docx_lines(
                paragraph, content, kind in ("bold", "center", "right"), 7.5 if kind == "small" else letter.size
            )
            align = {"right": WD_ALIGN_PARAGRAPH.RIGHT, "center": WD_ALIGN_PARAGRAPH.CENTER}.get(kind)
            if align is not None:
                paragraph.alignment = align
        case Items(texts, mark):
            for content in texts:
                paragraph = document.add_paragraph(style="List Number" if mark == "1." else "List Bullet")
                _docx_lines(paragraph, content, False, letter.size)
        case Table():
            _docx_table(document, block, letter)
        case Space():
            document.add_paragraph()
        case Stamp(lines):
            _docx_lines(document.add_paragraph(), "\n".join(lines), False, 7)
        case Break():
            document.add_page_break()


def docx(letter: Letter) -> bytes:
    """The letter as Word writes it, header and footer in the section's own."""
    document = Document()
    document.styles["Normal"].font.name = NAMES.get(letter.font, "Liberation Sans")
    section = document.sections[0]
    for number, line in enumerate(letter.header):
        paragraph = section.header.paragraphs[0] if number == 0 else section.header.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _docx_lines(paragraph, line, True, 9.5)
    section.footer.paragraphs[0].text = "  ".join(line for line in letter.footer if "{n}" not in line)
    for block in letter.blocks:
        _docx_block(document, block, letter)
    out = io.BytesIO()
    document.save(out)
    return _still(out.getvalue())


def _odt_paragraph(content: str, **kw) -> text.P:
    paragraph = text.P(**kw)
    for number, line in enumerate(content.split("\n")):
        if number:
            paragraph.addElement(text.LineBreak())
        paragraph.addText(line)
    return paragraph


def odt(letter: Letter) -> bytes:
    """The letter as LibreOffice Writer keeps it; the header stands once, at the top."""
    document = OpenDocumentText()
    right = style.Style(name="Derecha", family="paragraph")
    right.addElement(style.ParagraphProperties(textalign="end"))
    document.automaticstyles.addElement(right)
    for line in letter.header:
        document.text.addElement(_odt_paragraph(line, stylename=right))
    for number, block in enumerate(letter.blocks):
        match block:
            case Para(content) | Stamp(content):
                document.text.addElement(_odt_paragraph(content if isinstance(content, str) else "\n".join(content)))
            case Items(texts, mark):
                for n, content in enumerate(texts, 1):
                    document.text.addElement(_odt_paragraph(f"{f'{n}.' if mark == '1.' else mark} {content}"))
            case Table(rows):
                document.text.addElement(_odt_table(rows, f"Tabla{number}"))
            case Space() | Break():
                document.text.addElement(text.P())
    out = io.BytesIO()
    document.save(out)
    return _still(out.getvalue())


def _odt_table(rows: Sequence[Sequence[str]], name: str) -> table.Table:
    grid = table.Table(name=name)
    grid.addElement(table.TableColumn(numbercolumnsrepeated=len(rows[0])))
    for row in rows:
        line = table.TableRow()
        for content in row:
            cell = table.TableCell()
            cell.addElement(_odt_paragraph(content))
            line.addElement(cell)
        grid.addElement(line)
    return grid


def xlsx(rows: Sequence[Sequence[object]], title: str = "Datos", bold_first: bool = True) -> bytes:
    """One sheet; numbers stay numbers, as people type them."""
    import datetime as dt

    book = Workbook()
    book.properties.created = book.properties.modified = dt.datetime(2026, 1, 2, 3, 4, 6)
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    if bold_first:
        for cell in sheet[1]:
            cell.font = Font(bold=True)
    out = io.BytesIO()
    book.save(out)
    return _still(out.getvalue())


def libreoffice_pdfs(files: Sequence[tuple[str, bytes]]) -> list[bytes]:
    """Each file (name with its ending, bytes) printed to PDF; one run of the program for all."""
    return libreoffice_files(files, "pdf")


def libreoffice_files(files: Sequence[tuple[str, bytes]], ending: str, filters: Sequence[str] = ()) -> list[bytes]:
    """Each file (name with its ending, bytes) as the office program saves it under another ending."""
    with tempfile.TemporaryDirectory(prefix="corpus-office-") as folder:
        place = Path(folder)
        for name, data in files:
            (place / name).write_bytes(data)
        command = [
            PROGRAM,
            f"-env:UserInstallation=file://{place}/perfil",
            "--headless",
            *filters,
            "--convert-to",
            ending,
            "--outdir",
            str(place / "out"),
            *(str(place / name) for name, _ in files),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=120 + 5 * len(files))
        return [(place / "out" / name).with_suffix(f".{ending}").read_bytes() for name, _ in files]
