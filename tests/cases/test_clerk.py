"""What clerks decide: approve, correct, ask, reject, train, enable, register."""

from dataclasses import replace
from datetime import date

import pytest

from cases import clerk, clerk_steps
from cases.case import Periodo
from cases.decision import Decision, Refusal
from cases.reading import Delegacion, Solicitud
from cases.steps import pending_steps
from tests.cases.desk_values import (
    ANA,
    CARLA,
    COMPLETE,
    FACTS,
    JEFE,
    LUIS,
    MEJ,
    NOW,
    OFICIO,
    POLICY,
    at,
    calendar,
    judge,
    letters,
    reading,
    stored,
    without,
)

MODULES = ("entrada", "salida", "administracion")


def do(command, case, now=NOW, facts=FACTS, quien="rosa", **values):
    return command(case, facts, calendar(), POLICY, now, quien, **values)


def done(command, case, **values):
    made = do(command, case, **values)
    assert isinstance(made, Decision), made
    return stored(made)


@pytest.fixture
def case():
    return stored(judge(reading()))


def trained(case):
    for module in MODULES:
        case = done(clerk_steps.training, case, fecha=date(2026, 3, 10), horas=4, modulo=module)
    return case


def reported(case, facts=FACTS):
    case = done(clerk_steps.enable, trained(done(clerk.approve, case, facts=facts)))
    return done(clerk_steps.report, case, fecha=date(2026, 3, 12))


def test_an_approved_change_goes_to_training_and_both_sides_are_told(case):
    made = do(clerk.approve, case, indicaciones="Lunes 16, 09:00, sala 2")
    assert made.caso.estado == "en_capacitacion"
    assert (made.cartas[0].carta, made.cartas[0].para, made.cartas[0].copia) == ("aprobacion", (JEFE,), (ANA.correo,))
    assert made.cartas[0].datos["indicaciones"] == "Lunes 16, 09:00, sala 2"
    assert made.transiciones[0].quien == "rosa"


def test_a_request_that_lacks_data_cannot_be_approved_by_oversight():
    case = stored(judge(reading(request=without(celular=None))))
    refused = do(clerk.approve, case)
    assert isinstance(refused, Refusal)
    assert "Número celular del nuevo AIQ" in refused.motivo
    assert do(clerk.approve, case, aceptar=("aiq.celular",)).caso.estado == "en_capacitacion"


def test_what_a_clerk_judged_is_kept_beside_the_value():
    letter = replace(OFICIO, fecha_efectiva="2026-03-16")
    case = done(clerk.approve, stored(judge(reading(request=replace(COMPLETE, oficio=letter)))))
    assert case.solicitud.problemas == ()
    assert [(c.campo, c.quien) for c in case.correcciones] == [("oficio.fecha_efectiva", "rosa")]


def test_a_correction_is_normalised_and_what_was_read_stays_beside_it():
    case = stored(judge(reading(request=without(cedula="1712345676"))))
    made = do(clerk.correct, case, campo="aiq.cedula", valor="171234567-5", motivo="según cédula adjunta")
    assert made.caso.solicitud.aiq.cedula == "1712345675"
    assert made.caso.estado == "en_revision"
    line = made.caso.correcciones[0]
    assert (line.leido, line.valor, line.quien) == ("1712345676", "1712345675", "rosa")


def test_a_correction_to_an_invalid_value_is_refused(case):
    assert "no es válido" in do(clerk.correct, case, campo="aiq.cedula", valor="1712345676").motivo


@pytest.mark.parametrize("campo", ["aiq.pasaporte", "aiq", "delegacion.presente", "__class__.__name__", ""])
def test_only_data_of_the_request_can_be_corrected(case, campo):
    assert isinstance(do(clerk.correct, case, campo=campo, valor="x"), Refusal)


def test_a_clerk_who_settles_the_signers_quality_needs_no_delegation():
    letter = replace(OFICIO, firmante=replace(OFICIO.firmante, cargo="DIRECTOR", calidad="no_determinada"))
    case = stored(judge(reading(request=replace(COMPLETE, oficio=letter, delegacion=Delegacion()))))
    made = do(clerk.correct, case, campo="oficio.firmante.calidad", valor="maxima_autoridad")
    assert made.caso.solicitud.problemas == ()
    assert isinstance(do(clerk.correct, case, campo="oficio.firmante.calidad", valor="jefe"), Refusal)


def test_a_finding_can_be_accepted_without_a_value():
    letter = replace(OFICIO, firma=replace(OFICIO.firma, estado="no_reconocida"))
    case = stored(judge(reading(request=replace(COMPLETE, oficio=letter))))
    assert do(clerk.accept, case, campo="oficio.firma").caso.solicitud.problemas == ()
    assert isinstance(do(clerk.accept, case, campo="aiq.cedula"), Refusal)


