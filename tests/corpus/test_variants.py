"""The variants of letters written by hand: what is changed is changed everywhere, and nothing else is."""

from __future__ import annotations

import random

import pytest

from tests.corpus import foreign
from tests.corpus.noise import capitals, no_colons
from tests.corpus.others import blanked, people, wrong
from tests.corpus.redrawn import producer
from tests.corpus.sources import Edit, edited, sight
from tests.corpus.swaps import figures_swap, mail_swap, name_swap, swapped
from tests.corpus.variants import CHANGES, changed

PAPER = (
    "<style>td { color: red } @page { @top-left { content: 'Oficio 7' } }</style><p>La se&ntilde;ora <b>Ana</b> Paz"
    "<br>Mora</p><table><tr><td>C&eacute;dula:</td><td>171.234.567-5</td></tr><tr><td>Correo:</td><td>ana.paz@<br>"
    "casa.gob.ec</td></tr><tr><td>Celular</td><td>+593 99 123 4567</td></tr><tr><td>Cargo:</td><td>Jefa</td></tr></table>"
)


def letter() -> dict:
    person = {
        "nombres_apellidos": "Ana Paz Mora",
        "cedula": "1712345675",
        "cargo": "Jefa",
        "correo": "ana.paz@casa.gob.ec",
        "celular": "0991234567",
    }
    return {
        "grupo": "digital",
        "diseno": "prueba",
        "texto": "Firma Ana Paz Mora",
        "hojas": [{"nombre": "a.pdf", "html": PAPER}],
        "espera": {"tipo": "solicitud_cambio_aiq", "aiq": person, "problemas": {"debe": [], "no_debe": []}},
    }


def seen(changed: dict) -> str:
    return sight(changed["hojas"][0]["html"], True).text


def test_only_visible_text_and_the_texts_of_the_margin_are_seen():
    words = " ".join(sight(PAPER, True).text.split())
    assert words.startswith("Oficio 7 La señora Ana Paz Mora Cédula: 171.234.567-5 Correo: ana.paz@ casa.gob.ec")


def test_an_edit_leaves_the_tags_where_they_are():
    source = "<p>a<b>bc</b>d</p>"
    start = sight(source, True).text.index("b")
    assert edited(source, True, [Edit(start, start + 3, "x & y")]) == "<p>a<b>x &amp; y</b></p>"


def test_a_datum_is_swapped_wherever_and_however_it_is_written():
    swaps = [
        name_swap("Ana Paz Mora", "Luis de la Torre"),
        figures_swap("1712345675", "0102030400"),
        figures_swap("0991234567", "0987654321"),
        mail_swap("ana.paz@casa.gob.ec", "luis@otra.com"),
    ]
    after = swapped(letter(), swaps)
    assert after["texto"] == "Firma Luis de la Torre"
    assert after["espera"]["aiq"]["cedula"] == "0102030400"
    for part in ("Luis de \nla Torre", "010.203.040-0", "luis@\notra.com", "+593 98 765 4321"):
        assert part.replace(" \n", "\n") in seen(after).replace(" \n", "\n")


def test_a_surname_that_stands_alone_elsewhere_leaves_the_letter_out():
    alone = letter()
    alone["texto"] = "Saludos, señora Mora"
    assert people(letter(), random.Random(1)) is not None
    assert people(alone, random.Random(1)) is None


def test_what_is_taken_away_is_expected_to_be_missing():
    for seed in range(8):
        after = blanked(letter(), random.Random(seed))
        ((path, code),) = after["espera"]["problemas"]["debe"]
        field = path.removeprefix("aiq.")
        assert code == "falta" and after["espera"]["aiq"][field] == ""
        assert letter()["espera"]["aiq"][field] not in seen(after).replace("\n", "")


def test_what_is_made_wrong_is_read_as_it_stands_with_a_problem():
    after = wrong(letter(), random.Random(2))
    assert after["espera"]["problemas"]["debe"] and after["espera"]["aiq"] != letter()["espera"]["aiq"]


def test_labels_lose_their_colons_and_values_keep_theirs():
    assert "Cédula\n171" in seen(no_colons(letter(), random.Random(1))).replace("\n\n", "\n").replace("\n\n", "\n")


def test_capitals_leave_addresses_and_are_expected():
    after = capitals(letter(), random.Random(1))
    assert "ANA PAZ" in seen(after).replace("\n", " ") and "ana.paz@" in seen(after)
    assert after["espera"]["aiq"]["cargo"] == "JEFA" and after["espera"]["aiq"]["correo"] == "ana.paz@casa.gob.ec"


def test_a_sheet_of_another_producer_is_named_as_what_it_is():
    plain = letter()
    plain["hojas"][0]["html"] = "<p>Ana Paz Mora</p>"
    plain["espera"]["oficio"] = {"adjunto": "a.pdf"}
    names = {producer(plain, random.Random(seed))["espera"]["oficio"]["adjunto"] for seed in range(30)}
    assert names == {"a.pdf", "a.docx", "a.odt"}


@pytest.mark.parametrize("change", CHANGES)
def test_the_same_seed_makes_the_same_variant(change):
    written = foreign.letters("norte")[0]
    assert changed(written, "norte-0", 3, change) == changed(written, "norte-0", 3, change)
