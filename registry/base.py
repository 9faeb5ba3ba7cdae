"""The base of institutions and their AIQs: who is, who was, and from when to when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from cases.case import InstitucionRegistrada, Periodo, Rol
from cases.identifiers import siglas_key
from cases.reading import CAMPOS_PERSONA, Persona
from cases.text import key as match_key
from registry.prepared import Prepared, values_of
from registry.schema import alias, institucion, periodo, superior
from registry.upsert import insert_if_new

_id = sa.bindparam("id", type_=institucion.c.id.type)
_INSTITUTION = Prepared(sa.select(institucion).where(institucion.c.id == _id))
_PERIODS = Prepared(
    sa.select(periodo)
    .where(periodo.c.institucion_id == _id, periodo.c.vigente.is_(sa.true()))
    .order_by(periodo.c.desde.desc(), periodo.c.id.desc())
)
_ALIASES = Prepared(sa.select(alias.c.alias).where(alias.c.institucion_id == _id).order_by(alias.c.id))
_BOSSES = Prepared(sa.select(superior.c.correo).where(superior.c.institucion_id == _id))


def _period(row: Any) -> Periodo:
    person = Persona(**{name: getattr(row, name) for name in CAMPOS_PERSONA})
    return Periodo(row.rol, person, row.desde, row.hasta, row.caso, row.id)


def periods(tx: sa.Connection, institution_id: int) -> list[Periodo]:
    """All valid periods of an institution, newest first; corrected rows are left out."""
    return [_period(row) for row in _PERIODS.all(tx, {"id": institution_id})]


def institution(tx: sa.Connection, key: int) -> InstitucionRegistrada | None:
    row = _INSTITUTION.first(tx, {"id": key})
    if row is None:
        return None
    all_periods = periods(tx, key)
    open_ones = {each.rol: each for each in reversed(all_periods) if each.hasta is None}
    names = (row.alias for row in _ALIASES.all(tx, {"id": key}))
    bosses = (row.correo for row in _BOSSES.all(tx, {"id": key}))
    return InstitucionRegistrada(
        id=key,
        nombre=row.nombre,
        siglas=row.siglas,
        alias=tuple(names),
        canton=row.canton,
        cargos_maxima_autoridad=tuple(row.cargos),
        superiores=tuple(bosses),
        principal=open_ones.get("principal"),
        backup=open_ones.get("backup"),
        anteriores=tuple(each for each in all_periods if each.hasta is not None),
    )


# Two names at most: the siglas and the name as written.
_names = [sa.bindparam("first_name", type_=sa.Text()), sa.bindparam("second_name", type_=sa.Text())]
_WHO_IS = Prepared(sa.select(
    sa.select(institucion.c.id).where(institucion.c.clave_siglas == sa.bindparam("siglas"))
    .scalar_subquery().label("by_siglas"),
    sa.select(institucion.c.id).where(institucion.c.clave_nombre.in_(_names))
    .order_by(institucion.c.id).limit(1).scalar_subquery().label("by_name"),
    sa.select(alias.c.institucion_id).where(alias.c.clave.in_(_names))
    .order_by(alias.c.id).limit(1).scalar_subquery().label("by_alias"),
))  # fmt: skip
_PERIODS_OF_ADDRESS = Prepared(
    sa.select(periodo)
    .where(periodo.c.correo == sa.bindparam("address"), periodo.c.vigente.is_(sa.true()))
    .order_by(periodo.c.id.desc())
)


def find(tx: sa.Connection, nombre: str | None, siglas: str | None) -> tuple[InstitucionRegistrada | None, bool]:
    """The institution of these siglas or this name, aliases included; the second value is true when only an alias or
    the name, and not today's siglas, led there."""
    wanted = [match_key(each) for each in (siglas, nombre) if each]
    if not wanted:
        return None, False
    asked = {"siglas": siglas_key(siglas) if siglas else "", "first_name": wanted[0], "second_name": wanted[-1]}
    found = _WHO_IS.first(tx, asked)
    assert found is not None
    key = next((each for each in found if each is not None), None)
    return (institution(tx, key), key != found.by_siglas) if key is not None else (None, False)


