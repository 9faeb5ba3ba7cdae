"""The archive: several mails go to the disk together, each whole and under its own name."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from cases.errors import TryAgain
from intake import archive as module
from intake.archive import Folder


@pytest.fixture
def archive(tmp_path) -> Folder:
    made = Folder(tmp_path / "archivo")
    made.prepare()
    return made


def test_mails_are_kept_in_their_order_each_once(archive):
    mails = [b"uno", b"dos", b"uno", b""]
    names = archive.store_all(mails)
    assert names == [hashlib.sha256(each).hexdigest() for each in mails]
    assert [archive.load(name) for name in names] == mails
    assert sum(path.is_file() for path in archive.root.rglob("*")) == 3


def test_each_file_and_each_changed_folder_is_on_the_disk_before_the_names_are_told(archive, monkeypatch):
    synced = set()
    real = os.fsync

    def fsync(handle: int) -> None:
        synced.add(str(Path(f"/proc/self/fd/{handle}").readlink()))
        real(handle)

    monkeypatch.setattr(module.os, "fsync", fsync)
    names = archive.store_all([b"uno", b"dos"])
    folders = {str(archive.path(name).parent) for name in names}
    assert {str(archive.root), *folders} <= synced
    assert len(synced - folders - {str(archive.root)}) == 2


def test_what_is_there_already_is_not_written_again(archive, monkeypatch):
    archive.store(b"uno")
    monkeypatch.setattr(archive, "_write", None)
    archive.store_all([b"uno"])


def test_a_disk_that_takes_one_and_not_the_other_says_so_and_leaves_no_half(archive, monkeypatch):
    real = archive._write

    def write(target, raw):
        if raw == b"dos":
            raise OSError(28, "No space left on device")
        real(target, raw)

    monkeypatch.setattr(archive, "_write", write)
    with pytest.raises(TryAgain, match="no queda espacio"):
        archive.store_all([b"uno", b"dos"])
    assert {path.suffix for path in archive.root.rglob("*") if path.is_file()} <= {".eml"}


def test_a_batch_after_one_that_failed_is_kept_whole(archive, monkeypatch):
    real, full = archive._write, True

    def write(target, raw):
        if full:
            raise OSError(28, "No space left on device")
        real(target, raw)

    monkeypatch.setattr(archive, "_write", write)
    mails = [bytes([number]) * 100 for number in range(40)]
    with pytest.raises(TryAgain):
        archive.store_all(mails)
    full = False
    assert [archive.load(name) for name in archive.store_all(mails)] == mails
    assert not list(archive.root.rglob(".*"))
