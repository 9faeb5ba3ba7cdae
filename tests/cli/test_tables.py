"""Tables for people: no cell is broken into single words, whatever the width, and data cannot play with the terminal."""

from __future__ import annotations

import pytest

from cli_table import Column, table

HEADS = (Column("Caso"), Column("Estado", "Caso"), Column("Asunto"), Column("De", "Asunto"), Column("Nada"))
ROWS = [
    ("AIQ-2026-00001", "en_revision", "Solicitud de cambio de AIQ del Ministerio de Ejemplo", "ana.perez@ejemplo.gob.ec", ""),
    ("AIQ-2026-00002", "observada", "", "jefe@ejemplo.gob.ec", None),
]


def drawn(capsys, width, monkeypatch, rows=ROWS, heads=HEADS):
    monkeypatch.setenv("COLUMNS", str(width))
    table("Casos: 2", heads, rows, empty="No hay casos.")
    return [line.rstrip() for line in capsys.readouterr().out.splitlines()]


def test_a_wide_terminal_shows_one_line_a_row(capsys, monkeypatch):
    lines = drawn(capsys, 140, monkeypatch)
    assert lines[0] == "Casos: 2"
    assert lines[1].split() == ["Caso", "Estado", "Asunto", "De"]
    assert len(lines) == 5


def test_a_narrow_one_puts_cells_below_one_another_and_breaks_no_number(capsys, monkeypatch):
    lines = drawn(capsys, 60, monkeypatch)
    assert lines[1].split() == ["Caso", "Asunto"]
    assert lines[2].split() == ["Estado", "De"]
    assert any(line.startswith("AIQ-2026-00001  ") for line in lines)
    assert any(line.startswith("en_revision") for line in lines)
    assert all(len(line) <= 60 for line in lines)


@pytest.mark.parametrize(
    ("value", "lines"),
    [
        ("maria.fernanda.guadalupe@agua-ejemplo.gob.ec", ["maria.fernanda.guadalupe@", "agua-ejemplo.gob.ec"]),
        ("ana.perez@ministerio.gob.ec (por revisar)", ["ana.perez@ministerio.gob.ec", "(por revisar)"]),
        ("EPMAPASAC-GG-DTIC-2026-00123-OF", ["EPMAPASAC-GG-DTIC-2026-00123-", "OF"]),
        ("x" * 35, ["x" * 30, "x" * 5]),
    ],
)
def test_an_address_or_number_wider_than_its_column_breaks_at_a_joint(capsys, monkeypatch, value, lines):
    rows = [("Cédula", value, "oficio.pdf")]
    out = drawn(capsys, 50, monkeypatch, rows, (Column("Dato"), Column("Valor"), Column("Leído en")))
    assert [line[8:38].rstrip() for line in out[3:]] == lines


def test_a_cell_that_is_missing_leaves_no_empty_line(capsys, monkeypatch):
    lines = drawn(capsys, 60, monkeypatch)
    assert lines[-2] == "AIQ-2026-00002  jefe@ejemplo.gob.ec"
    assert lines[-1] == "observada"


def test_without_rows_a_sentence_says_so(capsys, monkeypatch):
    assert drawn(capsys, 80, monkeypatch, rows=[]) == ["No hay casos."]


@pytest.mark.parametrize("trick", ["\x1b[2Jborrado", "uno\u202eodal", "a\rb", "\x07campana", "[bold]no[/bold]"])
def test_data_cannot_play_with_the_terminal(capsys, monkeypatch, trick):
    out = "\n".join(drawn(capsys, 80, monkeypatch, rows=[(trick,)], heads=("Asunto",)))
    assert not set(out) & {"\x1b", "\u202e", "\r", "\x07"}
    assert ("[bold]" in out) == ("[bold]" in trick)
