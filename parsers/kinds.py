"""What kind of mail it is: signs in subject, text, documents and headers, each a row with its weight and reason."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cases.reading import AvisoQuipux, Tipo
from cases.text import fold
from parsers.mime import Mail
from parsers.notices import is_automatic_notice

if TYPE_CHECKING:
    from parsers.claims import Claim

_ROLE = (
    r"(?:aiq\b|administrador\w*(?: \w+){0,2} (?:institucional\w*|quipux|del sistema)|"
    r"administrador\w* (?:de|del) (?:\w+ ){0,4}quipux)"
)
_SPARE = r"(?:back[- ]?up|de respaldo|respaldo|suplente|alterno|secundari[oa])"
_OWN_ROLE = re.compile(
    rf"(?:en (?:mi|su) calidad de|como|soy|yo,|quien suscribe,?|"
    rf"suscrit[oa],?)\s+(?:\w+ ){{0,3}}{_ROLE}(?: \w+){{0,3}}? ?(?:principal|titular|saliente)?"
)
_CHANGE = (
    r"(?:cambi\w+|design\w+|nombra\w+|deleg\w+|reemplaz\w+|sustitu\w+|actualiz\w+|registr\w+|acredit\w+|asign\w+|"
    r"relev\w+|releva|"
    r"nuev[oa]s?|entrante|transicion|traspaso|modific\w+|desvincul\w+)"
)
_PRINCIPAL = re.compile(
    rf"{_CHANGE}(?: [\w.,()/]+){{0,9}}? {_ROLE}(?! (?:[\w.]+ ){{0,3}}?{_SPARE})|{_ROLE} (?:entrante|saliente|"
    rf"nuev[oa]|titular|principal)|"
    rf"{_ROLE}(?! (?:[\w.]+ ){{0,2}}?{_SPARE})(?: [\w.,()]+){{0,12}} (?:en (?:reemplazo|lugar|sustitucion) de|sera|"
    rf"fue designad\w+|ha sido designad\w+)"
)
_BACKUP = re.compile(
    rf"{_ROLE} (?:[\w.]+ ){{0,3}}?{_SPARE}|\baiq[- ]?{_SPARE}|{_SPARE} (?:del? )?(?:aiq|administrador\w*)|"
    rf"administrador\w* (?:\w+ )?{_SPARE}|(?:nuev[oa]|cambio de|cambio del) {_SPARE}\b(?! de (?:la )?(?:informacion|"
    rf"documentos))"
)
_DONE = re.compile(
    r"informe (?:final )?de cumplimiento|(?:cumpl\w+|complet\w+|culmin\w+|finaliz\w+|conclu\w+|termin\w+|realiz\w+|"
    r"ejecut\w+|efectu\w+|llen\w+|"
    r"desarroll\w+)(?: [\w.,()/]+){0,10}? (?:plantilla|parametriza\w+|actividades|tareas|seguimiento|configuracion\w*)|"
    r"(?:plantilla|parametriza\w+|actividades|matriz)(?: [\w.,()/]+){0,12}? (?:cumplid|complet|culminad|finaliza|"
    r"realizad|concluid|ejecutad|llena|terminad)\w*|"
    r"plantilla de seguimiento (?:llena|completa|cumplida|adjunta|debidamente)|cumplimiento de (?:la |"
    r"las )?(?:plantilla|actividades|parametriza\w+)"
)
_NOT_DONE = re.compile(
    r"\b(?:no|aun no|todavia no|ni)\b(?: \w+){0,4} (?:cumpl|complet|culmin|finaliz|conclu|termin|realiz|ejecut|pued|"
    r"pod|logr|llen)\w*|"
    r"prorroga|ampliacion del? plazo|mas plazo|no (?:me )?(?:ha |han )?lleg\w+|no (?:he|hemos) recibido|"
    r"como (?:se )?(?:llena|completa|debo|hago)|"
    r"favor (?:me |nos )?(?:enviar|remitir|reenviar|ayud)\w*(?: \w+){0,3} plantilla|(?:donde|"
    r"cuando) (?:\w+ ){0,4}plantilla|duda"
)
_STORED = re.compile(
    r"respaldos? (?:de|del|en|documental\w*|quipux|generad\w*|solicitad\w*|no\b|nro|numero|n[°º]|#|\d)(?! (?:aiq|"
    r"administrador))|"
    r"(?:solicit\w+|descarg\w+|gener\w+|obten\w+|baj\w+|link|enlace|partes|zip|entrega|copia|recuper\w+|"
    r"estado)(?: [\w.,()/]+){0,8}? respaldos?\b|"
    r"respaldos?\b(?: [\w.,()/]+){0,10}? (?:descarg|link|enlace|parte|zip|caduc|expir|venc|documento|informacion|"
    r"bandeja|archivo)\w*|mis? respaldos?\b"
)
_FIRST_USE = re.compile(
    r"\bimplanta\w+|\bimplementa\w+ (?:del? |el |en )?(?:\w+ ){0,4}(?:sistema|quipux)|\badherirnos|"
    r"uso del sistema quipux por primera vez"
)
_QUESTION = re.compile(
    r"(?:requisitos|procedimiento|pasos|informacion|formato|guia|instructivo|indic\w+|consult\w+|orient\w+|saber|"
    r"conocer)(?: \w+){0,8} (?:para|sobre|del?|acerca|como|cual\w*|que)\b|"
    r"\bcomo (?:se )?(?:hace|hago|hacer|realiz|debo|debemos|puedo|podemos|solicit|proced)\w*|\bque (?:debo|debemos|"
    r"necesit\w+|documentos|requisitos)|\bcual(?:es)? (?:es|son)|"
    r"(?:estado|avance)(?: \w+){0,5} (?:tramite|solicitud|cambio|caso)|\?"
)
_REQUEST = re.compile(
    r"\b(?:solicit|pido|pedimos|requier|notific|comunic|inform|remit|adjunt|envi|designad|sirva|dispon|traslad|pong)\w*"
)
_TAG = re.compile(r"\baiq-20\d\d-\d{4,6}\b")
_THREAD_BACKUP = re.compile(r"back[- ]?up|aiq de respaldo|administrador de respaldo|aviso de cambio")
_LETTER_WORD = re.compile(r"\boficios?\b|quipux|\baiq\b|administrador institucional")
_CEDULA = re.compile(r"(?:cedula|\bc\.? ?[ic]\b\.?|identificacion|\bcc\b)[^\d\n]{0,40}\d[\d. -]{7,13}\d")
_LABELLED = re.compile(
    r"(?m)^\W*(?:\d{1,2}\W+)?(?:numero |no\.? |nro\.? )?(?:de )?(?:cedula|celular|telefono|telf|correo|e-?mail|"
    r"cargo|puesto|nombres?|apellidos|nombres y apellidos|"
    r"extension|ext|siglas?|institucion|c\.?i)\b[^:\n]{0,40}(?::|\s{2,}|=)\s*\S"
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


@dataclass(frozen=True, slots=True)
class Signs:
    """What the rules look at; all texts folded."""

    mail: Mail
    subject: str
    text: str
    documents: str
    claimed: frozenset[str]
    unread: bool
    attached: bool

    @property
    def whole(self) -> str:
        return f"{self.subject} . {self.text}"


def _masked(text: str) -> str:
    """Without the writer's presentation of himself, which names a post that nobody changes."""
    return _OWN_ROLE.sub(" el remitente ", text)


