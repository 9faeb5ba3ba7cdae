"""What one mail means for the desk: the pure function between a reading and everything that is done about it.

`decide(message, reading, facts, calendar, policy, now)` judges one request; `decide_all` a whole mail, which may bring
several oficios (facts are given per request, in the order of ``reading.solicitud, *reading.otras``). Nothing is opened
and no clock is read. Questions about respaldos are offered first to `respaldos`, a function of the same arguments that
returns its own decision or null to leave the mail to the desk's clerks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from cases import backup, completion, notices, questions
from cases.answers import (
    adopt,
    answer,
    is_new_matter,
    new_request,
    same_institution,
    same_letter,
    without_reference,
)
from cases.calendar import Calendar
from cases.case import Facts
from cases.decision import Decision
from cases.desk import Desk, MessageFacts
from cases.merge import brings
from cases.policy import Policy
from cases.reading import Reading
from cases.states import ATENCION, BACKUP, PRINCIPAL
from cases.threads import plausible

RespaldoAnswer = Callable[[MessageFacts, Reading, Facts, Calendar, Policy, datetime], Decision | None]


def decide(
    message: MessageFacts, reading: Reading, facts: Facts, calendar: Calendar, policy: Policy, now: datetime,
    respaldos: RespaldoAnswer | None = None,
) -> Decision:  # fmt: skip
    """The decision for a mail with one request; where a question about several cases needs one each, the first."""
    return decide_all(message, replace(reading, otras=()), (facts,), calendar, policy, now, respaldos)[0]


def decide_all(
    message: MessageFacts, reading: Reading, facts: Sequence[Facts], calendar: Calendar, policy: Policy, now: datetime,
    respaldos: RespaldoAnswer | None = None,
) -> tuple[Decision, ...]:  # fmt: skip
    """Every decision that a mail calls for, each about a case of its own. The first carries the mail's outcome (set
    aside when any part of it is), the others none."""
    desk = Desk(calendar, policy, now)
    requests = (reading.solicitud, *reading.otras)
    made: list[Decision] = []
    for place, (request, about) in enumerate(zip(requests, facts, strict=True)):
        part = replace(reading, solicitud=request, otras=())
        if place and about.por == "referencia":
            about = replace(about, caso=None, por=None)
        made = _together(made, _one(message, part, _after(made, about), desk, respaldos))
    return _one_outcome(made)


def _after(made: list[Decision], facts: Facts) -> Facts:
    """The facts for a further request of the same mail, with what the ones before it have made of the case."""
    for decision in made:
        if facts.caso and decision.caso and decision.caso.caso == facts.caso.caso:
            facts = replace(facts, caso=decision.caso)
    return facts


def _together(made: list[Decision], more: Sequence[Decision]) -> list[Decision]:
    """Decisions about the same case become one: its last form, all lines and letters in order."""
    joined = list(made)
    for new in more:
        number = new.caso.caso if new.caso else ""
        place = next((i for i, old in enumerate(joined) if number and old.caso and old.caso.caso == number), None)
        if place is None:
            joined.append(new)
            continue
        old = joined[place]
        joined[place] = replace(
            new, transiciones=old.transiciones + new.transiciones, cartas=old.cartas + new.cartas,
            registro=old.registro + new.registro,
        )  # fmt: skip
    return joined


def _one_outcome(made: Sequence[Decision]) -> tuple[Decision, ...]:
    worst = next((each for each in made if each.resultado == "apartado"), made[0])
    first = replace(made[0], resultado=worst.resultado, motivo=worst.motivo)
    return (first, *(replace(each, resultado=None, motivo=None) for each in made[1:]))


def _one(
    message: MessageFacts, reading: Reading, facts: Facts, desk: Desk, respaldos: RespaldoAnswer | None
) -> tuple[Decision, ...]:
    if message.backlog:
        return (Decision("ignorado", "anterior a la puesta en marcha: se registra sin responder"),)
    if reading.tipo == "rebote":
        return (notices.bounce(message, reading, facts, desk),)
    if reading.tipo == "respuesta_automatica" or (reading.tipo == "otro" and reading.sobre.automatico):
        return (notices.automatic(reading, facts),)
    data_of_a_case = facts.por == "referencia" and brings(reading.solicitud)
    if reading.tipo in ("consulta_respaldo", "aviso_quipux") and respaldos is not None and not data_of_a_case:
        answered = respaldos(message, reading, facts, desk.calendar, desk.policy, desk.now)
        if answered is not None:
            return (answered,)
    if reading.tipo == "aviso_quipux":
        return (notices.quipux(message, reading, facts, desk),)
    if facts.caso is not None and facts.por == "referencia" and not is_new_matter(reading, facts.caso):
        return (_in_thread(message, reading, facts, desk),)
    return _fresh(message, reading, facts, desk)


def _in_thread(message: MessageFacts, reading: Reading, facts: Facts, desk: Desk) -> Decision:
    """A mail that carries the genuine reference of a case."""
    case, sobre = facts.caso, reading.sobre
    assert case is not None
    if not plausible(sobre.remitente, case):
        return Decision("apartado", "la referencia es de un caso en el que el remitente no participa", enlace=case.caso)
    if sobre.autenticacion == "fallido":
        return Decision("apartado", "el servidor no pudo autenticar al remitente", enlace=case.caso)
    if reading.tipo == "informe_cumplimiento" or completion.reports(reading, case):
        return completion.completion(message, reading, facts, case, desk)
    if not brings(reading.solicitud):
        asked = questions.in_thread(message, reading, case, desk)
        if asked is not None:
            return asked
    if case.tipo == BACKUP:
        return backup.again(message, reading, facts, case, desk)
    return answer(message, reading, facts, case, desk)


def _fresh(message: MessageFacts, reading: Reading, facts: Facts, desk: Desk) -> tuple[Decision, ...]:
    """A mail outside any thread, by what it is."""
    case = facts.caso if facts.por in ("documento", "persona") else None
    if reading.tipo in (PRINCIPAL, "otro"):
        answered = without_reference(message, reading, replace(facts, caso=case), desk)
        if answered is not None:
            return (answered,)
    if reading.tipo == PRINCIPAL:
        if case is not None and case.tipo == ATENCION and case.estado == "recibida":
            return (adopt(message, reading, facts, case, desk),)
        if case is not None and case.tipo == PRINCIPAL and same_institution(case, reading, facts):
            return (same_letter(message, reading, facts, case, desk),)
        return (new_request(message, reading, facts, desk),)
    if reading.tipo == BACKUP:
        if case is not None and case.tipo == BACKUP and backup.speaks_for(facts, case):
            return (backup.again(message, reading, facts, case, desk),)
        return (backup.notice(message, reading, facts, desk),)
    if reading.tipo == "informe_cumplimiento":
        own = completion.case_of(reading, facts)
        if own is not None and reading.sobre.autenticacion != "fallido":
            return (completion.completion(message, reading, facts, own, desk),)
        return (questions.for_staff(message, reading, facts, desk, "informe de cumplimiento sin caso que lo espere"),)
    if reading.tipo == "consulta_respaldo":
        return (questions.for_staff(message, reading, facts, desk, "consulta sobre respaldos"),)
    return questions.question(message, reading, facts, desk)
