"""The parts of an official letter: head, addressee, body, close; every part may be absent (dossier 1.3)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cases.document_numbers import DocumentNumber, bare_number, find_numbers
from cases.names import strip_titles
from cases.text import flat
from cases.written_dates import find_dates
from parsers.labels import label_at_start
from parsers.layout import Cell, Row, cut, join_cells
from parsers.posts import begins_courtesy, like_person, like_post, only_courtesy

_SALUTATION = re.compile(
    r"^(?:de\s+(?:mi|mis|nuestra|nuestras|toda mi)\s+(?:mayor(?:es)?\s+|especial(?:es)?\s+|distinguida\s+)?consideraci|reciba[n]?\b.{0,30}saludo"
    r"|cordial(?:es)? saludos?|con un cordial|senor(?:a)? (?:subsecretari|ministr)[^:]{0,60}:$|presente\s*[.\-]*$|presente\s*\.?-"
    r"|en su (?:despacho|oficina)|ciudad\s*[.\-]*$|quito\s*[.\-]*$|estimad[oa]s?\b)"
)
_CLOSE = re.compile(
    r"^(?:muy\s+)?(?:atentamente|atte|cordialmente|respetuosamente|saludos(?: cordiales)?|de usted(?:es)?,? (?:muy )?atentamente)\b[\s.,:;]*$"
)
_SIGNED = re.compile(r"^\W*documento firmado electronicamente\W*$")
_SMALL = re.compile(r"^(?:referencias?|anexos?|adjuntos?|copia|c\.?\s?c\.?|con copia|ref)\s*[:.]")


@dataclass(frozen=True, slots=True)
class Found:
    """A text with the cell it stands in."""

    text: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before the body. `body` is the index of the first row behind it."""

    number: DocumentNumber | None
    number_cell: Cell | None
    date: Found | None
    city: str | None
    subject: Found | None
    addressee: str | None
    addressee_post: str | None
    body: int


def read_head(rows: Sequence[Row]) -> Head:
    """Number, date, subject and addressee of a letter's first page."""
    body = _body_start(rows)
    limit = min(len(rows), max(body, 6))
    number, number_cell, used = _number(rows, limit)
    subject, subject_end = _subject(rows, limit)
    date = _date(rows, limit, subject_end)
    city = re.split(r",|\s+a\s+\d|\d", date.cell.text)[0].strip(" .,") if date else None
    first = max(subject_end, used, _row_of(rows, date) + 1)
    addressee, post = _addressee(rows, first, body)
    return Head(number, number_cell, date, city or None, subject, addressee, post, max(body, first if body == 0 else 0))


def _row_of(rows: Sequence[Row], found: Found | None) -> int:
    if found is None:
        return -1
    return next((at for at, row in enumerate(rows) if found.cell in row.cells), -1)


def _body_start(rows: Sequence[Row]) -> int:
    """The row behind the last opening formula near the top, 0 when the letter has none."""
    start = 0
    for at, row in enumerate(rows[:40]):
        plain = flat(row.cells[0].text).strip()
        if _SALUTATION.match(plain):
            start = at + 1 if len(plain.split()) <= 6 else at
            if plain.startswith(("de ", "reciba", "con un", "estimad")):
                break
        elif (start and (len(plain.split()) > 7 or at > start + 1)) or (
            not start and len(row.cells) == 1 and len(plain.split()) > 14 and not _SMALL.match(plain)
        ):
            break
    return start


def _number(rows: Sequence[Row], limit: int) -> tuple[DocumentNumber | None, Cell | None, int]:
    for at, row in enumerate(rows[:limit]):
        for position, cell in enumerate(row.cells):
            joined = _with_rest(rows, at, position) if _broken(cell.text) else cell
            found = find_numbers(joined.text)
            if found and found[0].start < 60:
                part = cut(joined, found[0].start, found[0].end)
                return found[0], part or joined, at + (1 if joined.box[3] <= row.bottom + 1 else 2)
        if at < 4 and len(row.cells) == 1 and (bare := bare_number(row.text)) and not find_dates(row.text):
            return DocumentNumber("", bare, 0, len(row.text)), row.cells[0], at + 1
    return None, None, 0


def _with_rest(rows: Sequence[Row], at: int, position: int) -> Cell:
    """A cell read on in the next cell of its row, else in the next row."""
    row = rows[at]
    if position + 1 < len(row.cells):
        return join_cells(row.cells[position : position + 2])
    return join_cells([row.cells[position], rows[at + 1].cells[0]]) if at + 1 < len(rows) else row.cells[position]


_ONLY_INTRO = re.compile(
    r"(?:n(?:ro|o|um|umero)?\s?[.°ºª:]*|oficio|memorando|acuerdo|resolucion|circular|accion de personal)\s*[:.]?\s*$"
)


def _broken(text: str) -> bool:
    """Whether a number goes on in the next line: an introducer at the end, or a hyphen."""
    plain = flat(text).rstrip()
    return plain.endswith("-") or (bool(_ONLY_INTRO.search(plain)) and len(plain) < 40)


