"""Drawn tables without all their lines, side by side, with heads over several rows, and on over a page's end."""

from dataclasses import replace

import pytest

from tests.parsers.letters import datos, escritas, hoja, leida, recuadros
from tests.parsers.test_arranged import ANA

LUIS = {"nombres_apellidos": "Luis Alberto Mora Paz", "cedula": "1304567890", "cargo": "Técnico de Soporte"}


def record(x, heights, *rows):
    """A table whose rows are parted by lines and whose columns by a blank."""
    boxes, y = [], 40
    for height, (label, value) in zip(heights, rows, strict=True):
        boxes += [(x, y, x + 250, y + height, f"{label:14}{value}")]
        y += height
    return boxes


def test_a_blank_that_goes_down_through_the_rows_parts_labels_from_values():
    page = recuadros(*record(40, (20, 20, 20), ("Nombre", "Luis Alberto Mora Paz"), ("Cédula", "1304567890"),
                             ("Cargo", "Técnico de Soporte")))  # fmt: skip
    assert datos(leida(page)) == LUIS


def test_tables_side_by_side_with_rows_of_their_own_heights_are_read_one_by_one():
    page = recuadros(
        *record(40, (20, 20, 20, 20), ("ENTREGA", ""), ("Nombre", "Luis Alberto Mora Paz"), ("Cédula", "1304567890"),
                ("Cargo", "Técnico de Soporte")),
        *record(300, (20, 32, 32, 20, 20), ("RECIBE", ""), ("Nombre", "Ana Rosa Mena Cruz"), ("Cédula", "1712345675"),
                ("Cargo", "Analista de TIC"), ("Celular", "0991234567")),
    )  # fmt: skip
    bound = leida(page)
    assert datos(bound, "aiq_saliente") == LUIS
    assert datos(bound) == {name: value for name, value in ANA.items() if name != "correo"}


def grouped(*columns):
    """A table with a head for two rows each: labels in the second column, a column of values for each person."""
    boxes = []
    for at, (head, labels, *values) in enumerate(columns):
        boxes.append((40, 70 + 60 * at, 140, 130 + 60 * at, head))
        for line, label in enumerate(labels):
            y = 70 + 60 * at + 30 * line
            boxes.append((140, y, 230, y + 30, label))
            boxes += [(230 + 160 * n, y, 390 + 160 * n, y + 30, person[line]) for n, person in enumerate(values)]
    return boxes


def test_a_head_over_several_labels_is_no_label():
    page = recuadros(*grouped(
        ("IDENTIFICACIÓN", ("Cédula", "Cargo"), ("1712345675", "Analista de TIC")),
        ("CONTACTO", ("Correo", "Celular"), ("ana@ipx.gob.ec", "0991234567")),
    ))  # fmt: skip
    assert datos(leida(page)) == {name: value for name, value in ANA.items() if name != "nombres_apellidos"}


def test_heads_over_labels_stand_beside_the_columns_of_two_people():
    page = recuadros(
        (230, 40, 390, 70, "Principal"), (390, 40, 550, 70, "Respaldo"),
        *grouped(("IDENTIFICACIÓN", ("Nombres", "Cédula"), ("Ana Rosa Mena Cruz", "1712345675"),
                  ("Luis Alberto Mora Paz", "1304567890"))),
    )  # fmt: skip
    bound = leida(page)
    assert datos(bound) == {name: ANA[name] for name in ("nombres_apellidos", "cedula")}
    assert datos(bound, "aiq_backup") == {name: LUIS[name] for name in ("nombres_apellidos", "cedula")}


def test_what_is_set_across_two_people_is_the_institutions_or_both_peoples():
    page = recuadros(
        (40, 40, 200, 70, "Dato"), (200, 40, 350, 70, "AIQ nuevo"), (350, 40, 500, 70, "AIQ respaldo"),
        (40, 70, 200, 100, "Institución"), (200, 70, 500, 100, "Instituto de Pruebas"),
        (40, 100, 200, 130, "Nombres"), (200, 100, 350, 130, "Ana Rosa Mena Cruz"),
        (350, 100, 500, 130, "Luis Alberto Mora Paz"),
        (40, 130, 200, 160, "Teléfono"), (200, 130, 500, 160, "022200200"),
    )  # fmt: skip
    bound = leida(page)
    assert bound.institution.nombre == "Instituto de Pruebas"
    assert [datos(bound, role)["telefono"] for role in ("aiq", "aiq_backup")] == ["022200200"] * 2


def test_a_table_goes_on_under_its_headings_on_the_next_page():
    head = ("Dato", "AIQ nuevo", "AIQ respaldo")
    first = hoja([head, ("Domicilio legal", "Quito", "Quito"), ("Nombres", "Ana Rosa Mena Cruz", "Luis Alberto Mora Paz")])
    second = hoja([head, ("Cédula", "1712345675", "1304567890")])
    bound = leida(first, second)
    assert datos(bound) == {name: ANA[name] for name in ("nombres_apellidos", "cedula")}
    assert datos(bound, "aiq_backup") == {name: LUIS[name] for name in ("nombres_apellidos", "cedula")}


