"""Tables within the cells of a table that only arranges the page, in Word and Writer files."""

import io

import docx
import pytest
from odf import opendocument
from odf.table import Table, TableCell, TableRow
from odf.text import P

from parsers.files.documents import open_document
from parsers.letters.binding import Sourced, bind
from parsers.letters.oficio import read_records
from parsers.rows.layout import document_rows
from tests.parsers.letters import datos

ANA = {"nombres_apellidos": "Ana Rosa Mena Cruz", "cedula": "1712345675", "cargo": "Analista de TIC"}
LUIS = {"nombres_apellidos": "Luis Alberto Vera Toro", "cedula": "0102030400", "cargo": "Jefe de Archivo"}
LABELS = ("Nombres y apellidos", "Cédula", "Cargo")


def rows_of(person):
    return list(zip(LABELS, person.values(), strict=True))


def word(grid):
    """A Word file whose table has these rows; a cell is a text, a table's rows, or a list of both."""
    document = docx.Document()
    table = document.add_table(len(grid), len(grid[0]))
    for row, cells in zip(table.rows, grid, strict=True):
        for cell, parts in zip(row.cells, cells, strict=True):
            for part in parts:
                if isinstance(part, str):
                    cell.add_paragraph(part)
                    continue
                inner = cell.add_table(len(part), 2)
                for at, pair in enumerate(part):
                    inner.cell(at, 0).text, inner.cell(at, 1).text = pair
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def writer(grid):
    """The same as a Writer file."""
    document = opendocument.OpenDocumentText()
    document.text.addElement(_drawn([[[part if isinstance(part, str) else _drawn([[[a], [b]] for a, b in part])
                                       for part in parts] for parts in cells] for cells in grid]))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _drawn(grid):
    table = Table()
    for cells in grid:
        row = TableRow()
        for parts in cells:
            cell = TableCell()
            for part in parts:
                cell.addElement(P(text=part) if isinstance(part, str) else part)
            row.addElement(cell)
        table.addElement(row)
    return table


ARRANGED = {
    "heads in the cells": [[["NUEVO AIQ", rows_of(ANA)], ["AIQ SALIENTE", rows_of(LUIS)]]],
    "a row of heads": [[["NUEVO AIQ"], ["AIQ SALIENTE"]], [[rows_of(ANA)], [rows_of(LUIS)]]],
    "heads beside": [[["NUEVO AIQ"], [rows_of(ANA)]], [["AIQ SALIENTE"], [rows_of(LUIS)]]],
    "under one another": [[["AIQ SALIENTE", rows_of(LUIS)]], [["NUEVO AIQ", rows_of(ANA)]]],
}


@pytest.mark.parametrize("made", [word, writer])
@pytest.mark.parametrize("form", ARRANGED)
def test_each_person_is_read_with_the_head_of_his_own_table(form, made):
    document = open_document("oficio", made(ARRANGED[form]))
    bound = bind([Sourced(record, "x") for record in read_records(document_rows(document.pages))])
    assert (datos(bound), datos(bound, "aiq_saliente")) == (ANA, LUIS)


@pytest.mark.parametrize("made", [word, writer])
def test_rows_without_inner_tables_stay_rows_of_one_table(made):
    grid = [[["Institución"], ["Instituto de Pruebas"]], [["Siglas"], ["IPX"]], [["Administrador entrante"], [rows_of(ANA)]]]
    document = open_document("oficio", made(grid))
    bound = bind([Sourced(record, "x") for record in read_records(document_rows(document.pages))])
    assert (bound.institution.nombre, bound.institution.siglas) == ("Instituto de Pruebas", "IPX")
    assert datos(bound) == ANA
