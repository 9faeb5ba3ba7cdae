"""The oficio whose words a mail holds in its own text, without the signed document."""

from __future__ import annotations

import re
from dataclasses import replace

from cases.document_numbers import find_numbers
from cases.evidence import Finding
from parsers.claims import addressed_to_the_desk
from parsers.layout import document_rows
from parsers.letterhead import read_head
from parsers.oficio import LetterReading, read_letter
from parsers.page import Document, Page

WITHOUT_DOCUMENT = Finding(
    "oficio", "falta", "El oficio vino copiado en el texto del correo: falta adjuntar el documento firmado."
)
_FIRST_LINES = 6


def pasted_letter(page: Page) -> LetterReading | None:
    """The letter in a mail's whole text: headed by its number and date, addressed to the desk, closed by a signer in
    his post. What only cites an oficio is none."""
    rows = document_rows([page])
    head = read_head(rows)
    if head.number is None or head.number.kind != "oficio" or head.date is None or not head.body:
        return None
    headed = any(_HEADING.match(row.plain) and find_numbers(row.text) for row in rows[:_FIRST_LINES])
    if not headed or not addressed_to_the_desk(" ".join(row.plain for row in rows[: head.body])):
        return None
    letter = read_letter(Document("", "texto", (page,)), rows, head)
    if letter.close.name is None or letter.close.post is None:
        return None
    evidence = tuple(replace(item, adjunto=None, pagina=None, caja=None) for item in letter.evidence)
    return replace(letter, oficio=replace(letter.oficio, adjunto=None), records=[], evidence=evidence)


_HEADING = re.compile(r"\W*of(?:icio|\.)")
