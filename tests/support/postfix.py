"""A real Postfix on a free loopback port that takes mails and throws them away; needs root, as Postfix does."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.dovecot import free_port

PROGRAM = shutil.which("postfix") or ("/usr/sbin/postfix" if Path("/usr/sbin/postfix").exists() else None)

_MAIN = """
compatibility_level = 3.6
queue_directory = {d}/queue
data_directory = {d}/data
mail_owner = postfix
setgid_group = postdrop
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = correo.pruebas.ec
mydestination =
alias_maps =
local_recipient_maps =
mynetworks = 127.0.0.0/8
default_transport = discard:
disable_dns_lookups = yes
smtp_host_lookup = native
maillog_file = {d}/maillog
maillog_file_prefixes = {d}
message_size_limit = 30000
"""
_MASTER = """
127.0.0.1:{port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
error unix - - n - - error
discard unix - - n - - discard
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""


class Postfix:
    """A running server; `log` is what it wrote of the mails it took."""

    def __init__(self, folder: Path, port: int) -> None:
        self.port = port
        self._log = folder / "maillog"

    def log(self) -> str:
        return self._log.read_text("utf-8", "replace") if self._log.exists() else ""


@contextmanager
def running() -> Iterator[Postfix]:
    assert PROGRAM is not None
    folder = Path(tempfile.mkdtemp(prefix="aiq-postfix-"))
    folder.chmod(0o755)
    port = free_port()
    config = folder / "conf"
    for name in ("conf", "queue", "data"):
        (folder / name).mkdir()
    shutil.chown(folder / "data", "postfix")
    (config / "main.cf").write_text(_MAIN.format(d=folder))
    (config / "master.cf").write_text(_MASTER.format(port=port))
    server = subprocess.Popen(
        [PROGRAM, "-c", str(config), "start-fg"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env={"PATH": f"/usr/sbin:/sbin:{os.environ['PATH']}"},
    )  # fmt: skip
    try:
        _wait_for(port, server)
        yield Postfix(folder, port)
    finally:
        server.terminate()
        server.wait(20)
        shutil.rmtree(folder, ignore_errors=True)


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    """Until it greets; a port that is not open yet gives nothing to wait on."""
    deadline = time.monotonic() + 30
    while True:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
                if line.recv(4) == b"220 ":
                    return
        except OSError:
            if server.poll() is not None or time.monotonic() > deadline:
                raise
            time.sleep(0.05)
