"""Any mail is opened: odd charsets and names, mails inside mails, files inside files, hostile shapes."""

import base64
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from parsers.bounds.limits import Limits
from parsers.mail.mime import Desk, open_mail

PDF = b"%PDF-1.4\n%\xe2\xe3 a letter\n%%EOF"
HEAD = b"From: Ana <ana@msp.gob.ec>\r\nTo: soporte@gobiernoelectronico.gob.ec\r\nSubject: Hola\r\n"
DESK = Desk(own=("soporte@gobiernoelectronico.gob.ec",))


def mixed(*parts: bytes, kind: bytes = b"mixed") -> bytes:
    body = b"".join(b"--B\r\n" + part + b"\r\n" for part in parts)
    return HEAD + b"Content-Type: multipart/" + kind + b'; boundary="B"\r\n\r\n' + body + b"--B--\r\n"


def part(data: bytes, fields: bytes = b"Content-Type: application/pdf", encoding: bytes = b"base64") -> bytes:
    body = base64.encodebytes(data) if encoding.strip().lower() == b"base64" else data
    return fields + b"\r\nContent-Transfer-Encoding: " + encoding + b"\r\n\r\n" + body


def zipped(**files: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/").replace("_pdf", ".pdf"), data)
    return out.getvalue()


def names(raw: bytes) -> list[str]:
    return [file.name for file in open_mail(raw).attachments]


@pytest.mark.parametrize(
    ("charset", "data"),
    [
        (b"", "Señor Peñafiel: adiós".encode()),
        (b"", "Señor Peñafiel: adiós".encode("cp1252")),
        (b"; charset=us-ascii", "Señor Peñafiel: adiós".encode("cp1252")),
        (b"; charset=iso-8859-1", "Señor Peñafiel: adiós".encode()),
        (b"; charset=iso-8859-1", "Señor Peñafiel: adiós".encode("latin-1")),
        (b"; charset=utf-8", "Señor Peñafiel: adiós".encode("cp1252")),
        (b"; charset=unknown-8bit", "Señor Peñafiel: adiós".encode()),
        (b"; charset=utf-16", "Señor Peñafiel: adiós".encode("utf-16")),
        (b"; charset=macintosh", "Señor Peñafiel: adiós".encode("mac-roman")),
        (b'; charset="utf-8', "Señor Peñafiel: adiós".encode()),
        (b"; charset=utf-7", "Señor Peñafiel: adiós".encode("utf-7")),
    ],
)
def test_accents_survive_whatever_the_charset_says(charset, data):
    assert open_mail(HEAD + b"Content-Type: text/plain" + charset + b"\r\n\r\n" + data).text == "Señor Peñafiel: adiós"


@pytest.mark.parametrize(
    "field",
    [
        b'Content-Disposition: attachment; filename="Designaci\xf3n AIQ.pdf"',
        'Content-Disposition: attachment; filename="Designación AIQ.pdf"'.encode(),
        b"Content-Disposition: attachment; filename*=utf-8''Designaci%C3%B3n%20AIQ.pdf",
        b"Content-Disposition: attachment; filename*=ISO-8859-1'es'Designaci%F3n%20AIQ.pdf",
        b"Content-Disposition: attachment;\r\n filename*0*=utf-8''Designaci%C3%B3n;\r\n filename*1*=%20AIQ;\r\n filename*2=.pdf",
        b'Content-Disposition: attachment; filename="=?utf-8?Q?Designaci=C3=B3n_AIQ.pdf?="',
        b'Content-Type: application/pdf; name="=?iso-8859-1?Q?Designaci=F3n?=\r\n =?iso-8859-1?Q?_AIQ.pdf?="',
        b'Content-Disposition: attachment; filename="=?utf-8?B?RGVzaWduYWNpw7NuIEFJUS5wZGY=?="',
    ],
)
def test_file_names_are_read_in_every_form(field):
    assert names(mixed(part(PDF, field))) == ["Designación AIQ.pdf"]


@pytest.mark.parametrize(
    "fields",
    [
        b"Content-Type: application/pdf",
        b"Content-Type: application/octet-stream; name=carta",
        b"Content-Type: application/octet-stream\r\nContent-Disposition: attachment",
        b"Content-Type: text/plain; name=oficio.pdf",
        b"Content-Type: image/jpeg; name=oficio.pdf",
        b"Content-Type: pdf",
        b"Content-Disposition: inline; filename=oficio.pdf",
    ],
)
@pytest.mark.parametrize("encoding", [b"base64", b"BASE64 ", b"binary", b"8bit"])
def test_a_pdf_is_found_whatever_its_part_says_of_itself(fields, encoding):
    (file,) = open_mail(mixed(b"\r\nhola", part(PDF, fields, encoding))).attachments
    assert file.data == PDF
    assert file.media_type == "application/pdf"


def test_two_files_of_one_name_stay_two():
    field = b'Content-Disposition: attachment; filename="oficio.pdf"'
    assert names(mixed(part(PDF, field), part(PDF + b"2", field))) == ["oficio.pdf", "oficio (2).pdf"]


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.pdf", "C:\\\\temp\\\\passwd.pdf", "/abs/passwd.pdf", "a\u202e/passwd.pdf"]
)
def test_a_file_name_never_leads_anywhere(name):
    assert names(mixed(part(PDF, f'Content-Disposition: attachment; filename="{name}"'.encode()))) == ["passwd.pdf"]


