"""What kind of mail it is: signs in subject, text, documents and headers, each a row with its weight and reason."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from cases.reading import AvisoQuipux, Tipo
from cases.text import fold
from parsers.beginnings import Begun
from parsers.mime import Mail
from parsers.notices import is_automatic_notice
from parsers.phrases import phrases, read_table

if TYPE_CHECKING:
    from parsers.claims import Claim

SAYS = phrases(read_table("tipos"))
_PREFIXES = re.compile(r"^(\s*(re|rv|fwd?|rm|rta)\s*:)+", re.IGNORECASE)
_TAG = Begun(r"\baiq-20\d\d-\d{4,6}\b")
_THREAD_BACKUP = re.compile(r"back[- ]?up|(?:aiq|administrador) de respaldo|aviso de cambio")
_KEY_WORDS = ("administrador", "administradora", "institucional", "quipux", "respaldo", "parametrizacion")
_WELL_SPELT = frozenset((
    "institucion", "instituciones", "institucionales", "institucionalmente", "respaldos", "respaldar", "respalda",
    "respaldado", "respaldada", "respaldan", "administradores", "administradoras", "administrado", "administrada",
    "parametrizar", "parametrizaciones", "administra", "administrar",
))  # fmt: skip
_MISSPELT = re.compile(r"\b[aiqkrp][a-z]{4,16}\b")
# What stands before its first digit is asked about behind it: a pattern that begins with a digit passes over the rest.
_CEDULA = re.compile(r"\d(?<![\d-]\d)[ .\-]?(?:\d[ .\-]?){7,8}\d(?![\d-]|\.\d)")
_VALUE = re.compile(r"\d[\d -]{5,}\d|[\w.+-]+@[\w-]+\.\w+")
_COLUMNS = re.compile(r"\s{3,}|\t")
_LABELLED = re.compile(
    r"(?m)^\W*(?:\d{1,2}\W+)?(?:numero |no\.? |nro\.? )?(?:de )?(?:cedula|celular|telefono|telf|correo|e-?mail|"
    r"cargo|puesto|nombres?|apellidos|nombres y apellidos|"
    r"extension|ext|siglas?|institucion|c\.?i)\b[^:\n]{0,40}[:=]\s*\S"
)
_NOTICE_SIGNS = (
    "Auto-Submitted: auto-replied",
    "asunto de resp",
    "acuse",
    "respuesta de cal",
    "el texto",
    "cabecera de resp",
    "programa de resp",
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
        return len(_LABELLED.findall(self.lines)) + 2 * bool(_CEDULA.search(self.lines))

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
        return any(_of_principal(each) for each in (self.subject, self.text))


def _of_principal(words: Words) -> bool:
    return words.without_spare.say("principal")


def signs_of(mail: Mail, claims: Sequence[Claim]) -> Signs:
    """The mail's texts, folded, and what its documents are."""
    texts = " . ".join(_document_text(claim) for claim in claims if claim.kind != "identidad")
    unread = any(not claim.document.pages and not claim.document.cells and claim.document.problems for claim in claims)
    content = mail.content[:12_000]
    return Signs(
        mail=mail,
        subject=_masked(fold(_PREFIXES.sub("", mail.sobre.asunto or ""))),
        text=_masked(fold(content)),
        lines="\n".join(fold(_COLUMNS.sub(": ", line.strip())) for line in content.split("\n")),
        documents=_masked(fold(texts[:40_000])),
        claimed=frozenset(claim.kind for claim in claims),
        unread=unread or bool(mail.problems),
        attached=bool(claims),
    )


def _masked(text: str) -> Words:
    """Key words in their right spelling, and the writer's presentation of himself left out."""
    meant = {word: right for word in set(_MISSPELT.findall(text)) if (right := _spelling(word)) != word}
    spelled = _MISSPELT.sub(lambda match: meant.get(match[0], match[0]), text) if meant else text
    return Words(SAYS["presentacion"].sub(" el remitente ", spelled))


@lru_cache(maxsize=4_096)
def _spelling(word: str) -> str:
    """The key word that was meant, if one is near enough; else the word itself."""
    from rapidfuzz import fuzz, process

    if word in _WELL_SPELT:
        return word
    found = process.extractOne(word, _KEY_WORDS, scorer=fuzz.ratio, score_cutoff=84)
    return found[0] if found else word


def _document_text(claim: Claim) -> str:
    return " ".join(row.text for row in claim.rows[:400])


