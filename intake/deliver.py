"""Delivering: one hand-over a letter, the row committed on both sides of the moment that cannot be undone."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from cases.errors import TryAgain
from intake.desk import Desk
from registry import outbox
from registry.outbox import Waiting

if TYPE_CHECKING:
    from intake.settings import SmtpSection
    from replies.outcome import Outcome
    from replies.smtp import Sender

LEASE = timedelta(minutes=30)
# Letters taken in hand at a time: somewhat more than a group of mails brings, so that no second look is needed.
BATCH = 25
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=4)
# A server in trouble is left alone for a minute, and a letter that met it waits this long at most.
SERVER_PAUSE, LONGEST_SERVER_PAUSE = timedelta(minutes=1), timedelta(minutes=15)


class NoLongerOurs(Exception):
    """Somebody cancelled, edited or took the letter between claiming it and DATA."""


def open_sender(desk: Desk) -> Sender:
    """A connection to the SMTP server of the settings, opened with its first letter."""
    return sender_of(desk.settings.smtp)


def sender_of(smtp: SmtpSection, patience: float | None = None) -> Sender:
    """The same from its section; `patience` in seconds instead of the section's. Raises NotReady when the password's
    or the authorities' file cannot be read."""
    from replies.smtp import Sender, Server

    server = Server(
        host=smtp.host,
        port=smtp.port,
        security=smtp.security,
        user=smtp.user,
        password=smtp.secret(),
        connect_timeout=patience or smtp.timeout_seconds,
        command_timeout=smtp.timeout_seconds,
        data_timeout=smtp.data_timeout_seconds,
    )
    return Sender(server, smtp.tls() if smtp.ca_file else None)


def deliver(desk: Desk, sender: Sender) -> int:
    """Hands over what is due; returns how many letters the server took. Server trouble ends the delivery, and the next
    is not begun before its pause is over."""
    _record_late(desk)
    if not desk.settings.replies.enabled or _resting(desk):
        return 0
    taken = 0
    while letters := _claim(desk):
        few = len(letters) < BATCH
        try:
            with desk.db.many_alone():
                taken += _hand_over(desk, sender, letters)
        finally:
            _put_back(desk, letters)
        if few or desk.stop.is_set() or _resting(desk):
            break
    return taken


def _hand_over(desk: Desk, sender: Sender, letters: deque[Waiting]) -> int:
    """One letter after the other, each taken from the row when it is done, until the end or what ends a delivery."""
    taken = 0
    while letters and not desk.stop.is_set():
        with desk.stage("entregar"):
            outcome = _one(desk, sender, letters[0], last=len(letters) == 1)
        letters.popleft()
        taken += outcome is not None and outcome.kind == "accepted"
        if outcome is not None and outcome.server:
            desk.smtp_rests_until = desk.now() + SERVER_PAUSE
            desk.log.warning("smtp_sin_respuesta", motivo=outcome.text)
            break
    return taken


def _resting(desk: Desk) -> bool:
    """Whether the pause after server trouble still runs; a clock that was set back does not lengthen it."""
    until = desk.smtp_rests_until
    return until is not None and timedelta() < until - desk.now() <= SERVER_PAUSE


def _claim(desk: Desk) -> deque[Waiting]:
    with desk.db.write(lasting=False) as tx:
        return deque(outbox.claim(tx, desk.owner, desk.now(), most=BATCH, lease=LEASE))


