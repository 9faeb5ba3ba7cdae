"""Numbers of official documents: found after their introducer, normalised, and taken apart where they allow it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cases.text import flat, slips, tidy

KINDS = {
    "oficio": "oficio",
    "of": "oficio",
    "memorando": "memorando",
    "memorandum": "memorando",
    "circular": "circular",
    "acuerdo": "acuerdo",
    "resolucion": "resolucion",
    "accion de personal": "accion_personal",
    "decreto": "decreto",
    "providencia": "providencia",
    "nota": "nota",
    "escritura": "escritura",
    "protocolo": "escritura",
}
# What they wrote is told by the «Nro.» behind it.
SLIPPED = {slip: kind for kind in ("oficio", "memorando") for slip in slips(kind)}
_KIND = (
    r"\b(?P<kind>o\s?f\s?i\s?c\s?i\s?o|(?:of(?:ic?|c(?:io)?)?|o\.f)(?=\.?\s?n[ro°º.])"
    rf"|(?:{'|'.join(sorted(SLIPPED))})(?=\s?n(?:ro|o|um)?[.°º])"
    r"|memorand(?:o|um)|circular|acuerdo|resoluci[o0]n|accion de personal|decreto"
    r"|providencia|nota|escritura|protocolo)"
    r"(?:\s+(?:circular|(?:inter)?ministerial|administrativ[oa]|ejecutiv[oa]|extern[oa]|intern[oa]|institucional|rectoral|gerencial"
    r"|alcaldicia|publica|prefectoral|municipal|presidencial|electronic[oa]|digital|\(?quipux\)?"
    r"|de (?:(?:la )?(?:alcaldia|directorio|gerencia|prefectura|rectorado"
    r"|presidencia|direccion|maxima autoridad)(?: general| ejecutiva)?|delegacion)))*"
)
_INTRO = (
    r"(?:(?:\s+(?:signado )?con(?: el)?(?=\s+n))?"
    r"\s*[:.\-]?\s*n(?:r[o0]s?|r(?=\.)|[o0]s?|[u]m(?:ero)?|.{0,2}(?=[°º\"'ª]))?"
    r"\s?[.:°º\"'ª*#]{0,3}\s{0,3}[:\-]?\s*)"
)
_PART = r"[a-z0-9][a-z0-9.&/_]*"
_NUMBER = rf"(?P<number>{_PART}(?:(?<!\d\.)\s{{0,2}}-\s{{0,2}}{_PART}|\s(?=[a-z0-9.]+\s?-\s?[a-z0-9.\-]*\d){_PART})*)"
_CITED = re.compile(_KIND + rf"(?:\s?\.)?(?:{_INTRO}|\s*:\s*(?!n[ro°º.]))" + _NUMBER)
_BARE = re.compile(r"^" + _INTRO.replace(r"\s*[:.\-]?\s*n", r"\s*n", 1) + _NUMBER)


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """`kind` as in KINDS' values; `number` normalised; `start` and `end` its place in the text searched."""

    kind: str
    number: str
    start: int
    end: int


def normal_number(text: str) -> str:
    """Upper case, plain hyphens without blanks around them, single blanks, no introducer and no closing punctuation."""
    value = re.sub(r"\s*-\s*", "-", tidy(text))
    return value.strip(" .,;:-").upper()


def plausible_number(number: str) -> bool:
    """Whether it may number a document: a year 2008–2099, two groups of which one has a number (dossier 1.2; ``CZ9`` is
    a zone), or letters between long runs of digits (``917012026OPLN001244``, a notary's ``20250901045P00312``)."""
    if not re.search(r"\d", number):
        return False
    year = re.search(r"(?<!\d)20(?:0[89]|[1-9]\d)(?!\d)", number)
    if (year and len(number) > 4) or re.fullmatch(r"\d{3,}[A-Z]{2,8}\d{3,}|\d{8,}[A-Z]\d{3,}", number):
        return True
    return len(re.findall(r"[A-Z0-9.]+", number)) >= 2 and bool(re.search(r"\d{2}|(?<![A-Z])\d(?![A-Z])", number))


