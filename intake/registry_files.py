"""The base of institutions and AIQs from and to CSV and XLSX: all of a file or nothing, with a report per row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from cases.case import InstitucionRegistrada, Rol
from cases.errors import Refused
from cases.identifiers import check_cedula
from cases.reading import CAMPOS_PERSONA, Persona
from cases.text import key as match_key
from registry import base, corrections
from registry.database import Database

COLUMNS = (
    "siglas", "nombre", "alias", "canton", "cargos_maxima_autoridad", "superiores", "rol", *CAMPOS_PERSONA, "desde",
    "hasta",
)  # fmt: skip
MOST_BYTES, MOST_ROWS = 20 << 20, 50_000
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class RowReport:
    """What became of one row (counted as in the file, the heading is row 1); `problems` empty: it is good."""

    row: int
    siglas: str
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Row:
    siglas: str
    nombre: str
    alias: tuple[str, ...]
    canton: str | None
    cargos: tuple[str, ...]
    superiores: tuple[str, ...]
    rol: Rol | None
    person: Persona
    desde: date | None
    hasta: date | None


def import_file(db: Database, path: Path, now: datetime) -> list[RowReport]:
    """Reads a table whose heading names COLUMNS (any order, others ignored) into the base.

    Nothing is written unless every row is good. Raises Refused when the file cannot be read as a table."""
    reports: list[RowReport] = []
    rows: list[_Row] = []
    for number, cells in enumerate(read_table(path), 2):
        row, problems = _understand(cells)
        reports.append(RowReport(number, row.siglas, tuple(problems)))
        rows.append(row)
    if any(report.problems for report in reports):
        return reports
    with db.write() as tx:
        for row in rows:
            _write(tx, row, now)
    return reports


def read_table(path: Path, needs: Sequence[str] = ("siglas",)) -> Iterable[dict[str, str]]:
    """The rows of a CSV (comma or semicolon, UTF-8 or Latin-1) or of an XLSX's first sheet, by column name; raises
    Refused when a column of `needs` is not there."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Refused(f"{path} es demasiado grande")
        table = _xlsx(path) if path.suffix.lower() == ".xlsx" else _csv(path.read_bytes())
    except OSError as error:
        raise Refused(f"no se puede leer {path}: {error.strerror}") from error
    if not table:
        raise Refused(f"{path} está vacío")
    heads = ["_".join(match_key(head).split()) for head in table[0]]
    for column in needs:
        if column not in heads:
            raise Refused(f"{path} no tiene la columna «{column}»")
    if len(table) > MOST_ROWS:
        raise Refused(f"{path} tiene más de {MOST_ROWS} filas")
    for line in table[1:]:
        if any(cell.strip() for cell in line):
            yield {head: cell.strip() for head, cell in zip(heads, line, strict=False)}


def _csv(raw: bytes) -> list[list[str]]:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
    separator = ";" if text.split("\n", 1)[0].count(";") > text.split("\n", 1)[0].count(",") else ","
    return list(csv.reader(io.StringIO(text), delimiter=separator))


def _xlsx(path: Path) -> list[list[str]]:
    import zipfile

    import openpyxl

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, openpyxl.utils.exceptions.InvalidFileException) as error:
        raise Refused(f"{path} no es una hoja de cálculo que se pueda leer") from error
    try:
        sheet = book.worksheets[0]
        return [
            ["" if cell is None else _cell_text(cell) for cell in row]
            for row in sheet.iter_rows(max_row=MOST_ROWS + 1, values_only=True)
        ]
    finally:
        book.close()


def _cell_text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return str(cell).removesuffix(" 00:00:00")
    return str(cell)


