"""Several hundred mails of machines, as the mail systems of the world write them, and mails that only look like them."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_string
from email.header import Header
from email.message import EmailMessage, Message
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.mime.text import MIMEText
from email.policy import SMTP
from itertools import product

DESK = "soporte@gobiernoelectronico.gob.ec"
PEOPLE = ("ana.perez@inst1.gob.ec", "l.mora@inst2.gob.ec", "secretaria@inst3.gob.ec", "tic@inst4.edu.ec")
SUBJECTS = ("Datos pendientes de su solicitud", "RE: [AIQ-2026-00001] Observaciones", "Acuse de recibo", "")
WORDS = (
    "Estaré fuera de la oficina hasta el lunes. Para temas urgentes llame al 022 200 200 ext. 1234.",
    "Gracias por su mensaje. Me encuentro de vacaciones con acceso limitado al correo.",
    "I am currently out of the office and will reply when I return.",
    "Su correo ha sido recibido y será atendido a la brevedad posible.",
)
VACATION_HEADERS: tuple[dict[str, str], ...] = (
    {"Auto-Submitted": "auto-replied (zimbra; vacation)", "Precedence": "bulk", "Return-Path": "<>"},
    {"Auto-Submitted": "auto-replied"},
    {"Auto-Submitted": "auto-generated (rejected)"},
    {"X-Auto-Response-Suppress": "All", "X-MS-Exchange-Generated-Message-Source": "Mailbox Rules Agent"},
    {"X-Autoreply": "yes", "Precedence": "bulk"},
    {"X-Autorespond": "vacaciones"},
    {"Precedence": "junk"},
    {"Precedence": "auto_reply"},
    {"Return-Path": "<>"},
    {"X-Mailer": "Vacation 1.2.6.3", "Return-Path": "<>"},
    {"List-Id": "<avisos.inst1.gob.ec>"},
    {"List-Unsubscribe": "<mailto:baja@inst1.gob.ec>", "Precedence": "list"},
)
VACATION_SUBJECTS = (
    "Respuesta automática: {}", "Automatic reply: {}", "Fuera de oficina: {}", "Out of Office: {}", "Autorespuesta: {}",
    "Ausente de la oficina: {}",
)  # fmt: skip
ROBOTS = (
    "mailer-daemon@correo.inst1.gob.ec", "postmaster@inst2.gob.ec", "no-reply@inst3.gob.ec", "noreply@sistema.gob.ec",
    "no_responder@portal.gob.ec", "noresponder@inst4.edu.ec", "bounces+x=y@boletin.ec", DESK,
)  # fmt: skip


def plain(sender: str, subject: str, text: str, headers: dict[str, str], number: int) -> bytes:
    mail = EmailMessage(policy=SMTP)
    mail["From"] = sender
    mail["To"] = DESK
    mail["Subject"] = subject
    mail["Message-ID"] = f"<maquina-{number}@inst.gob.ec>"
    for name, value in headers.items():
        mail[name] = value
    mail.set_content(text)
    return mail.as_bytes()


def _report(kind: str, sender: str, subject: str, text: str, machine: str, original: Message | None) -> bytes:
    mail = MIMEMultipart("report", report_type=kind)
    mail["From"], mail["To"], mail["Subject"] = sender, DESK, Header(subject, "utf-8").encode()
    mail.attach(MIMEText(text, "plain", "utf-8"))
    status = MIMENonMultipart("message", kind)
    status.set_payload([message_from_string(block) for block in machine.split("\n\n")])
    mail.attach(status)
    if original is not None:
        mail.attach(MIMEMessage(original))
    return mail.as_bytes()


def bounces() -> Iterator[bytes]:
    """Delivery reports as Postfix, Exim, Exchange, Gmail, sendmail and qmail write them."""
    failures = (
        ("Undelivered Mail Returned to Sender", "5.1.1", "550 5.1.1 User unknown"),
        ("Mail delivery failed: returning message to sender", "5.2.2", "552 Mailbox full"),
        ("Delivery Status Notification (Failure)", "5.4.4", "Host not found"),
        ("No se puede entregar: Datos pendientes", "5.7.1", "Relaying denied"),
        ("Delivery Status Notification (Delay)", "4.4.1", "Connection timed out"),
    )
    for (subject, status, text), person, with_original in product(failures, PEOPLE, (True, False)):
        original = MIMEText("Faltan datos", "plain", "utf-8")
        original["Message-ID"], original["From"] = "<carta-que-volvio@gobiernoelectronico.gob.ec>", DESK
        machine = (
            f"Reporting-MTA: dns; correo.inst.gob.ec\n\nFinal-Recipient: rfc822; {person}\n"
            f"Action: {'delayed' if status.startswith('4') else 'failed'}\nStatus: {status}\nDiagnostic-Code: smtp; {text}\n"
        )
        yield _report("delivery-status", "MAILER-DAEMON@correo.inst.gob.ec", subject, text, machine,
                      original if with_original else None)  # fmt: skip
    for person, sender in product(PEOPLE, ("MAILER-DAEMON@correo.inst.gob.ec", "<>")):
        text = f"Hi. This is the qmail-send program.\n\n<{person}>:\nSorry, no mailbox here by that name. (#5.1.1)\n"
        yield plain(sender if sender != "<>" else "postmaster@inst.gob.ec", "failure notice", text,
                    {"Return-Path": "<>"}, hash(person) % 1000)  # fmt: skip


def receipts() -> Iterator[bytes]:
    """Read receipts: standard reports, Outlook's and Zimbra's own forms."""
    for person, subject in product(PEOPLE, ("Leído: Datos", "Read: Datos", "Not read: Datos", "Acuse de lectura")):
        machine = f"Final-Recipient: rfc822;{person}\nDisposition: manual-action/MDN-sent-manually; displayed\n"
        yield _report("disposition-notification", person, subject, "Su mensaje fue leído.", machine, None)
    for number, person in enumerate(PEOPLE):
        yield plain(person, "Read-Receipt: Datos", "Leído a las 10:00.", {"Read-Receipt": "yes"}, 9000 + number)


def vacations() -> Iterator[bytes]:
    number = 0
    for headers, subject, text in product(VACATION_HEADERS, SUBJECTS, WORDS):
        number += 1
        yield plain(PEOPLE[number % 4], f"Re: {subject}", text, headers, number)
    for form, subject, text in product(VACATION_SUBJECTS, SUBJECTS[:2], WORDS[:2]):
        number += 1
        yield plain(PEOPLE[number % 4], form.format(subject), text, {}, number)
    for robot, text in product(ROBOTS, WORDS):
        number += 1
        yield plain(robot, "Notificación", text, {}, number)


def all_machines() -> list[bytes]:
    return [*bounces(), *receipts(), *vacations()]


LOOK_ALIKES = (
    ("Consulta sobre la respuesta automática", "Buenos días, recibí una respuesta automática de ustedes. ¿Qué debo hacer?"),
    ("Fuera de plazo", "Estimados, ¿qué pasa si el oficio se envía fuera de plazo? Estuve fuera de la oficina."),
    ("Acuse de recibo de mi oficio", "Por favor, ¿me pueden confirmar si recibieron el oficio que entregué ayer?"),
    ("No puedo entregar el informe", "No se puede entregar el informe porque el sistema da error. ¿Me ayudan?"),
    ("Vacaciones del administrador", "El AIQ sale de vacaciones. ¿Debemos nombrar a otro mientras tanto?"),
    ("Rebotó mi correo", "Les escribí ayer y mi correo rebotó con mailer-daemon. Vuelvo a consultar por la capacitación."),
    ("Delivery", "El courier (delivery) dejó el oficio físico en su recepción. ¿Lo recibieron?"),
    ("Lista de usuarios", "¿Cómo obtengo la lista de usuarios de mi institución en Quipux?"),
)


def look_alikes() -> Iterator[bytes]:
    """People who speak of automatic answers, absences and bounces."""
    for number, (subject, text) in enumerate(LOOK_ALIKES):
        yield plain(f"persona{number}@inst{number}.gob.ec", subject, text, {"X-Mailer": "Zimbra 8.8.15_GA_4059"}, 5000 + number)
