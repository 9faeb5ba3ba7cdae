"""Certificates that should not be believed, and unusual ones that should: each signs an honest letter."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count

from asn1crypto import cms, core
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.timestamps import DummyTimeStamper

from tests.firmas import authority as ca
from tests.firmas.forged_pdfs import gap_of
from tests.firmas.make import ANA, BCE, Cast, letter, sign

Forgery = Callable[[Cast], bytes]
Extensions = list[tuple[x509.ExtensionType, bool]]
_NUMBERS = count(1)
_SIGNS = {"digital_signature": True, "content_commitment": True}


def person(data: dict[str, str] | None = None, **usage: bool) -> Extensions:
    numbers = [
        (x509.UnrecognizedExtension(x509.ObjectIdentifier(f"{BCE}.{ca.NUMBERS[part]}"), core.UTF8String(text).dump()), False)
        for part, text in (data or ANA).items()
    ]
    return [(x509.BasicConstraints(False, None), True), (ca._usage(**(usage or _SIGNS)), True), *numbers]


def authority(depth: int | None = None, **usage: bool) -> Extensions:
    return [(x509.BasicConstraints(True, depth), True), (ca._usage(**(usage or {"key_cert_sign": True})), True)]


def issue(
    issuer: ca.Party | None, extensions: Extensions, key: object = None, since: datetime = ca.SINCE,
    until: datetime = ca.UNTIL, called: x509.Name | None = None,
) -> ca.Party:  # fmt: skip
    """A certificate as it is asked for, with whatever key and whatever name of the issuer."""
    key = key or rsa.generate_private_key(65537, 2048)
    # Each a name of its own: certificates of their issuer's name do not count for the length of a chain.
    name = ca._name(f"ANA número {next(_NUMBERS)}", "Nadie")
    above_key, above_name = (issuer.key, issuer.certificate.subject) if issuer else (key, name)
    builder = (
        x509.CertificateBuilder().subject_name(name).issuer_name(called or above_name)
        .public_key(key.public_key()).serial_number(x509.random_serial_number())
        .not_valid_before(since).not_valid_after(until)
    )  # fmt: skip
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical=critical)
    above = (*issuer.above, issuer.certificate) if issuer else ()
    return ca.Party(builder.sign(above_key, hashes.SHA256()), key, above)


def signed_by(make: Callable[[Cast], ca.Party]) -> Forgery:
    return lambda cast: sign(letter(), make(cast))


def under(extensions: Extensions, **options: datetime) -> Forgery:
    """Under an intermediate of that kind, which a trusted authority issued."""
    return signed_by(lambda cast: issue(issue(cast.bce, extensions, **options), person()))


def with_key(key: Callable[[], object]) -> Forgery:
    return signed_by(lambda cast: issue(cast.bce, person(), key()))


def by_digest(name: str) -> Forgery:
    def forge(cast: Cast) -> bytes:
        writer = IncrementalPdfFileWriter(io.BytesIO(letter()))
        meta = signers.PdfSignatureMetadata(field_name="Firma1", md_algorithm=name)
        return signers.sign_pdf(writer, meta, signer=cast.ana.signer(), bytes_reserved=16384).getvalue()

    return forge


class _Liar(signers.SimpleSigner):
    """A signer's clock that says what he wants; null: it says nothing."""

    said: datetime | None = None

    async def signed_attrs(self, *args: object, **options: object) -> cms.CMSAttributes:
        honest = await super().signed_attrs(*args, **options)
        told = cms.CMSAttributes([each for each in honest if each["type"].native != "signing_time"])
        if self.said:
            time = cms.Time({"utc_time": core.UTCTime(self.said)})
            told.append(cms.CMSAttribute({"type": "signing_time", "values": [time]}))
        return told


def at(moment: Callable[[Cast], datetime | None]) -> Forgery:
    def forge(cast: Cast) -> bytes:
        honest = cast.ana.signer()
        liar = _Liar(signing_cert=honest.signing_cert, signing_key=honest.signing_key, cert_registry=honest.cert_registry)
        liar.said = moment(cast)
        meta = signers.PdfSignatureMetadata(field_name="Firma1")
        writer = IncrementalPdfFileWriter(io.BytesIO(letter()))
        return signers.sign_pdf(writer, meta, signer=liar, bytes_reserved=16384).getvalue()

    return forge


def stamped(party: Callable[[Cast], ca.Party], clock: Callable[[Cast], ca.Party], days: int) -> Forgery:
    """With a timestamp of so many days before or after now."""

    def forge(cast: Cast) -> bytes:
        authority = clock(cast)
        stamper = DummyTimeStamper(
            authority.asn1_certificate(), authority.asn1_key(), certs_to_embed=authority.signer().cert_registry,
            fixed_dt=cast.now + timedelta(days=days),
        )  # fmt: skip
        return sign(letter(), party(cast), stamper=stamper)

    return forge


