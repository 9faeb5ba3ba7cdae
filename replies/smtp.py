"""Handing finished mails to the SMTP server, and knowing exactly what may have become of each.

The one line that must not blur: before the final dot has been sent the server has nothing, after it the server may have
everything. RFC 5321 (4.5.3.2) asks for ten minutes of patience there: a shorter one turns accepted mails into doubts.
"""

from __future__ import annotations

import smtplib
import socket
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache
from typing import Literal, Self

from cases.troubles import trouble
from replies.addresses import usable_address
from replies.outcome import Outcome, RecipientRefused, readable

_SOON, _LATER = timedelta(minutes=1), timedelta(minutes=5)
_AUTHENTICATION = {530, 534, 535, 538}
_path = lru_cache(maxsize=16)(smtplib.quoteaddr)
_TROUBLE = (OSError, UnicodeError)  # every smtplib exception is an OSError; a host name can fail to encode


@dataclass(frozen=True, slots=True)
class Server:
    """Where letters are handed over. Timeouts in seconds: for connecting and greeting, for each command before the
    letter's text, and for the text with the answer to its final dot. `helo` is the name that we greet with."""

    host: str
    port: int = 587
    security: Literal["tls", "starttls", "none"] = "starttls"
    user: str = ""
    password: str = field(default="", repr=False)
    helo: str = "[127.0.0.1]"
    connect_timeout: float = 30.0
    command_timeout: float = 60.0
    data_timeout: float = 600.0


def _server_trouble(code: int, text: str) -> Outcome:
    return Outcome("again", code, text, server=True, retry=_SOON)


def _verdict(code: int, text: bytes, refused: Sequence[RecipientRefused] = ()) -> Outcome:
    """A reply other than success, by its class."""
    if code == 421 or code in _AUTHENTICATION:
        return _server_trouble(code, readable(text))
    kind = "refused" if 500 <= code <= 599 else "again"
    return Outcome(kind, code, readable(text), tuple(refused), retry=_LATER if kind == "again" else None)


def _dot_stuffed(raw: bytes) -> bytes:
    body = raw if raw.endswith(b"\r\n") else raw + b"\r\n"
    if body.startswith(b"."):
        body = b"." + body
    return body.replace(b"\r\n.", b"\r\n..") + b".\r\n"


