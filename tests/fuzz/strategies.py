"""Files as a careless or malicious hand would make them: trees of parts, and good files with damage done to them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from tests.hostile.attack import carrying, headed

FIXTURES = Path(__file__).parents[1] / "fixtures"
_SUFFIXES = (".eml", ".pdf", ".p7m", ".p7s", ".docx", ".xlsx", ".odt", ".ods", ".zip", ".png", ".csv")
# What formats are made of: a byte changed at random seldom means anything, a word of the format often does.
TOKENS = (
    b"<<", b">>", b"[", b"]", b" obj\n", b"endobj", b"stream\n", b"endstream", b"xref\n", b"trailer", b"startxref\n0",
    b"/Kids", b"/Count", b"/Length", b"/Filter", b"/FlateDecode", b"/Parent", b"/ByteRange", b"/Contents", b"1 0 R",
    b"2 0 R", b"99999 0 R", b"-1", b"0", b"4294967295", b"9" * 30, b"1e300", b"\x00", b"\xff\xff\xff\xff", b"\x30\x80",
    b"\r\n\r\n", b"\n", b"--", b"Content-Type: multipart/mixed; boundary=b\r\n", b"Content-Type: message/rfc822\r\n",
    b"Content-Transfer-Encoding: base64\r\n", b"=?utf-8?q?=00?=", b"PK\x03\x04", b"PK\x05\x06", b"<!DOCTYPE x [", b"&#0;",
    "C\u00e9dula: ".encode(), "\u202e".encode(), b"Oficio Nro. ", b"1712345675", b"{{ 7*7 }}", b"=cmd|' '!A1", b"\x1b[2J",
)  # fmt: skip


@cache
def corpus() -> tuple[tuple[str, bytes], ...]:
    """Our own fixtures, the small ones."""
    files = (path for path in sorted(FIXTURES.rglob("*")) if path.suffix in _SUFFIXES)
    return tuple((path.name, path.read_bytes()) for path in files if path.stat().st_size < 200_000)


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, bytes]:
    """A fixture after one to eight injuries: cut, doubled, overwritten, or mixed with another."""
    name, content = draw(st.sampled_from(corpus()))
    data = bytearray(content)
    for _ in range(draw(st.integers(1, 8))):
        start = draw(st.integers(0, len(data)))
        length = draw(st.integers(0, 200))
        piece = draw(st.one_of(st.sampled_from(TOKENS), st.binary(max_size=40)))
        match draw(st.sampled_from(("overwrite", "insert", "delete", "double", "cut", "graft"))):
            case "overwrite":
                data[start : start + len(piece)] = piece
            case "insert":
                data[start:start] = piece
            case "delete":
                del data[start : start + length]
            case "double":
                data[start:start] = data[start : start + length] * draw(st.integers(1, 30))
            case "cut":
                del data[max(start, 20) :]
            case "graft":
                other = draw(st.sampled_from(corpus()))[1]
                data[start : start + length] = other[len(other) // 3 : len(other) // 3 + 2_000]
    return name, bytes(data)


def tails() -> st.SearchStrategy[bytes]:
    """Ends of a PDF that name the table at PLACE, with blanks and words between their marks, some so long that a reader
    who looks back for the end gives up."""
    many = st.sampled_from((0, 0, 1, 50, 5_000))
    gap = st.tuples(st.sampled_from((b"\n", b" ", b"x")), many).map(lambda both: both[0] * both[1])
    return st.tuples(gap, gap, gap).map(lambda gaps: b"startxref\n%bPLACE\n%b%%%%EOF%b\n" % gaps)


def damaged_mail() -> st.SearchStrategy[bytes]:
    """As a mail that carries the damaged file, or the damaged mail itself."""
    return damaged().map(lambda file: file[1] if file[0].endswith(".eml") else carrying(file[0], file[1]))


_TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=60)
_NAMES = st.sampled_from(
    ("Content-Type", "Content-Disposition", "Content-Transfer-Encoding", "From", "To", "Cc", "Subject", "Date", "Message-ID",
     "References", "In-Reply-To", "Auto-Submitted", "Reply-To", "Authentication-Results", "X-Nada")
)  # fmt: skip
_VALUES = st.one_of(
    _TEXT.map(lambda text: text.encode()),
    st.binary(max_size=60),
    st.sampled_from((
        b"multipart/mixed; boundary=b", b"multipart/alternative; boundary=\"b\"", b"message/rfc822", b"text/html; charset=x",
        b"text/plain; charset=utf-16", b"application/pdf; name*=utf-8''%C3%B1.pdf", b"attachment; filename=\"../a\"",
        b"base64", b"quoted-printable", b"x-uuencode", b"<a@b> <c@d>", b"\"a@b\" <c@d.ec>, g: x@y;", b"auto-replied",
        b"Fri, 99 Foo 20000 25:61:61 +9999", b"=?utf-8?b?////?=", b"mx; dmarc=pass (", b"text/calendar", b"multipart/report",
    )),
)  # fmt: skip
_BODIES = st.one_of(
    st.binary(max_size=300),
    _TEXT.map(lambda text: text.encode()),
    st.sampled_from((
        "Nombres y apellidos: Ana Pérez\nCédula: 1712345675\nExt.: N/A\n".encode(), b"> Cargo: x\n> > y\nEl lun escribi\xf3:",
        b"<table><tr><td>C&eacute;dula<td>17123", b"-- \nAna\n", b"begin 644 a\n#86)C\n`\nend\n", b"%PDF-1.4\n%%EOF",
        b"Final-Recipient: rfc822;a@b\nStatus: 5.1.1\n", b"aGVsbG8=\n",
    )),
)  # fmt: skip


@st.composite
def mails(draw: st.DrawFn) -> bytes:
    """A tree of parts whose fields need not fit what follows them."""
    return headed(draw(_part(draw(st.integers(0, 4)))))


def _part(depth: int) -> st.SearchStrategy[bytes]:
    fields = st.lists(st.tuples(_NAMES, _VALUES), max_size=4).map(
        lambda pairs: b"".join(name.encode() + b": " + value + b"\r\n" for name, value in pairs)
    )
    leaf = st.tuples(fields, _BODIES).map(lambda both: both[0] + b"\r\n" + both[1] + b"\r\n")
    if depth == 0:
        return leaf
    boundary = st.sampled_from((b"b", b"bb", b"=_1"))
    inner = st.lists(st.deferred(lambda: _part(depth - 1)), max_size=3)
    return st.one_of(leaf, st.tuples(boundary, inner).map(lambda both: _multipart(*both)))


def _multipart(boundary: bytes, parts: list[bytes]) -> bytes:
    opening = b"Content-Type: multipart/mixed; boundary=" + boundary + b"\r\n\r\n"
    return opening + b"".join(b"--" + boundary + b"\r\n" + part for part in parts) + b"--" + boundary + b"--\r\n"
