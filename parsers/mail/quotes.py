"""Where quoted and forwarded mails begin inside a mail's text, in the forms of the mail programs seen here."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from cases.text import fold

_DASHED = re.compile(
    r"^[\s>*]*[-_=]{2,}\s*(?P<words>mensaje original|original message|mensaje reenviado|forwarded message|"
    r"forwarded by .*|mensaje citado|begin forwarded message|mensagem original|message original|message transfere|"
    r"reenviado por .*|mensaje enviado originalmente)\s*:?\s*[-_=]{0,}.*$"
)
_FORWARD_LINE = re.compile(
    r"^(inicio del mensaje reenviado|begin forwarded message|mensaje reenviado|forwarded message)\s*:?\s*$"
)
_RULE = re.compile(r"^\s*[_\-=]{10,}\s*$")
_FIELD = re.compile(
    r"^[\s*>]*(?P<name>de|from|desde|enviado el|enviado|enviados|enviada el|sent|fecha|date|para|to|cc|copia|"
    r"con copia|asunto|"
    r"subject|responder a|reply-to|importancia|importance|adjuntos?|datos adjuntos|"
    r"attachments?)\s*\*?\s*:\s*\*?\s*(?P<value>.*)$"
)
_FIELD_NAMES = {
    "de": "de", "from": "de", "desde": "de",
    "enviado el": "fecha", "enviado": "fecha", "enviados": "fecha", "enviada el": "fecha", "sent": "fecha",
    "fecha": "fecha", "date": "fecha",
    "para": "para", "to": "para", "cc": "copia", "copia": "copia", "con copia": "copia",
    "asunto": "asunto", "subject": "asunto",
}  # fmt: skip
_ATTRIBUTION_END = re.compile(
    r"(escribio|wrote|ha escrito|a ecrit|escreveu|schrieb|escribiste|wrote on [^:]{1,60}|escribio el [^:]{1,60}|"
    r"va escriure)\s*:\s*$"
)
_ATTRIBUTION_START = re.compile(
    r"^(el|on|en|le|em|am|a las|con fecha|quoting|citando)\b|@|\b\d{1,2}[/-]\d{1,2}[/-]\d{2,4}\b|^[^:]{3,80}$"
)
_OPENS = re.compile(r"(el|on|en|le|em|am|con fecha)\b")
_ADDRESS = re.compile(r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_FORWARD_WORDS = re.compile(r"reenviado|forwarded|transfere")


@dataclass(frozen=True, slots=True)
class Quote:
    """The start of a quoted mail: lines `first` to `body` hold its head. `forward` is null when the form is used for
    replies and forwards alike. `head` holds what its head says (de, para, copia, asunto, fecha)."""

    first: int
    body: int
    forward: bool | None
    head: dict[str, str] = field(default_factory=dict)

    def senders(self) -> tuple[str, ...]:
        return tuple(address.lower() for address in _ADDRESS.findall(self.head.get("de", "")))


def find_quotes(lines: list[str]) -> list[Quote]:
    """All beginnings of quoted mails, in order. Lines are the text's, with or without «>» before them."""
    folded = [fold(line.lstrip("> ")) if len(line) < 400 else "" for line in lines]
    quotes: list[Quote] = []
    at = 0
    while at < len(lines):
        quote = _separator(lines, folded, at) or _head_block(lines, folded, at) or _attribution(lines, folded, at)
        if quote:
            quotes.append(quote)
            at = max(quote.body, at + 1)
        else:
            at += 1
    return quotes


def _separator(lines: list[str], folded: list[str], at: int) -> Quote | None:
    text = folded[at]
    dashed = _DASHED.match(text) if text[:1] in "-_=*" else None
    if dashed or _FORWARD_LINE.match(text):
        words = dashed["words"] if dashed else text
        forward = True if _FORWARD_WORDS.search(words) else None
        following = _head_at(lines, folded, _next_text(folded, at + 1))
        return Quote(at, following[0] if following else at + 1, forward, following[1] if following else {})
    if _RULE.match(text):
        start = _next_text(folded, at + 1)
        following = _head_at(lines, folded, start) if start - at <= 3 else None
        return Quote(at, following[0], None, following[1]) if following else None
    return None


def _head_block(lines: list[str], folded: list[str], at: int) -> Quote | None:
    following = _head_at(lines, folded, at)
    return Quote(at, following[0], None, following[1]) if following else None


def _next_text(folded: list[str], at: int) -> int:
    while at < len(folded) and not folded[at]:
        at += 1
    return at


def _head_at(lines: list[str], folded: list[str], at: int) -> tuple[int, dict[str, str]] | None:
    """The block «De: … Enviado: … Para: … Asunto: …» that begins at line `at`: (line after it, its values)."""
    if at >= len(folded):
        return None
    first = _FIELD.match(folded[at])
    if not first or _FIELD_NAMES.get(first["name"]) not in ("de", "asunto", "fecha"):
        return None
    head: dict[str, str] = {}
    last, blanks, current = at, 0, ""
    for number in range(at, min(at + 30, len(folded))):
        match = _FIELD.match(folded[number])
        if match:
            current = _FIELD_NAMES.get(match["name"], "otro")
            if current in head and current != "otro":
                break
            head[current] = lines[number].partition(":")[2].strip(" *\t")
            last, blanks = number, 0
        elif not folded[number]:
            blanks += 1
            if blanks > 1 or len(head) > 3:
                break
        elif blanks == 0 and number == last + 1 and _continues(lines, folded, number, current):
            head[current] += " " + lines[number].strip("> \t")
            last = number
        else:
            break
    if ("de" in head and len(head) >= 3) or {"de", "asunto"} <= set(head):
        return last + 1, head
    return None


def _continues(lines: list[str], folded: list[str], number: int, current: str) -> bool:
    """Whether a line without label belongs to the field above: more addresses, or a subject broken in two."""
    if current in ("de", "para", "copia"):
        return "@" in folded[number] or lines[number - 1].rstrip().endswith((",", ";"))
    following = folded[number + 1] if number + 1 < len(folded) else ""
    return current == "asunto" and bool(_FIELD.match(following))


def _attribution(lines: list[str], folded: list[str], at: int) -> Quote | None:
    """«El jue, 12 de mar. de 2026, Ana <ana@x> escribió:», also broken over up to four lines."""
    text = folded[at]
    if not text or not _ATTRIBUTION_START.search(text):
        return None
    joined = ""
    for number in range(at, min(at + 4, len(folded))):
        if not folded[number] or (number > at and _OPENS.match(folded[number])):
            return None
        joined = f"{joined} {folded[number]}".strip()
        if _ATTRIBUTION_END.search(joined):
            plausible = re.search(r"\d|@", joined) and len(joined) < 400
            raw = " ".join(line.strip("> \t") for line in lines[at : number + 1])
            return Quote(at, number + 1, False, {"de": raw}) if plausible else None
        if number == at and not _OPENS.match(text) and "@" not in text:
            return None
    return None
