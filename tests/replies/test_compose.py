"""A letter as a mail: standard, the same for the same words, and closed to anything smuggled into it."""

from __future__ import annotations

import email
import email.header
import email.policy
from datetime import datetime, timedelta, timezone

import pytest

from replies.addresses import usable_address
from replies.compose import compose
from replies.rendered import Rendered

LETTER = Rendered(
    "[AIQ-2026-00001:7KQ2MXWPRT] Faltan datos en su solicitud de cambio de AIQ (MEJ) según la revisión",
    "De nuestra consideración:\n\n.\nFrom aquí\n" + "ñandú " * 300 + "\nfin   \n",
    "<p>De nuestra consideración: €</p>\n",
)
QUITO = timezone(timedelta(hours=-5))
BASE = {
    "from_name": "Soporte Quipux",
    "from_addr": "soporte@desk.ec",
    "to": ["ana@msp.gob.ec"],
    "cc": ["jefe@msp.gob.ec"],
    "message_id": "<AIQ-2026-00001.A.B@desk.ec>",
    "date": datetime(2026, 11, 22, 7, 30, tzinfo=QUITO),
    "in_reply_to": "<pregunta@msp.gob.ec>",
}


def raw(letter: Rendered = LETTER, **changes) -> bytes:
    return compose(letter, **BASE | changes)


def parsed(letter: Rendered = LETTER, **changes):
    return email.message_from_bytes(raw(letter, **changes), policy=email.policy.default)


def header_names(message: bytes) -> list[str]:
    head = message.partition(b"\r\n\r\n")[0].decode("ascii")
    return [line.partition(":")[0] for line in head.split("\r\n") if not line.startswith(" ")]


def test_text_and_html_come_back_as_they_were_written():
    mail = parsed()
    assert mail["Subject"] == LETTER.subject
    assert mail.get_content_type() == "multipart/alternative"
    assert mail.get_body(("plain",)).get_content().replace("\r\n", "\n") == LETTER.text
    assert mail.get_body(("html",)).get_content().replace("\r\n", "\n") == LETTER.html
    assert [part.defects for part in mail.walk()] == [[], [], []]


def test_the_headers_say_who_to_whom_when_and_in_answer_to_what():
    mail = parsed(references=["<uno@x> <dos@x>", "<pregunta@msp.gob.ec>"])
    assert str(mail["From"]) == "Soporte Quipux <soporte@desk.ec>"
    assert (str(mail["To"]), str(mail["Cc"])) == ("ana@msp.gob.ec", "jefe@msp.gob.ec")
    assert mail["Date"] == "Sun, 22 Nov 2026 07:30:00 -0500"
    assert (mail["Message-ID"], mail["In-Reply-To"]) == (BASE["message_id"], "<pregunta@msp.gob.ec>")
    assert mail["References"].split() == ["<uno@x>", "<dos@x>", "<pregunta@msp.gob.ec>"]


def test_an_automatic_letter_says_so_and_a_clerks_own_does_not():
    answer, notice, own = parsed(), parsed(in_reply_to=None), parsed(automatic=False)
    assert (answer["Auto-Submitted"], notice["Auto-Submitted"], own["Auto-Submitted"]) == (
        "auto-replied",
        "auto-generated",
        None,
    )
    assert "OOF" in answer["X-Auto-Response-Suppress"] and own["X-Auto-Response-Suppress"] is None
    assert "NDR" not in answer["X-Auto-Response-Suppress"].split(", ")  # a wrong address must be reported


def test_the_same_letter_is_the_same_bytes():
    sheet = [("plantilla.xlsx", b"PK" * 50)]
    assert raw(attachments=sheet) == raw(attachments=sheet)


def test_every_line_is_ascii_ends_in_crlf_and_is_short():
    message = raw(attachments=[("plantilla ñandú.xlsx", bytes(range(256)) * 40)], references=["<a@b>"] * 5)
    assert message.isascii() and message.endswith(b"\r\n")
    assert message.replace(b"\r\n", b"").count(b"\n") == message.replace(b"\r\n", b"").count(b"\r") == 0
    assert max(len(line) for line in message.split(b"\r\n")) < 80


def test_attachments_arrive_whole_under_their_own_names():
    files = [("plantilla-seguimiento.xlsx", bytes(range(256)) * 9), ("años y eñes.pdf", b""), ("../../etc/x", b"x")]
    mail = parsed(attachments=files)
    arrived = [(part.get_filename(), part.get_content()) for part in mail.iter_attachments()]
    assert arrived == [files[0], files[1], ("x", b"x")]
    assert [part.defects for part in mail.walk() if part.defects] == []
    assert mail.get_body(("plain",)) is not None


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\x00", "\u2028", "\x85"])
def test_nothing_can_be_smuggled_into_the_headers(end):
    smuggled = f"hola{end}Bcc: otra@x.ec{end}{end}cuerpo"
    clean = header_names(raw())
    assert header_names(raw(Rendered(smuggled, "t", "h"))) == clean
    assert header_names(raw(from_name=smuggled)) == clean
    assert header_names(raw(to=["ana@msp.gob.ec", smuggled, f"x@y.ec{end}Bcc: z@y.ec"])) == clean
    assert header_names(raw(references=[smuggled, f"<a{end}Bcc: b@c>"], in_reply_to=f"<a{end}@b> <ok@b>")) == clean
    named = raw(attachments=[(f'a"{end}Bcc: x@y.ec{end}.pdf', b"x")])
    assert b"\nBcc" not in named


