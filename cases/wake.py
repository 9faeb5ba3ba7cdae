"""What happens when a deadline comes: `wake(case, calendar, policy, now) -> Decision | None`.

The case's column `vence` says when, `vence_que` which: recordatorio · caducidad · revision · recordatorio_plazo ·
plazo_parametrizacion. Null before its time; afterwards always a decision that moves the deadline on or takes it away,
so that no case is woken twice for the same reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from cases import letters, letters_of_steps
from cases.calendar import Calendar
from cases.case import Case
from cases.completion import last_day
from cases.decision import Decision
from cases.desk import Course, Desk
from cases.policy import Policy
from cases.states import is_open


def _reminder(course: Course) -> Course:
    """Half the time is over: the institution is reminded once, the expiry is next. Nobody is reminded of a day that is
    past (the desk stood still meanwhile)."""
    case = course.case
    if case.hitos.caduca and case.hitos.caduca < course.desk.today:
        return _expiry(course)
    course = course.note("Se recordó a la institución lo que falta.", recordatorios=case.recordatorios + 1)
    return course.due(case.hitos.caduca, "caducidad" if case.hitos.caduca else None).send(letters.recordatorio(case))


def _expiry(course: Course) -> Course:
    """Nobody answered: the case lapses, and says so."""
    letter = letters.caducidad(course.case)
    return course.move("caducada", "Nadie respondió dentro del plazo.").due(None, None).send(letter)


def _review(course: Course) -> Course:
    """The desk's own time is over: nobody outside is bothered, the queue shows it."""
    return course.note("Venció el plazo de la mesa para resolver.").due(None, "revision_vencida")


def _term_reminder(course: Course) -> Course:
    """The term of the follow-up sheet is about to end, or has ended while the desk stood still."""
    last = last_day(course.case, course.desk)
    if last and last < course.desk.today:
        return _term(course)
    letter = letters_of_steps.recordatorio_plazo(course.case, course.desk.today)
    course = course.note("Se recordó al nuevo AIQ el plazo de la plantilla de seguimiento.")
    return course.due(last, "plazo_parametrizacion").send(letter)


def _term(course: Course) -> Course:
    """The term ended without a report: the AIQ is told, the request is not refused; staff decides on another term."""
    letter = letters_of_steps.plazo_vencido(course.case)
    course = course.note("Venció el plazo de la plantilla de seguimiento sin informe de cumplimiento.")
    return course.due(None, "plazo_vencido").send(letter)


# Which deadline, in which states it may come, what it does.
_DUE: dict[str, tuple[tuple[str, ...], Callable[[Course], Course]]] = {
    "recordatorio": (("observada",), _reminder),
    "caducidad": (("observada",), _expiry),
    "revision": (("en_revision",), _review),
    "recordatorio_plazo": (("en_parametrizacion",), _term_reminder),
    "plazo_parametrizacion": (("en_parametrizacion",), _term),
}


def wake(case: Case, calendar: Calendar, policy: Policy, now: datetime) -> Decision | None:
    """The decision for a case whose deadline has come, null while it has not."""
    if case.vence is None or now < case.vence:
        return None
    course = Course(case, Desk(calendar, policy, now))
    states, action = _DUE.get(case.vence_que or "", ((), None))
    if action is None or case.estado not in states or not is_open(case):
        return course.note("Un plazo que ya no corresponde se retiró.").due(None, None).decision()
    return action(course).decision()
