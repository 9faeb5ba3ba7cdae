"""How the desk writes dates, numbers, lists and paragraphs."""

from __future__ import annotations

import pytest

from replies.words import cifra, enumerar, fecha_en_palabras, fill, momento_en_palabras, parrafos, plural


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2026-12-04", "viernes 4 de diciembre de 2026"),
        ("2026-01-01", "jueves 1 de enero de 2026"),
        ("2028-02-29", "martes 29 de febrero de 2028"),
        ("2026-12-04T23:59:59-05:00", "viernes 4 de diciembre de 2026"),
    ],
)
def test_a_deadline_is_written_with_its_weekday(iso, words):
    assert fecha_en_palabras(iso) == words


def test_a_moment_keeps_its_own_zone_and_says_the_hour():
    assert momento_en_palabras("2017-08-04T20:47:00-05:00") == "viernes 4 de agosto de 2017 a las 20:47"
    assert momento_en_palabras("2026-12-04T01:05:00-05:00") == "viernes 4 de diciembre de 2026 a la 01:05"
    assert momento_en_palabras("2026-12-04") == "viernes 4 de diciembre de 2026"


def test_numbers_and_their_nouns_agree():
    assert [cifra(n) for n in (12, 12.0, 2.5)] == ["12", "12", "2,5"]
    assert plural(1, "día laborable", "días laborables") == "1 día laborable"
    assert plural(5, "día laborable", "días laborables") == "5 días laborables"


def test_a_list_ends_in_y_or_before_the_same_sound_in_e():
    assert enumerar([]) == ""
    assert enumerar(["cargo"]) == "cargo"
    assert enumerar(["cargo", "cédula"]) == "cargo y cédula"
    assert enumerar(["cargo", "cédula", "Institución"]) == "cargo, cédula e Institución"
    assert enumerar(["agua", "hierro"]) == "agua y hierro"


def test_paragraphs_are_wrapped_and_items_hang():
    text = fill("uno dos " * 12 + "\n\n\n\n- " + "tres " * 20 + "\n1. cuatro\n   cinco\n")
    assert text.splitlines() == [
        "uno dos uno dos uno dos uno dos uno dos uno dos uno dos uno dos uno dos uno",
        "dos uno dos uno dos",
        "",
        "- tres tres tres tres tres tres tres tres tres tres tres tres tres tres tres",
        "  tres tres tres tres tres",
        "1. cuatro cinco",
    ]


def test_lines_stay_apart_only_where_the_template_says_so():
    assert fill("Fecha: hoy\\\nEstado:\nlisto") == "Fecha: hoy\nEstado: listo\n"
    assert fill("ejecute:\n    zip -s 0  a.zip\n|" + "x " * 60) == "ejecute:\n    zip -s 0  a.zip\n" + "x " * 59 + "x\n"


def test_a_long_address_is_not_broken():
    assert "a" * 90 in fill(f"escriba a {'a' * 90} hoy").splitlines()


def test_a_clerks_lines_become_paragraphs():
    assert parrafos("  uno\n\n dos \n") == ["uno", "dos"]
