"""Word, Writer, Excel, Calc, CSV and plain text as data: no macro runs, no link is followed."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from xml.parsers import expat

from cases.evidence import Finding
from parsers.bounds.documentlimits import DEFAULT_LIMITS, DocumentLimits
from parsers.files.flow import Cell, Line, Table, lay_out, text_page
from parsers.mail.bartables import unbarred
from parsers.mail.decoding import decode_bytes
from parsers.mail.htmltext import declared_charset, html_to_text
from parsers.mail.sniff import BOUNDED
from parsers.pages.linedup import lined_up
from parsers.pages.page import Document, Page
from parsers.words.roles import heading_role

Sheets = tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]
_MOST_MEMBERS = 5_000
_LONGEST = 100  # bytes of a word or cell of plain text, when a file is all words
_PROLOG = 65_536  # bytes: no program writes so much before the first element


def open_office(name: str, data: bytes, kind: str, limits: DocumentLimits = DEFAULT_LIMITS) -> Document:
    """`kind` is one of docx, odt, xlsx, ods, csv, texto, html. Spreadsheets give a page and `cells` for every sheet;
    the pictures of a file that holds hardly a word are `embedded`."""
    if kind in _PACKED and (hindrance := _hindrance(data, limits)):
        return _failed(name, kind, hindrance.format(name=name))
    try:
        pages, cells = _READERS[kind](data, limits)
    except Exception:  # the libraries answer a damaged package with many types
        return _failed(name, kind, f"El archivo «{name}» está dañado y no se puede abrir: envíelo de nuevo.")
    if kind in ("docx", "odt") and sum(len(page.words) for page in pages) < _FEW_WORDS:
        pictures = _pictures(name, data, limits)
        if pictures:
            return Document(name, kind, pages, embedded=pictures)
    if not any(page.words for page in pages):
        return _failed(name, kind, f"El archivo «{name}» está vacío: no contiene texto.")
    return Document(name, _KINDS.get(kind, kind), pages, (), cells)


def _failed(name: str, kind: str, message: str) -> Document:
    return Document(name, _KINDS.get(kind, kind), problems=(Finding("adjunto", "invalido", message),))


def _hindrance(data: bytes, limits: DocumentLimits) -> str:
    """Why a package is not opened: encrypted, a bomb, or XML that declares entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.infolist()
            if any(member.flag_bits & 1 for member in members) or _is_encrypted_odf(package):
                return "El archivo «{name}» está protegido con contraseña y no se puede leer: envíelo sin contraseña."
            if len(members) > _MOST_MEMBERS or sum(member.file_size for member in members) > limits.unpacked:
                return "El archivo «{name}» se expande de forma anormal al abrirlo y no se lee."
            if any(member.compress_type not in BOUNDED for member in members):
                return "El archivo «{name}» usa una compresión que no se admite y no se lee."
            for member in members:
                with package.open(member) as part:
                    if declares(part.read(_PROLOG)):
                        return "El archivo «{name}» contiene declaraciones que no se admiten y no se lee."
    except Exception:  # zipfile too fails in many ways
        return "El archivo «{name}» está dañado y no se puede abrir: envíelo de nuevo."
    return ""


def _pictures(name: str, data: bytes, limits: DocumentLimits) -> tuple[tuple[str, bytes], ...]:
    """The pictures of a package that can be pages, named after it, in the order in which they were put in."""
    stem = PurePosixPath(name).stem
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        members = [member for member in package.infolist() if _PICTURE.fullmatch(member.filename)]
        large = [member.filename for member in members if member.file_size >= _SMALLEST_PAGE]
        ordered = sorted(large, key=lambda path: [int(n) for n in re.findall(r"\d+", PurePosixPath(path).name)][:1])
        return tuple(
            (f"{stem} {number}{PurePosixPath(path).suffix}", package.read(path))
            for number, path in enumerate(ordered[: limits.ocr_pages], 1)
        )


_PICTURE = re.compile(r"(?:word/media|Pictures)/[^/]+\.(?:png|jpe?g|tiff?|bmp)", re.IGNORECASE)
_FEW_WORDS = 15
_SMALLEST_PAGE = 20_000  # bytes


