"""Several whole working processes on one machine: forked, watched, replaced when they die, ended together.

All are equal: whichever holds the mailbox's lease collects, all read, decide and deliver what is journalled. Nothing
passes between them but the database, so that more of them may run on other machines.
"""

from __future__ import annotations

import json
import mmap
import os
import signal
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from cases.errors import NotReady
from intake import systemd

# A process may rightly be silent while an SMTP server takes its ten minutes (RFC 5321, 4.5.3.2).
SILENCE = 900.0
LOOKS = 5.0
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
_WATCHED = {signal.SIGCHLD, signal.SIGTERM, signal.SIGINT}
COUNTS = ("read", "woken", "delivered", "marked", "kept", "new", "backlog")


class Board:
    """Numbers that forked processes share, one row for each: its last sign of life and what it did."""

    WIDTH = 1 + len(COUNTS)

    def __init__(self, rows: int) -> None:
        self._cells = memoryview(mmap.mmap(-1, 8 * (1 + rows * self.WIDTH))).cast("d")

    @property
    def collected(self) -> bool:
        """Whether all mail of the server has been journalled."""
        return self._cells[0] > 0

    def say_collected(self) -> None:
        self._cells[0] = 1

    def beat(self, row: int) -> None:
        self._cells[1 + row * self.WIDTH] = time.monotonic()

    def silent_for(self, row: int) -> float:
        return time.monotonic() - self._cells[1 + row * self.WIDTH]

    def add(self, row: int, counts: Mapping[str, int]) -> None:
        for place, name in enumerate(COUNTS, 2 + row * self.WIDTH):
            self._cells[place] += counts[name]

    def total(self, name: str) -> int:
        place = 2 + COUNTS.index(name)
        return int(sum(self._cells[place :: self.WIDTH]))


@dataclass(slots=True)
class Seat:
    """One place in the team: the process in it (0: none), since when, how often in a row it died early, and when the
    next may be started."""

    pid: int = 0
    began: float = 0.0
    deaths: int = 0
    again: float = 0.0


Work = Callable[[int], None]


def apart(look: Callable[[], None]) -> None:
    """Runs a look in a process of its own and raises its NotReady here: the threads of a library that it used end with
    it, so that none is missed by the processes that are forked from here later."""
    hear, tell = os.pipe()
    pid = os.fork()
    if not pid:
        try:
            os.write(tell, json.dumps(_problems(look)).encode())
        finally:
            os._exit(0)
    os.close(tell)
    with os.fdopen(hear, encoding="utf-8") as told:
        said = told.read()
    os.waitpid(pid, 0)
    if problems := json.loads(said or '["el proceso que comprobaba terminó sin decir nada"]'):
        raise NotReady(*problems)


def _problems(look: Callable[[], None]) -> list[str]:
    try:
        look()
    except NotReady as error:
        return list(error.problems)
    except Exception as error:
        return [f"error del programa al comprobar: {type(error).__name__}: {error}"]
    return []


class Team:
    """`work(row)` runs in each of `size` processes of its own until SIGTERM; `on_death(pid)` hears of each that ended.

    Make it before threads and database connections: processes are forked from here."""

    def __init__(self, size: int, work: Work, board: Board, on_death: Callable[[int], None] = lambda pid: None) -> None:
        self._work, self._board, self._on_death = work, board, on_death
        self._seats = [Seat() for _ in range(size)]
        self._watchdog = systemd.Watchdog()
        self._stopping = False

    def until_stopped(self) -> None:
        """Keeps every seat taken until SIGTERM or SIGINT, then waits for all to finish what they have in hand."""
        old = signal.pthread_sigmask(signal.SIG_BLOCK, _WATCHED)
        try:
            self._fill(old)
            systemd.notify(systemd.READY)
            while not self._stopping or any(seat.pid for seat in self._seats):
                self._listen()
                self._reap()
                if not self._stopping:
                    self._end_silent()
                    self._fill(old)
                self._watchdog.beat()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, old)

    def until_done(self) -> list[int]:
        """Starts every seat once and waits for all to end by themselves; returns their exit codes."""
        old = signal.pthread_sigmask(signal.SIG_BLOCK, _WATCHED)
        codes: list[int] = []
        try:
            self._fill(old)
            while any(seat.pid for seat in self._seats):
                self._listen()
                codes += self._reap()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, old)
        return codes

    def _listen(self) -> None:
        """Waits for a child's end, a word to stop (passed on to all), or the next look."""
        heard = signal.sigtimedwait(_WATCHED, min(LOOKS, self._watchdog.every))
        if heard is not None and heard.si_signo in (signal.SIGTERM, signal.SIGINT):
            self._stopping = True
            systemd.notify(systemd.STOPPING)
            for seat in self._seats:
                if seat.pid:
                    os.kill(seat.pid, signal.SIGTERM)

    def _fill(self, mask: set[signal.Signals]) -> None:
        now = time.monotonic()
        for row, seat in enumerate(self._seats):
            if not seat.pid and seat.again <= now:
                self._board.beat(row)
                seat.pid, seat.began = self._fork(row, mask), now

    def _fork(self, row: int, mask: set[signal.Signals]) -> int:
        sys.stdout.flush()
        sys.stderr.flush()
        pid = os.fork()
        if pid:
            return pid
        code = 1
        try:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
            self._work(row)
            code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
        finally:
            sys.stderr.flush()
            os._exit(code)

    def _reap(self) -> list[int]:
        """The exit codes of those that ended. One that dies early is followed later and later."""
        codes = []
        for seat in self._seats:
            if not seat.pid:
                continue
            ended, status = os.waitpid(seat.pid, os.WNOHANG)
            if not ended:
                continue
            self._on_death(ended)
            now = time.monotonic()
            early = now - seat.began < LONGEST_PAUSE
            seat.deaths = seat.deaths + 1 if early else 0
            seat.pid, seat.again = 0, now + min(FIRST_PAUSE * 2**seat.deaths, LONGEST_PAUSE) / 2
            codes.append(os.waitstatus_to_exitcode(status))
        return codes

    def _end_silent(self) -> None:
        """Kills a process that gives no sign of life; its mails and letters are taken up by the others."""
        for row, seat in enumerate(self._seats):
            if seat.pid and self._board.silent_for(row) > SILENCE:
                os.kill(seat.pid, signal.SIGKILL)
