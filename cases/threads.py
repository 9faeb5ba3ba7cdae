"""Our own reference in a conversation: keyed, so that nobody else can write it, and tied to a plausible sender."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterable
from itertools import product

from cases.case import Case
from cases.contacts import is_personal_domain

# Crockford's alphabet: what a person retypes wrongly (O, I, L) is read back as what was meant.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_RETYPED = str.maketrans("OIL", "011")
_LENGTH = 10
# Two characters at a time: ten bits, the lower five first.
_PAIRS = tuple(low + high for high, low in product(_ALPHABET, repeat=2))
_CASO = r"AIQ-\d{4}-\d{5,8}"
_TAG = re.compile(rf"(?<![A-Z0-9-])({_CASO})\s?[:·]\s?([0-9A-Z]{{{_LENGTH}}})(?![A-Z0-9])", re.IGNORECASE)
_BRACKETED = re.compile(rf"\[?{_TAG.pattern}\]?", re.IGNORECASE)
_MESSAGE_ID = re.compile(
    rf"<?\s*(?:({_CASO})|carta)\.([0-9A-Z]{{{_LENGTH}}})\.([0-9A-Z]{{{_LENGTH}}})@[^\s<>@]+>?", re.IGNORECASE
)


def _token(key: bytes, *parts: str) -> str:
    digest = hmac.digest(key, "\0".join(parts).encode(), hashlib.sha256)
    number = int.from_bytes(digest[:8], "big")
    return "".join([_PAIRS[number >> shift & 1023] for shift in range(0, 5 * _LENGTH, 10)])


def _same(written: str, expected: str) -> bool:
    return hmac.compare_digest(written.upper().translate(_RETYPED).encode(), expected.encode())


def reference(key: bytes, caso: str) -> str:
    """Ten characters (50 bits) that only the holder of `key` can make for this case; case-insensitive."""
    return _token(key, "caso", caso)


def subject_tag(key: bytes, caso: str) -> str:
    """What the subject of every letter about a case carries: ``[AIQ-2026-00001:7KQ2MXWPRT]``; empty without a case."""
    return f"[{caso}:{reference(key, caso)}]" if caso else ""


def without_tag(subject: str | None) -> str | None:
    """A subject as people would say it: without our reference, whoever wrote it."""
    return " ".join(_BRACKETED.sub(" ", subject).split()) if subject else subject


def message_id(key: bytes, caso: str, clave: str, domain: str) -> str:
    """The Message-ID (with angle brackets) of the letter `clave` of a case, or of no case (empty `caso`): always the
    same for the same letter, and recognised when it comes back in References."""
    letter = _token(key, "clave", caso, clave)
    return f"<{caso or 'carta'}.{letter}.{_token(key, 'mensaje', caso, letter)}@{domain}>"


def _of_subject(key: bytes, subject: str | None) -> list[str]:
    tags = _TAG.findall(subject or "")
    return [caso.upper() for caso, token in tags if _same(token, reference(key, caso.upper()))]


def _of_references(key: bytes, references: Iterable[str]) -> list[str]:
    found = []
    for match in _MESSAGE_ID.finditer(" ".join(references)):
        caso, letter, mark = (match.group(1) or "").upper(), match.group(2).upper(), match.group(3)
        if caso and _same(mark, _token(key, "mensaje", caso, letter)):
            found.append(caso)
    return found


def find_all(key: bytes, subject: str | None, references: Iterable[str] = ()) -> tuple[str, ...]:
    """Every case whose genuine reference stands in the subject or in References / In-Reply-To, each once."""
    return tuple(dict.fromkeys([*_of_subject(key, subject), *_of_references(key, references)]))


def find(key: bytes, subject: str | None, references: Iterable[str] = ()) -> str | None:
    """The case a mail refers to: the subject's, or the newest of `references` (oldest first). Null without a genuine
    reference, and where subject and newest reference name two cases: then a person decides."""
    tagged, answered = set(_of_subject(key, subject)), _of_references(key, references)
    if answered and (not tagged or answered[-1] in tagged):
        return answered[-1]
    return tagged.pop() if len(tagged) == 1 and not answered else None


def is_participant(sender: str | None, case: Case) -> bool:
    """Whether this very address takes part in the case: the only ones that are told how it stands."""
    return bool(sender) and sender.lower() in case.participantes


def plausible(sender: str | None, case: Case) -> bool:
    """Whether somebody who holds the case's reference may bring data for it: a participant, or a colleague of the
    requester or of the new AIQ (same mail domain, unless that is a public mail service)."""
    if not sender or "@" not in sender:
        return False
    if is_participant(sender, case):
        return True
    people = (case.solicitante, case.solicitud.aiq.correo if case.solicitud.aiq else None)
    homes = {each.lower().rpartition("@")[2] for each in people if each}
    return not is_personal_domain(sender) and sender.lower().rpartition("@")[2] in homes
