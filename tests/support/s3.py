"""A server that speaks S3 (moto's, which keeps objects in memory and checks no signatures), in a process of its own on
a free loopback port."""

from __future__ import annotations

import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any

from intake.settings import ArchiveSection
from tests.support.dovecot import free_port

AVAILABLE = find_spec("moto") is not None and find_spec("obstore") is not None
BUCKET, SECRET = "correos", "clave-secreta-de-prueba"
PATIENCE = 30.0
_SOMEBODY = {"Authorization": "AWS4-HMAC-SHA256 Credential=x/20260312/us-east-1/s3/aws4_request, SignedHeaders=host, "
                              "Signature=x"}  # fmt: skip


class S3:
    """A running server with one empty bucket. `stop` takes it away, with all it held; `start` brings an empty one."""

    def __init__(self) -> None:
        self.port = free_port()
        self.start()

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(self.port)]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                self.put("", b"")
                return
            except OSError:
                assert time.monotonic() < deadline, "the S3 server does not start"
                time.sleep(0.05)

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()

    def put(self, key: str, content: bytes) -> None:
        """Writes behind the desk's back."""
        self._ask("PUT", key, content)

    def empty(self) -> None:
        for key in self.keys():
            self._ask("DELETE", key)

    def keys(self) -> list[str]:
        listed = self._ask("GET", "?list-type=2").decode()
        return sorted(part.partition("</Key>")[0] for part in listed.split("<Key>")[1:])

    def _ask(self, method: str, key: str, content: bytes | None = None) -> bytes:
        place = f"{self.endpoint}/{BUCKET}{'' if key.startswith('?') or not key else '/'}{key}"
        asked = urllib.request.Request(place, data=content, method=method, headers=_SOMEBODY)
        with urllib.request.urlopen(asked, timeout=10) as answer:
            return answer.read()

    def values(self, **more: Any) -> dict[str, Any]:
        """What stands in `[archive]` for this server."""
        told = {
            "url": f"s3://{BUCKET}/mesa", "endpoint": self.endpoint, "region": "us-east-1", "access_key": "mesa",
            "secret_key": SECRET, "timeout_seconds": 10,
        }  # fmt: skip
        return {**told, **more}

    def section(self, **more: Any) -> ArchiveSection:
        return ArchiveSection.model_validate(self.values(**more))


@contextmanager
def running() -> Iterator[S3]:
    server = S3()
    try:
        yield server
    finally:
        server.stop()
