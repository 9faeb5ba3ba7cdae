"""What comes next in a case, in the words of the commands that do it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cases.case import Case
    from cases.steps import PasoPendiente

# What a person may do with a case that stands so, in the words of the commands.
NEXT = {
    "en_revision": "aiq approve, ask, correct o reject", "observada": "espera la respuesta de la institución",
    "en_capacitacion": "aiq training por cada sesión; al completarse, aiq enable",
    "en_parametrizacion": "espera el informe del AIQ (aiq complete, si llegó por otra vía)",
    "por_registrar": "aiq register",
}  # fmt: skip
NEXT_OF_ATTENTION = {
    "recibida": "espera el documento anunciado; aiq attend si ya está resuelto",
    "en_revision": "aiq attend, ask o annul", "observada": "espera la respuesta de quien escribió",
}  # fmt: skip
NEXT_OVERDUE = "aiq enable --prorroga, complete, reject o annul"
NEXT_WITH_OPEN_ACTIVITIES = "aiq complete cuando terminen las actividades abiertas, o aiq enable --prorroga"
# The command by which the desk itself settles an open step.
COMMANDS = {
    "revision": "aiq approve", "institucion": "aiq registry add", "usuario": "aiq user --creado-por",
    "capacitacion": "aiq training", "habilitacion": "aiq enable",
}  # fmt: skip


def next_step(case: Case) -> str:
    """What comes now, or nothing when the case has ended."""
    if case.vence_que == "plazo_vencido":
        return NEXT_OVERDUE
    if case.hitos.actividades_pendientes and case.estado == "por_registrar":
        return NEXT_WITH_OPEN_ACTIVITIES
    return (NEXT_OF_ATTENTION if case.tipo == "atencion" else NEXT).get(case.estado, "")


def open_step(step: PasoPendiente) -> str:
    """A step that is still open, with the command that settles it where the desk does."""
    command = COMMANDS.get(step.paso)
    return f"{step.texto} ({command})" if command else step.texto
