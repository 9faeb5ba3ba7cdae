"""Mails in the forms of several mail programs, byte by byte reproducible."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from email import charset as charsets
from email import encoders, policy
from email.header import Header
from email.message import Message
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.utils import format_datetime, formataddr
from html import escape

SOPORTE = "soporte@gobiernoelectronico.gob.ec"
QUITO = dt.timezone(dt.timedelta(hours=-5))
TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "tif": "image/tiff",
    "zip": "application/zip",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "eml": "message/rfc822",
    "p7m": "application/pkcs7-mime",
    "csv": "text/csv",
    "txt": "text/plain",
}
DIAS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
MESES = (
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
)


@dataclass(frozen=True, slots=True)
class Adjunto:
    """`tipo` overrides the media type of the name's ending; `nombre_en` is how the name is written in the header."""

    nombre: str | None
    datos: bytes
    tipo: str | None = None
    nombre_en: str = "2231"
    en_linea: bool = False


@dataclass(frozen=True, slots=True)
class Correo:
    """A mail before it is bytes. `codigo` is the transfer encoding of the text: quoted-printable, base64 or 8bit."""

    de: str
    asunto: str
    texto: str
    fecha: dt.datetime
    nombre: str = ""
    para: tuple[str, ...] = (SOPORTE,)
    copia: tuple[str, ...] = ()
    adjuntos: tuple[Adjunto, ...] = ()
    forma: str = "zimbra"
    juego: str = "utf-8"
    codigo: str = "quoted-printable"
    html: str | None = None
    solo_html: bool = False
    cabeceras: tuple[tuple[str, str], ...] = field(default=())
    respuesta_a: str | None = None


MAILERS = {
    "zimbra": "Zimbra 8.8.15_GA_4562 (ZimbraWebClient - GC120 (Win)/8.8.15_GA_4562)",
    "outlook": "Microsoft Outlook 16.0",
    "apple": "Apple Mail (2.3774.600.62)",
    "gmail": "",
    "thunderbird": "",
    "exchange": "",
}


def message_id(mail: Correo) -> str:
    digest = hashlib.sha256(f"{mail.de}{mail.asunto}{mail.texto}{mail.fecha}".encode()).hexdigest()[:24]
    return f"<{digest}@{mail.de.rpartition('@')[2]}>"


def _text_part(text: str, subtype: str, juego: str, codigo: str) -> Message:
    part = MIMENonMultipart("text", subtype, charset=juego)
    body = text.replace("\r\n", "\n").encode(juego, "replace")
    if codigo == "8bit":
        part.set_payload(body.decode("ascii", "surrogateescape"))
        part["Content-Transfer-Encoding"] = "8bit"
        return part
    del part["Content-Transfer-Encoding"]
    kind = charsets.Charset(juego)
    kind.body_encoding = charsets.BASE64 if codigo == "base64" else charsets.QP
    part.set_payload(text, kind)
    return part


def as_html(text: str, forma: str = "gmail") -> str:
    """The text as the mailer's own HTML: a div, p or br for each line."""
    lines = text.split("\n")
    if forma == "outlook":
        return (
            "<html><body>"
            + "".join(f'<p class="MsoNormal">{escape(line) or "&nbsp;"}</p>' for line in lines)
            + "</body></html>"
        )
    if forma == "gmail":
        return '<div dir="ltr">' + "".join(f"<div>{escape(line) or '<br>'}</div>" for line in lines) + "</div>"
    return "<html><body><div style='font-family: arial'>" + "<br/>".join(map(escape, lines)) + "</div></body></html>"


def _name(part: Message, attached: Adjunto) -> None:
    where = "inline" if attached.en_linea else "attachment"
    name = attached.nombre
    if name is None:
        part["Content-Disposition"] = where
    elif name.isascii():
        part.add_header("Content-Disposition", where, filename=name)
        part.set_param("name", name)
    elif attached.nombre_en == "2047":
        word = Header(name, "utf-8", maxlinelen=400).encode()
        part["Content-Disposition"] = f'{where}; filename="{word}"'
        part.set_param("name", word)
    elif attached.nombre_en == "crudo":
        part["Content-Disposition"] = f'{where}; filename="{name}"'.encode("latin-1").decode("ascii", "surrogateescape")
    else:
        part.add_header("Content-Disposition", where, filename=("utf-8", "", name))


