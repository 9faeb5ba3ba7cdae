"""Sheets of Excel and Calc files as rows of texts, with numbers written the way the sheet shows them."""

from __future__ import annotations

import datetime
import io
import re
import warnings
from collections.abc import Iterable, Iterator

from parsers.files.writerfile import odf_text

Rows = tuple[tuple[str, ...], ...]
_ZEROS = re.compile(r"0+")
_WIDEST = 64
_MOST_SHEETS = 50


def xlsx_sheets(data: bytes, most: int) -> tuple[tuple[str, Rows], ...]:
    """(sheet name, rows) of the visible sheets; cached results stand for formulas. At most `most` cells in all."""
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # parts that openpyxl does not know, said on every second real file
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        left = [most]
        try:
            sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"][:_MOST_SHEETS]
            return tuple((sheet.title, _trimmed(_xlsx_rows(sheet, left))) for sheet in sheets)
        finally:
            book.close()


def _xlsx_rows(sheet, left: list[int]) -> Iterator[tuple[str, ...]]:
    # A sheet may declare a million rows that it does not have: what is stored counts.
    sheet.reset_dimensions()
    for row in sheet.iter_rows(max_col=_WIDEST):
        left[0] -= len(row)
        if left[0] < 0:
            return
        yield tuple(_shown(cell.value, getattr(cell, "number_format", "")) for cell in row)


def _shown(value, form: str) -> str:
    """A cell's value as text: whole numbers without decimals, leading zeros where the format prints them."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Sí" if value else "No"
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ", "minutes")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    text = str(value).strip()
    return text.zfill(len(form)) if isinstance(value, int) and _ZEROS.fullmatch(form or "") else text


def ods_sheets(data: bytes, most: int) -> tuple[tuple[str, Rows], ...]:
    """The same for Calc."""
    from odf.opendocument import load
    from odf.table import Table, TableRow

    left = [most]
    sheets = []
    for table in load(io.BytesIO(data)).spreadsheet.getElementsByType(Table):
        rows = (_ods_row(row, left) for row in table.getElementsByType(TableRow))
        sheets.append((table.getAttribute("name") or "", _trimmed(rows)))
    return tuple(sheets)


def _ods_row(row, left: list[int]) -> tuple[str, ...]:
    texts: list[str] = []
    for cell in row.childNodes:
        repeated = cell.getAttribute("numbercolumnsrepeated") if cell.qname[1].endswith("table-cell") else None
        count = min(int(repeated) if repeated and repeated.isdigit() else 1, _WIDEST - len(texts))
        left[0] -= count
        if count <= 0 or left[0] < 0:
            break
        text = "\n".join(odf_text(child) for child in cell.childNodes).strip()
        texts.extend([text] * count)
    return tuple(texts)


def _trimmed(rows: Iterable[tuple[str, ...]]) -> Rows:
    """Without the empty rows at the end and the empty cells at each row's end."""
    result: list[tuple[str, ...]] = []
    for row in rows:
        end = len(row)
        while end and not row[end - 1]:
            end -= 1
        result.append(row[:end])
    while result and not result[-1]:
        result.pop()
    return tuple(result)
