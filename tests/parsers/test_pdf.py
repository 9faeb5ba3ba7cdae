"""PDF letters become words with places, whatever their producer did to them."""

import io
import unicodedata
import zlib

import pypdf
import pytest
from pypdf.annotations import FreeText
from reportlab.lib.utils import ImageReader

from parsers.bounds.documentlimits import DocumentLimits
from parsers.files import textquality
from parsers.files.documents import open_document
from parsers.files.pdf import open_pdf
from parsers.words.glyphs import clean
from tests.support.pages import PROSE, drawn, letter, rewritten, written


def texts(data):
    return [word.text for word in open_pdf("x.pdf", data).document.pages[0].words]


def only_problem(data):
    (problem,) = open_document("x.pdf", data, ocr=False).problems
    return problem


def test_each_word_stands_where_it_is_printed():
    (word,) = [w for w in open_pdf("x.pdf", drawn(written("Cédula 1712345675"))).document.pages[0].words if w.text[0] == "1"]
    x0, y0, x1, y1 = word.box
    assert 100 < x0 < 115 and 165 < x1 < 175
    assert y0 < 842 - 760 < y1 + 1 and 9 < y1 - y0 < 15


def test_columns_drawn_one_after_the_other_are_read_line_by_line():
    def draw(canvas):
        written("Cédula", "Cargo", "Correo")(canvas)
        written("1712345675", "Analista", "a@b.ec", x=250)(canvas)

    assert texts(drawn(draw)) == ["Cédula", "1712345675", "Cargo", "Analista", "Correo", "a@b.ec"]


def test_letters_drawn_one_by_one_are_words():
    def draw(canvas):
        x = 72.0
        for letter_ in "Ana Pérez":
            canvas.drawString(x, 760, letter_)
            x += canvas.stringWidth(letter_, "Vera", 10)

    assert texts(drawn(draw)) == ["Ana", "Pérez"]


def test_spaced_letters_of_a_heading_are_words():
    def draw(canvas):
        canvas.drawString(72, 760, "OFICIO NUEVO", charSpace=5)

    assert texts(drawn(draw)) == ["OFICIO", "NUEVO"]


def test_ligatures_and_soft_hyphens_are_plain_letters():
    assert texts(drawn(written("O\ufb01cio ins\u00adtitución"))) == ["Oficio", "institución"]


def test_loose_accents_are_put_on_their_letters():
    assert clean(unicodedata.normalize("NFD", "Peña Güiñazú")) == "Peña Güiñazú"


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_stored_turned_has_the_places_of_the_upright_one(turn):
    upright = open_pdf("x.pdf", letter()).document.pages[0]

    def turned(writer):
        # What a scanner does that knows the right side up: turned content, and a note that it is turned.
        page = writer.pages[0]
        page.rotate(360 - turn)
        page.transfer_rotation_to_content()
        page.rotate(turn)

    page = open_pdf("x.pdf", rewritten(letter(), turned)).document.pages[0]
    assert (page.width, page.height, page.turned) == (upright.width, upright.height, 0)
    assert [w.text for w in page.words] == [w.text for w in upright.words]
    assert page.words[3].box == pytest.approx(upright.words[3].box, abs=0.5)


def test_a_page_whose_text_runs_sideways_is_read_upright():
    def draw(canvas):
        canvas.translate(100, 100)
        canvas.rotate(90)
        written("Nombres y apellidos", "Ana Pérez", y=-100)(canvas)

    page = open_pdf("x.pdf", drawn(draw)).document.pages[0]
    assert [w.text for w in page.words] == ["Nombres", "y", "apellidos", "Ana", "Pérez"]
    assert page.turned == 90 and page.width > page.height


def test_notes_in_the_margin_and_draft_marks_stand_aside():
    def draw(canvas):
        written("Oficio", *PROSE)(canvas)
        canvas.rotate(90)
        canvas.drawString(300, -30, "documento interno")
        canvas.rotate(-45)
        canvas.setFontSize(60)
        canvas.drawString(300, 300, "BORRADOR")

    document = open_pdf("x.pdf", drawn(draw)).document
    assert {w.text for w in document.pages[0].aside} == {"documento", "interno", "BORRADOR"}
    assert document.watermark and "interno" not in [w.text for w in document.pages[0].words]


def test_invisible_text_is_not_read():
    def draw(canvas):
        written(*PROSE)(canvas)
        text = canvas.beginText(72, 500)
        text.setTextRenderMode(3)
        text.textLine("1712345675")
        canvas.drawText(text)

    assert "1712345675" not in texts(drawn(draw))


def test_the_borders_of_a_table_are_rules():
    def draw(canvas):
        written("Nombre")(canvas)
        canvas.grid([72, 200, 400], [700, 720, 740])
        canvas.rect(72, 600, 100, 20)

    rules = open_pdf("x.pdf", drawn(draw)).document.pages[0].rules
    across = [r for r in rules if r[3] - r[1] < 2]
    down = [r for r in rules if r[2] - r[0] < 2]
    assert len(across) == 3 + 2 and len(down) == 3 + 2


def test_form_fields_have_their_hint_value_and_place():
    def draw(canvas):
        written("Ficha", *PROSE)(canvas)
        canvas.acroForm.textfield(name="cedula", tooltip="Cédula", value="1712345675", x=100, y=500, width=120, height=20)

    (field,) = open_pdf("x.pdf", drawn(draw)).document.form
    assert (field.name, field.label, field.value, field.page) == ("cedula", "Cédula", "1712345675", 1)
    assert field.box == pytest.approx((100, 322, 220, 342), abs=1)


