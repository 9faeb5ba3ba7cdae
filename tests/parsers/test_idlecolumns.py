"""Columns of a form that answer nothing."""

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
