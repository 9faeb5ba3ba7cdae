"""The service as its watchers see it: Prometheus reads figures of real work, systemd hears ready, alive and stopping."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import closing, contextmanager

import pytest

from intake.embedded import EmbeddedSmtp
from tests.support import dovecot as dovecot_server
from tests.support.command import ROOT, write_settings
from tests.support.dovecot import free_port
from tests.support.letters import request

MAILS, PATIENCE = 3, 90.0
EXPECTED = {
    'aiq_mails_total{resultado="procesado"}': MAILS, 'aiq_letters_total{resultado="accepted"}': MAILS,
    'aiq_stage_seconds_count{etapa="decidir"}': MAILS, 'aiq_stage_seconds_count{etapa="leer"}': MAILS,
    "aiq_waiting_mails": 0, "aiq_oldest_waiting_mail_seconds": 0, "aiq_oldest_due_letter_seconds": 0,
    'aiq_outbox_letters{estado="en_cola"}': 0, 'aiq_cases{estado="en_revision"}': MAILS, "aiq_database_up": 1,
    "aiq_mailbox_failing": 0, "aiq_reconciliation_difference": 0,
}  # fmt: skip
POLLED = "aiq_last_poll_timestamp_seconds"


@contextmanager
def serving(config, workers: int, port: int, manager_socket: str):
    words = ["run", "--answer-backlog", "--workers", str(workers), "--metrics", f"127.0.0.1:{port}"]
    known = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "NOTIFY_SOCKET": manager_socket,
             "WATCHDOG_USEC": "1500000"}  # fmt: skip
    process = subprocess.Popen([sys.executable, "-m", "cli", "--config", str(config), *words], cwd=ROOT, env=known,
                               stderr=subprocess.DEVNULL)  # fmt: skip
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def figures(port: int) -> dict[str, float]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as answer:
            text = answer.read().decode()
    except OSError:
        return {}
    check(text)
    lines = (line.rpartition(" ") for line in text.splitlines() if not line.startswith("#"))
    return {name: float(value) for name, _, value in lines}


def check(text: str) -> None:
    """Prometheus' own opinion of the page, where its tool is there."""
    if promtool := shutil.which("promtool"):
        done = subprocess.run([promtool, "check", "metrics"], input=text, capture_output=True, text=True)
        assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize("workers", [1, 2])
def test_who_watches_the_service_sees_its_work_and_its_life(tmp_path, sqlite_url, dovecot, workers):
    port, began = free_port(), time.time()
    for number in range(MAILS):
        dovecot.deliver(request(number))
    with EmbeddedSmtp() as smtp, closing(manager(tmp_path / "n")) as heard:
        config = write_settings(
            tmp_path, sqlite_url, dovecot.port, smtp.port, password=dovecot_server.PASSWORD
        )
        with serving(config, workers, port, str(tmp_path / "n")) as process:
            deadline = time.monotonic() + PATIENCE
            while not (EXPECTED.items() <= (seen := figures(port)).items() and POLLED in seen):
                assert process.poll() is None
                assert time.monotonic() < deadline, EXPECTED.items() - seen.items()
                time.sleep(0.2)
            assert began <= seen[POLLED] <= time.time()
            words = {heard.recv(100)}
            while words < {b"READY=1", b"WATCHDOG=1"}:
                words.add(heard.recv(100))
            process.send_signal(signal.SIGTERM)
            while heard.recv(100) != b"STOPPING=1":
                pass
            assert process.wait(60) == 0


def manager(path) -> socket.socket:
    line = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    line.bind(str(path))
    line.settimeout(30)
    return line
