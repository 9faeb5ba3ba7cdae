"""Tables of phrases from data files as regular expressions: one line of the table is one way to say it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from parsers.words.beginnings import Begun

_NAME = re.compile(r"\{([a-z_]+)\}")
_GAP = re.compile(r"<(\d+)>")


@cache
def read_table(name: str) -> Mapping[str, Any]:
    """The data file of that name, parsed; every caller is given the same."""
    return tomllib.loads(files("parsers").joinpath(f"data/{name}.toml").read_text(encoding="utf-8"))


def any_of(lines: Sequence[str], before: str = "", after: str = "") -> re.Pattern[str]:
    """One pattern that any of the lines matches, between `before` and `after`."""
    return re.compile(f"{before}(?:{'|'.join(lines)}){after}")


def expand(line: str, words: Mapping[str, Sequence[str]]) -> str:
    """A line with every {palabra} replaced by its alternatives and every <n> by up to n words."""
    while _NAME.search(line):
        line = _NAME.sub(lambda match: f"(?:{'|'.join(words[match[1]])})", line)
    return _GAP.sub(lambda match: rf"(?: [\w.,()/]+){{0,{match[1]}}}?", line)


def phrases(table: Mapping[str, Any]) -> dict[str, Begun]:
    """All of a table's `frases`, each entry one pattern."""
    return {
        name: Begun("|".join(expand(line, table["palabras"]) for line in lines))
        for name, lines in table["frases"].items()
    }
