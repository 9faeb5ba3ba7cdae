"""The language between the desk and its readers: a length, a JSON object, a length, bytes."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable
from typing import Any

LENGTHS = struct.Struct("!II")


class BrokenFrame(Exception):
    """The other side went away in the middle of a frame, or claims more than was agreed."""


def pack(message: dict[str, Any], body: bytes = b"") -> bytes:
    head = json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return LENGTHS.pack(len(head), len(body)) + head + body


def unpack(receive: Callable[[int], bytes], limit: int) -> tuple[dict[str, Any], bytes] | None:
    """One frame, null when the other side has closed between two. `receive(n)` gives exactly n bytes, or fewer when
    the other side has closed."""
    lengths = receive(LENGTHS.size)
    if not lengths:
        return None
    if len(lengths) < LENGTHS.size:
        raise BrokenFrame("cut in the lengths")
    head, body = LENGTHS.unpack(lengths)
    if head + body > limit:
        raise BrokenFrame(f"{head + body} bytes announced, {limit} agreed")
    content = receive(head + body)
    if len(content) < head + body:
        raise BrokenFrame("cut in the contents")
    message = json.loads(content[:head])
    if not isinstance(message, dict):
        raise BrokenFrame("not an object")
    return message, content[head:]
