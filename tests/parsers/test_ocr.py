"""Scans are straightened, read by two engines, and say where a person has to look."""

import io
import itertools

import cv2
import numpy as np
import pypdfium2
import pytest
from PIL import Image

from parsers.bounds.documentlimits import DocumentLimits
from parsers.files.documents import open_document
from parsers.pages.upright import as_seen
from parsers.scans import ocr, rapid, straighten, tesseract
from tests.support.pages import PROSE, drawn, written

both_engines = pytest.mark.skipif(
    len(ocr.engines()) < 2, reason="faltan tesseract-ocr-script-latn o rapidocr (make services)"
)
ROWS = (("Nombres y apellidos", "Zoila Ñáñez Güiñazú"), ("Cédula", "0657678421"), ("Extensión", "2310"),
        ("Correo", "zoila.nanez@inst_publico.gob.ec"), ("Celular", "0960983560"))  # fmt: skip


def letter(canvas):
    written("Oficio Nro. MSP-DE-2026-0123-O", *PROSE)(canvas)
    canvas.grid([72, 200, 420], [640 - 18 * row for row in range(len(ROWS) + 1)])
    for row, (label, value) in enumerate(ROWS):
        canvas.drawString(74, 627 - 18 * row, label)
        canvas.drawString(202, 627 - 18 * row, value)


def scanned(tilt=0.0, turn=0, shade=0.0):
    """The letter as a scanner saw it: tilted clockwise, turned by quarters, darker towards one side."""
    image = pypdfium2.PdfDocument(drawn(letter))[0].render(scale=200 / 72).to_pil().convert("L")
    pixels = np.asarray(image.rotate(-tilt, resample=Image.BICUBIC, fillcolor=255)).astype(np.float32)
    pixels *= 1 - shade * np.linspace(0, 1, pixels.shape[1])
    noise = np.random.default_rng(7).normal(0, 5, pixels.shape)
    return Image.fromarray(np.clip(pixels + noise, 0, 255).astype(np.uint8)).rotate(-turn, expand=True)


def as_pdf(image):
    out = io.BytesIO()
    image.save(out, "PDF", resolution=200)
    return out.getvalue()


def as_jpeg(image):
    out = io.BytesIO()
    image.save(out, "JPEG", quality=60)
    return out.getvalue()


@pytest.fixture(scope="module")
def page():
    """A letter scanned upside down, tilted and in shadow, opened as a PDF."""
    document = open_document("escaneo.pdf", as_pdf(scanned(tilt=1.7, turn=180, shade=0.3)))
    assert document.problems == ()
    return document.pages[0]


@both_engines
def test_values_of_a_scanned_table_are_read_and_sure(page):
    sure = {word.text for word in page.words if word.confidence >= 0.9}
    assert {"0657678421", "2310", "0960983560", "zoila.nanez@inst_publico.gob.ec", "Zoila"} <= sure


@both_engines
def test_a_scan_turned_and_tilted_is_put_straight(page):
    assert (page.method, page.turned) == ("ocr", 180) and page.skew == pytest.approx(1.7, abs=0.15)
    label, value = (next(w for w in page.words if w.text == text) for text in ("Cédula", "0657678421"))
    assert label.box[3] == pytest.approx(value.box[3], abs=2)


@both_engines
def test_a_page_that_was_taken_for_upside_down_is_read_the_other_way(monkeypatch):
    monkeypatch.setattr(tesseract, "orientation", lambda *_: 180)
    page = open_document("escaneo.pdf", as_pdf(scanned())).pages[0]
    assert page.turned == 0 and "0657678421" in {word.text for word in page.words}


@both_engines
def test_the_borders_of_a_scanned_table_are_rules(page):
    assert sum(rule[2] - rule[0] > 300 for rule in page.rules) == len(ROWS) + 1


@both_engines
def test_a_box_can_be_shown_where_the_word_was_scanned(page):
    word = next(w for w in page.words if w.text == "0657678421")
    straight, seen = word.box, as_seen(page, word.box)
    assert straight[0] == pytest.approx(202, abs=6) and straight[1] == pytest.approx(842 - 627 + 18 - 9, abs=8)
    assert seen[0] - straight[0] == pytest.approx((842 / 2 - straight[1]) * 0.0297, abs=1.5)


@both_engines
def test_a_photograph_of_a_letter_is_a_page():
    document = open_document("oficio.jpg", as_jpeg(scanned()))
    assert document.kind == "imagen" and "0657678421" in {word.text for word in document.pages[0].words}


