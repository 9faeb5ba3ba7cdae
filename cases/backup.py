"""A change of the backup AIQ (seeds/cambio-aiq, note): one mail of the registered principal, copy to the superior."""

from __future__ import annotations

from dataclasses import replace

from cases import letters, letters_of_steps
from cases.answers import as_answer, for_reader
from cases.case import Case, Facts, InstitucionRegistrada, Periodo
from cases.copies import superiors, without_copy
from cases.decision import Decision, RegistryChange
from cases.desk import Course, Desk, MessageFacts, canton_of
from cases.evidence import Finding
from cases.identifiers import siglas_key
from cases.merge import merge
from cases.questions import for_staff, named_by
from cases.reading import Persona, Reading, Sobre
from cases.requests import answerable, ask_institution, opened, participants, to_person, waiting
from cases.requirements import blocking
from cases.states import BACKUP


def principal_of(facts: Facts) -> tuple[InstitucionRegistrada, Periodo] | None:
    """The institution whose registered principal sends this mail, by his registered address; null for anybody else."""
    now = [pair for pair in facts.periodos_remitente if pair[1].hasta is None and pair[1].rol == "principal"]
    same = [pair for pair in now if facts.institucion and pair[0].id == facts.institucion.id]
    return (same or now)[0] if len(same or now) == 1 else None


def speaks_for(facts: Facts, case: Case) -> tuple[InstitucionRegistrada, Periodo] | None:
    """The sender as registered principal of the very institution that a case is about; null for anybody else."""
    if case.institucion_id is None:
        return principal_of(facts)
    now = (pair for pair in facts.periodos_remitente if pair[1].hasta is None and pair[1].rol == "principal")
    return next((pair for pair in now if pair[0].id == case.institucion_id), None)


def _odd(sobre: Sobre) -> str | None:
    """Why nobody but a person may go on with this mail, or null."""
    if sobre.reenviado_de:
        return "El aviso fue reenviado por otra persona: su origen solo consta como dicho."
    if sobre.sospechas:
        return sobre.sospechas[0]
    return "El servidor no pudo autenticar al remitente del correo." if sobre.autenticacion == "fallido" else None


def _elsewhere(reading: Reading, facts: Facts, home: InstitucionRegistrada) -> tuple[Finding, ...]:
    """A mail that names another institution than the one whose principal sends it: nothing is registered in either."""
    named, siglas = facts.institucion, reading.solicitud.institucion.siglas
    known = {siglas_key(each) for each in (home.siglas, *home.alias)}
    if named.id == home.id if named else not siglas or siglas_key(siglas) in known:
        return ()
    text = f"El aviso nombra otra institución que la del AIQ principal que lo envía ({home.siglas})."
    return (Finding("institucion", "dudoso", text),)


def notice(message: MessageFacts, reading: Reading, facts: Facts, desk: Desk) -> Decision:
    """A notice that no case knows yet."""
    owner = principal_of(facts)
    odd = _elsewhere(reading, facts, owner[0]) if owner else ()
    if owner:
        facts, reading = replace(facts, institucion=owner[0]), named_by(owner[0], reading)
    reading = replace(reading, solicitud=as_answer(BACKUP, reading.solicitud))
    motivo = f"Mensaje {message.mensaje} de {reading.sobre.remitente}: aviso de cambio de AIQ de respaldo (backup)."
    course = opened(BACKUP, message, reading, facts, desk, motivo).problem(*odd)
    return judge(course, message, reading, facts, desk)


def again(message: MessageFacts, reading: Reading, facts: Facts, case: Case, desk: Desk) -> Decision:
    """The notice sent again, or an answer in its thread: what the principal brings is added and the whole judged anew.
    What anybody else says is for a person."""
    if case.estado not in ("observada", "en_revision", "caducada"):
        return for_staff(message, reading, facts, desk, f"mensaje para el aviso cerrado {case.caso}")
    owner, copies = speaks_for(facts, case), superiors(reading.sobre, None, desk.is_own)[0]
    merged = merge(case, as_answer(BACKUP, reading.solicitud))
    if owner is None or (merged.empty and not copies):
        return for_reader(message, reading, case, desk, "respuesta a un aviso de respaldo que debe leer una persona")
    sender = reading.sobre.remitente
    course = Course(case, desk).note(f"Mensaje {message.mensaje} de {sender}: respuesta.")
    course = course.change(
        solicitud=merged.solicitud, ultimo_message_id=reading.sobre.message_id, solicitante=sender,
        participantes=participants((*case.participantes, sender), merged.solicitud, desk),
    )  # fmt: skip
    course = course.problem(*_elsewhere(reading, facts, owner[0]))
    if case.estado == "caducada":
        late = to_person(course, message, "Llegó una respuesta después de la caducidad.", respuesta=True)
        return late.decision("procesado")
    return judge(course, message, reading, replace(facts, institucion=owner[0]), desk, merged.traidos)


