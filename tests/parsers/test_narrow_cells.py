"""Drawn tables with columns narrower than their words: what was cut where a cell ended is read whole, or doubted."""

import random

import pytest

from parsers.files.flow import Cell, Line, Table, lay_out
from tests.parsers.letters import cuadro, datos, leida

PEOPLE = {
    "aiq": {
        "nombres_apellidos": "Verónica Elizabeth Peñafiel Montalvo",
        "cedula": "1712345675",
        "cargo": "Analista de Tecnologías de la Información y Comunicación 2",
        "telefono": "022200200",
        "celular": "0991234567",
    },
    "aiq_saliente": {
        "nombres_apellidos": "SEGUNDO BENJAMÍN ZAMBRANO VILLACRÉS",
        "cedula": "0912345675",
        "cargo": "COORDINADOR GENERAL ADMINISTRATIVO FINANCIERO",
        "telefono": "022200201",
        "celular": "0987654321",
    },
    "aiq_backup": {
        "nombres_apellidos": "Guadalupe Estefanía Rivadeneira Espinosa",
        "cedula": "1710034065",
        "cargo": "Secretaria Ejecutiva de Infraestructura y Mantenimiento",
        "telefono": "022200202",
        "celular": "0998887776",
    },
}  # fmt: skip
HEADINGS = (
    ("Rol", "Nombres y apellidos", "Cédula", "Denominación del puesto", "Teléfono", "Celular"),
    ("Condición", "NOMBRES COMPLETOS", "IDENTIFICACIÓN", "CARGO", "TELÉFONO CONVENCIONAL", "NÚMERO CELULAR"),
    ("Movimiento", "Funcionario", "C.I.", "Puesto institucional", "Convencional", "Teléfono móvil"),
)
ROLES = {"aiq": "Administrador entrante", "aiq_saliente": "SALIENTE", "aiq_backup": "Administrador alterno"}


@pytest.mark.parametrize("fills", [False, True])
@pytest.mark.parametrize("centred", [False, True])
def test_what_a_narrow_cell_cuts_is_whole_again(fills, centred):
    chance = random.Random(f"{fills}{centred}")
    for _ in range(25):
        head = chance.choice(HEADINGS)
        people = chance.sample(sorted(PEOPLE), chance.randint(2, 3))
        rows = [head, *((ROLES[role], *PEOPLE[role].values()) for role in people)]
        widths = [chance.randint(9, 14), chance.randint(8, 13), 10, chance.randint(9, 16), chance.randint(7, 12), 10]
        bound = leida(cuadro(rows, widths, fills=fills, centred=centred))
        for role in people:
            found = datos(bound, role)
            wrong = {name for name, value in PEOPLE[role].items() if found.get(name) != value}
            doubted = {
                problem.campo.split(".")[1] for problem in bound.problems if problem.campo.startswith(f"{role}.")
            }
            assert wrong <= doubted and wrong <= {"cargo", "nombres_apellidos"}, (rows, widths, found)


@pytest.mark.parametrize(
    "cargo", ["Guardia municipal", "Asesor jurídico institucional", "JEFE DE TALENTO HUMANO", "Técnico A"]
)
def test_words_that_a_cell_only_wraps_stay_apart(cargo):
    for width in range(8, 30):
        for centred in (False, True):
            rows = [("Nombres y apellidos", "Cédula", "Cargo"), ("Ana Paz Mora", "1712345675", cargo)]
            bound = leida(
                "Datos del nuevo AIQ", cuadro(rows, [20, 10, max(width, *map(len, cargo.split()))], centred=centred)
            )
            assert datos(bound)["cargo"] == cargo, width


def test_rows_over_the_whole_width_of_a_table_are_nobodys_value():
    head, ana = ("Nombres", "Cédula", "Cargo", "Correo"), ("Ana Paz Mora", "1712345675", "Técnica", "")
    over = [(Cell(text, span=4),) for text in ("Institución: Instituto de Pruebas (IPX)", "DATOS DEL PERSONAL")]
    rows = [*over, *(tuple(map(Cell, row)) for row in (head, ana)), (Cell("Fuente: Unidad de Talento Humano", span=4),)]
    bound = leida(lay_out([Line("Remito los datos del nuevo AIQ:"), Table(tuple(rows))]))
    assert bound.institution.nombre == "Instituto de Pruebas" and bound.institution.siglas == "IPX"
    assert datos(bound) == {"nombres_apellidos": "Ana Paz Mora", "cedula": "1712345675", "cargo": "Técnica"}
