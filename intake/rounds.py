"""A round: collect, read and decide, wake what is due, deliver, mark; each step safe to repeat after any death."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from cases.errors import Conflict, NotReady, TryAgain
from cases.wake import wake
from intake.apply import apply
from intake.collect import Collected, Collector
from intake.deliver import deliver
from intake.desk import Desk, Stopping
from intake.mailbox import ASIDE_KEYWORD, DONE_KEYWORD, Mailbox
from intake.owner import dead
from intake.process import work
from intake.respaldos_round import respaldos_round
from registry import case_store, journal, meta, outbox
from registry.journal import FolderRow
from replies.smtp import Sender

LEADER_LEASE = timedelta(minutes=2)
MARK_BATCH = 500
WAKE_BATCH = 50


@dataclass(slots=True)
class Round:
    """What one round did, for its last log line and for `aiq run --once`. `kept` counts the processes whose letters
    wait because the SMTP server did not take them."""

    collected: Collected | None = None
    read: int = 0
    woken: int = 0
    delivered: int = 0
    marked: int = 0
    kept: int = 0
    doubtful: list[int] = field(default_factory=list)
    bugs: list[Exception] = field(default_factory=list)

    @contextmanager
    def part(self, desk: Desk, name: str) -> Iterator[None]:
        """A part of the round whose bugs are told and kept here, so that the others have their turn."""
        try:
            yield
        except (Stopping, TryAgain, NotReady):
            raise
        except Exception as error:
            desk.log.exception("parte_fallida", parte=name)
            self.bugs.append(error)


def recover(desk: Desk) -> list[int]:
    """Frees what dead processes of this machine had in hand; letters that may have left are put in doubt."""
    with desk.db.read() as tx:
        holders = journal.owners(tx) | outbox.owners(tx) | meta.lease_owners(tx)
        overdue = outbox.overdue(tx, desk.now())
    gone = dead(holders)
    if not gone and not overdue:
        return []
    with desk.db.write() as tx:
        journal.free_leases_of(tx, gone)
        meta.drop_leases(tx, gone)
        doubtful = outbox.doubt_those_of(tx, gone, desk.now())
    for key in doubtful:
        desk.log.error("carta_en_duda", carta=key)
    return doubtful


def leader_name(desk: Desk) -> str:
    mailbox = desk.settings.mailbox
    return f"buzon:{mailbox.user}@{mailbox.host}/{mailbox.folder}"


def lead(desk: Desk) -> bool:
    """Whether this process may collect from the mailbox now; only one does at a time."""
    length = max(LEADER_LEASE, timedelta(seconds=3 * desk.settings.mailbox.poll_seconds))
    with desk.db.write() as tx:
        desk.db.lock(tx, leader_name(desk))
        return meta.take_lease(tx, leader_name(desk), desk.owner, desk.now(), length)


def resign(desk: Desk) -> None:
    """Gives up the leadership at the end, so that the next process need not find out that this one is gone."""
    with desk.db.write() as tx:
        meta.drop_leases(tx, [desk.owner])


def work_all(desk: Desk, sender: Sender, done: Round, *, include_backlog: bool) -> None:
    """Every waiting mail to its outcome, letters leaving in between, so that the first is not kept by the last."""

    def told(count: int) -> None:
        done.read += count
        desk.check_stop()
        done.delivered += deliver(desk, sender)

    work(desk, include_backlog=include_backlog, told=told)


def wake_due(desk: Desk) -> int:
    """Wakes cases whose deadline has come; one that somebody else changes meanwhile is left for the next round."""
    woken, left = 0, set[str]()
    while True:
        with desk.db.read() as tx:
            due = case_store.due(tx, desk.now(), WAKE_BATCH + len(left))
        numbers = [number for number in due if number not in left]
        if not numbers:
            return woken
        for number in numbers:
            desk.check_stop()
            if _wake_one(desk, number):
                woken += 1
            else:
                left.add(number)


def _wake_one(desk: Desk, number: str) -> int:
    try:
        with desk.db.write() as tx:
            case = case_store.load(tx, number, lock=True)
            if case is None or case.vence is None or case.vence > desk.now():
                return 0
            decision = wake(case, desk.calendar, desk.policy, desk.now())
            if decision is None:
                return 0
            apply(desk, tx, decision, who="sistema", action="plazo")
    except (Conflict, TryAgain):
        return 0
    except Exception:
        # One case that meets a bug must not keep the others asleep; it stays due and is told again every round.
        desk.log.exception("plazo_fallido", caso=number)
        return 0
    return 1


def mark(desk: Desk, mailbox: Mailbox, folder: FolderRow) -> int:
    """Marks or moves finished mails on the server, last of all; repeating it does no harm."""
    total = 0
    selected = mailbox.select()
    if selected.uidvalidity != folder.uidvalidity:
        return 0  # the UIDs name other mails now
    keywords = selected.keywords
    while True:
        with desk.db.read() as tx:
            rows = journal.to_mark(tx, folder.id, MARK_BATCH)
        if not rows:
            return total
        desk.step("before-mark")
        aside = [uid for _, uid, outcome in rows if outcome == "apartado"]
        finished = [uid for _, uid, outcome in rows if outcome != "apartado"]
        if finished:
            mailbox.mark(finished, f"\\Seen {DONE_KEYWORD}" if keywords else "\\Seen")
        if aside:
            mailbox.mark(aside, f"\\Flagged {ASIDE_KEYWORD}" if keywords else "\\Flagged")
        if finished and desk.settings.mailbox.processed_folder:
            mailbox.move(finished, desk.settings.mailbox.processed_folder)
        desk.step("after-mark")
        with desk.db.write() as tx:
            journal.marked(tx, [key for key, _, _ in rows])
        total += len(rows)


def settle_doubts(desk: Desk, mailbox: Mailbox) -> int:
    """Letters in doubt of which a copy lies in the Sent folder did leave; the others stay for a person."""
    sent_folder = desk.settings.mailbox.sent_folder
    if not sent_folder:
        return 0
    with desk.db.read() as tx:
        doubtful = outbox.doubtful(tx)
    proved = [key for key, message_id in doubtful if mailbox.has_message_id(sent_folder, message_id)]
    for key in proved:
        with desk.db.write() as tx:
            outbox.settle(tx, key, "enviada", now=desk.now(), error=f"hay copia en {sent_folder}")
    return len(proved)


def round_of(
    desk: Desk, mailbox: Mailbox | None, collector: Collector | None, sender: Sender, *, answer_backlog: bool = False
) -> Round:
    """One whole round. Without a collector (another process leads) it works on what is already journalled."""
    done = Round()
    try:
        with done.part(desk, "recuperar"):
            done.doubtful = recover(desk)
        if collector is not None:
            with desk.stage("recoger"):
                done.collected = collector.collect(answer_backlog=answer_backlog)
            report_reconciliation(desk, done.collected)
        desk.step("collected")
        with done.part(desk, "leer"):
            work_all(desk, sender, done, include_backlog=answer_backlog)
        with done.part(desk, "plazos"):
            done.woken = wake_due(desk)
        with done.part(desk, "respaldos"):
            respaldos_round(desk)
        with done.part(desk, "entregar"):
            done.delivered += deliver(desk, sender)
        if mailbox is not None and collector is not None:
            with done.part(desk, "dudas"):
                settle_doubts(desk, mailbox)
            with done.part(desk, "marcar"), desk.stage("marcar"):
                done.marked = mark(desk, mailbox, collector.folder)
    except Stopping:
        desk.log.info("fin_pedido")
    return done


def report_reconciliation(desk: Desk, seen: Collected) -> None:
    """Says «on server = journalled» and keeps the difference where `aiq doctor` and the metrics find it."""
    log = desk.log.error if seen.difference else desk.log.info
    log("conciliacion", en_servidor=seen.on_server, anotados=seen.journalled, nuevos=seen.new)
    if seen.first_contact:
        desk.log.info("primer_contacto", previos=seen.backlog)
    with desk.db.write() as tx:
        meta.put(
            tx,
            "conciliacion",
            {"cuando": desk.now().isoformat(), "en_servidor": seen.on_server, "anotados": seen.journalled},
        )
    if seen.difference:
        desk.log.error("diferencia", faltan=seen.difference)


