"""Whom the desk believes: trusted roots, intermediates and revocation lists from a folder that the operator fills."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from parsers.words.phrases import read_table

if TYPE_CHECKING:
    from asn1crypto import crl, x509

Clase = Literal["raiz", "intermedio", "lista", "ilegible"]
MAX_FILE = 20_000_000


@dataclass(frozen=True, slots=True)
class Entity:
    """A certification entity of Ecuador: `bases` of its object identifiers, `campos` (datum, number under a base)."""

    nombre: str
    bases: tuple[str, ...]
    campos: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Trust:
    """DER certificates and lists; without roots every intact signature is `no_reconocida`."""

    roots: tuple[bytes, ...] = field(default=(), repr=False)
    intermediates: tuple[bytes, ...] = field(default=(), repr=False)
    lists: tuple[bytes, ...] = field(default=(), repr=False)
    entities: tuple[Entity, ...] = ()


@dataclass(frozen=True, slots=True)
class TrustItem:
    """One certificate or revocation list of the folder. Of a list, `desde` and `hasta` are its issue and next issue;
    `huella` is the SHA-256 of its bytes; `problema` says why a file is `ilegible` or useless as a root (Spanish)."""

    clase: Clase
    archivo: str
    titular: str = ""
    emisor: str = ""
    desde: datetime | None = None
    hasta: datetime | None = None
    huella: str = ""
    problema: str | None = None
    der: bytes = field(default=b"", repr=False)


def load_trust(folder: Path | None) -> Trust:
    """The folder as trust; none, or one without certificates, trusts nobody. Unreadable files are passed over:
    `check_items` names them."""
    items = read_folder(folder) if folder else ()
    by_class = {clase: tuple(i.der for i in items if i.clase == clase) for clase in ("raiz", "intermedio", "lista")}
    return Trust(by_class["raiz"], by_class["intermedio"], by_class["lista"], entities())


@lru_cache(maxsize=1)
def entities() -> tuple[Entity, ...]:
    """Ecuador's certification entities as `data/entidades.toml` lists them."""
    table = read_table("entidades")
    return tuple(
        Entity(row["nombre"], tuple(row["bases"]), tuple((row.get("campos") or table["campos"]).items()))
        for row in table["entidad"]
    )


def read_folder(folder: Path) -> tuple[TrustItem, ...]:
    """Everything in the folder (not below it), by file name, each once."""
    seen: dict[str, TrustItem] = {}
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.is_file() and not path.name.startswith("."):
            content = path.read_bytes() if path.stat().st_size <= MAX_FILE else b""
            for item in read_items(path.name, content):
                seen.setdefault(item.huella or item.archivo, item)
    return tuple(seen.values())


def read_items(archivo: str, content: bytes) -> tuple[TrustItem, ...]:
    """The certificates and lists of one file (PEM, DER, or a PKCS#7 bundle); one `ilegible` item when it has none."""
    items = tuple(_items(archivo, content))
    return items or (TrustItem("ilegible", archivo, problema="No contiene certificados ni listas de revocación."),)


def _items(archivo: str, content: bytes) -> Iterator[TrustItem]:
    from asn1crypto import pem

    try:
        blocks = [der for _, _, der in pem.unarmor(content, multiple=True)] if pem.detect(content) else [content]
    except ValueError:
        blocks = []
    for der in blocks:
        yield from _item(archivo, der)


def _item(archivo: str, der: bytes) -> Iterator[TrustItem]:
    from asn1crypto import cms, crl, x509

    for read in (
        lambda: [_certificate_item(archivo, x509.Certificate.load(der, strict=True))],
        lambda: [_list_item(archivo, crl.CertificateList.load(der, strict=True))],
        lambda: _bundle_items(archivo, cms.ContentInfo.load(der, strict=True)),
    ):
        try:
            found = read()
        except (ValueError, TypeError, KeyError, AttributeError):
            continue
        yield from found
        return


def _bundle_items(archivo: str, bundle: Any) -> list[TrustItem]:
    content = bundle["content"]
    certificates = [_certificate_item(archivo, choice.chosen) for choice in content["certificates"] or ()]
    return certificates + [_list_item(archivo, choice.chosen) for choice in content["crls"] or ()]


def _certificate_item(archivo: str, certificate: x509.Certificate) -> TrustItem:
    own = certificate.subject == certificate.issuer
    basic = certificate.basic_constraints_value
    # Before version 3 nothing said who is an authority: of those, only roots are taken.
    ancient = certificate["tbs_certificate"]["version"].native == "v1"
    is_authority = bool(basic["ca"].native) if basic is not None else own and ancient
    problem = None if is_authority else "No es el certificado de una autoridad: no sirve para reconocer a otros."
    der = certificate.dump()
    return TrustItem(
        "ilegible" if problem else "raiz" if own else "intermedio", archivo,
        _display(certificate.subject), _display(certificate.issuer),
        certificate.not_valid_before, certificate.not_valid_after, hashlib.sha256(der).hexdigest(), problem, der,
    )  # fmt: skip


def _list_item(archivo: str, found: crl.CertificateList) -> TrustItem:
    body = found["tbs_cert_list"]
    der = found.dump()
    return TrustItem(
        "lista", archivo, "", _display(found.issuer),
        body["this_update"].native, body["next_update"].native, hashlib.sha256(der).hexdigest(), None, der,
    )  # fmt: skip


def _display(name: x509.Name) -> str:
    """Common name and organisation on one line, nothing that could drive a terminal."""
    native = name.native
    parts = [str(native[part]) for part in ("common_name", "organization_name") if native.get(part)]
    return "".join(char for char in " — ".join(parts) or name.human_friendly if char.isprintable())


def check_items(items: Iterable[TrustItem], now: datetime) -> tuple[str, ...]:
    """What the operator should see to, one Spanish sentence each; nothing when all is in order."""
    items = tuple(items)
    told = [f"{item.archivo}: {item.problema}" for item in items if item.problema]
    roots = [item for item in items if item.clase == "raiz"]
    if not roots:
        told.append("No hay ninguna raíz de confianza: toda firma íntegra quedará como no reconocida.")
    authorities = {item.titular for item in items if item.clase in ("raiz", "intermedio")}
    for item in items:
        what = "la lista de revocación de" if item.clase == "lista" else "el certificado de"
        who = item.emisor if item.clase == "lista" else item.titular
        if item.clase in ("intermedio", "lista") and item.emisor not in authorities:
            told.append(f"{item.archivo}: falta el certificado de quien emitió {what} {who}.")
        if item.desde and item.desde > now:
            told.append(f"{item.archivo}: {what} {who} todavía no está vigente.")
        if item.hasta and item.hasta < now:
            told.append(f"{item.archivo}: {what} {who} venció el {item.hasta:%Y-%m-%d}.")
    return tuple(told)


def importable(archivo: str, content: bytes) -> tuple[tuple[str, bytes], ...]:
    """What a file of an authority brings into the folder: (own file name, PEM), without the rest of the file."""
    from asn1crypto import pem

    kept = [item for item in read_items(archivo, content) if item.clase != "ilegible"]
    kinds = {"lista": "X509 CRL"}
    return tuple(
        (f"{item.clase}-{item.huella[:16]}.pem", pem.armor(kinds.get(item.clase, "CERTIFICATE"), item.der))
        for item in kept
    )