def test_text_typed_over_a_page_is_read_but_not_sure():
    def typed(writer):
        writer.add_annotation(0, FreeText(text="0991234567", rect=(100, 500, 200, 520)))

    words = open_pdf("x.pdf", rewritten(letter(), typed)).document.pages[0].words
    (word,) = [w for w in words if w.text == "0991234567"]
    assert word.confidence < 0.9


def test_files_inside_a_pdf_come_out():
    document = open_pdf("x.pdf", rewritten(letter(), lambda w: w.add_attachment("oficio.pdf", b"%PDF-"))).document
    assert document.embedded == (("oficio.pdf", b"%PDF-"),)


def test_an_empty_password_is_no_obstacle():
    data = rewritten(letter(), lambda w: w.encrypt("", "secreto", algorithm="AES-256"))
    assert "1712345675" in texts(data)


def test_a_password_is_told_to_the_sender():
    problem = only_problem(rewritten(letter(), lambda w: w.encrypt("clave", algorithm="AES-256")))
    assert problem.codigo == "invalido" and "protegido con contraseña" in problem.mensaje


def test_a_broken_file_is_told_to_the_sender():
    assert "dañado" in only_problem(b"%PDF-1.7\nnada de esto es un PDF").mensaje


def test_an_empty_page_is_told_to_the_sender():
    assert "vacío" in only_problem(drawn(lambda canvas: None)).mensaje


def test_pages_beyond_the_limit_are_told():
    document = open_pdf("x.pdf", drawn(*[written("uno", *PROSE)] * 3), DocumentLimits(pages=2)).document
    assert len(document.pages) == 2 and "3 páginas" in document.problems[0].mensaje


def test_a_stream_that_swells_is_not_opened():
    bomb = zlib.compress(b"0 0 m\n" * 500_000)
    data = letter().replace(b"endobj", b"endobj\n99 0 obj <</Filter /FlateDecode>> stream\n" + bomb + b"\nendstream endobj", 1)
    assert "anormal" in open_pdf("x.pdf", data, DocumentLimits(unpacked=1_000_000)).document.problems[0].mensaje


def test_a_picture_with_a_stamp_of_text_needs_ocr():
    def draw(canvas):
        canvas.drawImage(ImageReader(picture()), 0, 0, 595, 842)
        written("Firmado electrónicamente por: ANA PÉREZ")(canvas)

    assert open_pdf("x.pdf", drawn(draw)).poor == (1,)


def test_a_letter_on_letterhead_needs_no_ocr():
    def draw(canvas):
        canvas.drawImage(ImageReader(picture()), 0, 0, 595, 842)
        written(*PROSE * 3)(canvas)

    assert open_pdf("x.pdf", drawn(draw)).poor == ()


def test_text_of_a_broken_font_is_not_believed():
    garbled = [line.translate({ord(c): ord(c) % 15 + 0xE000 for c in "aeiouáéíó"}) for line in PROSE]
    opened = open_pdf("x.pdf", drawn(written(*garbled)))
    assert opened.poor == (1,) and opened.document.pages[0].words == ()


def test_bullets_of_a_symbol_font_are_bullets_and_not_damage():
    lines = " ".join(f"\uf0b7 Cédula: 171234567{n}" for n in range(9))
    assert textquality.readable(lines) and [clean(word) for word in lines.split()[:2]] == ["•", "Cédula:"]


def test_data_pasted_as_a_picture_need_ocr():
    def draw(canvas):
        written(*PROSE * 2)(canvas)
        canvas.drawImage(ImageReader(picture()), 72, 300, 450, 150)
        written("Atentamente,", "Dr. Juan Pérez", y=250)(canvas)

    opened = open_pdf("x.pdf", drawn(draw))
    assert opened.poor == (1,) and "Atentamente," in [w.text for w in opened.document.pages[0].words]


def test_a_logo_and_a_seal_need_no_ocr():
    def draw(canvas):
        canvas.drawImage(ImageReader(picture()), 30, 770, 400, 70)
        written(*PROSE)(canvas)
        canvas.drawImage(ImageReader(picture()), 72, 500, 120, 90)

    assert open_pdf("x.pdf", drawn(draw)).poor == ()


def test_plausible_garbage_is_not_believed():
    shift = {ord(c): ord("qwertyuiopasdfghjklzxcvbnm"[i]) for i, c in enumerate("abcdefghijklmnopqrstuvwxyz")}
    assert open_pdf("x.pdf", drawn(written(*[line.translate(shift) for line in PROSE]))).poor == (1,)


def test_a_page_without_ocr_says_that_a_person_must_read_it():
    data = drawn(lambda canvas: canvas.drawImage(ImageReader(picture()), 0, 0, 595, 842))
    assert only_problem(data).codigo == "dudoso"


def picture():
    from PIL import Image

    return Image.new("L", (400, 560), 240)


def test_damage_in_the_structure_is_repaired_where_possible():
    data = letter()
    cut = data[: data.rindex(b"xref")]
    assert "1712345675" in texts(cut)
    with pytest.raises(pypdf.errors.PyPdfError):
        pypdf.PdfReader(io.BytesIO(cut), strict=True).pages[0].extract_text()
