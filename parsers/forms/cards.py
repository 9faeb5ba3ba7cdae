"""A person as on a visiting card: under the heading the name and the post without any label, then the other data."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.fields.values import TYPED, can_be
from parsers.forms.entries import Entry
from parsers.pages.cells import Cell, Row
from parsers.words.labels import Label, label_at_start
from parsers.words.posts import like_person, like_post
from parsers.words.roles import PEOPLE, heading_role

_REACH = 2.5  # heights of a line between a heading and its card
_MOST_WORDS = 12  # of a post
_NO_POST = re.compile(r"@|\d{4}|[:;]|[^.]\.$")
_GUESSED = 0.6  # a line that does not begin as posts do: its place alone tells


def read_card(rows: Sequence[Row], index: int) -> list[Entry]:
    """The name, and the post in the line below, of a card that begins in this line; nothing where it is no card."""
    if index == 0 or not _alone(rows, index) or not heads_person(rows[index - 1].text):
        return []
    name = rows[index].cells[0]
    if not like_person(name.text) or heading_role(name.text) or label_at_start(name.text):
        return []
    below = index + 1
    post = rows[below].cells[0] if _alone(rows, below) and _may_be_post(rows[below].cells[0]) else None
    if not _has_datum(rows, below + (post is not None)):
        return []
    found = [_entry("nombres_apellidos", name, index)]
    if post is not None:
        found.append(_entry("cargo", post, below, 1.0 if like_post(post.text) else _GUESSED))
    return found


def heads_person(text: str) -> bool:
    """Whether a line tells of whom the next ones are, and is no datum's label."""
    if heading_role(text) not in PEOPLE:
        return False
    label = label_at_start(text)
    whole = label is not None and label.end >= len(text.rstrip())
    return label is None or (label.field in ("administrador", "otro") if whole else not label.strong)


def _entry(field: str, cell: Cell, at: int, sure: float = 1.0) -> Entry:
    return Entry(Label(field, 0, 0, True, sure=sure), at, cell, [cell])


def _alone(rows: Sequence[Row], index: int) -> bool:
    """Whether a line stands alone in its row, near under the one before."""
    if index >= len(rows):
        return False
    above, row = rows[index - 1], rows[index]
    near = row.page == above.page and 0 <= row.top - above.bottom + row.height / 2 < (_REACH + 0.5) * row.height
    return near and not row.framed and len(row.cells) == 1


def _may_be_post(cell: Cell) -> bool:
    return not _tells_datum(cell.text) and len(cell.words) <= _MOST_WORDS and not _NO_POST.search(cell.text)


def _has_datum(rows: Sequence[Row], index: int) -> bool:
    return _alone(rows, index) and _tells_datum(rows[index].text)


def _tells_datum(text: str) -> bool:
    """Whether a line begins with the label of a number or an address, and that behind it, or with a post's."""
    label = label_at_start(text)
    post = label is not None and label.strong and label.field in ("cargo", "rol_o_cargo")
    return post or (label is not None and label.field in TYPED and can_be(label.field, text[label.end :]))
