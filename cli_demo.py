"""The command `aiq demo`: the whole way on embedded servers, told while it happens, and how to go on from there."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli_base import Invocation, console, pass_invocation, progress
from cli_table import table
from cli_words import Command

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# In a pipe one line for so many mails is enough.
SPARSE = 20


@click.command(cls=Command)
@click.option("--keep", type=click.Path(file_okay=False, path_type=Path), default="var/demo", show_default=True,
              help="Carpeta donde queda el estado; se hace de nuevo cada vez.")  # fmt: skip
@pass_invocation
def demo(invocation: Invocation, keep: Path) -> None:
    """Recorre todo el camino con correos y servidores de ejemplo.

    Levanta un servidor IMAP y uno SMTP en esta máquina, pone los correos en el buzón y hace rondas de verdad.
    Ningún correo sale de aquí.
    """
    from intake.demo import run_demo

    with _told() as counted:
        config = run_demo(keep, progress, counted)
    _close(Invocation(config), keep)


@contextmanager
def _told() -> Iterator[Callable[[int, int], None]]:
    """A bar that advances on a terminal, some lines in a pipe; gets (mails done, mails in all)."""
    out = console(to_stderr=True)
    if not out.is_terminal:
        yield _sparse
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("· leer y decidir"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=out, transient=True) as drawn:
        bar = drawn.add_task("", visible=False)
        yield lambda done, total: drawn.update(bar, completed=done, total=total, visible=True)


def _sparse(done: int, total: int) -> None:
    if done % SPARSE == 0 and done < total:
        progress(f"  {done} de {total} leídos")


def _close(invocation: Invocation, keep: Path) -> None:
    """What the desk has now, and the commands that look at it."""
    from cli_cases import print_queue
    from intake import views
    from registry import journal, outbox

    with invocation.store() as (settings, db), db.read() as tx:
        cases = views.queue(tx, everything=False, estado=None)
        letters = outbox.listing(tx, estados=())
        outcomes = Counter(row["resultado"] for row in journal.listing(tx))
    click.echo()
    print_queue(cases, settings.policy().zona, most=12)
    click.echo()
    sent = Counter((row["carta"], row["estado"]) for row in letters)
    rows = [(carta, estado, count) for (carta, estado), count in sorted(sent.items())]
    table(f"Cartas: {len(letters)}", ("Carta", "Estado", "Cuántas"), rows, empty="No hay cartas.")
    click.echo()
    told = ", ".join(f"{count} {outcome}" for outcome, count in sorted(outcomes.items()))
    click.echo(f"Correos: {told}")
    first = cases[0].caso if cases else "AIQ-…"
    letter = letters[0]["id"] if letters else 1
    click.echo(f"El estado queda en {keep}/ (las cartas, como las recibió el servidor: {keep}/enviadas/). Siga con:\n")
    for words in ("queue", f"show {first}", f"outbox show {letter}", "messages list", "--help"):
        click.echo(f"  {_program()} --config {keep}/aiq.toml {words}")


def _program() -> str:
    """The command as it can be typed here: by its name where the shell finds it."""
    import shutil
    import sys

    found = Path(sys.argv[0])
    if shutil.which("aiq") or found.name != "aiq":
        return "aiq"
    here = Path.cwd()
    return str(found.relative_to(here)) if found.is_relative_to(here) else str(found)
