"""Makes a respaldo's archive: written in a hidden folder, read back from the disk, offered by one rename at the end."""

from __future__ import annotations

import hashlib
import os
import shutil
import time
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Literal

from cases.errors import Refused, TryAgain
from cases.troubles import trouble
from intake.backup_documents import MANIFEST, Documento
from intake.backup_folders import offer
from intake.zip_check import Damaged, JoinedParts, entries, sha256
from intake.zip_parts import Parts

SUMS = "SHA256SUMS.txt"
_CHUNK = 1 << 20
_SPARE_BYTES = 64 << 20
# What a quick try on the first bytes does not shrink by a tenth is packed already: deflating it costs time for nothing.
_SAMPLE_BYTES, _WORTH_IT = 1 << 16, 0.9

Fase = Literal["escribir", "verificar"]
Progreso = Callable[[Fase, int, int], None]


@dataclass(frozen=True, slots=True)
class Archivo:
    """An archive that is offered: its folder's name, the files in it in order, how many documents, bytes in all."""

    carpeta: str
    partes: tuple[str, ...]
    documentos: int
    bytes: int


class Stopped(Exception):
    """The program shall end: what was written so far is discarded, and the respaldo is begun again later."""


def build(
    work: Path,
    carpeta: str,
    stem: str,
    documents: Sequence[Documento],
    *,
    part_bytes: int,
    now: datetime,
    progress: Progreso = lambda phase, documents, count: None,
    stop: Callable[[], bool] = lambda: False,
) -> Archivo:
    """Makes the archive `stem`.zip, in parts when it is larger than `part_bytes`, in a held folder and offers it as
    `carpeta` beside it.

    Either that folder appears whole and verified, or nothing does: Refused (a document cannot be read), TryAgain (no
    space, disk trouble), Stopped. `progress` hears (phase, documents done, bytes done)."""
    root = work.parent
    _need_space(root, documents)
    try:
        paths = _write(work, stem, documents, part_bytes, now, progress, stop)
        _verify(paths, work / MANIFEST, progress, stop)
        (work / MANIFEST).unlink()
        size = _sums(work, paths)
        offer(work, root / carpeta)
    except OSError as error:
        raise TryAgain(f"no se pudo escribir el respaldo en {root}: {trouble(error)}") from error
    except Damaged as error:
        raise TryAgain(f"el respaldo escrito en {root} no se lee igual: {error}") from error
    return Archivo(carpeta, tuple(path.name for path in paths), len(documents), size)


def _need_space(root: Path, documents: Sequence[Documento]) -> None:
    """Deflating may add a little to what is packed already; names and headers come on top."""
    wanted = sum(document.bytes + 2 * len(document.nombre) + 400 for document in documents)
    wanted += wanted // 1000 + _SPARE_BYTES
    free = shutil.disk_usage(root).free
    if free < wanted:
        raise TryAgain(f"faltan {(wanted - free) >> 20} MB libres en {root} para generar el respaldo")


# -- writing and reading back


def _write(
    work: Path,
    stem: str,
    documents: Sequence[Documento],
    part_bytes: int,
    now: datetime,
    progress: Progreso,
    stop: Callable[[], bool],
) -> tuple[Path, ...]:
    """Writes the parts, and beside them the manifest as it is to be verified; the archive holds it too, last."""
    most = sum(document.bytes + 4 * len(document.nombre) + 600 for document in documents)
    parts = Parts(work, stem, part_bytes if most + most // 1000 > part_bytes else None)
    written = 0
    try:
        with (work / MANIFEST).open("w+b") as manifest:
            archive = zipfile.ZipFile(parts, "w", allowZip64=True)  # type: ignore[arg-type]
            for n, document in enumerate(documents, 1):
                digest, count = _add(archive, parts, document, stop)
                manifest.write(f"{digest}  {document.nombre}\n".encode())
                written += count
                progress("escribir", n, written)
            _store(archive, parts, _info(MANIFEST, now.timestamp(), manifest.tell()), manifest)
            paths = parts.finish(archive.infolist())
            archive.close()
        return paths
    except BaseException:
        parts.abandon()
        raise


def _add(
    archive: zipfile.ZipFile, parts: Parts, document: Documento, stop: Callable[[], bool]
) -> tuple[str, int]:
    """Adds one document; returns its SHA-256 and length as they were read."""
    if stop():
        raise Stopped
    try:
        source = open(document.ruta, "rb")  # noqa: SIM115, PTH123
    except OSError as error:
        raise Refused(f"no se puede leer {document.nombre}: {trouble(error)}") from error
    with source:
        return _store(archive, parts, _info(document.nombre, document.modificado, document.bytes), source)


def _store(archive: zipfile.ZipFile, parts: Parts, info: zipfile.ZipInfo, source: IO[bytes]) -> tuple[str, int]:
    digest, count = hashlib.sha256(), 0
    source.seek(0)
    sample = source.read(_SAMPLE_BYTES)
    source.seek(0)
    if len(zlib.compress(sample, 1)) < _WORTH_IT * len(sample):
        info.compress_type = zipfile.ZIP_DEFLATED
    with parts.entry(30 + len(info.filename.encode()) + 20), archive.open(info, "w") as sink:
        parts.data_begins()
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
            sink.write(chunk)
            count += len(chunk)
    return digest.hexdigest(), count


def _info(name: str, modified: float, size: int) -> zipfile.ZipInfo:
    moment = time.gmtime(max(modified, 315_532_800))[:6]  # a ZIP knows no time before 1980
    info = zipfile.ZipInfo(name, moment if moment[0] < 2108 else (2107, 12, 31, 0, 0, 0))
    info.compress_type = zipfile.ZIP_STORED
    info.external_attr = 0o100644 << 16
    info.file_size = size
    return info


def _verify(paths: Sequence[Path], manifest: Path, progress: Progreso, stop: Callable[[], bool]) -> None:
    """Every entry, read back from the disk, has the digest that its source had; none is missing or one too many."""
    read = 0
    with JoinedParts(paths) as parts, manifest.open(encoding="utf-8", newline="\n") as expected:
        for n, entry in enumerate(entries(parts), 1):
            if stop():
                raise Stopped
            if entry.nombre == MANIFEST:
                continue
            line = expected.readline().rstrip("\n")
            if line != f"{sha256(parts, entry)}  {entry.nombre}":
                raise Damaged(f"{entry.nombre} no es igual a su original")
            read += entry.bytes
            progress("verificar", n, read)
        if expected.readline():
            raise Damaged("faltan documentos")


def _sums(work: Path, paths: Sequence[Path]) -> int:
    """Writes the digest of each part, so that a download can be checked; returns the bytes of all parts."""
    total = 0
    with (work / SUMS).open("w", encoding="utf-8") as sums:
        for path in paths:
            with path.open("rb") as part:
                sums.write(f"{hashlib.file_digest(part, 'sha256').hexdigest()}  {path.name}\n")
            path.chmod(0o644)
            total += path.stat().st_size
        sums.flush()
        os.fsync(sums.fileno())
    (work / SUMS).chmod(0o644)
    return total
