"""Running text: people named in sentences, with the data and the part that the sentences give them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

from cases.checked import Checked
from cases.names import name_tokens, same_name
from cases.text import flat
from parsers.fields.prosehouse import begins_house, institution_in
from parsers.fields.prosepost import post_before, post_in
from parsers.fields.prosevalues import Said, values_in
from parsers.fields.records import Record, is_house
from parsers.fields.values import Hit, read_value
from parsers.pages.cells import Cell, Row, cut, has_room, join_cells, sureness
from parsers.sentences.cues import (
    announced_role,
    is_another,
    is_writer,
    is_writer_coming,
    roles,
    sentence_breaks,
    turn_to_new,
)
from parsers.sentences.housecontact import made_of, strange
from parsers.sentences.onecase import as_sentences, as_written
from parsers.sentences.prosenames import Mention, called_in, mentions_in, surnames_in
from parsers.words.labels import Label, labels_inside
from parsers.words.roles import Rol
from parsers.words.usualnames import usual_names


def paragraphs(rows: Sequence[Row], indexes: Sequence[int]) -> list[Cell]:
    """Lines of running text joined into paragraphs: by their distance, and over the end of a page."""
    result: list[list[Cell]] = []
    before: Row | None = None
    prose = set(indexes)
    most = spread(rows)
    right = max((cell.box[2] for at in indexes for cell in rows[at].cells), default=0.0)
    for at in indexes:
        row = rows[at]
        if len(row.cells) > 2:  # the leavings of a table are no sentences
            before = None
            continue
        joins = before is not None and _follows(before, row, most, right) and at - 1 in prose
        for position, cell in enumerate(row.cells):
            if joins or (position and not row.framed):
                result[-1].append(cell)
            else:
                result.append([cell])
            joins = joins and not row.framed
        before = row
    return [join_cells(cells) for cells in result]


def spread(rows: Sequence[Row]) -> float:
    """How far apart, in heights of its letters, lines of one paragraph may stand: more in a letter that is set wide."""
    gaps = [
        (row.top - before.bottom) / row.height
        for before, row in pairwise(rows)
        if before.page == row.page and not before.framed and not row.framed and row.top > before.bottom
    ]
    usual = sorted(gaps)[len(gaps) // 4] if gaps else 0.0
    return min(max(0.62, 1.35 * usual), 2.0)


def _follows(before: Row, row: Row, most: float, right: float) -> bool:
    if before.framed or row.framed:
        return False
    if before.page != row.page or row.bottom < before.top:  # a further page, or the next column
        return not before.text.rstrip().endswith((".", ":"))
    gap = row.top - before.bottom
    if row.cells[0].method == "cuerpo" and gap > row.height and has_room(before.cells[-1], row.cells[0], right, 0.0):
        # A line of a mail that was not full, and a blank one behind it.
        return before.cells[-1].box[2] > 0.75 * right and not before.text.rstrip().endswith((".", ":"))
    return gap < most * row.height


def read_prose(cells: Sequence[Cell], alone: bool = False, signer: str | None = None) -> list[Record]:
    """The people and the institution that paragraphs speak of; the institution first, and last, as `ajeno` and not
    `titled`, whoever is only named and may be the one who leaves (`with_who_is_left` decides it). With `alone`, data of
    nobody named count too (an answer that only brings what was missing). Whoever signs the letter is not spoken of."""
    people: list[Record] = []
    named: list[Record] = []
    house = Record("institucion", titled=True, source="prosa")
    announced: Rol | None = None
    before: Cell | None = None
    writer = False  # whether the writer told that he is who comes: then what he calls his is that
    read_as = [(cell, as_sentences(cell)) for cell in cells]
    for cell in (part for _, whole in read_as for part in _parted(whole, bool(people or named))):
        announced = announced_role(flat(before.text)) if before and _announces(before, cell) else None
        if not house.hits:
            house.hits += institution_in(cell)
        writer = writer or _writer_comes(cell)
        people += _people(cell, people, alone, signer, announced, named, writer)
        before = cell
    records = [*([house] if house.hits else []), *people, *named]
    as_written(records, [(cell, read) for cell, read in read_as if read is not cell])
    return records


def with_who_is_left(records: Sequence[Record]) -> list[Record]:
    """The records; somebody only named is, with a doubt, who leaves, where a new administrator has his data, and nobody
    else leaves or is named. Who else is only named does not count."""
    named = [record for record in records if record.role == "ajeno" and not record.titled]
    others = [record for record in records if record not in named]
    comes = any(record.role in ("aiq", None) and record.get("cedula") for record in others)
    known = [record.value("nombres_apellidos") for record in others]
    free = [record for record in named if not any(same_name(record.value("nombres_apellidos"), name) for name in known)]
    alone = all(same_name(record.value("nombres_apellidos"), free[0].value("nombres_apellidos")) for record in free)
    if free and alone and comes and not any(record.role == "aiq_saliente" for record in others):
        return [*others, replace(free[0], role="aiq_saliente", titled=True)]
    return others


def _parted(cell: Cell, spoken_of: bool) -> list[Cell]:
    """A paragraph, parted where it first goes on about the person before it («Trabaja como … Recibe correo en …», or
    any data where somebody was spoken of) and only then names somebody."""
    plain = flat(cell.text)
    goes_on = _GOES_ON.match(plain) or (spoken_of and _DATUM.search(plain))
    first = next(iter(mentions_in(cell.text, ())), None) if goes_on else None
    breaks = sentence_breaks(plain, 0, first.lead) if first else []
    if breaks and not _GOES_ON.match(plain) and not _DATUM.search(plain, 0, breaks[-1]):
        return [cell]
    parts = [cut(cell, 0, breaks[-1]), cut(cell, breaks[-1], len(cell.text))] if breaks else [cell]
    return [part for part in parts if part]


_DATUM = re.compile(r"\S@|\b(?:cedula|c\.? ?[ci]|celular|cel|telefono|telf)\b\D{0,40}\d{3}|\b0[2-79][\d -]{7,}")


def _announces(before: Cell, cell: Cell) -> bool:
    """Whether a paragraph ends in a colon right above another."""
    height = before.words[0].box[3] - before.words[0].box[1]
    return before.text.endswith(":") and 0 <= cell.box[1] - before.box[3] < 3 * height


def _by_address(people: Sequence[Record], loose: Sequence[Hit]) -> Record | None:
    """The only person of whose names an address among data is made of (``ana.paz@…``, ``amena@…``), if he lacks it."""
    address = next((hit.valor or "" for hit in loose if hit.campo == "correo"), "").partition("@")[0]
    called = [person for person in people if made_of(address, name_tokens(person.value("nombres_apellidos")))]
    return called[0] if len(called) == 1 and called[0].get("correo") is None else None


def _spoken_of(people: Sequence[Record], text: str, plain: str) -> Record | None:
    """Of whom a paragraph that names nobody in full goes on: whose surname it says, else, where it speaks of a person
    named before, the last one who is not leaving."""
    if _CONTACT.search(plain) and not _TO_HIM.search(plain):
        return None
    names = {at: hit.valor or "" for at, person in enumerate(people) if (hit := person.get("nombres_apellidos"))}
    for _, _, called in surnames_in(text, list(names.values())):
        return people[list(names)[called]]
    if not any(words.search(plain) for words in (_SAME_PERSON, _TO_HIM)) and not _GOES_ON.match(plain):
        return None
    staying = [record for record in people if record.role not in ("aiq_saliente", "ajeno")]
    return staying[-1] if staying else people[-1] if people else None


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """Who is spoken of in a paragraph: full names, and in `anchors` the ends of all words that call somebody. No cargo
    goes on over one of the `fences`."""

    cell: Cell
    plain: str
    mentions: Sequence[Mention]
    anchors: Sequence[tuple[int, Mention]]
    fences: Sequence[int]


def _people(
    cell: Cell,
    before: Sequence[Record],
    alone: bool,
    signer: str | None,
    announced: Rol | None,
    named: list[Record],
    writer: bool,
) -> list[Record]:
    """Everybody with data or a part in a paragraph; who is only named in it is added to `named`."""
    plain = flat(cell.text)
    labels = [x for x in labels_inside(cell.text) if x.field not in ("otro", "institucion", "siglas", "rol")]
    mentions = mentions_in(cell.text, labels)
    called = _called_again(cell.text, mentions, [*before, *named])
    mentions, again = _once(sorted([*mentions, *called], key=lambda mention: mention.start))
    said = values_in(cell, labels, sorted(mention.start for mention in (*mentions, *again)))
    said, aside = _without_strange(plain, said, mentions, before, writer, alone)
    anchors = _anchors(cell.text, mentions, again)
    loose, later = _attach(plain, said, anchors)
    comes = any(record.role == "aiq" for record in before)
    kept = {mention.name: record for mention in mentions for record in before if _is_of(record, mention.name)}
    clauses = _Clauses(plain, said)
    told_of = partial(_told, clauses, signer=signer, announced=announced, comes=comes, again=again)
    told_roles = _told_beside(plain, mentions, kept, told_of)
    _share(plain, later, mentions, told_roles)
    eligible = [m for m, (role, _) in zip(mentions, told_roles, strict=True) if role not in ("ajeno", "aiq_saliente")]
    if len(eligible) == 1:
        _give(eligible[0], loose)
        loose = []
    fences = [*(label.start for label in labels), *(place.lead for place in again)]
    fences += _house_place(cell) if mentions else []
    paragraph = _Paragraph(cell, plain, mentions, anchors, fences)
    unnamed = _of_nobody_named(paragraph, said, told_roles)
    named += _only_named(paragraph, told_roles)
    records = [*_records(paragraph, told_roles, eligible), *unnamed]
    records = [record for record in records if not _goes_to(record, kept)]
    records += [Record("ajeno", aside, True, "prosa")] if aside else []
    goes_on = bool(_GOES_ON.match(plain))
    if not mentions and (post := _post_of_nobody_named(cell, plain, labels, bool(loose) or goes_on, alone)):
        loose.append(post)
    earlier = (_by_address(before, loose) or _spoken_of(before, cell.text, plain)) if loose else None
    carded = not mentions and any(hit.campo == "cedula" for hit in loose)
    if carded and earlier is None:
        earlier = _who_lacks_it(before)
    if loose and (earlier is None or earlier.role == "aiq_saliente") and (carded or _OF_THE_NEW.search(plain)):
        earlier = _who_was_named(named)
        records += [earlier] if earlier else []
    if loose and earlier is None and not mentions and not _CONTACT.search(plain):
        # An answer, of which each sentence is a paragraph, names nobody.
        earlier = next((record for record in before[-1:] if record.get("nombres_apellidos") is None), None)
        if earlier is None and (earlier := _who_lacks(before, loose, plain)):
            loose = [replace(hit, sure=min(hit.sure, _ONLY_LEFT)) for hit in loose]
    if earlier is not None:
        earlier.hits += [hit for hit in loose if earlier.get(hit.campo) is None]
    elif loose and not mentions and (alone or any(hit.campo == "cedula" for hit in loose)):
        records.append(Record(None, loose, False, "prosa"))
    return records


_Told = list[tuple[Rol | None, bool]]


def _told_beside(
    plain: str, mentions: Sequence[Mention], kept: Mapping[str, Record], told: Callable[[Sequence[Mention]], _Told]
) -> _Told:
    """The parts of those that a paragraph names; whoever has one from before keeps it, unless he leaves or comes after
    all as is told now, and the words around him («el respaldo que la magíster Paz deja lo ocupará …») are about the
    others."""
    first = told(mentions)
    leaves = _LEAVES.search(plain) is not None
    stay: dict[int, Rol] = {}
    for mention, (role, sure) in zip(mentions, first, strict=True):
        part = kept[mention.name].role if mention.name in kept else None
        goes, comes = leaves and role == "aiq_saliente", part == "aiq_saliente" and role == "aiq"
        if part and not (sure and (goes or comes)):
            stay[mention.start] = part
    if not stay:
        return first
    others = iter(told([mention for mention in mentions if mention.start not in stay]))
    return [(stay[mention.start], True) if mention.start in stay else next(others) for mention in mentions]


_LEAVES = re.compile(r"\b(?:ces[oa]|renunci|jubil|desvincul|dej[oa]|retir|fallec|termin|culmin|conclu)")


def _called_again(text: str, mentions: Sequence[Mention], people: Sequence[Record]) -> list[Mention]:
    """People named in paragraphs before, whom this one only calls by title and surname."""
    known = [person.value("nombres_apellidos") or "" for person in people if person.get("nombres_apellidos")]
    others = [name for name in known if not any(same_name(name, mention.name) for mention in mentions)]
    free = called_in(text, list(dict.fromkeys(others)))
    return [one for one in free if not any(other.lead <= one.end and one.start <= other.end for other in mentions)]


def _once(mentions: Sequence[Mention]) -> tuple[list[Mention], dict[Mention, Mention]]:
    """Everybody whom a paragraph names, and each further place that names one of them in full, with whom it names."""
    firsts: list[Mention] = []
    again: dict[Mention, Mention] = {}
    for mention in mentions:
        first = next((one for one in firsts if same_name(one.name, mention.name)), None)
        if first is None:
            firsts.append(mention)
        else:
            first.titled |= mention.titled
            again[mention] = first
    return firsts, again


def _is_of(record: Record, name: str) -> bool:
    return same_name(record.value("nombres_apellidos"), name)


def _goes_to(record: Record, kept: Mapping[str, Record]) -> bool:
    """Whether a record is of somebody who has one from before, which then gets what is new."""
    own = kept.get(record.value("nombres_apellidos") or "")
    if own is not None and record.titled and own.get("cedula") is None:
        own.role = record.role  # who was registered once, and leaves as is told now
    if own is None or (record.role != own.role and record.titled):
        return False
    own.hits += [hit for hit in record.hits if own.get(hit.campo) is None]
    return True


# A paragraph that brings the data of whoever comes.
_OF_THE_NEW = re.compile(r"\b(?:datos|informacion)\b[^.;:]{0,40}\b(?:nuev[oa]|entrante|designad[oa])\b")


def _who_lacks_it(people: Sequence[Record]) -> Record | None:
    """The new administrator, where only one was named and his cédula was not told."""
    new = [person for person in people if person.role == "aiq"]
    return new[0] if len(new) == 1 and new[0].get("cedula") is None else None


def _who_lacks(people: Sequence[Record], loose: Sequence[Hit], plain: str) -> Record | None:
    """The new administrator, where only one was named and a sentence of nobody brings just what he lacks."""
    new = [person for person in people if person.role == "aiq"]
    lacks = len(new) == 1 and not any(new[0].get(hit.campo) for hit in loose)
    return new[0] if lacks and _in_a_sentence(plain) else None


def _who_was_named(named: list[Record]) -> Record | None:
    """The only one of whom no words told a part, as the new administrator and with a doubt; no longer among `named`."""
    if len({record.value("nombres_apellidos") for record in named}) != 1:
        return None
    only = replace(named[0], role="aiq", titled=True)
    named.clear()
    return only


def _without_strange(
    plain: str,
    said: Sequence[Said],
    mentions: Sequence[Mention],
    before: Sequence[Record],
    writer: bool,
    alone: bool,
) -> tuple[list[Said], list[Hit]]:
    """The values that may be a person's, and those that are the house's or the writer's; his own are meant where he is
    who comes, or with a doubt where he is asked and names nobody."""
    reached = [value for value in said if value.hits[0].campo not in ("cedula", "cargo")]
    names = {token for mention in mentions for token in name_tokens(mention.name)}
    names |= {token for record in before for token in name_tokens(record.value("nombres_apellidos"))}
    named = [(mention.start, mention.end) for mention in mentions]
    places, unsure = strange(plain, [(value.start, value.end) for value in reached], named, names)
    asked = writer or (alone and not mentions)
    mine = [value for value in reached if asked and _mine(plain, value)]
    aside = [value for value in reached if (value.start, value.end) in places and value not in mine]
    unsure += [] if writer else [(value.start, value.end) for value in mine]
    doubted = [
        replace(value, hits=tuple(replace(hit, sure=_ONLY_LEFT) for hit in value.hits))
        if (value.start, value.end) in unsure
        else value
        for value in said
    ]
    return [value for value in doubted if value not in aside], [hit for value in aside for hit in value.hits]


def _mine(plain: str, value: Said) -> bool:
    """Whether the writer calls a datum his own («mi celular es …», «mi número cambió, ahora es …»), or it is the
    extension of such a number."""
    if value.hits[0].campo == "extension" and (number := _NUMBER_BEFORE.search(plain, 0, value.start)):
        return _MINE.search(plain, 0, number.start()) is not None
    sign = _DIGIT_OR_AT.search(plain, value.start, value.end)
    return _MINE.search(plain, 0, sign.start() if sign else value.start) is not None


_NUMBER_BEFORE = re.compile(r"\(?\d[\d\s().\-]{5,}[,;]? $")
_DIGIT_OR_AT = re.compile(r"\S+@|\d")
_MINE = re.compile(
    r"\bmis? (?:(?:numeros?|nuev[oa]|telefonos?|celular|movil|correo|electronico|institucional|personal|extension|ahora"
    r"|cambio|actual|oficina|contacto|e-?mail|mail|direccion|el|de|y|es|son)[^\w@]+){1,9}[(+]*$"
)


def _writer_comes(cell: Cell) -> bool:
    """Whether the writer tells his name and that he is the new administrator."""
    plain = flat(cell.text)
    return any(is_writer_coming(plain, mention.start, mention.end) for mention in mentions_in(cell.text, ()))


def _records(
    paragraph: _Paragraph, told_roles: Sequence[tuple[Rol | None, bool]], eligible: Sequence[Mention]
) -> list[Record]:
    """Everybody who counts, with his data and his cargo."""
    mentions = paragraph.mentions
    # Whose is which, or which of two is meant, only a reader can tell.
    dealt = len(mentions) > 1 and "respectivamente" in paragraph.plain
    several = sum(role == "aiq" and told for role, told in told_roles) > 1
    records: list[Record] = []
    taken: list[Cell] = []
    for at, (mention, (role, told)) in enumerate(zip(mentions, told_roles, strict=True)):
        role = "ajeno" if not told and _is_asked(paragraph, mention) else role
        post = mention.post or _post_of(paragraph, at, eligible == [mention]) or _post_by_surname(paragraph, mention)
        if post and any(post.cell == other for other in taken):  # that of whoever was named before
            post = None
        taken += [post.cell] if post else []
        surely = mention.titled or post or _is_whole(paragraph, mention, role)
        if not surely and role == "aiq_saliente" and _is_usual(paragraph, mention):  # «ya no está Karla Moreira»
            surely = mention.unsure = True
        if role == "ajeno" and mention.hits:  # of nobody else, then
            records.append(Record("ajeno", [_name(paragraph.cell, mention), *mention.hits], True, "prosa"))
        if role == "ajeno" or (not mention.hits and not (told and surely)):
            continue
        hits = [_name(paragraph.cell, mention), *_mobile_told(mention.hits), *([post] if post else [])]
        if mention.unsure:
            hits[0] = replace(hits[0], sure=_ONLY_LEFT)
        if dealt or (several and role == "aiq"):
            hits = [replace(hit, sure=min(hit.sure, 0.5)) for hit in hits]
        records.append(Record(role, hits, told, "prosa"))
    return records


def _mobile_told(hits: Sequence[Hit]) -> list[Hit]:
    """Somebody's data, a mobile that is called his telephone («y el teléfono 0991 447 820») as his mobile."""
    mobile = any(hit.campo == "celular" for hit in hits)
    told = [_as_mobile(hit) if hit.campo == "telefono" and not mobile else None for hit in hits]
    return [read or hit for read, hit in zip(told, hits, strict=True)]


