"""Delivering: one hand-over a letter, the row committed on both sides of the moment that cannot be undone."""

from __future__ import annotations

import ssl
from collections import deque
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from cases.errors import TryAgain
from intake.desk import Desk
from registry import outbox
from registry.outbox import Waiting

if TYPE_CHECKING:
    from replies.outcome import Outcome
    from replies.smtp import Sender

LEASE = timedelta(minutes=30)
BATCH = 20
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=4)


class NoLongerOurs(Exception):
    """Somebody cancelled, edited or took the letter between claiming it and DATA."""


def open_sender(desk: Desk) -> Sender:
    """A connection to the SMTP server of the settings, opened with its first letter."""
    from replies.smtp import Sender, Server

    smtp = desk.settings.smtp
    server = Server(
        host=smtp.host,
        port=smtp.port,
        security=smtp.security,
        user=smtp.user,
        password=smtp.secret(),
        connect_timeout=smtp.timeout_seconds,
        command_timeout=smtp.timeout_seconds,
        data_timeout=smtp.data_timeout_seconds,
    )
    return Sender(server, ssl.create_default_context(cafile=str(smtp.ca_file)) if smtp.ca_file else None)


def deliver(desk: Desk, sender: Sender) -> int:
    """Hands over what is due; returns how many letters the server took. Server trouble ends the round's delivery."""
    _record_late(desk)
    if not desk.settings.replies.enabled:
        return 0
    taken = 0
    while letters := _claim(desk):
        while letters:
            if desk.stop.is_set():
                _put_back(desk, letters)
                return taken
            with desk.stage("entregar"):
                outcome = _one(desk, sender, letters.popleft())
            if outcome is not None and outcome.kind == "accepted":
                taken += 1
            elif outcome is not None and outcome.server:
                _put_back(desk, letters)
                return taken
    return taken


def _claim(desk: Desk) -> deque[Waiting]:
    with desk.db.write() as tx:
        return deque(outbox.claim(tx, desk.owner, desk.now(), most=BATCH, lease=LEASE))


def _one(desk: Desk, sender: Sender, letter: Waiting) -> Outcome | None:
    """One letter to its outcome; null when it was no longer ours to send."""
    desk.step("before-smtp")
    try:
        outcome = sender.hand_over(letter.mail, desk.settings.desk.address, letter.para, _mark(desk, letter))
    except NoLongerOurs:
        return None
    desk.step("after-250")
    try:
        _record(desk, letter, outcome)
    except TryAgain:
        # The server has answered and only we know: it is written as soon as the database takes it.
        desk.unrecorded.append((letter, outcome))
    desk.step("recorded")
    return outcome


def _record_late(desk: Desk) -> None:
    while desk.unrecorded:
        _record(desk, *desk.unrecorded[0])
        desk.unrecorded.pop(0)


def _mark(desk: Desk, letter: Waiting) -> Callable[[], None]:
    def before_data() -> None:
        with desk.db.write() as tx:
            if not outbox.sending(tx, letter.id, desk.owner):
                raise NoLongerOurs
        desk.step("before-data")

    return before_data


def _record(desk: Desk, letter: Waiting, outcome: Outcome) -> None:
    now = desk.now()
    with desk.db.write() as tx:
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
    pause = min(FIRST_PAUSE * 2 ** min(letter.intentos, 10), LONGEST_PAUSE)
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
