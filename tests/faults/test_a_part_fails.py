"""A bug in one part of a round, in one case or in one letter: told with its traceback, and the others have their turn."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest

from cases.errors import TryAgain
from cases.respaldos import CambioRespaldo
from intake import respaldos_round, rounds, run
from intake.deliver import deliver, open_sender
from intake.run import Service
from registry import case_store, outbox
from registry import respaldos as store
from tests.intake.test_deliver import set_replies, state, write_letter
from tests.registry.test_respaldos import REQUEST
from tests.replies.sink import Sink
from tests.support.desks import Clock, desk
from tests.support.letters import request
from tests.support.scripted_imap import ScriptedImap, settings_for


@pytest.fixture
def imap():
    with ScriptedImap({1: request(1)}) as server:
        yield server


@pytest.fixture
def sink():
    with Sink() as server:
        yield server


@pytest.fixture
def office(tmp_path, sqlite_url, imap, sink):
    made = desk(tmp_path, sqlite_url, Clock(), mailbox=settings_for(imap), smtp={"port": sink.port})
    with closing(made):
        yield made


@pytest.fixture
def service(office):
    with closing(Service(office, answer_backlog=True)) as made:
        yield made


def bug(*_: object, **__: object) -> None:
    raise ZeroDivisionError


def locked(*_: object) -> None:
    raise TryAgain("bloqueada")


@pytest.mark.parametrize("part", ["wake_due", "respaldos_round", "settle_doubts", "work", "recover"])
def test_the_other_parts_of_a_round_go_on(service, office, imap, sink, monkeypatch, part):
    key = write_letter(office)
    monkeypatch.setattr(rounds, part, bug)
    service.attempt()
    assert state(office, key)["estado"] == "enviada"
    assert "parte_fallida" in office.log.events("exception")


def test_a_bug_in_collecting_does_not_end_the_service_and_letters_leave(service, office, sink, monkeypatch):
    key = write_letter(office)
    monkeypatch.setattr("intake.collect.journal.add", bug)
    assert service.attempt() is None
    assert "ronda_fallida" in office.log.events("exception")
    assert state(office, key)["estado"] == "enviada"
    assert service._patience() >= run.FIRST_BACKOFF


def test_a_single_round_tells_its_caller_of_a_bug_when_the_other_parts_are_done(service, office, sink, monkeypatch):
    key = write_letter(office)
    monkeypatch.setattr(rounds, "wake_due", bug)
    with pytest.raises(ZeroDivisionError):
        service.only_round()
    assert state(office, key)["estado"] == "enviada"


def test_letters_leave_in_a_single_round_though_the_mailbox_is_away(service, office, imap, monkeypatch):
    key = write_letter(office)
    monkeypatch.setattr(service, "_connected", locked)
    with pytest.raises(TryAgain):
        service.only_round()
    assert state(office, key)["estado"] == "enviada"


def test_a_bug_before_the_text_leaves_the_letter_waiting_and_the_next_one_leaves(office, sink, monkeypatch):
    bad, good = write_letter(office, "una"), write_letter(office, "otra")
    with closing(open_sender(office)) as sender:
        real = sender.hand_over
        calls = iter([bug, real])
        monkeypatch.setattr(sender, "hand_over", lambda *args: next(calls, real)(*args))
        assert deliver(office, sender) == 1
    assert (state(office, bad)["estado"], state(office, good)["estado"]) == ("en_cola", "enviada")
    assert state(office, bad)["proximo"] > office.now()


def test_a_bug_after_the_text_has_begun_leaves_the_letter_in_doubt(office, sink, monkeypatch):
    key = write_letter(office)

    def breaks(raw, sender, to, before_data):
        before_data()
        bug()

    with closing(open_sender(office)) as sender:
        monkeypatch.setattr(sender, "hand_over", breaks)
        deliver(office, sender)
    assert state(office, key)["estado"] == "en_duda"


def test_a_database_that_fails_just_before_the_text_keeps_no_letter_in_hand(office, sink, monkeypatch):
    keys = [write_letter(office, f"carta {number}") for number in range(3)]

    monkeypatch.setattr("intake.deliver.outbox.sending", locked)
    with closing(open_sender(office)) as sender, pytest.raises(TryAgain):
        deliver(office, sender)
    monkeypatch.undo()
    with closing(open_sender(office)) as sender:
        assert deliver(office, sender) == 3
    assert {state(office, key)["estado"] for key in keys} == {"enviada"}


def test_a_letter_that_a_lost_machine_was_sending_is_in_doubt_when_its_lease_ends(office):
    key = write_letter(office)
    with office.db.write() as tx:
        outbox.claim(tx, "otra-maquina|7|1", office.now(), most=1, lease=timedelta(minutes=30))
        assert outbox.sending(tx, key, "otra-maquina|7|1", office.now() + timedelta(minutes=30))
    assert rounds.recover(office) == []
    office.clock.forward(minutes=31)
    assert rounds.recover(office) == [key]
    assert state(office, key)["estado"] == "en_duda"


@pytest.mark.parametrize(("answer", "longest"), [("450 lista gris", timedelta(hours=4)), ("421 cerramos", timedelta(minutes=15))])
def test_pauses_grow_also_when_the_server_never_takes_the_text(office, sink, answer, longest):
    key = write_letter(office)
    pauses = []
    for _ in range(12):
        sink.replies["RCPT"] = [answer]
        with closing(open_sender(office)) as sender:
            deliver(office, sender)
        row = state(office, key)
        pauses.append(row["proximo"] - office.now())
        office.clock.moment = row["proximo"]
    assert row["intentos"] == 12
    assert pauses[-1] == longest


def test_fifty_cases_that_meet_a_bug_keep_no_other_asleep(service, office, imap, monkeypatch):
    imap.mails = {uid: request(uid, leave_out=("Cargo",)) for uid in (1, 2)}
    service.attempt()
    office.clock.forward(days=60)
    real = rounds.wake

    def sometimes(case, *args):
        return bug() if case.caso.endswith("1") else real(case, *args)

    monkeypatch.setattr(rounds, "wake", sometimes)
    monkeypatch.setattr(rounds, "WAKE_BATCH", 1)
    rounds.wake_due(office)
    with office.db.read() as tx:
        states = {case.caso[-1]: case.estado for case in case_store.listing(tx)}
    assert states == {"1": "observada", "2": "caducada"}


def test_what_cannot_be_done_now_makes_no_hot_loop(service, office, monkeypatch):
    """A case that meets a bug each time, and letters that the operator holds."""
    service.attempt()
    with office.db.write() as tx:
        tx.exec_driver_sql("update caso set vence = '2026-01-01 00:00:00'")
    monkeypatch.setattr(rounds, "wake", bug)
    service.attempt()
    assert service._patience() >= 1
    set_replies(office, enabled=False)
    write_letter(office)
    service.attempt()
    assert service._patience() >= 1


def test_a_server_that_refuses_to_idle_is_not_asked_again_at_once(service, office, monkeypatch):
    service.attempt()
    slept = []
    monkeypatch.setattr(service, "_sleep", slept.append)
    for _ in range(4):
        service.attempt()
        service._mailbox.client.capabilities += ("IDLE",)
        service._wait()
    assert sum(slept) > 4 * run.FIRST_BACKOFF


def test_a_respaldo_that_meets_a_bug_keeps_no_other_waiting(office, monkeypatch):
    with office.db.write() as tx:
        for number in ("1", "2"):
            ending = replace(REQUEST, numero=number, estado="atendida", respaldo="generado", generado=office.now(), vence=office.now())
            store.save(tx, CambioRespaldo(ending))
    office.clock.forward(days=1)
    real = respaldos_round.due
    monkeypatch.setattr(respaldos_round, "due", lambda request, *rest: bug() if request.numero == "1" else real(request, *rest))
    assert respaldos_round.life_round(office).expirados == 1
    assert "respaldo_fallido" in office.log.events("exception")
