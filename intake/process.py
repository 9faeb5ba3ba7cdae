"""From a journalled mail to its one outcome: read in a killable process, decide, apply in one transaction.

Mails that wait together are decided together: a durable commit costs more than a decision. Where one of a group is in
the way, nothing of the group is written and each is decided alone."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from cases import threads
from cases.case import Facts
from cases.decide import decide_all
from cases.decision import Decision
from cases.desk import MessageFacts
from cases.errors import Conflict, TryAgain
from cases.gate import Cause, wording
from cases.reading import Reading
from intake import facts
from intake.ahead import Ahead, Read, give_back
from intake.apply import Order, apply_all, write_record
from intake.desk import Desk, Stopping
from intake.reader import ReaderFailed
from intake.respaldos import answering
from intake.waves import waves
from registry import audit, case_store, journal, outbox
from registry.journal import Claimed

READER_TRIES = 2
WORLD_PAUSE = timedelta(seconds=30)
CONFLICT_TRIES = 5


def work(desk: Desk, *, include_backlog: bool = False, told: Callable[[int], None] = lambda count: None) -> int:
    """Takes every waiting mail through to its outcome and returns how many these were; `told` hears how many of them
    after each group. What it raises ends the work, and what is in hand is given back."""
    total = 0
    with Ahead(desk, include_backlog=include_backlog) as ahead:
        while group := ahead.group():
            _settle(desk, group)
            total += len(group)
            told(len(group))
    return total


def _settle(desk: Desk, group: Sequence[Read]) -> None:
    """Each mail to its outcome: those that were read together, in one transaction, unless one of them is in the way."""
    together = [each for each in group if each.reading is not None]
    alone = [each for each in group if each.reading is None]
    if len(together) < 2 or not _decided_together(desk, together):
        alone = [*together, *alone]
    for each in alone:
        _safely(desk, each)


def _decided_together(desk: Desk, mails: Sequence[Read]) -> bool:
    try:
        with desk.stage("decidir", len(mails)):
            decide_and_apply(desk, mails)
    except Exception as error:
        # Nothing of the group was written. Whose fault it was is seen when each is decided alone.
        desk.log.warning("grupo_deshecho", correos=len(mails), error=type(error).__name__)
        return False
    return True


def _safely(desk: Desk, mail: Read) -> None:
    """One mail; whatever happens to it, the round goes on. Trouble of the world is no verdict on the mail."""
    claimed = mail.claimed
    log = desk.log.bind(mensaje=claimed.id)
    try:
        _handle(desk, mail)
    except Stopping:
        give_back(desk, [claimed], desk.now() - timedelta(seconds=1), None)
    except TryAgain as error:
        log.warning("se_intentara_de_nuevo", motivo=str(error))
        give_back(desk, [claimed], error.at or desk.now() + WORLD_PAUSE, str(error))
    except Exception as error:
        log.error("mensaje_apartado", error=type(error).__name__)
        _set_aside(desk, claimed, f"error del programa: {type(error).__name__}", _told())


def _told() -> str:
    """The traceback at hand without what no database keeps: a mail can have put its own characters into it."""
    return traceback.format_exc().encode("utf-8", "backslashreplace").decode().replace("\0", "\ufffd")


def _set_aside(desk: Desk, claimed: Claimed, reason: str, detail: str) -> None:
    try:
        with desk.db.write() as tx:
            if not journal.still_mine(tx, claimed.id, desk.owner):
                return
            journal.finish(tx, claimed.id, resultado="apartado", motivo=reason, detalle=detail, now=desk.now())
        desk.meter.mail("apartado")
    except TryAgain:
        desk.log.warning("no_se_pudo_apartar", mensaje=claimed.id)


def _handle(desk: Desk, mail: Read) -> None:
    claimed = mail.claimed
    if mail.trouble is not None:
        if not isinstance(mail.trouble, ReaderFailed):
            raise mail.trouble
        _reader_failed(desk, claimed, mail.trouble)
    elif claimed.intentos > desk.settings.reading.max_attempts:
        tries = claimed.intentos - 1
        _set_aside(desk, claimed, f"el programa no llegó a terminar este correo en {tries} intentos", "")
    elif claimed.incompleto:
        _set_aside(desk, claimed, "el correo supera el tamaño permitido; está entero en el buzón", "")
    elif claimed.copia_de is not None:
        _finish_duplicate(desk, claimed, claimed.copia_de)
    else:
        _decide_alone(desk, mail)


def _decide_alone(desk: Desk, mail: Read) -> None:
    for _ in range(CONFLICT_TRIES):
        try:
            with desk.stage("decidir"):
                decide_and_apply(desk, [mail])
        except Conflict:
            continue
        return
    raise TryAgain("el caso cambia sin cesar")


def _finish_duplicate(desk: Desk, claimed: Claimed, copy_of: int) -> None:
    with desk.db.write() as tx:
        if not journal.still_mine(tx, claimed.id, desk.owner):
            return
        original = journal.one(tx, copy_of) or {}
        journal.finish(
            tx,
            claimed.id,
            resultado="duplicado",
            motivo=f"es el mismo correo que el mensaje {copy_of}",
            now=desk.now(),
            caso_id=original.get("caso_id"),
            remitente=original.get("remitente"),
            asunto=original.get("asunto"),
            tipo=original.get("tipo"),
        )
    desk.meter.mail("duplicado")
    desk.log.info("duplicado", mensaje=claimed.id, de=copy_of)


def _reader_failed(desk: Desk, claimed: Claimed, error: ReaderFailed) -> None:
    """A mail that breaks its reader is tried once more and then set aside with what the reader could still tell."""
    desk.log.warning("lector_caido", mensaje=claimed.id, motivo=error.reason, intento=claimed.intentos)
    if claimed.intentos >= READER_TRIES:
        _set_aside(desk, claimed, error.reason, f"{error.detail}\n{error.traceback}".strip())
        return
    with desk.db.write() as tx:
        if journal.still_mine(tx, claimed.id, desk.owner):
            journal.release(tx, [claimed.id], desk.now(), error.reason)


def decide_and_apply(desk: Desk, mails: Sequence[Read]) -> None:
    """Decides on each mail in its turn and writes everything in one transaction, all of them or none. Whatever is no
    longer ours is passed over."""
    now = desk.now()
    with desk.db.write() as tx:
        desk.db.lock(tx, *(name for each in mails for name in facts.lock_names(desk.key, _read(each))))
        mine = journal.of_these_mine(tx, [each.claimed.id for each in mails], desk.owner)
        ours = [each for each in mails if each.claimed.id in mine]
        outcomes: list[Decision] = []
        record: list[audit.Record] = []
        for wave in waves(desk.key, ours, desk.policy):
            made, entries = _decide(desk, tx, wave, now)
            outcomes += made
            record += entries
        write_record(desk, tx, record)
        desk.step("before-commit")
    for each, outcome in zip(ours, outcomes, strict=True):
        desk.meter.mail(outcome.resultado or "procesado")
        desk.log.info("mensaje", mensaje=each.claimed.id, tipo=_read(each).tipo, resultado=outcome.resultado)
        desk.step("committed")


def _read(mail: Read) -> Reading:
    assert mail.reading is not None
    return mail.reading


def _decide(
    desk: Desk, tx: sa.Connection, wave: Sequence[Read], now: datetime
) -> tuple[list[Decision], list[audit.Record]]:
    """Gathers facts, decides on each mail and writes, but for the record, which is returned with the outcomes."""
    known = facts.gather(tx, desk.key, [_read(each) for each in wave])
    decided = [_decisions(desk, tx, each, about, now) for each, about in zip(wave, known, strict=True)]
    orders = [
        Order(decision, _cause(desk, mail), mail.claimed.id)
        for mail, decisions in zip(wave, decided, strict=True) for decision in decisions
    ]  # fmt: skip
    saved, record = apply_all(desk, tx, orders, who="sistema", action="mensaje")
    keys = iter(key for key, _ in saved)
    mails = []
    for mail, decisions in zip(wave, decided, strict=True):
        of_cases = [next(keys) for _ in decisions]
        _link_bounce(desk, tx, decisions[0])
        mails.append(_outcome(tx, mail, decisions[0], of_cases))
    journal.finish_all(tx, mails, now)
    for _ in wave:
        desk.step("decided")
    return [decisions[0] for decisions in decided], record


def _decisions(
    desk: Desk, tx: sa.Connection, mail: Read, about: Sequence[Facts], now: datetime
) -> tuple[Decision, ...]:
    claimed = mail.claimed
    message = MessageFacts(mensaje=claimed.id, recibido=claimed.recibido, sha256=claimed.sha256)
    return decide_all(message, _read(mail), about, desk.calendar, desk.policy, now, answering(tx, desk.settings))


def _cause(desk: Desk, mail: Read) -> Cause:
    reading = _read(mail)
    return Cause.of(reading, bool(threads.find_all(desk.key, reading.sobre.asunto, reading.sobre.referencias)))


def _outcome(
    tx: sa.Connection, mail: Read, outcome: Decision, case_keys: Sequence[int | None]
) -> dict[str, Any]:
    """What the journal keeps of a mail."""
    reading = _read(mail)
    case_key = next((each for each in case_keys if each is not None), None)
    if case_key is None and outcome.enlace:
        case_key = case_store.key_of(tx, outcome.enlace)
    return {
        "key": mail.claimed.id,
        "resultado": outcome.resultado or "procesado",
        "motivo": _reason(mail.claimed, outcome),
        "caso_id": case_key,
        "remitente": reading.sobre.remitente,
        "asunto": reading.sobre.asunto,
        "tipo": reading.tipo,
        "autenticacion": reading.sobre.autenticacion,
        "sospechas": list(reading.sobre.sospechas),
        "redaccion": wording(reading.texto_nuevo) or None,
    }


def _reason(claimed: Claimed, outcome: Decision) -> str | None:
    if claimed.mismo_id is None:
        return outcome.motivo
    note = f"lleva el mismo Message-ID que el mensaje {claimed.mismo_id} con otro contenido"
    return f"{outcome.motivo}; {note}" if outcome.motivo else note


def _link_bounce(desk: Desk, tx: sa.Connection, outcome: Decision) -> None:
    """A delivery report is written beside the letter it speaks of; an address that is gone is flagged, when it is one
    of the letter's: whoever got a letter could otherwise have anybody's address refused by naming its Message-ID."""
    report = outcome.rebote
    letter = outbox.by_message_id(tx, report.message_id) if report and report.message_id else None
    if report is None or letter is None or not report.permanente:
        return
    said = " ".join(part for part in (report.codigo, report.diagnostico) if part) or "sin explicación"
    outbox.bounced(tx, letter[0], said)
    if report.destinatario and report.destinatario.lower() in outbox.addressees(tx, letter[0]):
        outbox.flag_address(tx, report.destinatario.lower(), said, desk.now())
