"""A letterhead that stands as a column beside the letter."""

from dataclasses import replace

import pytest

from parsers.layout import document_rows, text_page
from parsers.page import Page
from tests.parsers.letters import carta, hoja

MARGEN = "Instituto\nde Pruebas\nTeléfono:\n022999999\nCelular:\n0999999999\nDirección:\nCalle Uno"


def beside(aside: str, letter: str) -> Page:
    """Both texts on one page, the first in a column of its own whose lines stand between those of the letter."""
    left, main = text_page(aside), text_page(letter)
    low = [replace(w, box=(w.box[0], w.box[1] + 6, w.box[2], w.box[3] + 6)) for w in left.words]
    right = [replace(w, box=(w.box[0] + 160, w.box[1], w.box[2] + 160, w.box[3])) for w in main.words]
    return replace(main, words=(*low, *right), width=main.width + 160, method="texto")


def test_the_letter_is_read_without_the_lines_of_the_column_beside_it():
    rows = document_rows([beside(MARGEN, carta())])
    assert [row.text for row in rows[:8]] == MARGEN.splitlines()
    assert [row.text for row in rows[8:11]] == carta().splitlines()[:3]


def test_a_table_s_first_column_is_no_sidebar():
    table = [("Institución", "Instituto de Pruebas"), ("Siglas", "IPX"), ("Cargo", "Asistente de TIC")] * 8
    rows = document_rows([hoja(table)])
    assert [cell.text for cell in rows[0].cells] == ["Institución", "Instituto de Pruebas"]


@pytest.mark.parametrize("method", ["texto", "cuerpo"])
def test_a_blank_below_a_blank_parts_no_sentence_from_its_end(method: str):
    said = "En mi calidad de Administrador Institucional  principal del Gobierno Provincial de Prueba notifico el cambio"
    short = ("• Nombres: Rosa Elena Paz Mora", "• Cédula: 1712345675", "• Cargo: Jefa de Sistemas", "• Ext.: 82") * 5
    page = replace(text_page("\n".join((said, *short))), method=method)
    assert next(row.text for row in document_rows([page])) == " ".join(said.split())
