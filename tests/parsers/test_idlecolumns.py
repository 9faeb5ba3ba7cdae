"""Columns of a form that answer nothing."""

import random

import pytest

from tests.parsers.letters import datos, hoja, leida
from tests.parsers.test_arranged import ANA

LABELS = ("Nombres y apellidos", "Cédula", "Cargo", "Correo electrónico", "Celular")
HELP = ("Completos, sin título", "Diez dígitos", "Según acción de personal", "Institucional", "Diez dígitos")


def form(heading, middle):
    rows = zip(LABELS, middle, ANA.values(), strict=True)
    return hoja([("Campo", heading, "Respuesta"), *rows])


@pytest.mark.parametrize(("heading", "middle"), [
    ("Indicación", HELP), ("Cómo se llena", HELP), ("Cumple", ("X",) * 5), ("SI/NO", ("SI", "SI", "NO", "SI", "SI")),
    ("Ejemplo", ("Juan Pérez", "0102030405", "Analista", "jperez@x.gob.ec", "0999999999")),
])  # fmt: skip
def test_what_stands_between_a_label_and_its_answer_is_no_answer(heading, middle):
    assert datos(leida(form(heading, middle))) == ANA


def test_marks_in_two_columns_are_no_answers():
    rows = [(label, "X", "", value) for label, value in zip(LABELS, ANA.values(), strict=True)]
    page = hoja([("Requisito", "SI", "NO", "Detalle"), *rows, ("Extensión", "", "X", "No dispone")])
    assert datos(leida(page)) == ANA


def test_what_stands_behind_an_answer_is_none_either():
    rows = zip(LABELS, ANA.values(), HELP, strict=True)
    assert datos(leida(hoja([("N.º", "Campo", "Dato", "Norma"), *((str(at), *row) for at, row in enumerate(rows, 1))]))) == ANA


def test_a_person_in_a_column_of_her_own_is_not_idle():
    page = hoja([
        ("Dato", "AIQ entrante", "AIQ saliente"), ("Nombres y apellidos", "Ana Rosa Mena Cruz", "Luis Mora Paz Ruiz"),
        ("Cédula", "1712345675", "por confirmar"), ("Celular", "0991234567", "por confirmar"),
    ])  # fmt: skip
    assert datos(leida(page), "aiq_saliente")["nombres_apellidos"] == "Luis Mora Paz Ruiz"


def test_norms_with_digits_are_no_answers():
    middle = ("Art. 1", "Art. 2, R.O. 1234567", "Art. 3", "Art. 4", "Art. 5")
    assert datos(leida(form("Base legal", middle))) == ANA


HOUSE = {"nombre": "Hospital Básico de Baeza", "siglas": "HBB"}
KINDS = (
    ("Texto", "Texto corto", "Texto", "Numérico (10 dígitos)", "Texto", "Dirección de correo", "Numérico (10 dígitos)"),
    ("VARCHAR(200)", "VARCHAR(20)", "VARCHAR(120)", "CHAR(10)", "VARCHAR(100)", "VARCHAR(80)", "CHAR(10)"),
    ("Ej.: Ministerio de Salud", "Ej.: MSP", "Ej.: Juan Pérez Mora", "Ej.: 0102030405", "Ej.: Analista",
     "Ej.: jperez@msp.gob.ec", "Ej.: 0999999999"),
    ("100", "20", "120", "10", "80", "60", "10"),
    ("Mayúsculas", "AAAA", "Nombres Apellidos", "9999999999", "Texto libre", "usuario@dominio.gob.ec", "0999999999"),
    ("Obligatorio", "Opcional", *("Obligatorio",) * 5),
    ("RUC", "Quipux", "Registro Civil", "Registro Civil", "Acción de personal", "Zimbra", "Declarado"),
)  # fmt: skip
FIRST = ("Campo", "Dato requerido", "Concepto", "Etiqueta")
SECOND = ("Tipo de dato", "Formato", "Especificación", "Regla", "Descripción del campo", "Obligatorio")
LAST = ("Respuesta", "Valor", "Información", "Contenido", "A registrar")


@pytest.mark.parametrize("kinds", KINDS)
def test_what_tells_the_kind_of_an_answer_is_none_even_where_the_answer_is_missing(kinds):
    chance = random.Random(kinds[0])
    labels = ("Nombre de la institución", "Siglas", *LABELS)
    for _ in range(10):
        missing = chance.choice((None, *range(3, 7)))
        values = ["" if at == missing else value for at, value in enumerate((*HOUSE.values(), *ANA.values()))]
        before, counted = chance.random() < 0.6, chance.random() < 0.3
        head = (chance.choice(FIRST), chance.choice(SECOND), chance.choice(LAST))
        rows = [head, *zip(labels, kinds, values, strict=True)]
        rows = rows if before else [(label, value, kind) for label, kind, value in rows]
        rows = [("N.º" if not at else str(at), *row) for at, row in enumerate(rows)] if counted else rows
        parts = (rows,) if chance.random() < 0.5 else (rows[:3], "Datos del nuevo administrador", [rows[0], *rows[3:]])
        bound = leida(hoja("Datos de la institución", *parts))
        truth = {name: value for name, value in zip(ANA, values[2:], strict=True) if value}
        assert (datos(bound), bound.institution.nombre, bound.institution.siglas) == (truth, *HOUSE.values()), parts


def test_two_answers_beside_one_label_are_in_doubt():
    bound = leida(hoja([("Institución", "Como consta en el RUC", "Hospital Básico de Baeza"), ("Siglas", "HBB")]))
    assert any(problem.campo == "institucion.nombre" for problem in bound.problems)
