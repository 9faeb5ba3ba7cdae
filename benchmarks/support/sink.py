"""An SMTP server in a process of its own that takes everything and notes when: `python sink.py LOG`.

It prints its port; each line of LOG is a moment of the system's monotonic clock, the answered mail and the letter's
own Message-ID, separated by tabs.
"""

from __future__ import annotations

import re
import signal
import sys
import time
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller

_ANSWERED = re.compile(rb"^In-Reply-To: *(\S+)", re.MULTILINE | re.IGNORECASE)
_OWN = re.compile(rb"^Message-ID: *(\S+)", re.MULTILINE | re.IGNORECASE)


class OnFreePort(Controller):
    def _trigger_server(self) -> None:
        # The stock one connects to the port asked for, which is 0 here.
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


class Taker:
    def __init__(self, log: Path) -> None:
        self._log = log.open("ab", buffering=0)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        head = envelope.original_content.partition(b"\r\n\r\n")[0]
        found = [match[1] if (match := each.search(head)) else b"-" for each in (_ANSWERED, _OWN)]
        self._log.write(b"%.6f\t%s\t%s\n" % (time.monotonic(), *found))
        return "250 Aceptado"


def main(log: str) -> None:
    controller = OnFreePort(Taker(Path(log)), hostname="127.0.0.1", port=0)
    controller.start()
    print(controller.port, flush=True)
    signal.sigwait({signal.SIGTERM, signal.SIGINT})
    controller.stop()


if __name__ == "__main__":
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM, signal.SIGINT})
    main(sys.argv[1])
