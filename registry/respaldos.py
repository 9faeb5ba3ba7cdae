"""Requests for document backups as rows: saved with the lines of their Recorrido, listed, found when due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from cases.case import Periodo
from cases.errors import Conflict, Refused
from cases.reading import field_names
from cases.respaldos import CERRADAS, CambioRespaldo, Paso, SolicitudRespaldo
from registry import base
from registry.prepared import values_of
from registry.schema_respaldos import respaldo, respaldo_paso
from registry.upsert import insert_if_new, next_number

_KEPT = tuple(name for name in field_names(SolicitudRespaldo) if name not in ("id", "version"))


@dataclass(frozen=True, slots=True)
class Filtro:
    """The filters of «Mis solicitudes»: moments of the request (`hasta` excluded), number, state, requester's address;
    null: all."""

    desde: datetime | None = None
    hasta: datetime | None = None
    numero: str | None = None
    estado: str | None = None
    correo: str | None = None


def save(tx: sa.Connection, change: CambioRespaldo) -> SolicitudRespaldo:
    """Writes a request, new (version 0) or changed, and adds its lines; returns it as saved.

    Raises Conflict when somebody else changed it since it was loaded, or took its number."""
    request = change.solicitud
    values = {name: getattr(request, name) for name in _KEPT} | {"partes": list(request.partes)}
    if request.version == 0:
        if not insert_if_new(tx, respaldo, version=1, **values):
            raise Conflict(f"ya existe la solicitud {request.numero}")
        key = tx.execute(sa.select(respaldo.c.id).where(respaldo.c.numero == request.numero)).scalar_one()
    else:
        key = request.id
        same = (respaldo.c.id == key) & (respaldo.c.version == request.version)
        if tx.execute(sa.update(respaldo).where(same).values(version=request.version + 1, **values)).rowcount == 0:
            raise Conflict(f"otra persona cambió la solicitud {request.numero}")
    if change.pasos:
        tx.execute(sa.insert(respaldo_paso), [_line(step, key) for step in change.pasos])
    return one(tx, key)


def _line(step: Paso, key: int) -> dict[str, Any]:
    return {"respaldo_id": key} | values_of(step)


def _request(row: Any) -> SolicitudRespaldo:
    values = {name: getattr(row, name) for name in _KEPT} | {"partes": tuple(row.partes)}
    return SolicitudRespaldo(id=row.id, version=row.version, **values)


def one(tx: sa.Connection, key: int) -> SolicitudRespaldo:
    return _request(tx.execute(sa.select(respaldo).where(respaldo.c.id == key)).one())


def by_number(tx: sa.Connection, numero: str, *, lock: bool = False) -> SolicitudRespaldo | None:
    query = sa.select(respaldo).where(respaldo.c.numero == numero.strip())
    row = tx.execute(query.with_for_update() if lock else query).first()
    return _request(row) if row else None


def needed(tx: sa.Connection, numero: str, *, lock: bool = False) -> SolicitudRespaldo:
    """The request of that number; raises Refused when there is none."""
    found = by_number(tx, numero, lock=lock)
    if found is None:
        raise Refused(f"No existe la solicitud de respaldo {numero}.")
    return found


def route(tx: sa.Connection, key: int) -> tuple[Paso, ...]:
    """The Recorrido, oldest line first."""
    query = sa.select(respaldo_paso).where(respaldo_paso.c.respaldo_id == key).order_by(respaldo_paso.c.id)
    return tuple(
        Paso(row.cuando, row.accion, row.usuario, row.area, row.estado, row.respaldo, row.comentario,
             row.calendario)
        for row in tx.execute(query)
    )  # fmt: skip


def new_number(tx: sa.Connection, year: int) -> str:
    """A number of the desk's own, for requests that Quipux has given none."""
    name = f"RESP-{year}"
    return f"{name}-{next_number(tx, name):05d}"


def _where(filtro: Filtro) -> list[Any]:
    wanted = []
    if filtro.desde is not None:
        wanted.append(respaldo.c.fecha_solicitud >= filtro.desde)
    if filtro.hasta is not None:
        wanted.append(respaldo.c.fecha_solicitud < filtro.hasta)
    if filtro.numero is not None:
        wanted.append(respaldo.c.numero == filtro.numero)
    if filtro.estado is not None:
        wanted.append(respaldo.c.estado == filtro.estado)
    if filtro.correo is not None:
        wanted.append(sa.func.lower(respaldo.c.correo) == filtro.correo.lower())
    return wanted


