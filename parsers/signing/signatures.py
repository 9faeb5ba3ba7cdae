"""Electronic signatures in PDF: is the document what was signed, by whom, and does the desk know the issuer."""

from __future__ import annotations

import asyncio
import io
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from cases.names import same_name
from cases.reading import Firma
from parsers.bounds.budget import OutOfTime, within
from parsers.signing.chains import (
    Extras,
    chain_of,
    chain_problem,
    context,
    possible,
    refuse_twins,
    trusted_stamp,
    usages,
)
from parsers.signing.holders import holder, short_name
from parsers.signing.revisions import Contents, contents
from parsers.signing.revocation import withdrawal
from parsers.signing.trust import Trust
from parsers.signing.verdicts import Checked, Motivo, firma

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import EmbeddedPdfSignature

MAX_SIGNATURES = 20
SECONDS = 4.0
_RANK = ("valida", "no_reconocida", "alterada", "ilegible", "sin_firma")
_STATES = {
    "valida": "válida", "no_reconocida": "íntegra, no reconocida", "alterada": "alterada", "ilegible": "ilegible",
    "sin_firma": "sin firma",
}  # fmt: skip
_TIME_PROBLEMS = ("caducado", "aun_no")
_EXTRAS_BYTES = 2_000_000
_HEXADECIMAL = re.compile(rb"<[0-9A-Fa-f]*>")


def verify_pdf(data: bytes, trust: Trust, moment: datetime | None) -> tuple[Firma, ...]:
    """Every signature of a PDF in the order of signing; empty without any (drawn stamps and printed words are none).

    `moment` (aware) is when the document was received: certificates are judged for it. Without it they are judged for
    the time that the signer's own clock states, and the report says so."""
    if b"/ByteRange" not in data:
        return ()
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        with within(SECONDS):
            reader = PdfFileReader(io.BytesIO(data), strict=False)
            if reader.encrypted:
                reader.decrypt(b"")
            return asyncio.run(_verify_all(reader, data, trust, moment))
    except MemoryError:
        raise
    except Exception as trouble:  # the library raises seven unrelated kinds on damaged files: all mean the same here
        return (unreadable(trouble),)


def unreadable(trouble: Exception) -> Firma:
    detail = f"La firma electrónica no se pudo leer ({type(trouble).__name__})."
    return Firma("ilegible", detalle=(detail,), motivo="ilegible")


async def _verify_all(
    reader: PdfFileReader, data: bytes, trust: Trust, moment: datetime | None
) -> tuple[Firma, ...]:
    signatures = reader.embedded_regular_signatures[:MAX_SIGNATURES]
    names = {signature.field_name for signature in reader.embedded_signatures}
    file = _File(data)
    found = []
    for signature in signatures:
        try:
            if reader.xrefs.hybrid_xrefs_present and not _covers_all(signature, data):
                raise ValueError("two tables of contents that need not agree")
            found.append(firma(await _verify(signature, names, file, trust, moment)))
        except (MemoryError, OutOfTime):
            raise
        except Exception as trouble:  # as above; one unreadable signature does not hide the others
            found.append(unreadable(trouble))
    return tuple(found)


async def _verify(
    signature: EmbeddedPdfSignature, names: set[str], file: _File, trust: Trust, moment: datetime | None
) -> Checked:
    from pyhanko.sign.validation import async_validate_pdf_signature

    refuse_twins(signature.signed_data)
    declared = _aware(signature.self_reported_timestamp)
    at = moment or declared or signature.signer_cert.not_valid_before
    extras = _extras(signature)
    status = await async_validate_pdf_signature(signature, context(trust, at, extras), key_usage_settings=usages())
    motivo = _changed(signature, status, names, file) or chain_problem(status, at)
    stamped = trusted_stamp(status, moment)
    if stamped and motivo in _TIME_PROBLEMS:
        status = await async_validate_pdf_signature(
            signature, context(trust, stamped, extras), key_usage_settings=usages(), skip_diff=True
        )
        at, motivo = stamped, chain_problem(status, stamped)
    return conclude(status, motivo, trust, extras, declared, stamped, at, later=_later(signature, file.data))


def conclude(
    status: Any, motivo: Motivo | None, trust: Trust, extras: Extras, declared: datetime | None,
    stamped: datetime | None, at: datetime, later: str | None = None,
) -> Checked:  # fmt: skip
    """Adds revocation to what the library found and gathers the report's facts."""
    chain = chain_of(status)
    # Not the signer's clock: set back, it would let a list that has run out speak for him.
    gone = withdrawal(chain, (*trust.lists, *extras.lists), stamped or at, at)
    if gone.revocado and motivo in (None, *_TIME_PROBLEMS):
        motivo = "revocado"
    certificate = status.signing_cert
    credible = declared is None or (certificate.not_valid_before <= declared and possible(declared, at))
    since = gone.revocado or getattr(status.revocation_details, "revocation_date", None)
    return Checked(
        motivo, holder(certificate, trust.entities), certificate.not_valid_before, certificate.not_valid_after,
        declared, stamped, at, short_name(chain[0].subject) if chain else None,
        _revocation(since, gone.comprobado), later,
        credible,
    )  # fmt: skip