def test_values_under_their_labels_head_nothing_of_the_next_labels():
    page = recuadros(
        (40, 40, 400, 70, "NUEVO ADMINISTRADOR"), (40, 70, 200, 100, "NOMBRES"), (200, 70, 400, 100, "APELLIDOS"),
        (40, 100, 200, 130, "Ana Rosa"), (200, 100, 400, 130, "Mena Cruz"),
        (40, 130, 120, 160, "CÉDULA"), (120, 130, 200, 160, "CELULAR"), (200, 130, 400, 160, "CARGO"),
        (40, 160, 120, 190, "1712345675"), (120, 160, 200, 190, "0991234567"), (200, 160, 400, 190, "Analista de TIC"),
    )  # fmt: skip
    assert datos(leida(page)) == {name: value for name, value in ANA.items() if name != "correo"}


def test_few_boxes_with_a_digit_each_are_one_number():
    boxes = [(160 + 14 * at, 40, 174 + 14 * at, 58, digit) for at, digit in enumerate("106")]
    page = recuadros((40, 40, 160, 58, "Extensión"), *boxes, (40, 58, 160, 78, "Cédula"), (160, 58, 260, 78, "1712345675"))
    assert datos(leida(page)) == {"extension": "106", "cedula": "1712345675"}


def test_one_datum_among_headings_of_no_interest_is_read():
    page = hoja([("Celular", "Fecha", "Firma"), ("0991234567", "04/05/2026", "")])
    assert datos(leida(page)) == {"celular": "0991234567"}


def test_siglas_stand_under_their_heading_beside_a_number_nobody_asks_for():
    page = hoja([("Nombre", "Siglas", "RUC"), ("Instituto de Pruebas", "IPX", "1768123450001")])
    bound = leida(page)
    assert (bound.institution.nombre, bound.institution.siglas) == ("Instituto de Pruebas", "IPX")


def test_the_label_said_again_beside_the_second_person_is_no_part_of_the_name():
    page = hoja([
        ("QUIEN ENTREGA", "", "QUIEN RECIBE", ""),
        ("Nombre", "Luis Alberto Mora Paz", "Nombre", "Ana Rosa Mena Cruz"),
        ("Cédula", "1304567890", "Cédula", "1712345675"),
    ])  # fmt: skip
    assert datos(leida(page))["nombres_apellidos"] == "Ana Rosa Mena Cruz"


def test_a_role_under_a_heading_of_posts_is_the_row_of_that_person():
    page = hoja([
        ("Función", "Nombres y apellidos", "Cédula", "Cargo"),
        ("AIQ saliente", "Luis Alberto Mora Paz", "1304567890", "Técnico de Soporte"),
        ("AIQ entrante", "Ana Rosa Mena Cruz", "1712345675", "Analista de TIC"),
    ])  # fmt: skip
    bound = leida(page)
    assert datos(bound) == {name: ANA[name] for name in ("nombres_apellidos", "cedula", "cargo")}
    assert datos(bound, "aiq_saliente") == LUIS


def test_a_label_that_no_list_knows_ends_the_value_before_it():
    page = hoja([("Cédula:", "1712345675", "Régimen laboral interno:", "LOEP"), ("Cargo:", "Analista de TIC", "Etapa:", "Uno")])
    assert datos(leida(page)) == {"cedula": "1712345675", "cargo": "Analista de TIC"}


def test_a_column_of_numbers_needs_no_known_heading():
    page = hoja([("N.º", "Entidad", "Siglas", "Fecha"), ("1", "Instituto de Pruebas", "IPX", "04/05/2026")])
    bound = leida(page)
    assert (bound.institution.nombre, bound.institution.siglas) == ("Instituto de Pruebas", "IPX")


def test_a_list_of_contacts_beside_a_list_of_data_is_the_same_persons():
    page = recuadros(
        (40, 40, 300, 60, "Nuevo administrador"), (300, 40, 560, 60, "Contacto"),
        (40, 60, 300, 130, "Nombres: Ana Rosa Mena Cruz\nCédula: 1712345675\nCargo: Analista de TIC"),
        (300, 60, 560, 130, "Correo: ana@ipx.gob.ec\nExt.: 12\nCelular: 0991234567"),
    )  # fmt: skip
    assert datos(leida(page)) == ANA | {"extension": "12"}


def test_a_value_wrapped_at_the_margin_of_its_box_is_sure():
    text = "DATOS DE LA INSTITUCIÓN\nNombre: Empresa Pública Municipal\nAguas del Estero\nSiglas: EPMAE"
    page = recuadros((40, 40, 225, 110, text), (40, 130, 225, 150, "Otra cosa"))
    above = escritas(40, 20, "Sírvase encontrar los datos necesarios para el cambio de administrador institucional:")
    bound = leida(replace(page, words=(*above, *page.words)))
    assert bound.institution.nombre == "Empresa Pública Municipal Aguas del Estero"
    assert not bound.problems


