"""Mail that no person wrote is never answered; mail that only looks like it is."""

import pytest

from parsers.mail.mime import Desk, open_mail

DESK = Desk(own=("soporte@gobiernoelectronico.gob.ec",))
ANA = "Ana Pérez <ana.perez@msp.gob.ec>"


def reasons(
    *fields: str, text: str = "Estimados, saludos.", subject: str = "Consulta", sender: str = ANA
) -> tuple[str, ...]:
    given = {field.partition(":")[0].lower() for field in fields}
    head = [line for line in (f"From: {sender}", f"Subject: {subject}") if line.partition(":")[0].lower() not in given]
    raw = "\r\n".join([*head, "To: soporte@gobiernoelectronico.gob.ec", *fields, "", text]).encode()
    return open_mail(raw, DESK).sobre.automatico


@pytest.mark.parametrize(
    "field",
    [
        "Auto-Submitted: auto-replied",
        "Auto-Submitted: auto-replied (zimbra; vacation)",
        "Auto-Submitted: auto-generated",
        'Auto-submitted: Auto-Notified; owner-email="a@b.ec"',
        "Precedence: bulk",
        "Precedence: list",
        "precedence: Junk",
        "X-Precedence: auto_reply",
        "List-Id: <usuarios.quipux.gob.ec>",
        "List-Unsubscribe: <https://boletin.ec/baja>",
        "List-Post: <mailto:lista@msp.gob.ec>",
        "Return-Path: <>",
        "Return-Path: < >",
        "Return-Path: <MAILER-DAEMON@correo.msp.gob.ec>",
        "X-Autoreply: yes",
        "X-Autorespond: Fuera de la oficina",
        "X-Auto-Response-Suppress: All",
        "X-Auto-Response-Suppress: DR, RN, NRN, OOF, AutoReply",
        "X-MS-Exchange-Inbox-Rules-Loop: ana.perez@msp.gob.ec",
        "X-MS-Exchange-Generated-Message-Source: Mailbox Rules Agent",
        "X-FC-MachineGenerated: true",
        "X-Failed-Recipients: luis@msp.gob.ec",
        "Read-Receipt: yes",
        "X-Loop: mesa@otra.gob.ec",
        "X-Mailer: Vacation 1.2.6",
        "X-Mailer: cPanel AutoResponder",
        "Content-Type: multipart/report; report-type=delivery-status; boundary=x",
        "Content-Type: multipart/report; report-type=disposition-notification; boundary=x",
    ],
)
def test_a_header_of_automatic_mail_is_enough(field):
    assert reasons(field)


@pytest.mark.parametrize(
    "sender",
    [
        "MAILER-DAEMON@correo.msp.gob.ec",
        "Mail Delivery Subsystem <MAILER-DAEMON>",
        "Postmaster <postmaster@msp.gob.ec>",
        "No responder <no-reply@sri.gob.ec>",
        "noreply@iess.gob.ec",
        "no_responder@registrocivil.gob.ec",
        "no.responda@msp.gob.ec",
        "noresponder@cnt.gob.ec",
        "quipux-noreply@gestiondocumental.gob.ec",
        "donotreply@empresa.com.ec",
        "Lista <quipux-bounces@lists.msp.gob.ec>",
        "bounce+ana=msp.gob.ec@boletin.ec",
        "Soporte Quipux <soporte@gobiernoelectronico.gob.ec>",
        '"=?utf-8?q?Soporte?=" <SOPORTE@GobiernoElectronico.gob.ec>',
    ],
)
def test_a_robot_or_the_desk_itself_is_never_answered(sender):
    assert reasons(sender=sender)


@pytest.mark.parametrize(
    "subject",
    [
        "Respuesta automática: Datos pendientes [AIQ-2026-00004]",
        "Respuesta automatica: RE: consulta",
        "RE: Respuesta automática: Fuera de la oficina",
        "Automatic reply: Datos pendientes",
        "Auto Reply: Re: AIQ",
        "Autorespuesta: su correo",
        "Fuera de la oficina: Datos pendientes",
        "Fuera de oficina",
        "FUERA DE LA OFICINA - Ana Pérez",
        "Out of Office: RE: Datos",
        "Out of Office AutoReply: Datos",
        "[Auto-Reply] Datos pendientes",
        "Auto: Re: Datos",
        "AUTO: Ana Pérez is out of the office (returning 12/03/2026)",
        "Ana Pérez está fuera de la oficina",
        "Ausencia temporal: Datos",
        "Aviso de vacaciones: Ana",
        "Resposta automática: Datos",
        "Réponse automatique : Datos",
        "Automatische Antwort: Datos",
        "Leído: Datos pendientes",
        "Leida: Datos pendientes",
        "No leído: Datos pendientes",
        "Read: Datos pendientes",
        "Not read: Datos pendientes",
        "Read-Receipt: Datos pendientes",
        "Acuse de recibo: Datos pendientes",
        "Acuse de recibo de lectura: Datos",
        "Confirmación de lectura: Datos",
        "Return Receipt (displayed) - Datos",
        "Undeliverable: Datos pendientes",
        "No se puede entregar: Datos pendientes",
        "Mail delivery failed: returning message to sender",
        "Delivery Status Notification (Failure)",
        "Entrega retrasada: Datos",
        "failure notice",
    ],
)
def test_subjects_that_only_programs_write(subject):
    assert reasons(subject=subject, text="Ana Pérez no está.")