def _understand(cells: Mapping[str, str]) -> tuple[_Row, list[str]]:
    problems: list[str] = []
    person = Persona(**{name: cells.get(name) or None for name in CAMPOS_PERSONA})
    if person.correo:
        person = replace(person, correo=person.correo.lower())
    rol = cells.get("rol", "").lower() or ("principal" if not person.empty() else "")
    if not cells.get("siglas") or not cells.get("nombre"):
        problems.append("faltan las siglas o el nombre de la institución")
    if rol not in ("", "principal", "backup"):
        problems.append(f"el rol «{rol}» no es principal ni backup")
    if rol and not person.nombres_apellidos:
        problems.append("falta el nombre del AIQ")
    cedula = check_cedula(person.cedula)
    if cedula.codigo == "invalido":
        problems.append(f"la cédula no es válida: {cedula.mensaje}")
    person = replace(person, cedula=cedula.valor)
    row = _Row(
        siglas=cells.get("siglas", ""),
        nombre=cells.get("nombre", ""),
        alias=_several(cells.get("alias", "")),
        canton=cells.get("canton") or None,
        cargos=_several(cells.get("cargos_maxima_autoridad", "")),
        superiores=tuple(each.lower() for each in _several(cells.get("superiores", ""))),
        rol=rol if rol in ("principal", "backup") else None,  # type: ignore[arg-type]
        person=person,
        desde=_date(cells.get("desde", ""), "desde", problems),
        hasta=_date(cells.get("hasta", ""), "hasta", problems),
    )
    if row.rol and row.desde is None and "desde" not in " ".join(problems):
        problems.append("falta la fecha «desde»")
    if row.desde and row.hasta and row.hasta < row.desde:
        problems.append("«hasta» es anterior a «desde»")
    return row, problems


def _several(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def _date(cell: str, name: str, problems: list[str]) -> date | None:
    if not cell:
        return None
    try:
        return date.fromisoformat(cell[:10])
    except ValueError:
        problems.append(f"la fecha «{name}» ({cell}) no tiene la forma AAAA-MM-DD")
        return None


def _write(tx: sa.Connection, row: _Row, now: datetime) -> None:
    """One good row: the institution is made or completed, and a period is added unless the same one is there."""
    found, _ = base.find(tx, None, row.siglas)
    if found is None:
        key = base.add_institution(
            tx, row.nombre, row.siglas, now, canton=row.canton, cargos=row.cargos, aliases=row.alias
        )
    else:
        key = found.id
        for name in row.alias:
            base.add_alias(tx, key, name)
        corrections.describe(tx, key, canton=row.canton, cargos=list(row.cargos))
    for address in row.superiores:
        base.remember_superior(tx, key, address, now)
    if row.rol is None or row.desde is None:
        return
    same = [each for each in base.periods(tx, key) if each.rol == row.rol and each.desde == row.desde]
    if any(each.persona.cedula == row.person.cedula for each in same):
        return
    if row.hasta is None:
        base.open_period(tx, key, row.rol, row.person, row.desde, now)
    else:
        base.add_closed_period(tx, key, row.rol, row.person, row.desde, row.hasta, now)


def export_rows(institutions: Iterable[InstitucionRegistrada]) -> list[list[str]]:
    """Heading and rows of everything known, one row a period, in the form that `import_file` reads."""
    table = [list(COLUMNS)]
    for each in institutions:
        periods = [period for period in (each.principal, each.backup) if period is not None] + list(each.anteriores)
        common = [
            each.siglas, each.nombre, "|".join(each.alias), each.canton or "",
            "|".join(each.cargos_maxima_autoridad), "|".join(each.superiores),
        ]  # fmt: skip
        for period in periods:
            person = [getattr(period.persona, name) or "" for name in CAMPOS_PERSONA]
            dates = [period.desde.isoformat(), period.hasta.isoformat() if period.hasta else ""]
            table.append([*common, period.rol, *person, *dates])
        if not periods:
            table.append([*common, "", *([""] * len(CAMPOS_PERSONA)), "", ""])
    return table


def safe_cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def write_table(path: Path, table: list[list[str]]) -> None:
    """Writes CSV (UTF-8 with mark, so that spreadsheets see the accents) or XLSX by the file's ending."""
    if path.suffix.lower() == ".xlsx":
        import openpyxl

        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet("AIQ")
        for line in table:
            sheet.append([safe_cell(cell) for cell in line])
        book.save(path)
        return
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([[safe_cell(cell) for cell in line] for line in table])
