"""Words that a stroke damaged are put to the vote of all readings of their line; what is elected stays a doubt."""

import random

import pytest

from parsers.scans.knownwords import Known
from parsers.scans.seen import Seen
from parsers.scans.votes import voted

SURE = 0.9
NAMES = (
    "MANUEL",
    "Ignacio",
    "Arteaga",
    "Rosa",
    "Elena",
    "Shagñay",
    "Peña",
    "Quishpe",
    "Tituaña",
    "DIRECTORA",
    "Zambrano",
)
DAMAGE = ("|", "İ", "ę", "x", "", "{", "7", "ž")


def line(*words):
    """Words in a line, each a text, with a mark before it (``?``) when it is doubtful."""
    seen, x = [], 50.0
    for word in words:
        text = word.removeprefix("?")
        seen.append(Seen(text, (x, 100.0, x + 10 * len(text), 120.0), 0.8 if text != word else 0.97))
        x += 10 * (len(text) + 1)
    return seen


def elect(words, *readings, page=()):
    found = voted(line(*words), readings, Known(page), SURE)
    return [word.text for word in found], [word.confidence >= SURE for word in found]


def damaged(word, rng):
    at = rng.randrange(len(word))
    return word[:at] + rng.choice(DAMAGE) + word[at + 1 :]


@pytest.mark.parametrize("seed", range(300))
def test_a_name_that_two_of_four_readings_have_whole_is_elected(seed):
    rng = random.Random(seed)
    names = rng.sample(NAMES, 3)
    at = rng.randrange(3)
    readings = [" ".join([*names[:at], told, *names[at + 1 :]]) for told in (names[at], names[at])]
    readings += [" ".join([*names[:at], damaged(names[at], rng), *names[at + 1 :]]) for _ in range(2)]
    rng.shuffle(readings)
    first = [*names[:at], "?" + readings[0].split()[at], *names[at + 1 :]] if len(readings[0].split()) == 3 else None
    if first is None:  # the damage left nothing of it
        return
    texts, sure = elect(first, *readings)
    assert [text.lower() for text in texts] == [name.lower() for name in names]
    assert not sure[at] and sum(sure) == 2


@pytest.mark.parametrize(
    ("words", "readings", "expected"),
    [
        (("?DIRECTO", "?C", "R", "GENERAL"), ("DIRECTOR GENERAL", "DIpEgTo C R GENERAL"), ["DIRECTOR", "GENERAL"]),
        (("?REGIS", "?ROR", "DE"), ("REGISTRADORDE", "REGINTRAROR DE", "REGISTRADORDE"), ["REGISTRADOR", "DE"]),
        (("ext.", "?312"), ("ext. 1312", "ext. DBY", "ext. 1312"), ["ext.", "1312"]),
        (
            ("?instituto", "Nacional"),
            ("Instituto Nacional", "instituto Nacional", "Instituto Nacional"),
            ["Instituto", "Nacional"],
        ),
        (("?CANTON",), ("CANTON", "CANTÓN", "CANTON", "CANTON"), ["CANTÓN"]),  # accents of capitals are lost
        (("?dispoñer",), ("dispoñer", "disponer", "disponer", "disponer"), ["disponer"]),
        (("?Peña",), ("Pena", "Peña", "Pena"), ["Peña"]),
        (("?delego",), ("delego", "delego", "delegado", "delegado"), ["delego"]),  # no name: most readings decide
        (
            ("?Serretaria", "-", "Tesorera"),
            ("Secretaria - Tesorera", "Serretaria - Tesorera"),
            ["Secretaria", "-", "Tesorera"],
        ),
        (("?DIRECTORA/GENERAL",), ("DIRECTORA/GENERAL", "DIRECTOR AL", "DIRECTORA/GENERAL"), ["DIRECTORA", "GENERAL"]),
        (("?JEFE", "?FINANCTERO"), ("JEFE FINANCTERO", "JEFE", "JEFE FINANCTERO"), ["JEFE", "FINANCTERO"]),
        (("?Cribtobal",), ("Cribtobal", "Cri$tğbal", "Cristobal"), ["Cristobal"]),
        (("?0987", "?731|460"), ("0987 731|460", "0987 781460", "0987 731460"), ["0987", "731460"]),
    ],
)
def test_a_line_is_parted_and_spelt_as_its_readings_are_at_their_best(words, readings, expected):
    assert elect(words, *readings)[0] == expected


@pytest.mark.parametrize(
    ("readings", "expected"),
    [
        (("9984502267", "0984502267", "9984502267"), "0984502267"),  # only one can be a mobile
        (("0984502267", "0994502267", "0984502267"), "0984502267"),  # both can: most readings decide
    ],
)
def test_of_numbers_the_only_one_that_passes_its_check_is_elected(readings, expected):
    assert elect(("?" + readings[0],), *readings) == ([expected], [False])


def test_an_address_is_put_together_of_the_parts_that_the_page_knows():
    readings = ("ana.paz@eiemplo.gob.ec", "ana.paz@ejemplo.aob.ec")
    page = ("www.ejemplo.gob.ec",)
    assert elect(("?ana.paz@ejemplo.aob.ec",), *readings, page=page)[0] == ["ana.paz@ejemplo.gob.ec"]


def test_what_no_reading_betters_stays_as_it_was_chosen():
    assert elect(("Rosa", "?Xhunku"), "Rosa Xhunku", "Rosa Xhunkn", "Rosa Xhunku") == (
        ["Rosa", "Xhunku"],
        [True, False],
    )


def test_words_that_nobody_doubts_are_not_voted_on():
    assert elect(("Rosa", "Paz"), "Rosa Paez", "Rosa Paez", "Rosa Paez") == (["Rosa", "Paz"], [True, True])


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("JEFEDELCATASTRO", ["JEFEDELCATASTRO"]),
        ("SECRETARIONACIONAL", ["SECRETARIO", "NACIONAL"]),
        ("directoradministrativo", ["director", "administrativo"]),
        ("Zambrano", ["Zambrano"]),
        ("0991234567", ["0991234567"]),
    ],
)
def test_only_what_is_made_of_known_words_alone_is_parted(text, parts):
    assert Known(()).parted(text) == parts


def test_a_page_knows_the_words_that_stand_elsewhere_in_it():
    assert Known(("Catastro",)).parted("DIRECTORDELCATASTRO") == ["DIRECTOR", "DEL", "CATASTRO"]


def test_several_readings_near_one_usual_name_mean_it():
    assert Known(()).meant(["hernanda", "fernamda", "fermanda"]) == "fernanda"
    assert Known(()).meant(["xu", "yz"]) is None
