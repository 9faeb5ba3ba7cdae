"""Whether a certificate leads to a trusted root for a moment, offline; the rules are pyHanko's, the words ours."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from parsers.signing.trust import Trust
from parsers.signing.verdicts import Motivo

if TYPE_CHECKING:
    from asn1crypto import cms
    from asn1crypto.x509 import Certificate
    from pyhanko_certvalidator import ValidationContext

# The library tells each refused certificate to its log with a traceback; the desk has its own report.
for _name in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_name).addHandler(logging.NullHandler())
    logging.getLogger(_name).propagate = False

_MOTIVOS: dict[str, Motivo] = {
    "NO_CERTIFICATE_CHAIN_FOUND": "emisor",
    "REVOKED_NO_POE": "revocado",
    "REVOKED_CA_NO_POE": "revocado",
    "EXPIRED": "caducado",
    "OUT_OF_BOUNDS_NO_POE": "caducado",
    "OUT_OF_BOUNDS_NOT_REVOKED": "caducado",
    "NOT_YET_VALID": "aun_no",
    "CHAIN_CONSTRAINTS_FAILURE": "uso",
    "CRYPTO_CONSTRAINTS_FAILURE": "algoritmo",
    "CRYPTO_CONSTRAINTS_FAILURE_NO_POE": "algoritmo",
}
# A certificate for nothing but these is a machine's: its key signs what anybody hands to it.
_MACHINES = {"server_auth", "time_stamping", "ocsp_signing"}
_CLOCKS_DIFFER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Extras:
    """What a document brings besides its signatures: certificates, OCSP answers and revocation lists."""

    certificates: tuple[Any, ...] = ()
    answers: tuple[Any, ...] = ()
    lists: tuple[bytes, ...] = ()


@lru_cache(maxsize=4)
def _loaded(trust: Trust) -> tuple[list[Certificate], list[Certificate]]:
    from asn1crypto.x509 import Certificate

    return [Certificate.load(der) for der in trust.roots], [Certificate.load(der) for der in trust.intermediates]


def context(trust: Trust, at: datetime, extras: Extras = Extras()) -> ValidationContext:
    """Nothing is fetched. Local lists are not given to the library, which reads large ones for seconds."""
    from pyhanko_certvalidator import ValidationContext

    roots, intermediates = _loaded(trust)
    return ValidationContext(
        trust_roots=roots,
        other_certs=[*intermediates, *extras.certificates],
        ocsps=list(extras.answers),
        moment=at,
        allow_fetching=False,
        revocation_mode="soft-fail",
        retroactive_revinfo=True,
    )


def usages() -> Any:
    """Either usage will do: entities here mark certificates for signing with one, the other, or both."""
    from pyhanko.sign.validation import KeyUsageConstraints

    return KeyUsageConstraints(key_usage={"non_repudiation", "digital_signature"})


def refuse_twins(signed: cms.SignedData) -> None:
    """Raises ValueError where two certificates bear the issuer and number that the signer names: which of them a reader
    takes would hang on the order in which their bytes sort."""
    named = signed["signer_infos"][0]["sid"]
    if named.name != "issuer_and_serial_number":
        return
    wanted = named.chosen["issuer"], named.chosen["serial_number"].native
    certificates = [choice.chosen for choice in signed["certificates"] or () if choice.name == "certificate"]
    if len({one.dump() for one in certificates if (one.issuer, one.serial_number) == wanted}) > 1:
        raise ValueError("two certificates of one issuer and number")


def chain_problem(status: Any, at: datetime) -> Motivo | None:
    """Why the certificate of a checked signature is not accepted for that moment; null when it is."""
    certificate = status.signing_cert
    if status.trusted:
        purposes = set(certificate.extended_key_usage_value.native) if certificate.extended_key_usage_value else set()
        return "uso" if purposes and purposes <= _MACHINES else None
    if status.validation_path is None and certificate.subject == certificate.issuer:
        return "emisor"
    motivo = _MOTIVOS.get(getattr(status.trust_problem_indic, "name", ""), "cadena")
    if motivo in ("cadena", "caducado") and certificate.not_valid_before > at:
        return "aun_no"
    return motivo


def trusted_stamp(status: Any, moment: datetime | None) -> datetime | None:
    """The time of a timestamp whose authority leads to a trusted root; none that lies after the mail came."""
    stamp = status.timestamp_validity
    if stamp is None or not stamp.trusted or (moment and not possible(stamp.timestamp, moment)):
        return None
    return stamp.timestamp


def possible(claimed: datetime, received: datetime) -> bool:
    """Whether something received then can have been signed at that time, by clocks that differ a little."""
    return claimed <= received + _CLOCKS_DIFFER


def chain_of(status: Any) -> Sequence[Certificate]:
    """From the root to the holder; empty when no chain was found."""
    path = status.validation_path
    return list(path.iter_certs(include_root=True)) if path is not None else []
