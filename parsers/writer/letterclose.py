"""The close of an official letter: who signs in what post, references and annexes (dossier 1.3)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cases.names import only_rank, strip_titles
from cases.text import flat
from parsers.fields.prosehouse import houses_in
from parsers.pages.cells import Cell, Row, cut, join_cells
from parsers.words.labels import label_at_start
from parsers.words.links import ends_open
from parsers.words.posts import like_person, like_post
from parsers.writer.found import WEAK, Found, is_small_print, without_stop

_CLOSE = re.compile(
    r"^(?:muy\s+)?(?:atentamente|atte|cordialmente|respetuosamente|saludos(?: cordiales)?"
    r"|(?:con )?(?:un |mi )?cordial saludo|con (?:(?:todo|mi) )?(?:respeto|aprecio|estima)|fraternalmente"
    r"|suy[oa] atentamente"
    r"|sin otro particular(?:,? (?:me|nos) (?:despid|suscrib)\w+)?(?: de usted)?"
    r"|(?:de(?:l)? )?(?:usted(?:es)?|senor(?:a)?(?: [a-z]+){0,4}),? (?:muy )?(?:atenta"
    r"|cordial|respetuosa)mente"
    r"|(?:me despido|me suscribo|suscribo)(?: de usted(?:es)?)?,? (?:muy )?(?:atenta|cordial"
    r"|respetuosa)mente)\b[\s.,:;]*$"
)


_GREETING = re.compile(r"\bcordial(?:es)? saludos?\b|^saludos\b")
# A paragraph whose last word takes leave: «Agradezco su atención. Atentamente,».
_CLOSE_AT_END = re.compile(r"[.,;]\s+(?:muy\s+)?(?:atentamente|cordialmente|respetuosamente)[\s.,:;]*$")
_SIGNED = re.compile(
    r"^\W*(?:documento )?(?:firmado (?:electronica|digital)mente|(?:con )?firma (?:electronica|digital))\W*$"
)


def is_closing(text: str) -> bool:
    """Whether a line is nothing but a closing formula (``Atentamente,``), or the mark above a mail's signature."""
    return bool(_CLOSE.match(flat(text).strip())) or text.strip() in ("--", "__", "—")


@dataclass(frozen=True, slots=True)
class Close:
    """What stands behind the body. `start` is the index of the closing formula's row (the number of rows when there is
    none), `end` the first row that no longer belongs to it (a further page). `delegate`: a line below the post
    says that he signs as somebody's delegate."""

    start: int
    end: int
    name: Found | None = None
    post: Found | None = None
    references: tuple[str, ...] = ()
    annexes: tuple[str, ...] = ()
    delegate: bool = False


def read_close(rows: Sequence[Row], body: int, number: str | None = None) -> Close:
    """Signer, references and annexes behind the closing formula. `number` is the document's: the institution's siglas
    in it are no part of a post."""
    start = _close_start(rows, body)
    if start is None:
        return _without_formula(rows, body, number)
    small = next((at for at in range(start, len(rows)) if is_small_print(rows[at].plain)), len(rows))
    block = list(range(start + 1, min(small, start + 22, len(rows))))
    name_at, name = _signer(rows, block)
    post, after = _post_of(rows, name_at, name, block, number) if name else (_lone_post(rows, block), start + 1)
    end = max(after, start + 1)
    page = rows[end - 1].page
    while end < len(rows) and rows[end].page == page:
        end += 1
    return Close(
        start,
        end,
        name,
        post,
        _small_list(rows, start, _REFERENCES),
        _small_list(rows, start, _ANNEXES),
        post is not None and any(_is_delegate(rows[at], post) for at in range(name_at + 1, end) if at in block),
    )


def _close_start(rows: Sequence[Row], body: int) -> int | None:
    """The row of the farewell: alone in its line, else printed as an electronic signature's mark, else at the end of a
    paragraph."""
    for pattern in (_CLOSE, _SIGNED):
        found = [at for at in range(body, len(rows)) if pattern.match(flat(rows[at].cells[0].text).strip())]
        if found:  # a letter may greet with the words that another takes leave with
            return next((at for at in found if not _GREETING.search(rows[at].plain)), found[0])
    return next((at for at in range(body, len(rows)) if _CLOSE_AT_END.search(rows[at].plain)), None)


