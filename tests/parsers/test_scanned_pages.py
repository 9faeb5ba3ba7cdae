"""What a scanned page has besides its words: tables in all inks, heads on black, pens, stamps, leaders, lines' ends."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from parsers.fields.values import read_value
from parsers.letters.oficio import read_records
from parsers.pages.cells import make_cell, sureness
from parsers.pages.page import Page, Word
from parsers.rows.layout import document_rows
from parsers.scans import straighten
from parsers.scans.baselines import hugged, in_line, level
from parsers.scans.crossed import doubt_crossed
from parsers.scans.darkbands import dark_bands, positive
from parsers.scans.drawnlines import find_lines
from parsers.scans.lineends import joined_addresses
from parsers.scans.mendedlabels import with_mended_labels
from parsers.scans.seen import Seen
from parsers.scans.strays import without_strays
from parsers.words.labels import label_at_start
from parsers.writer.letterclose import read_close

DPI = 200


def paper(height=500, width=1200):
    return np.full((height, width), 245, np.uint8)


def put(picture, text, x, y, ink=0, size=0.8):
    cv2.putText(picture, text, (x, y), cv2.FONT_HERSHEY_SIMPLEX, size, ink, 2)


def table(ink, thickness=2):
    """Two columns and two rows, drawn in one ink."""
    picture = paper()
    for y in (100, 160, 220):
        cv2.line(picture, (100, y), (1000, y), ink, thickness)
    for x in (100, 400, 1000):
        cv2.line(picture, (x, 100), (x, 220), ink, thickness)
    put(picture, "Correo", 120, 140)
    put(picture, "0991234567", 420, 200)
    return picture


def across(lines):
    return sorted(y0 for x0, y0, x1, y1 in lines if x1 - x0 > y1 - y0)


def down(lines):
    return sorted(x0 for x0, y0, x1, y1 in lines if y1 - y0 > x1 - x0)


@pytest.mark.parametrize("ink", [0, 130, 190])
def test_borders_are_found_in_black_and_in_pale_ink(ink):
    noisy = table(ink) + np.random.default_rng(5).normal(0, 4, (500, 1200))
    lines, _ = find_lines(np.clip(noisy, 0, 255).astype(np.uint8), DPI)
    assert across(lines) == pytest.approx([100, 160, 220], abs=3)
    assert down(lines) == pytest.approx([100, 400, 1000], abs=3)


def test_strokes_of_a_pen_and_bars_of_letters_are_no_borders():
    picture = paper()
    cv2.polylines(picture, [np.array([(100, 300), (105, 200), (140, 290), (143, 210), (200, 280)])], False, 60, 3)
    for x in range(300, 400, 24):  # TTTT
        cv2.line(picture, (x, 100), (x + 22, 100), 0, 4)
        cv2.line(picture, (x + 11, 100), (x + 11, 126), 0, 5)
    assert find_lines(picture, DPI) == ((), pytest.approx(np.zeros_like(picture)))


def broken_line(picture, y, dash, pitch):
    """A border as a tilted scan in black and white keeps it: dashes that step down a row now and then."""
    for x in range(100, 1000, pitch):
        row = y + (x // 250) % 2
        picture[row : row + 2, x : x + dash] = 90


def test_borders_that_a_scan_left_in_dashes_are_found():
    picture = paper()
    for y in (100, 160, 220):
        broken_line(picture, y, dash=14, pitch=18)
    put(picture, "Correo", 120, 140)
    put(picture, "0991234567", 420, 200)
    lines, mask = find_lines(picture, DPI)
    assert across(lines) == pytest.approx([100, 160, 220], abs=3)
    assert picture[mask > 0].size and not mask[115:145].any() and not mask[175:205].any()


def test_upright_borders_that_a_scan_left_in_dots_are_found():
    picture = paper()
    for y in (100, 160, 220):
        cv2.line(picture, (100, y), (1000, y), 0, 2)
    for x in (100, 400, 1000):
        for y in range(104, 218, 7):
            picture[y : y + 4, x + (y // 80) % 2 : x + 2] = 60
    put(picture, "Correo", 120, 140)
    put(picture, "0991234567", 412, 200)
    lines, mask = find_lines(picture, DPI)
    assert down(lines) == pytest.approx([100, 400, 1000], abs=3)
    assert not mask[115:145, 120:220].any() and not mask[175:205, 408:600].any()


def test_stems_of_large_letters_between_two_rules_are_no_borders():
    picture = paper()
    for y in (100, 190):
        cv2.line(picture, (100, y), (1000, y), 0, 2)
    put(picture, "UNIVERSIDAD", 120, 170, size=1.6)
    assert down(find_lines(picture, DPI)[0]) == []


def test_leaders_of_dots_and_feet_of_letters_are_no_borders():
    picture = paper()
    for x in range(100, 1000, 12):  # a leader, and below it serifs with stems
        cv2.circle(picture, (x, 100), 2, 0, -1)
        picture[220:223, x : x + 9] = 0
        picture[204:220, x + 3 : x + 6] = 0
    assert find_lines(picture, DPI)[0] == ()


def head_on_black(words):
    """A table whose head is printed white on black; its columns are drawn below the head only."""
    picture = table(0)
    picture[40:100, 100:1000] = 30
    for text, x in words:
        put(picture, text, x, 80, ink=235)
    return picture


def test_a_head_printed_white_on_black_is_read_as_black_on_white():
    picture = head_on_black([("DATO", 150), ("VALOR", 600)])
    straight = straighten.straighten(picture, DPI)
    assert np.median(straight.ink[45:95, 110:990]) > 220 and straight.ink[45:95, 600:700].min() < 60
    assert down(line for line in straight.lines if line[1] < 60) == pytest.approx([100, 400, 1000], abs=4)


def test_a_head_on_black_that_hung_is_parted_all_the_same():
    """Its ends are cut slantwise, so that paper shows within its box right where the table's sides are."""
    picture = head_on_black([("DATO", 150), ("VALOR", 600)])
    picture[40:100, 96:100] = 30
    picture[70:100, 96:104] = 245
    picture[40:70, 1000:1004] = 30
    lines, _ = find_lines(picture_with_positive(picture, (96, 40, 1004, 100)), DPI, [(96, 40, 1004, 100)])
    assert any(abs(x - 400) <= 4 for x in down(line for line in lines if line[1] < 60))