def _as_mobile(hit: Hit) -> Hit | None:
    read = read_value("celular", hit.cell, hit.sure) if (hit.valor or "").startswith("09") else ()
    return read[0] if read and read[0].checked.codigo is None else None


def _is_asked(paragraph: _Paragraph, mention: Mention) -> bool:
    """Whether somebody without a part or a cédula is named as one whom to ask, who signs, approves or reports."""
    carded = any(hit.campo == "cedula" for hit in mention.hits)
    return not carded and is_another(paragraph.plain, mention.lead, mention.end)


def _is_whole(paragraph: _Paragraph, mention: Mention, role: Rol | None) -> bool:
    """Whether a name without a title is a person's, and no house's words: three words or more and the first one or two
    a usual first name, or two names and two surnames of whoever leaves or is called so."""
    parts = mention.name.split()
    if len(parts) > 2 and not usual_names("de_pila").isdisjoint(map(flat, parts[:2])):
        return True
    whole = len(parts) == 4 and (all(part[0].isupper() for part in parts) or mention.name.islower())
    return whole and (role == "aiq_saliente" or _CALLED.search(paragraph.plain, 0, mention.lead) is not None)


def _is_usual(paragraph: _Paragraph, mention: Mention) -> bool:
    """Whether two words may be a person's name: the first one usual, and no house's kind before them."""
    before = paragraph.plain[: mention.lead].split()
    return flat(mention.name.split()[0]) in usual_names("de_pila") and not is_house(" ".join(before[-1:]))


