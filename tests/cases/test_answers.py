"""Answers in a thread, the same letter again, and other letters about the same case."""

from dataclasses import replace

import pytest

from cases.case import Correccion
from cases.evidence import Evidence, Finding
from cases.reading import Firma, Firmante, Oficio, Persona, Solicitud
from tests.cases.desk_values import (
    ANA,
    COMPLETE,
    FACTS,
    JEFE,
    LUIS,
    NOW,
    OFICIO,
    POLICY,
    at,
    in_thread,
    judge,
    letters,
    reading,
    stored,
    without,
)

LATER = at("2026-03-16 09:00")


def observed(**lacking):
    return stored(judge(reading(request=without(**(lacking or {"celular": None, "cargo": None})))))


def answer(case, person=None, now=LATER, number=2, facts=None, **values):
    """A reply that brings some data of the new AIQ."""
    request = values.pop("request", Solicitud(aiq=person))
    read = replace(reading(tipo="otro", request=request, **values), texto_nuevo="Envío lo solicitado.")
    return judge(read, facts or in_thread(case), now, number=number)


def test_an_answer_with_all_that_was_missing_completes_the_request():
    made = answer(observed(), Persona(celular="0991234567", cargo="Analista"))
    assert made.caso.estado == "en_revision"
    assert made.caso.solicitud.aiq == ANA
    assert made.caso.solicitud.problemas == ()
    assert letters(made) == ["acuse"]
    assert made.cartas[0].datos["respuesta"] is True


def test_an_answer_with_half_of_it_is_asked_for_the_rest_only():
    made = answer(observed(), Persona(celular="0991234567"))
    data = made.cartas[0].datos
    assert made.caso.estado == "observada"
    assert [p["campo"] for p in data["problemas"]] == ["aiq.cargo"]
    assert data["revalidado"] == ["Número celular del nuevo AIQ"]
    assert data["repetida"] is True


def test_progress_starts_the_terms_anew():
    assert answer(observed(), Persona(celular="0991234567")).cartas[0].datos["caduca"] == "2026-04-07"


def test_a_wrong_value_in_the_answer_is_asked_again_and_after_three_letters_a_person_takes_over():
    case = observed(cedula=None)
    for number in (2, 3):
        made = answer(case, Persona(cedula="1712345676"), number=number)
        assert (made.caso.estado, letters(made)) == ("observada", ["observaciones"])
        case = stored(made)
    made = answer(case, Persona(cedula="1712345676"), number=4)
    assert (made.caso.estado, letters(made)) == ("en_revision", ["acuse"])


def test_words_without_data_go_to_a_person_and_are_acknowledged_once_while_the_term_runs_on():
    case = observed()
    first = answer(case)
    assert (first.resultado, letters(first)) == ("apartado", ["consulta_derivada"])
    assert first.caso.vence == case.vence
    assert first.cartas[0].clave == answer(stored(first), number=3).cartas[0].clave


def test_an_answer_never_overwrites_a_good_value_in_silence():
    made = answer(observed(), Persona(celular="0991234567", cargo="Analista", cedula=LUIS.cedula))
    assert made.caso.solicitud.aiq.cedula == ANA.cedula
    assert ("aiq.cedula", "conflicto") in {(f.campo, f.codigo) for f in made.caso.solicitud.problemas}
    assert made.caso.estado == "en_revision"


def test_an_answer_that_repeats_a_doubtful_value_settles_the_doubt():
    doubt = Finding("aiq.cedula", "dudoso", "Lectura con poca confianza.")
    case = stored(judge(reading(request=replace(without(cargo=None), problemas=(doubt,)))))
    made = answer(case, Persona(cedula=ANA.cedula, cargo="Analista"))
    assert made.caso.solicitud.problemas == ()


def test_a_doubt_that_the_answer_does_not_touch_stays():
    doubt = Finding("aiq.nombres_apellidos", "dudoso", "Lectura con poca confianza.")
    case = stored(judge(reading(request=replace(without(cargo=None), problemas=(doubt,)))))
    made = answer(case, Persona(cargo="Analista"))
    assert [f.campo for f in made.caso.solicitud.problemas] == ["aiq.nombres_apellidos"]


