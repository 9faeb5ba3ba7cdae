"""The requesting letter: its number, date, addressee and signer, and the people's data in its body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from cases.authority import calidad_of
from cases.document_numbers import find_numbers, is_draft
from cases.evidence import Evidence
from cases.reading import Firmante, Oficio
from cases.written_dates import find_dates
from parsers.fields.records import Record, same_person
from parsers.forms.arranged import arranged
from parsers.forms.boxes import unboxed
from parsers.forms.form import read_form
from parsers.forms.roleparts import by_role_parts
from parsers.forms.rolerows import with_role_rows
from parsers.forms.sweep import gaps_filled, swept
from parsers.pages.cells import Cell, Row, sureness
from parsers.pages.page import Document
from parsers.rows.layout import document_rows
from parsers.sentences.prose import paragraphs, read_prose, with_who_is_left
from parsers.words.beginnings import Begun
from parsers.writer.found import Found
from parsers.writer.housedoubts import of_another
from parsers.writer.houses import House, read_house
from parsers.writer.letterclose import Close, read_close
from parsers.writer.letterhead import Head, read_head


@dataclass(frozen=True)
class LetterReading:
    """One document read as a letter. `records` hold people and institution of its body; `said_delegated` that its words
    claim a delegation, `cited` the number of the instrument they cite."""

    oficio: Oficio
    records: list[Record]
    evidence: tuple[Evidence, ...]
    head: Head
    close: Close
    said_delegated: bool = False
    cited: str | None = None
    text: str = field(default="", repr=False)
    house: House = field(default_factory=House, repr=False)


def read_letter(
    document: Document, rows: Sequence[Row] | None = None, head: Head | None = None
) -> LetterReading:
    """Everything that a letter says; parts that it does not have are null. `rows` and `head` where they are known."""
    rows = list(rows) if rows is not None else document_rows(document.pages)
    head = head or read_head(rows)
    close = read_close(rows, head.body, head.number.number if head.number else None)
    body = [*rows[head.body : close.start], *rows[close.end :]]
    signer = close.name.text if close.name else None
    records, told = _records_and_text(body, signer)
    if not any(record.is_person() and record.source != "prosa" for record in records):
        records += [r for r in read_records(rows[close.start : close.end]) if r.role == "institucion" or _is_annex(r)]
    records = _with_swept(records, body, signer)
    text = "\n".join(row.text for row in rows)
    said, cited = _delegation(rows)
    post = close.post.text if close.post else None
    number = head.number.number if head.number else None
    oficio = Oficio(
        numero=number,
        fecha=head.date.text if head.date else None,
        asunto=head.subject.text if head.subject else None,
        adjunto=document.name,
        firmante=Firmante(signer, post, calidad_of(post, (), said, close.delegate)),
        documento=(head.number.kind if head.number else "") or "oficio",
        borrador=is_draft(number) or (document.watermark and number is None),
        destinatario=head.addressee,
        destinatario_cargo=head.addressee_post,
        fecha_efectiva=_effective(body),
        ciudad=head.city,
        referencias=close.references,
        anexos=close.annexes,
    )
    house = read_house(rows, head, close, told)
    records = _without_another_house(records, house)
    evidence = _evidence(head, close, document.name)
    return LetterReading(oficio, records, evidence, head, close, said, cited, text, house)


def _without_another_house(records: list[Record], house: House) -> list[Record]:
    """The records without a house that sentences name with its siglas, where the document's number is another's."""
    return [
        record
        for record in records
        if record.role != "institucion"
        or record.source != "prosa"
        or not of_another(record.value("nombre"), record.value("siglas"), house)
    ]


def _with_swept(records: list[Record], body: Sequence[Row], signer: str | None) -> list[Record]:
    """The records; where they hold hardly anything of a person, with what the words alone show."""
    people = [record for record in records if record.is_person() and record.role != "ajeno"]
    if any(record.get("cedula") or len(record.hits) > 3 for record in people):
        for record in people:
            record.hits += gaps_filled(record, body, records, signer)
        return records
    found = swept(body, records, signer)
    return [*records, found] if found else records


def read_records(rows: Sequence[Row], signer: str | None = None) -> list[Record]:
    """People and institution in rows of any layout: lists and tables first, sentences for what they leave."""
    return _records_and_text(rows, signer)[0]


def _records_and_text(rows: Sequence[Row], signer: str | None) -> tuple[list[Record], list[Cell]]:
    """The records with the paragraphs of running text that no list or table took."""
    rows = arranged(unboxed(by_role_parts(with_role_rows(rows))))
    form = read_form(rows)
    text = paragraphs(rows, form.prose)
    told = read_prose(text, signer=signer)
    records = form.records
    if not any(record.role == "institucion" for record in records):
        records = [*(r for r in told if r.role == "institucion"), *records]
    else:
        house = next(record for record in records if record.role == "institucion")
        for record in told:
            if record.role == "institucion":
                house.hits += [hit for hit in record.hits if house.get(hit.campo) is None]
    _name_roles(records, told)
    seen = {hit.valor for record in records for hit in record.hits if hit.campo in ("cedula", "nombres_apellidos")}
    others = (r for r in told if r.role != "institucion" and not {h.valor for h in r.hits} & seen)
    return with_who_is_left([*records, *others]), text


def _name_roles(records: Sequence[Record], told: Sequence[Record]) -> None:
    """People of a list or table without a role take the one that a sentence gives them by name or cédula."""
    for record in records:
        if record.role is not None:
            continue
        spoken = {
            other.role for other in told if other.role and other.role != "institucion" and same_person(record, other)
        }
        if len(spoken) == 1:
            record.role, record.titled = spoken.pop(), True


def _is_annex(record: Record) -> bool:
    """Whether labelled data below the signature are a person's and not the house's address and telephone."""
    return record.source != "prosa" and record.get("cedula") is not None and len(record.hits) >= 3


SAID = Begun(
    r"por delegacion|en (?:mi |su )?calidad de delegad|delegacion (?:que me fue |a mi )?(?:conferida|otorgada"
    r"|contenida|efectuada|realizada|expedida|emitida)|actu[oa]\w* en virtud"
    r"|en virtud de la delegacion|en uso de la delegacion|en ejercicio de la delegacion|delegad[oa] mediante"
    r"|mediante .{0,60}delegacion|me (?:ha )?deleg|fui delegad"
    r"|deleg\w+ (?:al|a la) suscrit"
)


def _delegation(rows: Sequence[Row]) -> tuple[bool, str | None]:
    """Whether the letter's words claim that its signer acts by delegation, and the instrument they name."""
    said = SAID.search(" ".join([row.plain for row in rows]))
    if not said:
        return False, None
    text = " ".join([row.text for row in rows])
    near = [n for n in find_numbers(text) if said.start() - 160 < n.start < said.end() + 220]
    near = [n for n in near if n.kind != "oficio" or n.start > 80]
    near.sort(key=lambda n: said.start() - n.end if n.end <= said.start() else n.start - said.end())
    return True, near[0].number if near else None