_CALLED = re.compile(
    r"\b(?:se llama|llamad[oa]|de nombres?|nombres? (?:completos? )?(?:y apellidos )?(?:es|son))[:,]? $"
)


def _only_named(paragraph: _Paragraph, told_roles: Sequence[tuple[Rol | None, bool]]) -> list[Record]:
    """Who is called by his title, has neither data nor a part, and is not named as one who signs, approves or is
    asked."""
    return [
        Record("ajeno", [replace(_name(paragraph.cell, mention), sure=_ONLY_LEFT)], False, "prosa")
        for mention, (role, told) in zip(paragraph.mentions, told_roles, strict=True)
        if role is None and not told and mention.titled and not mention.hits
        if _in_a_sentence(paragraph.plain) and not is_another(paragraph.plain, mention.lead, mention.end)
    ]


def _in_a_sentence(plain: str) -> bool:
    """Whether a text is running text, and neither a signature nor an address."""
    return plain.endswith((".", ":", ";")) and len(plain.split()) > 7 and not _STREET.search(plain)


_STREET = re.compile(r"\b(?:av|avda|avenida|calles?|ciudadela|barrio|telefonos?|telf?|ruc)\b[.:]")
_ONLY_LEFT = 0.6  # how surely somebody leaves of whom nothing else is said: a person must look


