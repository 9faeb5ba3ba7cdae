"""The process that reads: takes mails from its standard input one by one, answers each with a reading, trusts none."""

from __future__ import annotations

import faulthandler
import fcntl
import os
import resource
import signal
import socket
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from cases.reading import Reading, to_plain
from parsers.bounds.budget import BUDGET
from parsers.bounds.confine import confine, limit_resources
from parsers.bounds.frames import pack, unpack
from parsers.bounds.processlimits import ReadingLimits
from parsers.mail.dkim_check import vouched

# A C++ library says it in an error of its own, the loader of libraries in two.
_OUT_OF_MEMORY = ("bad_alloc", "failed to map segment", "Cannot allocate memory")
Read = Callable[[bytes, str, datetime | None], Reading]


def main() -> None:
    """Serves until its standard input, a socket, is closed.

    The first frame says how: ``limits``, ``context`` (for the reader's factory), ``factory`` (``module:function``),
    ``temp`` (the one folder that may be written), ``readable`` (further folders that may be read). Answered with
    ``missing``: what this system cannot enforce, and ``inherited``: kilobytes of peak memory that are the parent's.
    Every later frame is a mail."""
    channel = _own_channel()
    receive = _receiver(channel)
    hello = unpack(receive, 1 << 26)
    if hello is None:
        return
    setup = hello[0]
    limits = ReadingLimits(**setup["limits"])
    _die_with_parent(setup["lifeline"])
    limit_resources(limits)
    missing = confine(Path(setup["temp"]), map(Path, setup["readable"]))
    module, _, function = setup["factory"].partition(":")
    read = getattr(import_module(module), function)(setup["context"])
    # The kernel counts the parent's memory at the fork as our peak: what is above it is our own.
    inherited = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    channel.sendall(pack({"missing": missing, "inherited": inherited}))
    while (request := unpack(receive, limits.mail_bytes + 65536)) is not None:
        answer = _answer(read, limits, *request)
        # A thread that outlives its mail would be charged to the next one.
        channel.sendall(pack(answer | {"tired": threading.active_count() > 1}))


def _own_channel() -> socket.socket:
    """The socket given as standard input, moved out of reach of libraries that read or print."""
    channel = socket.socket(fileno=os.dup(0))
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    faulthandler.enable(sys.stderr)
    return channel


def _receiver(channel: socket.socket) -> Callable[[int], bytes]:
    def receive(count: int) -> bytes:
        whole = bytearray(count)
        view, got = memoryview(whole), 0
        while got < count and (step := channel.recv_into(view[got:])):
            got += step
        return bytes(view[:got])

    return receive


def _die_with_parent(lifeline: int) -> None:
    """The parent alone holds the pipe's other end: when it dies, the kernel kills this process and its children."""
    fcntl.fcntl(lifeline, fcntl.F_SETOWN, -os.getpgrp())
    fcntl.fcntl(lifeline, fcntl.F_SETSIG, signal.SIGKILL)
    fcntl.fcntl(lifeline, fcntl.F_SETFL, fcntl.fcntl(lifeline, fcntl.F_GETFL) | os.O_ASYNC)


def _answer(read: Read, limits: ReadingLimits, request: dict[str, Any], raw: bytes) -> dict[str, Any]:
    moment = datetime.fromisoformat(request["moment"]) if request["moment"] else None
    BUDGET.begin(limits)
    try:
        reading = read(raw, request["archivo"], moment)
        if request.get("keys") is not None:
            keys = {name: text.encode("latin-1") for name, text in request["keys"].items() if text is not None}
            reading = vouched(reading, raw, keys)
        return {"reading": to_plain(reading)}
    except MemoryError:
        return {"failure": "memory", "detail": traceback.format_exc(limit=-8)}
    except Exception as trouble:
        failure = "memory" if any(words in str(trouble) for words in _OUT_OF_MEMORY) else "error"
        return {"failure": failure, "detail": traceback.format_exc(limit=-30)}
    finally:
        BUDGET.end()


if __name__ == "__main__":
    main()
