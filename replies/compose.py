"""A rendered letter as the bytes of one mail: standard MIME, the same for the same arguments.

The parts are written directly, with the standard library's encoders: building the same mail as an `EmailMessage` costs
ten times as much. Lines end in CRLF and stay under 80 columns (an address or identifier alone may be longer, never
over 998); bodies are quoted-printable, attachments base64, so that every byte is ASCII. Only an address whose local
part is not ASCII makes headers UTF-8 (RFC 6532).
"""

from __future__ import annotations

import binascii
import hashlib
import re
import string
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from email.utils import encode_rfc2231, format_datetime, formataddr
from pathlib import PurePath

from replies.addresses import usable_address
from replies.rendered import Rendered

CRLF = "\r\n"
MAX_SUBJECT = 300
# Columns of a header line, and of the text within an encoded word of 75.
WIDTH, MAX_ENCODED = 76, 63
MAX_REFERENCES = 20
_MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,250}>")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
# What stands for itself within an encoded word of any header, names included (RFC 2047, 5.3); a blank is "_".
_Q = {char: char for char in string.ascii_letters + string.digits + "!*+-/"} | {" ": "_"}
_CONTENT_TYPES = {
    ".csv": "text/csv; charset=utf-8",
    ".pdf": "application/pdf",
    ".txt": "text/plain; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
}
# Exchange's own vocabulary without NDR: "All" would silence the delivery reports that tell us of a wrong address.
_NO_AUTOMATIC_ANSWERS = "DR, RN, NRN, OOF, AutoReply"


def _one_line(text: str) -> str:
    return _UNPRINTABLE.sub(" ", text).strip()


def _subject(text: str) -> str:
    """Folded. Words before the first accent stay as they are: a server can be searched for the case's tag."""
    words = _one_line(text)[:MAX_SUBJECT].split(" ")
    plain = next((i for i, word in enumerate(words) if not word.isascii() or "=?" in word), len(words))
    return f"{CRLF} ".join(_folded(words[:plain], " ".join(words[plain:]), used=len("Subject: ")))


def _folded(words: Iterable[str], encoded: str, *, used: int) -> list[str]:
    """Lines of plain words followed by a text in encoded words (RFC 2047), the first with `used` columns taken. A blank
    between two encoded words is none of the text's: a reader leaves it out."""
    lines, room = [""], WIDTH - used
    for word in (*words, *_encoded_words(encoded)):
        blank = bool(lines[-1])
        if blank and len(lines[-1]) + 1 + len(word) > room:
            lines.append("")
            blank, room = False, WIDTH - 1
        lines[-1] += " " * blank + word
    return lines


def _encoded_words(text: str) -> Iterator[str]:
    """The text in encoded words of at most 75 columns, none of which parts a character."""
    word = ""
    for char in text:
        piece = _Q.get(char) or "".join(f"={byte:02X}" for byte in char.encode("utf-8", "replace"))
        if word and len(word) + len(piece) > MAX_ENCODED:
            yield f"=?utf-8?q?{word}?="
            word = ""
        word += piece
    if word:
        yield f"=?utf-8?q?{word}?="


def _addresses(addresses: Iterable[str]) -> str:
    usable = [wire for address in addresses if (wire := usable_address(address)) is not None]
    return f",{CRLF} ".join(usable) or "undisclosed-recipients:;"


def _sender(name: str, address: str) -> str:
    wire = _addresses([address])
    name = _one_line(name)
    if name.isascii() and "=?" not in name:
        return formataddr((name, wire))
    return f"{CRLF} ".join([*_folded((), name, used=len("From: ")), f"<{wire}>"])


def message_ids(*texts: str | None) -> tuple[str, ...]:
    """The well-formed Message-IDs of one or more headers, each once, in their order; what is malformed, or could be
    taken for an encoded word, is left out."""
    found = (match for text in texts if text for match in _MESSAGE_ID.findall(text))
    return tuple(dict.fromkeys(match for match in found if "=?" not in match))


def _references(in_reply_to: str | None, references: Sequence[str]) -> tuple[str, ...]:
    """The thread's first reference and its newest, the answered mail last (RFC 5322, 3.6.4)."""
    last = message_ids(in_reply_to)[:1]
    chain = tuple(ref for ref in message_ids(*references) if ref not in last) + last
    return chain if len(chain) <= MAX_REFERENCES else chain[:1] + chain[1 - MAX_REFERENCES :]


