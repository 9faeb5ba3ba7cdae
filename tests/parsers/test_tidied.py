"""Drawn tables with more in them than labels and values."""

from dataclasses import replace

import pytest

from parsers.pages.page import Word
from tests.parsers.letters import datos, hoja, leida, recuadros
from tests.parsers.test_arranged import ANA

LUIS = {"nombres_apellidos": "Luis Alberto Mora Paz", "cedula": "1304567890", "cargo": "Técnico de Sistemas"}
LABELS = ("Nombres y apellidos", "Cédula", "Cargo")


def test_a_column_that_counts_the_rows_does_not_hide_the_people_beside_one_another():
    rows = zip("123", LABELS, LUIS.values(), list(ANA.values())[:3], strict=True)
    bound = leida(hoja([("N.º", "Dato", "Saliente", "Entrante"), *rows]))
    assert datos(bound) == {name: ANA[name] for name in LUIS}
    assert datos(bound, "aiq_saliente") == LUIS


def test_beside_the_one_before_the_actual_one_is_new():
    rows = zip(LABELS, LUIS.values(), list(ANA.values())[:3], strict=True)
    bound = leida(hoja([("Dato", "AIQ anterior", "AIQ actual"), *rows]))
    assert datos(bound)["cedula"] == ANA["cedula"]
    assert datos(bound, "aiq_saliente") == LUIS


def test_the_name_of_a_section_is_no_label_of_the_house():
    page = recuadros(
        (20, 40, 120, 100, "Institución"), (120, 40, 240, 70, "Nombre"), (240, 40, 560, 70, "Instituto de Pruebas"),
        (120, 70, 240, 100, "Siglas"), (240, 70, 560, 100, "IPX"),
        (20, 100, 120, 160, "Contacto"), (120, 100, 240, 130, "Correo"), (240, 100, 560, 130, "ana@ipx.gob.ec"),
        (120, 130, 240, 160, "Celular"), (240, 130, 560, 160, "0991234567"),
    )  # fmt: skip
    bound = leida(page)
    assert (bound.institution.nombre, bound.institution.siglas) == ("Instituto de Pruebas", "IPX")
    assert datos(bound) == {"correo": "ana@ipx.gob.ec", "celular": "0991234567"}


def test_an_option_that_nobody_ticked_says_nothing():
    rows = zip(("Nombres y apellidos", "Cédula", "Cargo", "Correo", "Celular"), ANA.values(), strict=True)
    page = hoja([("Tipo de administrador", "☒ Principal", "☐ Backup"), *((a, b, "") for a, b in rows)])
    assert datos(leida(page)) == ANA
    assert datos(leida(page), "aiq_backup") == {}


def test_a_cell_over_several_people_holds_what_they_have_in_common():
    page = recuadros(
        (20, 40, 120, 70, "Datos"), (120, 40, 340, 70, "Saliente"), (340, 40, 560, 70, "Entrante"),
        (20, 70, 120, 100, "Cédula"), (120, 70, 340, 100, "1304567890"), (340, 70, 560, 100, "1712345675"),
        (20, 100, 120, 130, "Cargo"), (120, 100, 560, 130, "Analista de TIC"),
        (20, 130, 120, 160, "Extensión"), (120, 130, 340, 160, "15"), (340, 130, 560, 160, "16"),
    )  # fmt: skip
    bound = leida(page)
    assert datos(bound) == {"cedula": "1712345675", "cargo": "Analista de TIC", "extension": "16"}
    assert datos(bound, "aiq_saliente") == {"cedula": "1304567890", "cargo": "Analista de TIC", "extension": "15"}


def test_how_to_fill_the_form_in_is_no_part_of_label_or_value():
    page = hoja([
        ("Nombres [como en la cédula, sin título]", "Ana Rosa Mena Cruz"), ("Cédula (10 dígitos)", "1712345675"),
        ("Cargo", "(denominación del puesto) Analista de TIC"), ("Correo", "ana@ipx.gob.ec*"), ("Celular", "0991234567"),
    ])  # fmt: skip
    assert datos(leida(page)) == ANA


