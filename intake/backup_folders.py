"""The folder of downloads: hidden while an archive is made, unguessable once it is offered, gone at once and whole."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from cases.errors import Refused, TryAgain
from cases.troubles import trouble
from intake.durable import sync_folder

_OFFERED = re.compile(r"respaldo-[A-Za-z0-9_-]{40,}")
_WORKING, _GOING = ".haciendo-", ".borrando-"


class Busy(Refused):
    """Somebody else is making it at this moment."""


def folder_name(secret: str) -> str:
    """The download folder's name for an unguessable secret (at least 40 letters, digits, - or _)."""
    name = f"respaldo-{secret}"
    if not _OFFERED.fullmatch(name):
        raise ValueError("the secret is too short or has other characters")
    return name


@contextmanager
def hold(root: Path, stem: str) -> Iterator[Path]:
    """The hidden working folder of an archive, empty and this process's alone until the block ends or the process dies;
    what an interrupted run left in it is thrown away first. Raises Busy when somebody else holds it."""
    work = root / f"{_WORKING}{stem}"
    prepare(root)
    prepare(work, 0o700)
    with _locked(work) as mine:
        if not mine:
            raise Busy("otro proceso está generando este respaldo")
        for path in work.iterdir():
            path.unlink()
        held = work.stat().st_ino
        try:
            yield work
        finally:
            # After the rename a folder of this name is somebody else's.
            if work.exists() and work.stat().st_ino == held:
                shutil.rmtree(work, ignore_errors=True)


def prepare(folder: Path, mode: int = 0o711) -> None:
    """Makes a folder unless it is there. The folder of downloads can be entered but not listed: who does not know a
    name finds nothing."""
    try:
        folder.mkdir(mode=mode, parents=True, exist_ok=True)
    except OSError as error:
        raise TryAgain(f"no se puede crear {folder}: {trouble(error)}") from error


def remove(root: Path, carpeta: str) -> None:
    """Takes an offered folder away; it vanishes at once and whole, whatever happens while its files are deleted."""
    if not _OFFERED.fullmatch(carpeta) or not (root / carpeta).is_dir():
        return
    going = root / f"{_GOING}{carpeta}"
    (root / carpeta).rename(going)
    sync_folder(root)
    shutil.rmtree(going, ignore_errors=True)


def sweep(root: Path, keep: Callable[[], Collection[str]]) -> list[str]:
    """Removes what no live request names, and what died runs left; returns the names of offered folders removed.

    `keep` is asked after looking: a folder that appears meanwhile was named before it was made."""
    if not root.is_dir():
        return []
    names = [path.name for path in root.iterdir() if path.is_dir()]
    offered = [name for name in names if _OFFERED.fullmatch(name)]
    kept = keep() if offered else ()
    gone = [name for name in offered if name not in kept]
    for name in gone:
        remove(root, name)
    for name in names:
        if name.startswith(_GOING):
            shutil.rmtree(root / name, ignore_errors=True)
        elif name.startswith(_WORKING):
            _remove_if_dead(root / name)
    return gone


def offer(work: Path, target: Path) -> None:
    """Makes a finished folder appear under its secret name, readable for the web server, in one step."""
    if target.exists():
        shutil.rmtree(target)
    work.chmod(0o755)
    sync_folder(work)
    work.rename(target)
    sync_folder(target.parent)


@contextmanager
def _locked(folder: Path) -> Iterator[bool]:
    """Whether this process holds the folder now; not when its owner renamed it in between."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
            return
        yield folder.exists() and os.fstat(handle).st_ino == folder.stat().st_ino
    finally:
        os.close(handle)


def _remove_if_dead(folder: Path) -> None:
    with _locked(folder) as mine:
        if mine:
            shutil.rmtree(folder, ignore_errors=True)
