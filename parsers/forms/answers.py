"""Lines without a label: the answer to one that waits, or the rest of a wrapped value."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cases.text import flat
from parsers.fields.values import TYPED, can_be
from parsers.forms.entries import GROUP, Entry, is_sentence, split_labels
from parsers.forms.items import tells_reach
from parsers.pages.cells import Cell, Row, cut, join_cells, right_edge
from parsers.words.labels import full_label, label_at_start, labels_inside
from parsers.words.links import begins_sentence, ends_open
from parsers.words.roles import heading_role

_FREE = (
    "nombres_apellidos",
    "nombre",
    "apellidos",
    "administrador",
    "cargo",
    "institucion",
    "siglas",
    "rol",
    "rol_o_cargo",
)

_WHOLE_ADDRESS = re.compile(r"@[\w.\-]+\.(?:ec|com|net|org|edu)[.;,]?$", re.I)
_REMARK = re.compile(r"\(|[^()]*\)$")  # in parentheses, or the end of such


def _waiting(entries: list[Entry]) -> list[Entry]:
    """Labels at the end of the list that still have no value."""
    waiting: list[Entry] = []
    for entry in reversed(entries):
        if entry.values:
            break
        waiting.insert(0, entry)
    return waiting


def answer(entries: list[Entry], rows: Sequence[Row], index: int) -> bool:
    """Give a line without label to the label that waits for it, or read it on as the last value's next line."""
    row = rows[index]
    waiting = _waiting(entries)
    title = waiting and waiting[-1].label.field in TYPED and heading_role(row.text) and row.text.endswith(":")
    if waiting and not title and _near(rows, index, 3.5, boxed=True):
        if len(row.cells) == 1 and any(label.strong for label in labels_inside(row.text)):
            entries += _more(waiting[-1], row.cells[0], index)
            return True
        return _fill(waiting, rows, index)
    last = entries[-1] if entries else None
    if last is None or last.whole or not last.values or not _near(rows, index, 0.75):
        return False
    if row.framed and len(row.cells) == 1 and (heading_role(row.text) or _own_box(rows, index, last)):
        return False  # the title over the next person
    beside = [entry for entry in reversed(entries) if entry.at == last.at and entry.values]
    labels = [entry.label_cell.box[0] for entry in beside]
    homes = [next((e for e in beside if _reads_on(e, cell, rows, labels)), None) for cell in row.cells]
    taken = [
        _is_remark(entries, last.at, cell) or (home is None and _label_goes_on(entries, last.at, cell))
        for home, cell in zip(homes, row.cells, strict=True)
    ]
    homes = [last if label_part else home for home, label_part in zip(homes, taken, strict=True)]
    if len(row.cells) == 1 and ";" in row.text and _strong_in(row.cells[0]):  # a paragraph of data goes on
        homes = [homes[0] or last]
    if homes == [None] and _between_labels(last, rows, index):
        homes, last.unsure = [last], not _under_caption(last, row.cells[0])
    read = [(home, cell) for home, cell, part in zip(homes, row.cells, taken, strict=True) if not part]
    if None in homes or len({id(home) for home, _ in read}) < len(read):
        return False
    for home, cell in read:
        assert home is not None
        entries += _more(home, cell, index)
    return True


def _own_box(rows: Sequence[Row], index: int, last: Entry) -> bool:
    """Whether a drawn cell under a value's own begins something else: a cell holds its text whole."""
    above, text = rows[index - 1], rows[index].text
    return above.framed and last.at == index - 1 and text[:1].isupper() and not _open_end(last.values[-1].text)


def _is_remark(entries: Sequence[Entry], at: int, cell: Cell) -> bool:
    """Whether a cell tells under the label of the row above how it is to be filled in: its value stands beside."""
    above = (entry for entry in entries if entry.at == at and abs(entry.label_cell.box[0] - cell.box[0]) < 4)
    beside = any(entry.values[0].box[0] > cell.box[2] for entry in above if entry.values)
    return beside and _REMARK.match(cell.text) is not None and re.search(r"\b[a-z]{3}", cell.text) is not None