def test_the_fathers_and_the_mothers_surname_under_labels_of_their_own():
    page = hoja([
        ("Apellido paterno", "Apellido materno", "Nombres"), ("Mena", "Cruz", "Ana Rosa"),
        ("Cédula", "Cargo", "Correo"), ("1712345675", "Analista de TIC", "ana@ipx.gob.ec"),
    ])  # fmt: skip
    assert datos(leida(page))["nombres_apellidos"] == "Ana Rosa Mena Cruz"


def test_a_role_that_stands_upright_beside_its_rows_is_read():
    boxes, rows = [], [("Nombres y apellidos", 0), ("Cédula", 1), ("Cargo", 2)]
    for block, person in enumerate((LUIS, ANA)):
        top = 40 + 90 * block
        boxes.append((20, top, 50, top + 90, ""))
        for label, at in rows:
            boxes.append((50, top + 30 * at, 200, top + 30 * at + 30, label))
            boxes.append((200, top + 30 * at, 500, top + 30 * at + 30, list(person.values())[at]))
    turned = tuple(Word(rol, (30, 60 + 90 * at, 40, 110 + 90 * at)) for at, rol in enumerate(("SALIENTE", "ENTRANTE")))
    bound = leida(replace(recuadros(*boxes), aside=turned))
    assert datos(bound, "aiq_saliente") == LUIS
    assert datos(bound)["cedula"] == ANA["cedula"]


def test_under_the_title_of_the_house_a_name_is_the_houses_whatever_it_sounds_like():
    bound = leida("""Entidad
Nombre: Cruz Andina B.P.
Siglas: CRUZANDINA
Nuevo AIQ
Nombres y apellidos: Ana Rosa Mena Cruz
Cédula: 1712345675""")
    assert (bound.institution.nombre, bound.institution.siglas) == ("Cruz Andina B.P.", "CRUZANDINA")
    assert datos(bound)["nombres_apellidos"] == "Ana Rosa Mena Cruz"


@pytest.mark.parametrize(
    "said",
    [
        "☒ Cédula ☐ Pasaporte Nro. 1712345675",
        "(X) Cédula ( ) Pasaporte 1712345675",
        "☐ Pasaporte ☒ Cédula 1712345675",
        "[x] C.I. [ ] RUC [ ] Pasaporte N° 171234567-5",
    ],
)
def test_the_datum_behind_the_options_is_read_whichever_was_ticked(said):
    assert datos(leida(f"Nombres: Ana Rosa Mena Cruz\nDocumento de identidad: {said}"))["cedula"] == "1712345675"
    page = hoja([("Nombres", "Ana Rosa Mena Cruz"), ("Documento de identidad", said)])
    assert datos(leida(page))["cedula"] == "1712345675"


def test_a_choice_that_was_not_made_heads_nobody():
    page = hoja("☐ Baja", [("Nombres", "Ana Rosa Mena Cruz"), ("Cédula", "1712345675")])
    assert datos(leida(page), "aiq_saliente") == {}


def test_a_title_over_the_house_s_own_data_tells_whose_denominacion_it_is():
    page = hoja([
        ("2. INSTITUCIÓN",), ("2.1 Denominación", "Agencia de Protección Agropecuaria"), ("2.2 Siglas", "APA"),
        ("3. ADMINISTRADOR QUE INGRESA",), ("3.1 Nombres", "Ana Rosa Mena Cruz"), ("3.2 Denominación", "Analista de TIC"),
    ])  # fmt: skip
    bound = leida(page)
    assert (bound.institution.nombre, bound.institution.siglas) == ("Agencia de Protección Agropecuaria", "APA")
    assert datos(bound) == {"nombres_apellidos": "Ana Rosa Mena Cruz", "cargo": "Analista de TIC"}


@pytest.mark.parametrize("branch", ["Ejecutiva", "☒ Ejecutiva ☐ Legislativa ☐ Judicial", "Función Judicial", "TRANSPARENCIA Y CONTROL SOCIAL"])
def test_the_branch_of_the_state_is_nobody_s_cargo(branch):
    rows = [("Función", branch), ("Nombres", "Ana Rosa Mena Cruz"), ("Cédula", "1712345675"), ("Cargo", "Analista de TIC")]
    assert datos(leida(hoja(rows)))["cargo"] == "Analista de TIC"
    assert datos(leida("\n".join(": ".join(row) for row in rows)))["cargo"] == "Analista de TIC"
