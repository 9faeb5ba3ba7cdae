"""What became of handing one letter to the SMTP server."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

_CONTROL = re.compile(r"[\x00-\x20\x7f-\x9f]+")


@dataclass(frozen=True, slots=True)
class RecipientRefused:
    """One address that the server did not take; `code` 5xx is for good, 4xx for now."""

    address: str
    code: int
    text: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """`kind`:

    - accepted: the server has it; `recipients` are addresses that it refused for good while taking the others
    - again: the server certainly has nothing; try again, not before `retry` has passed
    - refused: it will never take this letter as it is (5xx); `recipients` says which addresses, if it was that
    - unknown: the connection broke after the final dot was sent; it may have it or not, so never send it again unasked

    `code` is the server's reply (0: there was none), `text` its words or ours in Spanish. `server` tells that the
    trouble lies with the connection or our own account, not with this letter: the next letter would meet it too.
    """

    kind: Literal["accepted", "again", "refused", "unknown"]
    code: int = 0
    text: str = ""
    recipients: tuple[RecipientRefused, ...] = ()
    server: bool = False
    retry: timedelta | None = None


def readable(reply: bytes | str) -> str:
    """A server's words on one line of at most 400 characters, without control characters."""
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    return _CONTROL.sub(" ", text).strip()[:400]
