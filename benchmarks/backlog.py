"""A mailbox that waited: 10,000 mails of 60 kB, killed at half, resumed; memory, order and what was fetched twice.

    python benchmarks/backlog.py [--mails 10000] [--workers 2] [--engine sqlite]

Memory is the sum over all processes of the desk (proportional set size), looked at twice a second.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

import sqlalchemy as sa

from benchmarks.support.ground import Ground, aiq, ground
from benchmarks.support.mails import with_pdf
from benchmarks.support.results import table, write
from intake.settings import load
from registry.database import open_database
from registry.outbox import unfinished
from registry.schema import message
from tests.support.command import ROOT

SIDE = 120  # pixels of the incompressible logo: a mail of 60 kB


def family(pid: int) -> list[int]:
    """A process and all that came from it."""
    found = [pid]
    for each in found:
        for task in Path(f"/proc/{each}/task").glob("*"):
            found += [int(child) for child in (task / "children").read_text().split()]
    return found


def megabytes(pid: int) -> float:
    total = 0
    for each in family(pid):
        try:
            lines = Path(f"/proc/{each}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024


class Watch:
    """Looks at a store from outside while others work in it."""

    def __init__(self, url: str) -> None:
        self._db = open_database(url)

    def close(self) -> None:
        self._db.close()

    def ask(self, query: sa.Select[Any]) -> Any:
        with self._db.read() as tx:
            return tx.execute(query).scalar()

    def finished(self) -> int:
        number: int = self.ask(sa.select(sa.func.count()).where(message.c.resultado != "pendiente"))
        return number

    def letters(self) -> dict[str, int]:
        """How many letters have not left, by state."""
        with self._db.read() as tx:
            return unfinished(tx)

    def out_of_order(self, batch: int) -> int:
        """How many mails were finished after one that had come more than a batch later."""
        with self._db.read() as tx:
            finished = sa.select(message.c.uid).order_by(message.c.terminado, message.c.id)
            uids = list(tx.execute(finished).scalars())
        highest, late = 0, 0
        for uid in uids:
            late += uid < highest - batch
            highest = max(highest, uid)
        return late


def start(config: Path, workers: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        aiq(config, "run", "--answer-backlog", "--workers", str(workers)), cwd=ROOT, start_new_session=True,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def follow(process: subprocess.Popen[bytes], watch: Watch, until: int, *, last: bool = False) -> float:
    """The most memory seen until so many mails are finished and, of the `last`, the letters have left too."""
    most = 0.0
    while watch.finished() < until or (last and watch.letters().keys() & {"en_cola", "enviando"}):
        if process.poll() is not None:
            raise RuntimeError(f"the desk ended with {process.returncode}")
        most = max(most, megabytes(process.pid))
        time.sleep(0.5)
    return most


def fetched(place: Ground) -> int:
    """Bytes that the IMAP server has sent in sessions that ended, from its log."""
    log = (place.dovecot.folder / "dovecot.log").read_text("utf-8", "replace")
    return sum(int(word.partition("=")[2]) for word in log.split() if word.startswith("out=") and word[4:].isdigit())


def measure(place: Ground, options: argparse.Namespace) -> dict[str, Any]:
    place.fill([])
    weight = 0
    for number in range(options.mails):
        raw = with_pdf(number, SIDE)
        weight += len(raw)
        place.add([raw])
    config = place.settings(place.database(options.engine))
    with closing(Watch(load(config, {}).database.url)) as watch:
        began = time.monotonic()
        first = start(config, options.workers)
        early = follow(first, watch, options.mails // 2)
        os.killpg(first.pid, signal.SIGKILL)
        first.wait()
        second = start(config, options.workers)
        late = follow(second, watch, options.mails, last=True)
        took = time.monotonic() - began
        second.send_signal(signal.SIGTERM)
        second.wait(120)
        return {
            "correos": options.mails, "kB cada uno": weight / options.mails / 1000, "base": options.engine,
            "procesos": options.workers, "correos/s": options.mails / took, "MB hasta la mitad": early,
            "MB después": late, "bajado ×": fetched(place) / weight, "cartas": place.sink.count(),
            "en duda": watch.letters().get("en_duda", 0),
            "fuera de orden": watch.out_of_order(20 * options.workers),
        }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mails", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--engine", default="sqlite")
    options = parser.parse_args()
    with ground(postgres=options.engine == "postgresql") as place:
        rows = [measure(place, options)]
    print(table(rows))
    write("backlog", rows)


if __name__ == "__main__":
    main()