FROM = Begun(
    r"a partir del?(?: dia)?|desde el(?: dia)?|con vigencia (?:a partir )?del?|efectiv[oa] (?:a partir )?(?:del?|el)"
    r"|regira (?:a partir )?del?"
)


def _effective(rows: Sequence[Row]) -> str | None:
    """The date from which the change shall hold, when the body names one."""
    plain = " ".join([row.plain for row in rows])
    if not FROM.search(plain):
        return None
    for iso, start, _ in find_dates(" ".join(row.text for row in rows)):
        cues = list(FROM.pattern.finditer(plain, max(0, start - 40), start))
        if cues and start - cues[-1].end() < 6:
            return iso
    return None


def _evidence(head: Head, close: Close, name: str) -> tuple[Evidence, ...]:
    number = Found(head.number.number, head.number_cell, head.number_sure) if head.number and head.number_cell else None
    return tuple(
        Evidence(
            f"oficio.{campo}", part.text, part.cell.text, name, part.cell.page,
            tuple(round(x, 1) for x in part.cell.box), part.cell.method,  # type: ignore[arg-type]
            round(min(part.sure, sureness(part.cell, part.text)), 3),
        )
        for campo, part in (("numero", number), *_parts(head, close)) if part and part.text
    )  # fmt: skip


def _parts(head: Head, close: Close) -> tuple[tuple[str, Found | None], ...]:
    return (
        ("fecha", head.date),
        ("asunto", head.subject),
        ("firmante.nombre", close.name),
        ("firmante.cargo", close.post),
    )
