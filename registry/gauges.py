"""How the desk stands at this moment, in the few numbers that alarms are made of; each from an index."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from registry import outbox
from registry.schema import caso, message


@dataclass(frozen=True, slots=True)
class Standing:
    """`oldest_mail` was journalled, `oldest_letter` was due at that moment; both null when nothing waits."""

    waiting_mails: int
    oldest_mail: datetime | None
    letters: dict[str, int]
    oldest_letter: datetime | None
    cases: dict[str, int]


# A literal state: a bound value would keep the database from its partial index.
_PENDING = message.c.resultado == sa.literal_column("'pendiente'")


def standing(tx: sa.Connection) -> Standing:
    number = sa.func.count()
    mails = tx.execute(sa.select(number, sa.func.min(message.c.anotado)).where(_PENDING)).one()
    cases = tx.execute(sa.select(caso.c.estado, number).group_by(caso.c.estado))
    return Standing(
        waiting_mails=mails[0],
        oldest_mail=mails[1],
        letters=outbox.unfinished(tx),
        oldest_letter=outbox.oldest_due(tx),
        cases={row[0]: row[1] for row in cases},
    )
