"""Hands mails to reading processes and takes readings back, replacing those that a mail has broken."""

from __future__ import annotations

import queue
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from cases.reading import Reading
from cases.wire import from_plain
from intake.readingprocess import ReaderFailed, Worker
from parsers.bounds.processlimits import ReadingLimits

READER = "parsers.read:reader"

__all__ = ["READER", "ReaderFailed", "ReaderPool"]


class ReaderPool:
    """Up to `workers` reading processes, started when first needed and replaced after a failure or many mails.

    Any thread may call `read`. `context` goes to the reader's factory in each process (JSON values, see
    `parsers.read.reader`); its ``trust_folder`` and `readable` are what may be read beyond the program's own files.
    `factory` names the function that makes the reader from the context. With `resolve` (a DNS name to its TXT record)
    DKIM is checked where no server vouches for the sender: the keys are looked up here, the process has no network."""

    def __init__(
        self, limits: ReadingLimits, context: Mapping[str, Any], workers: int = 1, *, factory: str = READER,
        readable: Sequence[Path] = (), resolve: Callable[[str], str | None] | None = None,
    ) -> None:  # fmt: skip
        self._limits = limits
        self._resolve = resolve
        trusted = [Path(context["trust_folder"])] if context.get("trust_folder") else []
        self._make = lambda: Worker(limits, context, factory, [*readable, *trusted])
        self._idle: queue.LifoQueue[Worker | None] = queue.LifoQueue()
        self._closed = False
        self.missing: tuple[str, ...] = ()
        for _ in range(workers):
            self._idle.put(None)

    def read(self, raw: bytes, archivo: str, moment: datetime | None = None) -> Reading:
        """The reading of one mail, waiting for a free process; ReaderFailed when the mail broke or exhausted it."""
        return from_plain(Reading, self.ask(raw, archivo, moment))

    def ask(self, raw: bytes, archivo: str, moment: datetime | None = None) -> Any:
        """`read` for any factory: what its function made of the mail, as JSON values."""
        if len(raw) > self._limits.mail_bytes:
            megabytes = self._limits.mail_bytes // 1_000_000
            raise ReaderFailed(f"El correo supera el tamaño permitido ({megabytes} MB).", f"{len(raw)} bytes")
        worker = self._idle.get()
        try:
            worker = worker or self._make()
            answer = worker.read(raw, archivo, moment, self._keys(raw))
            self.missing = worker.missing
        except BaseException:
            # Also after an error that it survived: what a mail has broken inside is not known.
            if worker is not None:
                worker.close()
            self._idle.put(None)
            raise
        self._give_back(worker)
        return answer

    def warm(self) -> None:
        """Starts a process for the first mail now, beside whatever else there is to do."""
        worker = self._idle.get()
        self._idle.put(worker or self._make())

    def _keys(self, raw: bytes) -> dict[str, str | None] | None:
        if self._resolve is None:
            return None
        from parsers.mail.dkim_check import key_names

        return {name: self._resolve(name) for name in key_names(raw)}

    def isolation(self) -> tuple[str, ...]:
        """What this system cannot enforce on a reading process, as Spanish sentences; empty when all is in force."""
        worker = self._make()
        try:
            worker.begin()
            return worker.missing
        finally:
            worker.close()

    def _give_back(self, worker: Worker) -> None:
        if self._closed or worker.tired or worker.read_count >= self._limits.worker_mails:
            worker.close()
            self._idle.put(None)
        else:
            self._idle.put(worker)

    def close(self) -> None:
        """Ends the idle processes now and the busy ones when their mail is done."""
        self._closed = True
        for worker in [self._idle.get() for _ in range(self._idle.qsize())]:
            if worker is not None:
                worker.close()
            self._idle.put(None)

    def __enter__(self) -> ReaderPool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
