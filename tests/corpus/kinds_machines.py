"""What machines send by themselves: notices of Quipux, vacation replies, receipts, bounces."""

from __future__ import annotations

import datetime as dt

from tests.corpus.mails import SOPORTE, Correo, compose
from tests.corpus.reports import bounce, read_receipt
from tests.corpus.scene import NADA, Escena, Made


def quipux_notice(scene: Escena) -> Made:
    """An automatic notice of Quipux about a document, or about an account."""
    accion = scene.rng.choice(
        (
            "Documento Recibido",
            "Documento Recibido",
            "Documento Reasignado",
            "Documento Informado",
            "Documento Comentado",
            "Documento Firmado",
            "Tarea Asignada",
            "Tarea Finalizada",
        )
    )
    asunto = scene.rng.choice(scene.pools.asuntos)
    text = (
        f"Estimado(a):\n\n{scene.quien.titulo} {scene.quien.completo}\n{scene.quien.cargo}\n\nHa recibido un "
        f"documento en el sistema de "
        f"gestión documental Quipux.\n\nFecha: {scene.cuando:%Y-%m-%d %H:%M}\nNo. de Documento: "
        f"{scene.holes()['numero']}\nAsunto: {asunto}\n"
        f"Remitente: {scene.person().completo}\n\nSaludos cordiales,\n\nSoporte Quipux.\n\nNota: Este mensaje fue "
        f"enviado automáticamente por "
        f"el sistema, por favor no lo responda.\nSi tiene alguna inquietud respecto a este mensaje, comuníquese con "
        f"{SOPORTE}"
    )
    subject = f"Quipux: {accion}  - {asunto}"
    if scene.rng.random() < 0.2:
        subject = scene.rng.choice(
            ("Quipux: Cambio de contraseña.", "Quipux: Actualización de datos.", "Quipux: Subrogacion de Puesto.")
        )
    raw = compose(
        Correo(
            "no-reply@gestiondocumental.gob.ec",
            subject,
            text,
            scene.cuando,
            "Quipux",
            solo_html=scene.rng.random() < 0.6,
            forma="thunderbird",
        )
    )
    return raw, {"tipo": "aviso_quipux", **NADA}, "aviso_quipux"


def quipux_backup_notice(scene: Escena) -> Made:
    """Quipux tells of a respaldo: ready, approved, or asked for by an inactive user's AIQ."""
    number = str(scene.rng.randint(4000, 99999))
    if scene.rng.random() < 0.35:
        subject = f"Quipux:  - Solicitud para Descarga de Respaldo {number}"
        text = (
            f"Estimado:\n\nEquipo de Soporte\n\nSe ha solicitado la descarga del respaldo.\n\nSolicitante: "
            f"{scene.quien.completo}\nMotivo: Usuario inactivo\n"
        )
    else:
        subject = f"Quipux:  - Solicitud de Respaldo {number}"
        text = (
            f"Estimado(a):\n\n{scene.quien.titulo} {scene.quien.completo}\n{scene.quien.cargo}\n\nLa generación de "
            f"respaldos ha sido realizada.\n\n"
            f"Información de la solicitud:\n\nFecha: {scene.cuando:%Y-%m-%d %H:%M}\nNo. de solicitud: {number}\nFecha "
            f"de solicitud: "
            f"{scene.cuando - dt.timedelta(days=4):%Y-%m-%d %H:%M}\nEstado: Atendida\n\nRecuerde que tiene 4 días "
            f"para descargar su respaldo.\n"
        )
    text += (
        "\nSaludos cordiales,\n\nSoporte Quipux.\n\nNota: Este mensaje fue enviado automáticamente por el "
        "sistema, por favor no lo responda.\n"
    )
    raw = compose(
        Correo("no-reply@gestiondocumental.gob.ec", subject, text, scene.cuando, "Quipux", forma="thunderbird")
    )
    return raw, {"tipo": "aviso_quipux", **NADA, "respaldo": {"solicitud": number}}, "aviso_respaldo"


AUTOMATIC: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("Re: ", (("Auto-Submitted", "auto-replied (zimbra; vacation)"), ("Precedence", "bulk"), ("Return-Path", "<>"))),
    ("Respuesta automática: ", (("Auto-Submitted", "auto-generated"), ("X-Auto-Response-Suppress", "All"))),
    ("Automatic reply: ", (("X-Auto-Response-Suppress", "DR, OOF, AutoReply"), ("Auto-Submitted", "auto-generated"))),
    ("Fuera de oficina: ", (("X-Autoreply", "yes"), ("Precedence", "auto_reply"))),
    ("Re: ", (("X-Autorespond", "1"), ("Auto-Submitted", "auto-replied"))),
)


def automatic(scene: Escena) -> Made:
    """Vacation replies and read receipts, some of which look like answers."""
    truth = {"tipo": "respuesta_automatica", **NADA}
    if scene.rng.random() < 0.25:
        style = scene.rng.choice(("zimbra", "outlook", "borrado"))
        return read_receipt(scene.quien.correo, scene.quien.completo, scene.cuando, style), truth, "acuse_lectura"
    prefix, headers = scene.rng.choice(AUTOMATIC)
    subject = prefix + "Solicitud de cambio de AIQ: datos pendientes [AIQ-2026-00012]"
    text = scene.one("vacaciones", "textos").format(**scene.holes())
    return scene.write(subject, text, cabeceras=headers, solo_html=False), truth, "respuesta_automatica"


def bounced(scene: Escena) -> Made:
    code = scene.rng.choice(("550 5.1.1", "552 5.2.2", "421 4.4.1", "554 5.7.1", "550 5.4.4"))
    raw = bounce(
        scene.quien.correo, scene.cuando, code, scene.rng.choice(("postfix", "postfix", "exchange", "gmail", "texto"))
    )
    return raw, {"tipo": "rebote", **NADA}, "rebote"
