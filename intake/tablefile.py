"""Tables that people keep in spreadsheets: CSV and XLSX in and out, what one writes the other reads again."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from cases.errors import Refused
from cases.text import key as match_key
from cases.troubles import trouble
from intake.privatefile import write_private

MOST_BYTES, MOST_ROWS = 20 << 20, 50_000
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# Where a program that parts cells otherwise may begin a new one.
_AFTER_A_BREAK, _ESCAPED = re.compile(r"([;\t\r\n] *)(?=[=+\-@'])"), re.compile(r"([;\t\r\n] *)'(?=[=+\-@'])")
_NOT_IN_A_SHEET = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_PART = re.compile(r"(?:\\.|[^\\|])+")


def read_table(path: Path, needs: Sequence[str] = ("siglas",)) -> Iterable[dict[str, str]]:
    """The rows of a CSV (comma or semicolon, UTF-8 or Latin-1) or of an XLSX's first sheet, by column name; raises
    Refused when a column of `needs` is not there."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Refused(f"{path} es demasiado grande")
        table = _xlsx(path) if path.suffix.lower() == ".xlsx" else _csv(path.read_bytes())
    except OSError as error:
        raise Refused(f"no se puede leer {path}: {trouble(error)}") from error
    if not table:
        raise Refused(f"{path} está vacío")
    heads = ["_".join(match_key(head).split()) for head in table[0]]
    for column in needs:
        if column not in heads:
            raise Refused(f"{path} no tiene la columna «{column}»")
    if len(table) > MOST_ROWS:
        raise Refused(f"{path} tiene más de {MOST_ROWS} filas")
    for line in table[1:]:
        if any(cell.strip() for cell in line):
            yield {head: _plain_cell(cell.strip()) for head, cell in zip(heads, line, strict=False)}


def _csv(raw: bytes) -> list[list[str]]:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
    separator = ";" if text.split("\n", 1)[0].count(";") > text.split("\n", 1)[0].count(",") else ","
    try:
        return list(csv.reader(io.StringIO(text), delimiter=separator))
    except csv.Error as error:
        raise Refused(f"no se puede leer como tabla: {error}") from error


def _xlsx(path: Path) -> list[list[str]]:
    import openpyxl

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        try:
            sheet = book.worksheets[0]
            return [
                ["" if cell is None else _cell_text(cell) for cell in row]
                for row in sheet.iter_rows(max_row=MOST_ROWS + 1, values_only=True)
            ]
        finally:
            book.close()
    except OSError:
        raise
    except Exception as error:  # the library answers a damaged file with many types
        raise Refused(f"{path} no es una hoja de cálculo que se pueda leer") from error


def _cell_text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return str(cell).removesuffix(" 00:00:00")
    return str(cell)


def safe_cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula, also one that parts cells at semicolons and not at commas."""
    text = _AFTER_A_BREAK.sub(r"\1'", text)
    return f"'{text}" if text.startswith((*_FORMULA, "'")) else text


def _plain_cell(text: str) -> str:
    """A cell as it was before `safe_cell`."""
    text = text[1:] if text[:1] == "'" and text[1:].startswith((*_FORMULA, "'")) else text
    return _ESCAPED.sub(r"\1", text)


def joined(parts: Iterable[str]) -> str:
    """Several texts in one cell, a bar between them."""
    return "|".join(part.replace("\\", "\\\\").replace("|", "\\|") for part in parts)


def several(cell: str) -> tuple[str, ...]:
    """The texts that `joined` put into one cell, or that a person wrote there with bars between them."""
    parts = (re.sub(r"\\(.)", r"\1", part).strip() for part in _PART.findall(cell))
    return tuple(part for part in parts if part)


def write_table(path: Path, table: list[list[str]]) -> None:
    """Writes CSV (UTF-8 with mark, so that spreadsheets see the accents) or XLSX by the file's ending."""
    if path.suffix.lower() == ".xlsx":
        import openpyxl

        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet("AIQ")
        for line in table:
            sheet.append([_NOT_IN_A_SHEET.sub(" ", safe_cell(cell)) for cell in line])
        whole = io.BytesIO()  # a file that cannot be made leaves no half-closed book behind
        book.save(whole)
        write_private(path, whole.getvalue())
        return
    text = io.StringIO(newline="")
    csv.writer(text).writerows([[safe_cell(cell) for cell in line] for line in table])
    write_private(path, text.getvalue().encode("utf-8-sig"))
