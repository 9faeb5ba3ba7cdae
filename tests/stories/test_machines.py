"""Machines are never answered, people always are, and two desks that meet fall silent."""

from __future__ import annotations

from contextlib import closing
from email import message_from_bytes
from email.policy import SMTP

import pytest

from registry import outbox
from tests.stories.machines import all_machines, look_alikes
from tests.stories.mesa import InProcess, Mesa, mail
from tests.support.desks import Clock, desk
from tests.support.letters import request


def letters_that_would_leave(mesa: Mesa) -> list[dict]:
    with mesa.desk.db.read() as tx:
        return outbox.listing(tx, estados=["en_cola", "enviando", "enviada"])


def test_hundreds_of_machine_mails_get_no_answer(mesa):
    mails = all_machines()
    assert len(mails) > 300
    answered = []
    for raw in mails:
        mesa.receive(raw)
        if letters_that_would_leave(mesa):
            answered.append(raw)
            break
    assert answered == []


@pytest.mark.parametrize("raw", list(look_alikes()), ids=lambda raw: str(message_from_bytes(raw)["Subject"])[:30])
def test_a_person_who_only_speaks_of_machines_is_answered(mesa, raw):
    mesa.receive(raw)
    assert len(letters_that_would_leave(mesa)) == 1


@pytest.fixture
def two_desks(tmp_path, sqlite_template, reader):
    """Two desks of this kind, each thinking the other's mailbox is an institution's."""
    made = []
    for name in ("una", "otra"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "aiq.db").write_bytes(sqlite_template.read_bytes())
        address = f"soporte@{name}.gob.ec"
        clock = Clock()
        opened = desk(folder, f"sqlite:///{folder}/aiq.db", clock, desk={"address": address, "key": f"clave-{name}"})
        opened.reader.close()
        opened.reader = InProcess(reader)
        made.append(Mesa(opened, clock))
    with closing(made[0].desk), closing(made[1].desk):
        yield made


@pytest.mark.parametrize("stripped", [False, True], ids=["con cabeceras", "sin cabeceras"])
def test_two_desks_facing_each_other_stop_after_two_mails(two_desks, stripped):
    one, other = two_desks
    first = message_from_bytes(request(1), policy=SMTP)
    first.replace_header("From", "soporte@otra.gob.ec")
    one.receive(first.as_bytes())
    exchanged = 0
    sides = [(one, other), (other, one)]
    for turn in range(8):
        sender, receiver = sides[turn % 2]
        waiting = letters_that_would_leave(sender)
        new = waiting[exchanged // 2 :] if turn else waiting
        if not new:
            break
        with sender.desk.db.read() as tx:
            raw = outbox.one(tx, new[-1]["id"])["mail"]
        exchanged += 1
        receiver.receive(without_marks(raw) if stripped else raw)
    assert exchanged <= 2


def without_marks(raw: bytes) -> bytes:
    """As a bad gateway passes it on: nothing says any more that a program wrote it."""
    mail = message_from_bytes(raw, policy=SMTP)
    for name in ("Auto-Submitted", "X-Auto-Response-Suppress", "Precedence", "In-Reply-To", "References"):
        del mail[name]
    return mail.as_bytes()


def report(letter: dict, recipient: str) -> bytes:
    """What a mail server says of a letter that it could not deliver, or somebody who imitates one."""
    return (
        "From: MAILER-DAEMON@correo.inst1.gob.ec\r\nTo: soporte@gobiernoelectronico.gob.ec\r\nSubject: Undelivered Mail\r\n"
        f"Message-ID: <informe-{recipient}>\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="r"\r\n\r\n--r\r\n\r\nNo existe.\r\n'
        "--r\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; correo.inst1.gob.ec\r\n\r\n"
        f"Final-Recipient: rfc822; {recipient}\r\nAction: failed\r\nStatus: 5.1.1\r\n"
        f"--r\r\nContent-Type: text/rfc822-headers\r\n\r\nFrom: a@b.ec\r\nMessage-ID: {letter['message_id']}\r\n\r\n--r--\r\n"
    ).encode()


def test_a_forged_report_cannot_have_somebody_elses_address_refused(mesa):
    (got,) = mesa.receive(mail("curioso@gmail.com", "¿Cuáles son los requisitos para el cambio del AIQ?"))
    mesa.receive(report(got, "ministra@inst1.gob.ec"))
    mesa.receive(report(got, "curioso@gmail.com"))
    with mesa.desk.db.read() as tx:
        assert set(outbox.flagged(tx, ["ministra@inst1.gob.ec", "curioso@gmail.com"])) == {"curioso@gmail.com"}
