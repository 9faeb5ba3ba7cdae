"""Mails of machines: vacation replies, receipts, bounces and the notices of Quipux."""

from dataclasses import replace

import pytest

from cases.reading import AvisoQuipux, Rebote, Solicitud
from cases.states import waits_for_staff
from tests.cases.desk_values import (
    COMPLETE,
    FACTS,
    JEFE,
    OFICIO,
    at,
    in_thread,
    judge,
    letters,
    reading,
    stored,
    without,
)

AUTO = {"automatico": ("Auto-Submitted: auto-replied",)}


@pytest.mark.parametrize("tipo", ["respuesta_automatica", "otro"])
def test_an_automatic_mail_is_noted_with_its_reason_and_the_term_runs_on(tipo):
    case = stored(judge(reading(request=without(celular=None))))
    made = judge(reading(tipo, Solicitud(), sobre=AUTO), in_thread(case), number=2)
    assert (made.resultado, made.caso, made.cartas) == ("ignorado", None, ())
    assert "Auto-Submitted" in made.motivo
    assert made.enlace == case.caso


def bounced(case, **values):
    report = Rebote(**{"message_id": "<x@y>", "destinatario": JEFE, "codigo": "5.1.1", "permanente": True, **values})
    read = reading("rebote", Solicitud(), "mailer-daemon@mej.gob.ec", rebote=report, sobre=AUTO)
    return judge(read, replace(in_thread(case), por="rebote") if case else FACTS, number=3)


def test_a_letter_that_bounced_stops_the_term_and_calls_a_person():
    case = stored(judge(reading(request=without(celular=None))))
    made = bounced(case)
    assert (made.caso.estado, made.caso.vence, made.cartas) == ("en_revision", None, ())
    assert made.rebote.codigo == "5.1.1"


def test_a_bounce_in_a_later_state_is_shown_to_staff_without_moving_the_case():
    case = replace(stored(judge(reading())), estado="en_parametrizacion")
    made = bounced(case)
    assert made.caso.estado == "en_parametrizacion"
    assert waits_for_staff(made.caso)


def test_a_bounced_copy_does_not_stop_the_term():
    case = stored(judge(reading(request=without(celular=None))))
    assert bounced(case, destinatario="copia@mej.gob.ec").caso.estado == "observada"


def test_a_delay_report_changes_nothing():
    case = stored(judge(reading(request=without(celular=None))))
    assert bounced(case, permanente=False).caso is None


def test_a_bounce_of_no_letter_of_ours_is_noted():
    assert bounced(None, message_id=None).resultado == "ignorado"


def quipux(facts=FACTS, **values):
    notice = AvisoQuipux(
        **{"accion": "Documento Recibido", "documento": OFICIO.numero, "remitente": "MINISTRO", **values}
    )
    return judge(reading("aviso_quipux", Solicitud(), "quipux@gestion.example", aviso=notice, sobre=AUTO), facts)


def test_an_announced_document_waits_for_its_pdf_and_nobody_is_written_to():
    made = quipux()
    assert (made.caso.tipo, made.caso.estado, made.cartas) == ("atencion", "recibida", ())
    assert made.caso.solicitud.oficio.numero == OFICIO.numero


def test_the_announced_document_arrives_by_mail_and_the_item_becomes_the_request():
    waiting = stored(quipux())
    made = judge(reading(), replace(FACTS, caso=waiting, por="documento"), at("2026-03-13 08:00"), number=2)
    assert (made.caso.caso, made.caso.tipo, made.caso.estado) == (waiting.caso, "solicitud_cambio_aiq", "en_revision")
    assert (made.caso.solicitante, letters(made)) == (JEFE, ["acuse"])


def test_the_announced_document_may_lack_data_too():
    waiting = stored(quipux())
    read = reading(request=replace(COMPLETE, aiq=replace(COMPLETE.aiq, celular=None)))
    made = judge(read, replace(FACTS, caso=waiting, por="documento"), number=2)
    assert (made.caso.estado, letters(made)) == ("observada", ["observaciones"])


def test_a_notice_about_a_document_that_has_a_case_adds_nothing():
    case = stored(judge(reading()))
    made = quipux(replace(FACTS, caso=case, por="documento"))
    assert (made.resultado, made.caso, made.enlace) == ("ignorado", None, case.caso)


def test_a_download_asked_for_in_quipux_is_work_for_staff_although_a_machine_wrote():
    made = quipux(accion=None, documento=None, descarga_solicitada=True, solicitud="5950")
    assert (made.resultado, made.caso.tipo, made.caso.estado, made.cartas) == (
        "procesado",
        "atencion",
        "en_revision",
        (),
    )


@pytest.mark.parametrize("accion", ["Documento Firmado", "Tarea Asignada", "Cambio de contraseña", None])
def test_other_notices_are_only_recorded(accion):
    made = quipux(accion=accion, documento=None if accion is None else "X-1")
    assert (made.resultado, made.caso, made.cartas) == ("ignorado", None, ())


def test_a_letter_of_a_closed_case_that_bounced_is_new_work_for_staff():
    made = bounced(replace(stored(judge(reading())), estado="registrada"))
    assert (made.caso.tipo, made.caso.estado, made.cartas) == ("atencion", "en_revision", ())
    assert made.rebote is not None