def test_the_files_of_a_forwarded_mail_are_the_mails_files():
    inner = mixed(b"\r\ntexto de adentro", part(PDF, b'Content-Disposition: attachment; filename="oficio.pdf"', b"8bit"))
    mail = open_mail(mixed(b"\r\nver adjunto", b"Content-Type: message/rfc822\r\n\r\n" + inner.replace(b"B", b"C")))
    assert mail.new_text == "ver adjunto"
    assert mail.inner.new_text == "texto de adentro"
    assert mail.sobre.reenviado_de == "ana@msp.gob.ec"
    assert [(file.name, file.origin) for file in mail.attachments] == [("oficio.pdf", "mensaje adjunto «Hola»")]


@pytest.mark.parametrize("encoding", [b"base64", b"7bit"])
def test_an_attached_eml_is_opened_too(encoding):
    inner = HEAD + b"\r\ntexto de adentro"
    fields = b'Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename="correo.eml"'
    assert open_mail(mixed(b"\r\nhola", part(inner, fields, encoding))).inner.new_text == "texto de adentro"


def test_letters_inside_a_zip_are_files_of_the_mail():
    data = zipped(carpeta__oficio_pdf=PDF, carpeta__delegacion_pdf=PDF + b"2")
    (one, two) = open_mail(mixed(part(data, b"Content-Type: application/zip; name=todo.zip"))).attachments
    assert (one.name, one.origin, one.data) == ("oficio.pdf", "todo.zip", PDF)
    assert two.name == "delegacion.pdf"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (zipped(bomba_pdf=b"\0" * 300_000_000), "crece demasiado"),
        (zipped(oficio_pdf=PDF)[:-30], "dañado"),
        (b"Rar!\x1a\x07\x01\x00", "RAR"),
        (b"7z\xbc\xaf\x27\x1c\x00\x04", "7-Zip"),
    ],
)
def test_an_archive_that_cannot_be_opened_says_why(data, said):
    (problem,) = open_mail(mixed(part(data, b"Content-Type: application/zip; name=todo.zip"))).problems
    assert said in problem.mensaje
    assert problem.codigo == "invalido"


def test_archives_inside_archives_end_somewhere():
    data = zipped(oficio_pdf=PDF)
    for _ in range(6):
        data = zipped(dentro=data)
    mail = open_mail(mixed(part(data, b"Content-Type: application/zip; name=todo.zip")))
    assert mail.attachments == ()
    assert "uno dentro de otro" in mail.problems[0].mensaje


def test_of_two_forms_of_one_text_the_plain_one_is_read_unless_it_lost_a_table():
    plain, table = (
        b"Content-Type: text/plain\r\n\r\nhola",
        b"Content-Type: text/html\r\n\r\n<table><tr><td>a<td>b</table>",
    )
    assert open_mail(mixed(plain, b"Content-Type: text/html\r\n\r\n<b>hola</b>", kind=b"alternative")).text == "hola"
    assert open_mail(mixed(plain, table, kind=b"alternative")).text.strip() == "a   b"


def test_a_file_hidden_in_a_uuencoded_text_is_found():
    import binascii

    lines = b"".join(binascii.b2a_uu(PDF[n : n + 45]) for n in range(0, len(PDF), 45))
    mail = open_mail(HEAD + b"\r\nhola\r\nbegin 644 oficio.pdf\r\n" + lines + b"`\r\nend\r\nfin")
    assert mail.attachments[0].data == PDF
    assert "begin" not in mail.text


@pytest.mark.parametrize(
    ("field", "sender", "name"),
    [
        ("gerente@banco.gob.ec <evil@evil.com>", "evil@evil.com", "gerente@banco.gob.ec"),
        ("=?utf-8?q?Jos=C3=A9_Pe=C3=B1a?= <JOSE@MSP.gob.ec>", "jose@msp.gob.ec", "José Peña"),
        ('"Peña, José" <jose@msp.gob.ec>', "jose@msp.gob.ec", "Peña, José"),
        ("jose@msp.gob.ec", "jose@msp.gob.ec", None),
        ("jose@msp.gob.ec (José)", "jose@msp.gob.ec", "José"),
        ("=?utf-8?b?c29wb3J0ZUBnb2IuZWM=?= <evil@evil.com>", "evil@evil.com", "soporte@gob.ec"),
        ("Mail Delivery <MAILER-DAEMON>", None, None),
        ("José <jose@msp.gob.ec", "jose@msp.gob.ec", None),
        ("", None, None),
    ],
)
def test_the_sender_is_the_mailbox_never_what_its_name_pretends(field, sender, name):
    sobre = open_mail(f"From: {field}\nSubject: x\n\nhola".encode()).sobre
    assert (sobre.remitente, sobre.remitente_nombre) == (sender, name)


