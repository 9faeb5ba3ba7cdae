"""The clerks' decisions: judging a request. `clerk_steps` has those of the procedure after it.

Every command is a pure function ``f(case, facts, calendar, policy, now, quien, *, …) -> Decision | Refusal``; `facts`
holds the institution as the registry knows it now. A Refusal says in one Spanish sentence why it makes no sense."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import get_args

from cases import letters, letters_of_steps
from cases.backup import registered
from cases.calendar import Calendar
from cases.case import Case, Correccion, Facts
from cases.checked import Checked
from cases.checks import PERSONA
from cases.decision import Decision, Refusal
from cases.desk import Course, Desk, canton_of
from cases.merge import rechecked, settled_by_clerk, with_value
from cases.policy import Policy
from cases.reading import Calidad, Solicitud, Tipo
from cases.requests import cargos_of, for_review, participants, waiting, with_law
from cases.requirements import PERSONAS, blocking, label_of, value_of
from cases.states import ATENCION, BACKUP, PRINCIPAL, allowed

_JUDGED = ("observada", "en_revision")


def _refuse(case: Case, action: str) -> Refusal:
    return Refusal(f"El caso {case.caso} está en estado «{case.estado}»: ya no se puede {action}.")


def approve(
    case: Case, facts: Facts, calendar: Calendar, policy: Policy, now: datetime, quien: str, *,
    indicaciones: str | None = None, aceptar: tuple[str, ...] = (), usuario_creado_por: str | None = None,
) -> Decision | Refusal:  # fmt: skip
    """A change of AIQ goes to training, a backup notice into the registry, a work item is attended. Doubts count as
    judged; what is missing or invalid is refused by name unless listed in `aceptar` (paths)."""
    desk = Desk(calendar, policy, now, quien)
    if case.tipo == ATENCION:
        return attend(case, facts, calendar, policy, now, quien)
    if case.estado not in _JUDGED:
        return _refuse(case, "aprobar")
    lacking = [f for f in case.solicitud.problemas if blocking(f) and f.campo not in aceptar]
    if lacking:
        names = ", ".join(dict.fromkeys(label_of(each.campo) for each in lacking))
        return Refusal(f"No se puede aprobar todavía: {names}. Corrija, pregunte o acéptelo expresamente.")
    course = _all_judged(Course(case, desk), "aprobado")
    if case.tipo == BACKUP:
        if facts.institucion is None:
            return Refusal("La institución no consta en el registro: créela antes de registrar su AIQ de respaldo.")
        new = case.solicitud.aiq_backup
        if new is None or not new.nombres_apellidos:
            return Refusal("Falta el nombre del nuevo AIQ de respaldo: corríjalo o pregúntelo.")
        return registered(course, facts.institucion, "Aprobado por la mesa.").decision()
    institution = facts.institucion.id if facts.institucion else case.institucion_id
    course = course.mark(aprobado=desk.today, caduca=None, pregunta=None,
                         usuario_creado_por=usuario_creado_por or case.hitos.usuario_creado_por)  # fmt: skip
    people = participants(case.participantes, course.case.solicitud, desk)
    course = course.change(institucion_id=institution, participantes=people)
    course = course.move("en_capacitacion", "Solicitud aprobada.").due(None, None)
    return course.send(letters_of_steps.aprobacion(course.case, policy, indicaciones)).decision()


def _all_judged(course: Course, motivo: str) -> Course:
    """Every open finding becomes the clerk's judgement, kept beside the value; mails not yet read stay marked."""
    request, now = course.case.solicitud, course.desk.now
    unread = tuple(each for each in request.problemas if each.campo == "mensaje")
    judged = tuple(
        Correccion(campo, value_of(request, campo), value_of(request, campo), course.desk.quien, now, motivo)
        for campo in dict.fromkeys(each.campo for each in request.problemas if each not in unread)
    )
    return course.request(problemas=unread).change(correcciones=(*course.case.correcciones, *judged))