def picture_with_positive(picture, band):
    return straighten.flatten(positive(picture, [band]))


def test_a_title_over_all_columns_stays_whole():
    straight = straighten.straighten(head_on_black([("DATOS DEL NUEVO", 350)]), DPI)
    assert all(abs(x - 400) > 5 for x in down(line for line in straight.lines if line[1] < 60))


def test_two_heads_side_by_side_are_two_bands():
    picture = paper()
    picture[100:160, 100:500] = picture[100:160, 600:1000] = 30
    put(picture, "AIQ ANTERIOR", 200, 140, ink=235)
    put(picture, "AIQ NUEVO", 700, 140, ink=235)
    left, right = sorted(dark_bands(picture, DPI))
    assert left[::2] == pytest.approx((100, 500), abs=4) and right[::2] == pytest.approx((600, 1000), abs=4)


def test_the_borders_of_two_boxes_are_none_of_the_bands_in_them():
    picture = paper()
    for start, text in ((100, "AIQ ANTERIOR"), (650, "AIQ NUEVO")):
        cv2.rectangle(picture, (start, 80), (start + 500, 400), 30, 3)
        picture[100:160, start + 12 : start + 488] = 30
        put(picture, text, start + 100, 140, ink=235)
    left, right = sorted(dark_bands(picture, DPI))
    assert left[::2] == pytest.approx((112, 588), abs=4) and right[::2] == pytest.approx((662, 1138), abs=4)


def test_black_print_on_grey_is_no_band():
    picture = paper()
    picture[100:160, 100:1000] = 150
    put(picture, "DATOS DEL AIQ", 300, 140)
    assert dark_bands(picture, DPI) == []


PRINT = Seen("Atentamente", (50.0, 20.0, 230.0, 46.0), 0.98)


def letter():
    """A page with one line of print on which the engines agree."""
    picture = paper()
    put(picture, "Atentamente", 50, 42, size=0.9)
    return picture


