"""Time and memory that one mail may take, kept by the kernel so that no loop inside a library can overrun them."""

from __future__ import annotations

import math
import os
import resource
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from parsers.bounds.processlimits import ReadingLimits


class Budget:
    """Limits of the whole process. Out of time, the kernel ends it (SIGXCPU, SIGALRM); out of memory, Python raises
    MemoryError and libraries may abort.

    Outside a worker the budget is never begun and `for_ocr` does nothing."""

    def __init__(self) -> None:
        self._begun = False
        self._ocr: ReadingLimits | None = None

    def begin(self, limits: ReadingLimits) -> None:
        """A new mail: its time starts now, and its memory is what it may take beyond what the process already holds."""
        self._begun, self._ocr = True, limits
        _allow(resource.RLIMIT_CPU, math.ceil(time.process_time() + limits.cpu_seconds))
        _allow(resource.RLIMIT_AS, _address_space() + limits.memory)
        signal.setitimer(signal.ITIMER_REAL, limits.wall_seconds)

    def for_ocr(self) -> None:
        """OCR is about to start: grants its share, once per mail however often it is called."""
        if self._ocr is not None:
            limits, self._ocr = self._ocr, None
            _allow(resource.RLIMIT_CPU, resource.getrlimit(resource.RLIMIT_CPU)[0] + math.ceil(limits.ocr_seconds))
            _allow(resource.RLIMIT_AS, resource.getrlimit(resource.RLIMIT_AS)[0] + limits.ocr_memory)

    @contextmanager
    def at_most(self, memory: int) -> Iterator[None]:
        """For a step that needs little: a picture that claims more than `memory` is refused there, and the mail's whole
        allowance, which OCR has made large, is not spent on it."""
        if not self._begun:
            yield
            return
        whole = resource.getrlimit(resource.RLIMIT_AS)[0]
        _allow(resource.RLIMIT_AS, min(whole, _address_space() + memory))
        try:
            yield
        finally:
            _allow(resource.RLIMIT_AS, whole)

    def end(self) -> None:
        self._begun, self._ocr = False, None
        signal.setitimer(signal.ITIMER_REAL, 0)


def _allow(what: int, amount: int) -> None:
    hard = resource.getrlimit(what)[1]
    resource.setrlimit(what, (amount if hard == resource.RLIM_INFINITY else min(amount, hard), hard))


def _address_space() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    return pages * os.sysconf("SC_PAGE_SIZE")


BUDGET = Budget()


class OutOfTime(Exception):
    """One step of the reading took its share of time; what it was reading stays unread."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Ends a step written in Python with OutOfTime after so much processor time, so that the rest of the mail can still
    be read. Only in the main thread; elsewhere, and inside C code, the process's own limit is what holds."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    late = threading.Event()

    def out_of_time(number: int, frame: FrameType | None) -> None:
        late.set()
        raise OutOfTime

    before = signal.signal(signal.SIGVTALRM, out_of_time)
    # Again after half a second: a library may swallow the first.
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, 0.5)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    if late.is_set():  # swallowed: what the step found then hung on where it was caught
        raise OutOfTime
