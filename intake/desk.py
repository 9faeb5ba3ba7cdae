"""The desk put together: settings, stores, reader, law and letters, handed to every step of a round."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cases.calendar import Calendar
from cases.errors import NotReady
from cases.policy import Policy
from cases.troubles import toml_trouble, trouble
from intake.archive import Archive, open_archive
from intake.meter import Meter, Silent
from intake.owner import identity
from intake.settings import Settings
from registry import meta, revisions
from registry.database import Database, open_database

if TYPE_CHECKING:
    from intake.reader import ReaderPool
    from replies.render import Renderer

KEY_NAME = "clave_de_referencias"


class Stopping(Exception):
    """The operator asked the program to end: what is in hand was finished, nothing new is begun."""


def system_clock() -> datetime:
    return datetime.now(UTC)


def secret_name() -> str:
    """A name that nobody can guess: 256 bits from the system."""
    return secrets.token_urlsafe(32)


@dataclass
class Desk:
    """Everything a round needs. `clock` gives aware moments, `secret` unguessable names; `observe` hears the name of
    every step (progress, metrics, fault tests); `stop` is set when the program shall end. `unrecorded` are the SMTP
    server's answers that the database has not taken yet; before `smtp_rests_until` that server is left alone; `lasting`
    while round follows round: long work may then go on beside them in the thread `making`."""

    settings: Settings
    db: Database
    archive: Archive
    calendar: Calendar
    policy: Policy
    key: bytes
    renderer: Renderer
    reader: ReaderPool
    log: Any
    owner: str = field(default_factory=identity)
    clock: Callable[[], datetime] = system_clock
    secret: Callable[[], str] = secret_name
    observe: Callable[[str], None] = lambda step: None
    stop: threading.Event = field(default_factory=threading.Event)
    unrecorded: list[Any] = field(default_factory=list)
    smtp_rests_until: datetime | None = None
    lasting: bool = False
    making: threading.Thread | None = None
    meter: Meter = field(default_factory=Silent)

    def now(self) -> datetime:
        return self.clock()

    def step(self, name: str) -> None:
        self.observe(name)

    @contextmanager
    def stage(self, name: str, mails: int = 1) -> Iterator[None]:
        """Tells the meter how long the block took for each of its mails, if it ended well."""
        began = time.perf_counter()
        yield
        spent = (time.perf_counter() - began) / mails
        for _ in range(mails):
            self.meter.stage(name, spent)

    def check_stop(self) -> None:
        if self.stop.is_set():
            raise Stopping

    def close(self) -> None:
        if self.making is not None:
            self.stop.set()
            self.making.join()
        self.reader.close()
        self.db.close()


def load_calendar(override: Path | None) -> Calendar:
    """The working-day calendar of the package's table with the operator's file over it; NotReady when it is wrong."""
    text = (resources.files("intake") / "data" / "feriados.toml").read_text("utf-8")
    try:
        return Calendar.from_tables(text, override.read_text("utf-8") if override else None)
    except OSError as error:
        raise NotReady(f"[procedure] feriados: no se puede leer {override}: {trouble(error)}") from error
    except ValueError as error:
        raise NotReady(f"[procedure] feriados: {error}") from error


def load_key(settings: Settings, db: Database) -> bytes:
    """The key of our references: from the settings, else made once and kept in the database for all machines."""
    desk = settings.desk
    if desk.key_file is not None:
        try:
            return desk.key_file.read_bytes().strip()
        except OSError as error:
            raise NotReady(f"[desk] key_file: no se puede leer {desk.key_file}: {trouble(error)}") from error
    if desk.key.get_secret_value():
        return desk.key.get_secret_value().encode()
    with db.write() as tx:
        db.lock(tx, KEY_NAME)
        kept = meta.get(tx, KEY_NAME)
        if kept is None:
            kept = secrets.token_hex(32)
            meta.put(tx, KEY_NAME, kept)
    return bytes.fromhex(kept)


def open_store(settings: Settings) -> Database:
    """The database, checked against the program's schema; raises NotReady."""
    database = open_database(settings.database.url, made=True)
    try:
        revisions.check(database)
    except NotReady:
        database.close()
        raise
    return database


def reading_context(settings: Settings) -> dict[str, Any]:
    """What the reading process is told, as JSON values."""
    return {
        "trusted_authserv_ids": list(settings.desk.trusted_authserv_ids),
        "own_addresses": [settings.desk.address.lower(), *(each.lower() for each in settings.desk.own_addresses)],
        "ocr": settings.reading.ocr,
        "trust_folder": str(settings.reading.trust.absolute()) if settings.reading.trust else None,
        "domains": [settings.desk.address.rpartition("@")[2].lower()],
        "limits": settings.limits.of_mail(),
        "documents": settings.limits.of_document(),
        "institutions": (
            str(settings.procedure.instituciones.absolute()) if settings.procedure.instituciones else None
        ),
    }


def check_institutions(file: Path | None) -> int:
    """How many institutions the operator's own table holds; raises NotReady when it cannot be used."""
    if file is None:
        return 0
    from parsers.words.institutions import table_of

    try:
        return len(table_of(file.read_text("utf-8")))
    except OSError as error:
        raise NotReady(f"[procedure] instituciones: no se puede leer {file}: {trouble(error)}") from error
    except ValueError as error:
        told = toml_trouble(error) if isinstance(error, UnicodeDecodeError) else error
        raise NotReady(f"[procedure] instituciones: {told}") from error


def make_reader(settings: Settings, workers: int | None = None, **options: Any) -> ReaderPool:
    """The pool of reading processes; they start with the first mail. `options` are ReaderPool's own. Raises NotReady
    when the operator's table of institutions cannot be used."""
    from intake.reader import ReaderPool
    from parsers.bounds.processlimits import ReadingLimits

    check_institutions(settings.procedure.instituciones)
    reading = settings.reading
    limits = ReadingLimits(
        wall_seconds=reading.wall_seconds,
        cpu_seconds=reading.cpu_seconds,
        memory=reading.memory_mb << 20,
        ocr_seconds=reading.ocr_seconds,
        ocr_memory=reading.ocr_memory_mb << 20,
        mail_bytes=settings.mailbox.max_mail_bytes + (1 << 20),
    )
    readable = [
        path.absolute() for path in (reading.trust, settings.procedure.instituciones) if path is not None
    ]
    if settings.desk.check_dkim:
        from intake.dnskeys import text_record

        options = {"resolve": text_record, **options}
    return ReaderPool(limits, reading_context(settings), workers or reading.workers, readable=readable, **options)


def open_desk(settings: Settings, *, try_archive: bool = True, reads: bool = False, **options: Any) -> Desk:
    """The desk of these settings, ready for rounds; raises NotReady with everything the operator must mend. One that
    `reads` has its reader started on the way, so that the first mail need not wait for it."""
    from intake.logs import logger
    from replies.render import Renderer

    archive = open_archive(settings.archive)
    if try_archive:
        archive.prepare()
    database = open_store(settings)
    renderer = Renderer(settings.replies.templates)
    if settings.replies.templates is not None:
        # The program's own letters are proved by its tests; an operator's are proved here, before one is needed.
        renderer.check()
    calendar, key = load_calendar(settings.procedure.feriados), load_key(settings, database)
    reader = make_reader(settings)
    if reads:
        reader.warm()
    return Desk(
        settings=settings,
        db=database,
        archive=archive,
        calendar=calendar,
        policy=settings.policy(),
        key=key,
        renderer=renderer,
        reader=reader,
        log=logger().bind(),
        **options,
    )
