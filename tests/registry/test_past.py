"""Whatever is registered and corrected, in whatever order: nobody shares a role with another on the same day."""

from __future__ import annotations

from contextlib import closing, suppress
from datetime import date, timedelta
from itertools import combinations

from hypothesis import HealthCheck, given
from hypothesis import settings as tries
from hypothesis import strategies as st

from cases.errors import Refused
from cases.periods import overlap
from cases.reading import Persona
from intake.desk import open_store
from intake.registry_edit import correct
from registry import base
from tests.support.desks import MORNING, settings

START = date(2020, 1, 1)
DAYS = st.integers(0, 40).map(lambda count: START + timedelta(days=count))
CORRECTIONS = st.tuples(st.sampled_from(["desde", "hasta"]), st.one_of(st.none(), DAYS), st.one_of(st.none(), DAYS))


@given(st.lists(DAYS, min_size=1, max_size=5).map(sorted), st.lists(CORRECTIONS, max_size=8))
@tries(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_order_of_registrations_and_corrections_makes_two_people_hold_a_role_at_once(
    tmp_path_factory, sqlite_template, begins, corrections
):
    folder = tmp_path_factory.mktemp("base")
    (folder / "aiq.db").write_bytes(sqlite_template.read_bytes())
    chosen = settings(folder, f"sqlite:///{folder}/aiq.db")
    with closing(open_store(chosen)) as db:
        with db.write() as tx:
            key = base.add_institution(tx, "Ministerio de Ejemplo", "MEJ", MORNING)
            for number, day in enumerate(begins):
                base.open_period(tx, key, "principal", Persona(f"Persona {number}"), day, MORNING)
        for campo, day, en in corrections:
            with suppress(Refused):
                correct(chosen, "MEJ", "principal", campo, day.isoformat() if day else None, en=en)
        with db.read() as tx:
            periods = base.periods(tx, key)
    assert len(periods) == len(begins)
    assert [pair for pair in combinations(periods, 2) if overlap(*pair)] == []
    assert sum(period.hasta is None for period in periods) <= 1
