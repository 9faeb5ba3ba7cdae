"""Turning an ordered letter into a finished mail in the outbox, inside the transaction that ordered it."""

from __future__ import annotations

from collections.abc import Sequence
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
from registry.outbox import NewLetter

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
    written = []
    for letter in letters:
        number = occasion.case.caso if occasion.case else f"mensaje-{occasion.message_key}"
        clave = f"{number}:{letter.clave}"
        if letter.para and not outbox.exists(tx, clave):
            written.append(_write(desk, tx, letter, clave, occasion))
    return written


def _write(desk: Desk, tx: sa.Connection, letter: Letter, clave: str, occasion: Occasion) -> int:
    forbidden = _forbidden(desk, tx, letter, occasion)
    later = forbidden is not None and gate.may_wait(letter, forbidden)
    if (forbidden is None or later) and desk.settings.replies.dry_run:
        forbidden, later = "simulación: [replies] dry_run = true", False
    number = occasion.case.caso if occasion.case else ""
    message_id = threads.message_id(desk.key, number, clave, domain(desk))
    rendered = desk.renderer.render(letter.carta, context(desk, letter, occasion.case))
    mail = _compose(desk, letter, rendered, message_id, occasion)
    if forbidden is not None:
        desk.log.info("carta_retenida", carta=letter.carta, caso=number, motivo=forbidden)
    return outbox.add(
        tx,
        NewLetter(
            carta=letter.carta,
            clave=clave,
            para=letter.para,
            copia=letter.copia,
            asunto=rendered.subject,
            message_id=message_id,
            mail=mail,
            automatica=letter.automatica,
            caso_id=occasion.case_key,
            mensaje_id=occasion.message_key,
            estado="en_cola" if forbidden is None or later else "cancelada",
            error=forbidden,
            proximo=occasion.now + (BUDGET_PAUSE if later else occasion.hold),
        ),
        occasion.now,
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


def _forbidden(desk: Desk, tx: sa.Connection, letter: Letter, occasion: Occasion) -> str | None:
    """Why the gate keeps this letter back, for the first of its addresses that it objects to."""
    cause = occasion.cause
    words = gate.wording(cause.texto) if cause else ""
    for address in letter.para + letter.copia:
        asked = budgets.Asked(
            address=address.lower(),
            kind="consulta_derivada",
            case_key=occasion.case_key,
            sender=cause.sobre.remitente if cause else None,
            wording=words or None,
            but=occasion.message_key,
        )
        weights = budgets.weigh(tx, asked, occasion.now, desk.policy.total_hora)
        if letter.automatica and weights.rechazada is not None:
            return f"la dirección {address} rechaza nuestros correos: {weights.rechazada}"
        if (reason := gate.may_send(letter, address, cause, _counts(weights), desk.policy)) is not None:
            return reason
    return None


def _counts(weights: budgets.Weights) -> gate.Counts:
    return gate.Counts(
        remitente_hora=weights.direccion_hora,
        caso_hora=weights.caso_hora,
        total_hora=weights.total_hora,
        consultas_dia=weights.de_esta_clase_dia,
        iguales_dia=weights.iguales_dia,
    )
