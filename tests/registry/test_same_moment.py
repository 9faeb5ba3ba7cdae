"""Two desks that write the same thing of the base at the same moment: one after the other, nothing lost, no fault."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

from cases.errors import Conflict
from cases.reading import Persona
from cases.respaldos import CambioRespaldo
from registry import base, journal, respaldos
from registry.corrections import describe
from tests.registry.test_respaldos import REQUEST
from tests.support.desks import MORNING


def at_once(database, work, times: int = 12) -> list:
    def one(number: int):
        with database.write() as tx:
            return work(tx, number)

    with ThreadPoolExecutor(4) as four:
        return list(four.map(one, range(times)))


def test_periods_opened_at_once_follow_one_another(database):
    with database.write() as tx:
        key = base.add_institution(tx, "Instituto de Ejemplo", "INE", MORNING)
    at_once(database, lambda tx, n: base.open_period(
        tx, key, "principal", Persona(f"Persona {n}"), date(2026, 3, 1) + timedelta(days=n), MORNING))  # fmt: skip
    with database.read() as tx:
        periods = base.periods(tx, key)
    assert len(periods) == 12
    assert len([each for each in periods if each.hasta is None]) == 1


def test_posts_added_at_once_are_all_kept(database):
    with database.write() as tx:
        key = base.add_institution(tx, "Instituto de Ejemplo", "INE", MORNING)
    at_once(database, lambda tx, n: describe(tx, key, canton=None, cargos=[f"CARGO {n}"]))
    with database.read() as tx:
        assert len(base.institution(tx, key).cargos_maxima_autoridad) == 12


def test_an_alias_learnt_twice_at_once_is_kept_once(database):
    with database.write() as tx:
        key = base.add_institution(tx, "Instituto de Ejemplo", "INE", MORNING)
    assert sum(at_once(database, lambda tx, n: base.add_alias(tx, key, "INEJ"))) == 1


def test_a_folder_opened_by_two_is_one_folder(database):
    found = at_once(database, lambda tx, n: journal.open_folder(
        tx, "soporte", "INBOX", 7, 10, MORNING, answer_backlog=False))  # fmt: skip
    assert len({row.id for row, _ in found}) == 1
    assert sum(first for _, first in found) == 1


def test_a_request_for_a_respaldo_that_comes_twice_at_once_is_one(database):
    def save(tx, number):
        try:
            return respaldos.save(tx, CambioRespaldo(REQUEST, ())).numero
        except Conflict:
            return None

    assert sorted(filter(None, at_once(database, save))) == [REQUEST.numero]
