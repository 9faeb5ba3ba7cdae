"""Asks for known weaknesses of the locked packages: `make audit`. What could not be asked is no good answer.

    python tools/audit.py LOCK…

Exit 0: asked about every package, nothing known. 1: weaknesses. 3: the advisory service did not answer for all.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence

CLEAN, WEAK, NOT_READY = 0, 1, 3


def ask(lock: str) -> tuple[list[dict], str]:
    """The packages as the service knows them, and its own words when it gave no answer."""
    done = subprocess.run(  # noqa: S603 - our own interpreter, no shell
        [sys.executable, "-m", "pip_audit", "--format", "json", "--require-hashes", "--disable-pip", "-r", lock],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    try:
        return json.loads(done.stdout)["dependencies"], ""
    except (ValueError, KeyError):
        words = done.stderr.strip().splitlines()
        return [], words[-1] if words else f"pip-audit terminó con {done.returncode}"


def judge(packages: Sequence[dict], trouble: str) -> tuple[int, list[str]]:
    """The exit code and what to say."""
    weak = [(each, found) for each in packages for found in each.get("vulns", ())]
    told = [
        f"{each['name']} {each['version']}: {found['id']}; corregido en {', '.join(found['fix_versions']) or 'ninguna'}"
        for each, found in weak
    ]
    unasked = [each["name"] for each in packages if "skip_reason" in each]
    if trouble or unasked or not packages:
        why = trouble or f"no respondió por {len(unasked)} de {len(packages)} paquetes ({', '.join(unasked[:3])}…)"
        told.append(f"No se pudo preguntar por todo al servicio de avisos: {why}.")
        told.append("Repita desde una máquina con salida a pypi.org; esto no dice que los paquetes estén sanos.")
        return (WEAK if weak else NOT_READY), told
    if not weak:
        told.append(f"{len(packages)} paquetes, ninguna debilidad conocida.")
    return (WEAK if weak else CLEAN), told


def main(locks: Sequence[str]) -> int:
    codes = []
    for lock in locks:
        code, told = judge(*ask(lock))
        codes.append(code)
        print("\n".join(f"{lock}: {line}" for line in told))
    return WEAK if WEAK in codes else max(codes, default=CLEAN)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
