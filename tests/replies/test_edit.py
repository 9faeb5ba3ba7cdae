"""A letter that a clerk rewrites before it leaves."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP

from replies.compose import compose
from replies.edit import edited
from replies.render import Renderer, examples

RENDERER = Renderer()
FILES = [("plantilla-seguimiento.xlsx", bytes(range(256))), ("años.pdf", b"%PDF")]


def original(**changes) -> bytes:
    details = {
        "from_name": "Atención, Quipux",
        "from_addr": "soporte@desk.ec",
        "to": ["ana@msp.gob.ec", "josé@cañar.gob.ec"],
        "cc": ["jefe@msp.gob.ec"],
        "message_id": "<AIQ-2026-00001.A.B@desk.ec>",
        "date": datetime(2026, 11, 22, 7, 30, tzinfo=UTC),
        "in_reply_to": "<tres@x>",
        "references": ["<uno@x>", "<dos@x>"],
        "attachments": FILES,
    }
    return compose(RENDERER.render("acuse", examples("acuse")["solicitud completa"]), **details | changes)


def rewrite(raw: bytes, subject: str, text: str) -> bytes:
    return edited(raw, subject, text, RENDERER.edited_html(text))


def envelope(raw: bytes) -> list[bytes]:
    head = raw.partition(b"\r\n\r\n")[0].replace(b"\r\n ", b" ")
    return [line for line in head.split(b"\r\n") if not line.startswith((b"Subject:", b"Content-Type:"))]


def test_only_the_words_change():
    raw = original()
    changed = rewrite(raw, "[AIQ-2026-00001:7KQ2MXWPRT] Otra cosa", "Hola.\n")
    assert envelope(changed) == envelope(raw)
    assert b"Hola." in changed and b"De nuestra" not in changed


def test_the_attachments_stay():
    mail = message_from_bytes(rewrite(original(), "x", "y"), _class=EmailMessage, policy=SMTP)
    assert [(part.get_filename(), part.get_content()) for part in mail.iter_attachments()] == FILES


def test_a_letter_that_was_nobodys_answer_stays_so():
    raw = original(in_reply_to=None, references=[], cc=[], attachments=[], automatic=False)
    assert envelope(rewrite(raw, "Hola", "Hola")) == envelope(raw)


def test_the_cases_tag_cannot_be_lost():
    assert b"Subject: [AIQ-2026-00001:7KQ2MXWPRT] Otro asunto\r\n" in rewrite(original(), "Otro asunto", "Hola")


def test_the_html_has_the_persons_paragraphs_and_nothing_of_ours():
    html = RENDERER.edited_html("Estimada:\n\nUno <b>dos</b>\ntres {{ cuatro }}\n\n\n")
    assert html.count("<p ") == 2
    assert "Uno &lt;b&gt;dos&lt;/b&gt;<br>tres {{ cuatro }}" in html
    assert "De nuestra consideración" not in html and "Gobierno Electrónico" not in html
