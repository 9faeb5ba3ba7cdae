"""Tables that set their labels elsewhere than before their values."""

from parsers.arranged import arranged
from parsers.layout import document_rows, text_page
from tests.parsers.letters import datos, hoja, leida

ANA = {
    "nombres_apellidos": "Ana Rosa Mena Cruz",
    "cedula": "1712345675",
    "cargo": "Analista de TIC",
    "correo": "ana@ipx.gob.ec",
    "celular": "0991234567",
}


def cells(page):
    return [[cell.text for cell in row.cells] for row in arranged(document_rows([page]))]


def test_labels_in_the_last_column_come_first():
    page = hoja([
        ("Ana Rosa Mena Cruz", "Nombres y apellidos"), ("1712345675", "Cédula"), ("Analista de TIC", "Cargo"),
        ("ana@ipx.gob.ec", "Correo"), ("0991234567", "Celular"),
    ])  # fmt: skip
    assert datos(leida(page)) == ANA


def test_labels_under_their_values_come_first():
    assert datos(leida("""
    Ana Rosa Mena Cruz
    (Nombres y apellidos)
    1712345675
    (Número de cédula)
    Analista de TIC
    (Cargo)
    ana@ipx.gob.ec
    (Correo electrónico)
    0991234567
    (Número celular)""")) == ANA  # fmt: skip


def test_labels_above_their_values_stay_where_they_are():
    text = "Cédula\n1712345675\nCorreo\nana@ipx.gob.ec\nCelular\n0991234567"
    assert datos(leida(text)) == {"cedula": "1712345675", "correo": "ana@ipx.gob.ec", "celular": "0991234567"}


def test_a_column_of_remarks_is_no_value():
    page = hoja([
        ("Descripción", "Dato", "Observación"), ("Cédula", "1712345675", ""),
        ("Cargo", "Analista de TIC", "Contrato ocasional"), ("Celular", "0991234567", ""),
    ])  # fmt: skip
    assert datos(leida(page))["cargo"] == "Analista de TIC"


def test_a_label_with_wide_blanks_in_it_is_one_label():
    rows = cells(text_page("NUMERO      DE CEDULA      1712345675"))
    assert rows == [["NUMERO DE CEDULA", "1712345675"]]


def test_two_headings_side_by_side_are_two_labels():
    assert cells(text_page("Nombres      Cédula de      Cargo")) == [["Nombres", "Cédula de", "Cargo"]]
