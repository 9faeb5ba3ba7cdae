"""An SMTP server on loopback that keeps what it takes and fails on request."""

from __future__ import annotations

import asyncio
import ssl
import threading
from dataclasses import dataclass, field

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult


class _Controller(Controller):
    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]  # port 0 was asked for
        super()._trigger_server()


@dataclass
class Sink:
    """`replies` maps a step (MAIL, RCPT, RCPT address, DATA) to the answers of its next occasions; an answer may be
    "drop" (hang up) or "hang" (never answer). `mails` holds (sender, recipients, bytes) of every mail that was read
    to its final dot, whatever was answered then."""

    replies: dict[str, list[str]] = field(default_factory=dict)
    mails: list[tuple[str, list[str], bytes]] = field(default_factory=list)
    connections: int = 0
    logins: list[str] = field(default_factory=list)
    smtputf8: bool = True
    tls: ssl.SSLContext | None = None
    implicit_tls: bool = False
    _release: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Sink:
        self._controller = _Controller(
            self,
            hostname="127.0.0.1",
            port=0,
            enable_SMTPUTF8=self.smtputf8,
            ssl_context=self.tls if self.implicit_tls else None,
            tls_context=None if self.implicit_tls else self.tls,
            authenticator=self._authenticate,
            auth_require_tls=False,
        )
        self._controller.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._release.set()
        self._controller.stop()

    @property
    def port(self) -> int:
        return self._controller.port

    def _authenticate(self, server, session, envelope, mechanism, data) -> AuthResult:
        self.logins.append(data.login.decode())
        return AuthResult(success=data.password == b"secreto", handled=False)

    async def _step(self, server: SMTP, *names: str) -> str:
        for name in names:
            if self.replies.get(name):
                answer = self.replies[name].pop(0)
                break
        else:
            return "250 OK"
        if answer == "drop":
            server.transport.abort()
        elif answer == "hang":
            await asyncio.get_running_loop().run_in_executor(None, self._release.wait)
        return answer

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_MAIL(self, server, session, envelope, address, options):
        answer = await self._step(server, "MAIL")
        if answer.startswith("250"):
            envelope.mail_from = address
        return answer

    async def handle_RCPT(self, server, session, envelope, address, options):
        answer = await self._step(server, f"RCPT {address}", "RCPT")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope):
        self.mails.append((envelope.mail_from, list(envelope.rcpt_tos), envelope.content))
        return await self._step(server, "DATA")
