"""Words to the service manager: ready, alive, ending. Where none listens, nothing happens."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Mapping
from contextlib import suppress

PATIENCE = 1.0
READY, STOPPING, ALIVE = "READY=1", "STOPPING=1", "WATCHDOG=1"


def notify(state: str, environment: Mapping[str, str] = os.environ) -> bool:
    """Writes one state to the socket that systemd names in NOTIFY_SOCKET; false when there is none, or nobody listens
    at it: a manager that hangs does not keep the desk."""
    address = environment.get("NOTIFY_SOCKET", "")
    if not address:
        return False
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as line:
        line.settimeout(PATIENCE)
        line.connect("\0" + address[1:] if address.startswith("@") else address)
        line.sendall(state.encode())
        return True
    return False


class Watchdog:
    """Says «alive» as often as the unit's WatchdogSec needs it. `every` is that pause in seconds, infinite when the
    manager does not watch this process."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        asked = environment.get("WATCHDOG_USEC", "")
        mine = environment.get("WATCHDOG_PID", str(os.getpid())) == str(os.getpid())
        self.every = int(asked) / 3_000_000 if asked.isdigit() and mine else float("inf")
        self._environment = environment
        self._last = 0.0

    def beat(self) -> None:
        """To be called whenever something has been finished: costs nothing until it is time again."""
        now = time.monotonic()
        if now - self._last >= self.every:
            self._last = now
            notify(ALIVE, self._environment)
