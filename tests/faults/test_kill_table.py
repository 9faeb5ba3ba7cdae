"""Killed at every step, three times over: no mail lost, no case twice, no letter twice."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from email import message_from_bytes
from pathlib import Path

import pytest

from intake.embedded import EmbeddedSmtp
from registry import case_store, journal, outbox
from registry.database import open_database
from tests.support import dovecot as dovecot_server
from tests.support.command import write_settings
from tests.support.letters import request

STEPS = (
    "searched", "mid-fetch", "stored", "journalled", "read", "decided", "before-commit", "committed", "before-smtp",
    "before-data", "after-data", "after-250", "recorded", "before-mark", "after-mark",
)  # fmt: skip
# Between the note that the text is about to leave and the note of the answer, nobody can know whether it arrived.
IN_DOUBT = ("before-data", "after-data", "after-250")
MAILS = 10
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="session")
def requests() -> list[bytes]:
    return [request(number) for number in range(MAILS)]


def run(config: Path, step: str = "-", nth: int = 1) -> int:
    program = ROOT / "tests" / "faults" / "one_round.py"
    command = [sys.executable, str(program), str(config), step, str(nth)]
    done = subprocess.run(command, cwd=ROOT, env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
                          capture_output=True, timeout=120)  # fmt: skip
    assert done.returncode in (0, -9), done.stderr.decode()
    return done.returncode


@pytest.mark.parametrize("step", STEPS)
def test_killed_three_times_at_a_step_nothing_is_lost_and_nothing_is_done_twice(
    step, tmp_path, database_url, dovecot, requests
):
    for raw in requests:
        dovecot.deliver(raw)
    with EmbeddedSmtp() as sink:
        config = write_settings(
            tmp_path, database_url, dovecot.port, sink.port, password=dovecot_server.PASSWORD
        )
        killed = [run(config, step, nth) for nth in (1, 2, 2)]
        assert killed[0] == -9, "the step was never reached"
        assert run(config) == 0
        assert run(config) == 0
        received = Counter(message_from_bytes(raw)["Message-ID"] for _, raw in sink.mails)
    doubtful = assert_every_mail_has_its_case_and_letter(database_url, received)
    assert doubtful == (killed.count(-9) if step in IN_DOUBT else 0)
    if step == "after-250":
        assert len(received) == MAILS, "in doubt, and yet all of them arrived"


def assert_every_mail_has_its_case_and_letter(url: str, received: Counter[str]) -> int:
    """Returns how many letters are in doubt."""
    db = open_database(url)
    with db.read() as tx:
        mails = journal.listing(tx)
        cases = case_store.listing(tx)
        letters = outbox.listing(tx)
    db.close()
    assert [row["resultado"] for row in mails] == ["procesado"] * MAILS
    assert len({row["caso"] for row in mails}) == len(cases) == MAILS
    assert len(letters) == MAILS
    assert max(received.values()) == 1, "a letter left twice"
    for letter in letters:
        sent = letter["message_id"] in received
        assert letter["estado"] in ("enviada", "en_duda")
        assert letter["estado"] == "en_duda" or sent, "a letter counts as sent that nobody got"
    return sum(letter["estado"] == "en_duda" for letter in letters)
