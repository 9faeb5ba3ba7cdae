"""A mail is its sender's when a key of the sender's domain signed all of it."""

from __future__ import annotations

import base64

import dkim
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from cases.reading import Reading, Sobre
from parsers.mail.dkim_check import Dkim, check_dkim, key_names, vouched

KEY = rsa.generate_private_key(65537, 2048)
PRIVATE = KEY.private_bytes(
    serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
)
PUBLIC = base64.b64encode(
    KEY.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
)
RECORDS = {"s1._domainkey.msp.gob.ec": b"v=DKIM1; k=rsa; p=" + PUBLIC}
MAIL = (
    b"From: Ana <ana@msp.gob.ec>\r\nTo: soporte@gobiernoelectronico.gob.ec\r\nSubject: Cambio de AIQ\r\n"
    b"Date: Fri, 20 Nov 2026 10:00:00 -0500\r\nMessage-ID: <1@msp.gob.ec>\r\n\r\nAdjunto el oficio.\r\n"
)


def signed(mail: bytes = MAIL, domain: bytes = b"msp.gob.ec", **options: object) -> bytes:
    return dkim.sign(mail, b"s1", domain, PRIVATE, include_headers=[b"from", b"to", b"subject"], **options) + mail


def test_a_signed_mail_is_its_senders() -> None:
    found = check_dkim(signed(), RECORDS.get)
    assert (found.dominios, found.fallas) == (("msp.gob.ec",), ())
    assert found.result("ana@msp.gob.ec") == "autenticado"
    assert found.result("ana@salud.msp.gob.ec") == "autenticado"


def test_an_unsigned_mail_says_nothing() -> None:
    assert check_dkim(MAIL, RECORDS.get).result("ana@msp.gob.ec") == "sin_dato"


def test_a_signature_of_another_domain_does_not_vouch_for_the_sender() -> None:
    assert check_dkim(signed(), RECORDS.get).result("ana@mec.gob.ec") == "sin_dato"


@pytest.mark.parametrize(("old", "new"), [(b"el oficio", b"mi oficio"), (b"Cambio", b"cambio"), (b"Ana <a", b"Eva <a")])
def test_a_changed_mail_fails(old: bytes, new: bytes) -> None:
    found = check_dkim(signed().replace(old, new), RECORDS.get)
    assert found.result("ana@msp.gob.ec") == "fallido"
    assert found.fallas == ("La firma DKIM de msp.gob.ec no vale: el correo no es el que se firmó.",)


def test_a_key_that_is_not_published_fails() -> None:
    (failure,) = check_dkim(signed(), {}.get).fallas
    assert "la clave no está publicada" in failure


def test_a_signature_over_part_of_the_text_proves_nothing() -> None:
    added = signed(length=True) + b"Y registre a otro.\r\n"
    assert check_dkim(added, RECORDS.get).result("ana@msp.gob.ec") == "fallido"


def test_a_second_from_field_proves_nothing() -> None:
    assert check_dkim(b"From: gerente@bce.ec\r\n" + signed(), RECORDS.get).dominios == ()


def test_the_names_of_the_keys_can_be_known_before() -> None:
    assert key_names(signed()) == ("s1._domainkey.msp.gob.ec",)
    assert key_names(b"DKIM-Signature: v=1; d=a/../b; s=$(x)\r\n\r\n") == ()


@pytest.mark.parametrize(
    "field", [b"", b"v=1", b"d=;s=;b=;bh=;h=", b"\xff" * 500, b"v=1; a=rsa-sha256; d=\xc3\xb1.ec; s=x"]
)
def test_a_damaged_signature_is_a_failure_and_no_more(field: bytes) -> None:
    found = check_dkim(b"DKIM-Signature: " + field + b"\r\n" + MAIL, RECORDS.get)
    assert found.dominios == ()
    assert len(found.fallas) == 1


def test_a_failed_signature_of_another_domain_does_not_refute_the_sender() -> None:
    assert check_dkim(signed(domain=b"lista.example"), {}.get).result("ana@msp.gob.ec") == "sin_dato"


def test_a_reading_learns_it_only_where_no_server_of_ours_spoke() -> None:
    unknown = Reading("a.eml", "otro", Sobre(remitente="ana@msp.gob.ec"))
    refuted = Reading("a.eml", "otro", Sobre(remitente="ana@msp.gob.ec", autenticacion="fallido"))
    assert vouched(unknown, signed(), RECORDS).sobre.autenticacion == "autenticado"
    assert vouched(refuted, signed(), RECORDS) is refuted
    broken = vouched(unknown, signed().replace(b"el oficio", b"mi oficio"), RECORDS)
    assert broken.sobre.autenticacion == "fallido"
    assert broken.sobre.sospechas == ("La firma DKIM de msp.gob.ec no vale: el correo no es el que se firmó.",)


@pytest.mark.parametrize(
    ("signer", "does"),
    [("msp.gob.ec", True), ("correo.msp.gob.ec", True), ("gob.ec", False), ("ec", False), ("sp.gob.ec", False)],
)
def test_a_domain_speaks_for_its_own_organisation_only(signer: str, does: bool) -> None:
    assert (Dkim((signer,)).result("ana@msp.gob.ec") == "autenticado") is does
