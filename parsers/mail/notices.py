"""Quipux's automatic notices, and what a mail says of a document backup (respaldo): fields as values."""

from __future__ import annotations

import re

from cases.reading import AvisoQuipux, Respaldo
from cases.text import flat, fold, tidy
from parsers.mail.mime import Mail

_SUBJECT = re.compile(
    r"^\W*(?:(?:rv|fwd?|re|reenv\w*)\s*:\s*)*(?P<quipux>quipux\s*:)\s*(?P<action>.*?)(?:\s+-\s+(?P<topic>.*))?$"
)
_FOOTER = re.compile(
    r"soporte quipux|por favor no (lo )?respond|enviado automaticamente por el sistema|estimado:\s*equipo de soporte|"
    r"sistema de gestion documental|gestiondocumental\.gob\.ec"
)
_ACTIONS = re.compile(
    r"ha recibido un documento|documento (recibido|reasignado|informado|comentado|firmado|eliminado)|"
    r"bandeja compartida|"
    r"tarea (asignada|finalizada|cancelada|comentada|reabierta|modificada)|generacion de respaldos|solicitud (de|"
    r"para descarga de) respaldo|"
    r"cambio de contrasena|actualizacion de datos|registro de nueva cuenta|creacion de ciudadano|subrogacion de puesto|"
    r"por parte de un ciudadano|informacion documento eliminado"
)
_FIELDS = {
    "fecha": r"fecha",
    "documento": r"n(?:o|ro|umero|°|º)?\.?\s*(?:de\s*)?documento",
    "asunto": r"asunto",
    "remitente": r"remitente",
    "solicitud": r"n(?:o|ro|umero|°|º)?\.?\s*(?:de\s*)?solicitud",
    "estado": r"estado",
}
_DAYS = re.compile(r"tiene\s+(\d{1,3})\s+dias")
_BACKUP_SUBJECT = re.compile(
    r"solicitud (?P<download>para descarga )?(?:de )?(?:descarga de "
    r")?respaldos?\s*(?:n[o°º]?\.?\s*)?(?P<number>\d{1,9})"
)
_OFFICIAL = re.compile(r"(^|\.)(gob|gov|edu|mil|fin|com|org)?\.?ec$")


def read_notice(mail: Mail) -> AvisoQuipux | None:
    """The notice that this mail is, also when it was forwarded; null for everything else. A notice that comes from
    outside Ecuador's domains is not believed to be one."""
    for source in (mail, mail.inner):
        if source is None:
            continue
        notice = _read(source)
        if notice is not None:
            return notice
    return None


def is_automatic_notice(mail: Mail) -> bool:
    """Whether Quipux itself sent it (not a person who forwards it)."""
    match = _SUBJECT.match(fold(mail.sobre.asunto or ""))
    return bool(match and match.start("quipux") <= 1 and _read(mail))


def _read(mail: Mail) -> AvisoQuipux | None:
    subject = tidy(mail.sobre.asunto or "")
    match = _SUBJECT.match(flat(subject))
    if not match:
        return None
    text = "\n".join(part for part in (mail.new_text, mail.signature) if part) or mail.text
    folded = fold(text[:8_000])
    if not (_FOOTER.search(folded) or _from_quipux(mail)) or not (
        _ACTIONS.search(flat(subject)) or _ACTIONS.search(folded)
    ):
        return None
    domain = (mail.sobre.remitente or "").rpartition("@")[2]
    if domain and not _OFFICIAL.search("." + domain):
        return None
    values = {name: _field(text, pattern) for name, pattern in _FIELDS.items()}
    backup = _BACKUP_SUBJECT.search(flat(subject)) or _BACKUP_SUBJECT.search(folded)
    days = _DAYS.search(folded)
    is_backup = backup is not None or "respaldo" in flat(subject)
    action, topic = match.span("action"), match.span("topic")
    return AvisoQuipux(
        accion=subject[slice(*action)].strip(" -.") or None,
        documento=values["documento"],
        asunto=values["asunto"]
        or (subject[slice(*topic)].strip() or None if topic[0] >= 0 and not is_backup else None),
        remitente=values["remitente"],
        fecha=values["fecha"],
        solicitud=(values["solicitud"] or (backup and backup["number"])) if is_backup else None,
        descarga_solicitada=bool(backup and backup["download"]),
        estado=values["estado"] if is_backup else None,
        dias=int(days[1]) if days else None,
    )


def _from_quipux(mail: Mail) -> bool:
    sender = fold(f"{mail.sobre.remitente_nombre or ''} {mail.sobre.remitente or ''}")
    return "quipux" in sender or sender.endswith(("@gestiondocumental.gob.ec", ".gestiondocumental.gob.ec"))


def _field(text: str, pattern: str) -> str | None:
    """The value after «label:» at a line's start (or, in a table, in the next column)."""
    match = re.search(rf"(?m)^\W*{pattern}\s*[:|]?\s*(?:\n\s*)?(?<=[:|\s])(?P<value>\S.*)$", flat(text))
    if not match or ":" not in match[0]:
        return None
    value = tidy(text[match.start("value") : match.end("value")])
    return value or None


