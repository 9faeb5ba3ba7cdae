"""A real `aiq run --once` in a process of its own that kills itself with SIGKILL at a named step.

Usage: one_round.py SETTINGS.toml STEP NTH   (STEP "-" lives to the end)
"""

import os
import signal
import smtplib
import sys
from collections.abc import Callable
from pathlib import Path

from intake.desk import open_desk
from intake.logs import configure
from intake.run import Service
from intake.settings import load


def main(config: str, step: str, nth: str) -> None:
    configure(as_json=True)
    seen = 0

    def observe(name: str) -> None:
        nonlocal seen
        seen += name == step
        if name == step and seen == int(nth):
            os.kill(os.getpid(), signal.SIGKILL)

    _tell_when_the_text_has_left(observe)
    desk = open_desk(load(Path(config), {}), observe=observe)
    service = Service(desk, answer_backlog=True)
    service.only_round()
    service.close()
    desk.close()


def _tell_when_the_text_has_left(observe: Callable[[str], None]) -> None:
    """The moment that the program itself cannot see: all of the text is sent, and the server has not answered."""
    send = smtplib.SMTP.send

    def sending(self: smtplib.SMTP, text: bytes | str) -> None:
        send(self, text)
        if isinstance(text, bytes) and text.endswith(b"\r\n.\r\n"):
            observe("after-data")

    smtplib.SMTP.send = sending  # type: ignore[method-assign]


if __name__ == "__main__":
    main(*sys.argv[1:])
