"""The score itself: a perfect answer is perfect, and each kind of damage shows where it belongs."""

from __future__ import annotations

import pytest

from tests.corpus.build import pools_of
from tests.corpus.requests import request
from tests.corpus.score import grade, perfect


@pytest.fixture(params=("desarrollo", "reserva"))
def truth(request: pytest.FixtureRequest) -> dict:
    return a_truth(request.param)


def a_truth(half: str) -> dict:
    return request(f"{half}:prueba:3", pools_of(half), "tabla_lineas", "platypus").esperado


def states(truth: dict, got: dict) -> dict[str, str]:
    return {juicio.campo: juicio.estado for juicio in grade(truth, got).datos}


def test_a_perfect_answer_has_no_error(truth: dict) -> None:
    note = grade(truth, perfect(truth))
    assert all(juicio.bien for juicio in (*note.datos, *note.sobre, note.tipo))
    assert note.delegacion and not note.callados and not note.indebidos


def test_a_wrong_value_without_a_problem_is_silent(truth: dict) -> None:
    got = perfect(truth)
    got["aiq"]["cargo"] = "Otro cargo"
    assert states(truth, got)["aiq.cargo"] == "callado"


def test_a_wrong_value_with_a_problem_is_told(truth: dict) -> None:
    got = perfect(truth)
    got["aiq"]["cargo"] = "Otro cargo"
    got["problemas"].append({"campo": "aiq.cargo", "codigo": "dudoso"})
    assert states(truth, got)["aiq.cargo"] == "avisado"


def test_a_value_where_nothing_stands_is_silent(truth: dict) -> None:
    got = perfect(truth)
    got["aiq_saliente"] = {"cedula": "1712345675"}
    assert states(truth, got)["aiq_saliente.cedula"] == "callado"


def test_a_value_not_read_and_told_missing_is_a_false_falta(truth: dict) -> None:
    got = perfect(truth)
    got["oficio"]["numero"] = None
    got["problemas"].append({"campo": "oficio.numero", "codigo": "falta"})
    judged = next(juicio for juicio in grade(truth, got).datos if juicio.campo == "oficio.numero")
    assert judged.estado == "ausente" and judged.falta_falsa


def test_a_right_value_that_a_person_is_asked_about_is_an_undue_doubt(truth: dict) -> None:
    got = perfect(truth)
    campo = next(j.campo for j in grade(truth, got).datos if j.leido is not None and not _wanted(truth, j.campo))
    got["problemas"].append({"campo": campo, "codigo": "dudoso"})
    assert [j.campo for j in grade(truth, got).datos if j.duda_demas] == [campo]
    truth["problemas"].setdefault("debe", []).append([campo, "dudoso"])
    assert not any(j.duda_demas for j in grade(truth, got).datos)


def _wanted(truth: dict, campo: str) -> bool:
    return any(name.rstrip("*") in campo for name, _ in truth["problemas"].get("debe", []))


def test_asking_for_a_delegation_that_is_not_needed_is_wrong() -> None:
    truth = {
        "tipo": "solicitud_cambio_aiq",
        "delegacion": {"presente": False},
        "problemas": {"debe": [], "no_debe": []},
    }
    asked = perfect(truth) | {"problemas": [{"campo": "delegacion", "codigo": "falta"}]}
    assert grade(truth, perfect(truth)).delegacion
    assert not grade(truth, asked).delegacion
