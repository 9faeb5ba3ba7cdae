
"""Attacks in Word, Excel and OpenDocument files: XML that grows, reaches outside, or claims sheets without end."""

from __future__ import annotations

from tests.hostile.archives import deflated, raw_zip, zipped
from tests.hostile.attack import Attack
from tests.hostile.pdfmaker import MB, laughs

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_MAIN = "application/vnd.openxmlformats-officedocument."
_OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


def _types(part: str, kind: str) -> bytes:
    return (f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
            f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/{part}" ContentType="{_MAIN}{kind}.main+xml"/></Types>').encode()  # fmt: skip


def _relations(target: str, kind: str = "officeDocument") -> bytes:
    return (f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" Type="{_OFFICE}/{kind}" '
            f'Target="{target}"/></Relationships>').encode()  # fmt: skip


def docx_parts(document: bytes) -> dict[str, bytes]:
    return {
        "[Content_Types].xml": _types("word/document.xml", "wordprocessingml.document"),
        "_rels/.rels": _relations("word/document.xml"),
        "word/document.xml": document,
    }


def docx(body: str, before: str = "") -> bytes:
    return zipped(docx_parts(f"{before}<w:document {_WORD}><w:body>{body}</w:body></w:document>".encode()))


def xlsx(sheet: str, before: str = "", strings: bytes | None = None) -> bytes:
    book = (f'<workbook {_SHEET} xmlns:r="{_OFFICE}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>')
    parts = {
        "[Content_Types].xml": _types("xl/workbook.xml", "spreadsheetml.sheet"),
        "_rels/.rels": _relations("xl/workbook.xml"),
        "xl/workbook.xml": book.encode(),
        "xl/_rels/workbook.xml.rels": _relations("worksheets/sheet1.xml", "worksheet"),
        "xl/worksheets/sheet1.xml": f"{before}<worksheet {_SHEET}>{sheet}</worksheet>".encode(),
    }
    return zipped(parts | ({"xl/sharedStrings.xml": strings} if strings else {}))


def odf(kind: str, body: str, before: str = "", styles: str = "") -> bytes:
    shorts = ("office", "table", "text", "style")
    spaces = " ".join(f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in shorts)
    spaces += ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    looks = f"<office:automatic-styles>{styles}</office:automatic-styles>" if styles else ""
    content = f"{before}<office:document-content {spaces}>{looks}<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    media = f"application/vnd.oasis.opendocument.{kind}"
    manifest = (f'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry '
                f'manifest:full-path="/" manifest:media-type="{media}"/><manifest:file-entry manifest:full-path="content.xml" '
                f'manifest:media-type="text/xml"/></manifest:manifest>')  # fmt: skip
    return zipped({"mimetype": media.encode(), "content.xml": content.encode(), "META-INF/manifest.xml": manifest.encode()})


def grown_docx() -> bytes:
    """A document part of a gigabyte, right in form."""
    parts = [(name.encode(), *_stored(content)) for name, content in docx_parts(b"").items() if content]
    return raw_zip([*parts, (b"word/document.xml", deflated(1000), 1000 * MB, 0)])


def _stored(content: bytes) -> tuple[bytes, int, int]:
    import zlib

    return zlib.compress(content)[2:-4], len(content), zlib.crc32(content)


def laughing(prolog: str = "", encoding: str = "utf-8") -> bytes:
    """Entities that grow, declared behind `prolog` and written in `encoding`."""
    known = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    text = f'<w:document {_WORD}><w:body>{TEXT.format("&a9;")}</w:body></w:document>'
    declared = f'<?xml version="1.0" encoding="{encoding}"?>{prolog}<!DOCTYPE x [<!ENTITY a0 "lol">{known}]>'
    return (declared + text).encode(encoding)


def elsewhere(document: bytes) -> bytes:
    """The main part under a name that says nothing of XML."""
    parts = docx_parts(b"<a/>") | {"word/x.bin": document, "_rels/.rels": _relations("word/x.bin")}
    return zipped(parts | {"[Content_Types].xml": _types("word/x.bin", "wordprocessingml.document")})


def related(relations: str) -> bytes:
    """A letter with these relations to other parts and places."""
    listed = f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'.encode()
    body = f"<w:document {_WORD}><w:body>{TEXT.format('hola')}</w:body></w:document>".encode()
    return zipped(docx_parts(body) | {"word/_rels/document.xml.rels": listed})


def outside(target: str, kind: str, number: int = 1) -> str:
    return f'<Relationship Id="r{number}" Type="{_OFFICE}/{kind}" Target="{target}" TargetMode="External"/>'


def many_sheets(count: int) -> bytes:
    sheets = "".join(f'<sheet name="a{n}" sheetId="{n + 1}" r:id="r1"/>' for n in range(count))
    book = f'<workbook {_SHEET} xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>'
    return zipped({
        "[Content_Types].xml": _types("xl/workbook.xml", "spreadsheetml.sheet"),
        "_rels/.rels": _relations("xl/workbook.xml"), "xl/workbook.xml": book.encode(),
        "xl/_rels/workbook.xml.rels": _relations("worksheets/sheet1.xml", "worksheet"),
        "xl/worksheets/sheet1.xml": f"<worksheet {_SHEET}><sheetData>{CELL.format('a' * 999)}</sheetData></worksheet>".encode(),
    })  # fmt: skip


TEXT = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
CELL = '<row r="1"><c r="A1" t="inlineStr"><is><t>{}</t></is></c></row>'

ATTACKS = (
    Attack("docx de 1 GB", "razón de compresión", "oficio.docx", grown_docx),
    Attack("docx de 60 MB de párrafos", "palabras", "oficio.docx", lambda: docx(TEXT.format("hola") * 1_200_000)),
    Attack("docx con entidades que crecen", "xml", "oficio.docx", lambda: zipped(docx_parts(laughs(b"w")))),
    Attack("docx que lee un archivo de la máquina", "xml", "oficio.docx", lambda: docx(TEXT.format("&e;"), _OUTSIDE)),
    Attack("docx de 5.000 tablas anidadas", "niveles", "oficio.docx",
           lambda: docx("<w:tbl><w:tr><w:tc>" * 5_000 + TEXT.format("a") + "</w:tc></w:tr></w:tbl>" * 5_000)),
    Attack("docx de 200.000 niveles", "niveles", "oficio.docx", lambda: docx("<w:p>" * 200_000 + "</w:p>" * 200_000)),
    Attack("docx de una tabla de 300.000 celdas", "celdas", "oficio.docx",
           lambda: docx("<w:tbl><w:tr>" + ("<w:tc>" + TEXT.format("a") + "</w:tc>") * 300_000 + "</w:tr></w:tbl>")),
    Attack("xlsx que promete toda la hoja", "celdas", "datos.xlsx",
           lambda: xlsx('<dimension ref="A1:XFD1048576"/><sheetData>' + CELL.format("a")
                        + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')),
    Attack("xlsx de 700.000 celdas", "celdas", "datos.xlsx",
           lambda: xlsx("<sheetData>" + "".join(f"<row>{'<c><v>1</v></c>' * 100}</row>" for _ in range(7_000)) + "</sheetData>")),
    Attack("xlsx de un millón de celdas unidas", "celdas", "datos.xlsx",
           lambda: xlsx("<sheetData>" + CELL.format("a") + "</sheetData><mergeCells>"
                        + '<mergeCell ref="A1:XFD1048576"/>' * 1_000 + "</mergeCells>")),
    Attack("xlsx con entidades que crecen", "xml", "datos.xlsx", lambda: xlsx("<sheetData/>", strings=laughs(b"sst"))),
    Attack("xlsx que lee un archivo de la máquina", "xml", "datos.xlsx",
           lambda: xlsx("<sheetData>" + CELL.format("&e;") + "</sheetData>", _OUTSIDE)),
    Attack("ods de mil millones de celdas repetidas", "celdas", "datos.ods",
           lambda: odf("spreadsheet", '<table:table><table:table-row table:number-rows-repeated="1048576"><table:table-cell '
                       'table:number-columns-repeated="16384"><text:p>1</text:p></table:table-cell></table:table-row></table:table>')),
    Attack("odt de espacios sin fin", "palabras", "oficio.odt", lambda: odf("text", '<text:p>a<text:s text:c="2000000000"/>b</text:p>')),
    Attack("odt con entidades que crecen", "xml", "oficio.odt",
           lambda: odf("text", "<text:p>&a9;</text:p>", laughs().split(b"<xfa>")[0].decode())),
    Attack("odt de 100.000 niveles", "niveles", "oficio.odt",
           lambda: odf("text", "<text:section>" * 100_000 + "</text:section>" * 100_000)),
    Attack("docx con entidades en UTF-16", "xml", "oficio.docx", lambda: zipped(docx_parts(laughing(encoding="utf-16")))),
    Attack("docx con entidades tras un comentario", "xml", "oficio.docx",
           lambda: zipped(docx_parts(laughing(f"<!--{'x' * 5_000}-->")))),
    Attack("docx con entidades en EBCDIC", "xml", "oficio.docx", lambda: zipped(docx_parts(laughing(encoding="cp037")))),
    Attack("docx con entidades en una parte sin nombre de xml", "xml", "oficio.docx", lambda: elsewhere(laughing())),
    Attack("docx con plantilla e imagen remotas", "red", "oficio.docx",
           lambda: related(outside("http://127.0.0.1:9/x", "attachedTemplate") + outside("file:///etc/passwd", "image", 2))),
    Attack("docx de 200.000 relaciones", "memoria", "oficio.docx",
           lambda: related("".join(outside(f"http://a/{n}", "x", n) for n in range(200_000)))),
    Attack("docx de 20.000 secciones", "secciones", "oficio.docx",
           lambda: docx("<w:p><w:pPr><w:sectPr/></w:pPr></w:p>" * 20_000)),
    Attack("docx de 50.000 espacios de nombres", "xml", "oficio.docx",
           lambda: docx("<w:p " + " ".join(f'xmlns:a{n}="u{n}"' for n in range(50_000)) + "/>")),
    Attack("xlsx de 4.000 hojas", "hojas", "datos.xlsx", lambda: many_sheets(4_000)),
    Attack("odt con una declaración remota tardía", "xml", "oficio.odt",
           lambda: odf("text", "<text:p>x</text:p>", " " * 6_000 + '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">')),
    Attack("texto de 5 millones de líneas en UTF-16", "palabras", "datos.txt", lambda: b"\xff\xfe" + b"\n\0" * 5 * MB),
    Attack("csv de 20 MB en una línea", "celdas", "datos.csv", lambda: b"a;" * 10 * MB),
    Attack("csv de comillas abiertas", "celdas", "datos.csv", lambda: b'"a\n' * MB),
)  # fmt: skip