def _label_goes_on(entries: Sequence[Entry], at: int, cell: Cell) -> bool:
    """Whether a cell is the second line of a label of the row above (whose first line was understood already)."""
    above = [entry for entry in entries if entry.at == at and abs(entry.label_cell.box[0] - cell.box[0]) < 4]
    # "Siglas con las que se" over "identifica"
    rest = cell.text[:1].islower() and len(cell.text.split()) <= 2 and "@" not in cell.text
    titles = heading_role(cell.text) is not None
    return any(
        full_label(f"{entry.label_cell.text} {cell.text}") is not None or (rest and not entry.label.strong)
        for entry in above
        if (not titles or ends_open(entry.label_cell.text))
        and not (entry.values and _is_under(entry.values[0], entry.label_cell))
    )


def _more(entry: Entry, cell: Cell, index: int) -> list[Entry]:
    """Add a line to a value up to the first label within the line; the labels behind it are entries of their own."""
    inner = next((label for label in labels_inside(cell.text) if label.strong), None)
    if inner is None or is_sentence(entry.label, join_cells([*entry.values, cell])):
        entry.values.append(cell)
        return []
    head = cut(cell, 0, inner.start)
    if head is not None and head.text.strip(" ,;.-"):
        entry.values.append(head)
    rest = cut(cell, inner.start, len(cell.text))
    again = label_at_start(rest.text) if rest else None
    return split_labels(again, rest, index) if rest and again else []


def _near(rows: Sequence[Row], index: int, heights: float, boxed: bool = False) -> bool:
    """Whether a line stands close under the one before; with `boxed` also when only one of them is in a drawn box."""
    above, row = rows[index - 1], rows[index]
    if above.page != row.page:
        return row.page == above.page + 1 and not row.framed
    if row.framed and row.top < above.top - 2:  # a table beside it
        return False
    return row.top - above.bottom < heights * row.height and (boxed or row.framed == above.framed)


def _fill(waiting: list[Entry], rows: Sequence[Row], index: int) -> bool:
    if waiting[0].label.field == "administrador" and any(e.label.field == "nombres_apellidos" for e in waiting[1:]):
        waiting = waiting[1:]  # who it is was the title over the name's own label
    cells = list(rows[index].cells)
    following = rows[index + 1] if index + 1 < len(rows) else None
    alone = (
        following is not None
        and (label := label_at_start(following.cells[0].text)) is not None
        and label.field != "otro"
    )
    if alone and len(cells) == 1 and not rows[index].framed:
        waiting = waiting[-1:]
    elif any(not entry.drawn and can_be(entry.label.field, cells[0].text) for entry in waiting):
        # A line to write on that nobody wrote on has its answer: none.
        waiting = [entry for entry in waiting if not entry.drawn]
    if heading_role(rows[index].text) and not can_be(waiting[0].label.field, cells[0].text):
        return False
    taken = False
    for cell in cells:
        aligned = (
            [e for e in waiting if not e.values and abs(e.label_cell.box[0] - cell.box[0]) < 6]
            if len(cells) > 1
            else []
        )
        home = next((e for e in (aligned or waiting) if not e.values and _may_answer(e.label.field, cell)), None)
        if home is None or len(cell.text.split()) > 20:
            for entry in waiting:
                entry.unsure |= taken and bool(entry.values)  # it may have had more
            return taken
        home.values.append(cell)
        taken = True
    return taken


def _may_answer(field: str, cell: Cell) -> bool:
    """Whether a cell may be the value of a field: no sentence is a number or an address, though it tells one."""
    told = field in TYPED and len(_WORDS.findall(cell.text)) > _MOST_WORDS
    return can_be(field, cell.text) and not told


_WORDS = re.compile(r"(?<![\w@.])[^\W\d_]{2,}(?![\w@])")
_MOST_WORDS = 4  # beside a number: «ext. 12 (Secretaría General)»


