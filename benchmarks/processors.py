"""Processor time of a plain mail in each process it meets, and how many processors that keeps busy at a time.

    python benchmarks/processors.py [--runs 3] [--share 0.5] [--engines sqlite,postgresql] [--workers 1,2] [--kinds pdf]

The contestants of `desk.py`, in turn. Unlike the wall, processor time says something on a machine that others use too.
`a la vez` is all of it over the wall: how many processors were busy; half of `todo` is the least that two can take.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.desk import Contestant, contestants, measured
from benchmarks.support.ground import ROOT, Ground
from benchmarks.support.mails import KINDS
from benchmarks.support.results import write

TICKS = os.sysconf("SC_CLK_TCK")
LOOKS = 0.02
PARTS = ("programa", "lector", "Dovecot", "SMTP", "PostgreSQL")


def spent(pid: int) -> tuple[float, float]:
    """Seconds of a process, and of its children that have ended; nothing when it is gone."""
    try:
        words = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
    except OSError:
        return 0.0, 0.0
    own, ended = sum(map(int, words[11:13])), sum(map(int, words[13:15]))
    return own / TICKS, ended / TICKS


def family(pid: int) -> Iterator[int]:
    """A process and all that live under it."""
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = task.read_text().split()
        except OSError:
            continue
        for child in children:
            yield from family(int(child))


def is_reader(pid: int) -> bool:
    try:
        return b"parsers.worker" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


class Readers(threading.Thread):
    """Looks again and again how much the reading processes under one have taken: they are killed, not asked."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid, self._seen, self._over = pid, dict[int, float](), threading.Event()

    def run(self) -> None:
        while not self._over.wait(LOOKS):
            for pid in family(self._pid):
                if pid in self._seen or is_reader(pid):
                    self._seen[pid] = max(self._seen.get(pid, 0.0), spent(pid)[0])

    def end(self) -> float:
        self._over.set()
        self.join()
        return sum(self._seen.values())


def servers(place: Ground) -> dict[str, int]:
    found = {"Dovecot": place.dovecot.pid, "SMTP": place.sink.pid}
    return found | ({"PostgreSQL": place.postgres.pid} if place.postgres is not None else {})


def run(place: Ground, one: Contestant, mails: Sequence[bytes]) -> Counter[str]:
    """Seconds of every part, and of the wall as `reloj`."""
    place.fill(mails)
    command = one.command()
    known = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    before = {name: sum(map(sum, map(spent, family(pid)))) for name, pid in servers(place).items()}
    ours = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    program = subprocess.Popen(command, cwd=ROOT, env={**known, "PYTHONPATH": str(ROOT)}, stderr=subprocess.DEVNULL)
    readers = Readers(program.pid)
    readers.start()
    program.wait()
    wall, reading = time.perf_counter() - began, readers.end()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if program.returncode or place.sink.count() != len(mails):
        raise RuntimeError(f"{one.name}: {program.returncode}, {place.sink.count()} cartas para {len(mails)} correos")
    whole = after.ru_utime + after.ru_stime - ours.ru_utime - ours.ru_stime
    told = {name: sum(map(sum, map(spent, family(pid)))) - before[name] for name, pid in servers(place).items()}
    return Counter({"programa": whole - reading, "lector": reading, "reloj": wall, **told})


def compare(place: Ground, engine: str, kind: str, options: argparse.Namespace) -> list[dict[str, Any]]:
    make, number = KINDS[kind]
    mails = [make(each) for each in range(max(10, int(number * options.share)))]
    field = list(contestants(place, engine, options.workers))
    runs: dict[str, list[tuple[Counter[str], Counter[str]]]] = {one.name: [] for one in field}
    for turn in range(options.runs):
        for one in field[turn % len(field) :] + field[: turn % len(field)]:
            runs[one.name].append((run(place, one, mails[:1]), run(place, one, mails)))
            print(f"  {kind} {engine} {one.name}: {runs[one.name][-1][1]['reloj']:.2f} s", file=sys.stderr, flush=True)
    return [_row(kind, engine, one.name, runs[one.name], len(mails)) for one in field]


def _row(
    kind: str, engine: str, name: str, runs: Sequence[tuple[Counter[str], Counter[str]]], mails: int
) -> dict[str, Any]:
    """Milliseconds of each mail beyond the first."""

    def each(*parts: str) -> float:
        starts = median(sum(start[part] for part in parts) for start, _ in runs)
        return median((sum(whole[part] for part in parts) - starts) / (mails - 1) * 1000 for _, whole in runs)

    return {
        "correos": f"{mails} {kind}", "base": engine, "programa y base": name,
        **{part: each(part) for part in PARTS}, "todo": each(*PARTS), "reloj": each("reloj"),
        "a la vez": each(*PARTS) / each("reloj"),
    }  # fmt: skip


def main() -> None:
    options, rows = measured(__doc__, compare, runs=3, share=0.5, kinds=["sencillo"])
    write("processors", rows, vueltas=options.runs)


if __name__ == "__main__":
    main()
