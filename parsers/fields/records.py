"""Data gathered person by person: which values stand together, and under whose heading."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from cases.checked import Checked
from cases.identifiers import check_siglas
from cases.names import looks_like_name, name_tokens, same_name
from cases.text import flat
from parsers.fields.prosehouse import begins_house
from parsers.fields.values import Hit, check_house
from parsers.pages.cells import Cell, join_cells
from parsers.words.housenames import divided, house_name
from parsers.words.posts import like_post
from parsers.words.roles import PEOPLE, Rol, role_of_label
from parsers.words.usualnames import usual_names

PERSONAL = ("nombres_apellidos", "nombre_solo", "apellidos", "cedula", "cargo", "celular")
_HOUSE_WORDS = re.compile(
    r"\b(?:ministerio|secretaria|instituto|empresa|gobierno|municipi|gad\b|agencia|universidad|servicio|corporacion"
    r"|hospital|consejo|gobernacion|provincia|alcaldia|rectorado|asociacion|autoridad|plan\b|flota\b|compania"
    r"|superintendencia|bancos?\b|unidad|direccion|escuela|fiscalia|defensoria|contraloria|procuraduria|registro"
    r"|comision|prefectura|junta|cuerpo|camara|fundacion|centro|asamblea|cortes?\b|tribunal|policia|armada|fuerza"
    r"|ejercito|refineria|museo|casas?\b|organismo|parques?\b|zona(?:l|s)?\b|federacion|patronato|coordinacion|distrito|mancomunidad"
    r"|notaria|conservatorio|sistema)"
)


def is_house(text: str) -> bool:
    """Whether the words hold what institutions are called by (Ministerio, Empresa Pública, GAD …)."""
    return bool(_HOUSE_WORDS.search(flat(text)))


@dataclass
class Record:
    """Values of one person (or of the institution) in the order read. `titled` tells that a heading, a column or a
    label named the role; `source` what reading made it (formulario, tabla, prosa); `blank` the labels of
    labels.toml that stand among the data with nothing beside them."""

    role: Rol | None = None
    hits: list[Hit] = field(default_factory=list)
    titled: bool = False
    source: str = "formulario"
    blank: set[str] = field(default_factory=set)

    def get(self, campo: str) -> Hit | None:
        return next((hit for hit in self.hits if hit.campo == campo), None)

    def value(self, campo: str) -> str | None:
        hit = self.get(campo)
        return hit.valor if hit else None

    def is_person(self) -> bool:
        return self.role != "institucion" and any(hit.campo in PERSONAL for hit in self.hits)


class Gatherer:
    """Takes hits in reading order and parts them into records: a heading, a role in a label, or a datum that comes a
    second time opens the next one."""

    def __init__(self) -> None:
        self.records: list[Record] = []
        self.role: Rol | None = None
        self.current: Record | None = None
        self.house = Record("institucion", titled=True)
        self.new: set[str] = set()  # headings that name the new AIQ by what the others say
        self.heads: list[Rol | None] = []  # that stand one after the other with nobody's data between them
        self._vague = False  # the last heading says no more than «Administrador 2»
        self._parted: list[Record] = []  # people whose part a label of its own told

    def heading(self, role: Rol | None, text: str = "") -> None:
        """A role that holds from here on; its words, where they may mean another beside the letter's other headings."""
        role = "aiq" if text in self.new else role
        self._vague = bool(text) and role_of_label(text) is None
        self.heads = [role] if self.current is not None or role is None else [*self.heads, role]
        self.role = role
        self.current = None

    def asked(self, field: str) -> None:
        """A label stood among the current person's data with nothing beside it."""
        if self.current is not None:
            self.current.blank.add(field)

    def next_person(self) -> None:
        """A second person comes under one heading: where the heads of both stand above the first, neither is known by
        the last of them."""
        heads = {head for head in self.heads if head in PEOPLE}
        if len(heads) > 1 and self.current is not None and self.current.role == self.role:
            self.current.role, self.current.titled = None, False
            self.heads = []

    def pause(self) -> None:
        """Running text came between: what follows under no heading of its own is somebody else's, or unknown."""
        if self.current is not None and self.role is None:
            self.current = None

    def add(self, hit: Hit) -> None:
        if hit.campo == "rol":
            self._part(hit.valor)  # type: ignore[arg-type]
            return
        hit = self._named(hit)
        if hit.campo in ("nombre", "siglas", "siglas_sueltas"):
            self.house.hits.append(hit)
            return
        if self.role == "institucion" and hit.role in (None, "institucion"):
            own = hit.campo == "cargo" and not like_post(hit.cell.text)  # «Función: Ejecutiva»
            if hit.campo not in PERSONAL or own:
                return  # the institution's own telephone or address
            self.heading(None)
        if self.role == "institucion" and hit.role in PEOPLE:
            self.heading(None)
        if hit.role and hit.role != "institucion" and (self.current is None or self.current.role != hit.role):
            known = next((r for r in self.records if r.role == hit.role and r.get(hit.campo) is None), None)
            if known:
                self.current = known
            else:
                self._begin(hit.role, titled=True)
        if self.current is None or self._again(hit):
            again = self.current is not None
            if again:
                self.next_person()
            self._begin(None if again else self.role, titled=not again and self.role is not None)
        assert self.current is not None
        self.current.hits.append(hit)

    def _part(self, role: Rol | None) -> None:
        """A label tells whose the data are: of whom it was asked last, where nothing told that before, else of the
        next person."""
        current = self.current
        told = any(record is current for record in self._parted)
        open_yet = current is not None and (current.role is None or self._vague) and not told
        if current is not None and current.get("nombres_apellidos") and open_yet:
            current.role, current.titled = role, True
        else:
            self.heading(role)
            self._begin(role, titled=True)
        assert self.current is not None
        self._parted.append(self.current)

    def _again(self, hit: Hit) -> bool:
        """Whether the current record already has this datum otherwise (the next person begins)."""
        assert self.current is not None
        known = self.current.get(hit.campo)
        if known is None:
            return hit.campo == "nombres_apellidos" and self.current.get("nombre_solo") is not None
        last = [other.campo for other in self.current.hits[-2:]]
        if hit.campo == "apellidos" and last in (["apellidos"], ["nombre_solo", "apellidos"]):
            return False  # the father's and the mother's, each under a label of its own
        return known.valor != hit.valor

    def _begin(self, role: Rol | None, titled: bool) -> None:
        self.current = Record(role, titled=titled)
        self.records.append(self.current)

    def _named(self, hit: Hit) -> Hit:
        """``Nombre`` alone: the institution's under its heading or when it sounds like one, else a person's."""
        called = hit.campo == "cargo" and self.role == "institucion"  # «Denominación»
        if called and is_house(hit.cell.text) and not like_post(hit.cell.text) and not self.house.get("nombre"):
            hit = replace(hit, campo="nombre_solo")
        if hit.campo != "nombre_solo" or hit.role in PEOPLE:
            return hit
        words = hit.cell.text
        named = self.house.get("nombre") is not None and not is_house(words)  # then this is a person's first name
        house = (self.role == "institucion" and not named) or hit.role == "institucion"
        if house or (is_house(words) and not (self.current and self.current.get("apellidos"))):
            name, siglas = divided(house_name(words))
            if siglas:
                self.house.hits.append(replace(hit, campo="siglas_sueltas", checked=check_siglas(siglas)))
            return replace(hit, campo="nombre", checked=check_house(name))
        return hit

    def done(self) -> list[Record]:
        """All records, the institution's first, with divided names put together."""
        people = [finished(record) for record in self.records if record.hits]
        self.house.hits = _without_sentences(self.house.hits)
        return [self.house, *people] if self.house.hits else people


