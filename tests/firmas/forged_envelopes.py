"""Envelopes (.p7m) forged without the signer's key, and what they must be called."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable

from asn1crypto import cms
from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.firmas import authority as ca
from tests.firmas.make import ANA, BCE, Cast, envelope, letter

Forgery = Callable[[Cast], bytes]


def changed(change: Callable[[cms.SignedData, Cast], None]) -> Forgery:
    def forge(cast: Cast) -> bytes:
        info = cms.ContentInfo.load(envelope(letter(), cast.ana))
        change(info["content"], cast)
        return info.dump(force=True)

    return forge


def no_signers(signed: cms.SignedData, cast: Cast) -> None:
    signed["signer_infos"] = []


def no_certificates(signed: cms.SignedData, cast: Cast) -> None:
    signed["certificates"] = []


def no_attributes(signed: cms.SignedData, cast: Cast) -> None:
    signed["signer_infos"][0]["signed_attrs"] = None


def no_digest(signed: cms.SignedData, cast: Cast) -> None:
    signer = signed["signer_infos"][0]
    kept = [each for each in signer["signed_attrs"] if each["type"].native != "message_digest"]
    signer["signed_attrs"] = cms.CMSAttributes(kept)


def called_sha1(signed: cms.SignedData, cast: Cast) -> None:
    signed["signer_infos"][0]["digest_algorithm"] = {"algorithm": "sha1"}


def called_timestamp(signed: cms.SignedData, cast: Cast) -> None:
    signed["encap_content_info"]["content_type"] = "tst_info"


def somebody_elses(signed: cms.SignedData, cast: Cast) -> None:
    """The signature is said to be Luis's, whose certificate lies beside."""
    other = cast.luis.asn1_certificate()
    name = cms.IssuerAndSerialNumber({"issuer": other.issuer, "serial_number": other.serial_number})
    signed["signer_infos"][0]["sid"] = cms.SignerIdentifier("issuer_and_serial_number", name)
    signed["certificates"] = [*signed["certificates"], other]


def forged_twin(signed: cms.SignedData, cast: Cast) -> None:
    """Before the certificate lies another of the same issuer and number, with the forger's key."""
    true = cast.ana.asn1_certificate()
    twin = Certificate.load(ca.person(cast.stranger, BCE, ANA).asn1_certificate().dump())
    twin["tbs_certificate"]["issuer"] = true.issuer
    twin["tbs_certificate"]["serial_number"] = true.serial_number
    signed["certificates"] = [Certificate.load(twin.dump(force=True)), *signed["certificates"]]


def countersigned(signed: cms.SignedData, cast: Cast) -> None:
    """An unsigned attribute, in which anybody can write, holds the signature once more."""
    signer = signed["signer_infos"][0]
    again = cms.CMSAttribute({"type": "counter_signature", "values": [cms.SignerInfo.load(signer.dump())]})
    signer["unsigned_attrs"] = cms.CMSAttributes([again])


def timestamp_token(cast: Cast) -> bytes:
    """What a trusted authority signed is a time, no letter."""
    digest = hashlib.sha256(letter()).digest()
    return asyncio.run(cast.stamper().async_timestamp(digest, "sha256")).dump()


def mesh(layers: int, width: int) -> Forgery:
    """Certificates that could each have been issued by any of the layer above: the paths multiply."""

    def forge(cast: Cast) -> bytes:
        above, known = [cast.stranger], []
        for layer in range(layers):
            key = rsa.generate_private_key(65537, 2048)
            above = [_between(above[place % len(above)], f"Capa {layer}", key) for place in range(width)]
            known += above
        holder = ca.person(above[0], BCE, ANA)
        info = cms.ContentInfo.load(envelope(letter(), holder))
        info["content"]["certificates"] = [each.asn1_certificate() for each in (holder, *known)]
        return info.dump(force=True)

    return forge


def _between(issuer: ca.Party, name: str, key: rsa.RSAPrivateKey) -> ca.Party:
    builder = (
        x509.CertificateBuilder().subject_name(ca._name(name, "Nadie")).issuer_name(issuer.certificate.subject)
        .public_key(key.public_key()).serial_number(x509.random_serial_number())
        .not_valid_before(ca.SINCE).not_valid_after(ca.UNTIL).add_extension(x509.BasicConstraints(True, None), True)
    )  # fmt: skip
    return ca.Party(builder.sign(issuer.key, hashes.SHA256()), key)


FORGERIES: dict[str, tuple[Forgery, list[str]]] = {
    "sin firmantes": (changed(no_signers), ["ilegible/ilegible"]),
    "sin certificados": (changed(no_certificates), ["ilegible/ilegible"]),
    "sin atributos": (changed(no_attributes), ["alterada/rota ANA"]),
    "sin resumen del contenido": (changed(no_digest), ["ilegible/ilegible"]),
    "que se llama SHA-1": (changed(called_sha1), ["ilegible/ilegible"]),
    "que se llama sello de tiempo": (changed(called_timestamp), ["ilegible/ilegible"]),
    "a nombre de otro": (changed(somebody_elses), ["ilegible/ilegible"]),
    "con un gemelo falso del certificado": (changed(forged_twin), ["ilegible/ilegible"]),
    "sello de tiempo como sobre": (timestamp_token, ["ilegible/ilegible"]),
    "certificados en malla": (mesh(7, 8), ["ilegible/ilegible"]),
    # What anybody can add changes nothing.
    "refrendada por sí misma": (changed(countersigned), ["valida ANA"]),
}
