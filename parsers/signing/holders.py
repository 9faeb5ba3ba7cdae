"""Whose certificate it is: the holder's name and cédula, and who issued it, as the certificate states them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cases.identifiers import check_cedula
from parsers.signing.trust import Entity

if TYPE_CHECKING:
    from asn1crypto import core, x509


@dataclass(frozen=True, slots=True)
class Holder:
    """`entidad` is the certification entity whose numbers the certificate uses (anybody can use them: believe it of a
    trusted chain only), `emisor` the issuer's own name, `organizacion` the issuer's organisation."""

    nombre: str | None
    cedula: str | None
    cargo: str | None
    entidad: str
    emisor: str
    organizacion: str


def holder(certificate: x509.Certificate, entities: Iterable[Entity]) -> Holder:
    """Reads the entities' extensions and alternative names first, the subject's common attributes otherwise."""
    values = _numbered(certificate)
    subject = certificate.subject.native
    issuer = certificate.issuer.native
    emisor = short_name(certificate.issuer)
    named = _clean(issuer.get("organization_name")) or emisor
    for entity in entities:
        data = _data_of(entity, values)
        if data:
            parts = (data.get(part) for part in ("nombres", "apellido1", "apellido2"))
            nombre = " ".join(part for part in parts if part) if data.get("nombres") else _subject_name(subject)
            cedula = data.get("cedula") or data.get("pasaporte") or _subject_cedula(subject)
            return Holder(nombre or None, cedula, data.get("cargo"), entity.nombre, emisor, named)
    cargo = _clean(subject.get("title")) or None
    return Holder(_subject_name(subject), _subject_cedula(subject), cargo, named, emisor, named)


def short_name(name: x509.Name) -> str:
    """The common name, else the organisation, else the whole."""
    native = name.native
    return _clean(native.get("common_name") or native.get("organization_name") or name.human_friendly)


def _data_of(entity: Entity, values: dict[str, str]) -> dict[str, str]:
    found = {}
    for base in entity.bases:
        for campo, number in entity.campos:
            if value := values.get(f"{base}.{number}"):
                found.setdefault(campo, value)
    return found


def _numbered(certificate: x509.Certificate) -> dict[str, str]:
    """Object identifier → text, of private extensions and of alternative names."""
    values: dict[str, str] = {}
    for extension in certificate["tbs_certificate"]["extensions"]:
        number = extension["extn_id"].dotted
        if number.startswith("1.3.6.1.4.1."):
            values[number] = _text(extension["extn_value"].contents)
    alternatives = certificate.subject_alt_name_value
    for name in alternatives or ():
        if name.name == "other_name":
            values[name.chosen["type_id"].dotted] = _plain(name.chosen["value"])
    return {number: value for number, value in values.items() if value}


def _text(content: bytes) -> str:
    """The value of an extension: a DER string, or its bare characters."""
    from asn1crypto import core

    try:
        return _plain(core.load(content, strict=True))
    except ValueError:
        return _clean(content.decode("utf-8", "replace"))


def _plain(value: core.Asn1Value) -> str:
    native = value.native
    return _clean(native.decode("utf-8", "replace") if isinstance(native, bytes) else native)


def _subject_name(subject: dict[str, object]) -> str | None:
    given, surname = _clean(subject.get("given_name")), _clean(subject.get("surname"))
    return _clean(subject.get("common_name")) or " ".join(part for part in (given, surname) if part) or None


def _subject_cedula(subject: dict[str, object]) -> str | None:
    """A serial number such as ``IDCEC-1712345675``; some entities count certificates there, so it must be a cédula."""
    for digits in re.findall(r"(?<!\d)\d{10}(?!\d)", _clean(subject.get("serial_number"))):
        if not check_cedula(digits).codigo:
            return digits
    return None


def _clean(value: object) -> str:
    """One short line without control or direction characters: a certificate's text is its maker's, not ours."""
    text = value if isinstance(value, str) else " ".join(map(str, value)) if isinstance(value, list) else ""
    kept = "".join(" " if unicodedata.category(char)[0] in "CZ" else char for char in text[:1000])
    return " ".join(kept.split())[:200]