def correct(
    case: Case, facts: Facts, calendar: Calendar, policy: Policy, now: datetime, quien: str, *,
    campo: str, valor: str | None, motivo: str = "",
) -> Decision | Refusal:  # fmt: skip
    """Sets one value (a path such as ``aiq.cedula``), normalised; what was read stays beside it, and null says that
    there is none. A value that its own check calls invalid is refused. The last missing datum settled, the case goes
    from `observada` to staff."""
    if case.estado in ("registrada", "rechazada", "anulada", "atendida"):
        return _refuse(case, "corregir")
    checked = _checked(campo, valor)
    if checked.codigo == "invalido":
        return Refusal(f"El valor no es válido: {checked.mensaje}")
    if campo == "solicitante":
        return _other_requester(Course(case, Desk(calendar, policy, now, quien)), checked.valor)
    request = case.solicitud
    changed = with_value(request, campo, checked.valor)
    if changed is None:
        return Refusal(f"No existe el dato «{campo}».")
    line = Correccion(campo, value_of(request, campo), checked.valor, quien, now, motivo)
    course = Course(case, Desk(calendar, policy, now, quien)).change(correcciones=(*case.correcciones, line))
    course = course.change(solicitud=_judged_anew(course.case, changed, campo, facts))
    told = f"Corrigió {label_of(campo)}." if checked.valor else f"Quitó {label_of(campo)}: el dato no existe."
    return _after_settling(course, told + (f" {motivo}" if motivo else "")).decision()


def _other_requester(course: Course, address: str | None) -> Decision | Refusal:
    """Whom the desk writes to about the case, where the mail did not tell (a colleague brought the document)."""
    if not address:
        return Refusal("Diga el correo de quien lo solicita.")
    campos = ("remitente.automatico", "solicitante")
    left = tuple(each for each in course.case.solicitud.problemas if each.campo not in campos)
    people = tuple(dict.fromkeys((*course.case.participantes, address)))
    course = course.change(solicitante=address, participantes=people).request(problemas=left)
    return course.note("Cambió el correo de quien lo solicita.").decision()


def _checked(campo: str, valor: str | None) -> Checked:
    """A clerk's value through the check that its field has."""
    head, _, name = campo.partition(".")
    text = (valor or "").strip() or None
    if campo == "oficio.firmante.calidad" and text not in get_args(Calidad):
        return Checked(text, "invalido", f"La calidad es una de: {', '.join(get_args(Calidad))}.")
    if text and campo.rpartition(".")[2] in ("fecha", "fecha_efectiva") and not _is_date(text):
        return Checked(text, "invalido", "La fecha va como AAAA-MM-DD.")
    checkers = {row[0]: row[2] for row in PERSONA}
    if campo == "solicitante":
        return checkers["correo"](text)
    return checkers[name](text) if head in PERSONAS and name in checkers else Checked(text)


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _judged_anew(case: Case, changed: Solicitud, campo: str, facts: Facts) -> Solicitud:
    """The request with the findings that are left after a correction; a work item has no conditions to meet."""
    fixed = settled_by_clerk(case)
    if case.tipo == ATENCION:
        return changed
    before = replace(case.solicitud, problemas=tuple(f for f in case.solicitud.problemas if f.campo != campo))
    tipo: Tipo = "aviso_cambio_backup" if case.tipo == BACKUP else "solicitud_cambio_aiq"
    found = tuple(f for f in rechecked(tipo, changed, before, cargos_of(facts)) if f.campo not in fixed)
    changed = replace(changed, problemas=found)
    return with_law(changed, facts, case.hitos.efectiva_desde, fixed) if case.tipo == PRINCIPAL else changed


def accept(
    case: Case, facts: Facts, calendar: Calendar, policy: Policy, now: datetime, quien: str, *,
    campo: str, motivo: str = "",
) -> Decision | Refusal:  # fmt: skip
    """A person judges one finding to be in order (a delegation, a signature) without changing a value."""
    if not any(f.campo == campo for f in case.solicitud.problemas):
        return Refusal(f"El caso {case.caso} no tiene ningún problema en «{campo}».")
    value = value_of(case.solicitud, campo)
    line = Correccion(campo, value, value, quien, now, motivo or "aceptado")
    course = Course(case, Desk(calendar, policy, now, quien)).change(correcciones=(*case.correcciones, line))
    course = course.request(problemas=tuple(f for f in case.solicitud.problemas if f.campo != campo))
    return _after_settling(course, f"Dio por bueno: {label_of(campo)}." + (f" {motivo}" if motivo else "")).decision()


