"""Drawn boxes that hold labels with their values: lists side by side under headings, or a datum in each."""

import random

import pytest

from parsers.letters.oficio import read_records
from parsers.rows.layout import document_rows
from tests.parsers.letters import cuadro, datos, hoja, leida
from tests.parsers.test_alternating import HOUSE, _truth
from tests.parsers.test_several_in_a_line import SPELLINGS
from tests.parsers.test_tables import FIELDS, GROUPS, PEOPLE, ROLES

HEADS = ("Datos de contacto", "Contacto", "Para comunicarse")
CONTACT = ("correo", "telefono", "extension", "celular")


def _lines(chance: random.Random, role: str, labels: list[str], order: list[int]) -> list[str]:
    mark = chance.choice((": ", ": ", " = "))
    return [f"{label}{mark}{PEOPLE[role][at]}" for at, label in zip(order, labels, strict=True)]


@pytest.mark.parametrize("group", GROUPS[1:])
def test_lists_side_by_side_are_the_people_s_over_them(group):
    chance = random.Random(f"beside {group}")
    for _ in range(8):
        order = chance.sample(range(len(FIELDS)), len(FIELDS))
        labels = [chance.choice(SPELLINGS)[at] for at in order]
        people = chance.sample(group, len(group))
        heads = tuple(chance.choice(ROLES[role]) for role in people)
        cells = tuple("\n".join(_lines(chance, role, labels, order)) for role in people)
        bound = leida(hoja("Remito los datos:", [heads, cells]))
        for role in PEOPLE:
            assert datos(bound, role) == (_truth(role) if role in group else {}), (heads, cells)


def test_the_house_the_person_and_how_to_reach_them_stand_side_by_side():
    chance = random.Random(5)
    for _ in range(25):
        role = chance.choice(("aiq", "aiq", "aiq_backup"))
        labels = list(chance.choice(SPELLINGS))
        lines = dict(zip(FIELDS, _lines(chance, role, labels, list(range(len(FIELDS)))), strict=True))
        house = f"{chance.choice(HOUSE[0])}: Instituto de Pruebas\n{chance.choice(HOUSE[1])}: IPX"
        person = "\n".join(line for field, line in lines.items() if field not in CONTACT)
        reach = "\n".join(lines[field] for field in CONTACT)
        heads = ("Institución", chance.choice(ROLES[role]), chance.choice(HEADS))
        bound = leida(hoja("Remito los datos:", [heads, (house, person, reach)]))
        assert (bound.institution.nombre, bound.institution.siglas) == ("Instituto de Pruebas", "IPX"), heads
        assert datos(bound, role) == _truth(role), (heads, person)


def test_a_datum_in_each_of_three_boxes_across():
    chance = random.Random(6)
    for _ in range(25):
        order = chance.sample(range(len(FIELDS)), len(FIELDS))
        labels = [chance.choice(SPELLINGS)[at] for at in order]
        cells = _lines(chance, "aiq", labels, order)
        cells.insert(chance.choice((0, 3, 6)), "Provincia donde labora Imbabura")  # nobody asked for it
        cells += [""] * (-len(cells) % 3)
        rows = [tuple(cells[at : at + 3]) for at in range(0, len(cells), 3)]
        page = hoja("Datos del nuevo AIQ", rows) if chance.random() < 0.5 else cuadro(rows, (36, 36, 36))
        assert datos(leida(page)) == _truth("aiq"), rows


def test_a_remark_under_a_label_is_no_part_of_the_value_beside_it():
    text = (
        "Datos del nuevo AIQ\n"
        "Nombre de la servidora o servidor            Ana Rosa Mena Cruz\n"
        "(tal como consta en la cédula)\n"
        "Cédula                                       1712345675\n"
        "(10 dígitos)\n"
        "Cargo                                        Analista de TIC\n"
        "(según la acción de personal o\n"
        "el contrato)\n"
        "Correo                                       ana.mena@ipx.gob.ec"
    )
    assert datos(leida(text)) == {
        "nombres_apellidos": "Ana Rosa Mena Cruz",
        "cedula": "1712345675",
        "cargo": "Analista de TIC",
        "correo": "ana.mena@ipx.gob.ec",
    }


@pytest.mark.parametrize("label", ["Apellido paterno y materno", "Apellidos paterno y materno", "Primer y segundo apellido"])
def test_both_surnames_may_have_one_label(label):
    rows = [(label, "Mena Cruz"), ("Nombres", "Ana Rosa"), ("Cédula", "1712345675"), ("Cargo", "Analista de TIC")]
    for table in (rows, [tuple(f"{name}: {value}" for name, value in rows[:3])]):
        assert datos(leida(hoja("Datos del nuevo AIQ", table)))["nombres_apellidos"] == "Ana Rosa Mena Cruz"


@pytest.mark.parametrize(("label", "name", "code"), [
    ("Nombres", "Martha Marlene", "dudoso"), ("Apellidos", "Mena Cruz", "dudoso"), ("Nombres", "Ana Rosa Mena Cruz", None),
    ("Nombres", "Luis Paz", None), ("Nombres y apellidos", "Mena Cruz Ana Rosa", None),
])  # fmt: skip
def test_half_a_name_is_in_doubt(label, name, code):
    page = hoja("Datos del nuevo AIQ", [(label, name), ("Cédula", "1712345675"), ("Cargo", "Analista de TIC")])
    records = read_records(document_rows([page]))
    hits = [hit for record in records for hit in record.hits if hit.campo == "nombres_apellidos"]
    assert [(hit.valor, hit.checked.codigo) for hit in hits] == [(name, code)]