def signs_of(mail: Mail, claims: Sequence[Claim]) -> Signs:
    """The mail's texts, folded, and what its documents are."""
    texts = " . ".join(_document_text(claim) for claim in claims if claim.kind != "identidad")
    unread = any(not claim.document.pages and not claim.document.cells and claim.document.problems for claim in claims)
    return Signs(
        mail=mail,
        subject=_masked(
            fold(re.sub(r"^(\s*(re|rv|fwd?|rm|rta)\s*:)+", "", mail.sobre.asunto or "", flags=re.IGNORECASE))
        ),
        text="\n".join(_masked(fold(line)) for line in mail.content[:12_000].split("\n")),
        documents=_masked(fold(texts[:40_000])),
        claimed=frozenset(claim.kind for claim in claims),
        unread=unread or bool(mail.problems),
        attached=bool(claims),
    )


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
        "solicitud_cambio_aiq": [(6, reason) for reason in requested[:1]],
        "aviso_cambio_backup": _backup(signs),
        "informe_cumplimiento": _done(signs),
        "consulta_respaldo": _stored(signs, bool(requested)),
        "otro": _first_use(signs),
    }
    if not requested:
        scores["solicitud_cambio_aiq"] += _by_mail(signs)
    totals = {kind: sum(weight for weight, _ in rows) for kind, rows in scores.items()}
    best = max(totals, key=lambda kind: totals[kind])
    if totals[best] < 3:
        return "otro", ("ninguna regla lo reconoce como trámite de la mesa",)
    return best, tuple(reason for _, reason in scores[best])


def _names_principal(text: str) -> bool:
    """Whether a change of the principal AIQ is spoken of, mentions of the backup set aside."""
    return bool(_PRINCIPAL.search(_BACKUP.sub(" ella ", text)))


