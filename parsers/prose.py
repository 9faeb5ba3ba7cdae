"""Running text: people named in sentences, with the data and the part that the sentences give them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cases.checked import Checked
from cases.identifiers import check_cedula
from cases.names import looks_like_name, strip_titles
from cases.text import flat
from parsers.cells import Cell, Row, cut, join_cells
from parsers.cues import roles, sentence_breaks
from parsers.labels import Label, labels_inside
from parsers.posts import like_post
from parsers.prosehouse import institution_in
from parsers.prosepost import post_in
from parsers.records import Record, is_house
from parsers.roles import Rol
from parsers.values import Hit, read_value

_CAPITAL = r"[A-ZÁÉÍÓÚÜÑ][\wÁÉÍÓÚÜÑáéíóúüñ'’]*"


_NAME = re.compile(
    rf"(?=[A-ZÁÉÍÓÚÜÑ]|\b[a-z])(?P<titles>(?:\b(?:[A-ZÁÉÍÓÚa-z][a-záéíóú]{{0,6}}\.(?:\s?[A-Z][a-z]{{1,3}}\.)?\s?|[Ss]eñor(?:a|ita)?\s"
    rf"|[Ii]ngenier[oa]\s|[Mm]ag[ií]ster\s|[Ee]conomista\s"
    rf"|[Dd]octora?\s|[Ll]icenciad[oa]\s|[Aa]bogad[oa]\s|[Tt]ecn[oó]log[oa]\s|MSc\.?\s|Msc\.?\s|PhD\.?\s))*)"
    rf"(?P<name>{_CAPITAL}(?:[ \-](?:(?:[Dd]e|DE)(?: (?:[Ll]a|[Ll]os|[Ll]as|LA|LOS|LAS))? |(?:[Dd]el|DEL|y|Y|[Ll]a"
    rf"|LA) )?{_CAPITAL}){{1,6}})"
)


@dataclass
class Mention:
    """A person's name in a paragraph; places are in the paragraph's text."""

    name: str
    start: int
    end: int
    titled: bool
    hits: list[Hit]
    post: Hit | None = None
    data_end: int = 0


def paragraphs(rows: Sequence[Row], indexes: Sequence[int]) -> list[Cell]:
    """Lines of running text joined into paragraphs: by their distance, and over the end of a page."""
    result: list[list[Cell]] = []
    before: Row | None = None
    prose = set(indexes)
    for at in indexes:
        row = rows[at]
        if len(row.cells) > 2:  # the leavings of a table are no sentences
            before = None
            continue
        joins = before is not None and _follows(before, row) and at - 1 in prose
        for position, cell in enumerate(row.cells):
            if joins or (position and not row.framed):
                result[-1].append(cell)
            else:
                result.append([cell])
            joins = joins and not row.framed
        before = row
    return [join_cells(cells) for cells in result]


def _follows(before: Row, row: Row) -> bool:
    if before.framed or row.framed:
        return False
    if before.page != row.page:
        return not before.text.rstrip().endswith((".", ":"))
    return row.top - before.bottom < 0.62 * row.height


def read_prose(cells: Sequence[Cell], alone: bool = False) -> list[Record]:
    """The people and the institution that paragraphs speak of; the institution first. With `alone`, data of nobody
    named count too (an answer that only brings what was missing)."""
    people: list[Record] = []
    house = Record("institucion", titled=True, source="prosa")
    for cell in cells:
        if not house.hits:
            house.hits += institution_in(cell)
        people += _people(cell, _spoken_of(people), alone)
    return [house, *people] if house.hits else people


def _spoken_of(people: Sequence[Record]) -> Record | None:
    """Of whom a paragraph that names nobody goes on: the last one named who is not leaving."""
    staying = [record for record in people if record.role not in ("aiq_saliente", "ajeno")]
    return staying[-1] if staying else people[-1] if people else None


def _people(cell: Cell, earlier: Record | None, alone: bool) -> list[Record]:
    plain = flat(cell.text)
    labels = [
        label for label in labels_inside(cell.text) if label.field not in ("otro", "institucion", "siglas", "rol")
    ]
    mentions = _mentions(cell, plain, labels)
    loose, loose_after = _attach(cell, plain, labels, mentions)
    records: list[Record] = []
    told_roles = roles(plain, [(m.start, m.end, m.data_end) for m in mentions])
    _share(loose_after, mentions, told_roles)
    for at, (mention, (role, told)) in enumerate(zip(mentions, told_roles, strict=True)):
        if role == "ajeno" or (not mention.hits and not (told and mention.titled)):
            continue
        part = cut(cell, mention.start, mention.end) or cell
        sure = min((word.confidence for word in part.words), default=1.0)
        name = Hit("nombres_apellidos", Checked(mention.name), part, sure)
        limit = mentions[at + 1].start if at + 1 < len(mentions) else len(plain)
        post = mention.post or post_in(cell, plain, mention.end, limit, labels)
        records.append(Record(role, [name, *mention.hits, *([post] if post else [])], told, "prosa"))
    if loose and records and not mentions:
        records[-1].hits += loose
    elif loose and earlier is not None and _SAME_PERSON.search(plain) and not _CONTACT.search(plain):
        earlier.hits += [hit for hit in loose if earlier.get(hit.campo) is None]
    elif loose and (alone or any(hit.campo == "cedula" for hit in loose)):
        records.append(Record(None, loose, False, "prosa"))
    return records


# A paragraph that goes on about the person before it, and one that tells whom to ask.
_SAME_PERSON = re.compile(r"\b(?:sus?|cuyos|dich[oa]|siguientes|mencionad[oa]|referid[oa]|datos)\b")
_CONTACT = re.compile(
    r"\bcomunicar|\bcontactar|\bcoordinaci|\bconsulta|\binquietud|\bcualquier|\bmayor informacion|\bsuscrit"
)


def _mentions(cell: Cell, plain: str, labels: Sequence[Label]) -> list[Mention]:
    found: list[Mention] = []
    for match in _NAME.finditer(cell.text):
        start, end = match.span("name")
        value = strip_titles(match.group("name"))
        lead = len(match.group("name")) - len(match.group("name").lstrip())
        value, start = _without_lead(value, start + lead)
        if (
            not looks_like_name(value)
            or is_house(value)
            or like_post(value)
            or any(x.start <= start < x.end for x in labels)
        ):
            continue
        if "@" in cell.text[max(0, start - 1) : end + 1] or re.search(r"\d", value):
            continue
        titled = bool(match.group("titles").strip()) or strip_titles(match.group("name")) != match.group("name")
        found.append(Mention(value, start, start + len(value), titled, []))
    return found


_LEADS = re.compile(
    r"^(?:(?:Del?(?=\s(?:[A-Z][a-z]{1,4}\.|Señor|Ingenier|Doctor|Mag|Licenciad|Abogad|Administrador|Sistema|Servidor))"
    r"|El|La|Al|Con|Por|En|Que|Se|A|Los|Las|Administrador[a]?|Institucional|Quipux|AIQ|Señor[a]?"
    r"|Sistema|Gestión|Documental|Nuevo|Nueva|Designo|Nombro"
    r"|Solicito|Correo|Electrónico|Particular|Estimad[oa]s?|Entrante|Saliente|Principal|Backup|Nombres?"
    r"|Apellidos?)\s+)+"
)


def _without_lead(value: str, start: int) -> tuple[str, int]:
    match = _LEADS.match(value)
    return (value[match.end() :], start + match.end()) if match else (value, start)


def _attach(cell: Cell, plain: str, labels: Sequence[Label], mentions: list[Mention]) -> tuple[list[Hit], list[Hit]]:
    """Give each value to the name before it in its sentence. Returned: what stands before any name, and what stands in
    later sentences that name nobody (``Sus datos son …``)."""
    before: list[Hit] = []
    later: list[Hit] = []
    for start, end, hits in sorted(_values(cell, labels, mentions), key=lambda item: item[0]):
        owner = next((m for m in reversed(mentions) if m.end <= start), None)
        if owner is None and mentions and mentions[0].start - start < 60 and hits[0].campo == "cedula":
            owner = mentions[0]
        if owner is None:
            before += hits
        elif len(mentions) > 1 and sentence_breaks(plain, max(owner.end, owner.data_end), start):
            later += hits
        else:
            _give(owner, hits)
            owner.data_end = max(owner.data_end, end)
    return before, later


def _give(owner: Mention, hits: Sequence[Hit]) -> None:
    known_cedula = any(known.campo == "cedula" for known in owner.hits)
    for hit in hits:
        if hit.campo == "cedula_o_celular":  # ten digits from 09 that pass as both: the first is taken for the cédula
            hit = replace(hit, campo="celular" if known_cedula else "cedula", sure=0.95 if known_cedula else 0.85)
        if hit.campo == "cargo":
            owner.post = owner.post or hit
        elif not any(known.campo == hit.campo for known in owner.hits):
            owner.hits.append(hit)


def _share(later: list[Hit], mentions: list[Mention], told: Sequence[tuple[Rol | None, bool]]) -> None:
    """Data in a sentence of their own belong to the new administrator among the people named, else to the last."""
    if not later or not mentions:
        return
    owner = next((m for m, (role, _) in zip(mentions, told, strict=True) if role == "aiq"), mentions[-1])
    _give(owner, later)


def _values(cell: Cell, labels: Sequence[Label], mentions: list[Mention]) -> list[tuple[int, int, list[Hit]]]:
    """Values with their place: those behind labels, then addresses and mobiles that stand without one."""
    found: list[tuple[int, int, list[Hit]]] = []
    for label, following in zip(labels, [*labels[1:], None], strict=False):
        limit = following.start if following else len(cell.text)
        nexts = [m.start for m in mentions if m.start >= label.end]
        end = _value_end(cell.text, label, min([limit, *nexts[:1]]))
        value = cut(cell, label.end, end)
        hits = list(read_value(label.field, value, label.sure, label.role)) if value else []
        hits = [hit for hit in hits if hit.campo not in ("rol", "nombre_solo", "apellidos", "nombres_apellidos")]
        if hits:
            found.append((label.start, end, hits))
    taken = [(start, end) for start, end, _ in found]
    for field, (sign, pattern) in _BARE.items():
        for match in pattern.finditer(cell.text) if sign.search(cell.text) else ():
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            part = cut(cell, match.start(), match.end())
            hits = list(read_value(field, part, 0.95)) if part else []
            hits = [replace(h, campo="cedula_o_celular") if _could_be_cedula(h) else h for h in hits]
            hits = [h for h in hits if field != "cedula" or h.checked.codigo is None]
            if hits:
                found.append((match.start(), match.end(), hits))
                taken.append(match.span())
    return found


def _could_be_cedula(hit: Hit) -> bool:
    return hit.campo == "celular" and check_cedula(hit.valor).codigo is None


# Values that show what they are without a label; each behind a sign that it has and most paragraphs have not.
_BARE = {
    "cedula": (re.compile(r"\d{9}"), re.compile(r"(?<![\d\-])(?!09)\d{9}-?\d(?![\d\-])")),
    "correo": (re.compile("@"), re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")),
    "celular": (
        re.compile("09|593"), re.compile(r"(?<![\d\-])(?:\+\s?593\s?\(?0?\)?\s?9|09)[\d\s\-]{8,12}(?!\d)")
    ),
    "telefono": (
        re.compile(r"\d{3}(?:[\s\-]?\d|\d[\s\-])\d{3}"),
        re.compile(
            r"(?<![\d\-])\(?0[2-7]\)?[\s\-]?\d{3}[\s\-]?\d{4}(?![\d\-])"
            r"|(?<![\d\-])[2-7]\d{3}[\s\-]\d{3}(?![\d\-])"
        ),
    ),
}  # fmt: skip


_IS = r"(?:\s*(?:correct[oa]\s+|actual\s+)?(?:es|son|corresponde\s+al?)\s+(?:el\s+|la\s+)?)?"


_ENDS = {
    "cedula": re.compile(_IS + r"[\s:.#°º]*[\dOIl][\dOIl\s.\-]*[\dOIl]"),
    "correo": re.compile(
        _IS + r"[\s:<(\[]*(?:mailto:)?[^\s;,()<>]+@\s?[^\s;,()<>]+(?:(?<=[.\-])\s[^\s;,()<>]+)?"
        r"(?:\s?[;,/]\s?[^\s;,()<>]+@[^\s;,()<>]+)*"
    ),
    "celular": re.compile(_IS + r"[\s:.#]*\+?[\s(]*\d[\d\s().\-]*"),
    "extension": re.compile(_IS + r"[\s:.#°º]*\d{1,6}(?:\s*[/\-y]\s*\d{1,6})*"),
    "telefono": re.compile(_IS + r"[\s:.#]*\+?[\s(]*\d[\d\s().\-/]*"),
    "telefono_extension": re.compile(_IS + r"[\s:.#]*\+?[\s(]*\d[\d\s().\-/]*"),
}


def _value_end(text: str, label: Label, end: int) -> int:
    """Where a value in a sentence ends: by its form, or at the next stop."""
    pattern = _ENDS.get(label.field)
    if pattern:
        match = pattern.match(text, label.end, end)
        return match.end() if match else end
    stop = re.search(r"[,;]|\.(?:\s|$)|\scon\s+(?:c[eé]dula|C\.)|\s(?:portador|y\s+correo)", text[label.end : end])
    return label.end + stop.start() if stop else end
