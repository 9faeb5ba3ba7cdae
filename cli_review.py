"""The command `aiq review`: the waiting cases one after the other, one key for each decision."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cases.errors import Refused
from cases.states import waits_for_staff
from cli_base import Invocation, clean, console, pass_invocation, refuse
from cli_words import Command

if TYPE_CHECKING:
    from cases.case import Case
    from intake.clerk import Done
    from intake.desk import Desk

# Letters of a review wait this long, so that a decision can be taken back.
UNDO = timedelta(minutes=2)
KEYS = (
    ("a", "aprobar"), ("c", "corregir"), ("b", "dar por bueno"), ("p", "preguntar"), ("r", "rechazar"), ("n", "nota"),
    ("l", "leer el correo"), ("v", "ver páginas"), ("u", "deshacer"), ("s", "saltar"), ("q", "salir"),
)  # fmt: skip


@click.command(cls=Command)
@pass_invocation
def review(invocation: Invocation) -> None:
    """Recorre los casos que esperan a la mesa, uno por uno.

    Las cartas salen a los dos minutos; hasta entonces la decisión se puede deshacer.
    """
    from intake.desk import open_desk

    if not sys.stdin.isatty():
        raise refuse("«aiq review» pregunta en una terminal; para programas están «aiq queue --json» y cada orden.")
    with closing(open_desk(invocation.settings())) as desk:
        Review(desk, invocation).walk()


class Review:
    """One clerk's walk through the queue; remembers the last decision for undoing it."""

    def __init__(self, desk: Desk, invocation: Invocation) -> None:
        self.desk = desk
        self.invocation = invocation
        self.last: Done | None = None
        self.ahead: list[str] = []
        self._actions: dict[str, Callable[[Case], bool]] = {
            "a": self._approve, "c": self._correct, "b": self._accept, "p": self._ask, "r": self._reject,
            "n": self._note, "l": self._text, "v": self._pages, "u": self._undo, "s": lambda case: True,
        }  # fmt: skip

    def walk(self) -> None:
        from intake import views

        with self.desk.db.read() as tx:
            waiting = [case.caso for case in views.queue(tx, everything=False, estado=None)]
        if not waiting:
            click.echo("No hay casos que esperen a la mesa.")
        self.ahead = waiting.copy()
        while self.ahead or self._taken_back():
            number = self.ahead.pop(0)
            if not self._one(number, f"{waiting.index(number) + 1}/{len(waiting)}"):
                return

    def _taken_back(self) -> bool:
        """At the end of the walk: whether the clerk takes the last decision back, so that its case comes again."""
        if self.last is None:
            return False
        console().print("\nNo quedan casos: u deshacer la última decisión · otra tecla salir")
        return click.getchar().lower() == "u" and self._act("u", self.last.case)

    def _one(self, number: str, place: str) -> bool:
        """Shows a case until it is decided or skipped; false when the clerk leaves."""
        from cli_cases import print_case
        from intake import views
        from registry import case_store

        while True:
            with self.desk.db.read() as tx:
                case = case_store.load(tx, number)
                if case is None or not waits_for_staff(case):
                    return True
                whole = views.whole_case(tx, case)
            click.echo()
            print_case(case, whole, self.desk.policy)
            keys = " · ".join(f"{key} {word}" for key, word in KEYS)
            console().print(f"\n[{place}] {keys}")
            pressed = click.getchar().lower()
            if pressed == "q":
                return False
            if self._act(pressed, case):
                return True

    def _act(self, pressed: str, case: Case) -> bool:
        """Does what the key asks; true when the next case may come."""
        action = self._actions.get(pressed)
        if action is None:
            return False
        try:
            return action(case)
        except Refused as error:
            click.echo(f"No: {clean(error)}")
            return False
        except click.Abort:
            click.echo()
            return False

    def _decide(self, case: Case, action: str, law: Any) -> bool:
        from intake.clerk import decide_at

        self.last = decide_at(self.desk, case.caso, action, law, version=case.version, hold=UNDO)
        click.echo(f"{self.last.case.caso}: {self.last.case.estado}")
        return True

    def _approve(self, case: Case) -> bool:
        from cases import clerk

        return self._decide(case, "aprobar", clerk.approve)

    def _correct(self, case: Case) -> bool:
        from cases import clerk

        campo = click.prompt("Dato (por ejemplo aiq.cedula)", err=True)
        valor = click.prompt("Valor (vacío: no existe)", default="", show_default=False, err=True)
        return not self._decide(case, "corregir", lambda *s: clerk.correct(*s, campo=campo, valor=valor or None))

    def _accept(self, case: Case) -> bool:
        from cases import clerk

        campo = click.prompt("Dato que se da por bueno", err=True)
        return not self._decide(case, "aceptar", lambda *s: clerk.accept(*s, campo=campo))

    def _ask(self, case: Case) -> bool:
        from cases import clerk

        texto = click.prompt("Pregunta", err=True)
        return self._decide(case, "preguntar", lambda *s: clerk.ask(*s, texto=texto))

    def _reject(self, case: Case) -> bool:
        from cases import clerk

        motivo = click.prompt("Motivo", err=True)
        return self._decide(case, "rechazar", lambda *s: clerk.reject(*s, motivo=motivo))

    def _note(self, case: Case) -> bool:
        from cases import clerk

        texto = click.prompt("Nota", err=True)
        return not self._decide(case, "anotar", lambda *s: clerk.note(*s, texto=texto))

    def _text(self, case: Case) -> bool:
        """The newest mail of the case, as its sender wrote it."""
        from cli_mail import print_message
        from intake.parse import read_stored
        from registry import journal

        with self.desk.db.read() as tx:
            mails = journal.listing(tx, caso_numero=case.caso)
        if not mails:
            raise Refused("El caso no tiene correos.")
        print_message(read_stored(self.desk.db, self.desk.archive, self.desk.reader, mails[-1]["id"]))
        click.pause("Pulse una tecla para volver al caso…", err=True)
        return False

    def _pages(self, case: Case) -> bool:
        from intake import views
        from intake.picture import draw_case

        with self.desk.db.read() as tx:
            whole = views.whole_case(tx, case)
        target = Path(tempfile.mkdtemp(prefix="aiq-")) / f"{case.caso}.html"
        target.write_text(draw_case(self.desk.settings, self.desk.db, whole), encoding="utf-8")
        click.echo(f"Páginas con lo leído: {target}")
        click.launch(str(target))
        return False

    def _undo(self, case: Case) -> bool:
        from intake.clerk import undo

        if self.last is None:
            raise Refused("No hay ninguna decisión de esta revisión que deshacer.")
        restored = undo(self.desk, self.last)
        self.last = None
        click.echo(f"{restored.caso}: {restored.estado} (deshecho)")
        # The case comes again, before the one that is shown now.
        self.ahead[:0] = [restored.caso] if restored.caso == case.caso else [restored.caso, case.caso]
        return True
