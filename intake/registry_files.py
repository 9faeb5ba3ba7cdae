"""The base of institutions and AIQs from and to CSV and XLSX: all of a file or nothing, with a report per row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Literal

import sqlalchemy as sa

from cases.case import InstitucionRegistrada, Periodo
from cases.identifiers import check_cedula
from cases.periods import clash, in_short
from cases.reading import CAMPOS_PERSONA, Persona
from cases.text import key as match_key
from intake.clerk import record
from intake.tablefile import joined, read_table, several
from registry import base, corrections
from registry.database import Database

COLUMNS = (
    "siglas", "nombre", "alias", "canton", "cargos_maxima_autoridad", "superiores", "rol", *CAMPOS_PERSONA, "desde",
    "hasta", "caso",
)  # fmt: skip
ROLES = ("", "principal", "backup", "alias")


@dataclass(frozen=True, slots=True)
class RowReport:
    """What became of one row (counted as in the file, the heading is row 1); `problems` empty: it is good."""

    row: int
    siglas: str
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Row:
    """One row. With the role ``alias`` it holds other names of the institution and the days they were used."""

    siglas: str
    nombre: str
    alias: tuple[str, ...]
    canton: str | None
    cargos: tuple[str, ...]
    superiores: tuple[str, ...]
    rol: Literal["", "principal", "backup", "alias"]
    person: Persona
    desde: date | None
    hasta: date | None
    caso: str | None


class _NotWhole(Exception):
    """Takes the transaction back: a row does not agree with the base or with another row."""


def import_file(db: Database, path: Path, now: datetime) -> list[RowReport]:
    """Reads a table whose heading names COLUMNS (any order, others ignored) into the base.

    Nothing is written unless every row is good, by itself and beside what stands in base and file. Raises Refused when
    the file cannot be read as a table."""
    reports: list[RowReport] = []
    rows: list[_Row] = []
    for number, cells in enumerate(read_table(path), 2):
        row, problems = _understand(cells, now.date())
        reports.append(RowReport(number, row.siglas, tuple(problems)))
        rows.append(row)
    if any(report.problems for report in reports):
        return reports
    try:
        with db.write() as tx:
            reports = [replace(report, problems=tuple(_write(tx, row, now)))
                       for report, row in zip(reports, rows, strict=True)]  # fmt: skip
            if any(report.problems for report in reports):
                raise _NotWhole
            record(db, tx, "registro_importado", {"archivo": path.name, "filas": len(reports)})
    except _NotWhole:
        pass
    return reports


def _understand(cells: Mapping[str, str], today: date) -> tuple[_Row, list[str]]:
    problems: list[str] = []
    person = Persona(**{name: cells.get(name) or None for name in CAMPOS_PERSONA})
    if person.correo:
        person = replace(person, correo=person.correo.lower())
    rol = cells.get("rol", "").lower() or ("principal" if not person.empty() else "")
    cedula = check_cedula(person.cedula)
    person = replace(person, cedula=cedula.valor)
    row = _Row(
        siglas=cells.get("siglas", ""),
        nombre=cells.get("nombre", ""),
        alias=several(cells.get("alias", "")),
        canton=cells.get("canton") or None,
        cargos=several(cells.get("cargos_maxima_autoridad", "")),
        superiores=tuple(each.lower() for each in several(cells.get("superiores", ""))),
        rol=rol if rol in ROLES else "",  # type: ignore[arg-type]
        person=person,
        desde=_date(cells.get("desde", ""), "desde", problems),
        hasta=_date(cells.get("hasta", ""), "hasta", problems),
        caso=cells.get("caso") or None,
    )
    if rol not in ROLES:
        problems.append(f"el rol «{rol}» no es principal, backup ni alias")
    if cedula.codigo == "invalido" and not row.caso:  # in a case a person has accepted it
        problems.append(f"la cédula no es válida: {cedula.mensaje}")
    return row, problems or _contradictions(row, today)


def _contradictions(row: _Row, today: date) -> list[str]:
    """What a row whose cells can be read lacks or says against itself."""
    held = row.rol in ("principal", "backup")
    wrong = {
        "faltan las siglas o el nombre de la institución": not row.siglas or not row.nombre,
        "falta el nombre del AIQ": held and not row.person.nombres_apellidos,
        "falta la fecha «desde»": held and row.desde is None,
        "falta el alias": row.rol == "alias" and not row.alias,
        "una fila de alias no lleva persona": row.rol == "alias" and not row.person.empty(),
        "«hasta» es anterior a «desde»": bool(row.desde and row.hasta and row.hasta < row.desde),
        "«desde» o «hasta» está en el futuro": held and max(row.desde or today, row.hasta or today) > today,
    }
    return [text for text, is_so in wrong.items() if is_so]


def _date(cell: str, name: str, problems: list[str]) -> date | None:
    if not cell:
        return None
    try:
        return date.fromisoformat(cell[:10])
    except ValueError:
        problems.append(f"la fecha «{name}» ({cell}) no tiene la forma AAAA-MM-DD")
        return None


def _write(tx: sa.Connection, row: _Row, now: datetime) -> list[str]:
    """One row: the institution is made or completed, its alias or period added unless the same one is there. What
    does not agree with the base is told, and then nothing may be kept."""
    key = _institution(tx, row, now)
    for address in row.superiores:
        base.remember_superior(tx, key, address, now)
    if row.rol == "alias":
        unlike = [name for name in row.alias if not corrections.date_alias(tx, key, name, row.desde, row.hasta)]
        return [f"el alias «{name}» ya consta con otras fechas" for name in unlike]
    return _period(tx, key, row, now) if row.rol else []


def _institution(tx: sa.Connection, row: _Row, now: datetime) -> int:
    """The institution of a row. Siglas that are only an alias of another one lead there when the name agrees too: they
    may have been given to a new institution since."""
    found, by_alias = base.find(tx, None, row.siglas)
    if found is not None and by_alias:
        known = {match_key(name) for name in (found.nombre, *found.alias)}
        found = found if match_key(row.nombre) in known else None
    aliases = row.alias if row.rol != "alias" else ()
    if found is None:
        return base.add_institution(
            tx, row.nombre, row.siglas, now, canton=row.canton, cargos=row.cargos, aliases=aliases
        )
    for name in (*aliases, *([row.nombre] if match_key(row.nombre) != match_key(found.nombre) else [])):
        base.add_alias(tx, found.id, name)
    corrections.describe(tx, found.id, canton=row.canton, cargos=list(row.cargos))
    return found.id


def _period(tx: sa.Connection, key: int, row: _Row, now: datetime) -> list[str]:
    """Adds somebody's period; an open one closes that of who held the role before him."""
    assert row.rol in ("principal", "backup")
    assert row.desde is not None
    new = Periodo(row.rol, row.person, row.desde, row.hasta)
    there = [each for each in base.periods(tx, key) if each.rol == row.rol]
    if same := next((each for each in there if _is_same(each, new)), None):
        if row.hasta in (None, same.hasta):
            return []
        return [f"ese período ya consta con otro fin, {in_short(same)}: use «aiq registry correct»"]
    followed = [each for each in there if row.hasta is None and each.hasta is None and each.desde < row.desde]
    if other := clash(new, (each for each in there if each not in followed)):
        return [f"se traslapa con el período de {in_short(other)}"]
    if row.hasta is None:
        base.open_period(tx, key, row.rol, row.person, row.desde, now, caso=row.caso)
    else:
        base.add_closed_period(tx, key, row.rol, row.person, row.desde, row.hasta, now, caso=row.caso)
    return []


