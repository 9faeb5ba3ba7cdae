"""Who held a role on a day: one person, or nobody."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cases.case import Periodo
from cases.periods import clash, holder, in_short, overlap
from cases.reading import Persona

ANA, LUIS = Persona("Ana Pérez"), Persona("Luis Mora")
DAYS = [date(2026, 3, 1) + timedelta(days=count) for count in range(12)]


def period(first: int, last: int | None, rol: str = "principal") -> Periodo:
    return Periodo(rol, ANA, DAYS[first], None if last is None else DAYS[last])


spans = st.tuples(st.integers(0, 9), st.one_of(st.none(), st.integers(0, 9))).map(
    lambda pair: period(pair[0], None if pair[1] is None else min(11, pair[0] + pair[1])))  # fmt: skip


@given(spans, spans)
def test_two_periods_overlap_when_they_share_a_day_but_for_the_one_day_of_who_was_replaced_at_once(one, other):
    shared = [day for day in DAYS if held(one, day) and held(other, day)]
    at_once = one.desde == other.desde and min(one.hasta or date.max, other.hasta or date.max) == one.desde
    assert overlap(one, other) is overlap(other, one) is (bool(shared) and not at_once)


def held(one: Periodo, day: date) -> bool:
    return one.desde <= day <= (one.hasta or date.max)


@given(st.lists(spans, max_size=5), st.sampled_from(DAYS))
def test_of_periods_that_do_not_overlap_at_most_one_is_told_for_a_day(periods, day):
    accepted: list[Periodo] = []
    for each in periods:
        if clash(each, accepted) is None:
            accepted.append(each)
    there = [each for each in accepted if held(each, day)]
    assert (holder(accepted, "principal", day) in there) if there else holder(accepted, "principal", day) is None


def test_on_a_day_of_handing_over_the_one_who_came_last_is_told():
    first, second = Periodo("principal", ANA, DAYS[2], DAYS[2]), Periodo("principal", LUIS, DAYS[2])
    assert holder([first, second], "principal", DAYS[2]) is second
    assert not overlap(first, second)


def test_a_backup_is_never_in_the_way_of_a_principal():
    assert clash(period(0, None), [period(0, None, "backup")]) is None
    assert holder([period(0, None, "backup")], "principal", DAYS[3]) is None


def test_a_period_is_named_in_short():
    assert in_short(period(0, None)) == "Ana Pérez (2026-03-01 a hoy)"