def classify(mail: Mail, claims: Sequence[Claim], notice: AvisoQuipux | None) -> tuple[Tipo, tuple[str, ...]]:
    """The mail's kind and, in Spanish, the rules that decided it."""
    if mail.rebote is not None:
        return "rebote", ("es un informe de entrega de un servidor de correo",)
    if mail.report == "lectura":
        return "respuesta_automatica", ("es un acuse de lectura",)
    if notice is not None and (is_automatic_notice(mail) or not claims):
        return "aviso_quipux", ("asunto y texto de un aviso de Quipux",)
    signs = signs_of(mail, claims)
    requested = _asks_for_change(signs)
    automatic = _automatic(mail)
    if automatic and not (requested and signs.attached):
        return "respuesta_automatica", automatic
    return _of_person(signs, requested)


def _automatic(mail: Mail) -> tuple[str, ...]:
    """Reasons that make it an answer by machine; bulk mail and lists alone do not (they are other mail)."""
    reasons = mail.sobre.automatico
    answers = tuple(reason for reason in reasons if reason.startswith(_NOTICE_SIGNS))
    if answers:
        return answers
    replies = bool(mail.sobre.referencias) or re.match(r"\W*re\s*:", fold(mail.sobre.asunto or ""))
    silent = tuple(r for r in reasons if r.startswith(("remitente de sobre", "Auto-Submitted", "X-Auto-Response")))
    return silent if replies else ()


def _of_person(signs: Signs, requested: tuple[str, ...]) -> tuple[Tipo, tuple[str, ...]]:
    scores: dict[Tipo, list[tuple[int, str]]] = {
        "solicitud_cambio_aiq": [(6, reason) for reason in requested] or _by_mail(signs),
        "aviso_cambio_backup": _backup(signs),
        "informe_cumplimiento": _done(signs),
        "consulta_respaldo": _stored(signs, bool(requested)),
        "otro": _first_use(signs),
    }
    totals = {kind: sum(weight for weight, _ in rows) for kind, rows in scores.items()}
    best = max(totals, key=lambda kind: totals[kind])
    if totals[best] < 3:
        return "otro", ("ninguna regla lo reconoce como trámite de la mesa",)
    return best, tuple(reason for weight, reason in scores[best] if weight > 0)


def _asks_for_change(signs: Signs) -> tuple[str, ...]:
    """Whether an attached letter asks for the change of the principal AIQ."""
    text = signs.documents
    if not text or not signs.claimed & {"oficio", "designacion", "delegacion", "otro"}:
        return ()
    if _of_principal(text):
        return ("un documento adjunto pide el cambio del AIQ",) if not _only_first_use(text) else ()
    about = "quipux" in text or "gestion documental" in text
    alone = text.say("suplente") and not _BOTH_POSTS.search(text)
    if "oficio" in signs.claimed and about and _CEDULA.search(text) and not alone:
        return (
            ("el oficio adjunto trata de Quipux y trae los datos de una persona",) if not _only_first_use(text) else ()
        )
    return ()


# Not the backup alone: the principal is named beside it, or people come and go.
_BOTH_POSTS = re.compile(
    r"\b(?:aiq|administrador\w*|responsable) (?:principal|titular|entrante|saliente|cesante)\b|\bnuev[oa] responsable\b"
    r"|\b(?:titular|principal) y (?:su )?(?:back|altern|suplent|respald|secundari)|\b(?:alta|baja) de administrador"
    r"|\badministracion institucional\b[^.]{0,160}\b(?:pasa(?:ra)? a|queda(?:ra)?|estara|recae(?:ra)?|cargo de)\b"
)


_CHANGES = re.compile(r"\bcambi\w+|reemplaz\w+|salient|entrant|nuev[oa] (?:aiq|administrador)")


def _only_first_use(text: Words) -> bool:
    return text.say("implantacion") and not _CHANGES.search(text)


def _backup(signs: Signs) -> list[tuple[int, str]]:
    rows = []
    if signs.subject.say("suplente"):
        rows.append((5, "el asunto habla del AIQ backup o de respaldo"))
    if signs.text.say("suplente"):
        rows.append((6, "el texto habla del AIQ backup o de respaldo"))
    if signs.documents.say("suplente"):
        rows.append((3, "un documento habla del AIQ backup o de respaldo"))
    if not rows and signs.says("suplente_suelto") and signs.about_aiq() and (signs.data or signs.attached):
        rows.append((4, "nombra un backup y trae los datos de una persona"))
    if _TAG.search(signs.subject) and _THREAD_BACKUP.search(signs.subject):
        rows.append((4, "responde en un trámite de AIQ backup"))
    own_word = signs.by_the_aiq and "oficio" not in signs.claimed
    if rows and not own_word and (signs.principal() or _of_principal(signs.documents)):
        rows.append((-7, "también trata del AIQ principal"))
    if rows and signs.text.without_spare.say("respaldo"):
        rows.append((-4, "trata de un respaldo de documentos"))
    if rows and not signs.attached and not signs.data and not _TAG.search(signs.subject):
        told = signs.text.say("pedido") and not signs.says("pregunta")
        rows.append((-3, "no trae datos") if told else (-12, "pregunta o pide ayuda, no avisa"))
    return rows


