"""Whose data these are: the new AIQ, the outgoing one, the backup, the institution, or somebody who does not count."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from cases.text import flat

Rol = Literal["aiq", "aiq_saliente", "aiq_backup", "institucion", "ajeno"]
PEOPLE: tuple[Rol, ...] = ("aiq", "aiq_saliente", "aiq_backup")  # of a request

_BACKUP = re.compile(
    r"\bback\s?-?\s?up\b|\b(?:de|como|del?)\s+respaldo\b|\brespaldo$|^respaldo\b|\(respaldo\)|\bsuplente\b"
    r"|\baltern[oa]\b|\bde reserva\b|\b(?:reemplaza|sustituye|subroga)\w* en (?:(?:su|caso de) )?ausencia"
    r"|\bsecundari[oa]\b|\bsegund[oa]\s+(?:administrador|aiq|responsable)"
    r"|\b(?:aiq|administrador[a]?|quipux)\s+(?:de\s+)?respaldo\b|\bsubrogante del aiq\b"
)
_OUT = re.compile(
    r"\bsal(?:ientes?|e|ida|dra)\b|\banterior(?:es)?\b|\bcesa(?:nte|ra|do|da)?\b|\bdesvincul|\b(?:reemplazad"
    r"|sustituid|relevad)[oa]\b"
    r"|\bex\s?-?\s?(?:aiq|administrador|responsable|servidor|funcionari)|\b(?:dar )?de baja\b|\bbaja\b|\bprevi[oa]\b"
    r"|\ba (?:ser )?(?:reemplaza|sustitui|releva|inactiva|desactiva|elimina)"
    r"|\bqu(?:e|ien) (?:l[ao] )?(?:deja|sale|se (?:va|retira|desvincula)"
    r"|culmina|finaliza|termina|concluye|entrega|cesa|renuncia)(?:ra)?\b|\bdeja(?:ra)? (?:el|la|de|sus)\b|\bactual\b"
    r"|\bhasta (?:ahora|hoy|la fecha)\b|\bantigu[oa]\b"
    r"|\b(?:des|in)activ(?:ar|ad[oa]|acion)\b"
    r"|^(?:entrega|cede|se retira)\W*$"
    r"|\bqu(?:e|ien) (?:ya no\b|hasta (?:la fecha|ahora|hoy|el)\b|(?:\w+ )?actualmente\b|se desempen(?:o|aba)\b"
    r"|venia\b|vino\b|fungi(?:a|o)\b|ejerci(?:a|o)\b|cumpli(?:a|o)\b|administr(?:aba|o)\b|actuaba\b|est(?:aba|uvo)\b"
    r"|(?:dej|entreg|finaliz|culmin|termin|ces|renunci|concluy|sali)o\b|concluira\b"
    r"|fue (?:el |la |nuestr[oa] )?(?:administrador|aiq|responsable|remov|desvincul|cesad|traslad|reubic)"
    r"|ha (?:venido|desempen|ejerci|cumpli|estado|fungi|actuado|administr|dejad"
    r"|sido (?:el |la )?(?:admin|aiq|respon)))"
    r"|\bse (?:l[aeo] )?(?:(?:debe|debera|va a) )?(?:retira|quita|revoca|inactiva|desactiva)(?:r|ra)?\b"
    r"|\b(?:consta|figura|registrad[oa]) (?:actualmente|al momento|hasta (?:hoy|ahora))\b"
    r"|\bactualmente (?:consta|figura|registrad)"
    r"|\b(?:culmin|finaliz)a(?:ra)? (?:sus )?funcion|\bsalient\w*\b|\bretirad[oa]\b|\beliminar\b|\brenunciante\b"
)
_NEW = re.compile(
    r"\bnuev[oa]s?\b|\bentra(?:ntes?|ra)?\b|\bdesignad[oa]s?\b|\bpropuest[oa]\b|\bprincipal\b|\basignad[oa]\b"
    r"|\breemplaza(?:nte)?\b|\bsustitut[oa]\b|\btitular\b|\bsucesor[a]?\b|\b(?:dar )?de alta\b|\balta\b"
    r"|\bingres[ao]\b|\bingresara\b"
    r"|\bpor designar\b|\ba designar\b"
    r"|\bqu(?:e|ien) (?:l[ao] )?(?:ingresa|asume|asumira|entra|ree?mplaza|sustituye"
    r"|releva|recibe|se posesiona)(?:ra)?\b"
    r"|\bqu(?:e|ien) (?:sustitui|recibi|administra|ejerce|cumpli|actua|fungi|se (?:ha|encarga|desempena)|queda)ra\b"
    r"|\bque (?:estara|va a estar) a cargo\b|\ba registrar\b|\bactivar\b"
    r"|\bdebe(?:ra)? (?:constar|figurar|quedar|registrarse)\b|\ba (?:constar|quedar) (?:registrad|como)"
    r"|\bque se (?:designa|nombra|propone|registra|incorpora|habilita)(?:ra)?\b|^recibe$"
    r"|\bdesde (?:ahora|hoy|la fecha)\b|\bseleccionad[oa]\b|\ba habilitar\b"
    r"|\basum(?:e|ira)\b|\bincorpora\w*\b|\bfutur[oa]\b"
)
_PRINCIPAL = re.compile(r"\bprincipal\b|\bentrante\b|\bdesign\w+|\bnuev[oa]\b")
_ADMIN = re.compile(r"\badministrador(?:a|\(a\)|/a)?\b|\baiq\b|\bfuncionari[oa]\b|\bservidor(?:a)?\b")
_HOUSE = re.compile(
    r"^\W*(?:[ivx\d]{1,3}[.)\-]\s*)?(?:de(?:\s+la)?\s+)?(?:institucion|entidad)\b"
    r"|\bidentificacion\s+(?:de\s+la\s+(?:institucion|entidad)|institucional)\b"
    r"|^\W*(?:[ivx\d]{1,3}[.)\-]\s*)?sobre\s+(?:la|el|nuestra)\s+(?:institucion|entidad|empresa|organismo)\b|"
    r"\b(?:datos|informacion)\s+(?:generales\s+)?(?:de\s+(?:la\s+)?|del\s+|de\s+nuestra\s+)?(?:institucion|entidad"
    r"|empresa|organismo|dependencia|cartera|gad|universidad|hospital|municipio|institucional(?:es)?)\b"
    r"|^(?:la\s+)?(?:institucion|entidad)\b|\binstitucion solicitante\b|\bde la (?:institucion|entidad)\s*:?$"
)
# A house that a clause tells («Datos de la institución que solicita el cambio de administrador»).
_OF_HOUSE = re.compile(r"\W*(?:datos|informacion)(?: \w+)? de la (?:institucion|entidad|empresa) (?:que|solicitante)\b")
_OTHERS = re.compile(
    r"\b(?:solicitante|firmante|maxima autoridad|autoridad|representante legal|jefe inmediato|jefa inmediata"
    r"|delegante|delegado"
    r"|superior inmediato|contraparte|elaborado|revisado|aprobado|contacto institucional|remitente)\b"
)


# Somebody of whom a heading says that nothing is asked.
_STAYS = re.compile(r"\(?\b(?:se mantiene|sin cambios?|no cambia|solo (?:como |de )?referencia|como referencia)\b\)?$")
# A letter by its author («adjunto el oficio de la máxima autoridad y los datos solicitados:») says nothing of whose
# data follow.
_AUTHOR = re.compile(
    r"\b(?:oficio|carta|documento|pedido|solicitud|comunicacion|disposicion|autorizacion)s?(?: \w+)? (?:de|por)"
    r" (?:la |el |nuestra )?(?:maxima autoridad|autoridad|representante legal)\b"
)
# Whom the new one replaces: «SERVIDOR QUE SE REEMPLAZA», «a quien sustituye», «Quien reemplaza a:».
_REPLACED = re.compile(
    r"(?<!con )\ba(?:l| la)? (?:que|quien|cual) (?:se )?(?:l[ao] )?(?:ree?mplaz|sustitu|relev)\w+"
    r"|(?<!\bcon que )(?<!\bcon quien )(?<!\bcon el que )(?<!\bcon la que )(?<!\bpor quien )"
    r"\bse (?:l[ao] )?(?:ree?mplaza|sustituye|releva)(?:ra)?\b"
    r"|(?:\bquien )?\b(?:ree?mplaza|sustituye|releva)(?:ra)? a(?:l| la)?\W*$|\ben (?:reemplazo|lugar) del?(?: la)?\W*$"
)


@lru_cache(maxsize=4096)
def role_in(text: str) -> Rol | None:
    """The role that the words of a label, a heading or a cell name, or null; an outgoing backup does not count."""
    plain = _AUTHOR.sub("oficio", _REPLACED.sub("saliente", flat(text)))
    if _OF_HOUSE.match(plain):
        return "institucion"
    if _STAYS.search(plain):
        return "ajeno"
    backup, out = bool(_BACKUP.search(plain)), bool(_OUT.search(plain))
    if backup:
        return "ajeno" if out and not _NEW.search(plain) else "aiq_backup"
    if out and not _NEW.search(re.sub(r"\b(?:principal|titular)\b", "", plain)):
        return "aiq_saliente"
    if _NEW.search(plain) and not _OTHERS.search(plain):
        return "aiq"
    if _HOUSE.search(plain):
        return "institucion"
    if _OTHERS.search(plain) and not _ADMIN.search(plain):
        return "ajeno"
    return "aiq" if _ADMIN.search(plain) and not _OTHERS.search(plain) else None


def roles_beside(texts: Sequence[str]) -> list[Rol | None]:
    """The roles that the headings of one table name: beside somebody who was it before, the ``actual`` is the new
    one."""
    roles = [role_in(text) for text in texts]
    now = [bool(_NOW.search(flat(text))) for text in texts]
    before = any(role == "aiq_saliente" and not late for role, late in zip(roles, now, strict=True))
    if not before or "aiq" in roles:
        return roles
    return ["aiq" if role == "aiq_saliente" and late else role for role, late in zip(roles, now, strict=True)]


_NOW = re.compile(r"\bactual\b")


def new_by_now(texts: Sequence[str]) -> set[str]:
    """The headings of a letter whose ``actual`` is the new one, since another tells of somebody who was it before."""
    if not any(_NOW.search(flat(text)) for text in texts):
        return set()
    heads = [text for text in texts if heading_role(text)]
    return {text for text, role in zip(heads, roles_beside(heads), strict=True) if role == "aiq"}


_NAMED = re.compile(
    r"\badministrador|\baiq\b|\bentra|\bsal[ei]|\bsuplente|\baltern|\bque (?:deja|asum|ingres)|\bback\s?-?up"
    r"|\brespaldo|\bnuev[oa]\b|\bdesignad[oa]\b|\breemplaza"
)


@lru_cache(maxsize=1024)
def role_of_label(text: str) -> Rol | None:
    """The role that a label names besides its datum (``Cédula del AIQ saliente``); most name none, and ``Cargo actual``
    or ``Nombre del servidor`` do not either."""
    plain = _CHOSEN.sub(" ", _REPLACED.sub("saliente", flat(text)))
    if not _NAMED.search(plain):
        return None
    if _BACKUP.search(plain) or _OUT.search(plain) or _NEW.search(plain):
        return role_in(plain)
    return None


# Whoever was designated may since be outgoing, or the backup: the heading knows.
_CHOSEN = re.compile(r"\b(?:designad|asignad|propuest|titular)[oa]?s?\b(?:\s?\([oas]+\)|/[oas]+)?")


_DATA = re.compile(
    r"\b(?:datos|informacion|administra|aiq|institucion|entidad|servidor|funcionari|ficha|formulario|persona"
    r"|responsable"
    r"|identificacion|usuari[oa]|titular|alta|baja)"
)


_COMES_OR_GOES = re.compile(
    r"\bqu(?:e|ien) (?:l[ao] )?(?:(?:se|sera|es) )?(?:ingres|asum|entr|reempla|sustitu|relev|recib|deja|sal|cul|fin"
    r"|term|concl|ces|desvincul|posesion|va\b|retir|incorp)"
)


# Whoever comes or goes, called by nothing else («QUIEN DEJA LA FUNCIÓN (SALIENTE)»).
_COMER = re.compile(rf"^(?:de )?(?:el |la )?{_COMES_OR_GOES.pattern}|\((?:entrante|saliente|back\s?-?up)\)")


# A title however long it is: data of somebody, or somebody without an article, whom a clause with «que» tells; the
# clause has one verb and no other sentence follows it.
_TITLE = re.compile(
    r"(?:(?:[ivx]{1,4}|\d{1,2}|[a-h])(?:\.\d{1,2})?[.)\-]+\s*)?"
    r"(?:(?:datos|informacion|ficha|identificacion|registro)(?: (?:personales|completos|generales))?"
    r" de(?:l| la| quien)\b"
    r"|(?:administrador|servidor|funcionari|usuari|persona|responsable|aiq)(?:[ao]|/a|\(a\))?(?: \w+){0,2} que\b)"
    r"(?!.*(?:[,;]|\. |\b(?:son|es (?:el|la)|(?:solicit|remit|adjunt|detall|indic)(?:o|amos|imos)|consta\w*"
    r"|encuentr\w+)\b))"
)


def is_title(text: str) -> bool:
    """Whether a text can be nothing but a title over somebody's data, however long (``Datos del servidor que …``)."""
    return _TITLE.match(flat(text).strip(" .•*-")) is not None and heading_role(text) is not None