def test_a_word_that_pretends_to_be_encoded_is_shown_as_it_is():
    subject = "=?utf-8?q?Bcc=3A_otra=40x=2Eec?= hola"
    assert parsed(Rendered(subject, "t", "h"))["Subject"] == subject


@pytest.mark.parametrize("subject", [
    "Señora " + "ñandú " * 40 + "fin", "plano primero y después acentos: " + "á" * 120, "€" * 99, "a_b = c? (d) «e», f.g",
    "emoji 😀" * 20, "palabra" * 12 + " ñ", "é",
])  # fmt: skip
def test_a_subject_comes_back_as_it_was_written_from_lines_that_every_server_takes(subject):
    mail = raw(Rendered(subject, "t", "h"))
    assert parsed(Rendered(subject, "t", "h"))["Subject"] == subject
    lines = mail.partition(b"\r\nDate:")[0].partition(b"Subject: ")[2].decode("ascii").split("\r\n ")
    words = [word for line in lines for word in line.split(" ") if word.startswith("=?")]
    assert words
    assert max(map(len, words)) <= 75
    assert all(len(line) <= 76 or " " not in line for line in lines)
    for word in words:
        assert "\ufffd" not in str(email.header.make_header(email.header.decode_header(word)))


def test_the_tag_can_be_searched_for_in_the_raw_subject():
    assert b"Subject: [AIQ-2026-00001:7KQ2MXWPRT] Faltan datos" in raw()


def test_a_very_long_subject_and_a_very_long_thread_are_cut():
    mail = parsed(Rendered("palabra " * 200, "t", "h"), references=[f"<{n}@x>" for n in range(500)])
    assert len(mail["Subject"]) <= 300
    refs = mail["References"].split()
    assert (len(refs), refs[0], refs[-2:]) == (20, "<0@x>", ["<499@x>", "<pregunta@msp.gob.ec>"])


def test_a_desk_with_an_accent_or_a_comma_in_its_name_is_one_sender():
    for name in ("Atención, Quipux", "Soporte, Quipux", 'El "Soporte"'):
        [sender] = parsed(from_name=name)["From"].addresses
        assert (sender.display_name, sender.addr_spec) == (name, "soporte@desk.ec")


def test_a_body_cannot_hold_its_own_boundary():
    boundary = parsed().get_boundary()
    mail = parsed(Rendered(LETTER.subject, f"--{boundary}--\n\n--{boundary}\nContent-Type: text/html\n\nx", "<p>h</p>"))
    assert mail.get_boundary() == boundary
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]


def test_half_a_surrogate_pair_does_not_stop_a_letter():
    assert "?" in parsed(Rendered("s \ud800", "t \ud800", "h")).get_body(("plain",)).get_content()


def test_an_accented_address_makes_the_headers_utf8_and_an_accented_domain_does_not():
    assert "To: josé@msp.gob.ec\r\n".encode() in raw(to=["josé@msp.gob.ec"])
    assert b"To: ana@xn--caar-hqa.gob.ec\r\n" in raw(to=["ana@cañar.gob.ec"])


def test_an_address_that_is_none_is_left_out():
    assert parsed(to=["ana", "ana@msp.gob.ec"])["To"] == "ana@msp.gob.ec"
    assert raw(to=["ana"], cc=[]).count(b"undisclosed-recipients:;") == 1


def test_a_malformed_message_id_of_ours_is_a_bug():
    with pytest.raises(ValueError, match="Message-ID"):
        raw(message_id="<a b@c>")


@pytest.mark.parametrize(
    ("address", "wire"),
    [
        ("ana.perez+quipux@msp.gob.ec", "ana.perez+quipux@msp.gob.ec"),
        ("o'higgins@msp.gob.ec", "o'higgins@msp.gob.ec"),
        ("ana@localhost", "ana@localhost"),
        ("muñoz@cañar.gob.ec", "muñoz@xn--caar-hqa.gob.ec"),
        ("ana@msp..gob.ec", None),
        ("ana..p@msp.gob.ec", None),
        (".ana@msp.gob.ec", None),
        ("ana@-msp.gob.ec", None),
        ("ana@[127.0.0.1]", None),
        ('"ana p"@msp.gob.ec', None),
        ("ana@msp.gob.ec, luis@msp.gob.ec", None),
        ("Ana <ana@msp.gob.ec>", None),
        ("ana@msp.gob.ec\n", None),
        ("a" * 65 + "@msp.gob.ec", None),
        ("ana@" + "a." * 130 + "ec", None),
        ("ana@" + "ñ" * 300 + ".ec", None),
        ("\ud800@msp.gob.ec", None),
        ("@", None),
    ],
)
def test_only_plain_addresses_are_written_to(address, wire):
    assert usable_address(address) == wire
