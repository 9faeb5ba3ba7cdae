"""What a sender wrote stands in every list and file of the desk as text, and drives nothing that shows it."""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP, default

import pytest

from cli_base import as_json_text
from intake.embedded import PASSWORD, EmbeddedImap, EmbeddedSmtp
from tests.support.command import Aiq, write_settings
from tests.support.letters import cedula

TRICKS = "\x1b[2J\x1b]0;dueño\x07\x9b31m\u202ecod\u2066<script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}{% raw %}${7*7}"
BODY = f"""Solicito el cambio del Administrador Institucional Quipux (AIQ).

Nombre de la institución: Instituto de Pruebas Número 7 {TRICKS}
Siglas: INST7
Nombres y apellidos: =cmd|' /C calc'!A1 {TRICKS}
Número de cédula: {cedula(7)}
Cargo: =HYPERLINK("http://127.0.0.1:9/","x") {TRICKS}
Correo electrónico: aiq7@inst7.gob.ec
Número telefónico y extensión: (02) 2200007 ext. 1007
Número celular: 0990000007
"""


def hostile() -> bytes:
    mail = EmailMessage(policy=SMTP)
    mail["To"] = "soporte@gobiernoelectronico.gob.ec"
    mail["Message-ID"] = "<hostil@inst7.gob.ec>"
    mail["Date"] = "Tue, 10 Mar 2026 10:00:00 -0500"
    mail.set_content(BODY, cte="8bit")
    mail.add_attachment(b"%PDF-1.4 nada", "application", "pdf", filename=f"oficio{TRICKS}.pdf")
    named = f"=?utf-8?q?{''.join(f'={byte:02X}' for byte in TRICKS.encode())}?="
    fields = f"From: {named} <ana@inst7.gob.ec>\r\nSubject: Solicitud de cambio de AIQ {named}\r\n"
    return fields.encode() + mail.as_bytes()


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A desk that has read the mail."""
    folder = tmp_path_factory.mktemp("mesa")
    with EmbeddedImap() as imap, EmbeddedSmtp() as smtp:
        config = write_settings(folder, f"sqlite:///{folder}/aiq.db", imap.port, smtp.port, password=PASSWORD)
        aiq = Aiq(config)
        aiq.ok("db", "upgrade")
        imap.deliver(hostile(), datetime.now(UTC))
        aiq.ok("run", "--once", "--answer-backlog")
        (folder / "hostil.eml").write_bytes(hostile())
        yield aiq, folder, [raw for _, raw in smtp.mails]


_LIVE = re.compile(r"<script>alert|<img src=x")


def driving(text: str) -> set[str]:
    return {char for char in text if unicodedata.category(char) in ("Cc", "Cf") and char != "\n"}


def commands(aiq: Aiq, folder) -> list[tuple[str, ...]]:
    [case] = [each["caso"] for each in aiq.ok("queue", "--all", "--json").json]
    letters = [str(each["id"]) for each in aiq.ok("outbox", "list", "--json").json]
    return [
        ("parse", str(folder / "hostil.eml")), ("queue", "--all"), ("show", case), ("messages", "list"),
        ("messages", "show", "1"), ("messages", "show", "1", "--text"), ("outbox", "list"), ("registry", "list"),
        ("stats",), ("audit", "verify"), ("audit", "export"), *(("outbox", "show", letter) for letter in letters),
    ]  # fmt: skip


def test_no_command_lets_a_senders_text_drive_the_terminal(desk):
    aiq, folder, _ = desk
    for words in commands(aiq, folder):
        ran = aiq.ok(*words)
        assert not driving(ran.out + ran.err), words
        machine = aiq.run(*words, "--json")
        assert not driving(machine.out + machine.err), words


def test_a_page_shows_a_senders_markup_as_text(desk):
    aiq, folder, _ = desk
    [case] = [each["caso"] for each in aiq.ok("queue", "--all", "--json").json]
    page = folder / "pagina.html"
    for words in (("show", case, "--html"), ("report",)):
        aiq.ok(*words, str(page))
        assert not _LIVE.search(page.read_text("utf-8")), words


def test_no_letter_carries_a_senders_markup_or_controls(desk):
    _, _, letters = desk
    assert letters
    for raw in letters:
        letter = message_from_bytes(raw, policy=default)
        page = letter.get_body(("html",)).get_content()
        assert not _LIVE.search(page)
        assert not driving(page + letter.get_body(("plain",)).get_content() + str(letter["Subject"])) - set("\r\t")


def test_json_is_the_same_text_for_a_program():
    value = {"asunto": TRICKS + "\u2028\U000e0041\x85é"}
    told = as_json_text(value)
    assert json.loads(told) == value
    assert not driving(told)
    assert "é" in told


def test_half_a_surrogate_pair_can_be_printed():
    assert as_json_text("\udc80") == '"\\udc80"'


def test_a_clerk_sees_whether_anybody_vouches_for_the_sender(desk):
    aiq, _, _ = desk
    [case] = aiq.ok("queue", "--all", "--json").json
    assert "sin comprobar" in aiq.ok("show", case["caso"]).out
    [mail] = aiq.ok("messages", "list", "--json").json
    assert mail["autenticacion"] == "sin_dato"
