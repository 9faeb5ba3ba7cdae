"""One reading process as the desk sees it: started, asked, watched, ended; a letter can break it, never the desk."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import parsers
from parsers.bounds.frames import BrokenFrame, pack, unpack
from parsers.bounds.processlimits import ReadingLimits

START_SECONDS = 60.0
_ABORTS = (-signal.SIGABRT, -signal.SIGSEGV, -signal.SIGTRAP, -signal.SIGILL)
# What a reader may know of its surroundings; the desk's own settings and passwords are not among it.
_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TESSDATA_PREFIX")
_FIXED = {"OPENBLAS_NUM_THREADS": "1", "OMP_THREAD_LIMIT": "2", "MALLOC_ARENA_MAX": "2",
          "ORT_DISABLE_TELEMETRY": "1"}  # fmt: skip
_START = "import sys; sys.path.insert(0, sys.argv[1]); from parsers.worker import main; main()"


class ReaderFailed(Exception):
    """A mail that could not be read within its limits, to be set aside for a person.

    `reason` is a Spanish sentence for the mail's `motivo`; `detail` says what is known (a signal, the last words of
    the process); `traceback` is the reader's own when it could still tell, else empty."""

    def __init__(self, reason: str, detail: str, traceback: str = "") -> None:
        self.reason = reason
        self.detail = _plain(detail)
        self.traceback = _plain(traceback)
        super().__init__(f"{reason} {self.detail}".strip())


