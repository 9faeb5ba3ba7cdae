"""What the words of a heading tell of whose data follow."""

import pytest

from parsers.words.roles import heading_role, role_in
from tests.parsers.letters import leida


@pytest.mark.parametrize(
    "title",
    [
        "A. SERVIDOR QUE SE REEMPLAZA", "Servidora a quien se reemplaza", "PERSONA QUE SERÁ REEMPLAZADA",
        "Administrador que se sustituye", "Persona a la que reemplaza", "QUIEN ES SUSTITUIDO",
        "Funcionario que se desvincula", "I. Se reemplaza a", "SERVIDORA QUE CESA",
        "AIQ titular hasta ahora", "Antiguo administrador", "Quien hasta hoy administra",
    ],
)  # fmt: skip
def test_whoever_is_replaced_leaves(title):
    assert heading_role(title) == "aiq_saliente"


@pytest.mark.parametrize(
    "title",
    [
        "B. SERVIDOR QUE ASUME", "Persona que lo reemplaza", "Quien la sustituye", "SERVIDOR REEMPLAZANTE",
        "Funcionaria que se posesiona", "Persona con la que se reemplaza", "Servidor que se incorpora",
        "Persona que desde ahora administra Quipux:", "Persona que se designa", "Usuario a habilitar",
    ],
)  # fmt: skip
def test_whoever_replaces_is_new(title):
    assert heading_role(title) == "aiq"


@pytest.mark.parametrize("title", ["☐ Baja", "( ) Dar de baja", "[ ] Administrador saliente"])
def test_a_choice_that_was_not_made_is_no_heading(title):
    assert heading_role(title) is None


@pytest.mark.parametrize(
    ("out", "comes"),
    [("Sale", "Ingresa"), ("Quien sale", "Quien ingresa"), ("SE RETIRA", "SE INCORPORA"), ("Quien deja", "Quien asume"), ("Sale", "Entra")],
)
def test_what_somebody_does_may_be_his_label(out, comes):
    bound = leida(f"{out}: Luis Mora Paz\n{comes}: Ana Rosa Mena Cruz\nCédula: 1712345675\nCargo: Analista")
    assert {role: person.nombres_apellidos for role, person in bound.people.items()} == {
        "aiq_saliente": "Luis Mora Paz",
        "aiq": "Ana Rosa Mena Cruz",
    }


@pytest.mark.parametrize("text, role", [
    ("Datos del servidor que venía administrando el sistema Quipux", "aiq_saliente"),
    ("Datos de la servidora que entregó la administración del sistema", "aiq_saliente"),
    ("Datos del servidor a quien se debe dar de baja en el sistema Quipux", "aiq_saliente"),
    ("Datos del servidor que se hará cargo de la administración del sistema", "aiq"),
    ("Persona que administrará el sistema de gestión documental Quipux", "aiq"),
    ("Servidor que remplaza al administrador saliente del sistema Quipux", "aiq"),
    ("Datos de la persona que quedará como administrador de respaldo", "aiq_backup"),
    ("Datos de la institución que solicita el cambio de administrador", "institucion"),
    ("El servidor que deja la administración entregará las claves", None),
    ("Datos que remito para que se registre al nuevo administrador", None),
])  # fmt: skip
def test_a_long_title_tells_with_a_clause_whose_data_follow(text, role):
    assert heading_role(text) == heading_role(text.upper()) == role


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Consta actualmente", "aiq_saliente"), ("Debe constar", "aiq"),
        ("AIQ de la Prefectura (se mantiene)", "ajeno"), ("Administrador del IPX, solo como referencia", "ajeno"),
        ("Adjunto el oficio de la máxima autoridad, y en la siguiente tabla los datos solicitados:", None),
        ("Datos de la máxima autoridad", "ajeno"),
    ],
)  # fmt: skip
def test_a_heading_tells_who_is_registered_who_shall_be_and_of_whom_nothing_is_asked(title, role):
    assert role_in(title) == role


@pytest.mark.parametrize("sign", [">>", "=>", "»", "|", "::", "→", "-->", "=", ": -"])
def test_a_value_stands_behind_whatever_sign_parts_it_from_its_label(sign):
    bound = leida(
        f"Institución que solicita {sign} Instituto de Pruebas\nSiglas que usa en Quipux {sign} IPX\n"
        f"Datos del nuevo administrador\nNombres y apellidos {sign} Rosa Elena Paz Mora\nCédula {sign} 1712345675\n"
        f"Cargo que ocupa {sign} Asistente de TIC"
    )
    assert (bound.institution.nombre, bound.institution.siglas) == ("Instituto de Pruebas", "IPX")
    person = bound.people["aiq"]
    assert (person.nombres_apellidos, person.cedula, person.cargo) == (
        "Rosa Elena Paz Mora", "1712345675", "Asistente de TIC",
    )  # fmt: skip


def test_the_dots_of_a_line_that_was_filled_in_are_no_part_of_the_value():
    bound = leida("Institución: ....Instituto de Pruebas..........\nSiglas: .....IPX......\nCargo: ...Secretaria.......")
    assert (bound.institution.nombre, bound.institution.siglas) == ("Instituto de Pruebas", "IPX")
