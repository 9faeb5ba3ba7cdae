"""A respaldo's archive appears whole and verified, or not at all."""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from cases.errors import Refused, TryAgain
from intake import backups
from intake.backup_documents import MANIFEST, Documento, collect, safe_name
from intake.backup_folders import Busy, folder_name, hold, remove, sweep
from intake.backups import Stopped, build

NOW = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
NAME = folder_name("k" * 43)
OTHER = folder_name("o" * 43)


@pytest.fixture
def export(tmp_path) -> Path:
    """A folder as staff hands it over: 30 documents in two sub-folders."""
    folder = tmp_path / "exportación"
    for n in range(30):
        path = folder / f"{2025 + n % 2}" / f"INE-DP-{n:04d}-O.pdf"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(f"documento {n} ".encode() * 4_000 + hashlib.sha256(bytes([n])).digest() * 300)
    return folder


def made(root: Path, folder: Path, part_bytes: int = 1 << 30, **more) -> backups.Archivo:
    return made_of(root, collect(folder, None, None).documentos, part_bytes=part_bytes, **more)


def made_of(root: Path, documents, **more) -> backups.Archivo:
    with hold(root, "respaldo_45346") as work:
        return build(work, NAME, "respaldo_45346", documents, now=NOW, **more)


def offered(root: Path) -> list[str]:
    return sorted(path.name for path in root.iterdir())


def test_all_documents_lie_in_it_with_a_manifest_that_sha256sum_checks(tmp_path, export):
    done = made(tmp_path / "web", export)
    assert (done.partes, done.documentos) == (("respaldo_45346.zip",), 30)
    out = tmp_path / "extraído"
    with zipfile.ZipFile(tmp_path / "web" / NAME / "respaldo_45346.zip") as archive:
        archive.extractall(out)
    checked = subprocess.run(["sha256sum", "--strict", "-c", MANIFEST], cwd=out, capture_output=True, text=True)
    assert checked.returncode == 0 and checked.stdout.count(": ") == 30
    assert offered(tmp_path / "web") == [NAME]


def test_over_the_part_size_it_is_split_and_each_part_has_its_sum(tmp_path, export):
    for path in export.rglob("*.pdf"):
        path.write_bytes(os.urandom(60_000))
    done = made(tmp_path / "web", export, 500_000)
    folder = tmp_path / "web" / NAME
    assert len(done.partes) == 4 and done.partes[-1] == "respaldo_45346.zip"
    assert done.bytes == sum((folder / part).stat().st_size for part in done.partes)
    subprocess.run(["sha256sum", "--strict", "--quiet", "-c", backups.SUMS], cwd=folder, check=True)


def test_what_shrinks_is_deflated_and_what_is_packed_already_is_stored(tmp_path, export):
    (export / "foto.jpg").write_bytes(os.urandom(50_000))
    made(tmp_path / "web", export)
    with zipfile.ZipFile(tmp_path / "web" / NAME / "respaldo_45346.zip") as archive:
        assert archive.getinfo("foto.jpg").compress_type == zipfile.ZIP_STORED
        assert archive.getinfo("2025/INE-DP-0000-O.pdf").compress_type == zipfile.ZIP_DEFLATED


def test_progress_counts_documents_and_bytes_while_writing_and_while_checking(tmp_path, export):
    heard = []
    made(tmp_path / "web", export, progress=lambda *told: heard.append(told))
    size = collect(export, None, None).bytes
    assert heard[29] == ("escribir", 30, size) and heard[-1] == ("verificar", 30, size) and len(heard) == 60


def test_a_document_that_cannot_be_read_stops_it_and_nothing_is_offered(tmp_path, export):
    documents = (*collect(export, None, None).documentos, Documento(str(export / "no está"), "x.pdf", 5, 0.0))
    with pytest.raises(Refused, match=r"x\.pdf"):
        made_of(tmp_path / "web", documents, part_bytes=1 << 30)
    assert offered(tmp_path / "web") == []


def test_what_the_disk_returns_differently_is_never_offered(tmp_path, export, monkeypatch):
    real = backups.Parts.finish

    def rotten(parts, infos):
        paths = real(parts, infos)
        with paths[0].open("r+b") as file:
            file.seek(5_000)
            file.write(b"XX")
        return paths

    monkeypatch.setattr(backups.Parts, "finish", rotten)
    with pytest.raises(TryAgain, match="no se lee igual"):
        made(tmp_path / "web", export)
    assert offered(tmp_path / "web") == []


