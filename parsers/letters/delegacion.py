"""The document of a delegation: who delegates what to whom, since when; whether it suffices is not asked here."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cases.evidence import Evidence
from cases.names import strip_titles
from cases.reading import Delegacion
from cases.text import flat
from cases.written_dates import find_dates
from parsers.letters.operative import find_operative
from parsers.pages.cells import Cell, Row, cut, join_cells
from parsers.pages.page import Document
from parsers.words.posts import like_person, like_post
from parsers.writer.letterclose import read_close
from parsers.writer.letterhead import Head, read_head


@dataclass(frozen=True)
class DelegationReading:
    """`delegacion` without its signature, with the evidence of its values; `until` is the last day that the document
    names as an end, and `of_term` whether it says so of the delegation's own term."""

    delegacion: Delegacion
    evidence: tuple[Evidence, ...]
    until: str | None = None
    of_term: bool = False


def has_operative(text: str) -> bool:
    """Whether a text delegates (and does not only speak of a delegation that was made)."""
    return find_operative(text) is not None


def read_delegation(document: Document, rows: list[Row], head: Head | None = None) -> DelegationReading:
    """The delegation that a document holds; its number and date stand at the head, or at the foot in words."""
    head = head or read_head(rows)
    close = read_close(rows, head.body)
    whole = join_cells([cell for row in rows for cell in row.cells]) if rows else None
    found = find_operative(whole.text) if whole else None
    who, what = (cut(whole, *found.who), cut(whole, *found.what)) if whole and found else (None, None)
    if found and found.to_reader:
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
        *(_until(whole.text) if whole else (None, False)),
    )


_TERM = re.compile(
    r"(?:hasta\s+el|vence\s+el|caduca\s+el|vigencia\s+(?:de|hasta)\D{0,40}(?:hasta|al)\s+(?:el\s+)?)\s*(?:dia\s+)?$"
)


# An office, a contract or a leave may end as well: only these words say it of the delegation itself.
_OWN_TERM = re.compile(r"\bvigen|\bvalid[eoa]|\bregira\b|\brige\b|\bplazo\b|\bdelegacion\b|\bcaduca")


def _until(text: str) -> tuple[str | None, bool]:
    plain = flat(text)
    ends = [(iso, start) for iso, start, _ in find_dates(text) if _TERM.search(plain[max(0, start - 60) : start])]
    if not ends:
        return None, False
    last, start = ends[-1]
    return last, bool(_OWN_TERM.search(re.split(r"[.;]\s", plain[max(0, start - 160) : start])[-1]))


def _person_or_post(text: str) -> str:
    """The delegate as written, without courtesy titles before a name."""
    value = text.strip(" ,;.:")
    value = re.sub(r"^(?:senor(?:a)?|señor(?:a)?|servidor(?:a)?\s+(?:p[uú]blic[oa]\s+)?)\s+", "", value, flags=re.I)
    first = value.split(",")[0]
    return strip_titles(value) if like_person(first) else value


# The formula in which an act says when it was made, at its end; a deed says it where its parties appear.
_DONE = (
    r"\bdad[oa]\b|\b(?:suscrit|firmad|emitid|expedid)[oa]\s+(?:y\s+\w+\s+)?en\b(?!\s+el\s+registro)|\bcomuniquese\b"
    r"|\bante\s+mi\b"
)


def _date(rows: list[Row], head: str | None, cell: Cell | None) -> tuple[Cell | None, str | None]:
    for row in reversed(rows):
        plain = row.plain
        if re.search(_DONE, plain):
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
