"""The head of an official letter: number, date, subject, addressee; each may be absent (dossier 1.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cases.document_numbers import DocumentNumber, find_numbers
from cases.names import looks_like_name, strip_titles
from cases.text import flat, slips
from cases.written_dates import find_dates
from parsers.pages.cells import Cell, Row, cut, has_room, join_cells, line_cells
from parsers.words.labels import label_at_start
from parsers.words.posts import begins_courtesy, like_person, like_post, only_courtesy
from parsers.writer.found import WEAK, Found, is_small_print, without_stop
from parsers.writer.headnumber import number_at_foot, number_in_head

_SALUTATION = re.compile(
    r"^(?:de\s+(?:mi|mis|nuestra|nuestras|toda mi)\s+(?:mayor(?:es)?\s+|especial(?:es)?\s+"
    r"|distinguida\s+)?consideraci|reciba[n]?\b.{0,30}saludo"
    r"|(?:un )?cordial(?:es)? saludos?|saludos? cordial(?:es)?\s*[:.]|con un cordial"
    r"|senor(?:a)? (?:subsecretari|ministr)[^:]{0,60}:$"
    r"|presente\s*[.\-]*$|presente\s*\.?-"
    r"|en su (?:despacho|oficina)|ciudad\s*[.\-]*$|quito\s*[.\-]*$|estimad[oa]s?\b)"
)


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before the body. `body` is the index of the first row behind it."""

    number: DocumentNumber | None
    number_cell: Cell | None
    number_sure: float
    date: Found | None
    city: str | None
    subject: Found | None
    addressee: str | None
    addressee_post: str | None
    body: int


def read_head(rows: Sequence[Row]) -> Head:
    """Number, date, subject and addressee of a letter's first page."""
    body, limit = _heading(rows)
    number, number_cell, used, sure = number_in_head(rows, limit)
    if number is None:
        number, number_cell = number_at_foot(rows, limit)
    subject, subject_end = _subject(rows, limit)
    above = _date(rows[: max(limit, subject_end, 8)], number_cell)
    date = above or _date_at_foot(rows, limit)
    city = re.split(r",|\s+a\s+\d|\d", date.cell.text)[0].strip(" .,") if date else None
    first = max(subject_end, used, _row_of(rows, above) + 1)
    addressee, post = _addressee(rows, first, body)
    end = max(body, first if body == 0 else 0)
    return Head(number, number_cell, sure, date, city or None, subject, addressee, post, end)


def read_number(rows: Sequence[Row]) -> DocumentNumber | None:
    """The number at the top, alone."""
    return number_in_head(rows, _heading(rows)[1])[0]


def _heading(rows: Sequence[Row]) -> tuple[int, int]:
    """Where the body begins, and up to which row a number may stand."""
    body, running = _body_start(rows)
    return body, min(len(rows), max(body, min(running, 12), 6))


def _row_of(rows: Sequence[Row], found: Found | None) -> int:
    if found is None:
        return -1
    return next((at for at, row in enumerate(rows) if found.cell in row.cells), -1)


def _body_start(rows: Sequence[Row]) -> tuple[int, int]:
    """The row behind the last opening formula near the top, 0 when the letter has none; and that of the first running
    text, before which everything is heading."""
    start = at = 0
    for at, row in enumerate(rows[:40]):
        plain = flat(row.cells[0].text).strip()
        if _SALUTATION.match(plain):
            start = at + 1 if len(plain.split()) <= 6 and not re.search(r":\s*\S", plain) else at
            if plain.startswith(("de ", "reciba", "con un", "estimad")):
                break
        elif (start and (len(plain.split()) > 7 or at > start + 1)) or (
            not start and len(row.cells) == 1 and len(plain.split()) > 14 and not is_small_print(plain)
        ):
            break
    return start, at


_ASUNTO = "|".join(("asunto", *sorted(slips("asunto")), r"as(?:un|to|nt|unt)?\.(?=\s*:)"))
_SUBJECT = re.compile(rf"(?:{_ASUNTO}|ref(?:erencia)?|tema|motivo|objeto)\s*[:.\-](?:\s*[:.\-])*\s*")
_SUBJECT_BARE = re.compile(r"(?:Asunto|ASUNTO)\s+(?=[A-ZÁÉÍÓÚÑ])")
_SUBJECT_CELL = re.compile(r"(?i:asunto|ref(?:erencia)?|tema|motivo)$")


