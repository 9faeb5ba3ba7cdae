"""Tables that nobody drew lines around and whose labels stand in columns, put together by chance: people side by side,
two pairs of label and value to a row."""

import random

import pytest

from tests.parsers.letters import cuadro, datos, hoja, leida
from tests.parsers.test_several_in_a_line import DATA, SPELLINGS
from tests.parsers.test_tables import PEOPLE, ROLES

FIELDS = tuple(DATA)
GROUPS = (("aiq_saliente", "aiq"), ("aiq", "aiq_backup"), ("aiq_saliente", "aiq", "aiq_backup"))


def _widths(columns):
    """Wide enough for the longest word of each column, and for some words of one that holds posts."""
    longest = [max(len(word) for text in column for word in text.split()) + 3 for column in columns]
    return [
        max(width, 24) if any(len(t) > 30 for t in column) else width
        for width, column in zip(longest, columns, strict=True)
    ]


@pytest.mark.parametrize("corner", ["Datos", ""])
@pytest.mark.parametrize("group", GROUPS)
def test_people_in_columns_without_lines_are_read_though_cells_are_wrapped(group, corner):
    chance = random.Random(f"{group}{corner}")
    for _ in range(8):
        spelling, order = chance.choice(SPELLINGS), [0, *chance.sample(range(1, len(FIELDS)), len(FIELDS) - 1)]
        head = (corner, *(chance.choice(ROLES[role]) for role in group))
        rows = [head, *((spelling[at], *(PEOPLE[role][at] for role in group)) for at in order)]
        bound = leida(
            "Para el efecto, remito los datos:", cuadro(rows, _widths([*zip(*rows, strict=True)]), ruled=False)
        )
        for role in group:
            assert datos(bound, role) == dict(zip(FIELDS, PEOPLE[role], strict=True)), rows


@pytest.mark.parametrize("role", PEOPLE)
def test_pairs_of_label_and_value_without_lines_are_read_though_cells_are_wrapped(role):
    chance = random.Random(role)
    for _ in range(12):
        spelling, order = chance.choice(SPELLINGS), [0, *chance.sample(range(1, len(FIELDS)), len(FIELDS) - 1)]
        cells = [text for at in order for text in (spelling[at], PEOPLE[role][at])] + ["", ""]
        rows = [tuple(cells[at : at + 4]) for at in range(0, len(cells), 4)]
        title = f"Datos: {chance.choice(ROLES[role])}"
        bound = leida(hoja(title), cuadro(rows, _widths([*zip(*rows, strict=True)]), ruled=False))
        assert datos(bound, role) == dict(zip(FIELDS, PEOPLE[role], strict=True)), rows


def test_a_table_right_under_another_begins_anew():
    rows = zip(SPELLINGS[0], PEOPLE["aiq_saliente"], PEOPLE["aiq"], strict=True)
    people = cuadro([("Campo", "Administrador anterior", "Designado"), *rows], (25, 42, 42))
    house = cuadro([("Institución", "Siglas"), ("Instituto de Pruebas", "IPX")], (80, 29))
    low = max(word.box[3] for word in house.words) + 10 - 40
    moved = [tuple(box[at] + (low if at % 2 else 0) for at in range(4)) for box in people.rules]
    words = [type(w)(w.text, tuple(w.box[at] + (low if at % 2 else 0) for at in range(4))) for w in people.words]
    page = type(house)(1, 800, 600, (*house.words, *words), rules=(*house.rules, *moved))
    bound = leida(page)
    assert datos(bound, "aiq") == dict(zip(FIELDS, PEOPLE["aiq"], strict=True))
    assert datos(bound, "aiq_saliente") == dict(zip(FIELDS, PEOPLE["aiq_saliente"], strict=True))
