"""Running text: people named in sentences, with the data and the part that the sentences give them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cases.checked import Checked
from cases.identifiers import check_siglas
from cases.names import looks_like_name, strip_titles
from cases.text import flat
from parsers.labels import Label, labels_inside
from parsers.layout import Cell, Row, cut, join_cells
from parsers.posts import like_post
from parsers.records import Record, is_house
from parsers.roles import Rol
from parsers.values import Hit, read_value

_CAPITAL = r"[A-ZÁÉÍÓÚÜÑ][\wÁÉÍÓÚÜÑáéíóúüñ'’]*"
_NAME = re.compile(
    rf"(?P<titles>(?:\b(?:[A-ZÁÉÍÓÚa-z][a-záéíóú]{{0,6}}\.(?:\s?[A-Z][a-z]{{1,3}}\.)?\s?|[Ss]eñor(?:a|ita)?\s|[Ii]ngenier[oa]\s|[Mm]ag[ií]ster\s|[Ee]conomista\s"
    rf"|[Dd]octora?\s|[Ll]icenciad[oa]\s|[Aa]bogad[oa]\s|[Tt]ecn[oó]log[oa]\s|MSc\.?\s|Msc\.?\s|PhD\.?\s))*)"
    rf"(?P<name>{_CAPITAL}(?:[ \-](?:(?:[Dd]e|DE)(?: (?:[Ll]a|[Ll]os|[Ll]as|LA|LOS|LAS))? |(?:[Dd]el|DEL|y|Y|[Ll]a|LA) )?{_CAPITAL}){{1,6}})"
)
_OUT = (
    r"en\s+(?:re(?:e)?mplazo|sustitucion)\s+(?:de|del)|re(?:e)?mplaz(?:a|ara|ando|ar)\s+(?:a|al)|sustituy(?:e|endo|e)\s+(?:a|al)|desvincul\w+|saliente|anterior|cesa\w*"
    r"|renunci\w+|venia\s+(?:desempen|ejerc)\w+|inactiv\w+|desactiv\w+|dar\s+de\s+baja|quien\s+deja|dej[oa]\s+de|actual\s+administrador\w*|administrador\w*\s+actual|salida\s+de|en\s+lugar\s+de"
)
_BACK = r"back\s?-?\s?up|de\s+respaldo|suplente|altern[oa]"
_IN = (
    r"design\w+|nombr(?:a|o|ar|ado|ada|amiento)\b|nuev[oa]s?\s+(?:administrador|aiq|servidor|responsable)\w*|entrante|asum\w+|a\s+favor\s+de[l]?|delego\s+la\s+administracion"
    r"|(?:re(?:e)?mplazad|sustituid)[oa]\s+por|persona\s+(?:designada|asignada)|acredit\w+|se\s+registre|registrar\s+(?:a|al)|sera\s+(?:el|la)|nuev[oa]\s+aiq|principal"
)
_CUES = re.compile(rf"\b(?:(?P<out>{_OUT})|(?P<back>{_BACK})|(?P<new>{_IN}))")
_AFTER_OUT = re.compile(
    r"\b(?:sera|es|fue|ha sido)\s+(?:re(?:e)?mplazad|sustituid)|\bquien\s+(?:se\s+)?(?:desvincul|ces|dej|sale|venia|fue|renunci)|\bsaliente\b|\bdeja(?:ra)?\s+de\s+ser"
)
_AFTER_BACK = re.compile(rf"\b(?:como|calidad\s+de|rol\s+de|en\s+calidad)\b[^.;]{{0,60}}?(?:{_BACK})")
_AFTER_NEW = re.compile(
    r"\b(?:como|calidad\s+de|rol\s+de)\s+(?:el\s+|la\s+)?(?:nuev[oa]\s+)?(?:administrador|aiq|responsable)"
)
_SIGNING = re.compile(r"\b(?:suscrit[oa]|quien\s+suscribe|yo)\b[\s,]*$|\ben\s+mi\s+calidad\b[^.;]{0,40}$")


@dataclass
class Mention:
    """A person's name in a paragraph; places are in the paragraph's text."""

    name: str
    start: int
    end: int
    titled: bool
    hits: list[Hit]
    post: Hit | None = None
    data_end: int = 0


def paragraphs(rows: Sequence[Row], indexes: Sequence[int]) -> list[Cell]:
    """Lines of running text joined into paragraphs: by their distance, and over the end of a page."""
    result: list[list[Cell]] = []
    before: Row | None = None
    for at in indexes:
        row = rows[at]
        if len(row.cells) > 2:  # the leavings of a table are no sentences
            before = None
            continue
        joins = before is not None and _follows(before, row) and at - 1 in indexes
        for position, cell in enumerate(row.cells):
            if joins or (position and not row.framed):
                result[-1].append(cell)
            else:
                result.append([cell])
            joins = joins and not row.framed
        before = row
    return [join_cells(cells) for cells in result]


def _follows(before: Row, row: Row) -> bool:
    if before.framed or row.framed:
        return False
    if before.page != row.page:
        return not before.text.rstrip().endswith((".", ":"))
    return row.top - before.bottom < 0.62 * row.height


def read_prose(cells: Sequence[Cell]) -> list[Record]:
    """The people and the institution that paragraphs speak of; the institution first."""
    people: list[Record] = []
    house = Record("institucion", titled=True, source="prosa")
    for cell in cells:
        if not house.hits:
            house.hits += _institution(cell)
        people += _people(cell, people[-1] if people else None)
    return [house, *people] if house.hits else people


def _people(cell: Cell, earlier: Record | None) -> list[Record]:
    plain = flat(cell.text)
    labels = [
        label for label in labels_inside(cell.text) if label.field not in ("otro", "institucion", "siglas", "rol")
    ]
    mentions = _mentions(cell, plain, labels)
    loose = _attach(cell, labels, mentions)
    records: list[Record] = []
    for at, mention in enumerate(mentions):
        role, told = _role(plain, mentions, at)
        if role == "ajeno" or (not mention.hits and not (told and mention.titled)):
            continue
        part = cut(cell, mention.start, mention.end) or cell
        sure = min((word.confidence for word in part.words), default=1.0)
        name = Hit("nombres_apellidos", Checked(mention.name), part, sure)
        post = mention.post or _post(cell, plain, mention, mentions, at, labels)
        records.append(Record(role, [name, *mention.hits, *([post] if post else [])], told, "prosa"))
    if loose and records and not mentions:
        records[-1].hits += loose
    elif loose and earlier is not None:
        earlier.hits += [hit for hit in loose if earlier.get(hit.campo) is None]
    elif loose and any(hit.campo == "cedula" for hit in loose):
        records.append(Record(None, loose, False, "prosa"))
    return records


def _mentions(cell: Cell, plain: str, labels: Sequence[Label]) -> list[Mention]:
    found: list[Mention] = []
    for match in _NAME.finditer(cell.text):
        start, end = match.span("name")
        value = strip_titles(match.group("name"))
        lead = len(match.group("name")) - len(match.group("name").lstrip())
        value, start = _without_lead(value, start + lead)
        if (
            not looks_like_name(value)
            or is_house(value)
            or like_post(value)
            or any(x.start <= start < x.end for x in labels)
        ):
            continue
        if "@" in cell.text[max(0, start - 1) : end + 1] or re.search(r"\d", value):
            continue
        titled = bool(match.group("titles").strip()) or strip_titles(match.group("name")) != match.group("name")
        found.append(Mention(value, start, start + len(value), titled, []))
    return found


_LEADS = re.compile(
    r"^(?:(?:El|La|Al|Con|De|Del|Por|En|Que|Se|A|Los|Las|Administrador[a]?|Institucional|Quipux|AIQ|Señor[a]?|Sistema|Gestión|Documental|Nuevo|Nueva|Designo|Nombro"
    r"|Solicito|Correo|Electrónico|Particular|Estimad[oa]s?|Entrante|Saliente|Principal|Backup|Nombres?|Apellidos?)\s+)+"
)


def _without_lead(value: str, start: int) -> tuple[str, int]:
    match = _LEADS.match(value)
    return (value[match.end() :], start + match.end()) if match else (value, start)


def _attach(cell: Cell, labels: Sequence[Label], mentions: list[Mention]) -> list[Hit]:
    """Give each labelled value to the name before it; what stands before any name is returned."""
    loose: list[Hit] = []
    for label, following in zip(labels, [*labels[1:], None], strict=False):
        end = following.start if following else len(cell.text)
        nexts = [m.start for m in mentions if m.start >= label.end]
        if label.field not in ("nombre", "nombres_apellidos", "apellidos", "administrador") and nexts:
            end = min(end, nexts[0])
        value = cut(cell, label.end, _value_end(cell.text, label, end))
        hits = list(read_value(label.field, value, label.sure, label.role)) if value else []
        hits = [hit for hit in hits if hit.campo not in ("rol", "nombre_solo", "apellidos", "nombres_apellidos")]
        owner = next((m for m in reversed(mentions) if m.end <= label.start), None)
        if owner is None and len(mentions) >= 1 and mentions[0].start - label.end < 60 and label.field == "cedula":
            owner = mentions[0]
        for hit in hits:
            if owner is None:
                loose.append(hit)
            elif hit.campo == "cargo":
                owner.post = owner.post or hit
            elif not any(known.campo == hit.campo for known in owner.hits):
                owner.hits.append(hit)
        if owner is not None and hits:
            owner.data_end = max(owner.data_end, label.end)
    return loose


_ENDS = {
    "cedula": re.compile(r"[\s:.#°º]*[\dOIl][\dOIl\s.\-]*[\dOIl]"),
    "correo": re.compile(
        r"[\s:<(\[]*(?:mailto:)?[^\s;,()<>]+@\s?[^\s;,()<>]+(?:(?<=[.\-])\s[^\s;,()<>]+)?(?:\s?[;,/]\s?[^\s;,()<>]+@[^\s;,()<>]+)*"
    ),
    "celular": re.compile(r"[\s:.#]*\+?[\s(]*\d[\d\s().\-]*"),
    "extension": re.compile(r"[\s:.#°º]*\d{1,6}(?:\s*[/\-y]\s*\d{1,6})*"),
    "telefono": re.compile(r"[\s:.#]*\+?[\s(]*\d[\d\s().\-/]*"),
    "telefono_extension": re.compile(r"[\s:.#]*\+?[\s(]*\d[\d\s().\-/]*"),
}


def _value_end(text: str, label: Label, end: int) -> int:
    """Where a value in a sentence ends: by its form, or at the next stop."""
    pattern = _ENDS.get(label.field)
    if pattern:
        match = pattern.match(text, label.end, end)
        return match.end() if match else end
    stop = re.search(r"[,;]|\.(?:\s|$)|\scon\s+(?:c[eé]dula|C\.)|\s(?:portador|y\s+correo)", text[label.end : end])
    return label.end + stop.start() if stop else end


def _role(plain: str, mentions: list[Mention], at: int) -> tuple[Rol | None, bool]:
    """The role told by the words before a name (the nearest counts) or behind its data."""
    mention = mentions[at]
    begin = max(mentions[at - 1].end, mentions[at - 1].data_end) if at else 0
    before = plain[begin : mention.start]
    if _SIGNING.search(before):
        return "ajeno", True
    stop = plain.rfind(". ", begin, mention.start)
    sentence = plain[max(begin, stop if stop > begin else begin) : mention.start]
    cues = list(_CUES.finditer(sentence))
    if cues:
        last = cues[-1]
        if last.group("out"):
            return "aiq_saliente", True
        if last.group("back") or any(cue.group("back") for cue in cues if cue.start() > last.start() - 60):
            return "aiq_backup", True
    limit = mentions[at + 1].start if at + 1 < len(mentions) else len(plain)
    after = plain[mention.end : min(limit, mention.end + 420)]
    if _AFTER_BACK.search(after):
        return "aiq_backup", True
    if cues:
        return "aiq", True
    if _AFTER_OUT.search(after):
        return "aiq_saliente", True
    if _AFTER_NEW.search(after):
        return "aiq", True
    older = list(_CUES.finditer(before))
    if older and not older[-1].group("out"):
        return ("aiq_backup" if older[-1].group("back") else "aiq"), True
    return None, False


_POST_CUE = re.compile(
    r"\b(?:(?:el\s+|su\s+)?(?:cargo|puesto)\s+(?:institucional\s+)?(?:de|como|es)\s+(?:el\s+|la\s+)?|(?:desempena|ejerce|ocupa|labora|trabaja|cumple|funge|presta(?:ndo)?\s+servicios)\w*\s+"
    r"(?:actualmente\s+)?(?:(?:las\s+|sus\s+)?funciones\s+|el\s+(?:cargo|puesto)\s+)?(?:de|como)\s+|funciones\s+(?:de|como)\s+|en\s+calidad\s+de\s+|en\s+su\s+calidad\s+de\s+)"
)
_POST_END = re.compile(
    r"[,;(]|\.(?:\s|$)|\s(?:con\s+(?:cedula|c\.|correo|numero|telefono|ruc)|portador[a]?|y\s+(?:correo|telefono|con|numero|celular)|correo\s|cuyo|quien\s|de\s+esta\s+(?:cartera|institucion|entidad)|para\s+que|como\s+(?:nuev|administrador|aiq))"
)
_NO_POST = re.compile(
    r"administrador[a]?\s+(?:institucional|del\s+sistema\s+quipux|quipux|general\s+quipux|principal|backup)|\baiq\b|back\s?up"
)


def _post(
    cell: Cell, plain: str, mention: Mention, mentions: list[Mention], at: int, labels: Sequence[Label]
) -> Hit | None:
    """The cargo in a sentence: announced (``el cargo de``), or set beside the name or the cédula between commas."""
    limit = mentions[at + 1].start if at + 1 < len(mentions) else len(plain)
    spans: list[tuple[int, int]] = []
    for cue in _POST_CUE.finditer(plain, mention.end, limit):
        spans.append((cue.end(), _post_end(plain, cue.end(), limit, labels)))
    for comma in re.finditer(r"[,;(]\s*|\s[-–]\s", plain[mention.end : limit]):
        start = mention.end + comma.end()
        if like_post(cell.text[start : start + 60]):
            spans.append((start, _post_end(plain, start, limit, labels)))
    for start, end in spans:
        text = cell.text[start:end].strip(" .,;")
        if text and len(text.split()) <= 16 and text[0].isupper() and not _NO_POST.search(flat(text)):
            part = cut(cell, start, start + len(cell.text[start:end].rstrip(" .,;)"))) or cell
            hits = read_value("cargo", part)
            if hits:
                return hits[0]
    return None


def _post_end(plain: str, start: int, limit: int, labels: Sequence[Label]) -> int:
    stop = _POST_END.search(plain, start, limit)
    ends = [stop.start() if stop else limit, *(label.start for label in labels if label.start >= start)]
    return min(ends)


_HOUSE_WORD = (
    r"(?:Ministerio|Secretar[ií]a|Instituto|Empresa|Gobierno|Municipio|Municipalidad|GAD|Agencia|Universidad|Servicio|Corporaci[oó]n|Hospital|Consejo|Superintendencia"
    r"|Banco|Unidad|Direcci[oó]n|Escuela|Fiscal[ií]a|Defensor[ií]a|Contralor[ií]a|Procuradur[ií]a|Registro|Comisi[oó]n|Prefectura|Autoridad|Junta|Cuerpo|Centro|Casa"
    r"|Asamblea|Corte|Tribunal|Polic[ií]a|Armada|Fuerza|Refiner[ií]a|Parque|Federaci[oó]n|Patronato|Vicepresidencia|Presidencia|Conservatorio|Zona|CNEL|EP|Subsecretar[ií]a"
    r"|MINISTERIO|SECRETAR[IÍ]A|INSTITUTO|EMPRESA|GOBIERNO|AGENCIA|UNIVERSIDAD|SERVICIO|CORPORACI[OÓ]N|HOSPITAL|CONSEJO|SUPERINTENDENCIA|BANCO)"
)
_HOUSE_NAME = re.compile(
    rf"(?P<name>\b{_HOUSE_WORD}\b(?:[ ,]{{1,2}}(?:(?:de|del|la|las|los|el|e|y|para|en|a|con|contra|DE|DEL|LA|LAS|LOS|E|Y|PARA) )*[A-ZÁÉÍÓÚÑ][\w.ÁÉÍÓÚÑáéíóúñ\-]*)*)"
    r"\s*(?:\(\s*(?:en adelante\s+)?[\"“”']?(?P<inside>[A-Z][A-ZÁÉÍÓÚÑ0-9.\-& ]{1,19})[\"“”']?\s*\)|,?\s*(?:con\s+|de\s+)?siglas?\s*:?\s*[\"“”]?(?P<said>[A-Z][A-Z0-9.\-&]{1,14}(?:\s(?:EP|SA|CEM))?)"
    r"|\s[-–]\s?(?P<after>[A-Z][A-Z0-9.\-&]{1,14}(?:\s(?:EP|SA|CEM))?)(?![\w]))"
)
_OUR_OWN = re.compile(r"subsecretaria|telecomunicaciones|gobierno electronico")


def _institution(cell: Cell) -> list[Hit]:
    """An institution named together with its siglas; the desk's own house does not count."""
    for match in _HOUSE_NAME.finditer(cell.text):
        name = match.group("name")
        if len(name.split()) < 2 or _OUR_OWN.search(flat(name)):
            continue
        group = next(group for group in ("inside", "said", "after") if match.group(group))
        siglas = check_siglas(match.group(group))
        name_cell, siglas_cell = cut(cell, *match.span("name")), cut(cell, *match.span(group))
        if name_cell and siglas_cell and not (siglas.valor or "").startswith("AIQ"):
            return [_hit("nombre", Checked(name.strip(" ,")), name_cell), _hit("siglas", siglas, siglas_cell)]
    return []


def _hit(campo: str, checked: Checked, cell: Cell) -> Hit:
    return Hit(campo, checked, cell, min([0.97, *(word.confidence for word in cell.words)]))


def without_hits(records: Sequence[Record], seen: set[str]) -> list[Record]:
    """The records of prose about people that a list or table has not named already."""
    return [replace(record) for record in records if not {hit.valor for hit in record.hits} & seen]