def _subject(rows: Sequence[Row], limit: int) -> tuple[Found | None, int]:
    """The subject and the row behind it: what is called so before what is only referred to (``Ref.:``)."""
    beginnings = list(_subject_beginnings(rows[: max(limit, 25)]))
    called = (one for one in beginnings if re.match(_ASUNTO, one[1].group().lower()))
    at, match = next(called, next(iter(beginnings), (0, None)))
    if match is None:
        return None, 0
    row, end = rows[at], at + 1
    cells = [cell for cell in (cut(row.cells[0], match.end(), len(row.cells[0].text)), *row.cells[1:]) if cell]
    if not cells and end < len(rows) and _may_go_on(rows, at, end):  # its words stand in the line below
        cells.append(rows[end].cells[0])
        end += 1
    while end < len(rows) and end - at < 5 and _subject_goes_on(rows, at, end):
        cells.append(rows[end].cells[0])
        end += 1
    if not cells:
        return None, end
    cell = join_cells(cells)
    text = without_stop(cell.text).lstrip(":-– ")
    return Found(text, cell, WEAK if _end_is_doubtful(rows, at, end) or text.endswith("-") else 1.0), end


def _subject_beginnings(rows: Sequence[Row]) -> Iterator[tuple[int, re.Match[str]]]:
    for at, row in enumerate(rows):
        match = _SUBJECT.match(row.plain) or _SUBJECT_BARE.match(row.text)
        match = match or (_SUBJECT_CELL.match(row.cells[0].text) if len(row.cells) == 2 else None)
        if match and (at <= 12 or re.match(_ASUNTO, match.group().lower())):
            yield at, match


def _end_is_doubtful(rows: Sequence[Row], first: int, end: int) -> bool:
    """Whether only the room left in its line tells that the next one, as near as lines of one text, is none of it."""
    if end >= len(rows) or end - first >= 5 or not _may_go_on(rows, first, end):
        return False
    return rows[end].top - rows[end - 1].bottom < 0.25 * rows[end].height


def _subject_goes_on(rows: Sequence[Row], first: int, at: int) -> bool:
    return not _would_have_fit(rows[at - 1], rows[at]) and _may_go_on(rows, first, at)


_LEADING = 0.7  # between the lines of one subject, in heights of its letters; a letter set wide has 0.6


def _may_go_on(rows: Sequence[Row], first: int, at: int) -> bool:
    row, above = rows[at], rows[at - 1]
    if row.page != above.page or row.top - above.bottom > _LEADING * row.height or len(row.cells) > 1:
        return False
    text = row.cells[0].text
    if (_is_titled(text) or _OUR_HOUSE.match(flat(text))) and not _OPEN_END.search(flat(above.text)):
        return False
    if begins_courtesy(text) or _SALUTATION.match(flat(text)) or find_dates(text) or only_courtesy(text):
        return False
    if above.framed != row.framed or (
        len(rows[first].cells) > 1 and row.cells[0].box[0] < rows[first].cells[1].box[0] - 4
    ):
        return False
    if _INITIALS.fullmatch(text):
        return False
    label = label_at_start(text)
    return not (label and label.strong) and not re.match(r"(?:para|de|fecha)\s*:", flat(text))


_OUR_HOUSE = re.compile(r"(?:subsecretari[oa] de gobierno electronico|ministerio de telecomunicaciones|mintel)\b")
_OPEN_END = re.compile(r"\b(?:de|del|la|el|las|los|al?|y|e|por|para|con|que|como|srt?a?|ing|senora?)\W*$")


def _is_titled(text: str) -> bool:
    """Whether a line is a person's name behind a title and nothing else (``Ing. Octavio Plaza``), as an addressee's."""
    name = strip_titles(text)
    return name != text.strip(" .,") and looks_like_name(name)


# Who drafted and who typed: ``AQ/sc``, ``MLP-jv``.
_INITIALS = re.compile(r"[A-ZÑ]{2,4}(?:\s?[/-]\s?[A-Za-zñÑ]{2,4}){1,3}")


def _would_have_fit(above: Row, row: Row) -> bool:
    """Whether a line's first word had room at the end of the line above it: then nobody wrapped a text there."""
    edge = row.cells[-1].box[2] - 0.2 * row.height
    return has_room(above.cells[-1], row.cells[0], edge, 0.35 * row.height)


_TOWN_BEFORE = re.compile(r"[a-z][a-z.,() ]{2,30},\s*(?:a\s+(?:los?\s+)?|el\s+(?:dia\s+)?)?")
_PLACE_BEFORE = re.compile(r"^[^\d:]{2,45}[,.]?\s*(?:a\s*)?$|\bfecha\s*:[^\d:]{0,45}$")
# What is dated so is not the letter: the house's foundation, a law, another document.
_OTHER_DATED = re.compile(
    r"\b(?:cread|fundad|constituid|inaugurad|acreditad|ley\b|registro oficial|publicad|expedid|reformad|desde\b|hasta\b"
    r"|recibid|vigente|aniversario|decreto|ordenanza|resolucion|acuerdo|memorando)|\bde\s*$"
)
_OLDEST = "2008"  # before that year there was no Quipux to administer


