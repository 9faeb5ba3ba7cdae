"""Values that a narrow column or a hyphen broke at the ends of lines, whole again."""

from __future__ import annotations

import re
from dataclasses import replace

from cases.text import flat, tidy
from parsers.pages.brokenwords import is_known
from parsers.pages.cells import Cell, line_cells
from parsers.pages.page import Word
from parsers.words.links import PARTICLES


def whole_numbers(cell: Cell) -> str:
    """The lines of a list of numbers; a number cut at a line's end is whole again when it is then as long as the first
    (``2909/291`` over ``0``), or where its column was full and what is left is shorter (``123`` over ``4``)."""
    text = ""
    for at, line in zip((0, *cell.starts), (part.text for part in line_cells(cell)), strict=True):
        numbers, rest = re.findall(r"\d+", text), re.match(r"\d+", line)
        cut_off = len(numbers) > 1 and rest and text[-1].isdigit() and len(numbers[-1]) < len(numbers[0])
        whole = cut_off and len(numbers[-1]) + len(rest.group()) == len(numbers[0])
        alone = at and len(numbers) == 1 and rest and len(rest.group()) < len(numbers[0]) and _cuts_number(cell, at)
        text += line if whole or alone or not text else f" {line}"
    return text


# An address that stops within its last parts, and what can only be their end (``x@casa.gob.e`` over ``c``).
_DOMAIN_BEGUN = re.compile(r"[^@\s]+@[\w\-]+(?:\.[\w\-]+)*\.(?:g|go|e|ed|c|co|o|or|n|ne)?").fullmatch
_DOMAIN_END = re.compile(r"(?:[a-z]{1,3}\.)?[a-z]{1,3}").fullmatch


def surely_broken(cell: Cell, at: int) -> bool:
    """Whether an address that breaks there can only go on: beside its at sign, before a stop or within its last parts,
    or where a drawn column ended."""
    above, below = cell.words[at - 1].text, cell.words[at].text
    beside = above.endswith("@") or below.startswith(("@", ".")) or bool(_DOMAIN_BEGUN(above) and _DOMAIN_END(below))
    return cell.method != "ocr" and (beside or (not above.endswith("-") and _fills(cell, at)))


def unwrapped(cell: Cell) -> str:
    """The words with single blanks; a number that a narrow column, or a word that a hyphen broke at a line's end is one
    again."""
    if not cell.starts:
        return tidy(cell.text)
    text = ""
    for at, word in enumerate(cell.words):
        glue = at in cell.starts and _cuts_number(cell, at)
        text += word.text if glue or not text else f" {word.text}"
    return re.sub(r"(?<=[a-záéíóúñ])- (?=[a-záéíóúñ])", "", tidy(text))


def _cuts_number(cell: Cell, at: int) -> bool:
    above, below = cell.words[at - 1].text, cell.words[at].text
    return above[-1].isdigit() and below.isdigit() and _fills(cell, at)


def _fills(cell: Cell, at: int) -> bool:
    """Whether the word before a line's beginning reaches the edge of its drawn column, so that it was cut there."""
    left = min(word.box[0] for word in cell.words)
    last = cell.words[at - 1]
    edge = cell.box[2] - (left - cell.box[0])
    return cell.framed and edge - last.box[2] < 0.9 * (last.box[2] - last.box[0]) / len(last.text)


_LINKS = PARTICLES | {"que", "se", "su", "por"}


def _may_go_on(last: str, word: str) -> bool:
    """Whether two lines may break a word or a number, and do not part two."""
    if last[-1].isdigit() and word[0].isdigit():
        return True
    halves = flat(last), flat(word)
    parted = _LINKS.intersection(halves) or all(map(is_known, halves))
    return word[0].islower() and not parted


def _is_cut(last: str, word: str) -> bool:
    """Whether two words are none by themselves, and one together."""
    whole = flat(last + word)
    return last[-1].isalpha() and is_known(whole) and not (is_known(flat(last)) and is_known(flat(word)))


def mended(cell: Cell, right: float | None) -> Cell:
    """A column's words without the breaks that its narrowness made: a word that reaches the next column and goes on in
    small letters on the next line is one word."""
    if cell.framed or right is None or not cell.starts:
        return cell
    words: list[Word] = []
    starts: list[int] = []
    for at, word in enumerate(cell.words):
        last = words[-1] if words else None
        if at in cell.starts and last is not None and _may_go_on(last.text, word.text) and "@" not in cell.text:
            size = (last.box[2] - last.box[0]) / len(last.text)
            if last.box[2] + size > right - 0.5 or (_is_cut(last.text, word.text) and last.box[2] + size > cell.box[2]):
                words[-1] = replace(last, text=last.text + word.text)
                continue
        if at in cell.starts:
            starts.append(len(words))
        words.append(word)
    return replace(cell, words=tuple(words), text=" ".join(w.text for w in words), starts=tuple(starts))
