"""Bytes of a mail into text and files: transfer encodings, character sets, encoded words; never an exception."""

from __future__ import annotations

import binascii
import codecs
import re
from functools import lru_cache

# Codecs that are no character sets of mail, or whose decoding costs more than its length.
_REFUSED = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem", "utf_7_imap"}
_WESTERN = {"ascii", "iso8859-1", "cp1252", "iso8859-15", "latin_1"}
_ALIASES = {
    "ks_c_5601-1987": "cp949",
    "ks_c_5601": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso-8859-8-i": "iso-8859-8",
    "x-sjis": "cp932",
    "shift_jis": "cp932",
    "x-mac-roman": "mac-roman",
    "macintosh": "mac-roman",
    "ansi": "cp1252",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "x-ansi": "cp1252",
    "cp-850": "cp850",
}
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")
_BETWEEN_WORDS = re.compile(r"(=\?[^?\s]{1,60}\?[bBqQ]\?[^?]*\?=)[ \t\r\n]+(?==\?[^?\s]{1,60}\?[bBqQ]\?)")
_UU_BEGIN = re.compile(rb"^begin [0-7]{3,4} (.{1,200}?)\r?$", re.MULTILINE)


@lru_cache(maxsize=64)
def codec_name(charset: str | None) -> str | None:
    """The Python codec for a declared charset, or null when it is none, unknown or not a character set."""
    name = (charset or "").strip().strip("\"'").lower().split("*")[0]
    name = _ALIASES.get(name, name)
    if not name or len(name) > 40:
        return None
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError, UnicodeError):
        return None
    return info.name if info._is_text_encoding and info.name.replace("-", "_") not in _REFUSED else None


def decode_bytes(data: bytes, charset: str | None = None) -> str:
    """Text of `data`. A declared charset is believed unless the bytes say otherwise: undeclared or western mail whose
    accents form valid UTF-8 is UTF-8, anything else that does not decode is read as Windows-1252."""
    if data.startswith(codecs.BOM_UTF8):
        data, charset = data[3:], "utf-8"
    codec = codec_name(charset)
    if codec is None or codec in _WESTERN or codec == "utf-8":
        return _decode_western(data, codec)
    try:
        return data.decode(codec)
    except (UnicodeError, ValueError, LookupError):
        return data.decode(codec, "replace") if codec != "utf-7" else data.decode("ascii", "replace")


def _decode_western(data: bytes, codec: str | None) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        good_start = error.start
    wide = sum(1 for byte in data if byte >= 0x80) if len(data) < 100_000 else 0
    lossy = data.decode("utf-8", "replace")
    # Mostly sound UTF-8 (a cut or damaged character) is kept as such; otherwise the accents are Windows'.
    if codec == "utf-8" and (good_start > 4_000 or lossy.count("\ufffd") * 8 < wide):
        return lossy
    return data.decode("iso8859-15" if codec == "iso8859-15" else "cp1252", "replace")


# Marks that turn the letters behind them: what is read is not what is seen. Those of left to right come with every
# pasted number.
_TURNING = re.compile("[\u202b\u202e\u2067]")


def turns(text: str) -> bool:
    """Whether a text is shown in another order than it is read in."""
    return not text.isascii() and _TURNING.search(text) is not None


def clean_text(text: str) -> str:
    """Readable text: one kind of line end, no controls, no invisible or direction-changing characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n").replace("\u2028", "\n")
    text = text.replace("\u2029", "\n").replace("\xa0", " ").replace("\u202f", " ")
    if not text.isascii():
        text = _INVISIBLE.sub("", text).replace("\u2003", "    ").replace("\u2002", "  ")  # stand for a tab
    return _CONTROLS.sub("", text)


def decode_words(value: str) -> str:
    """A header value with its RFC 2047 words decoded; broken words stay as they are. Words that were split inside one
    character are joined before decoding."""
    if "=?" not in value:
        return value
    value = _BETWEEN_WORDS.sub(r"\1", value)
    out: list[str] = []
    pending: list[bytes] = []
    charset = None
    position = 0
    for match in _WORD.finditer(value):
        if match.start() != position or match[1].lower() != charset:
            out.append(_flush(pending, charset))
            out.append(value[position : match.start()])
        charset = match[1].lower()
        pending.append(_word_bytes(match[2], match[3]))
        position = match.end()
    out.append(_flush(pending, charset))
    out.append(value[position:])
    return "".join(out)


def _flush(pending: list[bytes], charset: str | None) -> str:
    text = decode_bytes(b"".join(pending), charset) if pending else ""
    pending.clear()
    return text


def _word_bytes(kind: str, body: str) -> bytes:
    raw = body.encode("utf-8", "surrogateescape")
    if kind in "bB":
        return decode_base64(raw)
    return binascii.a2b_qp(raw, header=True)


def decode_base64(data: bytes) -> bytes:
    """The bytes of a base64 body; what is not of its alphabet is passed over, a cut end is completed."""
    for tail in (b"", b"=", b"==", b"A=="):
        try:
            return binascii.a2b_base64(data + tail)
        except binascii.Error:
            continue
    return b""


def decode_transfer(data: bytes, encoding: str | None) -> bytes:
    """A body without its Content-Transfer-Encoding; unknown encodings leave it as it is."""
    kind = re.sub(r"[^a-z0-9-].*", "", (encoding or "").strip().lower())
    if kind == "base64":
        return decode_base64(data)
    if kind == "quoted-printable":
        return binascii.a2b_qp(data)
    if kind in ("x-uuencode", "uuencode", "uue", "x-uue"):
        files, _ = split_uuencoded(data)
        return files[0][1] if files else data
    return data


def split_uuencoded(data: bytes) -> tuple[list[tuple[str, bytes]], bytes]:
    """Files that stand uuencoded inside a text body (name, bytes), and the text without them."""
    files: list[tuple[str, bytes]] = []
    rest: list[bytes] = []
    position = 0
    while match := _UU_BEGIN.search(data, position):
        end = data.find(b"\nend", match.end())
        if end < 0:
            break
        lines = data[match.end() : end].split(b"\n")[1:]
        files.append((decode_bytes(match[1]), b"".join(_uu_line(line.rstrip(b"\r")) for line in lines)))
        rest.append(data[position : match.start()])
        position = end + 4
    rest.append(data[position:])
    return files, b"".join(rest)


def _uu_line(line: bytes) -> bytes:
    if not line:
        return b""
    try:
        return binascii.a2b_uu(line)
    except binascii.Error:
        length = (((line[0] - 32) & 63) * 4 + 5) // 3
        try:
            return binascii.a2b_uu(line[:length])
        except binascii.Error:
            return b""