def _done(signs: Signs) -> list[tuple[int, str]]:
    rows = []
    if "seguimiento" in signs.claimed:
        rows.append((7, "trae la plantilla de seguimiento llena"))
    if signs.subject.say("cumplimiento"):
        rows.append((5, "el asunto informa un cumplimiento"))
    if signs.text.say("cumplimiento"):
        rows.append((5, "el texto informa que se cumplieron las actividades"))
    if rows and "seguimiento" not in signs.claimed and signs.text.say("sin_cumplir"):
        rows.append((-9, "dice que no se ha cumplido, o pregunta"))
    return rows


def _stored(signs: Signs, requested: bool) -> list[tuple[int, str]]:
    rows = []
    subject, text = signs.subject.without_spare, signs.text.without_spare
    if subject.say("respaldo") or subject.strip() in ("respaldo", "respaldos"):
        rows.append((4, "el asunto trata de un respaldo de documentos"))
    if text.say("respaldo"):
        rows.append((4, "el texto trata de un respaldo de documentos"))
    if not requested and signs.documents.without_spare.say("respaldo"):
        rows.append((4, "un documento trata de un respaldo de documentos"))
    if not rows and re.search(r"\brespaldos?\b", subject):
        rows.append((3, "el asunto nombra un respaldo"))
    if rows and SAYS["respaldo_ajeno"].search(f"{subject} {text}"):
        rows.append((-6, "no se refiere a los respaldos de Quipux"))
    return rows


def _first_use(signs: Signs) -> list[tuple[int, str]]:
    whole = Words(f"{signs.subject} . {signs.text} . {signs.documents}")
    return [(9, "pide implantar el sistema, no cambiar su administrador")] if _only_first_use(whole) else []


def _wants(signs: Signs) -> bool:
    """Whether the mail asks or tells; a subject that came back with a reply says nothing about it."""
    sobre = signs.mail.sobre
    fresh = not sobre.referencias and not _TAG.search(signs.subject) and not _PREFIXES.match(sobre.asunto or "")
    return bool(signs.text.say("pedido") or (fresh and signs.subject.say("pedido")))


# An answer that says so itself, whatever became of our subject on its way.
_ANSWERS = re.compile(
    r"\b(?:en respuesta a|atendiendo|en atencion a|dando (?:respuesta|contestacion) a) (?:la|las|su|sus) observacion"
    r"|\bsu(?:s)? observacion(?:es)?\b|\bdatos? (?:que faltaba|faltante|solicitado|requerido|observado)"
)


def _by_mail(signs: Signs) -> list[tuple[int, str]]:
    """A request whose letter could not be read, or is not there."""
    rows = []
    principal = signs.principal()
    data = signs.data
    if _of_principal(signs.subject):
        rows.append((2, "el asunto habla del cambio de AIQ"))
    if principal and data >= 2:
        rows.append((4, "el texto trae los datos del nuevo AIQ"))
    elif principal and _wants(signs) and not signs.says("pregunta"):
        rows.append((3, "el texto pide el cambio de AIQ"))
    elif principal and signs.attached:
        rows.append((2, "habla del cambio de AIQ y trae adjuntos"))
    if signs.unread and (principal or signs.says("carta")):
        rows.append((3, "anuncia un oficio que no se pudo leer"))
    tagged = _TAG.search(signs.subject) or (signs.mail.answers and signs.mail.sobre.referencias)
    tagged = tagged or (_PREFIXES.match(signs.mail.sobre.asunto or "") and _ANSWERS.search(signs.text))
    beside = _TAG.sub(" ", signs.lines)  # the case's own number is no datum of anybody
    if tagged and (data or signs.mail.answers or signs.attached or _VALUE.search(beside)):
        rows.append((4, "responde a una carta nuestra con datos o documentos"))
    if rows and signs.by_the_aiq and not signs.attached and signs.says("suplente") and not tagged:
        rows.append((-5, "escribe el propio AIQ sobre su backup"))
    if signs.says("correccion") and not (tagged or signs.attached or _CEDULA.search(signs.lines)):
        rows.append((-6, "corrige datos propios"))
    if signs.claimed & {"designacion", "delegacion"} and (tagged or principal):
        rows.append((3, "trae una delegación o designación"))
    return rows
