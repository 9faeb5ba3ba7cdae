"""What a pen and a stamp leave over print: strokes are lifted off, and labels they damaged are told by the rest."""

import cv2
import numpy as np
import pytest

from parsers.pages.page import Word
from parsers.scans.mendedlabels import with_mended_labels
from parsers.scans.penstrokes import without_strokes

DPI = 200


def letter():
    picture = np.full((400, 900), 245, np.uint8)
    for y, text in ((100, "E-mail: rosa.paz"), (150, "Telefono: 022345678"), (200, "Celular: 0991234567")):
        cv2.putText(picture, text, (100, y), cv2.FONT_HERSHEY_SIMPLEX, 0.9, 5, 2, cv2.LINE_AA)
    return picture


def scribble(picture, left, top, ink=80):
    points = [(left + 14 * n, top + (90 if n % 2 else 0) + 7 * (n % 3)) for n in range(14)]
    cv2.polylines(picture, [np.array(points)], False, ink, 2, cv2.LINE_AA)
    return picture


def left_of(stroked, lifted, clean):
    """How much of what was drawn over the clean page is still there."""
    drawn = (clean > 200) & (stroked < 150)
    return float((drawn & (lifted < 150)).sum() / drawn.sum())


def test_a_signature_over_print_is_lifted_and_the_print_stays():
    stroked = scribble(letter(), 90, 110)
    lifted = without_strokes(stroked, DPI)
    assert left_of(stroked, lifted, letter()) < 0.1
    assert (lifted[stroked < 40] < 40).mean() > 0.95


def test_the_ring_of_a_stamp_over_print_is_lifted():
    stroked = letter()
    cv2.circle(stroked, (300, 200), 120, 120, 2, cv2.LINE_AA)
    assert left_of(stroked, without_strokes(stroked, DPI), letter()) < 0.3


@pytest.mark.parametrize("ink", [5, 120])
def test_large_letters_and_a_signature_on_free_paper_stay(ink):
    picture = letter()
    cv2.putText(picture, "GAD", (400, 380), cv2.FONT_HERSHEY_SIMPLEX, 2.5, ink, 12, cv2.LINE_AA)
    scribble(picture, 90, 280)
    assert np.array_equal(without_strokes(picture, DPI), picture)


def test_a_page_in_one_pale_ink_has_no_strokes():
    picture = 245 - (245 - letter()) // 2
    assert np.array_equal(without_strokes(picture, DPI), picture)


def test_a_page_without_print_is_left_alone():
    picture = np.full((300, 300), 245, np.uint8)
    assert without_strokes(picture, DPI) is picture


def line(*words):
    """Words in a line, each (text, x, confidence)."""
    return [Word(text, (x, 10.0, x + 6.0 * len(text), 20.0), sure) for text, x, sure in words]


def texts(*words):
    return [word.text for word in with_mended_labels([line(*words)])[0]]


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ([("Cklularc", 10.0, 0.6), ("0980", 62.0, 0.99)], ["celular", "0980"]),
        ([("Exlensjon:", 10.0, 0.6), ("12", 74.0, 0.99)], ["extension:", "12"]),
        ([("Número/celhlak", 10.0, 0.6)], ["Número", "celular"]),
        ([("Tetéfoho", 10.0, 0.6), ("022345678", 120.0, 0.99)], ["telefono", "022345678"]),
    ],
)
def test_a_damaged_label_is_told_by_its_other_letters(read, meant):
    assert texts(*read) == meant


@pytest.mark.parametrize(
    "read",
    [
        [("Cklularc", 10.0, 0.95), ("0980", 62.0, 0.99)],  # both engines read it so
        [("Corrca", 10.0, 0.6), ("Paz", 50.0, 0.99)],  # before a name it may be one
        [("Celular:", 10.0, 0.6), ("0980", 62.0, 0.99)],  # a label as it is
        [("Mora", 10.0, 0.6)],
    ],
)
def test_other_words_stay_as_they_were_read(read):
    assert texts(*read) == [text for text, _, _ in read]


def test_a_mended_label_stays_doubtful():
    ((label, value),) = with_mended_labels([line(("Cklularc", 10.0, 0.6), ("0980", 62.0, 0.99))])
    assert (label.confidence, value.confidence) == (0.6, 0.99)
