"""Data whose labels need no mark: run on in one sentence with commas between, or an item of a list that tells each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from cases.text import flat
from parsers.fields.values import TYPED, can_be, read_value
from parsers.forms.entries import Entry
from parsers.pages.cells import Cell, Row, cut, join_cells
from parsers.words.labels import Label, full_label, skip_bullet
from parsers.words.labelwords import subject_of
from parsers.words.posts import like_person
from parsers.words.roles import heading_role, role_of_label

_MOST_LINES = 10
_LONGEST = 10  # words of a label
_LONGEST_VALUE = 16  # words of a post or of an institution's name
_WORD = re.compile(r"(?<![\w@.])[^\W\d_]{2,}(?![\w@])")
_MOST_WORDS = 4  # beside a number or an address
_NEXT_SENTENCE = re.compile(r"(?:[a-záéíóúñ]{5}|[\d)])\.\s+[A-ZÁÉÍÓÚÑ]")
_FEWEST, _OF_HOUSE = 3, 2  # data in one sentence, or sentences in a list, that are believed
_INTRO = re.compile(r"[^:;@\d.]{0,90}?\b(?:datos|informacion|detalle|siguientes?|son|es)\b[^:;@\d.]{0,60}:\s*")
_PART = re.compile(r"[,;]\s+(?:y\s+(?:su\s+)?|e\s+|con\s+|su\s+)?|\s+y\s+(?:su\s+)?(?=[a-zñ])")
_PART_END = re.compile(r"(?:[,;.\s]|\by(?:\s+su)?\s*$|\be\s*$|\bcon\s*$|\bsu\s*$)+$")
_MARKED = re.compile(r"\.{2}|[:=>|¦»→►⇒~_…]|\.-|^[\-–—.·]+$")
_STOP = re.compile(r"[,;.\s]+$")
_SHORTENED = re.compile(
    r"(?<![\w.])(?:nro|no|num|n|telf?s?|tlf|cel|exts?|c\.?\s?[ic]|ing|dra?|mgs|msc|lcd[oa]|abg?|econ|arq|sra?|av)\.$"
)
_NAMING = frozenset(("nombres_apellidos", "nombre", "institucion"))
_HOUSE = ("institucion", "siglas")
# A word that a label in a sentence may hold in capitals: «C.I. N.º», «AIQ», «Nro.».
_IN_LABELS = re.compile(r"[^A-ZÁÉÍÓÚÑ]|[A-Z.ÁÉÍÓÚº°/]{1,5}[º°.]?$|Quipux|WhatsApp|N(?:ro|o|um)\.|N\.?[º°]")
_TELLS = re.compile(
    r"(?P<subject>[^,;:@\d()]{3,80}?)\s(?:es|son|se llama|se denomina|corresponde al?)(?:\s(?:el|la|los|las))?\s(?=\S)"
)
_TELLS_MORE = re.compile(r"\b(?:es|son|se llama|se denomina)\s|(?:,|\by)\s+(?:sus?|con|extension|ext|celular)\b")
_AROUND = 9  # lines above and below in which a list's other sentences are looked for


def read_running(rows: Sequence[Row], index: int) -> tuple[list[Entry], int]:
    """The data of a sentence that begins in this line and names each right before it (``… nombres y apellidos Ana Paz,
    cédula 17…, cargo Analista.``), or of an item that tells one (``La extensión que le corresponde es 12.``); and the
    lines it takes. Nothing where it is another sentence."""
    row = rows[index]
    if len(row.cells) > 1 or row.framed:
        return [], 0
    if _TELLS.match(row.plain, skip_bullet(row.plain)):
        around = [at for at in range(max(0, index - _AROUND), min(len(rows), index + _AROUND)) if at != index]
        told = _told(rows, index)
        return told if told[0] and sum(bool(_told(rows, at)[0]) for at in around) >= _FEWEST - 1 else ([], 0)
    intro = _INTRO.match(row.plain)
    if not _begins(rows, index) or _label_before_value(row.text[intro.end() if intro else 0 :]) is None:
        return [], 0
    end = _end(rows, index)
    whole = join_cells([row.cells[0] for row in rows[index:end]])
    found = _labelled(whole, intro.end() if intro else 0)
    fields = [label.field for label, _ in found]
    fewest = _OF_HOUSE if intro and fields and fields[0] in _HOUSE else _FEWEST
    if len(found) < fewest or len(set(fields)) < len(fields) or not _NAMING.intersection(fields):
        return [], 0  # whoever is named elsewhere has his data from there
    role = heading_role(whole.text[: intro.end()]) if intro else None
    return [_made(replace(label, role=label.role or role), whole, value, index) for label, value in found], end - index


def _begins(rows: Sequence[Row], index: int) -> bool:
    """Whether a paragraph begins in this line: the one above stands apart, or heads it."""
    above, row = rows[index - 1] if index else None, rows[index]
    if above is None or above.page != row.page or row.top - above.bottom >= 0.75 * row.height:
        return True
    return above.framed or heading_role(above.text) is not None or full_label(above.text) is not None


def _made(label: Label, whole: Cell, value: Cell, index: int) -> Entry:
    return Entry(label, index, cut(whole, label.start, label.end) or whole, [value])


def _told(rows: Sequence[Row], index: int) -> tuple[list[Entry], int]:
    """The one datum that the sentence in a line tells, its subject and verb as the label; and the lines it takes."""
    row = rows[index]
    begin = skip_bullet(row.plain)
    found = _TELLS.match(row.plain, begin) if len(row.cells) == 1 and not row.framed else None
    field = subject_of(found["subject"]) if found else None
    if found is None or field in (None, "otro", "rol"):
        return [], 0
    end = _end(rows, index)
    stop = next((at for at in range(index + 1, end) if _is_item(rows[at].plain)), end)
    whole = join_cells([each.cells[0] for each in rows[index:stop]])
    value = cut(whole, found.end(), len(whole.text.rstrip(" .;")))
    if not whole.text.endswith((".", ";")) and stop < len(rows) and _may_go_on(rows[stop - 1], rows[stop]):
        return [], 0
    if value is None or not _fits(field, value) or _TELLS_MORE.search(flat(value.text)):
        return [], 0
    role = role_of_label(found["subject"])
    label = Label("nombres_apellidos" if field == "administrador" else field, begin, found.end(), True, role)
    return [_made(label, whole, value, index)], stop - index


def _may_go_on(above: Row, row: Row) -> bool:
    """Whether a sentence without its full stop may end in the line below."""
    near = row.page == above.page and row.top - above.bottom < 1.5 * row.height
    return near and not row.framed and not _is_item(row.plain) and heading_role(row.text) is None


def _is_item(plain: str) -> bool:
    begin = skip_bullet(plain)
    found = _TELLS.match(plain, begin)
    return begin > 0 or (found is not None and subject_of(found["subject"]) is not None)


def _end(rows: Sequence[Row], index: int) -> int:
    """Behind the last line of the paragraph that begins here."""
    end = index + 1
    while end < min(len(rows), index + _MOST_LINES):
        above, row = rows[end - 1], rows[end]
        near = row.page == above.page and row.top - above.bottom < 0.75 * row.height
        ended = above.plain.endswith((".", ":")) and not _SHORTENED.search(above.plain)
        if ended or not near or row.framed or len(row.cells) > 1 or heading_role(row.text):
            break
        end += 1
    return end


def _labelled(whole: Cell, begin: int) -> list[tuple[Label, Cell]]:
    """Every part of a sentence with its label and value; none unless each value is of its label's kind."""
    labels: list[Label] = []
    for start in [begin, *(part.end() for part in _PART.finditer(whole.text, begin))]:
        label = _label_before_value(whole.text[start:]) if not labels or start >= labels[-1].end else None
        if label is not None:
            labels.append(replace(label, start=start, end=start + label.end))
    if not labels:  # what the first line alone seemed to say is none together with the next one
        return []
    found = []
    for label, following in zip(labels, [*(label.start for label in labels[1:]), len(whole.text)], strict=True):
        stop = (_PART_END if following < len(whole.text) else _STOP).search(whole.text[:following], label.end)
        value = cut(whole, label.end, stop.start() if stop else following)
        if value is None or not _fits(label.field, value):
            return []
        found.append((label, value))
    return found


