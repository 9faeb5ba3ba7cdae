"""Attendance of a whole course, from one table to the training record of each new AIQ: all rows or none."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from cases import clerk_steps
from cases.decision import Refusal
from cases.errors import Refused
from cases.identifiers import check_cedula
from cases.text import fold
from intake import facts
from intake.apply import apply
from intake.clerk import who_am_i
from intake.desk import Desk, open_desk
from intake.settings import Settings
from intake.tablefile import read_table
from registry import case_store

COLUMNS = ("cedula", "fecha", "horas", "modulo")


@dataclass(frozen=True, slots=True)
class AttendanceReport:
    """What became of one row (the heading is row 1); `problem` null: it is recorded."""

    row: int
    cedula: str
    caso: str | None
    problem: str | None


class _Undo(Exception):
    """Some row was not good: nothing of the file stays."""


def record_course(settings: Settings, path: Path) -> list[AttendanceReport]:
    """Records every session of the table on the open case of its cédula; raises Refused for a file that is no table."""
    rows = list(read_table(path, needs=COLUMNS))
    with closing(open_desk(settings)) as desk:
        try:
            with desk.db.write() as tx:
                reports = [_record(desk, tx, number, cells) for number, cells in enumerate(rows, 2)]
                if any(each.problem for each in reports):
                    raise _Undo
        except _Undo:
            pass
    return reports


def _record(desk: Desk, tx: sa.Connection, number: int, cells: dict[str, str]) -> AttendanceReport:
    cedula = check_cedula(cells["cedula"]).valor or cells["cedula"]
    case = case_store.open_for_person(tx, "solicitud_cambio_aiq", cedula)
    if case is None:
        return AttendanceReport(number, cedula, None, "ningún caso abierto tiene esa cédula")
    who = who_am_i()
    try:
        decision = clerk_steps.training(
            case, facts.about_case(tx, case), desk.calendar, desk.policy, desk.now(), who, **_session(cells)
        )
    except Refused as error:
        return AttendanceReport(number, cedula, case.caso, str(error))
    if isinstance(decision, Refusal):
        return AttendanceReport(number, cedula, case.caso, decision.motivo)
    apply(desk, tx, decision, who=who, action="capacitacion")
    return AttendanceReport(number, cedula, case.caso, None)


def _session(cells: dict[str, str]) -> dict[str, Any]:
    """The session of one row; Refused when a cell makes no sense."""
    try:
        day = date.fromisoformat(cells["fecha"][:10])
        hours = float(cells["horas"].replace(",", "."))
    except ValueError as error:
        raise Refused("la fecha (AAAA-MM-DD) o las horas no se entienden") from error
    module = fold(cells["modulo"]).removeprefix("bandeja de ").split(" ")[0]
    return {"fecha": day, "horas": hours, "modulo": module, "resultado": cells.get("resultado") or "aprobado"}
