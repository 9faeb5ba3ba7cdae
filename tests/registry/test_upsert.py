"""Two processes that want the same row at the same moment, and lines that break."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta

import pytest
import sqlalchemy as sa

from cases.errors import TryAgain
from registry import meta
from registry.database import open_database
from registry.upsert import next_number, next_numbers
from tests.support.desks import MORNING


def test_the_years_first_cases_made_at_once_get_different_numbers(database):
    def count(_: int) -> int:
        with database.write() as tx:
            return next_number(tx, "AIQ-2026")

    with ThreadPoolExecutor(4) as four:
        assert sorted(four.map(count, range(40))) == list(range(1, 41))


def test_a_value_written_first_by_two_at_once_is_kept_once(database):
    def write(number: int) -> None:
        with database.write() as tx:
            meta.put(tx, "salud_buzon", number)

    with ThreadPoolExecutor(4) as four:
        list(four.map(write, range(8)))
    with database.read() as tx:
        assert meta.get(tx, "salud_buzon") in range(8)


def test_of_two_that_take_a_new_lease_at_once_one_has_it(database):
    def take(owner: str) -> bool:
        with database.write() as tx:
            return meta.take_lease(tx, "buzon", owner, MORNING, timedelta(minutes=2))

    with ThreadPoolExecutor(4) as four:
        assert sorted(four.map(take, "abcd")) == [False, False, False, True]


def test_a_server_that_cut_our_lines_fails_one_transaction_and_not_the_next(postgres):
    ours, other = (open_database(postgres.url("postgres")) for _ in range(2))
    with closing(ours), closing(other):
        with ours.read() as tx:
            backend = tx.execute(sa.text("select pg_backend_pid()")).scalar()
        with other.write() as tx:
            tx.execute(sa.text("select pg_terminate_backend(:pid, 5000)"), {"pid": backend})
        with pytest.raises(TryAgain), ours.read() as tx:
            tx.execute(sa.text("select 1"))
        with ours.read() as tx:
            assert tx.execute(sa.text("select 1")).scalar() == 1


def test_several_numbers_at_once_follow_those_given_before(database):
    with database.write() as tx:
        assert (next_number(tx, "a"), [*next_numbers(tx, "a", 3)], next_number(tx, "a")) == (1, [2, 3, 4], 5)
