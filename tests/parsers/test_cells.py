"""Words put together: cells of several lines."""

import pytest

from parsers.pages.cells import join_cells, make_cell
from parsers.pages.page import Page
from tests.parsers.letters import escritas


def celda(text: str):
    """A cell of each line, read on as one."""
    page = Page(1, 600, 800, ())
    lines = [escritas(50, 50 + 12 * at, line) for at, line in enumerate(text.split("\n"))]
    return join_cells([make_cell(words, page) for words in lines])


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        ("Gobierno Autó-\nnomo de Salinas", "Gobierno Autónomo de Salinas"),
        ("DE LA SECRE-\nTARÍA TÉCNICA", "DE LA SECRETARÍA TÉCNICA"),
        ("Rosa Guamán Yumi‐\nsaca", "Rosa Guamán Yumisaca"),
    ],
)
def test_a_word_parted_by_a_hyphen_at_a_lines_end_is_one_word(lines, whole):
    assert celda(lines).text == whole


@pytest.mark.parametrize(
    "lines", ["Técnico-\nadministrativo", "Rosa Ponce-\nVelasco", "Nro. GADM-\nALC-2026", "Quito.-\nPresente"]
)
def test_a_hyphen_of_its_own_stays(lines):
    assert celda(lines).text == lines.replace("\n", " ")


def test_capitals_joined_over_a_hyphen_are_less_sure():
    assert min(word.confidence for word in celda("ROSA PONCE-\nVELASCO").words) < 0.9
    assert celda("Rosa Yumi-\nsaca").starts == ()
