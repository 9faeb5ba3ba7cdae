"""Decisions of staff: load the case, let the law decide, apply; recorded with who and when."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from cases.calendar import Calendar
from cases.case import Case, Facts, InstitucionRegistrada, Transicion
from cases.decision import Decision, Refusal
from cases.errors import Refused
from cases.policy import Policy
from intake import facts
from intake.apply import apply
from intake.desk import Desk, open_desk, open_store, system_clock
from intake.settings import Settings
from registry import audit, case_store, corrections, journal, outbox
from registry.database import Database

Law = Callable[[Case, Facts, Calendar, Policy, datetime, str], Decision | Refusal]


def who_am_i() -> str:
    """The clerk as the record names him: AIQ_USER where several share an account, else the login name."""
    return os.environ.get("AIQ_USER") or getpass.getuser()


@dataclass(frozen=True, slots=True)
class Done:
    """A command's outcome: the case after it, as it was before it, the letters it wrote (rows of the outbox), the
    institution as the base knew it before, and what the history says of it."""

    case: Case
    before: Case
    letters: tuple[dict[str, Any], ...]
    home: InstitucionRegistrada | None = None
    motivo: str = ""


class _OnlyPreview(Exception):
    """Carries the outcome out of a transaction that is not to be kept."""

    def __init__(self, done: Done) -> None:
        super().__init__()
        self.done = done


def decide(settings: Settings, number: str, action: str, law: Law, **options: Any) -> Done:
    """`decide_at` on a desk opened for this one command."""
    with closing(open_desk(settings)) as desk:
        return decide_at(desk, number, action, law, **options)


def decide_at(
    desk: Desk,
    number: str,
    action: str,
    law: Law,
    *,
    version: int | None = None,
    preview: bool = False,
    hold: timedelta = timedelta(),
) -> Done:
    """One command on one case. Its letters leave after `hold`; with `preview` nothing is kept at all.

    Raises Refused when the law says no, there is no such case, or `version` (what the clerk had seen) is not the
    case's any more."""
    try:
        with desk.db.write() as tx:
            done = _decided(desk, tx, number, action, law, version, hold)
            if preview:
                raise _OnlyPreview(done)
    except _OnlyPreview as shown:
        return shown.done
    return done


def _decided(
    desk: Desk, tx: sa.Connection, number: str, action: str, law: Law, version: int | None, hold: timedelta
) -> Done:
    who = who_am_i()
    case = case_store.load(tx, number.upper(), lock=True)
    if case is None:
        raise Refused(f"No existe el caso {number}.")
    if version is not None and case.version != version:
        raise Refused(f"Alguien cambió el caso {case.caso} mientras usted lo veía: vuelva a abrirlo.")
    known = facts.about_case(tx, case)
    decision = law(case, known, desk.calendar, desk.policy, desk.now(), who)
    if isinstance(decision, Refusal):
        raise Refused(decision.motivo)
    there = {row["id"] for row in outbox.listing(tx, caso_numero=case.caso)}
    _, saved = apply(desk, tx, decision, who=who, action=action, hold=hold)
    assert saved is not None
    new = [row["id"] for row in outbox.listing(tx, caso_numero=case.caso) if row["id"] not in there]
    letters = tuple(row for key in new if (row := outbox.one(tx, key)) is not None)
    return Done(saved, case, letters, known.institucion, decision.transiciones[-1].motivo)


def undo(desk: Desk, done: Done) -> Case:
    """Takes a command back: the case and the base of AIQs stand as before and its letters stay here.

    Raises Refused when a letter has left, or the case or the base has gone on meanwhile."""
    who, now = who_am_i(), desk.now()
    with desk.db.write() as tx:
        case = case_store.load(tx, done.case.caso, lock=True)
        if case is None or case.version != done.case.version:
            raise Refused(f"El caso {done.case.caso} siguió adelante: ya no se puede deshacer.")
        known = done.home
        if known is not None and not corrections.take_back(tx, case.caso, known, done.case.actualizado):
            raise Refused("El registro ya cambió: corríjalo con otro trámite.")
        for letter in done.letters:
            if not outbox.cancel(tx, letter["id"], f"deshecho por {who}"):
                raise Refused("Una de sus cartas ya salió: no se puede deshacer.")
        restored = replace(done.before, version=case.version, actualizado=now)
        line = Transicion(case.estado, restored.estado, now, who, "Se deshizo la última decisión.")
        _, saved = case_store.save(tx, restored, [line], now.year)
        desk.db.lock(tx, audit.LOCK)
        audit.append(tx, now, who, "deshacer", saved.caso, {"estado": saved.estado})
    return saved


def edit_letter(settings: Settings, key: int, rewrite: Callable[[str, str], tuple[str, str] | None]) -> bool:
    """Lets `rewrite` change subject and text of a letter that has not begun to leave; false when it changed nothing.

    Raises Refused when the letter is gone or somebody is sending it."""
    from intake.letterview import parts_of
    from replies.edit import edited
    from replies.render import Renderer

    with closing(open_store(settings)) as db:
        with db.read() as tx:
            row = outbox.one(tx, key)
        if row is None or row["estado"] != "en_cola":
            raise Refused(f"La carta {key} no existe o ya no espera en la cola.")
        parts = parts_of(row["mail"])
        written = rewrite(row["asunto"], parts.text)
        if written is None or written == (row["asunto"], parts.text):
            return False
        html = Renderer(settings.replies.templates).edited_html(written[1])
        with db.write() as tx:
            if not outbox.replace_mail(tx, key, written[0], edited(row["mail"], *written, html), row["mail"]):
                raise Refused(f"La carta {key} está saliendo o alguien la cambió: vuelva a abrirla.")
            db.lock(tx, audit.LOCK)
            audit.append(tx, system_clock(), who_am_i(), "carta_editada", row["caso"], {"carta": key})
    return True


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


def read_again(settings: Settings, keys: Sequence[int], *, also_with_case: bool = False) -> int:
    """Lets mails be read anew in the next round; how many. Raises Refused when one is not there, or belongs to a case:
    a second reading could open another and write a second letter, so that has to be asked for (`also_with_case`)."""
    with closing(open_store(settings)) as db, db.write() as tx:
        for key in keys:
            row = journal.one(tx, key)
            if row is None:
                raise Refused(f"No existe el mensaje {key}.")
            if row["caso"] and not also_with_case:
                raise Refused(f"El mensaje {key} ya es del caso {row['caso']}: leerlo otra vez puede abrir otro caso y "
                              "enviar otra carta. Si es lo que quiere, añada --force.")  # fmt: skip
        again = journal.reopen(tx, system_clock(), keys=list(keys))
        db.lock(tx, audit.LOCK)
        audit.append(tx, system_clock(), who_am_i(), "mensaje_releido", None, {"mensajes": sorted(set(keys))})
    return again


def record(db: Database, tx: sa.Connection, action: str, detail: dict[str, Any]) -> None:
    """Writes into the record what a person does outside any case, within the transaction that does it."""
    db.lock(tx, audit.LOCK)
    audit.append(tx, system_clock(), who_am_i(), action, None, detail)
