"""A pattern that is tried only at its beginnings finds what the pattern finds."""

import re

import pytest

from parsers.fields.prosehouse import HOUSE
from parsers.letters.oficio import FROM, SAID
from parsers.mail.closings import _DISCLAIMER
from parsers.signs import CEDULA, SAYS, TAG
from parsers.words.beginnings import Begun, beginnings

PHRASES = {**SAYS, "desde": FROM, "delegacion": SAID, "institucion": HOUSE, "aviso": _DISCLAIMER, "caso": TAG}
TEXT = (
    "La Empresa Eléctrica Regional, EP y el GAD Municipal de Loja: MINISTERIO DE SALUD. rige a partir del dia 3, desde el 4; por delegacion, en "
    "mi calidad de delegado y en virtud de la delegacion conferida mediante acuerdo, delegacion 3. "
    "mi respaldo (aiq) sera luis mora; el aiq de respaldo, mi back-up: no se ha cumplido la plantilla de seguimiento. "
    "como administrador institucional solicito el cambio del administrador backup del quipux, aiq-2; aiqaiq aiq. no no, aiq-2026-00012. "
    "este mensaje es confidencial, antes de imprimir; las opiniones son de su autor: si lo recibio por error, elimine"
)


@pytest.mark.parametrize("phrase", PHRASES.values(), ids=PHRASES)
def test_every_phrase_is_found_where_its_pattern_finds_it(phrase: Begun) -> None:
    for start in range(0, len(TEXT), 7):
        text = TEXT[start:]
        expected, found = phrase.pattern.search(text), phrase.search(text)
        assert (found and found.span()) == (expected and expected.span())
        assert phrase.sub("~", text) == phrase.pattern.sub("~", text)
        assert [*map(str, phrase.finditer(text))] == [*map(str, phrase.pattern.finditer(text))]


def test_phrases_of_the_desk_have_beginnings_of_their_own() -> None:
    assert [name for name, phrase in PHRASES.items() if "" in beginnings(phrase.pattern.pattern)] == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("cambio|nuevo", {"camb", "nuev"}),
        (r"\b(?<!el )(?:mi|su) respaldo", {"mi r", "su r"}),
        (r"\(?aiq", {"(aiq", "aiq"}),
        (r"a\w+", {"a"}),
        (r"(?:ab)*c", {"ab", "c"}),
        (r"(?:ab)+c", {"ab"}),
        ("nuev[oa]", {"nuev"}),
        (r"x[ab]", {"xa", "xb"}),
        (r"\d+|a", {"", "a"}),
        (r"(a)\1", {"a"}),
    ],
)
def test_a_beginning_says_no_more_than_the_pattern_does(source: str, expected: set[str]) -> None:
    assert beginnings(source) == expected


def test_a_pattern_that_may_begin_with_anything_is_tried_everywhere() -> None:
    digits = Begun(r"\d+|(?:x)?y")
    assert digits.sub("", "a1b22y c") == "ab c"
    assert re.search(r"\d+", "a1").span() == digits.search("a1").span()  # type: ignore[union-attr]


@pytest.mark.parametrize("text", ["0102030405", "a010203040", "1-0102030405", "01 02 03 04 05", "0102030405-1", "0102030405.1",
                                  "12.0102030405", "c.i.: 171234567-8,", "x01020304055", "010203", "-0102030405"])
def test_a_number_of_identity_is_found_as_if_its_surroundings_were_asked_first(text: str) -> None:
    asked_first = re.search(r"(?<![\d-])(?:\d[ .\-]?){8,9}\d(?![\d-]|\.\d)", text)
    found = CEDULA.search(text)
    assert (found and found.span()) == (asked_first and asked_first.span())
