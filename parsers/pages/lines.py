"""Words into reading order by their places, and words that a producer tore apart into one piece again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
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
    lines = list(lines)
    begins = column_begins(lines)
    for line in lines:
        line = _close_thin_gaps(line, begins)
        result.extend(_unspace(line) if [len(word.text) for word in line].count(1) >= 4 else line)
    return result


_EVEN = 0.3  # points by which the beginnings of a column's lines differ
_SHRUNK = 0.7  # of a blank: no text is set closer
_APART = 5.0  # heights of a line: words further apart stand in no one table
_TORN = 0.05  # of a page's words, at most, that touch the one before where they are whole
_REACH = 8  # lines of headings and of what stands below them
_FEWEST = 3  # lines that begin at the same place, one of them behind a wide gap
NO_BLANK = 0.12  # of a line's height: what parts words of one text at least

Begin = tuple[float, float, float]


def column_begins(lines: Sequence[Sequence[Word]]) -> list[Begin]:
    """Where columns begin, from which height to which: words of several near lines stand exactly below one another, or
    of two lines at several places, and a wide gap before one of them tells that it is no chance."""
    if _even_letters(lines):
        return []
    told: dict[int, set[int]] = {}
    starts: dict[int, list[Word]] = {}
    left = min((line[0].box[0] for line in lines if line), default=0.0)
    for line in lines:
        end = left  # beside an empty cell a line begins where a column does
        for word in line:
            place = round(word.box[0] / _EVEN)
            starts.setdefault(place, []).append(word)
            if word.box[0] - end > 0.8 * (word.box[3] - word.box[1]):
                told.setdefault(place, set()).add(id(word))
            end = word.box[2]
    begins = []
    for place, sure in told.items():
        words = [word for at in (place - 1, place, place + 1) for word in starts.get(at, ())]
        for run in _near_one_another(words):
            if len({round(word.box[3]) for word in run}) >= _FEWEST and any(id(word) in sure for word in run):
                begins.append((place * _EVEN, run[0].box[1] - 1, run[-1].box[3] + 1))
    return begins + _shared_begins(lines, told) if told else begins


def _even_letters(lines: Sequence[Sequence[Word]]) -> bool:
    """Whether all letters are as wide as each other: then words stand below one another by chance."""
    widths = [(word.box[2] - word.box[0]) / len(word.text) for line in lines for word in line if len(word.text) > 3]
    middle = sorted(widths)[len(widths) // 10 : len(widths) - len(widths) // 10]
    return len(middle) > 4 and middle[-1] - middle[0] < 0.05 * middle[0]


def _near_one_another(words: Sequence[Word]) -> Iterator[list[Word]]:
    """The words in runs of lines that lie near one another, from top to bottom."""
    run: list[Word] = []
    for word in sorted(words, key=lambda word: word.box[1]):
        if run and word.box[1] - run[-1].box[3] > _APART * (word.box[3] - word.box[1]):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _shared_begins(lines: Sequence[Sequence[Word]], told: Collection[int]) -> list[Begin]:
    """The places that two near lines share, where these are several and none is only behind blanks."""
    begins: list[Begin] = []
    wide = {place + by for place in told for by in (-1, 0, 1)}
    pairs = [pair for line in lines for pair in pairwise(line)]
    least = _SHRUNK * _blank(pairs)
    torn = sum(_gap(pair) < least for pair in pairs) > _TORN * len(pairs)  # words in pieces touch everywhere
    every = [{round(word.box[0] / _EVEN) for word in line[1:]} for line in lines]
    parted = [
        {place for place in places if place in wide}
        | {round(pair[1].box[0] / _EVEN) for pair in pairwise(line) if not torn and _gap(pair) < least}
        for line, places in zip(lines, every, strict=True)
    ]
    for at, line in enumerate(lines):
        for other in range(at + 1, min(at + _REACH, len(lines))) if len(every[at]) >= _FEWEST else ():
            shared = _also(parted[at], every[other]) | _also(parted[other], every[at])
            if len(shared) >= _FEWEST and len(shared & wide) > 1:
                begins += [(place * _EVEN, line[0].box[1] - 1, lines[other][0].box[3] + 1) for place in shared]
    return begins


def _gap(pair: tuple[Word, Word]) -> float:
    return pair[1].box[0] - pair[0].box[2]


def _blank(pairs: Sequence[tuple[Word, Word]]) -> float:
    """How wide a narrow blank of the page is."""
    gaps = sorted(gap for pair in pairs if 0.1 < (gap := _gap(pair)) / (pair[1].box[3] - pair[1].box[1]) < 0.6)
    return gaps[len(gaps) // 5] if gaps else 0.0


def _also(places: Collection[int], others: Collection[int]) -> set[int]:
    return {place for place in places if not {place - 1, place, place + 1}.isdisjoint(others)}


def begins_column(word: Word, begins: Sequence[Begin]) -> bool:
    """Whether a word stands where a column begins, at its height."""
    x0, y0, _, y1 = word.box
    return any(abs(x0 - x) <= 1.5 * _EVEN and y0 >= top and y1 <= bottom for x, top, bottom in begins)


def _close_thin_gaps(line: list[Word], begins: Sequence[Begin] = ()) -> list[Word]:
    """"Ofi cio" and "d eterm in a" are one word each: no reader sees a blank under a tenth of the letter's height. But
    what touches a word where the next column of a table begins is a word of its own."""
    joined: list[Word] = []
    end, foot, height = -1e9, 0.0, 0.0
    for word in line:
        x0, y0, x1, y1 = word.box
        thin = -0.3 * height < x0 - end < 0.07 * height and abs(foot - y1) < 0.2 * height
        if thin and not begins_column(word, begins):
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
