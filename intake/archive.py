"""The archive of raw mails: byte-exact, by SHA-256, kept durably before anything reads them."""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
from collections.abc import Callable, Iterator, Sequence, Set
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from cases.errors import NotReady, TryAgain
from cases.text import in_figures
from cases.troubles import trouble
from intake.durable import sync_folder

if TYPE_CHECKING:
    from intake.settings import ArchiveSection

LEAST_FREE = 1 << 30
# Mails that are written at the same moment.
AT_ONCE = 8


class Archive(Protocol):
    """Where mails are kept under the SHA-256 of their bytes. What is there is complete, and is never changed."""

    def prepare(self) -> None:
        """Makes sure that mails can be kept here; raises NotReady."""

    def store(self, raw: bytes) -> str:
        """Keeps the bytes durably and returns their SHA-256; raises TryAgain when they cannot be kept now."""

    def store_all(self, mails: Sequence[bytes]) -> list[str]:
        """`store` for several mails, in their order: together they take little longer than one."""

    def load(self, sha256: str) -> bytes:
        """The bytes, checked against their name; raises TryAgain when they cannot be read or are not what they were."""

    def condition(self) -> Iterator[str]:
        """What an operator should know of it: first where it is, then each trouble; raises NotReady or TryAgain."""


class Folder:
    """An archive in a folder. Files appear by rename."""

    def __init__(self, root: Path) -> None:
        self.root = root
        # Started with the first mails and kept: starting them for each batch costs as much as writing it.
        self._threads = ThreadPoolExecutor(AT_ONCE, "archivo")

    def prepare(self) -> None:
        try:
            self.root.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise NotReady(f"[archive] url: no se puede escribir en {self.root}: {trouble(error)}") from error
        if not os.access(self.root, os.W_OK):
            raise NotReady(f"[archive] url: no se puede escribir en {self.root}")

    def condition(self) -> Iterator[str]:
        self.prepare()
        free = shutil.disk_usage(self.root).free
        yield f"{self.root}, {in_figures(round(free / 1e9, 1))} GB libres"
        if free < LEAST_FREE:
            yield "queda poco espacio"

    def path(self, sha256: str) -> Path:
        return self.root / place(sha256)

    def store(self, raw: bytes) -> str:
        return self.store_all([raw])[0]

    def store_all(self, mails: Sequence[bytes]) -> list[str]:
        names = [hashlib.sha256(raw).hexdigest() for raw in mails]
        new = {self.path(name): raw for name, raw in zip(names, mails, strict=True) if not self._has(name, len(raw))}
        try:
            folders = self._make_folders({path.parent for path in new})
            # What waits for the disk at the same moment goes to it in one go.
            self._for_each(self._write, list(new.items()))
            self._for_each(sync_folder, [(folder,) for folder in folders])
        except OSError as error:
            raise TryAgain(f"no se pudo guardar un correo en {self.root}: {trouble(error)}") from error
        return names

    def _for_each(self, do: Callable[..., None], things: Sequence[tuple[Any, ...]]) -> None:
        """Does all of it, several at once; when one fails the others still end before its error is raised."""
        waiting = iter(things)  # shared: whichever thread is free takes the next

        def some() -> None:
            for thing in waiting:
                do(*thing)

        at_work = [self._threads.submit(some) for _ in range(min(AT_ONCE, len(things)))]
        wait(at_work)
        for each in at_work:
            each.result()

    def _has(self, sha256: str, size: int) -> bool:
        try:
            return self.path(sha256).stat().st_size == size
        except OSError:
            return False

    def _make_folders(self, wanted: Set[Path]) -> list[Path]:
        """All folders whose entries will have changed, the root among them when it has new ones."""
        missing = [folder for folder in wanted if not folder.exists()]
        for folder in missing:
            folder.mkdir(exist_ok=True, mode=0o700)
        return [*wanted, *([self.root] if missing else [])]

    @staticmethod
    def _write(target: Path, raw: bytes) -> None:
        """A whole file or none, under its name once it is on the disk."""
        draft = target.with_name(f".{secrets.token_hex(8)}")
        try:
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(raw)
                file.flush()
                os.fsync(file.fileno())
            draft.rename(target)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise

    def load(self, sha256: str) -> bytes:
        try:
            raw = self.path(sha256).read_bytes()
        except OSError as error:
            raise TryAgain(f"no se pudo leer el correo {sha256[:12]} del archivo: {trouble(error)}") from error
        return verified(raw, sha256)


def place(sha256: str) -> str:
    """Where a mail lies in any archive: the same, so that ordinary tools can copy one into another."""
    return f"{sha256[:2]}/{sha256}.eml"


def verified(raw: bytes, sha256: str) -> bytes:
    """The bytes if they are those of the name; raises TryAgain."""
    if hashlib.sha256(raw).hexdigest() != sha256:
        raise TryAgain(f"el correo {sha256[:12]} del archivo está dañado: restáurelo de una copia")
    return raw


def open_archive(section: ArchiveSection) -> Archive:
    """The archive of `[archive]`: a folder's path or file:// URL, or an S3 bucket. Nothing is reached yet."""
    if section.bucket:
        from intake.archive_s3 import Bucket

        return Bucket(section)
    return Folder(Path(section.url.removeprefix("file://")))
