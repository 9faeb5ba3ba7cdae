"""What a reading process may use before it is killed and its mail set aside."""

from __future__ import annotations

from dataclasses import dataclass

MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """Sizes in bytes, times in seconds, all for one mail.

    `cpu_seconds` is processor time without OCR; the first page that needs OCR adds `ocr_seconds`. `memory` bounds the
    address space, of which about half can be touched. `worker_mails` is how many mails a process reads before a fresh
    one takes its place."""

    mail_bytes: int = 60_000_000
    cpu_seconds: float = 8.0
    ocr_seconds: float = 60.0
    wall_seconds: float = 60.0
    memory: int = 1536 * MB
    file_bytes: int = 64 * MB
    open_files: int = 128
    answer_bytes: int = 32 * MB
    worker_mails: int = 500


DEFAULT_LIMITS = ReadingLimits()
