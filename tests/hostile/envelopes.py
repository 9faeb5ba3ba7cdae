"""Attacks in signed envelopes: depth, length, number, keys."""

from __future__ import annotations

import random

from tests.hostile.attack import Attack
from tests.hostile.pdfmaker import MB

_SIGNED = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02"
_DATA = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01"


def der(tag: int, *parts: bytes) -> bytes:
    content = b"".join(parts)
    size = len(content)
    if size < 128:
        return bytes((tag, size)) + content
    length = size.to_bytes((size.bit_length() + 7) // 8)
    return bytes((tag, 128 | len(length))) + length + content


def envelope(content: bytes, certificates: bytes = b"", signers: bytes = b"", kind: bytes = _DATA) -> bytes:
    inside = der(0x30, kind, der(0xA0, der(0x04, content)))
    known = der(0xA0, certificates) if certificates else b""
    return der(0x30, _SIGNED, der(0xA0, der(0x30, b"\2\1\1", der(0x31), inside, known, der(0x31, signers))))


def dolls(depth: int) -> bytes:
    data = b"%PDF-1.4 nada"
    for _ in range(depth):
        data = envelope(data)
    return data


def broken_in_pieces(count: int) -> bytes:
    """A content of so many one-byte pieces, each of them in a longer form than it needs."""
    pieces = b"\x24\x80" + b"\x04\x84\0\0\0\1a" * count + b"\0\0"
    inside = b"\x30\x80" + _DATA + b"\xa0\x80" + pieces + b"\0\0\0\0"
    return b"\x30\x80" + _SIGNED + b"\xa0\x80\x30\x80\2\1\1\x31\0" + inside + b"\x31\0\0\0\0\0\0\0"


def signer(serial: bytes) -> bytes:
    name = der(0x30)
    algorithm = der(0x30, b"\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01")
    rsa = der(0x30, b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01")
    return der(0x30, b"\2\1\1", der(0x30, name, der(0x02, serial)), algorithm, rsa, der(0x04, b"\0" * 256))


def huge_key(size: int) -> bytes:
    """A signer whose certificate has a key of so many bytes."""
    number = der(0x02, b"\1" + b"\xff" * size)
    rsa = der(0x30, b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01", b"\5\0")
    sha = der(0x30, b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0b", b"\5\0")
    key = der(0x30, rsa, der(0x03, b"\0" + der(0x30, number, number)))
    dates = der(0x30, der(0x17, b"200101000000Z"), der(0x17, b"400101000000Z"))
    body = der(0x30, der(0xA0, b"\2\1\2"), b"\2\1\1", sha, der(0x30), dates, der(0x30), key)
    certificate = der(0x30, body, sha, der(0x03, b"\0" + b"\0" * 256))
    return envelope(b"%PDF-1.4 nada", certificate, signer(b"\1"))


ATTACKS = tuple(
    Attack(name, limit, "oficio.pdf.p7m", make)
    for name, limit, make in (
        ("sobre de 200.000 niveles", "firmas", lambda: b"\x30\x80" * 200_000 + _SIGNED),
        ("sobre que promete 4 GB", "firmas", lambda: b"\x30\x84\xff\xff\xff\xff" + _SIGNED + b"\0" * 999),
        ("sobres unos dentro de otros 2.000 veces", "niveles de sobre", lambda: dolls(2_000)),
        ("sobre de 500.000 trozos", "firmas", lambda: broken_in_pieces(500_000)),
        ("sobre con 20.000 firmantes", "número de firmas",
         lambda: envelope(b"%PDF-1.4 nada", b"", b"".join(signer(number.to_bytes(4)) for number in range(20_000)))),
        ("sobre con clave de un millón de bits", "tiempo de firmas", lambda: huge_key(125_000)),
        ("sobre de ruido", "documento ilegible",
         lambda: der(0x30, _SIGNED, der(0xA0, random.Random(4).randbytes(MB)))),
        ("sobre en base64 de 15 MB", "documento ilegible", lambda: b"MIAGCSqGSIb3DQEHAqCA" + b"A" * 15 * MB),
    )
)  # fmt: skip
