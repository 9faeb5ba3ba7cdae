"""Tables that a mail's text draws with bars and dashes, as columns apart from one another."""

from __future__ import annotations

import re
from itertools import groupby

from parsers.pages.linedup import in_columns

_RULE = re.compile(r"\s*[+|:\-=_ ]*[+\-=|][+|:\-=_ ]*").fullmatch
_FEWEST = 2  # lines under one another before their bars are believed to part columns


def unbarred(text: str) -> str:
    """The text; where lines stand under one another of which all have bars, with wide blanks for them and without the
    lines that only part rows."""
    result: list[str] = []
    for barred, group in groupby(text.split("\n"), key=_barred):
        lines = list(group)
        told = [line for line in lines if not _RULE(line)]
        if not barred or len(told) < _FEWEST:
            result += lines
        elif len({line.count("|") for line in told}) == 1:
            result += in_columns([line.split("|") for line in told])
        else:
            # Each bar gives way to as many blanks: columns that were in line stay so.
            result += [line.replace("|", "    ") for line in told]
    return "\n".join(result)


def _barred(line: str) -> bool:
    inner = line.strip().strip("|").strip()
    drawn = "|" in inner or line.strip().startswith("|") or line.strip().endswith("|")
    return (drawn or bool(line.strip() and _RULE(line))) and len(line) < 400
