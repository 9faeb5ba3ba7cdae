"""A mail's envelope: addresses, subject, date and references as values, whatever the header fields look like."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from email.errors import MessageError
from email.utils import parsedate_tz
from zoneinfo import ZoneInfo

from parsers.bounds.limits import Limits
from parsers.mail.decoding import clean_text, decode_words
from parsers.mail.parts import Headers

_MESSAGE_ID = re.compile(r"<([^<>\s\x00-\x1f\x7f-\x9f\u200b-\u206f\ufeff]{1,300})>")
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+")
_WORD = r"(?:[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*|=\?[\w-]+\?[bqBQ]\?[!->@-~]*\?=)"
# What nearly all fields hold: one mailbox with a name of plain words or of encoded ones, which no grammar reads twice.
_SIMPLE = re.compile(
    rf"(?:(?:(?P<name>{_WORD}(?: {_WORD})*) )?<(?=[^<>]+>$))?"
    r"(?P<address>[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)>?"
)
_ZONED = re.compile(r"[+-]\d\d:?\d\d\b|\b(?:UTC?|GMT|Z|[ECMP][SD]T)\b")
_QUITO = ZoneInfo("America/Guayaquil")

Mailbox = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Addresses:
    """Mailboxes of a field as (name, address in lower case), and whether some could not be told for sure."""

    boxes: tuple[Mailbox, ...] = ()
    doubtful: bool = False

    def addresses(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(address for _, address in self.boxes))


def addresses(headers: Headers, name: str, limits: Limits) -> Addresses:
    """All mailboxes in the fields of that name. An address inside a display name or comment is never taken for the
    mailbox; a field that fits no grammar gives what stands in it unmistakably, and is marked doubtful."""
    boxes: list[Mailbox] = []
    doubtful = False
    for value in headers.all(name)[:20]:
        found, unclear = _mailboxes(value)
        boxes += found
        doubtful |= unclear
        if len(boxes) >= limits.recipients:
            break
    return Addresses(tuple(boxes[: limits.recipients]), doubtful)


def _mailboxes(value: str) -> tuple[list[Mailbox], bool]:
    text = " ".join(value.split())
    simple = _SIMPLE.fullmatch(text)
    if simple is not None and text.endswith(">") == ("<" in text):
        return [(_plain(simple["name"] or ""), simple["address"].lower())], False
    from mailparser.utils import get_addresses

    if ";" in text and ":" not in text:
        # Outlook separates by semicolons, which the grammar keeps for the end of groups.
        text = _commas(text)
    defects: list[dict[str, object]] = []
    try:
        found = get_addresses(text, defects=defects, decode_names=True)
    except (ValueError, TypeError, AttributeError, IndexError, RecursionError, MessageError):
        found, defects = [], [{"recovered": False}]
    boxes = [(_plain(name), address.lower()) for name, address in found if address and "@" in address]
    lost = [defect for defect in defects if not defect.get("recovered")]
    if not boxes and lost:
        plain = dict.fromkeys(match.lower() for match in _ADDRESS.findall(decode_words(text)))
        boxes = [("", address) for address in plain] if len(plain) == 1 or "," in text else []
        return boxes, True
    return boxes, bool(lost)


def _commas(text: str) -> str:
    out, quoted = [], False
    for char in text:
        quoted ^= char == '"'
        out.append("," if char == ";" and not quoted else char)
    return "".join(out).rstrip(", ")


def _plain(name: str) -> str:
    return " ".join(clean_text(decode_words(name)).split()).strip("'\" ")[:200]


def subject(headers: Headers) -> str:
    """The subject on one line, decoded, at most 500 characters."""
    return " ".join(clean_text(headers.text("subject") or "").split())[:500]


def message_id(headers: Headers) -> str | None:
    """The Message-ID with its angle brackets, or null."""
    value = headers.get("message-id") or ""
    match = _MESSAGE_ID.search(value)
    if match:
        return f"<{match[1]}>"
    bare = _MESSAGE_ID.fullmatch("<" + value.strip().strip("<>") + ">")
    return bare[0] if bare else None


def references(headers: Headers, limits: Limits) -> tuple[str, ...]:
    """Message-IDs of References and In-Reply-To, oldest first, each once; of a long chain the first and the newest."""
    texts = [*headers.all("references")[:5], *headers.all("in-reply-to")[:5]]
    found = list(dict.fromkeys(f"<{found}>" for text in texts for found in _MESSAGE_ID.findall(text)))
    return tuple(found if len(found) <= limits.references else [found[0], *found[1 - limits.references :]])


def date(headers: Headers) -> str | None:
    """The Date field as ISO 8601 with its own offset; Quito's where it names none; null when it is no date."""
    parsed, value = None, ""
    for value in headers.all("date")[:3]:
        try:
            parsed = parsedate_tz(value[:200])
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        if parsed:
            break
    if not parsed or not 1980 <= parsed[0] <= 2200:
        return None
    try:
        offset = parsed[9]
        zone = timezone(timedelta(seconds=offset or 0)) if _ZONED.search(value) else _QUITO
        second = min(parsed[5], 59)
        return datetime(parsed[0], parsed[1], parsed[2], parsed[3], parsed[4], second, tzinfo=zone).isoformat()
    except (ValueError, OverflowError):
        return None
