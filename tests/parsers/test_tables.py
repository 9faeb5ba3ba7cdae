"""Drawn tables of one to three people: rows or columns, numbered or not, roles in every place and in every name."""

import random

import pytest

from tests.parsers.letters import cuadro, datos, hoja, leida
from tests.parsers.test_several_in_a_line import DATA, SPELLINGS

FIELDS = tuple(DATA)
PEOPLE = {
    "aiq": tuple(DATA.values()),
    "aiq_saliente": ("Luis Alberto Paz Vera", "0912345675", "Jefe de Sistemas", "luis.paz@ipx.gob.ec", "022200201", "1200",
                     "0987654321"),
    "aiq_backup": ("Eva Mera Sol", "1710034065", "Especialista de Gestión Documental y Archivo", "eva.mera@ipx.gob.ec",
                   "022200202", "1300", "0998887776"),
}  # fmt: skip
ROLES = {
    "aiq": ("Nuevo AIQ", "AIQ entrante", "Entrante", "Nuevo administrador", "Principal (nuevo)", "Ingresa", "Alta", "Designado"),
    "aiq_saliente": ("AIQ saliente", "Saliente", "Administrador anterior", "AIQ actual", "Sale", "Baja", "AIQ que sale"),
    "aiq_backup": ("Backup", "AIQ backup", "Respaldo", "AIQ de respaldo", "Suplente", "Administrador de respaldo", "Alterno"),
}  # fmt: skip
GROUPS = (("aiq",), ("aiq_saliente", "aiq"), ("aiq", "aiq_backup"), ("aiq_saliente", "aiq", "aiq_backup"))
CORNERS = ("Rol", "AIQ", "Tipo", "", "Calidad", "Administrador", "Perfil", "Condición")

Rows = list[tuple[str, ...]]


def _in_rows(labels: list[str], people: dict[str, list[str]], corner: str) -> list[str | Rows]:
    if len(people) == 1:
        return [[tuple(labels), *(tuple(values) for values in people.values())]]
    return [[(corner, *labels), *((role, *values) for role, values in people.items())]]


def _role_at_the_end(labels: list[str], people: dict[str, list[str]], corner: str) -> list[str | Rows]:
    return [[(*labels, corner or "Rol"), *((*values, role) for role, values in people.items())]]


def _numbered_rows(labels: list[str], people: dict[str, list[str]], corner: str) -> list[str | Rows]:
    rows = [(str(at), role, *values) for at, (role, values) in enumerate(people.items(), 1)]
    return [[("Nro.", corner, *labels), *rows]]


def _in_columns(labels: list[str], people: dict[str, list[str]], corner: str) -> list[str | Rows]:
    return [[(corner, *people), *zip(labels, *people.values(), strict=True)]]


def _numbered_columns(labels: list[str], people: dict[str, list[str]], corner: str) -> list[str | Rows]:
    rows = [(str(at), *row) for at, row in enumerate(zip(labels, *people.values(), strict=True), 1)]
    return [[("N°", corner, *people), *rows]]


def _in_blocks(labels: list[str], people: dict[str, list[str]], corner: str) -> list[str | Rows]:
    rows: Rows = []
    for role, values in people.items():
        rows += [(role.upper(),), *zip(labels, values, strict=True)]
    return [rows]


def _under_titles(labels: list[str], people: dict[str, list[str]], corner: str) -> list[str | Rows]:
    blocks: list[str | Rows] = []
    for role, values in people.items():
        blocks += [f"Datos: {role}", list(zip(labels, values, strict=True))]
    return blocks


LAYOUTS = (_in_rows, _role_at_the_end, _numbered_rows, _in_columns, _numbered_columns, _in_blocks, _under_titles)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("group", GROUPS)
def test_everybody_of_a_table_is_read(layout, group):
    chance = random.Random(f"{layout.__name__}{group}")
    for _ in range(12):
        order = chance.sample(range(len(FIELDS)), len(FIELDS))
        labels = [chance.choice(SPELLINGS)[at] for at in order]
        people = {chance.choice(ROLES[role]): [PEOPLE[role][at] for at in order] for role in group}
        blocks = layout(labels, people, chance.choice(CORNERS))
        bound = leida(hoja("Para el efecto, remito los datos:", *blocks))
        for role in PEOPLE:
            truth = dict(zip(FIELDS, PEOPLE[role], strict=True)) if role in group else {}
            assert datos(bound, role) == truth, blocks


TWO = """Datos del nuevo AIQ:
Nombres y apellidos: Rosa Elena Paz Mora
Cédula: 1712345675
Cargo: Asistente de TIC
Correo: rosa.paz@ipx.gob.ec
{between}
Nombres y apellidos: Luis Alberto Mora Díaz
Cédula: 0912345675
Cargo: Jefe de Sistemas
Correo: luis.mora@ipx.gob.ec"""


@pytest.mark.parametrize(("between", "doubted"), [("Ficha B", True), ("", True), ("AIQ saliente:", False)])
def test_somebody_else_of_whom_nothing_tells_who_it_is_makes_the_new_one_doubtful(between, doubted):
    problems = leida(TWO.format(between=between)).problems
    assert any(problem.campo == "aiq" and problem.codigo == "dudoso" for problem in problems) == doubted


@pytest.mark.parametrize("mark", ["\n", ": ", " - ", " – "])
def test_people_whom_the_heads_of_their_columns_name_are_read(mark):
    chance = random.Random(mark)
    for _ in range(20):
        group = chance.choice([group for group in GROUPS if len(group) > 1])
        order = chance.sample(range(1, len(FIELDS)), len(FIELDS) - 1)
        labels = [chance.choice(SPELLINGS)[at] for at in order]
        heads = [f"{chance.choice(ROLES[role])}{mark}{PEOPLE[role][0]}" for role in group]
        rows = zip(labels, *([PEOPLE[role][at] for at in order] for role in group), strict=True)
        bound = leida(hoja("Para el efecto, remito los datos:", [("", *heads), *rows]))
        for role in PEOPLE:
            assert datos(bound, role) == (dict(zip(FIELDS, PEOPLE[role], strict=True)) if role in group else {}), heads


def test_a_label_between_two_people_may_be_wrapped():
    labels = ("Nombres y apellidos", "Cédula", "Cargo", "Correo", "Teléfono (con su\nextensión)", "Celular")
    values = {
        role: (known[0], known[1], known[2], known[3], f"{known[4]} ext. {known[5]}", known[6])
        for role, known in PEOPLE.items()
    }
    rows = zip(values["aiq"], labels, values["aiq_backup"], strict=True)
    bound = leida(hoja([("Entra (nuevo AIQ)", "Concepto", "AIQ de respaldo"), *rows]))
    assert [datos(bound, role) for role in ("aiq", "aiq_backup")] == [
        dict(zip(FIELDS, PEOPLE[role], strict=True)) for role in ("aiq", "aiq_backup")
    ]


def test_a_row_that_heads_the_columns_owns_nobody_s_data():
    people = (("ADMINISTRADOR CESANTE", "Ana Paz Ruiz", "1712345675"), ("NUEVO ADMINISTRADOR AIQ", "Luis Mora Díaz", "0102030400"))
    rows = [(who, label, value) for who, name, number in people
            for label, value in (("Nombres y apellidos", name), ("Cédula", number), ("Cargo", "Analista de Redes"))]  # fmt: skip
    bound = leida(cuadro([("Administrador", "Dato", "Información"), *rows], (14, 20, 30)))
    assert datos(bound)["cedula"] == "0102030400"
    assert datos(bound, "aiq_saliente")["cedula"] == "1712345675"
