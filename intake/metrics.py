"""Figures for Prometheus: what the working processes count, and how the database stands when somebody asks.

Several processes count into files of one folder; prometheus_client takes it from the environment when it is imported,
so `share` comes before anything else of this module's kind is made.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from cases.errors import TryAgain
from intake.health import EMPTY, MAILBOX
from registry import gauges, meta
from registry.database import Database

SHARED = "PROMETHEUS_MULTIPROC_DIR"
BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 90)
LETTERS = ("en_cola", "enviando", "en_duda", "rechazada")


def share(folder: Path) -> None:
    """Lets the processes forked from this one count together in an empty folder."""
    os.environ[SHARED] = str(folder)


class Counted:
    """A meter (see intake.meter) that Prometheus reads."""

    def __init__(self) -> None:
        from prometheus_client import CollectorRegistry, Counter, Histogram

        self.registry = CollectorRegistry()
        self._mails = Counter("aiq_mails", "Correos por resultado", ["resultado"], registry=self.registry)
        self._letters = Counter("aiq_letters", "Entregas por respuesta", ["resultado"], registry=self.registry)
        self._stages = Histogram("aiq_stage_seconds", "Duración de cada etapa", ["etapa"], buckets=BUCKETS,
                                 registry=self.registry)  # fmt: skip

    def mail(self, outcome: str) -> None:
        self._mails.labels(outcome).inc()

    def letter(self, outcome: str) -> None:
        self._letters.labels(outcome).inc()

    def stage(self, stage: str, seconds: float) -> None:
        self._stages.labels(stage).observe(seconds)


class Standing:
    """A collector of what the database knows, read anew at each scrape; `aiq_database_up` is 0 when it is away."""

    def __init__(self, db: Database, now: Callable[[], datetime]) -> None:
        self._db, self._now = db, now

    def collect(self) -> Iterable[Any]:
        from prometheus_client.core import GaugeMetricFamily

        try:
            with self._db.read() as tx:
                found = gauges.standing(tx)
                health = EMPTY | meta.get(tx, MAILBOX, EMPTY)
                seen = meta.get(tx, "conciliacion")
        except TryAgain:
            yield GaugeMetricFamily("aiq_database_up", "La base de datos responde", 0)
            return
        yield GaugeMetricFamily("aiq_database_up", "La base de datos responde", 1)
        yield GaugeMetricFamily("aiq_waiting_mails", "Correos anotados sin resultado", found.waiting_mails)
        yield self._age("aiq_oldest_waiting_mail_seconds", "Espera del correo más antiguo", found.oldest_mail)
        yield self._age("aiq_oldest_due_letter_seconds", "Atraso de la carta más antigua", found.oldest_letter)
        states = {name: found.letters.get(name, 0) for name in LETTERS}
        yield _by_state("aiq_outbox_letters", "Cartas por salir o sin salir", states)
        yield _by_state("aiq_cases", "Casos por estado", found.cases)
        failing = 1 if health["falla_desde"] else 0
        yield GaugeMetricFamily("aiq_mailbox_failing", "El buzón no responde", failing)
        if health["bien"]:
            polled = datetime.fromisoformat(health["bien"]).timestamp()
            yield GaugeMetricFamily("aiq_last_poll_timestamp_seconds", "Última ronda que alcanzó el buzón", polled)
        if seen:
            missing = seen["en_servidor"] - seen["anotados"]
            yield GaugeMetricFamily("aiq_reconciliation_difference", "Correos en el servidor sin anotar", missing)

    def _age(self, name: str, text: str, since: datetime | None) -> Any:
        from prometheus_client.core import GaugeMetricFamily

        seconds = max((self._now() - since).total_seconds(), 0.0) if since else 0.0
        return GaugeMetricFamily(name, text, seconds)


def _by_state(name: str, text: str, states: dict[str, int]) -> Any:
    from prometheus_client.core import GaugeMetricFamily

    family = GaugeMetricFamily(name, text, labels=["estado"])
    for state, number in states.items():
        family.add_metric([state], number)
    return family


class Server:
    """Answers scrapes under /metrics on its own thread until `close`. With shared counting it shows the sum of all
    processes, else what `counted` counts; `port` is the one it listens on (asked for 0: a free one)."""

    def __init__(self, host: str, port: int, standing: Standing, counted: Counted | None = None) -> None:
        from prometheus_client import CollectorRegistry, start_http_server
        from prometheus_client.multiprocess import MultiProcessCollector

        registry = CollectorRegistry() if counted is None else counted.registry
        if counted is None:
            MultiProcessCollector(registry)
        registry.register(standing)
        self._server, self._thread = start_http_server(port, host, registry)
        self.port: int = self._server.server_port

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
