"""Figures on the terminal and as a page."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from cli_base import Invocation, clean, console, json_option, pass_invocation, print_json, progress
from cli_words import Command

CHARTS = (
    ("casos_por_estado", "Casos por estado"),
    ("abiertos_por_antiguedad", "Abiertos por antigüedad"),
    ("datos_que_faltan", "Datos que faltan o no son válidos"),
    ("correos_por_resultado", "Correos por resultado"),
    ("correos_por_tipo", "Correos por tipo"),
    ("cartas", "Cartas"),
    ("cartas_por_estado", "Cartas por estado"),
)


def _figures(invocation: Invocation) -> dict[str, Any]:
    from registry import figures

    with invocation.store() as (_, db), db.read() as tx:
        return figures.collect(tx, datetime.now(UTC))


@click.command(cls=Command)
@json_option
@pass_invocation
def stats(invocation: Invocation, as_json: bool) -> None:
    """Cifras de la mesa: casos abiertos, tiempos, datos que faltan, correos y cartas."""
    found = _figures(invocation)
    if as_json:
        print_json(found)
        return
    out = console()
    for name, title in CHARTS:
        _chart(out, title, found[name])
    _chart(out, "Días en cada estado (mediana)",
           {state: times["mediana"] for state, times in found["dias_por_paso"].items()})  # fmt: skip


def _chart(out: Any, title: str, values: dict[str, float]) -> None:
    """Bars of one colour, the longest as wide as the terminal leaves room for."""
    from rich.text import Text

    from cases.text import in_figures

    if not values:
        return
    out.print(Text(title, "bold"))
    label = min(32, max(len(name) for name in values))
    room = max(10, min(out.width, 100) - label - 12)
    most = max(values.values()) or 1
    for name, value in values.items():
        bar = "█" * round(room * value / most) or ("▏" if value else "")
        line = Text.assemble(f"  {clean(name)[:label]:<{label}} ", (bar, "cyan"), f" {in_figures(value)}")
        out.print(line, soft_wrap=True)
    out.print()


@click.command(cls=Command)
@click.argument("file", metavar="ARCHIVO.html", type=click.Path(dir_okay=False, path_type=Path))
@pass_invocation
def report(invocation: Invocation, file: Path) -> None:
    """Las mismas cifras como página HTML con gráficos, para abrir o enviar."""
    from intake.reportpage import page

    settings = invocation.settings()
    file.write_text(page(_figures(invocation), settings.desk.name, CHARTS, settings.policy().zona), encoding="utf-8")
    progress(f"Informe en {file}")
