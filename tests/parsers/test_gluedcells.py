"""Cells that touch in a PDF: two texts that PDFium reads as one word."""

from reportlab.pdfbase.pdfmetrics import stringWidth

from parsers.files.pdf import open_pdf
from tests.support.pages import drawn

SECOND = 160.0  # where the second column begins


def _first_line(*lines):
    """The words of the first of several lines, whose first text ends where the second begins."""

    def draw(canvas):
        canvas.setFont("Helvetica", 12)
        for at, (first, second) in enumerate(lines):
            apart = 40 if at else 0  # the first line's cells touch
            canvas.drawString(SECOND - apart - stringWidth(first, "Helvetica", 12), 300 - 20 * at, first)
            canvas.drawString(SECOND, 300 - 20 * at, second)

    words = open_pdf("oficio.pdf", drawn(draw)).document.pages[0].words
    top = min(word.box[1] for word in words)
    return [word.text for word in words if word.box[1] < top + 6]


def test_a_text_that_begins_where_a_column_does_is_a_word_of_its_own():
    lines = (("elec.", "Línea fija"), ("ana@ipx", "022200200"), ("gob.ec", "022200201"), ("x", "Quito"))
    assert _first_line(*lines) == ["elec.", "Línea", "fija"]


def test_a_word_in_two_texts_stays_whole_where_no_column_begins():
    assert _first_line(("Admi", "nistrador")) == ["Administrador"]
