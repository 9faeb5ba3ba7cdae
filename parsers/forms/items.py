"""One person, or all that reaches one, told in a row (``AIQ saliente: Ana Paz, C.I. 17…, cargo Analista``)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cases.contacts import check_mobile, check_phone
from cases.identifiers import check_cedula, is_nothing
from cases.text import flat
from parsers.fields.values import TYPED, can_be, read_value
from parsers.forms.cards import heads_person
from parsers.forms.entries import Entry
from parsers.pages.cells import Cell, Row, cut, has_room, join_cells
from parsers.words.labels import Label, full_label, label_at_start, skip_mark
from parsers.words.links import begins_sentence, ends_open
from parsers.words.posts import like_person, like_post
from parsers.words.roles import PEOPLE, Rol, heading_role, role_in, role_of_label

_MOST_LINES = 7
_AROUND = 30  # lines above and below that tell where the text's edge is
_LONGEST_POST, _LONGEST_PART = 16, 8  # words
_EITHER = "cedula_o_celular"
_ANY = (*TYPED, "cargo", "rol_o_cargo", "nombres_apellidos")
_LEFT_OVER = 0.6  # how sure a post is that a part without a label was added to

_MARK = r"\s*(?:\.-+|\.{2,}|…|[:=|]|\s[-–—]+(?=\s)|-+>|»|→)[\s:]*(?=\S)"
# What stands before a name, and before all that reaches somebody.
_HEAD = re.compile(rf"(?P<who>[^:;,@|=]{{3,90}}?){_MARK}")
_REACH = re.compile(
    r"(?:(?:datos|medios|informacion|numeros|formas?|vias?) (?:de |del |para (?:el )?)?)?contactos?"
    r"(?: (?:del?|con|para) (?!(?:la )?(?:institucion|entidad|empresa|oficina|dependencia))[^:;,@\d|=]{3,40}?)?" + _MARK
)
# One sign parts the data of an item, or commas and semicolons together; what else looks like one is within a value.
# Words in parentheses are parts too, and so is what follows «Contacto:».
_BETWEEN = (
    r"[.,;]\s+(?:(?:datos|medios) de )?[cC]ontactos?\s*:\s*"
    r"|[,;]?\s*\((?=[^\W\d_][\w\-]+[.:]{0,2}\s|[A-Z]\.[A-Z]\.)|(?<!\([SsEe])\)(?:\s*[,;]\s*|\s*$)|(?<!\([SsEe])\)\s+\("
)
_PARTINGS = tuple(
    re.compile(sign)
    for sign in (
        r"\s*;\s*", r"\s*[|¦]\s*", r"\s+/\s+", r",\s+", r"\s+[-–—]\s+(?![-–—]\s)", r"\s+·\s+",
        rf"{_BETWEEN}|\s*;\s+", rf"{_BETWEEN}|,\s+", rf"{_BETWEEN}|\s*[,;]\s+",
    )
)  # fmt: skip
_LAST = re.compile(r"\s+y\s+(?=(?:su |con |el )?[a-zñ.]{2,}[.:\s]+(?:n[ro°º.]+ )?[\d(+]|(?:su |con )?\S+@)", re.I)
_LEADS = re.compile(r"(?:(?:y|e|con|sus?|portador[a]? de(?: la)?|titular de(?: la)?)\s+)+(?=\S)")
_ACTS = re.compile(r"\W*(?:[se]|subrogante|encargad[oa](?: del despacho)?)\W*").fullmatch
_BESIDE_NUMBER = re.compile(r"\b(?:ext(?:ension|s)?|int(?:erno)?|anexo|n(?:ro|o|um|umero)?|[oy])\b")
_EXTENSION = re.compile(r"[\s(,/]*\bext(?:ension)?\b[\s.:]*(?:n(?:ro|o)?[.°º]+\s*)?(?P<said>[^()]*)\)?$")
_BROKEN_ADDRESS = re.compile(r"[\w.+\-]*(?:\s?@\s?|\s(?=[\w.\-]*[@.]))?[\w.@,\-]*").fullmatch
_BEHIND_NAME = re.compile(r"\s*(?:\((?P<said>[^()]{3,60})\)|(?:\s[–—-]|,)\s(?P<told>[^()–—,]{3,60}))$")
_AT_THE_END = re.compile(r"[\s,;]*\((?P<said>[^()]{3,60})\)$")
_PART = re.compile(
    r"(?:como |el |la )*(?:nuev[oa]|aiq|administrador|servidor|funcionari|responsable|persona|saliente|entrante|backup"
    r"|respaldo|suplente|altern[oa])"
).match
_DATA_OF = re.compile(r"(?:datos|informacion|ficha)(?: \w+)? (?:del?|de la)\s+(?!nuev|aiq|admin|servid|funcion|person)")
_MAY_BE_NAME = re.compile(r"(?:[A-ZÁÉÍÓÚÑ][\w.'’\-]*[\s,;|]+(?:(?:del?|las?|los|y)\s+)*){2}")
# The next sentence, where no sign parts it from a post.
_ARTICLE = re.compile(r"\s(?:El|La|Los|Las|De|Del|Al)\s")
_CHOSEN = re.compile(r"\b(?:designad|propuest|asignad|nombrad)[oa]\b")


@dataclass(frozen=True, slots=True)
class _Datum:
    """One part of an item; `label` is where its own label ends."""

    field: str
    value: Cell
    sure: float = 1.0
    role: Rol | None = None


def read_item(rows: Sequence[Row], index: int) -> tuple[list[Entry], int]:
    """The data of the item that begins in this line, and the lines it takes; nothing unless each of its parts is a
    datum of a kind of its own."""
    row = rows[index]
    if len(row.cells) > 1 or row.framed:
        return [], 0
    begin = skip_mark(row.plain)
    begin = told.end() if (told := _DATA_OF.match(row.plain, begin)) else begin
    reach = _REACH.match(row.plain, begin)
    role, place = (None, reach.end()) if reach else _headed(row, begin)
    places = [(role, place)] if place > begin else []
    if _MAY_BE_NAME.match(row.text, begin) and not reach and (begin or _starts(rows, index)):
        places.append((_heading_above(rows, index), begin))
    ends = list(item_ends(rows, index)) if places else []
    for (role, place), end, may_add in itertools.product(places, reversed(ends), (False, True)):
        whole = join_cells([each.cells[0] for each in rows[index:end]])
        found = _read(whole, place, role, reach is not None, may_add)
        if found and (place > begin or found[0].role) and (end == ends[-1] or _ended(rows, index, end, found[-1])):
            return [_entry(datum, whole, index) for datum in found], end - index
    titles = [] if reach else [_title(rows, index, role if place > begin else None, place) for role, place in places]
    return [_entry(datum, row.cells[0], index) for datum in titles if datum][:1], 1 if any(titles) else 0


def _title(rows: Sequence[Row], index: int, role: Rol | None, place: int) -> _Datum | None:
    """The name that with its part is the title over its data (``Ana Paz (AIQ saliente)``, ``Sale – Ana Paz``)."""
    row, below = rows[index], rows[index + 1] if index + 1 < len(rows) else None
    named = _named(row.cells[0], place, len(row.text.rstrip(" .:;,")), role)
    label = label_at_start(below.text) if below else None
    return named if named and named.role and label and label.field in _ANY else None


def tells_reach(text: str) -> bool:
    """Whether a line begins with what all that reaches somebody is called (``Contactos: correo …``)."""
    plain = flat(text)
    return _REACH.match(plain, skip_mark(plain)) is not None


def read_bare(rows: Sequence[Row], index: int) -> list[Entry]:
    """The datum that a line right below a person's data is by itself, without any label: an address or a number."""
    above, row = rows[index - 1], rows[index]
    near = above.page == row.page and row.top - above.bottom < 0.9 * row.height
    if len(row.cells) > 1 or row.framed or not near:
        return []
    for begin in (0, skip_mark(row.plain)):  # an area in parentheses looks like an item's number
        cell = cut(row.cells[0], begin, len(row.text.rstrip(" .;,")))
        field = _kind(cell.text) if cell else None
        if cell and field:
            return [_entry(_Datum(field, cell), cell, index)] if field != _EITHER else []
    return []


