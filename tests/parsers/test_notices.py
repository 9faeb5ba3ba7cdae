"""Notices of Quipux, delivery reports and questions about respaldos are read into their fields."""

import pytest

from parsers.kinds import classify
from parsers.mail.mime import Desk, open_mail
from parsers.mail.notices import is_automatic_notice, read_backup_question, read_notice

DESK = Desk(own=("soporte@gobiernoelectronico.gob.ec",))
FOOTER = "Saludos cordiales,\n\nSoporte Quipux.\n\nNota: Este mensaje fue enviado automáticamente por el sistema, por favor no lo responda."
BACKUP = (
    "Estimado(a):\n\nSrta. Mgs. Ana Pérez\nEspecialista\n\nLa generación de respaldos ha sido realizada.\n\nFecha: 2026-07-31 20:47\n"
    "No. de solicitud: 5950\nFecha de solicitud: 2026-07-31 09:02\nEstado: Atendida\n\nRecuerde que tiene 4 días para descargar su respaldo.\n\n"
) + FOOTER
DOCUMENT = (
    "Estimado(a):\n\nHa recibido un documento en el sistema.\n\nFecha: 2026-11-13 16:22\nNo. de Documento: INEC-DIRAD-2026-0412-O\n"
    "Asunto: Cambio de AIQ\nRemitente: Mgs. Paola Andrade\n\n"
) + FOOTER


def mail(text, subject, sender="Quipux <quipux@gestiondocumental.gob.ec>", *fields):
    return open_mail("\n".join((f"From: {sender}", f"Subject: {subject}", *fields, "", text)).encode(), DESK)


def test_a_document_that_waits_in_quipux_is_announced():
    notice = read_notice(mail(DOCUMENT, "Quipux: Documento Recibido  - Cambio de AIQ"))
    assert (notice.accion, notice.documento, notice.asunto) == (
        "Documento Recibido",
        "INEC-DIRAD-2026-0412-O",
        "Cambio de AIQ",
    )
    assert (notice.remitente, notice.fecha, notice.solicitud) == ("Mgs. Paola Andrade", "2026-11-13 16:22", None)


def test_the_same_notice_in_a_table_of_html():
    rows = "".join(
        f"<tr><td>{a}:</td><td>{b}</td></tr>"
        for a, b in (("No. de Documento", "MSP-2026-0001-O"), ("Remitente", "Ana"))
    )
    text = f"<p>Ha recibido un documento</p><table>{rows}</table><p>Soporte Quipux.</p>"
    notice = read_notice(mail(text, "Quipux: Documento Recibido - x", "Quipux <q@gob.ec>", "Content-Type: text/html"))
    assert (notice.documento, notice.remitente) == ("MSP-2026-0001-O", "Ana")


def test_a_backup_that_is_ready_tells_number_state_and_days():
    notice = read_notice(mail(BACKUP, "Quipux:  - Solicitud de Respaldo 5950"))
    assert (notice.solicitud, notice.estado, notice.dias, notice.descarga_solicitada) == ("5950", "Atendida", 4, False)
    assert notice.fecha == "2026-07-31 20:47"


def test_a_request_for_download_is_told_from_a_plain_notice():
    text = "Estimado: Equipo de Soporte\n\nSolicitante: Ana Pérez\nMotivo: no pude descargar\n\n" + FOOTER
    notice = read_notice(mail(text, "Quipux:  - Solicitud para Descarga de Respaldo 45346"))
    assert (notice.solicitud, notice.descarga_solicitada) == ("45346", True)


@pytest.mark.parametrize("sender", ["no-reply@gestiondocumental.gob.ec", "avisos@correo.gestiondocumental.gob.ec"])
def test_quipuxs_own_host_sends_notices_under_any_name_and_without_its_foot(sender):
    read = mail("Solicitante: Ana Pérez\nMotivo: no pude\n", "Quipux:  - Solicitud para Descarga de Respaldo 777", sender)
    assert read_notice(read).descarga_solicitada and is_automatic_notice(read)
    false_friend = sender.replace("gestiondocumental", "migestiondocumental")
    assert read_notice(mail("Motivo: x", "Quipux:  - Solicitud para Descarga de Respaldo 777", false_friend)) is None


