"""An IMAP server that misbehaves on purpose: it answers by rule and breaks at the place a test names."""

from __future__ import annotations

import base64
import re
import socket
import threading
from dataclasses import dataclass, field
from typing import Any

_FETCH = re.compile(r"UID FETCH (\S+) \((.*)\)$", re.IGNORECASE)


@dataclass
class Faults:
    """What goes wrong. Each fault strikes `times` times and then no more.

    `cut_literal` cuts the line after that share of a mail's bytes (0..1); `answer` maps a command's first words to the
    server's tagged reply (``NO``, ``BAD``) or ``BYE``; `hang` names a command that is never answered; `literal` maps a
    uid to other bytes than announced; `uid_last` puts the UID behind the body, as Exchange does; `chatter` slips
    another mail's flags between; `omit` are uids that FETCH forgets."""

    cut_literal: float | None = None
    answer: dict[str, str] = field(default_factory=dict)
    hang: str | None = None
    literal: dict[int, bytes] = field(default_factory=dict)
    uid_last: bool = False
    chatter: bool = False
    omit: set[int] = field(default_factory=set)
    times: int = 1

    def strike(self) -> bool:
        self.times -= 1
        return self.times >= 0


class ScriptedImap:
    """`mails` are uid → bytes; change it, `uidvalidity` or `faults` between rounds. Use as a context manager."""

    def __init__(self, mails: dict[int, bytes], *, uidvalidity: int | None = 7) -> None:
        self.mails = mails
        self.uidvalidity = uidvalidity
        self.uidnext: int | None = None
        self.faults = Faults(times=0)
        self.fetched: list[int] = []
        self.flags: dict[int, set[str]] = {}
        self.dates: dict[int, str] = {}
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self.authenticated = b""
        self.searches: list[str] = []
        self._closing = False
        self._lines: list[socket.socket] = []

    def __enter__(self) -> ScriptedImap:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing = True
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        for line in self._lines:
            line.close()

    def _accept(self) -> None:
        while not self._closing:
            try:
                line, _ = self._socket.accept()
            except OSError:
                return
            self._lines.append(line)
            threading.Thread(target=self._serve, args=(line,), daemon=True).start()

    def _serve(self, line: socket.socket) -> None:
        file = line.makefile("rb")
        try:
            line.sendall(b"* OK [CAPABILITY IMAP4rev1] listo\r\n")
            while request := file.readline():
                tag, _, command = request.decode("ascii", "replace").strip().partition(" ")
                if not self._reply(line, tag, command):
                    return
        except (OSError, ConnectionError):
            return
        finally:
            file.close()
            line.close()

    def _reply(self, line: socket.socket, tag: str, command: str) -> bool:
        upper = command.upper()
        for words, answer in self.faults.answer.items():
            if upper.startswith(words) and self.faults.strike():
                if answer == "BYE":
                    line.sendall(b"* BYE hasta luego\r\n")
                    return False
                line.sendall(f"{tag} {answer} no ahora\r\n".encode())
                return True
        if self.faults.hang and upper.startswith(self.faults.hang) and self.faults.strike():
            while not self._closing and line.recv(4096):
                pass
            return False
        return self._obey(line, tag, command)

    def _obey(self, line: socket.socket, tag: str, command: str) -> bool:
        upper = command.upper()
        lines: list[str] = []
        if upper.startswith("CAPABILITY"):
            lines = ["* CAPABILITY IMAP4rev1 MOVE AUTH=XOAUTH2"]
        elif upper.startswith("AUTHENTICATE"):
            line.sendall(b"+ \r\n")
            answer = b""
            while not answer.endswith(b"\n"):
                answer += line.recv(4096)
            self.authenticated = base64.b64decode(answer)
        elif upper.startswith(("SELECT", "EXAMINE")):
            lines = self._selected()
        elif upper.startswith("UID SEARCH"):
            self.searches.append(command.partition("SEARCH ")[2])
            found = self.mails if upper.endswith("ALL") else self._from(int(upper.split()[-1].partition(":")[0]))
            lines = ["* SEARCH " + " ".join(map(str, sorted(found)))]
        elif upper.startswith("UID STORE"):
            self._store(command)
        elif match := _FETCH.match(command):
            return self._fetch(line, tag, match[1], match[2].upper())
        elif upper.startswith("LOGOUT"):
            lines = ["* BYE adios"]
        line.sendall("".join(f"{each}\r\n" for each in lines).encode() + f"{tag} OK hecho\r\n".encode())
        return not upper.startswith("LOGOUT")

    def _selected(self) -> list[str]:
        lines = [f"* {len(self.mails)} EXISTS", "* FLAGS (\\Seen)", "* OK [PERMANENTFLAGS (\\Seen \\*)] x"]
        if self.uidvalidity is not None:
            lines.append(f"* OK [UIDVALIDITY {self.uidvalidity}] x")
        lines.append(f"* OK [UIDNEXT {self.uidnext or max(self.mails, default=0) + 1}] x")
        return lines

    def _from(self, first: int) -> list[int]:
        """«n:*»: the mails from n on, and the last in any case."""
        return [uid for uid in self.mails if uid >= min(first, max(self.mails))]

    def _store(self, command: str) -> None:
        parts = command.split(" ", 4)
        for uid in self._set(parts[2]):
            self.flags.setdefault(uid, set()).update(parts[4].strip("()").split())

    def _set(self, text: str) -> list[int]:
        wanted: list[int] = []
        for part in text.split(","):
            first, _, last = part.partition(":")
            wanted += range(int(first), int(last or first) + 1)
        return [uid for uid in sorted(self.mails) if uid in set(wanted)]

    def _fetch(self, line: socket.socket, tag: str, uids: str, what: str) -> bool:
        for uid in self._set(uids):
            number = sorted(self.mails).index(uid) + 1
            if "BODY.PEEK" not in what:
                date = self.dates.get(uid, "01-Mar-2026 10:00:00 -0500")
                size = len(self.mails[uid])
                line.sendall(f'* {number} FETCH (UID {uid} RFC822.SIZE {size} INTERNALDATE "{date}")\r\n'.encode())
                continue
            if uid in self.faults.omit and self.faults.strike():
                continue
            if not self._body(line, number, uid):
                return False
        line.sendall(f"{tag} OK hecho\r\n".encode())
        return True

    def _body(self, line: socket.socket, number: int, uid: int) -> bool:
        raw = self.mails[uid]
        if uid in self.faults.literal and self.faults.strike():
            raw = self.faults.literal[uid]
        self.fetched.append(uid)
        before = "" if self.faults.uid_last else f"UID {uid} "
        after = f" UID {uid}" if self.faults.uid_last else ""
        head = f"* {number} FETCH ({before}BODY[] {{{len(raw)}}}\r\n".encode()
        if self.faults.cut_literal is not None and self.faults.strike():
            line.sendall(head + raw[: int(len(raw) * self.faults.cut_literal)])
            line.shutdown(socket.SHUT_RDWR)
            return False
        chatter = f"* {number} FETCH (FLAGS (\\Flagged))\r\n".encode() if self.faults.chatter else b""
        line.sendall(chatter + head + raw + f"{after})\r\n".encode())
        return True


def settings_for(server: Any) -> dict[str, Any]:
    """The [mailbox] section that reaches a scripted server."""
    return {"host": "127.0.0.1", "port": server.port, "security": "none", "user": "soporte", "password": "x",
            "timeout_seconds": 2}  # fmt: skip