def _told(
    clauses: _Clauses,
    mentions: Sequence[Mention],
    signer: str | None,
    announced: Rol | None,
    comes: bool,
    again: Mapping[Mention, Mention],
) -> list[tuple[Rol | None, bool]]:
    """Everybody's role, and whether words told it; whoever signs is nobody of the request."""
    surely = [m.titled or any(hit.campo == "cedula" for hit in m.hits) for m in mentions]
    places = sorted([*mentions, *(m for m, first in again.items() if first in mentions)], key=lambda m: m.start)
    owners = [places.index(again.get(m, m)) for m in places]
    at = clauses.at
    told = roles(clauses.text, [(at(m.start), at(m.end), at(m.data_end)) for m in places], comes, surely, owners)
    told = [
        ("ajeno", True) if signer and same_name(mention.name, signer) else said
        for mention, said in zip(mentions, told, strict=True)
    ]
    if announced and told and not told[0][1]:
        told[0] = (announced, True)
    return _one_comes(clauses.plain, mentions, told)


class _Clauses:
    """A paragraph's words without the data: what tells of somebody may stand behind all of his (`text`), and each place
    of the paragraph in them (`at`)."""

    def __init__(self, plain: str, said: Sequence[Said]) -> None:
        self.plain = plain
        ends = [0, *(value.end for value in said)]
        before = [_BETWEEN_DATA.search(plain, end, value.start) for end, value in zip(ends, said, strict=False)]
        starts = [found.start() if found else value.start for found, value in zip(before, said, strict=True)]
        self._spans = list(zip(starts, ends[1:], strict=True))
        # What ends a sentence ends it behind a word, not behind «a» or «Ing.».
        self._left = ["…" if plain.startswith(".", end) else "" for _, end in self._spans]
        begins = [0, *(end for _, end in self._spans)]
        stays = zip(begins, [*(start for start, _ in self._spans), None], [*self._left, ""], strict=True)
        self.text = "".join(plain[begin:end] + left for begin, end, left in stays)

    def at(self, place: int) -> int:
        spans = zip(self._spans, self._left, strict=True)
        return place - sum(min(end, place) - start - len(left) for (start, end), left in spans if start < place)


