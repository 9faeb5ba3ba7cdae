"""Commands that look at cases: queue and show."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli_base import Invocation, clean, console, json_option, local, pass_invocation, print_json, refuse
from cli_next import next_step
from cli_table import Column, table
from cli_words import Command

if TYPE_CHECKING:
    from cases.case import Case
    from cases.policy import Policy

STATES = (
    "recibida", "observada", "en_revision", "en_capacitacion", "en_parametrizacion", "por_registrar", "registrada",
    "rechazada", "caducada", "anulada", "atendida",
)  # fmt: skip
COLOURS = {
    "recibida": "cyan", "observada": "yellow", "en_revision": "bold magenta", "en_capacitacion": "blue",
    "en_parametrizacion": "blue", "por_registrar": "bold cyan", "registrada": "green", "rechazada": "red",
    "caducada": "dim", "anulada": "dim", "atendida": "green",
}  # fmt: skip
# What a trusted server says of a mail's sender.
VOUCHED = {"autenticado": "autenticado", "fallido": "no auténtico", "sin_dato": "sin comprobar"}
# What a term that has ended means for the desk, and what may be done about it.
OVERDUE = {
    "plazo_vencido": "venció el plazo de la plantilla sin informe", "revision_vencida": "venció el plazo de la mesa",
}  # fmt: skip
# The deadlines that a line of history may have counted.
TERMS = {
    "anticipacion": "Puede regir desde el", "recordatorio": "Recordatorio el", "caducidad": "Caduca tras el",
    "revision": "La mesa resuelve hasta", "plazo_parametrizacion": "Plantilla hasta",
}  # fmt: skip
KINDS = {"solicitud_cambio_aiq": "cambio de AIQ", "aviso_cambio_backup": "cambio de backup", "atencion": "atención"}


@click.command(cls=Command)
@click.option("--all", "everything", is_flag=True, help="Todos los casos, no solo los que esperan a la mesa.")
@click.option("--estado", type=click.Choice(STATES), help=f"Solo los de este estado: {', '.join(STATES)}.")
@json_option
@pass_invocation
def queue(invocation: Invocation, everything: bool, estado: str | None, as_json: bool) -> None:
    """Casos que esperan a la mesa, los que llevan más tiempo primero."""
    from intake import views

    with invocation.store() as (settings, db), db.read() as tx:
        cases = views.queue(tx, everything=everything, estado=estado)
    if as_json:
        print_json([views.case_json(case) for case in cases])
        return
    print_queue(cases, settings.policy().zona)


def print_queue(cases: Sequence[Case], zone: tzinfo, most: int | None = None) -> None:
    """The cases as a table, at most so many of them; deadlines as local days."""
    now = datetime.now(zone)
    heads = (Column("Caso"), Column("Estado", "Caso"), Column("Institución y AIQ"),
             Column("Por qué", "Institución y AIQ"), Column("Espera"), Column("Vence", "Espera"))  # fmt: skip
    rows = [_queue_row(case, now) for case in cases[:most]]
    shown = f" (los {len(rows)} primeros)" if len(rows) < len(cases) else ""
    table(f"Casos: {len(cases)}{shown}", heads, rows, empty="No hay casos que esperen a la mesa.")


def _queue_row(case: Case, now: datetime) -> tuple[Any, ...]:
    from rich.text import Text

    from cases.deadlines import deadline

    request = case.solicitud
    person = request.aiq_backup if case.tipo == "aviso_cambio_backup" else request.aiq
    place = request.institucion.siglas or request.institucion.nombre
    who = (person.nombres_apellidos if person else None) or case.asunto
    return (
        Text(case.caso, "bold"),
        Text(case.estado, COLOURS.get(case.estado, "")),
        " · ".join(part for part in (place, who) if part),
        _why(case),
        _age(case.actualizado, now),
        _due(deadline(case), now),
    )


def _why(case: Case) -> str:
    """What the case waits for, in a few words: first what nobody but the institution can give."""
    from cases.requirements import blocking

    problems = sorted(case.solicitud.problemas, key=lambda each: not blocking(each))
    if case.vence_que in OVERDUE:
        return OVERDUE[case.vence_que]
    if case.estado in ("observada", "en_revision", "recibida") and problems:
        first = problems[0].mensaje.rstrip(".")
        return f"{first} (+{len(problems) - 1})" if len(problems) > 1 else first
    waits = {
        "recibida": "por leer", "en_revision": "aprobar o preguntar", "en_capacitacion": "registrar la capacitación",
        "en_parametrizacion": "espera el informe del AIQ", "por_registrar": "registrar al AIQ",
    }  # fmt: skip
    if case.tipo == "atencion" and case.estado == "en_revision":
        return "atender o preguntar"
    return waits.get(case.estado, KINDS.get(case.tipo, ""))


def _age(moment: datetime, now: datetime) -> str:
    seconds = max(0, int((now - moment).total_seconds()))
    if seconds < 5400:
        return f"{seconds // 60} min"
    return f"{seconds // 3600} h" if seconds < 172_800 else f"{seconds // 86_400} d"


def _due(moment: datetime | None, now: datetime) -> Any:
    from rich.text import Text

    if moment is None:
        return ""
    text = f"{moment.astimezone(now.tzinfo):%Y-%m-%d}"
    return Text(text, "bold red" if moment <= now else "")


@click.command(cls=Command)
@click.argument("caso")
@click.option("--html", "html_file", type=click.Path(path_type=Path, dir_okay=False),
              help="Dibuja las páginas con lo leído resaltado.")  # fmt: skip
@json_option
@pass_invocation
def show(invocation: Invocation, caso: str, html_file: Path | None, as_json: bool) -> None:
    """Un caso entero: datos y dónde se leyó cada uno, revisiones, historia, mensajes y cartas."""
    from intake import views
    from registry import case_store

    with invocation.store() as (settings, db):
        with db.read() as tx:
            case = case_store.load(tx, caso.upper())
            if case is None:
                raise refuse(f"No existe el caso {caso}.")
            whole = views.whole_case(tx, case)
        if html_file is not None:
            _draw(settings, db, whole, html_file)
    if as_json:
        print_json(whole)
    else:
        print_case(case, whole, settings.policy())


def _draw(settings: Any, db: Any, whole: dict[str, Any], target: Path) -> None:
    from intake.picture import draw_case
    from intake.privatefile import write_private

    write_private(target, draw_case(settings, db, whole))
    click.echo(f"Páginas con lo leído: {target}", err=True)


def print_case(case: Case, whole: dict[str, Any], policy: Policy) -> None:
    """A whole case for people, its moments by the desk's clock."""
    from rich.text import Text

    from cases.deadlines import deadline
    from cli_card import holds_data, print_findings, print_request, print_steps

    out, zone = console(), policy.zona
    out.print(Text.assemble((case.caso, "bold"), "  ", KINDS.get(case.tipo, case.tipo), "  ",
                            (case.estado, COLOURS.get(case.estado, ""))))  # fmt: skip
    if case.asunto:
        out.print(Text(clean(case.asunto), "italic"))
    out.print(f"Solicita {clean(case.solicitante or '—')} · recibido {local(case.recibido, zone)}"
              + (f" · vence {ends:%Y-%m-%d}" if (ends := deadline(case)) else ""))  # fmt: skip
    if following := next_step(case):
        out.print(f"Sigue: {following}")
    if holds_data(case.solicitud):
        out.print()
        print_request(case.solicitud, {each.campo: each for each in case.correcciones})
    print_findings(case.solicitud.problemas)
    print_steps(case, policy)
    out.print()
    history = [(local(line["cuando"], zone), _step(line), line["quien"], _told(line))
               for line in whole["historia"]]  # fmt: skip
    table("Historia", ("Cuándo", "Estado", "Quién", "Por qué"), history, empty="")
    out.print()
    mails = [(row["id"], local(row["recibido"], zone), row["remitente"], row["asunto"], row["resultado"],
              VOUCHED.get(row["autenticacion"], "")) for row in whole["mensajes"]]  # fmt: skip
    heads = (Column("Id"), Column("Recibido"), Column("De"), Column("Asunto", "De"), Column("Resultado"),
             Column("Remitente", "Resultado"))  # fmt: skip
    table("Correos", heads, mails, empty="Sin correos.")
    if mails:
        out.print(f"El texto de uno: aiq messages show {mails[-1][0]} --text", style="dim")
    out.print()
    letters = [(row["id"], row["carta"], ", ".join(row["para"]), row["estado"], row["error"])
               for row in whole["cartas"]]  # fmt: skip
    table("Cartas", ("Id", "Carta", "Para", "Estado", ""), letters, empty="Sin cartas.")
    for note in case.notas:
        out.print(f"Nota: {clean(note)}")


def _told(line: dict[str, Any]) -> str:
    """The reason of a line, and below it the deadlines counted then: until when and with which holiday table."""
    terms = [f"{TERMS[each['que']]} {each['hasta']} ({_count(each['calendario'])})" for each in line["plazos"]]
    return "\n".join((line["motivo"], *terms))


def _count(version: str | None) -> str:
    return f"calendario {version}" if version else "días calendario"


def _step(line: dict[str, Any]) -> str:
    return line["a"] if line["de"] in (None, line["a"]) else f"{line['de']} → {line['a']}"
