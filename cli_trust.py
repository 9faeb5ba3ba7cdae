"""Commands on the certificates that signatures are checked against."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from cases.errors import NotReady
from cli_base import REFUSED, Invocation, clean, json_option, pass_invocation, print_json, progress
from cli_table import table
from cli_words import Group


@click.group(cls=Group)
def trust() -> None:
    """Los emisores de certificados en que se confía."""


def _folder(invocation: Invocation) -> Path:
    folder = invocation.settings().reading.trust
    if folder is None:
        raise NotReady("[reading] trust no dice en qué carpeta están los certificados")
    return folder


@trust.command("list")
@json_option
@pass_invocation
def list_certificates(invocation: Invocation, as_json: bool) -> None:
    """Los certificados y listas de revocación de la carpeta."""
    from cases.reading import to_plain
    from intake.trustfolder import list_trust

    items = list_trust(_folder(invocation))
    if as_json:
        print_json([{**to_plain(item), "der": None} for item in items])
        return
    rows = [(item.clase, item.titular, item.emisor, f"{item.hasta:%Y-%m-%d}" if item.hasta else "", item.problema)
            for item in items]  # fmt: skip
    table(f"Elementos: {len(rows)}", ("Clase", "Titular", "Emisor", "Hasta", ""), rows,
          empty="La carpeta está vacía: ninguna firma será reconocida.")  # fmt: skip


@trust.command()
@json_option
@pass_invocation
def check(invocation: Invocation, as_json: bool) -> None:
    """Avisa de lo que hay que atender en la carpeta; sale con 1 si hay algo."""
    from intake.trustfolder import check_trust

    told = check_trust(_folder(invocation), datetime.now(UTC))
    if as_json:
        print_json(list(told))
    else:
        for sentence in told or ("Todo en orden.",):
            click.echo(clean(sentence))
    if told:
        sys.exit(REFUSED)


@trust.command("import")
@click.argument("files", metavar="ARCHIVO…", nargs=-1, required=True, type=click.Path(path_type=Path))
@pass_invocation
def import_files(invocation: Invocation, files: tuple[Path, ...]) -> None:
    """Añade certificados de autoridades y listas de revocación (PEM, DER o PKCS#7)."""
    from intake.trustfolder import import_trust

    for name in import_trust(_folder(invocation), files):
        progress(f"añadido {name}")
