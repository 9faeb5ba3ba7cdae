"""Whatever is asked wrongly is answered in one clear line with the right exit code, never with a traceback."""

from __future__ import annotations

import pytest

from tests.support.command import Aiq


@pytest.fixture(scope="module")
def aiq(tmp_path_factory):
    """The program on an empty database, with files beside it that are not what they seem."""
    folder = tmp_path_factory.mktemp("mesa")
    (folder / "aiq.toml").write_text(f'[database]\nurl = "sqlite:///{folder}/aiq.db"\n[archive]\nurl = "{folder}/a"\n')
    (folder / "mala.toml").write_text('[mailbox]\nport = "x"\nnada = 1\n[otra]\na = 1\n')
    (folder / "rota.toml").write_text("esto no es = = toml")
    (folder / "tabla.csv").write_text("basura")
    program = Aiq(folder / "aiq.toml")
    program.ok("db", "upgrade")
    return program, folder


NOT_THERE = "no existe esa carpeta o archivo"
ENGLISH = ("No such", "Is a dir", "refused", "should be", "valid", " or ", "line", "sqlalche", "Errno")


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ("show ../../etc/passwd", 1, "No existe el caso"),
        ("training --asistencia {}/tabla.csv", 1, "no tiene la columna «cedula»"),
        ("registry import {}/tabla.csv", 1, "no tiene la columna «siglas»"),
        ("registry export {}/no/hay.csv", 1, NOT_THERE),
        ("registry export {}/no/hay.xlsx", 1, NOT_THERE),
        ("report {}/no/hay.html", 1, NOT_THERE),
        ("audit export --out {}/no/hay", 1, NOT_THERE),
        ("demo --keep {}", 3, "tiene otras cosas"),
        ("demo --keep /proc/no", 1, NOT_THERE),
        ("trust list", 3, "[reading] trust no dice"),
        ("messages show 99999999999999999999999", 2, "fuera del rango"),
        ("respaldos generate 1 --from {}/no", 2, "No existe «"),
        ("run --once", 3, "No se puede por ahora"),
        ("training AIQ-2026-00001", 2, "--asistencia ARCHIVO"),
        ("queue --config {}/aiq.toml", 2, "--config va antes de la orden"),
        ("parse {}/no.eml", 1, NOT_THERE),
        ("parse {}", 1, "es una carpeta"),
        ("parse {0}/tabla.csv {0}/tabla.csv --html {0}/x.html", 2, "un solo archivo"),
        ("run --once", 3, "nadie atiende en ese puerto"),
    ],
)
def test_wrong_words_are_told_in_one_line(aiq, words, code, told):
    program, folder = aiq
    ran = program.run(*words.format(folder).split())
    assert (ran.code, ran.out) == (code, "")
    assert told in ran.err.splitlines()[-1]
    assert "Traceback" not in ran.err
    assert "Error del programa" not in ran.err


WRONG = """
nada = 1
[mailbox]
host = 5
security = "quizás"
fetch_batch = 1.5
[smtp]
port = 99999
security = "none"
host = "smtp.lejos.ec"
[desk]
timezone = "America/Kito"
phone = 22
trusted_authserv_ids = 7
[procedure]
hora_corte = "25:99"
feriados = 3
[archive]
url = "ftp://x"
access_key = "a"
[[respaldos.picos]]
desde = "mañana"
hasta = 2026-01-01
"""


def test_each_wrong_setting_is_told_in_spanish_and_none_hides_another(tmp_path):
    (tmp_path / "mala.toml").write_text(WRONG, "utf-8")
    ran = Aiq(tmp_path / "mala.toml").run("queue")
    places = [line.removeprefix("No está listo: ").partition(":")[0] for line in ran.err.splitlines()]
    assert (ran.code, places) == (3, [
        "[archive] url", "[archive] secret_key_file", "[mailbox] host", "[mailbox] security", "[mailbox] fetch_batch",
        "[smtp] port", "[smtp] allow_insecure", "[desk] timezone", "[desk] trusted_authserv_ids", "[desk] phone",
        "[procedure] hora_corte", "[procedure] feriados", "[respaldos] picos 0 desde", "[respaldos] picos 0 motivo",
        "[nada]",
    ])  # fmt: skip
    assert [word for word in ENGLISH if word in ran.err.replace("no es válid", "")] == []


def test_all_wrong_settings_are_told_at_once(aiq):
    ran = Aiq(aiq[1] / "mala.toml").run("queue")
    assert ran.code == 3
    assert len(ran.err.splitlines()) == 3
    broken = Aiq(aiq[1] / "rota.toml").run("queue")
    assert (broken.code, "revise la línea 1, columna" in broken.err) == (3, True)
    assert "no se puede leer" in Aiq(aiq[1] / "falta.toml").run("queue").err


@pytest.mark.parametrize("url", ["nada", "nada://x/y", "mysql://127.0.0.1:1/x", "postgresql+psycopg://127.0.0.1:1/x"])
def test_a_database_that_cannot_be_is_no_fault_of_the_program(url):
    ran = Aiq(None, AIQ_DATABASE__URL=url).run("queue")
    assert ran.code == 3
    assert len(ran.err.strip().splitlines()) == 1


def test_a_file_that_is_no_database_is_told_without_the_librarys_words(aiq):
    ran = Aiq(None, AIQ_DATABASE__URL=f"sqlite:///{aiq[1]}/tabla.csv").run("queue")
    assert (ran.code, ran.err) == (3, "No está listo: no se puede abrir la base de datos: el archivo no es una base de datos\n")
