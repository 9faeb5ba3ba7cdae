"""From a mail's arrival in the mailbox to its letter at the SMTP server, under a steady load.

    python benchmarks/latency.py [--seconds 60] [--rate 5] [--workers 1] [--engines sqlite,postgresql]

Every mail is a request with a digital PDF. Dovecot itself tells of new mail half a second late (it gathers notices);
that pause, measured here with a bare client, is shown beside and taken off in «propio».
"""

from __future__ import annotations

import argparse
import imaplib
import random
import select
import sys
import threading
import time
from pathlib import Path
from statistics import median, quantiles
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.support.ground import PASSWORD, Ground, aiq, ground, serving
from benchmarks.support.results import bars, table, write
from tests.support.letters import request

PROBES, PATIENCE = 7, 120.0


def notice(place: Ground) -> float:
    """Seconds from a mail's arrival to the server's word in IDLE, the median of some."""
    client = imaplib.IMAP4("127.0.0.1", place.dovecot.port)
    client.login("soporte", PASSWORD)
    client.select("INBOX")
    found = []
    for number in range(PROBES):
        client.send(b"t IDLE\r\n")
        client.readline()
        began = time.monotonic()
        place.add([request(990_000 + number)])
        while b"EXISTS" not in client.readline():
            pass
        found.append(time.monotonic() - began)
        client.send(b"DONE\r\n")
        while not client.readline().startswith(b"t "):
            pass
    client.logout()
    return median(found)


def load(place: Ground, seconds: float, rate: float, number: int) -> dict[str, float]:
    """Delivers mails, counted from `number`, at random moments, on average so many a second; {Message-ID: moment of
    arrival}."""
    dice = random.Random(7)
    arrived = {}
    pause = threading.Event()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        raw = request(number)
        arrived[f"<solicitud-{number}@inst{number}.gob.ec>"] = time.monotonic()
        place.add([raw])
        number += 1
        pause.wait(dice.expovariate(rate))
    return arrived


def answered(place: Ground, arrived: dict[str, float]) -> list[float]:
    """Seconds that each letter took; waits for the last of them."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        found = {answer: moment for moment, answer, _ in place.sink.taken() if answer in arrived}
        if len(found) == len(arrived):
            return [found[name] - moment for name, moment in arrived.items()]
        select.select([], [], [], 0.1)
    raise RuntimeError(f"{len(arrived) - len(found)} letters never came")


def measure(place: Ground, engine: str, options: argparse.Namespace) -> dict[str, Any]:
    place.fill([])
    pause = notice(place)
    place.fill([])
    config = place.settings(place.database(engine))
    with serving(aiq(config, "run", "--answer-backlog", "--workers", str(options.workers))):
        # The first mails start the readers; they are not counted.
        answered(place, load(place, 3, 2, 0))
        place.sink.forget()
        times = answered(place, load(place, options.seconds, options.rate, 1000))
    cuts = quantiles(times, n=100)
    return {
        "base": engine, "procesos": options.workers, "correos": len(times), "por segundo": options.rate,
        "p50 s": cuts[49], "p95 s": cuts[94], "p99 s": cuts[98], "máximo s": max(times),
        "aviso de Dovecot s": pause, "p50 propio s": cuts[49] - pause, "p99 propio s": cuts[98] - pause,
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--rate", type=float, default=5)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--engines", type=lambda text: text.split(","), default=["sqlite", "postgresql"])
    options = parser.parse_args()
    with ground(postgres="postgresql" in options.engines) as place:
        rows = [measure(place, engine, options) for engine in options.engines]
    print(table(rows))
    write("latency", rows, segundos=options.seconds)
    shown = {f"{row['base']} · {name}": row[name] for row in rows for name in ("p50 s", "p95 s", "p99 s")}
    bars("latency", "De la llegada del correo a la entrega de su carta", shown, "segundos")


if __name__ == "__main__":
    main()
