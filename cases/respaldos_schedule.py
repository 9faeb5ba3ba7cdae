"""On which day a respaldo is made: within 4 to 5 working days of its approval, as far as the daily capacity allows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from cases.calendar import OutsideTable
from cases.decision import Refusal
from cases.respaldos import CambioRespaldo, SolicitudRespaldo
from cases.respaldos_moves import Acto, move, then
from cases.respaldos_rules import Pico, PoliticaRespaldos

FARTHEST = 120  # working days that are looked at before giving up


class WorkingDays(Protocol):
    """The part of the desk's calendar that a schedule needs."""

    @property
    def version(self) -> str: ...

    def is_working(self, day: date, canton: str | None = None) -> bool: ...

    def add_working(self, day: date, n: int, canton: str | None = None) -> date: ...


@dataclass(frozen=True, slots=True)
class Programacion:
    """The chosen day, how many working days after approval it lies, and whether that keeps the promise."""

    dia: date
    laborables: int
    en_plazo: bool
    pico: str | None = None

    @property
    def comentario(self) -> str:
        text = f"Fecha de ejecución de respaldo: {self.dia}"
        if not self.en_plazo:
            text += " (fuera del tiempo estimado, por alta demanda)"
        elif self.pico:
            text += f" (período de alta demanda: {self.pico})"
        return text


@dataclass(frozen=True, slots=True)
class Agenda:
    """What a day is chosen by: how many respaldos each day already has, the desk's numbers, the working days."""

    carga: Mapping[date, int]
    politica: PoliticaRespaldos
    calendar: WorkingDays

    def full(self, day: date) -> bool:
        return self.carga.get(day, 0) >= capacity(day, self.politica)


def peak(day: date, politica: PoliticaRespaldos) -> Pico | None:
    return next((pico for pico in politica.picos if pico.desde <= day <= pico.hasta), None)


def capacity(day: date, politica: PoliticaRespaldos) -> int:
    pico = peak(day, politica)
    if pico is not None and pico.capacidad_diaria is not None:
        return pico.capacidad_diaria
    return politica.capacidad_diaria


def schedule(aprobada: date, agenda: Agenda) -> Programacion | None:
    """The day for a respaldo approved on a local date: the promised days are tried first, then the earlier ones, then
    the later. Null when all of them are full."""
    pico = peak(aprobada, agenda.politica)
    last = max(agenda.politica.laborables_hasta, pico.laborables_hasta if pico else 0)
    first = min(agenda.politica.laborables_desde, last)
    for n in (*range(first, last + 1), *range(first - 1, 0, -1), *range(last + 1, FARTHEST + 1)):
        day = agenda.calendar.add_working(aprobada, n)
        if not agenda.full(day):
            return Programacion(day, n, n <= last, pico.motivo if pico else None)
    return None


def approve(solicitud: SolicitudRespaldo, agenda: Agenda, acto: Acto) -> CambioRespaldo | Refusal:
    """«Solicitud aprobada» and «Respaldo calendarizado» in one go; the tentative day stands in the Recorrido."""
    approved = move(solicitud, "aprobada", acto)
    if isinstance(approved, Refusal):
        return approved
    try:
        plan = schedule(acto.cuando.astimezone(agenda.politica.zona).date(), agenda)
    except OutsideTable as error:
        return Refusal(str(error))
    if plan is None:
        return Refusal(f"No hay día con capacidad en los próximos {FARTHEST} días laborables.")
    return _counted(then(approved, "calendarizada", acto, plan.comentario, ejecucion=plan.dia), agenda)


def _counted(change: CambioRespaldo | Refusal, agenda: Agenda) -> CambioRespaldo | Refusal:
    """The change whose last line, which sets the day, says which holiday table it was counted with."""
    if isinstance(change, Refusal):
        return change
    *before, last = change.pasos
    return replace(change, pasos=(*before, replace(last, calendario=agenda.calendar.version)))


def reschedule(
    solicitud: SolicitudRespaldo, dia: date, motivo: str, agenda: Agenda, acto: Acto, *, forzar: bool = False
) -> CambioRespaldo | Refusal:
    """Another day for an approved, stopped or failed respaldo, with the guide's comment; `forzar` overfills a day."""
    if dia < acto.cuando.astimezone(agenda.politica.zona).date():
        return Refusal(f"El {dia} ya pasó: elija un día desde hoy.")
    try:
        worked = agenda.calendar.is_working(dia)
    except OutsideTable as error:
        return Refusal(str(error))
    if not worked:
        return Refusal(f"El {dia} no es día laborable.")
    if dia != solicitud.ejecucion and agenda.full(dia) and not forzar:
        count = agenda.carga.get(dia, 0)
        return Refusal(f"El {dia} ya tiene {count} respaldos; con --forzar se admite uno más.")
    comment = f"Se cambia fecha de ejecución de respaldo a: {dia}" + (f". {motivo.strip()}" if motivo.strip() else "")
    return _counted(move(solicitud, "calendarizada", acto, comment, ejecucion=dia), agenda)
