"""Which steps of the procedure are still open before a new AIQ may be registered (seeds/cambio-aiq, steps 1 to 5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cases.case import Case, Hitos, Sesion
from cases.policy import Policy
from cases.requirements import blocking, label_of
from cases.states import PRINCIPAL
from cases.text import in_figures, key

NombrePaso = Literal[
    "revision", "usuario", "capacitacion", "habilitacion", "parametrizacion", "actividades", "institucion", "datos"
]
MODULOS = {
    "entrada": "Bandeja de entrada",
    "salida": "Bandeja de salida",
    "administracion": "Administración del sistema",
}


@dataclass(frozen=True, slots=True)
class PasoPendiente:
    """A step still open, named in one Spanish phrase that both letters and the clerk's terminal can list."""

    paso: NombrePaso
    texto: str


# Beginnings of a result that says that the session was not attended or not passed.
_NOT_PASSED = ("reprob", "no ", "ausent", "inasist", "falt", "pendient")


def passed(resultado: str) -> bool:
    """Whether a session with this result counts towards the training."""
    return not f"{key(resultado)} ".startswith(_NOT_PASSED)


def counted(hitos: Hitos) -> tuple[Sesion, ...]:
    """The sessions that count: those attended and passed. The others stay on record."""
    return tuple(session for session in hitos.capacitacion if passed(session.resultado))


def hours_of(hitos: Hitos) -> float:
    """Hours of training that count so far."""
    return sum(session.horas for session in counted(hitos))


def missing_modules(hitos: Hitos) -> tuple[str, ...]:
    """The modules of the training in which no session counts yet, by their full names."""
    seen = {session.modulo for session in counted(hitos)}
    return tuple(name for module, name in MODULOS.items() if module not in seen)


def trained(hitos: Hitos, policy: Policy) -> bool:
    """Whether the hours and all three modules are there (step 3)."""
    return hours_of(hitos) >= policy.horas_capacitacion and not missing_modules(hitos)


def _hours(number: float) -> str:
    return f"{in_figures(number)} hora{'' if number == 1 else 's'}"


def _training(hitos: Hitos, policy: Policy) -> PasoPendiente | None:
    if trained(hitos, policy):
        return None
    lacking = policy.horas_capacitacion - hours_of(hitos)
    modules = missing_modules(hitos)
    parts = [f"{'falta' if lacking == 1 else 'faltan'} {_hours(lacking)}"] if lacking > 0 else []
    if modules:
        parts.append(("falta el módulo " if len(modules) == 1 else "faltan los módulos ") + ", ".join(modules))
    text = f"Completar la capacitación de {_hours(policy.horas_capacitacion)}: {'; '.join(parts)}"
    return PasoPendiente("capacitacion", text)


def _environment(hitos: Hitos) -> PasoPendiente | None:
    if hitos.cumplimiento is not None:
        return None
    if hitos.habilitado is None:
        text = "Habilitar el ambiente de capacitación y enviar la plantilla de seguimiento"
        return PasoPendiente("habilitacion", text)
    text = "Realizar las actividades de la plantilla de seguimiento e informar su cumplimiento"
    return PasoPendiente("parametrizacion", text)


def pending_steps(case: Case, policy: Policy) -> tuple[PasoPendiente, ...]:
    """The open steps in the order of the procedure; empty when nothing but the registering itself is left. A backup
    notice and a work item have none."""
    if case.tipo != PRINCIPAL:
        return ()
    hitos, found = case.hitos, []
    lacking = dict.fromkeys(label_of(each.campo) for each in case.solicitud.problemas if blocking(each))
    if lacking:
        found.append(PasoPendiente("datos", "Completar los datos de la solicitud: " + ", ".join(lacking)))
    if hitos.aprobado is None:
        found.append(PasoPendiente("revision", "Revisar y aprobar la solicitud en la mesa"))
    if case.institucion_id is None:
        found.append(PasoPendiente("institucion", "Registrar la institución en la base de la Subsecretaría"))
    if not hitos.usuario_creado_por:
        text = "Crear el usuario del nuevo AIQ en producción (lo hace el AIQ saliente o el de respaldo)"
        found.append(PasoPendiente("usuario", text))
    found += [step for step in (_training(hitos, policy), _environment(hitos)) if step]
    if hitos.actividades_pendientes:
        text = "Completar las actividades abiertas de la plantilla: " + ", ".join(hitos.actividades_pendientes)
        found.append(PasoPendiente("actividades", text))
    return tuple(found)
