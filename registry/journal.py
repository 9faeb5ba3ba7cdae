"""The journal of received mails: what came, who has it in hand, and the one outcome of each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import sqlalchemy as sa

from registry.prepared import Prepared, values_of
from registry.schema import caso, fetch_trouble, folder, message
from registry.upsert import insert_if_new


@dataclass(frozen=True, slots=True)
class FolderRow:
    """A mailbox folder under one UIDVALIDITY; mails up to `baseline` lay there at first contact."""

    id: int
    account: str
    folder: str
    uidvalidity: int
    baseline: int


@dataclass(frozen=True, slots=True)
class NewMessage:
    """What is known of a mail when its bytes have just been stored and nothing has parsed them. `remitente` and
    `asunto` are told of mails that may never be read, so that a person can choose among them."""

    folder_id: int
    uid: int
    sha256: str
    huella: str
    message_id: str | None
    bytes: int
    anunciado: int
    recibido: datetime
    previo: bool
    incompleto: bool = False
    remitente: str | None = None
    asunto: str | None = None


@dataclass(frozen=True, slots=True)
class Claimed:
    """A journalled mail in hand. `intentos` counts this attempt too. `copia_de` is the oldest mail of the same content
    that came before it, `mismo_id` an earlier one of the same Message-ID with other content."""

    id: int
    sha256: str
    huella: str
    message_id: str | None
    recibido: datetime
    previo: bool
    incompleto: bool
    intentos: int
    bytes: int
    copia_de: int | None = None
    mismo_id: int | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A mail as the archive holds it."""

    id: int
    sha256: str
    bytes: int


def kept(tx: sa.Connection, *, after: int, most: int) -> list[Kept]:
    """Journalled mails in the order of their keys, from the one after a key on."""
    columns = sa.select(message.c.id, message.c.sha256, message.c.bytes)
    rows = tx.execute(columns.where(message.c.id > after).order_by(message.c.id).limit(most))
    return [Kept(*row) for row in rows]


def open_folder(
    tx: sa.Connection, account: str, name: str, uidvalidity: int, uidnext: int, now: datetime, *, answer_backlog: bool
) -> tuple[FolderRow, bool]:
    """The folder's row, made when it is new; the second value tells whether this is the desk's very first contact.

    The baseline of a first contact is written before any mail is fetched, so that a crash cannot move it (0 when the
    backlog is to be answered). Under a later UIDVALIDITY nothing is backlog: what was seen before is recognised by its
    content."""
    known = tx.execute(sa.select(folder).where(folder.c.account == account, folder.c.folder == name)).all()
    for row in known:
        if row.uidvalidity == uidvalidity:
            return FolderRow(row.id, account, name, uidvalidity, row.baseline), False
    first = not known
    baseline = max(0, uidnext - 1) if first and not answer_backlog else 0
    place = {"account": account, "folder": name, "uidvalidity": uidvalidity}
    made = insert_if_new(tx, folder, **place, baseline=baseline, visto=now)
    row = tx.execute(sa.select(folder).filter_by(**place)).one()
    return FolderRow(row.id, account, name, uidvalidity, row.baseline), first and made


def known_uids(tx: sa.Connection, folder_id: int) -> dict[int, tuple[int, datetime]]:
    """uid → (size as the server told it, moment of reception) of the newest mail journalled under that uid."""
    rows = tx.execute(
        sa.select(message.c.uid, message.c.anunciado, message.c.recibido)
        .where(message.c.folder_id == folder_id)
        .order_by(message.c.id)
    )
    return {row.uid: (row.anunciado, row.recibido) for row in rows}


_ADD = Prepared(sa.insert(message))


def add(tx: sa.Connection, new: Sequence[NewMessage], now: datetime) -> int:
    """Journals mails; one that stands there already (same place, same content) is left alone. Returns how many."""
    same_uids = sa.select(message.c.folder_id, message.c.uid, message.c.sha256).where(
        message.c.folder_id.in_({item.folder_id for item in new}), message.c.uid.in_([item.uid for item in new])
    )
    there = {tuple(row) for row in tx.execute(same_uids)}
    fresh = {place: item for item in new if (place := (item.folder_id, item.uid, item.sha256)) not in there}
    if fresh:
        _ADD.each(tx, [values_of(item) | {"anotado": now, "proximo": now} for item in fresh.values()])
    return len(fresh)


def note_fetch_trouble(tx: sa.Connection, folder_id: int, uid: int, sha256: str | None, error: str) -> tuple[int, bool]:
    """Counts a fetch that went wrong; returns (tries, whether the same bytes came the time before)."""
    where = (fetch_trouble.c.folder_id == folder_id) & (fetch_trouble.c.uid == uid)
    row = tx.execute(sa.select(fetch_trouble).where(where)).first()
    if row is None:
        values = {"folder_id": folder_id, "uid": uid, "intentos": 1, "sha256": sha256, "error": error}
        tx.execute(sa.insert(fetch_trouble).values(values))
        return 1, False
    tx.execute(sa.update(fetch_trouble).where(where).values(intentos=row.intentos + 1, sha256=sha256, error=error))
    return row.intentos + 1, sha256 is not None and row.sha256 == sha256