def _without_formula(rows: Sequence[Row], body: int, number: str | None) -> Close:
    """A letter that ends with a name over a post and no formula."""
    small = next((at for at in range(body, len(rows)) if is_small_print(rows[at].plain)), len(rows))
    for at in range(small - 2, max(body - 1, small - 12, 0), -1):
        ranked = at + 2 < small and _only_ranks(rows[at + 1].cells[0], rows[at + 2])
        cell, below = _unmarked(rows[at].cells[0]), rows[at + 1 + ranked].cells[0]
        titled = strip_titles(cell.text) != rows[at].cells[0].text.strip(" .,")
        apart = rows[at].top - rows[at - 1].bottom > 1.2 * rows[at].height  # room for a hand's signature
        if like_person(cell.text) and like_post(below.text) and (titled or below.text.isupper() or apart):
            if any(label and label.strong for label in map(label_at_start, (rows[at].text, below.text))):
                continue
            post, after = _post_below(rows, at, Found(strip_titles(cell.text), cell), range(at, small), number)
            return Close(at, after, Found(strip_titles(cell.text), cell), post)
    return Close(len(rows), len(rows))


_STAMP = re.compile(
    r"firmado (?:electronica|digital)mente(?: por)?|validar unicamente|firmaec|^razon\s*:|^localizacion\s*:"
    r"|^fecha\s*:|reconocimiento|^cn="
)


_SIGNS_AS = re.compile(r"(?i:^\W*(?:f\.?\s?\)|f\.|firma(?:do por)?\s*:|nombres?(?: y apellidos)?\s*:)\.?\s*)")
_POST_LABEL = re.compile(r"(?i:^\W*cargo\s*[:.]\s*)")
_POST_BESIDE = re.compile(r"\s*(?:,|\s[-–—|/])\s*(?=\w)")


def _unmarked(cell: Cell) -> Cell:
    """A cell without the mark of a signature before the name (``f) Ing. Ana Paz``)."""
    mark = _SIGNS_AS.match(cell.text)
    return (cut(cell, mark.end(), len(cell.text)) or cell) if mark else cell


def _named(cell: Cell) -> tuple[Cell, Cell | None] | None:
    """A signer's name as a cell holds it, and the post that stands behind it (``Ing. Ana Paz, Alcaldesa``); null when
    it names nobody."""
    start = found.end() if (found := _SIGNS_AS.match(cell.text)) else 0
    if like_person(cell.text[start:]):
        return cut(cell, start, len(cell.text)) or cell, None
    for parting in _POST_BESIDE.finditer(cell.text, start):
        name, post = cell.text[start : parting.start()], cell.text[parting.end() :]
        left, right = cut(cell, start, parting.start()), cut(cell, parting.end(), len(cell.text))
        if left and right and like_person(name) and like_post(post):
            return left, right
    return None


def _signer(rows: Sequence[Row], block: Sequence[int]) -> tuple[int, Found | None]:
    """The printed signer: a name over a post before a name with a title before any name, which is a doubt; stamps are
    no names."""
    ranked: list[tuple[int, int, Cell]] = []
    for at in block:
        for cell in rows[at].cells:
            named = _named(cell)
            if _STAMP.search(flat(cell.text)) or named is None:
                continue
            text = named[0].text
            below = named[1] or _cell_below(rows, at, cell, block)
            posted = below is not None and (
                like_post(below.text) or (below.text.isupper() and not like_person(below.text))
            )
            titled = strip_titles(text) != text.strip(" .,")
            stamped = any(_STAMP.search(rows[up].plain) for up in block if at - 3 <= up < at) and not posted
            ranked.append((-(4 * posted + 2 * titled - 3 * stamped), at, cell))
    if not ranked:
        return -1, None
    rank, at, cell = min(ranked, key=lambda item: item[:2])
    name = (_named(cell) or (cell, None))[0]
    return at, Found(strip_titles(name.text), cell, WEAK if rank >= 0 else 1.0)


def _cell_below(rows: Sequence[Row], at: int, cell: Cell, block: Sequence[int]) -> Cell | None:
    for lower in (at + 1, at + 2):
        if lower not in block:
            return None
        for other in rows[lower].cells:
            under = min(cell.box[2], other.box[2]) - max(cell.box[0], other.box[0]) > 0
            if under and not _STAMP.search(flat(other.text)) and not only_rank(other.text):
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
    r"^(?:c\.?\s?[ci]\.?(?:\b|$)|cedula|correo|ext\b|ruc|http|\d|\*|pag|av\.?\s|avenida|calle|dir(?:eccion|\.)?\s*:"
    r"|adj(?:unto|\.)?\s*:|anexos?\s*:|oficio\s+n|asunto\s*:|copia\s*:|c\.?c\.?\s*:)"
    r"|\btelf|\btel[.:]|\btelefono|\bcel[.:]|\bcelular|www\.|@|\d{6}"
)