def declares(start: bytes) -> bool:
    """Whether this beginning of a file is XML with a document type, in whatever encoding, behind whatever comments;
    also when no element has begun by its end."""
    parser = expat.ParserCreate()
    seen: list[bool] = []
    parser.StartDoctypeDeclHandler = lambda *_: seen.append(True)
    parser.StartElementHandler = lambda *_: seen.append(False)
    try:
        for place in range(0, len(start), 4096):
            parser.Parse(start[place : place + 4096], False)
            if seen:
                return seen[0]
    except expat.ExpatError:
        # No XML, or in an encoding that only other parsers know.
        return (seen or [b"<!DOCTYPE" in start])[0]
    return len(start) == _PROLOG


def _is_encrypted_odf(package: zipfile.ZipFile) -> bool:
    if "META-INF/manifest.xml" not in package.namelist():
        return False
    with package.open("META-INF/manifest.xml") as part:
        return b"encryption-data" in part.read(1_000_000)


def _read_docx(data: bytes, limits: DocumentLimits) -> tuple[tuple[Page, ...], Sheets]:
    from parsers.files.wordfile import docx_blocks

    return (lay_out(docx_blocks(data), most=limits.words),), ()


def _read_odt(data: bytes, limits: DocumentLimits) -> tuple[tuple[Page, ...], Sheets]:
    from parsers.files.writerfile import odt_blocks

    return (lay_out(odt_blocks(data), most=limits.words),), ()


def _read_xlsx(data: bytes, limits: DocumentLimits) -> tuple[tuple[Page, ...], Sheets]:
    from parsers.files.sheetfile import xlsx_sheets

    return _sheet_pages(xlsx_sheets(data, limits.cells), limits)


def _read_ods(data: bytes, limits: DocumentLimits) -> tuple[tuple[Page, ...], Sheets]:
    from parsers.files.sheetfile import ods_sheets

    return _sheet_pages(ods_sheets(data, limits.cells), limits)


def _read_csv(data: bytes, limits: DocumentLimits) -> tuple[tuple[Page, ...], Sheets]:
    text = decoded(data[: limits.cells * _LONGEST])
    first = text.lstrip().split("\n", 1)[0]
    delimiter = max(";,\t|", key=first.count)
    rows = []
    for row in csv.reader(io.StringIO(text), delimiter=delimiter):
        rows.append(tuple(cell.strip() for cell in row))
        if len(rows) * max(1, len(row)) > limits.cells:
            break
    return _sheet_pages((("", tuple(rows)),), limits)


def _read_text(data: bytes, limits: DocumentLimits) -> tuple[tuple[Page, ...], Sheets]:
    """Plain text as a mail's would be: its lines and blanks arrange it."""
    lines = lined_up(unbarred(decoded(data[: limits.words * _LONGEST])).split("\n"))
    page = text_page("\n".join(lines))
    return (replace(page, method="texto", words=page.words[: limits.words]),), ()


def _read_html(data: bytes, limits: DocumentLimits) -> tuple[tuple[Page, ...], Sheets]:
    """What a system saved as a page for Word or Excel."""
    text = html_to_text(decode_bytes(data, declared_charset(data)), limits.words * _LONGEST)
    return _read_text(text.encode(), limits)


def decoded(data: bytes) -> str:
    """Text of a file without declared encoding: by its mark, else UTF-8, else Windows' Latin."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace").replace("\r\n", "\n")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def _sheet_pages(sheets: Sheets, limits: DocumentLimits) -> tuple[tuple[Page, ...], Sheets]:
    """A page for each sheet, headed by its name where that says whose data it holds."""
    pages = []
    for number, (name, rows) in enumerate(sheets, start=1):
        width = max((len(row) for row in rows), default=0)
        table = Table(tuple(_sheet_row(row, width) for row in rows if any(row)))
        title = [Line(name)] if table.rows and heading_role(name) else []
        pages.append(lay_out([*title, table], number, limits.words))
    return tuple(pages), sheets


def _sheet_row(row: Sequence[str], width: int) -> tuple[Cell, ...]:
    """A row's cells; a text with nothing to its right shows over the empty cells, as merged ones do."""
    if sum(map(bool, row)) > 1:
        return tuple(Cell(text) for text in row)
    return (*(Cell() for _ in row[:-1]), Cell(row[-1], width - len(row) + 1))


_PACKED = ("docx", "odt", "xlsx", "ods")
_KINDS = {"ods": "xlsx", "html": "texto"}
_READERS: dict[str, Callable[[bytes, DocumentLimits], tuple[tuple[Page, ...], Sheets]]] = {
    "docx": _read_docx,
    "odt": _read_odt,
    "xlsx": _read_xlsx,
    "ods": _read_ods,
    "csv": _read_csv,
    "texto": _read_text,
    "html": _read_html,
}
