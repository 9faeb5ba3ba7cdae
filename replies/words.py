"""Spanish for templates: dates and numbers in words, lists, and paragraphs that fit a text mail's width."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache

WIDTH = 76
_DAYS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
_MONTHS = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
    *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
)
_BLANK = ("", "", "")
_MARKER = re.compile(r"(?:- |\d{1,3}\. )")


def fecha_en_palabras(iso: str) -> str:
    """``2026-12-04`` (or a moment, whose hour is left out) as «viernes 4 de diciembre de 2026»."""
    day = date.fromisoformat(iso[:10])
    return f"{_DAYS[day.weekday()]} {day.day} de {_MONTHS[day.month - 1]} de {day.year}"


def momento_en_palabras(iso: str) -> str:
    """A local moment as «viernes 4 de agosto de 2017 a las 20:47»; a bare date without the hour."""
    if len(iso) <= 10:
        return fecha_en_palabras(iso)
    moment = datetime.fromisoformat(iso)
    return f"{fecha_en_palabras(iso)} a la{'s' if moment.hour != 1 else ''} {moment:%H:%M}"


def cifra(number: float) -> str:
    """A number as written in Ecuador: ``12``, ``2,5``."""
    return f"{number:g}".replace(".", ",")


def plural(number: float, singular: str, several: str) -> str:
    """«1 día calendario», «5 días calendario»."""
    return f"{cifra(number)} {singular if number == 1 else several}"


def enumerar(items: Sequence[str]) -> str:
    """«a», «a y b», «a, b e i»."""
    if len(items) < 2:
        return "".join(items)
    last = items[-1]
    joint = "e" if re.match(r"(?:[ií]|h[ií](?![aeo]))", last, re.IGNORECASE) else "y"
    return f"{', '.join(items[:-1])} {joint} {last}"


def parrafos(text: str) -> list[str]:
    """The paragraphs of what a clerk wrote: its lines that are not blank."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _blocks(text: str) -> list[tuple[str, str, str]]:
    """The text as (first line's indent, following lines' indent, words); a blank line is three empty strings."""
    blocks: list[tuple[str, str, str]] = []
    open_block = False
    for line in text.split("\n"):
        words = line.strip()
        if line.startswith(("    ", "|")):
            blocks.append(("", "", line.rstrip()))
            open_block = False
            continue
        marker = _MARKER.match(words)
        indent = " " * (len(line) - len(line.lstrip()))
        if not words:
            if blocks and blocks[-1] != _BLANK:
                blocks.append(_BLANK)
        elif open_block and not marker and indent in blocks[-1][:2]:
            first, rest, before = blocks[-1]
            blocks[-1] = (first, rest, f"{before} {words.removesuffix(chr(92)).rstrip()}")
        else:
            hanging = indent + " " * len(marker.group()) if marker else indent
            blocks.append((indent, hanging, words.removesuffix("\\").rstrip()))
        open_block = bool(words) and not words.endswith("\\")
    return blocks


def _wrapped(first: str, rest: str, words: str, width: int) -> tuple[str, ...]:
    """The lines of a paragraph."""
    words = " ".join(words.split())
    if len(first) + len(words) <= width:
        return (first + words,)
    lines, line, free = [], [], width - len(first)
    for word in words.split():
        if line and len(word) > free:
            lines.append(first + " ".join(line))
            line, first, free = [], rest, width - len(rest)
        line.append(word)
        free -= len(word) + 1
    return (*lines, first + " ".join(line))


@lru_cache(maxsize=512)
def _arranged(part: str, width: int) -> tuple[tuple[str, ...], bool] | None:
    """The lines of what stands between two empty lines, and whether a blank one ends them; null when there are none.
    Kept: most of a letter says the same in the next one, and nothing reaches over an empty line."""
    blocks, lines = _blocks(part), list[str]()
    for first, rest, words in blocks:
        literal = words.startswith(("    ", "|"))
        lines += [words.removeprefix("|")] if literal else _wrapped(first, rest, words, width)
    return (tuple(lines), blocks[-1] == _BLANK) if blocks else None


def fill(text: str, width: int = WIDTH) -> str:
    r"""Paragraphs wrapped to `width` columns. Lines of a paragraph are joined, unless one ends in ``\``; ``- `` and
    ``1. `` begin an item, indented lines a block of their own. A line after four blanks or a bar is kept as it is (the
    bar goes). Several blank lines are one. A word longer than the width (an address) stays whole."""
    lines: list[str] = []
    blank = True
    for part in text.split("\n\n"):
        if not blank:
            lines.append("")
            blank = True
        arranged = _arranged(part, width)
        if arranged is not None:
            lines += arranged[0]
            blank = arranged[1]
    return "\n".join(lines).strip("\n") + "\n"
