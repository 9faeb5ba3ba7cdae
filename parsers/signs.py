"""What the rules about a mail's kind look at: its texts, folded and well spelt, and what its documents are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from cases.text import fold
from parsers.mail.mime import Mail
from parsers.sentences.callback import without_calls
from parsers.words.beginnings import Begun
from parsers.words.phrases import phrases, read_table

if TYPE_CHECKING:
    from parsers.letters.claims import Claim

SAYS = phrases(read_table("tipos"))
PREFIXES = re.compile(r"^(\s*(re|rv|fwd?|rm|rta)\s*:)+", re.IGNORECASE)
TAG = Begun(r"\baiq-20\d\d-\d{4,6}\b")
_KEY_WORDS = ("administrador", "administradora", "institucional", "quipux", "respaldo", "parametrizacion", "cambio")
_WELL_SPELT = frozenset((
    "institucion", "instituciones", "institucionales", "institucionalmente", "respaldos", "respaldar", "respalda",
    "respaldado", "respaldada", "respaldan", "administradores", "administradoras", "administrado", "administrada",
    "parametrizar", "parametrizaciones", "administra", "administrar", "cambios", "cambia", "cambie",
    "cambian", "camino",
))  # fmt: skip
_WORD = re.compile(r"\w+")
# Asked of each different word alone: over a text it tries at every letter.
_MISSPELT = re.compile(r"[aiqkrp][a-z]{4,16}|c[a-z]{4,6}")
# What stands before its first digit is asked about behind it: a pattern that begins with a digit passes over the rest.
CEDULA = re.compile(r"\d(?<![\d-]\d)[ .\-]?(?:\d[ .\-]?){7,8}\d(?![\d-]|\.\d)")
_COLUMNS = re.compile(r"\s{3,}|\t")
_LABELLED = re.compile(
    r"(?m)^[^\w\n]*(?:\d{1,2}[^\w\n]+)?(?:numero |no\.? |nro\.? )?(?:de )?(?:cedula|celular|telefono|telf|"
    r"correo|e-?mail|cargo|puesto|nombres?|apellidos|nombres y apellidos|"
    r"extension|ext|siglas?|institucion|c\.?i)\b[^:\n]{0,40}[:=]\s*\S"
)


class Words(str):
    """A folded text that is asked for phrases of the table; the rules ask the same of it again and again."""

    def __init__(self, text: str):
        self._said: dict[str, bool] = {}

    @cached_property
    def without_spare(self) -> Words:
        """The text with the backup's post left out, so that it is not taken for the principal's."""
        without = SAYS["suplente_junto"].sub(" ella ", self)
        return Words(without) if without != self else self

    def say(self, what: str) -> bool:
        if what not in self._said:
            self._said[what] = bool(SAYS[what].search(self))
        return self._said[what]


@dataclass(frozen=True, slots=True)
class Signs:
    """What the rules look at, texts folded, the writer's presentation of himself left out. `lines` is the text with
    its line breaks; `claimed` what the documents are; `unread` whether some file could not be read."""

    mail: Mail
    subject: Words
    text: Words
    lines: str
    documents: Words
    claimed: frozenset[str]
    unread: bool
    attached: bool

    def says(self, what: str) -> bool:
        """In the subject or the text."""
        return self.subject.say(what) or self.text.say(what)

    @property
    def data(self) -> int:
        """How many data of a person the text seems to bring."""
        return len(_LABELLED.findall(self.lines)) + 2 * bool(CEDULA.search(self.lines))

    @property
    def by_the_aiq(self) -> bool:
        """Whether the writer presents himself as the AIQ: he tells of his backup, his own change comes by oficio."""
        return "el remitente" in self.text

    def about_aiq(self) -> bool:
        return bool(
            re.search(r"\baiq\b|quipux|administrador|el remitente", f"{self.subject} {self.text} {self.documents}")
        )

    def principal(self) -> bool:
        """Whether subject or text speak of a change of the principal AIQ, mentions of the backup set aside."""
        return any(of_principal(each) for each in (self.subject, self.text))


def of_principal(words: Words) -> bool:
    return words.without_spare.say("principal")


def signs_of(mail: Mail, claims: Sequence[Claim]) -> Signs:
    """The mail's texts, folded, and what its documents are."""
    texts = " . ".join(_document_text(claim) for claim in claims if claim.kind != "identidad")
    unread = any(not claim.document.pages and not claim.document.cells and claim.document.problems for claim in claims)
    content = mail.content[:12_000]
    return Signs(
        mail=mail,
        subject=_masked(fold(PREFIXES.sub("", mail.sobre.asunto or ""))),
        text=_masked(fold(content)),
        lines=without_calls("\n".join(fold(_COLUMNS.sub(": ", line.strip())) for line in content.split("\n"))),
        documents=_masked(fold(texts[:40_000])),
        claimed=frozenset(claim.kind for claim in claims),
        unread=unread or bool(mail.problems),
        attached=bool(claims),
    )


def _masked(text: str) -> Words:
    """Key words in their right spelling, and the writer's presentation of himself left out."""
    words = filter(_MISSPELT.fullmatch, set(_WORD.findall(text)))
    meant = {word: right for word in words if (right := _spelling(word)) != word}
    spelled = _WORD.sub(lambda match: meant.get(match[0], match[0]), text) if meant else text
    return Words(SAYS["presentacion"].sub(" el remitente ", spelled))


@lru_cache(maxsize=4_096)
def _spelling(word: str) -> str:
    """The key word that was meant, if one is near enough; else the word itself."""
    from rapidfuzz import fuzz, process

    if word in _WELL_SPELT:
        return word
    found = process.extractOne(word, _KEY_WORDS, scorer=fuzz.ratio, score_cutoff=83)  # one letter of six
    return found[0] if found else word


def _document_text(claim: Claim) -> str:
    return " ".join(row.text for row in claim.rows[:400])
