"""The last resort for a layout that no reader understood: values that show what they are, all to be confirmed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from cases.checked import Checked
from cases.names import same_name
from parsers.fields.prosevalues import bare_parts
from parsers.fields.records import Record
from parsers.fields.values import Hit, read_value
from parsers.pages.cells import Cell, Row, cut
from parsers.sentences.prosenames import mentions_in
from parsers.words.labels import label_at_start
from parsers.words.posts import like_post
from parsers.words.roles import heading_role

_SURE = 0.6  # below what counts as read: every value found here comes with a doubt
_WANTED = ("cedula", "correo", "telefono", "extension", "celular")
# Whom to ask, and where the house is: nobody's data.
_ELSEWHERE = re.compile(
    r"\b(?:coordinaci|consulta|inquietud|cualquier|comunicarse con|contactar|notificacion)"
    r"|\b(?:av(?:enida)?|calle|edificio|pbx|casilla|www|sitio web)\b|\bemergencia"
)

# What leads to a post in the middle of a sentence, whose line happens to begin there.
_IN_A_SENTENCE = re.compile(r"(?:como|de|del|al?|la|el)\s")


_ITEM = re.compile(r"\s*(?:[-–—•*·▪►>]|[a-z0-9]{1,2}[.)])\s")
_FEWEST_ITEMS = 3
# Behind a value, what it is: «Asistente Administrativa (es su cargo)».
_REMARK = re.compile(r"\s*\((?:es )?(?:(?:su|el) )?(?:cargo|puesto|funci[oó]n)\)\W*$", re.I)


def swept(rows: Sequence[Row], records: Iterable[Record], signer: str | None) -> Record | None:
    """A person's data gathered from the words alone, where each kind of value stands just once in the letter and the
    readers took none of it for anybody; null when that tells of nobody."""
    hits = _left_over(rows, records, signer)
    fields = {hit.campo for hit in hits}
    return Record(None, hits, False, "barrido") if "cedula" in fields or len(fields) >= 3 else None


def gaps_filled(record: Record, rows: Sequence[Row], records: Sequence[Record], signer: str | None) -> list[Hit]:
    """What a person's record lacks though the lines between its data hold one such value that nobody was given; none
    where somebody else's data stand among them."""
    lacking = {*_WANTED, "nombres_apellidos", "cargo"} - {"extension"} - {hit.campo for hit in record.hits}
    near = _between(record, rows) if lacking else ()
    listed = near
    if record.source == "prosa":  # a line of running text begins with any word, an item of a list with its own
        listed = [row for row in near if _ITEM.match(row.text)]
        lacking -= {"cargo"} if len(listed) < _FEWEST_ITEMS else set()
    others = [each for each in records if each is not record and each.is_person()]
    if any(_stands_in(hit, row) for other in others for hit in other.hits for row in near):
        return []
    found = _left_over(near, records, signer) + (_posts(listed, records) if "cargo" in lacking else [])
    return [hit for hit in found if hit.campo in lacking]


def _posts(rows: Sequence[Row], records: Sequence[Record]) -> list[Hit]:
    """The one cell of these rows that begins as posts do and that no record holds; none where there are two."""
    held = " ".join(hit.cell.text for record in records for hit in record.hits)
    free = [_without_marks(cell) for row in rows for cell in row.cells if cell.text not in held]
    free = [cell for cell in free if like_post(cell.text) and not _IN_A_SENTENCE.match(cell.text)]
    cells = [cell for cell in free if len(cell.words) <= 10 and not _labelled(cell) and not heading_role(cell.text)]
    return [Hit("cargo", Checked(cells[0].text), cells[0], _SURE)] if len(cells) == 1 else []


def _without_marks(cell: Cell) -> Cell:
    """A cell without the mark of a list's item before it and the remark behind it."""
    mark, remark = _ITEM.match(cell.text), _REMARK.search(cell.text)
    if mark is None and remark is None:
        return cell
    return cut(cell, mark.end() if mark else 0, remark.start() if remark else len(cell.text)) or cell


def _labelled(cell: Cell) -> bool:
    label = label_at_start(cell.text)
    return label is not None and (label.strong or label.field != "otro" or label.end == len(cell.text))


def _between(record: Record, rows: Sequence[Row]) -> Sequence[Row]:
    """The rows from the first datum of a record to the one behind its last."""
    places = [at for at, row in enumerate(rows) if any(_stands_in(hit, row) for hit in record.hits)]
    return rows[places[0] : places[-1] + 2] if places else ()


def _stands_in(hit: Hit, row: Row) -> bool:
    return hit.cell.page == row.page and row.top - 1 <= (hit.cell.box[1] + hit.cell.box[3]) / 2 <= row.bottom + 1


def _left_over(rows: Sequence[Row], records: Iterable[Record], signer: str | None) -> list[Hit]:
    """The values that show what they are, one at most of each kind in these rows beside those that somebody has."""
    taken = {hit.valor for record in records for hit in record.hits}
    found: dict[str, dict[str, Hit]] = {field: {} for field in (*_WANTED, "nombres_apellidos")}
    for cell in (cell for row in rows if not _ELSEWHERE.search(row.plain) for cell in row.cells):
        for hit in (*_typed(cell), *_named(cell, signer)):
            found[hit.campo].setdefault(hit.valor or "", hit)
    names = found.pop("nombres_apellidos")
    free = {field: [hit for value, hit in same.items() if value not in taken] for field, same in found.items()}
    hits = [same[0] for same in free.values() if len(same) == 1]
    return [*hits, *(hit for value, hit in names.items() if len(names) == 1 and value not in taken)]


def _typed(cell: Cell) -> list[Hit]:
    hits = []
    for field, part in bare_parts(cell):
        for hit in read_value(field, part, _SURE):
            if hit.checked.codigo is None and hit.campo in _WANTED:
                hits.append(hit)
    return hits


def _named(cell: Cell, signer: str | None) -> list[Hit]:
    if len(cell.text.split()) > 12:  # a sentence: it names whom it likes
        return []
    found = []
    for mention in mentions_in(cell.text, ()):
        if not (signer and same_name(mention.name, signer)):
            part = cut(cell, mention.start, mention.end) or cell
            found.append(Hit("nombres_apellidos", Checked(mention.name), replace(part, starts=()), _SURE))
    return found
