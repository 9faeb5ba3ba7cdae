"""Which lines of a mail are the sender's signature block, a disclaimer or a gateway's banner, and not his message."""

from __future__ import annotations

import re

from cases.names import strip_titles
from cases.text import fold, key
from parsers.words.beginnings import Begun
from parsers.words.posts import like_person, like_post

_CLOSING = re.compile(
    r"^[\s*_]*(muy |muchas |con (mi |un )?(cordial |atento )?|un |reciba[n]? |les? |quedo |me despido )?"
    r"(atentamente|atte|saludos?( cordiales| cordial| atentos| respetuosos| afectuosos)?|cordialmente|"
    r"cordiales saludos|"
    r"respetuosamente|sinceramente|cordial saludo|atento saludo|saluda atentamente|gracias( por su atencion|"
    r" y saludos)?|"
    r"gracias de antemano|best regards|kind regards|regards|sincerely|thanks|agradecid[oa]s?|de usted atentamente|"
    r"sentimientos de distinguida consideracion|sentimientos de consideracion y estima)[\s*_.,;:!]*$"
)
_OPENING = re.compile(
    r"^\W*(estimad[oa]s?\b.{0,60}|buen[oa]s? (dias?|tardes?|noches?)\b.{0,40}|senor(es|a|ita)?\b.{0,40}|"
    r"de (mi|nuestra)s? consideracion(es)?|presente|hola\b.{0,30}|apreciad[oa]s?\b.{0,40}|"
    r"saludos?( cordiales| cordial)?|(con |reciban? )?(un )?(cordial|atento|afectuoso|respetuoso) saludo|"
    r"reciban? .{0,30}saludos?.{0,20})\W*$"
)
_ONLY_CLOSING = re.compile(r"atentamente|\batte\b|cordialmente|respetuosamente|sinceramente|regards|sincerely")
_DASHES = re.compile(r"^(--|—|__|-- -)\s*$")
_RULE = re.compile(r"^\s*[_=*\-–—]{3,}\s*$")  # drawn over a signature, or between other parts of a mail
_MOBILE = re.compile(
    r"^(enviado|sent|obtener|get|descargar) (desde|from|outlook|via|mi|con|correo|by)\b.{0,80}"
    r"(iphone|ipad|android|outlook|movil|celular|samsung|huawei|yahoo|mail|smartphone|zimbra|xiaomi|blackberry)|"
    r"^(enviado desde|sent from) (mi|my) .{2,30}$"
)
_DISCLAIMER = Begun(
    r"(aviso|nota|clausula|advertencia)\s*(legal|de confidencialidad|de descargo|de privacidad|"
    r"importante de confidencialidad)|"
    r"\bconfidential(ity)?\b.{0,80}\b(notice|information|intended|message)|disclaimer\b|"
    r"(este (mensaje|correo|e-?mail)|la informacion contenida en este|el contenido de este|la presente comunicacion)"
    r".{0,160}(confidencial|destinatario|exclusiv|privilegiad|uso (oficial|institucional))|"
    r"this (e-?mail|message).{0,120}(confidential|intended|privileged)|"
    r"antes de imprimir|before printing|no imprima este|piense en el medio ambiente|cuidemos el (medio )?ambiente|"
    r"conserv(e|emos|ar) el (medio )?ambiente|el papel es naturaleza|libre de virus|virus-?free|avast|"
    r"analizado (por|en busca de|con).{0,40}(virus|antivirus|mailscanner)|mailscanner|"
    r"(las|los) (opiniones|criterios|puntos de vista).{0,80}(autor|remitente)|"
    r"si (usted )?(ha recibido|recibio|no es el destinatario).{0,80}(error|equivoc|destinatario|elimin)|"
    r"proteccion de datos personales.{0,80}(ley|tratamiento)"
)
_BANNER = re.compile(
    r"^\W{0,3}(\[?extern[oa]l?\]?\W*$|(caution|precaucion|atencion|advertencia|warning)\b.{0,60}"
    r"(external|externo|originated|se origino|fuera de|outside)|este (correo|mensaje) (proviene|se origino|"
    r"fue enviado) "
    r"(de|desde|fuera).{0,60}(extern|fuera)|no suele recibir correo|you don't often get email)"
)
_NAME_LABEL = re.compile(
    r"^\W*(?:\d{1,2}\W+)?(?:(?:nombres?|apellidos)\b(?: (?:y|completos?|del|de) ?.{0,40})?\s*(?::|=|\s{3,}|-|$)"
    r"|(?:servidora?|funcionari[oa]|entidad|institucion|(?:n\w{0,5}\W{1,3}(?:de )?)?cedula)\b[^:=@\d]{0,40}[:=]\s*\S)"
)
_CONTACT = re.compile(
    r"@|https?:|www\.|\b(tel|telf|telefono|cel|celular|movil|ext|pbx|direccion|fax|whatsapp)\b|\d[\d\s().-]{6,}\d"
)
_OFFICE = re.compile(
    r"^\W*(?:(?:pro)?secretaria|(?:sub)?direccion|(?:sub)?gerencia|coordinacion|unidad|departamento|jefatura|alcaldia|"
    r"(?:vice)?rectorado|despacho|subsecretaria|area|mesa)"
    r" (?:de|del|general|nacional|administrativ[oa]|tecnic[oa]|zonal)\b[^:@\d]{0,80}$"
)
_LONGEST_SIGNATURE = 22
# What nobody writes below his own name: also ten digits that are no mobile's.
_DATUM = re.compile(
    r"\bcedula\b|\bc\.? ?i\b|\b(?:cargo|puesto|apellidos)\b|\bruc\b|(?<![\d+])(?!09)\d{9}-?\d(?!\d)"
)
_NUMBER_LABEL = re.compile(r"^\W*(?:n\w{0,5}\W{1,3}(?:de )?)?(?:cedula|c\.? ?i\b)")
# What a mail says that only carries a letter, and what announces data in it.
_COVERS = re.compile(r"\badjunt|\banex|\bremit|\benvi[oae]|\barchivo|\boficio|\bdocument")
_ANNOUNCES = re.compile(r":\W*$|\bsiguiente|\bcontinuacion\b|\bdetall|\bdatos\b")
_SHORT_LINE, _FEW_LINES = 90, 8