def test_a_clerks_correction_wins_over_what_an_answer_says():
    case = observed()
    fixed = Correccion("aiq.cedula", "1712345676", ANA.cedula, "rosa", NOW)
    made = answer(
        replace(case, correcciones=(fixed,)), Persona(cedula=LUIS.cedula, celular="0991234567", cargo="Analista")
    )
    assert made.caso.solicitud.aiq.cedula == ANA.cedula
    assert "aiq.cedula" in {f.campo for f in made.caso.solicitud.problemas}


def test_the_evidence_of_both_mails_is_kept():
    old = Evidence("aiq.cedula", ANA.cedula, "171234567-5", "oficio.pdf", 1)
    new = Evidence("aiq.celular", "0991234567", "099 123 4567", metodo="cuerpo")
    case = stored(judge(reading(request=replace(without(celular=None), evidencia=(old,)))))
    made = answer(case, request=Solicitud(aiq=Persona(celular="0991234567"), evidencia=(new,)))
    assert made.caso.solicitud.evidencia == (old, new)


def test_a_memo_is_replaced_by_the_oficio_that_the_answer_brings():
    memo = replace(OFICIO, numero="MEJ-DM-2026-0099-M", documento="memorando")
    case = stored(judge(reading(request=replace(COMPLETE, oficio=memo))))
    assert case.estado == "observada"
    made = answer(case, request=replace(COMPLETE, aiq=None, institucion=Solicitud().institucion))
    assert made.caso.solicitud.oficio.numero == OFICIO.numero
    assert made.caso.estado == "en_revision"


COPIED = replace(OFICIO, adjunto=None, firma=Firma())
WITHOUT_DOCUMENT = Finding("oficio", "falta", "Falta adjuntar el documento firmado.")


def test_the_document_takes_the_place_of_an_oficio_that_was_only_copied_in_a_mail():
    case = stored(judge(reading(request=replace(COMPLETE, oficio=COPIED, problemas=(WITHOUT_DOCUMENT,)))))
    assert case.estado == "observada"
    made = answer(case, request=Solicitud(oficio=OFICIO))
    assert made.caso.solicitud.oficio == OFICIO
    assert made.caso.estado == "en_revision"


def test_words_copied_in_a_mail_do_not_take_the_place_of_the_document():
    unsigned = replace(OFICIO, firma=replace(OFICIO.firma, estado="sin_firma"))
    case = stored(judge(reading(request=replace(COMPLETE, oficio=unsigned))))
    made = answer(case, request=Solicitud(oficio=replace(COPIED, numero="MEJ-DM-2026-0124-O")))
    assert made.caso.solicitud.oficio == unsigned


def test_an_unreadable_attachment_in_an_answer_is_told():
    locked = Finding("adjunto", "invalido", "El archivo «d.pdf» está protegido con contraseña.")
    made = answer(observed(), request=Solicitud(problemas=(locked,)))
    assert made.caso.estado == "observada"
    assert "adjunto" in {p["campo"] for p in made.cartas[0].datos["problemas"]}


def test_the_tag_of_a_case_in_a_strangers_mail_goes_to_a_person_without_a_letter():
    made = answer(observed(), Persona(celular="0991234567"), sender="mallory@otro.example")
    assert (made.resultado, made.caso, made.cartas) == ("apartado", None, ())
    assert made.enlace == "AIQ-2026-00001"


def test_a_colleague_of_the_same_institution_may_answer():
    made = answer(observed(), Persona(celular="0991234567", cargo="Analista"), sender="secretaria@mej.gob.ec")
    assert made.caso.estado == "en_revision"


def test_a_forged_participant_is_not_believed():
    made = answer(observed(), Persona(celular="0991234567"), sobre={"autenticacion": "fallido"})
    assert (made.resultado, made.caso) == ("apartado", None)


def test_a_late_answer_to_a_lapsed_case_goes_to_a_person():
    lapsed = replace(observed(), estado="caducada", vence=None)
    made = answer(lapsed, Persona(celular="0991234567", cargo="Analista"))
    assert (made.caso.estado, letters(made)) == ("en_revision", ["acuse"])


@pytest.mark.parametrize("estado", ["registrada", "rechazada", "anulada"])
def test_words_about_a_closed_case_reopen_nothing(estado):
    made = answer(replace(observed(), estado=estado, vence=None))
    assert (made.resultado, made.caso.tipo, made.caso.caso) == ("apartado", "atencion", "")
    assert "AIQ-2026-00001" in made.motivo


