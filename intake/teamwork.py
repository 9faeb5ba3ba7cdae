"""`aiq run` as one process or several: each with its own desk, the service's rounds, and signs of life on the way."""

from __future__ import annotations

import os
import signal
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from cases.errors import NotReady, TryAgain
from intake import rounds, systemd
from intake.archive import open_archive
from intake.desk import Desk, open_desk, open_store, system_clock
from intake.run import Service
from intake.settings import Settings
from intake.team import COUNTS, LOOKS, Board, Team, apart

if TYPE_CHECKING:
    from intake.metrics import Server

DONE = ("read", "woken", "delivered", "marked", "kept")


class Teamwork:
    """`size` working processes with these settings; `metrics` is the (host, port) to answer Prometheus on, or null.

    Make it before threads and database connections: with more than one process, all are forked from here."""

    def __init__(
        self, settings: Settings, size: int = 1, *, answer_backlog: bool = False,
        metrics: tuple[str, int] | None = None,
    ) -> None:  # fmt: skip
        self._settings, self._size, self._answer_backlog = settings, size, answer_backlog
        self._metrics = metrics
        self._board = Board(size + 1)
        self._starter = os.getpid()

    def until_stopped(self) -> None:
        """Works until SIGTERM or SIGINT; raises NotReady before anything is begun."""
        if self._size == 1:
            self._alone()
            return
        self._check()
        if self._metrics is None:
            Team(self._size, self._serve, self._board).until_stopped()
            return
        from intake import metrics

        with tempfile.TemporaryDirectory(prefix="aiq-metricas-") as folder:
            metrics.share(Path(folder))
            Team(self._size + 1, self._serve, self._board).until_stopped()

    def once(self) -> rounds.Round:
        """Everything new to its letter, and the end. Several share the work; a closing round marks on the server what
        the others finished and takes up what a dead one left. Raises NotReady or TryAgain."""
        if self._size > 1:
            self._check()
            # Whoever ends, or dies, before all is collected: nobody shall wait for it.
            team = Team(self._size, self._help, self._board, lambda pid: self._board.say_collected())
            team.until_done()
        with closing(open_desk(self._settings, reads=self._size == 1)) as desk, self._service(desk) as service:
            doubtful = rounds.recover(desk)
            done = service.only_round()
            done.kept += desk.smtp_rests_until is not None
        done.doubtful += doubtful
        return self._with_the_others(done)

    def _check(self) -> None:
        """Raises NotReady where the desk could not be opened; what all its processes share is loaded by the way."""
        apart(open_archive(self._settings.archive).prepare)
        open_desk(self._settings, try_archive=False).close()

    def _with_the_others(self, done: rounds.Round) -> rounds.Round:
        """The closing round's figures with what the team did before it."""
        others = {name: self._board.total(name) for name in COUNTS}
        if done.collected is not None:
            done.collected = replace(
                done.collected,
                new=done.collected.new + others["new"],
                backlog=done.collected.backlog + others["backlog"],
                first_contact=done.collected.first_contact or others["backlog"] > 0,
            )
        for name in DONE:
            setattr(done, name, getattr(done, name) + others[name])
        return done

    @contextmanager
    def _service(self, desk: Desk) -> Iterator[Service]:
        with closing(Service(desk, answer_backlog=self._answer_backlog)) as service:
            yield service

    def _alone(self) -> None:
        watchdog = systemd.Watchdog()
        with closing(open_desk(self._settings, reads=True)) as desk, self._service(desk) as service:
            desk.observe = lambda step: watchdog.beat()
            service.longest_wait = watchdog.every
            server = self._watched(desk)
            try:
                systemd.notify(systemd.READY)
                service.until_stopped()
                systemd.notify(systemd.STOPPING)
            finally:
                if server is not None:
                    server.close()

    def _watched(self, desk: Desk) -> Server | None:
        if self._metrics is None:
            return None
        from intake.metrics import Counted, Server, Standing

        desk.meter = counted = Counted()
        return Server(*self._metrics, Standing(desk.db, desk.now), counted)

    def _serve(self, row: int) -> None:
        """One process of the team, for as long as the team lasts; the row after the last answers Prometheus."""
        if row == self._size:
            self._answer_scrapes(row)
            return
        with closing(open_desk(self._settings, reads=True)) as desk, self._service(desk) as service:
            desk.observe = lambda step: self._alive(row, service)
            service.longest_wait = LOOKS * 6
            if self._metrics is not None:
                from intake.metrics import Counted

                desk.meter = Counted()
            service.until_stopped()

    def _alive(self, row: int, service: Service) -> None:
        self._board.beat(row)
        if os.getppid() != self._starter:
            # Nobody is left to end us: what is in hand is finished, as on SIGTERM.
            service.stop()

    def _answer_scrapes(self, row: int) -> None:
        from intake.metrics import Server, Standing

        stop = threading.Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: stop.set())
        assert self._metrics is not None
        with closing(open_store(self._settings)) as db, closing(Server(*self._metrics, Standing(db, system_clock))):
            while not stop.wait(LOOKS) and os.getppid() == self._starter:
                self._board.beat(row)

    def _help(self, row: int) -> None:
        """One process of a single round: the first collects, the others read and deliver beside it. Trouble of the
        world is left to the closing round, which meets it again and tells."""
        opened = open_desk(self._settings, reads=True)
        with closing(opened) as desk, self._service(desk) as service, suppress(NotReady, TryAgain):
            if row == 0:
                desk.observe = self._hear_collected
                done = service.once()
            else:
                done = service.assist(lambda: self._board.collected)
            done.kept += desk.smtp_rests_until is not None
            seen = {name: getattr(done.collected, name, 0) for name in ("new", "backlog")}
            self._board.add(row, seen | {name: getattr(done, name) for name in DONE})

    def _hear_collected(self, step: str) -> None:
        if step == "collected":
            self._board.say_collected()
