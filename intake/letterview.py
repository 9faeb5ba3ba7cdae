"""A letter of the outbox taken apart again for people: its headers, text, HTML and the names of its attachments."""

from __future__ import annotations

from dataclasses import dataclass
from email import message_from_bytes, message_from_string
from email.message import EmailMessage
from email.policy import SMTP

SHOWN = ("From", "To", "Cc", "Subject", "Date", "Message-ID", "In-Reply-To")


@dataclass(frozen=True, slots=True)
class Parts:
    headers: dict[str, str]
    text: str
    html: str
    attachments: tuple[str, ...]


def parts_of(raw: bytes) -> Parts:
    """Parses a mail that this program composed (never one from outside: `policy.SMTP` is not for those)."""
    mail = message_from_bytes(raw, _class=EmailMessage, policy=SMTP)
    # As text, for the parser of bytes loses what is UTF-8 in an address.
    head = message_from_string(raw.partition(b"\r\n\r\n")[0].decode() + "\r\n\r\n", policy=SMTP)
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    return Parts(
        headers={name: str(head[name]) for name in SHOWN if head[name]},
        text=text.get_content() if text else "",
        html=html.get_content() if html else "",
        attachments=tuple(part.get_filename() or "" for part in mail.iter_attachments()),
    )