def _half_number(entry: Entry, cell: Cell) -> bool:
    """Whether the digits above are no whole number and a line begins with the rest (``(03)`` over ``2539-085``)."""
    above = entry.values[-1].text.rstrip()
    digits = sum(map(str.isdigit, above))
    broken = above.endswith("-") or (entry.label.field != "extension" and digits < _FEWEST_DIGITS)
    return entry.label.field in _NUMBERS and digits > 0 and broken and cell.text[0].isdigit()


_NUMBERS, _FEWEST_DIGITS = ("cedula", "telefono", "telefono_extension", "celular", "extension"), 6
_WORDED = ("nombres_apellidos", "nombre", "cargo", "institucion")


def _open_end(text: str) -> bool:
    """Whether a value stops at a word or a comma that cannot end it."""
    return text.endswith(",") or ends_open(text)


def amid_value(entries: Sequence[Entry], row: Row) -> bool:
    """Whether a line that is nearly a label (``Células``) is the rest of a name or post that cannot end above it."""
    last = entries[-1] if entries else None
    if last is None or not last.values or last.label.field not in _WORDED or len(row.cells) > 1:
        return False
    label = full_label(row.text)
    return label is not None and label.sure < 1.0 and _open_end(last.values[-1].text)


def begun_above(found: Sequence[Entry], rows: Sequence[Row], index: int) -> bool:
    """Put a line that stands right above a name or post, and cannot end there, before it (the label is set at half the
    height of its value); whether there was one."""
    above, row = rows[index - 1], rows[index]
    near = above.page == row.page and row.top - above.bottom < 0.75 * row.height
    if not near or len(above.cells) > 1 or len(row.cells) < 2:
        return False
    cell = above.cells[0]
    entry = next((e for e in found if e.values and e.label.field in _WORDED and _under(e, cell)), None)
    if entry is None or not _open_end(cell.text) or not _plausible(entry, cell):
        return False
    entry.values.insert(0, cell)
    return True


def _under(entry: Entry, cell: Cell) -> bool:
    """Whether a value beside its label begins right under a cell."""
    first = entry.values[0].box[0]
    return first > entry.label_cell.box[2] and abs(first - cell.box[0]) < 4


def _hangs(entry: Entry, cell: Cell, rows: Sequence[Row]) -> bool:
    """Whether a line is indented behind the mark of a list item, where its text begins."""
    mark = rows[entry.at].cells[0].box[0]
    text = entry.label_cell.box[0]
    return entry.label.start > 0 and text - mark > 3 and abs(cell.box[0] - text) < 5 and cell.box[0] > mark + 3


_LINK = re.compile(r"(?:de|del|y|e|para|en|al|con)\s")


def _between_labels(last: Entry, rows: Sequence[Row], index: int) -> bool:
    """Whether a line of few words stands between a label with its value and the next label of a list: the rest of the
    value, though nothing else shows it."""
    cell = rows[index].cells[0]
    if last.label.field not in _WORDED or len(cell.text.split()) > 8 or index + 1 >= len(rows):
        return False
    below = rows[index + 1].cells[0]
    stacked = len(rows[last.at].cells) == 1 and last.values[0].box[1] > (
        last.label_cell.box[1] + last.label_cell.box[3]) / 2  # fmt: skip
    following = full_label(below.text) if stacked else label_at_start(below.text)
    beneath = cut(below, following.start, len(below.text)) if following else None
    aside = abs(beneath.box[0] - last.label_cell.box[0]) if beneath else None  # «I.» is narrower than «II.»
    alike = aside is not None and aside < rows[index].height if stacked else last.label.strong
    listed = following is not None and alike and (stacked or following.strong) and following.field != "otro"
    listed = listed or (not stacked and alike and tells_reach(below.text))
    near = rows[index + 1].top - rows[index].bottom < 0.75 * rows[index].height
    title = not cell.text[0].isalpha() or heading_role(cell.text) or _ANNOUNCES.search(flat(cell.text))
    return listed and near and not title and _plausible(last, cell)


