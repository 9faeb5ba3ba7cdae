"""A letter that a person rewrites before it leaves: new words in the same mail."""

from __future__ import annotations

import re
from email import message_from_bytes, message_from_string
from email.message import EmailMessage
from email.policy import SMTP

from replies.compose import compose, message_ids
from replies.rendered import Rendered

_TAG = re.compile(r"\[AIQ-[^\]\s]+\]")


def _addresses(mail: EmailMessage, name: str) -> list[str]:
    return [address.addr_spec for address in mail[name].addresses] if mail[name] else []


def edited(raw: bytes, subject: str, text: str, html: str) -> bytes:
    """The same mail of ours (sender, addresses, Message-ID, date, thread, attachments) with another subject, text and
    HTML (`Renderer.edited_html`). The case's tag stays in the subject even when the person left it out."""
    # As text, for the parser of bytes loses what is UTF-8 in an address.
    mail = message_from_string(raw.partition(b"\r\n\r\n")[0].decode() + "\r\n\r\n", _class=EmailMessage, policy=SMTP)
    body = message_from_bytes(raw, _class=EmailMessage, policy=SMTP)
    tag = _TAG.search(str(mail["Subject"]))
    if tag and tag.group() not in subject:
        subject = f"{tag.group()} {subject}"
    [sender] = mail["From"].addresses
    return compose(
        Rendered(subject, text, html),
        from_name=sender.display_name,
        from_addr=sender.addr_spec,
        to=_addresses(mail, "To"),
        cc=_addresses(mail, "Cc"),
        message_id=message_ids(mail["Message-ID"])[0],
        date=mail["Date"].datetime,
        in_reply_to=mail["In-Reply-To"],
        references=message_ids(mail["References"]),
        attachments=[(part.get_filename() or "", part.get_payload(decode=True)) for part in body.iter_attachments()],
        automatic=mail["Auto-Submitted"] is not None,
    )