# Who typed and checked the letter, by initials or in full, and what it has with it.
_WROTE = re.compile(
    r"/?[A-Za-z]{2,4}(?:[/\-][A-Za-z]{2,4})+$|/[A-Za-z]{2,4}$|[a-z]{2,4}$"
    r"|(?i:(?:elab|rev|aprob|apr|resp|prep|adj|anex)(?:orad[oa]|isad[oa]|ad[oa]|arad[oa]|unt[oa]s?|os?)?\b(?:\s+por)?\s*[.:])"
    r"|(?i:(?!cargo|puesto|funci[oó]n)[a-záéíóúñ]{2,12}\.?(?:\s+por)?\s?:\s)"
)


def _post_of(
    rows: Sequence[Row], at: int, name: Found, block: Sequence[int], number: str | None
) -> tuple[Found | None, int]:
    """The signer's post, behind the name or below it, and the first row behind the block."""
    beside = (_named(name.cell) or (name.cell, None))[1]
    if beside is not None:
        return Found(without_stop(beside.text), beside), at + 1
    post, end = _post_below(rows, at, name, block, number)
    post = _without_strokes(post) if post and post.cell.method == "ocr" else post
    if post and (label := _POST_LABEL.match(post.text)):
        post = Found(post.text[label.end() :], post.cell)
    return post, end


def _without_strokes(post: Found) -> Found:
    """A scanned post without the bar that a pen drew in it, and without the accent that engines put on who heads an
    office: it is not the office that signs."""
    text = re.sub(r"^SECRETARÍA(?= )", "SECRETARIA", post.text)
    if any(word.text == "|" and word.confidence < 0.9 for word in post.cell.words):
        text = text.replace(" | ", " ")
    return post if text == post.text else Found(text, post.cell, WEAK)


def _post_below(
    rows: Sequence[Row], at: int, name: Found, block: Sequence[int], number: str | None
) -> tuple[Found | None, int]:
    cells: list[Cell] = []
    above, end = rows[at], at + 1
    for lower in range(at + 1, min(at + 6, len(rows))):
        row = rows[lower]
        if lower not in block or (row.page != above.page and cells):
            break
        cell = _under(name.cell, row)
        if (
            cell is None
            or row.top - above.bottom > (2.2 if not cells else 0.9) * row.height
            or _NO_POST.search(flat(cell.text))
        ):
            break
        if _STAMP.search(flat(cell.text)) or _WROTE.match(cell.text):
            break
        if not cells and not any(map(str.isalpha, cell.text)):  # the rest of a pen's stroke
            above = row
            continue
        if not cells and _only_ranks(cell, rows[lower + 1] if lower + 1 in block and lower + 1 < len(rows) else None):
            above = row
            continue
        if cells and not _post_goes_on(cells[-1], cell, number):
            end = lower + 1
            break
        cells.append(cell)
        above, end = row, lower + 1
    if not cells:
        return None, end
    cell = join_cells(cells)
    return Found(without_stop(cell.text), cell), end


_ACTING = re.compile(r"\((?:s|e|subrogante|encargad[oa])\)\W*").fullmatch


def _only_ranks(cell: Cell, below: Row | None) -> bool:
    """Whether a line between name and post is only a rank; one that is a post too (``COMANDANTE``), above a post."""
    if not only_rank(cell.text):
        return False
    return not like_post(cell.text) or (below is not None and like_post(below.cells[0].text))


_RING = 1.8  # of a line's height, that a ring across it may take


def _under(name: Cell, row: Row) -> Cell | None:
    """The cell of a row under the name, as a post."""
    at = next((i for i, c in enumerate(row.cells) if min(name.box[2], c.box[2]) - max(name.box[0], c.box[0]) > 0), None)
    if at is None:
        return None
    if row.cells[at].method == "ocr" and not _ACTING(flat(row.cells[at].text)):
        return _beneath_a_stamp(row, at)
    return _with_mark(row, at - 1 if at and _ACTING(flat(row.cells[at].text)) else at)


def _beneath_a_stamp(row: Row, at: int) -> Cell:
    """A cell of a scanned row with those right behind it on its line: the ring of a stamp between them left gaps."""
    cells = [row.cells[at]]
    for cell in row.cells[at + 1 :]:
        apart = abs(cell.box[3] - cells[-1].box[3]) > 0.2 * row.height  # the words in the stamp
        if apart or cell.box[0] - cells[-1].box[2] > _RING * row.height:
            break
        cells.append(cell)
    return replace(join_cells(cells), starts=()) if len(cells) > 1 else _with_mark(row, at)


