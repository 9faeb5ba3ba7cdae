"""Delivering from the outbox: one hand-over a letter, patience with the world, no second copy."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta

import pytest

from cases.decision import Letter
from cases.errors import Refused
from intake import post, rounds
from intake.clerk import edit_letter
from intake.deliver import deliver, open_sender
from intake.mailbox import Mailbox
from registry import outbox
from tests.replies.sink import Sink
from tests.support.desks import Clock, desk
from tests.support.scripted_imap import ScriptedImap, settings_for

TO = "ana@x.gob.ec"


@pytest.fixture
def sink():
    with Sink() as server:
        yield server


@pytest.fixture
def office(tmp_path, database_url, sink):
    made = desk(tmp_path, database_url, Clock(), smtp={"port": sink.port, "timeout_seconds": 1,
                                                       "data_timeout_seconds": 1})  # fmt: skip
    yield made
    made.close()


def write_letter(made, key: str = "una", to: str = TO) -> int:
    letter = Letter("consulta_derivada", (to,), key, datos={"asunto": "Consulta"}, automatica=False)
    with made.db.write() as tx:
        [number] = post.enqueue(made, tx, [letter], post.Occasion(made.now(), message_key=None))
    return number


def send(made) -> int:
    with closing(open_sender(made)) as sender:
        return deliver(made, sender)


def state(made, key: int) -> dict:
    with made.db.read() as tx:
        return outbox.one(tx, key)


def test_a_letter_leaves_once(office, sink):
    key = write_letter(office)
    assert (send(office), send(office)) == (1, 0)
    assert state(office, key)["estado"] == "enviada"
    assert len(sink.mails) == 1


def test_the_same_letter_is_written_only_once(office):
    write_letter(office)
    letter = Letter("consulta_derivada", (TO,), "una", datos={"asunto": "Consulta"}, automatica=False)
    with office.db.write() as tx:
        assert post.enqueue(office, tx, [letter], post.Occasion(office.now())) == []


@pytest.mark.parametrize(("step", "answer"), [
    ("MAIL", "421 cerramos"), ("RCPT", "451 ahora no"), ("DATA", "451 ahora no"), ("RCPT", "450 lista gris"),
    ("MAIL", "drop"), ("RCPT", "drop"),
])  # fmt: skip
def test_trouble_for_now_is_tried_again_later_and_leaves_once(office, sink, step, answer):
    key = write_letter(office)
    sink.replies[step] = [answer]
    send(office)
    if answer != "drop" and not answer.startswith("421"):
        assert state(office, key)["estado"] == "en_cola"
        assert sink.mails == [] or step == "DATA"
        assert send(office) == 0, "it has to wait"
    taken = len(sink.mails)
    office.clock.forward(hours=6)
    send(office)
    assert state(office, key)["estado"] == "enviada"
    assert len(sink.mails) <= taken + 1


def test_after_five_days_of_trouble_a_person_has_to_look(office, sink):
    key = write_letter(office)
    for _ in range(200):
        sink.replies["RCPT"] = ["451 ahora no"]
        send(office)
        if state(office, key)["estado"] != "en_cola":
            break
        office.clock.forward(hours=5)
    row = state(office, key)
    assert row["estado"] == "rechazada"
    assert timedelta(days=4.5) < office.now() - row["creado"] < timedelta(days=5.5)


@pytest.mark.parametrize(("step", "answer"), [("RCPT", "550 no existe"), ("DATA", "552 buzón lleno")])
def test_a_refusal_for_good_goes_to_a_person_and_flags_the_address(office, sink, step, answer):
    key = write_letter(office)
    sink.replies[step] = [answer]
    send(office)
    assert state(office, key)["estado"] == "rechazada"
    assert answer[:3] in state(office, key)["error"]
    with office.db.read() as tx:
        assert (TO in outbox.flagged(tx, [TO])) == (step == "RCPT")


@pytest.mark.parametrize("answer", ["drop", "hang"])
def test_a_line_lost_after_the_final_dot_leaves_the_letter_in_doubt_and_sends_no_second(office, sink, answer):
    key = write_letter(office)
    sink.replies["DATA"] = [answer]
    send(office)
    office.clock.forward(days=1)
    send(office)
    assert state(office, key)["estado"] == "en_duda"
    assert len(sink.mails) == 1


def test_server_trouble_leaves_the_other_letters_in_the_queue(office, sink):
    keys = [write_letter(office, f"carta {number}") for number in range(3)]
    sink.replies["MAIL"] = ["421 cerramos"]
    send(office)
    assert {state(office, key)["estado"] for key in keys} == {"en_cola"}
    assert office.log.events("warning") == ["smtp_sin_respuesta"]
    office.clock.forward(hours=1)
    assert send(office) == 3


def set_replies(office, **values) -> None:
    section = office.settings.replies.model_copy(update=values)
    office.settings = office.settings.model_copy(update={"replies": section})


def test_the_kill_switch_holds_everything(office, sink):
    set_replies(office, enabled=False)
    key = write_letter(office)
    assert send(office) == 0
    assert state(office, key)["estado"] == "en_cola"


def test_a_dry_run_keeps_the_letters_and_sends_none(office, sink):
    set_replies(office, dry_run=True)
    key = write_letter(office)
    assert send(office) == 0
    assert state(office, key)["estado"] == "cancelada"
    assert b"Subject:" in state(office, key)["mail"]


def test_a_letter_in_doubt_of_which_a_copy_lies_in_the_sent_folder_did_leave(tmp_path, sqlite_url, dovecot):
    made = desk(tmp_path, sqlite_url, Clock(),
                mailbox={"port": dovecot.port, "sent_folder": "Sent"})  # fmt: skip
    box = Mailbox(made.settings.mailbox)
    with closing(made):
        here, lost = write_letter(made, "una"), write_letter(made, "otra")
        with made.db.write() as tx:
            for key in (here, lost):
                outbox.settle(tx, key, "en_duda", now=made.now())
        box.connect()
        with closing(box):
            box.client.append("Sent", "", None, state(made, here)["mail"])
            assert rounds.settle_doubts(made, box) == 1
        assert state(made, here)["estado"] == "enviada"
        assert state(made, lost)["estado"] == "en_duda"


def test_a_mailbox_that_stays_away_alerts_the_operator_once(tmp_path, sqlite_url, sink):
    from intake.run import Service

    with ScriptedImap({}) as gone:
        section = settings_for(gone)
    made = desk(tmp_path, sqlite_url, Clock(), mailbox={**section, "alert_minutes": 15}, smtp={"port": sink.port},
                desk={"operator_address": "operador@x.gob.ec"})  # fmt: skip
    service = Service(made)
    with closing(made), closing(service):
        for _ in range(5):
            assert service.attempt() is None
            made.clock.forward(minutes=8)
        assert [recipients for _, recipients, _ in sink.mails] == [["operador@x.gob.ec"]]
        assert any(values.get("alerta") for level, _, values in made.log.lines if level == "error")


def test_of_two_people_who_edit_a_letter_at_once_the_second_is_told(office):
    key = write_letter(office)

    def second(subject: str, text: str) -> tuple[str, str]:
        edit_letter(office.settings, key, lambda s, t: (s, "La primera."))
        return subject, "La segunda."

    with pytest.raises(Refused, match="vuelva a abrirla"):
        edit_letter(office.settings, key, second)
    assert b"La primera." in state(office, key)["mail"]
