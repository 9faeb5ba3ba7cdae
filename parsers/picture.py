"""A whole mail or file drawn with what was read of it: the job of a drawing process beside the reading ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from cases.reading import Reading
from parsers.draw import draw
from parsers.mime import open_mail
from parsers.read import reader


def drawer(settings: Mapping[str, Any]) -> Callable[[bytes, str, datetime | None], str]:
    """A drawing function for a worker process, from the same plain values as `parsers.read.reader`; gives HTML."""
    read = reader(settings)

    def drawn(raw: bytes, archivo: str, moment: datetime | None) -> str:
        reading = read(raw, archivo, moment)
        return draw(reading, _files(raw, archivo, reading))

    return drawn


def _files(raw: bytes, archivo: str, reading: Reading) -> dict[str, bytes]:
    """The documents by the names that the evidence uses."""
    name = PurePosixPath(archivo).name
    if reading.adjuntos == (name,):
        return {name: raw}
    return {file.name: file.data for file in open_mail(raw).attachments}
