"""Where the time of a mail goes: each stage of the way, on each database, for plain mails and for those with a PDF.

    python benchmarks/stages.py [--share 1.0] [--engines sqlite,postgresql] [--kinds sencillo,pdf]

One process takes a full mailbox to its end; the stages are those that `aiq run --metrics` tells (`aiq_stage_seconds`),
on the wall. «otro» is what lies between them; «esperar» is when the desk has nothing to do until a mail is read.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.support.ground import Ground, ground
from benchmarks.support.mails import KINDS
from benchmarks.support.results import parts, table, write
from intake.desk import open_desk
from intake.logs import configure
from intake.meter import Silent
from intake.run import Service
from intake.settings import load

# One after the other; reading goes on beside them.
STAGES = ("recoger", "esperar", "decidir", "entregar", "marcar")


class Sums(Silent):
    """A meter that adds up the stages."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()

    def stage(self, stage: str, seconds: float) -> None:
        self.seconds[stage] += seconds


def measure(place: Ground, engine: str, kind: str, share: float) -> dict[str, Any]:
    make, number = KINDS[kind]
    mails = [make(each) for each in range(max(10, int(number * share)))]
    settings = load(place.settings(place.database(engine)), {})
    with closing(open_desk(settings)) as desk, closing(Service(desk, answer_backlog=True)) as service:
        # The first mail starts the reader; it is not counted.
        place.fill(mails[:1])
        service.once()
        place.fill(mails)
        desk.meter = sums = Sums()
        began = time.perf_counter()
        done = service.once()
        whole = time.perf_counter() - began
    if place.sink.count() != len(mails) - 1:
        raise RuntimeError(f"{done}: {place.sink.count()} letters for {len(mails) - 1} new mails")
    told = {stage: sums.seconds[stage] / len(mails) * 1000 for stage in STAGES}
    other = whole / len(mails) * 1000 - sum(told.values())
    return {
        "correos": f"{len(mails)} {kind}", "base": engine, **told, "otro": other,
        "ms por correo": sum(told.values()) + other, "leer, a la vez": sums.seconds["leer"] / len(mails) * 1000,
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--engines", type=lambda text: text.split(","), default=["sqlite", "postgresql"])
    parser.add_argument("--kinds", type=lambda text: text.split(","), default=list(KINDS))
    options = parser.parse_args()
    with Path(os.devnull).open("w") as nowhere, ground(postgres="postgresql" in options.engines) as place:
        configure(as_json=True, file=nowhere)  # a line a mail would bury the table
        rows = [measure(place, engine, kind, options.share) for kind in options.kinds for engine in options.engines]
    print(table(rows))
    write("stages", rows, parte=options.share)
    shown = {f"{row['correos']} · {row['base']}": {stage: row[stage] for stage in (*STAGES, "otro")} for row in rows}
    parts("stages", "En qué se va el tiempo de un correo", shown, "ms de reloj por correo")


if __name__ == "__main__":
    main()
