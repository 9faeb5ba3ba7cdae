"""Commands of the operator: run, db, doctor, config."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from cases.errors import TryAgain
from cli_base import NOT_READY, Invocation, console, json_option, pass_invocation, print_json, progress
from cli_table import table
from cli_words import Command, Group

if TYPE_CHECKING:
    from intake.rounds import Round


@click.command(cls=Command)
@click.option("--once", is_flag=True, help="Una sola ronda: todo lo nuevo hasta su carta, y termina.")
@click.option("--answer-backlog", is_flag=True, help="Atiende también lo que había antes del primer contacto.")
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True,
              help="Procesos de trabajo; todos comparten el mismo buzón y la misma base.")
@click.option("--metrics", metavar="HOST:PUERTO", help="Responde a Prometheus en esa dirección.")
@click.option("--log-json", is_flag=True, help="Registro en líneas JSON (por defecto fuera de una terminal).")
@pass_invocation
def run(
    invocation: Invocation, once: bool, answer_backlog: bool, workers: int, metrics: str | None, log_json: bool
) -> None:
    """Recoge correo, lo lee, decide, responde y despierta lo que vence.

    Sin --once sigue hasta SIGTERM o Ctrl-C, que terminan el mensaje en curso. En una base de datos del todo vacía crea
    el esquema; uno anterior al programa lo sube «aiq db upgrade».
    """
    from intake.logs import configure
    from intake.teamwork import Teamwork

    configure(as_json=log_json or not sys.stderr.isatty(), debug=invocation.debug)
    settings = invocation.settings()
    _fill_blank(settings.database.url)
    team = Teamwork(settings, workers, answer_backlog=answer_backlog, metrics=_address(metrics))
    if once:
        done = team.once()
        _say(done)
        if done.kept:
            raise TryAgain("el servidor SMTP no atiende; las cartas siguen en cola (vea «aiq doctor»)")
    else:
        team.until_stopped()


def _address(text: str | None) -> tuple[str, int] | None:
    if text is None:
        return None
    host, _, port = text.rpartition(":")
    if not host or not port.isdigit() or int(port) > 65535:
        raise click.BadParameter("se espera HOST:PUERTO, como 127.0.0.1:9464", param_hint="--metrics")
    return host.strip("[]"), int(port)


def _fill_blank(url: str) -> None:
    """Makes the schema in a database without a single table; any other is left as it is."""
    from registry import revisions
    from registry.database import open_database

    database = open_database(url)
    try:
        if revisions.blank(database):
            progress(f"Base de datos nueva: se creó el esquema {revisions.upgrade(database)[1]}.")
    finally:
        database.close()


def _say(done: Round) -> None:
    """One round in a few words, on stderr."""
    seen = done.collected
    if seen is None:
        progress("Otro proceso recoge el correo de este buzón; se atendió lo ya anotado.")
    else:
        progress(f"En el servidor {seen.on_server} = anotados {seen.journalled} · nuevos {seen.new}")
        if seen.first_contact and seen.backlog:
            progress(
                f"Primer contacto: {seen.backlog} correos anteriores quedan anotados sin respuesta"
                " (--answer-backlog los atiende)."
            )
    progress(f"Leídos {done.read} · plazos despertados {done.woken} · cartas entregadas {done.delivered}")
    if done.doubtful:
        progress(f"Cartas en duda: {len(done.doubtful)}; véalas con «aiq outbox list --estado en_duda».")


@click.group(cls=Group)
def db() -> None:
    """La base de datos: versión y actualización del esquema."""


@db.command()
@pass_invocation
def upgrade(invocation: Invocation) -> None:
    """Crea el esquema o lo lleva a la versión del programa."""
    from registry.database import open_database
    from registry.revisions import upgrade as raise_schema

    database = open_database(invocation.settings().database.url)
    try:
        before, after = raise_schema(database)
    finally:
        database.close()
    click.echo(f"Esquema {after} (ya estaba)." if before == after else f"Esquema: {before or 'vacío'} → {after}.")


@db.command()
@json_option
@pass_invocation
def current(invocation: Invocation, as_json: bool) -> None:
    """Muestra la versión del esquema y la que el programa necesita."""
    from registry import revisions
    from registry.database import open_database

    database = open_database(invocation.settings().database.url, made=True)
    try:
        now = revisions.current(database)
    finally:
        database.close()
    needed = revisions.known_revisions()[-1]
    if as_json:
        print_json({"actual": now, "necesaria": needed})
    else:
        click.echo(f"{now or 'vacía'} (el programa necesita {needed})")


@click.command(cls=Command)
@json_option
@pass_invocation
def doctor(invocation: Invocation, as_json: bool) -> None:
    """Revisa que todo esté listo y sano; sale con 3 si algo necesita al operador."""
    from intake.doctor import examine

    checks = examine(invocation.config)
    if as_json:
        print_json([{"revision": each.name, "estado": each.state, "detalle": each.detail} for each in checks])
    else:
        _show_checks(checks)
    if any(each.state == "mal" for each in checks):
        sys.exit(NOT_READY)


def _show_checks(checks: list) -> None:  # type: ignore[type-arg]
    from rich.text import Text

    colours = {"bien": "green", "aviso": "yellow", "mal": "red"}
    rows = [(Text(each.state, colours[each.state]), each.name, each.detail) for each in checks]
    table("Revisión de la mesa", ("", "Qué", "Detalle"), rows, empty="")


@click.group(cls=Group)
def config() -> None:
    """La configuración en vigor."""


@config.command("show")
@json_option
@pass_invocation
def show_config(invocation: Invocation, as_json: bool) -> None:
    """Muestra cada valor en vigor; los secretos no se muestran."""
    from intake.settings import shown as in_force

    values = in_force(invocation.settings())
    if as_json:
        print_json(values)
        return
    out = console()
    for section, entries in values.items():
        out.print(f"[{section}]")
        for name, value in entries.items():
            out.print(_toml(name, value), soft_wrap=True)


def _toml(name: str, value: object) -> str:
    """A line as a settings file could hold it; a value that is not set stands as a comment."""
    return f"# {name} =" if value is None else f"{name} = {json.dumps(value, ensure_ascii=False)}"
