"""Delivery reports: which of our letters came back, from which address, and whether for good."""

from __future__ import annotations

import re

from cases.reading import Rebote
from cases.text import fold
from parsers.bounds.limits import Limits
from parsers.mail.automatic import TABLE
from parsers.mail.decoding import clean_text, decode_bytes
from parsers.mail.parts import Headers, Node, read_headers
from parsers.words.phrases import any_of

_ADDRESS = r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"
_STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_REPLY_CODE = re.compile(r"(?<![\d.-])([45]\d\d)(?=[ -])(?!-\d)")
_MESSAGE_ID = re.compile(r"(?im)^>?\s*message-id:\s*(<[^<>\s]{3,300}>)")
_DAEMON = any_of(TABLE["correos_de_sistema"])
_FAILED = any_of(TABLE["fallos"])
_SUBJECTS = any_of(TABLE["devueltos"], r"(?:^\W*|[:(] )")
_DAEMON_LOCAL = re.compile(r'"?(mailer[-_.]?d(ae|ea)mon|mail-?daemon|mdaemon|post[-_.]?master|system administrator)"?@')
_MACHINE = re.compile(
    r"created automatically|automatically generated|automatic(ally)? (rejected|message)|generado automaticamente"
)
_DELAYED = any_of(TABLE["demoras"])
_LABELS = "final-recipient|original-recipient|x-failed-recipients|failed recipient"
_WORDS = "recipient|destinatario|address|direccion|dirección|to|para|buzón|mailbox|user|usuario"
_RECIPIENT_LINES = (
    re.compile(rf"(?im)^\s*(?:{_LABELS})\s*:\s*(?:rfc822\s*;)?\s*<?({_ADDRESS})"),
    re.compile(rf"(?im)^\s*<({_ADDRESS})>\s*:?"),
    re.compile(rf"(?i)(?:{_WORDS})s?[^\n@]{{0,60}}?<?({_ADDRESS})"),
    re.compile(rf"(?m)^\s*({_ADDRESS})\s*$"),
)
_ORIGINAL = re.compile(
    r"(?im)^[-\s]*(?:original message|mensaje original|this is a copy|below this line|message header|return-path:)"
)
_FULL = re.compile(r"(mailbox|buzon|quota|cuota)[^.\n]{0,30}(full|llen|exceed|excedid)|over quota|quota exceeded")


def read_bounce(root: Node, sender: str | None, subject: str, text: str, limits: Limits) -> Rebote | None:
    """The delivery report that the mail is, or null. Standard reports are read by their fields; others must come from
    a mail system and speak as one."""
    parts = list(root.walk())
    status = next(
        (n for n in parts if n.media_type in ("message/delivery-status", "message/global-delivery-status")), None
    )
    if status is not None:
        return _standard(status, parts, text, limits)
    failed = root.headers.get("x-failed-recipients")
    origin = fold(f"{root.headers.get('from') or ''} {root.headers.get('return-path') or ''}"[:600])
    daemon, titled = bool(_DAEMON.search(origin)), bool(_SUBJECTS.search(fold(subject)))
    if failed or _is_daemon(sender, subject) or (daemon and titled):
        return _free_form(root, parts, text, failed, limits)
    if not (daemon or titled) or not _FAILED.search(fold(text[:6_000])):
        return None
    by_machine = not sender or (root.headers.get("return-path") or "").strip() == "<>" or _proves(parts, text)
    return _free_form(root, parts, text, failed, limits) if daemon or by_machine else None


def _is_daemon(sender: str | None, subject: str) -> bool:
    """Mail of the delivery system itself, unless it answers by machine for somebody."""
    return bool(sender and _DAEMON_LOCAL.match(sender)) and not re.match(r"\W*(re|auto)\b", fold(subject))


def _proves(parts: list[Node], text: str) -> bool:
    """What only a machine's report holds: the mail that came back, an address alone on its line, a code …"""
    returned = any(node.media_type in ("message/rfc822", "text/rfc822-headers") for node in parts)
    head = text[:6_000]
    listed = _RECIPIENT_LINES[1].search(head) or _RECIPIENT_LINES[3].search(head)
    return returned or bool(
        listed or _STATUS.search(text) or _MESSAGE_ID.search(text) or _MACHINE.search(fold(text[:2_000]))
    )


