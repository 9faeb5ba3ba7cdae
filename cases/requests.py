"""A request as it is opened and settled: the law's own findings, the question to the institution, a person."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import replace
from datetime import date

from cases import letters
from cases.case import Case, Facts, Hitos, TipoCaso
from cases.deadlines import in_words
from cases.desk import Course, Desk, MessageFacts, canton_of
from cases.evidence import Finding
from cases.gate import is_machine
from cases.merge import rechecked, with_authority
from cases.names import same_name, same_person
from cases.reading import Reading, Sobre, Solicitud
from cases.requirements import blocking
from cases.states import PRINCIPAL

_MOST_PARTICIPANTS = 50  # a mail to a whole institution makes no case of it
_LAW = ("institucion", "oficio.fecha_efectiva", "calendario", "aiq_saliente")


def participants(addresses: Iterable[str | None], request: Solicitud, desk: Desk) -> tuple[str, ...]:
    """Who may be told of a case: `addresses` (the sender, the people visible in the mail), and the new AIQ once the
    address is sure; without the desk itself and addresses that nobody reads."""
    people = list(addresses)
    unsure = {each.campo for each in request.problemas if each.codigo != "dudoso"}
    if request.aiq and "aiq.correo" not in unsure:
        people.insert(1, request.aiq.correo)
    known = dict.fromkeys(each.lower() for each in people if each and reachable(each, desk))
    return tuple(known)[:_MOST_PARTICIPANTS]


def reachable(address: str | None, desk: Desk) -> bool:
    """Whether somebody outside the desk reads this address."""
    return not is_machine(address) and not desk.is_own(address)


def _date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def law_findings(request: Solicitud, facts: Facts, earliest: date | None) -> tuple[Finding, ...]:
    """What registry and calendar have to say about a change of the principal AIQ."""
    found, institution = [], facts.institucion
    if institution is None:
        text = "La institución no consta en el registro; debe crearla una persona."
        found.append(Finding("institucion", "dudoso", text))
    elif facts.institucion_aproximada:
        text = (f"La institución se reconoció por su nombre o por uno anterior, no por sus siglas de hoy: "
                f"{institution.nombre} ({institution.siglas}).")  # fmt: skip
        found.append(Finding("institucion", "dudoso", text, institution.siglas))
    if earliest is None:
        found.append(Finding("calendario", "dudoso", "El calendario de feriados no alcanza para contar los plazos."))
    stated = _date(request.oficio.fecha_efectiva) if request.oficio else None
    if stated and earliest and stated < earliest:
        text = (f"El oficio pide el cambio desde el {in_words(stated)}; con la anticipación que se requiere "
                f"corresponde desde el {in_words(earliest)}.")  # fmt: skip
        found.append(Finding("oficio.fecha_efectiva", "dudoso", text))
    registered = institution.principal if institution else None
    if registered and request.aiq and same_person(request.aiq, registered.persona):
        text = f"La persona designada ya consta como AIQ principal desde el {in_words(registered.desde)}."
        found.append(Finding("aiq", "dudoso", text))
    named = request.aiq_saliente.nombres_apellidos if request.aiq_saliente else None
    if registered and named and not same_name(named, registered.persona.nombres_apellidos):
        text = "El AIQ saliente que nombra el oficio no es el que consta en el registro."
        found.append(Finding("aiq_saliente", "dudoso", text))
    return tuple(found)


def _self_designation(request: Solicitud) -> tuple[Finding, ...]:
    cedula = request.aiq.cedula if request.aiq else None
    if not cedula or request.oficio is None or request.oficio.firma.cedula != cedula:
        return ()
    return (Finding("aiq", "dudoso", "Quien firma el oficio es la misma persona que se designa como nuevo AIQ."),)


def mail_findings(sobre: Sobre, desk: Desk) -> tuple[Finding, ...]:
    """What is odd about the mail itself: never a reason to refuse, always one for a person to look."""
    found = [Finding("remitente", "dudoso", text) for text in sobre.sospechas]
    if sobre.autenticacion == "fallido":
        text = "El servidor no pudo autenticar al remitente del correo."
        found.append(Finding("remitente.autenticacion", "dudoso", text))
    if sobre.automatico or not reachable(sobre.remitente, desk):
        why = sobre.automatico[0] if sobre.automatico else "nadie lee la dirección del remitente"
        text = f"El correo no admite respuesta automática ({why}): debe escribir una persona."
        found.append(Finding("remitente.automatico", "dudoso", text))
    return tuple(found)


def with_law(
    request: Solicitud, facts: Facts, earliest: date | None, judged: Container[str] = ()
) -> Solicitud:
    """The request with the registry's and the calendar's findings as they are now, those of before taken away; none
    on the paths that a clerk has `judged`."""
    kept = tuple(each for each in request.problemas if each.campo not in _LAW)
    known = {(each.campo, each.codigo) for each in kept}
    fresh = (*law_findings(request, facts, earliest), *_self_designation(request))
    added = (f for f in fresh if (f.campo, f.codigo) not in known and f.campo not in judged)
    return replace(request, problemas=(*kept, *added))


def cargos_of(facts: Facts) -> tuple[str, ...]:
    return facts.institucion.cargos_maxima_autoridad if facts.institucion else ()


def opened(tipo: TipoCaso, message: MessageFacts, reading: Reading, facts: Facts, desk: Desk, motivo: str) -> Course:
    """A new case of a mail, in `recibida`, with the findings of the mail and (for a change of AIQ) of the law."""
    sobre, institution = reading.sobre, facts.institucion
    received, request = desk.received(message.recibido), reading.solicitud
    earliest = None
    if tipo == PRINCIPAL:
        earliest = desk.working(received, desk.policy.anticipacion_laborables, canton_of(institution))
        better = with_authority(request, cargos_of(facts))
        if better != request:
            request = replace(better, problemas=rechecked(PRINCIPAL, better, request, cargos_of(facts)))
        request = with_law(request, facts, earliest)
    case = Case(
        tipo=tipo, estado="recibida", solicitud=request, recibido=message.recibido, creado=desk.now,
        actualizado=desk.now, solicitante=sobre.remitente if reachable(sobre.remitente, desk) else None,
        participantes=participants((sobre.remitente, *sobre.para, *sobre.copia), request, desk),
        institucion_id=institution.id if institution else None, asunto=sobre.asunto,
        ultimo_message_id=sobre.message_id,
        hitos=Hitos(recibido_en=received, efectiva_desde=earliest, calendario=desk.calendar.version),
    )  # fmt: skip
    course = Course(case, desk).problem(*mail_findings(sobre, desk)).counted("anticipacion", earliest)
    return course.move("recibida", motivo)


def waiting(course: Course, canton: str | None) -> Course:
    """The terms of a question that leaves now: the reminder is the next deadline, then the expiry."""
    desk, policy = course.desk, course.desk.policy
    reminder = desk.working(desk.today, policy.recordatorio_laborables, canton)
    expiry = desk.working(desk.today, policy.caducidad_laborables, canton)
    if expiry is None:
        text = "El calendario de feriados no alcanza para contar los plazos."
        course = course.problem(Finding("calendario", "dudoso", text))
    course = course.mark(preguntado=desk.today, caduca=expiry).change(recordatorios=0)
    if expiry is None:
        return course.due(None, None)
    if reminder is None or reminder >= expiry:
        return course.counted("caducidad", expiry).due(expiry, "caducidad")
    return course.counted("recordatorio", reminder).counted("caducidad", expiry).due(reminder, "recordatorio")


def answerable(course: Course) -> bool:
    """Whether the program may write to the requester by itself: nobody forged the address, no machine sent the mail."""
    campos = {each.campo for each in course.case.solicitud.problemas}
    return not campos & {"remitente.automatico", "remitente.autenticacion"}


def ask_institution(course: Course, message: MessageFacts, facts: Facts, settled: tuple[str, ...] = ()) -> Course:
    """To `observada` with the list of what must be answered. A first question, and one after progress, starts the
    terms; a repeated one leaves them running."""
    hitos = course.case.hitos
    course = course.mark(observaciones=hitos.observaciones + 1)
    motivo = "Faltan datos o no son válidos: se pidieron a la institución."
    if course.case.estado != "observada" or settled or hitos.caduca is None:
        course = waiting(course, canton_of(facts.institucion))
    course = course.move("observada", motivo)
    clave = f"observaciones:{message.mensaje}"
    return course.send(letters.observaciones(course.case, clave, course.desk.policy, settled))


def for_review(course: Course, motivo: str) -> Course:
    """To `en_revision`. A change of AIQ is due when its anticipation is over; one that was completed only later, as
    many working days after today."""
    day, desk = course.case.hitos.efectiva_desde, course.desk
    if day is not None and day <= desk.today:
        day = desk.working(desk.today, desk.policy.anticipacion_laborables)
        course = course.counted("revision", day)
    return course.move("en_revision", motivo).due(day, "revision" if day else None)


def to_person(course: Course, message: MessageFacts, motivo: str, *, respuesta: bool = False) -> Course:
    """To `en_revision` with an acknowledgement; due when the anticipation of the request is over."""
    doubts = bool(course.case.solicitud.problemas)
    course = for_review(course.mark(caduca=None, pregunta=None), motivo)
    if not answerable(course):
        return course
    clave, policy = f"acuse:{message.mensaje}", course.desk.policy
    return course.send(letters.acuse(course.case, clave, policy, por_persona=doubts, respuesta=respuesta))


def _roles_unclear(request: Solicitud) -> bool:
    """Whether the letter holds people of whom none could be told to be the new AIQ: then nothing of him is missing."""
    doubted = any(each.campo == "aiq" and each.codigo == "dudoso" for each in request.problemas)
    return doubted and (request.aiq is None or request.aiq.empty())


def settle(course: Course, message: MessageFacts, facts: Facts, *, settled: tuple[str, ...] | None = None) -> Course:
    """Where a request goes after it was read or answered (`settled`: what the answer brought, null: none)."""
    respuesta, policy = settled is not None, course.desk.policy
    if _roles_unclear(course.case.solicitud):
        return to_person(course, message, "No se distingue quién es el nuevo AIQ.", respuesta=respuesta)
    if any(blocking(each) for each in course.case.solicitud.problemas):
        if not answerable(course):
            return to_person(course, message, "Faltan datos, y al remitente debe escribirle una persona.")
        if course.case.hitos.observaciones < policy.repreguntas:
            return ask_institution(course, message, facts, settled or ())
        text = f"La institución respondió {course.case.hitos.observaciones} veces sin completar la solicitud."
        course = course.problem(Finding("respuesta", "dudoso", text))
        return to_person(course, message, text, respuesta=True)
    if course.case.solicitud.problemas:
        motivo = "Hay puntos que debe resolver una persona de la mesa."
    else:
        motivo = "La respuesta completó la solicitud." if respuesta else "La solicitud está completa."
    return to_person(course, message, motivo, respuesta=respuesta)
