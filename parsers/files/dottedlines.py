"""Borders that are drawn dot by dot or dash by dash, as the rules they look like."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from cases.evidence import Caja

_GAP = 3.0  # points at most from one dot to the next
_FEWEST = 6  # dots of a border


def lines_of_dots(dots: Sequence[Caja]) -> list[Caja]:
    """A rule for each run of dots exactly in line; none where they are the pattern of a surface."""
    across = list(_runs(dots, 0))
    down = list(_runs(dots, 1))
    inside = {dot for run in across for dot in run} & {dot for run in down for dot in run}
    if 2 * len(inside) > len(dots):
        return []
    return [(run[0][0], run[0][1], run[-1][2], run[-1][3]) for run in (*across, *down)]


def _runs(dots: Sequence[Caja], axis: int) -> Iterator[list[Caja]]:
    """The runs of dots along one axis (0 across, 1 down), each in order."""
    lines: dict[tuple[float, float], list[Caja]] = defaultdict(list)
    for dot in dots:
        lines[round(dot[1 - axis], 1), round(dot[3 - axis], 1)].append(dot)
    for line in lines.values():
        run: list[Caja] = []
        for dot in sorted(line, key=lambda box: box[axis]):
            if run and dot[axis] - run[-1][axis + 2] > _GAP:
                if len(run) >= _FEWEST:
                    yield run
                run = []
            run.append(dot)
        if len(run) >= _FEWEST:
            yield run
