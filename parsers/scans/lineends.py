"""Addresses of scanned pages that a line's end parted behind a hyphen, as one word, as text layers have them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from parsers.pages.page import Word

_BEGUN = re.compile(r"[^\s@]+@[\w.\-]*-").fullmatch
_REST = re.compile(r"\w[\w\-]*(?:\.[\w\-]+)+[.,;)]*").fullmatch


def joined_addresses(lines: Sequence[Sequence[Word]]) -> list[list[Word]]:
    """The lines, with each address that stops at a hyphen completed by the word that begins the line below it."""
    result = [list(line) for line in lines]
    for at, line in enumerate(result[:-1]):
        for place, word in enumerate(line):
            if _BEGUN(word.text) and (rest := _rest_of(word, result[at + 1 : at + 3])):
                found, home = rest
                home.remove(found)
                line[place] = replace(
                    word, text=word.text + found.text, confidence=min(word.confidence, found.confidence)
                )
    return [line for line in result if line]


def _rest_of(word: Word, below: Sequence[list[Word]]) -> tuple[Word, list[Word]] | None:
    """The end of an address in the lines right below, where it begins a line or a cell; with the line it stands in."""
    height = word.box[3] - word.box[1]
    for line in below:
        for at, other in enumerate(line):
            begins = at == 0 or other.box[0] - line[at - 1].box[2] > height
            near = 0 < other.box[1] - word.box[1] < 2.5 * height
            if begins and near and other.box[0] < word.box[2] and _REST(other.text):
                return other, line
    return None
