"""The data that running text holds: behind the words that announce them, and those that show what they are."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from cases.identifiers import check_cedula
from cases.text import flat
from parsers.fields.prosepost import is_somebody, labelled_post_end
from parsers.fields.values import Hit, read_value
from parsers.pages.cells import Cell, cut
from parsers.words.labels import IS, Label


@dataclass(frozen=True, slots=True)
class Said:
    """Values with their place in the paragraph's text."""

    start: int
    end: int
    hits: tuple[Hit, ...]


def values_in(cell: Cell, labels: Sequence[Label], names: Sequence[int]) -> list[Said]:
    """Every value of a paragraph in order; `names` are the places where people's names begin (no value runs over
    them)."""
    found = list(_announced(cell, labels, names))  # in order, and no two of them overlap
    for field, start, end in bare_values(cell.text):
        at = bisect_left(found, start, key=_BEGIN)
        if (at and found[at - 1].end > start) or (at < len(found) and found[at].start < end):
            continue
        part = cut(cell, start, end)
        hits = read_value(field, part, 0.95) if part else ()
        hits = tuple(replace(hit, campo="cedula_o_celular") if _could_be_cedula(hit) else hit for hit in hits)
        if hits and (field != "cedula" or hits[0].checked.codigo is None):
            found.insert(at, Said(start, end, hits))
    return found


_BEGIN = attrgetter("start")


def _announced(cell: Cell, labels: Sequence[Label], names: Sequence[int]) -> Iterator[Said]:
    for label, following in zip(labels, [*labels[1:], None], strict=False):
        limit = following.start if following else len(cell.text)
        end = _value_end(cell.text, label, min([limit, *[at for at in names if at >= label.end][:1]]))
        value = cut(cell, label.end, end)
        if value is None or (label.field == "cargo" and is_somebody(value.text.lstrip(" :,"))):
            continue
        hits = read_value(label.field, value, label.sure, label.role)
        hits = tuple(h for h in hits if h.campo not in ("rol", "nombre_solo", "apellidos", "nombres_apellidos"))
        if hits:
            yield Said(label.start, label.start + len(cell.text[label.start : end].rstrip(" .,;()/-")), hits)


def _could_be_cedula(hit: Hit) -> bool:
    return hit.campo == "celular" and check_cedula(hit.valor).codigo is None


# A comma that stands for the last stop (``@casa.gob,ec``) belongs to the address: without it a shorter one would pass.
_COMMA = r"(?:,(?:ec|com|gob|gov|edu|org|net)\b(?:\.ec\b)?)?"
_ADDRESS = re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+" + _COMMA)
_NUMBER = re.compile(r"(?<![\w/\-.@])\(?\+?\(?\d[\d\s().\-/]{5,18}\d(?![\w@\-]|\.\w)")
# Further extensions («21, 22 y 25», «21/22»); behind a comma no number that begins something else («2 de mayo»).
_MORE = r"(?:\s*(?:[/\-]|,?\s*\b[yo]\b|,(?!\s*\d+\b\s*(?:de|piso|[°º]|\d)))\s*(?!09)\d{1,6}(?!\d|@|\s?\d|[.]\d|-\d+-))*"
_EXTENSION = re.compile(
    r"\b(?:ext(?:ensi[oó]n(?:es)?|s)?|anexo|interno)\b\.?\s*(?:n[uú]mero\s+|nro\.\s*)?\d{1,6}\b" + _MORE, re.I
)
# «teléfono y extensión son 02-381-4550 y 1217, en su orden».
_PAIRED = re.compile(
    r"\s+y\s+(?:la\s+)?(?P<extension>\d{1,5}),?\s+(?:respectivamente|en\s+(?:su|ese)\s+orden)\b"
)
_DIGITS = re.compile(r"\d")
# Numbers that are documents', laws', dates' or sums'.
_NOT_A_PERSONS = re.compile(
    r"(?:\b(?:n(?:ro|um|o)?|oficios?|memorandos?|articulos?|art|arts|acta|acuerdo|resolucion|decreto|ley|registro"
    r"|contrato|ruc|codigo|partida|accion|personal|suplemento)\b[\s.:#°º]*|[$#/])$"
)


def bare_values(text: str) -> Iterator[tuple[str, int, int]]:
    """Values that show what they are without a label: what they are, start, end."""
    for match in _ADDRESS.finditer(text) if "@" in text else ():
        yield "correo", *match.span()
    if not _DIGITS.search(text):
        return
    for match in _NUMBER.finditer(text):
        field = _kind_of(re.sub(r"\D", "", match.group()))
        if field == "telefono" and (paired := _PAIRED.match(text, match.end())):
            yield "extension", *paired.span("extension")
        if field and not _NOT_A_PERSONS.search(flat(text[max(0, match.start() - 14) : match.start()])):
            yield field, *match.span()
    for match in _EXTENSION.finditer(text):
        yield "extension", *match.span()


def bare_parts(cell: Cell) -> Iterator[tuple[str, Cell]]:
    """The values that a cell shows without a label, by what they look like."""
    for field, start, end in bare_values(cell.text):
        part = cut(cell, start, end)
        if part is not None:
            yield field, part


def _kind_of(digits: str) -> str | None:
    if re.fullmatch(r"09\d{8}|5930?9\d{8}", digits):
        return "celular"
    if re.fullmatch(r"0[2-7]\d{7}|5930?[2-7]\d{7}|[2-7]\d{6}", digits):
        return "telefono"
    return "cedula" if len(digits) == 10 else None


_ENDS = {
    "cedula": re.compile(IS + r"[\s:.#°º\"“]*[\dOIl](?:(?!\.\s\d{1,2}\))[\dOIl\s.\-])*[\dOIl](?!\w)"),
    "correo": re.compile(
        IS + r"[\s:<(\[\"“\-]*(?:mailto:)?[^\s;,()<>\"”]+@\s?[^\s;,()<>\"”]+"
        + _COMMA
        + r"(?:(?<=[.\-])\s[a-z]{2,4}(?:\.[a-z]{2})?\b)?"
        r"(?:\s?[;,/]\s?[^\s;,()<>]+@[^\s;,()<>]+)*"
    ),
    "celular": re.compile(IS + r"[\s:.#\"“\-]*\+?[\s(]*\d[\d\s().\-/]*"),
    "extension": re.compile(IS + r"[\s:.#°º\"“]*\d{1,6}" + _MORE),
    "telefono": re.compile(IS + r"[\s:.#\"“\-]*\+?[\s(]*\d[\d\s().\-/]*"),
    "telefono_extension": re.compile(IS + r"[\s:.#\"“\-]*\+?[\s(]*\d[\d\s().\-/]*"),
}
_STOP = re.compile(
    r"[;\"”\]]|,(?!\s*(?:y|e|o)\s)|\.(?:\s|$)|\scon\s+(?:c[eé]dula|C\.)|\s(?:portador|y\s+(?:correo|siendo|su|sus|con|puede))"
)


def _value_end(text: str, label: Label, end: int) -> int:
    """Where a value in a sentence ends: by its form, or at the next stop."""
    pattern = _ENDS.get(label.field)
    if pattern:
        match = pattern.match(text, label.end, end)
        return match.end() if match else end
    begin = label.end + len(text[label.end : end]) - len(text[label.end : end].lstrip(' ,:"“'))
    if label.field == "cargo":
        return labelled_post_end(text, begin, end)
    stop = _STOP.search(text, begin, end)
    return stop.start() if stop else end
