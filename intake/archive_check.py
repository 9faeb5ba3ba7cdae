"""The archive against the journal: are all mails there and intact, and a copy of them in a folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cases.errors import TryAgain
from intake.archive import Archive, Folder
from registry import journal
from registry.database import Database
from registry.journal import Kept

PAGE = 1000


def verify(db: Database, archive: Archive) -> Iterator[tuple[Kept, str]]:
    """Every journalled mail, read and compared with its digest, and what is wrong with it (nothing: it is whole)."""
    for kept in _all(db):
        try:
            archive.load(kept.sha256)
        except TryAgain as trouble:
            yield kept, str(trouble)
        else:
            yield kept, ""


def copy(db: Database, archive: Archive, folder: Path) -> Iterator[tuple[Kept, str]]:
    """Copies what the folder does not have of every journalled mail; yields each copied, or what kept it from it. The
    folder is then an archive itself."""
    target = Folder(folder)
    target.prepare()
    for kept in _all(db):
        there = target.path(kept.sha256)
        if there.exists() and there.stat().st_size == kept.bytes:
            continue
        try:
            target.store(archive.load(kept.sha256))
        except TryAgain as trouble:
            yield kept, str(trouble)
        else:
            yield kept, ""


def _all(db: Database) -> Iterator[Kept]:
    """Page by page, so that no transaction stays open while mails are read."""
    last = 0
    while True:
        with db.read() as tx:
            page = journal.kept(tx, after=last, most=PAGE)
        yield from page
        if len(page) < PAGE:
            return
        last = page[-1].id
