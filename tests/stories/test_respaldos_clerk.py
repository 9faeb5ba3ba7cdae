"""Respaldos by the command line alone: from the request to the archive, and the «Notas importantes» of the guide."""

import csv
import io
import json
import os
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import click
import openpyxl
import pytest
from click.testing import CliRunner

import cli_respaldos_work as work
from cases.errors import Refused
from cli import aiq
from cli_base import Invocation
from intake.respaldos_import import import_file
from intake.respaldos_new import admissible
from registry import respaldos as store
from tests.conftest import missing

SERVANT = [
    "--cedula", "1712345675", "--apellido", "Paredes", "--nombre", "Lucía", "--titulo", "Sra. Mgs.",
    "--institucion", "Instituto de Ejemplo", "--area", "Provisión", "--puesto", "Especialista",
    "--correo", "lucia.paredes@ejemplo.gob.ec", "--desde", "2025-01-01", "--hasta", "2026-03-31",
]  # fmt: skip
LEAVING = [*SERVANT, "--desvinculacion"]


@pytest.fixture
def run(tmp_path, sqlite_url):
    """A function: words of a command → its output, JSON where --json is among them; Refused is raised."""
    config = tmp_path / "aiq.toml"
    config.write_text(
        f'[database]\nurl = "{sqlite_url}"\n[archive]\nurl = "{tmp_path / "archivo"}"\n'
        f'[respaldos]\nfolder = "{tmp_path / "web"}"\nparte_mb = 1\ndiarios = 1\nurl = "https://x.gob.ec"\n'
    )

    def invoke(*words):
        made = CliRunner().invoke(aiq, ["--config", str(config), *map(str, words)], standalone_mode=False)
        if made.exception is not None:
            raise made.exception
        return json.loads(made.stdout) if "--json" in words else made.stdout

    return invoke


@pytest.fixture
def documents(tmp_path) -> Path:
    folder = tmp_path / "documentos"
    folder.mkdir()
    for n in range(25):
        (folder / f"INE-DP-2025-{n:04d}-O.pdf").write_bytes(os.urandom(100_000))
    return folder


def test_from_the_request_to_parts_that_info_zip_joins(run, documents, tmp_path):
    if not (shutil.which("zip") and shutil.which("unzip")):
        missing("Info-ZIP")
    run("respaldos", "new", "--numero", "45346", *LEAVING, "--documentos", "25")
    approved = run("respaldos", "approve", "45346", "--json")
    assert approved["estado"] == "aprobada" and approved["ejecucion"]
    made = run("respaldos", "generate", "45346", "--from", documents, "--json")
    assert (made["estado"], made["estado_respaldo"], made["documentos"]) == ("atendida", "generado", 25)
    (folder,) = (tmp_path / "web").iterdir()
    assert made["enlace"] == f"https://x.gob.ec/{folder.name}/" and len(made["partes"]) == 3
    subprocess.run(
        ["zip", "-q", "-s", "0", "respaldo_45346.zip", "--out", "respaldo_45346_unificado.zip"], cwd=folder, check=True
    )
    subprocess.run(["unzip", "-tq", "respaldo_45346_unificado.zip"], cwd=folder, check=True, capture_output=True)
    with zipfile.ZipFile(folder / "respaldo_45346_unificado.zip") as whole:
        first = documents / "INE-DP-2025-0000-O.pdf"
        assert whole.read(first.name) == first.read_bytes()
    assert [letter["carta"] for letter in run("outbox", "list", "--json")] == ["respaldo_generado"]


def test_one_request_for_each_user_and_cargo(run):
    run("respaldos", "new", "--numero", "1", *LEAVING)
    with pytest.raises(Refused, match="mismo usuario y puesto"):
        run("respaldos", "new", "--numero", "2", *LEAVING)
    other = [word if word != "Especialista" else "Directora" for word in LEAVING]
    assert run("respaldos", "new", "--numero", "2", *other, "--json")["estado"] == "enviada"


def test_a_respaldo_is_not_periodic_a_second_one_is_worth_a_look(run, documents):
    run("respaldos", "new", "--numero", "1", *LEAVING, "--approve")
    run("respaldos", "generate", "1", "--from", documents)
    with work.opened(Invocation(documents.parent / "aiq.toml")) as desk, desk.db.read() as tx:
        again = replace(store.needed(tx, "1"), numero="2")
        problems, warnings = admissible(desk, tx, again, date(2026, 4, 1))
        other, none = admissible(desk, tx, replace(again, puesto="Directora"), date(2026, 4, 1))
    assert problems == other == none == []
    (warning,) = warnings
    assert "ya se generó la 1 del mismo usuario y puesto: no es periódico" in warning


def test_only_who_is_leaving_and_only_from_21_documents(run):
    with pytest.raises(Refused, match="proceso de desvinculación"):
        run("respaldos", "new", *SERVANT)
    with pytest.raises(Refused, match="descarga se hace manualmente"):
        run("respaldos", "new", *LEAVING, "--documentos", "20")
    assert run("respaldos", "new", *LEAVING, "--documentos", "21", "--json")["numero"].startswith("RESP-")


