"""What letters carry: the follow-up sheet of the training environment, built from an editable list of activities."""

from __future__ import annotations

import io
import re
import tomllib
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cases.errors import NotReady
from cases.troubles import toml_trouble, trouble
from replies.cleaning import clean

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

DEFAULT = Path(__file__).parent / "data" / "actividades.toml"
COLUMNS = (("Nro.", 6), ("Grupo", 14), ("Actividad", 70), ("Realizada", 12), ("Fecha", 14), ("Observación", 36))
_DONE = COLUMNS.index(("Realizada", 12)) + 1
_FORMULA = re.compile(r"\s*[=+\-@|%]")
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Activity:
    grupo: str
    texto: str


@dataclass(frozen=True, slots=True)
class Activities:
    """The activities in their order; `aviso` is printed on the sheet when it is not empty."""

    aviso: str
    actividades: tuple[Activity, ...]


def load_activities(path: Path | None = None) -> Activities:
    """The list in the operator's file, or ours, which is invented and says so. Raises NotReady for an unusable file."""
    source = path or DEFAULT
    try:
        table = tomllib.loads(source.read_text("utf-8"))
        rows = tuple(Activity(str(row.get("grupo", "")), row["texto"]) for row in table["actividad"])
    except OSError as error:
        raise NotReady(f"La lista de actividades {source} no se puede leer: {trouble(error)}.") from error
    except ValueError as error:
        raise NotReady(f"La lista de actividades {source} no es TOML válido: {toml_trouble(error)}.") from error
    except (KeyError, TypeError, AttributeError) as error:
        raise NotReady(f"La lista de actividades {source} no tiene la forma [[actividad]] texto = …") from error
    if not rows or not all(isinstance(row.texto, str) and row.texto.strip() for row in rows):
        raise NotReady(f"La lista de actividades {source} no tiene actividades, o una no tiene texto.")
    return Activities(str(table.get("aviso", "")), rows)


def _write(cell: Cell, value: Any) -> Cell:
    """Text stays text: what looks like a formula is marked as a string, for this program and for later editing."""
    cell.value = clean(value)
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = bool(_FORMULA.match(value))
    return cell


def _heading(sheet: Worksheet, aviso: str, facts: Sequence[tuple[str, str]]) -> int:
    """Title, notice, the case's facts and the table's header; returns the header's row."""
    from openpyxl.styles import Alignment, Font, PatternFill

    title = "Plantilla de seguimiento: parametrización en el ambiente de capacitación"
    titles = [(title, Font("Calibri", 14, bold=True))]
    if aviso:
        titles.append((aviso, Font("Calibri", 11, bold=True, color="9C2A00")))
    for row, (text, font) in enumerate(titles, 1):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(COLUMNS))
        cell = _write(sheet.cell(row, 1), text)
        cell.font, cell.alignment = font, Alignment(wrap_text=True, vertical="center")
        sheet.row_dimensions[row].height = 24
    for row, (name, value) in enumerate(facts, len(titles) + 1):
        _write(sheet.cell(row, 2), name).font = Font("Calibri", 11, bold=True)
        _write(sheet.cell(row, 3), value)
    header = len(titles) + len(facts) + 2
    for column, (name, width) in enumerate(COLUMNS, 1):
        cell = _write(sheet.cell(header, column), name)
        cell.font, cell.fill = Font("Calibri", 11, bold=True, color="FFFFFF"), PatternFill("solid", fgColor="0B5394")
        sheet.column_dimensions[cell.column_letter].width = width
    return header


def _rows(sheet: Worksheet, first: int, activities: Sequence[Activity]) -> None:
    from openpyxl.styles import Alignment, Border, Side
    from openpyxl.worksheet.datavalidation import DataValidation

    thin = Side(style="thin", color="BFC8D1")
    border, wrapped = Border(thin, thin, thin, thin), Alignment(wrap_text=True, vertical="top")
    for number, activity in enumerate(activities, 1):
        values = (number, activity.grupo, activity.texto, None, None, None)
        for column, value in enumerate(values, 1):
            cell = _write(sheet.cell(first + number - 1, column), value)
            cell.border, cell.alignment = border, wrapped
        # Spreadsheets do not grow the rows of a file that was never open in one.
        sheet.row_dimensions[first + number - 1].height = 17 * (1 + len(activity.texto) // 66)
    answers = DataValidation(type="list", formula1='"Sí,No"', allow_blank=True, showErrorMessage=True)
    letter = sheet.cell(first, _DONE).column_letter
    answers.add(f"{letter}{first}:{letter}{first + len(activities) - 1}")
    sheet.add_data_validation(answers)
    sheet.freeze_panes = sheet.cell(first, 1)


def _without_clock(xlsx: bytes) -> bytes:
    """The same workbook with the times that openpyxl took from the clock set to a constant: same data, same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            data = source.read(info)
            if info.filename == "docProps/core.xml":
                data = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"1980-01-01T00:00:00Z", data)
            target.writestr(zipfile.ZipInfo(info.filename, _EPOCH), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def plantilla_seguimiento(activities: Activities, context: Mapping[str, Any]) -> tuple[str, bytes]:
    """The sheet for one case as (file name, XLSX bytes). `context` is the common data of its letters
    (docs/letters.md); the table's header is Nro., Grupo, Actividad, Realizada (Sí or No), Fecha, Observación."""
    from openpyxl import Workbook

    institution = context["institucion"]
    facts = (
        ("Trámite", context["caso"] or ""),
        ("Institución", " · ".join(part for part in (institution["nombre"], institution["siglas"]) if part)),
        ("Nuevo AIQ", context["aiq"]["nombres_apellidos"] or ""),
    )
    book = Workbook()
    sheet = book.active
    sheet.title = "Seguimiento"
    header = _heading(sheet, activities.aviso, facts)
    _rows(sheet, header + 1, activities.actividades)
    sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = "landscape", 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    out = io.BytesIO()
    book.save(out)
    case = re.sub(r"[^\w-]", "", context["caso"] or "")
    return f"plantilla-seguimiento{'-' if case else ''}{case}.xlsx", _without_clock(out.getvalue())
