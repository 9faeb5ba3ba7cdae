"""Which documents go into a respaldo: the files of a folder within the range, under names that every system can unpack.

The folder is one request's export. An `indice.csv` in it (columns archivo and fecha) says each file's date and is
copied last: with it, only documents of the range are taken, and a listed file that is not there is told. Without it
the whole folder is the range.
"""

from __future__ import annotations

import csv
import os
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from cases.errors import Refused
from cases.text import key
from cases.troubles import trouble
from cases.written_dates import read_date

INDEX = "indice.csv"
MANIFEST = "MANIFIESTO-SHA256.txt"
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')
_RESERVED = frozenset({"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)})
_LONGEST_NAME, _LONGEST_PATH = 120, 220


@dataclass(frozen=True, slots=True)
class Documento:
    """A file to be put in the archive under `nombre` (with `/`, unique also where case does not count)."""

    ruta: str
    nombre: str
    bytes: int
    modificado: float


@dataclass(frozen=True, slots=True)
class Coleccion:
    """What a folder brings: the documents, how many lie outside the range, files named in the index that are not
    there, and what does not belong: files that the index does not name, links (never followed), sockets."""

    documentos: tuple[Documento, ...]
    fuera_de_rango: int = 0
    faltan: tuple[str, ...] = ()
    ajenos: tuple[str, ...] = ()

    @property
    def bytes(self) -> int:
        return sum(documento.bytes for documento in self.documentos)


def collect(folder: Path, desde: date | None, hasta: date | None) -> Coleccion:
    """The documents of a folder for a range (both days included); raises Refused when it cannot be read."""
    if not folder.is_dir():
        raise Refused(f"no existe la carpeta {folder}")
    dates = _read_index(folder / INDEX)
    taken: set[str] = {MANIFEST.lower()}
    documents, strangers, outside, seen = [], [], 0, set()
    for path, relative, status in _files(folder, strangers):
        if relative == INDEX:
            continue
        seen.add(relative)
        if dates is not None and relative not in dates:
            strangers.append(relative)
            continue
        if dates is not None and not _within(dates[relative], desde, hasta):
            outside += 1
            continue
        documents.append(Documento(path, _unique(safe_name(relative), taken), status.st_size, status.st_mtime))
    missing = tuple(sorted(name for name in dates or () if name not in seen))
    return Coleccion(tuple(documents), outside, missing, tuple(strangers))


def has_index(folder: Path) -> bool:
    """Whether an export is complete: its index is there, and it is copied last."""
    return (folder / INDEX).is_file()


def safe_name(relative: str) -> str:
    """A path that unpacks everywhere: composed accents, no characters that Windows refuses, bounded lengths."""
    parts = [_safe_part(part) for part in PurePosixPath(unicodedata.normalize("NFC", relative)).parts]
    while len("/".join(parts)) > _LONGEST_PATH and len(parts) > 1:
        parts.pop(0)
    return "/".join(parts)


def _safe_part(part: str) -> str:
    part = _FORBIDDEN.sub("_", part.encode("utf-8", "replace").decode("utf-8")).rstrip(". ") or "_"
    stem, dot, ending = part.rpartition(".")
    if not stem or len(ending) > 10:
        stem, dot, ending = part, "", ""
    name = stem[:_LONGEST_NAME] + dot + ending
    return f"_{name}" if stem.lower() in _RESERVED else name


def _unique(name: str, taken: set[str]) -> str:
    stem, dot, ending = name.rpartition(".") if "." in name.rpartition("/")[2] else (name, "", "")
    candidate, n = name, 1
    while candidate.lower() in taken:
        n += 1
        candidate = f"{stem} ({n}){dot}{ending}"
    taken.add(candidate.lower())
    return candidate


def _files(folder: Path, strangers: list[str]) -> Iterator[tuple[str, str, os.stat_result]]:
    """(path, path within the folder, status) of every plain file, in the order of names; links are not followed."""
    waiting = [(str(folder), "")]
    while waiting:
        here, prefix = waiting.pop()
        try:
            with os.scandir(here) as listed:
                found = sorted(listed, key=lambda entry: entry.name)
        except OSError as error:
            raise Refused(f"no se puede leer {here}: {trouble(error)}") from error
        for entry in found:
            relative = prefix + entry.name
            if entry.is_dir(follow_symlinks=False):
                waiting.append((entry.path, relative + "/"))
            elif entry.is_file(follow_symlinks=False):
                yield entry.path, relative, entry.stat(follow_symlinks=False)
            else:
                strangers.append(relative)


def _within(day: date, desde: date | None, hasta: date | None) -> bool:
    return (desde is None or desde <= day) and (hasta is None or day <= hasta)


def _read_index(path: Path) -> dict[str, date] | None:
    """File name → date; null without an index. Raises Refused naming the first line that makes no sense."""
    if not path.is_file():
        return None
    found: dict[str, date] = {}
    with path.open(encoding="utf-8-sig", newline="") as text:
        sample = text.readline()
        text.seek(0)
        rows = csv.DictReader(text, delimiter=";" if sample.count(";") > sample.count(",") else ",")
        columns = {key(name): name for name in rows.fieldnames or () if name}
        if "archivo" not in columns or "fecha" not in columns:
            raise Refused(f"{path.name}: faltan las columnas «archivo» y «fecha»")
        for row in rows:
            name, when = (row[columns["archivo"]] or "").strip(), row[columns["fecha"]]
            if not name:
                continue
            iso = read_date((when or "").strip()[:10])
            if iso is None:
                raise Refused(f"{path.name}, línea {rows.line_num}: no se entiende la fecha «{when}»")
            found[PurePosixPath(name.replace("\\", "/")).as_posix()] = date.fromisoformat(iso)
    return found
