"""No forgery is a valid signature, and each is called what it is."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from parsers.signing.envelopes import open_p7m
from parsers.signing.signatures import verify_pdf
from parsers.signing.trust import Trust, entities, read_items
from tests.firmas import authority as ca
from tests.firmas import forged_certificates, forged_envelopes, forged_pdfs
from tests.firmas.make import Cast
from tests.firmas.table import short


@pytest.fixture(scope="module")
def cast() -> Cast:
    return Cast()


def trust_of(files: dict[str, bytes]) -> Trust:
    items = [item for name, content in files.items() for item in read_items(name, content)]
    by_class = {clase: tuple(i.der for i in items if i.clase == clase) for clase in ("raiz", "intermedio", "lista")}
    return Trust(by_class["raiz"], by_class["intermedio"], by_class["lista"], entities())


def received(cast: Cast) -> datetime:
    return cast.now + timedelta(hours=1)


@pytest.mark.parametrize("name", forged_pdfs.FORGERIES)
def test_a_forged_pdf_is_called_what_it_is(cast: Cast, name: str) -> None:
    forge, expected = forged_pdfs.FORGERIES[name]
    assert short(verify_pdf(forge(cast), trust_of(cast.trust()), received(cast))) == expected


@pytest.mark.parametrize("name", forged_certificates.FORGERIES)
def test_a_certificate_is_believed_only_for_what_its_chain_says(cast: Cast, name: str) -> None:
    forge, expected = forged_certificates.FORGERIES[name]
    assert short(verify_pdf(forge(cast), trust_of(cast.trust()), received(cast))) == [f"{expected} ANA"]


@pytest.mark.parametrize("name", forged_envelopes.FORGERIES)
def test_a_forged_envelope_is_called_what_it_is(cast: Cast, name: str) -> None:
    forge, expected = forged_envelopes.FORGERIES[name]
    assert short(open_p7m(forge(cast), trust_of(cast.trust()), received(cast))[1]) == expected


@pytest.mark.parametrize("name", forged_certificates.LIES)
def test_a_signers_clock_that_cannot_be_right_is_reported_and_not_believed(cast: Cast, name: str) -> None:
    letter = forged_certificates.FORGERIES[name][0](cast)
    (one,) = verify_pdf(letter, trust_of(cast.trust()), received(cast))
    assert one.fecha is None
    assert any(sentence.startswith("El equipo del firmante declara una hora imposible") for sentence in one.detalle)


def test_a_clock_set_back_does_not_let_an_old_list_say_that_nothing_was_revoked(cast: Cast) -> None:
    issued, until = cast.now - timedelta(days=30), cast.now - timedelta(days=20)
    lists = {f"{n}.crl": ca.revocation_list(issuer, {}, issued, until) for n, issuer in enumerate((cast.root, cast.bce))}
    back = forged_certificates.at(lambda cast: cast.now - timedelta(days=25))(cast)
    (one,) = verify_pdf(back, trust_of(cast.trust() | {"bce.crl": b""} | lists), received(cast))
    assert "La revocación no se comprobó: no hay listas vigentes de su emisor." in one.detalle
