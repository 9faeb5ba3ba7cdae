"""What mail servers and mail programs send by themselves: bounces and read receipts."""

from __future__ import annotations

import datetime as dt
import hashlib
from email.utils import format_datetime

from tests.corpus.mails import SOPORTE


def _tag(*parts: object) -> str:
    return hashlib.sha256("".join(map(str, parts)).encode()).hexdigest()[:20]


def _crlf(text: str) -> bytes:
    return text.replace("\r\n", "\n").replace("\n", "\r\n").encode("utf-8", "surrogateescape")


def _original(when: dt.datetime, to: str) -> str:
    sent = format_datetime(when - dt.timedelta(minutes=3))
    return (
        f"From: Soporte Quipux <{SOPORTE}>\nTo: {to}\nSubject: Solicitud de cambio de AIQ: acuse [AIQ-2026-00003]\n"
        f"Date: {sent}\nMessage-ID: <carta-00003.1c9d@gobiernoelectronico.gob.ec>\n"
    )


REASONS = {
    "5.1.1": "User unknown",
    "5.2.2": "Mailbox full",
    "4.4.1": "Connection timed out",
    "5.7.1": "Message rejected as spam",
    "5.4.4": "Host not found",
}


def bounce(to: str, when: dt.datetime, code: str, style: str = "postfix") -> bytes:
    """A delivery report. `code` is ``550 5.1.1``; `style`: postfix · exchange · gmail · texto (no report parts)."""
    status = code.split()[-1]
    reason = REASONS.get(status, "Delivery failed")
    boundary, domain = f"B{_tag(to, when)}", to.rpartition("@")[2]
    far = "mx." + domain
    names = {
        "postfix": ("Mail Delivery System", f"MAILER-DAEMON@correo.{domain}", "Undelivered Mail Returned to Sender"),
        "exchange": (
            "Microsoft Outlook",
            f"postmaster@{domain}",
            "No se puede entregar: Solicitud de cambio de AIQ: acuse [AIQ-2026-00003]",
        ),
        "gmail": ("Mail Delivery Subsystem", "mailer-daemon@googlemail.com", "Delivery Status Notification (Failure)"),
        "texto": ("", f"MAILER-DAEMON@{domain}", "failure notice"),
    }
    name, sender, subject = names[style]
    human = {
        "exchange": f"No se pudo entregar el mensaje a {to}.\n\nEl destinatario no existe o no recibe correo.",
        "gmail": f"** No se ha encontrado la dirección **\n\nTu mensaje no se ha entregado a {to}.",
    }.get(
        style,
        f"This is the mail system at host correo.{domain}.\n\nYour message could not be delivered.\n\n<{to}>: host "
        f"{far} said: {code} {reason}",
    )
    head = (
        f"Return-Path: <>\nFrom: {name} <{sender}>\nTo: {SOPORTE}\nSubject: {subject}\nDate: {format_datetime(when)}\n"
        f"Message-ID: <{_tag(to, when, 'id')}@{domain}>\nAuto-Submitted: auto-replied\nMIME-Version: 1.0\n"
    )
    if style == "texto":
        return _crlf(
            f"{head}Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{human}\n\n--- Below "
            f"this line is a copy of "
            f"the message.\n\n{_original(when, to)}"
        )
    action = "delayed" if status.startswith("4") else "failed"
    return _crlf(
        f'{head}Content-Type: multipart/report; report-type=delivery-status; boundary="{boundary}"\n\n--{boundary}\n'
        f"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{human}\n\n--{boundary}\n"
        f"Content-Type: message/delivery-status\n\nReporting-MTA: dns; correo.{domain}\nArrival-Date: "
        f"{format_datetime(when)}\n\n"
        f"Final-Recipient: rfc822; {to}\nAction: {action}\nStatus: {status}\nRemote-MTA: dns; {far}\nDiagnostic-Code: "
        f"smtp; {code} {reason}\n\n"
        f"--{boundary}\nContent-Type: text/rfc822-headers\n\n{_original(when, to)}\n--{boundary}--\n"
    )


def read_receipt(sender: str, name: str, when: dt.datetime, style: str = "zimbra") -> bytes:
    """A note that our letter was read. `style`: zimbra · outlook · borrado."""
    boundary = f"R{_tag(sender, when)}"
    subject = {
        "zimbra": "Read-Receipt: Solicitud de cambio de AIQ: acuse [AIQ-2026-00003]",
        "outlook": "=?utf-8?Q?Le=C3=ADdo=3A_Solicitud_de_cambio_de_AIQ?=",
        "borrado": "=?utf-8?Q?No_le=C3=ADdo=3A_Solicitud_de_cambio_de_AIQ?=",
    }[style]
    disposition = "deleted" if style == "borrado" else "displayed"
    return _crlf(
        f"Return-Path: <{sender}>\nFrom: {name.encode('ascii', 'ignore').decode()} <{sender}>\nTo: "
        f"{SOPORTE}\nSubject: {subject}\n"
        f"Date: {format_datetime(when)}\nMessage-ID: "
        f"<{_tag(sender, when, 'id')}@{sender.rpartition('@')[2]}>\nMIME-Version: 1.0\n"
        f'Content-Type: multipart/report; report-type=disposition-notification; boundary="{boundary}"\n\n--{boundary}\n'
        f"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\nEl mensaje enviado el "
        f"{format_datetime(when)} fue leído.\n\n"
        f"--{boundary}\nContent-Type: message/disposition-notification\n\nOriginal-Recipient: "
        f"rfc822;{sender}\nFinal-Recipient: rfc822;{sender}\n"
        f"Original-Message-ID: <carta-00003.1c9d@gobiernoelectronico.gob.ec>\nDisposition: "
        f"manual-action/MDN-sent-manually; {disposition}\n\n"
        f"--{boundary}--\n"
    )
