"""Sheets of Excel and Calc files as rows of texts, with numbers written the way the sheet shows them."""

from __future__ import annotations

import datetime
import io
import re
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from odf.namespaces import STYLENS, TABLENS

from parsers.files.nested import count
from parsers.files.writerfile import Sight, odf_text

Rows = tuple[tuple[str, ...], ...]
_ZEROS = re.compile(r"0+")
_WIDEST = 64
_MOST_SHEETS = 50
# Points of a row's height and of letters, letters of a column's width: less shows nothing that anybody reads.
_LOWEST, _TINY, _NARROWEST = 2.0, 2.0, 0.5
_PALE = re.compile(r"(?i)(?:[0-9a-f]{2})?(?:f[c-f]){3}")
_WHITE_FONTS = (1, 9)
_NOTHING = re.compile(r"(?:\s*(?:\"\s*\")?\s*;){3}\s*(?:\"\s*\")?\s*")


def xlsx_sheets(data: bytes, most: int) -> tuple[tuple[str, Rows], ...]:
    """(sheet name, rows) of the visible sheets, what nobody sees in them left empty; cached results stand for formulas.
    At most `most` cells in all."""
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
    hidden = _hidden_parts(sheet, left[0])
    for number, row in enumerate(sheet.iter_rows(max_col=_WIDEST), start=1):
        left[0] -= len(row)
        if left[0] < 0:
            return
        if number in hidden.rows:
            yield ()
            continue
        pairs = enumerate(row, start=1)
        yield tuple("" if column in hidden.columns else _seen(cell, hidden.shaded) for column, cell in pairs)


def _seen(cell, shaded: bool) -> str:
    return "" if _is_unseen(cell, shaded) else _shown(cell.value, getattr(cell, "number_format", ""))


@dataclass(frozen=True, slots=True)
class _Hidden:
    """Numbers, from 1, of the rows and columns that a sheet does not show; `shaded` where a colour may lie under cells
    that do not tell of it."""

    rows: frozenset[int]
    columns: frozenset[int]
    shaded: bool


def _hidden_parts(sheet, most: int) -> _Hidden:
    """Those that are declared hidden, or too narrow to show anything; of the first `most` cells or so, since no others
    are read."""
    rows: set[int] = set()
    columns: set[int] = set()
    number, shaded = 0, False
    with sheet._get_source() as source:
        started = ElementTree.iterparse(source, events=("start",))  # noqa: S314 - no document types (preflight)
        for seen, (_, node) in enumerate(started):
            tag = node.tag.rpartition("}")[2]
            if tag == "row":
                number = _whole(node.get("r")) or number + 1
                if _is_on(node.get("hidden")) or _below(node.get("ht"), _LOWEST):
                    rows.add(number)
            elif tag == "col" and (_is_on(node.get("hidden")) or _below(node.get("width"), _NARROWEST)):
                first = _whole(node.get("min")) or 1
                columns.update(range(first, min(_whole(node.get("max")) or first, _WIDEST) + 1))
            shaded = shaded or tag in ("tablePart", "conditionalFormatting")
            if seen > 4 * most:
                break
    return _Hidden(frozenset(rows), frozenset(columns), shaded)


def _is_on(value: str | None) -> bool:
    return value in ("1", "true")


def _whole(value: str | None) -> int:
    return int(value) if value and len(value) < 8 and value.isdecimal() else 0


def _below(value: str | None, least: float) -> bool:
    try:
        return value is not None and float(value) < least
    except ValueError:
        return False


def _is_unseen(cell, shaded: bool) -> bool:
    """Whether a cell's text is too small to be seen, of the paper's colour where nothing lies under it, or shown by a
    format that shows nothing."""
    if cell.value is None or not cell.has_style:
        return False
    if _NOTHING.fullmatch(cell.number_format or ""):
        return True
    font = cell.font
    if font is None:
        return False
    if font.sz is not None and font.sz <= _TINY:
        return True
    return not shaded and _is_pale(font.color) and (cell.fill is None or cell.fill.fill_type is None)


def _is_pale(color) -> bool:
    if color is None:
        return False
    match color.type:
        case "rgb":
            return isinstance(color.rgb, str) and _PALE.fullmatch(color.rgb) is not None
        case "theme":
            return color.theme == 0 and not color.tint
        case "indexed":
            return color.indexed in _WHITE_FONTS
    return False


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
    document = load(io.BytesIO(data))
    sight, shut = Sight.of(document), _hidden_tables(document)
    for table in document.spreadsheet.getElementsByType(Table):
        if table.getAttribute("stylename") in shut:
            continue
        columns = _ods_hidden_columns(table)
        rows = (
            () if row.getAttribute("visibility") in _OUT_OF_SIGHT else _ods_row(row, left, columns, sight)
            for row in table.getElementsByType(TableRow)
        )
        sheets.append((table.getAttribute("name") or "", _trimmed(rows)))
    return tuple(sheets)


_OUT_OF_SIGHT = ("collapse", "filter")


def _hidden_tables(document) -> frozenset[str]:
    """The names of the styles whose sheets are not shown."""
    return frozenset(
        style.getAttrNS(STYLENS, "name")
        for style in document.automaticstyles.childNodes
        for part in style.childNodes
        if part.qname[1] == "table-properties" and part.getAttrNS(TABLENS, "display") == "false"
    )


def _ods_hidden_columns(table) -> frozenset[int]:
    """Places, from 0, of the columns that a sheet does not show."""
    from odf.table import TableColumn

    hidden: set[int] = set()
    at = 0
    for column in table.getElementsByType(TableColumn):
        repeated = min(count(column.getAttrNS(TABLENS, "number-columns-repeated")), _WIDEST)
        if column.getAttribute("visibility") in _OUT_OF_SIGHT:
            hidden.update(range(at, at + repeated))
        at += repeated
        if at >= _WIDEST:
            break
    return frozenset(hidden)


def _ods_row(row, left: list[int], hidden: frozenset[int], sight: Sight) -> tuple[str, ...]:
    texts: list[str] = []
    for cell in row.childNodes:
        repeated = cell.getAttribute("numbercolumnsrepeated") if cell.qname[1].endswith("table-cell") else None
        times = min(int(repeated) if repeated and repeated.isdigit() else 1, _WIDEST - len(texts))
        left[0] -= times
        if times <= 0 or left[0] < 0:
            break
        within = sight.below(cell)
        shown = "\n".join(odf_text(child, within) for child in cell.childNodes).strip()
        texts += ["" if place in hidden else shown for place in range(len(texts), len(texts) + times)]
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
