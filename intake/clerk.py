"""Decisions of staff: load the case, let the law decide, apply; recorded with who and when."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable
from contextlib import closing
from datetime import datetime

from cases.calendar import Calendar
from cases.case import Case, Facts
from cases.decision import Decision, Refusal
from cases.errors import Refused
from cases.policy import Policy
from intake import facts
from intake.apply import apply
from intake.desk import Desk, open_desk, open_store, system_clock
from intake.settings import Settings
from registry import audit, case_store, outbox

Law = Callable[[Case, Facts, Calendar, Policy, datetime, str], Decision | Refusal]


def who_am_i() -> str:
    """The clerk as the record names him: AIQ_USER where several share an account, else the login name."""
    return os.environ.get("AIQ_USER") or getpass.getuser()


def decide(settings: Settings, number: str, action: str, law: Law, *, version: int | None = None) -> Case:
    """One command on one case; returns the case as saved.

    Raises Refused when the law says no or there is no such case, Conflict when `version` (what the clerk had seen) is
    no longer the case's."""
    with closing(open_desk(settings)) as desk:
        return decide_at(desk, number, action, law, version=version)


def decide_at(desk: Desk, number: str, action: str, law: Law, *, version: int | None = None) -> Case:
    """`decide` on a desk that is open already, for commands that go through many cases."""
    who = who_am_i()
    with desk.db.write() as tx:
        case = case_store.load(tx, number.upper(), lock=True)
        if case is None:
            raise Refused(f"No existe el caso {number}.")
        if version is not None and case.version != version:
            raise Refused(f"Alguien cambió el caso {case.caso} mientras usted lo veía: vuelva a abrirlo.")
        decision = law(case, facts.about_case(tx, case), desk.calendar, desk.policy, desk.now(), who)
        if isinstance(decision, Refusal):
            raise Refused(decision.motivo)
        _, saved = apply(desk, tx, decision, who=who, action=action)
    assert saved is not None
    return saved


def retry_letter(settings: Settings, key: int) -> None:
    """Puts a letter back in the queue; Refused when it has left or there is none."""
    with closing(open_store(settings)) as db, db.write() as tx:
        if not outbox.retry(tx, key, system_clock()):
            raise Refused(f"La carta {key} no existe, ya salió o está saliendo.")
        db.lock(tx, audit.LOCK)
        audit.append(tx, system_clock(), who_am_i(), "carta_reenviada", None, {"carta": key})


def cancel_letter(settings: Settings, key: int, reason: str) -> None:
    """Holds a letter back; Refused when it has begun to leave."""
    with closing(open_store(settings)) as db, db.write() as tx:
        if not outbox.cancel(tx, key, reason):
            raise Refused(f"La carta {key} no existe o ya no se puede detener.")
        db.lock(tx, audit.LOCK)
        audit.append(tx, system_clock(), who_am_i(), "carta_cancelada", None, {"carta": key, "motivo": reason})