class Worker:
    """One reading process with its own temporary folder. Not for several threads at once. `used` is, once it has
    ended, what it took of time and memory in all; `tired` that the last mail left something running in it."""

    def __init__(
        self, limits: ReadingLimits, context: Mapping[str, Any], factory: str, readable: Sequence[Path]
    ) -> None:
        self._limits = limits
        self._temp = Path(tempfile.mkdtemp(prefix="aiq-lector-"))
        self._words = self._temp / "stderr"
        far_lifeline, self._lifeline = os.pipe()
        self._channel, far_channel = socket.socketpair()
        self._process = self._start(far_channel, far_lifeline)
        far_channel.close()
        os.close(far_lifeline)
        self.pid = self._process.pid
        self.read_count = 0
        self.tired = False
        self.used: resource.struct_rusage | None = None
        self._inherited = 0
        setup = {"limits": asdict(limits), "context": dict(context), "factory": factory, "lifeline": far_lifeline,
                 "temp": str(self._temp), "readable": [str(path) for path in readable]}  # fmt: skip
        with suppress(OSError):  # one that has died already is found out by `begin`
            self._channel.sendall(pack(setup))
        self._standing = False
        self.missing: tuple[str, ...] = ()

    def _start(self, channel: socket.socket, lifeline: int) -> subprocess.Popen[bytes]:
        known = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
        environment = known | _FIXED | {"HOME": str(self._temp), "TMPDIR": str(self._temp)}
        root = str(Path(parsers.__file__).parent.parent)
        with self._words.open("wb") as words:
            return subprocess.Popen(  # noqa: S603 - our own interpreter and code, no shell
                [sys.executable, "-I", "-B", "-c", _START, root],
                stdin=channel, stdout=subprocess.DEVNULL, stderr=words, pass_fds=(lifeline,), env=environment,
                cwd=self._temp, process_group=0,
            )  # fmt: skip

    def begin(self) -> None:
        """Waits until the process stands and is shut in; `missing` then says what this system cannot enforce."""
        if not self._standing:
            self._standing = True
            standing = self._exchange(b"", START_SECONDS)
            self.missing, self._inherited = tuple(standing["missing"]), standing["inherited"]

    def read(
        self, raw: bytes, archivo: str, moment: datetime | None, keys: Mapping[str, str | None] | None = None
    ) -> Any:
        """What the factory's function made of the mail, as JSON values. With `keys` (TXT records by DNS name) DKIM is
        checked besides."""
        self.begin()
        request = {"archivo": archivo, "moment": moment.isoformat() if moment else None, "keys": keys}
        # The process ends itself at its limit; the parent's clock is for one that cannot (stopped, swapped out).
        answer = self._exchange(pack(request, raw), self._limits.wall_seconds + 5)
        self.read_count += 1
        self.tired = answer.get("tired") is True
        if "reading" in answer:
            return answer["reading"]
        told = answer.get("detail", "")
        if answer.get("failure") == "memory":
            raise self._too_big(_last_line(told), told)
        raise ReaderFailed("La lectura falló por un error del programa.", _last_line(told), told)

    def _exchange(self, frame: bytes, seconds: float) -> dict[str, Any]:
        deadline = time.monotonic() + seconds
        try:
            self._channel.settimeout(seconds)
            self._channel.sendall(frame)
            answer = unpack(lambda count: self._receive(count, deadline), self._limits.answer_bytes)
            if answer is not None:
                return answer[0]
        except TimeoutError:
            raise self._too_slow(self._limits.wall_seconds, "el proceso no respondió") from None
        except (OSError, BrokenFrame, ValueError) as trouble:
            raise self._died(str(trouble)) from None
        raise self._died("")

    def _receive(self, count: int, deadline: float) -> bytes:
        whole = bytearray(count)
        view, got = memoryview(whole), 0
        while got < count:
            self._channel.settimeout(max(deadline - time.monotonic(), 0.001))
            step = self._channel.recv_into(view[got:])
            if not step:
                break
            got += step
        return bytes(view[:got])

    def _died(self, trouble: str) -> ReaderFailed:
        ended = self._kill()
        if ended == -signal.SIGXCPU:
            return self._too_slow(self._limits.cpu_seconds, "SIGXCPU")
        if ended == -signal.SIGALRM:
            return self._too_slow(self._limits.wall_seconds, "SIGALRM")
        words = self._last_words()
        how = signal.Signals(-ended).name if ended < 0 else f"salida {ended}"
        if "MemoryError" in words or "bad_alloc" in words or (ended in _ABORTS and self._was_full()):
            return self._too_big(how, words)
        return ReaderFailed("La lectura hizo caer al lector.", f"{how} {trouble}".strip(), words)

    def _was_full(self) -> bool:
        """Whether it held most of its share: a library that is refused memory aborts without a word."""
        if self.used is None or self.used.ru_maxrss <= self._inherited:
            return False
        return self.used.ru_maxrss * 1024 > 0.8 * self._limits.memory

    def _too_slow(self, seconds: float, detail: str) -> ReaderFailed:
        return ReaderFailed(f"La lectura superó el tiempo permitido ({seconds:g} s).", detail)

    def _too_big(self, detail: str, words: str) -> ReaderFailed:
        megabytes = self._limits.memory // (1024 * 1024)
        return ReaderFailed(f"La lectura superó la memoria permitida ({megabytes} MB).", detail, words)

    def _last_words(self) -> str:
        with suppress(OSError), self._words.open("rb") as words:
            words.seek(max(words.seek(0, os.SEEK_END) - 4000, 0))
            return words.read().decode("utf-8", "replace")
        return ""

    def _kill(self) -> int:
        """Its own group, never polled before: the number cannot have gone to somebody else."""
        if self._process.returncode is None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            _, status, self.used = os.wait4(self._process.pid, 0)
            self._process.returncode = os.waitstatus_to_exitcode(status)
        return self._process.returncode

    def close(self) -> None:
        self._channel.close()
        self._kill()
        os.close(self._lifeline)
        shutil.rmtree(self._temp, ignore_errors=True)


def _plain(text: str) -> str:
    """The process's own words without what could drive a terminal: a mail can have put them into its mouth."""
    return "".join(char if char.isprintable() or char == "\n" else "\N{REPLACEMENT CHARACTER}" for char in text)


def _last_line(text: str) -> str:
    lines = text.strip().splitlines()
    return lines[-1][:300] if lines else ""
