"""Signed envelopes (.p7m, .p7s): the document inside and the signatures over it."""

from __future__ import annotations

import asyncio
import base64
import binascii
import re
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from cases.reading import Firma
from parsers.bounds.budget import OutOfTime, within
from parsers.signing.chains import Extras, chain_problem, context, refuse_twins, trusted_stamp, usages
from parsers.signing.signatures import MAX_SIGNATURES, SECONDS, conclude, unreadable
from parsers.signing.trust import Trust
from parsers.signing.verdicts import Checked, firma

if TYPE_CHECKING:
    from asn1crypto import cms

MAX_DEPTH = 4
_BASE64 = re.compile(rb"[A-Za-z0-9+/=\s]+")


def open_p7m(
    data: bytes, trust: Trust, moment: datetime | None, detached_content: bytes | None = None
) -> tuple[bytes | None, tuple[Firma, ...]]:
    """The innermost document and all signatures, the outermost first; DER, PEM and bare base64 are understood.

    `detached_content` is the signed file when the envelope does not hold it. The document is null when there is none
    to be had (detached without its file, encrypted, damaged)."""
    content: bytes | None = None
    found: tuple[Firma, ...] = ()
    try:
        with within(SECONDS):
            for _ in range(MAX_DEPTH):
                signed = _signed_data(data if content is None else content)
                if signed is None:
                    break
                enclosed = signed["encap_content_info"]["content"].native
                content = enclosed if isinstance(enclosed, bytes) else detached_content
                found += _verify_signers(signed, content, trust, moment)
                if content is None:
                    break
    except MemoryError:
        raise
    except Exception as trouble:  # asn1crypto meets hostile bytes with many kinds: all mean unreadable
        found = (*found, unreadable(trouble))
    return content, found or (unreadable(ValueError()),)


def _signed_data(data: bytes) -> cms.SignedData | None:
    """Null when the bytes are something else, such as the document itself."""
    from asn1crypto import cms, pem

    text = data.strip()
    if pem.detect(text[:4096]):
        data = pem.unarmor(text)[2]
    elif text[:2] in (b"MI", b"MH") and _BASE64.fullmatch(text):
        try:
            data = base64.b64decode(text)
        except binascii.Error:
            return None
    if data[:1] != b"\x30":
        return None
    info = cms.ContentInfo.load(data)
    return info["content"] if info["content_type"].native == "signed_data" else None


def _verify_signers(
    signed: cms.SignedData, content: bytes | None, trust: Trust, moment: datetime | None
) -> tuple[Firma, ...]:
    if content is None:
        detail = "La firma está en un archivo aparte y falta el documento firmado."
        return (Firma("ilegible", detalle=(detail,), motivo="ilegible"),)
    found = []
    for one in _one_by_one(signed):
        try:
            found.append(firma(asyncio.run(_verify(one, content, trust, moment))))
        except (MemoryError, OutOfTime):
            raise
        except Exception as trouble:  # one unreadable signer does not hide the others
            found.append(unreadable(trouble))
    return tuple(found)


def _one_by_one(signed: cms.SignedData) -> Iterator[cms.SignedData]:
    """The library checks one signer at a time, over content that is handed to it: a copy without content for each."""
    from asn1crypto import cms

    kind = signed["encap_content_info"]["content_type"].native
    for signer in list(signed["signer_infos"])[:MAX_SIGNATURES]:
        yield cms.SignedData(
            {
                "version": signed["version"].native,
                "digest_algorithms": signed["digest_algorithms"],
                "encap_content_info": {"content_type": kind},
                "certificates": signed["certificates"],
                "signer_infos": [signer],
            }
        )


async def _verify(signed: cms.SignedData, content: bytes, trust: Trust, moment: datetime | None) -> Checked:
    from pyhanko.sign.validation import async_validate_detached_cms
    from pyhanko.sign.validation.generic_cms import extract_certs_for_validation, extract_self_reported_ts

    refuse_twins(signed)
    declared = extract_self_reported_ts(signed["signer_infos"][0])
    certificate: Any = extract_certs_for_validation(signed).signer_cert
    at = moment or declared or certificate.not_valid_before

    async def check(when: datetime) -> Any:
        return await async_validate_detached_cms(content, signed, context(trust, when), key_usage_settings=usages())

    status = await check(at)
    motivo = None if status.intact and status.valid else "rota"
    motivo = motivo or chain_problem(status, at)
    stamped = trusted_stamp(status, moment)
    if stamped and motivo in ("caducado", "aun_no"):
        status = await check(stamped)
        at, motivo = stamped, chain_problem(status, stamped)
    return conclude(status, motivo, trust, Extras(), declared, stamped, at, "La firma cubre el archivo entero.")