class Sender:
    """One connection, opened with the first letter and used for the following ones; `close` it after a round.
    `tls` defaults to the system's trusted roots with host name check."""

    def __init__(self, server: Server, tls: ssl.SSLContext | None = None) -> None:
        self._server = server
        self._tls = tls
        self._smtp: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Say goodbye and hang up; harmless when there is no connection."""
        smtp, self._smtp = self._smtp, None
        if smtp is None:
            return
        try:
            if smtp.sock is not None:
                smtp.sock.settimeout(2.0)
                smtp.quit()
        except _TROUBLE:
            pass
        finally:
            smtp.close()

    def try_out(self) -> str | None:
        """Opens the connection as for a letter, logs in and hangs up; what hinders in words, or null."""
        try:
            self._smtp = self._connect()
        except _TROUBLE as error:
            return self._lost(error).text
        self.close()
        return None

    def hand_over(
        self, raw: bytes, mail_from: str, recipients: Sequence[str], before_data: Callable[[], None]
    ) -> Outcome:
        """Offer one finished mail (CRLF lines). `before_data` is called when the server has taken sender and recipients
        and before anything of the mail is sent; what it raises goes through, and the server is left with nothing."""
        reused = self._smtp is not None
        envelope = self._envelope(raw, mail_from, recipients)
        if reused and isinstance(envelope, Outcome) and envelope.server:
            # The server had grown tired of the old connection; nothing was taken.
            envelope = self._envelope(raw, mail_from, recipients)
        if isinstance(envelope, Outcome):
            return envelope
        try:
            before_data()
        except BaseException:
            self.close()
            raise
        return self._text(raw, envelope)

    def _connect(self) -> smtplib.SMTP:
        server = self._server
        context = (self._tls or ssl.create_default_context()) if server.security != "none" else None
        options = {"local_hostname": server.helo, "timeout": server.connect_timeout}
        if server.security == "tls":
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, context=context, **options)
        else:
            smtp = smtplib.SMTP(server.host, server.port, **options)
        try:
            smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if server.security == "starttls":
                smtp.starttls(context=context)
            smtp.ehlo_or_helo_if_needed()
            if server.user:
                smtp.login(server.user, server.password)
            smtp.sock.settimeout(server.command_timeout)
        except BaseException:
            smtp.close()
            raise
        return smtp

    def _lost(self, error: Exception) -> Outcome:
        self.close()
        code, server = getattr(error, "smtp_code", 0), self._server
        words = readable(getattr(error, "smtp_error", b"") or trouble(error))
        what = f"no acepta al usuario {server.user}" if server.user and code in _AUTHENTICATION else "no atiende"
        return _server_trouble(code, f"El servidor {server.host}:{server.port} {what}: {words}")

    def _envelope(
        self, raw: bytes, mail_from: str, recipients: Sequence[str]
    ) -> Outcome | tuple[RecipientRefused, ...]:
        """MAIL and every RCPT; the refused recipients when at least one was taken and the text may follow."""
        wires = [(address, usable_address(address)) for address in recipients]
        refused = [RecipientRefused(address, 553, "dirección inservible") for address, wire in wires if wire is None]
        usable = [wire for _, wire in wires if wire is not None]
        if not usable:
            return Outcome("refused", 553, "Ninguna dirección sirve.", tuple(refused))
        try:
            if self._smtp is None:
                self._smtp = self._connect()
            smtp = self._smtp
            options = [f"SIZE={len(raw)}"] if smtp.has_extn("size") else []
            if not all(address.isascii() for address in (mail_from, *usable)):
                if not smtp.has_extn("smtputf8"):
                    return Outcome("refused", 553, "El servidor no admite direcciones con tildes o eñes.")
                options += ["SMTPUTF8", "BODY=8BITMIME"]
                smtp.command_encoding = "utf-8"
            code, text = smtp.docmd("MAIL", " ".join([f"FROM:{_path(mail_from)}", *options]))
            if code == 250:
                refused += self._recipients(smtp, usable)
                code, text = _worst(refused, of=len(recipients))
            if code != 250:
                outcome = _verdict(code, text, refused)
                self.close() if outcome.server else smtp.rset()
                return outcome
        except _TROUBLE as error:
            return self._lost(error)
        return tuple(refused)

    def _recipients(self, smtp: smtplib.SMTP, addresses: Sequence[str]) -> list[RecipientRefused]:
        refused = []
        for address in addresses:
            code, text = smtp.docmd("RCPT", f"TO:<{address}>")  # smtplib's own way takes the address apart each time
            if code not in (250, 251):
                refused.append(RecipientRefused(address, code, readable(text)))
            if code == 421:
                break
        return refused

    def _text(self, raw: bytes, refused: tuple[RecipientRefused, ...]) -> Outcome:
        smtp = self._smtp
        assert smtp is not None
        try:
            code, text = smtp.docmd("DATA")
            if code != 354:
                outcome = _verdict(code, text)
                self.close() if outcome.server else smtp.rset()
                return outcome
            smtp.sock.settimeout(self._server.data_timeout)
            smtp.send(_dot_stuffed(raw))
        except _TROUBLE as error:
            # send() failed: the dot, its last bytes, was not sent
            return self._lost(error)
        try:
            code, text = smtp.getreply()
            smtp.sock.settimeout(self._server.command_timeout)
        except _TROUBLE as error:
            self.close()
            return Outcome("unknown", text=f"Sin respuesta tras entregar el texto: {readable(str(error))}", server=True)
        if 200 <= code <= 299:
            return Outcome("accepted", code, readable(text), refused)
        if not 400 <= code <= 599:
            self.close()
            return Outcome("unknown", code, f"Respuesta incomprensible: {readable(text)}", server=True)
        outcome = _verdict(code, text)
        if outcome.server:
            self.close()
        return outcome


def _worst(refused: Sequence[RecipientRefused], of: int) -> tuple[int, bytes]:
    """The reply that decides over the whole letter: 250 to go on with those that were taken.

    A recipient refused for now holds the letter back for all, so that a later try reaches everybody once; one refused
    for good does not."""
    for_now = [refusal for refusal in refused if not 500 <= refusal.code <= 599]
    deciding = for_now or (refused if len(refused) == of else [])
    if not deciding:
        return 250, b""
    first = next((refusal for refusal in deciding if refusal.code == 421), deciding[0])
    return first.code, f"{first.address}: {first.text}".encode()
