"""Which question about a respaldo gets which answer, and who gets none."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from cases.reading import Reading, Respaldo, Sobre
from cases.respaldos import Paso, SolicitudRespaldo
from cases.respaldos_answers import FactsRespaldo, answer
from cases.respaldos_rules import PoliticaRespaldos

ZONA = ZoneInfo("America/Guayaquil")
NOW = datetime(2026, 11, 18, 10, 0, tzinfo=ZONA)
POLITICA = PoliticaRespaldos(url="https://respaldos.ejemplo.gob.ec/")
OWNER, AIQ, AREA = "lucia@ejemplo.gob.ec", "marta@ejemplo.gob.ec", "provision@ejemplo.gob.ec"
READY = SolicitudRespaldo(
    "45346", correo=OWNER, correo_area=AREA, institucion="Instituto de Ejemplo", estado="atendida", respaldo="generado",
    generado=datetime(2026, 11, 16, 12, 0, tzinfo=ZONA), vence=datetime(2026, 11, 20, 12, 0, tzinfo=ZONA),
    carpeta="kT5", partes=("respaldo_45346.z01", "respaldo_45346.zip"), version=6,
)  # fmt: skip
LINE = Paso(NOW, "Respaldo generado", "Rosa Andrade", "SGE", "atendida", "generado")


def ask(about: str | None, numero: str | None = "45346", sender: str = OWNER, request=READY, text="", **sobre):
    reading = Reading(
        "x.eml", "consulta_respaldo", Sobre(remitente=sender, message_id="<1@x>", **sobre),
        respaldo=Respaldo(numero, about), texto_nuevo=text,
    )  # fmt: skip
    return answer(reading, FactsRespaldo(request, (LINE,), (AIQ,)), POLITICA, NOW)


def letter(*args, **values):
    decision = ask(*args, **values)
    assert decision.resultado == "procesado"
    (only,) = decision.cartas
    return only


@pytest.mark.parametrize("sender", [OWNER, AIQ, AREA, OWNER.upper()])
def test_requester_aiq_and_area_are_told_the_state_and_the_recorrido(sender):
    told = letter("estado", sender=sender)
    assert (told.carta, told.para) == ("respaldo_estado", (sender.lower(),))
    assert told.datos["estado"] == "Atendida" and "descárguelo" in told.datos["siguiente"]
    assert told.datos["recorrido"][0]["accion"] == "Respaldo generado"


@pytest.mark.parametrize("about", ["estado", "descarga", "vencido"])
def test_a_stranger_learns_nothing_not_even_whether_the_number_exists(about):
    stranger = letter(about, sender="otra@ejemplo.gob.ec")
    unknown = letter(about, sender="otra@ejemplo.gob.ec", request=None)
    assert stranger.carta == unknown.carta == "respaldo_no_disponible"
    assert stranger.datos == unknown.datos == {"numero": "45346", "dias": 4}


def test_whose_request_it_is_a_person_finds_out_when_only_quipux_told_of_it():
    assert ask("estado", request=replace(READY, correo=None), sender="otra@ejemplo.gob.ec") is None
    assert letter("estado", request=replace(READY, correo=None), sender=AIQ).carta == "respaldo_estado"


def test_who_cannot_download_while_the_link_lives_is_helped_part_by_part():
    told = letter("descarga")
    assert told.carta == "respaldo_descarga_ayuda"
    assert told.datos["enlace"] == "https://respaldos.ejemplo.gob.ec/kT5/"
    assert told.datos["partes"] == ["respaldo_45346.z01", "respaldo_45346.zip"]


def test_after_the_fourth_day_a_new_request_is_needed():
    over = replace(READY, vence=NOW)
    assert letter("descarga", request=over).carta == "respaldo_vencido"
    gone = replace(READY, estado="eliminada", respaldo="eliminado")
    assert letter("vencido", request=gone).datos["vencio"] == "2026-11-20T12:00:00-05:00"
    assert letter("vencido", None, request=None).datos == {"numero": None, "generado": None, "vencio": None, "dias": 4}


def test_who_believes_it_expired_while_it_lives_is_given_the_link():
    assert letter("vencido").carta == "respaldo_descarga_ayuda"


def test_nothing_to_download_yet_is_answered_with_the_state():
    waiting = replace(READY, estado="aprobada", respaldo="por_generar", generado=None, vence=None)
    assert letter("descarga", request=waiting).carta == "respaldo_estado"


def test_the_inactivated_user_is_sent_to_his_aiq_and_the_aiq_gets_the_link():
    inactive = replace(READY, activo=False)
    assert letter("descarga", request=inactive).carta == "respaldo_exservidor"
    assert letter("descarga", sender=AIQ, request=inactive).datos["enlace"].endswith("/kT5/")


def test_parts_that_do_not_join_are_explained_to_anybody():
    told = letter("partes", sender="otra@ejemplo.gob.ec")
    assert (told.carta, told.datos) == ("respaldo_partes", {"numero": "45346", "nombre": "respaldo_45346"})
    assert letter("partes", None).datos["nombre"] == "NOMBREDELRESPALDO"


def test_a_former_servant_and_who_wants_a_respaldo_are_told_the_way():
    assert letter("exservidor", None, request=None).carta == "respaldo_exservidor"
    told = letter("solicitud", None, request=None)
    assert told.carta == "respaldo_como_solicitar" and (told.datos["minimo"], told.datos["dias"]) == (21, 4)


def test_who_wants_one_for_twenty_documents_is_told_to_download_them_by_hand():
    told = letter("solicitud", None, request=None, text="Necesito el respaldo de mis 20 documentos.")
    assert (told.carta, told.datos["documentos"]) == ("respaldo_pocos_documentos", 20)
    assert letter("solicitud", None, text="Son 21 documentos").carta == "respaldo_como_solicitar"


@pytest.mark.parametrize(("said", "few"), [
    ("Tengo apenas veinte documentos.", 20), ("Son doce (12) documentos", 12), ("Tengo cinco documentos", 5),
    ("Tengo más de 20 documentos", None), ("Pasan de los veinte documentos", None), ("Son veintiún documentos", None),
    ("Necesito un documento de respaldo", None), ("Son 1.020 documentos", None), ("Quiero mis documentos", None),
])  # fmt: skip
def test_how_many_documents_there_are_is_read_in_words_too_and_a_bound_is_no_number(said, few):
    told = letter("solicitud", None, request=None, text=said)
    assert told.datos.get("documentos") == few and (told.carta == "respaldo_pocos_documentos") is (few is not None)


def test_a_question_without_number_asks_for_it_unless_only_one_request_can_be_meant():
    assert letter("estado", None, request=None).datos == {"numero": None, "dias": 4}
    assert letter("estado", None).datos["numero"] == "45346"


@pytest.mark.parametrize(
    ("about", "sobre"),
    [("otro", {}), (None, {}), ("estado", {"autenticacion": "fallido"}), ("estado", {"sospechas": ("ajeno",)})],
)
def test_what_is_not_understood_or_not_trusted_goes_to_a_person(about, sobre):
    assert ask(about, **sobre) is None


@pytest.mark.parametrize("about", ["estado", "descarga", "partes", "exservidor", "solicitud"])
def test_where_nobody_would_read_the_answer_a_person_reads_the_question(about):
    assert ask(about, sender="no-reply@ejemplo.gob.ec") is None
