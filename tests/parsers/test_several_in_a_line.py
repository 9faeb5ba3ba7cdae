"""Several data in one line of a list, however the labels, the values and the data are parted from one another."""

import pytest

from tests.parsers.letters import datos, leida

DATA = {
    "nombres_apellidos": "Ana Rosa Mena Cruz",
    "cedula": "1712345675",
    "cargo": "Analista de TIC 2",
    "correo": "ana.mena@ipx.gob.ec",
    "telefono": "022200200",
    "extension": "1234",
    "celular": "0991234567",
}
SPELLINGS = (
    ("Nombres y apellidos", "Cédula", "Cargo", "Correo electrónico", "Teléfono", "Extensión", "Celular"),
    ("Apellidos y nombres", "C.I.", "Puesto", "E-mail", "Telf.", "Ext.", "Cel."),
    ("Nombre del servidor", "Nro. de cédula", "Denominación del puesto", "Mail", "Convencional", "Ext. Nro.", "Móvil"),
    ("NOMBRES COMPLETOS", "CÉDULA DE CIUDADANÍA", "CARGO", "CORREO", "TELÉFONO FIJO", "EXTENSIÓN", "NÚMERO CELULAR"),
)
LINES = (
    ((0, 1), (2, 3), (4, 5), (6,)),
    ((0,), (1, 6), (2,), (3,), (4, 5)),
    ((0, 2), (1, 3), (4, 5, 6)),
    ((1, 0), (3, 2), (5, 4), (6,)),
)


def assert_read_whole(mark: str, between: str) -> None:
    """Every spelling in every arrangement, `mark` behind each label and `between` the data of a line."""
    for spelling in SPELLINGS:
        for lines in LINES:
            written = [f"{label}{mark}{value}" for label, value in zip(spelling, DATA.values(), strict=True)]
            text = "\n".join(between.join(written[at] for at in line) for line in lines)
            assert datos(leida("Los datos del nuevo administrador son:\n" + text)) == DATA, text


@pytest.mark.parametrize("between", ["     ", " \t ", " / ", "; ", ", ", ". ", " | ", " ¦ ", " - ", " – ", " · ", " // ", " y "])
@pytest.mark.parametrize("mark", [": ", " : ", ":", ".- ", "- ", " - ", " – ", " = ", " → "])
def test_every_datum_of_a_line_ends_where_the_next_begins(mark, between):
    assert_read_whole(mark, between)


def test_the_number_that_ends_a_value_is_told_from_the_number_of_the_next_datum():
    plain = leida("Datos del nuevo administrador:\nCargo: Analista de TIC 2. Correo: a@ipx.gob.ec\nCédula: 1712345675.")
    assert datos(plain)["cargo"] == "Analista de TIC 2"
    head = "Datos del nuevo administrador:\n"
    counted = leida(f"{head}1. Cargo: Analista de TIC 2. Correo: a@ipx.gob.ec 3. Cédula: 1712345675")
    assert datos(counted)["cargo"] == "Analista de TIC"
    roman = leida(f"{head}I. Cargo: Técnico II II. Correo: a@ipx.gob.ec III. Cédula: 1712345675")
    assert datos(roman) == {"cargo": "Técnico II", "correo": "a@ipx.gob.ec", "cedula": "1712345675"}


@pytest.mark.parametrize("name", ["Ana Rosa Mena Cruz", "MENA PAZ ANA", "Ana María Gil Ron", "Luz Mora Vera Jr"])
def test_a_short_surname_before_a_full_stop_is_no_title(name):
    bound = leida(f"Datos del nuevo administrador:\nNombres y apellidos: {name}.\nCédula: 1712345675.\nCargo: Técnico.")
    assert datos(bound)["nombres_apellidos"] == name


@pytest.mark.parametrize("mark", [": ", " : ", " - ", " = "])
def test_a_label_that_begins_behind_a_value_may_end_in_the_next_line(mark):
    bound = leida(f"""Nombre de la institución{mark}Gobierno Autónomo Descentralizado Municipal de La Prueba | Siglas de la
institución{mark}GADMLP
Nombres y apellidos{mark}Ana Rosa Mena Cruz | Número de cédula{mark}1712345675
Cargo{mark}Especialista de Gestión Documental y Archivo Histórico y Patrimonial | Correo electrónico
institucional{mark}ana@ipx.gob.ec""")
    assert bound.institution.siglas == "GADMLP"
    assert bound.institution.nombre == "Gobierno Autónomo Descentralizado Municipal de La Prueba"
    assert datos(bound) == {
        "nombres_apellidos": "Ana Rosa Mena Cruz",
        "cedula": "1712345675",
        "cargo": "Especialista de Gestión Documental y Archivo Histórico y Patrimonial",
        "correo": "ana@ipx.gob.ec",
    }


def test_a_dash_marks_a_label_that_no_list_has_where_it_stands_first_in_its_part():
    bound = leida("""Datos del nuevo administrador:
Persona que asumirá la función - Ana Rosa Mena Cruz | Denominación del puesto que desempeña - Analista de TIC 2
Cédula - 1712345675 | Cuenta electrónica institucional - ana@ipx.gob.ec""")
    assert datos(bound)["cargo"] == "Analista de TIC 2"
    assert datos(bound)["correo"] == "ana@ipx.gob.ec"


@pytest.mark.parametrize("bar", [" | ", "  |  ", " ¦ "])
@pytest.mark.parametrize("mark", [" ", " - ", ": "])
def test_between_bars_a_label_needs_no_mark(bar, mark):
    assert_read_whole(mark, bar)


def test_between_bars_the_last_datum_may_be_wrapped_within_its_label_or_behind_it():
    bound = leida("""Datos del nuevo administrador
Nombre de la institución Gobierno Autónomo Descentralizado Municipal de La Prueba | Siglas de la
institución GADMLP
Nombres y apellidos Ana Rosa Mena Cruz | Número de cédula 1712345675
Cargo Especialista de Gestión Documental y Archivo Histórico y Patrimonial | Correo
ana@ipx.gob.ec""")
    assert bound.institution.siglas == "GADMLP"
    assert datos(bound)["cargo"] == "Especialista de Gestión Documental y Archivo Histórico y Patrimonial"
    assert datos(bound)["correo"] == "ana@ipx.gob.ec"


@pytest.mark.parametrize("heading", ["Datos del nuevo administrador", "Nuevo AIQ:", "2. Persona designada como nuevo AIQ:"])
def test_a_heading_may_stand_on_the_line_of_its_data(heading):
    for spelling in SPELLINGS:
        text = "; ".join(f"{label}: {value}" for label, value in zip(spelling, DATA.values(), strict=True))
        assert datos(leida(f"{heading} {text}.")) == DATA, text


def test_a_remark_behind_a_label_is_no_datum():
    bound = leida("Datos del nuevo administrador:\nTeléfono (ext.) +593 (2) 220-0200, extensión 1234\nCédula (C.C.) 1712345675")
    assert datos(bound) == {"telefono": "022200200", "extension": "1234", "cedula": "1712345675"}
