"""Does the desk slow down as it grows? The cost of a mail and of the clerk's questions in a small and in a large store.

    python benchmarks/growth.py [--runs 5] [--large 100000] [--engines sqlite,postgresql]

Small is 1,000 mails and 200 cases, large 100,000 and 20,000. Both stores take the same 100 new mails in turns; the
questions are timed inside the database's own calls, without starting a program.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

import sqlalchemy as sa

from benchmarks.support.filling import fill_store
from benchmarks.support.ground import Ground, aiq, ground, run
from benchmarks.support.mails import plain
from benchmarks.support.results import bars, table, write
from intake import views
from intake.settings import load
from registry import base, case_store, outbox
from registry.database import Database, open_database
from registry.prepared import Prepared

NEW_MAILS = 100
ASKED = 9


class Clock:
    """Adds up the time that a database's statements take, fetching included."""

    def __init__(self, db: Database) -> None:
        self.seconds = 0.0
        sa.event.listen(db.engine, "before_cursor_execute", self._begin)
        sa.event.listen(db.engine, "after_cursor_execute", self._end)
        run = Prepared._run

        def timed(*arguments: Any) -> Any:
            self._begin()
            done = run(*arguments)
            self._end()
            return done

        Prepared._run = timed  # type: ignore[method-assign]

    def _begin(self, *_: Any) -> None:
        self._since = time.perf_counter()

    def _end(self, *_: Any) -> None:
        self.seconds += time.perf_counter() - self._since


def questions(number: str, address: str) -> dict[str, Callable[[sa.Connection], Any]]:
    def show(tx: sa.Connection) -> None:
        case = case_store.load(tx, number)
        assert case is not None
        views.whole_case(tx, case)

    return {
        "cola": lambda tx: views.queue(tx, everything=False, estado=None),
        "un caso": show,
        "buscar en la base": lambda tx: base.find(tx, "Instituto de Pruebas Número 7", "INST7"),
        "hilo: casos del remitente": lambda tx: case_store.open_of_participants(tx, [address]),
        "hilo: por oficio": lambda tx: case_store.by_document(tx, "MSP-DE-2026-0123-O", "MSP"),
        "hilo: por carta": lambda tx: outbox.by_message_id(tx, "<ninguna@x>"),
    }


def ask(config: Path, numbers: list[str]) -> dict[str, float]:
    """Milliseconds of database time of each question, the median of several."""
    db = open_database(load(config, {}).database.url)
    with closing(db):
        clock = Clock(db)
        found = {}
        for name, question in questions(numbers[0], "1.secretaria@inst900001.gob.ec").items():
            times = []
            for _ in range(ASKED):
                clock.seconds = 0.0
                with db.read() as tx:
                    question(tx)
                times.append(clock.seconds * 1000)
            found[name] = median(times)
    return found


def take(place: Ground, config: Path, turn: int) -> float:
    """Processor milliseconds for each of a hundred new mails, without what a round that finds none costs."""
    idle = run(aiq(config, "run", "--once"))
    place.add([plain(turn * 10_000 + number) for number in range(NEW_MAILS)])
    before = place.sink.count()
    ran = run(aiq(config, "run", "--once"))
    if place.sink.count() - before != NEW_MAILS:
        raise RuntimeError(f"{place.sink.count() - before} letters for {NEW_MAILS} mails")
    return (ran.cpu - idle.cpu) / NEW_MAILS * 1000


def grow(place: Ground, engine: str, options: argparse.Namespace) -> list[dict[str, Any]]:
    sizes = {"pequeña": 1000, "grande": options.large}
    stores: dict[str, tuple[Path, list[str]]] = {}
    for name, mails in sizes.items():
        config = place.settings(place.database(engine))
        stores[name] = (config, fill_store(place, config, mails, mails // 5))
    costs: dict[str, list[float]] = {name: [] for name in sizes}
    for turn in range(options.runs):
        for name, (config, _) in stores.items():
            # The mailbox starts anew for each: what is compared is the store, not a folder's length.
            place.fill([])
            costs[name].append(take(place, config, 10 + 2 * turn + (name == "grande")))
    asked = {name: ask(config, numbers) for name, (config, numbers) in stores.items()}
    rows = [{"base": engine, "qué": "un correo (ms de procesador)", **{name: median(costs[name]) for name in sizes}}]
    rows += [{"base": engine, "qué": f"{what} (ms en la base)", **{name: asked[name][what] for name in sizes}}
             for what in asked["grande"]]  # fmt: skip
    for row in rows:
        row["×"] = row["grande"] / row["pequeña"]
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--large", type=int, default=100_000)
    parser.add_argument("--engines", type=lambda text: text.split(","), default=["sqlite", "postgresql"])
    options = parser.parse_args()
    rows: list[dict[str, Any]] = []
    with ground(postgres="postgresql" in options.engines) as place:
        for engine in options.engines:
            rows += grow(place, engine, options)
    print(table(rows))
    write("growth", rows, vueltas=options.runs, grande=options.large)
    shown = {f"{row['base']} · {row['qué']}": row["grande"] for row in rows}
    bars("growth", f"Con {options.large} correos guardados", shown, "ms")


if __name__ == "__main__":
    main()
