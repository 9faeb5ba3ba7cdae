"""Which addresses a letter may be written to: the narrow form that no header or envelope can misread."""

from __future__ import annotations

import re
from functools import lru_cache

# dot-atom of RFC 5322, and of RFC 6532 for letters beyond ASCII; no quoted local parts, no comments, no literals
_LOCAL = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?", re.IGNORECASE)


def _ascii_domain(domain: str) -> str | None:
    try:
        plain = domain if domain.isascii() else domain.encode("idna").decode("ascii")
    except UnicodeError:
        return None
    labels = plain.split(".")
    return plain if len(plain) <= 253 and all(_LABEL.fullmatch(label) for label in labels) else None


@lru_cache(maxsize=4096)
def usable_address(address: str) -> str | None:
    """The address as it goes on the wire (its domain in ASCII), or null when no letter may be sent to it."""
    local, at, domain = address.rpartition("@")
    if not at or len(local.encode("utf-8", "replace")) > 64 or not _LOCAL.fullmatch(local):
        return None
    plain = _ascii_domain(domain)
    return f"{local}@{plain}" if plain else None
