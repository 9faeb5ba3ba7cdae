"""A change of the principal AIQ from the first mail to the registered AIQ, and the ways in which it goes astray."""

from datetime import date
from email import message_from_bytes, policy

import pytest

from cases import clerk, clerk_steps
from cases.errors import Refused
from tests.stories.mesa import aiq, mail, names, solicitud
from tests.support.letters import oficio

CASO = "AIQ-2026-00001"
SECRETARIA = "secretaria@inst7.gob.ec"
NEW = "aiq7@inst7.gob.ec"
WROTE = "El jue, 12 mar 2026 a las 10:01, Soporte Quipux (<soporte@gobiernoelectronico.gob.ec>) escribió:"


def trained(mesa):
    for module in ("entrada", "salida", "administracion"):
        mesa.clerk(CASO, clerk_steps.training, fecha=date(2026, 3, 12), horas=4, modulo=module)


def test_from_the_first_mail_to_the_registered_aiq(mesa):
    (ack,) = mesa.receive(solicitud())
    assert (ack["carta"], ack["para"]) == ("acuse", [SECRETARIA])
    assert "lunes 23 de marzo de 2026" in ack["texto"]
    approved = mesa.clerk(CASO, clerk.approve, usuario_creado_por="AIQ saliente", indicaciones="Lunes 16, 09:00")
    assert names(approved) == ["aprobacion"]
    assert "Lunes 16, 09:00" in approved[0]["texto"]
    trained(mesa)
    (access,) = mesa.clerk(CASO, clerk_steps.enable)
    assert (access["carta"], access["para"]) == ("habilitacion", [NEW])
    assert "martes 17 de marzo de 2026" in access["texto"]
    (eve,) = mesa.wait_until("2026-03-16 00:05")
    assert (eve["carta"], eve["para"]) == ("recordatorio_plazo", [NEW])
    mesa.wait_until("2026-03-17 23:50")
    report = mail(NEW, "Informo que se ha cumplido con todas las actividades de la plantilla de seguimiento.",
                  reply_to=access)  # fmt: skip
    (received,) = mesa.receive(report)
    assert (received["carta"], mesa.case().estado) == ("cumplimiento_recibido", "por_registrar")
    assert mesa.case().hitos.cumplimiento_tarde is False
    done = mesa.clerk(CASO, clerk_steps.register)
    assert [(each["carta"], each["para"][0]) for each in done] == [
        ("registrado_nuevo", NEW), ("registrado_saliente", "aiq70@inst7.gob.ec"), ("registrado_solicitante", SECRETARIA),
    ]  # fmt: skip
    home = mesa.home()
    assert home.principal.persona.correo == NEW
    assert (home.anteriores[-1].persona, home.anteriores[-1].hasta) == (aiq(70), date(2026, 3, 16))


def test_missing_data_are_asked_for_and_the_answer_completes_the_request(mesa):
    (asked,) = mesa.receive(solicitud(leave_out=("Número celular", "Cargo")))
    assert (asked["carta"], mesa.case().estado) == ("observaciones", "observada")
    assert "Número celular" in asked["texto"]
    assert "jueves 2 de abril de 2026" in asked["texto"]
    (ack,) = mesa.receive(mail(SECRETARIA, "Cargo: Analista de Redes\nNúmero celular: 0991234567", reply_to=asked))
    assert (ack["carta"], mesa.case().estado) == ("acuse", "en_revision")
    assert (mesa.case().solicitud.aiq.cargo, mesa.case().solicitud.aiq.celular) == ("Analista de Redes", "0991234567")


def test_half_an_answer_is_asked_for_the_other_half(mesa):
    (asked,) = mesa.receive(solicitud(leave_out=("Número celular", "Cargo")))
    (again,) = mesa.receive(mail(SECRETARIA, "Número celular: 0991234567", reply_to=asked))
    assert (again["carta"], mesa.case().estado) == ("observaciones", "observada")
    assert "Cargo" in again["texto"]
    assert mesa.case().solicitud.aiq.celular == "0991234567"


def test_nobody_answers_the_institution_is_reminded_and_the_request_lapses(mesa):
    mesa.receive(solicitud(leave_out=("Número celular",)))
    assert names(mesa.wait_until("2026-03-20 08:00")) == ["recordatorio"]
    assert names(mesa.wait_until("2026-04-02 23:00")) == []
    assert names(mesa.wait_until("2026-04-03 08:00")) == ["caducidad"]
    assert mesa.case().estado == "caducada"
    assert names(mesa.wait_until("2026-06-01 08:00")) == []


