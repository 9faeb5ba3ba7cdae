"""What an attack is: a name, the limit that it tries, and the file that it sends."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath

_HEAD = (
    b"From: Ana Perez <ana.perez@msp.gob.ec>\r\nTo: soporte@gobiernoelectronico.gob.ec\r\n"
    b"Subject: Solicitud de cambio de AIQ\r\nDate: Fri, 20 Nov 2026 10:00:00 -0500\r\n"
    b"Message-ID: <hostil@msp.gob.ec>\r\nMIME-Version: 1.0\r\n"
)
_TYPES = {".pdf": "application/pdf", ".zip": "application/zip", ".png": "image/png", ".jpg": "image/jpeg"}


@dataclass(frozen=True, slots=True)
class Attack:
    """`limite` says in Spanish what is tried; `make` builds the file, which is a mail when its name ends in .eml."""

    nombre: str
    limite: str
    archivo: str
    make: Callable[[], bytes]

    def mail(self) -> bytes:
        """The raw mail that carries it."""
        content = self.make()
        return content if self.archivo.endswith(".eml") else carrying(self.archivo, content)


def headed(rest: bytes) -> bytes:
    """A mail with ordinary header fields before `rest` (further fields, a blank line, a body)."""
    return _HEAD + rest


def carrying(name: str, content: bytes) -> bytes:
    """An ordinary mail with one attachment."""
    kind = _TYPES.get(PurePosixPath(name).suffix, "application/octet-stream").encode()
    return headed(
        b'Content-Type: multipart/mixed; boundary="limite"\r\n\r\n'
        b"--limite\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
        b"Adjunto el oficio.\r\n--limite\r\nContent-Type: " + kind + b"\r\nContent-Transfer-Encoding: base64\r\n"
        b'Content-Disposition: attachment; filename="' + name.encode() + b'"\r\n\r\n'
        + base64.encodebytes(content) + b"--limite--\r\n"
    )  # fmt: skip
