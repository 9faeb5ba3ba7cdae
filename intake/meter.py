"""What a desk tells about its work while it works; this one listens to nothing."""

from __future__ import annotations

from typing import Protocol


class Meter(Protocol):
    """`stage` is one of recoger, leer, esperar, decidir, entregar, marcar; `seconds` are of the wall.

    Any thread may tell of a stage: mails are read (leer) beside the rest, and waited for (esperar) when there is
    nothing else to do."""

    def mail(self, outcome: str) -> None: ...

    def letter(self, outcome: str) -> None: ...

    def stage(self, stage: str, seconds: float) -> None: ...


class Silent:
    """The meter of a desk that nobody watches."""

    def mail(self, outcome: str) -> None:
        """Nobody counts."""

    def letter(self, outcome: str) -> None:
        """Nobody counts."""

    def stage(self, stage: str, seconds: float) -> None:
        """Nobody times."""
