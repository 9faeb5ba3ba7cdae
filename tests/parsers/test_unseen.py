"""What nobody sees on a page is not read from it, and is told; what somebody sees is, however it was painted."""

import pytest

from parsers.files.documents import open_document
from tests.hostile.pdfmaker import CATALOG, FONT, PAGES, pdf, stream

_PROSE = (
    b"De mi consideracion: con el fin de dar cumplimiento a lo que dispone la norma, solicito a usted que se sirva",
    b"autorizar el cambio del administrador institucional de Quipux de la entidad que represento, para lo cual se",
    b"detalla la informacion del nuevo servidor y se adjunta a la presente el documento de delegacion.",
)
_LETTER = b"BT /F1 9 Tf 16 TL 72 760 Td " + b"".join(b"(%s) Tj T* " % line for line in _PROSE) + b"ET\n"
_SAID = b"(Cedula: 1712345675) Tj ET\n"
_BEGIN = b"BT /F1 10 Tf 72 540 Td "
_DATUM = _BEGIN + _SAID
_BLUE = b"0.2 0.3 0.6 rg 60 530 300 30 re f "
_OFF = b"<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [7 0 R] /D << /OFF [7 0 R] >> >> >>"
_STAMP = b"<< /Type /Annot /Subtype /Stamp /Rect [60 530 400 560] /F 4 /AP << /N 11 0 R >> >>"
_FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] "
_WITH_FONT = b"/Resources << /Font << /F1 5 0 R >> >> "
_RESOURCES = (
    b"/Font << /F1 5 0 R >> /XObject << /I 6 0 R /OffForm 9 0 R /Form 12 0 R >> /Properties << /Layer 7 0 R >> /ExtGState "
    b"<< /Clear << /ca 0 /CA 0 >> /Masked << /SMask << /S /Luminosity /G 8 0 R >> >> >> /ColorSpace << /Nothing "
    b"[/Separation /None /DeviceGray << /FunctionType 2 /N 1 /Domain [0 1] /C0 [1] /C1 [0] >>] >>"
)


def made(drawn: bytes, *, catalog: bytes = CATALOG, more: bytes = b"") -> bytes:
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << " + _RESOURCES + b" >> " + more + b" >>"
    gray = b"/Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8"
    black = stream(b"0 g 0 0 595 842 re f", _FORM + b"/Group << /S /Transparency /CS /DeviceGray >>")
    return pdf([
        catalog, PAGES, page, stream(_LETTER + drawn), FONT, stream(b"\xff" * 64, gray), b"<< /Type /OCG /Name (capa) >>", black,
        stream(_DATUM, _FORM + b"/OC 7 0 R " + _WITH_FONT), _STAMP, stream(b"1 g 0 0 595 842 re f", _FORM), stream(_DATUM, _FORM + _WITH_FONT),
    ])  # fmt: skip


def read(data: bytes) -> tuple[list[str], list[str]]:
    document = open_document("oficio.pdf", data, ocr=False)
    return [word.text for word in document.pages[0].words], [problem.mensaje for problem in document.problems]


UNSEEN = {
    "white on white": made(b"1 g " + _DATUM),
    "nearly white": made(b"0.97 g " + _DATUM),
    "white over other words": made(b"1 g BT /F1 10 Tf 72 760 Td " + _SAID),
    "blue on blue": made(_BLUE + _DATUM),
    "black on black": made(b"0 g 60 530 300 30 re f " + _DATUM),
    "outlined in white": made(b"1 G " + _BEGIN + b"1 Tr " + _SAID),
    "only cuts": made(_BEGIN + b"7 Tr " + _SAID),
    "without opacity": made(b"/Clear gs " + _DATUM),
    "masked": made(b"/Masked gs " + _DATUM),
    "in no ink": made(b"/Nothing cs 1 scn " + _DATUM),
    "very small": made(b"BT /F1 1 Tf 72 540 Td " + _SAID),
    "pressed flat": made(b"BT /F1 10 Tf 1 0 0 0.0001 72 540 Tm " + _SAID),
    "under a picture": made(_DATUM + b"q 300 0 0 30 60 530 cm /I Do Q"),
    "under a box": made(_DATUM + b"1 g 60 530 300 30 re f"),
    "under strips": made(_DATUM + b"1 g " + b"".join(b"60 %d 300 2 re f " % y for y in range(530, 560, 2))),
    "under a thick line": made(_DATUM + b"1 G 30 w 60 545 m 360 545 l S"),
    "its end under a box": made(_DATUM + b"1 g 140 530 300 30 re f"),
    "its end in white": made(_BEGIN + b"(Cedula: 171234) Tj 1 g (5675) Tj ET"),
    "under a stamp": made(_DATUM, more=b"/Annots [10 0 R]"),
    "cut off": made(b"q 0 0 10 10 re W n " + _DATUM + b"Q"),
    "its end cut off": made(b"q 60 530 80 30 re W n " + _DATUM + b"Q"),
    "on a layer that is off": made(b"/OC /Layer BDC " + _DATUM + b"EMC", catalog=_OFF),
    "on a layer by another name": made(b"/OC /Layer BDC " + _DATUM + b"EMC", catalog=_OFF.replace(b"/OCP", b"/O#43P")),
    "a form on a layer that is off": made(b"/OffForm Do", catalog=_OFF),
    "on a page that lies": made(b"1 g " + _DATUM, more=b"/Rotate 90"),
}
SEEN = {
    "plain": made(_DATUM),
    "white on blue": made(_BLUE + b"1 g " + _DATUM),
    "white on blue on a page that lies": made(_BLUE + b"1 g " + _DATUM, more=b"/Rotate 90"),
    "grey": made(b"0.75 g " + _DATUM),
    "outlined": made(_BEGIN + b"1 Tr " + _SAID),
    "in two colours": made(_BEGIN + b"(Cedula: ) Tj 0.7 g (17123) Tj 0 g (45675) Tj ET"),
    "in a frame": made(_DATUM + b"0 G 60 530 300 30 re S"),
    "over a picture": made(b"q 300 0 0 30 60 530 cm /I Do Q " + _DATUM),
    "within its cut": made(b"q 60 530 300 30 re W n " + _DATUM + b"Q"),
    "on a layer that is on": made(b"/OC /Layer BDC " + _DATUM + b"EMC", catalog=_OFF.replace(b"/OFF", b"/ON")),
    "in a form": made(b"/Form Do"),
    "small print": made(b"BT /F1 5 Tf 72 540 Td " + _SAID),
}


@pytest.mark.parametrize("name", UNSEEN)
def test_what_nobody_sees_is_not_read_and_is_told(name):
    words, problems = read(UNSEEN[name])
    assert not [word for word in words if word.startswith("17")]
    assert "dar" in words
    assert len(problems) == 1 and "no se ve («" in problems[0] and "1712345675" in problems[0].replace(" ", "")


@pytest.mark.parametrize("name", SEEN)
def test_what_is_seen_is_read_however_it_was_painted(name):
    words, problems = read(SEEN[name])
    assert (words[-2:], problems) == (["Cedula:", "1712345675"], [])
