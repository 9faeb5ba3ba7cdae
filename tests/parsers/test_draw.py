"""A clerk sees at a glance where each value was read."""

import re

import pytest

from cases.evidence import Evidence, Finding
from cases.reading import Reading, Solicitud
from parsers.drawing.draw import draw
from parsers.read import letters_of
from tests.parsers.test_office import word_file
from tests.support.pages import drawn, letter, written


def reading(*evidence, problems=()):
    return Reading("correo.eml", "solicitud_cambio_aiq", solicitud=Solicitud(evidencia=evidence, problemas=problems))


CEDULA = Evidence("aiq.cedula", "1712345675", "1712345675", "oficio.pdf", 1, (100.0, 200.0, 160.0, 212.0), "texto", 0.99)


def test_a_value_is_marked_on_its_page_and_linked_from_the_list():
    html = draw(reading(CEDULA), {"oficio.pdf": letter()})
    (mark,) = re.findall(r'<span id="e1" class="nuevo" style="([^"]+)"', html)
    shares = dict(part.split(":") for part in mark.split(";"))
    assert float(shares["left"].rstrip("%")) == pytest.approx(100 * 98.5 / 595.28, abs=0.1)
    assert float(shares["top"].rstrip("%")) == pytest.approx(100 * 198.5 / 841.89, abs=0.1)
    assert '<a href="#e1">1712345675</a>' in html and html.count("data:image/jpeg") == 1


def test_only_pages_with_evidence_and_the_first_are_drawn():
    data = drawn(*[written("uno", "dos")] * 4)
    html = draw(reading(Evidence("aiq.cargo", "x", "x", "oficio.pdf", 3, (1, 1, 2, 2))), {"oficio.pdf": data})
    assert re.findall(r"pág\. (\d)</figcaption>", html) == ["1", "3"]


def test_doubtful_values_and_problems_stand_out():
    doubt = Evidence("aiq.correo", "a@b.ec", "a@b.ec", "oficio.pdf", 1, (1, 1, 9, 9), "ocr", 0.6)
    html = draw(reading(doubt, problems=(Finding("aiq.celular", "falta", "Falta el celular."),)), {"oficio.pdf": letter()})
    assert 'class="nuevo dudoso"' in html and "<b>Falta</b> Falta el celular." in html


def test_what_the_sender_wrote_cannot_become_markup():
    evil = Evidence("aiq.cargo", "<script>alert(1)</script>", '"><img src=x>', "oficio.pdf", 1, (1, 1, 9, 9))
    html = draw(reading(evil), {"oficio.pdf": letter(), "<b>.pdf": letter()})
    assert "<script" not in html and "<img src=x" not in html and "<b>.pdf" not in html
    assert "default-src 'none'" in html


def test_a_word_file_is_drawn_from_its_words():
    html = draw(reading(), {"oficio.docx": word_file()})
    assert "<svg" in html and ">0912345675</text>" in html


def test_a_file_that_cannot_be_opened_is_left_out():
    assert "<section>" not in draw(reading(), {"roto.pdf": b"%PDF-1.4 nada", "x.bin": b"\x00\x01"})


def test_the_letters_of_a_single_document_are_found_by_the_name_of_the_evidence():
    assert letters_of("carpeta/oficio.pdf", letter()) == {"oficio.pdf": letter()}
