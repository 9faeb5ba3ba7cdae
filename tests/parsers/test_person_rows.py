"""Drawn tables of one person a row whose cells label what they hold: identification here, contact there."""

import random

import pytest

from tests.parsers.letters import cuadro, datos, hoja, leida
from tests.parsers.test_tables import FIELDS, GROUPS, PEOPLE, ROLES

LABELS = (
    ("Nombres y apellidos", "Cédula", "Cargo", "Correo electrónico", "Teléfono", "Extensión", "Celular"),
    ("Servidor", "C.I.", "Denominación del puesto", "Correo", "Telf.", "Ext.", "Cel."),
    ("Funcionario", "Número de cédula", "Puesto institucional", "E-mail", "Teléfono fijo", "Nro. de extensión", "Móvil"),
)
HEADS = ("Identificación", "Datos personales", "Servidor", "Puesto", "Función", "Contacto", "Información", "Detalle", "")
CORNERS = ("Rol", "Administrador", "AIQ", "Calidad", "Rol del AIQ", "")
MARKS = (": ", " - ", " = ")
MORE = {
    "aiq": ("Quien recibe", "Persona que asume"),
    "aiq_saliente": ("AIQ al que se reemplaza", "AIQ QUE CESA", "Persona que deja el cargo"),
    "aiq_backup": ("AIQ backup (respaldo)", "Persona de respaldo (backup)"),
}


def _cut(chance: random.Random, parts: int) -> list[range]:
    cuts = sorted(chance.sample(range(1, len(FIELDS)), parts - 1))
    return [range(start, end) for start, end in zip([0, *cuts], [*cuts, len(FIELDS)], strict=True)]


@pytest.mark.parametrize("parts", [1, 2, 3, 4])
@pytest.mark.parametrize("group", GROUPS)
def test_everybody_is_read_whose_cells_label_their_lines(group, parts):
    chance = random.Random(f"{group}{parts}")
    for _ in range(8):
        labels, mark, cells = chance.choice(LABELS), chance.choice(MARKS), _cut(chance, parts)
        truth = {role: dict(zip(FIELDS, PEOPLE[role], strict=True)) for role in group}
        if chance.random() < 0.3:
            del truth[group[0]][chance.choice(("cedula", "correo", "celular"))]
        rows = [
            (chance.choice((*ROLES[role], *MORE[role])), *(
                "\n".join(f"{labels[at]}{mark}{known.get(FIELDS[at], '')}".rstrip() for at in cell) for cell in cells
            ))
            for role, known in truth.items()
        ]  # fmt: skip
        chance.shuffle(rows)
        head = (chance.choice(CORNERS), *(chance.choice(HEADS) for _ in cells))
        rows = [head, *rows] if chance.random() < 0.7 else rows
        rows = [(*row[1:], row[0]) for row in rows] if parts < 4 and chance.random() < 0.3 else rows
        widths = [chance.randint(18, 34) for _ in rows[0]]
        pages = [hoja("Remito los datos:", rows), cuadro([("Cuadro de administradores",), *rows], widths)]
        for page in pages:
            bound = leida(page)
            assert {role: known for role in PEOPLE if (known := datos(bound, role))} == truth, rows