def test_a_signature_is_no_word():
    picture = letter()
    zigzag = [(60 + 25 * n, 150 if n % 2 else 240) for n in range(8)]
    cv2.polylines(picture, [np.array(zigzag)], False, 60, 2)
    scribble = Seen("WWN", (60.0, 200.0, 240.0, 230.0), 0.7)
    assert without_strays([PRINT, scribble], picture, DPI) == [PRINT]


def test_a_word_that_a_pen_runs_through_stays_doubtful_beside_print():
    picture = letter()
    cv2.polylines(picture, [np.array([(245, 10), (250, 90), (280, 5), (300, 95)])], False, 0, 4)
    crossed = Seen("Paz", (238.0, 20.0, 300.0, 46.0), 0.7)
    assert without_strays([PRINT, crossed], picture, DPI) == [PRINT, crossed]


def test_a_post_that_was_parted_under_a_pen_keeps_its_words():
    picture = letter()
    cv2.polylines(picture, [np.array([(245, 10), (270, 95), (295, 5), (320, 95), (345, 8), (370, 90)])], False, 0, 4)
    parted = [Seen("NACONAL", (238.0, 20.0, 320.0, 46.0), 0.7), Seen("DE", (328.0, 20.0, 350.0, 46.0), 0.7)]
    print_ = Seen("RIESGOS", (358.0, 20.0, 470.0, 46.0), 0.98)
    far = replace(PRINT, box=(700.0, 20.0, 900.0, 46.0))
    assert without_strays([far, *parted, print_], picture, DPI) == [far, *parted, print_]
    assert without_strays([far, parted[0]], picture, DPI) == [far]


def crossed(text, pen):
    """What is sure of two words, through the first of which a pen of some ink may have run, and its lifting."""
    untouched = paper()
    put(untouched, text, 50, 142, size=0.9)
    lifted = untouched.copy()
    for picture in (untouched, *([lifted] if pen == "black" else [])):
        if pen:
            cv2.polylines(picture, [np.array([(60, 90), (75, 190), (90, 80), (110, 185)])], False, 30, 3)
    words = [Seen(text, (50.0, 120.0, 150.0, 146.0), 0.98), Seen("Mora", (400.0, 120.0, 480.0, 146.0), 0.98)]
    return [word.confidence > 0.9 for word in doubt_crossed(words, lifted, untouched)]


@pytest.mark.parametrize("pen", ["black", "pale"])
def test_a_word_under_a_pen_is_doubtful_though_both_engines_read_it(pen):
    assert crossed("Heljo", pen) == [False, True]
    assert crossed("GENERAL", pen) == [True, True]  # a word that posts have
    assert crossed("0912177136", pen) == [True, True]  # its check digit proves it


def test_no_word_is_doubtful_without_a_pen():
    assert crossed("Heljo", None) == [True, True]


def test_print_that_only_one_engine_read_stays():
    picture = letter()
    put(picture, "Ext. 12", 50, 142, size=0.9)
    doubtful = Seen("12", (110.0, 120.0, 150.0, 146.0), 0.7)
    assert without_strays([PRINT, doubtful], picture, DPI) == [PRINT, doubtful]


def test_a_leader_of_dots_is_read_as_points():
    picture = letter()
    for x in range(300, 600, 12):
        cv2.circle(picture, (x, 140), 2, 0, -1)
    (_, leader) = without_strays([PRINT, Seen("niaaa", (300.0, 118.0, 590.0, 146.0), 0.3)], picture, DPI)
    assert leader.text == "...."


def test_a_box_to_tick_is_no_letter():
    picture = letter()
    cv2.rectangle(picture, (60, 120), (80, 140), 0, 2)
    (_, box) = without_strays([PRINT, Seen("O", (58.0, 118.0, 83.0, 143.0), 0.8)], picture, DPI)
    assert box.text == "☐"


def test_the_text_of_a_pale_stamp_is_not_the_letters():
    picture = letter()
    cv2.circle(picture, (500, 250), 120, 120, 3)
    put(picture, "RECIBIDO", 430, 260, ink=130)
    stamp = Seen("RECIBIDO", (430.0, 238.0, 560.0, 262.0), 0.98)
    assert without_strays([PRINT, stamp], picture, DPI) == [PRINT]
    put(picture, "RECIBIDO", 430, 260, ink=0)
    assert without_strays([PRINT, stamp], picture, DPI) == [PRINT, stamp]