def _subject(rows: Sequence[Row], limit: int) -> tuple[Found | None, int]:
    for at, row in enumerate(rows[: max(limit, 25)]):
        plain = flat(row.text)
        match = re.match(r"(?:asunto|ref(?:erencia)?|tema)\s*[:.\-]\s*", plain)
        if not match or (match.group().startswith(("ref", "tema")) and at > 12):
            continue
        cells = [cell for cell in (cut(row.cells[0], match.end(), len(row.cells[0].text)), *row.cells[1:]) if cell]
        end = at + 1
        while end < len(rows) and end - at < 5 and _subject_goes_on(rows, at, end):
            cells.append(rows[end].cells[0])
            end += 1
        if not cells:
            return None, end
        cell = join_cells(cells)
        return Found(cell.text.strip(" ."), cell), end
    return None, 0


def _subject_goes_on(rows: Sequence[Row], first: int, at: int) -> bool:
    row, above = rows[at], rows[at - 1]
    if row.page != above.page or row.top - above.bottom > 0.55 * row.height or len(row.cells) > 1:
        return False
    text = row.cells[0].text
    if begins_courtesy(text) or _SALUTATION.match(flat(text)) or find_dates(text) or only_courtesy(text):
        return False
    if above.framed != row.framed or (
        len(rows[first].cells) > 1 and row.cells[0].box[0] < rows[first].cells[1].box[0] - 4
    ):
        return False
    label = label_at_start(text)
    return not (label and label.strong) and not re.match(r"(?:para|de|fecha)\s*:", flat(text))


def _date(rows: Sequence[Row], limit: int, subject_end: int) -> Found | None:
    best: Found | None = None
    for at, row in enumerate(rows[: max(limit, 8)]):
        if flat(row.text).startswith("asunto"):
            continue
        for cell in row.cells:
            dates = find_dates(cell.text)
            if not dates or len(cell.text.split()) > 14:
                continue
            iso, start, _ = dates[0]
            found = Found(iso, cell)
            if re.match(r"^[^\d:]{2,45}[,.]?\s*(?:a\s*)?$", flat(cell.text)[:start]) or flat(cell.text).startswith(
                "fecha"
            ):
                return found
            best = best or (found if start < 40 and at < 10 else None)
    return best


def _memo_addressee(rows: Sequence[Row]) -> tuple[str | None, str | None] | None:
    """Name and post behind ``PARA:``, as memoranda have them; null when there is no such line."""
    for at, row in enumerate(rows[:14]):
        match = re.match(r"para\s*:\s*", flat(row.text))
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


def is_closing(text: str) -> bool:
    """Whether a line is nothing but a closing formula (``Atentamente,``), or the mark above a mail's signature."""
    return bool(_CLOSE.match(flat(text).strip())) or text.strip() in ("--", "__", "—")


@dataclass(frozen=True, slots=True)
class Close:
    """What stands behind the body. `start` is the index of the closing formula's row (the number of rows when there is
    none), `end` the first row that no longer belongs to it (a further page)."""

    start: int
    end: int
    name: Found | None = None
    post: Found | None = None
    references: tuple[str, ...] = ()
    annexes: tuple[str, ...] = ()


def read_close(rows: Sequence[Row], body: int) -> Close:
    """Signer, references and annexes behind the closing formula."""
    start = next((at for at in range(body, len(rows)) if _CLOSE.match(flat(rows[at].cells[0].text).strip())), None)
    if start is None:
        start = next((at for at in range(body, len(rows)) if _SIGNED.match(flat(rows[at].text))), None)
    if start is None:
        return _without_formula(rows, body)
    small = next((at for at in range(start, len(rows)) if _SMALL.match(flat(rows[at].text))), len(rows))
    block = list(range(start + 1, min(small, start + 22, len(rows))))
    name_at, name = _signer(rows, block)
    post, after = _post_below(rows, name_at, name, block) if name else (_lone_post(rows, block), start + 1)
    end = max(after, start + 1)
    page = rows[end - 1].page
    while end < len(rows) and rows[end].page == page:
        end += 1
    return Close(
        start,
        end,
        name,
        post,
        _small_list(rows, start, r"referencias?"),
        _small_list(rows, start, r"anexos?|adjuntos?"),
    )


def _without_formula(rows: Sequence[Row], body: int) -> Close:
    """A letter that ends with a name over a post and no formula."""
    for at in range(len(rows) - 2, max(body, len(rows) - 12), -1):
        cell, below = rows[at].cells[0], rows[at + 1].cells[0]
        titled = strip_titles(cell.text) != cell.text.strip(" .,")
        if like_person(cell.text) and like_post(below.text) and (titled or below.text.isupper()):
            if label_at_start(rows[at].text) or label_at_start(below.text):
                continue
            post, after = _post_below(rows, at, Found(strip_titles(cell.text), cell), list(range(at, len(rows))))
            return Close(at, after, Found(strip_titles(cell.text), cell), post)
    return Close(len(rows), len(rows))


_STAMP = re.compile(
    r"firmado (?:electronica|digital)mente(?: por)?|validar unicamente|firmaec|^razon\s*:|^localizacion\s*:|^fecha\s*:|reconocimiento|^cn="
)


