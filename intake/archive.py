"""The archive of raw mails: byte-exact, by SHA-256, on disk before anything reads them."""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path

from cases.errors import NotReady, TryAgain


class Archive:
    """A folder of mails named by the SHA-256 of their bytes. What is there is complete: files appear by rename."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def prepare(self) -> None:
        """Makes the folder; raises NotReady when it cannot be written."""
        try:
            self.root.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise NotReady(f"[archive] url: no se puede escribir en {self.root}: {error.strerror}") from error
        if not os.access(self.root, os.W_OK):
            raise NotReady(f"[archive] url: no se puede escribir en {self.root}")

    def path(self, sha256: str) -> Path:
        return self.root / sha256[:2] / f"{sha256}.eml"

    def store(self, raw: bytes) -> str:
        """Keeps the bytes durably and returns their SHA-256; raises TryAgain when the disk does not take them."""
        sha256 = hashlib.sha256(raw).hexdigest()
        target = self.path(sha256)
        if target.exists() and target.stat().st_size == len(raw):
            return sha256
        try:
            new_folder = not target.parent.exists()
            target.parent.mkdir(exist_ok=True, mode=0o700)
            self._write(target, raw)
            if new_folder:
                _sync(self.root)
        except OSError as error:
            raise TryAgain(f"no se pudo guardar un correo en {self.root}: {error.strerror}") from error
        return sha256

    def _write(self, target: Path, raw: bytes) -> None:
        draft = target.with_name(f".{secrets.token_hex(8)}")
        try:
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(raw)
                file.flush()
                os.fsync(file.fileno())
            draft.rename(target)
        finally:
            draft.unlink(missing_ok=True)
        _sync(target.parent)

    def load(self, sha256: str) -> bytes:
        """The bytes, checked against their name; raises TryAgain when they cannot be read or are not what they were."""
        try:
            raw = self.path(sha256).read_bytes()
        except OSError as error:
            raise TryAgain(f"no se pudo leer el correo {sha256[:12]} del archivo: {error.strerror}") from error
        if hashlib.sha256(raw).hexdigest() != sha256:
            raise TryAgain(f"el correo {sha256[:12]} del archivo está dañado: restáurelo de una copia")
        return raw


def open_archive(url: str) -> Archive:
    """The archive of a folder's path or file:// URL."""
    return Archive(Path(url.removeprefix("file://")))


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