def test_a_full_day_passes_the_next_request_on_and_the_calendar_shows_the_load(run):
    days = []
    for n in range(3):
        servant = [word if word != "Especialista" else f"Especialista {n}" for word in LEAVING]
        days.append(run("respaldos", "new", "--numero", n, *servant, "--approve", "--json")["ejecucion"])
    assert days[0] < days[1] and days[2] < days[0]
    load = {row["dia"]: row["respaldos"] for row in run("respaldos", "calendar", "--json")}
    assert [load[day] for day in days] == [1, 1, 1]
    with pytest.raises(Refused, match="ya tiene 1"):
        run("respaldos", "reschedule", "0", days[1])
    moved = run("respaldos", "reschedule", "0", days[1], "--forzar", "--comentario", "Pedido del área", "--json")
    assert moved["ejecucion"] == days[1]
    line = run("respaldos", "show", "0", "--json")["recorrido"][0]
    assert line["comentario"] == f"Se cambia fecha de ejecución de respaldo a: {days[1]}. Pedido del área"
    assert line["calendario"] in run("respaldos", "show", "0")
    assert "█" in run("respaldos", "calendar")


def test_what_staff_stops_rejects_or_deletes_has_a_reason_and_is_told(run):
    run("respaldos", "new", "--numero", "1", *LEAVING, "--approve")
    run("respaldos", "stop", "1", "--comentario", "Faltan documentos.")
    assert run("respaldos", "show", "1", "--json")["puede"] == ["calendarizada", "inactivada", "eliminada"]
    with pytest.raises(Refused, match="Detenida"):
        run("respaldos", "reject", "1", "--comentario", "x")
    run("respaldos", "delete", "1", "--comentario", "Pedida por error.")
    assert [letter["carta"] for letter in run("outbox", "list", "--json")] == ["respaldo_estado"] * 2


@pytest.mark.parametrize("order", ["reject", "stop", "delete", "remove-file"])
def test_an_order_without_its_reason_is_a_wrong_use_and_changes_nothing(run, order):
    run("respaldos", "new", "--numero", "1", *LEAVING, "--approve")
    with pytest.raises(click.MissingParameter, match="comentario"):
        run("respaldos", order, "1")
    assert run("respaldos", "show", "1", "--json")["estado"] == "aprobada"


EXPORT = [
    ["Solic.", "Fecha Solic.", "Solicitante", "Apellido", "Cédula", "Institución", "Área", "Puesto", "Perfil",
     "Fecha Desde", "Fecha Hasta", "Estado Solic.", "Cant."],
    ["45346", "2026-02-08 16:55:50 (GMT-5)", "Lucía", "Paredes", "1712345675", "Instituto de Ejemplo", "Provisión",
     "Especialista", "Normal", "2025-12-08 (GMT-5)", "2026-02-08 (GMT-5)", "Aprobada", "35"],
    ["37821", "2025-10-21 23:01:17 (GMT-5)", "Lucía", "", "", "", "", "", "Normal", "2025-06-01 (GMT-5)",
     "2025-10-21 (GMT-5)", "Eliminada", "79"],
]  # fmt: skip


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_an_export_of_quipux_comes_in_whole_and_is_listed_as_the_guide_shows_it(run, tmp_path, ending):
    file = tmp_path / f"solicitudes.{ending}"
    if ending == "csv":
        file.write_text("\n".join(";".join(row) for row in EXPORT), "latin-1")
    else:
        book = openpyxl.Workbook()
        for row in EXPORT:
            book.active.append(row)
        book.save(file)
    report = run("respaldos", "import", file, "--desvinculacion", "--json")
    assert [row["resultado"] for row in report] == ["nueva", "nueva"]
    listed = list(csv.reader(io.StringIO(run("respaldos", "list", "--csv"))))
    assert listed[1:] == [
        ["45346", "2026-02-08 16:55:50 (GMT-5)", "Lucía Paredes", "Normal", "2025-12-08", "2026-02-08", "Aprobada", "35"],
        ["37821", "2025-10-21 23:01:17 (GMT-5)", "Lucía", "Normal", "2025-06-01", "2025-10-21", "Eliminada", "79"],
    ]
    again = run("respaldos", "import", file, "--json")
    assert [row["resultado"] for row in again] == ["conocida", "conocida"]
    assert "Página 1/2" in run("respaldos", "list", "--size", "1")
    found = run("respaldos", "list", "--desde", "2026-02-08", "--hasta", "2026-02-08", "--json")
    assert [row["numero"] for row in found] == ["45346"]


def test_one_wrong_row_and_nothing_of_the_file_comes_in(run, tmp_path):
    file = tmp_path / "solicitudes.csv"
    wrong = [*EXPORT[1][:9], "ayer", *EXPORT[1][10:]]
    file.write_text("\n".join(",".join(row) for row in (EXPORT[0], EXPORT[2], wrong)))
    with pytest.raises(Exception, match="No se importó nada: 1"):
        run("respaldos", "import", file, "--desvinculacion")
    assert run("respaldos", "list", "--json") == []


def test_a_row_without_its_number_is_told_everything_else_too(run, tmp_path):
    file = tmp_path / "solicitudes.csv"
    file.write_text("\n".join(",".join(row) for row in (EXPORT[0], ["", *EXPORT[1][1:9], "ayer", *EXPORT[1][10:]])))
    with work.opened(Invocation(tmp_path / "aiq.toml")) as desk:
        (row,) = import_file(desk, file, work.acto(desk, "maria"))
    assert (row.fila, row.resultado) == (2, "rechazada")
    assert row.problemas == ("falta el número de solicitud", "no se entiende la fecha «ayer» (desde)")