def _asks_for_change(signs: Signs) -> tuple[str, ...]:
    """Whether an attached letter asks for the change of the principal AIQ."""
    text = signs.documents
    if not text or not signs.claimed & {"oficio", "designacion", "delegacion", "otro"}:
        return ()
    if _FIRST_USE.search(text) and not _names_principal(text):
        return ()
    if _names_principal(text):
        return ("un documento adjunto pide el cambio del AIQ",)
    quipux = "quipux" in text or "gestion documental" in text
    if "oficio" in signs.claimed and quipux and _CEDULA.search(text) and not _BACKUP.search(text):
        return ("el oficio adjunto trata de Quipux y trae los datos de una persona",)
    return ()


def _backup(signs: Signs) -> list[tuple[int, str]]:
    rows = []
    if _BACKUP.search(signs.subject):
        rows.append((5, "el asunto habla del AIQ backup o de respaldo"))
    if _BACKUP.search(signs.text):
        rows.append((4, "el texto habla del AIQ backup o de respaldo"))
    if _BACKUP.search(signs.documents):
        rows.append((3, "un documento habla del AIQ backup o de respaldo"))
    if _TAG.search(signs.subject) and _THREAD_BACKUP.search(signs.subject):
        rows.append((4, "responde en un trámite de AIQ backup"))
    if rows and (_names_principal(signs.whole) or _names_principal(signs.documents)):
        rows.append((-4, "también trata del AIQ principal"))
    if rows and _QUESTION.search(signs.whole) and not _CEDULA.search(signs.whole):
        rows.append((-4, "pregunta, no avisa"))
    return rows


def _done(signs: Signs) -> list[tuple[int, str]]:
    rows = []
    if "seguimiento" in signs.claimed:
        rows.append((7, "trae la plantilla de seguimiento llena"))
    if _DONE.search(signs.subject):
        rows.append((5, "el asunto informa un cumplimiento"))
    if _DONE.search(" ".join(signs.text.split())):
        rows.append((5, "el texto informa que se cumplieron las actividades"))
    if rows and "seguimiento" not in signs.claimed and _NOT_DONE.search(signs.text):
        rows.append((-6, "dice que no se ha cumplido, o pregunta"))
    return rows


def _stored(signs: Signs, requested: bool) -> list[tuple[int, str]]:
    rows = []
    subject = re.sub(_BACKUP, " ", signs.subject)
    text = re.sub(_BACKUP, " ", " ".join(signs.text.split()))
    if _STORED.search(subject) or subject.strip() in ("respaldo", "respaldos"):
        rows.append((4, "el asunto trata de un respaldo de documentos"))
    if _STORED.search(text):
        rows.append((4, "el texto trata de un respaldo de documentos"))
    if _STORED.search(re.sub(_BACKUP, " ", signs.documents)) and not requested:
        rows.append((4, "un documento trata de un respaldo de documentos"))
    return rows


def _first_use(signs: Signs) -> list[tuple[int, str]]:
    found = _FIRST_USE.search(signs.whole) or _FIRST_USE.search(signs.documents)
    changes = re.search(
        r"\bcambi\w+|reemplaz\w+|salient|entrant|nuev[oa] (?:aiq|administrador)", f"{signs.whole} {signs.documents}"
    )
    return [(7, "pide implantar el sistema, no cambiar su administrador")] if found and not changes else []


def _by_mail(signs: Signs) -> list[tuple[int, str]]:
    """A request whose letter could not be read or is not there."""
    rows = []
    principal = _names_principal(signs.whole)
    data = len(_LABELLED.findall(signs.text)) + 2 * bool(_CEDULA.search(signs.text))
    if _names_principal(signs.subject):
        rows.append((2, "el asunto habla del cambio de AIQ"))
    if principal and data >= 2:
        rows.append((4, "el texto trae los datos del nuevo AIQ"))
    elif principal and _REQUEST.search(signs.text) and not _QUESTION.search(signs.whole):
        rows.append((3, "el texto pide el cambio de AIQ"))
    elif principal and signs.attached:
        rows.append((2, "habla del cambio de AIQ y trae adjuntos"))
    if signs.unread and (principal or _LETTER_WORD.search(signs.whole)):
        rows.append((3, "anuncia un oficio que no se pudo leer"))
    tagged = _TAG.search(signs.subject) or (signs.mail.answers and signs.mail.sobre.referencias)
    if tagged and (data or signs.mail.answers or signs.attached):
        rows.append((4, "responde a una carta nuestra con datos o documentos"))
    if signs.claimed & {"designacion", "delegacion"} and (tagged or principal):
        rows.append((3, "trae una delegación o designación"))
    return rows
