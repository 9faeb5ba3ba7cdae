"""Commands that look at cases: queue and show."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli_base import Invocation, clean, console, json_option, pass_invocation, print_json, refuse, table

if TYPE_CHECKING:
    from cases.case import Case

STATES = (
    "recibida", "observada", "en_revision", "en_capacitacion", "en_parametrizacion", "por_registrar", "registrada",
    "rechazada", "caducada", "anulada", "atendida",
)  # fmt: skip
COLOURS = {
    "recibida": "cyan", "observada": "yellow", "en_revision": "bold magenta", "en_capacitacion": "blue",
    "en_parametrizacion": "blue", "por_registrar": "bold cyan", "registrada": "green", "rechazada": "red",
    "caducada": "bright_black", "anulada": "bright_black", "atendida": "green",
}  # fmt: skip
KINDS = {"solicitud_cambio_aiq": "cambio de AIQ", "aviso_cambio_backup": "cambio de backup", "atencion": "atención"}


@click.command()
@click.option("--all", "everything", is_flag=True, help="Todos los casos, no solo los que esperan a la mesa.")
@click.option("--estado", type=click.Choice(STATES), help="Solo los de este estado.")
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
    zone = settings.policy().zona
    now = datetime.now(zone)
    rows = [_queue_row(case, now) for case in cases]
    heads = ("Caso", "Estado", "Institución y AIQ", "Por qué", "Espera", "Vence")
    table(f"{len(cases)} casos", heads, rows, empty="No hay casos que esperen a la mesa.")


def _queue_row(case: Case, now: datetime) -> tuple[Any, ...]:
    from rich.text import Text

    from cases.deadlines import deadline

    request = case.solicitud
    person = request.aiq_backup if case.tipo == "aviso_cambio_backup" else request.aiq
    place = request.institucion.siglas or request.institucion.nombre or "¿institución?"
    who = (person.nombres_apellidos if person else None) or case.asunto or ""
    return (
        case.caso,
        Text(case.estado, COLOURS.get(case.estado, "")),
        f"{place}: {who}",
        _why(case),
        _age(case.actualizado, now),
        _due(deadline(case), now),
    )


def _why(case: Case) -> str:
    """What the case waits for, in a few words."""
    problems = case.solicitud.problemas
    if case.estado in ("observada", "en_revision", "recibida") and problems:
        first = problems[0].mensaje.rstrip(".")
        return f"{first} (+{len(problems) - 1})" if len(problems) > 1 else first
    waits = {
        "recibida": "por leer", "en_revision": "aprobar o preguntar", "en_capacitacion": "registrar la capacitación",
        "en_parametrizacion": "espera el informe del AIQ", "por_registrar": "registrar al AIQ",
    }  # fmt: skip
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
    text = moment.astimezone(now.tzinfo).strftime("%d/%m/%Y")
    return Text(text, "bold red" if moment <= now else "")


@click.command()
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
        print_case(case, whole)


def _draw(settings: Any, db: Any, whole: dict[str, Any], target: Path) -> None:
    from intake.picture import draw_case

    target.write_text(draw_case(settings, db, whole), encoding="utf-8")
    click.echo(f"Páginas con lo leído: {target}", err=True)


def print_case(case: Case, whole: dict[str, Any]) -> None:
    """A whole case for people."""
    from rich.text import Text

    from cases.deadlines import deadline
    from cli_card import print_findings, print_request

    out = console()
    out.print(Text.assemble((case.caso, "bold"), "  ", KINDS.get(case.tipo, case.tipo), "  ",
                            (case.estado, COLOURS.get(case.estado, ""))))  # fmt: skip
    if case.asunto:
        out.print(Text(clean(case.asunto), "italic"))
    out.print(f"Solicita {clean(case.solicitante or '—')} · recibido {case.recibido:%Y-%m-%d %H:%M}"
              + (f" · vence {ends:%Y-%m-%d}" if (ends := deadline(case)) else ""))  # fmt: skip
    print_request(case.solicitud, {each.campo: each for each in case.correcciones})
    print_findings(case.solicitud.problemas)
    history = [(line["cuando"][:16].replace("T", " "), _step(line), line["quien"], line["motivo"])
               for line in whole["historia"]]  # fmt: skip
    table("Historia", ("Cuándo", "Estado", "Quién", "Por qué"), history, empty="")
    mails = [(row["id"], row["recibido"][:16].replace("T", " "), row["remitente"], row["asunto"], row["resultado"])
             for row in whole["mensajes"]]  # fmt: skip
    table("Correos", ("Id", "Recibido", "De", "Asunto", "Resultado"), mails, empty="Sin correos.")
    letters = [(row["id"], row["carta"], ", ".join(row["para"]), row["estado"], row["error"])
               for row in whole["cartas"]]  # fmt: skip
    table("Cartas", ("Id", "Carta", "Para", "Estado", ""), letters, empty="Sin cartas.")
    for note in case.notas:
        out.print(f"Nota: {clean(note)}")


def _step(line: dict[str, Any]) -> str:
    return line["a"] if line["de"] in (None, line["a"]) else f"{line['de']} → {line['a']}"