def _headed(row: Row, begin: int) -> tuple[Rol | None, int]:
    """Whose name follows, as the words before it tell, and where it begins."""
    label = label_at_start(row.text)
    if label and label.strong and label.field in ("nombres_apellidos", "administrador"):
        return label.role, label.end
    head = _HEAD.match(row.text, begin)
    who = head["who"].strip() if head else ""
    role = heading_role(who) or (role_in(who) if len(who.split()) == 1 else None)
    return (role, head.end()) if head and role in PEOPLE else (None, begin)


def _heading_above(rows: Sequence[Row], index: int) -> Rol | None:
    """Whose data the line above heads."""
    above, row = rows[index - 1] if index else None, rows[index]
    if above is None or above.page != row.page or row.top - above.bottom > 2.5 * row.height:
        return None
    if re.search(r"\d{3}|@", above.text):  # the end of the item before
        return None
    title = above.text[skip_mark(above.plain) :]
    return heading_role(title) if heads_person(title) else None


def _edge(rows: Sequence[Row], index: int) -> float:
    """The right edge of the lines around that begin about where this one does."""
    own = rows[index]
    around = rows[max(0, index - _AROUND) : index + _AROUND]
    return max(
        other.cells[-1].box[2]
        for other in around
        if other.page == own.page
        and not other.framed
        and abs(other.cells[0].box[0] - own.cells[0].box[0]) < 3 * own.height
    )


