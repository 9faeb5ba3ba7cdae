"""Several processes as one desk: all mails done once, the dead replaced, the end orderly."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from contextlib import closing, contextmanager
from email import message_from_bytes
from pathlib import Path

import pytest

from cases.errors import NotReady
from intake.embedded import EmbeddedSmtp
from intake.team import COUNTS, Board, apart
from registry import case_store, journal
from registry.database import open_database
from tests.support import dovecot as dovecot_server
from tests.support.command import ROOT, write_settings
from tests.support.dovecot import free_port
from tests.support.letters import request

MAILS = 40


@pytest.fixture
def mailbox(dovecot):
    for number in range(MAILS):
        dovecot.deliver(request(number))
    return dovecot


@pytest.fixture
def sink():
    with EmbeddedSmtp() as server:
        yield server


@contextmanager
def aiq_run(config: Path, *options: str):
    command = [sys.executable, "-m", "cli", "--config", str(config), "run", "--answer-backlog", *options]
    process = subprocess.Popen(command, cwd=ROOT, env={"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]},
                               stderr=subprocess.PIPE)  # fmt: skip
    try:
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)


def until(ready, seconds: float = 120) -> None:
    """Waits for something that only another process knows; asking is the one way to hear of it."""
    deadline = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < deadline, "it never came"
        time.sleep(0.05)


def assert_each_mail_once(url: str, sink: EmbeddedSmtp) -> None:
    db = open_database(url)
    with closing(db), db.read() as tx:
        mails, cases = journal.listing(tx), case_store.listing(tx)
    assert Counter(row["resultado"] for row in mails) == {"procesado": MAILS}
    assert len(cases) == MAILS
    received = Counter(message_from_bytes(raw)["Message-ID"] for _, raw in sink.mails)
    assert sorted(received.values()) == [1] * MAILS


def test_a_single_round_of_three_processes_does_every_mail_once_and_says_so(tmp_path, database_url, mailbox, sink):
    config = write_settings(tmp_path, database_url, mailbox.port, sink.port, password=dovecot_server.PASSWORD)
    with aiq_run(config, "--once", "--workers", "3") as process:
        said = process.communicate(timeout=120)[1].decode()
    assert process.returncode == 0, said
    assert f"En el servidor {MAILS} = anotados {MAILS} · nuevos {MAILS}" in said
    assert f"Leídos {MAILS} · plazos despertados 0 · cartas entregadas {MAILS}" in said
    assert_each_mail_once(database_url, sink)


def test_a_team_replaces_its_dead_answers_prometheus_and_ends_when_asked(tmp_path, sqlite_url, mailbox, sink):
    config = write_settings(tmp_path, sqlite_url, mailbox.port, sink.port, password=dovecot_server.PASSWORD)
    port = free_port()
    with aiq_run(config, "--workers", "2", "--metrics", f"127.0.0.1:{port}") as process:
        until(lambda: len(sink.mails) >= 3)
        victim = workers_of(process.pid)[0]
        os.kill(victim, signal.SIGKILL)
        until(lambda: len(sink.mails) >= MAILS - 1 and "aiq_waiting_mails 0.0" in scrape(port))
        assert victim not in workers_of(process.pid)
        figures = scrape(port)
        process.send_signal(signal.SIGTERM)
        said = process.communicate(timeout=60)[1].decode()
    assert process.returncode == 0, said
    assert 'aiq_mails_total{resultado="procesado"}' in figures
    assert 'aiq_stage_seconds_count{etapa="leer"}' in figures
    assert "aiq_reconciliation_difference 0.0" in figures


def workers_of(pid: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def scrape(port: int) -> str:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5) as answer:
            return answer.read().decode()
    except OSError:
        return ""


def test_one_process_alone_answers_prometheus_too(tmp_path, sqlite_url, mailbox, sink):
    config = write_settings(tmp_path, sqlite_url, mailbox.port, sink.port, password=dovecot_server.PASSWORD)
    port = free_port()
    with aiq_run(config, "--metrics", f"127.0.0.1:{port}") as process:
        until(lambda: f'aiq_mails_total{{resultado="procesado"}} {MAILS}.0' in scrape(port))
        until(lambda: "aiq_last_poll_timestamp_seconds" in scrape(port))
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
    assert process.returncode == 0


def test_the_team_adds_up_what_each_did():
    board = Board(2)
    figures = dict.fromkeys(COUNTS, 0) | {"read": 2, "delivered": 1, "new": 5}
    board.add(0, figures)
    board.add(1, figures)
    board.add(1, figures)
    assert (board.total("read"), board.total("delivered"), board.total("new")) == (6, 3, 15)


def _raises(error: BaseException):
    raise error


@pytest.mark.parametrize(("look", "said"), [
    (lambda: _raises(NotReady("sin depósito", "sin clave")), ("sin depósito", "sin clave")),
    (lambda: _raises(ZeroDivisionError("x")), ("error del programa al comprobar: ZeroDivisionError: x",)),
    (lambda: os.kill(os.getpid(), signal.SIGKILL), ("el proceso que comprobaba terminó sin decir nada",)),
])  # fmt: skip
def test_what_a_look_apart_finds_is_told_here(look, said):
    with pytest.raises(NotReady) as told:
        apart(look)
    assert told.value.problems == said


def test_a_look_apart_that_finds_nothing_says_nothing():
    apart(lambda: None)
