"""Lists, two-column tables and boxes: labels with their values beside, below or behind them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from cases.text import flat
from parsers.fields.records import Gatherer, Record
from parsers.fields.values import read_value
from parsers.forms.across import read_across
from parsers.forms.answers import amid_value, answer, begun_above
from parsers.forms.byrole import read_by_role
from parsers.forms.cards import read_card
from parsers.forms.dealing import redeal
from parsers.forms.entries import GROUP, Entry, entries_of, is_sentence
from parsers.forms.fitting import slipped
from parsers.forms.items import read_bare, read_item
from parsers.forms.running import read_running
from parsers.forms.tables import columns_of_people, read_columns
from parsers.pages.cells import Cell, Row, has_room, join_cells
from parsers.sentences.cues import sentence_breaks
from parsers.sentences.prose import read_prose, spread, with_who_is_left
from parsers.words.labels import Label, label_at_start
from parsers.words.labelwords import is_label
from parsers.words.posts import like_person
from parsers.words.roles import PEOPLE, Rol, heading_role, is_title, new_by_now, role_in, role_of_label


@dataclass(frozen=True, slots=True)
class Form:
    """What was read: records in order, and the indexes of rows that belong to no list or table (running text)."""

    records: list[Record]
    prose: list[int]


class _Text:
    """The rows as running text: how far apart its lines stand (`most`, in heights of a line) and where they end."""

    def __init__(self, rows: Sequence[Row]):
        self.rows = rows
        self.most = spread(rows)
        self._edges: dict[tuple[int, float, float], float] = {}
        self._ends: dict[int, list[tuple[float, float]]] = {}
        for row in rows:
            if not row.framed:
                self._ends.setdefault(row.page, []).append((row.cells[0].box[0], row.cells[-1].box[2]))

    def edge(self, row: Row) -> float:
        """The right edge of the text on a row's page whose lines begin about where it does; most rows share theirs."""
        left = row.cells[0].box[0]
        place = (row.page, left, row.height)
        if place not in self._edges:
            reach = 3 * row.height
            self._edges[place] = max([end for begin, end in self._ends[row.page] if abs(begin - left) < reach])
        return self._edges[place]


def read_form(rows: Sequence[Row]) -> Form:
    """Every labelled datum of the rows, person by person."""
    gatherer = Gatherer()
    prose: list[int] = []
    entries: list[Entry] = []
    index, text = 0, _Text(rows)
    gatherer.new = new_by_now([row.text for row in rows if len(row.cells) == 1])
    while index < len(rows):
        across = read_across(rows, index)
        if across:
            _close(entries, gatherer)
            _take_all(across.records, gatherer)
            index = across.end
            continue
        people = columns_of_people(rows, index)
        if people:
            _close(entries, gatherer)
            columns = read_columns(rows, people[1], people[0])
            _take_all(columns.records, gatherer)
            index = columns.end
            continue
        card = read_card(rows, index)
        if card:
            _close(entries, gatherer)
            entries += card
            index += len(card)
            continue
        item, taken = _in_a_row(rows, index, entries)
        if item:
            entries += item
            index += taken
            continue
        inside = bool(prose) and prose[-1] == index - 1 and _inside_paragraph(text, index)
        amid = inside or amid_value(entries, rows[index])
        found, merged = ([], 0) if amid else read_running(rows, index)
        if not found and not amid:
            found, merged = entries_of(rows, index)
        if found:
            if prose and prose[-1] == index - 1 and begun_above(found, rows, index):
                prose.pop()
            entries += found
            index += merged
            continue
        if entries and (answer(entries, rows, index) or _bare(entries, rows, index)):
            index += 1
            continue
        _close(entries, gatherer)
        role = None if inside or _begins_sentence(text, index) else heading_role(rows[index].text)
        role = role or (_announced(rows, prose, index) if inside or rows[index].text[0].islower() else None)
        if role:
            gatherer.heading(role, rows[index].text)
        if role is None or len(rows[index].text.split()) > 10 or rows[index].text.endswith(":"):
            prose.append(index)
        if role is None and not _within_table(rows, index):
            gatherer.pause()
        index += 1
    _close(entries, gatherer)
    return Form(_told_apart(gatherer.done()), prose)


def _in_a_row(rows: Sequence[Row], index: int, before: Sequence[Entry]) -> tuple[list[Entry], int]:
    """One datum of several people, or all of one person, that a line tells; and the lines it takes."""
    shared = bool(before) and before[-1].whole and before[-1].label.role is not None
    found = read_by_role(rows, index, shared)
    return found if found[0] else read_item(rows, index)


def _bare(entries: list[Entry], rows: Sequence[Row], index: int) -> bool:
    """Take a line that is an address or a number without any label; whether it was one."""
    found = read_bare(rows, index)
    entries += found
    return bool(found)