_BETWEEN_DATA = re.compile(r"[,;]? (?:y )?(?:con (?:la |el )?)?$")


def _one_comes(
    plain: str, mentions: Sequence[Mention], told: list[tuple[Rol | None, bool]]
) -> list[tuple[Rol | None, bool]]:
    """The roles, with no part left to whom words call the new administrator where another has the data of one: called
    so too, or by no words at all, which leaves a doubt."""
    called = [at for at, (role, sure) in enumerate(told) if role == "aiq" and sure]
    bare = [at for at in called if not mentions[at].hits]
    own = [at for at in called if at not in bare]
    if not bare or len(own) > 1:
        return told
    silent = [
        at
        for at, (mention, (role, _)) in enumerate(zip(mentions, told, strict=True))
        if role is None and len(mention.hits) > 1 and any(hit.campo == "cedula" for hit in mention.hits)
        if not is_another(plain, mention.lead, mention.end)
    ]
    if not own and len(silent) != 1:
        return told
    for at in silent if not own else ():
        mentions[at].unsure = True
    return [(None, False) if at in bare else said for at, said in enumerate(told)]


def _post_of(paragraph: _Paragraph, at: int, only: bool) -> Hit | None:
    """The cargo behind a name, or right before it; anywhere before it (`only`) where nobody else is spoken of."""
    cell, plain, mentions, fences = paragraph.cell, paragraph.plain, paragraph.mentions, paragraph.fences
    mention = mentions[at]
    others = [end for end, other in paragraph.anchors if end > mention.end and other is not mention]
    limit = min([mention.limit or len(plain), *(other.lead for other in mentions[at + 1 : at + 2]), *others])
    own = _MY_POST.search(plain, mention.end)
    if own and is_writer(plain, mention.start):
        return post_in(cell, plain, own.start(), len(plain), fences)
    limit = min(limit, own.start()) if own else limit
    floor = max(mentions[at - 1].end, mentions[at - 1].data_end) if at else 0
    post = post_in(cell, plain, mention.end, limit, fences) or post_before(cell, floor, mention.lead)
    if post or not only:
        return post
    signs = max((found.end() for found in _SIGNER.finditer(plain, floor, mention.lead)), default=floor)
    return post_in(cell, plain, signs, mention.lead, fences)