def _standard(status: Node, parts: list[Node], text: str, limits: Limits) -> Rebote | None:
    blocks = [_fields(block, limits) for block in re.split(rb"\r?\n\s*\r?\n", status.data()[:200_000])[:50]]
    # Some servers send the status as a nested mail or forget the blank line: its text still tells.
    recipients = [block for block in blocks if block.get("final-recipient") or block.get("original-recipient")]
    failed = next((b for b in recipients if fold(b.get("action") or "").startswith("fail")), None)
    chosen = failed or next(iter(recipients), None)
    original = _original_id(parts, text, limits)
    if chosen is None:
        return Rebote(
            original, _recipient(text), _code(text), bool(_FAILED.search(fold(text[:4_000]))), _diagnosis(text)
        )
    action = fold(chosen.get("action") or "")
    if action.startswith(("delivered", "relayed", "expanded")):
        return Rebote(original, _address(chosen), chosen.get("status"), False, f"acción: {action}")
    code = _code(chosen.get("status") or "") or _code(chosen.get("diagnostic-code") or "")
    permanent = action.startswith("fail") if action else bool(code and code.startswith("5"))
    return Rebote(
        original, _address(chosen), code, permanent, _short(chosen.get("diagnostic-code")) or _diagnosis(text)
    )


def _fields(block: bytes, limits: Limits) -> Headers:
    return read_headers(block.strip() + b"\n", limits)[0]


def _address(fields: Headers) -> str | None:
    for name in ("original-recipient", "final-recipient"):
        match = re.search(_ADDRESS, (fields.get(name) or "").partition(";")[2] or fields.get(name) or "")
        if match:
            return match[0].lower()
    return None


def _original_id(parts: list[Node], text: str, limits: Limits) -> str | None:
    """The Message-ID of the mail that came back, from the returned mail, its headers, or a read receipt's fields."""
    for number, node in enumerate(parts):
        if number and node.media_type == "text/rfc822-headers":
            found = read_headers(node.data()[: limits.header_bytes], limits)[0].get("message-id")
        elif number and node.headers.get("message-id") and node.headers.get("from"):
            found = node.headers.get("message-id")
        else:
            continue
        if found and found.strip().startswith("<"):
            return found.strip().split(">")[0] + ">"
    match = _MESSAGE_ID.search(text)
    return match[1] if match else None


def _free_form(root: Node, parts: list[Node], text: str, failed: str | None, limits: Limits) -> Rebote:
    whole = text
    if not whole.strip():
        whole = clean_text(decode_bytes(parts[-1].data()[:20_000]))
    folded = fold(whole[:6_000])
    code = _code(whole[:6_000])
    temporary = bool(_DELAYED.search(fold(root.headers.get("subject") or ""))) or bool(code and code.startswith("4"))
    recipient = (re.search(_ADDRESS, failed) or [None])[0] if failed else _recipient(whole)
    permanent = not temporary and not (_FULL.search(folded) and not (code or "").startswith("5"))
    return Rebote(
        _original_id(parts, whole, limits), recipient.lower() if recipient else None, code, permanent, _diagnosis(whole)
    )


def _recipient(text: str) -> str | None:
    head = _ORIGINAL.split(text[:12_000], maxsplit=1)[0]
    for pattern in _RECIPIENT_LINES:
        for match in pattern.finditer(head):
            if not re.match(r"(mailer-daemon|postmaster|mail-daemon)@", match[1], re.IGNORECASE):
                return match[1].lower().rstrip(".")
    return None


def _code(text: str) -> str | None:
    match = _STATUS.search(text) or _REPLY_CODE.search(text)
    return match[1] if match else None


def _diagnosis(text: str) -> str | None:
    """The line that says why, or null."""
    for line in text[:6_000].split("\n"):
        if _STATUS.search(line) or _REPLY_CODE.search(line):
            return _short(line)
    line = next((line for line in text[:6_000].split("\n") if _FAILED.search(fold(line[:300]))), None)
    return _short(line)


def _short(text: str | None) -> str | None:
    return " ".join(text.split())[:300] if text and text.strip() else None