def cut_banner(lines: list[str]) -> list[str]:
    """The lines without a gateway's warning («correo externo») among the first ones."""
    kept = [line for number, line in enumerate(lines) if number > 8 or not _BANNER.match(fold(line[:200]))]
    return kept


def without_greeting(text: str) -> str:
    """The text without its salutation, whose words might close a letter («Saludos cordiales»)."""
    lines = text.split("\n")
    while lines and (not lines[0].strip() or _only_greets(fold(lines[0])[:200])):
        lines.pop(0)
    return "\n".join(lines)


# What a line tells besides that it greets («estimados somos el Instituto de Pruebas, siglas IPX»).
_TELLS = re.compile(r"\bsiglas?\b|\b(?:soy|somos|escrib\w+|solicit\w+|registr\w+|comunic\w+|inform\w+|de parte)\b")


def _only_greets(line: str) -> bool:
    return _OPENING.match(line) is not None and not _TELLS.search(line)


def cut_disclaimers(lines: list[str]) -> tuple[list[str], list[str]]:
    """(lines, disclaimers): a paragraph that speaks as a disclaimer goes, as do those that follow one at the end."""
    kept: list[str] = []
    cut: list[str] = []
    for paragraph in _paragraphs(lines):
        joined = fold(" ".join(line.strip() for line in paragraph))[:1_500]
        start = next((n for n in range(len(paragraph)) if _DISCLAIMER.search(fold(paragraph[n])[:600])), None)
        if start is None and not _DISCLAIMER.search(joined):
            kept += paragraph
        elif start and len(paragraph) - start <= 25:
            kept += paragraph[:start]
            cut += paragraph[start:]
        else:
            cut += paragraph
    return kept, cut


def _paragraphs(lines: list[str]) -> list[list[str]]:
    out: list[list[str]] = [[]]
    for line in lines:
        out[-1].append(line)
        if not line.strip():
            out.append([])
    return out


def split_signature(
    lines: list[str], sender_name: str | None, sender: str | None, forms: int = 2
) -> tuple[list[str], list[str]]:
    """(message, signature). The signature starts at «-- », at a closing formula, at the sender's own name near the
    end, or at a telephone's line; data that are labelled as a person's are never part of it."""
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    start = _start(lines, end, sender_name, sender)
    if start is None:
        return lines, []
    above = next((n for n in range(start - 1, -1, -1) if lines[n].strip()), None)
    if above is not None and _CLOSING.match(fold(lines[above])[:200]):
        start = above
    data = next((n for n in range(start, end) if _NAME_LABEL.match(fold(lines[n]))), None)
    if data is None or not forms or _only_his_number(lines[start:end]):
        return lines[:start], lines[start:end]
    # The form follows the greeting: only what stands between them is the signature.
    form = data
    while form > start and lines[form - 1].strip() and not _CONTACT.search(fold(lines[form - 1])):
        form -= 1
    tail, closing = split_signature(lines[max(form, start + 1) :], sender_name, sender, forms - 1)
    return [*lines[:start], *tail], [*lines[start : max(form, start + 1)], *closing]


