"""What the registry knows about a mail, gathered in the transaction that will decide on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from cases import threads
from cases.case import Case, Facts, InstitucionRegistrada, Periodo
from cases.reading import Reading, Solicitud
from registry import base, case_store


def referenced_case(tx: sa.Connection, key: bytes, reading: Reading) -> Case | None:
    """The case that the mail's genuine reference names; a delivery report is about the letter that it returns."""
    number = threads.find(key, reading.sobre.asunto, _references(reading))
    return case_store.load(tx, number, lock=True) if number else None


def _references(reading: Reading) -> tuple[str, ...]:
    returned = (reading.rebote.message_id,) if reading.rebote is not None and reading.rebote.message_id else ()
    return (*reading.sobre.referencias, *returned)


def gather(tx: sa.Connection, key: bytes, readings: Sequence[Reading]) -> list[tuple[Facts, ...]]:
    """For each mail the facts about each of its requests, as they are before anything of these mails is written."""
    senders = tuple({each.sobre.remitente for each in readings if each.sobre.remitente})
    known = _Senders(case_store.open_of_participants(tx, senders), base.of_addresses(tx, senders))
    return [
        tuple(_about(tx, key, reading, request, known) for request in (reading.solicitud, *reading.otras))
        for reading in readings
    ]


@dataclass(frozen=True, slots=True)
class _Senders:
    """What addresses are to us: the open cases they take part in, and their time as AIQ."""

    cases: Mapping[str, Sequence[Case]]
    periods: Mapping[str, Sequence[tuple[InstitucionRegistrada, Periodo]]]


def _about(tx: sa.Connection, key: bytes, reading: Reading, request: Solicitud, known: _Senders) -> Facts:
    """The facts about one request of a mail: institution, case it belongs to, and who the sender is to us."""
    institution, approximate = base.find(tx, request.institucion.nombre, request.institucion.siglas)
    case, how = referenced_case(tx, key, reading), "referencia"
    announced = reading.aviso.documento if reading.aviso is not None else None
    number = request.oficio.numero if request.oficio is not None else announced
    if case is None and number:
        case, how = case_store.by_document(tx, number, request.institucion.siglas), "documento"
    if case is None and reading.tipo in ("solicitud_cambio_aiq", "aviso_cambio_backup"):
        person = request.aiq_backup if reading.tipo == "aviso_cambio_backup" else request.aiq
        if person is not None and person.cedula:
            case, how = case_store.open_for_person(tx, reading.tipo, person.cedula), "persona"
    if institution is None and case is not None:  # an answer seldom repeats who writes
        about = about_case(tx, case)
        institution, approximate = about.institucion, about.institucion_aproximada
    sender = reading.sobre.remitente or ""
    return Facts(
        institucion=institution,
        institucion_aproximada=approximate,
        caso=case,
        por=how if case is not None else None,  # type: ignore[arg-type]
        abiertos=tuple(known.cases.get(sender, ())),
        periodos_remitente=tuple(known.periods.get(sender, ())),
    )


def about_case(tx: sa.Connection, case: Case) -> Facts:
    """The facts that a clerk's command needs."""
    if case.institucion_id is not None:
        return Facts(institucion=base.institution(tx, case.institucion_id), caso=case)
    request = case.solicitud
    institution, approximate = base.find(tx, request.institucion.nombre, request.institucion.siglas)
    return Facts(institucion=institution, institucion_aproximada=approximate, caso=case)


def lock_names(key: bytes, reading: Reading) -> list[str]:
    """What must not be decided by two processes at once: the same letter, person, sender or case referred to."""
    names = [f"remitente:{reading.sobre.remitente}"]
    names += (f"caso:{number}" for number in threads.find_all(key, reading.sobre.asunto, _references(reading)))
    for request in (reading.solicitud, *reading.otras):
        if request.oficio is not None and request.oficio.numero:
            names.append(f"oficio:{request.oficio.numero}")
        for person in (request.aiq, request.aiq_backup):
            if person is not None and person.cedula:
                names.append(f"persona:{person.cedula}")
    return names
