"""A letter of the outbox taken apart again for people, and put together again when a clerk has edited it."""

from __future__ import annotations

from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from html import escape

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
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    return Parts(
        headers={name: str(mail[name]) for name in SHOWN if mail[name]},
        text=text.get_content() if text else "",
        html=html.get_content() if html else "",
        attachments=tuple(part.get_filename() or "" for part in mail.iter_attachments()),
    )


def retyped(raw: bytes, subject: str, text: str) -> bytes:
    """The same mail with another subject and text; its HTML becomes the text as paragraphs, everything else stays."""
    mail = message_from_bytes(raw, _class=EmailMessage, policy=SMTP)
    mail.replace_header("Subject", " ".join(subject.split()))
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    if plain is not None:
        plain.set_content(text, charset="utf-8")
    if html is not None:
        html.set_content(_as_html(text), subtype="html", charset="utf-8")
    return mail.as_bytes()


def _as_html(text: str) -> str:
    paragraphs = "".join(f"<p>{escape(block).replace(chr(10), '<br>')}</p>" for block in text.split("\n\n"))
    return f'<!doctype html><html lang="es"><meta charset="utf-8"><body>{paragraphs}</body></html>'