def judge(
    course: Course, message: MessageFacts, reading: Reading, facts: Facts, desk: Desk, settled: tuple[str, ...] = ()
) -> Decision:
    """Where a backup notice goes: to a person, back to its sender, or into the registry. Asking the registered address
    to complete the notice needs no authenticated mail; changing the registry does, unless the policy says otherwise."""
    sobre, owner = reading.sobre, principal_of(facts)
    if owner is None:
        return _stranger(course, sobre)
    odd = _odd(sobre)
    if odd:
        course = course.problem(Finding("remitente", "dudoso", odd))
    course = _with_superior(course, sobre, owner[0], desk)
    if any(blocking(each) for each in course.case.solicitud.problemas) and not odd and answerable(course):
        return _ask(course, message, facts, desk, settled)
    if sobre.autenticacion == "sin_dato" and desk.policy.sin_autenticacion == "persona":
        text = "Ningún servidor de confianza autentica al remitente del correo."
        course = course.problem(Finding("remitente", "dudoso", text))
    if course.case.solicitud.problemas:
        return to_person(course, message, "Lo debe confirmar una persona de la mesa.").decision("procesado")
    return registered(course, owner[0], "Aviso en orden: registrado.").decision("procesado")


def _stranger(course: Course, sobre: Sobre) -> Decision:
    text = "El aviso no viene del AIQ principal registrado de la institución."
    course = course.problem(Finding("remitente", "dudoso", text)).move("en_revision", text).due(None, None)
    if answerable(course) and not sobre.sospechas:
        course = course.send(letters.backup_no_autorizado(sobre.remitente))
    return course.decision("procesado", text)


def _with_superior(course: Course, sobre: Sobre, institution: InstitucionRegistrada, desk: Desk) -> Course:
    """The candidate for immediate superior, and what is still to be said about the copy."""
    new = course.case.solicitud.aiq_backup
    copies, addressed = superiors(sobre, new.correo if new else None, desk.is_own)
    known = next((each for each in copies if each in institution.superiores), None)
    course = course.request(problemas=tuple(f for f in course.case.solicitud.problemas if f.campo != "copia"))
    candidate = known or next(iter((*copies, *addressed)), None)
    course = course.mark(superior=candidate).change(institucion_id=institution.id)
    if known:
        return course
    if copies:
        text = f"Copia a {copies[0]}: confirme que es el jefe inmediato del AIQ principal."
        return course.problem(Finding("copia", "dudoso", text))
    return course.problem(without_copy(addressed))


def _ask(course: Course, message: MessageFacts, facts: Facts, desk: Desk, settled: tuple[str, ...]) -> Decision:
    """Back to the principal: with copy to the superior, and with the data that are missing."""
    hitos = course.case.hitos
    if hitos.observaciones >= desk.policy.repreguntas:
        course = to_person(course, message, "El aviso sigue incompleto después de varias respuestas.", respuesta=True)
        return course.decision("procesado")
    if not any(f.campo == "copia" and f.codigo == "falta" for f in course.case.solicitud.problemas):
        return ask_institution(course, message, facts, settled).decision("procesado")
    course = course.mark(observaciones=hitos.observaciones + 1)
    if course.case.estado != "observada" or settled:
        course = waiting(course, canton_of(facts.institucion))
    course = course.move("observada", "Falta la copia al jefe inmediato: se pidió reenviar el aviso.")
    letter = letters.backup_sin_copia(course.case, f"backup_sin_copia:{message.mensaje}")
    return course.send(letter).decision("procesado")


def registered(course: Course, institution: InstitucionRegistrada, motivo: str) -> Course:
    """The new backup in the registry from today, the superior remembered, everybody concerned told."""
    case, today, new = course.case, course.desk.today, course.case.solicitud.aiq_backup or Persona()
    old = institution.backup.persona if institution.backup else None
    principal = institution.principal.persona.correo if institution.principal else case.solicitante
    course = course.move("registrada", motivo).due(None, None).register(
        RegistryChange("abrir", institution.id, "backup", new, today)
    )
    if case.hitos.superior and case.hitos.superior not in institution.superiores:
        course = course.register(RegistryChange("superior", institution.id, correo=case.hitos.superior))
    return course.send(*letters_of_steps.backup_registrados(course.case, new, today, principal, old))
