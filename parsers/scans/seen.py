"""What an engine saw on a picture: a text, its pixel box, and how sure the engine was."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cases.evidence import Caja

_DOUBTFUL = 0.85  # below what counts as read: a person must look


@dataclass(frozen=True, slots=True)
class Seen:
    """One word (Tesseract) or one segment of a line (RapidOCR); `box` in pixels of the straightened picture."""

    text: str
    box: Caja
    confidence: float

    def doubted(self) -> Seen:
        """The same, not sure enough to count as read."""
        return replace(self, confidence=min(self.confidence, _DOUBTFUL))
