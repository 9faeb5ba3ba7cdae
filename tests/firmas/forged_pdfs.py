"""Signed PDFs forged without the signer's key: room left unsigned, revisions appended, drawings laid over."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

from asn1crypto import cms
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.stamp import TextStampStyle
from pypdf import PdfReader

from tests.firmas.forged_envelopes import called_sha1, forged_twin, no_attributes, no_signers
from tests.firmas.make import Cast, annotate, form, letter, repaint, sign, update

Forgery = Callable[[Cast], bytes]
TRUE, FALSE = b"0912345675", b"1712345675"


def gap_of(signed: bytes) -> tuple[int, int]:
    """Where the hexadecimal digits of the signature begin and end, signs included."""
    start = signed.rindex(b"<3082", 0, signed.index(b"/ByteRange"))
    return start, signed.index(b">", start) + 1


def false_page(signed: bytes) -> bytes:
    """The letter's text again under the same number, with another cédula."""
    page = PdfReader(io.BytesIO(signed)).pages[0]
    text = page.get_contents().get_data()
    assert TRUE in text
    text = text.replace(TRUE, FALSE)
    number = page.raw_get("/Contents").idnum
    return b"\n%d 0 obj\n<< /Length %d >>\nstream\n" % (number, len(text)) + text + b"\nendstream\nendobj\n"


def appended(tail: Callable[[bytes], bytes]) -> Forgery:
    """The false text after the end. `tail` hides the true table of contents from one reader and not from another."""

    def forge(cast: Cast) -> bytes:
        signed = sign(letter(), cast.ana)
        place = signed[signed.rindex(b"startxref") :].split()[1]
        return signed + false_page(signed) + tail(place)

    return forge


def in_the_gap(write: Callable[[bytes, bytes], bytes], tail: bytes = b"") -> Forgery:
    """`write` makes of the signature's bytes and the false text what stands in the gap that nobody signed."""

    def forge(cast: Cast) -> bytes:
        signed = sign(letter(), cast.ana)
        start, end = gap_of(signed)
        filled = write(bytes.fromhex(signed[start + 1 : end - 1].decode()), false_page(signed))
        place = signed[signed.rindex(b"startxref") :].split()[1]
        return signed[:start] + filled.ljust(end - start) + signed[end:] + tail.replace(b"PLACE", place)

    return forge


def literal(content: bytes) -> bytes:
    """The same bytes as a literal string, half as long as in hexadecimal."""
    escaped = re.sub(rb"([\\()])", rb"\\\1", content).replace(b"\r", b"\\r").replace(b"\n", b"\\n")
    return b"(" + escaped + b")"


def shorter(content: bytes, false: bytes) -> bytes:
    return b"<" + content.rstrip(b"\0").hex().encode() + b"0> /X (" + false + b")"


def scope(text: bytes) -> Forgery:
    """Another /ByteRange in the same place."""

    def forge(cast: Cast) -> bytes:
        signed = sign(letter(), cast.ana)
        found = re.search(rb"/ByteRange \[[^\]]*\]\s*", signed)
        assert found and len(text) <= len(found[0])
        return signed.replace(found[0], text.ljust(len(found[0])))

    return forge


def signature_value(text: bytes) -> Forgery:
    return in_the_gap(lambda content, false: text)


def rewritten(change: Callable[[cms.SignedData, Cast], None]) -> Forgery:
    """The signature's own structure changed, with the document left as it is."""

    def forge(cast: Cast) -> bytes:
        signed = sign(letter(), cast.ana)
        start, end = gap_of(signed)
        info = cms.ContentInfo.load(bytes.fromhex(signed[start + 1 : end - 1].decode()))
        change(info["content"], cast)
        digits = info.dump(force=True).hex().encode()
        return signed[: start + 1] + digits.ljust(end - start - 2, b"0") + signed[end - 1 :]

    return forge


