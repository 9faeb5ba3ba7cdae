"""A letterhead that stands as a column beside the letter."""

from dataclasses import replace

import pytest

from parsers.files.flow import text_page
from parsers.letters.binding import Sourced, bind
from parsers.letters.oficio import read_letter
from parsers.pages.page import Document, Page
from parsers.rows.layout import document_rows
from parsers.rows.sidebar import part_sidebar
from tests.parsers.letters import DATOS, carta, datos, hoja

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


LISTA = "\n".join(f"  {line}" for line in DATOS.splitlines())  # the cells of a table stand in
RUNNING = "Solicito el cambio del administrador institucional de este instituto con los datos siguientes:\n"


def datos_de(page: Page) -> dict[str, str]:
    letter = read_letter(Document("x.pdf", "pdf", (page,)))
    return datos(bind([Sourced(record, "x.pdf") for record in letter.records]))


@pytest.mark.parametrize("cuerpo", [RUNNING + DATOS, RUNNING + LISTA])
@pytest.mark.parametrize("head", ["", "INSTITUTO NACIONAL DE PRUEBAS Y ENSAYOS DE LA REPÚBLICA DEL ECUADOR"])
@pytest.mark.parametrize("foot", ["", "Calle Uno y Calle Dos, edificio Tres - Teléfono: 022999999 - www.ipx.gob.ec"])
def test_the_column_s_telephones_are_nobody_s_whatever_runs_over_or_under_both_columns(cuerpo, head, foot):
    page = beside(MARGEN, carta(cuerpo))
    bands = [replace(w, box=(w.box[0] + 60, w.box[1] - 19, w.box[2] + 60, w.box[3] - 19)) for w in text_page(head).words]
    end = max(word.box[3] for word in page.words)
    bands += [replace(w, box=(w.box[0] + 60, w.box[1] + end, w.box[2] + 60, w.box[3] + end)) for w in text_page(foot).words]
    read = datos_de(replace(page, words=(*page.words, *bands), height=page.height + 40))
    assert (read["telefono"], read["celular"]) == ("022200200", "0991234567")


def test_a_column_with_a_person_s_data_is_no_letterhead():
    other = "ADMINISTRADOR\nENTRANTE\nNombres: Ana Rosa Mena Cruz\nCédula: 0102030400\nCargo: Analista\nCelular: 0987654321"
    assert part_sidebar(beside(other, carta(RUNNING))) is None
