"""What an engine saw on a picture: a text, its pixel box, and how sure the engine was."""

from __future__ import annotations

from dataclasses import dataclass

from cases.evidence import Caja


@dataclass(frozen=True, slots=True)
class Seen:
    """One word (Tesseract) or one segment of a line (RapidOCR); `box` in pixels of the straightened picture."""

    text: str
    box: Caja
    confidence: float
