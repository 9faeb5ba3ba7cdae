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
from registry.people import CONTACT
from registry.schema import alias, institucion, periodo, superior

DATES = ("desde", "hasta")


def correct_period(tx: sa.Connection, key: int, campo: str, valor: Any, quien: str, now: datetime) -> None:
    """Replaces a period by one that differs in `campo` (a person's datum or a date); what stood there is kept.

    Raises KeyError for a field that a period does not have. The caller sees to it that no two periods overlap."""
    if campo not in (*CAMPOS_PERSONA, *DATES):
        raise KeyError(campo)
    row = tx.execute(sa.select(periodo).where(periodo.c.id == key, periodo.c.vigente.is_(sa.true()))).one()
    tx.execute(sa.update(periodo).where(periodo.c.id == key).values(vigente=False))
    kept = {name: value for name, value in row._mapping.items() if name != "id"}
    new = kept | {campo: valor, "reemplaza": key, "vigente": True, "quien": quien, "creado": now}
    new["clave_nombre"] = match_key(new["nombres_apellidos"] or "")
    if campo in CONTACT:
        new["borrado"] = None  # there is something to erase again
    tx.execute(sa.insert(periodo).values(new))


def trail(tx: sa.Connection, institution_id: int) -> dict[int, list[dict[str, Any]]]:
    """The corrections of each valid period of an institution, by its key and the newest first: which datum, what stood
    before and after, who and when."""
    rows = {row.id: row for row in tx.execute(sa.select(periodo).where(periodo.c.institucion_id == institution_id))}
    found: dict[int, list[dict[str, Any]]] = {}
    for key, row in rows.items():
        while rows[key].vigente and row.reemplaza is not None:
            found.setdefault(key, []).extend(_differences(rows[row.reemplaza], row))
            row = rows[row.reemplaza]
    return found


def _differences(before: Any, after: Any) -> list[dict[str, Any]]:
    """What one correction changed; nothing where the law has had the contact erased since."""
    return [
        {"campo": name, "antes": _told(getattr(before, name)), "despues": _told(getattr(after, name)),
         "quien": after.quien, "cuando": after.creado}
        for name in (*CAMPOS_PERSONA, *DATES) if getattr(before, name) != getattr(after, name)
    ]  # fmt: skip


def _told(value: Any) -> str | None:
    return value.isoformat() if isinstance(value, date) else value


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


def forget_superior(tx: sa.Connection, institution_id: int, address: str) -> bool:
    """An address that is no superior of the principal any more; false when it was none."""
    known = (superior.c.institucion_id == institution_id) & (superior.c.correo == address)
    return tx.execute(sa.delete(superior).where(known)).rowcount > 0


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


def date_alias(tx: sa.Connection, institution_id: int, text: str, desde: date | None, hasta: date | None) -> bool:
    """Adds a name with the days it was used, or puts the days to one known without; false when others stand there."""
    if add_alias(tx, institution_id, text, desde, hasta):
        return True
    known = (alias.c.institucion_id == institution_id) & (alias.c.clave == match_key(text))
    had = tx.execute(sa.select(alias.c.desde, alias.c.hasta).where(known)).one()
    if had != (None, None):
        return (desde, hasta) in ((None, None), tuple(had))
    tx.execute(sa.update(alias).where(known).values(desde=desde, hasta=hasta))
    return True


def dated_aliases(tx: sa.Connection, institution_id: int) -> list[dict[str, Any]]:
    """Other names and siglas of an institution with the days they were used from and to, where known."""
    query = sa.select(alias).where(alias.c.institucion_id == institution_id).order_by(alias.c.id)
    return [{"alias": row.alias, "desde": row.desde, "hasta": row.hasta} for row in tx.execute(query)]
