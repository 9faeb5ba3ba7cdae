"""A whole mail or file drawn with what was read of it: the job of a drawing process beside the reading ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from parsers.drawing.draw import draw
from parsers.read import letters_of, reader


def drawer(settings: Mapping[str, Any]) -> Callable[[bytes, str, datetime | None], str]:
    """A drawing function for a worker process, from the same plain values as `parsers.read.reader`; gives HTML."""
    read = reader(settings)

    def drawn(raw: bytes, archivo: str, moment: datetime | None) -> str:
        reading = read(raw, archivo, moment)
        return draw(reading, letters_of(archivo, raw))

    return drawn
