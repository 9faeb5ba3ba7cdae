"""Where a letter names houses: its letterhead, the signer's post, the subject, titles, cells and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cases.text import flat, tidy
from cases.written_dates import find_dates
from parsers.fields.prosehouse import OWN_AFTER, Named, houses_in, names_house
from parsers.fields.records import is_house
from parsers.pages.cells import Cell, Row, cut, has_room, join_cells, line_cells
from parsers.words.housenames import generic, house_words, own_house, siglas_of_number, whole_name
from parsers.words.links import ends_open
from parsers.words.posts import begins_courtesy, like_post
from parsers.writer.letterclose import Close
from parsers.writer.letterhead import Head


@dataclass(frozen=True, slots=True)
class Mention:
    """A house named in one place of the letter."""

    name: str
    place: str
    cell: Cell


_EVERYWHERE = re.compile(r"^republica|contraloria general del estado|registro (?:oficial|civil)\b(?!.*identificacion)")


def read_mentions(rows: Sequence[Row], head: Head, close: Close, told: Sequence[Cell]) -> list[Mention]:
    """Every house that the letter names; `told` are the paragraphs of the body's running text."""
    number = head.number.number if head.number else None
    body = rows[head.body : close.start]
    elsewhere = [*_signature(rows, close), *_subject(head), *_sentences(told), *_titles(body), *_cells(body, number)]
    return [*_letterhead(rows, head, elsewhere), *elsewhere]


def _letterhead(rows: Sequence[Row], head: Head, elsewhere: Sequence[Mention]) -> Iterator[Mention]:
    """Names that begin a line above number, date and addressee. With the lines below they are one name where a link
    holds them together, or where the letter names the whole elsewhere."""
    lines = list(_letterhead_cells(rows, head))
    right = max((row.cells[-1].box[2] for row in rows if row.page == rows[0].page), default=0.0)
    for at, cell in enumerate(lines):
        wide = _read_on(cell, lines[at + 1 : at + 5], right, elsewhere)
        named = _first_house(wide)
        name = named.name if named else _by_its_letters(cell, head)
        if name:
            yield Mention(name, "membrete", wide)


def _read_on(cell: Cell, lower: Sequence[Cell], right: float, elsewhere: Sequence[Mention]) -> Cell:
    """A name's first line with those below that go on with it; some only together make a name of what stands above."""
    wide = tried = cell
    for below in lower:
        if not _beneath(tried, below):
            continue
        above, tried = tried, join_cells([tried, below])
        if _goes_on(wide, above, tried, right, elsewhere):
            wide = tried
        elif not _half(tried.text):
            tried = wide
    return wide


_OPEN_QUOTE = re.compile(r"[“«][^”»]*$|^[^\"]*\"[^\"]*$")


def _half(text: str) -> bool:
    """Whether lines are only the kind of a house, or end within quotes."""
    return generic(text) or bool(_OPEN_QUOTE.search(text))


def _goes_on(wide: Cell, above: Cell, tried: Cell, right: float, elsewhere: Sequence[Mention]) -> bool:
    """Whether the name that `wide` holds goes on in the last line of `tried`; `above` are the lines before that one."""
    whole, begun = _first_house(tried), _first_house(wide)
    if whole is None or whole.end <= len(above.text):
        return False
    last, below = line_cells(tried)[-2:]
    known = any(house_words(whole.name) <= house_words(other.name) for other in elsewhere)
    if begun is None or known or _linked(last, below) or _OPEN_QUOTE.search(above.text):
        return True
    own = house_words(begun.name)
    if _UNIT.fullmatch(flat(below.text)) or any(own == house_words(other.name) for other in elsewhere):
        return False
    return _wrapped(last, below, right)


def _by_its_letters(cell: Cell, head: Head) -> str | None:
    """A line that begins with no house's word and of whose letters the number's siglas are made, or null."""
    text = whole_name(tidy(cell.text).strip(" ,."))
    plain = bool(re.fullmatch(r"[^\d@:/()“”\"«»]{8,90}", text)) and len(text.split()) >= 2
    if not plain or own_house(text) or like_post(text) or _EVERYWHERE.search(flat(text)):
        return None
    return text if head.number and siglas_of_number(head.number.number, text) else None