def test_a_question_waits_for_the_institution_with_a_deadline(case):
    made = do(clerk.ask, case, texto="¿Quién firma el oficio?")
    assert (made.caso.estado, letters(made), made.caso.vence_que) == ("observada", ["pregunta"], "recordatorio")
    assert made.cartas[0].automatica is False


def test_a_rejection_needs_a_reason_and_tells_it(case):
    assert isinstance(do(clerk.reject, case, motivo=" "), Refusal)
    made = do(clerk.reject, case, motivo="La institución usa su propia instalación.")
    assert (made.caso.estado, letters(made), made.caso.vence) == ("rechazada", ["rechazo"], None)
    assert isinstance(do(clerk.reject, stored(made), motivo="otra vez"), Refusal)


def test_a_case_can_be_annulled_and_people_are_told(case):
    made = do(clerk.cancel, case, motivo="La institución desistió.")
    assert (made.caso.estado, letters(made)) == ("anulada", ["anulacion"])


def test_a_note_marks_waiting_mails_as_read(case):
    from cases.desk import unread
    from tests.cases.desk_values import desk, mail

    marked = replace(case, solicitud=replace(case.solicitud, problemas=(unread(mail(4), desk()),)))
    made = do(clerk.note, marked, texto="Llamé a la institución.")
    assert (made.caso.solicitud.problemas, made.caso.notas, made.cartas) == ((), ("Llamé a la institución.",), ())
    assert made.transiciones[0].de == made.transiciones[0].a


def test_training_is_complete_with_twelve_hours_and_all_three_modules(case):
    case = done(clerk.approve, case)
    case = done(clerk_steps.training, case, fecha=date(2026, 3, 10), horas=8, modulo="entrada")
    case = done(clerk_steps.training, case, fecha=date(2026, 3, 11), horas=4, modulo="salida")
    left = {step.paso: step.texto for step in pending_steps(case, POLICY)}
    assert left["capacitacion"] == "Completar la capacitación de 12 horas: falta el módulo Administración del sistema"
    case = done(clerk_steps.training, case, fecha=date(2026, 3, 12), horas=0.5, modulo="administracion")
    assert "capacitacion" not in {step.paso for step in pending_steps(case, POLICY)}


@pytest.mark.parametrize(
    "wrong",
    [
        {"modulo": "firma"},
        {"horas": 0},
        {"horas": 13},
        {"fecha": date(2026, 3, 13)},
    ],
)
def test_a_session_that_cannot_be_is_refused(case, wrong):
    values = {"fecha": date(2026, 3, 10), "horas": 4, "modulo": "entrada", **wrong}
    assert isinstance(do(clerk_steps.training, done(clerk.approve, case), **values), Refusal)


def test_the_same_session_counts_once(case):
    case = trained(done(clerk.approve, case))
    again = do(clerk_steps.training, case, fecha=date(2026, 3, 10), horas=4, modulo="entrada")
    assert "ya consta" in again.motivo


def test_nobody_is_trained_before_approval(case):
    assert isinstance(do(clerk_steps.training, case, fecha=date(2026, 3, 10), horas=4, modulo="entrada"), Refusal)


def test_enabling_starts_five_calendar_days_and_sends_the_sheet(case):
    made = do(clerk_steps.enable, done(clerk.approve, case))
    letter = made.cartas[0]
    assert made.caso.estado == "en_parametrizacion"
    assert (letter.carta, letter.para, letter.adjuntos) == ("habilitacion", (ANA.correo,), ("plantilla_seguimiento",))
    assert letter.datos["plazo"] == "2026-03-17"
    assert made.caso.vence_que == "recordatorio_plazo"


def test_a_term_that_ends_on_a_sunday_stays_on_that_sunday(case):
    made = do(clerk_steps.enable, done(clerk.approve, case), now=at("2026-03-17 09:00"))
    assert made.cartas[0].datos["plazo"] == "2026-03-22"


def test_a_further_term_can_be_granted_and_is_a_letter_of_its_own(case):
    first = do(clerk_steps.enable, done(clerk.approve, case))
    made = do(clerk_steps.enable, stored(first), now=at("2026-03-18 09:00"), prorroga=True)
    assert made.caso.hitos.plazo_parametrizacion == date(2026, 3, 23)
    assert made.caso.hitos.habilitado == date(2026, 3, 12)
    assert made.cartas[0].clave != first.cartas[0].clave
    assert isinstance(do(clerk_steps.enable, stored(first)), Refusal)