def test_boxes_on_the_line_of_their_labels_are_their_values():
    labels = ("Nombres y apellidos:", "Cédula:", "Cargo:", "Correo:")
    boxes = [(180, 40 + 30 * at, 400, 60 + 30 * at, value) for at, value in enumerate([*ANA.values()][:4])]
    page = recuadros(*boxes, (180, 160, 260, 180, "0991234567"), (330, 160, 380, 180, "12"))
    free = [word for at, label in enumerate(labels) for word in escritas(40, 45 + 30 * at, label)]
    free += [*escritas(40, 165, "Celular:"), *escritas(290, 165, "Ext.:")]
    assert datos(leida(replace(page, words=(*page.words, *free)))) == ANA | {"extension": "12"}


def test_an_address_is_sure_where_only_its_column_broke_it():
    def problems(text, right):
        bound = leida(recuadros((40, 40, 120, 70, "Correo"), (120, 40, right, 70, text), (40, 70, 120, 100, "Cédula"),
                                (120, 70, right, 100, "1712345675")))  # fmt: skip
        assert datos(bound)["correo"] == "ana.mena@instituto.gob.ec"
        return [problem.campo for problem in bound.problems]

    assert problems("ana.mena@\ninstituto.gob.ec", 300) == []
    assert problems("ana.mena@insti\ntuto.gob.ec", 199) == []
    assert problems("ana.mena@insti\ntuto.gob.ec", 300) == ["aiq.correo"]


FICHA = """Nombres   Esteban Nicolás
Apellidos   De la Torre Maldonado
Cédula de identidad   1732391543
Cargo   Especialista de Sistemas
de Información
Correo   etorre@ipx.gob.ec
Teléfono   (02) 3977-000
Extensiones   1204 / 1205
Celular   0998 815 236"""


@pytest.mark.parametrize("text", [FICHA, FICHA.replace("\nde Información", ""), FICHA.replace("   ", " ")])
def test_a_card_whose_labels_have_no_colon_is_a_list(text):
    bound = leida(recuadros((60, 40, 320, 40 + 13 * len(text.split("\n")), text)))
    cargo = "Especialista de Sistemas de Información" if "\nde" in text else "Especialista de Sistemas"
    assert datos(bound) == {
        "nombres_apellidos": "Esteban Nicolás De la Torre Maldonado", "cedula": "1732391543", "cargo": cargo,
        "correo": "etorre@ipx.gob.ec", "telefono": "023977000", "extension": "1204/1205", "celular": "0998815236",
    }  # fmt: skip


def shaded(x, y, labels, values, at=200):
    """A column of framed labels (shaded, say) with each value on the bare paper beside it."""
    page = recuadros(*((x, y + 24 * n, x + 130, y + 24 * n + 24, label) for n, label in enumerate(labels)))
    beside = [word for n, value in enumerate(values) for word in escritas(at, y + 24 * n + 4, value)]
    return replace(page, words=(*page.words, *beside))


def test_values_on_the_bare_paper_beside_framed_labels_are_theirs():
    labels = ("Inst.", "Siglas", "Nomb. y apell.", "Céd. ciud.", "Cgo.", "Correo elect.", "Cel.")
    bound = leida(shaded(40, 100, labels, ("Instituto de Pruebas", "IPX", *ANA.values())))
    assert (bound.institution.nombre, bound.institution.siglas) == ("Instituto de Pruebas", "IPX")
    assert datos(bound) == ANA


def test_a_framed_label_with_nothing_beside_it_is_left_empty():
    labels, values = ("Nombres", "Cédula", "Teléfono", "Cargo", "Celular"), list(ANA.values())
    bound = leida(shaded(40, 100, labels, (*values[:2], "", values[2], values[4])))
    assert datos(bound) == {name: value for name, value in ANA.items() if name != "correo"}


def test_an_unknown_row_of_a_table_does_not_part_its_data():
    rows = list(zip(("Nombres", "Cédula", "Cargo", "Correo", "Celular"), ANA.values(), strict=True))
    page = hoja("Datos del nuevo administrador:", [*rows[:2], ("DATO QUE SE PIDE", "RESPUESTA"), *rows[2:]])
    assert datos(leida(page)) == ANA


@pytest.mark.parametrize("titles", [("ENTIDAD", "NUEVA ADMINISTRADORA"), ("INSTITUCIÓN", "Administradora entrante")])
def test_a_person_s_title_beside_the_house_s_is_not_the_house_s_name(titles):
    page = hoja([titles, ("Siglas", "IPX")], [("Nombres", "Ana Rosa Mena Cruz"), ("Cédula", "1712345675")])
    bound = leida(page)
    assert bound.institution.nombre is None
    assert datos(bound)["cedula"] == "1712345675"