def _first_house(cell: Cell) -> Named | None:
    found = houses_in(cell.text)[:1]
    return found[0] if found and found[0].start == 0 and not _EVERYWHERE.search(flat(found[0].name)) else None


# A part of a house that stands alone in the line below its name.
_UNIT = re.compile(
    r"(?:(?:sub)?gerencia|direccion|secretaria|presidencia|coordinacion|alcaldia|rectorado|prefectura|jefatura"
    r"|despacho|comandancia|vicerrectorado|administracion)"
    r"(?: (?:general|ejecutiva|tecnica|zonal|provincial|nacional|municipal|hospitalaria|cantonal))?"
)


def _linked(line: Cell, below: Cell) -> bool:
    """Whether a name surely goes on in the next line."""
    return ends_open(line.text) or bool(re.match(r"(?:de|del|la|las|los|y|e|para|en)\b", flat(below.text)))


def _wrapped(line: Cell, below: Cell, right: float) -> bool:
    """Whether a line was broken because the next word had no room before the text's right edge."""
    first = below.words[0].box
    return not has_room(line, below, right, 0.3 * (first[3] - first[1]))


def _beneath(cell: Cell, other: Cell) -> bool:
    height = cell.words[0].box[3] - cell.words[0].box[1]
    near = -0.5 * height < other.box[1] - cell.box[3] < 1.2 * height and other.page == cell.page
    return near and min(cell.box[2], other.box[2]) > max(cell.box[0], other.box[0])


def _letterhead_cells(rows: Sequence[Row], head: Head) -> Iterator[Cell]:
    """The cells above the letter's number, date, subject and addressee (the row of the first of them included)."""
    for at, row in enumerate(rows[:10]):
        marked = [cell for cell in row.cells if _opens_letter(cell, head)]
        if marked and at and len(marked) == len(row.cells):
            return
        yield from (line for cell in row.cells if cell not in marked for line in line_cells(cell))
        if marked and not row.framed:
            if len(marked) < len(row.cells):
                yield from _beside_the_mark(rows, at, head)
            return


def _beside_the_mark(rows: Sequence[Row], at: int, head: Head) -> Iterator[Cell]:
    """The lines that go on below the first cell of a row whose last one opens the letter."""
    above = rows[at].cells[0]
    for row in rows[at + 1 : at + 5]:
        first = row.cells[0]
        aligned = abs(first.box[0] - above.box[0]) < row.height and first.page == above.page
        if _opens_letter(first, head) or not aligned or not _beneath(above, first):
            return
        yield first
        above = first


def _opens_letter(cell: Cell, head: Head) -> bool:
    number = head.number_cell
    same = number is not None and number.page == cell.page and _within(number, cell)
    return (
        same
        or bool(find_dates(cell.text) and head.date and head.date.cell.box == cell.box)
        or flat(cell.text).startswith(("asunto", "ref", "oficio", "of.", "memorando"))
        or begins_courtesy(cell.text)
    )


def _within(inner: Cell, outer: Cell) -> bool:
    across = outer.box[0] - 1 <= inner.box[0] < outer.box[2]
    return across and outer.box[1] - 1 <= inner.box[1] < outer.box[3]


def _signature(rows: Sequence[Row], close: Close) -> Iterator[Mention]:
    """The house in the signer's post or in a line of its own below it."""
    if close.post is None:
        return
    cells = [close.post.cell]
    foot = close.post.cell.box[3]
    for row in rows[close.start : close.end]:
        below = row.page == close.post.cell.page and -2 < row.top - foot < 2.2 * row.height
        if below and is_house(row.cells[0].text) and len(row.text.split()) < 16:
            cells.append(row.cells[0])
    for cell in cells:
        yield from (Mention(named.name, "firma", cell) for named in houses_in(cell.text))


def _subject(head: Head) -> Iterator[Mention]:
    if head.subject is not None:
        cell = head.subject.cell
        yield from (
            Mention(named.name, "asunto", cut(cell, named.start, named.end) or cell) for named in houses_in(cell.text)
        )


