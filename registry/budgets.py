"""What the gate weighs before an automatic letter: one question about an address, a case and the last hour and day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from registry.prepared import Prepared
from registry.schema import carta, carta_para, direccion_rechazada, message

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Weights:
    """Automatic letters to the address, about the case and in all in the last hour; letters of one kind to the address
    and mails of the same words from the sender in the last day; why the address is refused, if it is.

    `total_hora` is exact where the letters asked for could reach the limit, and below it may count letters too many,
    never too few."""

    direccion_hora: int
    caso_hora: int
    total_hora: int
    de_esta_clase_dia: int
    iguales_dia: int
    rechazada: str | None


@dataclass(frozen=True, slots=True)
class Asked:
    """`address` in lower case. `wording` and `sender` are those of the mail answered, which is `but` itself."""

    address: str
    kind: str
    case_key: int | None
    sender: str | None
    wording: str | None
    but: int | None


def _number(*where: sa.ColumnElement[bool], joined: sa.FromClause = carta_para) -> sa.ScalarSelect[int]:
    return sa.select(sa.func.count()).select_from(joined).where(*where).scalar_subquery()


_to_address = carta_para.c.correo == sa.bindparam("address")
_this_hour = carta_para.c.creado >= sa.bindparam("hour")
_QUESTION = Prepared(sa.select(
    _number(_to_address, _this_hour).label("direccion_hora"),
    _number(
        carta.c.caso_id == sa.bindparam("case_key"), carta.c.automatica.is_(sa.true()),
        carta.c.creado >= sa.bindparam("hour"), joined=carta,
    ).label("caso_hora"),
    sa.select(carta_para.c.carta_id).where(_this_hour).order_by(carta_para.c.creado).limit(1)
    .scalar_subquery().label("primera"),
    sa.select(sa.func.max(carta.c.id)).scalar_subquery().label("ultima"),
    _number(
        _to_address, carta_para.c.creado >= sa.bindparam("day"), carta.c.carta == sa.bindparam("kind"),
        joined=carta_para.join(carta),
    ).label("de_esta_clase_dia"),
    _number(
        message.c.redaccion == sa.bindparam("wording"), message.c.remitente == sa.bindparam("sender"),
        message.c.terminado >= sa.bindparam("day"), message.c.resultado == "procesado",
        message.c.id != sa.bindparam("but"), joined=message,
    ).label("iguales_dia"),
    sa.select(direccion_rechazada.c.motivo).where(direccion_rechazada.c.correo == sa.bindparam("address"))
    .scalar_subquery().label("rechazada"),
))  # fmt: skip
_EXACT_TOTAL = sa.select(sa.func.count(sa.distinct(carta_para.c.carta_id))).where(_this_hour)


def weigh(tx: sa.Connection, asked: Sequence[Asked], now: datetime, total_limit: int) -> list[Weights]:
    """What each question weighs before any of their letters is written."""
    since = {"hour": now - HOUR, "day": now - DAY}
    rows: list[Any] = _QUESTION.first_of_each(
        tx,
        [{
            "address": each.address, "kind": each.kind, "case_key": each.case_key, "sender": each.sender,
            "wording": each.wording, "but": each.but or 0, **since,
        } for each in asked],
    )  # fmt: skip
    if not rows:
        return []
    # Keys count up: the span from the hour's first letter bounds their number without reading each.
    total = 0 if rows[0].primera is None else rows[0].ultima - rows[0].primera + 1
    if total + len(asked) > total_limit:
        total = tx.execute(_EXACT_TOTAL, {"hour": since["hour"]}).scalar_one()
    return [
        Weights(row.direccion_hora, row.caso_hora, total, row.de_esta_clase_dia, row.iguales_dia, row.rechazada)
        for row in rows
    ]
