
"""Attacks on whoever takes a mail apart: parts, header fields, encodings, texts."""

from __future__ import annotations

import base64
import codecs
import random

from tests.hostile.attack import Attack, headed
from tests.hostile.envelopes import der, envelope


def nested(depth: int) -> bytes:
    """A multipart in a multipart in a multipart …"""
    opening = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (level, level) for level in range(depth)
    )
    return headed(opening + b"Content-Type: text/plain\r\n\r\nhola\r\n")


def nested_mails(depth: int) -> bytes:
    return headed(b"Content-Type: message/rfc822\r\n\r\n" * depth + b"Subject: fondo\r\n\r\nhola\r\n")


def parts(count: int) -> bytes:
    return headed(b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n' + b"--b\r\n\r\nx\r\n" * count + b"--b--\r\n")


def attachments(count: int) -> bytes:
    one = b"--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=a.pdf\r\n\r\n%PDF-1.4\r\n"
    return headed(b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n' + one * count + b"--b--\r\n")


def field(name: bytes, value: bytes) -> bytes:
    return name + b": " + value + b"\r\n" + headed(b"\r\nhola\r\n")


def typed(value: bytes, body: bytes) -> bytes:
    return headed(b"Content-Type: " + value + b"\r\n\r\n" + body)


def html(body: bytes) -> bytes:
    return typed(b"text/html; charset=utf-8", body)


def text(body: str) -> bytes:
    return typed(b"text/plain; charset=utf-8", body.encode())


def odd_charsets() -> bytes:
    names = ["zip", "bz2", "hex", "rot13", "idna", "punycode", "unicode_escape", "undefined", "utf-7", "uu", "mbcs", "base64"]
    body = codecs.encode(b"0" * 10_000_000, "zlib")
    part = b"".join(b'--b\r\nContent-Type: text/plain; charset="%s"\r\n\r\n' % name.encode() + body + b"\r\n" for name in names)
    return headed(b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n' + part + b"--b--\r\n")


def continued_name(count: int) -> bytes:
    pieces = b"".join(b";\r\n filename*%d*=%%41" % number for number in range(count))
    return headed(b"Content-Disposition: attachment" + pieces + b"\r\n\r\nhola\r\n")


def noise(size: int) -> bytes:
    return random.Random(7).randbytes(size)


def tnef_noise() -> bytes:
    body = base64.encodebytes(b"\x78\x9f\x3e\x22" + noise(500_000))
    return headed(
        b"Content-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n\r\n" + body
    )


def tnef_claims() -> bytes:
    """Attributes that claim four gigabytes each."""
    claim = b"\x02" + b"\x90\x06\x09\x00" + b"\xff\xff\xff\xff"
    body = base64.encodebytes(b"\x78\x9f\x3e\x22\x01\x00" + claim * 50_000)
    return headed(b"Content-Type: application/ms-tnef\r\nContent-Transfer-Encoding: base64\r\n\r\n" + body)


def bounce_chain(depth: int) -> bytes:
    part = b'Content-Type: multipart/report; report-type=delivery-status; boundary="r"\r\n\r\n--r\r\n'
    return headed(part * depth + b"Content-Type: message/delivery-status\r\n\r\n" + b"Final-Recipient: rfc822; a@b\r\n" * 5000)


MB = 1_000_000


def same_limit(levels: int, megabytes: int) -> bytes:
    """Containers within containers that all have the same boundary, and a long body that each of them searches."""
    opening = b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n'
    return headed(opening + (b"--b\r\n" + opening) * (levels - 1) + b"x" * megabytes * MB)


def alternatives(levels: int) -> bytes:
    one = b'Content-Type: multipart/alternative; boundary="c%d"\r\n\r\n--c%d\r\nContent-Type: text/html\r\n\r\n<table>%s\r\n--c%d\r\n'
    return headed(b"".join(one % (level, level, b"<td>x" * 3_000, level) for level in range(levels)))


def forks(levels: int, width: int) -> bytes:
    return headed(_fork(levels, width))


def _fork(levels: int, width: int) -> bytes:
    if not levels:
        return b"Content-Type: text/plain\r\n\r\n" + b"Cedula: 1712345675\r\n" * 200
    inner = b"--f%d\r\nContent-Type: message/rfc822\r\n\r\n" % levels + _fork(levels - 1, width) + b"\r\n"
    return b'Content-Type: multipart/mixed; boundary="f%d"\r\n\r\n' % levels + inner * width + b"--f%d--\r\n" % levels


def sealed(depth: int) -> bytes:
    """A mail in a signed envelope in a signed envelope …"""
    inside = b"Content-Type: text/plain\r\n\r\nhola"
    for _ in range(depth):
        inside = b"Content-Type: application/pkcs7-mime\r\n\r\n" + envelope(inside)
    return headed(inside)


def sealed_time() -> bytes:
    """An envelope whose content is no file but a structure, as in a timestamp."""
    digest = der(0x30, der(0x30, b"\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01"), der(0x04, b"\0" * 32))
    token = der(0x30, b"\2\1\1", b"\6\1\x2a", digest, b"\2\1\1", der(0x18, b"20261120100000Z"))
    sealed = envelope(token, kind=b"\x06\x0b\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x01\x04")
    return headed(b"Content-Type: application/pkcs7-mime\r\n\r\n" + sealed)


ATTACKS = tuple(
    Attack(name, limit, "correo.eml", make)
    for name, limit, make in (
        ("mime anidado 2.000", "niveles", lambda: nested(2_000)),
        ("mime anidado 50.000", "niveles", lambda: nested(50_000)),
        ("correos dentro de correos 2.000", "niveles", lambda: nested_mails(2_000)),
        ("100.000 partes", "partes", lambda: parts(100_000)),
        ("20.000 adjuntos", "adjuntos", lambda: attachments(20_000)),
        ("asunto de 20.000 palabras codificadas", "bytes de cabecera", lambda: field(b"Subject", b"=?utf-8?q?a?= " * 20_000)),
        ("asunto de 5 MB", "bytes de cabecera", lambda: field(b"Subject", b"a" * 5 * MB)),
        ("200.000 campos de cabecera", "bytes de cabecera", lambda: b"X-A: b\r\n" * 200_000 + headed(b"\r\nhola")),
        ("cabecera doblada en 300.000 líneas", "bytes de cabecera", lambda: field(b"X-A", b"a\r\n " * 300_000)),
        ("100.000 destinatarios", "destinatarios", lambda: field(b"Cc", b"a@b.ec, " * 100_000)),
        ("50.000 comentarios en el remitente", "remitente", lambda: field(b"From", b"(" * 50_000 + b"a@b.ec")),
        ("remitente de comillas y comas", "remitente", lambda: field(b"From", b'"\\",<' * 50_000 + b"a@b.ec")),
        ("grupos sin fin en Cc", "remitente", lambda: field(b"Cc", b"g:" * 60_000)),
        ("referencias de 2 MB", "bytes de cabecera", lambda: field(b"References", b"<a@b> " * 330_000)),
        ("Message-ID de 1 MB", "bytes de cabecera", lambda: field(b"Message-ID", b"<" + b"a" * MB + b"@b>")),
        ("nombre de archivo en 100.000 trozos", "bytes de cabecera", lambda: continued_name(100_000)),
        ("límite de 1 MB", "bytes de cabecera", lambda: typed(b'multipart/mixed; boundary="' + b"b" * MB + b'"', b"--b" * 9)),
        ("juegos de caracteres que descomprimen", "texto", odd_charsets),
        ("ruido de 5 MB", "mensaje ilegible", lambda: noise(5 * MB)),
        ("solo saltos de línea", "mensaje vacío", lambda: b"\r\n" * 2 * MB),
        ("solo ceros", "mensaje vacío", lambda: b"\0" * 5 * MB),
        ("una línea de 20 MB", "texto", lambda: text("a" * 20 * MB)),
        ("base64 roto de 20 MB", "bytes decodificados",
         lambda: headed(b"Content-Transfer-Encoding: base64\r\n\r\n" + b"=A=" * (7 * MB))),
        ("quoted-printable de 10 MB", "bytes decodificados",
         lambda: headed(b"Content-Transfer-Encoding: quoted-printable\r\n\r\n" + b"=\r\n" * (3 * MB))),
        ("uuencode sin fin", "bytes decodificados", lambda: text("begin 644 a.pdf\n" + "M" * 61 + "\n" * 3 * MB)),
        ("html de 300.000 bloques anidados", "texto", lambda: html(b"<div>" * 300_000 + b"hola")),
        ("html de 100.000 citas anidadas", "texto", lambda: html(b"<blockquote>" * 100_000 + b"hola")),
        ("html de 200.000 tablas anidadas", "texto", lambda: html(b"<table><tr><td>" * 200_000 + b"hola")),
        ("html de 200.000 comentarios abiertos", "texto", lambda: html(b"<!--" * 200_000 + b"hola")),
        ("html de 5 MB de atributos", "texto", lambda: html(b"<p " + b"a=b " * 1_250_000 + b">hola")),
        ("html de 2 MB de entidades", "texto", lambda: html(b"&#x41;&amp;&" * 170_000)),
        ("html de 1 MB de signos <", "texto", lambda: html(b"<" * MB)),
        ("citas de 100.000 niveles", "texto", lambda: text((">" * 1000 + " a\n") * 1000)),
        ("200.000 líneas de cita", "texto", lambda: text("> hola\n" * 200_000)),
        ("500.000 líneas blancas", "texto", lambda: text(" \n" * 500_000)),
        ("correos sin fin en el texto", "texto", lambda: text("a@" * 400_000)),
        ("dígitos sin fin en el texto", "texto", lambda: text("1" * 400_000)),
        ("cédulas sin fin en el texto", "texto", lambda: text("cédula: 1712345675 " * 20_000)),
        ("números de oficio sin fin", "texto", lambda: text("Oficio Nro. MSP-" * 25_000)),
        ("fechas sin fin en el texto", "texto", lambda: text("Quito, 12 de enero de 2024\n" * 15_000)),
        ("etiquetas sin valor sin fin", "texto", lambda: text("Nombres y apellidos:\nCédula:\nCargo:\n" * 10_000)),
        ("El … escribió sin fin", "texto", lambda: text("El lun, 1 ene 2024 a las 10:00, X escribió:\n> a\n" * 8_000)),
        ("De: Para: Asunto: sin fin", "texto", lambda: text("De: a\nPara: b\nEnviado: c\nAsunto: d\n" * 10_000)),
        ("espacios sin fin", "texto", lambda: text("a" + " " * 400_000 + "b")),
        ("paréntesis sin fin", "texto", lambda: text("(" * 400_000)),
        ("marcas combinadas", "texto", lambda: text("a" + "\u0301" * 300_000)),
        ("winmail.dat de ruido", "winmail.dat", tnef_noise),
        ("winmail.dat que promete gigabytes", "winmail.dat", tnef_claims),
        ("30 MB de límites a media línea", "partes", lambda: typed(b'multipart/mixed; boundary="b"', b"x" + b"--b" * 10 * MB)),
        ("100 niveles con el mismo límite", "niveles", lambda: same_limit(100, 30)),
        ("90 alternativas anidadas", "niveles", lambda: alternatives(90)),
        ("correos que se bifurcan, 4 por nivel", "partes", lambda: forks(5, 4)),
        ("correo en 2.000 sobres", "niveles", lambda: sealed(2_000)),
        ("sobre que encierra una hora", "mensaje ilegible", sealed_time),
        ("campos tras un retorno de carro", "remitente",
         lambda: b"X-A: 1\rFrom: m@presidencia.gob.ec\rSubject: otro\r\n" + headed(b"\r\nhola\r\n")),
        ("cabeceras con ceros y órdenes de terminal", "remitente",
         lambda: b"From: a\0b <a\0@b.ec>\r\nSubject: \0\x1b[2J\x9b\r\n\r\nhola\r\n"),
        ("nombre en base64 cortado", "remitente", lambda: field(b"From", b"=?utf-8?b?A?= <a@b.ec>")),
        ("html de celdas que prometen mil millones", "texto",
         lambda: html(b"<table><tr><td colspan=999999999 rowspan=999999999>C&eacute;dula<td>1</table>")),
        ("plantillas en el texto", "texto", lambda: text("{{ 7*7 }}{% for a in range(999999999) %}x{% endfor %}" * 2_000)),
        ("letras y acentos sueltos", "texto", lambda: text("C\u0301e\u0301dula: 17" * 20_000)),
        ("ministerios sin fin", "texto", lambda: text("Ministerio de " * 20_000)),
        ("informes de entrega anidados", "niveles", lambda: bounce_chain(500)),
    )
)