@both_engines
def test_a_heading_typed_over_a_scan_is_kept_as_typed():
    def draw(canvas):
        canvas.drawInlineImage(scanned(), 0, 0, 595, 842)
        canvas.drawString(72, 800, "Documento firmado por l0I1")

    words = open_document("mixto.pdf", drawn(draw)).pages[0].words
    assert next(word.confidence for word in words if word.text == "l0I1") == 1.0
    assert "0657678421" in {word.text for word in words}


def test_pages_that_no_time_is_left_for_go_to_a_person():
    late = itertools.count(0, 100)
    result = ocr.read_pdf_pages(as_pdf(scanned()), (1,), DocumentLimits(), clock=lambda: next(late))
    assert result.unread == (1,) and result.reason


def test_without_any_engine_the_finding_says_so(monkeypatch):
    monkeypatch.setattr(ocr, "engines", lambda: ())
    (problem,) = open_document("escaneo.pdf", as_pdf(scanned())).problems
    assert problem.codigo == "dudoso" and "no hay programa de reconocimiento" in problem.mensaje


def test_logos_are_not_letters():
    assert open_document("logo.png", as_jpeg(Image.new("RGB", (120, 60), "red"))).pages == ()


def test_a_damaged_picture_is_told_to_the_sender():
    assert "dañada" in open_document("foto.jpg", as_jpeg(scanned())[:300]).problems[0].mensaje


def test_the_latin_model_is_looked_for_where_the_environment_says(monkeypatch, tmp_path):
    (tmp_path / "script").mkdir()
    (tmp_path / "script" / "Latin.traineddata").touch()
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    tesseract.model_folder.cache_clear()
    assert tesseract.model_folder() == str(tmp_path / "script")
    tesseract.model_folder.cache_clear()


@pytest.mark.parametrize("tilt", [-3.0, -0.6, 0.0, 1.2, 4.0])
def test_the_tilt_of_a_scan_is_found(tilt):
    assert straighten.find_skew(np.asarray(scanned(tilt=tilt))) == pytest.approx(tilt, abs=0.15)


def test_table_lines_are_taken_out_and_letters_stay():
    image = np.full((400, 600), 245, np.uint8)
    cv2.putText(image, "HELENA 1712345675", (40, 120), cv2.FONT_HERSHEY_SIMPLEX, 1.0, 0, 2)
    letters = int((image < 128).sum())
    cv2.rectangle(image, (20, 60), (580, 160), 0, 2)
    straight = straighten.straighten(image, 200)
    assert len(straight.lines) == 4
    assert int((straight.ink < 128).sum()) == pytest.approx(letters, rel=0.03)


def test_uneven_light_becomes_even():
    paper = np.tile(np.linspace(110, 250, 800).astype(np.uint8), (600, 1))
    assert np.ptp(straighten.flatten(paper)[50:-50, 50:-50]) < 25


def test_noise_is_told_apart_from_letters_before_the_engines_see_it(monkeypatch):
    monkeypatch.setattr(tesseract, "read", lambda *_: pytest.fail("se intentó leer puro ruido"))
    noise = np.random.default_rng(3).integers(0, 2, (1200, 900), dtype=np.uint8) * 255
    result = ocr.read_image(as_jpeg(Image.fromarray(noise)))
    assert result.unread == (1,) and result.pages == {}
    assert straighten.legible(np.asarray(scanned(shade=0.3)))


def test_the_detector_sees_a_page_in_bands_cut_between_lines():
    image = straighten.straighten(np.asarray(scanned()), 200).ink
    bands = list(rapid._bands(image))
    assert len(bands) > 4 and bands[0][0] == 0 and bands[-1][1] == image.shape[0]
    assert all(end == start for (_, end), (start, _) in itertools.pairwise(bands))
    assert all(image[start - 2 : start + 2].min() > 150 for start, _ in bands[1:])


def test_the_second_engine_stops_when_it_is_late():
    pytest.importorskip("rapidocr")
    assert rapid.read(np.asarray(scanned()), 200, late=lambda: True) is None


def test_a_jpeg_of_endless_passes_is_not_unpacked():
    picture = as_jpeg(scanned())
    assert ocr.read_image(picture[:-2] + b"\xff\xda\x00\x08\x01\x01\x00\x01\x3f\x10" * 1000).broken
