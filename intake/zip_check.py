"""Reads a ZIP in one file or in parts back from the disk, entry by entry, as a stranger's program would."""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

_CHUNK = 1 << 20


class Damaged(Exception):
    """The archive does not hold what it says (Spanish)."""


@dataclass(frozen=True, slots=True)
class Stored:
    """An entry as the central directory names it; `position` counts over all parts from the start of the first."""

    nombre: str
    metodo: int
    crc: int
    comprimido: int
    bytes: int
    position: int


class JoinedParts:
    """The parts of an archive read as one stream. A context manager."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._paths = paths
        self._starts = [0]
        for path in paths:
            self._starts.append(self._starts[-1] + path.stat().st_size)
        self._open: tuple[int, IO[bytes]] | None = None

    def __enter__(self) -> JoinedParts:
        return self

    def __exit__(self, *_: object) -> None:
        if self._open:
            self._open[1].close()

    def position(self, part: int, offset: int) -> int:
        if part >= len(self._paths):
            raise Damaged(f"el directorio nombra la parte {part + 1} y hay {len(self._paths)}")
        return self._starts[part] + offset

    def chunks(self, position: int, count: int) -> Iterator[bytes]:
        """So many bytes from a position on, in pieces, over the ends of parts."""
        part = next((n for n in range(len(self._paths)) if position < self._starts[n + 1]), None)
        while count:
            if part is None or part >= len(self._paths):
                raise Damaged("faltan datos al final")
            file = self._file(part)
            file.seek(position - self._starts[part])
            piece = file.read(min(count, _CHUNK, self._starts[part + 1] - position))
            if not piece:
                raise Damaged(f"{self._paths[part].name} está incompleto")
            yield piece
            position, count = position + len(piece), count - len(piece)
            part += position == self._starts[part + 1]

    def read(self, position: int, count: int) -> bytes:
        return b"".join(self.chunks(position, count))

    @property
    def length(self) -> int:
        return self._starts[-1]

    def _file(self, part: int) -> IO[bytes]:
        if self._open is None or self._open[0] != part:
            if self._open:
                self._open[1].close()
            self._open = (part, self._paths[part].open("rb"))
        return self._open[1]


def entries(parts: JoinedParts) -> Iterator[Stored]:
    """All entries in the directory's order. Archives without a comment, as this program writes them."""
    position, total = _directory(parts)
    for _ in range(total):
        fixed = parts.read(position, 46)
        (sign, _, _, _, method, _, _, crc, packed, size, name, extra, comment, part, _, _, offset) = struct.unpack(
            "<4s6H3I5H2I", fixed
        )
        if sign != b"PK\1\2":
            raise Damaged("el directorio central está dañado")
        rest = parts.read(position + 46, name + extra)
        if packed == size == 0xFFFF_FFFF:
            size, packed = struct.unpack("<2Q", rest[name + 4 : name + 20])
        title = rest[:name].decode("utf-8", "surrogateescape")
        yield Stored(title, method, crc, packed, size, parts.position(part, offset))
        position += 46 + name + extra + comment


def _directory(parts: JoinedParts) -> tuple[int, int]:
    """(position of the central directory, number of entries)."""
    end = parts.read(parts.length - 22, 22)
    if end[:4] != b"PK\5\6":
        raise Damaged("falta el final del archivo")
    part, total, offset = struct.unpack("<6xH2xH4xI2x", end)
    if total == 0xFFFF:
        part, total, offset = struct.unpack("<20xI8xQ8xQ", parts.read(parts.length - 22 - 20 - 56, 56))
    return parts.position(part, offset), total


def sha256(parts: JoinedParts, entry: Stored) -> str:
    """The digest of an entry's content, after checking its local header, its length and its CRC."""
    sign, name, extra = struct.unpack("<4s22x2H", parts.read(entry.position, 30))
    local = parts.read(entry.position + 30, name)
    if sign != b"PK\3\4" or local != entry.nombre.encode("utf-8", "surrogateescape"):
        raise Damaged(f"el encabezado de {entry.nombre} no está donde dice el directorio")
    inflate = zlib.decompressobj(-15) if entry.metodo == 8 else None
    digest, crc, size = hashlib.sha256(), 0, 0
    try:
        for plain in _plain(inflate, parts.chunks(entry.position + 30 + name + extra, entry.comprimido)):
            digest.update(plain)
            crc = zlib.crc32(plain, crc)
            size += len(plain)
    except zlib.error as error:
        raise Damaged(f"el contenido de {entry.nombre} no se puede descomprimir") from error
    if (crc, size) != (entry.crc, entry.bytes):
        raise Damaged(f"el contenido de {entry.nombre} no corresponde a su suma de control")
    return digest.hexdigest()


def _plain(inflate: zlib._Decompress | None, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The content decompressed, in bounded pieces."""
    for piece in pieces:
        if inflate is None:
            yield piece
            continue
        while piece:
            yield inflate.decompress(piece, _CHUNK)
            piece = inflate.unconsumed_tail
    if inflate is not None:
        yield inflate.flush()
