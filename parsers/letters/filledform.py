"""Filled form fields laid onto their pages, so that they are read like printed answers beside their labels."""

from __future__ import annotations

from dataclasses import replace

from cases.evidence import Evidence
from cases.text import flat
from parsers.pages.page import Document, FormField, Page, Word


def with_form(document: Document) -> Document:
    """The document with every form value as words in its field's place; fields without a place follow as lines of
    their own (``name: value``) behind the last page."""
    if not document.form:
        return document
    pages = [_filled(page, [f for f in document.form if f.page == page.number and f.box]) for page in document.pages]
    loose = [field for field in document.form if field.page is None or field.box is None]
    if loose:
        pages.append(_listed(loose, len(pages) + 1))
    return replace(document, pages=tuple(pages))


def from_form(evidence: Evidence, document: Document) -> Evidence:
    """The evidence with the method `formulario` when its words are what somebody filled into a field."""
    if evidence.adjunto != document.name or evidence.caja is None:
        return evidence
    x, y = (evidence.caja[0] + evidence.caja[2]) / 2, (evidence.caja[1] + evidence.caja[3]) / 2
    for field in document.form:
        x0, y0, x1, y1 = field.box or (0, 0, -1, -1)
        if field.page == evidence.pagina and x0 - 2 <= x <= x1 + 2 and y0 - 2 <= y <= y1 + 2:
            return replace(evidence, metodo="formulario")
    return evidence


def _filled(page: Page, fields: list[FormField]) -> Page:
    words = list(page.words)
    for field in fields:
        assert field.box is not None
        printed = flat(" ".join(word.text for word in page.words if _inside(word, field)))
        if field.value.strip() and flat(field.value) not in printed:
            words += _words(field)
    return replace(page, words=tuple(words)) if len(words) > len(page.words) else page


def _inside(word: Word, field: FormField) -> bool:
    x0, y0, x1, y1 = field.box or (0, 0, 0, 0)
    middle = (word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2
    return x0 - 1 <= middle[0] <= x1 + 1 and y0 - 1 <= middle[1] <= y1 + 1


def _words(field: FormField) -> list[Word]:
    x0, y0, x1, y1 = field.box or (0, 0, 0, 0)
    lines = [line.split() for line in field.value.splitlines() if line.strip()]
    height = (y1 - y0) / max(1, len(lines))
    words: list[Word] = []
    for number, line in enumerate(lines):
        size = min(height, 11.0)
        top = y0 + number * height + (height - size) / 2
        advance = min(5.2, (x1 - x0) / max(1, len(" ".join(line))))
        left = x0 + 2
        for text in line:
            words.append(Word(text, (left, top, left + len(text) * advance, top + size)))
            left += (len(text) + 1) * advance
    return words


def _listed(fields: list[FormField], number: int) -> Page:
    words: list[Word] = []
    for at, field in enumerate(fields):
        left = 40.0
        for text in f"{field.label or field.name}: {field.value}".split():
            words.append(Word(text, (left, 40.0 + 18 * at, left + 5 * len(text), 50.0 + 18 * at)))
            left += 5 * len(text) + 5
    return Page(number, 800.0, 80.0 + 18 * len(fields), tuple(words), "formulario")