def test_a_new_letter_sent_by_reply_to_a_closed_case_is_a_new_case():
    closed = replace(observed(), estado="registrada")
    other = replace(COMPLETE, oficio=replace(OFICIO, numero="MEJ-DM-2026-0200-O"), aiq=LUIS)
    made = judge(reading(request=other), in_thread(closed), LATER)
    assert made.caso.caso == ""
    assert made.caso.solicitud.aiq == LUIS


def test_an_answer_to_a_clerks_question_goes_back_to_staff():
    case = observed(cargo="Analista")
    case = replace(case, hitos=replace(case.hitos, pregunta="¿Quién firma?"), estado="observada")
    made = answer(case)
    assert made.caso.estado == "en_revision"
    assert made.caso.hitos.pregunta is None
    assert "mensaje" in {f.campo for f in made.caso.solicitud.problemas}


def test_the_same_oficio_again_is_the_same_case_and_its_sender_hears_how_it_stands():
    case = stored(judge(reading()))
    made = judge(reading(), replace(FACTS, caso=case, por="documento"), LATER, number=2)
    assert made.caso.caso == case.caso
    assert made.caso.estado == "en_revision"
    assert letters(made) == ["estado_tramite"]


def test_the_same_oficio_forwarded_by_a_third_person_tells_him_nothing():
    case = stored(judge(reading()))
    made = judge(reading(sender="otra@empresa.example"), replace(FACTS, caso=case, por="documento"), LATER, number=2)
    assert (made.caso.caso, made.cartas) == (case.caso, ())


def test_the_same_oficio_sent_again_with_the_missing_datum_counts_as_an_answer():
    case = observed()
    made = judge(reading(), replace(FACTS, caso=case, por="documento"), LATER, number=2)
    assert made.caso.estado == "en_revision"


def test_the_same_number_with_other_content_is_a_flagged_second_version():
    case = stored(judge(reading()))
    facts = replace(FACTS, caso=case, por="documento")
    made = judge(reading(request=replace(COMPLETE, aiq=LUIS)), facts, LATER, number=2)
    assert made.caso.solicitud.aiq == ANA
    assert ("oficio", "conflicto") in {(f.campo, f.codigo) for f in made.caso.solicitud.problemas}
    assert any("Versión 2" in note for note in made.caso.notas)


def test_a_fresh_mail_about_the_same_new_aiq_completes_the_open_case():
    case = observed()
    again = replace(COMPLETE, oficio=replace(OFICIO, numero="MEJ-DM-2026-0150-O"))
    made = judge(reading(request=again), replace(FACTS, caso=case, por="persona"), LATER, number=2)
    assert made.caso.caso == case.caso
    assert made.caso.estado == "en_revision"


def test_a_stranger_cannot_change_an_open_case_by_sending_its_letter():
    case = observed()
    made = judge(reading(sender="x@otro.example"), replace(FACTS, caso=case, por="documento"), LATER, number=2)
    assert made.resultado == "apartado"
    assert made.caso.solicitud.aiq.celular is None
    assert made.cartas == ()


def test_data_that_arrive_after_approval_are_for_a_person():
    case = replace(stored(judge(reading())), estado="en_capacitacion")
    made = answer(case, Persona(celular="0987654321"), sender=JEFE)
    assert (made.resultado, made.caso.estado) == ("apartado", "en_capacitacion")
    assert made.caso.solicitud.aiq.celular == ANA.celular


def test_the_registry_learning_of_an_institution_settles_that_doubt_with_the_next_answer():
    case = stored(judge(reading(request=without(celular=None)), replace(FACTS, institucion=None)))
    made = answer(case, Persona(celular="0991234567"))
    assert made.caso.institucion_id == 7
    assert made.caso.solicitud.problemas == ()


def test_several_oficios_in_one_mail_are_a_case_each_and_one_outcome():
    from cases.decide import decide_all
    from tests.cases.desk_values import calendar, mail

    other = replace(COMPLETE, oficio=replace(OFICIO, numero="OTR-2026-0001-O"), aiq=LUIS)
    read = replace(reading(), otras=(reading(request=other).solicitud,))
    made = decide_all(mail(), read, (FACTS, FACTS), calendar(), POLICY, NOW)
    assert [each.caso.solicitud.aiq for each in made] == [ANA, LUIS]
    assert [each.resultado for each in made] == ["procesado", None]


