"""No text takes the reader long for its shape: runs of one sign or word, in lines and without, cost little more the longer."""

import time
from xml.sax.saxutils import escape

import pytest

from parsers.read import ReadingContext, read_mail
from tests.hostile.attack import carrying, headed
from tests.hostile.offices import TEXT, docx

_DATUM = "Solicito el cambio del Administrador Institucional Quipux (AIQ).\nNombres y apellidos: Rosa Elena Paz Mora\nCargo: "
# Each of these had kept the reader busy for more than a mail's whole time, some of them with less than a page.
RUNS = ("MINISTERIO DE ", "DE LA ", "GAD ", "Quito, ", "Ing. ", "Sr. ", "Dr. Ab. ", "Nro. ", "No. ", "A. B. ", "a.", "AIQ ")  # fmt: skip
TAILS = ("," * 60 + "x", " ,;" * 30 + "x", " y" * 60 + "x", "« " + "A" * 120, "Ministerio «" + "A1" * 60)


def seconds(text: str) -> float:
    return seconds_of(headed(b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + text.encode()))


def seconds_of(raw: bytes) -> float:
    start = time.process_time()
    read_mail(raw, "correo.eml", ReadingContext(ocr=False))
    return time.process_time() - start


@pytest.fixture(scope="module", autouse=True)
def _everything_is_imported():
    seconds(_DATUM + "Analista de TIC del Ministerio de Salud")


@pytest.mark.parametrize("run", RUNS)
@pytest.mark.parametrize("lines", [False, True], ids=["in one line", "in lines"])
def test_a_page_of_one_word_is_read_in_a_moment(run, lines):
    text = "\n".join([(run * 40)[:78]] * 35) if lines else run * (2_800 // len(run))
    assert seconds(_DATUM + text) < 4


@pytest.mark.parametrize("tail", TAILS)
def test_a_value_that_ends_oddly_is_read_in_a_moment(tail):
    assert seconds(_DATUM + "Analista de TIC" + tail) < 4


# Whole mails and files of them, in the time of a second or two: each was once looked through anew for each of its parts.
MAILS = (".\n", "|\n", ":\n", "==\n", "entrante ", "Cédula: ", "c.c.: ")
FILES = ("1712345675 ", "\t")


@pytest.mark.parametrize("run", MAILS)
def test_a_mail_of_one_sign_is_read_in_a_moment(run):
    assert seconds(_DATUM + "Analista\n" + run * (12_000 // len(run))) < 4


@pytest.mark.parametrize("run", FILES)
def test_a_paragraph_of_thousands_of_words_is_read_in_a_moment(run):
    pieces = escape(_DATUM + run * (30_000 // len(run))).replace("\t", "</w:t><w:tab/><w:t>").split("\n")
    raw = carrying("oficio.docx", docx("".join(TEXT.format(piece) for piece in pieces)))
    assert seconds_of(raw) < 6
