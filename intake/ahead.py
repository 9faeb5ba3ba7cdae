"""Reading ahead: while the desk decides on some mails and sends their letters, the next ones are being read."""

from __future__ import annotations

import queue
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

from cases.errors import TryAgain
from cases.reading import Reading
from intake.desk import Desk, Stopping
from registry import journal
from registry.journal import Claimed

LEASE = timedelta(minutes=10)
# Mails taken in hand at a time, and how many of them may wait for the reader when more are taken.
BATCH, FEW = 20, 10
# Mails that are decided together, and the seconds that the first of them waits for the others at most.
GROUP, PATIENCE = 20, 0.05


@dataclass(frozen=True, slots=True)
class Read:
    """A mail in hand with its reading; null when it needs none, or when `trouble` says why there is none."""

    claimed: Claimed
    reading: Reading | None = None
    trouble: Exception | None = None


class Ahead:
    """Mails taken from the journal and read, in groups; those that nobody took out are given back at the end.

    A mail that was in hand when a process died is taken when nothing else is in hand."""

    def __init__(self, desk: Desk, *, include_backlog: bool) -> None:
        self._desk = desk
        self._include_backlog = include_backlog
        self._threads = ThreadPoolExecutor(desk.settings.reading.workers, "lector")
        self._done: queue.SimpleQueue[Read] = queue.SimpleQueue()
        self._in_hand: dict[int, Claimed] = {}
        self._since = desk.now()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._threads.shutdown(cancel_futures=True)
        give_back(self._desk, list(self._in_hand.values()), self._desk.now() - timedelta(seconds=1), None)

    def group(self) -> list[Read]:
        """The next mails that are read; waits for one at least. Empty when nothing waits."""
        self._take()
        with self._desk.stage("esperar"):
            group = self._next()
        self._take()
        return group

    def _next(self) -> list[Read]:
        group: list[Read] = []
        until = float("inf")
        while self._in_hand and len(group) < GROUP:
            try:
                read = self._done.get(timeout=None if not group else max(until - time.monotonic(), 0))
            except queue.Empty:
                break
            if not group:
                until = time.monotonic() + PATIENCE
            del self._in_hand[read.claimed.id]
            if read.reading is not None:
                self._desk.step("read")
            group.append(read)
        return group

    def _take(self) -> None:
        """Takes more mails in hand when few are left, unless those have been there for long: a lease runs out."""
        desk, now = self._desk, self._desk.now()
        alone = any(each.intentos > 1 for each in self._in_hand.values())
        if alone or len(self._in_hand) > FEW or desk.stop.is_set():
            return
        if not self._in_hand:
            self._since = now
        elif now - self._since > LEASE / 2:
            return
        with desk.db.write(lasting=False) as tx:
            taken = journal.claim(
                tx, desk.owner, now, most=BATCH, lease=LEASE, include_backlog=self._include_backlog,
                only_new=bool(self._in_hand),
            )  # fmt: skip
        for claimed in taken:
            self._in_hand[claimed.id] = claimed
            self._threads.submit(self._read, claimed)

    def _read(self, claimed: Claimed) -> None:
        try:
            self._done.put(Read(claimed, _reading(self._desk, claimed)))
        except Exception as trouble:
            self._done.put(Read(claimed, trouble=trouble))


def needs_reading(desk: Desk, claimed: Claimed) -> bool:
    known = claimed.incompleto or claimed.copia_de is not None
    return not known and claimed.intentos <= desk.settings.reading.max_attempts


def _reading(desk: Desk, claimed: Claimed) -> Reading | None:
    if desk.stop.is_set():
        raise Stopping
    if not needs_reading(desk, claimed):
        return None
    raw = desk.archive.load(claimed.sha256)
    with desk.stage("leer"):
        return desk.reader.read(raw, f"mensaje-{claimed.id}.eml", claimed.recibido)


def give_back(desk: Desk, mails: Sequence[Claimed], at: datetime, reason: str | None) -> None:
    """Back to waiting with their attempt forgiven; when even that cannot be written, the lease will run out."""
    if not mails:
        return
    try:
        with desk.db.write() as tx:
            mine = journal.of_these_mine(tx, [each.id for each in mails], desk.owner)
            journal.release(tx, mine, at, reason, forgive=True)
    except TryAgain:
        desk.log.warning("no_se_pudo_devolver", mensajes=[each.id for each in mails])
