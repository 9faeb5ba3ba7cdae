"""What the command line costs: processor time of --help, queue and show, and how much of it is our own.

    python benchmarks/cli.py [--runs 9] [--cases 200]

Our own part is what is left after a bare program that only imports the same modules of others. A sum over a run's user
and system time, caches warm; the least of the runs is the cost, since other programs only ever add to it.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.support.filling import fill_store
from benchmarks.support.ground import ROOT, Ground, ground, run
from benchmarks.support.results import bars, table, write

LIMITS = {"--help": (100, None), "queue": (450, 100), "show": (450, 100)}
OURS = ("cases", "cli", "intake", "parsers", "registry", "replies", "__main__")
# Runs a command and tells which modules of others it ended with, in the order of their import.
WATCH = """
import json, sys
before = set(sys.modules)
sys.argv = ["aiq", *sys.argv[1:]]
from cli import main
try:
    main()
except SystemExit:
    pass
print("MODULES" + json.dumps([name for name in sys.modules if name not in before]))
"""
# The commands put the search for garbage off while they import; so does what they are compared with.
IMPORT = """
import gc, sys, importlib
gc.disable()
for name in sys.argv[1].split():
    importlib.import_module(name)
"""


def others(words: list[str]) -> list[str]:
    """The modules of others that a command imports, those that can be imported by name."""
    done = subprocess.run([sys.executable, "-c", WATCH, *words], cwd=ROOT, capture_output=True, text=True, check=True)
    names = json.loads(done.stdout.rpartition("MODULES")[2])
    return [name for name in names if name.partition(".")[0].partition("_")[0] not in OURS and _importable(name)]


def _importable(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except (ImportError, ValueError, AttributeError):
        return False


def cost(place: Ground, cases: int, runs: int) -> list[dict[str, Any]]:
    config = place.settings(place.database("sqlite"))
    numbers = fill_store(place, config, cases * 5, cases)
    commands = {
        "--help": ["--help"],
        "queue": ["--config", str(config), "queue"],
        "show": ["--config", str(config), "show", numbers[0]],
        "queue --json": ["--config", str(config), "queue", "--json"],
    }
    rows = []
    for name, words in commands.items():
        modules = " ".join(others(words))
        whole, bare = [], []
        for _ in range(runs):
            whole.append(run([sys.executable, "-m", "cli", *words]))
            bare.append(run([sys.executable, "-c", IMPORT, modules]))
        total = min(each.cpu for each in whole) * 1000
        libraries = min(each.cpu for each in bare) * 1000
        limit, own_limit = LIMITS.get(name, (None, None))
        rows.append({
            "orden": f"aiq {name}", "CPU ms": total, "mediana": median(each.cpu for each in whole) * 1000,
            "límite": limit, "bibliotecas ms": libraries, "propio ms": total - libraries, "límite propio": own_limit,
        })  # fmt: skip
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--cases", type=int, default=200)
    options = parser.parse_args()
    with ground(postgres=False) as place:
        rows = cost(place, options.cases, options.runs)
    print(table(rows))
    write("cli", rows, vueltas=options.runs, casos=options.cases)
    bars("cli", "Lo que cuesta una orden", {row["orden"]: row["CPU ms"] for row in rows}, "ms de procesador")


if __name__ == "__main__":
    main()