def _starts(rows: Sequence[Row], index: int) -> bool:
    """Whether a line begins a paragraph: nothing above it goes on in it."""
    above, row = rows[index - 1] if index else None, rows[index]
    if above is None or above.page != row.page or above.framed or row.top - above.bottom > 0.9 * row.height:
        return True
    ended = above.text.rstrip().endswith((".", ":", ";"))
    return ended or has_room(above.cells[-1], row.cells[0], _edge(rows, index), 0.25 * row.height)


def item_ends(rows: Sequence[Row], index: int) -> Iterator[int]:
    """Behind which lines the item may end: it goes on where a line was full, or stops at what ends nothing."""
    edge = _edge(rows, index)
    end = index + 1
    yield end
    while end < min(len(rows), index + _MOST_LINES):
        above, row = rows[end - 1], rows[end]
        near = row.top - above.bottom < 0.9 * row.height if row.page == above.page else row.page == above.page + 1
        if not near or row.framed or len(row.cells) > 1 or _follows(rows[index], row):
            return
        full = not has_room(above.cells[-1], row.cells[0], edge, 0.25 * row.height)
        if not full and not _stops_amid(above.text):
            return
        end += 1
        yield end


def _stops_amid(text: str) -> bool:
    """Whether a line ends in what something must follow: a sign, a small word, a label without its value."""
    words = text.split()
    labels = (full_label(" ".join(words[-size:])) for size in (1, 2, 3))
    return text.rstrip().endswith((",", ";", "/", "-", ":", "|")) or ends_open(text) or any(labels)


def _ended(rows: Sequence[Row], index: int, end: int, last: _Datum) -> bool:
    """Whether a datum ends with its full line, though another stands under it: the next item begins there, or the datum
    is a whole number or address."""
    value = read_value(last.field, last.value)
    return breaks_off(rows, index, end) or (last.field in TYPED and (not value or value[0].checked.codigo is None))


def breaks_off(rows: Sequence[Row], index: int, end: int) -> bool:
    """Whether something else than the rest of an item begins behind a line of it, though that was full."""
    below = rows[end]
    ended = rows[end - 1].text.rstrip().endswith((".", ";"))
    return ended or _follows(rows[index], below) or heading_role(below.text) is not None or _goes_over(f" {below.text}")


