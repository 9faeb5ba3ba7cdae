"""What a file is, by its bytes; the name and the declared type only settle what bytes leave open."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePosixPath

_IMAGES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"II*\x00", b"MM\x00*")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Compressions of archives that can be opened a piece at a time; of others one piece may fill the memory.
BOUNDED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_TEXTS = {".csv": "csv", ".tsv": "csv", ".txt": "texto", ".md": "texto", ".text": "texto"}


def kind_of(data: bytes, name: str = "", media_type: str = "") -> str:
    """pdf · imagen · docx · odt · xlsx · ods · csv · texto · doc · xls · rtf · zip · otro."""
    head = data[:4096]
    suffix = PurePosixPath(name.lower()).suffix
    if head.startswith(b"PK\x03\x04"):  # before the PDF: an archive may store one uncompressed
        return _inside_zip(data)
    if b"%PDF-" in head[:1024] or head.lstrip(b"\r\n\x00 ").startswith(b"%PDF"):
        return "pdf"
    if head.startswith(_IMAGES) or _is_bitmap(head) or _is_webp(head):
        return "imagen"
    if head.startswith(_OLE):
        return "xls" if suffix == ".xls" or "excel" in media_type else "doc" if suffix == ".doc" else "otro"
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if media_type in ("text/csv", "text/tab-separated-values"):
        return "csv"
    if suffix in _TEXTS and _is_text(head):
        return _TEXTS[suffix]
    return "texto" if media_type == "text/plain" and _is_text(head) else "otro"


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
    if "word/document.xml" in names:
        return "docx"
    return "xlsx" if "xl/workbook.xml" in names else "zip"
