
"""Files in PDF that no program would write: built by hand, with bombs, loops, depths and false claims."""

from __future__ import annotations

import random
import zlib
from collections.abc import Sequence

MB = 1_000_000
Body = bytes | tuple[bytes, bytes]


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n" % (len(data), entries) + data + b"\nendstream"


def pdf(objects: Sequence[bytes], trailer: bytes = b"", after: bytes = b"") -> bytes:
    """Objects numbered from 1 (the first is the catalog) with a right table of contents."""
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(out) + after


CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def page(resources: bytes = b"/Font << /F1 5 0 R >>", box: bytes = b"0 0 595 842", more: bytes = b"") -> bytes:
    return (b"<< /Type /Page /Parent 2 0 R /MediaBox [" + box + b"] /Contents 4 0 R /Resources << "
            + resources + b" >> " + more + b" >>")  # fmt: skip


def showing(content: bytes, *more: bytes, resources: bytes = b"/Font << /F1 5 0 R >>", box: bytes = b"0 0 595 842") -> bytes:
    """One page that shows a content stream (object 4); `more` are objects from 6 on."""
    return pdf([CATALOG, PAGES, page(resources, box), content, FONT, *more])


def flate(data: bytes, times: int = 1) -> bytes:
    for _ in range(times):
        data = zlib.compress(data, 9)
    return stream(data, b"/Filter [" + b"/FlateDecode " * times + b"]")


