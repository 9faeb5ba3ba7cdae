"""The errors that cross rooms, by who must act on them."""

from __future__ import annotations

from datetime import datetime


class TryAgain(Exception):
    """The world does not answer for now; nothing was decided. `at` is the earliest moment to try again, if known."""

    def __init__(self, reason: str, at: datetime | None = None) -> None:
        super().__init__(reason)
        self.at = at


class Conflict(Exception):
    """Someone else changed the same thing first: load it again and decide again."""


class Refused(Exception):
    """A person's request that makes no sense now; the message is one Spanish sentence (exit code 1)."""


class NotReady(Exception):
    """The operator must act before the desk can work; `problems` are Spanish sentences, all at once (exit code 3)."""

    def __init__(self, *problems: str) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems
