"""The two tables of the procedure: no dead end, no state that nobody hears of or that waits without a term."""

from pathlib import Path

import pytest

from cases.desk import Course
from cases.states import CERRADOS, ESTANCIAS, PASOS, allowed, turn, waits_for_staff
from tests.cases.desk_values import desk, judge, reading, stored

KINDS = sorted({tipo for tipo, _ in ESTANCIAS})
LETTERS = Path(__file__).parents[2] / "docs" / "letters.md"


def reach(start, moves):
    """Every state that can be reached from `start`, itself too."""
    seen, new = set(), {start}
    while new:
        seen |= new
        new = {a for de, a in moves if de in seen} - seen
    return seen


def moves_of(tipo):
    return [(row.de, row.a) for row in PASOS if row.tipo == tipo]


@pytest.mark.parametrize("tipo", KINDS)
def test_every_state_can_be_reached_from_the_first_mail(tipo):
    states = {estado for kind, estado in ESTANCIAS if kind == tipo}
    assert reach(None, moves_of(tipo)) - {None} == states


@pytest.mark.parametrize("tipo", KINDS)
def test_no_state_is_a_dead_end(tipo):
    for kind, estado in ESTANCIAS:
        if kind == tipo:
            assert reach(estado, moves_of(tipo)) & set(CERRADOS), f"{tipo}: {estado}"


@pytest.mark.parametrize(
    ("key", "state"), ESTANCIAS.items(), ids=lambda value: "/".join(value) if isinstance(value, tuple) else ""
)
def test_every_state_has_its_letter_and_its_deadline_or_says_why_not(key, state):
    assert bool(state.cartas) != bool(state.sin_carta)
    assert bool(state.plazo) != bool(state.sin_plazo)
    assert state.fuente


@pytest.mark.parametrize("row", PASOS, ids=lambda row: f"{row.tipo}:{row.de}>{row.a}:{row.quien}")
def test_every_move_stands_between_known_states_and_names_its_source(row):
    assert (row.tipo, row.a) in ESTANCIAS
    assert row.de is None or (row.tipo, row.de) in ESTANCIAS
    assert row.por
    assert row.fuente


def test_no_move_stands_twice_for_the_same_cause():
    rows = [(row.tipo, row.de, row.a, row.quien) for row in PASOS]
    assert len(rows) == len(set(rows))


def test_every_letter_of_the_tables_is_agreed_with_those_who_write_it():
    named = {carta for row in PASOS for carta in row.cartas} | {c for s in ESTANCIAS.values() for c in s.cartas}
    agreed = LETTERS.read_text(encoding="utf-8")
    assert [carta for carta in sorted(named) if f"`{carta}`" not in agreed] == []


def test_waiting_for_the_institution_always_ends_by_itself():
    for tipo, estado in ESTANCIAS:
        if estado == "observada":
            assert any(
                row.tipo == tipo and row.de == estado and row.quien == "plazo" and row.a == "caducada" for row in PASOS
            )


def test_a_move_that_the_table_does_not_know_cannot_be_made():
    case = stored(judge(reading()))
    with pytest.raises(AssertionError):
        Course(case, desk()).move("registrada", "sin pasos")


def test_staying_is_always_allowed():
    assert allowed("solicitud_cambio_aiq", "registrada", "registrada")


def test_a_request_under_review_waits_for_staff_and_an_observed_one_does_not():
    from tests.cases.desk_values import without

    assert waits_for_staff(stored(judge(reading())))
    observed = stored(judge(reading(request=without(celular=None))))
    assert (waits_for_staff(observed), turn(observed)) == (False, "institucion")
