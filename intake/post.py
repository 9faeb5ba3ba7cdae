"""Turning an ordered letter into a finished mail in the outbox, inside the transaction that ordered it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parseaddr
from functools import cache
from typing import Any

import sqlalchemy as sa

from cases import gate, threads
from cases.case import Case
from cases.decision import Letter
from cases.letters import common
from intake.desk import Desk
from registry import budgets, outbox
from registry.budgets import Weights
from registry.outbox import NewLetter

# The letter of which an address is sent few a day.
QUESTION = "consulta_derivada"
# How long a letter waits that only an hourly budget holds back.
BUDGET_PAUSE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Occasion:
    """What letters answer: the mail (null for deadlines and clerks), its thread, and the case after the decision.
    They may leave after `hold`."""

    now: datetime
    cause: gate.Cause | None = None
    message_key: int | None = None
    case: Case | None = None
    case_key: int | None = None
    hold: timedelta = timedelta()

    @property
    def in_reply_to(self) -> str | None:
        if self.cause is not None:
            return self.cause.sobre.message_id
        return self.case.ultimo_message_id if self.case else None

    @property
    def references(self) -> Sequence[str]:
        return self.cause.sobre.referencias if self.cause is not None else ()


def enqueue(desk: Desk, tx: sa.Connection, letters: Sequence[Letter], occasion: Occasion) -> list[int]:
    """Writes letters into the outbox, each key once; what the gate forbids is kept there as `cancelada` with why."""
    return enqueue_all(desk, tx, [(letters, occasion)])[0]


def enqueue_all(
    desk: Desk, tx: sa.Connection, orders: Sequence[tuple[Sequence[Letter], Occasion]]
) -> list[list[int]]:
    """`enqueue` for the letters of several occasions: the keys of those of each."""
    drafts = _drafts(tx, orders)
    weighed, spent = _weigh(desk, tx, drafts), Spent()
    keys = outbox.add(tx, [_written(desk, each, weighed, spent) for each in drafts], desk.now())
    written: list[list[int]] = [[] for _ in orders]
    for draft, key in zip(drafts, keys, strict=True):
        written[draft.order].append(key)
    return written


@dataclass(frozen=True, slots=True)
class _Draft:
    """A letter to be written under a key of its own, for the order of this place."""

    order: int
    letter: Letter
    clave: str
    occasion: Occasion


def _drafts(tx: sa.Connection, orders: Sequence[tuple[Sequence[Letter], Occasion]]) -> list[_Draft]:
    """The letters that have somebody to go to and were not written before, each key once."""
    drafts: dict[str, _Draft] = {}
    for place, (letters, occasion) in enumerate(orders):
        number = occasion.case.caso if occasion.case else f"mensaje-{occasion.message_key}"
        for letter in letters:
            if letter.para:
                clave = f"{number}:{letter.clave}"
                drafts.setdefault(clave, _Draft(place, letter, clave, occasion))
    there = outbox.known(tx, list(drafts))
    return [draft for clave, draft in drafts.items() if clave not in there]


def _written(desk: Desk, draft: _Draft, weighed: Mapping[tuple[str, str], Weights], spent: Spent) -> NewLetter:
    letter, occasion = draft.letter, draft.occasion
    forbidden = _forbidden(desk, draft, weighed, spent)
    later = forbidden is not None and gate.may_wait(letter, forbidden)
    if (forbidden is None or later) and desk.settings.replies.dry_run:
        forbidden, later = "simulación: [replies] dry_run = true", False
    number = occasion.case.caso if occasion.case else ""
    message_id = threads.message_id(desk.key, number, draft.clave, domain(desk))
    rendered = desk.renderer.render(letter.carta, context(desk, letter, occasion.case))
    mail = _compose(desk, letter, rendered, message_id, occasion)
    if forbidden is not None:
        desk.log.info("carta_retenida", carta=letter.carta, caso=number, motivo=forbidden)
    queued = forbidden is None or later
    spent.note(letter, occasion.case_key, queued=queued)
    return NewLetter(
        carta=letter.carta,
        clave=draft.clave,
        para=letter.para,
        copia=letter.copia,
        asunto=rendered.subject,
        message_id=message_id,
        mail=mail,
        automatica=letter.automatica,
        caso_id=occasion.case_key,
        mensaje_id=occasion.message_key,
        estado="en_cola" if queued else "cancelada",
        error=forbidden,
        proximo=occasion.now + (BUDGET_PAUSE if later else occasion.hold),
    )


def context(desk: Desk, letter: Letter, case: Case | None) -> dict[str, Any]:
    """What the letter's templates are given: the case's common data under the letter's own."""
    number = case.caso if case else ""
    return {
        **common(case, desk.policy, letter.carta),
        "referencia": threads.subject_tag(desk.key, number),
        "telefono_mesa": desk.settings.desk.phone,
        **letter.datos,
    }