def test_a_box_that_caught_the_next_line_is_cut_to_its_own():
    boxes = (("JEFE", (0, 100, 60, 120)), ("CUERPO", (70, 85, 160, 120)), ("DEL", (170, 100, 210, 120)))
    line = [Seen(text, box, 0.9) for text, box in boxes]
    assert [word.box[1::2] for word in in_line(line)] == [pytest.approx((100, 120), abs=1)] * 3


def page(*lines, y=100.0):
    """Lines of words as a scan's reader gives them, six points a letter."""
    words = []
    for number, line in enumerate(lines):
        x = 50.0
        for text in line.split():
            words.append(Word(text, (x, y + 14 * number, x + 6 * len(text), y + 14 * number + 12), 0.97))
            x += 6 * (len(text) + 1)
    return [[word for word in words if word.box[1] == y + 14 * number] for number in range(len(lines))]


def test_an_address_goes_on_behind_the_hyphen_at_a_lines_end():
    first, second = joined_addresses(page("correo ana@gadloja-", "ejemplo.gob.ec; celular 0991234567"))
    assert [word.text for word in first] == ["correo", "ana@gadloja-ejemplo.gob.ec;"]
    assert [word.text for word in second] == ["celular", "0991234567"]


@pytest.mark.parametrize("below", ["Celular 0991234567", "y ejemplo.gob.ec"])
def test_what_is_no_end_of_an_address_is_not_joined_to_it(below):
    first, _ = joined_addresses(page("correo ana@gadloja-", below))
    assert first[-1].text == "ana@gadloja-"


def test_a_foot_is_the_same_on_every_page_though_its_dash_was_misread():
    pages = [
        Page(number, 595, 842, tuple(w for line in (*page(text), *page(foot, y=800.0)) for w in line), "ocr")
        for number, (text, foot) in enumerate((("Uno", "Machala. Telf. - 07"), ("Dos", "Machala. Telf. -- 07")), 1)
    ]
    assert [row.text for row in document_rows(pages)] == ["Uno", "Dos"]


@pytest.mark.parametrize("rest", ["=", "—", "----"])
def test_the_rest_of_a_stroke_between_name_and_post_is_no_post(rest):
    lines = page("Atentamente,", "Ana Lucía Paz Mora", rest, "ALCALDESA")
    rows = document_rows([Page(1, 595, 842, tuple(word for line in lines for word in line), "ocr")])
    assert read_close(rows, 0).post.text == "ALCALDESA"


def two_pages(first, second, confidence):
    """Two pages, each with one line and a foot, of which one word was read with this confidence."""
    pages = []
    for number, (text, foot) in enumerate((first, second), 1):
        words = [word for line in (*page(text), *page(foot, y=800.0)) for word in line]
        words[-1] = replace(words[-1], confidence=confidence)
        pages.append(Page(number, 595, 842, tuple(words), "ocr"))
    return [row.text for row in document_rows(pages)]


FOOT = "Estación Santa Catalina, Panamericana Sur km 1 - Telf. 02 307 6004"


@pytest.mark.parametrize("misread", [FOOT.replace("Telf.", "Telt."), FOOT.replace("Santa", "Sarta"), FOOT + " 212"])
def test_a_foot_is_the_same_on_every_page_though_an_engine_doubted_it(misread):
    assert two_pages(("Uno", FOOT + " 1/2"), ("Dos", misread), 0.8) == ["Uno", "Dos"]


@pytest.mark.parametrize(("other", "confidence"), [("Telf. 02 307 6999", 0.8), ("Telt. 02 307 6004", 0.97)])
def test_rows_that_tell_other_numbers_or_were_read_surely_are_no_foot(other, confidence):
    assert len(two_pages(("Uno", FOOT), ("Dos", FOOT.replace("Telf. 02 307 6004", other)), confidence)) == 4


