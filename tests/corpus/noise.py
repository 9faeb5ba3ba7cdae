"""Spelling that a person passes over: lost colons, slips in labels, other blanks, quotes and dashes, accents apart or lost."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from typing import Any

from tests.corpus.damage import decomposed, read_without_accents, without_accents
from tests.corpus.sources import Edit, Sight, edited, folded, mapped, sight
from tests.corpus.swaps import figures_swap, mail_swap, name_swap

Letter = dict[str, Any]
Edits = Callable[[Sight], Iterator[Edit]]

_READ = ("institucion", "aiq", "aiq_saliente", "aiq_backup", "oficio", "delegacion")
_NAMES = ("nombre", "nombres_apellidos", "siglas", "cargo", "asunto", "numero")
_AT = re.compile(r"\S*(?:@|www\.|://)\S*")


def _in_letter(letter: Letter, edits: Edits) -> Letter | None:
    """The letter's sheets (the mail's own text where it has none) with these changes; nothing where there are none."""
    part = "hojas" if letter.get("hojas") else "texto"
    names = [sheet["nombre"] for sheet in letter.get("hojas", ())]

    def change(source: str, is_html: bool) -> str:
        return source if source in names else edited(source, is_html, edits(sight(source, is_html)))

    changed = mapped(letter[part], change, "texto")
    return letter | {part: changed} if changed != letter[part] else None


def _words(seen: Sight, pattern: str, new: Callable[[str], str | None]) -> Iterator[Edit]:
    """Every match outside of addresses, as `new` writes it; where a tag stands within, every piece for itself."""
    kept = [found.span() for found in _AT.finditer(seen.text)]
    for found in re.finditer(pattern, seen.text):
        if any(start < found.end() and found.start() < end for start, end in kept):
            continue
        for start, end in seen.pieces(*found.span()):
            if (changed := new(seen.text[start:end])) not in (None, seen.text[start:end]):
                yield Edit(start, end, changed)


def _read_as(truth: Letter, change: Callable[[str], str]) -> Letter:
    """What is expected, with the names and posts written otherwise; files keep their names."""

    def read(key: str, part: Any) -> Any:
        match part:
            case dict():
                return {name: read(name, inner) for name, inner in part.items()}
            case list() if key in _NAMES:
                return [change(one) for one in part]
            case str() if key in _NAMES:
                return change(part)
        return part

    return {name: read(name, part) if name in _READ else part for name, part in truth.items()}


def accents_apart(letter: Letter, rng: random.Random) -> Letter | None:
    return _in_letter(letter, lambda seen: _words(seen, r"\w+", decomposed))


def accents_lost(letter: Letter, rng: random.Random) -> Letter | None:
    changed = _in_letter(letter, lambda seen: _words(seen, r"\w+", without_accents))
    return changed and changed | {"espera": read_without_accents(letter["espera"])}


def capitals(letter: Letter, rng: random.Random) -> Letter | None:
    changed = _in_letter(letter, lambda seen: _words(seen, r"\w+", str.upper))
    return changed and changed | {"espera": _read_as(letter["espera"], str.upper)}


def unbreakable_blanks(letter: Letter, rng: random.Random) -> Letter | None:
    new = lambda blank: "\u00a0" if rng.random() < 0.35 else None  # noqa: E731
    return _in_letter(letter, lambda seen: _words(seen, r"(?<=\S) (?=\S)", new))


def double_blanks(letter: Letter, rng: random.Random) -> Letter | None:
    new = lambda blank: "\u00a0 " if rng.random() < 0.3 else None  # noqa: E731
    return _in_letter(letter, lambda seen: _words(seen, r"(?<=\S) (?=\S)", new))


def soft_hyphens(letter: Letter, rng: random.Random) -> Letter | None:
    def new(word: str) -> str | None:
        cut = len(word) // 2
        return f"{word[:cut]}\u00ad{word[cut:]}" if rng.random() < 0.6 else None

    return _in_letter(letter, lambda seen: _words(seen, r"[^\W\d_]{8,}", new))


def quotes(letter: Letter, rng: random.Random) -> Letter | None:
    """Straight ones curled, or angles for any."""
    opening, closing = rng.choice(("“”", "«»", '""'))

    def other(text: str) -> str:
        turned = re.sub(r"(?:(?<=\s)|(?<=^)|(?<=[(\[]))[\"“”«»](?=\w)", opening, text)
        return re.sub(r"(?<=\w)[\"“”«»]", closing, turned)

    changed = _in_letter(letter, lambda seen: _quoted(seen, opening, closing))
    return changed and changed | {"espera": _read_as(letter["espera"], other)}


def _quoted(seen: Sight, opening: str, closing: str) -> Iterator[Edit]:
    yield from _words(seen, r"(?<!\S)[\"“”«»](?=\w)", lambda _: opening)
    yield from _words(seen, r"(?<=\w)[\"“”«»]", lambda _: closing)


def dashes(letter: Letter, rng: random.Random) -> Letter | None:
    """Another line in the place of the hyphen, in numbers and between words."""
    line = rng.choice("‐‑–—")
    return _in_letter(letter, lambda seen: _words(seen, r"(?<=[\w ])-(?=[\w ])", lambda _: line))


def _values(truth: Letter) -> list[str]:
    """The data whose labels are known by what follows them."""
    parts = (truth.get(name) for name in ("institucion", "aiq", "aiq_saliente", "aiq_backup"))
    every = (value for part in parts if isinstance(part, dict) for value in part.values())
    return [value for value in every if isinstance(value, str) and len(value) > 1 and value != "0"]


def _labels(text: str, truth: Letter) -> list[tuple[int, int]]:
    """Where the labels stand: what precedes a value in its line or, where it begins one, the line before."""
    found, values = set(), _values(truth)
    data = [folded(value) for value in (*values, *_signer(truth))]
    for value in values:
        swap = mail_swap if "@" in value else figures_swap if value.isdigit() else name_swap
        for start, _ in swap(value, value).spans(text):
            end = len(text[:start].rstrip())
            begin = text.rfind("\n", 0, end) + 1
            label = text[begin:end]
            if _label_like(label) and not any(folded(label) in one or one in folded(label) for one in data):
                found.add((begin, end))
    return sorted(found)


def _signer(truth: Letter) -> list[str]:
    signer = (truth.get("oficio") or {}).get("firmante")
    values = signer.values() if isinstance(signer, dict) else ()
    return [one for value in values for one in (value if isinstance(value, list) else [value]) if one]


def _label_like(text: str) -> bool:
    words = re.findall(r"[^\W\d_]+", text)
    return 1 <= len(words) <= 6 and not re.search(r"[@\d,;]", text) and any(len(word) > 4 for word in words)


def no_colons(letter: Letter, rng: random.Random) -> Letter | None:
    """No label keeps its colon."""

    def edits(seen: Sight) -> Iterator[Edit]:
        for start, end in _labels(seen.text, letter["espera"]):
            if mark := re.search(r"\s*[:.]+[\s.\-–—]*$", seen.text[start:end]):
                yield Edit(start + mark.start(), start + mark.end(), "")

    return _in_letter(letter, edits)


def slips(letter: Letter, rng: random.Random) -> Letter | None:
    """A third of the labels with one letter lost, doubled or changed for its neighbour."""

    def edits(seen: Sight) -> Iterator[Edit]:
        for start, end in _labels(seen.text, letter["espera"]):
            words = list(re.finditer(r"[^\W\d_]{6,}", seen.text[start:end]))
            if words and rng.random() < 0.35:
                word = rng.choice(words)
                yield Edit(start + word.start(), start + word.end(), _slipped(word.group(), rng))

    return _in_letter(letter, edits)


def _slipped(word: str, rng: random.Random) -> str:
    at = rng.randrange(1, len(word) - 1)
    return rng.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )
