"""A document as words with places: what every reader of letters works on, whatever the file was."""

from __future__ import annotations

from dataclasses import dataclass, field

from cases.evidence import Caja, Finding, Metodo


@dataclass(slots=True, unsafe_hash=True)
class Word:
    """One run of characters without blanks. `box` in points, origin top left of the upright page. A value like the
    others, never assigned to: that it is not frozen makes a third of the work of building a page's thousand."""

    text: str
    box: Caja
    confidence: float = 1.0
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """`words` in reading order; `rules` are drawn lines and thin rectangles (table borders); `method` tells how its
    words were read. A word of an OCR page has a confidence under 0.9 unless a second engine read the same.

    `aside` holds words that are not the letter's text (notes turned against it, watermarks, stamps of signatures).
    `turned` is by how many degrees clockwise the page, as a viewer shows it, was turned to stand upright. The words of
    a scan lie as if it were straight: `skew` is by how many degrees clockwise it really hangs (`upright.as_seen`).
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    method: Metodo = "texto"
    rules: tuple[Caja, ...] = ()
    aside: tuple[Word, ...] = ()
    turned: int = 0
    skew: float = 0.0


@dataclass(frozen=True, slots=True)
class FormField:
    """One filled AcroForm field: its own name, tooltip (`label`), value and place."""

    name: str
    label: str | None
    value: str
    page: int | None = None
    box: Caja | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One attachment, opened. `kind`: pdf · imagen · docx · odt · xlsx · csv · texto · otro. `cells` holds the sheets
    of a spreadsheet (sheet name, rows of cell texts), `problems` what hindered the reading (encrypted, empty …)."""

    name: str
    kind: str
    pages: tuple[Page, ...] = ()
    form: tuple[FormField, ...] = ()
    cells: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...] = ()
    problems: tuple[Finding, ...] = ()
    embedded: tuple[tuple[str, bytes], ...] = field(default=(), repr=False)
    watermark: bool = False
