"""The one gate for all automatic mail: what a program must never answer, and how much it may write."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache

from cases.decision import Letter
from cases.policy import Policy
from cases.reading import Reading, Sobre, Tipo
from cases.text import key

# Stands at the end of every automatic letter: two desks of this kind know each other by it when headers are lost.
MARCA = "Carta preparada automáticamente por la mesa de entrada de soporte Quipux."

_NEVER_ANSWERED: tuple[Tipo, ...] = ("aviso_quipux", "respuesta_automatica", "rebote")
# Answers to words alone: a machine could draw them for ever. The others need data that only a person brings.
_CONVERSATION = ("consulta_derivada", "estado_tramite", "registro_pendiente", "backup_no_autorizado")
_HOURLY = {
    "remitente": "se alcanzó el límite de cartas por hora a esta dirección",
    "caso": "se alcanzó el límite de cartas por hora de este caso",
    "total": "se alcanzó el límite de cartas por hora de la mesa",
}
_MACHINE = re.compile(
    r"(?:no|do|dont|don.t|never)[-_.]?(?:not[-_.]?)?(?:reply|responder|responda|respond|contestar|conteste|answer)\b.*"
    r"|.*[-_.]?no[-_.]?reply|mailer[-_.]?daemon|mail[-_.]?daemon|postmaster|bounces?\b.*|.*[-_.]bounces?|listserv|majordomo|daemon|nobody"
    r"|owner-.*|.*-(?:owner|request|bounces)|autoresp\w*|auto[-_.]?reply|respuesta[-_.]?automatica",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\w*\d\w*")
_TAG = re.compile(r"\[?AIQ-\d{4}-\d{5,8}(?:\s?[:·]\s?\w{10})?\]?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cause:
    """The mail that a letter would answer. `nuestra`: it carries a genuine reference of ours (threads.find_all)."""

    sobre: Sobre
    tipo: Tipo
    texto: str = ""
    nuestra: bool = False
    pie: str = ""

    @classmethod
    def of(cls, reading: Reading, nuestra: bool) -> Cause:
        return cls(reading.sobre, reading.tipo, reading.texto_nuevo, nuestra, reading.pie)


@dataclass(frozen=True, slots=True)
class Counts:
    """Automatic letters that the registry has already accepted: to this address, about this case and in all in the last
    hour, and `consulta_derivada` to this address in the last 24 hours. `iguales_dia` counts earlier mails
    of the last 24 hours from the same sender with the same `wording`."""

    remitente_hora: int = 0
    caso_hora: int = 0
    total_hora: int = 0
    consultas_dia: int = 0
    iguales_dia: int = 0


@lru_cache(maxsize=64)
def _plain(text: str) -> str:
    """`key` of a whole mail, kept while questions are asked about it."""
    return key(text)


def _without_numbers(text: str) -> list[str]:
    given = text.split()
    if all(map(str.isalpha, given)):
        return given
    words: list[str] = []
    for word in given:
        words += (word,) if word.isalpha() else _NUMBER.sub(" ", word).split()
    return words


@lru_cache(maxsize=64)
def wording(text: str) -> str:
    """A fingerprint of what a mail says, without numbers, case tags, punctuation and accents: a machine that answers
    again says the same under a new ticket number. Empty for an empty text."""
    if "q-" in text.lower():  # a tag's: its pattern passes over every letter
        text = _TAG.sub(" ", text)
    words = _without_numbers(_plain(text))
    return hashlib.sha256(" ".join(words).encode()).hexdigest()[:24] if words else ""


def is_machine(address: str | None) -> bool:
    """Whether nobody reads what is sent to this address (null sender, no-reply, mailer-daemon, list managers)."""
    local, at, domain = (address or "").strip().strip("<>").rpartition("@")
    return not at or not local or not domain or bool(_MACHINE.fullmatch(local.partition("+")[0]))


def is_own(address: str | None, policy: Policy) -> bool:
    own = {policy.direccion.lower(), *(each.lower() for each in policy.direcciones_propias)}
    return (address or "").strip().lower() in own


def _mail_forbids(cause: Cause) -> str | None:
    if cause.tipo in _NEVER_ANSWERED:
        return "el mensaje es automático"
    if cause.sobre.automatico:
        return f"el mensaje es automático: {cause.sobre.automatico[0]}"
    if not cause.nuestra and key(MARCA) in f"{_plain(cause.texto)} {_plain(cause.pie)}":
        return "el mensaje es una carta automática de otra mesa como esta"
    return None


def _budget_forbids(letter: Letter, counts: Counts, policy: Policy) -> str | None:
    if letter.carta in _CONVERSATION and counts.iguales_dia:
        return "el remitente ya envió el mismo texto"
    if letter.carta == "consulta_derivada" and counts.consultas_dia >= policy.consultas_por_remitente_dia:
        return "ya se acusó recibo de otras consultas del remitente"
    spent = {
        "remitente": counts.remitente_hora >= policy.por_remitente_hora,
        "caso": counts.caso_hora >= policy.por_caso_hora,
        "total": counts.total_hora >= policy.total_hora,
    }
    return next((reason for name, reason in _HOURLY.items() if spent[name]), None)


def may_wait(letter: Letter, reason: str) -> bool:
    """Whether a held letter shall leave an hour later: only an hourly budget stands in its way, and the procedure
    needs it (somebody's term runs on it)."""
    return reason in _HOURLY.values() and letter.carta not in _CONVERSATION


def may_send(letter: Letter, to: str, cause: Cause | None, counts: Counts, policy: Policy) -> str | None:
    """Why this letter must not go to `to` (Spanish), or null when it may. `cause` is null for letters that a deadline
    or a clerk ordered. A clerk's own letter (`automatica` false) needs only an address that somebody reads."""
    if is_machine(to):
        return "nadie lee esa dirección"
    if is_own(to, policy):
        return "la dirección es de la propia mesa"
    if not letter.automatica:
        return None
    return (cause and _mail_forbids(cause)) or _budget_forbids(letter, counts, policy)
