"""Working days from a dated table: what counts as a day off, terms in working days, and when a day ends."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from cases.policy import Policy
from cases.text import key
from cases.troubles import toml_trouble

_DAY = timedelta(days=1)


class OutsideTable(Exception):
    """The holiday table does not cover this year: no term may be counted by guessing."""

    def __init__(self, year: int) -> None:
        super().__init__(f"El calendario de feriados no cubre el año {year}; cárguelo antes de contar plazos.")
        self.year = year


def moved(day: date) -> date:
    """Where a holiday is really taken (law of 20-Dec-2016): Tuesday to Monday, Wednesday and Thursday to Friday,
    Saturday to Friday, Sunday to Monday. Not for 1 January, 25 December, Carnaval and Good Friday."""
    return day + _DAY * (0, -1, 2, 1, 0, -1, 1)[day.weekday()]


@dataclass(frozen=True, slots=True)
class Calendar:
    """Working days of the desk's seat and, beside it, of an institution's canton (COA art. 159).

    `feriados` are the national rest days, `recuperables` suspended days that are made up by longer days (rest days
    unless the table says otherwise), `cantonales` (canton without accents, day). `anios` are the years that the table
    covers: asking for another raises OutsideTable. `version` names the tables; that of the operator ends with a sign of
    its contents, so that a table changed under the same name is told apart."""

    version: str
    anios: frozenset[int]
    feriados: frozenset[date]
    recuperables: frozenset[date] = frozenset()
    cantonales: frozenset[tuple[str, date]] = frozenset()
    recuperables_laborables: bool = False
    sede: str = "quito"
    zona: ZoneInfo = field(default_factory=lambda: ZoneInfo("America/Guayaquil"))

    @classmethod
    def from_tables(cls, text: str, override: str | None = None) -> Calendar:
        """Builds the calendar from the product's TOML table and, where given, the operator's own, which adds days,
        takes days away (`quitar`), covers further years and sets rules. Raises ValueError (Spanish) for a table that
        does not say what it must."""
        try:
            built = _built(*(_table(each) for each in (text, override) if each is not None))
        except KeyError as error:
            raise ValueError(f"calendario: falta la clave {error.args[0]}") from None
        except (TypeError, AttributeError):
            raise ValueError("calendario: no tiene la forma de una tabla de feriados") from None
        except ValueError as error:
            raise ValueError(f"calendario: {error}") from None
        return replace(built, version=f"{built.version}~{_sign(override)}") if override is not None else built

    def is_working(self, day: date, canton: str | None = None) -> bool:
        """Whether the desk and, when given, the institution's canton work on this day."""
        if day.year not in self.anios:
            raise OutsideTable(day.year)
        if day.weekday() >= 5 or day in self.feriados:
            return False
        if day in self.recuperables and not self.recuperables_laborables:
            return False
        return (self.sede, day) not in self.cantonales and (key(canton or ""), day) not in self.cantonales

    def next_working(self, day: date, canton: str | None = None) -> date:
        """The day itself when it is worked, else the first one after it that is."""
        while not self.is_working(day, canton):
            day += _DAY
        return day

    def add_working(self, day: date, n: int, canton: str | None = None) -> date:
        """The n-th working day after `day` (the day itself is never counted, COA art. 158); n = 0: `next_working`."""
        if n == 0:
            return self.next_working(day, canton)
        for _ in range(n):
            day = self.next_working(day + _DAY, canton)
        return day

    def local(self, moment: datetime) -> date:
        """The calendar date at the desk's seat of an aware moment."""
        return moment.astimezone(self.zona).date()

    def received_day(self, moment: datetime, policy: Policy) -> date:
        """The day that a mail counts as received: after the cut-off hour the next day; days off pass to the next
        working day when the policy says so."""
        local = moment.astimezone(self.zona)
        day = local.date() + (_DAY if local.time() > policy.hora_corte else timedelta())
        return self.next_working(day) if policy.fin_de_semana_pasa_al_siguiente else day

    def end_of(self, day: date) -> datetime:
        """The last second of the local day, aware: what happens until then is in time."""
        return datetime.combine(day, time(23, 59, 59), self.zona)

    def warnings(self, today: date) -> tuple[str, ...]:
        """What the operator should mend in the table (Spanish): years that will soon be needed, idle entries."""
        found = [f"Faltan los feriados de {year}." for year in (today.year, today.year + 1) if year not in self.anios]
        days = sorted(self.feriados | self.recuperables | {day for _, day in self.cantonales})
        found += [f"El {day.isoformat()} cae en fin de semana: no cambia nada." for day in days if day.weekday() >= 5]
        outside = [day.isoformat() for day in days if day.year not in self.anios]
        found += [f"El {day} es de un año que la tabla no cubre." for day in outside]
        return tuple(found)


def _sign(text: str) -> str:
    """A few characters that change with the text."""
    return sha256(text.encode()).hexdigest()[:6]


def _dates(values: Any, where: str) -> list[date]:
    if not isinstance(values, list) or not all(type(value) is date for value in values):
        raise ValueError(f"{where}: se espera una lista de fechas como 2026-11-02, sin comillas")
    return values


def _cantonal(row: dict[str, Any], years: frozenset[int]) -> set[tuple[str, date]]:
    """A canton's holiday in every covered year, moved by the law unless the row lists the days itself."""
    name = key(row.get("canton", ""))
    if not name:
        raise ValueError("un feriado cantonal no dice de qué cantón es")
    if "dias" in row:
        return {(name, day) for day in _dates(row["dias"], f"cantonal, {name}")}
    return {(name, moved(date(year, row["mes"], row["dia"]))) for year in years}


def _table(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"no es TOML válido: {toml_trouble(error)}") from None


def _built(*tables: dict[str, Any]) -> Calendar:
    """One calendar of all tables together: blocks add up, the last word on a rule counts, `quitar` takes days away."""
    national = [row for table in tables for row in table.get("nacional", [])]
    decrees = [row for table in tables for row in table.get("decreto", [])]
    local = [row for table in tables for row in table.get("cantonal", [])]
    rules = [table["recuperables_laborables"] for table in tables if "recuperables_laborables" in table]
    gone = {day for table in tables for day in _dates(table.get("quitar", []), "quitar")}
    years = frozenset(row["anio"] for row in national)
    off = {day for row in national for day in _dates(row["dias"], "nacional")}
    off |= {day for row in decrees if not row.get("recuperable") for day in _dates(row["dias"], "decreto")}
    made_up = {day for row in decrees if row.get("recuperable") for day in _dates(row["dias"], "decreto")}
    return Calendar(
        version="+".join(str(table["version"]) for table in tables),
        anios=years,
        feriados=frozenset(off - gone),
        recuperables=frozenset(made_up - gone),
        cantonales=frozenset(each for row in local for each in _cantonal(row, years) if each[1] not in gone),
        recuperables_laborables=bool(rules and rules[-1]),
    )
