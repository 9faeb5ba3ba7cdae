"""The service: rounds for as long as it lives, one connection kept, reconnecting with patience, ending when asked."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from cases.errors import NotReady, TryAgain
from intake import health, rounds
from intake.collect import Collector
from intake.deliver import deliver, open_sender
from intake.desk import Desk, Stopping
from intake.mailbox import Mailbox
from registry import case_store, outbox

FIRST_BACKOFF, LONGEST_BACKOFF = 1.0, 300.0
WORKER_LOOKS, ASSISTANT_LOOKS = 1.0, 0.1
SHORTEST_WAIT, LEFT_OVER = 0.05, 5.0


class Service:
    """`answer_backlog` also answers what lay in the mailbox before the first contact. `longest_wait` bounds the
    pause between two rounds (seconds)."""

    def __init__(self, desk: Desk, *, answer_backlog: bool = False) -> None:
        self.desk = desk
        self.answer_backlog = answer_backlog
        self._mailbox: Mailbox | None = None
        self._collector: Collector | None = None
        self._sender = open_sender(desk)
        self._failures = self._cuts = 0
        self._even = True
        self.longest_wait = float("inf")
        self._wake_read, self._wake_write = os.pipe()
        os.set_blocking(self._wake_write, False)

    def close(self) -> None:
        self._disconnect()
        self._sender.close()
        with suppress(TryAgain):
            rounds.resign(self.desk)
        os.close(self._wake_read)
        os.close(self._wake_write)

    def stop(self, *_: Any) -> None:
        """Ends the service after the mail or letter in hand; safe in a signal handler."""
        self.desk.stop.set()
        with suppress(OSError):
            os.write(self._wake_write, b"x")

    def until_stopped(self, on_round: Callable[[rounds.Round], None] = lambda done: None) -> None:
        """Rounds until SIGTERM or SIGINT."""
        self._hear_signals()
        self.desk.lasting = True
        while not self.desk.stop.is_set():
            done = self.attempt()
            if done is not None:
                on_round(done)
            if not self.desk.stop.is_set():
                self._wait()

    def attempt(self) -> rounds.Round | None:
        """One round; trouble of the world is recorded, the connection dropped, and null returned. What is journalled is
        worked on and letters leave even while the mailbox is away."""
        try:
            return self._finish(self.once())
        except (TryAgain, NotReady) as error:
            self._failed(error)
        except Exception as error:
            # A bug ends no service: it is told, and tried again as if the world had failed.
            self.desk.log.exception("ronda_fallida")
            self._failed(error)
        return None

    def _failed(self, error: Exception) -> None:
        """Records a round that did not come to its end, and does what needs no mailbox."""
        self._drop()
        self._failures += 1
        try:
            health.mailbox_failed(self.desk, error)
            rounds.round_of(self.desk, None, None, self._sender, answer_backlog=self.answer_backlog)
        except (TryAgain, NotReady) as trouble:
            self.desk.log.warning("ronda_incompleta", motivo=str(trouble))
        except Exception:
            self.desk.log.exception("ronda_incompleta")

    def once(self) -> rounds.Round:
        """One round; raises NotReady or TryAgain when the mailbox or the database does not answer."""
        if not rounds.lead(self.desk):
            self.desk.log.info("otro_proceso_recoge")
            self._disconnect()
            return rounds.round_of(self.desk, None, None, self._sender, answer_backlog=self.answer_backlog)
        mailbox, collector = self._connected()
        return rounds.round_of(
            self.desk, mailbox, collector, self._sender, answer_backlog=self.answer_backlog
        )

    def only_round(self) -> rounds.Round:
        """One round for its own sake: SIGTERM ends it early. Trouble, and bugs too, are raised to the caller when
        everything that they leave possible is done."""
        self._hear_signals()
        try:
            done = self._finish(self.once())
        except Exception as error:
            self._failed(error)
            raise
        if done.bugs:
            raise done.bugs[0]
        return done

    def assist(self, over: Callable[[], bool]) -> rounds.Round:
        """Reads and delivers beside a process that collects, until `over` says that nothing more comes and nothing
        waits."""
        self._hear_signals()
        done = rounds.Round()
        while not self.desk.stop.is_set():
            last = over()
            with suppress(Stopping):
                rounds.work_all(self.desk, self._sender, done, include_backlog=self.answer_backlog)
            done.delivered += deliver(self.desk, self._sender)
            if last:
                break
            self._sleep(ASSISTANT_LOOKS)
        return done

    def _hear_signals(self) -> None:
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, self.stop)

    def _finish(self, done: rounds.Round) -> rounds.Round:
        self._failures = 0
        self._even = done.collected is None or done.collected.difference == 0
        if done.collected is not None:
            health.mailbox_well(self.desk)
        return done

    def _connected(self) -> tuple[Mailbox, Collector]:
        if self._mailbox is None or self._collector is None:
            mailbox = Mailbox(self.desk.settings.mailbox)
            mailbox.connect()
            self._mailbox, self._collector = mailbox, Collector(self.desk, mailbox)
        return self._mailbox, self._collector

    def _disconnect(self) -> None:
        if self._mailbox is not None:
            self._mailbox.close()
        self._mailbox = self._collector = None

    def _drop(self) -> None:
        if self._mailbox is not None:
            self._mailbox.drop()
        self._mailbox = self._collector = None

    def _wait(self) -> None:
        """Until the mailbox has news, something of our own is due, or it is time to look again."""
        seconds = min(self._patience(), self.longest_wait)
        if self._mailbox is None:
            self._sleep(seconds)
            return
        try:
            # A mail that cannot be fetched is news for ever: then only time and the server's own word wake.
            if self._collector is not None and self._even and self._collector.has_news():
                return
            if self._mailbox.can_idle:
                self._mailbox.idle(seconds, self._wake_read)
            else:
                self._sleep(seconds)
            self._cuts = 0
        except Exception as error:
            self._cut(error, seconds)
        self._sender.close()

    def _cut(self, error: Exception, seconds: float) -> None:
        """The line broke while nothing was to be done; a server that does so each time is asked less and less often."""
        self._drop()
        log = self.desk.log.warning if isinstance(error, TryAgain) else self.desk.log.exception
        log("buzon_desconectado", motivo=str(error))
        self._cuts += 1
        self._sleep(min(FIRST_BACKOFF * 2 ** min(self._cuts - 1, 12), seconds))

    def _sleep(self, seconds: float) -> None:
        import select

        select.select([self._wake_read], [], [], seconds)

    def _patience(self) -> float:
        """Seconds to wait at most: the polling pause, the pause after failures, or what is due before."""
        if self._failures:
            return min(FIRST_BACKOFF * 2 ** min(self._failures - 1, 12), LONGEST_BACKOFF)
        wait = self.desk.settings.mailbox.poll_seconds
        if self._mailbox is None:
            # Somebody else collects: what that process journals is only seen by looking.
            wait = min(wait, WORKER_LOOKS)
        try:
            with self.desk.db.read() as tx:
                dues = [case_store.next_due(tx)]
                if self.desk.settings.replies.enabled:
                    dues.append(outbox.next_due(tx))
        except TryAgain:
            return wait
        now = self.desk.now()
        return min([wait, *(_until(due, now) for due in dues if due is not None)])


def _until(due: datetime, now: datetime) -> float:
    """Seconds until something is due. What is due after a round could not be done in it: it is not asked for at once
    again."""
    seconds = (due - now) / timedelta(seconds=1)
    return max(seconds, SHORTEST_WAIT) if seconds > 0 else LEFT_OVER
