"""Tables that a mail's text draws with bars and dashes, as columns apart from one another."""

from __future__ import annotations

import re
from itertools import groupby

_RULE = re.compile(r"\s*[+|:\-=_ ]*[+\-=|][+|:\-=_ ]*").fullmatch
_FEWEST = 2  # lines under one another before their bars are believed to part columns


def unbarred(text: str) -> str:
    """The text; where lines stand under one another of which all have bars, with wide blanks for them and without the
    lines that only part rows."""
    result: list[str] = []
    for barred, group in groupby(text.split("\n"), key=_barred):
        lines = list(group)
        told = [line for line in lines if not _RULE(line)]
        # Each bar gives way to as many blanks: columns that were in line stay so.
        result += [line.replace("|", "    ") for line in told] if barred and len(told) >= _FEWEST else lines
    return "\n".join(result)


def _barred(line: str) -> bool:
    inner = line.strip().strip("|").strip()
    return ("|" in inner or line.strip().startswith("|") or bool(line.strip() and _RULE(line))) and len(line) < 400