def _is_under(cell: Cell, label: Cell) -> bool:
    return cell.box[1] > (label.box[1] + label.box[3]) / 2 and abs(cell.box[0] - label.box[0]) < 4


def _under_caption(entry: Entry, cell: Cell) -> bool:
    """Whether a line is set as the value above it is, and the label over both in smaller letters."""
    parts = (entry.label_cell, entry.values[0], cell)
    label, value, own = (part.words[0].box[3] - part.words[0].box[1] for part in parts)
    return label < _CAPTION * value and abs(own - value) < 0.5 and _is_under(entry.values[0], entry.label_cell)


_CAPTION = 0.9  # of the letters of a value, at most those of the caption over it
_ANNOUNCES = re.compile(r"\bdatos\b|\bcontacto\b|\binformacion\b|\baiq\b|\bentrante\b|\bsaliente\b|\bback\s?up\b|:$")


def _reads_on(entry: Entry, cell: Cell, rows: Sequence[Row], labels: Sequence[float]) -> bool:
    """Whether a line is the wrapped rest of the value above it: set under the value, or under a line that was full
    (up to the page's edge, to the next cell, or to the next of the `labels` in its line)."""
    if heading_role(cell.text) and (entry.label.field != "cargo" or _ANNOUNCES.search(flat(cell.text))):
        return False
    if GROUP.fullmatch(flat(cell.text).strip(" .•*-")):
        return False
    before = entry.values[-1]
    if entry.label.field in ("cargo", "institucion") and begins_sentence(cell.text) and not _open_end(before.text):
        return False
    left = [word.box[0] for at, word in enumerate(before.words) if at == 0 or at in before.starts]
    beside = (
        before.box[0] - entry.label_cell.box[2] > 0 and entry.label_cell.words[0].box[1] >= entry.values[0].box[1] - 3
    )
    own_column = beside and before.box[0] > entry.label_cell.box[0] + 20 and len(rows[entry.at].cells) > 1
    if own_column and any(abs(x - cell.box[0]) < 4 for x in left):
        return _plausible(entry, cell)
    linked = entry.label.field in _WORDED and _LINK.match(cell.text) is not None
    if linked or _open_end(before.text) or _half_number(entry, cell) or _hangs(entry, cell, rows):
        return _plausible(entry, cell)
    first = cell.words[0]
    needed = before.words[-1].box[2] + (first.box[2] - first.box[0]) + 1
    beyond = [x for x in (*labels, *(c.box[0] for c in rows[entry.at].cells)) if x > before.box[2]]
    room = right_edge(rows, cell.page)
    room = min(room, *beyond) - (first.box[3] - first.box[1]) if beyond else room
    mark = rows[entry.at].cells[0].box[0]
    at_mark = abs(cell.box[0] - mark) < 4 and entry.label_cell.box[0] - mark < 40
    indented = entry.label_cell.box[0] - 4 <= cell.box[0] or at_mark
    return needed > room and indented and _plausible(entry, cell)


def _strong_in(cell: Cell) -> bool:
    return any(label.strong and label.field != "otro" for label in labels_inside(cell.text))


def _plausible(entry: Entry, cell: Cell) -> bool:
    if is_sentence(entry.label, join_cells(entry.values)) or _strong_in(cell):
        return len(cell.text.split()) <= 24
    if entry.label.field in ("telefono", "telefono_extension", "celular", "extension", "cedula"):
        return any(char.isdigit() for char in cell.text) and len(cell.text) < 40 and "@" not in cell.text
    if entry.label.field == "correo":
        return len(cell.text.split()) <= 2 and not _WHOLE_ADDRESS.search(entry.values[-1].text)
    if entry.label.field == "siglas":
        return can_be("siglas", " ".join(value.text for value in (*entry.values, cell))) and cell.text.isupper()
    return entry.label.field in _FREE and len(cell.text.split()) <= 14
