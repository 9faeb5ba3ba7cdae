"""Several data in one cell."""

import pytest

from parsers.forms.combined import combined_labels
from parsers.rows.layout import page_rows
from tests.parsers.letters import datos, hoja, leida, recuadros
from tests.parsers.test_arranged import ANA

WHOLE = {**ANA, "telefono": "022200200", "extension": "15"}


@pytest.mark.parametrize("text, labels", [
    ("Cédula / Cargo", ["Cédula", "Cargo"]),
    ("Nombre completo y cédula", ["Nombre completo", "cédula"]),
    ("Teléfono, extensión y celular", ["Teléfono", "extensión", "celular"]),
    ("Apellidos y nombres", []),
    ("Teléfono / Ext.", []),
    ("Cargo o función", []),
])  # fmt: skip
def test_labels_put_together(text, labels):
    cell = page_rows(recuadros((20, 40, 400, 70, text)))[0].cells[0]
    assert [part.text for part in combined_labels(cell)] == labels


@pytest.mark.parametrize("numbers", ["022200200 / 15 / 0991234567", "022200200 ext. 15 / 0991234567"])
def test_labels_put_together_beside_values_put_together(numbers):
    page = hoja([
        ("Nombres y apellidos / Cédula", "Ana Rosa Mena Cruz / 1712345675"), ("Cargo", "Analista de TIC"),
        ("Correo", "ana@ipx.gob.ec"), ("Teléfono / Extensión / Celular", numbers),
    ])  # fmt: skip
    assert datos(leida(page)) == WHOLE


def test_values_on_lines_of_their_own_beside_one_label_for_all():
    page = recuadros(
        (20, 40, 240, 100, "Nombre / Cédula / Cargo"), (240, 40, 500, 100, "Ana Rosa Mena Cruz\n1712345675\nAnalista de TIC"),
        (20, 100, 240, 160, "Correo / Extensión / Celular"), (240, 100, 500, 160, "ana@ipx.gob.ec\nNo aplica\n0991234567"),
    )  # fmt: skip
    assert datos(leida(page)) == ANA


def test_a_column_for_contact_holds_what_its_lines_say_or_show():
    page = recuadros(
        (80, 40, 200, 70, "Nombres y apellidos"), (200, 40, 280, 70, "Cédula"), (280, 40, 380, 70, "Cargo"),
        (380, 40, 560, 70, "Contacto"),
        (20, 70, 80, 130, "Entrante"), (80, 70, 200, 130, "Ana Rosa\nMena Cruz"), (200, 70, 280, 130, "1712345675"),
        (280, 70, 380, 130, "Analista de TIC"),
        (380, 70, 560, 130, "ana@ipx.gob.ec\nTelf.: 022200200 ext. 15\nCel.: 0991234567"),
        (20, 130, 80, 190, "Saliente"), (80, 130, 200, 190, "Luis Alberto\nMora Paz"), (200, 130, 280, 190, "1304567890"),
        (280, 130, 380, 190, "Técnico"), (380, 130, 560, 190, "luis@ipx.gob.ec\n022200200 ext. 14\n0987654321"),
    )  # fmt: skip
    bound = leida(page)
    assert datos(bound) == WHOLE
    assert datos(bound, "aiq_saliente") == {
        "nombres_apellidos": "Luis Alberto Mora Paz", "cedula": "1304567890", "cargo": "Técnico",
        "correo": "luis@ipx.gob.ec", "telefono": "022200200", "extension": "14", "celular": "0987654321",
    }  # fmt: skip


def test_a_name_may_bring_its_cedula_with_it():
    page = recuadros(
        (20, 40, 200, 70, "Funcionario"), (200, 40, 340, 70, "Cargo"), (340, 40, 560, 70, "Contacto"),
        (20, 70, 200, 120, "Ana Rosa Mena Cruz\nC.I.: 1712345675"), (200, 70, 340, 120, "Analista de TIC"),
        (340, 70, 560, 120, "Correo: ana@ipx.gob.ec\nCel.: 0991234567"),
    )  # fmt: skip
    assert datos(leida(page)) == ANA


@pytest.mark.parametrize(("label", "value"), [
    ("Correo / Celular", "ana@ipx.gob.ec / 0991234567"),
    ("Correo y celular", "ana@ipx.gob.ec - 0991234567"),
    ("Correo, celular", "ana@ipx.gob.ec; 0991234567"),
])  # fmt: skip
def test_an_answer_of_two_parts_is_parted_like_its_label(label, value):
    page = hoja([("Nombres y apellidos / Cédula", "Ana Rosa Mena Cruz / 1712345675"), (label, value)])
    assert datos(leida(page)) == {
        "nombres_apellidos": "Ana Rosa Mena Cruz", "cedula": "1712345675", "correo": "ana@ipx.gob.ec",
        "celular": "0991234567",
    }  # fmt: skip


def test_three_data_are_told_by_commas_and_an_and():
    page = hoja([("Cédula", "1712345675"), ("Teléfono, extensión y celular", "022200200, 15, 0991234567")])
    assert datos(leida(page)) == {
        "cedula": "1712345675", "telefono": "022200200", "extension": "15", "celular": "0991234567",
    }  # fmt: skip


def test_lines_part_an_answer_where_no_sign_does():
    page = recuadros(
        (40, 40, 200, 80, "Cargo / Celular"), (200, 40, 400, 80, "Analista de TIC\n0991234567"),
        (40, 80, 200, 110, "Cédula"), (200, 80, 400, 110, "1712345675"),
    )  # fmt: skip
    assert datos(leida(page)) == {"cargo": "Analista de TIC", "cedula": "1712345675", "celular": "0991234567"}


@pytest.mark.parametrize("value", ["Instituto de Pruebas / IPX", "Instituto de Pruebas (IPX)", "Instituto de Pruebas - IPX"])
def test_an_institution_stands_with_its_siglas(value):
    page = hoja([("Institución y siglas", value), ("Cédula", "1712345675")])
    bound = leida(page)
    assert (bound.institution.nombre, bound.institution.siglas) == ("Instituto de Pruebas", "IPX")


def test_the_last_line_of_an_institution_is_no_siglas():
    page = recuadros((40, 40, 200, 80, "Institución / Siglas"), (200, 40, 400, 80, "Municipio de\nSan Lorenzo (GADSL)"))
    bound = leida(page)
    assert (bound.institution.nombre, bound.institution.siglas) == ("Municipio de San Lorenzo", "GADSL")


def test_an_institution_of_two_names_is_not_parted():
    page = hoja([("Nombre del GAD / Institución", "Agencia de Puertos y Faros Menores"), ("Siglas", "APFM")])
    assert leida(page).institution.nombre == "Agencia de Puertos y Faros Menores"


def test_a_quoted_end_of_a_name_keeps_its_quotes():
    page = recuadros((40, 40, 200, 80, "Institución / Siglas"), (200, 40, 400, 80, 'Escuela "Luz del Sur"\nEULS'))
    assert leida(page).institution.nombre == 'Escuela "Luz del Sur"'