def _headers(fields: Iterable[tuple[str, str]]) -> bytes:
    return "".join(f"{name}: {value}{CRLF}" for name, value in fields).encode("utf-8")


def _text_part(subtype: str, text: str) -> bytes:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n") + "\n"
    body = binascii.b2a_qp(lines.replace("\n", CRLF).encode("utf-8", "replace"), istext=True)
    head = (
        ("Content-Type", f"text/{subtype}; charset=utf-8"),
        ("Content-Transfer-Encoding", "quoted-printable"),
    )
    return _headers(head) + b"\r\n" + body


def _attachment_part(name: str, data: bytes) -> bytes:
    name = _one_line(PurePath(name.replace("\\", "/")).name)[:120] or "adjunto"
    plain = re.fullmatch(r"[\w .-]+", name, re.ASCII)
    file_name = f'filename="{name}"' if plain else f"filename*={encode_rfc2231(name, 'utf-8')}"
    head = (
        ("Content-Type", _CONTENT_TYPES.get(PurePath(name).suffix.lower(), "application/octet-stream")),
        ("Content-Transfer-Encoding", "base64"),
        ("Content-Disposition", f"attachment;{CRLF} {file_name}"),
    )
    lines = (binascii.b2a_base64(data[i : i + 57], newline=False) for i in range(0, len(data), 57))
    return _headers(head) + b"\r\n" + b"".join(line + b"\r\n" for line in lines)


def _multipart(subtype: str, seed: bytes, parts: Sequence[bytes]) -> bytes:
    # "=_" cannot stand in quoted-printable or base64: no body can hold its own boundary
    boundary = f"=_{subtype}_{hashlib.sha256(seed).hexdigest()[:24]}"
    head = _headers((("Content-Type", f'multipart/{subtype};{CRLF} boundary="{boundary}"'),))
    mark = f"--{boundary}".encode()
    return head + b"".join(b"\r\n" + mark + b"\r\n" + part for part in parts) + b"\r\n" + mark + b"--\r\n"


def compose(
    rendered: Rendered,
    *,
    from_name: str,
    from_addr: str,
    to: Sequence[str],
    cc: Sequence[str] = (),
    message_id: str,
    date: datetime,
    in_reply_to: str | None = None,
    references: Sequence[str] = (),
    attachments: Sequence[tuple[str, bytes]] = (),
    automatic: bool = True,
) -> bytes:
    """The whole mail. `date` is aware; `attachments` are (file name, bytes). An automatic letter says so: auto-replied
    when it answers a mail, auto-generated otherwise (RFC 3834). An address that `usable_address` refuses is left out of
    the headers; the hand-over will refuse it too. Raises ValueError for a malformed Message-ID, which is ours."""
    if message_ids(message_id) != (message_id,):
        raise ValueError(f"malformed Message-ID: {message_id!a}")
    refs = _references(in_reply_to, references)
    fields = [
        ("From", _sender(from_name, from_addr)),
        ("To", _addresses(to)),
        *([("Cc", _addresses(cc))] if cc else []),
        ("Subject", _subject(rendered.subject)),
        ("Date", format_datetime(date)),
        ("Message-ID", message_id),
        *([("In-Reply-To", answered)] if (answered := "".join(message_ids(in_reply_to)[:1])) else []),
        *([("References", f"{CRLF} ".join(refs))] if refs else []),
    ]
    if automatic:
        fields.append(("Auto-Submitted", "auto-replied" if answered else "auto-generated"))
        fields.append(("X-Auto-Response-Suppress", _NO_AUTOMATIC_ANSWERS))
    fields += [("Content-Language", "es-EC"), ("MIME-Version", "1.0")]
    seed = f"{message_id}\n{rendered.subject}".encode("utf-8", "replace")
    body = _multipart("alternative", seed, [_text_part("plain", rendered.text), _text_part("html", rendered.html)])
    if attachments:
        body = _multipart("mixed", seed, [body, *(_attachment_part(name, data) for name, data in attachments)])
    return _headers(fields) + body
