"""How the desk stands at this moment, in the few numbers that alarms are made of; each from an index."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from registry.schema import carta, caso, message


@dataclass(frozen=True, slots=True)
class Standing:
    """`oldest_mail` was journalled, `oldest_letter` was due at that moment; both null when nothing waits."""

    waiting_mails: int
    oldest_mail: datetime | None
    letters: dict[str, int]
    oldest_letter: datetime | None
    cases: dict[str, int]


# Literal states: a bound value would keep the database from its partial index.
_PENDING = message.c.resultado == sa.literal_column("'pendiente'")
_LEAVING = carta.c.estado.in_([sa.literal_column("'en_cola'"), sa.literal_column("'enviando'")])
_UNDECIDED = carta.c.estado.in_(["en_cola", "enviando", "en_duda", "rechazada"])


def standing(tx: sa.Connection) -> Standing:
    number = sa.func.count()
    mails = tx.execute(sa.select(number, sa.func.min(message.c.anotado)).where(_PENDING)).one()
    letters = tx.execute(sa.select(carta.c.estado, number).where(_UNDECIDED).group_by(carta.c.estado))
    oldest = tx.execute(sa.select(sa.func.min(carta.c.proximo)).where(_LEAVING)).scalar()
    cases = tx.execute(sa.select(caso.c.estado, number).group_by(caso.c.estado))
    return Standing(
        waiting_mails=mails[0],
        oldest_mail=mails[1],
        letters={row[0]: row[1] for row in letters},
        oldest_letter=oldest,
        cases={row[0]: row[1] for row in cases},
    )