def test_without_space_it_is_not_even_begun(tmp_path, export):
    giant = (Documento(str(export), "x.pdf", 1 << 60, 0.0),)
    with pytest.raises(TryAgain, match="MB libres"):
        made_of(tmp_path / "web", giant, part_bytes=1 << 30)


def test_asked_to_stop_it_leaves_nothing(tmp_path, export):
    seen = []
    with pytest.raises(Stopped):
        made(tmp_path / "web", export, progress=lambda *told: seen.append(told), stop=lambda: len(seen) == 7)
    assert offered(tmp_path / "web") == []


def test_killed_at_any_moment_it_offers_nothing_and_the_next_run_makes_it_whole(tmp_path, export):
    root = tmp_path / "web"
    for at in (1, 15, 30, 40, 60):
        killed = subprocess.run(
            [sys.executable, "-c", _KILLED, root, export, str(at)], cwd=Path(__file__).parents[2], check=False
        )
        assert killed.returncode == -signal.SIGKILL
        assert [name for name in offered(root) if not name.startswith(".")] == []
    done = made(root, export)
    assert done.documentos == 30 and offered(root) == [NAME]


_KILLED = """
import os, signal, sys
from tests.intake.test_backups import made
from pathlib import Path
heard = []
def progress(*told):
    heard.append(told)
    if len(heard) == int(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)
made(Path(sys.argv[1]), Path(sys.argv[2]), 100_000, progress=progress)
"""


def test_two_at_once_do_not_touch_each_other(tmp_path, export):
    def second(phase, documents, count):
        if (phase, documents) == ("escribir", 10):
            with pytest.raises(Busy, match="otro proceso"):
                made(tmp_path / "web", export)
            assert sweep(tmp_path / "web", lambda: {NAME}) == []

    assert made(tmp_path / "web", export, progress=second).documentos == 30


def test_downloads_cannot_be_listed_and_short_secrets_are_refused(tmp_path, export):
    made(tmp_path / "web", export)
    assert (tmp_path / "web").stat().st_mode & 0o777 == 0o711
    with pytest.raises(ValueError, match="secret"):
        folder_name("corto")


def test_what_no_request_names_is_swept_away_and_foreign_folders_are_not(tmp_path, export):
    root = tmp_path / "web"
    made(root, export)
    shutil.copytree(root / NAME, root / OTHER)
    (root / ".haciendo-respaldo_1").mkdir()
    (root / "ajena").mkdir()
    assert sweep(root, lambda: {OTHER}) == [NAME]
    assert offered(root) == ["ajena", OTHER]
    remove(root, OTHER)
    remove(root, "ajena")
    assert offered(root) == ["ajena"]


# -- which documents


def test_with_an_index_only_documents_of_the_range_are_taken(tmp_path, export):
    rows = [f"2025/INE-DP-{n:04d}-O.pdf;{'2025-03-01' if n < 10 else '31/12/2025'}" for n in range(0, 28, 2)]
    lines = ("\ufeffArchivo;Fecha", *rows, "no-está.pdf;2025-03-01")
    (export / "indice.csv").write_text("\n".join(lines), "utf-8")
    found = collect(export, date(2025, 3, 1), date(2025, 12, 30))
    assert (len(found.documentos), found.fuera_de_rango) == (5, 9)
    assert found.faltan == ("no-está.pdf",) and len(found.ajenos) == 16


def test_an_index_that_makes_no_sense_names_its_line(tmp_path, export):
    (export / "indice.csv").write_text("archivo,fecha\na.pdf,ayer\n", "utf-8")
    with pytest.raises(Refused, match=r"línea 2.*ayer"):
        collect(export, None, None)


def test_links_are_not_followed(tmp_path, export):
    (export / "enlace.pdf").symlink_to("/etc/passwd")
    found = collect(export, None, None)
    assert found.ajenos == ("enlace.pdf",) and len(found.documentos) == 30


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("2025/oficio: n\u0303andu\u0301?.pdf", "2025/oficio_ ñandú_.pdf"),
        ("a\\..\\b.pdf", "a_.._b.pdf"),
        ("x" * 300 + ".pdf", "x" * 120 + ".pdf"),
        ("nota. .", "nota"),
        ("Aux.pdf", "_Aux.pdf"),
    ],
)
def test_names_unpack_on_every_system(name, safe):
    assert safe_name(name) == safe


def test_names_that_differ_only_in_case_stay_two_documents(tmp_path):
    (tmp_path / "A.pdf").write_bytes(b"1")
    (tmp_path / "a.pdf").write_bytes(b"2")
    assert [document.nombre for document in collect(tmp_path, None, None).documentos] == ["A.pdf", "a (2).pdf"]
