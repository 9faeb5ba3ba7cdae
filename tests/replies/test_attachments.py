"""The follow-up sheet that goes with the access to the training environment."""

from __future__ import annotations

import io

import openpyxl
import pytest

from cases.errors import NotReady
from replies.attachments import Activities, Activity, load_activities, plantilla_seguimiento
from replies.render import examples

CONTEXT = examples("habilitacion")["primera vez"]


def sheet(activities: Activities | None = None, **changes):
    name, data = plantilla_seguimiento(activities or load_activities(), CONTEXT | changes)
    return name, openpyxl.load_workbook(io.BytesIO(data)).active


def table(page) -> list[tuple]:
    rows = list(page.iter_rows(values_only=True))
    return rows[next(i for i, row in enumerate(rows) if row[0] == "Nro.") :]


def test_the_sheet_lists_every_activity_with_room_for_the_answer():
    name, page = sheet()
    header, *rows = table(page)
    assert name == "plantilla-seguimiento-AIQ-2026-00001.xlsx"
    assert header == ("Nro.", "Grupo", "Actividad", "Realizada", "Fecha", "Observación")
    assert [row[2] for row in rows] == [each.texto for each in load_activities().actividades]
    assert [row[0] for row in rows] == list(range(1, len(rows) + 1))
    assert {row[3:] for row in rows} == {(None, None, None)}
    [answers] = page.data_validations.dataValidation
    assert answers.formula1 == '"Sí,No"' and len(list(next(iter(answers.sqref.ranges)).cells)) == len(rows)


def test_the_sheet_names_case_institution_and_person_and_no_number_of_anybody():
    values = {cell for row in sheet()[1].iter_rows(values_only=True) for cell in row if cell}
    assert {"AIQ-2026-00001", "Ministerio de Ejemplo · MEJ", "Ana Pérez Díaz"} <= values


def test_our_list_says_that_it_is_invented():
    assert "INVENTADA" in sheet()[1]["A2"].value


def test_an_operators_list_replaces_ours_and_needs_no_notice(tmp_path):
    path = tmp_path / "lista.toml"
    path.write_text('[[actividad]]\ntexto = "Crear áreas"\n', "utf-8")
    page = sheet(load_activities(path))[1]
    assert [row[2] for row in table(page)[1:]] == ["Crear áreas"]
    assert "INVENTADA" not in str(list(page.iter_rows(values_only=True)))


@pytest.mark.parametrize(
    "text", ["", "aviso = ", "actividad = 3", "[[actividad]]\ngrupo='x'", "[[actividad]]\ntexto=''"]
)
def test_an_unusable_list_is_told_to_the_operator(tmp_path, text):
    path = tmp_path / "lista.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(NotReady, match=r"lista\.toml"):
        load_activities(path)
    with pytest.raises(NotReady, match=r"ausente\.toml"):
        load_activities(tmp_path / "ausente.toml")


@pytest.mark.parametrize("value", ["=HYPERLINK(\"x\")", "+1", "-1", "@SUM(1)", " =1", "|cmd", "=\x001"])
def test_what_looks_like_a_formula_is_only_text(value):
    activities = Activities("", (Activity("=1+1", value),))
    page = sheet(activities, institucion={"nombre": value, "siglas": None}, aiq={"nombres_apellidos": value})[1]
    assert {cell.data_type for row in page.iter_rows() for cell in row} <= {"s", "n"}
    marked = [cell for row in page.iter_rows() for cell in row if cell.value and str(cell.value)[:1] in "=+-@| "]
    assert len(marked) == 4 and all(cell.quotePrefix for cell in marked)


def test_the_same_case_gives_the_same_bytes():
    assert plantilla_seguimiento(load_activities(), CONTEXT) == plantilla_seguimiento(load_activities(), CONTEXT)


def test_a_case_number_cannot_name_another_folder():
    assert sheet(caso="../../x")[0] == "plantilla-seguimiento-x.xlsx"
