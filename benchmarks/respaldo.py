"""What a large respaldo costs: time and memory of `aiq respaldos generate`, and whether 7-Zip finds the archive whole.

    python benchmarks/respaldo.py [--documents 50000] [--megabytes 10000] [--part 2000]

The memory is the most that the process ever held; it must not grow with the documents.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.support.ground import aiq, run
from benchmarks.support.results import table, write

REQUEST = (
    "--numero", "1", "--cedula", "1712345675", "--apellido", "Paredes", "--nombre", "Lucía", "--area", "Provisión",
    "--institucion", "Instituto de Ejemplo", "--puesto", "Especialista", "--desde", "2025-01-01",
    "--hasta", "2025-12-31", "--desvinculacion", "--approve",
)  # fmt: skip


def documents(folder: Path, count: int, size: int) -> None:
    """So many documents that do not shrink, each of its own."""
    folder.mkdir()
    for number in range(count):
        (folder / f"INE-DP-2025-{number:06d}-O.pdf").write_bytes(os.urandom(size))


def measure(place: Path, count: int, megabytes: int, part: int) -> dict[str, Any]:
    documents(place / "documentos", count, (megabytes << 20) // count)
    config = place / "aiq.toml"
    config.write_text(
        f'[database]\nurl = "sqlite:///{place}/aiq.db"\n[archive]\nurl = "{place}/archivo"\n'
        f'[respaldos]\nfolder = "{place}/web"\nparte_mb = {part}\n'
    )
    for words in (("db", "upgrade"), ("respaldos", "new", *REQUEST)):
        run(aiq(config, *words))
    made = run(aiq(config, "respaldos", "generate", "1", "--from", str(place / "documentos")), seconds=7200)
    (folder,) = (place / "web").iterdir()
    parts = list(folder.glob("respaldo_1.z*"))
    whole = subprocess.run(["7z", "t", str(folder / "respaldo_1.zip")], capture_output=True).returncode == 0
    return {"documentos": count, "MB": megabytes, "partes": len(parts), "segundos": round(made.wall, 1),
            "memoria MB": round(made.megabytes), "7-Zip": "entero" if whole else "DAÑADO"}  # fmt: skip


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--documents", type=int, default=50_000)
    asked.add_argument("--megabytes", type=int, default=10_000)
    asked.add_argument("--part", type=int, default=2_000)
    given = asked.parse_args()
    if shutil.which("7z") is None:
        sys.exit("7z no está instalado (make services)")
    rows = []
    for share in (10, 1):
        with tempfile.TemporaryDirectory(prefix="respaldo-") as place:
            rows.append(measure(Path(place), given.documents // share, given.megabytes // share, given.part))
    print(table(rows))
    write("respaldo", rows)
    return 0 if all(row["7-Zip"] == "entero" for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
