"""Periods of AIQs on the calendar: who held a role on a day, and that no two people hold it at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from cases.case import Periodo, Rol


def holder(periods: Iterable[Periodo], rol: Rol, day: date) -> Periodo | None:
    """Who held the role on a day; on a day of handing over, the one who came last. `periods` come newest first."""
    held = [each for each in periods if each.rol == rol and each.desde <= day <= (each.hasta or date.max)]
    return max(held, key=lambda each: (each.desde, each.hasta or date.max), default=None)


def overlap(one: Periodo, other: Periodo) -> bool:
    """Whether two people would hold the same role on the same day. Who was replaced on the very day that he began keeps
    that one day beside his successor."""
    if one.rol != other.rol:
        return False
    first, second = sorted((one, other), key=lambda each: (each.desde, each.hasta or date.max))
    if first.desde == second.desde:
        return first.hasta != first.desde
    return second.desde <= (first.hasta or date.max)


def clash(new: Periodo, others: Iterable[Periodo]) -> Periodo | None:
    """The first of the other periods that overlaps, null when there is none."""
    return next((each for each in others if overlap(new, each)), None)


def in_short(period: Periodo) -> str:
    """A period as messages name it: ``Ana Pérez (2024-01-08 a hoy)``."""
    return f"{period.persona.nombres_apellidos or 'sin nombre'} ({period.desde} a {period.hasta or 'hoy'})"
