"""Whether a certificate was withdrawn, as far as local lists can tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """`revocado` since when, by the lists at hand; `comprobado` when lists that were in force when the document was
    signed, or later, cover the whole chain."""

    revocado: datetime | None = None
    comprobado: bool = False


@lru_cache(maxsize=256)
def _load(der: bytes) -> x509.CertificateRevocationList:
    return x509.load_der_x509_crl(der)


def withdrawal(chain: Sequence[Certificate], lists: Sequence[bytes], signed: datetime, at: datetime) -> Withdrawal:
    """`chain` runs from the root to the holder; what was withdrawn by `at` counts. A list counts when the certificate's
    issuer signed it; also an old list shows what had been withdrawn, but only one in force shows that nothing was."""
    covered = 0
    for issuer, certificate in pairwise(chain):
        dates, until = _lookup(issuer, certificate, lists)
        if dates and min(dates) <= at:
            return Withdrawal(min(dates))
        covered += any(end >= signed for end in until)
    return Withdrawal(None, covered == len(chain) - 1 > 0)


def _lookup(
    issuer: Certificate, certificate: Certificate, lists: Sequence[bytes]
) -> tuple[list[datetime], list[datetime]]:
    """When the issuer's lists say that the certificate was withdrawn, and until when each list is in force."""
    dates, until = [], []
    own = x509.load_der_x509_certificate(issuer.dump())
    for der in lists:
        found = _load(der)
        if found.issuer != own.subject or not _signed_by(found, own):
            continue
        entry = found.get_revoked_certificate_by_serial_number(certificate.serial_number)
        if entry is not None:
            dates.append(entry.revocation_date_utc)
        if found.next_update_utc:
            until.append(found.next_update_utc)
    return dates, until


def _signed_by(found: x509.CertificateRevocationList, issuer: x509.Certificate) -> bool:
    try:
        return found.is_signature_valid(issuer.public_key())  # type: ignore[arg-type]
    except (InvalidSignature, UnsupportedAlgorithm, ValueError, TypeError):
        return False
