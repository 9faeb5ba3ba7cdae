"""Mail servers of our own on loopback, for the demonstration and for tests: pymap for IMAP, aiosmtpd for SMTP."""

from __future__ import annotations

import asyncio
import io
import os
import threading
from argparse import Namespace
from collections.abc import Coroutine, Sequence
from contextlib import AsyncExitStack, suppress
from datetime import datetime
from typing import Any

USER, PASSWORD = "soporte", "demostracion"


class EmbeddedImap:
    """An IMAP server in a thread of its own, mails in memory, one user. Use as a context manager; `port` is free."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="imap", daemon=True)
        self._stack = AsyncExitStack()
        self._backend: Any = None
        self.port = 0

    def __enter__(self) -> EmbeddedImap:
        self._thread.start()
        self._run(self._start())
        return self

    def __exit__(self, *_: object) -> None:
        self._run(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()

    def deliver(self, raw: bytes, received: datetime, folder: str = "INBOX") -> None:
        """Puts a mail into the folder as a delivery would, without an IMAP client."""
        self._run(self._deliver(raw, received, folder))

    def _run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(30)

    async def _start(self) -> None:
        # The greeting would ask DNS for this machine's name otherwise.
        os.environ.setdefault("FQDN", "localhost")
        from proxyprotocol.reader import ProxyProtocolReader
        from pymap.backend.dict import DictBackend
        from pymap.imap import IMAPServer

        _mend_pymap()
        options = Namespace(
            host="127.0.0.1", port=0, debug=False, cert=None, key=None, tls=False, proxy_protocol="noop",
            passlib_cfg=None, demo_data=False, demo_user=USER, demo_password=PASSWORD, inherited_sockets=None,
        )  # fmt: skip
        self._backend, config = await DictBackend.init(options)
        config.apply_context()
        await self._backend.start(self._stack)
        serve = ProxyProtocolReader(config.proxy_protocol).get_callback(IMAPServer(self._backend.login, config))
        self._server = await asyncio.start_server(serve, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def _end(self) -> None:
        self._server.close()
        for task in asyncio.all_tasks():
            if task is not asyncio.current_task():
                task.cancel()
        await self._stack.aclose()

    async def _deliver(self, raw: bytes, received: datetime, folder: str) -> None:
        from pymap.parsing.message import AppendMessage

        async with self._backend.login.demo_user_identity.new_session() as session:
            mailbox = await session.mailbox_set.get_mailbox(folder)
            await mailbox.append(AppendMessage(raw, received, frozenset()), recent=True)


def _mend_pymap() -> None:
    """Two known faults of pymap: it drops keywords, and sends one line in several pieces, which clients misread."""
    from pymap.backend.mailbox import MailboxDataInterface
    from pymap.imap import IMAPConnection
    from pymap.parsing.specials.flag import Recent, Wildcard, get_system_flags

    flags = property(lambda self: (get_system_flags() - {Recent}) | {Wildcard})

    async def write_whole(self: Any, response: Any) -> None:
        collected = io.BytesIO()
        await response.async_write(collected)
        with suppress(ConnectionError):
            self.writer.write(collected.getvalue())
            await self.writer.drain()

    IMAPConnection.write_response = write_whole
    for kind in _all_subclasses(MailboxDataInterface):
        kind.permanent_flags = flags


def _all_subclasses(kind: type) -> Sequence[Any]:
    found = [kind]
    for each in kind.__subclasses__():
        found += _all_subclasses(each)
    return found


class EmbeddedSmtp:
    """An SMTP server that keeps what it is given in `mails`, in order. Use as a context manager; `port` is free."""

    def __init__(self) -> None:
        from aiosmtpd.controller import Controller

        class OnFreePort(Controller):
            def _trigger_server(self) -> None:
                # The stock one connects to the port asked for, which is 0 here.
                self.port = self.server.sockets[0].getsockname()[1]
                super()._trigger_server()

        self.mails: list[tuple[list[str], bytes]] = []
        self._controller = OnFreePort(self, hostname="127.0.0.1", port=0)

    def __enter__(self) -> EmbeddedSmtp:
        self._controller.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._controller.stop()

    @property
    def port(self) -> int:
        return self._controller.port

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.mails.append((list(envelope.rcpt_tos), envelope.original_content or envelope.content))
        return "250 Aceptado"
