"""What logs and letters may show of a person's numbers."""

import pytest

from cases.masking import mask, mask_field, mask_text


def test_a_cedula_shows_its_first_two_and_last_three_digits():
    assert mask("1712345675") == "17•••••675"


@pytest.mark.parametrize("value", ["12345", "", None])
def test_short_or_absent_values_show_nothing(value):
    assert mask(value) in ("•••••", "", None)


def test_names_and_posts_are_not_masked():
    assert mask_field("aiq.cargo", "Analista") == "Analista"
    assert mask_field("aiq.celular", "0991234567") == "09•••••567"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Se leyó 171234567-6; verifique.", "Se leyó 17•••••676; verifique."),
        ("Celular 099 123 4567.", "Celular 09•••••567."),
        ("+593 99 123 4567", "59•••••••567"),
        ("RUC 1768152560001", "RUC 17••••••••001"),
    ],
)
def test_numbers_of_people_disappear_from_sentences(text, masked):
    assert mask_text(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "Oficio MEJ-DM-2026-0123-O del 2026-03-12",
        "caso AIQ-2026-00001",
        "el 12/03/2026 a las 10:30",
        "15 días laborables",
        "NAC-DGECCGC18-00000003",
        "2026-03-12T10:11:12",
    ],
)
def test_dates_oficios_and_cases_stay_readable(text):
    assert mask_text(text) == text
