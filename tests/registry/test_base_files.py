"""The base as a file: what is exported makes the same base again, and a file that contradicts itself leaves nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.reading import Persona
from intake.registry_files import export_rows, import_file
from intake.tablefile import joined, read_table, several, write_table
from registry import base, corrections, revisions
from registry.database import Database, open_database
from tests.support.desks import MORNING

ANA = Persona("Ana María Pérez Díaz", "1712345675", "Analista", "ana@x.gob.ec", "022200200", "1234", "0991234567")
LUIS = Persona("Luis Andrés Mora Paz", "0912345675", "Técnico", "luis@x.gob.ec")
FOREIGN = Persona("=Inés Vega", "P-123456", None, "ines@x.gob.ec")


@pytest.fixture
def empty(tmp_path):
    database = open_database(f"sqlite:///{tmp_path}/otra.db")
    revisions.upgrade(database)
    yield database
    database.close()


def contents(database: Database) -> list[object]:
    """Everything that a file carries from one base to another."""
    with database.read() as tx:
        return [(each.nombre, each.siglas, each.canton, each.cargos_maxima_autoridad, sorted(each.superiores),
                 each.principal, each.backup, each.anteriores, corrections.dated_aliases(tx, each.id))
                for each in base.everything(tx)]  # fmt: skip


def a_base_with_a_past(database: Database) -> None:
    with database.write() as tx:
        key = base.add_institution(
            tx, "Ministerio de Ejemplo", "MEJ", MORNING, canton="Quito", cargos=["MINISTRA", "GERENTE | PRESIDENTE"]
        )
        base.add_alias(tx, key, "MINEJ")
        base.add_alias(tx, key, "Ejemplo | Cultura", date(2012, 5, 1), date(2019, 12, 31))
        base.remember_superior(tx, key, "jefe@x.gob.ec", MORNING)
        base.open_period(tx, key, "principal", FOREIGN, date(2019, 6, 3), MORNING, caso="AIQ-2019-00004")
        base.open_period(tx, key, "principal", ANA, date(2024, 1, 8), MORNING, caso="AIQ-2024-00001")
        base.open_period(tx, key, "principal", LUIS, date(2024, 1, 8), MORNING, caso="AIQ-2024-00002")
        base.add_closed_period(tx, key, "backup", ANA, date(2020, 1, 1), date(2020, 6, 30), MORNING)
        base.open_period(tx, key, "backup", ANA, date(2025, 2, 1), MORNING)
        new = base.add_institution(tx, "Unidad de Modelos y Ejes", "MINEJ", MORNING)
        base.add_alias(tx, new, "UME", None, date(2020, 1, 1))


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_an_export_imported_into_an_empty_base_makes_the_same_base(database, empty, tmp_path, ending):
    a_base_with_a_past(database)
    path = tmp_path / f"base.{ending}"
    with database.read() as tx:
        write_table(path, export_rows(tx))
    reports = import_file(empty, path, MORNING)
    assert {report.problems for report in reports} == {()}
    assert contents(empty) == contents(database)


def test_importing_the_same_file_twice_changes_nothing(database, tmp_path):
    a_base_with_a_past(database)
    before = contents(database)
    with database.read() as tx:
        write_table(tmp_path / "base.csv", export_rows(tx))
    assert {report.problems for report in import_file(database, tmp_path / "base.csv", MORNING)} == {()}
    assert contents(database) == before


HEAD = "siglas,nombre,alias,rol,nombres_apellidos,cedula,desde,hasta\n"


@pytest.mark.parametrize(("rows", "problem"), [
    ("MEJ,Ejemplo,,principal,Ana Pérez,1712345675,2024-01-08,2025-12-31\n"
     "MEJ,Ejemplo,,principal,Luis Mora,0912345675,2025-06-01,", "se traslapa con el período de Ana Pérez"),
    ("MEJ,Ejemplo,,principal,Ana Pérez,1712345675,2024-01-08,\n"
     "MEJ,Ejemplo,,principal,Luis Mora,0912345675,2023-06-01,", "se traslapa con el período de Ana Pérez"),
    ("MEJ,Ejemplo,MINEJ,alias,,,2010-01-01,2012-01-01\nMEJ,Ejemplo,MINEJ,alias,,,2011-01-01,", "otras fechas"),
    ("MEJ,Ejemplo,,principal,Ana Pérez,1712345675,2024-01-08,\n"
     "MEJ,Ejemplo,,principal,Ana Pérez,1712345675,2024-01-08,2025-01-01", "ya consta con otro fin"),
    ("X,Equis,,,,,,\nMEJ,Ejemplo,,principal,Ana Pérez,1712345675,2031-01-01,", "en el futuro"),
    ("X,Equis,,,,,,\nMEJ,Ejemplo,,alias,,,,", "falta el alias"),
])  # fmt: skip
def test_a_row_that_contradicts_another_is_named_and_nothing_is_imported(database, tmp_path, rows, problem):
    (tmp_path / "base.csv").write_text(HEAD + rows + "\n", "utf-8")
    good, bad = import_file(database, tmp_path / "base.csv", MORNING)
    assert good.problems == ()
    assert problem in bad.problems[0]
    assert contents(database) == []


def test_an_alias_known_without_dates_gets_those_of_the_file(database, tmp_path):
    rows = ("MEJ,Ejemplo,MINEJ|Otro,,,,,", "MEJ,Ejemplo,MINEJ,alias,,,,2019-12-31")
    (tmp_path / "base.csv").write_text(HEAD + "\n".join(rows) + "\n", "utf-8")
    assert {report.problems for report in import_file(database, tmp_path / "base.csv", MORNING)} == {()}
    [only] = contents(database)
    assert [(each["alias"], each["hasta"]) for each in only[-1]] == [("MINEJ", date(2019, 12, 31)), ("Otro", None)]


def test_old_siglas_lead_to_the_renamed_institution_and_new_ones_of_the_same_letters_do_not(database, tmp_path):
    with database.write() as tx:
        key = base.add_institution(tx, "Ministerio de Ejemplo", "MEJ", MORNING)
        corrections.rename(tx, key, "Ministerio de Ejemplo y Deporte", "MEJD", date(2026, 3, 11))
    (tmp_path / "base.csv").write_text(
        "siglas,nombre,canton\nMEJ,Ministerio de Ejemplo,Loja\nMEJ,Museo de Ejemplares Jurásicos,Cuenca\n", "utf-8")
    import_file(database, tmp_path / "base.csv", MORNING)
    assert [(each[1], each[2]) for each in contents(database)] == [("MEJ", "Cuenca"), ("MEJD", "Loja")]


def test_a_cell_that_a_spreadsheet_would_calculate_is_written_as_text(tmp_path):
    write_table(tmp_path / "x.csv", [["siglas"], ["=1+1"], ["@SUM(A1)"], ["-2"]])
    assert (tmp_path / "x.csv").read_text("utf-8-sig").split() == ["siglas", "'=1+1", "'@SUM(A1)", "'-2"]


cell = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp")), min_size=1, max_size=12)


@given(cell, st.lists(cell, max_size=4))
@settings(max_examples=60, deadline=None)
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_table_is_read_as_it_was_written(tmp_path_factory, ending, text, parts):
    path: Path = tmp_path_factory.mktemp("tabla") / f"x.{ending}"
    write_table(path, [["siglas", "partes"], [text, joined(parts)]])
    [row] = read_table(path)
    assert (row["siglas"], list(several(row["partes"]))) == (text, parts)
