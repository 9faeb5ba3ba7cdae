"""Which of a mail's files are worth reading as letters, and each of them out of its wrapping."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any

from cases.evidence import Finding
from cases.reading import Firma
from parsers.bounds.limits import Limits
from parsers.mail.containers import Attachment, expand, media_type_of_file
from parsers.mail.filenames import unique_names

_NOT_LETTERS = re.compile(
    r"^(text/calendar|text/x-vcard|text/vcard|text/directory|text/html|audio/|video/|application/pgp|"
    r"application/pkcs7-signature|application/x-dosexec|message/)"
)
_UNREAD = {
    ".msg": "un correo guardado por Outlook", ".ppt": "una presentación", ".pptx": "una presentación",
    ".heic": "una foto en formato HEIC", ".pages": "un documento de Pages", ".pub": "un documento de Publisher",
}  # fmt: skip
_ENVELOPES = ("application/pkcs7-mime", "application/pkcs7-signature")
_LOGO_SIDE, _LOGO_PIXELS = 420, 300_000


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file to be read. `firmas` are the verified signatures of the envelope it came in, null without envelope."""

    file: Attachment
    firmas: tuple[Firma, ...] | None = None


def enclosures(
    files: Sequence[Attachment], limits: Limits, trust: Any, moment: datetime | None
) -> tuple[tuple[Enclosure, ...], tuple[Finding, ...]]:
    """The files that can be letters, each content once, unwrapped from CMS envelopes, real documents before pictures;
    and what could not be opened."""
    problems: list[Finding] = []
    unwrapped: list[Enclosure] = []
    for file in files:
        if file.media_type in _ENVELOPES:
            inner, found = _unwrap(file, files, limits, trust, moment)
            unwrapped += inner
            problems += found
        elif (suffix := PurePosixPath(file.name.lower()).suffix) in _UNREAD:
            message = f"«{file.name}» es {_UNREAD[suffix]}, que no se lee: envíe el documento en PDF."
            problems.append(Finding("adjunto", "invalido", message))
        elif file.media_type == "text/html" and _is_page(file):
            message = f"«{file.name}» es una página web, que no se lee: si es parte de lo pedido, envíelo en PDF."
            problems.append(Finding("adjunto", "dudoso", message))
        else:
            unwrapped.append(Enclosure(file))
    signed = {item.file.name for item in unwrapped if item.firmas}
    unwrapped = [item for item in unwrapped if item.firmas or item.file.name not in signed]
    seen: set[bytes] = set()
    wanted = []
    for item in unwrapped:
        digest = hashlib.sha256(item.file.data).digest()
        if digest not in seen and _can_be_letter(item.file):
            wanted.append(item)
        seen.add(digest)
    names = unique_names([item.file.name for item in wanted])
    named = (replace(item, file=replace(item.file, name=name)) for item, name in zip(wanted, names, strict=True))
    return tuple(sorted(named, key=lambda item: item.file.media_type.startswith("image/"))), tuple(problems)


def _unwrap(
    file: Attachment, files: Sequence[Attachment], limits: Limits, trust: Any, moment: datetime | None
) -> tuple[list[Enclosure], list[Finding]]:
    from parsers.signing.envelopes import open_p7m

    beside = _signed_file(file, files)
    data, firmas = open_p7m(file.data, trust, moment, beside.data if beside else None)
    if data is None:
        if file.media_type == "application/pkcs7-signature":
            return [], []
        message = f"No se pudo abrir «{file.name}»: el sobre firmado está dañado o cifrado; envíe el PDF firmado."
        return [], [Finding("adjunto", "invalido", message)]
    name = beside.name if beside else re.sub(r"(?i)\.p7[ms]$", "", file.name)
    kind = media_type_of_file(data, "", name)
    if kind == "application/pdf" and PurePosixPath(name).suffix.lower() != ".pdf":
        name += ".pdf"
    opened = expand([Attachment(name, data, kind, file.origin, file.inline)], limits, lambda text: None)
    return [Enclosure(one, firmas) for one in opened.files], list(opened.problems)


# What mail servers make of the rest of a mail's own text, behind a file in its middle.
_REST_OF_TEXT = re.compile(r"(?i)(?:att|part|untitled)[\w .\-()]*\.html?")


def _is_page(file: Attachment) -> bool:
    """Whether a file is a page with words of its own, attached as a document would be."""
    from parsers.mail.decoding import decode_bytes
    from parsers.mail.htmltext import html_to_text

    if file.inline or _REST_OF_TEXT.fullmatch(file.name):
        return False
    return any(map(str.isalnum, html_to_text(decode_bytes(file.data[:20_000]), 2_000)))


def _signed_file(envelope: Attachment, files: Sequence[Attachment]) -> Attachment | None:
    """The file beside a detached signature: «oficio.pdf» of «oficio.pdf.p7s»."""
    stem = re.sub(r"(?i)\.p7[ms]$", "", envelope.name).lower()
    return next((file for file in files if file is not envelope and file.name.lower() in (stem, stem + ".pdf")), None)


def _can_be_letter(file: Attachment) -> bool:
    if _NOT_LETTERS.match(file.media_type) or not file.data:
        return bool(not file.data and PurePosixPath(file.name).suffix.lower() in (".pdf", ".docx", ".xlsx", ".odt"))
    return not (file.media_type.startswith("image/") and _is_logo(file))


def _is_logo(file: Attachment) -> bool:
    """A picture too small to hold a letter; signatures and newsletters are full of them."""
    if file.media_type == "image/gif" or len(file.data) < 4_000:
        return True
    try:
        from PIL import Image

        with Image.open(BytesIO(file.data)) as picture:
            width, height = picture.size
    except Exception:  # a damaged or hostile picture fails in many ways; the document reader says so
        return file.inline
    banner = file.inline and max(width, height) > 4 * min(width, height)
    return min(width, height) < _LOGO_SIDE or width * height < _LOGO_PIXELS or banner