def _one(desk: Desk, sender: Sender, letter: Waiting, *, last: bool) -> Outcome | None:
    """One letter to its outcome; null when it was no longer ours to send.

    The outcome is recorded at once. It reaches the disk with the note that the next letter begins to leave, that of the
    `last` by itself: so a power cut, too, leaves one letter in doubt at most."""
    desk.step("before-smtp")
    begun: list[int] = []
    try:
        outcome = sender.hand_over(letter.mail, desk.settings.desk.address, letter.para, _mark(desk, letter, begun))
    except NoLongerOurs:
        return None
    except TryAgain:
        raise
    except Exception as error:
        outcome = _bug(desk, sender, letter, error, bool(begun))
    desk.step("after-250")
    try:
        _record(desk, letter, outcome, lasting=last)
    except TryAgain:
        # The server has answered and only we know: it is written as soon as the database takes it.
        desk.unrecorded.append((letter, outcome))
    except Exception:
        # Its lease will end, and then it is in doubt.
        desk.log.exception("respuesta_sin_anotar", carta=letter.id, resultado=outcome.kind)
    desk.step("recorded")
    return outcome


def _bug(desk: Desk, sender: Sender, letter: Waiting, error: Exception, begun: bool) -> Outcome:
    """A letter that meets a bug is told and tried later, or in doubt when its text had begun to leave."""
    from replies.outcome import Outcome

    desk.log.exception("entrega_fallida", carta=letter.id)
    sender.close()
    return Outcome("unknown" if begun else "again", text=f"error del programa: {type(error).__name__}")


def _record_late(desk: Desk) -> None:
    while desk.unrecorded:
        letter, outcome = desk.unrecorded[0]
        try:
            _record(desk, letter, outcome)
        except TryAgain:
            raise
        except Exception:
            desk.log.exception("respuesta_sin_anotar", carta=letter.id, resultado=outcome.kind)
        desk.unrecorded.pop(0)


def _mark(desk: Desk, letter: Waiting, begun: list[int]) -> Callable[[], None]:
    def before_data() -> None:
        with desk.db.write_alone() as tx:
            if not outbox.sending(tx, letter.id, desk.owner, desk.now() + LEASE):
                raise NoLongerOurs
        begun.append(letter.id)
        desk.step("before-data")

    return before_data


def _record(desk: Desk, letter: Waiting, outcome: Outcome, *, lasting: bool = True) -> None:
    now = desk.now()
    write = desk.db.write if outcome.recipients else desk.db.write_alone
    with write(lasting=lasting) as tx:
        if outcome.kind == "accepted":
            outbox.settle(tx, letter.id, "enviada", now=now, error=_refusals(outcome))
        elif outcome.kind == "unknown":
            outbox.settle(tx, letter.id, "en_duda", now=now, error=outcome.text)
        elif outcome.kind == "again" and (at := again_at(desk, letter, outcome, now)) is not None:
            outbox.settle(tx, letter.id, "en_cola", now=now, error=outcome.text, again=at)
        else:
            outbox.settle(tx, letter.id, "rechazada", now=now, error=f"{outcome.code} {outcome.text}".strip())
        for refused in outcome.recipients:
            if refused.code >= 500:
                outbox.flag_address(tx, refused.address.lower(), f"{refused.code} {refused.text}", now)
    desk.meter.letter(outcome.kind)
    desk.log.info("carta", carta=letter.id, resultado=outcome.kind, codigo=outcome.code)


def _refusals(outcome: Outcome) -> str | None:
    return "; ".join(f"{each.address}: {each.code} {each.text}" for each in outcome.recipients) or None


def again_at(desk: Desk, letter: Waiting, outcome: Outcome, now: datetime) -> datetime | None:
    """When to try once more: pauses double up to four hours; null when the letter has waited its days."""
    longest = LONGEST_SERVER_PAUSE if outcome.server else LONGEST_PAUSE
    pause = min(FIRST_PAUSE * 2 ** min(letter.intentos, 10), longest)
    at = now + max(pause, outcome.retry or pause)
    return at if at < letter.creado + timedelta(days=desk.settings.smtp.retry_days) else None


def _put_back(desk: Desk, letters: Collection[Waiting]) -> None:
    if not letters:
        return
    try:
        with desk.db.write() as tx:
            outbox.free(tx, [letter.id for letter in letters])
    except TryAgain:
        desk.log.warning("no_se_pudo_devolver", cartas=len(letters))
