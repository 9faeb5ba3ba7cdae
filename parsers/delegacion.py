"""The document of a delegation: who delegates what to whom, since when; whether it suffices is not asked here."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cases.evidence import Evidence
from cases.names import strip_titles
from cases.reading import Delegacion
from cases.text import flat
from cases.written_dates import find_dates
from parsers.cells import Cell, Row, cut, join_cells
from parsers.letterclose import read_close
from parsers.letterhead import Head, read_head
from parsers.page import Document
from parsers.posts import like_person, like_post

_VERB = (
    r"\b(?:delegar|delegase|deleguese|delego|delegamos|se\s+delega|delega|encargar\s+y\s+delegar"
    r"|autorizar\s+y\s+delegar|delegandose|delegando)\b"
)
_TO = (
    r"(?:a\s+usted|a\s+la\s+o\s+el|al\s+o\s+la|a\s+la\s+o\s+al|al?\s*/\s*a\s+la|al\s*/\s*la|a\s+la\s*/\s*el|a\s+la\s*/\s*al|al"
    r"|a\s+l[ao]s?|a\s+el"
    r"|a\s+quien\s+(?:ejerza|ocupe|desempene)\s+(?:el\s+cargo\s+de|las\s+funciones\s+de)?|a\s+favor\s+del?"
    r"|en\s+favor\s+del?|en\s+el|en\s+la|a)"
)
_OPERATIVE = re.compile(rf"{_VERB}\s*,?\s*(?:expresamente\s*,?\s*|formalmente\s*,?\s*)?{_TO}\s+", re.I)
_REVERSED = re.compile(
    rf"{_VERB}\s+(?P<what>(?:la|el|las|los)\s+[^.;]{{8,200}}?)\s+(?:al?\s*/\s*a\s+la|al|a\s+la|a\s+favor\s+del?"
    rf"|en\s+el|en\s+la)\s+(?=[A-ZÁÉÍÓÚ])"
)
_OBJECT = re.compile(
    r"[,;]?\s*\b(?:para\s+que|para\s+(?:la|el|los|las)\b|para\s+suscrib|la\s+(?:facultad|atribuci|suscripci|firma"
    r"|autorizaci|competencia|representaci|administraci|gesti)"
    r"|las\s+(?:facultades|atribuciones|competencias|funciones|siguientes)|el\s+ejercicio|los\s+(?:siguientes"
    r"|procesos|procedimientos)|que\s+(?:a\s+nombre|en\s+mi|suscriba|ejerza)"
    r"|a\s+fin\s+de|a\s+nombre\s+y|suscrib|ejerza|el\s+(?:cumplimiento|conocimiento|tramite))"
)


@dataclass(frozen=True)
class DelegationReading:
    """`delegacion` without its signature, with the evidence of its values; `until` is the last day of its term, when
    the document names one."""

    delegacion: Delegacion
    evidence: tuple[Evidence, ...]
    until: str | None = None


def has_operative(text: str) -> bool:
    """Whether a text delegates (and does not only speak of a delegation that was made)."""
    return bool(_OPERATIVE.search(flat(text)) or _REVERSED.search(text))


def read_delegation(document: Document, rows: list[Row], head: Head | None = None) -> DelegationReading:
    """The delegation that a document holds; its number and date stand at the head, or at the foot in words."""
    head = head or read_head(rows)
    close = read_close(rows, head.body)
    whole = join_cells([cell for row in rows for cell in row.cells]) if rows else None
    who, what = _act(whole) if whole else (None, None)
    if who is not None and flat(who.text).startswith("usted"):
        said = ", ".join(part for part in (head.addressee, head.addressee_post) if part) or None
    else:
        said = _person_or_post(who.text) if who else None
    date_cell, date = _date(rows, head.date.text if head.date else None, head.date.cell if head.date else None)
    grantor = _grantor(rows, close.name.text if close.name else None)
    values: list[tuple[str, str | None, Cell | None]] = [
        ("numero", head.number.number if head.number else None, head.number_cell),
        ("fecha", date, date_cell),
        ("delegante", grantor or (close.name.text if close.name else None), close.name.cell if close.name else None),
        ("delegado", said, who),
        ("objeto", what.text.strip(" .,;") if what else None, what),
    ]
    evidence = tuple(
        Evidence(f"delegacion.{campo}", value, cell.text, document.name, cell.page,
                 tuple(round(x, 1) for x in cell.box), cell.method,  # type: ignore[arg-type]
                 round(min((word.confidence for word in cell.words), default=1.0), 3))
        for campo, value, cell in values if value and cell
    )  # fmt: skip
    return DelegationReading(
        Delegacion(True, document.name, **{campo: value for campo, value, _ in values}),  # type: ignore[arg-type]
        evidence,
        _until(whole.text) if whole else None,
    )


_TERM = re.compile(
    r"(?:hasta\s+el|vence\s+el|caduca\s+el|vigencia\s+(?:de|hasta)\D{0,40}(?:hasta|al)\s+(?:el\s+)?)\s*(?:dia\s+)?$"
)


def _until(text: str) -> str | None:
    plain = flat(text)
    ends = [iso for iso, start, _ in find_dates(text) if _TERM.search(plain[max(0, start - 60) : start])]
    return ends[-1] if ends else None


def _act(whole: Cell) -> tuple[Cell | None, Cell | None]:
    """The delegate and the object in the operative sentence (the first behind ACUERDA / RESUELVE, if there is one)."""
    plain = flat(whole.text)
    begin = max((m.end() for m in re.finditer(r"\b(?:acuerda|resuelve|dispone|decreta)\s*:", plain)), default=0)
    match = _OPERATIVE.search(plain, begin) or _OPERATIVE.search(plain)
    if match:
        if "usted" in match.group():
            start = match.start() + match.group().index("usted")
            who_end = start + 5
        else:
            start = match.end()
            who_end = _delegate_end(plain, start)
        stop = _sentence_end(plain, who_end)
        return cut(whole, start, who_end), cut(whole, who_end, stop)
    turned = _REVERSED.search(whole.text)
    if turned:
        end = _delegate_end(plain, turned.end())
        return cut(whole, turned.end(), end), cut(whole, *turned.span("what"))
    return None, None


def _delegate_end(plain: str, start: int) -> int:
    limit = min(_sentence_end(plain, start), start + 220)
    found = _OBJECT.search(plain, start, limit)
    return found.start() if found else limit


def _sentence_end(plain: str, start: int) -> int:
    for stop in re.finditer(r"[.;](?=\s+(?:art|[a-z]{4,}|de conformidad)|\s*$)", plain[start:]):
        before = plain[max(0, start + stop.start() - 5) : start + stop.start()]
        if not re.search(
            r"\b(?:ing|mgs|dr|dra|sr|sra|srta|abg|econ|lcd[oa]|lic|msc|tlg[oa]|arq|ab|eco|nro|no|art)$", before
        ):
            return start + stop.start()
    return min(len(plain), start + 600)


def _person_or_post(text: str) -> str:
    """The delegate as written, without courtesy titles before a name."""
    value = text.strip(" ,;.:")
    value = re.sub(r"^(?:senor(?:a)?|señor(?:a)?|servidor(?:a)?\s+(?:p[uú]blic[oa]\s+)?)\s+", "", value, flags=re.I)
    first = value.split(",")[0]
    return strip_titles(value) if like_person(first) else value


def _date(rows: list[Row], head: str | None, cell: Cell | None) -> tuple[Cell | None, str | None]:
    for row in reversed(rows):
        plain = row.plain
        if re.search(r"\bdad[oa]\b|suscrit[oa] en|\bcomuniquese\b|\bfirmad[oa] en\b", plain):
            near = [
                other for other in rows if other.page == row.page and 0 <= other.top - row.top < 3.2 * row.height
            ] or [row]
            joined = join_cells([c for other in near for c in other.cells])
            dates = find_dates(joined.text)
            if dates:
                return cut(joined, dates[0][1], dates[0][2]) or joined, dates[0][0]
    if head:
        return cell, head
    for row in rows[:25]:
        if re.search(r"\bfecha\b|\brige\b", row.plain) and (dates := find_dates(row.text)):
            return row.cells[-1], dates[0][0]
    return None, None


def _grantor(rows: list[Row], signer: str | None) -> str | None:
    """Of acuerdos and resoluciones the authority stands on top too; the signature at the foot decides."""
    if signer:
        return signer
    for at, row in enumerate(rows[:14]):
        text = row.cells[0].text
        if like_person(text) and at + 1 < len(rows) and (like_post(rows[at + 1].text) or rows[at + 1].text.isupper()):
            return strip_titles(text)
    return None