def test_a_late_answer_is_looked_at_by_a_person(mesa):
    (asked,) = mesa.receive(solicitud(leave_out=("Número celular",)))
    mesa.wait_until("2026-03-20 08:00")
    mesa.wait_until("2026-04-03 08:00")
    mesa.receive(mail(SECRETARIA, "Número celular: 0991234567", reply_to=asked))
    assert mesa.case().estado == "en_revision"


def test_a_vacation_reply_is_no_answer_and_the_term_runs_on(mesa):
    (asked,) = mesa.receive(solicitud(leave_out=("Número celular",)))
    before = mesa.case()
    away = mail(SECRETARIA, "Estaré de vacaciones.", reply_to=asked, headers={"Auto-Submitted": "auto-replied"})
    assert mesa.receive(away) == []
    assert mesa.outcome()[0] == "ignorado"
    assert mesa.case().vence == before.vence


def test_a_stranger_with_our_tag_changes_nothing_and_hears_nothing(mesa):
    (asked,) = mesa.receive(solicitud(leave_out=("Número celular",)))
    assert mesa.receive(mail("mallory@otra.example", "Número celular: 0991234567", reply_to=asked)) == []
    assert mesa.outcome()[0] == "apartado"
    assert mesa.case().solicitud.aiq.celular is None


def test_the_same_oficio_sent_twice_is_one_case(mesa):
    mesa.receive(solicitud())
    forwarded = mail("otra@inst7.gob.ec", "Reenvío.", subject="RV: Cambio de AIQ", pdf=oficio(7))
    mesa.receive(forwarded)
    assert [case.caso for case in mesa.cases()] == [CASO]


def test_the_same_number_with_another_person_is_a_flagged_second_version(mesa):
    mesa.receive(solicitud())
    other = {"Número de cédula": "1712345675", "Nombres y apellidos": "Zoila Mercedes Tapia Coro"}
    mesa.receive(mail(SECRETARIA, "Oficio corregido.", subject="Cambio de AIQ", pdf=oficio(7, **other)))
    case = mesa.case()
    assert len(mesa.cases()) == 1
    assert ("oficio", "conflicto") in {(each.campo, each.codigo) for each in case.solicitud.problemas}
    assert case.solicitud.aiq.cedula != "1712345675"


def test_a_notice_of_quipux_waits_for_the_document_and_becomes_the_request(mesa):
    text = ("Estimado(a): Ha recibido un documento en el sistema Quipux.\nFecha: 2026-03-12\n"
            "No. de Documento: INST7-GG-2026-0007-O\nAsunto: Cambio de AIQ\nRemitente: Teresa Villagómez\n"
            "Soporte Quipux. Este mensaje fue enviado automáticamente por el sistema, por favor no lo responda.")  # fmt: skip
    notice = mail("Quipux <noreply@gestiondocumental.gob.ec>", text, subject="Quipux: Documento Recibido  - Cambio de AIQ")
    assert mesa.receive(notice) == []
    assert (mesa.case().tipo, mesa.case().estado) == ("atencion", "recibida")
    assert names(mesa.receive(solicitud())) == ["acuse"]
    assert [(each.caso, each.tipo) for each in mesa.cases()] == [(CASO, "solicitud_cambio_aiq")]


def test_the_new_aiq_who_asks_for_support_too_early_gets_the_pending_steps(mesa):
    mesa.receive(solicitud())
    (told,) = mesa.receive(mail(NEW, "No puedo crear un área en Quipux, ¿me ayudan?"))
    assert told["carta"] == "registro_pendiente"
    assert "capacitación" in told["texto"]


def test_a_participant_asks_how_the_case_stands_and_a_curious_one_learns_nothing(mesa):
    mesa.receive(solicitud())
    (told,) = mesa.receive(mail(SECRETARIA, "¿En qué estado se encuentra el trámite de cambio de AIQ?"))
    assert told["carta"] == "estado_tramite"
    for subject in ("Consulta", f"Estado del trámite {CASO}"):
        (vague,) = mesa.receive(mail("curioso@otra.example", f"¿Cómo va el trámite {CASO}?", subject=subject))
        assert vague["carta"] == "consulta_derivada"
        assert "INST7" not in vague["texto"]


