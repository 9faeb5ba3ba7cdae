"""The time that one mail may take, kept by the kernel so that not even a loop inside a library can overrun it."""

from __future__ import annotations

import math
import resource
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Budget:
    """Time limits of the whole process. Overrun, the kernel ends it (SIGXCPU, SIGALRM); nothing is left to catch.

    Outside a worker the budget is never begun and `for_ocr` does nothing."""

    def __init__(self) -> None:
        self._ocr_seconds = 0.0

    def begin(self, cpu_seconds: float, ocr_seconds: float, wall_seconds: float) -> None:
        """A new mail: `wall_seconds` from now, and as much processor time more, counted over all threads."""
        self._ocr_seconds = ocr_seconds
        self._allow(time.process_time() + cpu_seconds)
        signal.setitimer(signal.ITIMER_REAL, wall_seconds)

    def for_ocr(self) -> None:
        """OCR is about to start: grants its time, once per mail however often it is called."""
        if self._ocr_seconds:
            self._allow(resource.getrlimit(resource.RLIMIT_CPU)[0] + self._ocr_seconds)
            self._ocr_seconds = 0.0

    def end(self) -> None:
        self._ocr_seconds = 0.0
        signal.setitimer(signal.ITIMER_REAL, 0)

    @staticmethod
    def _allow(seconds: float) -> None:
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        soft = math.ceil(seconds)
        resource.setrlimit(resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))


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
    before = signal.signal(signal.SIGVTALRM, _out_of_time)
    # Again after half a second: a library may swallow the first.
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, 0.5)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _out_of_time(number: int, frame: FrameType | None) -> None:
    raise OutOfTime
