"""The same data in every layout that letters give them."""

from dataclasses import replace

import pytest

from parsers.files.flow import text_page
from parsers.forms.tables import columns_of_people
from parsers.letters.assemble import assemble
from parsers.letters.claims import claim
from parsers.pages.page import Document, FormField
from parsers.rows.layout import document_rows
from tests.parsers.letters import datos, hoja, leida, recuadros

ANA = {
    "nombres_apellidos": "Ana Rosa Mena Cruz",
    "cedula": "1712345675",
    "cargo": "Analista de TIC",
    "correo": "ana@ipx.gob.ec",
    "telefono": "022200200",
    "extension": "12",
    "celular": "0991234567",
}


def test_a_list_with_colons():
    assert datos(leida("""
    - Nombres y apellidos: Ing. Ana Rosa Mena Cruz
    - Número de cédula: 171234567-5
    - Cargo: Analista de TIC
    - Correo electrónico: ana@ipx.gob.ec
    - Número telefónico y extensión: (02) 2200-200 ext. 12
    - Número celular: +593 99 123 4567""")) == ANA  # fmt: skip


def test_a_numbered_list_without_any_colon():
    assert datos(leida("""
    1. Apellidos y nombres Ana Rosa Mena Cruz
    2. C.I. 1712345675
    3. Puesto Analista de TIC
    4. E-mail ana@ipx.gob.ec
    5. Telf. 022200200
    6. Ext. 12
    7. Móvil 0991234567""")) == ANA  # fmt: skip


def test_labels_and_values_on_lines_of_their_own():
    assert datos(leida("""
    Nombre completo:
    Ana Rosa Mena Cruz
    Cédula de ciudadanía:
    1712345675
    Denominación del puesto:
    Analista de TIC
    Correo institucional:
    ana@ipx.gob.ec
    Teléfono / Ext.:
    022200200 / 12
    Celular:
    0991234567""")) == ANA  # fmt: skip


def test_several_labels_on_one_line_that_goes_on_in_the_next():
    text = """Nombre: Ana Rosa Mena Cruz, Cédula: 1712345675, Cargo: Analista de TIC, Correo: ana@ipx.gob.ec, Teléfono:
022200200, Ext.: 12, Celular: 0991234567."""
    assert datos(leida(text)) == ANA


def test_a_drawn_table_of_labels_and_values_with_its_own_numbering():
    rows = [
        ("No.", "Campo", "Detalle"),
        ("1", "Nombres y apellidos completos", "Ana Rosa Mena Cruz"),
        ("2", "Número de cédula de ciudadanía", "1712345675"),
        ("3", "Cargo que desempeña", "Analista de TIC"),
        ("4", "Correo electrónico institucional", "ana@ipx.gob.ec"),
        ("5", "Número telefónico convencional", "022200200"),
        ("6", "Extensión", "12"),
        ("7", "Número de teléfono celular", "0991234567"),
    ]
    assert datos(leida(hoja("Datos del nuevo AIQ:", rows))) == ANA


def test_pairs_of_labels_and_values_side_by_side():
    rows = [
        ("Institución:", "Instituto de Pruebas", "Siglas:", "IPX"),
        ("Nombres:", "Ana Rosa Mena Cruz", "C.C.:", "1712345675"),
        ("Cargo:", "Analista de TIC", "Correo:", "ana@ipx.gob.ec"),
        ("Teléfono:", "022200200", "Extensión:", "12"),
        ("Celular:", "0991234567", "", ""),
    ]
    bound = leida(hoja(rows))
    assert datos(bound) == ANA
    assert (bound.institution.nombre, bound.institution.siglas) == ("Instituto de Pruebas", "IPX")


def test_boxes_with_the_label_over_its_value():
    rows = [
        ("Apellidos\nMena Cruz", "Nombres\nAna Rosa"),
        ("Cédula\n1712345675", "Puesto\nAnalista de TIC"),
        ("Email\nana@ipx.gob.ec", "Teléfono y extensión\n022200200 Ext: 12"),
        ("Móvil\n0991234567", "Observaciones\n"),
    ]
    assert datos(leida(hoja(rows))) == ANA


def test_a_cell_of_labels_beside_a_cell_of_values_that_wrap():
    labels = "Nombres y apellidos\nCédula\nCargo\nCorreo\nTeléfono\nExt.\nCelular"
    values = "Ana Rosa Mena Cruz\n1712345675\nAnalista de Tecnologías de la\nInformación\nana@ipx.gob.ec\n022200200\n12\n0991234567"
    assert datos(leida(hoja([(labels, values)]))) == ANA | {"cargo": "Analista de Tecnologías de la Información"}