def _titles(rows: Sequence[Row]) -> Iterator[Mention]:
    """Lines of the body that hold nothing but a house's name: a title above its data."""
    for row in rows:
        if len(row.cells) == 1 and (named := _first_house(row.cells[0])) and len(row.text) - len(named.name) < 3:
            yield Mention(named.name, "titulo", row.cells[0])


def _cells(rows: Sequence[Row], number: str | None) -> Iterator[Mention]:
    """Names that begin a cell, or stand there behind a label that nobody knows, when the number's siglas are made of
    them."""
    for row in rows:
        for cell in _whole_or_lines(row) if names_house(row.text) else ():
            start = label.end() if (label := re.match(r"\W*[^\W\d][\w .]{2,24}:\s*", cell.text)) else 0
            named = next((named for named in houses_in(cell.text) if named.start == start), None)
            if named and siglas_of_number(number, named.name):
                yield Mention(named.name, "casilla", cut(cell, named.start, named.end) or cell)


def _whole_or_lines(row: Row) -> Iterator[Cell]:
    """The cells of a row: a drawn one that is all one name as it is, else its lines."""
    for cell in row.cells:
        named = _first_house(cell)
        whole = row.framed and named is not None and len(cell.text) - named.end < 3
        yield from (cell,) if whole else line_cells(cell)


_OF = r"(?:de|del|de la|de los|de las|para la|para el|en la|en el)"
# What stands before the writer's own house: his post, the system's administrator, its naming.
_OWN_BEFORE = re.compile(
    rf"(?:administrador[a-z/()]*|aiq\)?|quipux|gestion documental\b)[^.;:]{{0,40}}\b{_OF} $"
    rf"|(?:en (?:mi )?calidad de|como|suscrit[oa],?|yo,)[^.;:]{{3,90}}\b{_OF} $"
    rf"|(?:a nombre|en representacion|representante legal|datos|servidor[a-z]*|funcionari[oa]s?) {_OF} $"
    r"|(?:institucion|entidad)(?: se denomina| es| denominada)?:? (?:la |el )?$"
)
_OWN_AFTER = re.compile(
    rf"^(?:,? \([^)]{{2,20}}\)|, (?:(?:en adelante|con siglas),? )?[a-z0-9.&\- ]{{2,16}}| (?:[a-z]\.){{3,}})?,?"
    rf" {OWN_AFTER}"
)


def _sentences(told: Sequence[Cell]) -> Iterator[Mention]:
    """Houses of the running text: by words that make it the writer's own (`frase`), or only named (`texto`)."""
    for cell in told:
        plain = flat(cell.text)
        for named in houses_in(cell.text):
            if _EVERYWHERE.search(flat(named.name)):
                continue
            before, after = plain[max(0, named.start - 140) : named.start], plain[named.end :]
            own = _OWN_BEFORE.search(before) or _OWN_AFTER.match(after)
            part = cut(cell, named.start, named.end) or cell
            yield Mention(named.name, "frase" if own else "texto", part)


_SHORT = re.compile(r"\(?([A-ZÁÉÍÓÚÑ][A-ZÑ0-9.&\-]{2,13}(?:\sEP)?)\)?")
_BEHIND = re.compile(r"(?:\(([A-ZÑ0-9.&\- ]{2,16})\)|\s[-–—|]\s*([A-ZÑ][A-ZÑ0-9.&\-]{1,14}(?:\sEP)?))\s*$")
_SHORT_LAST = re.compile(r"\s((?![IVX]+$)[A-Z]{2}[A-Z.&\-]{1,12})$")


def short_marks(rows: Sequence[Row], head: Head, close: Close) -> Iterator[Mention]:
    """Short marks in capitals beside the name of the letterhead, alone in their cell, or below the signer's post."""
    for cell in _letterhead_cells(rows, head):
        text = tidy(cell.text)
        found = _BEHIND.search(text) or _SHORT.fullmatch(text)
        if found:
            yield Mention(next(group for group in found.groups() if group), "membrete", cell)
    last = _SHORT_LAST.search(close.post.text) if close.post else None
    if last and close.post:
        yield Mention(last.group(1), "firma", close.post.cell)
