"""Forms with a box for every character: the boxes are no table, the characters one word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cases.evidence import Caja
from parsers.pages.cells import Cell, union
from parsers.pages.page import Page, Word

_FEWEST = 4  # boxes side by side


def rules_of_tables(page: Page) -> Sequence[Caja]:
    """The page's rules without those of the boxes around single characters of what was read as one word."""
    if len(page.rules) < _FEWEST - 1:
        return page.rules
    apart = [word.box for word in page.words if len(word.text) >= _FEWEST and _spaced(word)]
    boxed = [box for box in apart if _crossings(box, page.rules) >= _FEWEST - 1]
    return [rule for rule in page.rules if not any(_around(rule, box) for box in boxed)] if boxed else page.rules


def _spaced(word: Word) -> bool:
    x0, y0, x1, y1 = word.box
    return x1 - x0 > 0.85 * len(word.text) * (y1 - y0)


def _crossings(box: Caja, rules: Sequence[Caja]) -> int:
    x0, y0, x1, y1 = box
    return sum(x0 < rule[0] and rule[2] < x1 and rule[1] < y1 and rule[3] > y0 for rule in rules)


def _around(rule: Caja, box: Caja) -> bool:
    """Whether a rule belongs to boxes around a word's characters, and not to anything larger."""
    x0, y0, x1, y1 = box
    side = y1 - y0
    return rule[0] > x0 - 2 * side and rule[2] < x1 + 2 * side and rule[1] > y0 - side and rule[3] < y1 + side


def joined_characters(cells: Sequence[Cell]) -> list[Cell]:
    """A row's cells with those that hold one character each, close to one another, as one cell and one word."""
    result: list[Cell] = []
    run: list[Cell] = []
    for cell in cells:
        if run and (len(cell.text) > 1 or cell.box[0] - run[-1].box[2] > cell.box[2] - cell.box[0]):
            result += _as_one(run)
            run = []
        if len(cell.text) == 1:
            run.append(cell)
        else:
            result.append(cell)
    return result + _as_one(run)


def _as_one(run: Sequence[Cell]) -> list[Cell]:
    if len(run) < (2 if all(_holds_a_digit(cell) for cell in run) else _FEWEST):
        return list(run)
    words = [word for cell in run for word in cell.words]
    text = "".join(word.text for word in words)
    word = replace(words[0], text=text, box=union(words), confidence=min(word.confidence for word in words))
    first, last = run[0].box, run[-1].box
    return [replace(run[0], words=(word,), text=text, box=(first[0], first[1], last[2], last[3]))]


def _holds_a_digit(cell: Cell) -> bool:
    """Whether a box is just large enough for the digit in it."""
    word = cell.words[0]
    return cell.text.isdigit() and cell.box[2] - cell.box[0] < 1.6 * (word.box[3] - word.box[1])
