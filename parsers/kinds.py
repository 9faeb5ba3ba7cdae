"""What kind of mail it is: signs in subject, text, documents and headers, each a row with its weight and reason."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from cases.reading import AvisoQuipux, Tipo
from cases.text import fold
from parsers.mail.mime import Mail
from parsers.mail.notices import asks_about_backup, is_automatic_notice
from parsers.signs import CEDULA, PREFIXES, SAYS, TAG, Signs, Words, of_principal, signs_of

if TYPE_CHECKING:
    from parsers.letters.claims import Claim

_THREAD_BACKUP = re.compile(r"back[- ]?up|(?:aiq|administrador) de respaldo|aviso de cambio")
_VALUE = re.compile(r"\d[\d -]{5,}\d|[\w.+-]+@[\w-]+\.\w+")
_NOTICE_SIGNS = (
    "Auto-Submitted: auto-replied",
    "asunto de resp",
    "acuse",
    "respuesta de cal",
    "el texto",
    "cabecera de resp",
    "programa de resp",
)


def classify(mail: Mail, claims: Sequence[Claim], notice: AvisoQuipux | None) -> tuple[Tipo, tuple[str, ...]]:
    """The mail's kind and, in Spanish, the rules that decided it."""
    if mail.rebote is not None:
        return "rebote", ("es un informe de entrega de un servidor de correo",)
    if mail.report == "lectura":
        return "respuesta_automatica", ("es un acuse de lectura",)
    signs = signs_of(mail, claims)
    if notice is not None and (is_automatic_notice(mail) or not (claims or _asks_over(notice, signs))):
        return "aviso_quipux", ("asunto y texto de un aviso de Quipux",)
    requested = _asks_for_change(signs)
    automatic = _automatic(mail)
    if automatic and not (requested and signs.attached):
        return "respuesta_automatica", automatic
    return _of_person(signs, requested)


def _asks_over(notice: AvisoQuipux, signs: Signs) -> bool:
    """Whether a person asks something of his own over a forwarded notice that by itself would only be noted: what
    waits for a document or for a download is the desk's work whoever sends it on."""
    if notice.descarga_solicitada or notice.documento or signs.mail.inner is None:
        return False
    own = Words(fold(signs.mail.new_text[:4_000]))
    return "?" in own or own.say("pedido") or (own.say("respaldo") and asks_about_backup(own))


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
    if of_principal(text):
        return ("un documento adjunto pide el cambio del AIQ",) if not _only_first_use(text) else ()
    about = "quipux" in text or "gestion documental" in text
    if "oficio" not in signs.claimed or not about or _only_first_use(text) or _of_backup_alone(text):
        return ()
    if CEDULA.search(text):
        return ("el oficio adjunto trata de Quipux y trae los datos de una persona",)
    if _ADMINISTERS.search(text) and _data_beside(signs):
        return ("el oficio adjunto trata de la administración de Quipux y el texto trae los datos de una persona",)
    return ()


_ADMINISTERS = re.compile(r"\badministra|\baiq\b|\bresponsable\b")
_FEWEST_DATA = 4


def _of_backup_alone(words: Words) -> bool:
    return words.say("suplente") and not _BOTH_POSTS.search(words)


def _data_beside(signs: Signs) -> bool:
    """Whether the mail's own text holds the data that its letter leaves out, and not those of a backup."""
    of_backup = any(_of_backup_alone(words) for words in (signs.subject, signs.text))
    other = signs.says("cumplimiento") or signs.text.without_spare.say("respaldo")
    return signs.data >= _FEWEST_DATA and bool(CEDULA.search(signs.lines)) and not of_backup and not other