def _after_settling(course: Course, motivo: str) -> Course:
    """A note; the institution need no longer answer when nothing that blocks is left and no question is open."""
    case = course.case
    waits = any(blocking(each) for each in case.solicitud.problemas) or case.hitos.pregunta
    if case.estado != "observada" or waits:
        return course.note(motivo)
    return for_review(course.mark(caduca=None), motivo)


def ask(
    case: Case, facts: Facts, calendar: Calendar, policy: Policy, now: datetime, quien: str, *, texto: str,
) -> Decision | Refusal:  # fmt: skip
    """A clerk's own question to who asked; the terms of an observation start anew."""
    if case.estado not in _JUDGED:
        return _refuse(case, "preguntar por esta vía")
    if not texto.strip():
        return Refusal("La pregunta está vacía.")
    if not case.solicitante:
        return Refusal("El caso no tiene un remitente a quien preguntar.")
    desk = Desk(calendar, policy, now, quien)
    course = waiting(Course(case, desk).mark(pregunta=texto.strip()), canton_of(facts.institucion))
    course = course.move("observada", "Se preguntó a quien lo solicitó.")
    return course.send(letters.pregunta(course.case, texto.strip(), f"pregunta:{now.isoformat()}")).decision()


def reject(
    case: Case, facts: Facts, calendar: Calendar, policy: Policy, now: datetime, quien: str, *, motivo: str,
) -> Decision | Refusal:  # fmt: skip
    """The request is refused with a reason that the requester is told."""
    if not motivo.strip():
        return Refusal("Diga el motivo del rechazo.")
    if case.tipo == ATENCION or not allowed(case.tipo, case.estado, "rechazada") or case.estado == "rechazada":
        return _refuse(case, "rechazar") if case.tipo != ATENCION else Refusal("Una consulta se atiende o se anula.")
    course = Course(case, Desk(calendar, policy, now, quien)).mark(caduca=None, pregunta=None)
    course = course.move("rechazada", motivo.strip()).due(None, None)
    return course.send(letters.rechazo(course.case, motivo.strip())).decision()


def cancel(
    case: Case, facts: Facts, calendar: Calendar, policy: Policy, now: datetime, quien: str, *, motivo: str,
) -> Decision | Refusal:  # fmt: skip
    """The case is annulled (withdrawn, opened by mistake). People are told, except of a work item."""
    if not motivo.strip():
        return Refusal("Diga por qué se anula.")
    if not allowed(case.tipo, case.estado, "anulada") or case.estado == "anulada":
        return _refuse(case, "anular")
    course = Course(case, Desk(calendar, policy, now, quien)).mark(caduca=None, pregunta=None)
    course = course.move("anulada", motivo.strip()).due(None, None)
    if case.tipo != ATENCION:
        course = course.send(letters.anulacion(course.case, motivo.strip()))
    return course.decision()


def note(
    case: Case, facts: Facts, calendar: Calendar, policy: Policy, now: datetime, quien: str, *, texto: str,
) -> Decision | Refusal:  # fmt: skip
    """A remark for the colleagues; mails that waited to be read count as read."""
    if not texto.strip():
        return Refusal("La nota está vacía.")
    course = Course(case, Desk(calendar, policy, now, quien)).change(notas=(*case.notas, texto.strip()))
    course = course.request(problemas=tuple(f for f in case.solicitud.problemas if f.campo != "mensaje"))
    return course.note(texto.strip()).decision()


def attend(
    case: Case, facts: Facts, calendar: Calendar, policy: Policy, now: datetime, quien: str, *,
    texto: str | None = None,
) -> Decision | Refusal:  # fmt: skip
    """A work item is done; with `texto` the answer goes to who asked."""
    if case.tipo != ATENCION:
        return Refusal(f"El caso {case.caso} es un trámite: se aprueba o se rechaza.")
    if not allowed(case.tipo, case.estado, "atendida") or case.estado == "atendida":
        return _refuse(case, "atender")
    if texto and not case.solicitante:
        return Refusal("El caso no tiene un remitente a quien responder.")
    course = Course(case, Desk(calendar, policy, now, quien)).mark(caduca=None, pregunta=None).request(problemas=())
    course = course.move("atendida", "Atendida.").due(None, None)
    if texto:
        course = course.send(letters.respuesta(course.case, texto.strip(), f"respuesta:{now.isoformat()}"))
    return course.decision()
