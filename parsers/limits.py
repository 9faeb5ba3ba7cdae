"""How much a mail may cost: the sizes, counts and times at which reading stops, with their defaults."""

from __future__ import annotations

from dataclasses import dataclass

MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """Sizes in bytes, times in seconds.

    The first block bounds what a reader looks at: what lies beyond is left unread and said in a finding. The second
    bounds the process that reads: beyond it, the process is killed and the mail is set aside for a person.
    `cpu_seconds` is processor time without OCR; OCR adds `ocr_seconds` once per mail. `worker_mails` is how many mails
    a worker reads before a fresh one takes its place."""

    mail_bytes: int = 35 * MB
    header_bytes: int = 256 * 1024
    recipients: int = 500
    nesting: int = 100
    parts: int = 1000
    attachments: int = 50
    decoded_bytes: int = 100 * MB
    archive_depth: int = 3
    archive_ratio: int = 200
    archive_files: int = 200
    pdf_bytes: int = 25 * MB
    pdf_pages: int = 30
    ocr_pages: int = 6
    pixels: int = 25_000_000
    ocr_seconds: float = 20.0
    signatures: int = 20

    cpu_seconds: float = 8.0
    wall_seconds: float = 60.0
    memory: int = 1024 * MB
    file_bytes: int = 64 * MB
    open_files: int = 128
    answer_bytes: int = 32 * MB
    worker_mails: int = 500


DEFAULT_LIMITS = ReadingLimits()
