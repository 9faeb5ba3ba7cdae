"""The outbox: letters wait here whole, leave once, and keep what became of them.

States: en_cola (waits for its turn) · enviando (in somebody's hand, DATA may have begun) · enviada (the server took it)
· en_duda (the process died between handing over and recording: it may or may not have left) · rechazada (refused for
good) · rebotada (taken, and a delivery report came back) · cancelada (a person or a dry run held it back).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from registry.prepared import Prepared, values_of
from registry.schema import carta, carta_para, caso, direccion_rechazada
from registry.upsert import insert_if_new


@dataclass(frozen=True, slots=True)
class NewLetter:
    """A finished mail with the key that keeps it from being written twice."""

    carta: str
    clave: str
    para: tuple[str, ...]
    copia: tuple[str, ...]
    asunto: str
    message_id: str
    mail: bytes
    automatica: bool
    caso_id: int | None = None
    mensaje_id: int | None = None
    estado: str = "en_cola"
    error: str | None = None
    proximo: datetime | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A letter in hand, ready for the server."""

    id: int
    para: tuple[str, ...]
    message_id: str
    mail: bytes
    intentos: int
    creado: datetime
    caso_id: int | None


_OF_KEY = Prepared(sa.select(carta.c.id).where(carta.c.clave == sa.bindparam("clave")))
_ADD, _ADD_ADDRESS = Prepared(sa.insert(carta).returning(carta.c.id)), Prepared(sa.insert(carta_para))


def known(tx: sa.Connection, claves: Sequence[str]) -> set[str]:
    """Those of the keys under which a letter was written already."""
    found = _OF_KEY.first_of_each(tx, [{"clave": each} for each in claves])
    return {clave for clave, row in zip(claves, found, strict=True) if row is not None}


def add(tx: sa.Connection, letters: Sequence[NewLetter], now: datetime) -> list[int]:
    """Puts letters into the queue; each may leave at once, or from its `proximo` on. Returns their keys."""
    keys: list[int] = [row.id for row in _ADD.first_of_each(tx, [_row(each, now) for each in letters])]  # type: ignore[union-attr]
    _ADD_ADDRESS.each(
        tx,
        [{"carta_id": key, "correo": address, "creado": now}
         for key, letter in zip(keys, letters, strict=True) if letter.automatica and letter.estado == "en_cola"
         for address in sorted({each.lower() for each in letter.para + letter.copia})],
    )  # fmt: skip
    return keys


def _row(letter: NewLetter, now: datetime) -> dict[str, Any]:
    proximo = (letter.proximo or now) if letter.estado == "en_cola" else None
    lists = {"para": list(letter.para), "copia": list(letter.copia)}
    return values_of(letter) | lists | {"creado": now, "proximo": proximo}


# The few letters that are not at rest, and those that wait for a person, in the very words of their indexes. Every
# value is a literal: with a bound one the database goes through all letters there ever were.
_LEAVING = carta.c.estado.in_([sa.literal_column("'en_cola'"), sa.literal_column("'enviando'")])
_UNSETTLED = carta.c.estado.in_([sa.literal_column("'en_duda'"), sa.literal_column("'rechazada'")])
_QUEUED = sa.and_(_LEAVING, carta.c.estado == sa.literal_column("'en_cola'"))
_SENDING_NOW = sa.and_(_LEAVING, carta.c.estado == sa.literal_column("'enviando'"))
_IN_DOUBT = sa.and_(_UNSETTLED, carta.c.estado == sa.literal_column("'en_duda'"))
_DUE = Prepared(
    sa.select(
        carta.c.id, carta.c.para, carta.c.copia, carta.c.message_id, carta.c.mail, carta.c.intentos, carta.c.creado,
        carta.c.caso_id,
    )
    .where(
        _QUEUED,
        carta.c.proximo <= sa.bindparam("now"),
        sa.or_(carta.c.hasta.is_(None), carta.c.hasta < sa.bindparam("now")),
    )
    .order_by(carta.c.proximo, carta.c.id)
    .limit(sa.bindparam("most"))
    .with_for_update(skip_locked=True)
)  # fmt: skip


_TAKE = Prepared(sa.update(carta).where(carta.c.id == sa.bindparam("key")))


def claim(tx: sa.Connection, owner: str, now: datetime, *, most: int, lease: timedelta) -> list[Waiting]:
    """Takes letters that are due, oldest first. They stay `en_cola`: only `sending` says that DATA may have begun."""
    rows = _DUE.all(tx, {"now": now, "most": most})
    if rows:
        _TAKE.each(tx, [{"key": row.id, "dueno": owner, "hasta": now + lease} for row in rows])
    return [
        Waiting(
            row.id, tuple(row.para) + tuple(row.copia), row.message_id, row.mail, row.intentos, row.creado, row.caso_id
        )
        for row in rows
    ]


