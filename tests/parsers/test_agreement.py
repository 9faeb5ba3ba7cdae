"""What two engines read alike counts as read; everything else is doubtful."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from parsers.scans.addressdoubts import doubt_addresses
from parsers.scans.agreement import combine, single
from parsers.scans.baselines import level
from parsers.scans.overlooked import doubt_unread_marks
from parsers.scans.seen import Seen
from parsers.scans.worddoubts import doubt_words


def words(text, confidence=0.95, y=100.0):
    """The first engine's words of one line, ten pixels a character."""
    seen, x = [], 50.0
    for piece in text.split(" "):
        seen.append(Seen(piece, (x, y, x + 10 * len(piece), y + 20), confidence))
        x += 10 * (len(piece) + 1)
    return seen


def segment(text, y=100.0, confidence=0.98):
    """The second engine's reading of that line, in one piece."""
    return Seen(text, (45.0, y - 4, 55.0 + 10 * len(text), y + 24), confidence)


def read(first, second, again=""):
    result = combine(words(first) if first else [], [segment(second)], lambda _: words(again) if again else [])
    return [(word.text, word.confidence >= 0.9) for word in result]


def test_words_read_alike_are_sure():
    assert read("Cédula: 1712345675", "Cédula: 1712345675") == [("Cédula:", True), ("1712345675", True)]


def test_a_lost_blank_of_the_second_engine_does_not_matter():
    assert read("Gestión de Archivo", "Gestiónde Archivo") == [("Gestión", True), ("de", True), ("Archivo", True)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("12310", "2310"), ("0991234567", "0991234561"), ("1234", "12345"), ("171234567", "171234567-5"),
        ("ana@msp.gob", "ana@msp.gob.ec"), ("perez@msp.ec", "ana.perez@msp.ec"),
    ],
)
def test_values_that_differ_are_doubtful(first, second):
    (_, sure), (_, doubt) = read(f"Ext. {first}", f"Ext. {second}")
    assert sure and not doubt


def test_a_lost_accent_is_put_back_but_stays_doubtful():
    assert read("María Peña", "María Pena")[1] == ("Peña", False)
    assert read("María Pena", "María Peña")[1] == ("Peña", False)


@pytest.mark.parametrize(
    ("first", "second", "meant"),
    [("DEL", "DÉL", "DEL"), ("DÉ", "DÉ", "DE"), ("ÚNIDAD", "UNIDAD", "UNIDAD"), ("C.l.", "C.I.", "C.I."), ("dél", "del", "del"), ("Ítalo", "ítalo", "Ítalo"), ("Ana@a.ec", "ana@a.ec", "ana@a.ec")],
)  # fmt: skip
def test_a_difference_that_means_nothing_is_none(first, second, meant):
    assert read(f"Ana {first}", f"Ana {second}")[1] == (meant, True)


def on_a_page(first, second, witness):
    """The last word of the first line, above a line that both engines read alike."""
    lines = [*words(first), *words(witness, y=200.0)]
    found = combine(lines, [segment(second), segment(witness, y=200.0)], lambda _: [])
    word = [word for word in found if word.box[1] < 150][-1]
    return word.text, word.confidence >= 0.9


@pytest.mark.parametrize(
    ("first", "second", "witness", "expected"),
    [
        ("siglas GADMPYVS.", "siglas GADMPVS.", "Oficio SG-0231-GADMPVS-2026", ("GADMPVS.", True)),
        ("correo ana@gadqed.ec", "correo ana@gadloja.ec", "ana luz@gadloja.ec", ("ana@gadloja.ec", True)),
        ("correo ana@gadqed.ec", "correo ana@gadloja.ec", "ana luz@gadlola.ec", ("ana@gadloja.ec", False)),
        ("correo luz@gadloja.ec", "correo ana.luz@gadloja.ec", "luz@gadloja.ec", ("luz@gadloja.ec", False)),
        ("nombre Peña", "nombre Pena", "Pena Pena", ("Peña", False)),
        ("cargo Analista 3", "cargo Analista 2", "Analista 2", ("2", False)),
    ],
)
def test_a_reading_that_the_page_has_once_more_outweighs_one_that_it_has_not(first, second, witness, expected):
    assert on_a_page(first, second, witness) == expected