def test_a_report_without_recorded_training_registers_nobody(mesa):
    mesa.receive(solicitud())
    mesa.clerk(CASO, clerk.approve)
    (access,) = mesa.clerk(CASO, clerk_steps.enable)
    mesa.receive(mail(NEW, "Informo el cumplimiento de la plantilla de seguimiento.", reply_to=access))
    with pytest.raises(Refused, match="capacitación de 12 horas"):
        mesa.clerk(CASO, clerk_steps.register, usuario_creado_por="AIQ saliente")


def test_a_late_report_is_flagged_and_not_refused(mesa):
    mesa.receive(solicitud())
    mesa.clerk(CASO, clerk.approve)
    (access,) = mesa.clerk(CASO, clerk_steps.enable)
    mesa.wait_until("2026-03-16 00:05")
    assert names(mesa.wait_until("2026-03-18 00:10")) == ["plazo_vencido"]
    mesa.receive(mail(NEW, "Informo el cumplimiento de la plantilla de seguimiento.", reply_to=access))
    assert (mesa.case().estado, mesa.case().hitos.cumplimiento_tarde) == ("por_registrar", True)


def test_an_unknown_institution_waits_for_a_person_and_cannot_be_registered(mesa):
    assert names(mesa.receive(solicitud(8))) == ["acuse"]
    assert mesa.case().institucion_id is None
    mesa.clerk(CASO, clerk.approve)
    with pytest.raises(Refused, match="Registrar la institución"):
        mesa.clerk(CASO, clerk_steps.register, usuario_creado_por="AIQ saliente")


def test_a_director_without_delegation_is_asked_for_it(mesa):
    (asked,) = mesa.receive(solicitud(signer="DIRECTOR DE TECNOLOGÍAS DE LA INFORMACIÓN"))
    assert asked["carta"] == "observaciones"
    assert "delegación" in asked["texto"]


def test_a_clerk_corrects_asks_and_rejects(mesa):
    mesa.receive(solicitud())
    mesa.clerk(CASO, clerk.correct, campo="aiq.cargo", valor="Directora de TI", motivo="según acción de personal")
    (asked,) = mesa.clerk(CASO, clerk.ask, texto="¿Quién firma el oficio?")
    assert (asked["carta"], mesa.case().estado) == ("pregunta", "observada")
    mesa.receive(mail(SECRETARIA, "Firma la gerente general.", reply_to=asked))
    assert (mesa.case().estado, mesa.case().solicitud.aiq.cargo) == ("en_revision", "Directora de TI")
    (told,) = mesa.clerk(CASO, clerk.reject, motivo="La institución usa su propia instalación.")
    assert told["carta"] == "rechazo"
    assert "propia instalación" in told["texto"]


def test_what_the_registry_knows_of_the_institution_is_remembered_when_an_answer_names_none(mesa):
    (asked,) = mesa.receive(solicitud(leave_out=("Número celular",)))
    before = {each.campo for each in mesa.case().solicitud.problemas}
    mesa.receive(mail(SECRETARIA, "Número celular: 0991234567", reply_to=asked))
    assert {each.campo for each in mesa.case().solicitud.problemas} == before - {"aiq.celular"}
    assert mesa.case().institucion_id == mesa.institution


def quoted(letter):
    """The text of one of our letters as a mail program quotes it."""
    text = message_from_bytes(letter["mail"], policy=policy.default).get_body(("plain",)).get_content()
    return "".join(f"> {line}\n" for line in text.splitlines())


def test_our_own_letter_quoted_back_answers_nothing(mesa):
    (asked,) = mesa.receive(solicitud(leave_out=("Número celular",)))
    mesa.receive(mail(SECRETARIA, f"Lo consulto.\n\n{WROTE}\n\n{quoted(asked)}", reply_to=asked))
    assert mesa.case().solicitud.aiq.celular is None
    assert mesa.case().estado == "observada"


def test_an_answer_written_between_the_lines_of_our_letter_counts(mesa):
    (asked,) = mesa.receive(solicitud(leave_out=("Número celular",)))
    filled = quoted(asked).replace("Número celular del nuevo AIQ:", "Número celular del nuevo AIQ: 0991234567")
    assert "0991234567" in filled
    mesa.receive(mail(SECRETARIA, f"Respondo abajo.\n\n{WROTE}\n\n{filled}", reply_to=asked))
    assert (mesa.case().solicitud.aiq.celular, mesa.case().estado) == ("0991234567", "en_revision")
