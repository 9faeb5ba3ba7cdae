"""Reading files outside any mailbox, in the same killable process that reads mails."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from os import cpu_count
from pathlib import Path

from cases.reading import Reading
from intake.desk import make_reader
from intake.reader import ReaderFailed, ReaderPool
from intake.settings import Settings

MOST_WORKERS = 4


def read_files(settings: Settings, files: Sequence[Path]) -> Iterator[tuple[Path, Reading | str]]:
    """(file, its reading or a Spanish sentence why there is none), in the order given; several are read at once."""
    workers = max(1, min(MOST_WORKERS, cpu_count() or 1, len(files)))
    with closing(make_reader(settings, workers)) as pool, ThreadPoolExecutor(workers) as threads:
        yield from threads.map(lambda path: (path, _read(pool, path)), files)


def _read(pool: ReaderPool, path: Path) -> Reading | str:
    try:
        return pool.read(path.read_bytes(), str(path))
    except OSError as error:
        return f"no se puede leer: {error.strerror}"
    except ReaderFailed as error:
        return f"{error.reason} {error.detail}".strip()
