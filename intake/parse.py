"""Reading files outside any mailbox, and stored mails again for a person, in the killable process that reads mails."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from os import cpu_count
from pathlib import Path

from cases.errors import Refused
from cases.reading import Reading
from cases.troubles import trouble
from intake.archive import Archive
from intake.desk import make_reader
from intake.reader import ReaderFailed, ReaderPool
from intake.settings import Settings
from registry import journal
from registry.database import Database

MOST_WORKERS = 4
STDIN = Path("-")


def read_files(settings: Settings, files: Sequence[Path]) -> Iterator[tuple[Path, Reading | str]]:
    """(file, its reading or a Spanish sentence why there is none), in the order given; several are read at once."""
    workers = max(1, min(MOST_WORKERS, cpu_count() or 1, len(files)))
    with closing(make_reader(settings, workers)) as pool, ThreadPoolExecutor(workers) as threads:
        yield from threads.map(lambda path: (path, _read(pool, path)), files)


def read_stored(db: Database, archive: Archive, pool: ReaderPool, key: int) -> Reading:
    """A stored mail read again; raises Refused when there is none or it cannot be read."""
    with db.read() as tx:
        row = journal.one(tx, key)
    if row is None:
        raise Refused(f"No existe el mensaje {key}.")
    try:
        return pool.read(archive.load(row["sha256"]), f"mensaje-{key}.eml", row["recibido"])
    except ReaderFailed as error:
        raise Refused(f"El mensaje {key} no se puede leer: {error.reason}") from error


def _read(pool: ReaderPool, path: Path) -> Reading | str:
    try:
        return pool.read(sys.stdin.buffer.read() if path == STDIN else path.read_bytes(), str(path))
    except OSError as error:
        return f"no se puede leer: {trouble(error)}"
    except ReaderFailed as error:
        return f"{error.reason} {error.detail}".strip()