def domain(desk: Desk) -> str:
    return _domain_of(desk.settings.desk.address)


@cache
def _domain_of(address: str) -> str:
    return parseaddr(address)[1].rpartition("@")[2] or "localhost"


def _compose(desk: Desk, letter: Letter, rendered: Any, message_id: str, occasion: Occasion) -> bytes:
    from replies.compose import compose

    return compose(
        rendered,
        from_name=desk.settings.desk.name,
        from_addr=desk.settings.desk.address,
        to=letter.para,
        cc=letter.copia,
        message_id=message_id,
        date=occasion.now.astimezone(desk.policy.zona),
        in_reply_to=occasion.in_reply_to,
        references=occasion.references,
        attachments=[_attachment(desk, name, occasion.case) for name in letter.adjuntos],
        automatic=letter.automatica,
    )


def _attachment(desk: Desk, name: str, case: Case | None) -> tuple[str, bytes]:
    from replies import attachments

    if name == "plantilla_seguimiento":
        return attachments.plantilla_seguimiento(
            attachments.load_activities(desk.settings.replies.activities), common(case, desk.policy)
        )
    raise ValueError(f"no attachment is called {name}")


class Spent:
    """The letters written since the budgets were weighed, counted as those count them."""

    def __init__(self) -> None:
        self._addresses: Counter[str] = Counter()
        self._questions: Counter[str] = Counter()
        self._cases: Counter[int | None] = Counter()
        self._total = 0

    def note(self, letter: Letter, case_key: int | None, *, queued: bool) -> None:
        if not letter.automatica:
            return
        self._cases[case_key] += case_key is not None
        if queued:
            addresses = {each.lower() for each in letter.para + letter.copia}
            self._total += 1
            self._addresses.update(addresses)
            if letter.carta == QUESTION:
                self._questions.update(addresses)

    def counts(self, weights: Weights, address: str, case_key: int | None) -> gate.Counts:
        return gate.Counts(
            remitente_hora=weights.direccion_hora + self._addresses[address],
            caso_hora=weights.caso_hora + self._cases[case_key],
            total_hora=weights.total_hora + self._total,
            consultas_dia=weights.de_esta_clase_dia + self._questions[address],
            iguales_dia=weights.iguales_dia,
        )


def _weigh(desk: Desk, tx: sa.Connection, drafts: Sequence[_Draft]) -> dict[tuple[str, str], Weights]:
    """The weights of each address of each letter, by key and address."""
    asked = {(each.clave, address): _asked(each.occasion, address.lower()) for each in drafts for address in _all(each)}
    weights = budgets.weigh(tx, list(asked.values()), desk.now(), desk.policy.total_hora)
    return dict(zip(asked, weights, strict=True))


def _all(draft: _Draft) -> tuple[str, ...]:
    return draft.letter.para + draft.letter.copia


def _asked(occasion: Occasion, address: str) -> budgets.Asked:
    cause = occasion.cause
    return budgets.Asked(
        address=address,
        kind=QUESTION,
        case_key=occasion.case_key,
        sender=cause.sobre.remitente if cause else None,
        wording=(gate.wording(cause.texto) or None) if cause else None,
        but=occasion.message_key,
    )


def _forbidden(
    desk: Desk, draft: _Draft, weighed: Mapping[tuple[str, str], Weights], spent: Spent
) -> str | None:
    """Why the gate keeps this letter back, for the first of its addresses that it objects to."""
    letter, occasion = draft.letter, draft.occasion
    for address in _all(draft):
        weights = weighed[draft.clave, address]
        if letter.automatica and weights.rechazada is not None:
            return f"la dirección {address} rechaza nuestros correos: {weights.rechazada}"
        counts = spent.counts(weights, address.lower(), occasion.case_key)
        if (reason := gate.may_send(letter, address, occasion.cause, counts, desk.policy)) is not None:
            return reason
    return None