# The writer's, whoever is named before it.
_MY_POST = re.compile(
    r"\bmi (?:cargo|puesto|funcion)\b|(?<!\bsu )(?<!\bel )(?<!\bun )(?<!\bdel )\b(?:trabajo|laboro|me desempeno|ejerzo"
    r"|ocupo|cumplo) (?=(?:como|de|el|en|las|funciones)\b)"
)


# Whoever signs and the cargo he gives himself.
_SIGNER = re.compile(
    r"\b(?:el|la) (?:suscrit[oa]|infrascrit[oa])\b[\s,]*[^,;.]*|\ben mi (?:calidad|condicion) de\b[^,;.]*"
    r"|\b(?:como|en calidad de|yo,|quien suscribe,|de mis funciones de|siendo) [^;.]*?(?:, | y | que )"
    r"(?=(?:(?:me|le|les|nos|a usted\w*) )?(?:[a-z]+(?<![aeis])o|[a-z]+[aei]mos)\b)"
)


# A cargo told for itself («El cargo correcto es Analista»).
_TOLD_POST = re.compile(r"\b(?:el|su) (?:cargo|puesto)(?: (?!no\b|que\b)[\w.]+){0,5}? (?=es |sera )")


def _post_of_nobody_named(cell: Cell, plain: str, labels: Sequence[Label], beside: bool, alone: bool) -> Hit | None:
    """The cargo in a paragraph that names nobody: `beside` other data anywhere, else only where just that is told."""
    told = _TOLD_POST.search(plain) if alone and not beside else None
    if not beside and told is None:
        return None
    fences = [label.start for label in labels]
    return post_in(cell, plain, told.end() if told else 0, len(plain), fences)


