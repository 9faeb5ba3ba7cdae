"""A harmless, unique name for every file of a mail, whatever the sender called it."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath, PureWindowsPath

from parsers.mail.decoding import clean_text

_UNSAFE = re.compile(r"[\x00-\x1f\x7f<>:\"/\\|?*]")
_EXTENSIONS = {
    "application/pdf": ".pdf",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/tiff": ".tif",
    "application/zip": ".zip",
    "message/rfc822": ".eml",
    "text/html": ".html",
    "text/plain": ".txt",
    "text/csv": ".csv",
    "application/pkcs7-mime": ".p7m",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.oasis.opendocument.text": ".odt",
}
_LONGEST = 120


def safe_name(name: str | None, media_type: str = "", fallback: str = "adjunto") -> str:
    """The name's last component without separators, controls or direction marks, at most 120 characters; a nameless
    file gets `fallback` with the extension of its type."""
    text = unicodedata.normalize("NFC", clean_text((name or "")[:2_000])).replace("\n", " ")
    text = PurePosixPath(PureWindowsPath(text.strip().strip("\"'")).as_posix()).name
    text = re.sub(r"\s+", " ", _UNSAFE.sub("_", text)).strip(" .")
    if not text:
        return fallback + _EXTENSIONS.get(media_type, "")
    if len(text) > _LONGEST:
        suffix = PurePosixPath(text).suffix[:10]
        text = text[: _LONGEST - len(suffix)].rstrip() + suffix
    return text


def unique_names(names: list[str]) -> list[str]:
    """Each name once: a second «oficio.pdf» becomes «oficio (2).pdf»."""
    taken: set[str] = set()
    count: dict[str, int] = {}
    out = []
    for name in names:
        path, candidate = PurePosixPath(name), name
        while candidate.lower() in taken:
            count[name] = count.get(name, 1) + 1
            candidate = f"{path.stem} ({count[name]}){path.suffix}"
        taken.add(candidate.lower())
        out.append(candidate)
    return out