# Not the backup alone: the principal is named beside it, or people come and go.
_BOTH_POSTS = re.compile(
    r"\b(?:aiq|administrador\w*|responsable) (?:principal|titular|entrante|saliente|cesante)\b|\bnuev[oa] responsable\b"
    r"|\b(?:aiq|administrador\w*) (?:anterior|que (?:se )?(?:deja|sale|cesa|retira|va)\b)"
    r"|\bnueva persona responsable de la administracion\b"
    r"|\bdesde (?:ahora|hoy) (?:administra|es (?:el|la) (?:aiq|administrador\w*))\b"
    r"|\b(?:titular|principal) y (?:su )?(?:back|altern|suplent|respald|secundari)|\b(?:alta|baja) de administrador"
    r"|\badministracion institucional\b[^.]{0,160}\b(?:pasa(?:ra)? a|queda(?:ra)?|estara|estuvo|estaba|ejerci(?:a|o)"
    r"|recae(?:ra)?|recaia|cargo de|responsabilidad de)\b"
    # … or the backup stays.
    r"|\b(?:respaldo|back[- ]?up|altern[oa]|suplente)\b[^.;,]{0,30}\b(?:seguira|sigue|continua(?:ra)?|permanece(?:ra)?"
    r"|se (?:mantiene|mantendra|ratifica)|no cambia|es (?:el|la) mism[oa])\b"
    r"|\b(?:seguira|sigue|continua(?:ra)?|permanece(?:ra)?|se (?:mantiene|mantendra))\b"
    r"(?:(?!principal|titular|nuev[oa]|\by\b)[^.;,]){0,60}\b(?:de respaldo|back[- ]?up|altern[oa]|suplente)\b"
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
    if TAG.search(signs.subject) and _THREAD_BACKUP.search(signs.subject):
        rows.append((4, "responde en un trámite de AIQ backup"))
    own_word = signs.by_the_aiq and "oficio" not in signs.claimed
    if rows and not own_word and (signs.principal() or of_principal(signs.documents)):
        rows.append((-7, "también trata del AIQ principal"))
    if rows and signs.text.without_spare.say("respaldo"):
        rows.append((-4, "trata de un respaldo de documentos"))
    if rows and not signs.attached and not signs.data and not TAG.search(signs.subject):
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
    fresh = not sobre.referencias and not TAG.search(signs.subject) and not PREFIXES.match(sobre.asunto or "")
    return bool(signs.text.say("pedido") or (fresh and signs.subject.say("pedido")))


# An answer that says so itself, whatever became of our subject on its way.
_ANSWERS = re.compile(
    r"\b(?:en respuesta a|atendiendo|en atencion a|dando (?:respuesta|contestacion) a) (?:la|las|su|sus) observacion"
    r"|\bsu(?:s)? observacion(?:es)?\b|\bdatos? (?:que faltaba|faltante|solicitado|requerido|observado)"
)


_OUR_SUBJECT = re.compile(r"\bobservaci\w+|\baiq\b|\badministrador|\bcambio de\b|\bfalta(?:n|ntes?)?\b")

# A datum in a sentence («el cargo correcto es Analista»).
_STATED = re.compile(
    r"\b(?:cargo|puesto|siglas|nombres?|apellidos|cedula|celular|correo|telefono)\b(?: (?!no\b)[\w.]+){0,12}? "
    r"(?:es|son|seria|corresponden?(?: a)?) (?!necesari|obligatori|el mismo|la misma|correct[oa]s?\b)\w"
)


def _brings(lines: str) -> bool:
    """Whether the text holds a value or states one; the case's own number is no datum of anybody."""
    beside = TAG.sub(" ", lines)
    return bool(_VALUE.search(beside) or _STATED.search(beside))


def _answers_by_stating(signs: Signs) -> bool:
    """Whether a reply under a subject such as ours states a datum and asks for nothing."""
    reply = PREFIXES.match(signs.mail.sobre.asunto or "") and _OUR_SUBJECT.search(signs.subject)
    return bool(reply and _STATED.search(signs.lines)) and not (signs.says("de_usuario") or signs.says("pregunta"))


def _hands_over(signs: Signs) -> bool:
    """Whether the text tells with verbs who has the system in hand now, and brings his data: no matter of a user."""
    text = signs.text.without_spare
    told = text.say("manejo") and text.say("relevo") and not signs.says("de_usuario")
    return told and signs.data > 1 and not signs.says("pregunta")


def _by_mail(signs: Signs) -> list[tuple[int, str]]:
    """A request whose letter could not be read, or is not there."""
    rows = []
    data = signs.data
    principal = signs.principal() or _hands_over(signs)
    if of_principal(signs.subject):
        rows.append((2, "el asunto habla del cambio de AIQ"))
    if principal and data >= 2:
        rows.append((4, "el texto trae los datos del nuevo AIQ"))
    elif principal and _wants(signs) and not signs.says("pregunta"):
        rows.append((3, "el texto pide el cambio de AIQ"))
    elif principal and signs.attached:
        rows.append((2, "habla del cambio de AIQ y trae adjuntos"))
    if signs.unread and (principal or signs.says("carta")):
        rows.append((3, "anuncia un oficio que no se pudo leer"))
    tagged = TAG.search(signs.subject) or (signs.mail.answers and signs.mail.sobre.referencias)
    tagged = tagged or (PREFIXES.match(signs.mail.sobre.asunto or "") and _ANSWERS.search(signs.text))
    tagged = tagged or signs.mail.asked or _answers_by_stating(signs)
    if tagged and (data or signs.attached or _brings(signs.lines)):
        rows.append((4, "responde a una carta nuestra con datos o documentos"))
    if rows and signs.by_the_aiq and not signs.attached and signs.says("suplente") and not tagged:
        rows.append((-5, "escribe el propio AIQ sobre su backup"))
    if signs.says("correccion") and not (tagged or signs.attached or CEDULA.search(signs.lines)):
        rows.append((-6, "corrige datos propios"))
    if signs.claimed & {"designacion", "delegacion"} and (tagged or principal):
        rows.append((3, "trae una delegación o designación"))
    return rows