def _date(rows: Sequence[Row], number_cell: Cell | None) -> Found | None:
    """The date behind a place's name that stands nearest to the number; else the first date near the top."""
    placed: list[tuple[float, Found]] = []
    best: Found | None = None
    for at, row in enumerate(rows):
        cells = row.cells if not row.plain.startswith("asunto") else ()
        for cell in (part for whole in cells for part in (line_cells(whole) if whole.starts else (whole,))):
            dated = _dated(cell)
            if dated is None:
                continue
            start, lead, found = dated
            if not start and at and rows[at - 1].text.endswith(","):  # the place ends the line above
                lead = re.split(r"[\d·|–—]", flat(rows[at - 1].text))[-1].strip()
            beside = number_cell is not None and _alone_beside(cell, number_cell)
            if _PLACE_BEFORE.search(lead) or flat(cell.text).startswith("fecha") or beside:
                away = abs(cell.box[1] - number_cell.box[1]) if number_cell and number_cell.page == cell.page else at
                placed.append((away, found))
            best = best or (replace(found, sure=WEAK) if start < 40 and at < 10 else None)
    return min(placed, key=lambda item: item[0])[1] if placed else best


def _alone_beside(cell: Cell, number: Cell) -> bool:
    """Whether a line is nothing but a date, next to that of the letter's number."""
    near = cell.page == number.page and abs(cell.box[1] - number.box[1]) < 3 * (number.box[3] - number.box[1])
    return near and any(start == 0 and end >= len(cell.text.rstrip(" .-")) for _, start, end in find_dates(cell.text))


def _dated(cell: Cell) -> tuple[int, str, Found] | None:
    """The first date of a short cell that may be the letter's, where it begins, and what stands before it."""
    dates = find_dates(cell.text)
    if not dates:
        return None
    iso, start, _ = dates[0]
    if len(cell.text.split()) > 14 and not _TOWN_BEFORE.fullmatch(flat(cell.text[:start])):
        return None
    numbers = [number.end for number in find_numbers(cell.text) if number.end <= start]
    lead = flat(cell.text)[max(numbers, default=0) : start]
    if iso < _OLDEST or _OTHER_DATED.search(lead):
        return None
    return start, lead, Found(iso, cell)


_DONE_AT = re.compile(r"\b(?:dad|suscrit|firmad|otorgad|emitid|expedid)[oa]\s+(?:y\s+\w+\s+)?en\b(?!\s+el\s+registro)")


def _date_at_foot(rows: Sequence[Row], limit: int) -> Found | None:
    """The date of a letter that ends like an act: «Dado en Quito, a los siete días del mes de abril …», or bears place
    and date in a line below the signature."""
    for at in range(len(rows) - 1, limit, -1):
        done = _DONE_AT.search(rows[at].plain)
        if done is None:
            continue
        cell = join_cells([cell for row in rows[at : at + 3] for cell in row.cells])
        dates = [found for found in find_dates(cell.text) if found[1] >= done.end()]
        if dates:
            return Found(dates[0][0], cut(cell, dates[0][1], dates[0][2]) or cell)
    last = (dated for row in rows[max(limit, len(rows) - 8) :] if (dated := _dated(row.cells[0])))
    return next((found for _, lead, found in last if _TOWN_BEFORE.fullmatch(lead)), None)


_FOR = re.compile(r"para\s*:\s*")


def _memo_addressee(rows: Sequence[Row]) -> tuple[str | None, str | None] | None:
    """Name and post behind ``PARA:``, as memoranda have them; null when there is no such line."""
    for at, row in enumerate(rows[:14]):
        match = _FOR.match(row.plain)
        if not match:
            continue
        named = row.text[match.end() :].strip(" ,")
        name, _, beside = named.partition(",")
        below = rows[at + 1].text if at + 1 < len(rows) else ""
        post = beside.strip() or (below if like_post(below) else None)
        if like_person(name):
            return strip_titles(name), post
        return None, named or post
    return None


def _addressee(rows: Sequence[Row], first: int, body: int) -> tuple[str | None, str | None]:
    memo = _memo_addressee(rows)
    if memo:
        return memo
    lines = [row.cells[0].text for row in rows[first:body] if len(row.text.split()) <= 16]
    lines = [line for line in lines if not _SALUTATION.match(flat(line))]
    for at, line in enumerate(lines):
        if begins_courtesy(line) or only_courtesy(line):
            lines = lines[at:]
            break
    lines = [line for line in lines if line and not only_courtesy(line)]
    name = next((line for line in lines[:2] if like_person(line)), None)
    rest = lines[lines.index(name) + 1 :] if name else lines
    post = next((line for line in rest[:2] if like_post(line)), rest[0] if rest and name else None)
    return (strip_titles(name) if name else None), (post.strip(" ,.") if post else None)