def _with_mark(row: Row, at: int) -> Cell:
    """A cell with the mark of an acting official (``(S)``), however far behind it that stands."""
    mark = row.cells[at + 1] if at + 1 < len(row.cells) else None
    if mark is None or not _ACTING(flat(mark.text)):
        return row.cells[at]
    return replace(join_cells((row.cells[at], mark)), starts=())


_HOUSE = re.compile(r"^(?:ministerio|secretaria (?:nacional|de|general de la)|instituto|empresa|gobierno|gad"
    r"|municipi|agencia|universidad|servicio nacional"
                    r"|corporacion|hospital|superintendencia|banco|republica|consejo (?:nacional"
                    r"|de la judicatura))\b")  # fmt: skip


_AS_DELEGATE = re.compile(r"\W*(?:delegad[oa] (?:del?|de la|por)\b|por delegacion (?:del?|de la)\b)")


def _is_delegate(row: Row, post: Found) -> bool:
    """Whether a line calls the signer a delegate and is no part of his post."""
    return bool(_AS_DELEGATE.match(row.plain)) and row.text.strip(" ,.;") not in post.text


_LONG = 34  # characters of a post that may have been wrapped for want of room
# What stands below a post of any length, and never belongs to it.
_BESIDES = re.compile(
    r"\W*(?:despacho|sello|sumilla|recibid[oa]|archivo|expediente|distribucion|quito)\b"
    r"|\S+\.ec$|[a-z]{2,12}[\-. ]+(?:ep|cem)$"
)
_MORE_OF_POST = re.compile(r"\W*(?:del?|al?|las?|los|el|y|e|en|para|por|p\.\s?d|encargad|subrogante)\b")


def _post_goes_on(before: Cell, cell: Cell, number: str | None) -> bool:
    """Whether a line still belongs to the post above it: one that was left open, or was long enough to be wrapped, or
    that the line itself goes on with. What names the house or its siglas does not, nor what stands in light type below
    a bold post."""
    text = cell.text
    if like_person(text) and not text.isupper():
        return False
    if ends_open(before.text) or flat(before.text).endswith((",", "-")):
        return True
    if before.text.isupper() and not text.isupper() and _AS_DELEGATE.match(flat(text)):
        return False
    lighter = all(word.bold for word in before.words) and not any(word.bold for word in cell.words)
    wrapped = len(before.text) >= _LONG and before.text.isupper() == text.isupper()
    goes_on = like_post(text) or _MORE_OF_POST.match(flat(text)) or text[:1].islower()
    if _BESIDES.match(flat(text)) or not (wrapped or goes_on):
        return False
    return not (lighter or _HOUSE.match(flat(text)) or _is_house_line(text) or _in_number(text, number))


def _is_house_line(text: str) -> bool:
    named = houses_in(text)[:1]
    return bool(named) and named[0].start == 0 and len(text) - named[0].end < 4


def _in_number(text: str, number: str | None) -> bool:
    """Whether a line is the institution's siglas as the document's number has them (``EMAPAG EP``)."""
    mark = re.sub(r"[ \-](?:EP|E\.P\.|SA|CEM)$", "", text.strip(" .,"))
    return len(mark) > 1 and mark.isupper() and mark in re.split(r"[-/ ]", number or "")


def _lone_post(rows: Sequence[Row], block: Sequence[int]) -> Found | None:
    """A post without a name above it, as some print options leave it."""
    for at in block:
        cell = _with_mark(rows[at], 0)
        if like_post(cell.text) and len(cell.text.split()) <= 12:
            return Found(without_stop(cell.text), cell)
    return None


_REFERENCES = re.compile(r"referencias?\s*[:.]\s*")
_ANNEXES = re.compile(r"(?:anexos?|adjuntos?)\s*[:.]\s*")


def _small_list(rows: Sequence[Row], start: int, heading: re.Pattern[str]) -> tuple[str, ...]:
    found: list[str] = []
    inside = False
    for row in rows[start:]:
        plain = row.plain
        match = heading.match(plain)
        if match:
            inside = True
            rest = row.text[match.end() :].strip(" -•")
            found += [rest] if rest else []
        elif inside and re.match(r"\s*[-•*]", plain):
            found.append(row.text.strip(" -•*"))
        elif inside:
            break
    return tuple(found)
