"""A blank that a browser printed as a narrow gap between capitals parts words all the same."""

import shutil
import subprocess

import pytest

from parsers.files.pdf import open_pdf
from tests.support.pages import drawn, written

browser = shutil.which("chromium") or shutil.which("chromium-browser")


def words(data):
    return [word.text for word in open_pdf("oficio.pdf", data).document.pages[0].words]


def spaced(*pieces, size=10, turn=0):
    """A line printed as browsers do: a gap (thousandths of the size) in the place of each blank."""

    def draw(canvas):
        canvas.translate(200, 300)
        canvas.rotate(turn)
        shown = " ".join(f"({piece})" if isinstance(piece, str) else str(-piece) for piece in pieces)
        canvas.setFont("Helvetica-Bold", size)
        canvas.drawString(0, -40, "OTRA LINEA DE LA CARTA")
        canvas._code.append(f"BT /F2 {size} Tf 1 0 0 1 0 0 Tm [{shown}] TJ ET")

    return drawn(draw)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_capitals_with_a_kerned_blank_between_them_are_two_words(turn):
    assert {"DIRECTORA", "ADMINISTRATIVA"} <= set(words(spaced("DIRECTORA", 130, "ADMINISTRATIVA", turn=turn)))


def test_kerning_inside_a_word_is_no_blank():
    assert "AVALUADORA" in words(spaced("A", -74, "V", -74, "ALU", 40, "ADORA"))


def test_a_number_that_goes_on_in_the_next_line_is_not_cut():
    found = words(drawn(written("Mediante oficio SENAE-", "SENAE-2026-0047-O, se le pidi")))
    assert "SENAE-2026-0047-O," in found or "SENAE-SENAE-2026-0047-O," in found


@pytest.mark.skipif(browser is None, reason="falta chromium")
@pytest.mark.parametrize("font", ["Liberation Sans", "Liberation Serif", "DejaVu Sans"])
def test_posts_in_bold_capitals_printed_by_a_browser_keep_their_blanks(font, tmp_path):
    posts = ("DIRECTORA ADMINISTRATIVA", "TÉCNICA AVANZADA", "VIVA AYALA, Y AVENIDA", "LA AVALUADORA P. AGUA")
    lines = "".join(f"<p style=\"font: bold 9.5pt '{font}'\">{post}</p>" for post in posts)
    (tmp_path / "oficio.html").write_text(f"<meta charset=utf-8>{lines}", encoding="utf-8")
    subprocess.run(
        [browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--user-data-dir={tmp_path}",
         f"--print-to-pdf={tmp_path / 'oficio.pdf'}", str(tmp_path / "oficio.html")],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    assert words((tmp_path / "oficio.pdf").read_bytes()) == " ".join(posts).split()
