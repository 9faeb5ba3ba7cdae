"""The close of an official letter: who signs in what post, references and annexes (dossier 1.3)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cases.names import strip_titles
from cases.text import flat
from parsers.cells import Cell, Row, join_cells
from parsers.labels import label_at_start
from parsers.letterhead import SMALL, Found
from parsers.posts import like_person, like_post

_CLOSE = re.compile(
    r"^(?:muy\s+)?(?:atentamente|atte|cordialmente|respetuosamente|saludos(?: cordiales)?"
    r"|sin otro particular|(?:de(?:l)? )?(?:usted(?:es)?|senor(?:a)?(?: [a-z]+){0,4}),? (?:muy )?(?:atenta"
    r"|cordial|respetuosa)mente"
    r"|(?:me despido|me suscribo|suscribo)(?: de usted(?:es)?)?,? (?:muy )?(?:atenta|cordial"
    r"|respetuosa)mente)\b[\s.,:;]*$"
)


_SIGNED = re.compile(r"^\W*(?:documento )?firmado (?:electronica|digital)mente\W*$")


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
        start = next((at for at in range(body, len(rows)) if _SIGNED.match(rows[at].plain)), None)
    if start is None:
        return _without_formula(rows, body)
    small = next((at for at in range(start, len(rows)) if SMALL.match(rows[at].plain)), len(rows))
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
        _small_list(rows, start, _REFERENCES),
        _small_list(rows, start, _ANNEXES),
    )


def _without_formula(rows: Sequence[Row], body: int) -> Close:
    """A letter that ends with a name over a post and no formula."""
    small = next((at for at in range(body, len(rows)) if SMALL.match(rows[at].plain)), len(rows))
    for at in range(small - 2, max(body, small - 12), -1):
        cell, below = rows[at].cells[0], rows[at + 1].cells[0]
        titled = strip_titles(cell.text) != cell.text.strip(" .,")
        if like_person(cell.text) and like_post(below.text) and (titled or below.text.isupper()):
            if label_at_start(rows[at].text) or label_at_start(below.text):
                continue
            post, after = _post_below(rows, at, Found(strip_titles(cell.text), cell), list(range(at, len(rows))))
            return Close(at, after, Found(strip_titles(cell.text), cell), post)
    return Close(len(rows), len(rows))


_STAMP = re.compile(
    r"firmado (?:electronica|digital)mente(?: por)?|validar unicamente|firmaec|^razon\s*:|^localizacion\s*:"
    r"|^fecha\s*:|reconocimiento|^cn="
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
            stamped = any(_STAMP.search(rows[up].plain) for up in block if at - 3 <= up < at) and not posted
            ranked.append((-(4 * posted + 2 * titled - 3 * stamped), at, cell))
    if not ranked:
        return -1, None
    _rank, at, cell = min(ranked, key=lambda item: item[:2])
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


_HOUSE = re.compile(r"^(?:ministerio|secretaria (?:nacional|de|general de la)|instituto|empresa|gobierno|gad"
    r"|municipi|agencia|universidad|servicio nacional"
                    r"|corporacion|hospital|superintendencia|banco|republica|consejo (?:nacional"
                    r"|de la judicatura))\b")  # fmt: skip


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
