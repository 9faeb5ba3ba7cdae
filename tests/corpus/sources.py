"""Where the visible characters of a text stand in its source, so that words can be changed without touching a tag."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

_TOKEN = re.compile(r"<!--.*?-->|<style\b.*?</style>|<title\b.*?</title>|<[^>]+>|&#?\w+;|.", re.DOTALL | re.IGNORECASE)
_INLINE = re.compile(r"</?(?:b|i|u|em|strong|small|big|font|a|sup|sub|mark|wbr|s|tt|code)\b", re.IGNORECASE)
_IN_STYLE = re.compile(r"content:\s*(?P<mark>[\"'])(?P<text>.*?)(?P=mark)")
# What is no text of a letter but says how it is made, or is said in other words than the letter's.
_KEPT = frozenset({"por", "forma", "grupo", "diseno", "fecha", "problemas", "escaneo", "tipo", "calidad"})


@dataclass(frozen=True, slots=True)
class Sight:
    """The visible text of a source: for every character its place there. A line feed stands for every tag that ends
    a line or a cell, with an empty place; a line feed of a plain text is one as it stands."""

    text: str
    places: tuple[tuple[int, int], ...]

    def pieces(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """A stretch of the text cut wherever a tag stands in it."""
        for at in range(start + 1, end + 1):
            if at == end or self.places[at][0] != self.places[at - 1][1]:
                yield start, at
                start = at


@dataclass(frozen=True, slots=True)
class Edit:
    """The visible characters from `start` to `end` become `new`; no line feed is among them."""

    start: int
    end: int
    new: str


@lru_cache(maxsize=256)
def folded(text: str) -> str:
    """Lower case and without accents, character by character."""
    return "".join(unicodedata.normalize("NFD", char)[0].lower()[0] for char in text)


def _of_style(token: str, start: int) -> Iterator[tuple[str, int, int]]:
    """The texts that a style sheet writes at the margins of the page."""
    for found in _IN_STYLE.finditer(token):
        yield "\n", start, start
        for place in range(found.start("text"), found.end("text")):
            yield token[place], start + place, start + place + 1
    yield "\n", start, start


def _of_html(source: str) -> Iterator[tuple[str, int, int]]:
    for found in _TOKEN.finditer(source):
        token, start, end = found.group(), found.start(), found.end()
        if token[:6].lower() == "<style":
            yield from _of_style(token, start)
        elif token[0] == "<" and len(token) > 1:
            if not _INLINE.match(token):
                yield "\n", start, start
        elif token[0] == "&" and len(token) > 1:
            yield html.unescape(token)[0], start, end
        else:
            yield " " if token.isspace() else token, start, end


@lru_cache(maxsize=256)
def sight(source: str, is_html: bool) -> Sight:
    if not is_html:
        return Sight(source, tuple((at, at + 1) for at in range(len(source))))
    parts = list(_of_html(source))
    return Sight("".join(char for char, *_ in parts), tuple((start, end) for _, start, end in parts))


def edited(source: str, is_html: bool, edits: Iterable[Edit]) -> str:
    """The source with its visible characters changed; the tags among them stay."""
    seen, parts, upto = sight(source, is_html), [], 0
    for edit in sorted(edits, key=lambda one: one.start):
        for at in range(edit.start, edit.end):
            start, end = seen.places[at]
            parts.append(source[upto:start])
            if at == edit.start:
                parts.append(html.escape(edit.new, quote=False) if is_html else edit.new)
            upto = end
    return "".join(parts) + source[upto:]


def mapped(part: Any, change: Callable[[str, bool], str], key: str = "") -> Any:
    """A letter (or a part of it) with every text changed; `change` gets the text and whether it is HTML."""
    match part:
        case dict():
            return {name: inner if name in _KEPT else mapped(inner, change, name) for name, inner in part.items()}
        case list():
            return [mapped(inner, change, key) for inner in part]
        case str():
            return change(part, key == "html")
    return part


def texts(part: Any) -> list[tuple[str, bool]]:
    """Every text of a letter or of a part of it."""
    found: list[tuple[str, bool]] = []

    def noted(text: str, is_html: bool) -> str:
        found.append((text, is_html))
        return text

    mapped(part, noted)
    return found
