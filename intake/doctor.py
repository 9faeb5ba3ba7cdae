"""Is the desk ready and sane? Each check says what it found and, when something is wrong, what to do."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

import sqlalchemy as sa

from cases.errors import NotReady, TryAgain
from intake import desk as desk_module
from intake import doctor_files
from intake.deliver import sender_of
from intake.doctor_files import Check
from intake.health import EMPTY, MAILBOX
from intake.mailbox import Mailbox
from intake.settings import Settings, load
from registry import meta, outbox, revisions
from registry.database import open_database
from registry.schema import message

ROOMS = ("cases", "parsers", "registry", "replies", "intake")


def examine(config: Path | None) -> list[Check]:
    """All checks; those that need what an earlier one missed are left out."""
    checks = [_rooms()]
    try:
        settings = load(config)
    except NotReady as error:
        return checks + [Check("configuración", "mal", problem) for problem in error.problems]
    checks.append(Check("configuración", "bien", str(config or "valores por defecto")))
    checks += [
        _guard("calendario", lambda: doctor_files.calendar(settings)),
        _guard("archivo de correos", lambda: doctor_files.archive(settings)),
        _guard("cartas", lambda: doctor_files.letters(settings)),
        _guard("carpeta de respaldos", lambda: doctor_files.downloads(settings)),
        _guard("firmas", lambda: doctor_files.signatures(settings)),
        _guard("instituciones", lambda: doctor_files.institutions(settings)),
        _ocr(),
        _guard("aislamiento del lector", lambda: _isolation(settings)),
        _guard("buzón", lambda: _mailbox(settings)),
        _guard("servidor SMTP", lambda: _smtp(settings)),
    ]
    return checks + list(_store(settings))


def _guard(name: str, look: Callable[[], Check]) -> Check:
    try:
        return look()
    except (NotReady, TryAgain) as error:
        return Check(name, "mal", str(error))


def _rooms() -> Check:
    """`intake` is also the name of an unrelated package: one environment per deployment."""
    here = Path(__file__).parent.parent
    strangers = []
    for room in ROOMS:
        spec = importlib.util.find_spec(room)
        found = Path(spec.origin).parent.parent if spec and spec.origin else None
        if found != here:
            strangers.append(room)
    if strangers:
        names = ", ".join(strangers)
        return Check("paquetes", "mal", f"otro paquete tapa {names}: instale aiq en un entorno propio")
    return Check("paquetes", "bien", str(here))


def _isolation(settings: Settings) -> Check:
    with closing(desk_module.make_reader(settings, 1)) as pool:
        missing = pool.isolation()
    if missing:
        return Check("aislamiento del lector", "aviso", " ".join(missing))
    return Check("aislamiento del lector", "bien", "sin red, sin otros programas, sin archivos ajenos")


def _ocr() -> Check:
    from parsers.scans.tesseract import available

    if available():
        return Check("lectura de escaneos", "bien", "Tesseract con el modelo Latin y segundo motor")
    missing = "falta el paquete tesseract-ocr-script-latn: todo escaneo irá a una persona"
    return Check("lectura de escaneos", "aviso", missing)


def _mailbox(settings: Settings) -> Check:
    mailbox = Mailbox(settings.mailbox)
    mailbox.connect()
    try:
        selected = mailbox.select()
    finally:
        mailbox.close()
    place = f"{settings.mailbox.folder} en {settings.mailbox.host}: {selected.exists} correos"
    if selected.uidvalidity == 0:
        return Check("buzón", "aviso", f"{place}; el servidor no da UIDVALIDITY")
    return Check("buzón", "bien", place)


def _smtp(settings: Settings) -> Check:
    smtp = settings.smtp
    hindered = sender_of(smtp, patience=min(smtp.timeout_seconds, 10)).try_out()
    if hindered:
        return Check("servidor SMTP", "mal", hindered)
    return Check("servidor SMTP", "bien", f"{smtp.host}:{smtp.port}" + (f", como {smtp.user}" if smtp.user else ""))


def _store(settings: Settings) -> Iterator[Check]:
    try:
        database = open_database(settings.database.url, made=True)
    except NotReady as error:
        yield Check("base de datos", "mal", str(error))
        return
    try:
        revisions.check(database)
        yield Check("base de datos", "bien", f"esquema {revisions.current(database)}")
        with database.read() as tx:
            yield from _state(tx, settings)
    except (NotReady, TryAgain) as error:
        yield Check("base de datos", "mal", str(error))
    finally:
        database.close()


def _state(tx: sa.Connection, settings: Settings) -> Iterator[Check]:
    health, zone = EMPTY | meta.get(tx, MAILBOX, EMPTY), settings.policy().zona
    if health["falla_desde"]:
        since = datetime.fromisoformat(health["falla_desde"])
        late = datetime.now(UTC) - since >= timedelta(minutes=settings.mailbox.alert_minutes)
        told = f"falla desde {_local(health['falla_desde'], zone)}: {health['error']}"
        yield Check("recogida", "mal" if late else "aviso", told)
    elif health["bien"]:
        yield Check("recogida", "bien", f"última buena: {_local(health['bien'], zone)}")
    seen = meta.get(tx, "conciliacion")
    if seen:
        equal = seen["en_servidor"] == seen["anotados"]
        detail = f"en el servidor {seen['en_servidor']}, anotados {seen['anotados']}"
        yield Check("conciliación", "bien" if equal else "mal", detail)
    aside = "véalos con «aiq messages list --resultado apartado»"
    yield _count(tx, "mensajes apartados", message.c.resultado == "apartado", aside)
    doubtful = len(outbox.doubtful(tx))
    if doubtful:
        yield Check("cartas en duda", "aviso", f"{doubtful}: véalas con «aiq outbox list --estado en_duda»")


def _local(moment: str, zone: tzinfo) -> str:
    return f"{datetime.fromisoformat(moment).astimezone(zone):%Y-%m-%d %H:%M}"


def _count(tx: sa.Connection, name: str, where: object, advice: str) -> Check:
    number = tx.execute(sa.select(sa.func.count()).select_from(message).where(where)).scalar_one()  # type: ignore[arg-type]
    return Check(name, "aviso" if number else "bien", f"{number}; {advice}" if number else "ninguno")
