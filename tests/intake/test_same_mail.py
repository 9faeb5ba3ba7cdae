"""The same mail twice, and two mails that claim to be the same."""

from __future__ import annotations

import pytest

from intake.fingerprint import fingerprint, message_id, sender, told
from registry import journal
from tests.stories.mesa import InProcess, Mesa
from tests.support.desks import Clock, desk
from tests.support.letters import request


@pytest.fixture
def mesa(tmp_path, database_url):
    from parsers.read import reader

    clock = Clock()
    made = desk(tmp_path, database_url, clock)
    made.reader.close()
    made.reader = InProcess(reader({"own_addresses": ["soporte@gobiernoelectronico.gob.ec"], "ocr": False}))
    yield Mesa(made, clock)
    made.close()


def received_again(raw: bytes) -> bytes:
    trace = b"Return-Path: <secretaria@inst1.gob.ec>\r\nReceived: from a by b; Thu, 12 Mar 2026 10:00:00 -0500\r\n"
    return trace + b"Delivered-To: soporte@x.ec\r\nX-Spam-Score: 0.1\r\n" + raw


def rows(mesa):
    with mesa.desk.db.read() as tx:
        return journal.listing(tx)


def test_the_same_mail_delivered_twice_is_one_case_and_one_letter(mesa):
    first = mesa.receive(request(1))
    again = mesa.receive(received_again(request(1)))
    assert (len(first), len(again), len(mesa.cases())) == (1, 0, 1)
    assert [row["resultado"] for row in rows(mesa)] == ["procesado", "duplicado"]
    assert rows(mesa)[1]["caso"] == rows(mesa)[0]["caso"]


def test_the_same_message_id_with_other_content_is_two_mails_and_a_note(mesa):
    mesa.receive(request(1))
    other = request(2).replace(b"<solicitud-2@inst2.gob.ec>", b"<solicitud-1@inst1.gob.ec>")
    mesa.receive(other)
    assert len(mesa.cases()) == 2
    assert "mismo Message-ID que el mensaje 1" in rows(mesa)[1]["motivo"]


def test_mails_without_a_message_id_are_as_good_as_others(mesa):
    def anonymous(number: int) -> bytes:
        return b"\r\n".join(line for line in request(number).split(b"\r\n") if not line.startswith(b"Message-ID"))

    mesa.receive(anonymous(1))
    mesa.receive(anonymous(2))
    mesa.receive(anonymous(1))
    assert [row["resultado"] for row in rows(mesa)] == ["procesado", "procesado", "duplicado"]
    assert len(mesa.cases()) == 2


@pytest.mark.parametrize("change", [
    lambda raw: raw.replace(b"\r\n", b"\n"),
    received_again,
    lambda raw: raw.replace(b"Subject: Cambio de AIQ", b"Subject:  Cambio\r\n de AIQ"),
    lambda raw: raw + b"\r\n\r\n",
])  # fmt: skip
def test_what_servers_do_to_a_mail_does_not_make_it_another(change):
    assert fingerprint(change(request(1))) == fingerprint(request(1))


@pytest.mark.parametrize("change", [
    lambda raw: raw.replace(b"Saludos", b"Saludo"),
    lambda raw: raw.replace(b"To: soporte@", b"To: otro@"),
    lambda raw: raw.replace(b"Subject: Cambio", b"Subject: Camb1o"),
    lambda raw: b"",
])  # fmt: skip
def test_other_words_make_another_mail(change):
    assert fingerprint(change(request(1))) != fingerprint(request(1))


@pytest.mark.parametrize(("header", "found"), [
    (b"Message-ID: <a@b>\r\n", "<a@b>"), (b"message-id:\r\n <a@b>\r\n", "<a@b>"), (b"Message-Id: roto\r\n", "roto"),
    (b"X: Message-ID: <no@es>\r\n", None), (b"", None),
])  # fmt: skip
def test_the_message_id_is_found_without_parsing(header, found):
    assert message_id(b"From: a@b\r\n" + header + b"\r\nMessage-ID: <cuerpo@x>\r\n") == found


@pytest.mark.parametrize("subject", [
    b"=?nada?q?x?=", b"=?\xff?B?eA==?=", b"=?\xef\xbf\xbd?q?x?=", b"=?zip?B?eJw=?=", b"=?utf-8?B?====?=", b"=?punycode?q?\xff?=", b"\x00\x1b[31m",
])  # fmt: skip
def test_what_an_old_mail_says_of_itself_is_told_whatever_stands_there(subject):
    raw = b"From: " + subject + b" <Ana@MSP.gob.ec>\r\nSubject: " + subject + b"\r\n\r\nhola"
    shown = told(raw, b"subject")
    assert shown is None or (shown.isprintable() and shown.encode())
    assert sender(raw) == "ana@msp.gob.ec"
