"""The last resort for a layout that no reader understood: values that show what they are, all to be confirmed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from cases.checked import Checked
from cases.names import same_name
from parsers.cells import Cell, Row, cut
from parsers.prosenames import mentions_in
from parsers.prosevalues import bare_values
from parsers.records import Record
from parsers.values import Hit, read_value

_SURE = 0.6  # below what counts as read: every value found here comes with a doubt
_WANTED = ("cedula", "correo", "telefono", "extension", "celular")
# Whom to ask, and where the house is: nobody's data.
_ELSEWHERE = re.compile(
    r"\b(?:coordinaci|consulta|inquietud|cualquier|comunicarse con|contactar|notificacion)"
    r"|\b(?:av(?:enida)?|calle|edificio|pbx|casilla|www|sitio web)\b|\bemergencia"
)


def swept(rows: Sequence[Row], records: Iterable[Record], signer: str | None) -> Record | None:
    """A person's data gathered from the words alone, where each kind of value stands just once in the letter and the
    readers took none of it for anybody; null when that tells of nobody."""
    taken = {hit.valor for record in records for hit in record.hits}
    cells = [cell for row in rows if not _ELSEWHERE.search(row.plain) for cell in row.cells]
    found: dict[str, dict[str, Hit]] = {field: {} for field in _WANTED}
    names: dict[str, Hit] = {}
    for cell in cells:
        for hit in _typed(cell):
            found[hit.campo].setdefault(hit.valor or "", hit)
        for hit in _named(cell, signer):
            names.setdefault(hit.valor or "", hit)
    hits = [next(iter(same.values())) for field in _WANTED if len(same := _free(found[field], taken)) == 1]
    hits += [hit for value, hit in _free(names, taken).items() if len(names) == 1]
    fields = {hit.campo for hit in hits}
    return Record(None, hits, False, "barrido") if "cedula" in fields or len(fields) >= 3 else None


def _free(found: dict[str, Hit], taken: set[str | None]) -> dict[str, Hit]:
    return {value: hit for value, hit in found.items() if value not in taken}


def _typed(cell: Cell) -> list[Hit]:
    hits = []
    for field, start, end in bare_values(cell.text):
        part = cut(cell, start, end)
        for hit in read_value(field, part, _SURE) if part else ():
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
