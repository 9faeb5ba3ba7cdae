"""Requests for respaldos from an export of Quipux (CSV or XLSX): all of a file or nothing, with a report per row."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from cases.decision import Refusal
from cases.errors import Refused
from cases.identifiers import check_cedula, is_nothing
from cases.respaldos import ACOMPANA, CambioRespaldo, Paso, SolicitudRespaldo, read_state
from cases.respaldos_moves import Acto, move
from cases.respaldos_schedule import approve
from cases.text import key
from cases.written_dates import read_date
from intake.respaldos import agenda, keep, rules
from intake.respaldos_new import admissible, with_institution
from intake.tablefile import read_table
from registry import respaldos as store

if TYPE_CHECKING:
    from intake.desk import Desk

# How exports and people head their columns (guide, illustrations 3, 6 and 7), compared without accents and points.
COLUMNAS = {
    "numero": ("solic", "no de solicitud", "n solicitud", "solicitud no", "solicitud", "numero", "no", "nro solicitud",
               "no solicitud", "numero de solicitud", "numero solicitud", "nro de solicitud"),
    "cedula": ("cedula", "ci", "numero de cedula", "identificacion"),
    "apellido": ("apellido", "apellidos"),
    "nombre": ("nombre", "nombres", "solicitante"),
    "titulo": ("titulo", "abr titulo", "tratamiento"),
    "institucion": ("institucion", "entidad"),
    "area": ("area", "dependencia"),
    "puesto": ("puesto", "cargo"),
    "perfil": ("perfil",),
    "correo": ("correo", "correo electronico", "email", "e mail"),
    "correo_area": ("correo area", "correo del area"),
    "fecha_solicitud": ("fecha solic", "fecha solicitud", "fecha de solicitud", "fecha"),
    "desde": ("fecha desde", "fecha inicio", "desde", "fecha de inicio"),
    "hasta": ("fecha hasta", "fecha fin", "hasta", "fecha de fin"),
    "cargo_desde": ("inicio en el puesto", "inicio en el cargo", "puesto desde", "cargo desde"),
    "cargo_hasta": ("fin en el puesto", "fin en el cargo", "puesto hasta", "cargo hasta"),
    "comentario": ("comentario", "comentarios", "observacion", "observaciones"),
    "estado": ("estado solic", "estado sol", "estado solicitud", "estado de la solicitud", "estado"),
    "documentos": ("cant", "cantidad", "documentos", "no documentos", "numero de documentos"),
    "desvinculacion": ("desvinculacion", "en desvinculacion"),
    "activo": ("activo", "usuario activo"),
    "documento": ("documento", "documento quipux", "no de documento"),
    "presentada_por": ("presentada por", "correo aiq", "aiq"),
}  # fmt: skip
_FIELD = {name: field for field, names in COLUMNAS.items() for name in names}
_TEXTS = ("numero", "apellido", "nombre", "titulo", "institucion", "area", "puesto", "perfil", "documento")
_DATES = ("desde", "hasta", "cargo_desde", "cargo_hasta")
_ADDRESSES = ("correo", "correo_area", "presentada_por")
_YES = frozenset({"si", "s", "x", "1", "true", "verdadero", "yes", "activo"})
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})[ T](\d{1,2}:\d{2}(?::\d{2})?)")


@dataclass(frozen=True, slots=True)
class Fila:
    """What became of one row (counted as in the file, the heading is row 1). `resultado`: nueva · conocida (its number
    is there already, nothing is changed) · rechazada, with its `problemas`. `avisos` are worth a look."""

    fila: int
    numero: str
    resultado: str
    problemas: tuple[str, ...] = ()
    avisos: tuple[str, ...] = ()


class _Undo(Exception):
    """Takes back everything of a file in which a row is wrong."""


def import_file(desk: Desk, path: Path, acto: Acto, *, declared: bool = False) -> list[Fila]:
    """Takes in every request of a file, or none when a row is wrong; `declared` says of all that their users are in
    process of desvinculación. Raises Refused when the file cannot be read as a table."""
    rows = list(read_table(path, needs=()))
    if rows and not any(_FIELD.get(_head(head)) == "numero" for head in rows[0]):
        raise Refused(f"{path} no tiene una columna con el número de solicitud («Solic.», «No. de solicitud»…)")
    report: list[Fila] = []
    try:
        with desk.db.write() as tx:
            report = [_take(desk, tx, number, cells, acto, declared) for number, cells in enumerate(rows, 2)]
            if any(row.problemas for row in report):
                raise _Undo
    except _Undo:
        report = [row if row.problemas else replace(row, resultado="no importada") for row in report]
    return report


def _head(text: str) -> str:
    return key(text.replace("_", " ").replace("°", " ").replace("º", " "))


def _take(desk: Desk, tx: sa.Connection, row: int, cells: Mapping[str, str], acto: Acto, declared: bool) -> Fila:
    named = {field: cells[head] for head in cells if (field := _FIELD.get(_head(head)))}
    problems: list[str] = []
    request, told = understand(named, rules(desk.settings).zona, problems)
    if not request.numero:
        return Fila(row, "", "rechazada", ("falta el número de solicitud", *problems))
    if store.by_number(tx, request.numero) is not None:
        return Fila(row, request.numero, "conocida")
    if declared:
        request = replace(request, desvinculacion=True)
    warnings: list[str] = []
    if not problems:
        request = with_institution(tx, request)
        problems, warnings = _enter(desk, tx, request, told, acto)
    return Fila(row, request.numero, "rechazada" if problems else "nueva", tuple(problems), tuple(warnings))


def understand(
    named: Mapping[str, str], zona: ZoneInfo, problems: list[str]
) -> tuple[SolicitudRespaldo, str | None]:
    """A request from the texts of its fields, and the state that the row tells; `problems` gains what is wrong."""
    values: dict[str, Any] = {name: named[name] for name in _TEXTS if not is_nothing(named.get(name))}
    values |= {name: named[name].lower() for name in _ADDRESSES if not is_nothing(named.get(name))}
    cedula = check_cedula(named.get("cedula"))
    values["cedula"] = cedula.valor
    for name in _DATES:
        values[name] = _date(named.get(name, ""), name, problems)
    values["fecha_solicitud"] = _moment(named.get("fecha_solicitud", ""), zona, problems)
    count = named.get("documentos", "")
    if count and not count.isdecimal():
        problems.append(f"la cantidad de documentos («{count}») no es un número")
    values["documentos"] = int(count) if count.isdecimal() else None
    values["desvinculacion"] = key(named.get("desvinculacion", "")) in _YES
    values["activo"] = key(named.get("activo", "si")) in _YES
    values["comentario"] = named.get("comentario", "")
    told = named.get("estado") or None
    if told and read_state(told) is None:
        problems.append(f"el estado «{told}» no se conoce")
    return SolicitudRespaldo(**{"numero": "", **values}), read_state(told)


def _enter(
    desk: Desk, tx: sa.Connection, request: SolicitudRespaldo, told: str | None, acto: Acto
) -> tuple[list[str], list[str]]:
    """Sent and approved requests are the desk's work; the others are history of Quipux, kept as told."""
    if told not in (None, "en_edicion", "enviada", "aprobada"):
        request = replace(request, en_quipux=True, estado=told, respaldo=ACOMPANA[told])  # type: ignore[arg-type]
        step = Paso(acto.cuando, "Importada", acto.usuario, acto.area, request.estado, request.respaldo)
        keep(desk, tx, CambioRespaldo(request, (step,)), acto.usuario, "importar")
        return [], []
    politica = rules(desk.settings)
    today = acto.cuando.astimezone(politica.zona).date()
    problems, warnings = admissible(desk, tx, request, today)
    if problems:
        return problems, warnings
    sent = move(request, "enviada", acto)
    assert isinstance(sent, CambioRespaldo)
    saved = keep(desk, tx, sent, acto.usuario, "importar")
    if told == "aprobada":
        approved = approve(saved, agenda(tx, politica, desk.calendar, today), acto)
        if isinstance(approved, Refusal):
            return [approved.motivo], warnings
        keep(desk, tx, approved, acto.usuario, "aprobar")
    return [], warnings


def _date(cell: str, name: str, problems: list[str]) -> date | None:
    if not cell:
        return None
    iso = read_date(cell)
    if iso is None:
        problems.append(f"no se entiende la fecha «{cell}» ({name})")
        return None
    return date.fromisoformat(iso)


def _moment(cell: str, zona: ZoneInfo, problems: list[str]) -> datetime | None:
    """``2017-02-08 16:55:50 (GMT-5)``, or a bare date (its midnight); always the desk's local time."""
    found = _MOMENT.search(cell)
    if found:
        try:
            return datetime.fromisoformat(f"{found[1]} {found[2].zfill(5)}").replace(tzinfo=zona)
        except ValueError:
            problems.append(f"no se entiende la fecha «{cell}» (fecha_solicitud)")
            return None
    day = _date(cell, "fecha_solicitud", problems)
    return datetime(day.year, day.month, day.day, tzinfo=zona) if day else None


def end_of(day: date, zona: ZoneInfo) -> datetime:
    """The first moment after a local day."""
    return datetime(day.year, day.month, day.day, tzinfo=zona) + timedelta(days=1)
