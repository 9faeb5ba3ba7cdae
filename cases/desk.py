"""The desk at one moment, and how a case takes a step: the move and its line of history are made together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from cases.calendar import Calendar, OutsideTable
from cases.case import Case, Estado, InstitucionRegistrada, Plazo, Transicion
from cases.deadlines import in_words
from cases.decision import Decision, Letter, RegistryChange, Resultado
from cases.evidence import Finding
from cases.gate import is_own
from cases.policy import Policy
from cases.requirements import blocking
from cases.states import allowed


@dataclass(frozen=True, slots=True)
class MessageFacts:
    """A received mail as the journal knows it. `mensaje` is its number there, `recibido` the server's INTERNALDATE
    (aware); `backlog` mails lay in the mailbox before the desk's first contact."""

    mensaje: int
    recibido: datetime
    sha256: str = ""
    backlog: bool = False


@dataclass(frozen=True, slots=True)
class Desk:
    """Calendar, rules and time of one decision; `quien` acts (``sistema`` for mails and deadlines, else the clerk)."""

    calendar: Calendar
    policy: Policy
    now: datetime
    quien: str = "sistema"

    @property
    def today(self) -> date:
        return self.calendar.local(self.now)

    def working(self, day: date, n: int, canton: str | None = None) -> date | None:
        """The n-th working day after `day`, or null when the holiday table ends before it."""
        try:
            return self.calendar.add_working(day, n, canton)
        except OutsideTable:
            return None

    def received(self, moment: datetime) -> date:
        """The day a mail counts as received; its own local date when the holiday table does not cover it."""
        try:
            return self.calendar.received_day(moment, self.policy)
        except OutsideTable:
            return self.calendar.local(moment)

    def is_own(self, address: str | None) -> bool:
        """Whether an address is the desk itself."""
        return is_own(address, self.policy)


@dataclass(frozen=True, slots=True)
class Course:
    """A case on its way through one decision: itself as it stands now, with the lines and letters made so far, and the
    deadlines counted since the last line."""

    case: Case
    desk: Desk
    transiciones: tuple[Transicion, ...] = ()
    cartas: tuple[Letter, ...] = ()
    registro: tuple[RegistryChange, ...] = ()
    plazos: tuple[Plazo, ...] = ()

    def move(self, a: Estado, motivo: str, **changes: Any) -> Course:
        """The case in state `a` with `changes` of its other values; a move the table does not know is a bug."""
        case, now = self.case, self.desk.now
        de = case.estado if self.transiciones or case.caso else None
        if not allowed(case.tipo, de, a):
            raise AssertionError(f"{case.tipo}: {de} → {a}")
        line = Transicion(de, a, now, self.desk.quien, motivo, self.plazos)
        if a == "observada":
            case = replace(case, hitos=replace(case.hitos, pedidos=asked_for(case)))
        changed = replace(case, estado=a, actualizado=now, **changes)
        return replace(self, case=changed, transiciones=(*self.transiciones, line), plazos=())

    def note(self, motivo: str, **changes: Any) -> Course:
        """A line of history without a change of state."""
        return self.move(self.case.estado, motivo, **changes)

    def change(self, **changes: Any) -> Course:
        """Other values of the case, without a line of their own."""
        return replace(self, case=replace(self.case, actualizado=self.desk.now, **changes))

    def mark(self, **hitos: Any) -> Course:
        """What the procedure records beside the request."""
        return replace(self, case=replace(self.case, hitos=replace(self.case.hitos, **hitos)))

    def request(self, **changes: Any) -> Course:
        """Values of the request itself."""
        return replace(self, case=replace(self.case, solicitud=replace(self.case.solicitud, **changes)))

    def problem(self, *findings: Finding) -> Course:
        """More findings, each once."""
        if not findings:
            return self
        known = self.case.solicitud.problemas
        return self.request(problemas=(*known, *(each for each in findings if each not in known)))

    def due(self, vence: date | None, que: str | None) -> Course:
        """The next deadline: the end of a local day; null clears it (then `que` only names what is past)."""
        moment = self.desk.calendar.end_of(vence) if vence else None
        return replace(self, case=replace(self.case, vence=moment, vence_que=que))

    def counted(self, que: str, hasta: date | None, *, laborables: bool = True) -> Course:
        """A deadline counted now, for the history: with the holiday table of today, or in calendar days. Null: none."""
        if hasta is None:
            return self
        if not laborables:
            return replace(self, plazos=(*self.plazos, Plazo(que, hasta)))
        version = self.desk.calendar.version
        return replace(self, plazos=(*self.plazos, Plazo(que, hasta, version))).mark(calendario=version)

    def send(self, *letters: Letter | None) -> Course:
        """More letters; null and letters to nobody are left out."""
        return replace(self, cartas=(*self.cartas, *(each for each in letters if each and each.para)))

    def register(self, *changes: RegistryChange) -> Course:
        return replace(self, registro=(*self.registro, *changes))

    def decision(self, resultado: Resultado | None = None, motivo: str | None = None) -> Decision:
        lines = self.transiciones
        if self.plazos:
            lines = (*lines[:-1], replace(lines[-1], plazos=(*lines[-1].plazos, *self.plazos)))
        return Decision(resultado, motivo, self.case, lines, self.cartas, self.registro, self.case.caso or None)


def asked_for(case: Case) -> tuple[str, ...]:
    """The paths that the institution was asked for so far and is asked for now, each once."""
    now = (each.campo for each in case.solicitud.problemas if blocking(each))
    return tuple(dict.fromkeys((*case.hitos.pedidos, *now)))


def canton_of(institution: InstitucionRegistrada | None) -> str | None:
    return institution.canton if institution else None


def unread(message: MessageFacts, desk: Desk) -> Finding:
    """The mark of a mail that a person of the desk still has to read; a clerk's note takes it away."""
    day = in_words(desk.calendar.local(message.recibido))
    return Finding("mensaje", "dudoso", f"El mensaje {message.mensaje} del {day} espera que una persona lo lea.")


