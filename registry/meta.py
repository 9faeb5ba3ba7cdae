"""Small named values of the desk: its key, the mailbox's health; and leases, which one process holds at a time."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from registry.schema import lease, meta
from registry.upsert import insert_if_new


def get(tx: sa.Connection, name: str, default: Any = None) -> Any:
    value = tx.execute(sa.select(meta.c.valor).where(meta.c.nombre == name)).scalar()
    return default if value is None else value


def put(tx: sa.Connection, name: str, value: Any) -> None:
    if not insert_if_new(tx, meta, nombre=name, valor=value):
        tx.execute(sa.update(meta).where(meta.c.nombre == name).values(valor=value))


def take_lease(tx: sa.Connection, name: str, owner: str, now: datetime, length: timedelta) -> bool:
    """Takes or renews the lease; false while somebody else holds it. A name's first row is made by whoever comes."""
    row = tx.execute(sa.select(lease).where(lease.c.nombre == name).with_for_update()).first()
    if row is None:
        return insert_if_new(tx, lease, nombre=name, dueno=owner, hasta=now + length)
    if row.dueno != owner and row.hasta > now:
        return False
    tx.execute(sa.update(lease).where(lease.c.nombre == name).values(dueno=owner, hasta=now + length))
    return True


def lease_owners(tx: sa.Connection) -> set[str]:
    return set(tx.execute(sa.select(lease.c.dueno)).scalars())


def drop_leases(tx: sa.Connection, owners: Collection[str]) -> None:
    """Frees what the given owners hold (they ended, or they are known to be dead)."""
    if owners:
        tx.execute(sa.delete(lease).where(lease.c.dueno.in_(owners)))
