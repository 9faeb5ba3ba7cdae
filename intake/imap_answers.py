"""What an IMAP server's answers say: UIDs, sizes, moments and flags, taken from the lines that imaplib hands over."""

from __future__ import annotations

import imaplib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

_UID = re.compile(rb"\bUID (\d+)")
_SIZE = re.compile(rb"\bRFC822\.SIZE (\d+)")
_DATE = re.compile(rb'\bINTERNALDATE "([^"]+)"')
_LITERAL = re.compile(rb"BODY\[(HEADER)?\] \{(\d+)\}$")


@dataclass(frozen=True, slots=True)
class Listed:
    """A mail as the server announces it: size in bytes, moment of reception (1970 when the server tells none)."""

    uid: int
    size: int
    received: datetime


def quoted(name: str) -> str:
    from imap_tools.utils import encode_folder

    encoded = encode_folder(name)
    return encoded.decode("ascii") if isinstance(encoded, bytes) else encoded


def untagged(client: imaplib.IMAP4, name: str) -> list[bytes]:
    return [part for part in client.untagged_responses.get(name, []) if isinstance(part, bytes)]


def number(data: Sequence[Any]) -> int:
    last = data[-1] if data else None
    return int(last) if isinstance(last, bytes) and last.isdigit() else 0


def chunks(uids: Sequence[int], length: int) -> Iterator[Sequence[int]]:
    for start in range(0, len(uids), length):
        yield uids[start : start + length]


def uid_set(uids: Sequence[int]) -> str:
    """An IMAP sequence set with runs joined: 1:3,7."""
    runs: list[list[int]] = []
    for uid in sorted(uids):
        if runs and uid == runs[-1][1] + 1:
            runs[-1][1] = uid
        else:
            runs.append([uid, uid])
    return ",".join(str(first) if first == last else f"{first}:{last}" for first, last in runs)


def listed(line: bytes) -> Listed | None:
    uid, size, date = _UID.search(line), _SIZE.search(line), _DATE.search(line)
    if uid is None or size is None:
        return None
    return Listed(int(uid[1]), int(size[1]), _moment(date[1] if date else b""))


def literal_uid(before: bytes, after: bytes) -> int | None:
    """The UID of a literal: from its own line, or from the rest of the same response behind it."""
    if _LITERAL.search(before) is None:
        return None
    uid = _UID.search(before)
    if uid is None and not after.lstrip().startswith(b"*"):
        uid = _UID.search(after)
    return int(uid[1]) if uid else None


def _moment(text: bytes) -> datetime:
    try:
        return datetime.strptime(text.decode("ascii").strip(), "%d-%b-%Y %H:%M:%S %z").astimezone(UTC)
    except (ValueError, UnicodeDecodeError):
        return datetime.fromtimestamp(0, UTC)


def text(data: Sequence[Any]) -> str:
    return b" ".join(part for part in data if isinstance(part, bytes)).decode("utf-8", "replace")[:200]