@pytest.mark.parametrize(("first", "second"), [("ítalo", "Ítalo"), ("Rosa", "rosa"), ("Peña", "peña")])
def test_a_difference_of_case_stays_doubtful(first, second):
    assert not read(f"Ana {first}", f"Ana {second}")[1][1]


def test_marks_that_spanish_does_not_have_are_never_chosen():
    assert read("Şeñor Juan", "Señor Juan")[0][0] == "Señor"


def test_a_mark_that_both_engines_took_from_the_line_above_is_dropped():
    assert read("Şeñor Juan", "Şeñor Juan")[0] == ("Señor", False)


def test_a_second_look_that_agrees_settles_the_matter():
    assert read("correo anaOmsp.gob.ec", "correo ana@msp.gob.ec", "correo ana@msp.gob.ec")[1] == ("ana@msp.gob.ec", True)


@pytest.mark.parametrize("parts", [("ana.perez", "@msp.gob.ec"), ("ana.perez@msp.", "gob.ec")])
def test_an_address_torn_apart_by_one_engine_is_one_word(parts):
    torn = [Seen(parts[0], (50, 100, 140, 120), 0.9), Seen(parts[1], (146, 100, 256, 120), 0.9)]
    (word,) = combine(torn, [segment("ana.perez@msp.gob.ec")], lambda _: [])
    assert word.text == "ana.perez@msp.gob.ec" and word.box == (50, 100, 256, 120)


def test_a_label_is_not_drawn_into_the_address_after_it():
    parts = [Seen("Correo:", (50, 100, 120, 120), 0.9), Seen("ana@msp.gob.ec", (127, 100, 256, 120), 0.9)]
    assert len(combine(parts, [segment("Correo:ana@msp.gob.ec")], lambda _: [])) == 2


@pytest.mark.parametrize(("first", "second"), [("0O", "0"), ("0", "0"), ("O", "0")])
def test_the_letter_that_ends_a_quipux_number_is_no_zero(first, second):
    assert read(f"MSP-DE-2026-0120-{first}", f"MSP-DE-2026-0120-{second}") == [("MSP-DE-2026-0120-O", True)]


def test_what_only_one_engine_saw_is_doubtful():
    assert read("", "Celular 0991234567") == [("Celular", False), ("0991234567", False)]
    (word,) = combine(words("0991234567"), [], lambda _: [])
    assert word.confidence < 0.9


def test_one_engine_alone_is_never_sure():
    assert all(word.confidence < 0.9 for word in single(words("Cédula: 1712345675", confidence=0.99)))


def test_specks_are_no_words():
    assert single([Seen("|", (0, 0, 3, 20), 0.9), Seen("a", (0, 0, 9, 9), 0.1)]) == []


def page_with(mark):
    ink = np.full((200, 300), 245, np.uint8)
    cv2.putText(ink, "Nusta", (50, 120), cv2.FONT_HERSHEY_SIMPLEX, 1.0, 0, 2)
    if mark:
        cv2.line(ink, (54, 92), (66, 92), 0, 2)
    return ink


@pytest.mark.parametrize(("mark", "expected"), [(True, ("Ñusta", False)), (False, ("Nusta", True))])
def test_an_accent_that_both_engines_passed_over_makes_the_name_doubtful(mark, expected):
    word = Seen("Nusta", (50.0, 98.0, 140.0, 121.0), 0.98)
    (checked,) = doubt_unread_marks([word], page_with(mark))
    assert (checked.text, checked.confidence >= 0.9) == expected