def test_a_row_for_each_person_with_the_role_in_a_column():
    rows = [
        ("Ord.", "Nombres y Apellidos", "C.I.", "Cargo", "E-mail", "Telf. / Ext.", "Móvil", "Rol en Quipux"),
        ("1", "Luis Paz Vera", "0912345675", "Técnico", "luis@ipx.gob.ec", "022200200 / 11", "0987654321", "Saliente"),
        (
            "2",
            "Ana Rosa Mena Cruz",
            "1712345675",
            "Analista de TIC",
            "ana@ipx.gob.ec",
            "022200200 / 12",
            "0991234567",
            "Entrante",
        ),
    ]
    bound = leida(hoja(rows))
    assert datos(bound) == ANA
    assert datos(bound, "aiq_saliente")["cedula"] == "0912345675"


def test_a_column_for_each_person():
    rows = [
        ("DATOS", "BACKUP", "PRINCIPAL"),
        ("Nombres", "Luis Paz Vera", "Ana Rosa Mena Cruz"),
        ("Cédula", "0912345675", "1712345675"),
        ("Correo electrónico institucional", "luis@ipx.gob.ec", "ana@ipx.gob.ec"),
    ]
    bound = leida(hoja(rows))
    assert datos(bound) == {k: ANA[k] for k in ("nombres_apellidos", "cedula", "correo")}
    assert datos(bound, "aiq_backup")["correo"] == "luis@ipx.gob.ec"


def test_a_role_that_spans_the_rows_of_its_person():
    rows = [
        ("AIQ SALIENTE", "Nombre", "Luis Paz Vera"),
        ("", "Cédula", "0912345675"),
        ("AIQ ENTRANTE", "Nombre", "Ana Rosa Mena Cruz"),
        ("", "Cédula", "1712345675"),
    ]
    bound = leida(hoja(rows))
    assert datos(bound)["cedula"] == "1712345675"
    assert datos(bound, "aiq_saliente")["nombres_apellidos"] == "Luis Paz Vera"


def test_headings_part_institution_requester_and_new_administrator():
    bound = leida("""
    Datos de la institución
    RUC: 1760013210001
    Nombre: Instituto de Pruebas
    Siglas: IPX
    Teléfono: 022222222
    Datos del solicitante
    Nombre: Pedro Soto Lara
    Cargo: Gerente
    Datos del nuevo administrador
    Nombre: Ana Rosa Mena Cruz
    Cédula: 1712345675
    Celular: 0991234567""")
    assert datos(bound) == {k: ANA[k] for k in ("nombres_apellidos", "cedula", "celular")}
    assert (bound.institution.nombre, bound.institution.siglas) == ("Instituto de Pruebas", "IPX")


def test_an_answered_none_is_no_value():
    assert datos(leida("Nombres y apellidos: Ana Rosa Mena Cruz\nCédula: \nExtensión: S/N\nCelular: N/A")) == {
        "nombres_apellidos": "Ana Rosa Mena Cruz"
    }


def test_an_address_broken_over_lines_is_joined_and_marked():
    bound = leida(
        hoja([("Nombres y apellidos", "Ana Rosa Mena Cruz"), ("Correo electrónico", "ana.mena@minis\nterio.gob.ec")])
    )
    assert datos(bound)["correo"] == "ana.mena@ministerio.gob.ec"
    assert ("aiq.correo", "dudoso") in [(item.campo, item.codigo) for item in bound.problems]


def test_two_people_without_any_role_are_left_to_a_person():
    bound = leida("Nombre: Ana Rosa Mena Cruz\nCédula: 1712345675\nNombre: Luis Paz Vera\nCédula: 0912345675")
    assert datos(bound) == {}
    assert [(item.campo, item.codigo) for item in bound.problems] == [("aiq", "dudoso")]


def test_misspelt_labels_are_understood():
    found = datos(
        leida(
            "Nombres y apelidos: Ana Rosa Mena Cruz\nNumero de cedlua: 1712345675\nCorreo electr6nico: ana@ipx.gob.ec"
        )
    )
    assert found == {k: ANA[k] for k in ("nombres_apellidos", "cedula", "correo")}


