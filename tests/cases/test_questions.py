"""Questions: how a case stands, support before registration, and what only a person can answer."""

from dataclasses import replace

import pytest

from cases.letters import common
from cases.policy import Policy
from cases.reading import Respaldo, Solicitud
from tests.cases.desk_values import (
    ANA,
    FACTS,
    JEFE,
    MEJ,
    NOW,
    POLICY,
    calendar,
    in_thread,
    judge,
    letters,
    mail,
    reading,
    stored,
)

NOTHING = Solicitud()


def asks(text, sender=JEFE, facts=FACTS, policy=POLICY, tipo="otro", **values):
    return judge(replace(reading(tipo, NOTHING, sender, **values), texto_nuevo=text), facts, policy=policy, number=9)


@pytest.fixture
def case():
    return stored(judge(reading()))


@pytest.mark.parametrize(
    "text",
    [
        "Buenos días, ¿en qué estado se encuentra el trámite?",
        "Solicito conocer el estado de la solicitud.",
        "¿Cómo va nuestro trámite?",
        "¿Tienen alguna novedad?",
        "Doy seguimiento a nuestro oficio.",
    ],
)
def test_a_participant_who_asks_how_the_case_stands_is_told(case, text):
    made = asks(text, facts=in_thread(case))
    assert (made.resultado, letters(made), made.caso.estado) == ("procesado", ["estado_tramite"], case.estado)
    assert made.cartas[0].datos["turno"] == "mesa"


def test_also_outside_the_thread(case):
    made = asks("¿En qué estado está mi solicitud?", facts=replace(FACTS, abiertos=(case,)))
    assert letters(made) == ["estado_tramite"]


def test_somebody_else_who_asks_is_told_nothing_of_the_case(case):
    made = asks("¿En qué estado está la solicitud AIQ-2026-00001?", sender="curioso@otra.example")
    assert letters(made) == ["consulta_derivada"]
    assert common(made.caso, POLICY, "consulta_derivada")["institucion"] == {"nombre": None, "siglas": None}


def test_a_colleague_with_the_thread_who_takes_no_part_is_told_no_state(case):
    made = asks("¿En qué estado está el trámite?", sender="otro@mej.gob.ec", facts=in_thread(case))
    assert letters(made) == ["consulta_derivada"]


def test_a_new_aiq_who_needs_support_before_registration_gets_the_pending_steps(case):
    made = asks("No puedo crear un área, ¿me ayudan?", sender=ANA.correo, facts=replace(FACTS, abiertos=(case,)))
    assert letters(made) == ["registro_pendiente"]
    steps = [each["paso"] for each in made.cartas[0].datos["pendientes"]]
    assert steps == ["revision", "usuario", "capacitacion", "habilitacion"]


def test_an_unknown_question_becomes_work_for_staff_and_is_acknowledged():
    made = asks("¿Cómo cambio mi contraseña?", sender="usuario@mej.gob.ec")
    assert (made.resultado, letters(made)) == ("apartado", ["consulta_derivada"])
    assert (made.caso.tipo, made.caso.estado) == ("atencion", "en_revision")


def test_the_desk_may_choose_not_to_acknowledge_questions():
    assert asks("¿Cómo cambio mi contraseña?", policy=Policy(acusar_consultas=False)).cartas == ()


@pytest.mark.parametrize("sobre", [{"sospechas": ("dominio parecido",)}, {"autenticacion": "fallido"}])
def test_a_doubtful_sender_gets_no_letter_and_no_case(sobre):
    made = asks("Su cuenta vence hoy", sobre=sobre)
    assert (made.resultado, made.caso, made.cartas) == ("apartado", None, ())


def test_a_second_mail_in_the_thread_of_a_question_draws_no_second_acknowledgement():
    case = stored(asks("¿Cómo cambio mi contraseña?", sender="usuario@mej.gob.ec"))
    made = asks("¿Hay respuesta?", sender="usuario@mej.gob.ec", facts=in_thread(case))
    assert (made.caso.estado, made.cartas) == ("en_revision", ())


def test_a_question_about_respaldos_is_work_for_staff_when_nobody_answers_it():
    made = asks("¿Mi respaldo?", tipo="consulta_respaldo", respaldo=Respaldo("5950", "estado"))
    assert (made.caso.tipo, letters(made)) == ("atencion", ["consulta_derivada"])


def test_a_question_about_respaldos_is_offered_to_who_knows_them():
    from cases.decide import decide
    from cases.decision import Decision

    def knows(message, read, facts, cal, policy, now):
        return Decision("procesado", f"respaldo {read.respaldo.solicitud}")

    read = reading("consulta_respaldo", NOTHING, respaldo=Respaldo("5950", "estado"))
    assert decide(mail(), read, FACTS, calendar(), POLICY, NOW, knows).motivo == "respaldo 5950"


def test_words_that_only_mention_a_state_are_no_status_request(case):
    made = asks("El Estado ecuatoriano agradece su gestión.", facts=in_thread(case))
    assert letters(made) == ["consulta_derivada"]


def test_a_question_of_a_known_aiq_shows_his_institution_to_staff():
    facts = replace(FACTS, institucion=None, periodos_remitente=((MEJ, MEJ.principal),))
    made = asks("¿Cómo creo un área?", sender=MEJ.principal.persona.correo, facts=facts)
    assert (made.caso.institucion_id, made.caso.solicitud.institucion.siglas) == (7, "MEJ")


@pytest.mark.parametrize(("estado", "same"), [("atendida", True), ("anulada", False)])
def test_who_writes_again_after_an_answer_is_heard_again(estado, same):
    case = replace(stored(asks("¿Cómo cambio mi contraseña?", sender="usuario@mej.gob.ec")), estado=estado)
    made = asks("Todavía no puedo.", sender="usuario@mej.gob.ec", facts=in_thread(case))
    assert (made.caso.estado, made.caso.caso == case.caso) == ("en_revision", same)
