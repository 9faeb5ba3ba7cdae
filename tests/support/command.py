"""The program as its users run it: a process of its own, pointed at a settings file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Aiq:
    """Runs `aiq` with a settings file; `ok` asserts success, `run` returns whatever happened."""

    def __init__(self, config: Path | None, **environment: str) -> None:
        self.config = config
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
        self.environment = {**kept, "PYTHONPATH": str(ROOT), "AIQ_USER": "rosa", **environment}

    def run(self, *words: str, stdin: str = "") -> Ran:
        options = ["--config", str(self.config)] if self.config else []
        done = subprocess.run(
            [sys.executable, "-m", "cli", *options, *words], cwd=ROOT, env=self.environment, input=stdin,
            capture_output=True, text=True, timeout=180,
        )  # fmt: skip
        return Ran(done.returncode, done.stdout, done.stderr)

    def ok(self, *words: str, stdin: str = "") -> Ran:
        ran = self.run(*words, stdin=stdin)
        assert ran.code == 0, f"aiq {' '.join(words)}: {ran.code}\n{ran.err}\n{ran.out}"
        return ran


def write_settings(folder: Path, url: str, imap: int, smtp: int, *, password: str, more: str = "") -> Path:
    """A settings file whose stores lie in `folder`."""
    path = folder / "aiq.toml"
    path.write_text(
        f"""
[database]
url = "{url}"
[archive]
url = "{folder}/archivo"
[mailbox]
host = "127.0.0.1"
port = {imap}
security = "none"
user = "soporte"
password = "{password}"
fetch_batch = 4
[smtp]
host = "127.0.0.1"
port = {smtp}
security = "none"
[replies]
total_hour = 10000
{more}
"""
    )
    return path
