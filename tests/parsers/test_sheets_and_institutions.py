"""The follow-up sheet, and the data file of institutions."""

import re

import pytest

from cases.reading import Institucion
from parsers.letters.claims import claim
from parsers.letters.seguimiento import read_sheet
from parsers.pages.page import Document
from parsers.words.institutions import find_institution, institution_findings, known_institutions, table_of

HOJA = (
    ("Plantilla de seguimiento", "", ""),
    ("Nro.", "Actividad", "Cumplido (SI/NO)"),
    ("1", "Crear áreas y siglas", "SI"),
    ("2", "Crear usuarios", "x"),
    ("3", "Configurar numeración", "NO"),
    ("4", "Documento de prueba", ""),
)


def test_open_activities_of_the_sheet_are_listed():
    sheet = Document("plantilla.xlsx", "xlsx", cells=(("Hoja1", HOJA),))
    assert claim(sheet).kind == "seguimiento"
    done = read_sheet(sheet)
    assert (done.realizadas, done.pendientes) == (2, ("Configurar numeración", "Documento de prueba"))


def test_a_spreadsheet_without_states_is_no_follow_up_sheet():
    sheet = Document("datos.xlsx", "xlsx", cells=(("Hoja1", (("Nombres", "Cédula"), ("Ana Paz", "1712345675"))),))
    assert claim(sheet).kind == "otro"


def test_institutions_are_found_by_name_with_typos_by_alias_and_by_siglas():
    assert find_institution("Ministerio de Salud Publica")[0].siglas == "MSP"
    assert find_institution("Instituto Nacional de Estadistica y Censo")[0].siglas == "INEC"
    assert find_institution(None, "CFN-B.P.")[0].nombre.startswith("Corporación Financiera")
    assert find_institution("Club de Amigos del Parque") == (None, 0.0)


def test_a_former_name_and_foreign_siglas_are_noted_for_a_person():
    former = institution_findings(Institucion("Ministerio de Educación", "MINEDUC"))
    assert [(item.campo, item.codigo) for item in former] == [("institucion.nombre", "dudoso")]
    foreign = institution_findings(Institucion("Ministerio de Salud Pública", "IESS"))
    assert [(item.campo, item.sugerencia) for item in foreign] == [("institucion.siglas", "MSP")]
    assert institution_findings(Institucion("Ministerio de Salud Pública", "MSP")) == ()
    assert institution_findings(Institucion("Junta Parroquial de Prueba", "JPP")) == ()


@pytest.mark.parametrize(("text", "why"), [
    ("a = = b", "revise la línea 1"), ("[[otra]]\na = 1", "lleva nombre y siglas"),
    ('[[institucion]]\nnombre = "Uno"', "lleva nombre y siglas"),
    ('[[institucion]]\nnombre = "Uno"\nsiglas = "UNO"\nalias = "Dos"', "son listas"),
    ('[[institucion]]\nnombre = "Uno"\nsiglas = 7', "textos"),
])  # fmt: skip
def test_a_table_of_institutions_that_has_not_the_form_is_refused(text, why):
    with pytest.raises(ValueError, match=re.escape(why)):
        table_of(text)


def test_no_institution_stands_twice_in_the_data_file():
    names = [item.nombre for item in known_institutions()]
    assert len(names) == len(set(names)) >= 80
