"""A real `aiq run --once` in a process of its own that kills itself with SIGKILL at a named step.

Usage: one_round.py SETTINGS.toml STEP NTH   (STEP "-" lives to the end)
"""

import os
import signal
import sys
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

    desk = open_desk(load(Path(config), {}), observe=observe)
    service = Service(desk, answer_backlog=True)
    service.only_round()
    service.close()
    desk.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
