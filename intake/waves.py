"""Which mails of a group are decided side by side: none of them asks about what another one writes.

What is asked of the database for all of them then goes there together, and so does what is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cases.gate import is_own
from cases.policy import Policy
from cases.reading import Reading, Solicitud
from intake import facts
from intake.ahead import Read

# Mails that may change what everybody is decided upon: the base of AIQs, respaldos, addresses that are refused.
ALONE = ("aviso_cambio_backup", "consulta_respaldo", "aviso_quipux", "rebote")


def waves(key: bytes, mails: Sequence[Read], policy: Policy) -> Iterator[list[Read]]:
    """The mails in their order; a wave ends before one that touches what a mail of it may write."""
    wave: list[Read] = []
    taken: set[str] = set()
    for mail in mails:
        assert mail.reading is not None
        names = touched(key, mail.reading, policy)
        if wave and (not names or not taken or not taken.isdisjoint(names)):
            yield wave
            wave, taken = [], set()
        wave.append(mail)
        taken |= names
    if wave:
        yield wave


def touched(key: bytes, reading: Reading, policy: Policy) -> set[str]:
    """Names of all that a new matter can be about: its letter and people, and the addresses that will take part in it.
    None for a mail that has to be alone: one of a kind of its own, or in the thread of a case."""
    names = facts.lock_names(key, reading)
    if reading.tipo in ALONE or any(name.startswith("caso:") for name in names):
        return set()
    sobre = reading.sobre
    addresses = [sobre.remitente, sobre.responder_a, *sobre.para, *sobre.copia]
    for request in (reading.solicitud, *reading.otras):
        addresses += _addresses(request)
    return {*names, *(each.lower() for each in addresses if each and not is_own(each, policy))}


def _addresses(request: Solicitud) -> list[str | None]:
    people = (request.aiq, request.aiq_saliente, request.aiq_backup)
    return [person.correo for person in people if person is not None]
