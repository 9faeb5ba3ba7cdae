"""Words into reading order by their places, and words that a producer tore apart into one piece again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from parsers.pages.page import Word


def text_lines(words: Sequence[Word]) -> list[list[Word]]:
    """Words grouped into visual lines, top to bottom, each from left to right.

    A word belongs to the running line while its middle lies within the line's height.
    """
    keyed = sorted([(word.box[1] + word.box[3], word.box[0], at, word) for at, word in enumerate(words)])
    lines: list[list[tuple[float, int, Word]]] = []
    limit = -1.0
    for middle, left, at, word in keyed:
        if middle > limit or not lines:  # a tall word may reach in from above the page
            box = word.box
            limit = middle + 0.9 * (box[3] - box[1])
            line: list[tuple[float, int, Word]] = []
            lines.append(line)
        line.append((left, at, word))
    return [[item[2] for item in sorted(line)] for line in lines]


def rejoin(lines: Iterable[list[Word]]) -> list[Word]:
    """Words of all lines, with the pieces of one word joined: gaps too thin to be a blank, and spaced letters."""
    result: list[Word] = []
    for line in lines:
        line = _close_thin_gaps(line)
        result.extend(_unspace(line) if [len(word.text) for word in line].count(1) >= 4 else line)
    return result


def _close_thin_gaps(line: list[Word]) -> list[Word]:
    """"Ofi cio" and "d eterm in a" are one word each: no reader sees a blank under a tenth of the letter's height."""
    joined: list[Word] = []
    end, foot, height = -1e9, 0.0, 0.0
    for word in line:
        x0, y0, x1, y1 = word.box
        if -0.3 * height < x0 - end < 0.07 * height and abs(foot - y1) < 0.2 * height:
            joined[-1] = _together([joined[-1], word])
            x0, y0, x1, y1 = joined[-1].box
        else:
            joined.append(word)
        end, foot, height = x1, y1, y1 - y0
    return joined


def _unspace(line: list[Word]) -> list[Word]:
    """"O F I C I O   N r o ." as two words: runs of four single letters or more, cut at their wide gaps."""
    result: list[Word] = []
    run: list[Word] = []
    for word in [*line, None]:
        if word is not None and len(word.text) == 1 and (not run or _near(run[-1], word)):
            run.append(word)
            continue
        result.extend(_cut_run(run))
        run = []
        if word is not None:
            if len(word.text) == 1:
                run = [word]
            else:
                result.append(word)
    return result


def _near(left: Word, right: Word) -> bool:
    return right.box[0] - left.box[2] < 1.5 * (left.box[3] - left.box[1])


def _cut_run(run: list[Word]) -> list[Word]:
    if len(run) < 4:
        return run
    gaps = [right.box[0] - left.box[2] for left, right in pairwise(run)]
    wide = max(1.7 * median(gaps), median(gaps) + 0.12 * (run[0].box[3] - run[0].box[1]))
    groups = [[run[0]]]
    for gap, word in zip(gaps, run[1:], strict=True):
        if gap > wide:
            groups.append([])
        groups[-1].append(word)
    return [_together(group) for group in groups]


def _together(words: Sequence[Word]) -> Word:
    boxes = [word.box for word in words]
    box = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    return Word("".join(w.text for w in words), box, min(w.confidence for w in words), words[0].bold)
