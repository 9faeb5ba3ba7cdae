"""The same mail again: what a mail says, apart from the traces that each delivery leaves on it."""

from __future__ import annotations

import hashlib
import re
from contextlib import suppress
from email.errors import MessageError
from email.header import decode_header, make_header

_KEPT = frozenset(
    b"from to cc date subject message-id in-reply-to references sender reply-to mime-version content-type"
    b" content-transfer-encoding auto-submitted".split()
)
_FOLD = re.compile(rb"\r?\n[ \t]+")
_BLANKS = re.compile(rb"\s+")
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_MESSAGE_ID = re.compile(rb"^message-id:[ \t]*(?:\r?\n[ \t]+)?(<[^\r\n>]{1,900}>|[^\s]{1,900})", re.I | re.M)
_HEADER_LIMIT = 1 << 20
_ADDRESS = re.compile(r"[^\s<>,;:\"()]+@[^\s<>,;:\"()]+")
_SHOWN = 1_000


def split(raw: bytes) -> tuple[bytes, bytes]:
    """(header block, body) at the first blank line."""
    found = _BLANK_LINE.search(raw[:_HEADER_LIMIT])
    if found is None:
        return raw[:_HEADER_LIMIT], raw[_HEADER_LIMIT:]
    return raw[: found.start()], raw[found.end() :]


def message_id(raw: bytes) -> str | None:
    """The Message-ID as it stands in the header, null when there is none; no parser is involved. What is no text (and
    what PostgreSQL keeps in none: the null character) becomes a replacement character."""
    found = _MESSAGE_ID.search(split(raw)[0])
    return found.group(1).decode("utf-8", "replace").replace("\0", "\ufffd").strip() if found else None


def told(raw: bytes, name: bytes) -> str | None:
    """A header field as people read it, on one line and not longer than a screen shows; null when there is none. For
    mails that nobody has read yet: the reader's own words take its place."""
    for line in _FOLD.sub(b" ", split(raw)[0]).splitlines():
        if line[: len(name) + 1].lower() == name + b":":
            text = line[len(name) + 1 :][:_SHOWN].decode("utf-8", "replace")
            with suppress(ValueError, LookupError, MessageError):
                text = str(make_header(decode_header(text)))
            return " ".join("".join(c if c.isprintable() else " " for c in text).split()) or None
    return None


def sender(raw: bytes) -> str | None:
    """The address in From, lower case; null when there is none that looks like one."""
    found = _ADDRESS.findall(told(raw, b"from") or "")
    return found[-1].lower() if found else None


def fingerprint(raw: bytes) -> str:
    """SHA-256 of the mail's own header fields and its body; equal for two deliveries of one mail, whatever the servers
    on the way have added (Received, Delivered-To, X-…) and however they end their lines."""
    header, body = split(raw)
    lines = []
    for line in _FOLD.sub(b" ", header).splitlines():
        name, colon, value = line.partition(b":")
        if colon and name.strip().lower() in _KEPT:
            lines.append(name.strip().lower() + b":" + _BLANKS.sub(b" ", value).strip())
    digest = hashlib.sha256(b"\n".join(sorted(lines)) + b"\n\n")
    digest.update(body.replace(b"\r\n", b"\n").rstrip())
    return digest.hexdigest()
