"""The command `aiq parse`: what a mail or a document says, as JSON or as a card for people."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli_base import REFUSED, Invocation, clean, console, json_option, pass_invocation, print_json
from cli_words import Command

if TYPE_CHECKING:
    from cases.reading import Reading


@click.command(cls=Command)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="ARCHIVO…")
@click.option("--html", "html_file", type=click.Path(path_type=Path, dir_okay=False),
              help="Dibuja las páginas con lo leído resaltado (un solo archivo).")  # fmt: skip
@click.option("--explain", is_flag=True, help="Dice también qué reglas decidieron el tipo de correo.")
@json_option
@pass_invocation
def parse(
    invocation: Invocation, files: tuple[Path, ...], html_file: Path | None, explain: bool, as_json: bool
) -> None:
    """Lee correos (.eml) o documentos sueltos (.pdf, .docx, .p7m, imágenes…; «-»: la entrada) y muestra lo que dicen.

    No necesita base de datos, buzón ni configuración. Con --json imprime un objeto por archivo, uno por línea.
    """
    from cases.wire import contract_json
    from intake.parse import STDIN, read_files

    if html_file is not None and (len(files) > 1 or files == (STDIN,)):
        raise click.UsageError("--html dibuja un solo archivo, que no sea «-».")
    failed = False
    for path, outcome in read_files(invocation.settings(), files):
        if isinstance(outcome, str):
            click.echo(f"{clean(path)}: {clean(outcome)}", err=True)
            failed = True
        elif as_json:
            print_json(contract_json(outcome))
        else:
            print_reading(outcome, explain=explain)
    if html_file is not None and not failed:
        _draw(invocation, files, html_file)
    if failed:
        sys.exit(REFUSED)


def _draw(invocation: Invocation, files: tuple[Path, ...], target: Path) -> None:
    from intake.picture import draw_file
    from intake.privatefile import write_private

    write_private(target, draw_file(invocation.settings(), files[0]))
    click.echo(f"Páginas con lo leído: {target}", err=True)


def print_reading(reading: Reading, *, explain: bool) -> None:
    """One mail or document as a card."""
    from rich.text import Text

    from cli_card import holds_data, print_findings, print_request

    out = console()
    out.print(Text.assemble((clean(reading.archivo), "bold"), "  ", (reading.tipo, "cyan")))
    envelope = reading.sobre
    if envelope.remitente or envelope.asunto:
        out.print(Text(clean(f"De {envelope.remitente or '—'} · {envelope.asunto or '(sin asunto)'}"), "italic"))
    for doubt in envelope.sospechas:
        out.print(Text(f"● {clean(doubt)}", "yellow"))
    if explain:
        for reason in reading.razones:
            out.print(f"  por: {clean(reason)}")
    if reading.respaldo.solicitud:
        out.print(f"Solicitud de respaldo Nro. {clean(reading.respaldo.solicitud)}")
    if not holds_data(reading.solicitud):
        out.print("No se leyó ninguna solicitud: " + clean("; ".join(reading.razones)) + ".")
        print_findings(reading.solicitud.problemas)
    for request in filter(holds_data, (reading.solicitud, *reading.otras)):
        out.print()
        print_request(request, {})
        print_findings(request.problemas)
        for document in (request.oficio, request.delegacion):
            for line in document.firma.detalle if document is not None else ():
                out.print(Text(f"  firma · {clean(line)}", "dim"))
    out.print()
