"""The completion report, and what happens when a deadline comes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from cases import clerk, clerk_steps
from cases.deadlines import deadline
from cases.policy import Policy
from cases.reading import Cumplimiento, Solicitud
from cases.wake import wake
from tests.cases.desk_values import (
    ANA,
    FACTS,
    JEFE,
    NOW,
    POLICY,
    at,
    calendar,
    in_thread,
    judge,
    letters,
    reading,
    stored,
    without,
)


def wakes(case, now, policy=POLICY):
    return wake(case, calendar(), policy, now)


@pytest.fixture
def observed():
    return stored(judge(reading(request=without(celular=None))))


@pytest.fixture
def enabled():
    """Enabled on Thursday 12 March: the term ends with Tuesday 17 March."""
    approved = clerk.approve(stored(judge(reading())), FACTS, calendar(), POLICY, NOW, "rosa")
    return stored(clerk_steps.enable(stored(approved), FACTS, calendar(), POLICY, NOW, "rosa"))


def report(case, moment, policy=POLICY, **values):
    sheet = Cumplimiento(**values)
    read = reading("informe_cumplimiento", Solicitud(), ANA.correo, cumplimiento=sheet)
    return judge(read, in_thread(case), moment, policy, 5)


@pytest.mark.parametrize(("said", "whole"), [
    ("He cumplido todas las actividades excepto la 11, que haré mañana.", False),
    ("Cumplí la plantilla; me falta la subrogación de prueba.", False),
    ("Actividades cumplidas, queda pendiente la número 7.", False),
    ("Terminé las actividades, salvo el respaldo.", False),
    ("He cumplido todas las actividades sin excepción. Quedo pendiente de sus indicaciones.", True),
    ("Actividades cumplidas: no queda nada pendiente ni falta ninguna por hacer.", True),
    ("Queda cumplida la plantilla de seguimiento.", True),
])  # fmt: skip
def test_a_report_in_words_that_leaves_an_activity_out_is_for_a_person(enabled, said, whole):
    read = replace(reading("informe_cumplimiento", Solicitud(), ANA.correo, cumplimiento=Cumplimiento()), texto_nuevo=said)
    made = judge(read, in_thread(enabled), at("2026-03-16 10:00"), POLICY, 5)
    assert (made.caso.estado, made.caso.hitos.cumplimiento is not None) == (
        ("por_registrar", True) if whole else ("en_parametrizacion", False))  # fmt: skip


def test_nothing_happens_before_its_time(observed):
    assert wakes(observed, observed.vence - timedelta(seconds=1)) is None


def test_the_institution_is_reminded_once_and_then_its_request_lapses(observed):
    reminded = wakes(observed, at("2026-03-20 00:00"))
    assert letters(reminded) == ["recordatorio"]
    assert reminded.cartas[0].datos["caduca"] == "2026-04-02"
    assert reminded.caso.vence == at("2026-04-02 23:59:59")
    lapsed = wakes(stored(reminded), at("2026-04-03 00:00"))
    assert (lapsed.caso.estado, letters(lapsed), lapsed.caso.vence) == ("caducada", ["caducidad"], None)


def test_the_deadline_shown_is_the_institutions_and_not_the_reminders(observed):
    assert deadline(observed) == at("2026-04-02 23:59:59")


def test_a_request_that_staff_left_lying_is_shown_and_nobody_is_bothered():
    case = stored(judge(reading()))
    made = wakes(case, at("2026-03-24 00:00"))
    assert (made.caso.estado, made.cartas, made.caso.vence, made.caso.vence_que) == (
        "en_revision",
        (),
        None,
        "revision_vencida",
    )


def test_the_new_aiq_is_reminded_on_the_eve_and_told_when_the_term_is_over(enabled):
    eve = wakes(enabled, at("2026-03-16 00:00"))
    assert letters(eve) == ["recordatorio_plazo"]
    assert eve.cartas[0].datos == {"plazo": "2026-03-17", "dias_restantes": 1}
    assert wakes(stored(eve), at("2026-03-17 23:59")) is None
    over = wakes(stored(eve), at("2026-03-18 00:00"))
    assert (over.caso.estado, letters(over), over.caso.vence) == ("en_parametrizacion", ["plazo_vencido"], None)


def test_every_deadline_moves_on_so_that_nobody_is_woken_twice(observed, enabled):
    for case in (observed, enabled, stored(judge(reading()))):
        now = case.vence
        for _ in range(5):
            made = wakes(case, now)
            if made is None:
                break
            case = stored(made)
            assert case.vence is None or case.vence > now
            now = case.vence or now


def test_a_deadline_that_no_longer_fits_its_state_is_taken_away(observed):
    made = wakes(replace(observed, estado="registrada"), at("2026-05-01 00:00"))
    assert (made.caso.estado, made.caso.vence, made.cartas) == ("registrada", None, ())


@pytest.mark.parametrize(
    ("moment", "late"), [("2026-03-17 23:50", False), ("2026-03-18 00:10", True)], ids=["day 5 at 23:50", "day 6"]
)
def test_the_term_ends_with_the_local_day(enabled, moment, late):
    made = report(enabled, at(moment))
    assert (made.caso.estado, letters(made)) == ("por_registrar", ["cumplimiento_recibido"])
    assert made.caso.hitos.cumplimiento_tarde is late
    assert made.cartas[0].datos["tarde"] is late


def test_the_desk_may_grant_days_of_grace(enabled):
    made = report(enabled, at("2026-03-18 09:00"), Policy(parametrizacion_gracia_calendario=1))
    assert made.caso.hitos.cumplimiento_tarde is False


def test_open_activities_of_the_sheet_are_listed_and_a_later_report_settles_them(enabled):
    made = report(enabled, at("2026-03-16 09:00"), pendientes=("Listas", "Carpetas"))
    assert made.cartas[0].datos["actividades_pendientes"] == ["Listas", "Carpetas"]
    assert "actividades" in {each["paso"] for each in made.cartas[0].datos["pendientes"]}
    again = report(stored(made), at("2026-03-18 09:00"), pendientes=())
    assert again.caso.hitos.actividades_pendientes == ()
    assert again.caso.hitos.cumplimiento == date(2026, 3, 18)
    assert again.caso.hitos.cumplimiento_tarde is True


def test_a_report_before_the_training_is_recorded_registers_nobody_and_names_what_is_left(enabled):
    made = report(enabled, at("2026-03-16 09:00"))
    assert [each["paso"] for each in made.cartas[0].datos["pendientes"]] == ["usuario", "capacitacion"]


def test_a_report_before_the_environment_is_enabled_gets_the_pending_steps():
    approved = clerk.approve(stored(judge(reading())), FACTS, calendar(), POLICY, NOW, "rosa")
    made = report(stored(approved), at("2026-03-16 09:00"))
    assert (made.caso.estado, letters(made)) == ("en_capacitacion", ["registro_pendiente"])


def test_a_report_outside_the_thread_finds_its_case_by_the_sender(enabled):
    read = reading("informe_cumplimiento", Solicitud(), ANA.correo, cumplimiento=Cumplimiento())
    made = judge(read, replace(FACTS, abiertos=(enabled,)), at("2026-03-16 09:00"))
    assert (made.caso.caso, made.caso.estado) == (enabled.caso, "por_registrar")


def test_a_report_that_no_case_waits_for_is_work_for_staff():
    read = reading("informe_cumplimiento", Solicitud(), "x@mej.gob.ec", cumplimiento=Cumplimiento())
    made = judge(read)
    assert (made.caso.tipo, letters(made)) == ("atencion", ["consulta_derivada"])


def test_a_report_on_a_closed_case_is_for_a_person(enabled):
    made = report(replace(enabled, estado="registrada"), at("2026-03-20 09:00"))
    assert (made.resultado, made.caso.tipo, made.caso.caso) == ("apartado", "atencion", "")


def test_a_strangers_report_with_the_tag_is_for_a_person(enabled):
    read = reading("informe_cumplimiento", Solicitud(), "x@otra.example", cumplimiento=Cumplimiento())
    assert judge(read, in_thread(enabled)).resultado == "apartado"


def test_beyond_the_holiday_table_no_deadline_is_guessed():
    made = judge(reading(request=without(celular=None)), now=at("2028-12-20 10:00"))
    assert (made.caso.estado, made.caso.vence, letters(made)) == ("observada", None, ["observaciones"])
    assert made.cartas[0].datos["caduca"] is None
    assert "calendario" in {f.campo for f in made.caso.solicitud.problemas}


def test_a_question_to_the_requester_is_reminded_with_its_own_words():
    asked = clerk.ask(stored(judge(reading())), FACTS, calendar(), POLICY, NOW, "rosa", texto="¿Quién firma?")
    made = wakes(stored(asked), at("2026-03-20 00:00"))
    assert (made.cartas[0].para, made.cartas[0].datos["pregunta"]) == ((JEFE,), "¿Quién firma?")


@pytest.mark.parametrize(
    ("text", "estado"),
    [
        ("Informo que he cumplido con todas las actividades de la plantilla. Saludos.", "por_registrar"),
        ("Las actividades de la parametrización están culminadas.", "por_registrar"),
        ("Todavía no he cumplido con las actividades de la plantilla.", "en_parametrizacion"),
        ("¿Hasta cuándo puedo cumplir las actividades de la plantilla?", "en_parametrizacion"),
        ("Solicito una prórroga para completar la plantilla.", "en_parametrizacion"),
    ],
)
def test_an_answer_in_the_thread_is_told_by_its_words_whatever_its_subject_says(enabled, text, estado):
    read = replace(reading("solicitud_cambio_aiq", Solicitud(), ANA.correo), texto_nuevo=text)
    assert judge(read, in_thread(enabled), at("2026-03-16 09:00"), number=6).caso.estado == estado


def test_a_reminder_that_would_come_after_the_end_is_left_out():
    policy = Policy(recordatorio_laborables=20)
    made = judge(reading(request=without(celular=None)), policy=policy)
    assert (made.caso.vence_que, made.caso.vence) == ("caducidad", at("2026-04-02 23:59:59"))


def test_nobody_is_reminded_of_a_day_that_passed_while_the_desk_stood_still(observed, enabled):
    assert letters(wakes(observed, at("2026-04-06 10:00"))) == ["caducidad"]
    assert letters(wakes(enabled, at("2026-03-20 10:00"))) == ["plazo_vencido"]
