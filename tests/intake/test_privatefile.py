"""What holds people's data is made for its owner alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from intake.privatefile import write_private
from intake.tablefile import write_table
from registry import revisions
from registry.database import open_database


@pytest.fixture(autouse=True)
def open_handed():
    before = os.umask(0)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_a_new_file_is_private_and_an_old_one_keeps_its_permissions(tmp_path):
    new, old = tmp_path / "nuevo.html", tmp_path / "viejo.html"
    old.write_text("antes, más largo")
    old.chmod(0o640)
    for path in (new, old):
        write_private(path, "ñandú")
    assert (mode(new), mode(old)) == (0o600, 0o640)
    assert new.read_text("utf-8") == old.read_text("utf-8") == "ñandú"


@pytest.mark.parametrize("name", ["base.csv", "base.xlsx"])
def test_an_exported_base_is_private(tmp_path, name):
    write_table(tmp_path / name, [["siglas", "cédula"], ["INST7", "1712345675"]])
    assert mode(tmp_path / name) == 0o600


def test_a_database_and_its_log_are_private(tmp_path):
    database = open_database(f"sqlite:///{tmp_path}/aiq.db")
    revisions.upgrade(database)
    assert {mode(path) for path in tmp_path.iterdir()} == {0o600}
    database.close()
