"""A letter's words, ready to be put into a mail."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rendered:
    """One letter: `subject` is a single line, `text` and `html` say the same thing; lines end in ``\\n``."""

    subject: str
    text: str
    html: str