def clear_fetch_trouble(tx: sa.Connection, folder_id: int, uids: Collection[int]) -> None:
    if uids:
        tx.execute(
            sa.delete(fetch_trouble).where(fetch_trouble.c.folder_id == folder_id, fetch_trouble.c.uid.in_(uids))
        )


def _earlier(*same: sa.ColumnElement[bool]) -> sa.ScalarSelect[int]:
    """The oldest mail before the one in hand that is the same in some way."""
    return sa.select(sa.func.min(_before.c.id)).where(*same, _before.c.id < message.c.id).scalar_subquery()


# Literal values, in the very words of the indexes: a bound one would keep the database from them.
_PENDING = message.c.resultado == sa.literal_column("'pendiente'")
_UNMARKED = sa.and_(
    message.c.marcado == sa.false(), message.c.resultado != sa.literal_column("'pendiente'")
)
_before = message.alias("before")
_MAILS = (
    sa.select(
        message.c.id, message.c.sha256, message.c.huella, message.c.message_id, message.c.recibido, message.c.previo,
        message.c.incompleto, message.c.intentos, message.c.bytes,
        _earlier(_before.c.huella == message.c.huella).label("copia_de"),
        _earlier(_before.c.message_id == message.c.message_id, _before.c.huella != message.c.huella).label("mismo_id"),
    )
    .where(
        _PENDING,
        message.c.proximo <= sa.bindparam("now"),
        sa.or_(message.c.hasta.is_(None), message.c.hasta < sa.bindparam("now")),
    )
    .order_by(message.c.proximo, message.c.id)
    .limit(sa.bindparam("most"))
    .with_for_update(skip_locked=True, of=message)
)  # fmt: skip
_WAITING, _WAITING_NEW = Prepared(_MAILS), Prepared(_MAILS.where(message.c.previo.is_(sa.false())))
_TAKE = Prepared(sa.update(message).where(message.c.id == sa.bindparam("key")))


def claim(
    tx: sa.Connection, owner: str, now: datetime, *, most: int, lease: timedelta, include_backlog: bool,
    only_new: bool = False,
) -> list[Claimed]:  # fmt: skip
    """Takes up to `most` waiting mails, oldest first, for `lease`; counts the attempt before anything reads them.

    A mail that was in hand when a process died is taken alone, so that its neighbours do not share its count: with
    `only_new` not at all, when its turn has come nothing is taken."""
    rows = (_WAITING if include_backlog else _WAITING_NEW).all(tx, {"now": now, "most": most})
    if rows and rows[0].intentos > 0:
        rows = [] if only_new else rows[:1]
    rows = [row for row in rows if row.intentos == 0] or rows
    taken = [Claimed(**row._asdict() | {"intentos": row.intentos + 1}) for row in rows]
    if taken:
        until = now + lease
        _TAKE.each(
            tx, [{"key": each.id, "dueno": owner, "hasta": until, "intentos": each.intentos} for each in taken]
        )
    return taken


_HELD = Prepared(
    sa.select(message.c.resultado, message.c.dueno).where(message.c.id == sa.bindparam("key")).with_for_update()
)


def still_mine(tx: sa.Connection, message_id: int, owner: str) -> bool:
    """Whether the mail is still waiting and in this owner's hand; locks the row until the transaction ends."""
    row = _HELD.first(tx, {"key": message_id})
    return row is not None and row.resultado == "pendiente" and row.dueno == owner


def of_these_mine(tx: sa.Connection, keys: Collection[int], owner: str) -> set[int]:
    """`still_mine` for several: those that are."""
    if not keys:
        return set()
    asked = {f"key{place}": key for place, key in enumerate(keys)}
    return {row.id for row in _mine(len(keys)).all(tx, {**asked, "owner": owner})}


@cache
def _mine(number: int) -> Prepared:
    """The question about so many mails: they come in groups, whose sizes are few."""
    mine = (message.c.resultado == "pendiente") & (message.c.dueno == sa.bindparam("owner"))
    named = message.c.id.in_([sa.bindparam(f"key{place}") for place in range(number)])
    return Prepared(sa.select(message.c.id).where(named, mine).order_by(message.c.id).with_for_update())


_FINISH = Prepared(sa.update(message).where(message.c.id == sa.bindparam("key")))
_NO_LONGER_WAITING = {"dueno": None, "hasta": None, "proximo": None, "marcado": False}
_NOTHING_MORE = {"caso_id": None, "detalle": None}


def finish(
    tx: sa.Connection,
    key: int,
    *,
    resultado: str,
    motivo: str | None,
    now: datetime,
    **more: Any,
) -> None:
    """Writes the mail's one outcome. `more` are its case (`caso_id`), what a person should know of a failure
    (`detalle`) and columns known from reading it (remitente, asunto, tipo …)."""
    finish_all(tx, [{"key": key, "resultado": resultado, "motivo": motivo, **more}], now)