def of_addresses(
    tx: sa.Connection, addresses: Sequence[str]
) -> dict[str, list[tuple[InstitucionRegistrada, Periodo]]]:
    """For each address the AIQ periods, open or past, where it is the registered one."""
    found = _PERIODS_OF_ADDRESS.all_of_each(tx, [{"address": each} for each in addresses])
    return {
        address: [(owner, _period(row)) for row in rows if (owner := institution(tx, row.institucion_id)) is not None]
        for address, rows in zip(addresses, found, strict=True)
    }


def add_institution(
    tx: sa.Connection,
    nombre: str,
    siglas: str,
    now: datetime,
    *,
    canton: str | None = None,
    cargos: Sequence[str] = (),
    aliases: Sequence[str] = (),
) -> int:
    key = tx.execute(
        sa.insert(institucion).values(
            nombre=nombre,
            siglas=siglas,
            clave_nombre=match_key(nombre),
            clave_siglas=siglas_key(siglas),
            canton=canton,
            cargos=list(cargos),
            creado=now,
        )
    ).inserted_primary_key[0]
    for each in aliases:
        add_alias(tx, key, each)
    return key


def add_alias(
    tx: sa.Connection, institution_id: int, text: str, desde: date | None = None, hasta: date | None = None
) -> bool:
    """Adds a name or siglas by which the institution was or is known; false when it is there already."""
    return insert_if_new(
        tx, alias, institucion_id=institution_id, alias=text, clave=match_key(text), desde=desde, hasta=hasta
    )


def hold(tx: sa.Connection, institution_id: int) -> None:
    """Nobody else changes the periods of the institution until the transaction ends."""
    tx.execute(sa.select(institucion.c.id).where(institucion.c.id == institution_id).with_for_update())


def open_period(
    tx: sa.Connection,
    institution_id: int,
    rol: Rol,
    person: Persona,
    desde: date,
    now: datetime,
    *,
    caso: str | None = None,
) -> int:
    """Makes somebody AIQ from a date on and closes the period before it in that role on the day before."""
    hold(tx, institution_id)
    still_open = (
        (periodo.c.institucion_id == institution_id)
        & (periodo.c.rol == rol)
        & periodo.c.hasta.is_(None)
        & periodo.c.vigente.is_(sa.true())
    )
    started = tx.execute(sa.select(periodo.c.desde).where(still_open)).scalar()
    if started is not None:
        tx.execute(sa.update(periodo).where(still_open).values(hasta=max(started, desde - timedelta(days=1))))
    return _insert_period(tx, institution_id, rol, person, desde, now, caso=caso)


def add_closed_period(
    tx: sa.Connection,
    institution_id: int,
    rol: Rol,
    person: Persona,
    desde: date,
    hasta: date,
    now: datetime,
    *,
    caso: str | None = None,
) -> int:
    """Adds a past period, as an import of an older base brings it."""
    return _insert_period(tx, institution_id, rol, person, desde, now, hasta=hasta, caso=caso)


def _insert_period(
    tx: sa.Connection, institution_id: int, rol: Rol, person: Persona, desde: date, now: datetime, **more: Any
) -> int:
    return tx.execute(
        sa.insert(periodo).values(
            institucion_id=institution_id,
            rol=rol,
            clave_nombre=match_key(person.nombres_apellidos or ""),
            desde=desde,
            creado=now,
            **values_of(person),
            **more,
        )
    ).inserted_primary_key[0]


def remember_superior(tx: sa.Connection, institution_id: int, address: str, now: datetime) -> None:
    insert_if_new(tx, superior, institucion_id=institution_id, correo=address, creado=now)


def everything(tx: sa.Connection) -> list[InstitucionRegistrada]:
    """All institutions by siglas, with today's AIQs."""
    keys = tx.execute(sa.select(institucion.c.id).order_by(institucion.c.siglas)).scalars().all()
    return [each for key in keys if (each := institution(tx, key)) is not None]