def _follows(own: Row, other: Row) -> bool:
    """Whether a line has the same sign before it as an item, or the next number or letter."""
    begin, place = skip_mark(own.plain), skip_mark(other.plain)
    if not other.text[place : place + 1].isupper():
        return False
    mark, following = flat(own.text[:begin]), flat(other.text[:place])
    one, two = (re.sub(r"\W", "", text) for text in (mark, following))
    if not one or not two:
        return bool(mark.strip()) and mark.split() == following.split()
    if one.isdigit() or two.isdigit():
        return one.isdigit() and two.isdigit() and int(two) == int(one) + 1
    roman = {*one, *two} <= {*"ivx"}
    return (roman and one != two) or (len(one) == len(two) == 1 and ord(two) == ord(one) + 1)


def _entry(datum: _Datum, whole: Cell, index: int) -> Entry:
    return Entry(Label(datum.field, 0, 0, True, datum.role, datum.sure), index, whole, [datum.value], whole=True)


def _read(whole: Cell, begin: int, role: Rol | None, reach: bool, may_add: bool) -> list[_Datum] | None:
    """The data of an item whose parts one sign parts; null where with none of them all are understood."""
    stop = len(whole.text.rstrip(" .;,"))
    if not reach and not role and (behind := _AT_THE_END.search(whole.text, begin, stop)):
        role = part_told(behind["said"])
        stop = behind.start() if role else stop
    for parting in _PARTINGS:
        if not reach and not parting.search(whole.text, begin, stop):
            continue
        found = _data(whole, list(_parts(whole.text, begin, stop, parting)), role, reach, may_add)
        if found:
            return found
    return None


