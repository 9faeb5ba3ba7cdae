"""Certification authorities for the tests: made anew each time, their keys never leave the memory."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from asn1crypto import keys
from asn1crypto import x509 as asn1
from asn1crypto.core import UTF8String
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign import signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

SINCE, UNTIL = datetime(2026, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC)
NUMBERS = {"cedula": 1, "nombres": 2, "apellido1": 3, "apellido2": 4, "cargo": 5, "institucion": 6}


@dataclass(frozen=True, slots=True)
class Party:
    """A certificate with its key and the certificates above it (the root first)."""

    certificate: x509.Certificate
    key: rsa.RSAPrivateKey
    above: tuple[x509.Certificate, ...] = ()

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    def signer(self) -> signers.SimpleSigner:
        store = SimpleCertificateStore()
        store.register_multiple([_asn1(certificate) for certificate in self.above])
        return signers.SimpleSigner(
            signing_cert=_asn1(self.certificate), signing_key=self.asn1_key(), cert_registry=store
        )

    def asn1_key(self) -> keys.PrivateKeyInfo:
        der = self.key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        return keys.PrivateKeyInfo.load(der)

    def asn1_certificate(self) -> asn1.Certificate:
        return _asn1(self.certificate)


def _asn1(certificate: x509.Certificate) -> asn1.Certificate:
    return asn1.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))


def _name(common: str, organisation: str, serial: str | None = None) -> x509.Name:
    parts = [(NameOID.COUNTRY_NAME, "EC"), (NameOID.ORGANIZATION_NAME, organisation), (NameOID.COMMON_NAME, common)]
    parts += [(NameOID.SERIAL_NUMBER, serial)] if serial else []
    return x509.Name([x509.NameAttribute(kind, text) for kind, text in parts])


def _usage(**chosen: bool) -> x509.KeyUsage:
    names = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
             "key_cert_sign", "crl_sign", "encipher_only", "decipher_only")  # fmt: skip
    return x509.KeyUsage(**{name: chosen.get(name, False) for name in names})


def _issue(subject: x509.Name, issuer: Party | None, since: datetime, until: datetime,
           extensions: list[tuple[x509.ExtensionType, bool]]) -> Party:  # fmt: skip
    key = rsa.generate_private_key(65537, 2048)
    above_key, above_name = (issuer.key, issuer.certificate.subject) if issuer else (key, subject)
    builder = (
        x509.CertificateBuilder().subject_name(subject).issuer_name(above_name).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(since).not_valid_after(until)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(above_key.public_key()), critical=False)
    )  # fmt: skip
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical=critical)
    above = (*issuer.above, issuer.certificate) if issuer else ()
    return Party(builder.sign(above_key, hashes.SHA256()), key, above)


def authority(common: str, organisation: str, issuer: Party | None = None) -> Party:
    extensions = [(x509.BasicConstraints(ca=True, path_length=None), True),
                  (_usage(key_cert_sign=True, crl_sign=True), True)]  # fmt: skip
    since, until = datetime(2020, 1, 1, tzinfo=UTC), datetime(2040, 1, 1, tzinfo=UTC)
    return _issue(_name(common, organisation), issuer, since, until, extensions)


def person(issuer: Party, base: str | None, data: dict[str, str], *, since: datetime = SINCE, until: datetime = UNTIL,
           serial: str | None = None) -> Party:  # fmt: skip
    """A signer's certificate. With `base`, `data` stand in extensions numbered under it; else in the subject alone."""
    full = " ".join(data[part] for part in ("nombres", "apellido1", "apellido2") if part in data)
    extensions: list[tuple[x509.ExtensionType, bool]] = [
        (x509.BasicConstraints(ca=False, path_length=None), True),
        (_usage(digital_signature=True, content_commitment=True), True),
    ]
    extensions += [
        (x509.UnrecognizedExtension(x509.ObjectIdentifier(f"{base}.{NUMBERS[part]}"), UTF8String(text).dump()), False)
        for part, text in data.items()
        if base
    ]
    return _issue(_name(full, "Entidad de pruebas", serial), issuer, since, until, extensions)


def registro_civil_person(issuer: Party, data: dict[str, str]) -> Party:
    """As the Registro Civil writes them: the cédula as an alternative name of the subject."""
    number = x509.ObjectIdentifier("1.3.6.1.4.1.55519.1.1.1.5.2.1")
    names = x509.SubjectAlternativeName([x509.OtherName(number, UTF8String(data["cedula"]).dump())])
    full = f"{data['nombres']} {data['apellido1']} {data['apellido2']}"
    extensions = [(_usage(digital_signature=True), True), (names, False)]
    return _issue(_name(full, "Entidad de pruebas"), issuer, SINCE, UNTIL, extensions)


def time_authority(issuer: Party) -> Party:
    extensions = [(_usage(digital_signature=True), True),
                  (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), True)]  # fmt: skip
    return _issue(_name("Sello de tiempo", "Entidad de pruebas"), issuer, SINCE, UNTIL, extensions)


def revocation_list(issuer: Party, revoked: dict[int, datetime], issued: datetime, until: datetime) -> bytes:
    """PEM."""
    builder = x509.CertificateRevocationListBuilder().issuer_name(issuer.certificate.subject)
    builder = builder.last_update(issued).next_update(until)
    for serial, when in revoked.items():
        entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(when).build()
        builder = builder.add_revoked_certificate(entry)
    return builder.sign(issuer.key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