def test_an_accent_inside_the_box_is_seen_by_its_height():
    ink = page_with(False)
    cv2.putText(ink, "Edgar", (50, 180), cv2.FONT_HERSHEY_SIMPLEX, 1.0, 0, 2)
    plain = Seen("Edgar", (50.0, 157.0, 140.0, 190.0), 0.98)
    assert doubt_unread_marks([plain], ink) == [plain]
    cv2.line(ink, (60, 150), (64, 156), 0, 2)
    (checked,) = doubt_unread_marks([Seen("Edgar", (50.0, 148.0, 140.0, 190.0), 0.98)], ink)
    assert checked.text == "Édgar" and checked.confidence < 0.9


def test_a_name_right_under_a_table_line_is_doubtful():
    word = Seen("Nusta", (50.0, 98.0, 140.0, 121.0), 0.98)
    (near,) = doubt_unread_marks([word], page_with(False), [(20, 90, 290, 94)])
    (far,) = doubt_unread_marks([word], page_with(False), [(20, 70, 290, 74)])
    assert near.confidence < 0.9 <= far.confidence


def test_words_of_one_line_get_one_height():
    inked = [("no", 20, 30), ("y", 20, 34), ("Ñandú", 11.6, 30), (":", 20, 30), ("Telf.", 15.6, 30)]
    words = level([Seen(text, (40.0 * n, top, 40.0 * n + 30, low), 0.9) for n, (text, top, low) in enumerate(inked)])
    assert max(w.box[1] for w in words) - min(w.box[1] for w in words) < 2
    assert max(w.box[3] for w in words) - min(w.box[3] for w in words) < 2


@pytest.mark.parametrize("read_by_both", ["MSP-DE-2026-0123-0", "2026-0123-0", "2026-0123-0O"])
def test_the_round_sign_that_ends_a_number_is_a_letter_even_where_the_number_began_on_the_line_before(read_by_both):
    ((text, _),) = read(read_by_both, read_by_both)
    assert text.endswith("2026-0123-O")


def test_words_that_the_first_engine_ran_together_are_parted_where_its_further_reading_parts_them():
    assert read("GUAMÁNPILATUÑA", "GUAMÁN PILATUÑA", "GUAMÁN PILATUÑA") == [("GUAMÁN", True), ("PILATUÑA", True)]
    assert read("GUAMÁNPILATUÑA", "GUAMÁN PILATUÑA", "GUAMÁNPILATUÑA") == [("GUAMÁN", False), ("PILATUÑA", False)]


def test_a_number_that_the_first_engine_cut_is_whole_where_its_further_reading_is():
    torn = words("MSP-V A-2026-0134", confidence=0.6)
    (word,) = combine(torn, [segment("MSP-VA-2026-0134")], lambda _: words("MSP-VA-2026-0134"))
    assert word.text == "MSP-VA-2026-0134"


def test_a_mark_that_spanish_does_not_have_is_taken_off_a_doubtful_word_too():
    assert read("Ibarra", "Ibărra") == [("Ibarra", False)]
    assert read("", "Ibărra") == [("Ibarra", False)]


@pytest.mark.parametrize("host", ["ejemplo.gob.ec", "ejemplo.edu.ec,"])
def test_a_host_has_no_marks(host):
    assert read(host, host.replace("e", "ē", 1).replace(".", ".", 1)) == [(host, True)]


def test_a_post_that_is_written_without_accent_is_read_without():
    assert read("GERENTE GENERAL", "GÉRENTE GENERAL")[0] == ("GERENTE", True)


def test_a_letter_that_one_engine_hardly_saw_is_a_speck():
    seen = [Seen("z", (50, 100, 58, 120), 0.06), *words("z Yuliana")[1:]]
    assert [word.text for word in combine(seen, [segment("Yuliana")], lambda _: [])] == ["Yuliana"]


