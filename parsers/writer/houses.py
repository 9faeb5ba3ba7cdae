"""Whose letter it is when no label says so: the letterhead, the signer's post, the subject and the sentences vote."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cases.checked import Checked
from cases.identifiers import check_siglas, same_siglas
from cases.text import flat
from parsers.fields.records import Record
from parsers.fields.values import Hit
from parsers.pages.cells import Cell, Row
from parsers.words.housenames import is_part, made_of, same_house, siglas_of_number
from parsers.words.links import ends_open
from parsers.writer.houseplaces import Mention, read_mentions, short_marks
from parsers.writer.letterclose import Close
from parsers.writer.letterhead import Head

# What a place is worth; two places that agree make the name sure.
_WORTH = {"membrete": 2, "firma": 2, "frase": 2, "asunto": 2, "titulo": 2, "casilla": 2, "texto": 1, "numero": 1}
_SURE, _DOUBTFUL = 0.95, 0.6
_TOLD = "Ningún rótulo da la institución: se tomó de {places}; confírmela."
_SPOKEN = {
    "membrete": "el membrete", "firma": "el cargo de quien firma", "frase": "una frase", "asunto": "el asunto",
    "texto": "el texto", "titulo": "un título", "casilla": "la ficha", "numero": "el número del oficio",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class House:
    """What the places tell together: the name's mentions (those of the chosen house), the siglas they carry, and
    every house that the letter names (`named`)."""

    mentions: tuple[Mention, ...] = ()
    siglas: tuple[Mention, ...] = ()
    numero: str | None = None
    named: tuple[Mention, ...] = ()

    def places(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(mention.place for mention in self.mentions))

    def is_sure(self) -> bool:
        """Whether two independent places name the same house; the number's siglas are one where they are made of a
        name that is not in capitals, whose spelling the letter's own words would change."""
        own = any(siglas_of_number(self.numero, m.name) for m in self.mentions if not m.name.isupper())
        return sum(_WORTH[place] for place in self.places()) + own >= 3


def read_house(rows: Sequence[Row], head: Head, close: Close, told: Sequence[Cell]) -> House:
    """The house that most places name. `told` are the paragraphs of the body's running text."""
    number = head.number.number if head.number else None
    named = tuple(read_mentions(rows, head, close, told))
    groups = _groups(named)
    if not groups:
        return House(numero=number, named=named)
    chosen = max(groups, key=lambda group: _weight(group, number))
    return House(tuple(chosen), tuple(short_marks(rows, head, close)), number, named)


def _weight(group: Sequence[Mention], number: str | None) -> float:
    places = {mention.place for mention in group}
    inside = any(is_part(mention.name) for mention in group)
    own = any(siglas_of_number(number, mention.name) for mention in group)
    return sum(_WORTH[place] for place in places) + own - 1.5 * inside


def _groups(mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Mentions of one house together; what only running text names is nobody's house."""
    groups: list[list[Mention]] = []
    for mention in mentions:
        home = next((group for group in groups if any(same_house(mention.name, other.name) for other in group)), None)
        if home is None:
            groups.append([mention])
        else:
            home.append(mention)
    return [group for group in groups if any(_WORTH[mention.place] > 1 for mention in group)]


def told_record(house: House, nombre: str | None, siglas: str | None) -> Record | None:
    """What the places tell of the data that no label gave (`nombre` and `siglas` are what is known), or gave in
    pieces; null when nothing is to be added."""
    record = Record("institucion", titled=True, source="prosa")
    if nombre is not None and _odd(nombre, house):
        nombre = None
    if nombre is None and house.mentions:
        record.hits.append(_name_hit(house))
    name = nombre or (record.hits[0].valor if record.hits else None)
    if siglas is None and name:
        record.hits += _siglas_hits(house, name)
    return record if record.hits else None


_NO_NAME = re.compile(r"\b(?:administrador[a]?|nuev[oa]|anterior|saliente|entrante|datos|cedula|correo)\b")


def _odd(nombre: str, house: House) -> bool:
    """Whether what a label gave is no institution's name, or only the beginning or the end of what the letter names."""
    plain = flat(nombre)
    cut_off = ends_open(plain) and any(flat(m.name).startswith(plain) for m in house.mentions)
    labelled = plain.startswith(("nombre ", "institucion ", "entidad ")) and any(
        plain.endswith(flat(m.name)) for m in house.mentions
    )
    return cut_off or labelled or (bool(_NO_NAME.search(plain)) and house.is_sure())


def _name_hit(house: House) -> Hit:
    best = max(house.mentions, key=_form)
    best = max((m for m in house.mentions if m.name.startswith(best.name)), key=lambda mention: len(mention.name))
    if house.is_sure():
        return Hit("nombre", Checked(best.name), best.cell, min(_SURE, _worst(best.cell)))
    told = _TOLD.format(places=" y ".join(_SPOKEN[place] for place in house.places())).replace(" de el ", " del ")
    return Hit("nombre", Checked(best.name, "dudoso", told), best.cell, _DOUBTFUL)


def _form(mention: Mention) -> tuple[bool, int, int]:
    """The spelling to give: as a sentence writes it before capitals; then the fuller one."""
    return not mention.name.isupper(), _WORTH[mention.place], len(mention.name)


def _worst(cell: Cell) -> float:
    return min((word.confidence for word in cell.words), default=1.0)


def _siglas_hits(house: House, name: str) -> list[Hit]:
    number = siglas_of_number(house.numero, name)
    for mention in house.siglas:
        made = made_of(mention.name, name) == 0 and flat(mention.name) not in flat(name).split()
        if made or same_siglas(mention.name, number):
            return [_short_hit(mention.name, mention.place, mention.cell)]
    if number and house.mentions:
        return [_short_hit(number, "numero", house.mentions[0].cell)]
    return []


def _short_hit(text: str, place: str, cell: Cell) -> Hit:
    said = f"Ningún rótulo da las siglas: se tomaron de {_SPOKEN[place]}; confírmelas.".replace(" de el ", " del ")
    checked = check_siglas(text)
    return Hit("siglas", Checked(checked.valor, "dudoso", said), cell, _DOUBTFUL)