def other_pages(cast: Cast) -> bytes:
    """Hide and replace: a second tree of pages lies signed and unseen in the file; afterwards the catalog names it."""
    trees = []

    def prepare(writer: IncrementalPdfFileWriter) -> None:
        first = writer.root["/Pages"]["/Kids"][0]
        text = generic.StreamObject(stream_data=b"BT /F1 12 Tf 72 608 Td (Cedula: " + FALSE + b") Tj ET")
        page = generic.DictionaryObject({
            pdf_name("/Type"): pdf_name("/Page"), pdf_name("/MediaBox"): first["/MediaBox"],
            pdf_name("/Resources"): first.raw_get("/Resources"), pdf_name("/Contents"): writer.add_object(text),
        })  # fmt: skip
        tree = generic.DictionaryObject({
            pdf_name("/Type"): pdf_name("/Pages"), pdf_name("/Count"): generic.NumberObject(1),
            pdf_name("/Kids"): generic.ArrayObject([writer.add_object(page)]),
        })  # fmt: skip
        trees.append(writer.add_object(tree))
        page[pdf_name("/Parent")] = trees[0]

    def swap(writer: IncrementalPdfFileWriter) -> None:
        writer.root["/Pages"] = generic.IndirectObject(trees[0].idnum, 0, writer)
        writer.update_root()

    return update(sign(update(letter(), prepare), cast.ana), swap)


def other_letters(writer: IncrementalPdfFileWriter) -> None:
    """Replace: the font now draws a one for every nought."""
    (font,) = writer.root["/Pages"]["/Kids"][0]["/Resources"]["/Font"].values()
    font = font.get_object()
    codes = generic.ArrayObject([generic.NumberObject(48), pdf_name("/one")])
    font[pdf_name("/Encoding")] = generic.DictionaryObject({pdf_name("/Differences"): codes})
    writer.update_container(font)


def drawing(writer: IncrementalPdfFileWriter, width: int, height: int) -> generic.IndirectObject:
    data = b"1 1 1 rg 0 0 %d %d re f 0 g BT /Helv 12 Tf 2 5 Td (%s) Tj ET" % (width, height, FALSE)
    box = generic.ArrayObject(map(generic.NumberObject, (0, 0, width, height)))
    kind = {pdf_name("/Type"): pdf_name("/XObject"), pdf_name("/Subtype"): pdf_name("/Form"), pdf_name("/BBox"): box}
    return writer.add_object(generic.StreamObject(kind, stream_data=data))


def other_look(writer: IncrementalPdfFileWriter) -> None:
    """The fields keep their values and show others."""
    for reference in writer.root["/AcroForm"]["/Fields"]:
        field = reference.get_object()
        if field["/FT"] == "/Tx":
            field["/AP"] = generic.DictionaryObject({pdf_name("/N"): drawing(writer, 150, 20)})
            writer.update_container(field)


def stamp_over(writer: IncrementalPdfFileWriter) -> None:
    page = writer.root["/Pages"]["/Kids"][0]
    rect = generic.ArrayObject(map(generic.NumberObject, (60, 500, 460, 700)))
    look = generic.DictionaryObject({pdf_name("/N"): drawing(writer, 400, 200)})
    stamp = generic.DictionaryObject({
        pdf_name("/Type"): pdf_name("/Annot"), pdf_name("/Subtype"): pdf_name("/Stamp"),
        pdf_name("/Rect"): rect, pdf_name("/AP"): look,
    })  # fmt: skip
    page["/Annots"] = generic.ArrayObject([*page.get("/Annots", ()), writer.add_object(stamp)])
    writer.update_container(page)


def without_permissions(writer: IncrementalPdfFileWriter) -> None:
    """Who certified that nothing may change is no longer asked."""
    writer.root.pop("/Perms", None)
    writer.update_root()
    annotate(writer)


def signed_over(box: tuple[int, int, int, int], **options: object) -> Forgery:
    """A further, genuine signature whose drawing lies in that box of the page."""

    def forge(cast: Cast) -> bytes:
        writer = IncrementalPdfFileWriter(io.BytesIO(sign(letter(), cast.ana, **options)))
        fields.append_signature_field(writer, fields.SigFieldSpec("Firma2", on_page=0, box=box))
        style = TextStampStyle(stamp_text="Cédula: 1712345675", background=None)
        meta = signers.PdfSignatureMetadata(field_name="Firma2")
        return signers.PdfSigner(meta, signer=cast.luis.signer(), stamp_style=style).sign_pdf(writer).getvalue()

    return forge


def changed(change: Callable[[IncrementalPdfFileWriter], None], **options: object) -> Forgery:
    return lambda cast: update(sign(letter(), cast.ana, **options), change)


_NO_CHANGES = {"certify": True, "docmdp_permissions": fields.MDPPerm.NO_CHANGES}
_SIGNING = {"certify": True, "docmdp_permissions": fields.MDPPerm.FILL_FORMS}
_CHANGED = "alterada/contenido ANA"


def _twice(signed: cms.SignedData, _: Cast) -> None:
    signed["signer_infos"] = [signed["signer_infos"][0]] * 2


