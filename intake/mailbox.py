"""The mailbox: a small port over imap-tools that speaks in UIDs only and leaves every mail as it was until told.

imap-tools logs in; FETCH, STORE and MOVE go through its client's `uid` commands: its own `flag` and `move` expunge
other people's mails and its bulk `fetch` can pair one mail's UID with another's bytes.
"""

from __future__ import annotations

import imaplib
import select
import shlex
import ssl
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from cases.errors import NotReady, TryAgain
from cases.troubles import trouble
from intake.imap_answers import Listed, chunks, listed, literal_uid, number, quoted, text, uid_set, untagged
from intake.settings import MailboxSection

SET_LENGTH = 500
DONE_KEYWORD, ASIDE_KEYWORD = "$AIQProcesado", "$AIQApartado"


@dataclass(frozen=True, slots=True)
class Selected:
    """A folder as the server shows it; `uidvalidity` is 0 when the server gives none, which proves nothing."""

    uidvalidity: int
    uidnext: int
    exists: int
    keywords: bool


@dataclass(frozen=True, slots=True)
class Fetched:
    """A mail's bytes with what the server had announced of it. `header_only` when the body was not asked for."""

    uid: int
    raw: bytes
    header_only: bool = False


class MailboxLost(TryAgain):
    """The connection or the server's answers can no longer be relied on: connect again."""


