"""The service as an operator runs it: it wakes with the mailbox, answers within moments, and ends when asked."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading

import pytest

from intake.embedded import EmbeddedSmtp
from tests.support import dovecot as dovecot_server
from tests.support.command import ROOT, Aiq, write_settings
from tests.support.letters import cedula, request


class Announcing(EmbeddedSmtp):
    """An SMTP server that says when a letter has come."""

    def __init__(self) -> None:
        super().__init__()
        self.came = threading.Semaphore(0)

    async def handle_DATA(self, server, session, envelope):
        answer = await super().handle_DATA(server, session, envelope)
        self.came.release()
        return answer


@pytest.fixture
def service(tmp_path, sqlite_url, dovecot):
    """(process, dovecot, sink, aiq): `aiq run` waiting at an empty mailbox."""
    with Announcing() as sink:
        config = write_settings(tmp_path, sqlite_url, dovecot.port, sink.port, password=dovecot_server.PASSWORD)
        Aiq(config).ok("run", "--once")  # the first contact, with a mailbox that holds nothing
        log = (tmp_path / "registro.log").open("wb")
        process = subprocess.Popen(
            [sys.executable, "-m", "cli", "--config", str(config), "run"],
            cwd=ROOT, env={"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]}, stderr=log,
        )  # fmt: skip
        yield process, dovecot, sink, Aiq(config)
        if process.poll() is None:
            process.kill()
        process.wait(10)
        log.close()


def test_a_mail_wakes_the_service_and_sigterm_ends_it_well(service, tmp_path):
    process, dovecot, sink, aiq = service
    for number in (1, 2):
        dovecot.deliver(request(number))
        assert sink.came.acquire(timeout=60), (tmp_path / "registro.log").read_text()
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0
    log = (tmp_path / "registro.log").read_text()
    assert cedula(1) not in log
    assert "0990000001" not in log
    assert {row["resultado"] for row in aiq.ok("messages", "list", "--json").json} == {"procesado"}


def test_the_service_comes_back_when_its_connection_is_cut(service):
    process, dovecot, sink, _ = service
    dovecot.deliver(request(1))
    assert sink.came.acquire(timeout=60)
    dovecot.cut_connections()
    dovecot.deliver(request(2))
    assert sink.came.acquire(timeout=90)
    assert process.poll() is None