_SENDING = Prepared(
    sa.update(carta)
    .where(carta.c.id == sa.bindparam("key"), carta.c.estado == "en_cola", carta.c.dueno == sa.bindparam("owner"))
    .values(estado="enviando", intentos=carta.c.intentos + 1, hasta=sa.bindparam("until"))
)
_SETTLE = Prepared(
    sa.update(carta)
    .where(carta.c.id == sa.bindparam("key"))
    .values(
        estado=sa.bindparam("state"), error=sa.bindparam("why"), proximo=sa.bindparam("again"),
        # A try that ended before the text began was not counted by `sending`.
        intentos=carta.c.intentos + sa.case((carta.c.estado == "en_cola", 1), else_=0),
        enviado=sa.func.coalesce(sa.bindparam("sent", type_=carta.c.enviado.type), carta.c.enviado),
        dueno=None, hasta=None,
    )
)  # fmt: skip


def sending(tx: sa.Connection, key: int, owner: str, until: datetime) -> bool:
    """Marks a letter as being handed over, just before DATA; false when it is no longer ours to send. What became of it
    will be recorded before `until`, or nobody knows."""
    return _SENDING.run(tx, {"key": key, "owner": owner, "until": until}) == 1


def settle(
    tx: sa.Connection, key: int, estado: str, *, now: datetime, error: str | None = None, again: datetime | None = None
) -> None:
    """Records what became of a letter; `again` puts it back in the queue for that moment."""
    sent = now if estado == "enviada" else None
    _SETTLE.run(tx, {"key": key, "state": estado, "why": error, "again": again, "sent": sent})


def free(tx: sa.Connection, keys: Sequence[int]) -> None:
    """Lets go of letters that were in hand and have not begun to leave."""
    tx.execute(sa.update(carta).where(carta.c.id.in_(keys), carta.c.estado == "en_cola").values(dueno=None, hasta=None))


def doubt_those_of(tx: sa.Connection, owners: Collection[str], now: datetime) -> list[int]:
    """After a death: what these owners were handing over, or what anybody's lease has run out on, is in doubt (these
    are returned); what they only had in hand is free."""
    gone = sa.or_(carta.c.dueno.in_(owners), carta.c.hasta < now)
    sent = list(tx.execute(sa.select(carta.c.id).where(_SENDING_NOW, gone)).scalars())
    if sent:
        reason = "el proceso terminó entre la entrega y su registro"
        tx.execute(
            sa.update(carta)
            .where(carta.c.id.in_(sent), carta.c.estado == "enviando")
            .values(estado="en_duda", error=reason, proximo=None, dueno=None, hasta=None)
        )
    if owners:
        tx.execute(
            sa.update(carta)
            .where(_QUEUED, carta.c.dueno.in_(owners))
            .values(dueno=None, hasta=None)
        )
    return sent


def owners(tx: sa.Connection) -> set[str]:
    query = sa.select(carta.c.dueno).where(_LEAVING, carta.c.dueno.is_not(None))
    return set(tx.execute(query.distinct()).scalars())


def doubtful(tx: sa.Connection) -> list[tuple[int, str]]:
    """(id, Message-ID) of the letters of which nobody knows whether they left."""
    rows = tx.execute(sa.select(carta.c.id, carta.c.message_id).where(_IN_DOUBT))
    return [(row.id, row.message_id) for row in rows]


def by_message_id(tx: sa.Connection, message_id: str) -> tuple[int, str | None] | None:
    """(id, case number) of the letter that carries this Message-ID."""
    row = tx.execute(
        sa.select(carta.c.id, caso.c.caso).select_from(carta.outerjoin(caso)).where(carta.c.message_id == message_id)
    ).first()
    return (row.id, row.caso) if row else None


def addressees(tx: sa.Connection, key: int) -> frozenset[str]:
    """Everybody whom a letter was addressed to, in lower case."""
    row = tx.execute(sa.select(carta.c.para, carta.c.copia).where(carta.c.id == key)).one()
    return frozenset(address.lower() for address in (*row.para, *row.copia))


def bounced(tx: sa.Connection, key: int, error: str) -> None:
    tx.execute(
        sa.update(carta)
        .where(carta.c.id == key, carta.c.estado.in_(["enviada", "en_duda", "enviando"]))
        .values(estado="rebotada", error=error, proximo=None)
    )