class Mailbox:
    """One connection to one folder. Every call raises MailboxLost when the server is away, slow or confused; nothing
    is left on the server but what `mark` and `move` did."""

    def __init__(self, settings: MailboxSection) -> None:
        self.settings = settings
        self._box: Any = None

    def connect(self) -> None:
        """Logs in; raises NotReady when the server refuses the user, MailboxLost when it cannot be reached."""
        import imap_tools

        settings = self.settings
        options = {"timeout": settings.timeout_seconds}
        try:
            if settings.security == "tls":
                box: Any = imap_tools.MailBox(settings.host, settings.port, ssl_context=settings.tls(), **options)
            elif settings.security == "starttls":
                box = imap_tools.MailBoxStartTls(
                    settings.host, settings.port, ssl_context=settings.tls(), **options
                )
            else:
                box = imap_tools.MailBoxUnencrypted(settings.host, settings.port, **options)
        except (OSError, imaplib.IMAP4.error, ValueError) as error:
            raise MailboxLost(f"no se pudo conectar con {settings.host}:{settings.port}: {_reason(error)}") from error
        self._box = box
        try:
            self._log_in(box)
        except imap_tools.MailboxLoginError as error:
            self.drop()
            words = text(error.command_result[1])
            raise NotReady(f"el servidor de correo no acepta al usuario {settings.user}: {words}") from error
        except (OSError, imaplib.IMAP4.error) as error:
            self.drop()
            raise MailboxLost(f"el servidor de correo cortó al iniciar la sesión: {_reason(error)}") from error
        except NotReady:
            self.drop()
            raise

    def _log_in(self, box: Any) -> None:
        settings = self.settings
        if settings.oauth2_token_command:
            box.xoauth2(settings.user, _token(settings.oauth2_token_command), initial_folder=None)
        else:
            box.login(settings.user, settings.secret(), initial_folder=None)
        # Dovecot announces MOVE only after login and imaplib has asked before.
        box.client._get_capabilities()

    @property
    def client(self) -> imaplib.IMAP4:
        if self._box is None:
            raise MailboxLost("no hay conexión con el buzón")
        return self._box.client

    def close(self) -> None:
        if self._box is not None:
            with suppress(Exception):
                self._box.client.logout()
            self.drop()

    def drop(self) -> None:
        """Lets go of a connection that is not to be trusted any more, without a farewell that could hang."""
        if self._box is not None:
            with suppress(Exception):
                self._box.client.shutdown()
            self._box = None

    def select(self) -> Selected:
        """Opens the folder; raises NotReady when the server has none of that name."""
        client = self.client
        status, data = self._call(client.select, quoted(self.settings.folder))
        if status != "OK":
            raise NotReady(f"[mailbox] folder: el servidor no tiene «{self.settings.folder}»: {text(data)}")
        flags = b" ".join(untagged(client, "PERMANENTFLAGS"))
        return Selected(
            uidvalidity=number(untagged(client, "UIDVALIDITY")),
            uidnext=number(untagged(client, "UIDNEXT")),
            exists=number(data),
            keywords=b"\\*" in flags,
        )

    def uids(self, beyond: int = 0) -> list[int]:
        """The folder's UIDs beyond one, ascending; the session is brought up to date first."""
        self._checked("NOOP", self._call(self.client.noop))
        which = ("UID", f"{beyond + 1}:*") if beyond else ("ALL",)
        data = self._checked("SEARCH", self._uid("SEARCH", *which))
        found = {int(each) for part in data if part for each in part.split() if each.isdigit()}
        # «n:*» always names the last mail, also when its UID is smaller.
        return sorted(uid for uid in found if uid > beyond)

    def listed(self, uids: Sequence[int]) -> dict[int, Listed]:
        """Size and moment of reception of each UID that is still there."""
        found: dict[int, Listed] = {}
        for chunk in chunks(uids, SET_LENGTH):
            data = self._checked("FETCH", self._uid("FETCH", uid_set(chunk), "(UID RFC822.SIZE INTERNALDATE)"))
            wanted = set(chunk)
            for part in data:
                line = part[0] if isinstance(part, tuple) else part
                row = listed(line) if isinstance(line, bytes) else None
                if row is not None and row.uid in wanted:
                    found[row.uid] = row
        return found

    def fetch(self, uids: Sequence[int], *, header_only: bool = False) -> Iterator[Fetched]:
        """The mails' bytes, only those whose UID the server names beside the literal; `\\Seen` stays as it was."""
        what = "HEADER" if header_only else ""
        data = self._checked("FETCH", self._uid("FETCH", uid_set(uids), f"(UID BODY.PEEK[{what}])"))
        wanted = set(uids)
        for index, part in enumerate(data):
            if not isinstance(part, tuple) or len(part) != 2:
                continue
            after = data[index + 1] if index + 1 < len(data) and isinstance(data[index + 1], bytes) else b""
            uid = literal_uid(part[0], after)
            if uid is not None and uid in wanted:
                wanted.discard(uid)
                yield Fetched(uid, part[1], header_only)

    def mark(self, uids: Sequence[int], flags: str) -> None:
        for chunk in chunks(uids, SET_LENGTH):
            self._checked("STORE", self._uid("STORE", uid_set(chunk), "+FLAGS.SILENT", f"({flags})"))

    def move(self, uids: Sequence[int], folder: str) -> None:
        """Moves mails by UID MOVE; raises NotReady where the server cannot, since the old way expunges by guess."""
        if "MOVE" not in self.client.capabilities:
            raise NotReady("[mailbox] processed_folder: el servidor no sabe mover correos (MOVE); déjelo vacío")
        for chunk in chunks(uids, SET_LENGTH):
            self._checked("MOVE", self._uid("MOVE", uid_set(chunk), quoted(folder)))
            self.client.untagged_responses.pop("COPYUID", None)

    def has_message_id(self, folder: str, message_id: str) -> bool:
        """Whether a folder holds a mail of this Message-ID: the proof that a doubtful letter left."""
        status, data = self._call(self.client.select, quoted(folder), True)
        if status != "OK":
            raise MailboxLost(f"no se pudo abrir la carpeta {folder}: {text(data)}")
        found = self._checked("SEARCH", self._uid("SEARCH", "HEADER", "Message-ID", quoted(message_id)))
        return any(part and part.split() for part in found)

    def idle(self, seconds: float, wake: Any = None) -> bool:
        """Waits until the server speaks of the folder (true), `seconds` pass or `wake`, a readable file, is ready.

        A waking server means «search again», nothing more. Raises MailboxLost when the line is dead."""
        client = self.client
        tag = client._new_tag()
        self._send(tag + b" IDLE\r\n")
        if not self._line(self.settings.timeout_seconds).startswith(b"+"):
            raise MailboxLost("el servidor no aceptó IDLE")
        news = self._listen(seconds, wake)
        self._send(b"DONE\r\n")
        while not (line := self._line(self.settings.timeout_seconds)).startswith(tag):
            news = news or b"EXISTS" in line.upper()
        return news

    @property
    def can_idle(self) -> bool:
        return self.settings.idle and "IDLE" in self.client.capabilities

    def _listen(self, seconds: float, wake: Any) -> bool:
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            if not self._buffered():
                watched = [self.client.sock] + ([wake] if wake is not None else [])
                ready, _, _ = select.select(watched, [], [], left)
                if wake is not None and wake in ready:
                    return False
                if not ready:
                    return False
            line = self._line(self.settings.timeout_seconds).upper()
            if line.startswith(b"* BYE"):
                raise MailboxLost("el servidor cerró la sesión")
            if b" EXISTS" in line or b" EXPUNGE" in line or b" FETCH" in line:
                return True
        return False

    def _buffered(self) -> bool:
        sock = self.client.sock
        if isinstance(sock, ssl.SSLSocket) and sock.pending():
            return True
        peek = getattr(self.client, "_file", None) or getattr(self.client, "file", None)
        if peek is None or not hasattr(peek, "peek"):
            return False
        sock.settimeout(0)
        try:
            return bool(peek.peek(1))
        except (OSError, ValueError):
            return False
        finally:
            sock.settimeout(self.settings.timeout_seconds)

    def _send(self, data: bytes) -> None:
        try:
            self.client.send(data)
        except OSError as error:
            raise MailboxLost(f"se cortó la conexión con el buzón: {_reason(error)}") from error

    def _line(self, seconds: float) -> bytes:
        sock = self.client.sock
        try:
            sock.settimeout(seconds)
            line = self.client.readline()
        except (OSError, imaplib.IMAP4.error) as error:
            raise MailboxLost(f"se cortó la conexión con el buzón: {_reason(error)}") from error
        if not line.endswith(b"\n"):
            raise MailboxLost("se cortó la conexión con el buzón")
        return line

    def _uid(self, command: str, *arguments: str) -> tuple[str, list[Any]]:
        # What an earlier command left untagged must not be taken for this one's answer.
        self.client.untagged_responses.pop(command, None)
        self.client.untagged_responses.pop("FETCH", None)
        return self._call(self.client.uid, command, *arguments)

    def _call(self, method: Any, *arguments: Any) -> tuple[str, list[Any]]:
        try:
            return method(*arguments)
        except (OSError, imaplib.IMAP4.error, ValueError, IndexError) as error:
            raise MailboxLost(f"el buzón no responde bien: {_reason(error)}") from error

    def _checked(self, command: str, answer: tuple[str, list[Any]]) -> list[Any]:
        status, data = answer
        if status != "OK":
            raise MailboxLost(f"el servidor respondió {status} a {command}: {text(data)}")
        return data


def _token(command: str) -> str:
    """The access token that the operator's command prints; raises NotReady when it fails."""
    try:
        done = subprocess.run(shlex.split(command), capture_output=True, text=True, timeout=60, check=True)  # noqa: S603
    except (OSError, subprocess.SubprocessError) as error:
        raise NotReady(f"[mailbox] oauth2_token_command falló: {type(error).__name__}") from error
    return done.stdout.strip()


def _reason(error: BaseException) -> str:
    return trouble(error).replace("\n", " ")[:200] or type(error).__name__
