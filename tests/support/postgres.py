"""A real PostgreSQL on a free loopback port, its data in a temporary folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.dovecot import free_port

_BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
PROGRAM = _BINARIES[-1].parent if _BINARIES else None


class Postgres:
    """A running server. `new_database` makes an empty database, or a copy of another, and returns its URL.
    `pid` is its first process."""

    def __init__(self, port: int, pid: int) -> None:
        self.port, self.pid = port, pid

    def url(self, name: str) -> str:
        return f"postgresql+psycopg://aiq@127.0.0.1:{self.port}/{name}"

    def new_database(self, template: str | None = None) -> str:
        import psycopg

        name = f"aiq_{uuid.uuid4().hex[:12]}"
        with psycopg.connect(f"postgresql://aiq@127.0.0.1:{self.port}/postgres", autocommit=True) as connection:
            connection.execute(f"create database {name}" + (f" template {template}" if template else ""))
        return self.url(name)


@contextmanager
def running(*, durable: bool = False) -> Iterator[Postgres]:
    """A server for tests, which need not outlive a power cut; `durable` syncs every commit as a real one does."""
    assert PROGRAM is not None
    folder = Path(tempfile.mkdtemp(prefix="aiq-postgres-"))
    as_owner: list[str] = []
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
        as_owner = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
    data, port = folder / "data", free_port()
    initdb = [*as_owner, str(PROGRAM / "initdb"), "-D", str(data), "-U", "aiq", "-A", "trust", "-N", "-E", "UTF8"]
    subprocess.run(initdb, check=True, capture_output=True, cwd="/")
    options = f"-h 127.0.0.1 -p {port} -k {folder} -c fsync={'on' if durable else 'off'} -c max_connections=200"
    control = [*as_owner, str(PROGRAM / "pg_ctl"), "-D", str(data), "-w", "-t", "30"]
    subprocess.run([*control, "-o", options, "-l", str(folder / "log"), "start"], check=True, cwd="/",
                   stdout=subprocess.DEVNULL)  # fmt: skip
    try:
        yield Postgres(port, int((data / "postmaster.pid").read_text().split()[0]))
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=False, capture_output=True, cwd="/")
        shutil.rmtree(folder, ignore_errors=True)
