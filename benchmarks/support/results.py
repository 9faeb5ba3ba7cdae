"""Figures of a benchmark: medians, a table for people, JSON and a picture for later."""

from __future__ import annotations

import json
import os
import platform
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

FOLDER = Path(__file__).parents[2] / "results"


def write(name: str, rows: Sequence[dict[str, Any]], **facts: Any) -> Path:
    """results/NAME.json with the machine it was measured on."""
    FOLDER.mkdir(exist_ok=True)
    machine = {
        "procesadores": os.cpu_count(), "sistema": platform.platform(), "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version, "carga": [round(each, 1) for each in os.getloadavg()],
    }  # fmt: skip
    path = FOLDER / f"{name}.json"
    whole = {"cuando": datetime.now(UTC).isoformat(), "maquina": machine, **facts, "filas": list(rows)}
    path.write_text(json.dumps(whole, ensure_ascii=False, indent=1, default=str), "utf-8")
    return path


def table(rows: Sequence[dict[str, Any]]) -> str:
    """Rows as a Markdown table, numbers to three figures."""
    heads = list(rows[0])
    lines = [heads, ["---"] * len(heads), *([_shown(row.get(head)) for head in heads] for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _shown(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.3g}" if abs(value) < 1000 else f"{value:.0f}"
    return "" if value is None else str(value)


def spread(values: Sequence[float]) -> tuple[float, float, float]:
    """(median, least, most)."""
    return median(values), min(values), max(values)


def bars(name: str, title: str, values: dict[str, float], unit: str) -> Path:
    """results/NAME.png: one bar for each value, its number at the end."""
    with _drawing(name, title, len(values), unit) as axes:
        shown = axes.barh(list(values), list(values.values()), color="#2a6f97")
        axes.bar_label(shown, fmt="%.3g", padding=4)
    return FOLDER / f"{name}.png"


def parts(name: str, title: str, values: dict[str, dict[str, float]], unit: str) -> Path:
    """results/NAME.png: one bar for each row, made of its parts, the sum at the end."""
    with _drawing(name, title, len(values), unit) as axes:
        ends = dict.fromkeys(values, 0.0)
        for part in next(iter(values.values())):
            widths = [values[row][part] for row in values]
            last = axes.barh(list(values), widths, left=list(ends.values()), label=part)
            ends = {row: end + width for (row, end), width in zip(ends.items(), widths, strict=True)}
        axes.bar_label(last, [f"{end:.3g}" for end in ends.values()], padding=4)
        axes.legend(frameon=False, ncols=6, loc="upper center", bbox_to_anchor=(0.5, -0.25))
    return FOLDER / f"{name}.png"


@contextmanager
def _drawing(name: str, title: str, rows: int, unit: str) -> Iterator[Any]:
    """Axes for so many horizontal bars, saved at the end."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    FOLDER.mkdir(exist_ok=True)
    figure, axes = pyplot.subplots(figsize=(9, 0.5 * rows + 1.2))
    yield axes
    axes.invert_yaxis()
    axes.set_xlabel(unit)
    axes.set_title(title)
    axes.spines[["top", "right"]].set_visible(False)
    axes.margins(x=0.12)
    figure.savefig(FOLDER / f"{name}.png", dpi=130, bbox_inches="tight")
    pyplot.close(figure)