def test_filled_form_fields_are_read_beside_their_labels_and_marked_as_such():
    printed = text_page("Oficio Nro. IPX-GG-2026-0001-O\n\nNombres y apellidos:\n\nCédula:")
    places = [next(word.box for word in printed.words if word.text == label) for label in ("apellidos:", "Cédula:")]
    fields = tuple(
        FormField(name, None, value, 1, (box[2] + 8, box[1], box[2] + 200, box[3]))
        for name, value, box in zip(("n", "c"), ("Ana Rosa Mena Cruz", "1712345675"), places, strict=True)
    )
    document = Document("oficio.pdf", "pdf", (replace(printed, method="texto"),), fields)
    (request,) = assemble([claim(document)], None)
    assert (request.aiq.nombres_apellidos, request.aiq.cedula) == ("Ana Rosa Mena Cruz", "1712345675")
    assert {item.metodo for item in request.evidencia if item.campo.startswith("aiq.")} == {"formulario"}


def test_dotted_leaders_part_labels_from_values():
    found = datos(leida("""
    Nombres y apellidos ............................. Ana Rosa Mena Cruz
    C.I. ............................................ 1712345675
    Rol ............................................. Analista de TIC
    Convencional .................................... 022200200
    Interno ......................................... 12"""))  # fmt: skip
    assert found == {k: ANA[k] for k in ("nombres_apellidos", "cedula", "cargo", "telefono", "extension")}


def test_a_paragraph_of_labels_that_are_broken_between_lines():
    text = """Nombres y apellidos: Ana Rosa Mena Cruz; Número de
cédula: 1712345675; Cargo: Analista de TIC; Correo
electrónico: ana@ipx.gob.ec; Número telefónico y
extensión: 022200200 ext. 12; Número celular:
0991234567."""
    assert datos(leida(text)) == ANA


def test_two_data_on_each_line_without_any_colon():
    text = """Nombres y apellidos Ana Rosa Mena Cruz     Cédula 1712345675
Cargo Analista de TIC     Correo ana@ipx.gob.ec
Teléfono 022200200     Extensión 12
Celular 0991234567"""
    assert datos(leida(text)) == ANA


def test_a_foot_that_counts_the_pages_does_not_part_a_table():
    foot = "\n" * 56 + "Calle Uno 5-41 · (07) 2571-640 · Página {} de 2"
    first = "Nombres y apellidos: Ana Rosa Mena Cruz\nCédula: 1712345675" + foot.format(1)
    second = "Cargo: Analista de TIC\nCelular: 0991234567" + foot.format(2)
    rows = document_rows([text_page(first, 1), text_page(second, 2)])
    assert not any("Página" in row.text for row in rows)


def test_boxes_to_tick_are_no_columns_of_people():
    page = hoja([
        ("☐ Implementación", "☒ Cambio de administrador", "☐ Backup"), ("Nombres y apellidos", "Ana Rosa Mena Cruz", ""),
        ("Cédula", "1712345675", ""),
    ])  # fmt: skip
    assert columns_of_people(document_rows([page]), 0) is None


def test_a_column_that_goes_on_begins_the_next_person():
    text = """Rol         Nombres       Cédula        Cargo
Saliente    Ana Rosa      1712345675    Analista
            Mena Cruz
Nuevo AIQ   Luis Mora     0912345675    Asistente
            Paz"""
    bound = leida(text)
    assert datos(bound)["cedula"] == "0912345675"
    assert datos(bound, "aiq_saliente")["nombres_apellidos"] == "Ana Rosa Mena Cruz"


@pytest.mark.parametrize(
    ("cargo", "glued"),
    [
        ("Técnica de Transversalización", False),
        ("Analista de Telecomunicaciones", False),
        ("Analistadesistemas", True),
        ("Jefe de tecnologíasdeinformación", True),
    ],
)
def test_a_long_word_of_a_post_is_doubted_where_it_is_two(cargo: str, glued: bool):
    bound = leida(f"Nombres y apellidos: Ana Rosa Mena Cruz\nCédula: 1712345675\nCargo: {cargo}\nCelular: 0991234567")
    assert datos(bound)["cargo"] == cargo
    assert ("aiq.cargo" in {problem.campo for problem in bound.problems}) is glued


def test_a_line_to_write_on_that_nobody_wrote_on_answers_nothing():
    text = "Nombres: Ana Rosa Mena Cruz\nTeléfono fijo: ______________ Ext.: _______\nCelular:\n0991234567"
    assert datos(leida(text)) == {"nombres_apellidos": "Ana Rosa Mena Cruz", "celular": "0991234567"}