def finish_all(tx: sa.Connection, mails: Sequence[Mapping[str, Any]], now: datetime) -> None:
    """`finish` for several mails, each with its `key`; all say the same things of themselves."""
    _FINISH.each(tx, [{**_NO_LONGER_WAITING, **_NOTHING_MORE, "terminado": now, **each} for each in mails])


def release(
    tx: sa.Connection, keys: Iterable[int], at: datetime, motivo: str | None = None, *, forgive: bool = False
) -> None:
    """Puts mails back to wait until `at`; `forgive` takes the attempt off, since the world failed and not the mail."""
    values: dict[str, Any] = {"dueno": None, "hasta": None, "proximo": at, "motivo": motivo}
    if forgive:
        values["intentos"] = message.c.intentos - 1
    tx.execute(
        sa.update(message).where(message.c.id.in_(list(keys)), _PENDING).values(**values)
    )


def free_leases_of(tx: sa.Connection, owners: Collection[str]) -> int:
    """Gives back what dead processes had in hand, to its old place in the row; their attempts stay counted."""
    if not owners:
        return 0
    return tx.execute(
        sa.update(message)
        .where(_PENDING, message.c.dueno.in_(owners))
        .values(dueno=None, hasta=None)
    ).rowcount


def owners(tx: sa.Connection) -> set[str]:
    """Everybody who has a waiting mail in hand."""
    query = sa.select(message.c.dueno).where(_PENDING, message.c.dueno.is_not(None))
    return set(tx.execute(query.distinct()).scalars())


def to_mark(tx: sa.Connection, folder_id: int, most: int) -> list[tuple[int, int, str]]:
    """(id, uid, resultado) of finished mails whose copy on the server is not marked yet."""
    rows = tx.execute(
        sa.select(message.c.id, message.c.uid, message.c.resultado)
        .where(message.c.folder_id == folder_id, _UNMARKED)
        .order_by(message.c.uid)
        .limit(most)
    )
    return [(row.id, row.uid, row.resultado) for row in rows]


def marked(tx: sa.Connection, keys: Sequence[int]) -> None:
    tx.execute(sa.update(message).where(message.c.id.in_(keys)).values(marcado=True))


def skip_backlog(tx: sa.Connection, now: datetime, motivo: str) -> int:
    """Gives the mails of before the first contact their outcome; they are not answered, nor marked on the server."""
    return tx.execute(
        sa.update(message)
        .where(_PENDING, message.c.previo.is_(sa.true()), message.c.dueno.is_(None))
        .values(resultado="ignorado", motivo=motivo, terminado=now, proximo=None, marcado=True)
    ).rowcount


def reopen(tx: sa.Connection, now: datetime, *, keys: Sequence[int] = (), backlog_motivo: str | None = None) -> int:
    """Makes mails wait again with their attempts forgotten: named ones, or all that were skipped as backlog."""
    which = message.c.id.in_(keys) if keys else sa.and_(
        message.c.resultado == "ignorado", message.c.motivo == backlog_motivo
    )  # fmt: skip
    return tx.execute(
        sa.update(message)
        .where(which)
        .values(
            resultado="pendiente", motivo=None, detalle=None, intentos=0, proximo=now, terminado=None, previo=False,
            dueno=None, hasta=None,
        )
    ).rowcount  # fmt: skip


def waiting(tx: sa.Connection) -> int:
    return tx.execute(sa.select(sa.func.count()).where(_PENDING)).scalar_one()


def count(tx: sa.Connection, folder_id: int) -> int:
    return tx.execute(sa.select(sa.func.count()).where(message.c.folder_id == folder_id)).scalar_one()


_LISTED = (
    message.c.id, message.c.recibido, message.c.remitente, message.c.asunto, message.c.message_id,
    message.c.sha256, message.c.tipo, message.c.resultado, caso.c.caso, message.c.autenticacion, message.c.motivo,
)  # fmt: skip


def listing(
    tx: sa.Connection, *, resultado: str | None = None, caso_numero: str | None = None, most: int | None = None
) -> list[dict[str, Any]]:
    """The mails as `aiq messages list` shows them, oldest first; with `most`, the newest of them."""
    query = sa.select(*_LISTED).select_from(message.outerjoin(caso, message.c.caso_id == caso.c.id))
    if resultado:
        query = query.where(message.c.resultado == resultado)
    if caso_numero:
        query = query.where(caso.c.caso == caso_numero)
    query = query.order_by(message.c.id.desc())
    if most is not None:
        query = query.limit(most)
    return [dict(row._mapping) for row in tx.execute(query)][::-1]


def one(tx: sa.Connection, key: int) -> dict[str, Any] | None:
    """One mail with all its columns and its place in the mailbox."""
    row = tx.execute(
        sa.select(message, caso.c.caso, folder.c.account, folder.c.folder, folder.c.uidvalidity)
        .select_from(message.join(folder).outerjoin(caso, message.c.caso_id == caso.c.id))
        .where(message.c.id == key)
    ).first()
    return dict(row._mapping) if row else None