def test_the_mark_of_an_acting_official_belongs_to_the_post_however_far_behind_it():
    lines = page("Atentamente,", "Ana Lucía Paz Mora", "ALCALDESA")
    mark = Word("(S)", (150.0, 128.0, 168.0, 140.0), 0.97)
    rows = document_rows([Page(1, 595, 842, (*(word for line in lines for word in line), mark), "ocr")])
    assert len(rows[-1].cells) == 2
    assert read_close(rows, 0).post.text == "ALCALDESA (S)"


@pytest.mark.parametrize(
    ("text", "field"),
    [("ll. Cédula: 1712345675", "cedula"), ("HI.Nombres y apellidos: Ana Paz", "nombres_apellidos"),
     ("C.L: 1712345675", "cedula"), ("«= Ext: 7720", "extension")],
)  # fmt: skip
def test_labels_are_known_behind_numerals_and_bullets_that_were_misread(text, field):
    label = label_at_start(text)
    assert label is not None and label.field == field


@pytest.mark.parametrize(
    "below", ["Adj.: copia de nombramiento", "Dir.: 10 de Agosto y Colón", "Oficio Nro. A-2026-07"]
)
def test_what_stands_right_below_a_post_is_none_of_it(below):
    """On paper the blank between them is narrower, as small print is seen a little larger than it is."""
    lines = page("Atentamente,", "Ana Lucía Paz Mora", "ALCALDESA DEL CANTÓN", below)
    rows = document_rows([Page(1, 595, 842, tuple(word for line in lines for word in line), "ocr")])
    assert read_close(rows, 0).post.text == "ALCALDESA DEL CANTÓN"


def test_small_print_keeps_its_height():
    usual = [Seen("Hela", (40.0 * n, 100.0, 40.0 * n + 30, 120.0), 0.9) for n in range(5)]
    small = Seen("Hela", (0.0, 130.0, 20.0, 140.5), 0.9)
    (*_, levelled) = level([*usual, small])
    assert levelled.box[3] - levelled.box[1] < 17


def frame(*lines):
    """A table of which a scan left the outer frame and the line between its two columns."""
    words = []
    for number, (label, value) in enumerate(lines):
        for x, text in ((60.0, label), (260.0, value)):
            for word in text.split():
                y = 110.0 + 14 * number
                words.append(Word(word, (x, y, x + 6 * len(word), y + 12), 0.97))
                x += 6 * (len(word) + 1)
    low = 116.0 + 14 * len(lines)
    rules = [(x, 100.0, x, low) for x in (50.0, 250.0, 550.0)] + [(50.0, y, 550.0, y) for y in (100.0, low)]
    return document_rows([Page(1, 600, 800, tuple(words), "ocr", tuple(rules))])


def test_in_a_frame_that_lost_its_rows_each_label_has_the_value_beside_it():
    rows = frame(
        ("SIGLAS", "GADMP"),
        ("NOMBRES Y APELLIDOS DEL", "Tlgo. WILMER GEOVANNY MORA"),
        ("NUEVO AIQ", "PAZ"),
        ("CARGO", "TÉCNICO MUNICIPAL"),
        ("EXTENSIÓN", "S/N"),
    )
    (person,) = [r for r in read_records(rows) if r.role != "institucion"]
    assert person.get("nombres_apellidos").valor == "WILMER GEOVANNY MORA PAZ"
    assert person.get("cargo").valor == "TÉCNICO MUNICIPAL"


def test_a_word_taken_for_a_title_leaves_the_name_in_doubt_where_it_is_doubtful():
    sure = (0.6, 0.97, 0.97, 0.97)
    texts = ("JORGE.", "EDUARDO", "MORA", "PAZ")
    words = [Word(t, (60.0 * n, 10, 60.0 * n + 50, 20), c) for n, (t, c) in enumerate(zip(texts, sure, strict=True))]
    cell = make_cell(words, Page(1, 600, 800, (), "ocr"))
    assert sureness(cell, "EDUARDO MORA PAZ") == 0.6
    (title, *rest) = words
    cell = make_cell([Word("Ing.", title.box, 0.6), *rest], Page(1, 600, 800, (), "ocr"))
    assert sureness(cell, "EDUARDO MORA PAZ") == 0.97


