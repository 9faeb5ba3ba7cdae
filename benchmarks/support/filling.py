"""A store that has seen many mails: what the desk wrote of a few, copied under other names and dates."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from benchmarks.support.ground import Ground, aiq, run
from intake.settings import load
from registry.database import Database, open_database
from registry.schema import auditoria, carta, carta_para, caso, message, participante, transicion
from tests.support import letters

SEED_CASES, FIRST_SEED = 10, 900_000
OPEN_SHARE = 50  # one case in so many is still open
CHUNK = 2000
YEARS = timedelta(days=700)


def fill_store(place: Ground, config: Path, mails: int, cases: int) -> list[str]:
    """Lets the desk work on ten requests, then copies them until the store holds so many mails and cases (a multiple
    of ten); returns the numbers of the cases that are open."""
    place.fill([letters.request(FIRST_SEED + number) for number in range(SEED_CASES)])
    run(aiq(config, "run", "--once", "--answer-backlog"))
    db = open_database(load(config, {}).database.url)
    with closing(db):
        _copy(db, mails // cases, cases // SEED_CASES - 1)
        with db.read() as tx:
            still_open = sa.select(caso.c.caso).where(caso.c.estado != "registrada").order_by(caso.c.id.desc())
            return list(tx.execute(still_open).scalars())


def _copy(db: Database, mails_per_case: int, copies: int) -> None:
    with db.read() as tx:
        seed = {table: [dict(row._mapping) for row in tx.execute(sa.select(table))] for table in _MAKERS}
    for table, maker in _MAKERS.items():
        numbers = range(1, copies + 1)
        rows = (each for copy in numbers for row in seed[table] for each in maker(row, copy, mails_per_case))
        with db.write() as tx:
            while chunk := list(islice(rows, CHUNK)):
                tx.execute(sa.insert(table), chunk)
    with db.write() as tx:
        _continue_counting(tx)


def _past(row: dict[str, Any], copy: int, *names: str) -> dict[str, Any]:
    """The row's moments spread over two years, so that none falls into the gate's last day."""
    back = timedelta(days=2) + YEARS * ((copy * 7919) % 1000 / 1000)
    return {name: row[name] - back for name in names if row[name] is not None}


def _digest(*parts: object) -> str:
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()


def _case(row: dict[str, Any], copy: int, _: int) -> Iterator[dict[str, Any]]:
    key = row["id"] + copy * SEED_CASES
    closed = key % OPEN_SHARE != 0
    number = f"AIQ-2025-{key:05d}"
    state = "registrada" if closed else row["estado"]
    data = row["datos"] | {"caso": number, "estado": state} | ({"vence": None} if closed else {})
    names = {"oficio": f"{row['oficio']}-{copy}", "siglas": f"{row['siglas']}X{copy}", "cedula": f"{key:010d}"}
    yield row | names | {
        "id": key, "caso": number, "estado": state, "datos": data, "vence": None if closed else row["vence"],
        "solicitante": f"{copy}.{row['solicitante']}", **_past(row, copy, "creado", "actualizado"),
    }  # fmt: skip


def _mails(row: dict[str, Any], copy: int, per_case: int) -> Iterator[dict[str, Any]]:
    for part in range(per_case):
        number = (copy * per_case + part) * SEED_CASES
        content = _digest(row["sha256"], copy, part)
        yield row | {
            "id": row["id"] + number, "uid": row["uid"] + number, "sha256": content, "huella": content,
            "message_id": f"<{part}.{copy}.{row['message_id'][1:]}", "remitente": f"{copy}.{row['remitente']}",
            "caso_id": row["caso_id"] + copy * SEED_CASES, "redaccion": content[:24],
            **_past(row, copy, "recibido", "anotado", "terminado"),
        }  # fmt: skip


def _letter(row: dict[str, Any], copy: int, per_case: int) -> Iterator[dict[str, Any]]:
    yield row | {
        "id": row["id"] + copy * SEED_CASES, "caso_id": row["caso_id"] + copy * SEED_CASES,
        "mensaje_id": row["mensaje_id"] + copy * per_case * SEED_CASES, "clave": f"{copy}:{row['clave']}",
        "message_id": f"<{copy}.{row['message_id'][1:]}", **_past(row, copy, "creado", "enviado"),
    }  # fmt: skip


def _recipient(row: dict[str, Any], copy: int, _: int) -> Iterator[dict[str, Any]]:
    there = {"carta_id": row["carta_id"] + copy * SEED_CASES, "correo": f"{copy}.{row['correo']}"}
    yield row | there | _past(row, copy, "creado")


def _participant(row: dict[str, Any], copy: int, _: int) -> Iterator[dict[str, Any]]:
    yield {"caso_id": row["caso_id"] + copy * SEED_CASES, "correo": f"{copy}.{row['correo']}"}


def _line(row: dict[str, Any], copy: int, _: int) -> Iterator[dict[str, Any]]:
    yield {**row, "id": row["id"] + copy * 10 * SEED_CASES, "caso_id": row["caso_id"] + copy * SEED_CASES}


def _entry(row: dict[str, Any], copy: int, _: int) -> Iterator[dict[str, Any]]:
    yield {**row, "id": row["id"] + copy * 10 * SEED_CASES}


_MAKERS = {
    caso: _case, message: _mails, participante: _participant, transicion: _line, carta: _letter,
    carta_para: _recipient, auditoria: _entry,
}  # fmt: skip


def _continue_counting(tx: sa.Connection) -> None:
    """New rows take keys after the copies'; SQLite finds them by itself."""
    if tx.dialect.name == "postgresql":
        for table in (caso, message, transicion, carta, auditoria):
            last = sa.select(sa.func.max(table.c.id)).scalar_subquery()
            tx.execute(sa.select(sa.func.setval(sa.func.pg_get_serial_sequence(table.name, "id"), last)))
        tx.execute(sa.text("analyze"))
