"""A real Dovecot on a free loopback port, its mail in a temporary folder."""

from __future__ import annotations

import grp
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

USER, PASSWORD = "soporte", "secreto"
PROGRAM = shutil.which("dovecot") or ("/usr/sbin/dovecot" if Path("/usr/sbin/dovecot").exists() else None)

_CONFIG = """
base_dir = {d}/run
state_dir = {d}/state
log_path = {d}/dovecot.log
instance_name = aiq-tests
protocols = imap
listen = 127.0.0.1
ssl = {ssl}
{certificates}
disable_plaintext_auth = no
default_login_user = {login_user}
default_internal_user = {internal_user}
default_internal_group = {internal_group}
first_valid_uid = {uid}
first_valid_gid = {gid}
mail_uid = {uid}
mail_gid = {gid}
mail_home = {d}/mail/%u
mail_location = maildir:~/Maildir
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={d}/mail/%u
}}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox Procesados {{
    auto = create
  }}
  mailbox Sent {{
    auto = create
  }}
}}
service anvil {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    address = 127.0.0.1
    port = {port}
  }}
  inet_listener imaps {{
    address = 127.0.0.1
    port = {tls_port}
    ssl = yes
  }}
}}
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Dovecot:
    """A running server of this process number. `deliver` puts a mail into INBOX as a local delivery does."""

    def __init__(
        self, folder: Path, port: int, tls_port: int, uid: int, gid: int, certificate: Path | None, pid: int
    ) -> None:
        self.folder, self.port, self.tls_port, self.pid = folder, port, tls_port, pid
        self.certificate = certificate
        self._uid, self._gid = uid, gid
        self._count = 0
        self.maildir = folder / "mail" / USER / "Maildir"

    def deliver(self, raw: bytes) -> None:
        for name in ("tmp", "new", "cur"):
            (self.maildir / name).mkdir(parents=True, exist_ok=True)
        self._count += 1
        name = f"{1_700_000_000 + self._count}.{self._count}.aiq"
        draft = self.maildir / "tmp" / name
        draft.write_bytes(raw)
        self._own(self.folder / "mail" / USER)
        draft.rename(self.maildir / "new" / name)

    def _own(self, top: Path) -> None:
        if os.geteuid() == 0:
            for path in (top, *top.rglob("*")):
                if path.stat().st_uid != self._uid:
                    os.chown(path, self._uid, self._gid)

    def forget_uids(self) -> None:
        """Drops the folder's index: the next session finds a new UIDVALIDITY and UIDs from 1."""
        for path in self.maildir.glob("dovecot*"):
            path.unlink()

    def cut_connections(self) -> None:
        """Ends every session's process, as a restart of the server does to those who wait."""
        doveadm = ["doveadm", "-c", str(self.folder / "dovecot.conf"), "kick", USER]
        subprocess.run(doveadm, check=True, capture_output=True)

    def clear(self) -> None:
        shutil.rmtree(self.maildir, ignore_errors=True)


@contextmanager
def running(*, tls: bool = False) -> Iterator[Dovecot]:
    folder = Path(tempfile.mkdtemp(prefix="aiq-dovecot-"))
    folder.chmod(0o755)
    root = os.geteuid() == 0
    owner = pwd.getpwnam("nobody") if root else pwd.getpwuid(os.getuid())
    me = pwd.getpwuid(os.getuid()).pw_name
    certificate = _certificate(folder) if tls else None
    port, tls_port = free_port(), free_port()
    config = folder / "dovecot.conf"
    config.write_text(
        _CONFIG.format(
            d=folder, port=port, tls_port=tls_port, uid=owner.pw_uid, gid=owner.pw_gid, password=PASSWORD,
            ssl="yes" if tls else "no",
            certificates=f"ssl_cert = <{folder}/cert.pem\nssl_key = <{folder}/key.pem" if tls else "",
            login_user="dovenull" if root else me, internal_user="dovecot" if root else me,
            internal_group="dovecot" if root else grp.getgrgid(os.getgid()).gr_name,
        )
    )  # fmt: skip
    if not tls:
        config.write_text(config.read_text().replace("    ssl = yes\n", ""))
    (folder / "mail" / USER).mkdir(parents=True)
    if root:
        os.chown(folder / "mail", owner.pw_uid, owner.pw_gid)
        os.chown(folder / "mail" / USER, owner.pw_uid, owner.pw_gid)
    assert PROGRAM is not None
    server = subprocess.Popen([PROGRAM, "-F", "-c", str(config)])
    try:
        _wait_for(port, server)
        yield Dovecot(folder, port, tls_port, owner.pw_uid, owner.pw_gid, certificate, server.pid)
    finally:
        server.terminate()
        server.wait(10)
        shutil.rmtree(folder, ignore_errors=True)


def _certificate(folder: Path) -> Path:
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", "key.pem", "-out", "cert.pem"],
        cwd=folder, check=True, capture_output=True,
    )  # fmt: skip
    return folder / "cert.pem"


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    """Until the greeting can be read; the kernel's own wait for the connection is the only pause."""
    import time

    deadline = time.monotonic() + 15
    while True:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
                if line.recv(4) == b"* OK":
                    return
        except OSError:
            if server.poll() is not None or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
