"""The operator fills a folder with the certificates that the desk believes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cases.errors import Refused
from intake.trustfolder import check_trust, import_trust, list_trust
from parsers.signing.trust import load_trust
from tests.firmas import authority as ca

NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)
ROOT = ca.authority("Raíz \x1b[31mroja", "Autoridad de pruebas")
MIDDLE = ca.authority("Subordinada", "Autoridad de pruebas", ROOT)
PERSON = ca.person(MIDDLE, None, {"nombres": "ANA", "apellido1": "PÉREZ"})
LIST = ca.revocation_list(MIDDLE, {}, NOW - timedelta(days=9), NOW - timedelta(days=2))


def put(folder: Path, **files: bytes) -> Path:
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def test_a_folder_that_is_not_there_trusts_nobody(tmp_path: Path) -> None:
    assert list_trust(tmp_path / "nada") == ()
    assert check_trust(tmp_path / "nada", NOW) == (
        "No hay ninguna raíz de confianza: toda firma íntegra quedará como no reconocida.",
    )


def test_certificates_and_lists_are_told_apart(tmp_path: Path) -> None:
    folder = put(tmp_path, todo=ROOT.pem + MIDDLE.pem, lista=LIST)
    assert [item.clase for item in list_trust(folder)] == ["lista", "raiz", "intermedio"]
    trust = load_trust(folder)
    assert (len(trust.roots), len(trust.intermediates), len(trust.lists)) == (1, 1, 1)


def test_the_check_names_what_is_old_missing_or_useless(tmp_path: Path) -> None:
    folder = put(tmp_path, basura=b"hola", intermedio=MIDDLE.pem, lista=LIST, persona=PERSON.pem)
    told = check_trust(folder, NOW)
    assert "basura: No contiene certificados ni listas de revocación." in told
    assert "persona: No es el certificado de una autoridad: no sirve para reconocer a otros." in told
    assert any(line.startswith("intermedio: falta el certificado de quien emitió") for line in told)
    assert any("venció el 2026-11-20" in line for line in told)


def test_a_name_in_a_certificate_cannot_drive_the_terminal(tmp_path: Path) -> None:
    (item,) = list_trust(put(tmp_path, raiz=ROOT.pem))
    assert item.titular.isprintable()


def test_import_takes_authorities_under_our_own_names(tmp_path: Path) -> None:
    source = put(tmp_path, cualquiera=ROOT.pem + MIDDLE.pem + PERSON.pem)
    names = import_trust(tmp_path / "confianza", [source / "cualquiera"])
    assert [name.split("-")[0] for name in names] == ["raiz", "intermedio"]
    assert sorted(path.name for path in (tmp_path / "confianza").iterdir()) == sorted(names)
    assert all(path.stat().st_mode & 0o077 == 0 for path in (tmp_path / "confianza").iterdir())
    assert check_trust(tmp_path / "confianza", NOW) == ()


def test_import_of_a_file_without_authorities_is_refused_whole(tmp_path: Path) -> None:
    source = put(tmp_path, buena=ROOT.pem, mala=PERSON.pem)
    with pytest.raises(Refused, match="mala"):
        import_trust(tmp_path / "confianza", [source / "buena", source / "mala"])
    assert not (tmp_path / "confianza").exists()