def test_a_forwarded_notice_is_read_but_a_person_sent_it():
    head = '----- Mensaje reenviado -----\nDe: "Quipux" <quipux@gestiondocumental.gob.ec>\nPara: "Ana" <ana@msp.gob.ec>\nEnviados: lunes\nAsunto: Quipux: Documento Recibido  - Cambio de AIQ\n\n'
    found = mail(
        "Favor atender.\n\n" + head + DOCUMENT,
        "RV: Quipux: Documento Recibido  - Cambio de AIQ",
        "Ana <ana@msp.gob.ec>",
    )
    assert read_notice(found).documento == "INEC-DIRAD-2026-0412-O"
    assert not is_automatic_notice(found)


@pytest.mark.parametrize(("said", "subject", "notice", "tipo"), [
    ("No pude descargar mi respaldo, el enlace ya no funciona.", "Enlace de respaldo", BACKUP, "consulta_respaldo"),
    ("¿Todavía puedo bajarlo?", "RV: Quipux:  - Solicitud de Respaldo 5950", BACKUP, "consulta_respaldo"),
    ("Reenvío el aviso del respaldo para su conocimiento.", "RV: Quipux:  - Solicitud de Respaldo 5950", BACKUP, "aviso_quipux"),
    ("", "RV: Quipux:  - Solicitud de Respaldo 5950", BACKUP, "aviso_quipux"),
    ("Favor atender.", "RV: Quipux: Documento Recibido  - Cambio de AIQ", DOCUMENT, "aviso_quipux"),
])  # fmt: skip
def test_a_question_over_a_forwarded_notice_is_a_persons_question(said, subject, notice, tipo):
    told = "Quipux: Documento Recibido  - Cambio de AIQ" if notice is DOCUMENT else "Quipux:  - Solicitud de Respaldo 5950"
    head = f'----- Mensaje reenviado -----\nDe: "Quipux" <quipux@gestiondocumental.gob.ec>\nPara: "Ana" <ana@msp.gob.ec>\nEnviados: lunes\nAsunto: {told}\n\n'
    found = mail(f"{said}\n\n{head}{notice}", subject, "Ana <ana@msp.gob.ec>")
    assert classify(found, [], read_notice(found))[0] == tipo


@pytest.mark.parametrize(
    ("subject", "sender", "text"),
    [
        ("Quipux: actualice su contraseña", "Quipux <quipux@seguro-login.com>", "Ingrese aquí.\nSoporte Quipux"),
        ("Quipux no funciona", "Ana <ana@msp.gob.ec>", "El sistema da error."),
        ("Quipux: ayuda", "Ana <ana@msp.gob.ec>", "Necesito ayuda con un documento."),
    ],
)
def test_what_only_names_quipux_is_no_notice(subject, sender, text):
    assert read_notice(mail(text, subject, sender)) is None


@pytest.mark.parametrize(
    ("text", "number", "topic"),
    [
        ("¿En qué estado está mi solicitud de respaldo No. 45346?", "45346", "estado"),
        ("Solicitud de respaldo Nro. 5950: aún no está listo.", "5950", "estado"),
        ("No puedo descargar el respaldo 778812.", "778812", "descarga"),
        ("El enlace de mi solicitud N° 45346 ya caducó.", "45346", "vencido"),
        ("No logro unir las partes del respaldo (solicitud #5950).", "5950", "partes"),
        ("Fui funcionaria hasta mayo, ya no trabajo ahí y necesito mi respaldo.", None, "exservidor"),
        ("Fui analista de la Agencia hasta marzo. Requiero el respaldo de lo que generé.", None, "exservidor"),
        ("Ya no soy funcionaria del INEC y quiero mi respaldo.", None, "exservidor"),
        ("Me jubilé en enero; solicito el respaldo de mis documentos.", None, "exservidor"),
        ("Mi contrato concluyó y mi usuario fue desactivado: necesito el respaldo.", None, "exservidor"),
        ("¿Cómo pido mi respaldo antes de que me jubile?", None, "solicitud"),
        ("Mi contrato termina el viernes, requiero mi respaldo.", None, "solicitud"),
        ("Solicito el respaldo de mis documentos.", None, "solicitud"),
        ("Mi cédula es 1712345675 y mi celular 0991234567; solicito el respaldo.", None, "solicitud"),
        ("Estoy en proceso de desvinculación y requiero mi respaldo. Quedo pendiente.", None, "solicitud"),
        ("¿Cuál es el proceso para obtener el respaldo de mis documentos?", None, "solicitud"),
        ("Soy de la Contraloría General del Estado; necesito un respaldo, ¿cuánto tiempo toma?", None, "solicitud"),
        ("Solicitud de respaldo: mi contrato vence el viernes, ayúdenme.", None, "solicitud"),
        ("Quisiera saber cuándo me entregan el respaldo que pedí.", None, "estado"),
        ("La solicitud de respaldo No. 5950 está en proceso desde el viernes.", "5950", "estado"),
        ("¿Ya fue atendida mi solicitud de respaldo?", None, "estado"),
    ],
)
def test_a_question_about_a_respaldo_is_read(text, number, topic):
    found = read_backup_question(mail(text, "Respaldo", "Ana <ana@msp.gob.ec>"))
    assert (found.solicitud, found.asunto) == (number, topic)


