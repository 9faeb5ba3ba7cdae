"""How much of one attachment is read before the reader stops and says so."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DocumentLimits:
    """Bounds of one document. `bytes` counts the file as it came, `unpacked` what one compressed stream or archive
    member may grow to, `pixels` one rendered page or picture, `ocr_seconds` the processor time for all its pictures."""

    bytes: int = 25_000_000
    unpacked: int = 150_000_000
    pages: int = 30
    words: int = 20_000
    objects: int = 60_000
    cells: int = 50_000
    embedded: int = 20
    ocr_pages: int = 6
    ocr_dpi: int = 200
    ocr_seconds: float = 45.0
    pixels: int = 25_000_000


DEFAULT_LIMITS = DocumentLimits()
