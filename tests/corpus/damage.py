"""Harm that text takes on its way: accents lost, accents apart from their letters, blanks that do not break."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tests.corpus.model import Block, Items, Letter, Para, Table

Change = Callable[[str], str]


def without_accents(text: str) -> str:
    apart = unicodedata.normalize("NFD", text)
    return "".join(char for char in apart if not unicodedata.combining(char))


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def unbreakable(text: str) -> str:
    """No-break blanks after colons and between digits, as editors put them."""
    return re.sub(r"(?<=[:\d]) (?=\S)", "\u00a0", text)


def _block(block: Block, change: Change) -> Block:
    match block:
        case Para(text):
            return replace(block, text=change(text))
        case Items(texts):
            return replace(block, texts=tuple(map(change, texts)))
        case Table(rows):
            return replace(block, rows=tuple(tuple(map(change, row)) for row in rows))
    return block


def harmed(letter: Letter, change: Change) -> Letter:
    """The letter with every text changed."""
    blocks = tuple(_block(block, change) for block in letter.blocks)
    return replace(letter, blocks=blocks, header=tuple(map(change, letter.header)))


def read_without_accents(truth: dict[str, Any]) -> dict[str, Any]:
    """What must be read where the letter itself has no accents: the same without them. File names keep theirs."""

    def plain(key: str, value: Any) -> Any:
        if isinstance(value, dict):
            return {k: plain(k, v) for k, v in value.items()}
        if key == "adjunto" or value is None:
            return value
        if isinstance(value, tuple | list):
            return tuple(plain(key, part) for part in value)
        return without_accents(value) if isinstance(value, str) else value

    parts = ("institucion", "aiq", "aiq_saliente", "aiq_backup", "oficio")
    return truth | {part: plain(part, truth[part]) for part in parts if truth.get(part)}