def _only_his_number(block: list[str]) -> bool:
    """Whether the one labelled datum below a person's name is a cédula: the writer's own, as many sign."""
    labelled = [n for n, line in enumerate(block) if _NAME_LABEL.match(fold(line)) or _DATUM.search(fold(line))]
    return (
        len(labelled) == 1
        and bool(_NUMBER_LABEL.match(fold(block[labelled[0]])))
        and any(map(_is_name, block[: labelled[0]]))
    )


def _start(lines: list[str], end: int, sender_name: str | None, sender: str | None) -> int | None:
    folded = [fold(line)[:200] for line in lines[:end]]
    for number, text in enumerate(folded):
        if _DASHES.match(lines[number]) and (end - number <= 40 or text == "--"):
            return number
        if _MOBILE.match(text) or (_RULE.match(text) and _names_somebody(lines[number + 1 : end])):
            return number
    name = _name_line(folded, sender_name, sender)
    starts = (_closing(folded, name), name, _calling_card(lines[:end], folded), _signed(lines[:end], folded))
    return next((start for start in starts if start is not None), None)


def _names_somebody(lines: list[str]) -> bool:
    """Whether the first line that is not empty holds a person's name and nothing else."""
    first = next((line for line in lines if line.strip()), "")
    return not like_post(first.strip(" *_,.")) and _is_name(first)


def _is_name(line: str) -> bool:
    return like_person(strip_titles(line.strip(" *_,.")))


def _signed(lines: list[str], folded: list[str]) -> int | None:
    """The line near the end at which somebody's name stands over his post or telephone, were it within the last
    paragraph, below a text that only carries a letter and announces no data of its own."""
    for number in range(max(1, len(lines) - _FEW_LINES), len(lines) - 1):
        name = lines[number].strip(" .,*_")
        if re.search(r":|\s{2,}", name):  # a label with its value
            continue
        said = " ".join(folded[:number])
        last = next((text for text in reversed(folded[:number]) if text), "")
        below = [text for text in folded[number + 1 :] if text]
        if not _COVERS.search(said) or _ANNOUNCES.search(last) or max(map(len, below)) > _SHORT_LINE:
            continue
        titled = strip_titles(name) != name and len(name.split()) <= 8
        posted = like_post(below[0]) or bool(_CONTACT.search(below[0]))
        if posted and not like_post(name) and (titled or like_person(name)):
            return None if any(_DATUM.search(text) for text in below) else number
    return None


def _closing(folded: list[str], name: int | None) -> int | None:
    """The first closing formula with a signature below it. «Reciban un cordial saludo» also opens letters: such words
    close only what stands above them, or a mail that is nothing but its signature."""
    first = next((n for n, text in enumerate(folded) if text and not _OPENING.match(text)), len(folded))
    filled, labelled = 0, False
    start = below = None
    for number in range(len(folded) - 1, -1, -1):
        text = folded[number]
        labelled = labelled or bool(_NAME_LABEL.match(text))
        closes = len(text) < 70 and _CLOSING.match(text) and (filled <= _LONGEST_SIGNATURE or labelled)
        alone = name is not None and below == name
        if closes and (number > first or _ONLY_CLOSING.search(text) or alone):
            start = number
        filled += bool(text)
        below = number if text else below
    return start


def _calling_card(lines: list[str], folded: list[str]) -> int | None:
    """Where the last paragraph begins, when it is somebody's name and how to reach him, and was not announced as data:
    a signature without any greeting. An office's name makes one only below the numbers that were to be told: its words
    are also a post's («Secretaria General»)."""
    start = next((n + 1 for n in range(len(folded) - 1, -1, -1) if not folded[n]), 0)
    above = next((folded[n] for n in range(start - 1, -1, -1) if folded[n]), "")
    card = folded[start:]
    if not above or not card or above.endswith(":") or len(card) > 8:
        return None
    if any(_NAME_LABEL.match(text) or _DATUM.search(text) for text in card):
        return None
    name = re.split(r"\s[-–|/]\s|[,|]", lines[start])[0]
    office = bool(_OFFICE.match(card[0])) and any(_CONTACT.search(text) for text in folded[:start])
    return start if (office or like_person(name.strip(" *_"))) and any(map(_CONTACT.search, card)) else None


def _name_line(folded: list[str], sender_name: str | None, sender: str | None) -> int | None:
    """The line near the end that holds the sender's name and little else."""
    tokens = {token for token in key(sender_name or "").split() if len(token) > 2}
    if not tokens and sender:
        tokens = {token for token in re.split(r"[^a-z]+", sender.partition("@")[0]) if len(token) > 3}
    if len(tokens) < 2:
        return None
    filled = [n for n, text in enumerate(folded) if text][-14:]
    for number in filled:
        words = [word for word in key(folded[number]).split() if len(word) > 2]
        shared = sum(1 for word in words if word in tokens)
        if shared >= 2 and len(words) <= shared + 3 and ":" not in folded[number]:
            return number
    return None
