"""A mail's text in its parts: what the sender wrote now, what is quoted or forwarded, his signature, his answers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from cases.text import fold, key
from parsers.mail.asked import (
    BARE_VALUE,
    answers_between,
    answers_within,
    asked_in,
    is_blank_label,
    is_filled,
    under_points,
)
from parsers.mail.closings import cut_banner, cut_disclaimers, split_signature
from parsers.mail.quotes import Quote, find_quotes

_FORWARD_SUBJECT = re.compile(r"^\s*(rv|fwd?|rm|reenv\w*|enc|tr|i)\s*:", re.IGNORECASE)
_REPLY_SUBJECT = re.compile(r"^\s*(re|rta|resp|respuesta|aw|sv|r)\s*(\[\d+\])?\s*:", re.IGNORECASE)
_OUR_SIGNATURE = "Soporte Quipux"
_OUR_NAME = re.compile(r"\bsoporte quipux\b")


@dataclass(frozen=True, slots=True)
class Body:
    """`new_text` is the sender's message without quotes, signature and disclaimers; `forwarded` the text of a mail
    forwarded in line with `head` (de, para, copia, asunto, fecha as written); `answers` what was written inside our
    own quoted letter; `told` the new text with the labels of the points of ours that it answers; `asked` the labels of
    what our quoted letter asks for."""

    new_text: str = ""
    told: str = ""
    asked: tuple[str, ...] = ()
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
    letter = _our_letter(quoted, opening, own, letters)
    asked = asked_in(letter)
    return replace(
        body,
        told=under_points(body.told, asked),
        asked=tuple(asked.labels),
        quoted="\n".join(quoted).strip(),
        answers=_answers(letter, letters),
    )


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
    text = _join(message)
    return Body(text, text, signature=_join([*signature, *disclaimers]))


def _join(lines: list[str]) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n").rstrip()


def _unquote(lines: list[str]) -> list[str]:
    return [re.sub(r"^(> ?)+", "", line) if line.startswith(">") else line for line in lines]


def _forward(lines: list[str], quote: Quote, sender_name: str | None, sender: str | None) -> Body:
    body = _plain(lines[: quote.first], sender_name, sender)
    forwarded = "\n".join(_unquote(lines[quote.body :])).strip("\n")
    return replace(body, forwarded=forwarded, head=quote.head)


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
    quoted, between = [], []
    woven: list[tuple[str, bool]] = []
    for number in range(first, len(lines)):
        line = lines[number]
        if line.startswith(">") or number in heads or not line.strip():
            quoted.append(line)
            woven.append((_unquote([line])[0], True))
            if between and between[-1]:
                between.append("")
        else:
            between.append(line)
            woven.append((line, False))
    body = _plain(lines[:first], sender_name, sender)
    below = _plain(between, sender_name, sender)
    letter = _our_letter(_unquote(quoted), opening, own, letters)
    asked = asked_in(letter)
    written = {line.strip() for line in below.new_text.split("\n")}
    found = [pair for pair in answers_between(woven) if pair[0] in written] if _is_ours(opening, own, letters) else []
    labelled = dict(found)
    told = "\n".join(labelled.get(line.strip(), line) for line in below.told.split("\n"))
    ours = tuple(said for _, said in found)
    return Body(
        _parts(body.new_text, below.new_text),
        _parts(under_points(body.told, asked), told),
        tuple(asked.labels),
        "\n".join(quoted).strip(),
        "\n".join(part for part in (body.signature, below.signature) if part),
        (*ours, *(a for a in _answers(letter, letters) if a not in ours)),
    )


def _parts(*texts: str) -> str:
    return "\n\n".join(text for text in texts if text)


def _is_ours(opening: Quote | None, own: Sequence[str], letters: Sequence[str]) -> bool:
    if letters:
        return True
    if opening is None:
        return False
    named = not opening.senders() and _OUR_NAME.search(fold(opening.head.get("de", "")))
    return bool(named or set(opening.senders()) & set(own))


def _our_letter(quoted: list[str], opening: Quote | None, own: Sequence[str], letters: Sequence[str]) -> list[str]:
    """The lines of our letter in what is quoted, without older ones below it; empty when it is somebody else's."""
    if not _is_ours(opening, own, letters):
        return []
    body = _unquote(quoted[opening.body - opening.first if opening else 0 :])
    older = find_quotes(body)
    letter, _ = split_signature(body[: older[0].first] if older else body, _OUR_SIGNATURE, None)
    return letter


def _answers(letter: list[str], letters: Sequence[str]) -> tuple[str, ...]:
    """Lines that were filled into our quoted letter. With the letter at hand: all that it does not hold; without it:
    label and value, or a value alone."""
    if not letters:
        return tuple(answers_within(letter)[:60])
    known = {key(line) for text in letters for line in text.split("\n")}
    found: list[str] = []
    label = ""
    for line in letter:
        if not line.strip():
            continue
        if key(line) not in known:
            if is_filled(line) or not _partly_known(line, known):
                found.append(line.strip())
            elif BARE_VALUE.match(line):
                found.append(f"{label.strip()} {line.strip()}".strip())
        label = line if is_blank_label(line) else ""
    return tuple(found[:60])


def _partly_known(line: str, known: set[str]) -> bool:
    """A line of the letter that a mail program wrapped or joined."""
    text = key(line)
    return len(text) < 4 or any(text in whole or (whole and len(whole) > 12 and whole in text) for whole in known)
