"""The copy (CC) to the immediate superior that a backup notice must bear (seeds/cambio-aiq, note)."""

from __future__ import annotations

from collections.abc import Callable

from cases.evidence import Finding
from cases.gate import is_machine
from cases.reading import Sobre


def superiors(
    sobre: Sobre, new_backup: str | None, is_own: Callable[[str], bool]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who of the mail may be the immediate superior: the people in copy, and those only in "To" (a person judges
    whether that is a copy); never the sender, the new backup, the desk (`is_own`) or a machine."""
    out = {sobre.remitente, new_backup}

    def people(addresses: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(a.lower() for a in addresses if a.lower() not in out and not is_own(a) and not is_machine(a))

    return people(sobre.copia), people(sobre.para)


def without_copy(addressed: tuple[str, ...]) -> Finding:
    """What is to be said of a notice with nobody in copy; `addressed` are those who may be meant instead."""
    if addressed:
        text = f"El mensaje va dirigido a {addressed[0]}, no en copia: confirme que es el jefe inmediato."
        return Finding("copia", "dudoso", text)
    return Finding("copia", "falta", "Falta la copia (CC) al jefe inmediato.")
