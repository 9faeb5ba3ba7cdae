"""Corrections of the base are new facts: what stood there before stays, and names what took its place."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from cases.case import InstitucionRegistrada
from cases.identifiers import siglas_key
from cases.reading import CAMPOS_PERSONA
from cases.text import key as match_key
from registry.base import add_alias, hold
from registry.schema import alias, institucion, periodo, superior

DATES = ("desde", "hasta")


def correct_period(tx: sa.Connection, institution_id: int, rol: str, campo: str, valor: Any, now: datetime) -> bool:
    """Replaces the open period of a role by one that differs in `campo` (a person's datum or a date).

    False when nobody holds the role. Raises KeyError for a field that a period does not have."""
    if campo not in (*CAMPOS_PERSONA, *DATES):
        raise KeyError(campo)
    hold(tx, institution_id)
    row = tx.execute(
        sa.select(periodo).where(
            periodo.c.institucion_id == institution_id,
            periodo.c.rol == rol,
            periodo.c.hasta.is_(None),
            periodo.c.vigente.is_(sa.true()),
        )
    ).first()
    if row is None:
        return False
    tx.execute(sa.update(periodo).where(periodo.c.id == row.id).values(vigente=False))
    kept = {name: value for name, value in row._mapping.items() if name != "id"}
    new = kept | {campo: valor, "reemplaza": row.id, "vigente": True, "creado": now}
    new["clave_nombre"] = match_key(new["nombres_apellidos"] or "")
    tx.execute(sa.insert(periodo).values(new))
    return True


def describe(tx: sa.Connection, institution_id: int, *, canton: str | None, cargos: list[str]) -> None:
    """Sets the canton and adds posts that bind the institution, as far as they are given."""
    hold(tx, institution_id)
    known = tx.execute(sa.select(institucion.c.cargos).where(institucion.c.id == institution_id)).scalar_one()
    values: dict[str, Any] = {"cargos": [*known, *(each for each in cargos if each not in known)]}
    if canton:
        values["canton"] = canton
    tx.execute(sa.update(institucion).where(institucion.c.id == institution_id).values(values))


def rename(tx: sa.Connection, institution_id: int, nombre: str, siglas: str, last_day: date) -> None:
    """Gives an institution its new name and siglas; those it had until `last_day` stay as dated aliases."""
    had = tx.execute(sa.select(institucion).where(institucion.c.id == institution_id)).one()
    for old, new in ((had.nombre, nombre), (had.siglas, siglas)):
        if match_key(old) != match_key(new):
            add_alias(tx, institution_id, old, hasta=last_day)
    values = {"nombre": nombre, "clave_nombre": match_key(nombre), "siglas": siglas, "clave_siglas": siglas_key(siglas)}
    tx.execute(sa.update(institucion).where(institucion.c.id == institution_id).values(values))


def take_back(tx: sa.Connection, caso_numero: str, before: InstitucionRegistrada, since: datetime) -> bool:
    """Voids the periods that a case has just opened, opens those again that were open `before`, and forgets the
    superiors made known `since`. False, with nothing done, when the base has gone on meanwhile."""
    opened = tx.execute(
        sa.select(periodo).where(periodo.c.caso == caso_numero, periodo.c.vigente.is_(sa.true()))
    ).all()
    if any(row.hasta is not None for row in opened):
        return False
    for row in opened:
        tx.execute(sa.update(periodo).where(periodo.c.id == row.id).values(vigente=False))
        held = before.principal if row.rol == "principal" else before.backup
        if held is not None:
            closed = sa.select(periodo.c.id).where(
                periodo.c.institucion_id == before.id, periodo.c.rol == row.rol, periodo.c.vigente.is_(sa.true()),
                periodo.c.hasta.is_not(None), periodo.c.desde == held.desde,
            ).order_by(periodo.c.id.desc()).limit(1)  # fmt: skip
            tx.execute(sa.update(periodo).where(periodo.c.id == closed.scalar_subquery()).values(hasta=None))
    if opened:
        tx.execute(sa.delete(superior).where(superior.c.institucion_id == before.id, superior.c.creado >= since))
    return True


def dated_aliases(tx: sa.Connection, institution_id: int) -> list[dict[str, Any]]:
    """Other names and siglas of an institution with the days they were used from and to, where known."""
    query = sa.select(alias).where(alias.c.institucion_id == institution_id).order_by(alias.c.id)
    return [{"alias": row.alias, "desde": row.desde, "hasta": row.hasta} for row in tx.execute(query)]