def zeros(megabytes: int, unit: bytes = b" ") -> bytes:
    """A zlib stream of so many megabytes, without ever holding them: one compressed megabyte again and again."""
    engine = zlib.compressobj(9, wbits=-15)
    chunk = unit * (MB // len(unit))
    block = engine.compress(chunk) + engine.flush(zlib.Z_FULL_FLUSH)
    check = 1
    for _ in range(megabytes):
        check = zlib.adler32(chunk, check)
    return b"\x78\xda" + block * megabytes + b"\x03\x00" + check.to_bytes(4)


def flate_gigabyte(times: int = 1) -> bytes:
    data = zeros(1000)
    for _ in range(times - 1):
        data = zlib.compress(data, 9)
    return showing(stream(data, b"/Filter [" + b"/FlateDecode " * times + b"]"))


def hex_flate() -> bytes:
    data = zlib.compress(zeros(1000), 9).hex().encode() + b">"
    return showing(stream(data, b"/Filter [/ASCIIHexDecode /FlateDecode /FlateDecode]"))


def run_length() -> bytes:
    return showing(stream(zlib.compress(b"\x81\x20" * (4 * MB), 9), b"/Filter [/FlateDecode /RunLengthDecode]"))


def lzw() -> bytes:
    """Codes 256 (clear), 32, then each new entry, which is one byte longer: grows with the square."""
    bits, out, count = 0, bytearray(), 0
    for _ in range(700):
        code, width, following = 256, 9, 258
        codes = [256, 32, *range(258, 4094)]
        for code in codes:
            bits = (bits << width) | code
            count += width
            while count >= 8:
                count -= 8
                out.append((bits >> count) & 255)
            bits &= (1 << count) - 1
            if code != 256:
                following += 1
            width = 9 if following < 512 else 10 if following < 1024 else 11 if following < 2048 else 12
    return showing(stream(bytes(out), b"/Filter /LZWDecode"))


def operators(megabytes: int, unit: bytes) -> bytes:
    return showing(stream(zeros(megabytes, unit), b"/Filter /FlateDecode"))


def forms(levels: int) -> bytes:
    """Each form draws the next one twice."""
    extra = []
    for level in range(levels):
        last = level == levels - 1
        draw = b"BT /F1 9 Tf (a) Tj ET" if last else b"/X Do /X Do"
        below = b"/Font << /F1 5 0 R >>" if last else b"/XObject << /X %d 0 R >>" % (7 + level)
        extra.append(stream(draw, b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << " + below + b" >>"))
    return showing(stream(b"/X Do"), *extra, resources=b"/XObject << /X 6 0 R >>")


def form_loop() -> bytes:
    own = stream(b"/X Do /X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>")
    return showing(stream(b"/X Do"), own, resources=b"/XObject << /X 6 0 R >>")


def to_unicode(lines: bytes) -> bytes:
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>"
    cmap = b"1 begincodespacerange <0000> <ffff> endcodespacerange\n" + lines
    return pdf([CATALOG, PAGES, page(), stream(b"BT /F1 9 Tf (hola) Tj ET"), font, flate(cmap)])


def glyph_loop() -> bytes:
    font = (b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0] /FirstChar 97 /LastChar 97 "
            b"/Widths [9] /Encoding << /Differences [97 /a] >> /CharProcs << /a 6 0 R >> "
            b"/Resources << /Font << /F1 5 0 R >> >> >>")  # fmt: skip
    return pdf([CATALOG, PAGES, page(), stream(b"BT /F1 9 Tf (a) Tj ET"), font, stream(b"BT /F1 9 Tf (aa) Tj ET")])


def kids(tree: bytes, *more: bytes) -> bytes:
    return pdf([CATALOG, tree, page(), stream(b""), FONT, *more])


def deep(opening: bytes, closing: bytes, depth: int) -> bytes:
    return showing(stream(b""), opening * depth + closing * depth, resources=b"/Font << /F1 6 0 R >>")


def deep_tree(depth: int) -> bytes:
    nodes = [b"<< /Type /Pages /Count 1 /Kids [%d 0 R] /Parent %d 0 R >>" % (7 + n, 5 + n) for n in range(depth)]
    return pdf([CATALOG, b"<< /Type /Pages /Count 1 /Kids [6 0 R] >>", page(), stream(b""), FONT, *nodes[:-1],
                b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>"])  # fmt: skip


def many_pages(count: int) -> bytes:
    every = b" ".join(b"3 0 R" for _ in range(count))
    return kids(b"<< /Type /Pages /Count %d /Kids [" % count + every + b"] >>")


def prev_loop() -> bytes:
    whole = pdf([CATALOG, PAGES, page(), stream(b""), FONT])
    start = whole.rindex(b"xref\n0 ")
    return pdf([CATALOG, PAGES, page(), stream(b""), FONT], b"/Prev %d" % start)


def table_claims(entries: bytes) -> bytes:
    body = stream(b"\1\0\0" * 10, b"/Type /XRef /W [1 1 1] /Root 1 0 R " + entries)
    return b"%PDF-1.7\n1 0 obj\n" + CATALOG + b"\nendobj\n2 0 obj\n" + PAGES + b"\nendobj\n9 0 obj\n" + body + (
        b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % (len(CATALOG) + len(PAGES) + 43)
    )


def object_stream(entries: bytes, content: bytes = b"1 0 2 9 ") -> bytes:
    return showing(stream(b""), flate(content).replace(b"/Filter", b"/Type /ObjStm " + entries + b" /Filter", 1))


def garbage(signed: bool) -> bytes:
    """Ten megabytes of little objects that nothing leads to."""
    small = b"".join(b"%d 0 obj << /A [1 2 3] >> endobj\n" % number for number in range(20, 320_000))
    mark = b"/ByteRange [0 1 2 3] " if signed else b""
    return b"%PDF-1.4\n" + small + mark + b"startxref\n0\n%%EOF"


def image(entries: bytes, data: bytes) -> bytes:
    picture = stream(data, b"/Type /XObject /Subtype /Image " + entries)
    return showing(stream(b"q 595 0 0 842 0 0 cm /I Do Q"), picture, resources=b"/XObject << /I 6 0 R >>")


def jpeg_claims(width: int, height: int) -> bytes:
    frame = b"\xff\xc0\x00\x11\x08" + height.to_bytes(2) + width.to_bytes(2) + b"\x03\x01\x11\x00\x02\x11\x00\x03\x11\x00"
    return b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" + frame + b"\xff\xda\x00\x02" + b"\0" * 99


def jpx_claims() -> bytes:
    size = b"\xff\x4f\xff\x51\x00\x2f\x00\x00" + (60_000).to_bytes(4) * 2 + b"\0" * 8 + (1).to_bytes(4) * 2 + b"\0" * 8
    return size + b"\x00\x03" + b"\x07\x01\x01" * 3 + b"\xff\x52\x00\x0c\x00\x00\x00\x01\x00\x05\x04\x04\x00\x01" + b"\0" * 99


def jbig2_claims() -> bytes:
    return b"\0\0\0\0\x30\0\1" + b"\0\0\0\x13" + (65_000).to_bytes(4) * 2 + b"\0" * 8 + b"\0\0\0" + b"\0" * 99


def scans(count: int, side: int) -> bytes:
    """Pages that are nothing but noise, so that OCR has the most to look at."""
    rng = random.Random(3)
    row = (side + 7) // 8
    tile = rng.randbytes(row)
    rows = b"".join(bytes(b & rng.getrandbits(8) for b in tile) for _ in range(64)) * (side // 64 + 1)
    data = zlib.compress(rows[: row * side], 6)
    entries = b"/Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /FlateDecode" % (side, side)
    picture = stream(data, b"/Type /XObject /Subtype /Image " + entries)
    every = b" ".join(b"3 0 R" for _ in range(count))
    tree = b"<< /Type /Pages /Count %d /Kids [" % count + every + b"] >>"
    return pdf([CATALOG, tree, page(b"/XObject << /I 6 0 R >>"), stream(b"q 595 0 0 842 0 0 cm /I Do Q"), FONT, picture])


def fields(body: bytes, *more: bytes) -> bytes:
    catalog = b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [" + body + b"] >> >>"
    return pdf([catalog, PAGES, page(), stream(b""), FONT, *more])


def many_fields(count: int) -> bytes:
    every = [b"<< /FT /Tx /T (c%d) /V (1712345675) >>" % number for number in range(count)]
    return fields(b" ".join(b"%d 0 R" % (6 + number) for number in range(count)), *every)


def attached(count: int, data: bytes) -> bytes:
    names = b" ".join(b"(f%d.pdf) 6 0 R" % number for number in range(count))
    catalog = b"<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [" + names + b"] >> >> >>"
    spec = b"<< /Type /Filespec /F (a.pdf) /UF (a.pdf) /EF << /F 7 0 R >> >>"
    return pdf([catalog, PAGES, page(), stream(b""), FONT, spec, stream(data, b"/Type /EmbeddedFile")])


def matryoshka(depth: int) -> bytes:
    data = showing(stream(b""))
    for _ in range(depth):
        data = attached(1, zlib.compress(data)).replace(b"/Type /EmbeddedFile", b"/Type /EmbeddedFile /Filter /FlateDecode")
    return data


def names_loop() -> bytes:
    catalog = b"<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles 6 0 R >> /Outlines 6 0 R >>"
    return pdf([catalog, PAGES, page(), stream(b""), FONT, b"<< /Kids [6 0 R 6 0 R] /First 6 0 R /Next 6 0 R >>"])


def laughs(root: bytes = b"xfa") -> bytes:
    """Entities that stand for ten of the entity before, nine times over."""
    lines = [b'<!ENTITY a0 "ja">', *(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10))]
    return b'<?xml version="1.0"?><!DOCTYPE x [' + b"".join(lines) + b"]><" + root + b">&a9;</" + root + b">"


def xfa() -> bytes:
    catalog = b"<< /Type /Catalog /Pages 2 0 R /Metadata 6 0 R /AcroForm << /Fields [] /XFA 6 0 R >> >>"
    return pdf([catalog, PAGES, page(), stream(b""), FONT, stream(laughs())])


def signature(contents: bytes, reach: bytes = b"0 10 20 10", before: bytes = b"") -> bytes:
    catalog = b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /SigFlags 3 /Fields [6 0 R] >> >>"
    field = b"<< /FT /Sig /T (f) /V 7 0 R >>"
    value = b"<< /Type /Sig /SubFilter /adbe.pkcs7.detached /ByteRange [" + reach + b"] /Contents <" + contents + b"> >>"
    return pdf([catalog, PAGES, page(), stream(b""), FONT, field, value])


def notes(count: int) -> bytes:
    note = b"<< /Type /Annot /Subtype /FreeText /Rect [9 9 99 99] /Contents (hola) /AP << /N 7 0 R >> >>"
    look = stream(b"BT /F1 9 Tf (hola) Tj ET", b"/Type /XObject /Subtype /Form /BBox [0 0 99 99] /Resources << /Font << /F1 5 0 R >> >>")
    every = b" ".join(b"6 0 R" for _ in range(count))
    return pdf([CATALOG, PAGES, page(more=b"/Annots [" + every + b"]"), stream(b""), FONT, note, look])


def shading() -> bytes:
    pattern = (b"<< /Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 1 1] /XStep 0.0001 /YStep 0.0001 "
               b"/Resources << >> /Length 21 >>\nstream\n0 0 0.0001 0.0001 re f\nendstream")  # fmt: skip
    return showing(stream(b"/Pattern cs /P scn 0 0 595 842 re f"), pattern, resources=b"/Pattern << /P 6 0 R >>")


def shown_again(count: int) -> bytes:
    """One stream of content, named so many times by its page."""
    own = page().replace(b"/Contents 4 0 R", b"/Contents [" + b"4 0 R " * count + b"]")
    return pdf([CATALOG, PAGES, own, stream(b"BT /F1 9 Tf 72 700 Td (Cedula: 1712345675) Tj ET\n" * 20_000), FONT])


def pattern_loop() -> bytes:
    tile = b"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 0.00001 /YStep 0.00001 "
    own = stream(b"/Pattern cs /P scn 0 0 9 9 re f", tile + b"/Resources << /Pattern << /P 6 0 R >> >>")
    return showing(stream(b"/Pattern cs /P scn 0 0 595 842 re f"), own, resources=b"/Pattern << /P 6 0 R >>")


def groups(depth: int) -> bytes:
    """Transparent groups of a whole page, one in the other."""
    extra = [
        stream(b"/X Do" if level < depth - 1 else b"1 0 0 rg 0 0 595 842 re f",
               b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Group << /S /Transparency /I true >> "
               b"/Resources << /XObject << /X %d 0 R >> >>" % (7 + level))
        for level in range(depth)
    ]  # fmt: skip
    return showing(stream(b"/X Do"), *extra, resources=b"/XObject << /X 6 0 R >>")


def mask_loop() -> bytes:
    state = b"<< /Type /ExtGState /SMask << /S /Luminosity /G 7 0 R >> >>"
    own = stream(b"/G gs 0 0 9 9 re f", b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] "
                 b"/Group << /S /Transparency /CS /DeviceRGB >> /Resources << /ExtGState << /G 6 0 R >> >>")  # fmt: skip
    return showing(stream(b"/G gs 0 0 595 842 re f"), state, own, resources=b"/ExtGState << /G 6 0 R >>")


def function_loop() -> bytes:
    shade = b"<< /ShadingType 2 /Coords [0 0 1 1] /ColorSpace /DeviceRGB /Function 7 0 R >>"
    own = b"<< /FunctionType 3 /Domain [0 1] /Functions [7 0 R 7 0 R] /Bounds [0.5] /Encode [0 1 0 1] >>"
    return showing(stream(b"/S sh"), shade, own, resources=b"/Shading << /S 6 0 R >>")


def chain_of_tables(count: int, after: bytes = b"") -> bytes:
    """So many tables of contents, each empty and naming the one before."""
    out = bytearray(pdf([CATALOG, PAGES, page(), stream(b"BT /F1 9 Tf 72 700 Td (hola) Tj ET"), FONT]))
    before = out.rindex(b"xref\n0 ")
    for _ in range(count):
        place = len(out)
        out += b"xref\n0 0\ntrailer << /Size 6 /Root 1 0 R /Prev %d >>\n" % before
        before = place
    return bytes(out + after + b"startxref\n%d\n%%%%EOF\n" % before)


def twice(filters: bytes, *more: bytes) -> bytes:
    """A gigabyte compressed twice, with its filters told in another spelling."""
    return showing(stream(zlib.compress(zeros(1000), 9), b"/Filter " + filters), *more)


def large_field(value: bytes) -> bytes:
    catalog = b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R] >> >>"
    field = b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (cedula) /Rect [0 0 9 9] /V (" + value + b") >>"
    return pdf([catalog, PAGES, page(more=b"/Annots [6 0 R]"), stream(b""), FONT, field])


def font_of(file: bytes) -> bytes:
    font = b"<< /Type /Font /Subtype /TrueType /BaseFont /A /FontDescriptor 6 0 R /FirstChar 0 /LastChar 255 >>"
    about = b"<< /Type /FontDescriptor /FontName /A /Flags 4 /FontFile2 7 0 R >>"
    return pdf([CATALOG, PAGES, page(), stream(b"BT /F1 9 Tf (hola) Tj ET"), font, about, file])