def test_copies_are_read_with_commas_semicolons_and_groups():
    raw = b'From: a@x.ec\nCc: "P, J" <pj@x.ec>; luis@y.ec;\n otra@z.ec\nTo: grupo: uno@x.ec, dos@x.ec;\n\nx'
    sobre = open_mail(raw).sobre
    assert sobre.copia == ("pj@x.ec", "luis@y.ec", "otra@z.ec")
    assert sobre.para == ("uno@x.ec", "dos@x.ec")


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("Thu, 12 Mar 2026 10:11:12 -0500", "2026-03-12T10:11:12-05:00"),
        ("12 Mar 2026 10:11:12 GMT", "2026-03-12T10:11:12+00:00"),
        ("Thu, 12 Mar 2026 10:11:12", "2026-03-12T10:11:12-05:00"),
        ("jueves 12 de marzo", None),
        ("Thu, 99 Foo 2026 99:11:12 -0500", None),
        ("Thu, 1 Jan 0001 00:00:00 +9999", None),
    ],
)
def test_the_date_keeps_its_own_offset(value, iso):
    assert open_mail(f"Date: {value}\n\nx".encode()).sobre.fecha == iso


def test_references_come_oldest_first_and_once():
    raw = b"References: <a@x> <b@x>\n <a@x>\nIn-Reply-To: <c@x>\nMessage-ID: <d@x>\n\nx"
    sobre = open_mail(raw).sobre
    assert sobre.referencias == ("<a@x>", "<b@x>", "<c@x>")
    assert sobre.message_id == "<d@x>"


def test_a_subject_cut_inside_a_character_is_whole_and_on_one_line():
    raw = b"Subject: =?utf-8?b?RGVzaWduYWNpww==?=\n =?utf-8?b?s24=?= de\n\tAIQ =?utf-8?q?=0ABcc=3A_x?=\n\nx"
    assert open_mail(raw).sobre.asunto == "Designación de AIQ Bcc: x"


HOSTILE = {
    "anidado": b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(2_000)),
    "mensajes en mensajes": b"Content-Type: message/rfc822\r\n\r\n" * 2_000,
    "cien mil partes": b"Content-Type: multipart/mixed; boundary=x\r\n\r\n" + b"--x\r\n\r\nhola\r\n" * 100_000,
    "asunto de 400 kB": b"Subject: " + b"=?utf-8?q?abc?= " * 25_000 + b"\r\n\r\nx",
    "diez mil destinatarios": b"To: " + b", ".join(b"a%d@x.ec" % n for n in range(10_000)) + b"\r\n\r\nx",
    "veinte mil referencias": b"References: " + b" ".join(b"<%d@x>" % n for n in range(20_000)) + b"\r\n\r\nx",
    "cabeceras sin fin": b"X: y\r\n" * 200_000,
    "sin nada": b"",
    "solo ceros": b"\0" * 100_000,
    "html abierto": b"Content-Type: text/html\r\n\r\n" + b"<div>" * 200_000,
    "frontera vacia": b'Content-Type: multipart/mixed; boundary=""\r\n\r\n--\r\n\r\nx\r\n----\r\n',
    "parametros": b"Content-Type: text/plain" + b"; a*0*=x" * 50_000 + b"\r\n\r\nx",
    "citas": b"\r\n" + b"> De: a\n" * 60_000,
}


@pytest.mark.parametrize("shape", HOSTILE)
def test_a_hostile_shape_is_read_within_its_limits(shape):
    assert open_mail(HOSTILE[shape], DESK).sobre is not None


def test_what_the_limits_cut_is_said():
    mail = open_mail(HOSTILE["anidado"], DESK)
    assert "anidamiento" in mail.problems[0].mensaje
    assert (
        "demasiado grande"
        in open_mail(HEAD + b"\r\n" + b"x" * 2_000, limits=Limits(mail_bytes=1_000)).problems[0].mensaje
    )


THIRD = Path(__file__).parents[3] / "shared/third-party/mail"


@pytest.mark.skipif(not THIRD.is_dir(), reason="the folder of other projects' mails is not here")
def test_mails_that_nobody_here_wrote_are_opened():
    for path in sorted(THIRD.iterdir()):
        assert open_mail(path.read_bytes(), DESK).sobre is not None