# What the attack is called, how it is made, what must be said of each signature.
FORGERIES: dict[str, tuple[Forgery, list[str]]] = {
    "texto añadido, tabla tras 5.000 blancos": (appended(lambda at: b"startxref" + b" " * 5000 + at + b"\n%%EOF\n"), [_CHANGED]),
    "texto añadido, fin tras 5.000 blancos": (appended(lambda at: b"startxref\n" + at + b" " * 5000 + b"\n%%EOF\n"), [_CHANGED]),
    "texto añadido, fin con cola": (appended(lambda at: b"startxref\n" + at + b"\n%%EOF" + b"x" * 5000 + b"\n"), [_CHANGED]),
    "texto añadido sin tabla": (appended(lambda at: b" " * 5000), ["ilegible/ilegible"]),
    "hueco con cadena literal": (
        in_the_gap(lambda content, false: literal(content) + b" /X (" + false + b")"), ["alterada/cobertura ANA"]),
    "hueco con cadena literal y cola": (
        in_the_gap(lambda content, false: literal(content) + b" /X (" + false + b")",
                   b"startxref" + b"\n" * 5000 + b"PLACE\n%%EOF\n"), ["alterada/cobertura ANA"]),
    "hueco con firma más corta": (in_the_gap(shorter), ["alterada/cobertura ANA"]),
    "alcance sin números": (scope(b"/ByteRange []"), ["ilegible/ilegible"]),
    "alcance nulo": (scope(b"/ByteRange null"), ["ilegible/ilegible"]),
    "alcance de nada": (scope(b"/ByteRange [0 0 0 0]"), ["alterada/rota ANA"]),
    "alcance negativo": (scope(b"/ByteRange [0 -1 -2 3]"), ["ilegible/ilegible"]),
    "alcance sin fin": (scope(b"/ByteRange [0 9 9 99999999999]"), ["alterada/rota ANA"]),
    "alcance de tres números": (scope(b"/ByteRange [0 1 2]"), ["ilegible/ilegible"]),
    "alcance de palabras": (scope(b"/ByteRange [(a) 1 2 3]"), ["ilegible/ilegible"]),
    "firma nula": (signature_value(b"null"), ["ilegible/ilegible"]),
    "firma vacía": (signature_value(b"<>"), ["ilegible/ilegible"]),
    "firma de un cero": (signature_value(b"<00>"), ["ilegible/ilegible"]),
    "firma que es un número": (signature_value(b"0"), ["ilegible/ilegible"]),
    "firma con dos firmantes": (rewritten(_twice), ["ilegible/ilegible"]),
    "firma sin firmantes": (rewritten(no_signers), ["ilegible/ilegible"]),
    "firma sin atributos": (rewritten(no_attributes), ["alterada/rota ANA"]),
    "firma con un gemelo falso del certificado": (rewritten(forged_twin), ["ilegible/ilegible"]),
    "firma que se llama SHA-1": (rewritten(called_sha1), ["ilegible/ilegible"]),
    "páginas escondidas antes de firmar": (other_pages, [_CHANGED]),
    "letra cambiada tras firmar": (changed(other_letters), [_CHANGED]),
    "campo que muestra otro valor": (lambda cast: update(sign(form(), cast.ana), other_look), ["alterada/notas ANA"]),
    "sello sobre la página": (changed(stamp_over), ["alterada/notas ANA"]),
    "sello sobre un documento certificado": (changed(stamp_over, **_NO_CHANGES), ["alterada/notas ANA"]),
    "certificado al que quitan el permiso": (changed(without_permissions, **_NO_CHANGES), ["alterada/notas ANA"]),
    "otra página firmada por otro": (
        lambda cast: sign(update(sign(letter(), cast.ana), repaint), cast.luis, "Firma2"), [_CHANGED, "valida LUIS"]),
    "firma posterior sobre toda la página": (signed_over((0, 0, 595, 842)), ["alterada/notas ANA", "valida LUIS"]),
    "firma posterior sobre la cédula": (signed_over((100, 600, 240, 630)), ["alterada/notas ANA", "valida LUIS"]),
    "firma posterior sobre lo certificado": (signed_over((0, 0, 595, 842), **_SIGNING), ["alterada/notas ANA", "valida LUIS"]),
    # What is no forgery stays valid.
    "firma posterior al pie": (signed_over((300, 60, 480, 110)), ["valida ANA", "valida LUIS"]),
    "línea en blanco que añade un servidor": (lambda cast: sign(letter(), cast.ana) + b"\r\n", ["valida ANA"]),
}  # fmt: skip