def _signer(rows: Sequence[Row], block: Sequence[int]) -> tuple[int, Found | None]:
    """The printed signer: a name over a post before a name with a title before any name; stamps are no names."""
    ranked: list[tuple[int, int, Cell]] = []
    for at in block:
        for cell in rows[at].cells:
            text = re.sub(r"^\(?f\.?\)\.?\s*", "", cell.text)
            if _STAMP.search(flat(text)) or not like_person(text):
                continue
            below = _cell_below(rows, at, cell, block)
            posted = below is not None and (
                like_post(below.text) or (below.text.isupper() and not like_person(below.text))
            )
            titled = strip_titles(text) != text.strip(" .,")
            stamped = any(_STAMP.search(flat(rows[up].text)) for up in block if at - 3 <= up < at) and not posted
            ranked.append((-(4 * posted + 2 * titled - 3 * stamped), at, cell))
    if not ranked:
        return -1, None
    rank, at, cell = min(ranked, key=lambda item: item[:2])
    return at, Found(strip_titles(re.sub(r"^\(?f\.?\)\.?\s*", "", cell.text)), cell)


def _cell_below(rows: Sequence[Row], at: int, cell: Cell, block: Sequence[int]) -> Cell | None:
    for lower in (at + 1, at + 2):
        if lower not in block:
            return None
        for other in rows[lower].cells:
            if min(cell.box[2], other.box[2]) - max(cell.box[0], other.box[0]) > 0 and not _STAMP.search(
                flat(other.text)
            ):
                return other
    return None


def _beneath(upper: Cell, row: Row) -> Cell | None:
    """What stands under a cell: the cell below with those that nearly touch it."""
    at = next(
        (i for i, c in enumerate(row.cells) if min(upper.box[2], c.box[2]) - max(upper.box[0], c.box[0]) > 0), None
    )
    if at is None:
        return None
    cells = [row.cells[at]]
    for cell in row.cells[at + 1 :]:
        if cell.box[0] - cells[-1].box[2] > 0.7 * row.height:
            break
        cells.append(cell)
    return cells[0] if len(cells) == 1 else replace(join_cells(cells), starts=())


_NO_POST = re.compile(
    r"^(?:c\.?\s?[ci]\.?(?:\b|$)|cedula|correo|ext\b|ruc|http|\d|\*|pag|av\.?\s|avenida|calle|direccion\s*:)"
    r"|\btelf|\btel[.:]|\btelefono|\bcel[.:]|\bcelular|www\.|@|\d{6}"
)


def _post_below(rows: Sequence[Row], at: int, name: Found, block: Sequence[int]) -> tuple[Found | None, int]:
    cells: list[Cell] = []
    above, end = rows[at], at + 1
    for lower in range(at + 1, min(at + 6, len(rows))):
        row = rows[lower]
        if lower not in block or (row.page != above.page and cells):
            break
        cell = next(
            (c for c in row.cells if min(name.cell.box[2], c.box[2]) - max(name.cell.box[0], c.box[0]) > 0), None
        )
        if (
            cell is None
            or row.top - above.bottom > (2.2 if not cells else 0.9) * row.height
            or _NO_POST.search(flat(cell.text))
        ):
            break
        if _STAMP.search(flat(cell.text)) or re.fullmatch(r"[A-Za-z]{2,4}(?:/[A-Za-z]{2,4})+", cell.text):
            break
        if cells and not _post_goes_on(cells[-1].text, cell.text):
            end = lower + 1
            break
        cells.append(cell)
        above, end = row, lower + 1
    if not cells:
        return None, end
    cell = join_cells(cells)
    return Found(cell.text.strip(" ,.;"), cell), end


_HOUSE = re.compile(r"^(?:ministerio|secretaria (?:nacional|de|general de la)|instituto|empresa|gobierno|gad|municipi|agencia|universidad|servicio nacional"
                    r"|corporacion|hospital|superintendencia|banco|republica|consejo (?:nacional|de la judicatura))\b")  # fmt: skip


def _post_goes_on(before: str, text: str) -> bool:
    if like_person(text) and not text.isupper():
        return False
    open_end = bool(re.search(r"(?:\b(?:de|del|la|las|los|el|y|e|en|para)|[,\-])$", flat(before)))
    return open_end or not _HOUSE.match(flat(text))


def _lone_post(rows: Sequence[Row], block: Sequence[int]) -> Found | None:
    """A post without a name above it, as some print options leave it."""
    for at in block:
        cell = rows[at].cells[0]
        if like_post(cell.text) and len(cell.text.split()) <= 12:
            return Found(cell.text.strip(" ,."), cell)
    return None


def _small_list(rows: Sequence[Row], start: int, word: str) -> tuple[str, ...]:
    found: list[str] = []
    inside = False
    for row in rows[start:]:
        plain = flat(row.text)
        match = re.match(rf"(?:{word})\s*[:.]\s*", plain)
        if match:
            inside = True
            rest = row.text[match.end() :].strip(" -•")
            found += [rest] if rest else []
        elif inside and re.match(r"\s*[-•*]", plain):
            found.append(row.text.strip(" -•*"))
        elif inside:
            break
    return tuple(found)