def test_two_letters_of_one_mail_about_one_case_make_one_decision():
    from cases.decide import decide_all
    from tests.cases.desk_values import calendar, mail

    case = observed()
    facts = replace(FACTS, caso=case, por="persona")
    halves = [replace(COMPLETE, aiq=replace(ANA, **lacking)) for lacking in ({"cargo": None}, {"celular": None})]
    read = replace(reading(request=halves[0]), otras=(reading(request=halves[1]).solicitud,))
    (made,) = decide_all(mail(2), read, (facts, facts), calendar(), POLICY, LATER)
    assert made.caso.solicitud.aiq == ANA
    assert made.caso.estado == "en_revision"


def test_an_empty_oficio_in_the_reading_is_no_letter_of_the_answer():
    made = answer(observed(), request=Solicitud(oficio=Oficio()))
    assert made.caso.solicitud.oficio.numero == OFICIO.numero


def test_the_original_file_of_a_letter_whose_signature_could_not_be_verified_settles_that_doubt():
    unsigned = replace(COMPLETE, oficio=replace(OFICIO, firma=replace(OFICIO.firma, estado="sin_firma")))
    first = judge(reading(request=unsigned))
    assert [each["campo"] for each in first.cartas[0].datos["conviene"]] == ["oficio.firma"]
    made = judge(reading(), in_thread(stored(first)), LATER, number=2)
    assert (made.caso.solicitud.oficio.firma.estado, made.caso.solicitud.problemas) == ("valida", ())


@pytest.mark.parametrize(
    ("ways", "conditional"), [(("ocr", "ocr"), True), (("texto", "ocr"), False), (("texto",), False)]
)
def test_a_scan_is_asked_for_its_original_only_in_case_it_was_signed_electronically(ways, conditional):
    read = tuple(Evidence("oficio.numero", OFICIO.numero, OFICIO.numero, "oficio.pdf", 1, metodo=each) for each in ways)
    unsigned = replace(COMPLETE, oficio=replace(OFICIO, firma=Firma()), evidencia=read)
    (asked,) = judge(reading(request=unsigned)).cartas[0].datos["conviene"]
    assert ("si se firmó a mano, no hace falta" in asked["como"]) is conditional


def test_the_same_person_in_another_institution_is_another_case():
    other = replace(COMPLETE, institucion=replace(COMPLETE.institucion, siglas="OTR"))
    facts = replace(FACTS, institucion=None, caso=stored(judge(reading())), por="persona")
    made = judge(reading(request=other), facts, LATER, number=2)
    assert made.caso.caso == ""


def data_without_reference(case, **sobre):
    read = reading(request=Solicitud(aiq=Persona(celular="0991234567", cargo="Analista")), sobre=sobre)
    return judge(read, replace(FACTS, abiertos=(case,)), LATER, number=2)


def test_data_in_a_fresh_mail_are_an_answer_when_a_server_vouches_for_the_sender():
    made = data_without_reference(observed(), autenticacion="autenticado")
    assert (made.caso.caso, made.caso.estado) == ("AIQ-2026-00001", "en_revision")


def test_data_in_a_fresh_mail_of_unproved_origin_are_for_a_person():
    made = data_without_reference(observed())
    assert (made.resultado, made.caso.caso, made.caso.estado) == ("apartado", "AIQ-2026-00001", "observada")
    assert made.caso.solicitud.aiq.celular is None


def test_data_with_a_case_number_that_is_not_our_reference_open_no_request():
    read = reading(request=Solicitud(aiq=Persona(celular="0991234567")), sender="x@otra.example")
    read = replace(read, sobre=replace(read.sobre, asunto="RE: Datos pendientes [AIQ-2026-00009]"))
    made = judge(read)
    assert (made.resultado, made.caso.tipo) == ("apartado", "atencion")


@pytest.mark.parametrize("tipo", ["aviso_cambio_backup", "consulta_respaldo", "solicitud_cambio_aiq", "otro"])
def test_data_in_a_thread_are_an_answer_whatever_kind_the_mail_looks_like(tipo):
    case = observed()
    read = reading(tipo, Solicitud(aiq=Persona(celular="0991234567", cargo="Analista")))
    assert judge(read, in_thread(case), LATER, number=2).caso.estado == "en_revision"