def _announced(rows: Sequence[Row], prose: Sequence[int], index: int) -> Rol | None:
    """Whose data a sentence of several lines announces that ends in this one with a colon (``… se desactive al
    administrador`` over ``saliente, cuyos datos son:``)."""
    if not rows[index].text.rstrip().endswith(":"):
        return None
    begin = index
    while begin - 1 in prose and index - begin < 4 and not rows[begin - 1].text.rstrip().endswith((".", ":")):
        begin -= 1
    told = " ".join(row.text for row in rows[begin : index + 1])
    if re.search(r"\b(?:institucion|entidad|empresa)\b", flat(told)):  # and then its data come first
        return None
    role = heading_role(told)
    return role if role in PEOPLE and role_of_label(" ".join(told.split()[-12:])) == role else None


def _within_table(rows: Sequence[Row], index: int) -> bool:
    """Whether a row of two or more cells only goes on with the drawn table above it, under whatever label."""
    row = rows[index]
    return index > 0 and row.framed and len(row.cells) > 1 and rows[index - 1].framed


def _told_apart(records: list[Record]) -> list[Record]:
    """The records; a house by a person's name was read from a wrong place."""
    people = [hit.valor for record in records if record.role != "institucion"
              if (hit := record.get("nombres_apellidos"))]  # fmt: skip
    for record in records:
        if record.role == "institucion":
            record.hits = [
                replace(hit, sure=min(hit.sure, 0.5)) if hit.campo == "nombre" and hit.valor in people else hit
                for hit in record.hits
            ]
    return records


def _inside_paragraph(text: _Text, index: int) -> bool:
    """Whether a line of running text goes on here, so that a label at its beginning is a word of the sentence."""
    above, row = text.rows[index - 1], text.rows[index]
    if len(row.cells) > 1 or row.framed or above.framed or above.page != row.page:
        return False
    if row.top - above.bottom > text.most * row.height:
        return False
    if not any(map(str.isalpha, above.text)):  # a line drawn with signs
        return False
    if above.text.endswith(",") and row.text[0].islower():
        return True
    label = label_at_start(row.text)
    if above.text.rstrip().endswith((":", ".", ";")):  # within a sentence only where the line had no more room
        plainly = row.text[0].islower() and not (label and label.strong)
        return (plainly or len(above.text.split()) > 6) and _goes_on(above, row) and _wrapped(text, index)
    if row.text[0].islower() and not (label and label.strong) and _wrapped(text, index):
        return True
    starts_anew = label is not None and label.strong and row.text.lstrip(" -•*").strip()[:1].isupper()
    return len(above.text.split()) > 6 and (not starts_anew or _wrapped(text, index))


def _goes_on(above: Row, row: Row) -> bool:
    """Whether a line behind a colon, a semicolon or a shortened word begins no sentence."""
    text = above.plain.rstrip()
    shortened = text.endswith(".") and not sentence_breaks(f"{text} x", 0, len(text) + 1)
    return row.text[0].islower() or text.endswith(";") or shortened


def _begins_sentence(text: _Text, index: int) -> bool:
    """Whether a line is the first of a paragraph, however much it looks like a heading: the line below goes on with its
    sentence (narrow columns break sentences after a few words)."""
    row, below = text.rows[index], text.rows[index + 1] if index + 1 < len(text.rows) else None
    if below is None or row.text.rstrip().endswith((":", ".", ";")) or any(len(r.cells) > 1 for r in (row, below)):
        return False
    if (is_title(row.text) and like_person(below.text)) or not any(map(str.isalpha, below.text)):
        return False
    near = below.page == row.page and not row.framed and not below.framed
    if not (near and 0 <= below.top - row.bottom + 0.5 * row.height <= (text.most + 0.5) * row.height):
        return False
    long = len(row.text.split()) + len(below.text.split()) > 12 or "," in below.text
    label = label_at_start(below.text)
    return long and not (label and label.strong) and _wrapped(text, index + 1)


def _wrapped(text: _Text, index: int) -> bool:
    """Whether the line above broke for want of room: the first word of this one would not have fitted there."""
    above, row = text.rows[index - 1], text.rows[index]
    return not has_room(above.cells[-1], row.cells[0], text.edge(row), 0.25 * row.height)


def _take_all(records: Sequence[Record], gatherer: Gatherer) -> None:
    """A table's records; a heading above several people names none of them."""
    if sum(record.role is None and record.is_person() for record in records) > 1:
        gatherer.heading(None)
    for record in records:
        _take(record, gatherer)


def _take(record: Record, gatherer: Gatherer) -> None:
    """A table's record as its own; without a role of its own it stands under the heading in force."""
    if record.role == "institucion":
        gatherer.house.hits += record.hits
        return
    houses = [hit for hit in record.hits if hit.campo in ("nombre", "siglas", "siglas_sueltas")]
    gatherer.house.hits += houses
    record.hits = [hit for hit in record.hits if hit not in houses]
    current = gatherer.current
    if current is not None and _more_of(current, record):
        current.hits += record.hits
        current.blank |= record.blank
        return
    if record.role is None and gatherer.role not in (None, "institucion") and not (current and current.hits):
        record.role, record.titled = gatherer.role, True
    if record.hits:
        if record.role is None and current is not None and current.hits:
            gatherer.next_person()
        gatherer.records.append(record)
        gatherer.current = record


