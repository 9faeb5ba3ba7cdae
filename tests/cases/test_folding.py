"""Texts that are folded for a search lose accents and case, however the letter is written."""

import unicodedata

import pytest

from cases.text import fold


def plain(letter: str) -> str:
    """By Unicode's tables alone."""
    parts = (each for each in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(each))
    return " ".join("".join(parts).casefold().split())


def test_every_letter_of_the_latin_alphabets_is_folded_as_unicode_says() -> None:
    signs = set("\u00ad‐‑‒–—―−")  # hyphens have rules of their own
    letters = [chr(code) for code in range(0x20, 0x250) if chr(code) not in signs]
    assert {each for each in letters if fold(f"{each}ó") != plain(f"{each}ó")} == set()


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  Dirección\nde ÑANDÚ ", "direccion de nandu"),
        ("Direccio\u0301n", "direccion"),
        ("K Å ﬁn ß", "k a fin ss"),
        ("ofi\u00adcio — Nº", "oficio - no"),
        ("direc\u0002ción", "direccion"),
        ("direc\u0002cion", "direc\u0002cion"),
    ],
)
def test_a_text_is_folded(text: str, folded: str) -> None:
    assert fold(text) == folded
