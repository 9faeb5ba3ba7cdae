"""The demonstration: the service of every day against mail servers of its own, fed with the sample mails."""

from __future__ import annotations

import imaplib
import os
import shutil
import socket
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from cases.errors import NotReady
from intake import settings as settings_module
from intake.desk import Desk, open_desk
from intake.embedded import PASSWORD, USER, EmbeddedImap, EmbeddedSmtp
from intake.logs import configure
from intake.registry_files import import_file
from intake.run import Service
from registry import revisions
from registry.database import open_database

FIXTURES = Path(__file__).parent.parent / "tests" / "fixtures"
MARKER = ".aiq-demo"
Say = Callable[[str], None]
Counted = Callable[[int, int], None]


def run_demo(folder: Path, say: Say, counted: Counted) -> Path:
    """Runs the whole way in `folder` (made anew) and returns the settings file that other commands can be pointed at.
    `say` hears each step as a line, `counted` after each mail how many of how many are decided.

    Raises NotReady when the sample mails are not there or the folder is not a demonstration's own."""
    mails = sorted(FIXTURES.glob("*/*.eml"))
    if not mails:
        raise NotReady(f"no están los correos de ejemplo ({FIXTURES})")
    folder = folder.absolute()
    _make_anew(folder)
    with EmbeddedImap() as imap, EmbeddedSmtp() as smtp, (folder / "aiq.log").open("w", encoding="utf-8") as log:
        # The terminal is for the story; the log goes where an operator would look for it.
        configure(as_json=True, file=log)
        say(f"· servidores propios: IMAP 127.0.0.1:{imap.port}, SMTP 127.0.0.1:{smtp.port}")
        config = _write_settings(folder, imap.port, smtp.port)
        settings = settings_module.load(config, {})
        database = open_database(settings.database.url)
        revisions.upgrade(database)
        database.close()
        with closing(open_desk(settings)) as desk:
            _seed(desk)
            say(f"· {len(mails)} correos de ejemplo, puestos en el buzón por IMAP")
            _append(imap.port, mails)
            _round(desk, say, lambda done: counted(done, len(mails)))
        say(f"· el servidor SMTP recibió {len(smtp.mails)} cartas")
        _keep_letters(folder, smtp)
    return config


def _make_anew(folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()):
        if not (folder / MARKER).exists():
            raise NotReady(f"{folder} tiene otras cosas: elija otra carpeta con --keep")
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARKER).touch()


def _write_settings(folder: Path, imap_port: int, smtp_port: int) -> Path:
    """The settings of the demonstration, complete, so that they also serve as an example."""
    path = folder / "aiq.toml"
    text = f"""# Escrito por «aiq demo»; los servidores de correo solo viven mientras ella corre.
[database]
url = "sqlite:///{folder}/aiq.db"
[archive]
url = "{folder}/archive"
[mailbox]
host = "127.0.0.1"
port = {imap_port}
security = "none"
user = "{USER}"
password = "{PASSWORD}"
[smtp]
host = "127.0.0.1"
port = {smtp_port}
security = "none"
[reading]
trust = "{FIXTURES}/firmas/confianza"  # autoridades inventadas, como las firmas de los ejemplos
[replies]
per_sender_hour = 50  # los correos de ejemplo repiten remitentes
[respaldos]
folder = "{folder}/respaldos"
"""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def _seed(desk: Desk) -> None:
    """A base of institutions as a desk of some years has one, from the fixtures' own table."""
    table = FIXTURES / "registro.csv"
    if table.exists():
        import_file(desk.db, table, desk.now())


def _append(port: int, mails: list[Path]) -> None:
    client = imaplib.IMAP4("127.0.0.1", port, timeout=30)
    client.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    client.login(USER, PASSWORD)
    for path in mails:
        received = imaplib.Time2Internaldate(datetime.now(UTC))
        client.append("INBOX", "", received, path.read_bytes())
    client.logout()


def _round(desk: Desk, say: Say, decided: Callable[[int], None]) -> None:
    """One real round over TCP, in which nothing is left to do."""
    service = Service(desk, answer_backlog=True)
    count = 0

    def observe(step: str) -> None:
        nonlocal count
        if step == "committed":
            count += 1
            decided(count)

    desk.observe = observe
    try:
        done = service.only_round()
    finally:
        service.close()
    seen = done.collected
    if seen is not None:
        say(f"· conciliación: en el servidor {seen.on_server} = anotados {seen.journalled}")
    say(f"· leídos {done.read}, cartas entregadas {done.delivered}, marcados en el buzón {done.marked}")


def _keep_letters(folder: Path, smtp: EmbeddedSmtp) -> None:
    """The letters as the far server got them, one file each, to be opened with any mail program."""
    sent = folder / "enviadas"
    sent.mkdir()
    for number, (_, raw) in enumerate(smtp.mails, 1):
        (sent / f"{number:03d}.eml").write_bytes(raw)