_NUMBERED = re.compile(
    r"(?:solicitud|respaldo|requerimiento|tramite|pedido)e?s?(?:\s+(?:de|del|para|la|el|mi|respaldos?|descarga|"
    r"generacion|quipux|documentos|"
    r"informacion|documental))*\s*(?:con\s+)?(?:signad[oa]\s+con\s+)?(?:el\s+)?(?P<sign>n(?:ro|o|um(?:ero)?|°|"
    r"º)?\s*\.?\s*[°º:]?|#|codigo|con el)?\s*[:#]?\s*(?P<number>\d{3,9})\b(?![-/]\d)"
)
_TOPICS = (
    ("partes", r"\b(unir|juntar|pegar|combinar|unificar|descomprimir)\b|\bpartes?\b.{0,60}(zip|respaldo|archivo|"
        r"unir)|(zip|respaldo).{0,60}\bpartes\b|\.z0\d|zip -s"),
    ("exservidor", r"\bex[- ]?(servidor\w*|funcionari\w*|emplead\w*|trabajador\w*)|"
        r"ya no (laboro|trabajo|pertenezco|formo parte|presto|soy (servidor|funcionari|emplead|trabajador))|"
        r"\bfui (el |la |una? )?(servidor|funcionari|emplead|trabajador|analista|asesor|director|coordinador|tecnic|"
        r"secretari|asistente|especialista)|deje de (laborar|trabajar|pertenecer|prestar)|"
        r"\b(labore|trabaje|preste (mis )?servicios) (hasta|en|para|como|durante|desde)|"
        # Without its accent «me jubilé» is «me jubile», what someone is yet to do.
        r"(?<!cuando )(?<!que )\bme (jubile|retire|cesaron|desvincularon)\b|"
        r"\bsali de (la|mi) (institucion|entidad|empresa)|"
        r"\bmi (contrato|nombramiento|relacion laboral) (ya )?(termino|concluyo|finalizo)\b|"
        r"\b(termino|concluyo|finalizo) mi (contrato|nombramiento|relacion laboral)|"
     r"(me desvincul|fui desvincul|cese de funciones|renunci)\w*.{0,120}(anter|hace|pasad)|usuario (ya )?(esta |fue |"
     r"se encuentra |ha sido |quedo )?(inactiv|desactiv|deshabilit|dado de baja)|cuando (labore|trabaje)"),
    ("vencido", r"(link|enlace|respaldo|descarga|archivo|vigencia|plazo|solicitud)\b(?:(?!contrat|nombram).){0,60}"
        r"(expir|caduc|venc|eliminad|ya no (esta|aparece|se encuentra|funciona))|(expir|caduc|venci)\w*.{0,60}(link|"
        r"enlace|respaldo|descarga)"),
    ("descarga", r"no (puedo|se puede|me permite|logro|he podido|hemos podido|podemos|deja|pude|consigo|"
        r"me deja)\b.{0,40}(descarg|bajar|abrir)|(descarg\w*|bajar).{0,60}(no (funciona|se|me|puedo|abre)|error|"
        r"falla|problema)|(error|falla|problema)\w*.{0,60}descarg|descargar"),
    ("estado", r"(?<!del )(?<!de )(?<!he )(?<!ha )\bestado\b|\b(avance|novedades|aun no|todavia no|seguimiento|demora|"
        r"list[oa]|atendid\w*|aprobad\w*|como va|ejecucion|por generar)\b|"
        r"\bsolicitud( de respaldo)? (esta |sigue )?pendiente\b|"
        r"\bcuando (estar|podre|recib|llega|van a|(me |se )?(lo |la |los )?(entreg|envi|gener))\w*|"
        r"\b(solicite|pedi|hice|ingrese|realice|envie|presente)\b.{0,80}\b(hace|desde|ayer|pasad\w+)\b"),
)  # fmt: skip
_ASKS = ("solicitud", r"\b(solicit\w*|requier\w*|necesit\w*|pido|pedir|obtener|ayud\w*|gener\w*|deseo|quiero|quisiera|"
         r"requisitos?|procedimiento|pasos|como (puedo|debo|hago|se)|proceso (para|de (desvinc|salida|cese|renuncia)))")
# Words of whoever waits, and of whoever only takes his leave («quedo pendiente») or is «en proceso de desvinculación».
_WAITS = ("estado", r"\b(cuando|sigue|tiempo|pendiente|conocer|proceso)\b")


def asks_about_backup(folded: str) -> bool:
    """Whether words about a document backup ask for something or tell of a trouble with it."""
    return any(re.search(pattern, folded) for _, pattern in (*_TOPICS, _ASKS))


def read_backup_question(mail: Mail) -> Respaldo:
    """The request's number as written and what the mail wants (the kinds of `Respaldo`)."""
    subject, text = fold(mail.sobre.asunto or ""), fold(mail.content[:6_000])
    number = _NUMBERED.search(text) or _NUMBERED.search(subject)
    if number and not number["sign"] and "respaldo" not in number[0] and "solicitud" not in number[0]:
        number = None
    whole = f"{subject} . {text}"
    topics = (*_TOPICS, _WAITS, _ASKS) if number else (*_TOPICS, _ASKS, _WAITS)
    topic = next((name for name, pattern in topics if re.search(pattern, whole)), "otro")
    return Respaldo(number["number"] if number else None, topic)
