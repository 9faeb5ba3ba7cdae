"""What each document is: exactly one reader claims it, and says why."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from cases.text import flat
from parsers.letters.delegacion import has_operative
from parsers.letters.filledform import with_form
from parsers.letters.seguimiento import is_sheet
from parsers.pages.cells import Row
from parsers.pages.page import Document, Page
from parsers.rows.layout import laid_out, page_rows
from parsers.writer.letterhead import Head, read_head, read_number

Kind = Literal["oficio", "delegacion", "designacion", "seguimiento", "identidad", "otro"]


@dataclass(frozen=True)
class Claim:
    """A document with what it was found to be. `rows` are its lines and cells, laid out once for all readers, and
    `head` what stands at their top (null for sheets); `heading` is the class in its printed heading (oficio,
    memorando, acuerdo …; empty when it has none)."""

    kind: Kind
    document: Document
    reasons: tuple[str, ...] = ()
    rows: tuple[Row, ...] = field(default=(), repr=False)
    heading: str = ""
    head: Head | None = field(default=None, repr=False)


@dataclass(frozen=True)
class _Look:
    document: Document
    rows: tuple[Row, ...]
    heading: str
    text: str
    plain: str
    addressed: str


def claim(document: Document) -> Claim:
    """The document with its kind; an unread or empty one is `otro`."""
    document = with_form(document)
    return _claim(document, [page_rows(page) for page in document.pages])


def _claim(document: Document, laid: Sequence[Sequence[Row]]) -> Claim:
    """`claim` of a document whose pages' rows are known."""
    rows = tuple(laid_out(document.pages, laid))
    heading, addressed, head = "", "", None
    if rows and document.kind not in ("xlsx", "ods", "csv"):
        head = read_head(rows)
        heading = head.number.kind if head.number else ""
        addressed = " ".join(row.plain for row in rows[: head.body])
    text, plain = " ".join(row.text for row in rows), " ".join(row.plain for row in rows)
    look = _Look(document, rows, heading, text, plain, addressed)
    for kind, rule in _RULES:
        reasons = rule(look)
        if reasons:
            return Claim(kind, document, reasons, rows, heading, head)
    return Claim("otro", document, ("no es ninguno de los documentos del trámite",), rows, heading, head)


_DECREED = ("acuerdo", "resolucion", "accion_personal", "decreto", "escritura")


def claims_of(document: Document) -> tuple[Claim, ...]:
    """What a file holds: its document and, where a page behind a letter begins the act that delegates, that act too."""
    filled = with_form(document)
    laid = [page_rows(page) for page in filled.pages]
    whole = _claim(filled, laid)
    if whole.kind != "oficio":
        return (whole,)
    for at in range(1, len(document.pages)):
        if not _begins_act(filled.pages[at], laid[at]):
            continue
        act = claim(replace(document, pages=document.pages[at:]))
        if act.kind == "delegacion":
            return claim(replace(document, pages=document.pages[:at])), act
    return (whole,)


def _begins_act(page: Page, rows: Sequence[Row]) -> bool:
    """Whether the page begins with a number or the title of an act: a second letter may delegate as well."""
    top = laid_out([page], [rows])[:8]
    return read_number(top) is not None or any(_TITLE.match(row.plain) for row in top)


_TITLE = re.compile(r"\W*(?:delegacion|resolucion|acuerdo|memorand\w+|accion de personal|poder|notaria|escritura)\b")


_SHEET_WORDS = re.compile(
    r"plantilla\s+de\s+seguimiento|matriz\s+de\s+(?:seguimiento|actividades|parametrizacion)|actividad"
)


def _is_sheet(look: _Look) -> tuple[str, ...]:
    sheets = " ".join(flat(cell) for _, rows in look.document.cells for row in rows[:60] for cell in row)
    if look.heading in ("oficio", "acuerdo", "resolucion") or not _SHEET_WORDS.search(sheets or look.plain):
        return ()
    return ("tiene una tabla de actividades con su estado",) if is_sheet(look.document) else ()


