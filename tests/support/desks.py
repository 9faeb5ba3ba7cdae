"""Desks for tests: real stores and readers, a clock that stands still until it is moved, nothing on the terminal."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from intake.desk import Desk, open_desk
from intake.settings import Settings

MORNING = datetime(2026, 3, 12, 15, 0, tzinfo=UTC)


class Clock:
    """Tells the moment it was set to; `forward` moves it."""

    def __init__(self, start: datetime = MORNING) -> None:
        self.moment = start

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, **delta: float) -> None:
        self.moment += timedelta(**delta)


class SilentLog:
    """A log that keeps its lines for assertions."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, str, dict[str, Any]]] = []

    def bind(self, **_: Any) -> SilentLog:
        return self

    def _note(self, level: str) -> Any:
        return lambda event, **values: self.lines.append((level, event, values))

    def __getattr__(self, level: str) -> Any:
        return self._note(level)

    def events(self, level: str | None = None) -> list[str]:
        return [event for each, event, _ in self.lines if level in (None, each)]


def settings(folder: Path, database_url: str, **sections: dict[str, Any]) -> Settings:
    """Settings whose files lie in `folder`; servers and further sections as given."""
    plain: dict[str, Any] = {
        "database": {"url": database_url},
        "archive": {"url": str(folder / "archivo")},
        "mailbox": {"host": "127.0.0.1", "security": "none", "user": "soporte", "password": "secreto", "port": 1},
        "smtp": {"host": "127.0.0.1", "security": "none", "port": 1},
        "desk": {"key": "clave-de-prueba-que-nadie-adivina"},
        "respaldos": {"folder": str(folder / "respaldos")},
    }
    for name, values in sections.items():
        plain[name] = {**plain.get(name, {}), **values}
    return Settings.model_validate(plain)


def desk(folder: Path, database_url: str, clock: Clock | None = None, **sections: dict[str, Any]) -> Desk:
    """An open desk; the caller closes it."""
    made = open_desk(settings(folder, database_url, **sections), clock=clock or Clock())
    made.log = SilentLog()
    return made