def borrowed_stamp(cast: Cast) -> bytes:
    """The trusted timestamp of another signature put on one whose certificate has expired since."""

    def structure(signed: bytes) -> cms.ContentInfo:
        start, end = gap_of(signed)
        return cms.ContentInfo.load(bytes.fromhex(signed[start + 1 : end - 1].decode()))

    genuine = structure(sign(letter(), cast.ana, stamper=cast.stamper()))
    late = sign(letter(), cast.expired)
    forged, (start, end) = structure(late), gap_of(late)
    forged["content"]["signer_infos"][0]["unsigned_attrs"] = genuine["content"]["signer_infos"][0]["unsigned_attrs"]
    digits = forged.dump(force=True).hex().encode()
    return late[: start + 1] + digits.ljust(end - start - 2, b"0") + late[end - 1 :]


_FOR_SERVERS = (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), True)
_UNKNOWN = (x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4.5"), b"\5\0"), True)
_LONG_AGO = datetime(2001, 1, 1, tzinfo=UTC)

# What is odd about it, the letter that it signs, what must be said.
FORGERIES: dict[str, tuple[Forgery, str]] = {
    "hecho en casa con los números de una entidad": (signed_by(lambda cast: issue(None, person())), "no_reconocida/emisor"),
    "hecho en casa con el nombre del emisor": (
        signed_by(lambda cast: issue(None, person(), called=cast.bce.certificate.subject)), "no_reconocida/cadena"),
    "raíz del mismo nombre": (
        signed_by(lambda cast: ca.person(ca.authority("Raíz de pruebas", "Autoridad de pruebas"), BCE, ANA)),
        "no_reconocida/emisor"),
    "emitido por una persona": (signed_by(lambda cast: issue(cast.luis, person())), "no_reconocida/cadena"),
    "emitido por quien no es autoridad": (under([]), "no_reconocida/cadena"),
    "emitido por quien solo puede firmar": (under(authority(digital_signature=True)), "no_reconocida/cadena"),
    "cadena más larga de lo permitido": (
        signed_by(lambda cast: issue(issue(issue(cast.bce, authority(0)), authority()), person())), "no_reconocida/cadena"),
    "intermedio vencido": (
        under(authority(), since=datetime(2021, 1, 1, tzinfo=UTC), until=datetime(2022, 1, 1, tzinfo=UTC)),
        "no_reconocida/cadena"),
    "con una condición desconocida": (signed_by(lambda cast: issue(cast.bce, [*person(), _UNKNOWN])), "no_reconocida/cadena"),
    "para cifrar": (signed_by(lambda cast: issue(cast.bce, person(key_encipherment=True))), "no_reconocida/uso"),
    "para un servidor": (signed_by(lambda cast: issue(cast.bce, [*person(), _FOR_SERVERS])), "no_reconocida/uso"),
    "para nada en particular": (signed_by(lambda cast: issue(cast.bce, [])), "no_reconocida/uso"),
    "clave RSA de 1.024": (with_key(lambda: rsa.generate_private_key(65537, 1024)), "no_reconocida/algoritmo"),
    "resumen SHA-1": (by_digest("sha1"), "no_reconocida/algoritmo"),
    "resumen MD5": (by_digest("md5"), "no_reconocida/algoritmo"),
    "sello de una autoridad desconocida": (
        stamped(lambda cast: cast.expired, lambda cast: ca.time_authority(cast.stranger), -60), "no_reconocida/caducado"),
    "sello de una persona": (stamped(lambda cast: cast.expired, lambda cast: cast.luis, -60), "no_reconocida/caducado"),
    "sello posterior a la recepción": (stamped(lambda cast: cast.early, lambda cast: cast.clock, 60), "no_reconocida/aun_no"),
    "sello de otra firma": (borrowed_stamp, "no_reconocida/caducado"),
    # Unusual, and good.
    "clave P-256": (with_key(lambda: ec.generate_private_key(ec.SECP256R1())), "valida"),
    "clave P-521": (with_key(lambda: ec.generate_private_key(ec.SECP521R1())), "valida"),
    "resumen SHA-512": (by_digest("sha512"), "valida"),
    "reloj adelantado un año": (at(lambda cast: cast.now + timedelta(days=400)), "valida"),
    "reloj anterior al certificado": (at(lambda cast: _LONG_AGO), "valida"),
    "sin hora": (at(lambda cast: None), "valida"),
}  # fmt: skip
LIES = ("reloj adelantado un año", "reloj anterior al certificado")