_IDENTITY = re.compile(
    r"registro\s+civil|cedula\s+de\s+(?:ciudadania|identidad)|lugar\s+de\s+nacimiento|fecha\s+de\s+(?:nacimiento"
    r"|expiracion|emision)|condicion\s+ciudadana|certificado\s+de\s+votacion|\bnui\b"
    r"|apellidos\s+y\s+nombres\s+del\s+(?:padre|madre)|estado\s+civil|nacionalidad|identificacion\s+y\s+cedulacion"
)


def _is_identity(look: _Look) -> tuple[str, ...]:
    if look.heading or "quipux" in look.plain or len(look.plain.split()) >= 130:
        return ()
    signs = set(_IDENTITY.findall(look.plain))
    return ("parece la copia de una cédula o papeleta",) if len(signs) >= 3 else ()


_CHANGE = re.compile(
    r"(?:cambi\w+|design\w+|nombra\w+|reemplaz\w+|actualiz\w+|sustit\w+|nuev[oa]s?|registr\w+|acredit\w+|asign\w+"
    r"|delega\w+)\b.{0,90}\b(?:administrador\w*|aiq)\b"
    r"|\b(?:administrador\w*|aiq)\b.{0,60}\b(?:entrante|saliente|designad|nuev|reemplaz|cambi)"
)
_TO_THE_DESK = re.compile(
    r"subsecretari[oa]?\s*(?:de\s+estado|de\s+gobierno|de\s+tecnolog|de\s+informatica|gobierno)|gobierno\s+electronico"
)


def addressed_to_the_desk(addressed: str) -> bool:
    """Whether the lines of a head name the Subsecretaría to whom requests go."""
    return bool(_TO_THE_DESK.search(addressed))


_DATA = re.compile(r"\b(?:c\.?\s?[ci]\b\.?|cedula|identificacion)\D{0,40}\d[\d.\- ]{8,}|[\w.]+@[\w.]+")


def _is_delegation(look: _Look) -> tuple[str, ...]:
    if not re.search(r"deleg|\bpoder\b|\bautoriz|\bfacult", look.plain) or not has_operative(look.text):
        return ()
    if look.heading in _DECREED:
        return ("acto que delega atribuciones",)
    asks = _CHANGE.search(look.plain) and _DATA.search(look.plain)
    if look.heading in ("oficio", "circular", "") and (asks or _TO_THE_DESK.search(look.addressed)):
        return ()
    if look.heading == "memorando" and asks and not re.search(r"\bdelego\s+a\b", look.plain):
        return ()
    return ("el texto delega atribuciones a una persona o cargo",)


def _is_letter(look: _Look) -> tuple[str, ...]:
    about = _CHANGE.search(look.plain) or "quipux" in look.plain or re.search(r"\baiq\b", look.plain)
    if look.heading in ("oficio", "circular"):
        return (f"encabezado de {look.heading}",)
    opened = re.search(
        r"de\s+(?:mi|mis|nuestra)s?\s+(?:mayor\s+)?consideraci|\batentamente\b|\bsin otro particular\b"
        r"|\boficio\s+s\s?/\s?n\b",
        look.plain,
    )
    if not look.heading and opened and (about or _TO_THE_DESK.search(look.plain)):
        return ("carta que trata del administrador de Quipux",)
    if look.heading == "memorando" and about and _TO_THE_DESK.search(look.addressed):
        return ("memorando dirigido a la Subsecretaría con el pedido",)
    return ()


def _is_appointment(look: _Look) -> tuple[str, ...]:
    if look.heading and _CHANGE.search(look.plain) and ("quipux" in look.plain or re.search(r"\baiq\b", look.plain)):
        return (f"{look.heading} que designa al administrador",)
    return ()


_RULES: tuple[tuple[Kind, Callable[[_Look], tuple[str, ...]]], ...] = (
    ("seguimiento", _is_sheet),
    ("identidad", _is_identity),
    ("delegacion", _is_delegation),
    ("oficio", _is_letter),
    ("designacion", _is_appointment),
)
