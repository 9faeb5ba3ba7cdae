"""The mailbox port against a real Dovecot: encrypted ways in, UIDs only, other people's mails left alone."""

from __future__ import annotations

import socket
import threading
from contextlib import closing

import pytest

from cases.errors import NotReady, TryAgain
from intake.mailbox import Mailbox
from intake.settings import MailboxSection
from tests.conftest import missing
from tests.support import dovecot as dovecot_server
from tests.support.scripted_imap import ScriptedImap


@pytest.fixture(scope="module")
def tls_dovecot():
    if dovecot_server.PROGRAM is None:
        missing("Dovecot")
    with dovecot_server.running(tls=True) as server:
        server.deliver(b"Subject: uno\r\n\r\nuno\r\n")
        yield server


def opened(**values) -> Mailbox:
    section = {"host": "localhost", "user": "soporte", "password": dovecot_server.PASSWORD, "timeout_seconds": 10}
    box = Mailbox(MailboxSection.model_validate({**section, **values}))
    box.connect()
    return box


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_both_encrypted_ways_lead_in(tls_dovecot, security):
    port = tls_dovecot.tls_port if security == "tls" else tls_dovecot.port
    with closing(opened(port=port, security=security, ca_file=tls_dovecot.certificate)) as box:
        box.select()
        [uid] = box.uids()
        assert [mail.raw for mail in box.fetch([uid])] == [b"Subject: uno\r\n\r\nuno\r\n"]


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_certificate_that_nobody_vouches_for_is_refused(tls_dovecot, security):
    port = tls_dovecot.tls_port if security == "tls" else tls_dovecot.port
    with pytest.raises(TryAgain, match="su certificado no es de confianza"):
        opened(port=port, security=security)


def test_the_password_may_stand_in_a_file(dovecot, tmp_path):
    (tmp_path / "clave").write_text(f"{dovecot_server.PASSWORD}\n")
    with closing(opened(port=dovecot.port, security="none", password="", password_file=tmp_path / "clave")) as box:
        assert box.select().exists == 0


def test_a_wrong_password_is_told_to_the_operator(dovecot):
    with pytest.raises(NotReady, match="no acepta al usuario soporte"):
        opened(port=dovecot.port, security="none", password="otra")


def test_a_token_command_logs_in_by_xoauth2():
    with ScriptedImap({1: b"Subject: x\r\n\r\n"}) as server, closing(
        opened(port=server.port, security="none", oauth2_token_command="echo ficha-de-acceso")
    ) as box:
        assert box.select().exists == 1
        assert b"auth=Bearer ficha-de-acceso" in server.authenticated


def test_a_token_command_that_fails_is_told_to_the_operator():
    with ScriptedImap({}) as server, pytest.raises(NotReady, match="oauth2_token_command"):
        opened(port=server.port, security="none", oauth2_token_command="false")


def test_marking_and_moving_leave_other_peoples_deleted_mails_alone(dovecot):
    for number in range(1, 5):
        dovecot.deliver(b"Subject: %d\r\n\r\n" % number)
    with closing(opened(port=dovecot.port, security="none")) as box:
        assert box.select().keywords
        first, second, third, fourth = box.uids()
        box._uid("STORE", str(third), "+FLAGS.SILENT", "(\\Deleted)")
        box.mark([first], "\\Seen $AIQProcesado")
        box.move([second], "Procesados")
        assert box.uids() == [first, third, fourth]
        assert box._uid("SEARCH", "KEYWORD", "$AIQProcesado")[1] == [str(first).encode()]


def test_idle_ends_with_news_with_time_and_with_a_wake_up(dovecot):
    here, there = socket.socketpair()
    with closing(opened(port=dovecot.port, security="none")) as box, here, there:
        box.select()
        assert not box.idle(0.2)
        threading.Timer(0.1, dovecot.deliver, [b"Subject: nuevo\r\n\r\n"]).start()
        assert box.idle(30)
        assert len(box.uids()) == 1
        there.sendall(b"x")
        assert not box.idle(30, here)


def test_a_folder_that_is_not_there_is_told_to_the_operator(dovecot):
    with closing(opened(port=dovecot.port, security="none", folder="Otra")) as box, pytest.raises(
        NotReady, match="no tiene «Otra»"
    ):
        box.select()


def test_an_unencrypted_server_elsewhere_needs_saying_so():
    with pytest.raises(ValueError, match="solo se admite en la propia máquina"):
        MailboxSection(host="imap.x.gob.ec", security="none")
    assert MailboxSection(host="imap.x.gob.ec", security="none", allow_insecure=True).host
