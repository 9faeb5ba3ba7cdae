"""What all commands share: the settings they were pointed at, and output for people and for programs."""

from __future__ import annotations

import gc
import json
import re
import sys
import unicodedata
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from intake.settings import Settings
    from registry.database import Database

DONE, REFUSED, NOT_READY = 0, 1, 3
# Controls beyond ASCII's, line and direction marks, tags, halves of surrogate pairs; JSON itself escapes the rest.
_DRIVING = re.compile(
    "[\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)
USUAL = gc.get_threshold()


def put_off_garbage() -> None:
    """Until the settings are read hardly anything is searched for garbage: importing makes half a million objects that
    stay, and walking them again and again costs an eighth of a short command."""
    gc.set_threshold(1_000_000, *USUAL[1:])


def _take_up_garbage() -> None:
    if gc.get_threshold() != USUAL:
        gc.freeze()
        gc.set_threshold(*USUAL)


@dataclass
class Invocation:
    """The options that stand before the command's name."""

    config: Path | None = None
    debug: bool = False

    def settings(self) -> Settings:
        from intake.settings import load

        settings = load(self.config)
        _take_up_garbage()
        return settings

    @contextmanager
    def store(self) -> Iterator[tuple[Settings, Database]]:
        """The settings and the checked database, closed afterwards."""
        from intake.desk import open_store

        settings = self.settings()
        database = open_store(settings)
        try:
            yield settings, database
        finally:
            database.close()


pass_invocation = click.make_pass_decorator(Invocation, ensure=True)


def json_option(command: Any) -> Any:
    return click.option("--json", "as_json", is_flag=True, help="Imprime JSON y nada más en la salida.")(command)


def as_json_text(value: Any) -> str:
    """One line of JSON. What could drive a terminal, or has no place in UTF-8, is written as an escape: to a program
    the same text."""
    return _DRIVING.sub(lambda found: json.dumps(found[0])[1:-1], json.dumps(value, ensure_ascii=False, default=_iso))


def print_json(value: Any) -> None:
    click.echo(as_json_text(value))


def _iso(value: Any) -> str:
    return value.isoformat()


def clean(text: object) -> str:
    """Text from outside made harmless for a terminal: no control or direction characters, line breaks as blanks."""
    shown = []
    for character in str(text):
        category = unicodedata.category(character)
        if character in "\n\t\r":
            shown.append(" ")
        elif category not in ("Cc", "Cf", "Co", "Cs"):
            shown.append(character)
    return "".join(shown)


def console(*, to_stderr: bool = False) -> Console:
    from rich.console import Console

    piped = not (sys.stderr if to_stderr else sys.stdout).isatty()
    return Console(stderr=to_stderr, highlight=False, emoji=False, markup=False, soft_wrap=False,
                   width=_pipe_width() if piped else None)  # fmt: skip


def _pipe_width() -> int:
    """In a pipe the width of COLUMNS, else 100: lines that a pager or a mail still shows well."""
    import os

    columns = os.environ.get("COLUMNS", "")
    return int(columns) if columns.isdigit() and int(columns) >= 40 else 100


def local(moment: datetime | str, zone: tzinfo) -> str:
    """A stored moment, aware or as ISO text, as the clock on the desk's wall showed it."""
    aware = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    return f"{aware.astimezone(zone):%Y-%m-%d %H:%M}"


def progress(text: str) -> None:
    """A line on stderr about what is being done."""
    click.echo(text, err=True)


class _NoSense(click.ClickException):
    exit_code = REFUSED

    def show(self, file: Any = None) -> None:
        click.echo(self.format_message(), file=file, err=file is None)


def refuse(message: str) -> click.ClickException:
    """The request makes no sense now: one line on stderr, exit code 1."""
    return _NoSense(clean(message))