def listing(
    tx: sa.Connection, filtro: Filtro, *, page: int = 1, size: int | None = None
) -> tuple[list[SolicitudRespaldo], int]:
    """One page (counted from 1; all without a size) of the requests, newest first by date, and how many in all."""
    where = _where(filtro)
    total = tx.execute(sa.select(sa.func.count()).select_from(respaldo).where(*where)).scalar_one()
    newest = (respaldo.c.fecha_solicitud.is_(None), respaldo.c.fecha_solicitud.desc(), respaldo.c.id.desc())
    query = sa.select(respaldo).where(*where).order_by(*newest)
    if size is not None:
        query = query.limit(size).offset((page - 1) * size)
    return [_request(row) for row in tx.execute(query)], total


def open_of_address(tx: sa.Connection, address: str) -> SolicitudRespaldo | None:
    """The only open request of this requester; null when there are none or several."""
    query = sa.select(respaldo).where(
        sa.func.lower(respaldo.c.correo) == address.lower(), respaldo.c.estado.not_in(CERRADAS)
    )
    rows = tx.execute(query.limit(2)).all()
    return _request(rows[0]) if len(rows) == 1 else None


def open_of_user(tx: sa.Connection, request: SolicitudRespaldo) -> SolicitudRespaldo | None:
    """Another request that still waits for the same user in the same cargo."""
    return _other_of_user(tx, request, respaldo.c.estado.in_(("en_edicion", "enviada", "aprobada", "detenida")))


def made_of_user(tx: sa.Connection, request: SolicitudRespaldo) -> SolicitudRespaldo | None:
    """The latest respaldo that was made before for the same user in the same cargo."""
    return _other_of_user(tx, request, respaldo.c.generado.is_not(None))


def _other_of_user(
    tx: sa.Connection, request: SolicitudRespaldo, condition: sa.ColumnElement[bool]
) -> SolicitudRespaldo | None:
    if not request.cedula:
        return None
    query = sa.select(respaldo).where(
        respaldo.c.cedula == request.cedula,
        respaldo.c.institucion == request.institucion,
        respaldo.c.puesto == request.puesto,
        respaldo.c.numero != request.numero,
        condition,
    )
    row = tx.execute(query.order_by(respaldo.c.generado.desc()).limit(1)).first()
    return _request(row) if row else None


def load_by_day(tx: sa.Connection, since: date) -> dict[date, int]:
    """How many respaldos wait for, or were made on, each day from `since` on."""
    query = (
        sa.select(respaldo.c.ejecucion, sa.func.count())
        .where(respaldo.c.ejecucion >= since, respaldo.c.estado.in_(("aprobada", "atendida", "finalizada")))
        .group_by(respaldo.c.ejecucion)
    )
    return {row[0]: row[1] for row in tx.execute(query)}


def to_make(tx: sa.Connection, today: date) -> list[SolicitudRespaldo]:
    """Approved requests whose day has come, by day; also those whose making was interrupted."""
    query = (
        sa.select(respaldo)
        .where(respaldo.c.estado == "aprobada", respaldo.c.ejecucion <= today, respaldo.c.en_quipux.is_(sa.false()))
        .order_by(respaldo.c.ejecucion, respaldo.c.id)
    )
    return [_request(row) for row in tx.execute(query)]


_LIVING = respaldo.c.estado.in_(("atendida", "finalizada"))


def ending(tx: sa.Connection, until: datetime) -> list[SolicitudRespaldo]:
    """Generated respaldos whose validity ends before a moment, the earliest first."""
    query = sa.select(respaldo).where(_LIVING, respaldo.c.vence <= until).order_by(respaldo.c.vence)
    return [_request(row) for row in tx.execute(query)]


def folders(tx: sa.Connection) -> set[str]:
    """The download folders that must stay: of generated respaldos, and of those being made."""
    query = sa.select(respaldo.c.carpeta).where(
        respaldo.c.carpeta.is_not(None), respaldo.c.respaldo.in_(("en_ejecucion", "generado", "descargado"))
    )
    return set(tx.execute(query).scalars())


def aiqs(tx: sa.Connection, request: SolicitudRespaldo) -> Sequence[Periodo]:
    """The institution's registered AIQs today, the principal first."""
    if request.institucion_id is not None:
        found = base.institution(tx, request.institucion_id)
    else:
        found, _ = base.find(tx, request.institucion, None)
    if found is None:
        return ()
    return tuple(period for period in (found.principal, found.backup) if period is not None)
