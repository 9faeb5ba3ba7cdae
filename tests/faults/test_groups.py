"""Mails that are decided together: one that is in the way keeps none of the others, and all or none is written."""

from __future__ import annotations

from contextlib import closing

import pytest

from cases.errors import Conflict, TryAgain
from intake import ahead, process
from intake.desk import Stopping
from intake.process import work
from registry import audit, case_store, journal
from tests.support.desks import Clock, desk
from tests.support.letters import request

MAILS = 4


@pytest.fixture
def made(tmp_path, database_url):
    """A desk with four requests in its journal."""
    with closing(desk(tmp_path, database_url, Clock())) as made:
        raws = [request(number) for number in range(MAILS)]
        names = made.archive.store_all(raws)
        with made.db.write() as tx:
            folder, _ = journal.open_folder(tx, "soporte", "INBOX", 1, 1, made.now(), answer_backlog=True)
            journal.add(tx, [
                journal.NewMessage(folder.id, uid, name, name, None, len(raw), len(raw), made.now(), False)
                for uid, (raw, name) in enumerate(zip(raws, names, strict=True), 1)
            ], made.now())  # fmt: skip
        yield made


@pytest.fixture
def groups(monkeypatch):
    """How many mails each call of `decide_and_apply` was given; patience enough for all to be read."""
    monkeypatch.setattr(ahead, "PATIENCE", 60)
    seen: list[int] = []
    real = process.decide_and_apply

    def noted(made, mails):
        seen.append(len(mails))
        real(made, mails)

    monkeypatch.setattr(process, "decide_and_apply", noted)
    return seen


def outcomes(made) -> list[str]:
    with made.db.read() as tx:
        return [row["resultado"] for row in journal.listing(tx)]


def break_one(monkeypatch, error: Exception, times: int = 1000) -> None:
    """The third mail's decision meets an error."""
    real, left = process.decide_all, [times]

    def sometimes(message, *rest):
        if message.mensaje == 3 and left[0]:
            left[0] -= 1
            raise error
        return real(message, *rest)

    monkeypatch.setattr(process, "decide_all", sometimes)


def test_mails_that_wait_together_are_decided_in_one_transaction_and_in_their_order(made, groups):
    assert work(made) == MAILS
    assert groups == [MAILS]
    assert outcomes(made) == ["procesado"] * MAILS
    with made.db.read() as tx:
        assert [row["caso"][-5:] for row in journal.listing(tx)] == ["00001", "00002", "00003", "00004"]
        assert audit.verify(tx).asientos == MAILS


@pytest.mark.parametrize(("error", "outcome"), [(ZeroDivisionError(), "apartado"), (TryAgain("lejos"), "pendiente")])
def test_one_that_is_in_the_way_is_found_out_alone_and_the_others_are_decided(made, groups, monkeypatch, error, outcome):
    break_one(monkeypatch, error)
    work(made)
    assert groups == [MAILS, 1, 1, 1, 1]
    assert outcomes(made) == ["procesado", "procesado", outcome, "procesado"]
    with made.db.read() as tx:
        assert len(case_store.listing(tx)) == MAILS - 1
        assert audit.verify(tx).asientos == MAILS - 1


def test_a_case_that_somebody_changed_meanwhile_is_decided_again(made, groups, monkeypatch):
    break_one(monkeypatch, Conflict("otra persona"), times=2)
    work(made)
    assert groups == [MAILS, 1, 1, 1, 1, 1]
    assert outcomes(made) == ["procesado"] * MAILS


def test_when_the_desk_is_stopped_what_was_read_ahead_waits_again_unblamed(made, monkeypatch):
    monkeypatch.setattr(ahead, "GROUP", 1)

    def stop(count: int) -> None:
        made.stop.set()
        raise Stopping

    with pytest.raises(Stopping):
        work(made, told=stop)
    assert outcomes(made) == ["procesado"] + ["pendiente"] * (MAILS - 1)
    with made.db.read() as tx:
        assert [journal.one(tx, key)["intentos"] for key in (2, 3, 4)] == [0, 0, 0]
        assert journal.owners(tx) == set()


def test_a_mail_that_was_in_hand_at_a_death_is_taken_when_nothing_else_is(made, groups):
    with made.db.write() as tx:
        journal.claim(tx, "otra|1|1", made.now(), most=2, lease=ahead.LEASE, include_backlog=True)
        journal.free_leases_of(tx, ["otra|1|1"])
    work(made)
    assert groups == [1, 1, 2]
    assert outcomes(made) == ["procesado"] * MAILS


def test_a_mail_finds_the_case_that_an_earlier_one_of_its_group_opened(made, groups):
    again = request(2).replace(b"Message-ID: <", b"Message-ID: <otra-vez-")
    [name] = made.archive.store_all([again])
    with made.db.write() as tx:
        folder, _ = journal.open_folder(tx, "soporte", "INBOX", 1, 1, made.now(), answer_backlog=True)
        row = journal.NewMessage(folder.id, 9, name, name, None, len(again), len(again), made.now(), False)
        journal.add(tx, [row], made.now())
    work(made)
    assert groups == [MAILS + 1]
    with made.db.read() as tx:
        rows = journal.listing(tx)
        assert rows[4]["caso"] == rows[2]["caso"]
        assert len(case_store.listing(tx)) == MAILS
