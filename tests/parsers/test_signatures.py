"""Only a signature of which the desk knows the issuer, over the whole document as it is, is a valid one."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cases.reading import Firma
from parsers.signing import signatures
from parsers.signing.envelopes import open_p7m
from parsers.signing.signatures import choose, matches, verify_pdf
from parsers.signing.trust import Trust, entities, load_trust, read_items
from tests.firmas import authority as ca
from tests.firmas.make import ANA, BCE, encrypted, letter, sign
from tests.firmas.table import EXPECTED, FOLDER, MOMENT, check, short

TRUST = load_trust(FOLDER / "confianza")


def read(name: str) -> bytes:
    return (FOLDER / name).read_bytes()


@pytest.mark.parametrize("name", EXPECTED)
def test_each_letter_is_judged_as_expected(name: str) -> None:
    assert sorted(short(check(name))) == sorted(EXPECTED[name])


def test_every_fixture_has_its_expected_judgement() -> None:
    files = {path.name for path in FOLDER.iterdir() if path.suffix in (".pdf", ".p7m", ".p7s")}
    assert files == set(EXPECTED)


def test_the_holder_is_read_from_the_numbers_of_his_entity() -> None:
    (one,) = check("firmado.pdf")
    assert (one.nombre, one.cedula) == ("ANA MARÍA PÉREZ DEL POZO", "1712345675")
    assert one.entidad == "Banco Central del Ecuador"


def test_the_registro_civil_keeps_the_cedula_elsewhere() -> None:
    (one,) = check("registro_civil.pdf")
    assert (one.cedula, one.entidad) == ("0102030400", entities()[-1].nombre)


def test_without_the_entities_numbers_the_subject_tells_the_cedula() -> None:
    (one,) = check("solo_sujeto.pdf")
    assert (one.nombre, one.cedula) == ("LUIS TOAPANTA QUISHPE", "0102030400")


def test_an_unknown_issuer_is_not_called_by_the_name_it_borrows() -> None:
    (one,) = check("desconocido.pdf")
    assert one.entidad == "Nadie"


def test_without_trusted_roots_nothing_is_valid_but_all_is_read() -> None:
    (one,) = verify_pdf(read("firmado.pdf"), Trust(entities=entities()), MOMENT)
    assert (one.estado, one.motivo, one.cedula) == ("no_reconocida", "emisor", "1712345675")


def test_without_a_moment_the_signers_clock_decides_and_the_report_says_so() -> None:
    (one,) = verify_pdf(read("sin_sello_y_caducado.pdf"), TRUST, None)
    assert one.estado == "valida"
    assert any("según el equipo del firmante" in sentence for sentence in one.detalle)


def test_the_report_separates_integrity_issuer_and_revocation() -> None:
    (good,), (unknown,) = check("firmado.pdf"), check("desconocido.pdf")
    assert good.detalle[0] == "Firma válida: el documento está íntegro y el emisor del certificado es reconocido."
    assert "La revocación no se comprobó: no hay listas vigentes de su emisor." in good.detalle
    assert unknown.detalle[0].startswith("El documento está íntegro, pero el emisor")


def test_embedded_lists_show_that_nothing_was_revoked() -> None:
    (one,) = check("largo_plazo.pdf")
    assert "No consta revocado en las listas disponibles." in one.detalle


def test_a_certificate_revoked_after_the_letter_came_was_good_when_it_came() -> None:
    (one,) = verify_pdf(read("revocado.pdf"), TRUST, MOMENT - timedelta(days=6))
    assert one.estado == "valida"


def test_an_old_list_still_shows_what_had_been_revoked() -> None:
    (one,) = verify_pdf(read("revocado.pdf"), TRUST, MOMENT + timedelta(days=300))
    assert one.motivo == "revocado"


def test_a_list_that_the_issuer_did_not_sign_counts_for_nothing() -> None:
    root, other = ca.authority("Raíz", "Una"), ca.authority("Raíz", "Una")
    signer = ca.person(root, BCE, ANA)
    day = timedelta(days=1)
    forged = ca.revocation_list(other, {signer.certificate.serial_number: MOMENT - day}, MOMENT - day, MOMENT + day)
    items = [("raiz.pem", root.pem), ("lista.pem", forged)]
    (one,) = verify_pdf(sign(letter(), signer), trust_of(items), datetime.now(tz=UTC))
    assert one.estado == "valida"


def trust_of(files: list[tuple[str, bytes]]) -> Trust:
    items = [item for name, content in files for item in read_items(name, content)]
    by_class = {clase: tuple(i.der for i in items if i.clase == clase) for clase in ("raiz", "intermedio", "lista")}
    return Trust(by_class["raiz"], by_class["intermedio"], by_class["lista"], entities())


def test_a_document_that_was_never_signed_does_not_wake_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signatures.asyncio, "run", lambda *_: pytest.fail("woken"))
    assert verify_pdf(read("solo_sello.pdf"), TRUST, MOMENT) == ()


def test_a_signature_that_takes_too_long_is_unreadable_and_the_letter_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signatures, "SECONDS", 0.2)
    slow = read("firmado.pdf").replace(b"/Contents <", b"/Contents <" + b"00" * 4_000_000, 1)
    (one,) = verify_pdf(slow, TRUST, MOMENT)
    assert one.estado == "ilegible"


@pytest.mark.parametrize("name", ["sobre.pdf.p7m", "sobre_base64.p7m", "sobre_pem.p7m", "sobre_doble.p7m"])
def test_the_letter_inside_an_envelope_comes_out_whole(name: str) -> None:
    assert open_p7m(read(name), TRUST, MOMENT)[0] == letter()


def test_a_detached_signature_without_its_letter_is_unreadable() -> None:
    content, (one,) = open_p7m(read("aparte.p7s"), TRUST, MOMENT)
    assert content is None
    assert one.estado == "ilegible"


def test_a_detached_signature_of_another_letter_is_broken() -> None:
    _, (one,) = open_p7m(read("aparte.p7s"), TRUST, MOMENT, letter("Otra persona"))
    assert (one.estado, one.motivo) == ("alterada", "rota")


@pytest.mark.parametrize(
    "junk", [b"", b"hola", b"0" * 50, b"\x30\x80" * 50_000, b"\x30\x84\xff\xff\xff\xff", b"MIIA" * 9]
)
def test_what_is_no_envelope_is_unreadable(junk: bytes) -> None:
    content, (one,) = open_p7m(junk, TRUST, MOMENT)
    assert (content, one.estado) == (None, "ilegible")


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl no está instalado (make services)")
def test_an_envelope_written_as_a_stream_is_read_like_any_other(tmp_path: Path) -> None:
    root = ca.authority("Raíz", "Una")
    signer = ca.person(root, BCE, ANA)
    (tmp_path / "carta.pdf").write_bytes(letter())
    (tmp_path / "quien.pem").write_bytes(signer.pem)
    (tmp_path / "clave.der").write_bytes(signer.asn1_key().dump())
    command = ["openssl", "cms", "-sign", "-stream", "-nodetach", "-binary", "-outform", "DER", "-in", "carta.pdf",
               "-signer", "quien.pem", "-inkey", "clave.der", "-keyform", "DER", "-out", "sobre.p7m"]  # fmt: skip
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    content, (one,) = open_p7m((tmp_path / "sobre.p7m").read_bytes(), trust_of([("r", root.pem)]), datetime.now(tz=UTC))
    assert (content, one.estado) == (letter(), "valida")


@pytest.mark.parametrize(
    ("printed", "same"),
    [("Mgs. Ana María Pérez del Pozo", True), ("PEREZ DEL POZO ANA MARIA", True), ("Ana Pérez", True),
     ("Luis Toapanta Quishpe", False), ("Ana", False), (None, False)],
)  # fmt: skip
def test_the_holder_is_compared_with_the_printed_signer_as_a_set_of_names(printed: str | None, same: bool) -> None:
    assert matches(check("firmado.pdf")[0], printed) is same


def test_of_several_signatures_the_printed_signers_counts() -> None:
    both = check("dos_firmas.pdf")
    assert choose(both, "Ing. Luis Toapanta Quishpe").cedula == "0102030400"
    assert choose(both, "Ana María Pérez").cedula == "1712345675"


def test_the_report_names_who_else_signed() -> None:
    told = choose(check("segunda_desconocida.pdf"), "Ana María Pérez").detalle
    assert told[-1] == "Lleva además la firma de ANA MARÍA PÉREZ DEL POZO (íntegra, no reconocida)."


def test_when_nobody_matches_the_best_signature_is_shown_and_none_means_unsigned() -> None:
    broken, good = Firma("alterada", "UNO DOS"), Firma("valida", "TRES CUATRO")
    assert choose([broken, good], "Otra Persona").nombre == "TRES CUATRO"
    assert choose([broken, replace(good, estado="no_reconocida")], "Uno Dos").estado == "alterada"
    assert choose([], "Otra Persona") == Firma()


def test_a_signature_in_an_encrypted_letter_is_read() -> None:
    root = ca.authority("Raíz", "Una")
    signed = sign(encrypted(letter()), ca.person(root, BCE, ANA))
    (one,) = verify_pdf(signed, trust_of([("r", root.pem)]), datetime.now(tz=UTC))
    assert one.estado == "valida"
