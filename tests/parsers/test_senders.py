"""The sender is checked: the receiving server's word, and the signs of a disguise."""

import pytest

from parsers.mail.mime import Desk, open_mail

DESK = Desk(
    own=("soporte@gobiernoelectronico.gob.ec",),
    trusted=("mx.gob.ec",),
    domains=("gobiernoelectronico.gob.ec", "msp.gob.ec"),
)
FROM = "From: Ana <ana@msp.gob.ec>"


def sobre(*fields: str):
    return open_mail("\r\n".join([*fields, "", "hola"]).encode(), DESK).sobre


@pytest.mark.parametrize(
    ("results", "outcome"),
    [
        ("mx.gob.ec; dmarc=pass header.from=msp.gob.ec", "autenticado"),
        ("MX.gob.ec 1; spf=fail smtp.mailfrom=x@otro.ec; dmarc=pass (p=reject) header.from=msp.gob.ec", "autenticado"),
        ("mx.gob.ec; dkim=pass header.d=msp.gob.ec header.s=s1", "autenticado"),
        ("mx.gob.ec; dkim=pass header.i=@correo.msp.gob.ec", "autenticado"),
        ("mx.gob.ec; spf=pass smtp.mailfrom=ana@msp.gob.ec", "autenticado"),
        ("mx.gob.ec; dkim=pass header.d=evil.com; spf=pass smtp.mailfrom=x@evil.com", "sin_dato"),
        ("mx.gob.ec; dkim=pass header.d=evil.com; dmarc=fail header.from=msp.gob.ec", "fallido"),
        ("mx.gob.ec; spf=softfail smtp.mailfrom=ana@msp.gob.ec; dkim=none", "fallido"),
        ("mx.gob.ec; dkim=fail (body hash; dmarc=pass) header.d=msp.gob.ec", "fallido"),
        ("mx.gob.ec; none", "sin_dato"),
        ("evil.com; dmarc=pass header.from=msp.gob.ec", "sin_dato"),
        ("(mx.gob.ec;) evil.com; dmarc=pass", "sin_dato"),
        ("mx.gob.ec.evil.com; dmarc=pass", "sin_dato"),
    ],
)
def test_the_word_of_a_trusted_server_counts(results, outcome):
    assert sobre(f"Authentication-Results: {results}", FROM).autenticacion == outcome


def test_only_the_topmost_word_counts():
    forged = "Authentication-Results: mx.gob.ec; dmarc=pass"
    assert sobre("Authentication-Results: otro.ec; none", forged, FROM).autenticacion == "sin_dato"
    assert sobre("Authentication-Results: mx.gob.ec; dmarc=fail", forged, FROM).autenticacion == "fallido"


@pytest.mark.parametrize(
    "sender",
    [
        "From: Ana <ana@msp.gob.ec> , <x@evil.com>",
        "From: <@evil.com:ana@msp.gob.ec>",
        "From: =?utf-8?q?ana=40msp=2Egob=2Eec?=",
        "From: ana@msp.gob.ec; x@evil.com",
        "From: Ministerio: ana@msp.gob.ec, x@evil.com;",
        "From: ana@msp.gob.ec\0@evil.com",
    ],
)
def test_where_server_and_desk_may_have_read_different_senders_nobody_vouches(sender):
    assert sobre("Authentication-Results: mx.gob.ec; dmarc=pass", sender).autenticacion != "autenticado"


def test_whom_a_signature_speaks_of_is_the_signers_to_choose():
    results = "Authentication-Results: mx.gob.ec; dkim=pass header.i=@msp.gob.ec header.d=evil.com"
    assert sobre(results, FROM).autenticacion == "sin_dato"


def test_a_field_behind_a_bare_carriage_return_is_none():
    hidden = "X-Nada: 1\rAuthentication-Results: mx.gob.ec; dmarc=pass\rFrom: Otra <otra@msp.gob.ec>"
    read = sobre(hidden, "From: x@evil.com")
    assert (read.remitente, read.autenticacion, read.sospechas) == ("x@evil.com", "sin_dato", ())


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (['From: "soporte@gobiernoelectronico.gob.ec" <x@evil.com>'], "otra dirección"),
        (["From: Soporte Quipux <x@evil.com>"], "Se presenta como esta mesa"),
        (["From: Ministerio de Salud <msp@gmail.com>"], "Se presenta como una institución"),
        ([FROM, "Reply-To: ana@evil.com"], "otro dominio"),
        (["From: Ana <ana@msp.gob.ec.evil.com>"], "imita"),
        (["From: Ana <ana@msp-gob-ec.com>"], "imita"),
        (["From: Ana <ana@rnsp.gob.ec>"], "se parece"),
        (["From: Ana <ana@gobiernoelectr0nico.gob.ec>"], "se parece"),
        (["From: Ana <ana@gobierno-electronico.gob.ec>"], "se parece"),
        (["From: Ana <ana@gobiernoeletronico.gob.ec>"], "se parece"),
        (["From: Ana <ana@xn--msp-8cd.ec>"], "otros alfabetos"),
        (["From: Ana <ana@mѕp.gob.ec>"], "otros alfabetos"),
        (["From: Ana \u202e <ana@msp.gob.ec>"], "invisibles"),
        (["From: Ana <ana@msp.gob.ec>, Luis <luis@evil.com>"], "más de un remitente"),
        ([FROM, "From: Otra <otra@evil.com>"], "más de un remitente"),
        (["From: nadie"], "no se puede leer"),
        (["From: =?utf-8?q?ana=40msp=2Egob=2Eec?="], "mal escrito"),
        (["From: ana@msp.gob.ec\0@evil.com"], "mal escrito"),
        (['From: "ana\uff20msp.gob.ec" <x@evil.com>'], "otra dirección"),
        (['From: "ana @ msp . gob . ec" <x@evil.com>'], "otra dirección"),
        (["From: =?utf-8?b?4oCuY2UuYm9nLnBzbUBhbmHigKw=?= <x@evil.com>"], "invisibles"),
        ([FROM, "Reply-To: ana@msp.gob.ec, x@evil.com"], "otro dominio: x@evil.com"),
        ([FROM, "Reply-To: ana@msp.gob.ec", "Reply-To: x@evil.com"], "otro dominio: x@evil.com"),
        (["From: Ana <ana@msp.qob.ec>"], "imita"),
        (["From: Ana <ana@msp.g0b.ec>"], "imita"),
        (["From: Ana <ana@msp.gob.com>"], "imita"),
    ],
)
def test_a_disguise_is_named(fields, said):
    assert any(said in sentence for sentence in sobre(*fields).sospechas)


@pytest.mark.parametrize(
    "fields",
    [
        [FROM],
        ["From: ana@msp.gob.ec <ana@msp.gob.ec>"],
        [FROM, "Reply-To: mesa@correo.msp.gob.ec"],
        ["From: Quipux <quipux@gestiondocumental.gob.ec>"],
        ["From: Ana Pérez <ana.perez@gmail.com>"],
        ["From: Ana <ana@inec.gob.ec>"],
        ["From: Ana <ana@mspz.gob.ec>"],
        ["From: Soporte MINTEL <soporte@mintel.gob.ec>"],
        ["From: Ana <ana@epmaps.gob.ec>"],
        ["From: Ana <ana@minsa.gob.pe>"],
        ["From: Ana <ana@espe.edu.ec>"],
        ["From: Ana <ana@job.ec>"],
    ],
)
def test_an_ordinary_sender_is_not_suspected(fields):
    assert sobre(*fields).sospechas == ()
