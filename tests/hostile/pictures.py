"""Attacks in pictures: small files that claim or become enormous ones."""

from __future__ import annotations

import random
import struct
import zlib
from collections.abc import Callable

from tests.hostile.attack import Attack
from tests.hostile.pdfmaker import MB, jpeg_claims, zeros


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, data: bytes, *more: bytes, depth: int = 1) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def gif_frames(count: int) -> bytes:
    frame = b"\x2c\0\0\0\0\xff\xff\xff\xff\0\x02\x02\x44\x01\0"
    return b"GIF89a\xff\xff\xff\xff\x80\0\0\0\0\0\xff\xff\xff" + frame * count + b";"


def tiff(entries: list[tuple[int, int, int]], following: int = 0, data: bytes = b"") -> bytes:
    """One directory of (tag, type, value); `following` is where the next directory is said to be."""
    body = struct.pack("<H", len(entries))
    body += b"".join(struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in entries)
    return b"II*\0\x08\0\0\0" + body + struct.pack("<I", following) + data


def tiff_claims(side: int, following: int = 0) -> bytes:
    entries = [(256, 4, side), (257, 4, side), (258, 3, 8), (259, 3, 1), (262, 3, 1), (273, 4, 200), (277, 3, 1),
               (278, 4, side), (279, 4, 1000)]  # fmt: skip
    return tiff(entries, following, b"\0" * 1200)


def scans_of_jpeg(count: int) -> bytes:
    """A progressive picture that is refined without end."""
    whole = bytearray(b"\xff\xd8\xff\xdb\x00\x43\x00" + b"\1" * 64)
    whole += b"\xff\xc2\x00\x0b\x08" + struct.pack(">HH", 4_000, 4_000) + b"\x01\x01\x11\x00"
    whole += b"\xff\xc4\x00\x14\x00" + b"\1" + b"\0" * 15 + b"\0" + b"\xff\xc4\x00\x14\x10" + b"\1" + b"\0" * 15 + b"\0"
    for number in range(count):
        whole += b"\xff\xda\x00\x08\x01\x01\x00" + bytes((1, 63, 0x10 if number else 0)) + b"\0" * 16
    return bytes(whole + b"\xff\xd9")


def noisy(side: int) -> bytes:
    """Black and white noise that compresses well: OCR sees letters everywhere."""
    rng = random.Random(9)
    rows = [b"\0" + rng.randbytes(side // 8) for _ in range(16)]
    return png(side, side, zlib.compress(b"".join(rows[n % 16] for n in range(side))))


def padded(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """Files under 4 kB are taken for logos and never opened: zeros behind the end change nothing else."""
    return lambda: (content := make()) + b"\0" * max(0, 5_000 - len(content))


def see_through(side: int) -> bytes:
    """Four channels of sixteen bits: eight bytes for each dot."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 16, 6, 0, 0, 0))
    data = zeros(side * (side * 8 + 1) // MB + 1, b"\0")
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def directories(count: int) -> bytes:
    """As many pages, each of one line that says nothing."""
    return b"II*\0\x08\0\0\0" + b"".join(struct.pack("<HHHIII", 1, 256, 4, 1, 900, 26 + 18 * n) for n in range(count))


ATTACKS = tuple(
    Attack(name, limit, archivo, padded(make))
    for name, limit, archivo, make in (
        ("png de 2.500 megapíxeles", "píxeles", "escaneo.png", lambda: png(50_000, 50_000, zeros(312, b"\0"))),
        ("png que promete 2^31 de lado", "píxeles", "escaneo.png", lambda: png(2**31 - 1, 2**31 - 1, b"")),
        ("png con texto que crece a 1 GB", "bytes descomprimidos", "escaneo.png",
         lambda: png(900, 900, zlib.compress(b"\0" * 900 * 113), chunk(b"zTXt", b"a\0\0" + zeros(1000)))),
        ("png con perfil de color que crece a 1 GB", "bytes descomprimidos", "escaneo.png",
         lambda: png(900, 900, zlib.compress(b"\0" * 900 * 113), chunk(b"iCCP", b"a\0\0" + zeros(1000)))),
        ("png de puro ruido", "segundos de OCR", "escaneo.png", lambda: noisy(4_800)),
        ("gif de 20.000 cuadros enormes", "píxeles", "escaneo.gif", lambda: gif_frames(20_000)),
        ("tiff que promete 60.000 de lado", "píxeles", "escaneo.tif", lambda: tiff_claims(60_000)),
        ("tiff de páginas en círculo", "páginas", "escaneo.tif", lambda: tiff_claims(900, 8)),
        ("jpeg que promete 65.500 de lado", "píxeles", "escaneo.jpg", lambda: jpeg_claims(65_500, 65_500)),
        ("jpeg de 20.000 pasadas", "tiempo de lectura", "escaneo.jpg", lambda: scans_of_jpeg(20_000)),
        ("bmp que promete 65.000 de lado", "píxeles", "escaneo.bmp",
         lambda: b"BM" + struct.pack("<IHHIIiiHH", 99, 0, 0, 54, 40, 65_000, 65_000, 1, 24) + b"\0" * 5000),
        ("png transparente de 25 megapíxeles", "memoria", "escaneo.png", lambda: see_through(5_000)),
        ("tiff de 100.000 páginas vacías", "páginas", "escaneo.tif", lambda: directories(100_000)),
        ("tiff deflate que crece", "píxeles", "escaneo.tif",
         lambda: tiff([(256, 4, 15_000), (257, 4, 15_000), (258, 3, 1), (259, 3, 8), (262, 3, 1), (273, 4, 130),
                       (277, 3, 1), (278, 4, 15_000), (279, 4, 300_000)], 0, zeros(29, b"\0"))),
        ("png de 20.000 cuadros", "páginas", "escaneo.png",
         lambda: png(900, 900, zlib.compress(b"\0" * 900 * 113), chunk(b"acTL", struct.pack(">II", 100_000, 0)),
                     *(chunk(b"fcTL", struct.pack(">IIIIIHHBB", n, 900, 900, 0, 0, 1, 1, 0, 0)) for n in range(20_000)))),
        ("webp que promete 16.000 de lado", "píxeles", "escaneo.webp",
         lambda: b"RIFF\xff\xff\xff\0WEBPVP8L\xff\0\0\0\x2f\xff\xff\xff\xff"),
        ("jpeg de 2 millones de reinicios", "tiempo de lectura", "escaneo.jpg",
         lambda: jpeg_claims(8_000, 8_000) + b"\xff\xd0" * 2 * MB),
        ("postscript que dice ser tiff", "tipo por contenido", "escaneo.tif",
         lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9999 9999\n{ } loop\n"),
        ("imagen de ruido", "documento ilegible", "escaneo.jpg",
         lambda: b"\xff\xd8\xff\xe0" + random.Random(2).randbytes(2 * MB)),
    )
)  # fmt: skip
