"""The terminal's own words in Spanish: click's sentences from a catalogue, and what stands for a value in the help."""

from __future__ import annotations

import gettext
import os
from typing import Any

import click

DOMAIN = "aiq"
# Beside this module wherever it is installed; importlib.resources would take longer than the whole help.
LOCALE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "intake", "data", "locale")  # noqa: PTH118, PTH120, PTH100
PLACEHOLDERS = {
    "text": "TEXTO", "integer": "N", "integer range": "N", "float": "NÚMERO", "float range": "NÚMERO",
    "filename": "ARCHIVO", "datetime": "AAAA-MM-DD",
}  # fmt: skip
LONGEST_CHOICE = 40


def speak_spanish() -> None:
    """Points gettext, which click asks for its words, at our catalogue, whatever the locale of the terminal."""
    # The language is only taken from the environment; the catalogue of another program is not touched by it.
    os.environ["LANGUAGE"] = "es"
    gettext.bindtextdomain(DOMAIN, LOCALE)
    gettext.textdomain(DOMAIN)


def _placeholder(option: click.Option) -> str | None:
    """The word for an option's value in the help; null where click's own is good."""
    kind = option.type
    if isinstance(kind, click.Choice):
        return (option.name or "").upper() if len("|".join(map(str, kind.choices))) > LONGEST_CHOICE else None
    if isinstance(kind, click.Path):
        return "ARCHIVO" if kind.file_okay else "CARPETA"
    return PLACEHOLDERS.get(kind.name)


def _name_values(command: click.Command) -> None:
    for param in command.params:
        if isinstance(param, click.Option) and param.metavar is None and not param.is_flag:
            param.metavar = _placeholder(param)


class Command(click.Command):
    """A command whose usage line and values are worded in Spanish."""

    def __init__(self, *args: Any, options_metavar: str = "[OPCIONES]", **options: Any) -> None:
        super().__init__(*args, options_metavar=options_metavar, **options)
        _name_values(self)


class Group(click.Group):
    """Commands under one name, each told with the whole first sentence of its help."""

    command_class = Command

    def __init__(
        self,
        *args: Any,
        options_metavar: str = "[OPCIONES]",
        subcommand_metavar: str = "ORDEN [ARGUMENTOS]…",
        **options: Any,
    ) -> None:
        super().__init__(*args, options_metavar=options_metavar, subcommand_metavar=subcommand_metavar, **options)
        _name_values(self)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Órdenes"):
            formatter.write_dl([(name, first_line(self.commands[name])) for name in self.list_commands(ctx)])


def first_line(command: click.Command) -> str:
    return (command.help or "").partition("\n")[0]
