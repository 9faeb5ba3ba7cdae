"""Drawn tables of one column, label and value in turn, and tables that say in every row whose datum it is."""

import random

import pytest

from tests.parsers.letters import datos, hoja, leida
from tests.parsers.test_several_in_a_line import SPELLINGS
from tests.parsers.test_tables import FIELDS, GROUPS, PEOPLE, ROLES

HOUSE = (("Institución", "Nombre de la institución", "Entidad"), ("Siglas", "Siglas de la institución", "Sigla"))


def _truth(role: str, absent: tuple[str, ...] = ()) -> dict[str, str]:
    return {field: value for field, value in zip(FIELDS, PEOPLE[role], strict=True) if field not in absent}


@pytest.mark.parametrize("group", GROUPS)
def test_labels_and_values_take_turns_in_one_column(group):
    chance = random.Random(f"turns {group}")
    for _ in range(7):
        end = chance.choice(("", "", ":"))
        order = chance.sample(range(len(FIELDS)), len(FIELDS))
        labels = [chance.choice(SPELLINGS)[at] for at in order]
        absent = tuple(field for field in FIELDS if field in ("extension", "celular") and chance.random() < 0.2)
        blocks = ["Datos de la institución", [(chance.choice(HOUSE[0]) + end,), ("Instituto de Pruebas",),
                                              (chance.choice(HOUSE[1]) + end,), ("IPX",)]]  # fmt: skip
        for role in group:
            cells = []
            for at, label in zip(order, labels, strict=True):
                value = PEOPLE[role][at] if FIELDS[at] not in absent else ""
                cells += [(label + end,), (value,)]
            blocks += [f"Datos: {chance.choice(ROLES[role])}", cells]
        bound = leida(hoja(*blocks))
        assert (bound.institution.nombre, bound.institution.siglas) == ("Instituto de Pruebas", "IPX"), blocks
        for role in PEOPLE:
            assert datos(bound, role) == (_truth(role, absent) if role in group else {}), blocks


HEADS = (("Administrador", "Dato", "Información"), ("Rol", "Campo", "Detalle"), ("Calidad", "Requisito", "Contenido"))


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("group", GROUPS[1:])
def test_every_row_may_say_whose_datum_it_holds(group, place):
    chance = random.Random(f"{place}{group}")
    for _ in range(7):
        order = chance.sample(range(len(FIELDS)), len(FIELDS))
        labels = [chance.choice(SPELLINGS)[at] for at in order]
        names = {role: chance.choice(ROLES[role]) for role in group}
        rows = [(role, at, label) for role in group for at, label in zip(order, labels, strict=True)]
        if chance.random() < 0.3:  # the data of all, one kind after the other
            rows.sort(key=lambda row: order.index(row[1]))
        body = []
        for role, at, label in rows:
            cells = [label, PEOPLE[role][at]]
            cells.insert(place, names[role])
            body.append(tuple(cells))
        owner, label, value = chance.choice(HEADS)
        head = [label, value]
        head.insert(place, owner)
        bound = leida(hoja("Remito los datos:", [tuple(head), *body] if chance.random() < 0.7 else body))
        for role in PEOPLE:
            assert datos(bound, role) == (_truth(role) if role in group else {}), body
