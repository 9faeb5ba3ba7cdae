"""The procedure as people read it says exactly what the program does."""

from pathlib import Path

import pytest

from cases.states import ESTANCIAS, PASOS

PAGE = Path(__file__).parents[2] / "docs" / "procedure.md"
KINDS = ("solicitud_cambio_aiq", "aviso_cambio_backup", "atencion")


def _letters(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def states_table(tipo: str) -> str:
    """The Markdown table of one kind's states."""
    rows = [
        f"| `{estado}` | {stay.turno} | {_letters(stay.cartas) or stay.sin_carta} | {stay.plazo or stay.sin_plazo} "
        f"| {stay.fuente} |"
        for (kind, estado), stay in ESTANCIAS.items()
        if kind == tipo
    ]
    return "\n".join(["| estado | turno | cartas | plazo | fuente |", "|---|---|---|---|---|", *rows])


def moves_table(tipo: str) -> str:
    """The Markdown table of one kind's moves."""
    rows = [
        f"| {f'`{row.de}`' if row.de else '—'} | `{row.a}` | {row.quien} | {row.por} | {_letters(row.cartas) or '—'} "
        f"| {row.fuente} |"
        for row in PASOS
        if row.tipo == tipo
    ]
    return "\n".join(["| de | a | por | qué pasa | cartas | fuente |", "|---|---|---|---|---|---|", *rows])


@pytest.mark.parametrize("tipo", KINDS)
@pytest.mark.parametrize("table", [states_table, moves_table])
def test_the_page_shows_the_tables_of_the_program(tipo, table):
    assert table(tipo) in PAGE.read_text(encoding="utf-8")