def test_a_word_about_the_backup_in_a_thread_is_no_notice_of_a_new_backup():
    read = replace(reading("aviso_cambio_backup", Solicitud()), texto_nuevo="El usuario lo creó el AIQ backup.")
    made = judge(read, in_thread(observed()), LATER, number=2)
    assert (made.caso.tipo, letters(made)) == ("solicitud_cambio_aiq", ["consulta_derivada"])


def test_an_answer_after_the_anticipation_is_over_leaves_staff_its_time_and_tells_no_past_date():
    made = answer(observed(), Persona(celular="0991234567", cargo="Analista"), now=at("2026-03-26 09:00"))
    assert made.caso.vence == at("2026-04-07 23:59:59")
    assert made.cartas[0].datos["efectiva_desde"] is None


def test_an_answer_that_names_no_institution_leaves_the_cases_own_as_it_was():
    unnamed = replace(in_thread(observed()), institucion=None)
    made = answer(observed(), Persona(celular="0991234567", cargo="Analista"), facts=unnamed)
    assert (made.caso.institucion_id, made.caso.solicitud.problemas) == (7, ())


def test_an_answer_that_names_another_institution_does_not_move_the_case_there():
    other = replace(in_thread(observed()), institucion=replace(FACTS.institucion, id=9, siglas="OTR"))
    made = answer(observed(), Persona(celular="0991234567", cargo="Analista"), facts=other)
    assert made.caso.institucion_id == 7


def test_the_misreading_that_a_clerk_corrected_is_no_contradiction_when_the_letter_comes_again():
    fixed = Correccion("aiq.cedula", LUIS.cedula, ANA.cedula, "rosa", NOW)
    made = answer(replace(observed(), correcciones=(fixed,)), replace(ANA, cedula=LUIS.cedula))
    assert (made.caso.solicitud.aiq.cedula, made.caso.solicitud.problemas) == (ANA.cedula, ())


def test_the_delegation_that_was_missing_arrives():
    from cases.reading import Delegacion, Firmante

    letter = replace(
        OFICIO,
        firmante=Firmante("Eva Ruiz Mera", "DIRECTORA DE TIC"),
        firma=replace(OFICIO.firma, nombre="EVA RUIZ MERA"),
    )
    case = stored(judge(reading(request=replace(COMPLETE, oficio=letter))))
    assert [f.campo for f in case.solicitud.problemas] == ["delegacion"]
    paper = Delegacion(True, "d.pdf", "MEJ-2026-1-A", "2026-01-05", "Pedro Andrade", "Eva Ruiz Mera",
                       "suscribir oficios y comunicaciones", OFICIO.firma)  # fmt: skip
    made = answer(case, request=Solicitud(delegacion=paper))
    assert (made.caso.estado, made.caso.solicitud.problemas) == ("en_revision", ())
    assert made.caso.solicitud.delegacion == paper


def test_what_is_odd_about_an_answers_mail_is_shown_to_the_clerk_who_judges_its_data():
    odd = "Pide responder a otro dominio: eva@otra.example."
    made = answer(observed(), Persona(celular="0991234567", cargo="Analista"), sobre={"sospechas": (odd,)})
    assert made.caso.estado == "en_revision"
    assert Finding("remitente", "dudoso", odd) in made.caso.solicitud.problemas
    assert [letter.para for letter in made.cartas] == [(JEFE,)]


def test_an_acknowledged_answer_is_called_complete_only_when_all_that_was_asked_for_is_there():
    made = answer(observed(), Persona(celular="0991234567", cargo="Analista"))
    assert made.cartas[0].datos["completa"]
    case = observed(celular=None)
    for number in (2, 3, 4):
        made = answer(case, Persona(celular=f"{number}"), number=number)
        case = stored(made)
    assert [(letter.carta, letter.datos["completa"]) for letter in made.cartas] == [("acuse", False)]


def test_what_follows_a_request_that_lacked_nothing_is_no_answer_that_completes_it():
    case = stored(judge(reading(request=replace(COMPLETE, oficio=replace(OFICIO, firma=Firma("sin_firma"))))))
    letter = replace(OFICIO, firmante=Firmante("Pedro José Andrade Luna", "Director de TIC", "no_determinada"))
    (ack,) = answer(case, request=Solicitud(oficio=letter)).cartas
    assert (ack.carta, ack.datos["completa"], ack.datos["recibido"]) == ("acuse", False, None)
