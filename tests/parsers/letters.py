"""Letters for tests, laid out as even text or as drawn tables: no file is needed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from parsers.files.flow import Cell, Line, Table, lay_out, text_page
from parsers.letters.binding import Bound, Sourced, bind
from parsers.letters.oficio import read_records
from parsers.pages.page import Document, Page, Word
from parsers.rows.layout import document_rows

DATOS = """Institución: Instituto de Pruebas
Siglas: IPX
Nombres y apellidos: Rosa Elena Paz Mora
Cédula: 1712345675
Cargo: Asistente de TIC
Correo: rosa.paz@ipx.gob.ec
Teléfono: 022200200 ext. 5
Celular: 0991234567"""
CARTA = """Oficio Nro. {numero}
Quito, D.M., 12 de marzo de 2026
Asunto: Cambio de administrador Quipux y registro de nuevo servidor en
la base de datos
Señora Magíster
Daniela Rocafuerte Aldaz
Subsecretaria de Gobierno Electrónico
MINISTERIO DE TELECOMUNICACIONES
En su Despacho

De mi consideración:

{cuerpo}

Con sentimientos de distinguida consideración.
Atentamente,

{firma}
Referencias:
- IPX-DTI-2026-0011-M
Anexos:
- acuerdo_012.pdf
lm/ab
"""
FIRMA = "Mgs. Luis Alberto Mora Díaz\nGERENTE GENERAL"


def carta(cuerpo: str = DATOS, firma: str = FIRMA, numero: str = "IPX-GG-2026-0042-O") -> str:
    return CARTA.format(cuerpo=cuerpo, firma=firma, numero=numero)


def documento(text: str, name: str = "oficio.pdf") -> Document:
    """A document of even letters; a form feed begins the next page."""
    return Document(name, "pdf", tuple(text_page(part, at + 1) for at, part in enumerate(text.split("\f"))))


def hoja(*blocks: str | list[tuple[str, ...]]) -> Page:
    """A page of paragraphs (texts) and drawn tables (lists of rows)."""
    return lay_out(
        Line(block) if isinstance(block, str) else Table(tuple(tuple(Cell(text) for text in row) for row in block))
        for block in blocks
    )


def leida(*pages: Page | str) -> Bound:
    """People and institution bound from pages, or from text as a mail brings it."""
    made = [text_page(page) if isinstance(page, str) else page for page in pages]
    return bind([Sourced(record, "x.pdf") for record in read_records(document_rows(made))])


def datos(bound: Bound, rol: str = "aiq") -> dict[str, str]:
    """What is known of a role, without what is absent."""
    person = bound.people.get(rol)
    return {name: value for name in person.__slots__ if (value := getattr(person, name))} if person else {}


def escritas(x: float, y: float, text: str, size: float = 10.0) -> tuple[Word, ...]:
    """The words of a text that is written from a place on, each line under the one before."""
    words = []
    for number, line in enumerate(text.split("\n")):
        for match in re.finditer(r"\S+", line):
            left, top = x + 0.5 * size * match.start(), y + 1.2 * size * number
            words.append(Word(match.group(), (left, top, left + 0.5 * size * len(match.group()), top + size)))
    return tuple(words)


def recuadros(*boxes: tuple[float, float, float, float, str]) -> Page:
    """A page of drawn boxes (left, top, right, bottom) with their texts."""
    words: list[Word] = []
    rules: list[tuple[float, float, float, float]] = []
    for x0, y0, x1, y1, text in boxes:
        words += escritas(x0 + 4, y0 + 4, text)
        rules += [(x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)]
    return Page(1, 600, 800, tuple(words), rules=tuple(dict.fromkeys(rules)))


_LETTER, _LEADING, _PAD = 5.0, 12.0, 4.0


def _wrapped(text: str, width: int, fills: bool) -> list[str]:
    """The text in lines of `width` letters: a longer word is cut where the line ends, one after a line of its own
    begins or (`fills`) where it happens to stand."""
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + bool(lines[-1]) + len(word) <= width:
            lines[-1] += f" {word}" if lines[-1] else word
            continue
        room = width - len(lines[-1]) - 1
        if lines[-1] and len(word) > width and fills and room > 0:
            lines[-1] += f" {word[:room]}"
            word = word[room:]
        lines = [*filter(None, lines), *re.findall(rf".{{1,{width}}}", word)]
    return lines


def cuadro(
    rows: Sequence[tuple[str, ...]],
    widths: Sequence[int],
    *,
    fills: bool = False,
    centred: bool = False,
    ruled: bool = True,
) -> Page:
    """A table with columns of so many letters; a row of one text runs over the whole width. Without rules only blanks
    part its cells."""
    words, rules, y = [], [], 40.0
    lefts = [40.0]
    for width in widths:
        lefts.append(lefts[-1] + width * _LETTER + 2 * _PAD)
    for row in rows:
        sides = list(pairwise(lefts)) if len(row) > 1 else [(lefts[0], lefts[-1])]
        rooms = [int((right - left - 2 * _PAD) / _LETTER) for left, right in sides]
        cells = [
            [line for part in text.split("\n") for line in _wrapped(part, room, fills)]
            for text, room in zip(row, rooms, strict=True)
        ]
        foot = y + max(map(len, cells)) * _LEADING + _PAD
        for lines, (left, right) in zip(cells, sides, strict=True):
            for number, line in enumerate(lines):
                rest = (right - left - 2 * _PAD - _LETTER * len(line)) / 2 if centred else 0.0
                words += escritas(left + _PAD + rest, y + _PAD / 2 + number * _LEADING, line)
            rules.append((left, y, right, foot))
        y = foot
    return Page(1, lefts[-1] + 40, y + 40, tuple(words), rules=tuple(rules) if ruled else ())
