"""Tables that lie are refused in a sentence, and what is written drives no spreadsheet, however that parts its cells."""

import csv
import io
import zipfile
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.errors import Refused
from intake.respaldos_import import understand
from intake.tablefile import read_table, write_table

SHEET = "xl/worksheets/sheet1.xml"
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_WRONG = f'<worksheet {_MAIN}><sheetData><row r="1"><c r="A1" t="n"><v>x</v></c></row></sheetData></worksheet>'.encode()


def workbook(part: str, content: bytes) -> bytes:
    """A right workbook but for the content of one part."""
    whole, changed = io.BytesIO(), io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["siglas"])
    book.save(whole)
    with zipfile.ZipFile(whole) as before, zipfile.ZipFile(changed, "w") as after:
        for name in before.namelist():
            after.writestr(name, content if name == part else before.read(name))
    return changed.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("cell.csv", b"siglas\n" + b"x" * 200_000),
        ("sheet.xlsx", workbook(SHEET, b"<worksheet><")),
        ("value.xlsx", workbook(SHEET, _WRONG)),
        ("book.xlsx", workbook("xl/workbook.xml", b"<workbook")),
        ("empty.xlsx", workbook("xl/workbook.xml", f"<workbook {_MAIN}><sheets/></workbook>".encode())),
    ],
)
def test_a_damaged_table_is_refused(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Refused):
        list(read_table(tmp_path / name))


@pytest.mark.parametrize("cell", ["2017-02-08 99:99", "2017-13-45 10:00", "0000-01-01 10:00"])
def test_a_moment_that_there_never_was_is_a_problem_of_its_row(cell):
    problems: list[str] = []
    understand({"numero": "1", "fecha_solicitud": cell}, ZoneInfo("America/Guayaquil"), problems)
    assert len(problems) == 1 and cell in problems[0]


@pytest.mark.parametrize("text", ["x;=1+1", "x\n=1+1", "x; @SUM(1)", "=1", "x;\t-1"])
def test_no_cell_is_a_formula_though_cells_are_parted_at_semicolons(tmp_path, text):
    write_table(tmp_path / "a.csv", [["siglas", "nombre"], ["A", text]])
    lines = (tmp_path / "a.csv").read_text("utf-8-sig").split("\n")
    parts = [part.strip(' "\t\r') for line in lines for one in csv.reader([line], delimiter=",") for cell in one
             for part in cell.split(";")]  # fmt: skip
    assert not [part for part in parts if part.startswith(("=", "+", "-", "@"))]
    assert [row["nombre"] for row in read_table(tmp_path / "a.csv")] == [text]


@given(st.text("a;'=+-@ ", max_size=8))
def test_what_is_written_is_read_again(text):
    from intake.tablefile import _plain_cell, safe_cell

    assert _plain_cell(safe_cell(text)) == text
