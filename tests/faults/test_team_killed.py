"""Four processes on one PostgreSQL, two of them killed at moments nobody chose: each mail one case and one letter.

Once all on one machine, where the others see that a process is gone, and once each on a machine of its own, where only
the end of its leases tells. AIQ_TEAM_MAILS sets how many mails (120 unless told; 2000 are the full measure).
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
from pathlib import Path

import pytest

from intake.embedded import EmbeddedSmtp
from registry import case_store, journal, outbox
from registry.database import open_database
from registry.journal import waiting
from tests.support import dovecot as dovecot_server
from tests.support.command import ROOT, Aiq, write_settings
from tests.support.letters import request

MAILS = int(os.environ.get("AIQ_TEAM_MAILS", "120"))
SEED = 20260312
LEASE_SECONDS = 15
PATIENCE = 180 + 2 * MAILS


@pytest.fixture
def postgres_url(postgres, postgres_template):
    return postgres.new_database(postgres_template)


def on_one_machine(number: int, config: Path) -> list[str]:
    return ["-m", "cli", "--config", str(config), "run", "--answer-backlog"]


def on_its_own(number: int, config: Path) -> list[str]:
    program = Path(__file__).with_name("machine.py")
    return [str(program), f"mesa{number}", str(LEASE_SECONDS), str(config)]


def start(words: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, *words], cwd=ROOT, stderr=subprocess.DEVNULL,
                            env={"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]})  # fmt: skip


def state(url: str) -> tuple[int, Counter[str]]:
    """How many mails have their outcome, and the letters by state."""
    db = open_database(url)
    with closing(db), db.read() as tx:
        letters = Counter(row["estado"] for row in outbox.listing(tx))
        return len(journal.listing(tx)) - waiting(tx), letters


def until_all_is_done(url: str, four: list[subprocess.Popen[bytes]], dice: random.Random) -> None:
    """Kills two of the four on the way."""
    victims, moments = dice.sample(four, 2), sorted(dice.sample(range(MAILS // 10, MAILS * 3 // 4), 2))
    deadline = time.monotonic() + PATIENCE
    while True:
        done, letters = state(url)
        if done == MAILS and not letters["en_cola"] and not letters["enviando"]:
            return
        assert time.monotonic() < deadline, f"only {done} of {MAILS} mails, {dict(letters)}"
        while moments and done >= moments[0]:
            moments.pop(0)
            victims.pop().kill()
        time.sleep(0.2 + dice.random() / 2)


@pytest.mark.timeout(PATIENCE + 300)
@pytest.mark.parametrize("where", [on_one_machine, on_its_own])
def test_of_four_processes_two_are_killed_and_each_mail_is_one_case_and_one_letter(
    tmp_path, postgres_url, dovecot, where
):
    dice = random.Random(SEED)
    for number in range(MAILS):
        dovecot.deliver(request(number))
    with EmbeddedSmtp() as sink:
        config = write_settings(
            tmp_path, postgres_url, dovecot.port, sink.port, password=dovecot_server.PASSWORD
        )
        config.write_text(config.read_text("utf-8").replace("fetch_batch = 4", "poll_seconds = 2"), "utf-8")
        four = [start(where(number, config)) for number in range(4)]
        try:
            until_all_is_done(postgres_url, four, dice)
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
