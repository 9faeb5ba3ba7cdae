"""From a journalled mail to its one outcome: read in a killable process, decide, apply in one transaction."""

from __future__ import annotations

import traceback
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import sqlalchemy as sa

from cases import threads
from cases.decide import decide_all
from cases.decision import Decision
from cases.desk import MessageFacts
from cases.errors import Conflict, TryAgain
from cases.gate import Cause, wording
from cases.reading import Reading
from intake import facts
from intake.apply import apply
from intake.desk import Desk, Stopping
from intake.reader import ReaderFailed
from intake.respaldos import answering
from registry import case_store, journal, outbox
from registry.journal import Claimed

LEASE = timedelta(minutes=10)
BATCH = 20
READER_TRIES = 2
WORLD_PAUSE = timedelta(seconds=30)
CONFLICT_TRIES = 5


def work(desk: Desk, *, include_backlog: bool = False) -> int:
    """Takes one batch of waiting mails through to their outcomes; returns how many were in hand (0: nothing waits)."""
    now = desk.now()
    with desk.db.write() as tx:
        claimed = journal.claim(tx, desk.owner, now, most=BATCH, lease=LEASE, include_backlog=include_backlog)
    if not claimed:
        return 0
    workers = desk.settings.reading.workers
    if workers > 1 and len(claimed) > 1:
        with ThreadPoolExecutor(workers) as pool:
            list(pool.map(lambda one: _safely(desk, one), claimed))
    else:
        for one in claimed:
            _safely(desk, one)
    return len(claimed)


def _safely(desk: Desk, claimed: Claimed) -> None:
    """One mail; whatever happens to it, the round goes on. Trouble of the world is no verdict on the mail."""
    log = desk.log.bind(mensaje=claimed.id)
    try:
        if desk.stop.is_set():
            raise Stopping
        _handle(desk, claimed)
    except Stopping:
        _give_back(desk, claimed, desk.now() - timedelta(seconds=1), None)
    except TryAgain as error:
        log.warning("se_intentara_de_nuevo", motivo=str(error))
        _give_back(desk, claimed, error.at or desk.now() + WORLD_PAUSE, str(error))
    except Exception as error:
        log.error("mensaje_apartado", error=type(error).__name__)
        _set_aside(desk, claimed, f"error del programa: {type(error).__name__}", _told())


def _told() -> str:
    """The traceback at hand without what no database keeps: a mail can have put its own characters into it."""
    return traceback.format_exc().encode("utf-8", "backslashreplace").decode().replace("\0", "\ufffd")


def _give_back(desk: Desk, claimed: Claimed, at: object, reason: str | None) -> None:
    """Back to waiting with its attempt forgiven; when even that cannot be written, the lease will run out."""
    try:
        with desk.db.write() as tx:
            if journal.still_mine(tx, claimed.id, desk.owner):
                journal.release(tx, [claimed.id], at, reason, forgive=True)  # type: ignore[arg-type]
    except TryAgain:
        desk.log.warning("no_se_pudo_devolver", mensaje=claimed.id)


def _set_aside(desk: Desk, claimed: Claimed, reason: str, detail: str) -> None:
    try:
        with desk.db.write() as tx:
            if not journal.still_mine(tx, claimed.id, desk.owner):
                return
            journal.finish(tx, claimed.id, resultado="apartado", motivo=reason, detalle=detail, now=desk.now())
        desk.meter.mail("apartado")
    except TryAgain:
        desk.log.warning("no_se_pudo_apartar", mensaje=claimed.id)


def _handle(desk: Desk, claimed: Claimed) -> None:
    if claimed.intentos > desk.settings.reading.max_attempts:
        tries = claimed.intentos - 1
        _set_aside(desk, claimed, f"el programa no llegó a terminar este correo en {tries} intentos", "")
        return
    if claimed.incompleto:
        _set_aside(desk, claimed, "el correo supera el tamaño permitido; está entero en el buzón", "")
        return
    if claimed.copia_de is not None:
        _finish_duplicate(desk, claimed, claimed.copia_de)
        return
    raw = desk.archive.load(claimed.sha256)
    try:
        with desk.stage("leer"):
            reading = desk.reader.read(raw, f"mensaje-{claimed.id}.eml", claimed.recibido)
    except ReaderFailed as error:
        _reader_failed(desk, claimed, error)
        return
    desk.step("read")
    for _ in range(CONFLICT_TRIES):
        try:
            with desk.stage("decidir"):
                decide_and_apply(desk, claimed, reading)
        except Conflict:
            continue
        desk.step("committed")
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


def decide_and_apply(desk: Desk, claimed: Claimed, reading: Reading) -> None:
    """Gathers facts, decides and writes everything in one transaction; does nothing when the mail is no longer ours."""
    now = desk.now()
    with desk.db.write() as tx:
        desk.db.lock(tx, *facts.lock_names(reading))
        if not journal.still_mine(tx, claimed.id, desk.owner):
            return
        cause = Cause.of(reading, bool(threads.find_all(desk.key, reading.sobre.asunto, reading.sobre.referencias)))
        message = MessageFacts(mensaje=claimed.id, recibido=claimed.recibido, sha256=claimed.sha256)
        requests = (reading.solicitud, *reading.otras)
        decisions = decide_all(
            message, reading, [facts.gather(tx, desk.key, reading, each) for each in requests],
            desk.calendar, desk.policy, now, answering(tx, desk.settings),
        )  # fmt: skip
        outcome = decisions[0]
        case_keys = [
            apply(desk, tx, each, who="sistema", action="mensaje", cause=cause, message_key=claimed.id)[0]
            for each in decisions
        ]
        _link_bounce(desk, tx, outcome)
        journal.finish(
            tx,
            claimed.id,
            resultado=outcome.resultado or "procesado",
            motivo=_reason(claimed, outcome),
            now=now,
            caso_id=next((each for each in case_keys if each is not None), None)
            or (case_store.key_of(tx, outcome.enlace) if outcome.enlace else None),
            remitente=reading.sobre.remitente,
            asunto=reading.sobre.asunto,
            tipo=reading.tipo,
            autenticacion=reading.sobre.autenticacion,
            sospechas=list(reading.sobre.sospechas),
            redaccion=wording(reading.texto_nuevo) or None,
        )
        desk.step("before-commit")
    desk.meter.mail(outcome.resultado or "procesado")
    desk.log.info("mensaje", mensaje=claimed.id, tipo=reading.tipo, resultado=outcome.resultado)


def _reason(claimed: Claimed, outcome: Decision) -> str | None:
    if claimed.mismo_id is None:
        return outcome.motivo
    note = f"lleva el mismo Message-ID que el mensaje {claimed.mismo_id} con otro contenido"
    return f"{outcome.motivo}; {note}" if outcome.motivo else note


def _link_bounce(desk: Desk, tx: sa.Connection, outcome: Decision) -> None:
    """A delivery report is written beside the letter it speaks of; an address that is gone is flagged."""
    report = outcome.rebote
    letter = outbox.by_message_id(tx, report.message_id) if report and report.message_id else None
    if report is None or letter is None or not report.permanente:
        return
    said = " ".join(part for part in (report.codigo, report.diagnostico) if part) or "sin explicación"
    outbox.bounced(tx, letter[0], said)
    if report.destinatario:
        outbox.flag_address(tx, report.destinatario.lower(), said, desk.now())
