"""Files inside files: ZIP, Outlook's winmail.dat, CMS envelopes (.p7m) and mails saved as .eml, within limits."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath

from cases.evidence import Finding
from parsers.bounds.budget import within
from parsers.bounds.limits import Limits
from parsers.mail.decoding import decode_base64
from parsers.mail.filenames import safe_name
from parsers.mail.sniff import BOUNDED, kind_of

_CMS_OID = bytes.fromhex("06092a864886f70d0107")
_CMS_TEXT = re.compile(rb"(?s)-----BEGIN (?:PKCS7|CMS)-----\s*(.+?)-----END")
_MAIL_START = re.compile(rb"(?i)(?:[\w-]{2,60}:[^\n]{0,2000}\n(?:[ \t][^\n]{0,2000}\n){0,60}){3}")
_TNEF_SECONDS = 2.0
_TNEF = b"\x78\x9f\x3e\x22"
_CLOSED = {b"Rar!\x1a\x07": "RAR", b"7z\xbc\xaf\x27\x1c": "7-Zip", b"\x1f\x8b\x08": "GZIP"}
_MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "csv": "text/csv",
    "texto": "text/plain",
    "zip": "application/zip",
    "rtf": "application/rtf",
}


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file out of a mail or archive. `origin` names the containers it came from, outermost first."""

    name: str
    data: bytes
    media_type: str
    origin: str = ""
    inline: bool = False


@dataclass(frozen=True, slots=True)
class Opened:
    """What a container held, and what could not be taken out of it."""

    files: tuple[Attachment, ...] = ()
    problems: tuple[Finding, ...] = ()
    text: str = ""


def media_type_of_file(data: bytes, declared: str = "", name: str = "") -> str:
    """The media type by the bytes; where they do not tell, the declared one."""
    head = data[:32]
    if head.startswith(_TNEF):
        return "application/ms-tnef"
    if _is_cms(data):
        detached = name.lower().endswith(".p7s") or "signature" in declared
        return "application/pkcs7-signature" if detached else "application/pkcs7-mime"
    if declared == "message/rfc822" or (name.lower().endswith(".eml") and _MAIL_START.match(data[:60_000].lstrip())):
        return "message/rfc822"
    kind = kind_of(data, name, declared)
    if kind == "imagen":
        return declared if declared.startswith("image/") else _image_type(head)
    return _MEDIA_TYPES.get(kind) or declared or "application/octet-stream"


def _image_type(head: bytes) -> str:
    marks = ((b"\x89PNG", "png"), (b"\xff\xd8", "jpeg"), (b"GIF8", "gif"), (b"II*", "tiff"), (b"MM\x00", "tiff"))
    return "image/" + next((kind for mark, kind in marks if head.startswith(mark)), "bmp")


def _is_cms(data: bytes) -> bool:
    if data[:1] == b"\x30":
        return _CMS_OID in data[:40]
    return (data[:11] == b"-----BEGIN " and bool(_CMS_TEXT.match(data[:40] + b"-----END"))) or (
        data[:2] in (b"MI", b"MB") and b"CSqGSIb3DQEH" in data[:64]
    )


def cms_bytes(data: bytes) -> bytes:
    """A CMS envelope in its binary form, also when it came as PEM or bare base64."""
    if data[:1] == b"\x30":
        return data
    armoured = _CMS_TEXT.search(data)
    return decode_base64(armoured[1] if armoured else data)


def cms_content(data: bytes) -> bytes | None:
    """What a signed envelope encloses, unverified; null for detached, encrypted or broken ones."""
    from asn1crypto import cms

    try:
        info = cms.ContentInfo.load(cms_bytes(data))
        if info["content_type"].native != "signed_data":
            return None
        content = info["content"]["encap_content_info"]["content"].native
    except (ValueError, TypeError, KeyError, RecursionError, AttributeError):
        return None
    # Of some types the library makes a structure: such an envelope encloses no file.
    return content if isinstance(content, bytes) and content else None


def _unreadable(name: str, why: str) -> Finding:
    return Finding("adjunto", "invalido", f"No se pudo abrir «{name}»: {why}.")


def open_zip(file: Attachment, limits: Limits, room: int) -> Opened:
    """Members of a ZIP with harmless names, cut where the archive grows beyond the limits; `room` is how many bytes
    may still come out of archives of this mail."""
    files: list[Attachment] = []
    problems: list[Finding] = []
    try:
        with zipfile.ZipFile(BytesIO(file.data)) as archive:
            members = [info for info in archive.infolist()[:5_000] if not info.is_dir() and _wanted(info.filename)]
            if len(members) > limits.archive_members:
                problems.append(_unreadable(file.name, "contiene demasiados archivos"))
            for info in members[: limits.archive_members]:
                data, why = _read_member(archive, info, min(room, limits.archive_bytes), limits.archive_ratio)
                name = safe_name(info.filename)
                if data is None:
                    problems.append(_unreadable(f"{file.name} / {name}", why))
                    continue
                room -= len(data)
                files.append(Attachment(name, data, media_type_of_file(data, "", name), _below(file)))
    except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
        del error
        problems.append(_unreadable(file.name, "el archivo comprimido está dañado"))
    return Opened(tuple(files), tuple(problems))


