"""Why a mail must not be answered by a program: each sign of automatic mail as a rule with its Spanish reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cases.text import fold
from parsers.mail.parts import Headers
from parsers.words.phrases import any_of, read_table

TABLE: dict[str, list[str]] = read_table("automatico")

_ROBOT = any_of(TABLE["locales"], "^", "$")
_PROGRAM = any_of(TABLE["programas"], r"\b", r"\b")
_HUMAN_PROGRAM = any_of(TABLE["programas_de_personas"])
_SUBJECT = any_of(TABLE["asuntos"], r"^(?:\W*(?:re|rv|fw|fwd|rta|aw)\s*:\s*)?\W{0,3}", r"\s*(?:\]|\)|:|$|\(|-\s)")
_RECEIPT = any_of(TABLE["acuses"], "^", r"\s*(?::|-\s)")
_RETURNED = any_of(TABLE["devueltos"], r"^\W*")
_ABOUT_SENDER = re.compile(
    r"\b(is|esta|se encuentra) (currently )?(out of (the )?office|fuera de (la )?oficina|de vacaciones)"
)
_CALENDAR = re.compile(r"^(aceptad[oa]|accepted|rechazad[oa]|declined|provisional|tentative|cancelad[oa]|canceled)\s*:")
_GENERATED = any_of(TABLE["textos"], r"(?:^|[.:;!] |nota )\W*")
_AWAY = any_of(TABLE["ausencias"])
_DATA = re.compile(r"\bcedula\b|\badjunt|\bremit|\benvio\b|\bme permito\b")
_ASKS = any_of(TABLE["preguntas"])
_SAID = re.compile('[«“"][^«»“”"]{0,400}[»”"]')
_REPORTS = frozenset(
    f"message/{kind}"
    for kind in ("delivery-status", "disposition-notification", "global-delivery-status", "feedback-report")
)


@dataclass(frozen=True, slots=True)
class Envelope:
    """What the rules look at: header fields, the type of the whole mail and of its parts, sender, subject, new text,
    how many files it carries (pictures inside the text apart), and the desk's own addresses."""

    headers: Headers
    media_type: str
    part_types: frozenset[str]
    sender: str | None
    subject: str
    new_text: str = ""
    attachments: int = 0
    own: tuple[str, ...] = ()

    @property
    def program(self) -> str:
        return fold(f"{self.headers.get('x-mailer') or ''} {self.headers.get('user-agent') or ''}")


def _auto_submitted(mail: Envelope) -> str | None:
    for value in mail.headers.all("auto-submitted"):
        kind = fold(re.sub(r"\(.*", "", value)).split(";")[0].strip()
        if kind and kind != "no":
            return f"Auto-Submitted: {kind[:40]}"
    return None


def _precedence(mail: Envelope) -> str | None:
    values = (fold(value) for name in ("precedence", "x-precedence") for value in mail.headers.all(name))
    found = next((value for value in values if value.split(" ")[0] in TABLE["precedencias"]), None)
    return f"correo masivo o automático (Precedence: {found[:20]})" if found else None


def _mailing_list(mail: Envelope) -> str | None:
    found = next((name for name in TABLE["listas"] if (mail.headers.get(name) or "").strip()), None)
    return f"lista de correo ({found.title()})" if found else None


def _null_sender(mail: Envelope) -> str | None:
    value = mail.headers.get("return-path")
    if value is None:
        return None
    bare = value.strip().strip("<>").strip().lower()
    if not bare and "<" in value:
        return "remitente de sobre vacío (Return-Path: <>)"
    return "remitente de sobre automático" if bare.partition("@")[0] in ("mailer-daemon", "double-bounce") else None


def _robot_sender(mail: Envelope) -> str | None:
    if not mail.sender:
        raw = fold(mail.headers.get("from") or "")
        return "remitente automático (MAILER-DAEMON)" if re.search(r"mailer-daemon|postmaster", raw) else None
    local = mail.sender.partition("@")[0]
    return f"remitente automático ({local[:40]})" if _ROBOT.match(fold(local)) else None


def _report(mail: Envelope) -> str | None:
    if mail.media_type == "multipart/report" or mail.part_types & _REPORTS:
        return "informe de entrega o de lectura (multipart/report)"
    return None


def _responder_field(mail: Envelope) -> str | None:
    for name in TABLE["cabeceras"]:
        value = mail.headers.get(name)
        if value is not None and fold(value) not in ("", "no", "false", "0", "none", "off"):
            return f"cabecera de respuesta automática ({name.title()})"
    found = _PROGRAM.search(mail.program)
    if found:
        return f"programa de respuestas automáticas ({found[0]})"
    return "marca de bucle (X-Loop)" if fold(mail.headers.get("x-loop") or "") else None


def _suppressed(mail: Envelope) -> str | None:
    """Exchange marks its own automatic mails with «All». Other programs list kinds of replies that they fear, and so
    do people's mails that passed through them: those count only without a person's mail program or files."""
    wanted = {part.strip() for part in fold(mail.headers.get("x-auto-response-suppress") or "").split(",")}
    if "all" in wanted:
        return "X-Auto-Response-Suppress: All"
    by_hand = _HUMAN_PROGRAM.search(mail.program) or mail.headers.get("thread-index") or mail.attachments
    return "X-Auto-Response-Suppress: AutoReply" if "autoreply" in wanted and not by_hand else None


def _subject(mail: Envelope) -> str | None:
    text = fold(mail.subject)
    if mail.attachments:
        return "asunto de respuesta automática" if _SUBJECT.match(text) and ":" in text else None
    if _SUBJECT.match(text) or (len(text) < 120 and _ABOUT_SENDER.search(text)):
        return "asunto de respuesta automática"
    if _RECEIPT.match(text):
        return "acuse de lectura o de entrega"
    if _RETURNED.match(text):
        return "asunto de correo devuelto"
    if "text/calendar" in mail.part_types and _CALENDAR.match(text):
        return "respuesta de calendario"
    return None


def _body(mail: Envelope) -> str | None:
    """A short text without files or data that only says that it is automatic, or that its writer is away."""
    text = fold(_SAID.sub(" ", mail.new_text[:1_500]))
    if mail.attachments or not text or len(text) > 900 or _DATA.search(text) or "?" in text:
        return None
    if _GENERATED.search(text):
        return "el texto dice que es un mensaje automático"
    answers = mail.headers.get("in-reply-to") or re.match(r"\W*re\s*:", fold(mail.subject))
    if answers and len(text) < 600 and _AWAY.search(text[:260]) and not _ASKS.search(text):
        return "el texto es un aviso de ausencia"
    return None


def _own_address(mail: Envelope) -> str | None:
    return "el remitente es esta misma mesa" if mail.sender and mail.sender in mail.own else None


_RULES: Sequence[Callable[[Envelope], str | None]] = (
    _auto_submitted, _precedence, _mailing_list, _null_sender, _robot_sender, _report, _responder_field, _suppressed,
    _subject, _body, _own_address,
)  # fmt: skip


def automatic_reasons(mail: Envelope) -> tuple[str, ...]:
    """Every rule that says so, in the order of the table; empty: a person wrote it."""
    return tuple(reason for rule in _RULES if (reason := rule(mail)))
