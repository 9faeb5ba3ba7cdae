"""Tables of people that nobody drew lines around, put together by chance: wrapped cells, roles in a column or in rows
of their own, empty cells."""

import random

import pytest

from tests.parsers.letters import cuadro, datos, leida
from tests.parsers.test_several_in_a_line import DATA, SPELLINGS
from tests.parsers.test_tables import GROUPS, PEOPLE, ROLES

FIELDS = tuple(DATA)
WIDTHS = {
    "nombres_apellidos": 14,
    "cedula": 13,
    "cargo": 15,
    "correo": 21,
    "telefono": 13,
    "extension": 9,
    "celular": 11,
}
EMPTY = ("extension", "celular")  # what a person may lack


@pytest.mark.parametrize("titles", [False, True])
@pytest.mark.parametrize("group", GROUPS)
def test_everybody_of_a_table_without_lines_is_read(group, titles):
    chance = random.Random(f"{group}{titles}")
    for _ in range(10):
        order = [at for at in chance.sample(range(len(FIELDS)), len(FIELDS)) if chance.random() < 0.9 or at < 3]
        spelling = chance.choice(SPELLINGS)
        fields = [FIELDS[at] for at in order]
        rows, truths = [tuple(spelling[at] for at in order)], {}
        widths = [
            max(WIDTHS[name], *map(len, spelling[at].split())) + chance.randint(0, 3)
            for name, at in zip(fields, order, strict=True)
        ]
        if not titles and len(group) > 1:
            rows, widths = [("Rol", *rows[0])], [14, *widths]
        for role in group:
            truth = dict(zip(FIELDS, PEOPLE[role], strict=True))
            without = chance.choice(EMPTY) if chance.random() < 0.3 else ""
            said = chance.choice(ROLES[role])
            truths[role] = {name: truth[name] for name in FIELDS if name in fields and name != without}
            values = tuple("" if name == without else truth[name] for name in fields)
            if titles:
                rows += [(f"Datos: {said}",), values]
            else:
                rows.append((said, *values) if len(group) > 1 else values)
        bound = leida("Para el efecto, remito los datos:", cuadro(rows, widths, ruled=False))
        assert {role: datos(bound, role) for role in PEOPLE if datos(bound, role)} == truths, rows
