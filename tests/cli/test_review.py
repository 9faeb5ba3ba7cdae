"""The walk through the waiting cases, on a real terminal: keys decide, and the last decision can be taken back."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import termios
from datetime import UTC, datetime

from intake.embedded import PASSWORD, EmbeddedImap, EmbeddedSmtp
from tests.support.command import ROOT, Aiq, write_settings
from tests.support.letters import request

QUESTION = """From: Ana Prueba <ana@inst7.gob.ec>
To: soporte@gobiernoelectronico.gob.ec
Subject: Una pregunta
Message-ID: <pregunta@inst7.gob.ec>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

Estimados, \x1b[2Jbuenos días.
¿Cómo cambio la clave?

El lun, 16 nov 2026 a las 9:00, Luis Prueba <luis@inst7.gob.ec> escribió:
> Escriba a su AIQ.
"""


class Terminal:
    """`aiq review` on a terminal of its own; `until` reads what it shows up to some words."""

    def __init__(self, aiq: Aiq) -> None:
        self.ours, theirs = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "cli", "--config", str(aiq.config), "review"], cwd=ROOT,
            env=aiq.environment | {"TERM": "dumb", "COLUMNS": "80"}, stdin=theirs, stdout=theirs, stderr=theirs,
            start_new_session=True,
        )  # fmt: skip
        os.close(theirs)
        self.shown = b""

    def until(self, words: str) -> str:
        while words.encode() not in self.shown:
            self.shown += os.read(self.ours, 4096)
        before, _, self.shown = self.shown.partition(words.encode())
        return before.decode()

    def key(self, key: str) -> None:
        """One key, pressed when the program listens for keys: what comes before, the terminal throws away."""
        while termios.tcgetattr(self.ours)[3] & termios.ICANON:
            select.select([], [], [], 0.01)
        self.line(key)

    def line(self, text: str) -> None:
        os.write(self.ours, text.encode())

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self.ours)


def test_keys_decide_skip_and_undo(tmp_path):
    with EmbeddedImap() as imap, EmbeddedSmtp() as smtp:
        aiq = Aiq(write_settings(tmp_path, f"sqlite:///{tmp_path}/aiq.db", imap.port, smtp.port, password=PASSWORD))
        for number in (1, 2):
            imap.deliver(request(number), datetime.now(UTC))
        aiq.ok("run", "--once", "--answer-backlog")
    first, second = (case["caso"] for case in aiq.ok("queue", "--json").json)
    with Terminal(aiq) as terminal:
        assert first in terminal.until("salir")
        terminal.key("r")
        terminal.until("Motivo")
        terminal.line("No corresponde.\n")
        terminal.until("rechazada")
        assert second in terminal.until("salir")
        terminal.key("u")
        terminal.until(f"{first}: en_revision (deshecho)")
        assert first in terminal.until("salir")
        terminal.key("a")
        terminal.until("en_capacitacion")
        assert second in terminal.until("salir")
        terminal.key("s")
        terminal.until("otra tecla salir")
        terminal.key("u")
        terminal.until(f"{first}: en_revision (deshecho)")
        assert first in terminal.until("salir")
        terminal.key("q")
        assert terminal.process.wait(240) == 0
    assert [case["estado"] for case in aiq.ok("queue", "--json").json] == ["en_revision", "en_revision"]


def test_without_a_terminal_review_says_what_to_use_instead(tmp_path):
    aiq = Aiq(write_settings(tmp_path, f"sqlite:///{tmp_path}/aiq.db", 1, 1, password=PASSWORD))
    ran = aiq.run("review")
    assert ran.code == 1
    assert "aiq queue --json" in ran.err


def test_what_a_person_wrote_is_read_without_what_was_quoted(tmp_path):
    with EmbeddedImap() as imap, EmbeddedSmtp() as smtp:
        aiq = Aiq(write_settings(tmp_path, f"sqlite:///{tmp_path}/aiq.db", imap.port, smtp.port, password=PASSWORD))
        imap.deliver(QUESTION.encode(), datetime.now(UTC))
        aiq.ok("run", "--once", "--answer-backlog")
    [mail] = aiq.ok("messages", "list", "--json").json
    shown = aiq.ok("messages", "show", str(mail["id"]), "--text").out
    assert "¿Cómo cambio la clave?" in shown
    assert "Escriba a su AIQ" not in shown
    assert "\x1b" not in shown
    assert aiq.run("messages", "show", "99", "--text").code == 1