@pytest.mark.parametrize(
    "text",
    [
        "Me encuentro de vacaciones hasta el 23 de noviembre. Para asuntos urgentes llamar al 022200200.",
        "Estimados, estaré fuera de la oficina hasta el lunes.",
        "Gracias por su mensaje. Actualmente me encuentro ausente, con licencia médica.",
        "I am out of the office until Monday.",
        "Este es un mensaje generado automáticamente, por favor no responda.",
        "Estoy de comisión, en comisión de servicios hasta el 16. Si necesita información urgente consulte con Ana Ruiz.",
        "Su requerimiento fue registrado con el ticket 4521.\n\nEste correo ha sido enviado de forma automática.",
    ],
)
def test_an_answer_that_only_says_that_nobody_is_there(text):
    assert reasons("In-Reply-To: <carta-1@gobiernoelectronico.gob.ec>", subject="Re: Datos pendientes", text=text)


@pytest.mark.parametrize(
    "field",
    [
        "Auto-Submitted: no",
        "auto-submitted: NO (human)",
        "Precedence: first-class",
        "Precedence: normal",
        "X-Auto-Response-Suppress: DR, RN",
        "X-Autoreply: no",
        "List-Id:",
        "Return-Path: <ana.perez@msp.gob.ec>",
        "Return-Path: ana.perez@msp.gob.ec",
        "Disposition-Notification-To: ana.perez@msp.gob.ec",
        "Return-Receipt-To: ana.perez@msp.gob.ec",
        "X-Priority: 1",
        "X-Mailer: Zimbra 8.8.15_GA_4562 (ZimbraWebClient)",
        "X-Loop:",
        "Sender: noreply@correo.msp.gob.ec",
    ],
)
def test_a_person_whose_program_writes_odd_headers_is_answered(field):
    assert reasons(field) == ()


def test_a_person_behind_exchange_is_answered_though_the_server_fears_vacation_replies():
    odd = "X-Auto-Response-Suppress: DR, OOF, AutoReply"
    assert reasons(odd, "X-Mailer: Microsoft Outlook 16.0", "Thread-Index: AdF") == ()


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Respuesta automática de Quipux no me llega", "No recibo la respuesta automática del sistema."),
        ("Consulta", "Recibí una respuesta automática: «me encuentro de vacaciones». ¿Con quién hablo?"),
        ("Vacaciones del AIQ", "El AIQ sale de vacaciones y deseamos designar a otro."),
        ("Acuse de recibo del oficio MSP-2026-0001-O", "Solicito el acuse de recibo."),
        ("Automatización de oficios", "Buenos días."),
        ("Leída la resolución, consulta", "Buenos días."),
        ("Autorización de cambio de AIQ", "Buenos días."),
        ("No se puede descargar el respaldo", "El sistema dice que el archivo fue generado."),
        ("Notificación de cambio de AIQ backup", "Notifico el cambio."),
        ("Re: curso", "Quisiera saber en qué fechas es el curso, porque el lunes estaré en comisión de servicios."),
        ("Re: curso", "Estaré fuera de la oficina el lunes: necesito que me indiquen si hay otro horario."),
        ("Re: curso", "El lunes me encuentro de vacaciones, ¿hay otra fecha?"),
        ("RE: Datos pendientes", "Estuve de vacaciones, por eso adjunto ahora el oficio.\n\nCédula: 1712345675"),
    ],
)
def test_a_person_who_writes_about_automatic_mail_is_answered(subject, text):
    assert reasons("In-Reply-To: <carta-1@gobiernoelectronico.gob.ec>", subject=subject, text=text) == ()


def test_a_notice_of_quipux_says_so():
    from parsers.mail.notices import is_automatic_notice

    raw = (
        b"From: Quipux <quipux@gestiondocumental.gob.ec>\nSubject: Quipux: Documento Recibido  - Cambio\n\n"
        b"Ha recibido un documento\n\nNo. de Documento: MSP-2026-0001-O\n\nSoporte Quipux.\nPor favor no lo responda."
    )
    assert is_automatic_notice(open_mail(raw, DESK))
