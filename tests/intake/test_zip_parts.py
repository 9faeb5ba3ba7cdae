"""Split archives: what Info-ZIP joins, 7-Zip opens, and this program reads back."""

import hashlib
import random
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from intake.zip_check import Damaged, JoinedParts, entries, sha256
from intake.zip_parts import SMALLEST_PART, Parts
from tests.conftest import missing

needs_zip = pytest.mark.usefixtures("info_zip")
needs_7z = pytest.mark.usefixtures("seven_zip")
PART = SMALLEST_PART


@pytest.fixture(scope="module")
def info_zip() -> None:
    if not (shutil.which("zip") and shutil.which("unzip")):
        missing("Info-ZIP")


@pytest.fixture(scope="module")
def seven_zip() -> None:
    if not shutil.which("7z"):
        missing("7-Zip")


def archive(folder: Path, documents: dict[str, bytes], size: int | None, method=zipfile.ZIP_STORED) -> tuple[Path, ...]:
    parts = Parts(folder, "respaldo", size)
    writer = zipfile.ZipFile(parts, "w")
    for name, data in documents.items():
        info = zipfile.ZipInfo(name, (2026, 11, 22, 10, 30, 0))
        info.compress_type, info.file_size = method, len(data)
        with parts.entry(50 + len(name.encode())), writer.open(info, "w") as sink:
            parts.data_begins()
            sink.write(data)
    paths = parts.finish(writer.infolist())
    writer.close()
    return paths


def digests(paths) -> dict[str, str]:
    with JoinedParts(paths) as parts:
        return {entry.nombre: sha256(parts, entry) for entry in entries(parts)}


def expected(documents: dict[str, bytes]) -> dict[str, str]:
    return {name: hashlib.sha256(data).hexdigest() for name, data in documents.items()}


def some(seed: int, count: int, most: int) -> dict[str, bytes]:
    chance = random.Random(seed)
    return {
        f"año {n % 3}/oficio número {n}.pdf": chance.randbytes(chance.choice([0, 1, chance.randrange(most), 16_384]))
        for n in range(count)
    }


def joined(paths, folder: Path) -> Path:
    """What the guide tells Linux users to do with the parts."""
    whole = folder / "respaldo_unificado.zip"
    subprocess.run(["zip", "-q", "-s", "0", paths[-1], "--out", whole], check=True)
    return whole


def test_a_small_archive_is_one_plain_zip(tmp_path):
    documents = some(1, 30, 5_000)
    paths = archive(tmp_path, documents, None, zipfile.ZIP_DEFLATED)
    assert [path.name for path in paths] == ["respaldo.zip"]
    with zipfile.ZipFile(paths[0]) as plain:
        assert {name: hashlib.sha256(plain.read(name)).hexdigest() for name in plain.namelist()} == expected(documents)


def test_a_large_one_is_cut_into_parts_and_reads_back_the_same(tmp_path):
    documents = some(2, 40, 60_000)
    paths = archive(tmp_path, documents, PART)
    assert [path.name for path in paths[:2]] == ["respaldo.z01", "respaldo.z02"] and paths[-1].name == "respaldo.zip"
    assert all(path.stat().st_size <= PART for path in paths)
    assert digests(paths) == expected(documents)


@needs_zip
@pytest.mark.parametrize(
    ("count", "most", "method"),
    [(40, 60_000, zipfile.ZIP_STORED), (60, 40_000, zipfile.ZIP_DEFLATED), (6, 400_000, zipfile.ZIP_STORED)],
)
def test_info_zip_joins_the_parts_and_finds_no_error(tmp_path, count, most, method):
    documents = some(count, count, most)
    whole = joined(archive(tmp_path, documents, PART, method), tmp_path)
    subprocess.run(["unzip", "-tq", whole], check=True, capture_output=True)
    with zipfile.ZipFile(whole) as plain:
        assert {name: hashlib.sha256(plain.read(name)).hexdigest() for name in plain.namelist()} == expected(documents)


@needs_zip
@pytest.mark.parametrize("before", [0, 16_384, 49_152])
def test_a_document_that_fills_whole_buffers_of_a_part_survives_joining(tmp_path, before):
    """Info-ZIP's own parts lose data here: its joining reads nothing at the end of such a part."""
    header = 30 + len("b.pdf")
    first = PART - 4 - (30 + len("a.pdf")) - header - before
    documents = {"a.pdf": b"a" * first, "b.pdf": random.Random(3).randbytes(200_000)}
    whole = joined(archive(tmp_path, documents, PART), tmp_path)
    subprocess.run(["unzip", "-tq", whole], check=True, capture_output=True)


@needs_7z
def test_7_zip_opens_the_parts_directly(tmp_path):
    paths = archive(tmp_path, some(5, 50, 50_000), PART, zipfile.ZIP_DEFLATED)
    tested = subprocess.run(["7z", "t", paths[-1]], check=True, capture_output=True, text=True)
    assert "Everything is Ok" in tested.stdout and "Warnings" not in tested.stdout
    assert f"Volumes = {len(paths)}" in tested.stdout


@needs_zip
@needs_7z
def test_a_directory_longer_than_a_part_is_cut_between_its_records(tmp_path):
    documents = {f"{'carpeta larga ' * 5}/{n:05d}.pdf": b"x" for n in range(2_000)}
    paths = archive(tmp_path, documents, PART)
    assert digests(paths) == expected(documents)
    subprocess.run(["7z", "t", paths[-1]], check=True, capture_output=True)
    subprocess.run(["unzip", "-tq", joined(paths, tmp_path)], check=True, capture_output=True)


def test_more_entries_than_the_old_format_counts_are_written_with_zip64(tmp_path):
    documents = {f"{n}": b"" for n in range(66_000)}
    paths = archive(tmp_path, documents, None)
    with zipfile.ZipFile(paths[0]) as plain:
        assert len(plain.namelist()) == 66_000
    with JoinedParts(paths) as parts:
        assert sum(1 for _ in entries(parts)) == 66_000


@needs_zip
def test_parts_written_by_info_zip_itself_are_read_too(tmp_path):
    documents = some(7, 20, 30_000)
    for name, data in documents.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    subprocess.run(["zip", "-q", "-X", "-s", "64k", "otro.zip", *documents], cwd=tmp_path, check=True)
    paths = (*sorted(tmp_path.glob("otro.z0?")), tmp_path / "otro.zip")
    assert len(paths) > 2 and digests(paths) == expected(documents)


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("damage", ["flip", "cut", "lose"])
def test_damage_is_noticed(tmp_path, damage, method):
    paths = archive(tmp_path, some(8, 20, 30_000), PART, method)
    data = bytearray(paths[1].read_bytes())
    if damage == "flip":
        data[20_000] ^= 1
    paths[1].write_bytes(data[:-100] if damage == "cut" else data)
    with pytest.raises(Damaged):
        digests(paths[1:] if damage == "lose" else paths)


@pytest.mark.parametrize("size", [SMALLEST_PART - 1, 1 << 32])
def test_a_part_size_that_tools_do_not_take_is_refused(tmp_path, size):
    with pytest.raises(ValueError, match="part"):
        Parts(tmp_path, "x", size)