def find_numbers(text: str) -> tuple[DocumentNumber, ...]:
    """Every ``<Kind> Nro. <number>`` of a text with composed accents, in order; a break after a hyphen is joined."""
    plain = flat(text)
    found = []
    for match in _CITED.finditer(plain):
        written = _before_words(text[match.start("number") : match.end("number")])
        number = normal_number(written)
        if plausible_number(number):
            kind = re.sub(r"\s+", " ", match.group("kind")).replace("0", "o")
            kind = "oficio" if re.match(r"o\.?\s?f", kind) else SLIPPED.get(kind, kind)
            end = match.start("number") + len(written.rstrip(" .,;:-"))
            found.append(DocumentNumber(KINDS.get(kind, kind), number, match.start("number"), end))
    return tuple(found)


_WORD_BEHIND = re.compile(r"\s[-–—]\s+\w?[^\W\d_A-ZÁÉÍÓÚÑ]{2}")


def _before_words(written: str) -> str:
    """A number without the word in small letters that a dash between blanks sets behind it (``GAD-2-2026 - Señor``)."""
    word = _WORD_BEHIND.search(written)
    head = written[: word.start()] if word else written
    return head if head.isupper() and plausible_number(head) else written


_HEADING = re.compile(
    r"^\W*(?:n(?:ro|o|um)?\s?[.°º]{1,2}\s*(?:del?\s+)?(?=oficio))?(?:of(?:ic?|c(?:io)?|icio)?[.:]|"
    + _KIND.removeprefix(r"\b").replace("(?P<kind>", "(?P<kind>", 1)
    + r")\W{0,4}"
    + _INTRO
    + "?"
    + _NUMBER
)


# What parts the groups of a number; a date has nothing but digits.
_GROUPS = re.compile(r"-|[A-Z][/.]|[/.][A-Z]")


def heading_number(text: str) -> tuple[DocumentNumber, ...]:
    """The number of a heading that leaves its introducer out (``OFICIO MDT-2026-089``) or shortens its kind
    (``Of. No. 12-2026``): it must have a year or a letter, and groups."""
    match = _HEADING.match(flat(text))
    if not match:
        return ()
    number = normal_number(text[match.start("number") : match.end("number")])
    rest = text[match.end("number") :].strip(" .,;:-")
    if not plausible_number(number) or not _GROUPS.search(number) or not re.search(r"\d{2}", number) or len(rest) > 45:
        return ()
    kind = re.sub(r"\s+", "", match.group("kind") or "oficio").replace("0", "o")
    return (DocumentNumber(KINDS.get(kind, "oficio"), number, match.start("number"), match.end("number")),)


def bare_number(text: str) -> str | None:
    """The number of a line that holds little else (``No. 036 -2020``, ``SENESCYT – 2017 – 205``), or null."""
    text = tidy(text)
    plain = flat(text)
    match = _BARE.match(plain) or re.match(_NUMBER, plain)
    if not match:
        return None
    number = normal_number(text[match.start("number") : match.end("number")])
    rest = text[match.end("number") :].strip(" .,;:-")
    if _TERM.match(plain):
        return None
    grouped = "-" in number or (CALLED.match(plain) and _GROUPS.search(number))
    return number if plausible_number(number) and grouped and len(rest) <= 3 else None


# A line that says of itself that it is a number (``Nro. …``).
CALLED = re.compile(r"\W*n(?:ro|o|um|umero)?\s?[.:°º]")


# The years of an administration, as letterheads give them (``Administración 2023 - 2027``).
_TERM = re.compile(r"(?:administracion|periodo|gestion|alcaldia|plan|agenda)\b[a-z\s]*\d{4}\s*-\s*\d{4}")


def is_draft(number: str | None) -> bool:
    """Whether the number is temporary: its last part is TEMP, so the document was never issued."""
    return bool(number) and bool(re.search(r"-TEMP(?:-\d+)?$", number or ""))


def number_siglas(number: str | None) -> str | None:
    """The institution's part of a number that begins with letters (``MSP`` of ``MSP-DE-2026-0123-O``)."""
    first = (number or "").split("-")[0]
    return first if re.fullmatch(r"[A-Z][A-Z.&_ ]*", first) else None


def same_number(one: str | None, other: str | None) -> bool:
    """Whether two spellings are one number: letters and digits alone count."""
    a, b = (re.sub(r"[^0-9A-Z]", "", (text or "").upper()) for text in (one, other))
    return bool(a) and a == b
