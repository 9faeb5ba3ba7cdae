"""A mail cannot vouch for itself, nor pass for somebody else's without being noticed."""

from __future__ import annotations

import pytest

from parsers.mail.mime import Desk, open_mail

DESK = Desk(("soporte@gobiernoelectronico.gob.ec",), ("mx.gobiernoelectronico.gob.ec",), ("msp.gob.ec",))
OURS = "Authentication-Results: mx.gobiernoelectronico.gob.ec;"
FROM = "From: Ana <ana@msp.gob.ec>"


def sobre(*fields: str):
    raw = "\r\n".join((*fields, "To: soporte@gobiernoelectronico.gob.ec", "Subject: Cambio", "", "hola"))
    return open_mail(raw.encode("utf-8", "surrogateescape"), DESK).sobre


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        (" dmarc=pass header.from=msp.gob.ec", "autenticado"),
        (" dkim=pass header.d=msp.gob.ec; spf=none", "autenticado"),
        (" dmarc=fail header.from=msp.gob.ec", "fallido"),
        (" none", "sin_dato"),
        ("", "sin_dato"),
        # what is vouched for is somebody else
        (" dkim=pass header.d=malo.example", "sin_dato"),
        (" spf=pass smtp.mailfrom=malo.example", "sin_dato"),
        (" dkim=pass header.d=gob.ec", "sin_dato"),
        (" dkim=pass header.d=msp.gob.ec.malo.example", "sin_dato"),
        (" dmarc=pass header.from=malo.example", "sin_dato"),
        # a comment, or the sender's own words inside a property, are no results
        (" spf=none (dmarc=pass header.from=msp.gob.ec)", "sin_dato"),
        (' spf=none smtp.mailfrom="a; dmarc=pass header.from=msp.gob.ec; b"@malo.example', "sin_dato"),
        (' spf=pass smtp.mailfrom="; dkim=pass header.d=msp.gob.ec; "@malo.example', "sin_dato"),
        (' spf=none smtp.mailfrom="a\\"; dkim=pass header.d=msp.gob.ec; \\""@malo.example', "sin_dato"),
        (' spf=none reason="(" ; dkim=fail header.d=msp.gob.ec', "fallido"),
        (" dmarc=pass-not header.from=msp.gob.ec", "sin_dato"),
        (" x-dkim=pass header.d=msp.gob.ec", "sin_dato"),
    ],
)
def test_only_results_for_the_senders_own_domain_count(results: str, expected: str) -> None:
    assert sobre(OURS + results, FROM).autenticacion == expected


@pytest.mark.parametrize(
    "server",
    ["mx.malo.example", "mx.gobiernoelectronico.gob.ec.malo.example", "(mx.gobiernoelectronico.gob.ec) mx.malo.example",
     "mx.malo.example mx.gobiernoelectronico.gob.ec", "mx.malo.example; mx.gobiernoelectronico.gob.ec", "", '"'],
)  # fmt: skip
def test_another_servers_word_is_nothing(server: str) -> None:
    field = f"Authentication-Results: {server}; dmarc=pass header.from=msp.gob.ec"
    assert sobre(field, FROM).autenticacion == "sin_dato"


def test_only_the_topmost_results_are_believed() -> None:
    forged = OURS + " dmarc=pass header.from=msp.gob.ec"
    assert sobre(OURS + " dmarc=fail header.from=msp.gob.ec", forged, FROM).autenticacion == "fallido"
    assert sobre("Authentication-Results: mx.otro.example; none", forged, FROM).autenticacion == "sin_dato"


def test_results_inside_a_forwarded_mail_are_its_senders_own_words() -> None:
    raw = (
        f"{FROM}\r\nSubject: RV\r\nContent-Type: message/rfc822\r\n\r\n"
        f"{OURS} dmarc=pass header.from=msp.gob.ec\r\n{FROM}\r\nSubject: x\r\n\r\nhola"
    )
    mail = open_mail(raw.encode(), DESK)
    assert mail.sobre.autenticacion == "sin_dato"


def test_nobody_is_believed_when_no_server_is_named() -> None:
    raw = f"{OURS} dmarc=pass header.from=msp.gob.ec\r\n{FROM}\r\n\r\nhola"
    assert open_mail(raw.encode(), Desk()).sobre.autenticacion == "sin_dato"


def test_two_from_fields_cannot_both_be_vouched_for() -> None:
    seen = sobre(OURS + " dmarc=pass header.from=msp.gob.ec", FROM, "From: malo@malo.example")
    assert seen.autenticacion == "fallido"
    assert "El correo declara más de un remitente." in seen.sospechas


@pytest.mark.parametrize(
    ("field", "address"),
    [
        ('From: "gerente@bce.ec" <malo@malo.example>', "malo@malo.example"),
        ("From: gerente@bce.ec <malo@malo.example>", "malo@malo.example"),
        ("From: (gerente@bce.ec) malo@malo.example", "malo@malo.example"),
        ("From: =?utf-8?q?gerente=40bce.ec?= <malo@malo.example>", "malo@malo.example"),
        ('From: "ana@msp.gob.ec>" <malo@malo.example>', "malo@malo.example"),
    ],
)
def test_an_address_in_the_name_is_not_the_senders(field: str, address: str) -> None:
    seen = sobre(field)
    assert seen.remitente == address
    assert seen.sospechas


@pytest.mark.parametrize(
    "field",
    [
        "From: Soporte Quipux <soporte@malo.example>",
        "From: Ana <ana@rnsp.gob.ec>",
        "From: Ana <ana@msp.gob.ec.malo.example>",
        "From: Ana <ana@msp-gob.ec>",
        "From: Ana <ana@mѕp.gob.ec>",  # the Cyrillic letter that looks like an s
        "From: Ana <ana@xn--mp-oja.gob.ec>",
        "From: Ana \u202ece.bog.psm@ana\u202c <malo@malo.example>",
        "From: Ana <ana@msp.gob.ec>\r\nReply-To: ana@malo.example",
    ],
)
def test_disguises_are_told_to_the_clerk(field: str) -> None:
    assert sobre(field).sospechas


def test_an_ordinary_sender_is_not_suspected() -> None:
    assert sobre(FROM, "Reply-To: ana@correo.msp.gob.ec").sospechas == ()


@pytest.mark.parametrize(
    ("name", "value"),
    [("From", "Ana\x1b[31m <ana@msp.gob.ec>"), ("Subject", "Hola\x1b]0;x\x07\x00\u202e"),
     ("From", "=?utf-8?q?A=0D=0ABcc:x?= <a@b.ec>"), ("Subject", "=?utf-8?b?SG9sYQ0KQmNjOiB4QHkuZWM=?="), ("Message-ID", "<a\x1b@b>"), ("Cc", '"\x1b[2J" <a@b.ec>'),
     ("Reply-To", "=?utf-8?q?=0AX?= <a@b.ec>")],
)  # fmt: skip
def test_no_value_of_the_envelope_carries_controls_or_line_breaks(name: str, value: str) -> None:
    seen = sobre(f"{name}: {value}")
    texts = [seen.remitente, seen.remitente_nombre, seen.responder_a, seen.asunto, seen.message_id]
    texts += [*seen.para, *seen.copia]
    assert all(char.isprintable() for text in texts if text for char in text)
