"""Every measurement of the whole desk, one after the other: `make bench`. Tables go to the terminal and, with JSON and
pictures, to results/. Servers and other programs that are not there are installed first (as root, on Debian).

    python benchmarks/run_all.py [--quick]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.support.needed import SCRIPTS, install

HERE = Path(__file__).parent
WHOLE: dict[str, list[str]] = {
    "desk.py": ["--workers", "1,2,4"],
    "stages.py": [],
    "processors.py": ["--kinds", "sencillo,pdf"],
    "reading.py": [],
    "cli.py": [],
    "latency.py": [],
    "growth.py": [],
    "backlog.py": [],
    "peers.py": [],
}
QUICK = {
    "desk.py": ["--runs", "2", "--share", "0.1"],
    "stages.py": ["--share", "0.1"],
    "processors.py": ["--runs", "1", "--share", "0.1"],
    "reading.py": ["--pages", "1"],
    "cli.py": ["--runs", "3"],
    "latency.py": ["--seconds", "15"],
    "growth.py": ["--runs", "2", "--large", "10000"],
    "backlog.py": ["--mails", "500"],
    "peers.py": ["--runs", "2", "--share", "0.05"],
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="pocas vueltas y correos: solo muestra que todo anda")
    chosen = QUICK if parser.parse_args().quick else WHOLE
    for script in SCRIPTS:
        install(script)
    worst = 0
    for program, words in chosen.items():
        print(f"\n## {program}\n", flush=True)
        worst = max(worst, subprocess.run([sys.executable, str(HERE / program), *words], check=False).returncode)
    return worst


if __name__ == "__main__":
    sys.exit(main())
