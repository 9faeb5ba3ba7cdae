"""Commands that look at mails and letters: messages and outbox."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli_base import Invocation, clean, console, json_option, local, pass_invocation, print_json, refuse
from cli_table import Column, table
from cli_words import Group

if TYPE_CHECKING:
    from cases.reading import Reading
    from intake.settings import Settings
    from registry.database import Database
    from registry.journal import Kept

NAMES = {"account": "cuenta", "folder": "carpeta", "autenticacion": "autenticación", "previo": "anterior"}
# Up to the largest key that the databases know.
ID = click.IntRange(1, 2**63 - 1)
COUNT = click.IntRange(1, 10**9)
OUTCOMES = ("procesado", "duplicado", "ignorado", "apartado", "pendiente")
LETTER_STATES = ("en_cola", "enviando", "enviada", "en_duda", "rechazada", "rebotada", "cancelada")
OUTCOME_COLOURS = {"procesado": "green", "apartado": "bold magenta", "pendiente": "yellow", "duplicado": "dim",
                   "ignorado": "dim"}  # fmt: skip
LETTER_COLOURS = {"enviada": "green", "en_cola": "yellow", "enviando": "yellow", "en_duda": "bold magenta",
                  "rechazada": "red", "rebotada": "red", "cancelada": "dim"}  # fmt: skip


@click.group(cls=Group)
def messages() -> None:
    """Cada correo recibido y qué fue de él."""


@messages.command("list")
@click.option("--resultado", type=click.Choice(OUTCOMES), help=f"Solo los de este resultado: {', '.join(OUTCOMES)}.")
@click.option("--caso", help="Solo los de este caso.")
@click.option("--last", type=COUNT, help="Solo los más recientes.")
@json_option
@pass_invocation
def list_messages(
    invocation: Invocation, resultado: str | None, caso: str | None, last: int | None, as_json: bool
) -> None:
    """Los correos con su resultado, los más antiguos primero."""
    from rich.text import Text

    from intake.views import message_json
    from registry import journal

    with invocation.store() as (settings, db), db.read() as tx:
        found = journal.listing(tx, resultado=resultado, caso_numero=caso and caso.upper(), most=last)
    if as_json:
        print_json([message_json(row) for row in found])
        return
    zone = settings.policy().zona
    rows = [
        (row["id"], local(row["recibido"], zone), row["remitente"], row["asunto"],
         Text(row["resultado"], OUTCOME_COLOURS[row["resultado"]]), row["caso"], None if row["caso"] else row["motivo"])
        for row in found
    ]  # fmt: skip
    heads = (Column("Id"), Column("Recibido"), Column("De"), Column("Asunto", "De"), Column("Resultado"),
             Column("Caso", "Resultado"), Column("Motivo", "De"))  # fmt: skip
    table(f"Correos: {len(rows)}", heads, rows, empty="No hay correos.")


@messages.command("show")
@click.argument("message_id", metavar="ID", type=ID)
@click.option("--text", is_flag=True, help="Lo que escribió la persona, sin citas, y los nombres de sus adjuntos.")
@click.option("--raw", is_flag=True, help="Escribe el correo original, byte a byte.")
@json_option
@pass_invocation
def show_message(invocation: Invocation, message_id: int, text: bool, raw: bool, as_json: bool) -> None:
    """Un correo: de dónde vino, qué se decidió y por qué."""
    from intake.archive import open_archive
    from registry import journal

    with invocation.store() as (settings, db):
        with db.read() as tx:
            row = journal.one(tx, message_id)
        if row is None:
            raise refuse(f"No existe el mensaje {message_id}.")
        if text:
            _print_text(settings, db, message_id)
            return
        if raw:
            if sys.stdout.isatty():
                raise refuse("El correo puede contener órdenes para el terminal: dirija la salida a un archivo.")
            sys.stdout.buffer.write(open_archive(settings.archive).load(row["sha256"]))
            return
    shown = {key: value for key, value in row.items() if key not in ("folder_id", "caso_id", "huella", "redaccion")}
    if as_json:
        print_json(shown)
        return
    out = console()
    for key, value in shown.items():
        if value not in (None, [], ""):
            lines = str(value).splitlines() if key == "detalle" else [_worded(value, settings.policy().zona)]
            out.print(f"{NAMES.get(key, key):>14}: " + "\n".join(clean(line) for line in lines), soft_wrap=True)


def _print_text(settings: Settings, db: Database, message_id: int) -> None:
    from contextlib import closing

    from intake.archive import open_archive
    from intake.desk import make_reader
    from intake.parse import read_stored

    with closing(make_reader(settings, 1)) as pool:
        print_message(read_stored(db, open_archive(settings.archive), pool, message_id))


def print_message(reading: Reading) -> None:
    """What a person wrote now, without what was quoted; lines are cleaned one by one."""
    out, envelope = console(), reading.sobre
    out.print(f"De {clean(envelope.remitente or '—')} · {clean(envelope.asunto or '(sin asunto)')}", style="bold")
    for name in reading.adjuntos:
        out.print(f"Adjunto: {clean(name)}")
    out.print()
    for line in (reading.texto_nuevo or "(el correo no trae texto propio)").splitlines():
        out.print(clean(line), soft_wrap=True)
    for line in reading.pie.splitlines():
        out.print(clean(line), style="dim", soft_wrap=True)


def _worded(value: object, zone: tzinfo) -> object:
    if isinstance(value, bool):
        return "sí" if value else "no"
    return local(value, zone) if isinstance(value, datetime) else value


@messages.command()
@click.argument("message_ids", metavar="ID…", type=ID, nargs=-1, required=True)
@click.option("--force", is_flag=True, help="También los que ya son de un caso (puede abrir otro y enviar otra carta).")
@pass_invocation
def reprocess(invocation: Invocation, message_ids: tuple[int, ...], force: bool) -> None:
    """Vuelve a leer correos desde el archivo, en la próxima ronda (después de corregir lo que falló)."""
    from intake.clerk import read_again

    again = read_again(invocation.settings(), message_ids, also_with_case=force)
    click.echo(f"{again} mensajes se leerán de nuevo en la próxima ronda («aiq run --once»).")


@messages.command("verify")
@json_option
@pass_invocation
def verify_messages(invocation: Invocation, as_json: bool) -> None:
    """Lee cada correo del archivo y comprueba que está entero; sale con 1 si alguno falta o cambió."""
    from intake.archive import open_archive
    from intake.archive_check import verify

    with invocation.store() as (settings, db):
        read = _tell_troubles(verify(db, open_archive(settings.archive)), as_json=as_json)
    if not as_json:
        click.echo(f"{read} correos, todos enteros.")


@messages.command("copy")
@click.argument("carpeta", type=click.Path(path_type=Path, file_okay=False))
@pass_invocation
def copy_messages(invocation: Invocation, carpeta: Path) -> None:
    """Copia a una carpeta los correos que le faltan del archivo; sale con 1 si alguno no se pudo."""
    from intake.archive import open_archive
    from intake.archive_check import copy

    with invocation.store() as (settings, db):
        copied = _tell_troubles(copy(db, open_archive(settings.archive), carpeta))
    click.echo(f"{copied} correos copiados a {carpeta}.")


def _tell_troubles(looked: Iterable[tuple[Kept, str]], *, as_json: bool = False) -> int:
    """How many were looked at; each trouble is told on stderr, all of them as JSON where asked for, and any at all
    refuses."""
    number, troubles = 0, []
    for kept, trouble in looked:
        number += 1
        if trouble:
            troubles.append({"id": kept.id, "problema": trouble})
            click.echo(f"Mensaje {kept.id}: {clean(trouble)}", err=True)
    if as_json:
        print_json(troubles)
    if troubles:
        raise refuse(f"{len(troubles)} de {number} correos no están enteros en el archivo.")
    return number


@click.group(cls=Group)
def outbox() -> None:
    """Cada carta y qué fue de ella."""


@outbox.command("list")
@click.option("--estado", type=click.Choice(LETTER_STATES), multiple=True,
              help=f"Solo las de este estado (repetible): {', '.join(LETTER_STATES)}.")  # fmt: skip
@click.option("--caso", help="Solo las de este caso.")
@click.option("--last", type=COUNT, help="Solo las más recientes.")
@json_option
@pass_invocation
def list_letters(
    invocation: Invocation, estado: tuple[str, ...], caso: str | None, last: int | None, as_json: bool
) -> None:
    """Las cartas con su estado, las más antiguas primero."""
    from rich.text import Text

    from intake.views import letter_json
    from registry import outbox as store

    with invocation.store() as (_, db), db.read() as tx:
        found = store.listing(tx, estados=estado, caso_numero=caso and caso.upper(), most=last)
    if as_json:
        print_json([letter_json(row) for row in found])
        return
    rows = [
        (row["id"], row["caso"], row["carta"], ", ".join(row["para"]),
         Text(row["estado"], LETTER_COLOURS[row["estado"]]), row["error"])
        for row in found
    ]  # fmt: skip
    heads = (Column("Id"), Column("Caso"), Column("Carta"), Column("Para", "Carta"), Column("Estado"),
             Column("Nota", "Carta"))  # fmt: skip
    table(f"Cartas: {len(rows)}", heads, rows, empty="No hay cartas.")


@outbox.command("show")
@click.argument("letter_id", metavar="ID", type=ID)
@click.option("--html", "html_file", type=click.Path(path_type=Path, dir_okay=False), help="Guarda la parte HTML.")
@click.option("--raw", is_flag=True, help="Escribe el correo entero, byte a byte.")
@json_option
@pass_invocation
def show_letter(invocation: Invocation, letter_id: int, html_file: Path | None, raw: bool, as_json: bool) -> None:
    """Una carta entera, como la recibe quien escribió."""
    from intake.letterview import parts_of
    from intake.views import letter_json
    from registry import outbox as store

    with invocation.store() as (_, db), db.read() as tx:
        row = store.one(tx, letter_id)
    if row is None:
        raise refuse(f"No existe la carta {letter_id}.")
    if raw:
        sys.stdout.buffer.write(row["mail"])
        return
    parts = parts_of(row["mail"])
    if html_file is not None:
        from intake.privatefile import write_private

        write_private(html_file, parts.html)
        click.echo(f"Parte HTML: {html_file}", err=True)
    if as_json:
        print_json({**letter_json(row), "cabeceras": parts.headers, "texto": parts.text})
        return
    print_letter(row)


def print_letter(row: dict[str, Any]) -> None:
    """A row of the outbox as people read it."""
    from rich.text import Text

    from intake.letterview import parts_of

    out, parts = console(), parts_of(row["mail"])
    colour = LETTER_COLOURS[row["estado"]]
    out.print(Text.assemble((f"Carta {row['id']} ", "bold"), row["carta"], "  ", (row["estado"], colour)))
    if row["error"]:
        out.print(Text(clean(row["error"]), "yellow"))
    for name, value in parts.headers.items():
        out.print(f"{name}: {clean(value)}", soft_wrap=True)
    out.print()
    for line in parts.text.splitlines():
        out.print(clean(line), soft_wrap=True)
    for name in parts.attachments:
        out.print(f"Adjunto: {clean(name)}")


@outbox.command()
@click.argument("letter_id", metavar="ID", type=ID)
@json_option
@pass_invocation
def retry(invocation: Invocation, letter_id: int, as_json: bool) -> None:
    """Vuelve a poner en cola una carta rechazada, rebotada, cancelada o en duda."""
    from intake.clerk import retry_letter

    retry_letter(invocation.settings(), letter_id)
    _told(invocation, letter_id, f"La carta {letter_id} saldrá en la próxima ronda.", as_json)


def _told(invocation: Invocation, letter_id: int, text: str, as_json: bool) -> None:
    """Says what was done with a letter, or prints its line of the outbox."""
    from intake.views import letter_json
    from registry import outbox as store

    if not as_json:
        click.echo(text)
        return
    with invocation.store() as (_, db), db.read() as tx:
        row = store.one(tx, letter_id)
    print_json(letter_json(row) if row else None)


@outbox.command()
@click.argument("letter_id", metavar="ID", type=ID)
@click.option("--motivo", default="cancelada por la mesa", help="Por qué.")
@json_option
@pass_invocation
def cancel(invocation: Invocation, letter_id: int, motivo: str, as_json: bool) -> None:
    """Detiene una carta que todavía no salió."""
    from intake.clerk import cancel_letter

    cancel_letter(invocation.settings(), letter_id, motivo)
    _told(invocation, letter_id, f"La carta {letter_id} no saldrá.", as_json)


@outbox.command()
@click.argument("letter_id", metavar="ID", type=ID)
@click.option("--asunto", help="El nuevo asunto.")
@click.option("--texto", type=click.File("r", encoding="utf-8"), help="Archivo con el nuevo texto (- : la entrada).")
@json_option
@pass_invocation
def edit(invocation: Invocation, letter_id: int, asunto: str | None, texto: Any, as_json: bool) -> None:
    """Cambia asunto y texto de una carta que espera en la cola; sin opciones abre el editor."""
    from intake.clerk import edit_letter

    def rewrite(subject: str, text: str) -> tuple[str, str] | None:
        if asunto is not None or texto is not None:
            return asunto or subject, texto.read() if texto is not None else text
        written = click.edit(f"{subject}\n\n{text}")
        if written is None:
            return None
        first, _, rest = written.partition("\n")
        return first.strip(), rest.lstrip("\n")

    changed = edit_letter(invocation.settings(), letter_id, rewrite)
    _told(invocation, letter_id, f"La carta {letter_id} quedó cambiada." if changed else "Sin cambios.", as_json)