def _is_same(one: Periodo, other: Periodo) -> bool:
    a, b = one.persona, other.persona
    same_name = match_key(a.nombres_apellidos or "") == match_key(b.nombres_apellidos or "")
    return one.desde == other.desde and a.cedula == b.cedula and (bool(a.cedula) or same_name)


def export_rows(tx: sa.Connection) -> list[list[str]]:
    """Heading and rows of everything known in the form that `import_file` reads: one row a period, one an alias."""
    table = [list(COLUMNS)]
    for each in base.everything(tx):
        table += _exported(each) + [_alias_row(each, **alias) for alias in corrections.dated_aliases(tx, each.id)]
    return table


def _exported(each: InstitucionRegistrada) -> list[list[str]]:
    """The periods of an institution, or one row that only names it."""
    periods = [period for period in (each.principal, each.backup) if period is not None] + list(each.anteriores)
    common = [each.siglas, each.nombre, "", each.canton or "", joined(each.cargos_maxima_autoridad),
              joined(each.superiores)]  # fmt: skip
    rows = [[*common, period.rol, *(getattr(period.persona, name) or "" for name in CAMPOS_PERSONA),
             *_span(period.desde, period.hasta), period.caso or ""] for period in periods]  # fmt: skip
    return rows or [[*common, *[""] * (len(COLUMNS) - len(common))]]


def _alias_row(each: InstitucionRegistrada, alias: str, desde: date | None, hasta: date | None) -> list[str]:
    nobody = [""] * len(CAMPOS_PERSONA)
    return [each.siglas, each.nombre, joined([alias]), "", "", "", "alias", *nobody, *_span(desde, hasta), ""]


def _span(desde: date | None, hasta: date | None) -> list[str]:
    return [day.isoformat() if day else "" for day in (desde, hasta)]
