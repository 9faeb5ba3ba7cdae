"""From claimed documents and the mail's text to requests: one for each oficio, with the evidence of all places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from cases.authority import calidad_of, heads_house
from cases.document_numbers import same_number
from cases.evidence import Codigo, Evidence, Finding
from cases.names import name_tokens, same_cargo, same_name
from cases.reading import Delegacion, Institucion, Oficio, Solicitud
from cases.text import flat
from parsers.fields.prosehouse import houses_in
from parsers.fields.records import Record
from parsers.forms.sweep import gaps_filled
from parsers.letters.binding import UNCLEAR_OWNER, Bound, Sourced, bind, is_owner, only_named
from parsers.letters.claims import Claim
from parsers.letters.delegacion import DelegationReading, read_delegation
from parsers.letters.filledform import from_form
from parsers.letters.oficio import LetterReading, read_letter, read_records
from parsers.letters.pasted import WITHOUT_DOCUMENT, pasted_letter
from parsers.letters.seguimiento import above_activities
from parsers.pages.cells import Row, cut
from parsers.pages.page import Document, Page
from parsers.rows.layout import document_rows
from parsers.sentences.cues import announced_role
from parsers.sentences.prose import paragraphs, read_prose, with_who_is_left
from parsers.words.housenames import is_part, same_house
from parsers.words.institutions import institution_findings, known_posts
from parsers.words.roles import Rol
from parsers.writer.housedoubts import house_doubts
from parsers.writer.houseplaces import Mention
from parsers.writer.houses import House, told_record
from parsers.writer.letterclose import is_closing


def assemble(
    claims: Sequence[Claim], mail_page: Page | None, whole_page: Page | None = None
) -> tuple[Solicitud, ...]:
    """The requests that a mail brings, signatures and checks aside; without any letter one request of the mail's own
    data (its `oficio` is null, or copied in the mail's whole text). The first letter of the mail comes first."""
    letters = _letters(claims)
    pasted = pasted_letter(whole_page) if whole_page and not letters else None
    delegations = [read_delegation(c.document, list(c.rows), c.head) for c in claims if c.kind == "delegacion"]
    annexes = [
        Sourced(record, item.document.name)
        for item in claims
        if item.kind == "otro" or (item.kind == "designacion" and letters and item.document.name not in _names(letters))
        for record in _of_annex(item)
    ]
    mail = [Sourced(record, None) for record in mail_records(mail_page, not claims)] if mail_page else []
    if len(letters) <= 1:
        letter = letters[0] if letters else pasted
        asks = any(item.record.is_person() for item in mail)
        house = letter.house if letter else _house_of(mail_page) if mail_page and asks else House()
        requests = [_request(letter, [*annexes, *mail], delegations, house)]
    else:
        requests = [_request(one, [], _delegations_of(one, delegations, letters), one.house) for one in letters]
    filled = [item.document for item in claims if item.document.form]
    return tuple(_with_forms(request, filled) for request in requests)


def _with_forms(request: Solicitud, filled: Sequence[Document]) -> Solicitud:
    """The request with its evidence from form fields marked as such."""
    evidence = request.evidencia
    for document in filled:
        evidence = tuple(from_form(item, document) for item in evidence)
    return replace(request, evidencia=evidence)


def _names(letters: Sequence[LetterReading]) -> set[str | None]:
    return {letter.oficio.adjunto for letter in letters}


def _letters(claims: Sequence[Claim]) -> list[LetterReading]:
    """Every letter once; a memorandum or an appointment stands for the oficio only when there is none."""
    chosen = [item for item in claims if item.kind == "oficio"]
    chosen = _about_the_matter(chosen) or [item for item in claims if item.kind == "designacion"][:1]
    result: list[LetterReading] = []
    for item in chosen:
        letter = read_letter(item.document, item.rows, item.head)
        if item.heading:
            letter = replace(letter, oficio=replace(letter.oficio, documento=item.heading))
        twin = next((at for at, other in enumerate(result) if _same_letter(other, letter)), None)
        if twin is None:
            result.append(letter)
        elif len(letter.records) > len(result[twin].records):
            result[twin] = letter
    return result


_MATTER = re.compile(r"quipux|\baiq\b|administrador\w*\s+institucional|gestion documental")


def _about_the_matter(claims: Sequence[Claim]) -> list[Claim]:
    """Of several letters those that speak of Quipux; a single one counts whatever it says."""
    if len(claims) <= 1:
        return list(claims)
    matter = [item for item in claims if _MATTER.search(" ".join(row.plain for row in item.rows))]
    return matter or list(claims[:1])


def _same_letter(one: LetterReading, other: LetterReading) -> bool:
    if one.oficio.numero and other.oficio.numero:
        return same_number(one.oficio.numero, other.oficio.numero)
    return one.text == other.text


def _of_annex(item: Claim) -> list[Record]:
    return read_records(item.rows)


_NAMES_ONE = 3  # words that a house's name has at least, to be taken from a mail's sentences


def _house_of(page: Page) -> House:
    """The only institution that the sentences of a mail name, which is itself the request: a doubt always."""
    rows = document_rows([page])
    cells = paragraphs(rows, range(len(rows)))
    found = [(named, cell) for cell in cells for named in houses_in(cell.text)]
    named = [(one, cell) for one, cell in found if len(one.name.split()) >= _NAMES_ONE and not is_part(one.name)]
    if not named or any(not same_house(one.name, named[0][0].name) for one, _ in named):
        return House()
    mentions = (Mention(one.name, "texto", cut(cell, one.start, one.end) or cell) for one, cell in named)
    return House(mentions=tuple(mentions))


def mail_records(page: Page, answers: bool = False) -> list[Record]:
    """The data in a mail's own text: above its closing formula, where its signature begins; below it only where
    nothing stands above and the data are labelled as a person's. `answers`: nothing came with it, so that data of
    nobody named, or the writer's own, are what was asked for."""
    rows = document_rows([page])
    end = next((at for at, row in enumerate(rows) if is_closing(row.text)), len(rows))
    records = read_records(rows[:end])
    for record in records:
        if record.role is None and record.get("nombres_apellidos") is None:
            record.role = _announced(rows[:end], record)
    for record in records:
        if record.is_person() and record.role != "ajeno" and record.get("cedula"):
            record.hits += gaps_filled(record, rows[:end], records, None)
    if not any(record.is_person() for record in records):
        below = read_records(rows[end:])
        if any(
            len(record.hits) >= 3 and record.get("nombres_apellidos") for record in below if record.source != "prosa"
        ):
            records += [record for record in below if record.source != "prosa"]
    brings = any(record.is_person() and record.role != "ajeno" for record in records)
    if not (brings if answers else any(record.hits for record in records)):
        rows = rows[:end]
        records = with_who_is_left(read_prose(paragraphs(rows, range(len(rows))), alone=True))
    return [record for record in records if record.hits]


def _announced(rows: Sequence[Row], record: Record) -> Rol | None:
    """Whose data without a name the sentence right above them says that they are («el celular de la nueva AIQ es:»)."""
    top = min((hit.cell.box[1] for hit in record.hits), default=0.0)
    above = [row for row in rows if row.bottom <= top]
    return announced_role(flat(" ".join(row.text for row in above))) if above and above[-1].text.endswith(":") else None


def _request(
    letter: LetterReading | None, others: Sequence[Sourced], delegations: Sequence[DelegationReading], house: House
) -> Solicitud:
    """`house` is what letter or mail tell of the institution without a label."""
    oficio = letter.oficio if letter else None
    own = [Sourced(record, letter.oficio.adjunto) for record in letter.records] if letter else []
    bound = bind([*own, *others])
    if added := told_record(house, bound.institution.nombre, bound.institution.siglas):
        bound = bind([Sourced(added, oficio.adjunto if oficio else None), *own, *others])
    delegation = _chosen(delegations, oficio)
    if letter is not None and oficio is not None:
        named = delegation is not None and _names_signer(delegation, oficio)
        posts = _binding_posts(bound.institution, oficio)
        quality = calidad_of(oficio.firmante.cargo, posts, letter.said_delegated or named, letter.close.delegate)
        if quality == "maxima_autoridad" and named:
            quality = "delegado"  # the head of a house that is itself under another's
        oficio = replace(oficio, firmante=replace(oficio.firmante, calidad=quality))
    return Solicitud(
        oficio=oficio,
        institucion=bound.institution,
        aiq=bound.people.get("aiq"),
        aiq_saliente=bound.people.get("aiq_saliente"),
        aiq_backup=bound.people.get("aiq_backup"),
        delegacion=delegation.delegacion if delegation else Delegacion(citada=letter.cited if letter else None),
        problemas=(
            *bound.problems,
            *([WITHOUT_DOCUMENT] if oficio is not None and oficio.adjunto is None else []),
            *_poor(letter.evidence if letter else ()),
            *_poor(delegation.evidence if delegation else ()),
            *_expired(delegation, oficio),
            *institution_findings(bound.institution),
            *_house_findings(bound, house),
        ),
        evidencia=(*(letter.evidence if letter else ()), *bound.evidence, *(delegation.evidence if delegation else ())),
    )


def _house_findings(bound: Bound, house: House) -> tuple[Finding, ...]:
    """What speaks against the institution's name, where nothing was said of it yet."""
    said = any(problem.campo == "institucion.nombre" for problem in bound.problems)
    return () if said else house_doubts(bound.institution, house)


def _binding_posts(institution: Institucion, oficio: Oficio) -> tuple[str, ...]:
    """The posts that bind the institution: those known, and the signer's when it is the head's of just this house."""
    own = oficio.firmante.cargo
    head = (own,) if own and heads_house(own, institution.nombre, institution.siglas) else ()
    return (*known_posts(institution), *head)


def _poor(evidence: Sequence[Evidence]) -> tuple[Finding, ...]:
    """The documents' own data (number, date, signer …) that were read with low confidence."""
    poor = "El dato se leyó con poca seguridad; compárelo con el documento."
    return tuple(Finding(item.campo, "dudoso", poor) for item in evidence if item.confianza < 0.9)


def _expired(delegation: DelegationReading | None, oficio: Oficio | None) -> tuple[Finding, ...]:
    """A delegation whose term was over when the letter was signed."""
    until = delegation.until if delegation else None
    if delegation is None or until is None or oficio is None or oficio.fecha is None or oficio.fecha <= until:
        return ()
    # Its own term is over: the house sends another. What else may end on that day, a person reads.
    codigo: Codigo = "invalido" if delegation.of_term else "dudoso"
    said = f"La delegación regía hasta el {until}, antes de la fecha del oficio."
    return (Finding("delegacion.fecha", codigo, said),)


def _chosen(delegations: Sequence[DelegationReading], oficio: Oficio | None) -> DelegationReading | None:
    """Of several delegations the one that names the letter's signer, else the first."""
    if not delegations:
        return None
    if oficio is None:
        return delegations[0]
    return next((item for item in delegations if _names_signer(item, oficio)), delegations[0])


def _names_signer(delegation: DelegationReading, oficio: Oficio) -> bool:
    said, signer = delegation.delegacion.delegado, oficio.firmante
    if not said:
        return False
    parts = name_tokens(signer.nombre)
    named = len(parts) >= 2 and (parts <= name_tokens(said) or same_name(said, signer.nombre))
    return named or same_cargo(said, signer.cargo)


def _delegations_of(
    letter: LetterReading, delegations: Sequence[DelegationReading], letters: Sequence[LetterReading]
) -> list[DelegationReading]:
    """With several letters a delegation belongs to the letter whose signer it names."""
    own = [item for item in delegations if _names_signer(item, letter.oficio)]
    claimed = [item for item in delegations for other in letters if _names_signer(item, other.oficio)]
    return own or [item for item in delegations if item not in claimed]


def read_backup_notice(claims: Sequence[Claim], mail_page: Page | None) -> Solicitud:
    """A notice of a new backup: the person in the mail's text or in its attachments, whatever role words stand there;
    the outgoing backup does not count, the writer's own data neither."""
    sources = [Sourced(record, None) for record in mail_records(mail_page)] if mail_page else []
    for item in claims:
        if item.kind in ("delegacion", "identidad", "seguimiento"):
            continue
        records = read_letter(item.document, item.rows, item.head).records if item.kind != "otro" else _of_annex(item)
        sources += [Sourced(record, item.document.name) for record in records]
    people = [item for item in sources if item.record.role in ("aiq_backup", "aiq", None)]
    backups = [item for item in people if item.record.role == "aiq_backup"]
    owners = [item for item in people if is_owner([item])]
    # A sentence can call the former one the backup, who is only named, beside the new one with his data.
    unclear = bool(backups) and len(owners) == 1 and all(only_named(item.record) for item in backups)
    chosen = owners if unclear else backups or [item for item in people if item.record.role is None] or people
    for item in people:
        nameless = item not in chosen and item.record.get("nombres_apellidos") is None
        if nameless and len(chosen) == 1:
            chosen = [*chosen, item]
    renamed = [Sourced(replace(item.record, role="aiq"), item.adjunto) for item in chosen]
    houses = [item for item in sources if item.record.role == "institucion"]
    bound = bind([*renamed, *houses])
    return Solicitud(
        institucion=bound.institution,
        aiq_backup=bound.people.get("aiq"),
        problemas=tuple(_as_backup(problem) for problem in [*bound.problems, *([UNCLEAR_OWNER] if unclear else [])]),
        evidencia=tuple(replace(e, campo=_backup_path(e.campo)) for e in bound.evidence),
    )


def read_reporting_house(claims: Sequence[Claim], mail_page: Page | None) -> Solicitud:
    """The institution that a completion report names, in its attachments or in the mail's text; nobody of it."""
    sources = [
        Sourced(record, item.document.name) for item in claims for record in read_records(above_activities(item.rows))
    ]
    sources += [Sourced(record, None) for record in mail_records(mail_page)] if mail_page else []
    bound = bind([item for item in sources if item.record.role == "institucion" and item.record.get("nombre")])
    return Solicitud(institucion=bound.institution, evidencia=bound.evidence)


def _as_backup(problem: Finding) -> Finding:
    return replace(problem, campo=_backup_path(problem.campo))


def _backup_path(campo: str) -> str:
    return re.sub(r"^aiq(?=\.|$)", "aiq_backup", campo)
