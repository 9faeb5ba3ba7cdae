"""The clerks' decisions along the procedure: training, environment, report, production user, register.

The same form as in `clerk`: ``f(case, facts, calendar, policy, now, quien, *, …) -> Decision | Refusal``."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from cases import letters_of_steps
from cases.calendar import Calendar
from cases.case import Case, Facts, InstitucionRegistrada, Sesion
from cases.completion import last_day, reported
from cases.deadlines import in_words
from cases.decision import Decision, Refusal, RegistryChange
from cases.desk import Course, Desk
from cases.names import same_person
from cases.policy import Policy
from cases.reading import Persona
from cases.requirements import blocking
from cases.states import PRINCIPAL
from cases.steps import MODULOS, hours_of, passed, pending_steps, trained
from cases.text import in_figures

_UNDER_WAY = ("en_capacitacion", "en_parametrizacion", "por_registrar")


def _not_now(case: Case, action: str, states: tuple[str, ...] = _UNDER_WAY) -> Refusal | None:
    if case.tipo != PRINCIPAL:
        return Refusal(f"El caso {case.caso} no es un cambio de AIQ principal.")
    if case.estado not in states:
        return Refusal(f"El caso {case.caso} está en estado «{case.estado}»: no se puede {action}.")
    return None


def training(
    case: Case, facts: Facts, calendar: Calendar, policy: Policy, now: datetime, quien: str, *,
    fecha: date, horas: float, modulo: str, resultado: str = "aprobado",
) -> Decision | Refusal:  # fmt: skip
    """Records one session of the new AIQ (step 3). `modulo`: entrada · salida · administracion."""
    desk = Desk(calendar, policy, now, quien)
    refused = _not_now(case, "anotar capacitación")
    if refused:
        return refused
    if modulo not in MODULOS:
        return Refusal(f"El módulo «{modulo}» no existe; use {', '.join(MODULOS)}.")
    if not 0 < horas <= 12:
        return Refusal("Las horas de una sesión van de más de 0 a 12.")
    if fecha > desk.today:
        return Refusal("La sesión no puede tener una fecha futura.")
    session = Sesion(fecha, horas, modulo, resultado, quien)  # type: ignore[arg-type]
    if any((s.fecha, s.modulo, s.horas) == (fecha, modulo, horas) for s in case.hitos.capacitacion):
        return Refusal(f"Esa sesión de {MODULOS[modulo]} del {in_words(fecha)} ya consta.")
    course = Course(case, desk).mark(capacitacion=(*case.hitos.capacitacion, session))
    done = " Capacitación completa." if trained(course.case.hitos, policy) else ""
    total, failed = in_figures(hours_of(course.case.hitos)), "" if passed(resultado) else f", {resultado}: no cuenta"
    told = f"Capacitación: {in_figures(horas)} h de {MODULOS[modulo]}{failed} ({total} h en total).{done}"
    return course.note(told).decision()


def enable(
    case: Case, facts: Facts, calendar: Calendar, policy: Policy, now: datetime, quien: str, *, prorroga: bool = False,
) -> Decision | Refusal:  # fmt: skip
    """Announces the access to the training environment with the follow-up sheet and starts the calendar days of the
    term (step 4). `prorroga`: a further term where one is running, has lapsed, or activities were left open."""
    states = ("en_parametrizacion", "por_registrar") if prorroga else ("en_capacitacion",)
    refused = _not_now(case, "conceder otro plazo" if prorroga else "habilitar el ambiente", states)
    if refused:
        return refused
    if not case.solicitud.aiq or not case.solicitud.aiq.correo:
        return Refusal("Falta el correo electrónico del nuevo AIQ.")
    desk = Desk(calendar, policy, now, quien)
    if case.hitos.plazo_parametrizacion and case.hitos.plazo_parametrizacion >= term(desk):
        return Refusal(f"El plazo vigente ya llega hasta el {in_words(case.hitos.plazo_parametrizacion)}.")
    return _enabled(Course(case, desk), prorroga).decision()


def term(desk: Desk) -> date:
    """The last calendar day of a term that starts now: counted from tomorrow, never moved by days off."""
    return desk.today + timedelta(days=desk.policy.parametrizacion_calendario)


def _enabled(course: Course, prorroga: bool) -> Course:
    desk, policy, hitos = course.desk, course.desk.policy, course.case.hitos
    last = term(desk)
    course = course.mark(
        habilitado=hitos.habilitado or desk.today, plazo_parametrizacion=last, cumplimiento=None,
        cumplimiento_tarde=False,
    )  # fmt: skip
    motivo = f"Ambiente habilitado; plazo hasta el {in_words(last)}."
    if prorroga:
        motivo = f"Nuevo plazo hasta el {in_words(last)}."
    course = course.counted("plazo_parametrizacion", last, laborables=False).move("en_parametrizacion", motivo)
    # It wakes as the day before the last one begins: a whole day is still left.
    reminder = last - timedelta(days=policy.aviso_plazo_calendario + 1)
    if policy.aviso_plazo_calendario > 0 and reminder >= desk.today:
        course = course.due(reminder, "recordatorio_plazo")
    else:
        course = course.due(last_day(course.case, desk), "plazo_parametrizacion")
    return course.send(letters_of_steps.habilitacion(course.case, policy, prorroga))


def report(
    case: Case, facts: Facts, calendar: Calendar, policy: Policy, now: datetime, quien: str, *,
    fecha: date | None = None, pendientes: tuple[str, ...] = (),
) -> Decision | Refusal:  # fmt: skip
    """A clerk records the completion report (arrived by another way, or what a reader did not see)."""
    refused = _not_now(case, "anotar el cumplimiento", ("en_parametrizacion", "por_registrar"))
    if refused:
        return refused
    desk = Desk(calendar, policy, now, quien)
    if fecha and fecha > desk.today:
        return Refusal("El cumplimiento no puede tener una fecha futura.")
    course = reported(Course(case, desk), fecha or desk.today, pendientes, "La mesa anotó el cumplimiento.")
    clave = f"cumplimiento_recibido:{now.isoformat()}"
    return course.send(letters_of_steps.cumplimiento_recibido(course.case, clave, policy, con_hoja=False)).decision()


def user_created(
    case: Case, facts: Facts, calendar: Calendar, policy: Policy, now: datetime, quien: str, *, por: str,
) -> Decision | Refusal:  # fmt: skip
    """Confirms who created the production user of the new AIQ (step 1): the outgoing or the backup AIQ."""
    refused = _not_now(case, "confirmar el usuario", ("observada", "en_revision", *_UNDER_WAY))
    if refused:
        return refused
    if not por.strip():
        return Refusal("Diga quién creó el usuario en producción.")
    course = Course(case, Desk(calendar, policy, now, quien)).mark(usuario_creado_por=por.strip())
    return course.note(f"Usuario de producción creado por {por.strip()}.").decision()


def register(
    case: Case, facts: Facts, calendar: Calendar, policy: Policy, now: datetime, quien: str, *,
    usuario_creado_por: str | None = None, con_backup: bool = False,
) -> Decision | Refusal:  # fmt: skip
    """Step 5: the new AIQ into the base, only when every step is there; a Refusal names all that is missing.
    `con_backup`: the backup that the same oficio names enters the base too, and is told."""
    if case.tipo != PRINCIPAL:
        return Refusal(f"El caso {case.caso} no es un cambio de AIQ principal: apruébelo.")
    if case.estado in ("registrada", "rechazada", "caducada", "anulada"):
        return Refusal(f"El caso {case.caso} está en estado «{case.estado}»: no se puede registrar.")
    desk, institution = Desk(calendar, policy, now, quien), facts.institucion
    course = Course(case, desk).change(institucion_id=institution.id if institution else case.institucion_id)
    if usuario_creado_por:
        course = course.mark(usuario_creado_por=usuario_creado_por.strip())
    missing = [each.texto for each in pending_steps(course.case, policy)]
    new = case.solicitud.aiq
    nameless = new is None or not new.nombres_apellidos
    if institution is None or new is None or nameless or missing or any(blocking(f) for f in case.solicitud.problemas):
        lacking = "; ".join(missing) or "falta la institución o el nombre del nuevo AIQ"
        return Refusal(f"No se puede registrar todavía: {lacking}.")
    backup = case.solicitud.aiq_backup
    if con_backup and (backup is None or not backup.nombres_apellidos):
        return Refusal("El oficio no nombra un AIQ de respaldo.")
    created = f" Usuario de producción creado por {course.case.hitos.usuario_creado_por}."
    course = course.mark(efectiva_desde=desk.today).request(problemas=())
    course = course.move("registrada", "Todos los pasos están cumplidos." + created).due(None, None)
    course = course.register(RegistryChange("abrir", institution.id, "principal", new, desk.today))
    course = course.send(*letters_of_steps.registrados(course.case, desk.today, _outgoing(case, facts)))
    return (_with_backup(course, institution, backup) if con_backup and backup else course).decision()


def _with_backup(course: Course, institution: InstitucionRegistrada, backup: Persona) -> Course:
    """The backup that the oficio names in the base too; he and who held the role before are told."""
    old, today = institution.backup.persona if institution.backup else None, course.desk.today
    course = course.register(RegistryChange("abrir", institution.id, "backup", backup, today))
    return course.send(*letters_of_steps.backup_registrados(course.case, backup, today, None, old))


def _outgoing(case: Case, facts: Facts) -> Persona | None:
    """Who leaves: the registered principal, else whom the oficio names; nobody where the same person goes on."""
    registered = facts.institucion.principal if facts.institucion else None
    leaves, new = registered.persona if registered else case.solicitud.aiq_saliente, case.solicitud.aiq
    return None if leaves and new and same_person(leaves, new) else leaves