def _revocation(since: datetime | None, checked: bool) -> str:
    if since:
        return f"El certificado fue revocado el {since:%Y-%m-%d}."
    if checked:
        return "No consta revocado en las listas disponibles."
    return "La revocación no se comprobó: no hay listas vigentes de su emisor."


@dataclass(slots=True)
class _File:
    """The file as it came. `now` is what it shows, looked at once for all its signatures."""

    data: bytes
    _now: Contents | None = None

    @property
    def now(self) -> Contents | None:
        if self._now is None:
            self._now = contents(self.data)
        return self._now


def _changed(signature: EmbeddedPdfSignature, status: Any, names: set[str], file: _File) -> Motivo | None:
    """What happened to the document since this signature, other than further signatures and timestamps. Not only the
    library's word counts: what is read now must be what is read of the signed bytes alone."""
    from pyhanko.sign.validation import SignatureCoverageLevel

    if not (status.intact and status.valid):
        return "rota"
    if status.coverage < SignatureCoverageLevel.ENTIRE_REVISION or not _contiguous(signature, file.data):
        return "cobertura"
    filled = set(getattr(status.diff_result, "changed_form_fields", ())) - names
    allowed = status.docmdp_ok and not filled
    if _covers_all(signature, file.data):
        return None if allowed else "contenido"
    signed, now = contents(file.data[: _end(signature)]), file.now
    if signed is None or now is None or not signed.same(now) or not (allowed or signed.complete):
        return "contenido"
    return None if allowed and not signed.covered(now) else "notas"


def _contiguous(signature: EmbeddedPdfSignature, data: bytes) -> bool:
    """The only gap in the signed bytes is the signature itself, in hexadecimal digits from end to end: written shorter
    it would leave room for what nobody signed."""
    start, length, next_start, _ = (int(number) for number in signature.byte_range)
    gap = data[length:next_start]
    return start == 0 and len(gap) == 2 * len(signature.pkcs7_content) + 2 and _HEXADECIMAL.fullmatch(gap) is not None


def _end(signature: EmbeddedPdfSignature) -> int:
    return int(signature.byte_range[2]) + int(signature.byte_range[3])


def _covers_all(signature: EmbeddedPdfSignature, data: bytes) -> bool:
    return _contiguous(signature, data) and _end(signature) == len(data)


def _later(signature: EmbeddedPdfSignature, data: bytes) -> str:
    if _covers_all(signature, data):
        return "La firma cubre el archivo entero."
    return "La firma cubre la versión firmada; después el archivo recibió añadidos."


def _extras(signature: EmbeddedPdfSignature) -> Extras:
    """Certificates and revocation data that the document carries for long-term validation, when of bearable size."""
    from asn1crypto.ocsp import OCSPResponse
    from pyhanko.sign.validation.dss import DocumentSecurityStore, NoDSSFoundError

    with suppress(NoDSSFoundError):
        store = DocumentSecurityStore.read_dss(signature.reader)
        lists = tuple(reference.get_object().data for reference in store.crls)
        answers = tuple(reference.get_object().data for reference in store.ocsps)
        if sum(map(len, (*lists, *answers))) <= _EXTRAS_BYTES:
            return Extras(tuple(store.load_certs()), tuple(OCSPResponse.load(answer) for answer in answers), lists)
    return Extras()


def _aware(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=UTC) if moment is not None and moment.tzinfo is None else moment


def matches(signature: Firma, printed_name: str | None) -> bool:
    """Whether the certificate's holder is the person printed under the letter: same parts of the name, in any order."""
    return same_name(signature.nombre, printed_name)


def choose(signatures: Sequence[Firma], printed_name: str | None) -> Firma:
    """The signature that stands for the document: the printed signer's, else the best one; `sin_firma` when none.
    Its report names the others, which are somebody's who drafted or reviewed the document."""
    ranked = sorted(signatures, key=lambda one: (not matches(one, printed_name), _RANK.index(one.estado)))
    if not ranked:
        return Firma()
    first, *others = ranked
    told = (f"Lleva además la firma de {one.nombre or 'alguien sin nombre'} ({_STATES[one.estado]})." for one in others)
    return replace(first, detalle=(*first.detalle, *told))
