"""Questions and notices about respaldos, from the mail to the letter, with the real reader and stores."""

from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from cases.reading import Persona
from cases.respaldos import CambioRespaldo, Paso, SolicitudRespaldo
from intake.process import work
from registry import base, case_store, journal, outbox
from registry import respaldos as store
from registry.journal import NewMessage
from tests.support.desks import Clock, desk

NOW = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
LUCIA, MARTA = "lucia.paredes@ejemplo.gob.ec", "marta.cueva@ejemplo.gob.ec"
READY = SolicitudRespaldo(
    "45346", cedula="1712345675", apellido="Paredes", nombre="Lucía", institucion="Instituto de Ejemplo",
    puesto="Especialista", correo=LUCIA, estado="atendida", respaldo="generado", generado=NOW - timedelta(days=2),
    vence=NOW + timedelta(days=2), carpeta="respaldo-" + "k" * 43, partes=("respaldo_45346.z01", "respaldo_45346.zip"),
)  # fmt: skip
MADE = Paso(NOW - timedelta(days=2), "Respaldo generado", "Rosa Andrade", "SGE", "atendida", "generado")


@pytest.fixture
def mesa(tmp_path, sqlite_url):
    with closing(desk(tmp_path, sqlite_url, Clock(NOW), respaldos={"url": "https://respaldos.ejemplo.gob.ec"})) as made:
        with made.db.write() as tx:
            key = base.add_institution(tx, "Instituto de Ejemplo", "INE", NOW)
            base.open_period(tx, key, "principal", Persona("Marta Cueva", correo=MARTA), date(2026, 1, 5), NOW)
        yield made


def know(mesa, request=READY, *steps) -> None:
    with mesa.db.write() as tx:
        store.save(tx, CambioRespaldo(request, steps or (MADE,)))


def write(mesa, text: str, *, subject="Respaldo", sender=LUCIA, name="Lucía Paredes"):
    """A mail arrives and is worked on; returns the letters written for it as (letter, to, text)."""
    with mesa.db.read() as tx:
        uid, before = len(journal.listing(tx)) + 1, {row["id"] for row in outbox.listing(tx)}
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = f"{name} <{sender}>", "soporte@gobiernoelectronico.gob.ec", subject
    mail["Date"], mail["Message-ID"] = "Wed, 18 Nov 2026 10:00:00 -0500", f"<{uid}@ejemplo.gob.ec>"
    mail.set_content(text)
    raw = mail.as_bytes(policy=policy.SMTP)
    sha256 = mesa.archive.store(raw)
    with mesa.db.write() as tx:
        folder, _ = journal.open_folder(tx, "soporte", "INBOX", 1, 1, NOW, answer_backlog=True)
        new = NewMessage(
            folder_id=folder.id, uid=uid, sha256=sha256, huella=sha256, message_id=mail["Message-ID"], bytes=len(raw),
            anunciado=len(raw), recibido=NOW, previo=False,
        )  # fmt: skip
        journal.add(tx, [new], NOW)
    assert work(mesa) == 1
    with mesa.db.read() as tx:
        return [
            (row["carta"], row["para"], _text(outbox.one(tx, row["id"])["mail"]))
            for row in outbox.listing(tx)
            if row["id"] not in before
        ]


def _text(raw: bytes) -> str:
    body = message_from_bytes(raw, policy=policy.default).get_body(("plain",))
    return " ".join(body.get_content().split())


def outcome(mesa):
    with mesa.db.read() as tx:
        row = journal.listing(tx)[-1]
    return row["resultado"], row["motivo"]


def test_the_requester_asks_by_number_and_is_told_state_and_recorrido(mesa):
    know(mesa)
    ((carta, to, text),) = write(mesa, "¿En qué estado está la solicitud de respaldo No. 45346?")
    assert (carta, to) == ("respaldo_estado", [LUCIA])
    assert "Atendida" in text and "Respaldo generado" in text and "2026-11-16 10:00:00 (GMT-5)" in text
    assert outcome(mesa) == ("procesado", "respuesta sobre el respaldo 45346")


def test_his_aiq_is_told_too_and_a_colleague_is_not(mesa):
    know(mesa)
    question = "¿En qué estado está la solicitud de respaldo No. 45346?"
    assert write(mesa, question, sender=MARTA, name="Marta Cueva")[0][0] == "respaldo_estado"
    ((carta, _, text),) = write(mesa, question, sender="otro@ejemplo.gob.ec", name="Otro")
    assert carta == "respaldo_no_disponible" and "Lucía" not in text and "Atendida" not in text


