"""Data on their way into a letter: only visible characters, one line, bounded, and no link that a program would make.

What stands in a letter was often written by a stranger: a name that holds line breaks, right-to-left marks, ten
thousand characters or an address of the web must look like what it is and change nothing around it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

MAX_TEXT = 600
MAX_PARAGRAPHS = 8000
MAX_ITEMS = 100
MAX_DEPTH = 6
# Written by the desk's own people, in several lines.
PARAGRAPHS = frozenset({"texto", "indicaciones", "motivo", "pregunta"})
# Made by the desk itself: the only links that stay links.
LINKS = frozenset({"enlace", "sistema", "ambiente"})

_BREAKS = "\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029"
# Controls, direction marks, zero-width and tag characters, private use and halves of surrogate pairs.
_INVISIBLE = (
    "\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\ue000-\uf8ff"
    "\U000e0000-\U000e0fff\U000f0000-\U0010ffff"
)
_MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_LINK = r"\b([A-Za-z][A-Za-z0-9+.-]{1,15}):(?=//)|\b([Ww]{3})(?=\.)"

_SUSPICIOUS = re.compile(f"[{_BREAKS}{_INVISIBLE}{_MARKS}]|{_LINK}")
_ONE_LINE = re.compile(f"[{_BREAKS}]+")
_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_TABS = re.compile(r"[\t\v\f\x1c-\x1e]+")
_HIDDEN = re.compile(f"[{_INVISIBLE}]")
_PILED_MARKS = re.compile(f"([{_MARKS}]{{2}})[{_MARKS}]+")
_LINKED = re.compile(_LINK)


def _text(text: str, *, paragraphs: bool, link: bool) -> str:
    limit = MAX_PARAGRAPHS if paragraphs else MAX_TEXT
    text = text[: 4 * limit]
    if _SUSPICIOUS.search(text):
        text = _TABS.sub(" ", _LINE_ENDS.sub("\n", text)) if paragraphs else _ONE_LINE.sub(" ", text)
        text = unicodedata.normalize("NFC", _HIDDEN.sub("", text))
        text = _PILED_MARKS.sub(r"\1", text).strip()
        if not link:
            text = _LINKED.sub(lambda match: f"{match[1]} :" if match[1] else f"{match[2]} ", text)
    return text if len(text) <= limit else text[:limit] + "…"


def clean(value: Any, name: str = "", depth: int = 0) -> Any:
    """The same value with every string made harmless; `name` is the key it stands under. Mappings and lists are copied
    (at most `MAX_ITEMS` items, `MAX_DEPTH` levels), numbers, booleans and null stay; anything else becomes its text."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return _text(value, paragraphs=depth == 1 and name in PARAGRAPHS, link=depth == 1 and name in LINKS)
    if depth >= MAX_DEPTH:
        return ""
    if isinstance(value, Mapping):
        pairs = list(value.items())[:MAX_ITEMS]
        return {str(key): clean(item, str(key), depth + 1) for key, item in pairs}
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        return [clean(item, name, depth + 1) for item in value[:MAX_ITEMS]]
    return _text(str(value), paragraphs=False, link=False)
