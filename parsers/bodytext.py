"""A mail's text in its parts: what the sender wrote now, what is quoted or forwarded, his signature, his answers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from cases.text import fold, key
from parsers.closings import cut_banner, cut_disclaimers, split_signature
from parsers.quotes import Quote, find_quotes

_FORWARD_SUBJECT = re.compile(r"^\s*(rv|fwd?|rm|reenv\w*|enc|tr|i)\s*:", re.IGNORECASE)
_REPLY_SUBJECT = re.compile(r"^\s*(re|rta|resp|respuesta|aw|sv|r)\s*(\[\d+\])?\s*:", re.IGNORECASE)
_LABELLED = re.compile(
    r"^\W*(?:\d{1,2}\s*[.)-]\s*)?(?P<label>[a-z][a-z .,/()°º#-]{1,70}?)\s*(?:[:=]|\s-\s|\t|\s{3,})\s*(?P<value>\S.*)$"
)
_LABELS = re.compile(
    r"\b(nombres?|apellidos?|cedula|identificacion|ci|cargo|puesto|correo|e-?mail|telefono|telf?|extension|ext|celular|"
    r"movil|siglas?|institucion|entidad)\b"
)
_BARE_VALUE = re.compile(r"^\W*(\d{10}|\d{6,9}-\d|0\d[\d\s-]{6,11}|[\w.+-]+@[\w-]+(\.[\w-]+)+)\W*$")
_OUR_SIGNATURE = "Soporte Quipux"
_OUR_NAME = re.compile(r"\bsoporte quipux\b")
_NO_VALUE = re.compile(
    r"^\W*(falta|faltante|pendiente|no (se )?(consta|indica|legible|valid)|invalid|verifi|debe|por favor|ejemplo|"
    r"sin dato|_+|\.{3,}|\[)"
)


@dataclass(frozen=True, slots=True)
class Body:
    """`new_text` is the sender's message without quotes, signature and disclaimers; `forwarded` the text of a mail
    forwarded in line with `head` (de, para, copia, asunto, fecha as written); `answers` what was written inside our
    own quoted letter."""

    new_text: str = ""
    quoted: str = ""
    signature: str = ""
    answers: tuple[str, ...] = ()
    forwarded: str | None = None
    head: dict[str, str] = field(default_factory=dict)


def unflow(text: str, delete_space: bool = False) -> str:
    """A format=flowed text with its soft line breaks joined."""
    out: list[str] = []
    soft = False
    for raw in text.split("\n"):
        line = raw[1:] if raw.startswith(" ") else raw
        if soft and out and not line.startswith(">") and not out[-1].startswith(">") and line != "-- ":
            out[-1] = (out[-1][:-1] if delete_space else out[-1]) + line
        else:
            out.append(line)
        soft = line.endswith(" ") and line != "-- " and bool(line.strip())
    return "\n".join(line.rstrip() if line != "-- " else line for line in out)


def split_body(
    text: str,
    subject: str = "",
    sender: str | None = None,
    sender_name: str | None = None,
    own: Sequence[str] = (),
    letters: Sequence[str] = (),
    is_reply: bool = False,
) -> Body:
    """The parts of a mail's text. `own` are the desk's addresses; `letters` the texts of our letters in this thread,
    when they are known (then every line that is not theirs is an answer)."""
    lines = cut_banner([line.rstrip() if line != "-- " else line for line in text.split("\n")])
    quotes = find_quotes(lines)
    first = _first_quoted(lines, quotes)
    if first is None:
        return _plain(lines, sender_name, sender)
    opening = quotes[0] if quotes and quotes[0].first == first else None
    if opening and _is_forward(opening, lines, subject, is_reply, own):
        return _forward(lines, opening, sender_name, sender)
    if any(line.startswith(">") for line in lines[first:]):
        return _prefixed(lines, first, opening, quotes, own, letters, sender_name, sender)
    body = _plain(lines[:first], sender_name, sender)
    quoted = lines[first:]
    answers = _answers(quoted, opening, own, letters)
    return Body(body.new_text, "\n".join(quoted).strip(), body.signature, answers)


def _first_quoted(lines: list[str], quotes: list[Quote]) -> int | None:
    marked = next((n for n, line in enumerate(lines) if line.startswith(">") and line.strip("> ")), None)
    starts = [quote.first for quote in quotes[:1]] + ([marked] if marked is not None else [])
    return min(starts, default=None)


def _is_forward(quote: Quote, lines: list[str], subject: str, is_reply: bool, own: Sequence[str]) -> bool:
    """A forwarded mail is content of this one; our own letter never is, whatever the form."""
    if set(quote.senders()) & set(own):
        return False
    if quote.forward is not None:
        return quote.forward
    if _FORWARD_SUBJECT.match(subject):
        return True
    if _REPLY_SUBJECT.match(subject) or is_reply:
        return False
    return not any(line.strip() for line in lines[: quote.first]) or "asunto" in quote.head


def _plain(lines: list[str], sender_name: str | None, sender: str | None) -> Body:
    kept, disclaimers = cut_disclaimers(lines)
    message, signature = split_signature(kept, sender_name, sender)
    return Body(_join(message), "", _join([*signature, *disclaimers]))


def _join(lines: list[str]) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n").rstrip()


def _unquote(lines: list[str]) -> list[str]:
    return [re.sub(r"^(> ?)+", "", line) if line.startswith(">") else line for line in lines]


def _forward(lines: list[str], quote: Quote, sender_name: str | None, sender: str | None) -> Body:
    body = _plain(lines[: quote.first], sender_name, sender)
    forwarded = "\n".join(_unquote(lines[quote.body :])).strip("\n")
    return Body(body.new_text, "", body.signature, (), forwarded, quote.head)


def _prefixed(
    lines: list[str],
    first: int,
    opening: Quote | None,
    quotes: list[Quote],
    own: Sequence[str],
    letters: Sequence[str],
    sender_name: str | None,
    sender: str | None,
) -> Body:
    """Quotes marked with «>»: what stands between or after them without the mark was written now. Attributions of
    older mails belong to the quote."""
    heads = {n for quote in quotes for n in range(quote.first, quote.body)}
    new = lines[:first]
    quoted, between = [], []
    for number in range(first, len(lines)):
        line = lines[number]
        if line.startswith(">") or number in heads or not line.strip():
            quoted.append(line)
            if between and between[-1]:
                between.append("")
        else:
            between.append(line)
    body = _plain(new, sender_name, sender)
    below = _plain(between, sender_name, sender)
    answers = tuple(line.strip() for line in below.new_text.split("\n") if line.strip())
    filled = _answers(_unquote(quoted), opening, own, letters)
    joined = "\n\n".join(part for part in (body.new_text, below.new_text) if part)
    signature = "\n".join(part for part in (body.signature, below.signature) if part)
    ours = answers if _is_ours(opening, own, letters) else ()
    return Body(joined, "\n".join(quoted).strip(), signature, (*ours, *(a for a in filled if a not in ours)))


def _is_ours(opening: Quote | None, own: Sequence[str], letters: Sequence[str]) -> bool:
    if letters:
        return True
    if opening is None:
        return False
    named = not opening.senders() and _OUR_NAME.search(fold(opening.head.get("de", "")))
    return bool(named or set(opening.senders()) & set(own))


def _answers(quoted: list[str], opening: Quote | None, own: Sequence[str], letters: Sequence[str]) -> tuple[str, ...]:
    """Lines that were filled into our quoted letter. With the letter at hand: all that it does not hold; without it:
    label and value, or a value alone, of the kinds that our letters leave blank."""
    if not _is_ours(opening, own, letters):
        return ()
    start = opening.body - opening.first if opening else 0
    body = _unquote(quoted[start:])
    known = {key(line) for letter in letters for line in letter.split("\n")} if letters else None
    older = find_quotes(body)
    letter, _ = split_signature(body[: older[0].first] if older else body, _OUR_SIGNATURE, None)
    found: list[str] = []
    label = ""
    for line in letter:
        if not line.strip():
            continue
        if known is not None and key(line) in known:
            label = line if _is_blank_label(line) else ""
            continue
        if _filled(line) or (known is not None and not _partly_known(line, known)):
            found.append(line.strip())
        elif _BARE_VALUE.match(line):
            found.append(f"{label.strip()} {line.strip()}".strip())
        label = line if _is_blank_label(line) else ""
    return tuple(found[:60])


def _is_blank_label(line: str) -> bool:
    text = fold(line)
    return len(text) < 90 and text.rstrip().endswith(":") and bool(_LABELS.search(text))


def _partly_known(line: str, known: set[str]) -> bool:
    """A line of the letter that a mail program wrapped or joined."""
    text = key(line)
    return len(text) < 4 or any(text in whole or (whole and len(whole) > 12 and whole in text) for whole in known)


def _filled(line: str) -> bool:
    match = _LABELLED.match(fold(line))
    if not match or not _LABELS.search(match["label"]) or _NO_VALUE.match(match["value"]):
        return False
    value = match["value"]
    if len(value) > 120 or len(match["label"].split()) > 7:
        return False
    return bool(re.search(r"\d{4}|@", value)) or (len(value.split()) >= 1 and not value.endswith((".", ":")))
