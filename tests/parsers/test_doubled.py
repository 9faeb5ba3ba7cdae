"""One label for two data, answered in one cell."""

import pytest

from tests.parsers.letters import datos, hoja, leida, recuadros


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
