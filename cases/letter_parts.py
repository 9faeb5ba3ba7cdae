"""What the letters of the law are made of: addresses without repetition, keys, ISO days, the steps still open."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from cases.case import Case
from cases.gate import is_machine
from cases.policy import Policy
from cases.reading import Persona
from cases.states import BACKUP
from cases.steps import pending_steps


def iso(day: date | None) -> str | None:
    """A day as ISO 8601, or null."""
    return day.isoformat() if day else None


def subject_person(case: Case) -> Persona:
    """The person the case is about: the new backup of a notice, else the new AIQ."""
    person = case.solicitud.aiq_backup if case.tipo == BACKUP else case.solicitud.aiq
    return person or Persona()


def ordered_now(case: Case, carta: str) -> str:
    """The key of a letter that a clerk's decision orders: a decision taken back and taken again orders it anew."""
    return f"{carta}:{case.actualizado.isoformat()}"


def addressed(*addresses: str | None) -> tuple[str, ...]:
    """Addresses in lower case, each once, without the absent ones."""
    return tuple(dict.fromkeys(each.lower() for each in addresses if each))


def copied(main: Iterable[str], *addresses: str | None) -> tuple[str, ...]:
    """Who else is told: not those of `main` again, and nobody whom a machine stands for."""
    there = set(main)
    return tuple(each for each in addressed(*addresses) if each not in there and not is_machine(each))


def pending(case: Case, policy: Policy) -> list[dict[str, str]]:
    """The open steps as the letters list them."""
    return [{"paso": each.paso, "texto": each.texto} for each in pending_steps(case, policy)]
