"""The ground that floor, desk and peers are measured on: a Dovecot full of mails, an SMTP sink, a durable database."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support import dovecot as dovecot_server
from tests.support import postgres as postgres_server

ROOT = Path(__file__).parents[2]
PASSWORD = dovecot_server.PASSWORD


class Sink:
    """An SMTP server in a process of its own; `taken` are (moment, answered Message-ID, own Message-ID)."""

    def __init__(self, folder: Path) -> None:
        self._log = folder / "sink.log"
        self._log.touch()
        program = Path(__file__).with_name("sink.py")
        self._process = subprocess.Popen([sys.executable, str(program), str(self._log)], stdout=subprocess.PIPE)
        assert self._process.stdout is not None
        self.port = int(self._process.stdout.readline())
        self.pid = self._process.pid

    def taken(self) -> list[tuple[float, str, str]]:
        rows = (line.split("\t") for line in self._log.read_text("utf-8", "replace").splitlines())
        return [(float(moment), answered, own) for moment, answered, own in rows]

    def count(self) -> int:
        return self._log.read_bytes().count(b"\n")

    def forget(self) -> None:
        os.truncate(self._log, 0)

    def close(self) -> None:
        self._process.terminate()
        self._process.wait(10)
        self._process.stdout.close()  # type: ignore[union-attr]


@dataclass
class Ground:
    """The servers of one run of measurements."""

    folder: Path
    dovecot: dovecot_server.Dovecot
    sink: Sink
    postgres: postgres_server.Postgres | None
    _count: int = 0

    def fill(self, mails: Sequence[bytes]) -> None:
        """Empties the mailbox and puts these mails in, oldest first; the folder gets a new UIDVALIDITY."""
        self.dovecot.clear()
        self.sink.forget()
        self.add(mails)

    def add(self, mails: Sequence[bytes]) -> None:
        maildir = self.dovecot.maildir
        owner = self.dovecot.folder.joinpath("mail").stat()
        for name in ("", "tmp", "new", "cur"):
            (maildir / name).mkdir(parents=True, exist_ok=True)
            os.chown(maildir / name, owner.st_uid, owner.st_gid)
        for raw in mails:
            self._count += 1
            draft = maildir / "tmp" / f"{1_700_000_000 + self._count}.{self._count}.aiq"
            draft.write_bytes(raw)
            os.chown(draft, owner.st_uid, owner.st_gid)
            draft.rename(maildir / "new" / draft.name)

    def database(self, engine: str) -> str:
        """The URL of a fresh database with the program's schema."""
        from registry import revisions
        from registry.database import open_database

        if engine == "postgresql":
            assert self.postgres is not None
            url = self.postgres.new_database()
        else:
            url = f"sqlite:///{Path(tempfile.mkdtemp(dir=self.folder))}/aiq.db"
        database = open_database(url)
        revisions.upgrade(database)
        database.close()
        return url

    def settings(self, url: str, more: str = "") -> Path:
        """A settings file with an archive of its own for a database of `database`."""
        folder = Path(tempfile.mkdtemp(dir=self.folder))
        path = folder / "aiq.toml"
        path.write_text(
            f"""
[database]
url = "{url}"
[archive]
url = "{folder}/archivo"
[mailbox]
host = "127.0.0.1"
port = {self.dovecot.port}
security = "none"
user = "{dovecot_server.USER}"
password = "{PASSWORD}"
[smtp]
host = "127.0.0.1"
port = {self.sink.port}
security = "none"
[replies]
total_hour = 1000000000
[respaldos]
folder = "{folder}/respaldos"
{more}
"""
        )
        return path


@contextmanager
def ground(*, postgres: bool = True) -> Iterator[Ground]:
    """Servers on free loopback ports, everything in a temporary folder that goes away afterwards."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="aiq-medir-")))
        dovecot = stack.enter_context(dovecot_server.running())
        sink = Sink(folder)
        stack.callback(sink.close)
        server = stack.enter_context(postgres_server.running(durable=True)) if postgres else None
        yield Ground(folder, dovecot, sink, server)


@dataclass(frozen=True, slots=True)
class Ran:
    """Seconds on the wall and on the processors (the program with all its own processes), and its peak memory."""

    wall: float
    cpu: float
    megabytes: float


def run(command: Sequence[str], environment: Mapping[str, str] | None = None, seconds: float = 1800) -> Ran:
    """Runs a program to its end; raises when it fails. Memory is the largest single process's."""
    known = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    done = subprocess.run(
        list(command), cwd=ROOT, env={**known, "PYTHONPATH": str(ROOT), **(environment or {})},
        capture_output=True, timeout=seconds, check=False,
    )  # fmt: skip
    wall = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}: {done.returncode}\n{done.stderr.decode()[-3000:]}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Ran(wall, cpu, after.ru_maxrss / 1024)


def aiq(config: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "cli", "--config", str(config), *words]


@contextmanager
def serving(command: Sequence[str]) -> Iterator[subprocess.Popen[bytes]]:
    """A program that runs until the block ends; it is asked to stop and waited for."""
    known = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    process = subprocess.Popen(list(command), cwd=ROOT, env={**known, "PYTHONPATH": str(ROOT)},
                               stderr=subprocess.DEVNULL)  # fmt: skip
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)