def _without_sentences(hits: list[Hit]) -> list[Hit]:
    """The house's data; what seemed its name and is none (a sentence above a label) goes where another place has it."""
    names = [hit for hit in hits if hit.campo == "nombre"]
    if not any(hit.checked.codigo is None for hit in names):
        return hits
    return [hit for hit in hits if hit not in names or hit.checked.codigo is None or begins_house(hit.valor or "")]


def finished(record: Record) -> Record:
    """`nombre_solo` and `apellidos` become `nombres_apellidos`; a mobile found beside the telephone fills its place."""
    first, last = record.get("nombre_solo"), _surnames(record)
    hits = [hit for hit in record.hits if hit.campo not in ("nombre_solo", "apellidos", "celular_suelto")]
    if record.get("nombres_apellidos") is None and (first or last):
        hits.append(_joined_name([part for part in (first, last) if part]))
    whole = record.get("nombres_apellidos")
    if whole and last and not name_tokens(last.valor) & name_tokens(whole.valor):  # "Nombres completos", "Apellidos"
        hits.remove(whole)
        hits.append(_joined_name([whole, last]))
    hits = [_half_doubted(hit, last) if hit.campo == "nombres_apellidos" else hit for hit in hits]
    loose = record.get("celular_suelto")
    if loose and record.get("celular") is None:
        hits.append(replace(loose, campo="celular"))
    return replace(record, hits=hits)


def _surnames(record: Record) -> Hit | None:
    """The surnames, also where each has a label of its own."""
    hits = [hit for hit in record.hits if hit.campo == "apellidos"]
    if len(hits) < 2:
        return hits[0] if hits else None
    whole = _joined_name(hits)
    return replace(whole, campo="apellidos", checked=Checked(whole.valor))


def _joined_name(parts: list[Hit]) -> Hit:
    value = " ".join(part.valor or "" for part in parts)
    good = looks_like_name(value)
    checked = Checked(value) if good else Checked(value, "dudoso", "Lo leído no parece un nombre completo.")
    cell: Cell = join_cells([part.cell for part in parts])
    return Hit("nombres_apellidos", checked, cell, min(part.sure for part in parts))


def _half_doubted(hit: Hit, last: Hit | None) -> Hit:
    """A name in doubt where it is half of one: first names alone, or what is called surnames and nothing else."""
    given = usual_names("de_pila") - usual_names("apellidos")
    half = hit.valor == last.valor if last else name_tokens(hit.valor) <= given
    if hit.checked.codigo is not None or not hit.valor or not half:
        return hit
    return replace(hit, checked=Checked(hit.valor, "dudoso", "Se leyó solo una parte del nombre."))


def same_person(one: Record, other: Record) -> bool:
    """Whether both records hold the same cédula or the same name."""
    for campo, equal in (("cedula", str.__eq__), ("nombres_apellidos", same_name)):
        a, b = one.get(campo), other.get(campo)
        if a and b and a.valor and b.valor and equal(a.valor, b.valor):
            return True
    return False