def _parts(text: str, begin: int, stop: int, parting: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    at = begin
    for sign in parting.finditer(text, begin, stop):
        yield at, sign.start()
        at = sign.end()
    last = _LAST.search(text, at, stop)
    if last:
        yield at, last.start()
        at = last.end()
    yield at, stop


def _data(
    whole: Cell, parts: Sequence[tuple[int, int]], role: Rol | None, reach: bool, may_add: bool
) -> list[_Datum] | None:
    found: list[_Datum] = []
    rest = list(parts)
    if not reach:
        named = _named(whole, *rest.pop(0), role)
        if named is None:
            return None
        found.append(named)
    for start, end in rest:
        if start >= end:
            continue
        acts = _ACTS(flat(whole.text[start:end])) is not None
        datum = None if acts else _datum(whole, start, end, reach)
        if isinstance(datum, _Datum) and all(other.field != datum.field for other in found):
            found.append(datum)
        elif isinstance(datum, _Datum) and datum.field != "cargo":
            return None
        elif isinstance(datum, str) and len(found) == 1 and found[0].role in (None, datum):
            found[0] = replace(found[0], role=datum)
        elif found and (acts or may_add) and (added := _added(whole, found[-1], start, end)):
            found[-1] = added if acts else replace(added, sure=_LEFT_OVER)
        else:
            return None
    found = _card_or_mobile(found)
    told = [datum for datum in found if not is_nothing(datum.value.text)]
    return found if len(told) > (0 if reach else 1) else None


def _card_or_mobile(found: Sequence[_Datum]) -> list[_Datum]:
    """The data, none where a number that may be a cédula or a mobile stands beside neither."""
    fields = {datum.field for datum in found}
    if _EITHER not in fields:
        return list(found)
    field = "celular" if "cedula" in fields else "cedula"
    return [replace(d, field=field if d.field == _EITHER else d.field) for d in found] if len(
        fields & {"cedula", "celular"}) == 1 else []  # fmt: skip


def _named(whole: Cell, start: int, end: int, role: Rol | None) -> _Datum | None:
    """The person that an item begins with, and whose part behind the name tells."""
    cell = cut(whole, start, end)
    if cell is None:
        return None
    behind = _BEHIND_NAME.search(cell.text)
    told = (behind["said"] or behind["told"]) if behind else None
    if behind and told and (own := part_told(told)):
        role, cell = role or own, cut(cell, 0, behind.start()) or cell
    whole_name = like_person(cell.text) and not _stops_amid(cell.text)
    return _Datum("nombres_apellidos", cell, 1.0, role) if whole_name else None


def part_told(text: str) -> Rol | None:
    """Whose part a few words name that are no post."""
    if not (text[:1].isupper() or _PART(text)) or len(text.split()) > _LONGEST_PART:
        return None
    alone = len(text.split()) == 1 or _CHOSEN.search(flat(text))
    role = role_of_label(text) or (role_in(text) if alone else None)
    return role if role in PEOPLE else None


def _datum(whole: Cell, start: int, end: int, reach: bool) -> _Datum | Rol | None:
    """What a part holds: a datum, whose data these are, or neither."""
    lead = _LEADS.match(flat(whole.text[start:end]))
    start += lead.end() if lead else 0
    cell = cut(whole, start, end)
    if cell is None:
        return None
    text = cell.text
    label = label_at_start(text)
    if label and label.field in TYPED:
        value = _nothing(cell) or cut(cell, label.end, len(text))
        return _Datum(label.field, value) if value and _is_only(label.field, value.text) else None
    if is_nothing(text) and "ext" in flat(text):
        return _Datum("extension", cell)
    if label is None and (field := _kind(text)):
        return _Datum(field, cell)
    if reach:
        return None
    if label and label.field in ("cargo", "rol_o_cargo"):
        value = cut(cell, label.end, len(text))
        return _Datum("cargo", value) if value and _may_be_post(value.text) else None
    if own := part_told(text):
        return own
    return _Datum("cargo", cell) if like_post(text) and _may_be_post(text) else None


def _nothing(cell: Cell) -> Cell | None:
    """The words behind a label that say that there is none (``ext. –``, ``ext. No aplica``)."""
    for space in re.finditer(r"[\s:]+", cell.text):
        if is_nothing(cell.text[space.end() :]):
            return cut(cell, space.end(), len(cell.text)) if full_label(cell.text[: space.end()].strip()) else None
    return None


def _is_only(field: str, text: str) -> bool:
    """Whether a text is one value of its field and nothing more."""
    if is_nothing(text) or not can_be(field, text):
        return is_nothing(text)
    if field == "correo":
        return _BROKEN_ADDRESS(text) is not None
    plain = flat(text)
    if (further := _EXTENSION.search(plain)) and is_nothing(further["said"]):
        plain = plain[: further.start()]
    return not re.search(r"[a-z]{2}", _BESIDE_NUMBER.sub("", plain.replace(".", " ")))


def _kind(text: str) -> str | None:
    """What a value without a label is by itself."""
    if "@" in text:
        return "correo" if " " not in text else None
    if re.search(r"[^\W\d_]", text):
        return None
    card, mobile, phone = check_cedula(text), check_mobile(text), check_phone(text)
    either = (("cedula", card), ("celular", mobile))
    kinds = [field for field, checked in either if checked.valor and not checked.codigo]
    if kinds:
        return kinds[0] if len(kinds) == 1 else _EITHER
    return "telefono" if phone.valor and not phone.codigo else None


def _goes_over(text: str) -> bool:
    """Whether a sentence begins within a text that no sign parts from it."""
    words = [blank.end() for blank in re.finditer(r"\s", text)]
    return any(begins_sentence(text[at:]) for at in words) or (bool(_ARTICLE.search(text)) and not text.isupper())


def is_value(field: str, text: str) -> bool:
    """Whether a text is one value of a person's datum and nothing more."""
    if field in TYPED:
        return is_nothing(text) or _is_only(field, text)
    return _may_be_post(text) if field == "cargo" else like_person(text)


def _may_be_post(text: str) -> bool:
    odd = re.search(r"@|\d{4}|[:;]|\.\s", text) or _goes_over(text)
    return text[:1].isupper() and len(text.split()) <= _LONGEST_POST and not odd


def _added(whole: Cell, last: _Datum, start: int, end: int) -> _Datum | None:
    """The post before a part that is its end (``Directora de TIC, Encargada``), with that."""
    begin = whole.text.rfind(last.value.text, 0, start)
    value = cut(whole, begin, end) if last.field == "cargo" and begin >= 0 else None
    return replace(last, value=value) if value and _may_be_post(value.text) else None