def _below(file: Attachment) -> str:
    return f"{file.origin} > {file.name}" if file.origin else file.name


def _wanted(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return not (path.name.startswith((".", "~$")) or "__MACOSX" in path.parts or path.name.lower() == "thumbs.db")


def _read_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, room: int, ratio: int) -> tuple[bytes | None, str]:
    if info.flag_bits & 0x1:
        return None, "está protegido con contraseña; envíelo sin contraseña"
    if info.compress_type not in BOUNDED:
        return None, "usa una compresión que no se lee; envíelo en un ZIP común"
    allowed = min(room, max(1_000_000, info.compress_size * ratio))
    try:
        with archive.open(info) as stream:
            data = stream.read(allowed + 1)
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return None, "está dañado"
    return (data, "") if len(data) <= allowed else (None, "al descomprimirse crece demasiado")


def open_tnef(file: Attachment, limits: Limits) -> Opened:
    """Attachments and text of Outlook's winmail.dat."""
    import logging

    from tnefparse import TNEF

    logging.getLogger("tnef-decode").setLevel(logging.CRITICAL)
    try:
        with within(_TNEF_SECONDS):  # it believes every number that the file states
            tnef = TNEF(file.data, do_checksum=False)
        files = []
        for attachment in tnef.attachments[: limits.attachments]:
            data = bytes(attachment.data or b"")
            name = safe_name(_tnef_name(attachment))
            files.append(Attachment(name, data, media_type_of_file(data, "", name), _below(file)))
        return Opened(tuple(files), text=_tnef_text(tnef))
    except Exception:  # the library raises whatever its byte arithmetic meets; also OutOfTime
        return Opened(
            problems=(_unreadable(file.name, "el formato de Outlook está dañado; envíe los archivos sueltos"),)
        )


def _tnef_name(attachment: object) -> str:
    for read in ("long_filename", "name"):
        value = getattr(attachment, read, "")
        value = value() if callable(value) else value
        if value:
            return value.decode("cp1252", "replace") if isinstance(value, bytes) else str(value)
    return ""


def _tnef_text(tnef: object) -> str:
    from parsers.mail.decoding import clean_text, decode_bytes
    from parsers.mail.htmltext import html_to_text

    body = getattr(tnef, "body", None)
    if body:
        return clean_text(decode_bytes(body) if isinstance(body, bytes) else str(body))
    markup = getattr(tnef, "htmlbody", None)
    return html_to_text(decode_bytes(markup) if isinstance(markup, bytes) else str(markup)) if markup else ""


def kind_of_archive(data: bytes) -> str | None:
    """What an archive is called that is not opened here; null for everything else."""
    return next((kind for mark, kind in _CLOSED.items() if data.startswith(mark)), None)


def closed_archive(file: Attachment) -> Finding | None:
    """A finding for archives that are not opened here (RAR, 7-Zip …), null for everything else."""
    kind = kind_of_archive(file.data)
    if kind is None:
        return None
    return _unreadable(file.name, f"el formato {kind} no se lee; envíe los documentos en PDF, sueltos o en ZIP")


def expand(files: list[Attachment], limits: Limits, on_text: Callable[[str], None]) -> Opened:
    """All files with containers replaced by what they hold, to the allowed depth, in order. Mails (.eml) and CMS
    envelopes stay whole: their reading needs more than unpacking. `on_text` receives texts found in winmail.dat."""
    out: list[Attachment] = []
    problems: list[Finding] = []
    queue = [(file, 0) for file in files]
    room, archives, left = limits.archive_bytes, limits.archives, limits.decoded_bytes
    while queue and len(out) < limits.attachments:
        file, depth = queue.pop(0)
        left -= len(file.data)
        if left < 0:
            problems.append(_unreadable(file.name, "los adjuntos del correo son demasiado grandes en conjunto"))
            continue
        closed = closed_archive(file)
        opened = None
        if file.media_type == "application/zip" and closed is None:
            archives -= 1
            if depth >= limits.archive_depth or archives < 0:
                problems.append(_unreadable(file.name, "hay demasiados archivos comprimidos uno dentro de otro"))
                continue
            opened = open_zip(file, limits, room)
            room -= sum(len(inner.data) for inner in opened.files)
        elif file.media_type == "application/ms-tnef":
            opened = open_tnef(file, limits)
        if opened is None:
            problems.extend([closed] if closed else [])
            out.append(file)
            continue
        problems.extend(opened.problems)
        if opened.text:
            on_text(opened.text)
        queue[:0] = [(inner, depth + 1) for inner in opened.files]
    if queue:
        problems.append(Finding("adjunto", "dudoso", "El correo trae demasiados adjuntos: no se leyeron todos."))
    return Opened(tuple(out), tuple(problems))
