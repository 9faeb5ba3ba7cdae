"""Tables without lines whose cells touch: proportional letters, no room beside a column's text, rows as close as lines."""

import random
import re

import pytest

from parsers.pages.lines import rejoin, text_lines
from parsers.pages.page import Page, Word
from tests.parsers.letters import datos, leida
from tests.parsers.test_person_rows import LABELS, MARKS
from tests.parsers.test_tables import CORNERS, FIELDS, GROUPS, PEOPLE, ROLES

PITCH, SIZE = 13.8, 10.0
TEXT = "Conforme a los lineamientos emitidos, pongo en su conocimiento los datos para el cambio:"
CLOSE = "Se adjunta la documentación de respaldo correspondiente, en caso de existir."


def _wide(text: str) -> float:
    narrow = dict.fromkeys("ijlftrI.,:;()'|-", 2.5) | dict.fromkeys("mwMW@", 8.2) | {" ": 2.78}
    return sum(narrow.get(char, 6.8 if char.isupper() else 5.56 if char.isdigit() else 5.2) for char in text)


def _set(x: float, y: float, text: str) -> list[Word]:
    found = [(match.group(), x + _wide(text[: match.start()])) for match in re.finditer(r"\S+", text)]
    return [Word(word, (left, y, left + _wide(word), y + SIZE)) for word, left in found]


def _wrapped(text: str, room: float) -> list[str]:
    lines = [""]
    for word in text.split():
        if _wide(f"{lines[-1]} {word}".strip()) <= room:
            lines[-1] = f"{lines[-1]} {word}".strip()
            continue
        lines = [*filter(None, lines), word]
    return lines


def _page(rows, widths, pad, gap):
    words, y = _set(40, 40, TEXT), 40 + PITCH + gap
    lefts = [40.0]
    for width in widths:
        lefts.append(lefts[-1] + width + pad)
    for row in rows:
        cells = [
            [line for part in text.split("\n") for line in _wrapped(part, width)]
            for text, width in zip(row, widths, strict=True)
        ]
        for lines, left in zip(cells, lefts, strict=False):
            for at, line in enumerate(lines):
                words += _set(left, y + at * PITCH, line)
        y += PITCH * max(map(len, cells)) + gap
    words += _set(40, y, CLOSE)
    return Page(1, 595, 842, tuple(rejoin(text_lines(words))))


def _widths(chance, rows):
    longest = [max(_wide(word) for text in column for word in text.split() or [""]) for column in zip(*rows, strict=True)]
    return [width + chance.choice((0.4, 4.0, 20.0, 40.0)) for width in longest]


def _known(bound):
    return {role: known for role in PEOPLE if (known := datos(bound, role))}


@pytest.mark.parametrize("pad", [0.0, 3.0, 8.0])
@pytest.mark.parametrize("group", [group for group in GROUPS if len(group) > 1])
def test_people_side_by_side_are_read_where_their_columns_touch(group, pad):
    chance = random.Random(f"{group}{pad}")
    whole = 0
    for _ in range(12):
        labels = chance.choice(LABELS)
        order = chance.sample(range(len(FIELDS)), len(FIELDS))
        head = (chance.choice(("", "Dato", "Campo")), *(chance.choice(ROLES[role]) for role in group))
        rows = [head, *((labels[at], *(PEOPLE[role][at] for role in group)) for at in order)]
        bound = leida(_page(rows, _widths(chance, rows), pad, 0.0))
        truth = {role: dict(zip(FIELDS, PEOPLE[role], strict=True)) for role in group}
        doubted = {problem.campo for problem in bound.problems}
        for role, known in _known(bound).items():
            wrong = {f"{role}.{name}" for name, value in known.items() if truth.get(role, {}).get(name) != value}
            assert wrong <= doubted or doubted & {role, "aiq"}, rows
        whole += _known(bound) == truth
    assert whole >= 11


@pytest.mark.parametrize("gap", [0.0, 3.0])
@pytest.mark.parametrize("pad", [3.0, 8.0])
def test_rows_of_one_person_are_read_whose_cells_label_their_lines(pad, gap):
    chance = random.Random(f"{pad}{gap}")
    for _ in range(20):
        group, labels, mark, cut = chance.choice(GROUPS), chance.choice(LABELS), chance.choice(MARKS), chance.randint(2, 5)
        parts = (range(cut), range(cut, len(FIELDS)))
        lines = {role: [f"{label}{mark}{value}" for label, value in zip(labels, PEOPLE[role], strict=True)] for role in group}
        rows = [
            (chance.choice(ROLES[role]), *("\n".join(told[at] for at in part) for part in parts))
            for role, told in lines.items()
        ]
        rows = [(chance.choice(CORNERS), "Datos personales", "Contacto"), *rows]
        bound = leida(_page(rows, [100.0, 215.0, 215.0], pad, gap))
        assert _known(bound) == {role: dict(zip(FIELDS, PEOPLE[role], strict=True)) for role in group}, rows


def test_a_label_that_nobody_knows_ends_no_table_and_is_told_by_its_values():
    rows = [("", "AIQ saliente", "AIQ entrante"), ("Nombres y apellidos", "Luis Alberto Paz Vera", "Ana Rosa Mena Cruz"),
            ("Zeta", "0912345675", "1712345675"), ("Cargo", "Jefe de Sistemas", "Analista de TIC 2")]  # fmt: skip
    assert datos(leida(_page(rows, [100.0, 120.0, 120.0], 0.0, 0.0)))["cedula"] == "1712345675"


@pytest.mark.parametrize(("label", "text"), [("Ext.", "123\n4"), ("Siglas", "GADP\nG")])
def test_what_a_narrow_column_broke_is_whole_or_in_doubt(label, text):
    rows = [("Siglas", "IPX") if label == "Ext." else ("Ext.", "5"), (label, text), ("Cédula", "1712345675")]
    bound = leida(_page(rows, [60.0, 80.0], 8.0, 0.0))
    value = bound.institution.siglas if label == "Siglas" else datos(bound).get("extension")
    assert value == text.replace("\n", "") or any(problem.codigo == "dudoso" for problem in bound.problems)
