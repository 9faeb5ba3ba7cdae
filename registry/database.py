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
from cases.troubles import trouble

BUSY_MILLISECONDS = 15_000
BUSY_LOOKS = 0.001
# What a transaction on SQLite is for: to read, to write what lasts, to write what will last soon.
READING, LASTING, SOON = "reading", "lasting", "soon"
# A connection that rested longer is asked whether it still lives before it is used again.
TRUSTED_SECONDS = 5.0
_FORMS = "se admite sqlite:///ruta o postgresql+psycopg://usuario@servidor/base"
# Errors reach logs and the journal: they name the statement, never the people in its values.
_QUIET = {"hide_parameters": True}


_LOCK = sa.text("select pg_advisory_xact_lock(number) from unnest(cast(:numbers as bigint[])) as number")


class Database:
    """Transactions on one engine. `write` takes the write lock at once, so that nothing read in it can go stale
    on SQLite; on PostgreSQL use `lock` or FOR UPDATE for what must not change meanwhile."""

    def __init__(self, engine: sa.Engine, soon: sa.Engine) -> None:
        self.engine = engine
        self._soon = soon
        self._read = engine.execution_options(mode=READING)
        alone = {} if self.is_sqlite else {"isolation_level": "AUTOCOMMIT"}
        self._alone = {True: engine.execution_options(**alone), False: soon.execution_options(**alone)}
        self._kept: dict[bool, sa.Connection] | None = None

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def write(self, *, lasting: bool = True) -> Iterator[sa.Connection]:
        """A transaction that commits at the end; raises TryAgain when the database is locked, full or away.

        What was committed not `lasting` outlives this process, but outlives the machine only together with the next
        lasting commit of anybody (or within seconds): it does not wait for the disk."""
        with self._transient(), (self.engine if lasting else self._soon).begin() as connection:
            yield connection

    @contextmanager
    def write_alone(self, *, lasting: bool = True) -> Iterator[sa.Connection]:
        """`write` for one statement only, a `Prepared` one: PostgreSQL needs no word to begin and to end it."""
        with self._transient():
            if self._kept is None:
                with self._alone[lasting].begin() as connection:
                    yield connection
                return
            kept = self._kept.get(lasting)
            if kept is None:
                kept = self._kept[lasting] = self._alone[lasting].connect()
            if not self.is_sqlite:
                yield kept
                return
            # Begun and ended at the driver: SQLAlchemy's own bookkeeping costs as much as the statement.
            driver: Any = kept.connection.dbapi_connection
            _begin(kept)
            try:
                yield kept
                driver.commit()
            except BaseException:
                driver.rollback()
                raise

    @contextmanager
    def many_alone(self) -> Iterator[None]:
        """Until the block ends `write_alone` keeps its connections: taking one costs as much as a statement. For one
        thread at a time."""
        self._kept = {}
        try:
            yield
        finally:
            kept, self._kept = self._kept, None
            for connection in kept.values():
                connection.close()

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        with self._transient(), self._read.begin() as connection:
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

    @contextmanager
    def _transient(self) -> Iterator[None]:
        """Trouble of the world is told apart from bugs: locked, disk full, connection lost, deadlock."""
        try:
            yield
        except (sa.exc.OperationalError, sa.exc.InterfaceError) as error:
            raise TryAgain(f"la base de datos no responde: {trouble(error.orig or error)}") from error
        except sa.exc.TimeoutError as error:
            raise TryAgain("la base de datos no responde: no quedan conexiones libres") from error
        except Exception as error:
            driver = self.engine.dialect.loaded_dbapi
            if isinstance(error, (driver.OperationalError, driver.InterfaceError)):
                raise TryAgain(f"la base de datos no responde: {trouble(error)}") from error
            raise

    def close(self) -> None:
        self.engine.dispose()
        self._soon.dispose()


def open_database(url: str, *, pool_size: int = 5, made: bool = False) -> Database:
    """The database of an URL, not yet checked; raises NotReady when it cannot be opened at all. One that must have been
    `made` before is not begun here: a mistyped path shall not look like a desk without work."""
    try:
        parsed = sa.make_url(url)
    except sa.exc.ArgumentError as error:
        raise NotReady(f"[database] url: {_FORMS}") from error
    if parsed.get_backend_name() == "sqlite":
        if made:
            _must_stand(parsed.database)
        engine = _sqlite(parsed)
        return Database(engine, soon=engine.execution_options(mode=SOON))
    if parsed.get_backend_name() != "postgresql":
        raise NotReady(f"[database] url: {_FORMS}")
    # Connections of their own, since each commit would have to say it anew.
    soon = {"options": "-c synchronous_commit=off"}
    return Database(_postgresql(parsed, pool_size), soon=_postgresql(parsed, pool_size, connect_args=soon))


def _postgresql(url: sa.URL, pool_size: int, **options: Any) -> sa.Engine:
    engine = sa.create_engine(url, pool_size=pool_size, **_QUIET, **options)

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


def _must_stand(name: str | None) -> None:
    """What hinders a look at the file hinders SQLite too, which says it."""
    if not name or name.startswith(("file:", ":memory:")):
        return
    try:
        Path(name).stat()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NotReady(
            f"[database] url: no hay base de datos en {Path(name).absolute()}: si la ruta es esa, "
            "créela con «aiq db upgrade»"
        ) from error
    except OSError:
        pass


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
        for pragma in (f"busy_timeout={BUSY_MILLISECONDS}", "journal_mode=WAL", "foreign_keys=ON"):
            dbapi.execute(f"PRAGMA {pragma}")  # type: ignore[attr-defined]

    sa.event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: sa.Connection) -> None:
    """Begins on SQLite. Said to the driver itself: SQLAlchemy's own way costs as much as a statement."""
    driver: Any = connection.connection.dbapi_connection
    mode = connection.get_execution_options().get("mode", LASTING)
    if connection.info.get("mode") != mode:
        connection.info["mode"] = mode
        driver.execute(f"PRAGMA synchronous={'NORMAL' if mode == SOON else 'FULL'}")
        driver.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS if mode == READING else 0}")
    driver.execute("BEGIN") if mode == READING else _begin_writing(driver)


def _begin_writing(driver: Any) -> None:
    """A transaction that turns into a writer later fails at once with "locked"; this one waits its turn. SQLite itself
    would look for it ever less often, up to ten times a second."""
    patience = time.monotonic() + BUSY_MILLISECONDS / 1000
    while True:
        try:
            driver.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > patience:
                raise
            time.sleep(BUSY_LOOKS)
        else:
            return