_GREETING = re.compile(r"(?:muy )?(?:respeta(?:ble|d[oa])|estimad[oa]|distinguid[oa]|apreciad[oa]|honorable)s?\b")
_UNTICKED = re.compile(r"\s*(?:[☐□◻○]|\(\s*\)|\[\s*\])")


# What opens a sentence, and no title that has no colon.
_OPENS = re.compile(
    r"(?:de igual|asimismo|ademas|adicional\w+|igualmente|de la misma|por (?:lo|otr[oa])|se (?:ha|le|l[oa]) )\b"
)
# What counts a title («b) …», «TERCERO.- …», «Literal a: …»), or a bullet that looks like a letter («o …»).
_COUNTED = re.compile(
    r"\s*(?:\(?(?:[a-z]|[ivx]{2,5})\s?(?:[.)]-?|\.-)\s+|o\s+"
    r"|(?i:(?:primer|segund|tercer|cuart|quint|sext|s[eé]ptim|octav)[oa])\s?[.:)]+-?\s+"
    r"|(?i:punto|numeral|literal|secci[oó]n|parte|cap[ií]tulo|bloque)\s+\w{1,4}\s?[.:)–\-]+\s+)(?=[A-ZÁÉÍÓÚÑ])"
)


def heading_role(text: str) -> Rol | None:
    """The role that a line announces for what follows it: a title of few words, or a sentence that ends in a colon."""
    text = text[found.end() :] if (found := _COUNTED.match(text)) else text
    plain = flat(text).strip(" .•*-")
    words = len(plain.split())
    ends_open = plain.endswith(":")
    title = _TITLE.match(plain) is not None
    if _UNTICKED.match(text) or _GREETING.match(plain):  # a choice that was not made; who is written to
        return None
    first = next((char for char in text if char.isalpha()), "a")
    if first.islower() or text.rstrip().endswith((".", ",", ";")):  # the rest of a sentence
        return None
    if not words or (words > (16 if title else 12) and not ends_open) or "@" in plain or re.search(r"\d{6}", plain):
        return None
    last = re.split(r"[.;]\s", plain)[-1] if ends_open else plain
    if not (_DATA.search(last) or _COMER.search(last) or words <= 4):
        return None
    if not (ends_open or title) and (
        words > 8
        or re.search(r"\b(?:solicito|solicita|solicitar|remito|adjunto|particular|atencion)\b", plain)
        or (re.search(r"\bque\b", plain) and (words > 6 or not _COMES_OR_GOES.search(plain)))
    ):
        return None
    if not ends_open and _OPENS.match(plain):
        return None
    if ends_open and words > 12:
        return _sentence_role(plain)
    return role_in(last)


def _sentence_role(sentence: str) -> Rol | None:
    """Of a long sentence only the words right before its colon count, and none where it speaks of several people."""
    spoken = [bool(cue.search(sentence)) for cue in (_BACKUP, _OUT, _PRINCIPAL)]
    if sum(spoken) > 1:
        return None
    tail = " ".join(_AUTHOR.sub("oficio", sentence).split()[-12:])
    return role_in(tail) if re.search(r"\b(?:datos|informacion|detalle)\b", tail) else None
