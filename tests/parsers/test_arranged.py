"""Tables that set their labels elsewhere than before their values."""

from dataclasses import replace

from parsers.files.flow import text_page
from parsers.forms.arranged import arranged
from parsers.rows.layout import document_rows
from tests.parsers.letters import datos, escritas, hoja, leida, recuadros

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


def test_values_with_their_labels_in_parentheses_behind_them():
    assert datos(leida("""
    Ana Rosa Mena Cruz (nombres y apellidos)
    1712345675 (número de cédula)
    Analista de TIC (cargo)
    ana@ipx.gob.ec (correo electrónico)
    0991234567 (número celular)""")) == ANA  # fmt: skip


def test_a_remark_in_parentheses_is_no_label():
    text = "Datos del nuevo AIQ:\nNombres: Ana Rosa Mena Cruz\nAnalista (cargo)\nCorreo: ana@ipx.gob.ec"
    assert ["Analista (cargo)"] in cells(text_page(text))


def test_a_label_whose_last_word_stands_where_a_column_begins_is_one_label():
    page = recuadros(
        (40, 53, 340, 70, "Ana Rosa Mena Cruz"), (40, 93, 180, 110, "1712345675"), (188, 93, 340, 110, "0991234567"),
        (40, 133, 180, 150, "Analista de TIC"), (188, 133, 340, 150, "ana@ipx.gob.ec"),
    )  # fmt: skip
    labels = [*escritas(40, 40, "NOMBRES Y APELLIDOS DEL NUEVO AIQ"), *escritas(40, 80, "CÉDULA")]
    labels += [*escritas(190, 80, "CELULAR"), *escritas(40, 120, "CARGO"), *escritas(190, 120, "CORREO")]
    assert datos(leida(replace(page, words=(*page.words, *labels)))) == ANA


def test_roman_numbers_before_the_labels_are_no_data():
    data = zip(("Nombres y apellidos", "Cédula", "Cargo", "Correo", "Celular"), ANA.values(), strict=True)
    numbers = ("III", "IV", "V", "VI", "VIII")
    assert datos(leida(hoja([(number, *pair) for number, pair in zip(numbers, data, strict=True)]))) == ANA


def test_labels_between_two_people_or_behind_them_come_first():
    luis = {"nombres_apellidos": "Luis Alberto Mora Díaz", "cedula": "1710034065", "cargo": "Técnico 2", "extension": "12"}
    labels = ("Nombres y apellidos", "Cédula", "Cargo", "Correo", "Celular", "Extensión")
    out = (*luis.values(),)
    out = (*out[:3], "luis@ipx.gob.ec", "0998765432", out[3])
    rows = [*zip(out, labels, (*ANA.values(), ""), strict=True)]
    between = [("Administrador saliente", "Dato", "Administrador entrante"), *rows]
    behind = [(row[0], row[2], row[1]) for row in between]
    for table in (between, behind):
        bound = leida(hoja(table))
        assert datos(bound) == ANA
        assert datos(bound, "aiq_saliente") == luis | {"correo": "luis@ipx.gob.ec", "celular": "0998765432"}