def _attachment(attached: Adjunto) -> Message:
    kind = attached.tipo or TYPES.get((attached.nombre or "").rpartition(".")[2].lower(), "application/octet-stream")
    main, sub = kind.split("/")
    part = MIMEBase(main, sub)
    if kind == "message/rfc822":
        from email import message_from_bytes

        part.set_payload([message_from_bytes(attached.datos)])
    else:
        part.set_payload(attached.datos)
        encoders.encode_base64(part)
    _name(part, attached)
    if attached.en_linea:
        part["Content-ID"] = f"<{hashlib.sha256(attached.datos).hexdigest()[:12]}>"
    return part


def _body(mail: Correo) -> Message:
    html = mail.html or as_html(mail.texto, mail.forma)
    if mail.solo_html:
        return _text_part(html, "html", mail.juego, mail.codigo)
    plain = _text_part(mail.texto, "plain", mail.juego, mail.codigo)
    if mail.forma in ("zimbra", "thunderbird") and mail.html is None:
        return plain
    both = MIMEMultipart("alternative", boundary=f"=_alt{message_id(mail)[1:15]}")
    both.attach(plain)
    both.attach(_text_part(html, "html", mail.juego, mail.codigo))
    return both


def _subject(mail: Correo) -> Header | str:
    return mail.asunto if mail.asunto.isascii() else Header(mail.asunto, mail.juego, header_name="Subject")


def _address(name: str, address: str) -> str:
    return formataddr((name, address), "utf-8") if name else address


def compose(mail: Correo) -> bytes:
    """The mail as it lies in the mailbox: CRLF lines, a Date in Quito's zone, its own stable Message-ID."""
    body = _body(mail)
    if mail.adjuntos:
        whole = MIMEMultipart("mixed", boundary=f"=_mix{message_id(mail)[1:15]}")
        whole.attach(body)
        for attached in mail.adjuntos:
            whole.attach(_attachment(attached))
        body = whole
    head = [("Return-Path", f"<{mail.de}>"), ("From", _address(mail.nombre, mail.de)), ("To", ", ".join(mail.para))]
    if mail.copia:
        head.append(("Cc", ", ".join(mail.copia)))
    head += [("Subject", _subject(mail)), ("Date", format_datetime(mail.fecha)), ("Message-ID", message_id(mail))]
    if mail.respuesta_a:
        head += [("In-Reply-To", mail.respuesta_a), ("References", mail.respuesta_a)]
    if MAILERS.get(mail.forma):
        head.append(("X-Mailer", MAILERS[mail.forma]))
    replaced = {name.lower() for name, _ in mail.cabeceras}
    for name, value in [(n, v) for n, v in head if n.lower() not in replaced] + list(mail.cabeceras):
        body[name] = value
    return body.as_bytes(policy=policy.compat32.clone(linesep="\r\n", max_line_length=998))


def fecha_humana(when: dt.datetime) -> str:
    return f"{DIAS[when.weekday()]}, {when.day} de {MESES[when.month - 1]} de {when.year} {when:%H:%M:%S}"


def quote(
    text: str, de: str, nombre: str, para: str, asunto: str, when: dt.datetime, forma: str, copia: str = ""
) -> str:
    """`text` as the mail program quotes it in an answer or an inline forward."""
    human = fecha_humana(when)
    cc = f"\nCC: {copia}" if copia else ""
    if forma == "gmail":
        marked = "\n".join(f"> {line}" for line in text.split("\n"))
        day = f"{human[:3]}, {when.day} {MESES[when.month - 1][:3]} {when.year}"
        return f"El {day} a las {when:%H:%M}, {nombre} (<{de}>) escribió:\n\n{marked}"
    forms = {
        "outlook": f"{'_' * 32}\nDe: {nombre} <{de}>\nEnviado el: {human}\nPara: {para}{cc}\nAsunto: {asunto}",
        "apple": f"Inicio del mensaje reenviado:\n\nDe: {nombre} <{de}>\nAsunto: {asunto}\nFecha: {human}\nPara: "
        f"{para}{cc}",
    }
    zimbra = (
        f'----- Mensaje original -----\nDe: "{nombre}" <{de}>\nPara: {para}{cc}\nEnviados: {human}\nAsunto: {asunto}'
    )
    return f"{forms.get(forma, zimbra)}\n\n{text}"


def zipped(files: Sequence[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 2, 3, 4, 6)), data)
    return out.getvalue()
