"""The letters of the procedure after approval, and of the registered backup (docs/letters.md)."""

from __future__ import annotations

from datetime import date

from cases.case import Case
from cases.decision import Letter
from cases.letter_parts import addressed, copied, iso, ordered_now, pending, subject_person
from cases.policy import Policy
from cases.reading import Persona
from cases.steps import MODULOS


def aprobacion(case: Case, policy: Policy, indicaciones: str | None) -> Letter:
    to = addressed(case.solicitante)
    datos = {
        "horas": policy.horas_capacitacion,
        "modulos": list(MODULOS.values()),
        "indicaciones": indicaciones,
        "efectiva_desde": iso(case.hitos.efectiva_desde),
        "pendientes": pending(case, policy),
    }
    copies = copied(to, subject_person(case).correo)
    return Letter("aprobacion", to, ordered_now(case, "aprobacion"), copies, datos, automatica=False)


def habilitacion(case: Case, policy: Policy, prorroga: bool) -> Letter:
    to, hitos = addressed(subject_person(case).correo), case.hitos
    return Letter(
        "habilitacion", to, ordered_now(case, "habilitacion"), copied(to, case.solicitante),
        datos={
            "plazo": iso(hitos.plazo_parametrizacion),
            "dias_calendario": policy.parametrizacion_calendario,
            "habilitado": iso(hitos.habilitado),
            "ambiente": policy.ambiente_capacitacion,
            "prorroga": prorroga,
        },
        adjuntos=("plantilla_seguimiento",), automatica=False,
    )  # fmt: skip


def recordatorio_plazo(case: Case, today: date) -> Letter:
    plazo, to = case.hitos.plazo_parametrizacion, addressed(subject_person(case).correo)
    datos = {"plazo": iso(plazo), "dias_restantes": max((plazo - today).days, 0) if plazo else None}
    return Letter("recordatorio_plazo", to, f"recordatorio_plazo:{iso(plazo)}", datos=datos)


def plazo_vencido(case: Case) -> Letter:
    plazo, to = iso(case.hitos.plazo_parametrizacion), addressed(subject_person(case).correo)
    return Letter("plazo_vencido", to, f"plazo_vencido:{plazo}", copied(to, case.solicitante), datos={"plazo": plazo})


def cumplimiento_recibido(case: Case, clave: str, policy: Policy, *, con_hoja: bool) -> Letter:
    return Letter("cumplimiento_recibido", addressed(subject_person(case).correo), clave, datos={
        "fecha": iso(case.hitos.cumplimiento),
        "tarde": case.hitos.cumplimiento_tarde,
        "plazo": iso(case.hitos.plazo_parametrizacion),
        "con_hoja": con_hoja,
        "actividades_pendientes": list(case.hitos.actividades_pendientes),
        "pendientes": pending(case, policy),
    })  # fmt: skip


def registrados(case: Case, today: date, outgoing: Persona | None) -> tuple[Letter, ...]:
    """The three letters of step 5; the outgoing AIQ's only when an address is known."""
    day, new = today.isoformat(), subject_person(case)
    old = outgoing or Persona()
    letters = (
        ("registrado_nuevo", new.correo, {"desde": day, "rol": "principal"}),
        ("registrado_saliente", old.correo, {"hasta": day, "saliente": old.nombres_apellidos}),
        ("registrado_solicitante", case.solicitante, {"desde": day}),
    )
    return tuple(
        Letter(name, addressed(to), ordered_now(case, name), datos=datos, automatica=False)
        for name, to, datos in letters
        if to
    )


def backup_registrados(
    case: Case, new: Persona, today: date, principal: str | None, old: Persona | None
) -> tuple[Letter, ...]:
    """One letter each for principal, superior, new and old backup, as far as their addresses are known."""
    person = {"nombres_apellidos": new.nombres_apellidos, "cargo": new.cargo}
    people = (("principal", principal), ("superior", case.hitos.superior), ("nuevo", new.correo),
              ("saliente", old.correo if old else None))  # fmt: skip
    letters, seen = [], set()
    for role, address in people:
        if not address or address.lower() in seen:
            continue
        seen.add(address.lower())
        datos = {"destinatario": role, "desde": today.isoformat(), "aiq": person,
                 "saliente": old.nombres_apellidos if old else None}  # fmt: skip
        key = ordered_now(case, f"backup_registrado:{role}")
        letters.append(Letter("backup_registrado", addressed(address), key, datos=datos))
    return tuple(letters)
