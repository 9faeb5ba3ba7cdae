"""Attacks in ZIP archives: growth, number, depth, names, lies."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
import zlib

from tests.hostile.attack import Attack
from tests.hostile.pdfmaker import MB, zeros


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def raw_zip(members: list[tuple[bytes, bytes, int, int]]) -> bytes:
    """Members as (name, deflated bytes, claimed size, check sum): what is claimed need not be true."""
    out, index = bytearray(), bytearray()
    for name, data, size, crc in members:
        head = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 33, crc, len(data), size, len(name), 0)
        index += b"PK\1\2" + b"\x14\0" + head + struct.pack("<HHHII", 0, 0, 0, 0, len(out)) + name
        out += b"PK\3\4" + head + name + data
    end = struct.pack("<HHHHIIH", 0, 0, len(members), len(members), len(index), len(out), 0)
    return bytes(out + index + b"PK\5\6" + end)


def deflated(megabytes: int) -> bytes:
    """Raw deflate, as archives hold it."""
    return zeros(megabytes, b"\0")[2:-4]


def grown(megabytes: int, claimed: int | None = None) -> bytes:
    size = megabytes * MB
    return raw_zip([(b"oficio.pdf", deflated(megabytes), size if claimed is None else claimed, 0)])


def nested(levels: int, width: int) -> bytes:
    data = zipped({"oficio.txt": b"0" * MB})
    for _ in range(levels):
        data = zipped({f"{number}.zip": data for number in range(width)})
    return data


def overlapping(count: int) -> bytes:
    """Every entry points at one and the same compressed kernel, so that little grows to gigabytes."""
    kernel = deflated(20)
    one = raw_zip([(b"a.pdf", kernel, 20 * MB, zlib.crc32(b"\0" * 20 * MB))])
    start = one.index(b"PK\1\2")
    entry = one[start : one.index(b"PK\5\6")]
    end = struct.pack("<HHHHIIH", 0, 0, count, count, len(entry) * count, start, 0)
    return one[:start] + entry * count + b"PK\5\6" + end


def many(count: int) -> bytes:
    return raw_zip([(b"f%d.txt" % number, b"\3\0", 0, 0) for number in range(count)])


def escaping() -> bytes:
    names = ["../../../tmp/aiq-escapado.pdf", "/etc/aiq-escapado.pdf", "C:\\aiq-escapado.pdf",
             "..\\..\\aiq-escapado.pdf", "a/../../aiq-escapado.pdf", "\x1b[31mrojo\x1b[0m.pdf", "oficio\u202efdp.exe",
             "con.pdf", "a" * 3000 + ".pdf", "oficio.pdf\n.exe", "~/.ssh/aiq-escapado"]  # fmt: skip
    return zipped(dict.fromkeys(names, b"%PDF-1.4 nada"))


def link() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("oficio.pdf")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    return out.getvalue()


def locked() -> bytes:
    data = bytearray(zipped({"oficio.pdf": b"%PDF-1.4 nada"}))
    data[6] |= 1
    data[data.index(b"PK\1\2") + 8] |= 1
    return bytes(data)


def by_method(method: int, megabytes: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr("oficio.pdf", b"\0" * megabytes * MB)
    return out.getvalue()


def wide(levels: int, width: int) -> bytes:
    data = zipped({"oficio.txt": b"x"})
    for _ in range(levels):
        data = zipped({f"{number}.zip": data for number in range(width)})
    return data


def attribute(level: int, kind: int, data: bytes) -> bytes:
    """One field of Outlook's winmail.dat."""
    return bytes([level]) + struct.pack("<II", kind, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)


def winmail(name: bytes, content: bytes) -> bytes:
    begin = attribute(2, 0x00069002, b"\0" * 14)
    file = begin + attribute(2, 0x00018010, name + b"\0") + attribute(2, 0x0006800F, content)
    return b"\x78\x9f\x3e\x22\x01\x00" + file


def winmail_in_winmail(depth: int) -> bytes:
    data = b"%PDF-1.4 nada"
    for _ in range(depth):
        data = winmail(b"winmail.dat", data)
    return data


ATTACKS = tuple(
    Attack(name, limit, "oficio.zip", make)
    for name, limit, make in (
        ("zip de 1 GB", "razón de compresión", lambda: grown(1000)),
        ("zip de 1 GB que promete 1 kB", "razón de compresión", lambda: grown(1000, 1000)),
        ("zip anidado 6 veces, 8 por nivel", "niveles de archivo", lambda: nested(6, 8)),
        ("zip anidado 60 veces", "niveles de archivo", lambda: nested(60, 1)),
        ("zip de 1.000 archivos que son el mismo", "bytes descomprimidos", lambda: overlapping(1_000)),
        ("zip de 60.000 archivos", "número de archivos", lambda: many(60_000)),
        ("zip con nombres que escapan", "nombres propios", escaping),
        ("zip con un enlace", "nombres propios", link),
        ("zip con contraseña", "documento ilegible", locked),
        ("zip cortado", "documento ilegible", lambda: grown(50)[:30_000]),
        ("rar que no lo es", "documento ilegible", lambda: b"Rar!\x1a\x07\x01\x00" + b"\0" * MB),
        ("zip LZMA de 300 MB", "compresión", lambda: by_method(zipfile.ZIP_LZMA, 300)),
        ("zip BZIP2 de 300 MB", "compresión", lambda: by_method(zipfile.ZIP_BZIP2, 300)),
        ("zip de 90 × 90 × 90 archivos", "número de archivos", lambda: wide(3, 90)),
        ("zip que se dice ODF y crece a 500 MB", "bytes descomprimidos",
         lambda: raw_zip([(b"mimetype", deflated(500), 100, 0)])),
        ("winmail.dat dentro de winmail.dat 2.000 veces", "niveles de archivo", lambda: winmail_in_winmail(2_000)),
        ("winmail.dat con gzip que crece", "formato", lambda: winmail(b"a.gz", gzip.compress(b"\0" * 50 * MB))),
        ("winmail.dat con nombres que escapan", "nombres propios",
         lambda: winmail(b"../../\x1b[2J\xe2\x80\xaefdp.exe", b"%PDF-1.4 nada")),
        ("winmail.dat de propiedades sin fin", "segundos de winmail.dat",
         lambda: b"\x78\x9f\x3e\x22\x01\x00" + attribute(1, 0x00069003, b"\xff" * 4 + b"\0" * 100_000)),
    )
)  # fmt: skip