def test_a_box_with_a_stamp_in_it_does_not_reach_into_the_line_above():
    above = [
        Seen(text, (50.0 + 90 * n, 100.0, 130.0 + 90 * n, 118.0), 0.98)
        for n, text in enumerate(("Rosa", "Elena", "Paz"))
    ]
    stamped = Seen("DIRECTORA", (50.0, 112.0, 150.0, 141.0), 0.8)
    found = level([*above, stamped])
    assert found[-1].box[1] > max(word.box[3] for word in found[:-1]) - 8
    title = Seen("DIRECTORA", (50.0, 140.0, 150.0, 169.0), 0.8)
    assert level([*above, title])[-1].box[3] - level([*above, title])[-1].box[1] > 35


def test_words_that_stand_far_apart_are_as_tall_as_their_ink():
    picture = paper()
    put(picture, "Cabrera", 50, 142)
    put(picture, "de", 400, 142)
    picture[158:160, 50:160] = 0  # the next line's tops
    loose = [Seen("Cabrera", (50.0, 100.0, 160.0, 160.0), 0.95), Seen("de", (400.0, 100.0, 430.0, 160.0), 0.95)]
    found = hugged(loose, picture)
    assert [word.box[3] for word in found] == pytest.approx([142, 142], abs=3)
    assert all(116 < word.box[1] < 126 for word in found)
    doubtful = replace(loose[0], confidence=0.5)
    assert hugged([doubtful], picture) == [doubtful]


def signed(*posts):
    """The post of a close, given as its words (text, confidence); a blank one is the ring of a stamp."""
    lines = [[("Atentamente,", 0.98)], [("Dra.", 0.98), ("Rosa", 0.98), ("Paz", 0.98), ("Mora", 0.98)], list(posts)]
    words = []
    for n, line in enumerate(lines):
        x = 72.0
        for text, sure in line:
            if text:
                words.append(Word(text, (x, 500.0 + 14 * n, x + 6 * len(text), 511.0 + 14 * n), sure))
            x += 6 * len(text) + (4 if text else 8)
    page = Page(1, 595, 842, tuple(words), "ocr")
    return read_close(document_rows([page]), 0).post


def test_who_signs_heads_an_office_and_is_none():
    post = signed(("SECRETARÍA", 0.97), ("GENERAL", 0.97))
    assert (post.text, post.sure < 0.9) == ("SECRETARIA GENERAL", True)


def test_a_post_goes_on_behind_the_ring_of_a_stamp():
    told = [(word, 0.97) for word in ("DIRECTORA", "DE", "LA", "COMISIÓN", "", "DE", "TRÁNSITO", "", "NACIONAL")]
    assert signed(*told).text == "DIRECTORA DE LA COMISIÓN DE TRÁNSITO NACIONAL"


@pytest.mark.parametrize(("sure", "expected"), [(0.85, "DIRECTORA DE LA POLICÍA"), (0.97, "DIRECTORA DE LA | POLICÍA")])
def test_a_doubtful_bar_in_a_post_is_a_stroke(sure, expected):
    assert (
        signed(*((word, 0.97) for word in ["DIRECTORA", "DE", "LA"]), ("|", sure), ("POLICÍA", 0.97)).text == expected
    )


@pytest.mark.parametrize(("text", "sure", "read"), [("j", 0.6, 0), ("j", 0.95, 1), ("9", 0.6, 1)])
def test_a_doubtful_letter_alone_is_no_mobile(text, sure, read):
    page = Page(1, 595, 842, (Word(text, (72.0, 100.0, 78.0, 111.0), sure),), "ocr")
    assert len(read_value("celular", make_cell(page.words, page))) == read


@pytest.mark.parametrize(("rest", "told"), [("t.", "ext."), ("&&t.", "ext."), ("kt", "ext."), ("y", "y")])
def test_the_rest_of_ext_between_a_telephone_and_a_short_number_is_its_label(rest, told):
    words = [("023814000,", 0.97), (rest, 0.8), ("20215", 0.97)]
    line = [Word(text, (72.0 + 80 * n, 100.0, 72.0 + 80 * n + 75, 111.0), sure) for n, (text, sure) in enumerate(words)]
    assert [word.text for word in with_mended_labels([line])[0]] == ["023814000,", told, "20215"]
