"""Who holds a lease: one process, named so that others on the same machine can tell whether it still lives."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterable
from pathlib import Path


def identity(pid: int | None = None) -> str:
    """host|pid|start: the start keeps a reused process number from passing for the one that died."""
    pid = os.getpid() if pid is None else pid
    return f"{_machine()}|{pid}|{_started(pid) or 0}"


def dead(owners: Iterable[str]) -> set[str]:
    """Those that ran on this machine and are gone; of other machines only the lease's end tells."""
    gone = set()
    for owner in owners:
        host, _, rest = owner.partition("|")
        pid, _, started = rest.partition("|")
        if host == _machine() and pid.isdigit() and str(_started(int(pid)) or -1) != started:
            gone.add(owner)
    return gone


def _machine() -> str:
    """This host and, within it, the world in which its process numbers count: two containers may share a name."""
    try:
        world = Path("/proc/self/ns/pid").stat().st_ino
    except OSError:
        world = 0
    return f"{socket.gethostname()}#{world}"


def _started(pid: int) -> int | None:
    """Clock ticks since boot at which a process began; null when there is none, or it is only not yet reaped."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    except OSError:
        return None
    return None if fields[0] in "ZX" else int(fields[19])