def test_who_is_leaving_and_asks_for_a_respaldo_is_told_how_and_who_names_no_number_is_asked_for_it(mesa):
    ((carta, _, text),) = write(mesa, "Estoy en proceso de desvinculación y tengo 21 documentos: ¿me generan el respaldo?")
    assert carta == "respaldo_como_solicitar" and "4 a 5 días laborables" in text
    ((carta, _, text),) = write(mesa, "¿En qué estado está mi respaldo?", sender="otro@ejemplo.gob.ec", name="Otro")
    assert carta == "respaldo_no_disponible" and "díganos el número" in text and "no es suya" not in text


def test_who_cannot_download_gets_the_link_part_by_part(mesa):
    know(mesa)
    ((carta, _, text),) = write(mesa, "No puedo descargar el respaldo de la solicitud No. 45346.")
    assert carta == "respaldo_descarga_ayuda"
    assert f"https://respaldos.ejemplo.gob.ec/{READY.carpeta}/" in text and "respaldo_45346.z01" in text


def test_on_the_fifth_day_the_link_is_over_and_a_new_request_is_needed(mesa):
    know(mesa)
    mesa.clock.forward(days=3)
    ((carta, _, text),) = write(mesa, "El enlace de descarga de la solicitud de respaldo No. 45346 ya no funciona.")
    assert carta == "respaldo_vencido" and "solicitud nueva" in text


def test_parts_that_do_not_join_get_the_guides_command(mesa):
    ((carta, _, text),) = write(mesa, "No logro unir las partes del respaldo, solicitud No. 45346: .z01 y .zip")
    assert carta == "respaldo_partes"
    assert "zip -s 0 respaldo_45346.zip --out respaldo_45346_unificado.zip" in text


def test_a_former_servant_is_sent_to_the_aiq_of_his_institution(mesa):
    text = "Soy ex servidor del Instituto y solicito el respaldo de mis documentos de Quipux."
    ((carta, _, told),) = write(mesa, text, sender="pedro@correo.com", name="Pedro")
    assert carta == "respaldo_exservidor" and "Administrador Institucional Quipux" in told


def test_who_asks_for_a_respaldo_by_mail_is_shown_the_way(mesa):
    ((carta, _, text),) = write(mesa, "Solicito el respaldo de mis documentos de Quipux porque dejo la institución.")
    assert carta == "respaldo_como_solicitar"
    assert "21 documentos" in text and "desvinculación" in text
    ((carta, _, text),) = write(mesa, "Necesito el respaldo de mis 20 documentos en Quipux.")
    assert carta == "respaldo_pocos_documentos"


NOTICE = """Estimado(a):

Sra. Lucía Paredes
Especialista

La generación de respaldos ha sido realizada.

Información de la solicitud:

Fecha: 2026-11-18 09:30
No. de solicitud: {number}
Fecha de solicitud: 2026-11-12 09:02
Estado: {state}

Recuerde que tiene 15 días para descargar su respaldo.
"""
QUIPUX = {"sender": "no-reply@gestiondocumental.gob.ec", "name": "Quipux"}


def test_quipuxs_notice_is_recorded_with_its_own_days_and_never_answered(mesa):
    text = NOTICE.format(number=60001, state="Atendida")
    assert write(mesa, text, subject="Quipux:  - Solicitud de Respaldo 60001", **QUIPUX) == []
    with mesa.db.read() as tx:
        request = store.needed(tx, "60001")
    assert request.en_quipux and request.estado == "atendida"
    assert request.vence == datetime(2026, 12, 3, 14, 30, tzinfo=UTC)
    assert outcome(mesa) == ("procesado", "aviso de Quipux sobre el respaldo 60001: Atendida")


def test_a_download_asked_for_in_quipux_is_work_for_the_clerks(mesa):
    know(mesa)
    text = "Estimado:\n\nEquipo de Soporte\n\nSolicitante: Lucía Paredes\nMotivo: No pude descargar a tiempo.\n"
    assert write(mesa, text, subject="Quipux:  - Solicitud para Descarga de Respaldo 45346", **QUIPUX) == []
    with mesa.db.read() as tx:
        (case,) = case_store.listing(tx, states=["en_revision"])
        route = store.route(tx, store.needed(tx, "45346").id)
    assert case.tipo == "atencion" and route[-1].accion == "Solicitud de descarga"


def test_the_inactivated_user_is_sent_to_his_aiq_and_the_aiq_gets_the_link(mesa):
    know(mesa, replace(READY, activo=False))
    question = "No puedo descargar el respaldo de la solicitud No. 45346."
    assert write(mesa, question)[0][0] == "respaldo_exservidor"
    ((carta, _, text),) = write(mesa, question, sender=MARTA, name="Marta Cueva")
    assert carta == "respaldo_descarga_ayuda" and READY.carpeta in text