def test_a_sign_that_one_engine_hardly_saw_does_not_call_for_another_reading():
    seen = [Seen(";", (44, 100, 48, 120), 0.0), *words("Informático")]
    (word,) = combine(seen, [segment("Informático")], lambda _: words("Informátic o"))
    assert (word.text, word.confidence >= 0.9) == ("Informático", True)


@pytest.mark.parametrize(
    ("text", "x", "kept"),
    [("e", 91.0, False), ("y", 91.0, True), ("e", 130.0, True)],  # within the word; another letter; beside it
)
def test_the_end_of_a_word_that_the_next_segment_caught_is_read_once(text, x, kept):
    caught = Seen(text, (x, 100, x + 9, 120), 0.9)
    found = [word.text for word in combine([*words("Baque"), caught], [segment("Baque")], lambda _: [])]
    assert (found.count(text) > 0) == kept and "Baque" in found


def address(text):
    return Seen(text, (50, 100, 400, 120), 0.98)


@pytest.mark.parametrize(
    ("texts", "doubtful"),
    [
        (["Imedina@zamora.gob.ec"], [True]),  # an l as well as an I
        (["Ivan.Medina@zamora.gob.ec", "IMEDINA@ZAMORA.GOB.EC"], [False, False]),
        (["ana@epagua-eiemplo.gob.ec", "www.epagua-ejemplo.gob.ec"], [True, True]),
        (["a@muni-uno.gob.ec", "b@muni-uno.gob.ec", "c@muni-uuo.gob.ec"], [False, False, True]),
        (["ana@epagua.gob.ec", "luis@epagua.qob.ec"], [True, True]),
        (["ana@zona7.gob.ec", "luis@zona8.gob.ec"], [False, False]),
        (["ana@msp.gob.ec", "luis@mdt.gob.ec"], [False, False]),
    ],
)
def test_addresses_that_both_engines_may_misread_alike_are_doubtful(texts, doubtful):
    assert [word.confidence < 0.9 for word in doubt_addresses(list(map(address, texts)))] == doubtful


@pytest.mark.parametrize(
    ("read", "told"),
    [("Geeral", "General"), ("NACONAL", "NACIONAL"), ("Tesorería", "Tesorería"), ("Rectoría", "Rectoría")],
)
def test_a_doubtful_word_of_a_post_but_for_a_letter_within_it_is_that(read, told):
    doubtful = [replace(word, confidence=0.8) for word in words(read)]
    assert [(word.text, word.confidence) for word in doubt_words(doubtful)] == [(told, 0.8)]
    assert [word.text for word in doubt_words(words(read))] == [read]


@pytest.mark.parametrize("text", ["Flizabeth", "FLIZABETH", "Vlctor", "Marfha", "Vicerte", "Consnelo", "Femando", "DIRECYOR", "DÍSTRITAL"])
def test_a_name_but_for_a_letter_of_one_shape_is_doubtful_though_both_engines_read_it(text):
    assert [word.confidence >= 0.9 for word in doubt_words(words(f"Ing. {text} Paz"))] == [True, False, True]


@pytest.mark.parametrize("text", ["Elizabeth", "Mariana", "Marta", "Mishell", "Tupac", "Gestión", "Cargo:", "Lomas", "Luisa,"])
def test_other_names_and_words_are_not_doubted_for_their_letters(text):
    assert all(word.confidence >= 0.9 for word in doubt_words(words(f"Ing. {text} Paz")))


def test_a_bar_between_two_words_is_doubtful_and_one_apart_from_them_is_not():
    close = doubt_words(words("DE LA | POLICÍA"))
    assert [word.text for word in close if word.confidence < 0.9] == ["|"]
    apart = [words("Cargo")[0], Seen("|", (200.0, 100.0, 204.0, 120.0), 0.95), Seen("Jefe", (300.0, 100.0, 340.0, 120.0), 0.95)]
    assert all(word.confidence >= 0.9 for word in doubt_words(apart))
