"""Opens the database: one durable writer at a time on SQLite, row locks on PostgreSQL, and the check of its schema."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from cases.errors import NotReady, TryAgain

BUSY_MILLISECONDS = 15_000
# A connection that rested longer is asked whether it still lives before it is used again.
TRUSTED_SECONDS = 5.0
# Errors reach logs and the journal: they name the statement, never the people in its values.
_QUIET = {"hide_parameters": True}


_LOCK = sa.text("select pg_advisory_xact_lock(number) from unnest(cast(:numbers as bigint[])) as number")


class Database:
    """Transactions on one engine. `write` takes the write lock at once, so that nothing read in it can go stale
    on SQLite; on PostgreSQL use `lock` or FOR UPDATE for what must not change meanwhile."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine
        self._read = engine.execution_options(sqlite_begin="BEGIN")

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def write(self) -> Iterator[sa.Connection]:
        """A transaction that commits at the end; raises TryAgain when the database is locked, full or away."""
        with _transient(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        with _transient(), self._read.connect() as connection:
            yield connection

    def lock(self, connection: sa.Connection, *names: str) -> None:
        """Holds the names until the transaction ends; SQLite's single writer needs nothing more."""
        if self.is_sqlite:
            return
        numbers = sorted(
            int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True) for name in set(names)
        )
        # One round trip; unnest gives the numbers in their order, the same for everybody: no two wait for each other.
        connection.execute(_LOCK, {"numbers": numbers})

    def close(self) -> None:
        self.engine.dispose()


@contextmanager
def _transient() -> Iterator[None]:
    """Trouble of the world is told apart from bugs: locked, disk full, connection lost, deadlock."""
    try:
        yield
    except sa.exc.OperationalError as error:
        raise TryAgain(f"la base de datos no responde: {error.orig}") from error
    except sa.exc.InterfaceError as error:
        raise TryAgain(f"la base de datos no responde: {error.orig}") from error
    except sqlite3.OperationalError as error:
        raise TryAgain(f"la base de datos no responde: {error}") from error
    except sa.exc.TimeoutError as error:
        raise TryAgain("la base de datos no responde: no quedan conexiones libres") from error


def open_database(url: str, *, pool_size: int = 5) -> Database:
    """The database of an URL, not yet checked; raises NotReady when it cannot be opened at all."""
    try:
        parsed = sa.make_url(url)
    except sa.exc.ArgumentError as error:
        raise NotReady(f"[database] url no se entiende: {error}") from error
    if parsed.get_backend_name() == "sqlite":
        return Database(_sqlite(parsed))
    if parsed.get_backend_name() != "postgresql":
        raise NotReady("[database] url: se admite sqlite:///… o postgresql+psycopg://…")
    return Database(_postgresql(parsed, pool_size))


def _postgresql(url: sa.URL, pool_size: int) -> sa.Engine:
    engine = sa.create_engine(url, pool_size=pool_size, **_QUIET)

    @sa.event.listens_for(engine, "checkin")
    def _put_back(_dbapi: object, record: Any) -> None:
        record.info["rested"] = time.monotonic()

    @sa.event.listens_for(engine, "checkout")
    def _take(dbapi: Any, record: Any, _proxy: object) -> None:
        # Asked of each connection every time (as the pool's own pre-ping does), it would be a tenth of all round trips.
        if time.monotonic() - record.info.get("rested", 0.0) < TRUSTED_SECONDS:
            return
        try:
            engine.dialect.do_ping(dbapi)
        except engine.dialect.loaded_dbapi.Error as error:
            raise sa.exc.DisconnectionError from error

    return engine


def _sqlite(url: sa.URL) -> sa.Engine:
    if url.database and url.database != ":memory:":
        Path(url.database).expanduser().absolute().parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(url, connect_args={"timeout": BUSY_MILLISECONDS / 1000}, **_QUIET)

    @sa.event.listens_for(engine, "do_connect")
    def _private(*_: object) -> None:
        # Made by SQLite itself, everybody on the machine could read it; its log follows its permissions. What hinders
        # here hinders SQLite too, which says it.
        if url.database and not url.database.startswith(("file:", ":memory:")):
            with suppress(OSError):
                os.close(os.open(url.database, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))

    @sa.event.listens_for(engine, "connect")
    def _prepare(dbapi: object, _record: object) -> None:
        # The driver's own transactions begin too late and leave DDL outside: we begin ourselves, below.
        dbapi.isolation_level = None  # type: ignore[attr-defined]
        for pragma in ("journal_mode=WAL", "synchronous=FULL", f"busy_timeout={BUSY_MILLISECONDS}", "foreign_keys=ON"):
            dbapi.execute(f"PRAGMA {pragma}")  # type: ignore[attr-defined]

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        # A transaction that turns into a writer later fails at once with "locked"; this one waits its turn. Said to the
        # driver itself: three times a mail, SQLAlchemy's own way costs as much as a statement.
        begin = connection.get_execution_options().get("sqlite_begin", "BEGIN IMMEDIATE")
        connection.connection.dbapi_connection.execute(begin)  # type: ignore[union-attr]

    return engine
