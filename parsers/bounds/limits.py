"""How much of a hostile mail is read before the reader stops and says so."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds for one mail, all of them counted before memory is spent. `depth` and `parts` follow Postfix' MIME
    limits; `field_chars` bounds one header field before it is decoded, `decoded_bytes` all files together, those in
    archives too, `archives` how many compressed files are opened, `archive_*` what may come out of each, `forwards` how
    many mails inside mails are read."""

    mail_bytes: int = 60_000_000
    header_bytes: int = 262_144
    field_chars: int = 16_384
    depth: int = 100
    parts: int = 1_000
    recipients: int = 500
    references: int = 100
    decoded_bytes: int = 90_000_000
    text_chars: int = 250_000
    attachments: int = 60
    documents: int = 24
    archives: int = 60
    archive_depth: int = 3
    archive_members: int = 100
    archive_bytes: int = 48_000_000
    archive_ratio: int = 250
    forwards: int = 4


DEFAULT = Limits()
