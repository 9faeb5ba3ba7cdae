"""The operator's folder of trusted certificates: what lies in it, what is wrong with it, new files into it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from cases.errors import Refused
from parsers.signing.trust import MAX_FILE, TrustItem, check_items, importable, read_folder


def list_trust(folder: Path) -> tuple[TrustItem, ...]:
    """Certificates and revocation lists by file; empty when the folder does not exist yet."""
    return read_folder(folder)


def check_trust(folder: Path, now: datetime) -> tuple[str, ...]:
    """What should be seen to, one Spanish sentence each."""
    return check_items(read_folder(folder), now)


def import_trust(folder: Path, sources: Iterable[Path]) -> tuple[str, ...]:
    """Takes certificates and lists of the files into the folder under our own names; returns those names.

    All or nothing: Refused, with the file's name, when one of them holds nothing usable."""
    found: dict[str, bytes] = {}
    for source in sources:
        if not source.is_file() or source.stat().st_size > MAX_FILE:
            raise Refused(f"«{source}» no es un archivo que se pueda leer.")
        new = importable(source.name, source.read_bytes())
        if not new:
            raise Refused(f"«{source}» no contiene certificados de autoridades ni listas de revocación.")
        found.update(new)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name, content in found.items():
        _write(folder / name, content)
    return tuple(found)


def _write(path: Path, content: bytes) -> None:
    hidden = path.with_name(f".{path.name}.nuevo")
    handle = os.open(hidden, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(handle)
    hidden.replace(path)
