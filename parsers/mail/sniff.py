"""What a file is, by its bytes; the name and the declared type only settle what bytes leave open."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePosixPath

_IMAGES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"II*\x00", b"MM\x00*")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Compressions of archives that can be opened a piece at a time; of others one piece may fill the memory.
BOUNDED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_WORDS = re.compile(r"word/document\d*\.xml")  # the programs on the web number it
# What systems save a page of theirs as, for Office to open.
_SAVED_AS = (".doc", ".xls", ".docx", ".xlsx")
_BLANK = b"\xef\xbb\xbf\r\n\t "
_HTML = re.compile(rb"<(?:html|table|body|div|p)\b", re.IGNORECASE)
_TEXTS = {".csv": "csv", ".tsv": "csv", ".txt": "texto", ".md": "texto", ".text": "texto"}


def kind_of(data: bytes, name: str = "", media_type: str = "") -> str:
    """pdf · imagen · docx · odt · xlsx · ods · csv · texto · html · doc · xls · cifrado · rtf · zip · otro."""
    head = data[:4096]
    suffix = PurePosixPath(name.lower()).suffix
    if head.startswith(b"PK\x03\x04"):  # before the PDF: an archive may store one uncompressed
        return _inside_zip(data)
    if b"%PDF-" in head[:1024] or head.lstrip(b"\r\n\x00 ").startswith(b"%PDF"):
        return "pdf"
    if head.startswith(_IMAGES) or _is_bitmap(head) or _is_webp(head):
        return "imagen"
    if head.startswith(_OLE):
        return _inside_ole(data, suffix, media_type)
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if suffix in _SAVED_AS and _is_text(head) and head.lstrip(_BLANK).startswith((b"<", b"MIME-Version:")):
        return "html" if head.lstrip(_BLANK)[:1] == b"<" and _HTML.search(head) else "doc"
    if media_type in ("text/csv", "text/tab-separated-values"):
        return "csv"
    if suffix in _TEXTS and _is_text(head):
        return _TEXTS[suffix]
    return "texto" if media_type == "text/plain" and _is_text(head) else "otro"


def _inside_ole(data: bytes, suffix: str, media_type: str) -> str:
    """What a file of the old Office formats is, by the streams that it names; those of Outlook are none of them."""
    if _stream("EncryptedPackage") in data:
        return "cifrado"
    if suffix == ".xls" or "excel" in media_type or _stream("Workbook") in data:
        return "xls"
    return "doc" if suffix in (".doc", ".dot") or _stream("WordDocument") in data else "otro"


def _stream(name: str) -> bytes:
    return name.encode("utf-16-le")


def _is_bitmap(head: bytes) -> bool:
    return head[:2] == b"BM" and head[6:10] == b"\x00\x00\x00\x00" and len(head) > 26


def _is_webp(head: bytes) -> bool:
    return head[:4] == b"RIFF" and head[8:12] == b"WEBP"


def _is_text(head: bytes) -> bool:
    return b"\x00" not in head or head[:2] in (b"\xff\xfe", b"\xfe\xff")


def _inside_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist()[:2000])
            if "mimetype" in names and archive.getinfo("mimetype").compress_type in BOUNDED:
                with archive.open("mimetype") as member:  # the size that the archive states may be a lie
                    declared = member.read(200).decode("ascii", "replace")
                if "opendocument.text" in declared:
                    return "odt"
                if "opendocument.spreadsheet" in declared:
                    return "ods"
    except Exception:  # a damaged archive fails in many ways; the container reader says so
        return "zip"
    if any(_WORDS.fullmatch(name) for name in names):
        return "docx"
    return "xlsx" if "xl/workbook.xml" in names else "zip"
