"""Commands on the record of who did what, and on the calendar."""

from __future__ import annotations

import re
import sys
from datetime import datetime, timedelta
from pathlib import Path

import click

from cli_base import REFUSED, Invocation, as_json_text, json_option, pass_invocation, print_json, progress
from cli_table import table
from cli_words import Group

WEEKDAYS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")


@click.group(cls=Group)
def audit() -> None:
    """El registro de quién hizo qué, encadenado para que nada se altere sin que se note."""


@audit.command()
@click.option("--hash", "kept", metavar="HASH",
              help="El último hash de una comprobación anterior: prueba que desde entonces nada se cortó.")  # fmt: skip
@json_option
@pass_invocation
def verify(invocation: Invocation, kept: str | None, as_json: bool) -> None:
    """Comprueba la cadena entera; sale con 1 si algo no cuadra.

    Quien corta asientos al final deja una cadena íntegra más corta. Anote en otro lugar el último hash que esta orden
    imprime y délo la próxima vez con --hash."""
    from registry import audit as store

    if kept is not None and not re.fullmatch(r"[0-9a-f]{64}", kept := kept.strip().lower()):
        raise click.BadParameter("se esperan los 64 dígitos que imprime «aiq audit verify»", param_hint="--hash")
    with invocation.store() as (_, db), db.read() as tx:
        verdict = store.verify(tx, kept)
    if as_json:
        print_json({"asientos": verdict.asientos, "integro": verdict.holds, "primer_fallo": verdict.primer_fallo,
                    "ultimo_hash": verdict.ultimo_hash, "conserva_hash": verdict.conserva})  # fmt: skip
    elif verdict.primer_fallo is not None:
        click.echo(f"La cadena se rompe en el asiento {verdict.primer_fallo}.", err=True)
    elif verdict.conserva is False:
        click.echo("Falta el asiento de ese hash: se cortaron asientos, o la cadena se rehízo.", err=True)
    else:
        since = " Conserva el asiento del hash dado." if verdict.conserva else ""
        click.echo(f"{verdict.asientos} asientos, la cadena está íntegra.{since} Último: {verdict.ultimo_hash}")
    if not verdict.holds:
        sys.exit(REFUSED)


@audit.command()
@click.option("--caso", help="Solo los asientos de este caso.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Archivo (por defecto, la salida).")
@pass_invocation
def export(invocation: Invocation, caso: str | None, out: Path | None) -> None:
    """Escribe los asientos como líneas JSON."""
    from cases.reading import to_plain
    from registry import audit as store

    with invocation.store() as (_, db), db.read() as tx:
        lines = [
            as_json_text({**to_plain(entry), "detalle": entry.detalle})
            for entry in store.entries(tx, caso.upper() if caso else None)
        ]
    text = "".join(f"{line}\n" for line in lines)
    if out is None:
        click.echo(text, nl=False)
    else:
        from intake.privatefile import write_private

        write_private(out, text)
        progress(f"{len(lines)} asientos en {out}")


@click.group(cls=Group)
def calendar() -> None:
    """El calendario de días laborables."""


@calendar.command()
@click.option("--canton", help="Cantón de la institución, además de Quito.")
@json_option
@pass_invocation
def check(invocation: Invocation, canton: str | None, as_json: bool) -> None:
    """Muestra los próximos días de descanso y avisa si la tabla se acaba."""
    from intake.desk import load_calendar

    settings = invocation.settings()
    table_of_days = load_calendar(settings.procedure.feriados)
    today = datetime.now(settings.policy().zona).date()
    ahead = (today + timedelta(days=count) for count in range(366))
    covered = (day for day in ahead if day.year in table_of_days.anios and day.weekday() < 5)
    rest = [day for day in covered if not table_of_days.is_working(day, canton)]
    warnings = table_of_days.warnings(today)
    if as_json:
        days = [day.isoformat() for day in rest]
        print_json({"version": table_of_days.version, "descansos": days, "avisos": list(warnings)})
        return
    rows = [(day.isoformat(), WEEKDAYS[day.weekday()]) for day in rest]
    table(f"Calendario {table_of_days.version}", ("Descanso", "Día"), rows, empty="Sin descansos a la vista.")
    for warning in warnings:
        click.echo(f"Aviso: {warning}")