def flag_address(tx: sa.Connection, address: str, reason: str, now: datetime) -> None:
    insert_if_new(tx, direccion_rechazada, correo=address, desde=now, motivo=reason)


def flagged(tx: sa.Connection, addresses: Collection[str]) -> dict[str, str]:
    query = sa.select(direccion_rechazada.c.correo, direccion_rechazada.c.motivo)
    rows = tx.execute(query.where(direccion_rechazada.c.correo.in_(list(addresses))))
    return {row.correo: row.motivo for row in rows}


def unfinished(tx: sa.Connection) -> dict[str, int]:
    """How many letters have not left, by their state."""
    number = sa.select(carta.c.estado, sa.func.count()).group_by(carta.c.estado)
    return {row[0]: row[1] for part in (_LEAVING, _UNSETTLED) for row in tx.execute(number.where(part))}


def oldest_due(tx: sa.Connection) -> datetime | None:
    """When the letter was due that has been due for longest."""
    return tx.execute(sa.select(sa.func.min(carta.c.proximo)).where(_LEAVING)).scalar()


def next_due(tx: sa.Connection) -> datetime | None:
    """When the next letter that nobody has in hand may leave."""
    free = _QUEUED & carta.c.dueno.is_(None)
    return tx.execute(sa.select(sa.func.min(carta.c.proximo)).where(free)).scalar()


def overdue(tx: sa.Connection, now: datetime) -> bool:
    """Whether a letter has been leaving for longer than its lease."""
    query = sa.select(carta.c.id).where(_SENDING_NOW, carta.c.hasta < now).limit(1)
    return tx.execute(query).first() is not None


def retry(tx: sa.Connection, key: int, now: datetime) -> bool:
    """A person sends a letter again that was refused, bounced, cancelled or in doubt."""
    again = ("rechazada", "rebotada", "cancelada", "en_duda", "en_cola")
    return (
        tx.execute(
            sa.update(carta)
            .where(carta.c.id == key, carta.c.estado.in_(again))
            .values(estado="en_cola", proximo=now, error=None, dueno=None, hasta=None)
        ).rowcount
        == 1
    )


def cancel(tx: sa.Connection, key: int, reason: str) -> bool:
    """A person holds a letter back: only one that has not begun to leave, or whose leaving is in doubt."""
    return (
        tx.execute(
            sa.update(carta)
            .where(carta.c.id == key, carta.c.estado.in_(("en_cola", "en_duda", "rechazada")))
            .values(estado="cancelada", error=reason, proximo=None, dueno=None, hasta=None)
        ).rowcount
        == 1
    )


def replace_mail(tx: sa.Connection, key: int, asunto: str, mail: bytes, before: bytes) -> bool:
    """Puts an edited text in the place of one that has not begun to leave and still reads as `before`; its Message-ID
    stays."""
    return (
        tx.execute(
            sa.update(carta)
            .where(
                carta.c.id == key, carta.c.estado == "en_cola", carta.c.dueno.is_(None), carta.c.mail == before
            )
            .values(asunto=asunto, mail=mail)
        ).rowcount
        == 1
    )


_LISTED = (
    carta.c.id, caso.c.caso, carta.c.carta, carta.c.para, carta.c.copia, carta.c.asunto, carta.c.message_id,
    carta.c.estado, carta.c.intentos, carta.c.proximo, carta.c.error,
)  # fmt: skip


def listing(
    tx: sa.Connection, *, estados: Sequence[str] | None = None, caso_numero: str | None = None, most: int | None = None
) -> list[dict[str, Any]]:
    """The letters as `aiq outbox list` shows them, oldest first; with `most`, the newest of them."""
    query = sa.select(*_LISTED).select_from(carta.outerjoin(caso)).order_by(carta.c.id.desc())
    if estados:
        query = query.where(carta.c.estado.in_(estados))
    if caso_numero:
        query = query.where(caso.c.caso == caso_numero)
    if most is not None:
        query = query.limit(most)
    return [dict(row._mapping) for row in tx.execute(query)][::-1]


def one(tx: sa.Connection, key: int) -> dict[str, Any] | None:
    """One letter with its whole mail and its moments."""
    row = tx.execute(
        sa.select(*_LISTED, carta.c.mail, carta.c.creado, carta.c.enviado, carta.c.clave)
        .select_from(carta.outerjoin(caso))
        .where(carta.c.id == key)
    ).first()
    return dict(row._mapping) if row else None
