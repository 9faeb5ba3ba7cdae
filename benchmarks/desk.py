"""The whole desk against the floor: Dovecot to SMTP sink, 1,000 plain mails and 200 with a PDF of 200 kB.

    python benchmarks/desk.py [--runs 5] [--share 1.0] [--engines sqlite,postgresql] [--workers 1,2] [--kinds pdf]

Floor and desk take turns on the same mails. What a program needs to start and end is measured with one mail and taken
off, since the service starts once: `ms` is the time of each further mail. `--share` measures a part of the mails.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.support.ground import PASSWORD, Ground, Ran, aiq, ground, run
from benchmarks.support.mails import KINDS
from benchmarks.support.results import bars, spread, table, write

Compare = Callable[[Ground, str, str, argparse.Namespace], list[dict[str, Any]]]


@dataclass
class Contestant:
    """A program that empties the mailbox; `runs` of all mails, `starts` of one."""

    name: str
    command: Callable[[], list[str]]
    runs: list[Ran] = field(default_factory=list)
    starts: list[Ran] = field(default_factory=list)

    def per_mail(self, mails: int) -> list[float]:
        """Milliseconds of the wall for each mail beyond the first, one value a run."""
        start = median(each.wall for each in self.starts)
        return [(each.wall - start) / (mails - 1) * 1000 for each in self.runs]

    def cpu(self, mails: int) -> float:
        start = median(each.cpu for each in self.starts)
        return median((each.cpu - start) / (mails - 1) * 1000 for each in self.runs)


def contestants(place: Ground, engine: str, workers: list[int]) -> Iterator[Contestant]:
    ports = [str(place.dovecot.port), str(place.sink.port)]
    yield Contestant("suelo", lambda: [sys.executable, "benchmarks/floor.py", *ports, place.database(engine), PASSWORD])
    for number in workers:
        words = ["run", "--once", "--answer-backlog", "--workers", str(number)]
        yield Contestant(f"mesa ×{number}", lambda words=words: aiq(place.settings(place.database(engine)), *words))


def measure(place: Ground, one: Contestant, mails: list[bytes]) -> Ran:
    place.fill(mails)
    ran = run(one.command())
    if place.sink.count() != len(mails):
        raise RuntimeError(f"{one.name}: {place.sink.count()} cartas para {len(mails)} correos")
    return ran


def compare(place: Ground, engine: str, kind: str, options: argparse.Namespace) -> list[dict[str, Any]]:
    make, number = KINDS[kind]
    mails = [make(each) for each in range(max(10, int(number * options.share)))]
    field_ = list(contestants(place, engine, options.workers))
    for turn in range(options.runs):
        for one in field_[turn % len(field_) :] + field_[: turn % len(field_)]:
            one.starts.append(measure(place, one, mails[:1]))
            one.runs.append(measure(place, one, mails))
            print(f"  {kind} {engine} {one.name}: {one.runs[-1].wall:.2f} s", file=sys.stderr, flush=True)
    return [_row(kind, engine, one, field_, len(mails)) for one in field_]


def _row(kind: str, engine: str, one: Contestant, field_: list[Contestant], mails: int) -> dict[str, Any]:
    times = {each.name: median(each.per_mail(mails)) for each in field_}
    middle, least, most = spread(one.per_mail(mails))
    single = times.get("mesa ×1")
    return {
        "correos": f"{mails} {kind}",
        "base": engine,
        "programa": one.name,
        "ms": middle,
        "de": least,
        "a": most,
        "correos/s": 1000 / middle,
        "CPU ms": one.cpu(mails),
        "arranque s": median(each.wall for each in one.starts),
        "MB": max(each.megabytes for each in one.runs),
        "× suelo": middle / times["suelo"],
        "× un proceso": single / middle if single and one.name.startswith("mesa") else None,
    }


def measured(
    about: str | None, compare: Compare, runs: int, share: float, kinds: Sequence[str]
) -> tuple[argparse.Namespace, list[dict[str, Any]]]:
    """What the command line asks for (with these defaults), and the rows of every kind of mail on every database."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--runs", type=int, default=runs)
    parser.add_argument("--share", type=float, default=share)
    parser.add_argument("--engines", type=lambda text: text.split(","), default=["sqlite", "postgresql"])
    parser.add_argument("--kinds", type=lambda text: text.split(","), default=list(kinds))
    parser.add_argument("--workers", type=lambda text: [int(each) for each in text.split(",")], default=[1, 2])
    options = parser.parse_args()
    rows: list[dict[str, Any]] = []
    with ground(postgres="postgresql" in options.engines) as place:
        for kind in options.kinds:
            for engine in options.engines:
                rows += compare(place, engine, kind, options)
    print(table(rows))
    return options, rows


def main() -> None:
    options, rows = measured(__doc__, compare, runs=5, share=1.0, kinds=list(KINDS))
    write("desk", rows, vueltas=options.runs)
    speeds = {f"{row['correos']} · {row['base']} · {row['programa']}": row["correos/s"] for row in rows}
    bars("desk", "De Dovecot al servidor SMTP", speeds, "correos por segundo")


if __name__ == "__main__":
    main()