STATUS = """Content-Type: multipart/report; report-type=delivery-status; boundary=B

--B

No se pudo entregar.
--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.msp.gob.ec

Final-Recipient: rfc822; Luis@MSP.gob.ec
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {status} explained

--B
Content-Type: text/rfc822-headers

From: soporte@gobiernoelectronico.gob.ec
Message-ID: <carta-1@gobiernoelectronico.gob.ec>

--B--"""


@pytest.mark.parametrize(
    ("action", "status", "permanent"),
    [("failed", "5.1.1", True), ("delayed", "4.4.7", False), ("failed", "4.4.7", True)],
)
def test_a_delivery_report_names_our_letter_and_whether_it_is_lost(action, status, permanent):
    raw = "From: MAILER-DAEMON@msp.gob.ec\n" + STATUS.format(action=action, status=status)
    rebote = open_mail(raw.encode(), DESK).rebote
    assert (rebote.message_id, rebote.destinatario) == ("<carta-1@gobiernoelectronico.gob.ec>", "luis@msp.gob.ec")
    assert (rebote.codigo, rebote.permanente) == (status, permanent)


@pytest.mark.parametrize(
    ("sender", "subject", "text"),
    [
        (
            "MAILER-DAEMON@x.ec (Mail Delivery System)",
            "Undelivered Mail Returned to Sender",
            "<luis@msp.gob.ec>: host said: 550 5.1.1 User unknown",
        ),
        (
            "MAILER-DAEMON@x.ec",
            "failure notice",
            "Hi. This is the qmail-send program.\n<luis@msp.gob.ec>:\n550 no mailbox here",
        ),
        (
            "Mail Delivery System <Mailer-Daemon@x.ec>",
            "Mail delivery failed: returning message to sender",
            "This message was created automatically by mail delivery software.\n  luis@msp.gob.ec\n    550 user unknown",
        ),
        (
            "postmaster@x.ec",
            "No se puede entregar: Datos",
            "No se pudo entregar el mensaje a:\nluis@msp.gob.ec\nNo se encontró la dirección (550 5.1.10)",
        ),
        (
            "Mail Administrator <Postmaster@x.ec>",
            "Mail System Error - Returned Mail",
            "550 mailbox unavailable <luis@msp.gob.ec>",
        ),
    ],
)
def test_reports_in_free_form_are_read_too(sender, subject, text):
    rebote = mail(text, subject, sender).rebote
    assert rebote.destinatario == "luis@msp.gob.ec"
    assert rebote.permanente


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        (
            "No se puede entregar el oficio",
            "Estimados, no se pudo entregar el oficio en ventanilla, ¿puedo enviarlo por correo?",
        ),
        ("RV: Undelivered Mail Returned to Sender", "Me llega este error, ¿qué hago?"),
        ("Error", "El servidor responde que la dirección no existe."),
    ],
)
def test_a_person_who_writes_about_a_bounce_is_not_one(subject, text):
    assert mail(text, subject, "Ana <ana@msp.gob.ec>").rebote is None