def _post_by_surname(paragraph: _Paragraph, mention: Mention) -> Hit | None:
    """The cargo that stands where the paragraph calls somebody by his surname alone."""
    cell, plain = paragraph.cell, paragraph.plain
    for (end, called), (limit, _) in pairwise([*paragraph.anchors, (len(plain), mention)]):
        if called is mention and end != mention.end and (post := post_in(cell, plain, end, limit, paragraph.fences)):
            return post
    return None


def _house_place(cell: Cell) -> list[int]:
    """Where the institution is named with its siglas: no cargo goes on there."""
    named = next((hit.cell.text for hit in institution_in(cell) if hit.campo == "nombre"), None)
    if named is None:
        return []
    inner = _UNIT_OF.match(named)  # «la Unidad de TIC del Instituto …»: the house is the latter
    return [cell.text.find(named) + (inner.end() if inner and begins_house(named[inner.end() :]) else 0)]


_UNIT_OF = re.compile(
    r"(?:Unidad|(?:Sub)?[Dd]irecci[oó]n|Departamento|Coordinaci[oó]n|Jefatura|Secci[oó]n) .*? (?:del|de la) "
)


def _name(cell: Cell, mention: Mention) -> Hit:
    part = cut(cell, mention.start, mention.end) or cell
    return Hit("nombres_apellidos", Checked(mention.name), part, sureness(part, mention.name))


# A paragraph that goes on about the person before it, and one that tells whom to ask.
_SAME_PERSON = re.compile(
    r"\b(?:sus?|cuyos?|dich[oa]|siguientes|mencionad[oa]|referid[oa]|citad[oa]|datos|est[ea]"
    r"|nuev[oa]\s+administrador\w*)\b"
)
# A sentence whose subject the ones before it named.
_GOES_ON = re.compile(
    r"(?:(?:[a-z0-9]{1,2}\s?[.)\-]|[-–•*])\s*)?(?:(?:el|ella|quien) )?(?:actualmente |tambien |ademas |asimismo )?"
    r"(?:sus?|es (?:titular|portador|duen)|(?:esta|fue) (?:cedulad|contratad|nombrad|adscrit)|le (?:corresponde"
    r"|pertenece)"
    r"|(?:la|el) (?:persona|servidora?|funcionari[oa]) (?:designad|nombrad|mencionad|referid|citad)|a dich[oa]"
    r"|pued[ea]n? ser (?:localizad|contactad|ubicad|encontrad)[oa]|l[ao] puede\w*|trabaja|labora|recibe|contesta"
    r"|atiende|responde|dispone|lleva|figura|ingreso|pertenece|viene|forma parte|actua"
    r"|se (?:l[aoe] )?(?:puede|desempena|identifica|ubica|encuentra|comunica)\w*|ocupa|ejerce|tiene|usa|utiliza|porta"
    r"|posee|cuenta con|desempena|cumple|presta (?:sus )?servicios|(?:escrib|llam)[ae]n?l[aoe])\b"
)
_TO_HIM = re.compile(r"\bse l[aeo]s? (?:pued|podr)\w*")  # «cualquier novedad se le puede comunicar al …»
_CONTACT = re.compile(
    r"\bcomunicarse\s+con\b|\bcontactar(?:se)?\s+con\b|\bcoordinacion(?:es)?\b(?! (?:general|administrativ|financier"
    r"|zonal|tecnic|nacional|distrital|provincial|academic|de (?:la |las |los )?(?:tecnolog|gestion|tic|sistemas"
    r"|talento|planific|archivo)))|\bconsulta|\binquietud|\bcualquier"
    r"|\bmayor informacion|\bsuscrit"
)


