"""What a reading process may use before it is killed and its mail set aside."""

from __future__ import annotations

from dataclasses import dataclass

MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """Sizes in bytes, times in seconds, all for one mail.

    `cpu_seconds` is processor time, counted over all threads, and `memory` how far the address space may grow; the
    first page that needs OCR adds `ocr_seconds` and `ocr_memory`, whose models alone take 400 MB of it. `worker_mails`
    is how many mails a process reads before a fresh one takes its place."""

    mail_bytes: int = 60_000_000
    cpu_seconds: float = 8.0
    ocr_seconds: float = 120.0
    wall_seconds: float = 300.0
    memory: int = 320 * MB
    ocr_memory: int = 1400 * MB
    file_bytes: int = 64 * MB
    open_files: int = 128
    answer_bytes: int = 32 * MB
    worker_mails: int = 2000


DEFAULT_LIMITS = ReadingLimits()
