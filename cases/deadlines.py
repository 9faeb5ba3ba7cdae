"""The deadline that people are told (not always the next moment at which the program wakes), and days in words."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from cases.case import Case

_MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
    "diciembre",
)  # fmt: skip
_HERE = ZoneInfo("America/Guayaquil")


def in_words(day: date) -> str:
    """A day as people read it: ``4 de diciembre de 2026``."""
    return f"{day.day} de {_MONTHS[day.month - 1]} de {day.year}"


def last_day_of(case: Case) -> date | None:
    """The day until which somebody has time: the institution to answer, the new AIQ to report, else what the case is
    next due for; null where nothing runs."""
    if case.estado == "observada" and case.hitos.caduca:
        return case.hitos.caduca
    if case.estado == "en_parametrizacion" and case.hitos.plazo_parametrizacion:
        return case.hitos.plazo_parametrizacion
    return case.vence.astimezone(_HERE).date() if case.vence else None


def deadline(case: Case) -> datetime | None:
    """The last second of `last_day_of`, aware: what lists and JSON show as `vence`."""
    day = last_day_of(case)
    return datetime.combine(day, time(23, 59, 59), _HERE) if day else None
