"""Sends every attack through a reading process and shows what became of it: `make hostile`.

    python benchmarks/hostile.py [--only WORDS]

Each attack has a fresh process under the default limits; after it an ordinary mail must be read. Exit 1 when one took
over 10 s or 512 MB, escaped, or kept the next mail from being read.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from cases.reading import Reading
from cases.wire import from_plain
from intake.reader import READER, ReaderFailed
from intake.readingprocess import Worker
from parsers.bounds.processlimits import ReadingLimits
from tests.hostile import ATTACKS
from tests.hostile.attack import Attack, headed

SECONDS, MEGABYTES = 10.0, 512.0
ORDINARY = headed(b"\r\nBuenos dias, cuales son los requisitos?\r\n")
MARKS = {"leído": "·", "apartado": "■", "escapó": "✗"}


@dataclass(frozen=True, slots=True)
class Row:
    """`suerte`: leído (within the limits, findings say what was left out) · apartado (the process was stopped) ·
    escapó (an error that nobody foresaw)."""

    ataque: Attack
    suerte: str
    dicho: str
    segundos: float
    procesador: float
    megas: float
    sigue: bool

    @property
    def good(self) -> bool:
        return self.suerte != "escapó" and self.segundos <= SECONDS and self.megas <= MEGABYTES and self.sigue


def processor_seconds(pid: int) -> float:
    """What the process has computed until now."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def peak_kilobytes(pid: int) -> int:
    """The most memory that a living process has held by itself."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


def new_worker() -> Worker:
    worker = Worker(ReadingLimits(), {}, READER, [])
    worker.read(ORDINARY, "ordinario.eml", None)
    return worker


def told(reading: Reading) -> str:
    problems = [problem.mensaje for problem in reading.solicitud.problemas if problem.campo == "adjunto"]
    return problems[0] if problems else f"tipo {reading.tipo}"


def try_attack(attack: Attack) -> Row:
    raw = attack.mail()
    worker = new_worker()
    before, start = processor_seconds(worker.pid), time.monotonic()
    fate, words = "leído", ""
    try:
        words = told(from_plain(Reading, worker.read(raw, "ataque.eml", None)))
    except ReaderFailed as failed:
        fate = "escapó" if "error del programa" in failed.reason else "apartado"
        words = f"{failed.reason} {failed.detail}"
    seconds = time.monotonic() - start
    peak = 0 if fate != "leído" else peak_kilobytes(worker.pid)
    if fate != "leído":
        worker.close()
        after = new_worker()
    else:
        after = worker
    follows = from_plain(Reading, after.read(ORDINARY, "ordinario.eml", None)).sobre.asunto is not None
    after.close()
    used = worker.used
    assert used is not None
    processor = used.ru_utime + used.ru_stime - before
    # The kernel counts what this program held at the fork as the reader's: only where it can no longer be asked.
    return Row(attack, fate, words, seconds, processor, (peak or used.ru_maxrss) / 1000, follows)


def show(row: Row) -> None:
    mark = MARKS[row.suerte] if row.good else "✗"
    words = row.dicho if len(row.dicho) <= 90 else row.dicho[:89] + "…"
    follows = "sí" if row.sigue else "NO"
    figures = f"{row.segundos:6.2f} s {row.procesador:6.2f} s {row.megas:6.0f} MB {follows:>9}"
    print(f"{mark} {row.ataque.nombre:44} {row.ataque.limite:22} {row.suerte:9} {figures}  {words}", flush=True)


def summary(rows: Iterable[Row]) -> int:
    rows = list(rows)
    bad = [row for row in rows if not row.good]
    slowest, largest = max(rows, key=lambda row: row.segundos), max(rows, key=lambda row: row.megas)
    fates = ", ".join(f"{sum(row.suerte == fate for row in rows)} {fate}" for fate in MARKS)
    print(f"\n{len(rows)} ataques: {fates}; fuera de lo permitido: {len(bad)}.")
    if late := [row.ataque.nombre for row in bad if row.segundos > SECONDS >= row.procesador]:
        print(f"Con menos de {SECONDS:g} s de procesador, tarde solo por la carga de la máquina: {', '.join(late)}.")
    print(f"El más lento: {slowest.ataque.nombre}, {slowest.segundos:.1f} s. "
          f"El más grande: {largest.ataque.nombre}, {largest.megas:.0f} MB.")  # fmt: skip
    return 1 if bad else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="only attacks whose name or limit contains these words")
    words = parser.parse_args().only
    print(f"  {'ataque':44} {'límite':22} {'suerte':9}   tiempo procesad.  memoria siguiente  qué se dijo")
    rows = []
    for attack in ATTACKS:
        if words in attack.nombre or words in attack.limite:
            rows.append(try_attack(attack))
            show(rows[-1])
    return summary(rows)


if __name__ == "__main__":
    sys.exit(main())