def _anchors(
    text: str, mentions: Sequence[Mention], again: Mapping[Mention, Mention]
) -> list[tuple[int, Mention]]:
    """Where a paragraph speaks of whom: the ends of full names, and of surnames that call people named before."""
    named = [*((mention.end, mention) for mention in mentions), *((m.end, first) for m, first in again.items())]
    called = [(end, mentions[at]) for _, end, at in surnames_in(text, [mention.name for mention in mentions])]
    full = (*mentions, *again)
    inside = [(end, m) for end, m in called if any(other.lead <= end <= other.end for other in full) or end < m.end]
    return sorted([*named, *(item for item in called if item not in inside)], key=lambda item: item[0])


def _attach(plain: str, said: Sequence[Said], anchors: Sequence[tuple[int, Mention]]) -> tuple[list[Hit], list[Said]]:
    """Give each value to the name before it in its sentence. Returned: what stands before any name, and what stands in
    later sentences that name nobody (``Sus datos son …``)."""
    before: list[Hit] = []
    later: list[Said] = []
    first = anchors[0][1] if anchors else None
    several = len({id(mention) for _, mention in anchors}) > 1
    told_to = -1  # where the data end that the last one spoken of was given
    for value in said:
        end, owner = next(((end, m) for end, m in reversed(anchors) if end <= value.start), (0, None))
        if owner is None and first and first.start - value.start < 60 and value.hits[0].campo == "cedula":
            end, owner = first.end, first
        if owner is None:
            before += value.hits
        elif several and sentence_breaks(plain, max(end, told_to), value.start + 1):
            later.append(value)
        else:
            _give(owner, value.hits)
            told_to = value.end
            owner.data_end = max(owner.data_end, value.end) if end == owner.end else owner.data_end
    return before, later


def _of_nobody_named(
    paragraph: _Paragraph, said: Sequence[Said], told: Sequence[tuple[Rol | None, bool]]
) -> list[Record]:
    """The data taken back from who is leaving: the words before them had turned to a new administrator, who is not
    named («renunció X; se designó a la …, con cédula …»)."""
    cell, plain = paragraph.cell, paragraph.plain
    leaving = {id(m) for m, (role, _) in zip(paragraph.mentions, told, strict=True) if role == "aiq_saliente"}
    taken: list[Record] = []
    for (end, mention), (until, _) in pairwise([*paragraph.anchors, (len(plain), None)]):
        own = [value for value in said if end <= value.start < until] if id(mention) in leaving else []
        turn = turn_to_new(plain[end : own[0].start]) if own else None
        if turn is None:
            continue
        mention.limit = end + turn
        hits = [hit for value in own for hit in value.hits]
        post = mention.post if mention.post in hits else post_in(cell, plain, end + turn, until, paragraph.fences)
        taken.append(Record("aiq", [hit for hit in mention.hits if hit in hits] + [post] * bool(post), True, "prosa"))
        mention.hits = [hit for hit in mention.hits if hit not in hits]
        mention.post = None if mention.post is post else mention.post
    return taken


def _give(owner: Mention, hits: Sequence[Hit]) -> None:
    known_cedula = any(known.campo == "cedula" for known in owner.hits)
    for hit in hits:
        if hit.campo == "cedula_o_celular":  # ten digits from 09 that pass as both: the first is taken for the cédula
            hit = replace(hit, campo="celular" if known_cedula else "cedula", sure=0.95 if known_cedula else 0.85)
        if hit.campo == "cargo":
            owner.post = owner.post or hit
        elif not any(known.campo == hit.campo for known in owner.hits):
            owner.hits.append(hit)


def _share(
    plain: str, later: Sequence[Said], mentions: Sequence[Mention], told: Sequence[tuple[Rol | None, bool]]
) -> None:
    """Data in a sentence of their own belong to the new administrator among the people named before; where none is
    told, to the only one who is not leaving, else with a doubt to the last."""
    parts = list(zip(mentions, [role for role, _ in told], strict=True))
    for value in later:
        named = [part for part in parts if part[0].start < value.start]
        staying = [mention for mention, role in named if role not in ("ajeno", "aiq_saliente")]
        new = [mention for mention, role in named if role == "aiq"] or [m for m, role in parts if role == "aiq"]
        free = [m for m in staying if m.hits or not is_another(plain, m.lead, m.end)]
        only = new or (staying if len(staying) == 1 else free if len(free) == 1 else [])
        if only:
            _give(only[0], value.hits)
        elif mentions:
            last = (free or staying or mentions)[-1]
            last.unsure = True
            _give(last, [replace(hit, sure=min(hit.sure, 0.5)) for hit in value.hits])