def test_registering_names_every_step_that_is_missing(case):
    refused = do(clerk_steps.register, case)
    assert isinstance(refused, Refusal)
    for words in (
        "Revisar y aprobar",
        "Crear el usuario",
        "capacitación de 12 horas: faltan 12 horas",
        "Habilitar el ambiente",
    ):
        assert words in refused.motivo


def test_with_every_step_there_the_new_aiq_is_registered_and_three_people_are_told(case):
    made = do(clerk_steps.register, reported(case), usuario_creado_por="AIQ saliente")
    assert made.caso.estado == "registrada"
    (change,) = made.registro
    assert (change.accion, change.rol, change.persona, change.desde) == ("abrir", "principal", ANA, date(2026, 3, 12))
    assert [(letter.carta, letter.para) for letter in made.cartas] == [
        ("registrado_nuevo", (ANA.correo,)),
        ("registrado_saliente", (CARLA.correo,)),
        ("registrado_solicitante", (JEFE,)),
    ]


def test_nobody_is_registered_without_the_user_in_production(case):
    refused = do(clerk_steps.register, reported(case))
    assert "Crear el usuario" in refused.motivo
    confirmed = done(clerk_steps.user_created, reported(case), por="AIQ de respaldo")
    assert do(clerk_steps.register, confirmed).caso.estado == "registrada"


def test_nobody_is_registered_for_an_institution_that_the_registry_does_not_know():
    unknown = replace(FACTS, institucion=None)
    ready = reported(stored(judge(reading(), unknown)), unknown)
    refused = do(clerk_steps.register, ready, facts=unknown, usuario_creado_por="AIQ saliente")
    assert "Registrar la institución" in refused.motivo
    assert do(clerk_steps.register, ready, usuario_creado_por="AIQ saliente").registro[0].institucion_id == MEJ.id


def test_open_activities_of_the_sheet_stand_in_the_way(case):
    ready = reported(case)
    ready = replace(ready, hitos=replace(ready.hitos, actividades_pendientes=("Áreas",), usuario_creado_por="x"))
    assert "Áreas" in do(clerk_steps.register, ready).motivo


def test_without_an_outgoing_aiq_only_two_letters_leave(case):
    facts = replace(FACTS, institucion=replace(MEJ, principal=None))
    made = do(clerk_steps.register, reported(case), facts=facts, usuario_creado_por="AIQ de respaldo")
    assert letters(made) == ["registrado_nuevo", "registrado_solicitante"]


def test_whoever_goes_on_as_principal_is_not_told_that_he_leaves(case):
    home = replace(MEJ, principal=Periodo("principal", ANA, date(2024, 1, 8)))
    made = do(clerk_steps.register, reported(case), facts=replace(FACTS, institucion=home), usuario_creado_por="él")
    assert letters(made) == ["registrado_nuevo", "registrado_solicitante"]


def test_a_work_item_is_attended_with_or_without_an_answer():
    item = stored(judge(replace(reading("otro", Solicitud(), "u@mej.gob.ec"), texto_nuevo="¿Y mi clave?")))
    answered = do(clerk.attend, item, texto="Use la opción «Olvidé mi contraseña».")
    assert (answered.caso.estado, letters(answered)) == ("atendida", ["respuesta"])
    assert do(clerk.approve, item).caso.estado == "atendida"
    assert isinstance(do(clerk_steps.register, item), Refusal)
    assert isinstance(do(clerk.reject, item, motivo="no"), Refusal)


def test_a_backup_notice_has_no_steps_of_the_procedure():
    notice = stored(judge(reading("aviso_cambio_backup", Solicitud(aiq_backup=ANA))))
    assert pending_steps(notice, POLICY) == ()
    assert isinstance(do(clerk_steps.enable, notice), Refusal)


def test_a_backup_named_in_the_same_oficio_is_noted_and_enters_the_base_only_when_the_clerk_says_so():
    case = stored(judge(reading(request=replace(COMPLETE, aiq_backup=LUIS))))
    assert "Luis Alberto Mora Paz" in case.notas[0]
    ready = reported(case)
    alone = do(clerk_steps.register, ready, usuario_creado_por="AIQ saliente")
    assert [change.rol for change in alone.registro] == ["principal"]
    both = do(clerk_steps.register, ready, usuario_creado_por="AIQ saliente", con_backup=True)
    assert [(change.rol, change.persona) for change in both.registro] == [("principal", ANA), ("backup", LUIS)]
    told = [letter for letter in both.cartas if letter.carta == "backup_registrado"]
    assert [(each.para, each.datos["destinatario"]) for each in told] == [((LUIS.correo,), "nuevo")]
    assert told[0].datos["aiq"]["nombres_apellidos"] == LUIS.nombres_apellidos
    none = reported(stored(judge(reading())))
    assert isinstance(do(clerk_steps.register, none, usuario_creado_por="x", con_backup=True), Refusal)
