"""Four processes on one PostgreSQL, two of them killed at moments nobody chose: each mail one case and one letter.

AIQ_TEAM_MAILS sets how many mails (120 unless told; 2000 take some minutes on a quiet machine).
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from email import message_from_bytes

import pytest

from intake.embedded import EmbeddedSmtp
from registry import case_store, journal, outbox
from registry.database import open_database
from tests.support import dovecot as dovecot_server
from tests.support.command import ROOT, Aiq, write_settings
from tests.support.letters import request

MAILS = int(os.environ.get("AIQ_TEAM_MAILS", "120"))
SEED = 20260312


@pytest.fixture
def postgres_url(postgres, postgres_template):
    return postgres.new_database(postgres_template)


def start(config) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "cli", "--config", str(config), "run", "--answer-backlog"]
    return subprocess.Popen(command, cwd=ROOT, env={"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]},
                            stderr=subprocess.DEVNULL)  # fmt: skip


def finished(url: str) -> int:
    db = open_database(url)
    with closing(db), db.read() as tx:
        return sum(1 for row in journal.listing(tx) if row["resultado"] != "pendiente")


def test_of_four_processes_two_are_killed_and_each_mail_is_one_case_and_one_letter(tmp_path, postgres_url, dovecot):
    dice = random.Random(SEED)
    for number in range(MAILS):
        dovecot.deliver(request(number))
    with EmbeddedSmtp() as sink:
        config = write_settings(
            tmp_path, postgres_url, dovecot.port, sink.port, password=dovecot_server.PASSWORD
        )
        four = [start(config) for _ in range(4)]
        victims, moments = dice.sample(four, 2), sorted(dice.sample(range(MAILS // 10, MAILS * 3 // 4), 2))
        deadline = time.monotonic() + 60 + 2 * MAILS
        try:
            while (done := finished(postgres_url)) < MAILS:
                assert time.monotonic() < deadline, f"only {done} of {MAILS} mails"
                while moments and done >= moments[0]:
                    moments.pop(0)
                    victims.pop().kill()
                time.sleep(dice.random() / 5)
        finally:
            for each in four:
                each.send_signal(signal.SIGTERM)
            codes = sorted(each.wait(120) for each in four)
        assert codes == [-signal.SIGKILL, -signal.SIGKILL, 0, 0]
        Aiq(config).ok("run", "--once")
        received = Counter(message_from_bytes(raw)["Message-ID"] for _, raw in sink.mails)
    assert_once(postgres_url, received)


def assert_once(url: str, received: Counter[str]) -> None:
    db = open_database(url)
    with closing(db), db.read() as tx:
        mails, cases, letters = journal.listing(tx), case_store.listing(tx), outbox.listing(tx)
    assert Counter(row["resultado"] for row in mails) == {"procesado": MAILS}
    assert len({row["caso"] for row in mails}) == len(cases) == len(letters) == MAILS
    assert max(received.values()) == 1, "a letter left twice"
    for letter in letters:
        assert letter["estado"] in ("enviada", "en_duda")
        assert letter["estado"] == "en_duda" or letter["message_id"] in received
    assert sum(letter["estado"] == "en_duda" for letter in letters) <= 2