def _fits(field: str, value: Cell) -> bool:
    """Whether a part of a sentence is a value of its label's kind and nothing more."""
    text = value.text
    if not can_be(field, text) or _NEXT_SENTENCE.search(text):
        return False
    if field in TYPED:
        words = len(_WORD.findall(text))
        return words <= _MOST_WORDS and (not any(map(str.isdigit, text)) or bool(read_value(field, value)))
    if field == "nombres_apellidos":
        return like_person(text)
    return text[:1].isupper() and len(text.split()) <= _LONGEST_VALUE


def _label_before_value(text: str) -> Label | None:
    """The longest label that a part of a sentence begins with, without any mark before words of another kind."""
    best = None
    opened = 0
    for number, token in enumerate(re.finditer(r"\S+", text)):
        word, before = token.group(), text[: token.start()].rstrip()
        if _MARKED.search(word) and "@" not in word:
            return None
        if number >= _LONGEST or re.search(r"[@\d]|[,;]$", word):
            break
        if number and not opened and not before.endswith("/") and not _IN_LABELS.match(word):
            break
        opened += word.count("(") - word.count(")")
        label = full_label(text[: token.end()]) if opened <= 0 else None
        if label is not None and label.field not in ("otro", "rol", "administrador") and label.sure == 1.0:
            best = replace(label, start=0, end=token.end())
    return best if best is not None and text[best.end :].strip(" ,.;") else None