def _more_of(current: Record, record: Record) -> bool:
    """Whether a nameless record only goes on with the person before it."""
    nameless = record.role in (None, current.role) and record.get("nombres_apellidos") is None
    return nameless and not any(current.get(hit.campo) for hit in record.hits)


def _close(entries: list[Entry], gatherer: Gatherer) -> None:
    """Hand the entries' values over, in order."""
    if not entries:
        return
    redeal(entries)
    unsure = slipped((e.label.field, e.values[0].text) for e in entries if len(e.values) == 1)
    for at, entry in enumerate(entries):
        if entry.label.field == "otro":
            if role := _titled(entry):
                gatherer.heading(role)
            continue
        if not entry.values:
            role = entry.label.role or role_in(entry.label_cell.text)
            if entry.label.field in ("administrador", "rol", "rol_o_cargo", "otro") and role:
                gatherer.heading(role, entry.label_cell.text)
            gatherer.asked(entry.label.field)
            continue
        cell = join_cells(entry.values)
        words = flat(cell.text)
        if is_label(words) or GROUP.fullmatch(words):  # labels side by side: their values stand elsewhere, or nowhere
            continue
        if entry.label.field == "institucion" and not entry.label.strong and _heads_person(cell):
            gatherer.heading(None)  # two titles side by side: «ENTIDAD», «NUEVA ADMINISTRADORA»
            continue
        if is_sentence(entry.label, cell):
            _take_sentence(entry.label, cell, gatherer)
            continue
        several = entry.unsure or _side_by_side(entry.values) or _of_several(words)
        if several and len(entry.values) > 1 and (alone := _only_of_its_kind(entry)):
            cell, several = alone, False
        house = _names_house(entries, at)
        field = "institucion" if house and entry.label.field == "cargo" else entry.label.field
        hits = read_value(field, cell, entry.label.sure, "institucion" if house else entry.label.role)
        if not hits:
            gatherer.asked(entry.label.field)
        for hit in hits:
            gatherer.add(replace(hit, sure=min(hit.sure, 0.5)) if several or unsure else hit)
    entries.clear()


def _titled(entry: Entry) -> Rol | None:
    """Whose data follow, where a title parts the two with a colon (``Datos: AIQ de respaldo``)."""
    text = entry.values[0].text if len(entry.values) == 1 else ""
    title = _TITLE.match(flat(entry.label_cell.text)) and 0 < len(text.split()) <= 5
    return role_in(text) if title else None


_TITLE = re.compile(r"\W*(?:datos|ficha|informacion|registro)\b")


def _may_name(entry: Entry) -> bool:
    called = entry.label.field == "cargo" and "denominacion" in flat(entry.label_cell.text)
    return called or entry.label.field in ("nombre", "nombre_solo")


def _heads_person(cell: Cell) -> bool:
    return heading_role(cell.text) in PEOPLE


def _names_house(entries: Sequence[Entry], at: int) -> bool:
    """Whether a «Nombre» or «Denominación» is the house's, whatever it sounds like: its label stands alone above as a
    title, and its siglas follow («Entidad», «Nombre: …», «Siglas: …»). With a colon, that label is a datum that is
    missing."""
    if not 0 < at < len(entries) - 1 or not _may_name(entries[at]):
        return False
    above, below = entries[at - 1], entries[at + 1]
    title = above.label.field == "institucion" and not above.values and ":" not in above.label_cell.text
    return title and below.label.field == "siglas"


def _side_by_side(values: Sequence[Cell]) -> bool:
    """Whether a label has several values in one line: a table of several people that was not understood."""
    said = [cell for cell in values if any(map(str.isalnum, cell.text))]
    return any(_beside(one, other) for one, other in pairwise(said))


def _beside(one: Cell, other: Cell) -> bool:
    """Whether a cell stands at the height of another, behind it (drawn ones may share a line)."""
    apart = other.box[0] - one.box[2] > (-1 if one.framed and other.framed else 4)
    return apart and one.page == other.page and abs(one.box[1] - other.box[1]) < 4


def _of_several(words: str) -> bool:
    """Whether a value tells of more than one person whose it is (``17… (saliente), 09… (entrante)``)."""
    return len(set(_OWNERS.findall(words))) > 1


_OWNERS = re.compile(r"\b(?:entrante|saliente|backup|suplente)\b")


def _only_of_its_kind(entry: Entry) -> Cell | None:
    """The first of several values, where it is whole and right by itself and none of the others can be one."""
    first, *others = entry.values
    if entry.unsure or entry.label.field not in ("cedula", "correo"):
        return None
    right = [hit for hit in read_value(entry.label.field, first) if hit.checked.codigo is None]
    return first if right and not any(re.search(r"[\d@]", cell.text) for cell in others) else None


def _take_sentence(label: Label, cell: Cell, gatherer: Gatherer) -> None:
    """The people of such a sentence; the first has the label's role, or the heading's."""
    told = with_who_is_left(read_prose([cell]))
    for number, record in enumerate(record for record in told if record.role != "institucion"):
        if not number:
            heading = gatherer.role if gatherer.role != "institucion" else None
            record.role = label.role or heading or record.role
            record.titled = True
        gatherer.records.append(record)
    gatherer.current = None
