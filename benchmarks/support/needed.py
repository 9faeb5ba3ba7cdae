"""What the measurements need beyond PyPI, by the scripts of tools/ that install it on Debian."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks.support import peer_rt
from tests.support import dovecot, postgres

TOOLS = Path(__file__).parents[2] / "tools"
SCRIPTS: dict[str, Callable[[], bool]] = {
    "install-services.sh": lambda: None not in (dovecot.PROGRAM, postgres.PROGRAM),
    "install-peers.sh": peer_rt.installed,
}


def install(script: str) -> None:
    """Runs a script whose programs are not there; where this process may not, says who can."""
    if SCRIPTS[script]():
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"· tools/{script}", file=sys.stderr, flush=True)
        subprocess.run(["sh", str(TOOLS / script)], check=False)
    else:
        print(f"Faltan programas: como root en Debian, sh tools/{script}", file=sys.stderr, flush=True)