def test_a_value_below_the_line_to_write_on_is_still_its_own():
    assert datos(leida("Nombres: Ana Rosa Mena Cruz\nCédula: ______________\n1712345675"))["cedula"] == "1712345675"


@pytest.mark.parametrize("mark", ["·", "/", "|", "y", "-", "+"])
def test_telephone_and_extension_under_one_label_whatever_stands_between(mark):
    read = datos(leida(f"Nombres: Ana Rosa Mena Cruz\nTeléfono {mark} extensión: 02 382 0900 · 1206"))
    assert (read["telefono"], read["extension"]) == ("023820900", "1206")


@pytest.mark.parametrize("halves", ["ana.paz@ipx.gob .ec", "ana.paz@ipx.gob.e c", "ana.paz@ipx. gob.ec", "ana.paz@ipx.go b.ec"])
def test_an_address_that_can_only_go_on_is_no_doubt(halves):
    one, other = halves.split()
    page = recuadros((40, 40, 140, 80, "Correo"), (140, 40, 400, 80, f"{one}\n{other}"), (40, 80, 140, 110, "Cédula"),
                     (140, 80, 400, 110, "1712345675"))  # fmt: skip
    bound = leida(page)
    assert datos(bound)["correo"] == "ana.paz@ipx.gob.ec"
    assert not [item for item in bound.problems if item.campo == "aiq.correo"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Para cualquier coordinación comunicarse con la Secretaría al 0990 500 100.",
        "0990 500 100 es el número de la Secretaría del instituto.",
        "Los avisos se reciben también en el correo mesa@ipx.gob.ec de esta casa",
    ],
)
@pytest.mark.parametrize("field", ["Celular", "Correo electrónico", "Teléfono y extensión"])
def test_a_sentence_below_a_label_left_empty_is_no_answer(sentence, field):
    person = {"nombres_apellidos": "Ana Rosa Mena Cruz", "cedula": "1712345675"}
    table = [("Nombres", "Ana Rosa Mena Cruz"), ("Cédula", "1712345675"), (field, "")]
    assert datos(leida(hoja(table, sentence))) == person
    assert datos(leida(f"Nombres: Ana Rosa Mena Cruz\nCédula: 1712345675\n{field}:\n\n{sentence}")) == person


def test_a_number_with_a_word_about_it_below_its_label_is_the_answer():
    assert datos(leida("Nombres: Ana Rosa Mena Cruz\nTeléfono:\n022200200 ext. 12 (Secretaría General)")) == {
        "nombres_apellidos": "Ana Rosa Mena Cruz", "telefono": "022200200", "extension": "12",
    }  # fmt: skip


@pytest.mark.parametrize("heads", ["AIQ PRINCIPAL\nAIQ DE RESPALDO", "ADMINISTRADOR ENTRANTE\nADMINISTRADOR SALIENTE"])
def test_two_people_below_both_their_heads_are_left_to_a_person(heads):
    ana, luis = "Nombres: Ana Rosa Mena Cruz\nCédula: 1712345675", "Nombres: Luis Paz Vera\nCédula: 0912345675"
    tables = [[tuple(line.split(": ")) for line in person.split("\n")] for person in (ana, luis)]
    for bound in (leida(f"{heads}\n{ana}\n{luis}"), leida(hoja(*heads.split("\n"), *tables))):
        assert (bound.people, [item.campo for item in bound.problems]) == ({}, ["aiq"])


def test_a_title_over_the_first_person_s_head_names_nobody():
    ana, luis = "Nombres: Ana Rosa Mena Cruz\nCédula: 1712345675", "Nombres: Luis Paz Vera\nCédula: 0912345675"
    bound = leida(f"CAMBIO DE ADMINISTRADOR\nADMINISTRADOR SALIENTE\n{luis}\nADMINISTRADOR ENTRANTE\n{ana}")
    assert (datos(bound)["cedula"], datos(bound, "aiq_saliente")["cedula"]) == ("1712345675", "0912345675")


@pytest.mark.parametrize("label", ["Nombres y apellidos del nuevo\nAIQ", "Nombres y apellidos del\nadministrador"])
def test_a_label_and_its_value_that_both_wrap_are_one_datum(label):
    page = recuadros(
        (60, 40, 230, 72, label), (230, 40, 400, 72, "Norma Cecilia Lascano\nAltamirano"),
        (60, 72, 230, 92, "Cédula"), (230, 72, 400, 92, "1712345675"),
    )  # fmt: skip
    assert datos(leida(page)) == {"nombres_apellidos": "Norma Cecilia Lascano Altamirano", "cedula": "1712345675"}
