"""The oficio whose words a mail holds in its own text, without the signed document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cases.document_numbers import DocumentNumber, find_numbers, heading_number
from cases.evidence import Finding
from cases.text import flat
from cases.written_dates import find_dates
from parsers.letters.claims import addressed_to_the_desk
from parsers.letters.oficio import LetterReading, read_letter
from parsers.pages.cells import Cell, Row, cut
from parsers.pages.page import Document, Page
from parsers.rows.layout import document_rows
from parsers.sentences.cues import sentence_breaks
from parsers.sentences.prose import paragraphs
from parsers.writer.found import Found
from parsers.writer.letterhead import Head, read_head

WITHOUT_DOCUMENT = Finding(
    "oficio", "falta", "El oficio vino copiado en el texto del correo: falta adjuntar el documento firmado."
)
_FIRST_LINES = 6


def pasted_letter(page: Page) -> LetterReading | None:
    """The letter in a mail's whole text: headed by its number and date, or naming both as its own in a sentence;
    addressed to the desk, closed by a signer in his post. What only cites an oficio is none."""
    rows = document_rows([page])
    head = read_head(rows)
    head = head if _headed(rows, head) else _told_head(rows, head)
    if head is None:
        return None
    if not addressed_to_the_desk(" ".join(row.plain for row in rows[: max(head.body, _FIRST_LINES)])):
        return None
    letter = read_letter(Document("", "texto", (page,)), rows, head)
    if letter.close.name is None or letter.close.post is None:
        return None
    evidence = tuple(replace(item, adjunto=None, pagina=None, caja=None) for item in letter.evidence)
    return replace(letter, oficio=replace(letter.oficio, adjunto=None), records=[], evidence=evidence)


_HEADING = re.compile(r"\W*(?:n(?:umero|ro|o)\W{1,3}(?:de(?:l)? )?)?of(?:icio|\.)")


def _headed(rows: Sequence[Row], head: Head) -> bool:
    """Whether number and date stand above the body, the number in a line that begins as a heading does."""
    if head.number is None or head.number.kind not in ("oficio", "") or head.date is None or not head.body:
        return False
    lines = [row.text for row in rows[:_FIRST_LINES] if _HEADING.match(row.plain)]
    return any(find_numbers(line) or heading_number(line) for line in lines)


def _told_head(rows: Sequence[Row], head: Head) -> Head | None:
    """The head of a letter that calls itself by its number within a sentence («mediante el presente oficio Nro. …, de
    fecha …»); null where no sentence does, or no date is told either there or above."""
    for cell in paragraphs(rows, range(len(rows))):
        plain = flat(cell.text)
        for number in (*_called_own(cell.text, plain), *find_numbers(cell.text)):
            breaks = sentence_breaks(plain, 0, number.start)
            start = breaks[-1] if breaks else 0
            end = number.end + next(iter(sentence_breaks(plain, number.end, len(plain))), len(plain))
            behind = plain[number.end : end]
            if _BESIDE.search(plain[start : number.start]) or _BESIDE.search(behind[:25]):
                continue
            if number.kind != _OWN and not _OWN_BEHIND.search(behind[:160]):
                continue
            date = _told_date(cell, number, start, end) or head.date
            if date is None:
                return None
            own, place = replace(number, kind="oficio"), cut(cell, number.start, number.end)
            return replace(head, number=own, number_cell=place, number_sure=1.0, date=date)
    return None


_OWN = "propio"
_THIS = r"(?:el|este|del|al|con|por|mi|la|esta|nuestro)(?: mism[oa])? (?:presente|mismo)"
_WRITING = r"(?:correo(?: electronico)?|mensaje|e-?mail|comunicacion|documento|escrito|carta|misiva|texto)"
_NUMBERED = r"(?:signad|numerad|identificad|registrad|marcad|codificad)[oa](?: (?:con|bajo|como))?(?: (?:el|la))?"
_NUMBER_WORDS = r"(?:[\s,(]+(?:oficio|n(?:ro|um|o)?\b\W{0,2}|n\W{1,2}|numero|numeracion|codigo)[.:°º\"]*)"
# What calls the very text that is read, before its number.
_OWN_BEFORE = re.compile(
    rf"\b(?:(?:{_THIS}|este) oficio(?:,? {_NUMBERED})?(?: con(?: el)?)?{_NUMBER_WORDS}*"
    rf"|(?:{_THIS}(?: {_WRITING})?|(?:este|esta) {_WRITING})(?:,? (?:que )?(?:hace las veces de|hace de"
    r"|tiene(?: el| la)? (?:valor|caracter|calidad|fuerza) de|constituye|es|equivale a|vale (?:como|por|de)"
    rf"|corresponde a|contiene|lleva|como|a modo de|en calidad de)l?(?: (?:el|su|nuestro|mi|un))?|,)?{_NUMBER_WORDS}+"
    rf"|(?:{_THIS}(?: {_WRITING})?|(?:este|esta) {_WRITING}),? {_NUMBERED}{_NUMBER_WORDS}*)[\s(]*(?=\S*\d)"
)
# … and behind it.
_OWN_BEHIND = re.compile(
    r"\b(?:que|cuyo (?:texto|contenido)|cual|contenid[oa]|transcrit[oa]|copiad[oa]|insert[oa]|incluid[oa]|escrit[oa])\b"
    rf"[^.;]{{0,50}}?\b(?:este|esta|el presente|la presente|el mismo|el cuerpo del?|el texto del?)(?: mism[oa])?"
    rf" {_WRITING}\b|\b{_WRITING} (?:que antecede|que sigue)\b"
)
# A document that lies beside the text is not the text.
_BESIDE = re.compile(r"\badjunt|\banex|\barchivo|\bpdf\b|\bescane|\bremit|\balcance\b|\brespuesta\b|\bcontesta")


def _called_own(text: str, plain: str) -> Iterator[DocumentNumber]:
    """The numbers of a text behind the words that call it its own, whether or not they say once more of what."""
    intro = "Oficio Nro. "
    for called in _OWN_BEFORE.finditer(plain):
        found = next(iter(find_numbers(intro + text[called.end() :])), None)
        if found and found.start == len(intro):
            start = called.end()
            yield DocumentNumber(_OWN, found.number, start, start + found.end - len(intro))


def _told_date(cell: Cell, number: DocumentNumber, start: int, end: int) -> Found | None:
    """The date that a sentence gives a number: right behind it, else the last one before it."""
    dates = find_dates(cell.text)
    behind = [date for date in dates if number.end <= date[1] < min(end, number.end + 60)]
    before = [date for date in dates if start <= date[1] < number.start]
    chosen = behind[:1] or before[-1:]
    return Found(chosen[0][0], cut(cell, chosen[0][1], chosen[0][2]) or cell) if chosen else None
