"""Institutions that a text names: with their siglas, or alone where the words tell whose letter it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cases.checked import Checked
from cases.identifiers import check_siglas
from cases.text import flat
from parsers.fields.values import Hit, house_name
from parsers.pages.cells import Cell, cut
from parsers.words.beginnings import Begun
from parsers.words.housenames import generic, is_part, made_of, of_beginnings, own_house, whole_name

_HOUSE_WORD = (
    r"(?:Ministerio|Secretar[ií]a|Instituto|Empresa|Gobierno|Municipio|Municipalidad|GAD[MP]?R?|Agencia|Universidad"
    r"|Servicio|Corporaci[oó]n|Hospital|Consejo|Superintendencia"
    r"|Banco|Unidad|Direcci[oó]n|Escuela|Fiscal[ií]a|Defensor[ií]a|Contralor[ií]a|Procuradur[ií]a|Registro"
    r"|Comisi[oó]n|Prefectura|Autoridad|Junta|Cuerpo|Centro|Casa"
    r"|Asamblea|Corte|Tribunal|Polic[ií]a|Armada|Fuerza|Refiner[ií]a|Parque|Federaci[oó]n|Patronato|Vicepresidencia"
    r"|Presidencia|Conservatorio|Zona|CNEL|EP|Subsecretar[ií]a|Mancomunidad|Compañ[ií]a|Fundaci[oó]n|Colegio"
    r"|Academia|Museo|Laboratorio|C[aá]mara|Notar[ií]a|Ej[eé]rcito|Tecnol[oó]gico|Terminal|Consorcio|Gobernaci[oó]n"
    r"|Subzona|Comando|Comandancia|Brigada|Batall[oó]n|Intendencia|Liga|Fondo|Orquesta|Teatro|Aeropuerto|Ferrocarriles"
    r"|Astilleros|Tenencia)"
)
# The same in text without accents and capitals.
_PLAIN_HOUSE_WORD = re.sub(r"\[(\w)\1\]", r"\1", flat(_HOUSE_WORD))
HOUSE_BEGINNINGS = re.compile(rf"\b(?:(?:honorable|(?:muy )?ilustre|benemerit[oa]) )?{_PLAIN_HOUSE_WORD}\b")
_HOUSE_WORD = rf"(?:{_HOUSE_WORD}|{_HOUSE_WORD.upper()})"
_LINK = r"(?:de|del|la|las|los|el|e|y|para|en|al|a|con|contra|cant[oó]n|parroquia|provincia|ciudad)"
_LINK = rf"(?:{_LINK}|{_LINK.upper()})"
_AREA = (
    r"(?:Salud|Educaci[oó]n|MIES|Inclusi[oó]n Econ[oó]mica y Social|Ambiente|Trabajo|Agricultura"
    r"|Obras P[uú]blicas|Cultura|Deporte|Turismo|Justicia)"
)
_AREA = rf"(?:{_AREA}|{_AREA.upper()})"
_HONOUR = r"(?:Honorable|Ilustre|Muy Ilustre|Benem[eé]rit[oa])"
_HONOUR = rf"(?:{_HONOUR}|{_HONOUR.upper()})"
# A word of a name, its quoted part («“Ciudad Blanca”»), the stops of ``S.A.``, or its number (``N.° 1``, ``17D02``); an
# article before a house's word begins the next name, and no document is part of one.
_QUOTED = r"(?:(?:de|del|la|las|los|y|el) ){0,2}[A-ZÁÉÍÓÚÑ0-9][\w.'’\-]*"
_WORD = (
    rf"(?!(?:El|La|Los|Las|Del?|Al) {_HOUSE_WORD}\b)(?!Quipux\b)"
    r"(?!(?:Memorando|Oficio|Acuerdo|Resoluci[oó]n|Circular|Decreto)\b)"
    r"(?:\d\dD\d\d\b|(?:[A-ZÁÉÍÓÚÑ]\.\s?){1,2}[A-Z]\.?(?!\w)|N(?:ro|o)?\.?\s?[°ºo]?\.?\s?\d{1,3}\b|\d{1,3}\b(?![/.\-])"
    r"|[A-ZÁÉÍÓÚÑ][\wÁÉÍÓÚÑáéíóúñ'’\-]*"
    rf"|[“\"«]{_QUOTED}(?: {_QUOTED}){{0,5}} ?[”\"»])"
)
# The longest names of houses have twenty words; a page of capitals would be tried from each of its words to its end.
# What can be a link is one (the group is not entered again): in capitals it could be a word too, and each would double
# the trials.
_MOST_WORDS = 30
# A dash is within the name of a ministry's district or zone («Dirección Distrital 08D01 – Salud»), and behind the legal
# form before the name itself («Empresa Pública – Empresa Municipal de …»).
_OF_DISTRICT = r"(?:Distrital|Zonal|Provincial|DISTRITAL|ZONAL|PROVINCIAL)"
_LEGAL_FORM = r"(?:Empresa P[uú]blica(?: Municipal)?|EMPRESA P[UÚ]BLICA(?: MUNICIPAL)?) [-–—] "
_WORDS = rf"(?:(?!,? (?:la|el|los|las) {_HOUSE_WORD}\b),?[ ]{{1,2}}(?>(?:{_LINK} ){{0,3}}){_WORD}){{0,{_MOST_WORDS}}}"
# … and among the cantons of such a district («… 08D01 Esmeraldas – Río Verde – Salud»).
_PLACES = rf"(?: [-–—] {_WORD}(?: {_WORD}){{0,2}}(?= [-–—] {_AREA}\b))?"
_NAME = (
    rf"\b(?:{_HONOUR} )?(?:{_LEGAL_FORM}(?={_HOUSE_WORD}\b))?{_HOUSE_WORD}\b"
    rf"(?: {_OF_DISTRICT}\b{_WORDS}{_PLACES}(?: [-–—] {_AREA}\b)*|{_WORDS})"
)
_SHORT = r"[A-ZÁÉÍÓÚÑ0-9][A-ZÁÉÍÓÚÑ0-9.\-& ]{1,19}"
_SAID = r"[\"“]?(?P<said>[A-Z][A-Z0-9.\-&]{1,14}(?:\s(?:EP|SA|CEM))?)(?![a-záéíóúñ])"
_BARE = r"[A-Z][A-Z0-9.\-&]{1,14}(?:\s(?:EP|SA|CEM))?(?![\wáéíóúñ])"
# What a house does that writes the letter itself.
OWN_AFTER = (
    r"(?:(?:ha|hemos|se ha) (?:designad|resuelt|dispuest|nombrad|decidid|procedid)o"
    r"|(?:solicit|design|comunic|notific|inform|nombr|expres|present|agradec|deleg|acredit)[ae]|requiere|pone en"
    r"|dispone|remite|pide|tiene (?:desde|a partir|ahora|una?|nuev[oa])"
    r"|procede|(?:l[ae]s? )?hace (?:conocer|saber|llegar|de su)|les? (?:hace|comunica|informa|solicita|pide"
    r"|expresa|da|agradece)"
    r"|se (?:dirige|permite|complace)|tiene (?:a bien|el agrado)|acude)\b"
)
_TAIL = (
    rf"\s*(?:\.\s(?:(?:Nuestras?|Sus?|Las?)\ssiglas?\s(?:son|es)|Siglas?:)\s{_SAID.replace('said', 'told')}"
    rf"|\(\s*(?:en adelante,?\s+|siglas?\s*:?\s*)?[\"“”']?(?P<inside>{_SHORT})[\"“”']?\s*\)"
    r"|(?:,[^.;:()A-Z]{0,50}|;\s*|\(|(?:\s+y)?\s*(?:con|de|y|en|bajo)?\s+(?:las?\s+|cuyas\s+|sus\s+)?"
    r"|,?\s+(?:(?:CON|DE|Y|EN|BAJO)\s+)?(?:(?:LAS?|CUYAS|SUS)\s+)?(?=SIGLAS))?"
    rf"\b(?:[Ss]iglas?|SIGLAS?)\b[^.;:()A-Z]{{0,30}}[:=]?\s*{_SAID}"
    r"|,?\s*(?:identificad|conocid|abreviad)[oa]s?\s(?:tambi[eé]n\s)?(?:como|por)\s(?:sus\ssiglas\s)?"
    rf"[\"“]?(?P<known>{_BARE})"
    rf"|,\s*(?:en adelante,?\s+[\"“”'«]?(?P<further>{_BARE})|(?P<beside>{_BARE})(?=[\"“”']?,?\s*{OWN_AFTER})"
    r"|(?P<apposed>[A-Z][A-Z0-9&\-]{2,14}(?:\s(?:EP|SA|CEM))?)(?=[,:;](?:\s|$)))"
    r"|\s?[“\"«](?P<quoted>[A-Z][A-Z0-9.&\-]{2,14})[”\"»](?!\w)"
    r"|\s[-–—]\s?(?P<after>[A-Z][A-Z0-9.&]{1,14}(?:-[A-Z0-9.&]+)*(?:\s(?:EP|SA|CEM))?)-?(?!\w))"
)
# What every tail has, and most paragraphs have not.
_SIGNED = re.compile(
    r"[“\"«][A-Z]{2}|[(,\-–—](?:(?<=\()\s*(?:en adelante,?\s+)?[\"“”']?[A-Z]|(?<=[-–—])\s?[A-Z]|(?<=,) [A-Z]{2})"
)
_CALLED_SO = (
    "sigla", "Sigla", "SIGLA", "en adelante", "identificad", "conocid", "abreviad", "crónimo", "cronimo", "posterior",
    "denominad",
)  # fmt: skip
_WITH_SIGLAS = re.compile(rf"(?P<name>{_NAME})" + _TAIL)
# A name that begins with no known word: its siglas must be made of its letters, or be called so.
_OTHER_NAME = re.compile(
    r"(?P<name>\b(?!(?:El|La|Los|Las|De|Del|Con|Por|En|Oficio|Señor|Señora)\b)[A-ZÁÉÍÓÚÑ][\wáéíóúñ]{2,}"
    r"(?:[ ,]{1,2}(?:(?:de|del|la|las|los|el|e|y|para|en|al|a) ){0,2}"
    r"[A-ZÁÉÍÓÚÑ](?:[\w\-]|\.(?=\w)|(?<=[A-Z]\w)\.|(?<=[A-Z])\.)*)"
    rf"{{1,{_MOST_WORDS}}})" + _TAIL
)
# «Las siglas del Conservatorio de Prueba son CPX».
_SIGLAS_FIRST = re.compile(
    rf"\b[Ss]iglas?\s(?:institucionales\s|oficiales\s)?(?:(?:del|de la|de)|que\s\w+\s(?:el|la))\s(?P<name>{_NAME})"
    rf"(?:\sen\s(?:el\s)?(?:[Ss]istema\s)?Quipux)?\s(?:son|es|:)\s{_SAID}"
)
# "… Administrador Institucional Quipux de Ferrocarriles del Ecuador": the house begins behind the system.
_OF_THE_SYSTEM = re.compile(r"\b(?:Quipux|AIQ)\)?,?\s(?:de la|del|de)\s")
# A unit's name with its house's behind it: «Abogada de Procuraduría en el Instituto de Pruebas (IPX)».
_WITHIN = re.compile(rf"\ben (?:el|la) (?={_HOUSE_WORD}\b)")
HOUSE = Begun(_NAME)
_BEGINS = re.compile(rf"{_HOUSE_WORD}\b")
# Capitals that begin like a house and are none: «REGISTRO DE NUEVO ADMINISTRADOR», «Comisión de Servicios».
_NO_HOUSE = re.compile(
    r"\b(?:administrador[a]?|quipux|aiq|usuari[oa]s?)\b"
    r"|^registro (?!(?:municipal |cantonal )?de la propiedad|civil|mercantil|social|nacional)"
    r"|^comision de servicios|^servicios (?:ocasionales|profesionales)"
)


def begins_house(text: str) -> bool:
    """Whether a text begins with a word that houses begin with."""
    return bool(_BEGINS.match(text))


_GROUPS = ("inside", "said", "told", "known", "further", "beside", "apposed", "quoted", "after")


def _siglas_group(match: re.Match[str]) -> str:
    return next(group for group in _GROUPS if match.groupdict().get(group))


# An office of a house that writes in its name: «la Presidencia del Consejo Nacional … (CNX)».
_OFFICE_OF = re.compile(
    r"(?:Presidencia|(?:Sub)?[Gg]erencia|Direcci[oó]n|(?:Vicer|R)ectorado|Alcald[ií]a|Prefectura|Secretar[ií]a"
    r"|Coordinaci[oó]n|Jefatura|Administraci[oó]n|Viceministerio|Comandancia|Intendencia|Procuradur[ií]a)"
    r"(?: [A-ZÁÉÍÓÚÑ]\w+){0,3} (?:del|de la) "
)
# A house that is no more, or is called otherwise by now: by the words before its name, and by those behind.
_FORMER = re.compile(
    r"\b(?:entonces|extint[oa]|antigu[oa]|ex|anterior|desaparecid[oa]|suprimid[oa]|liquidad[oa]|otrora|fusionad[oa]"
    r"|absorbid[oa]|(?:fusion|absorcion|supresion|extincion|liquidacion)(?: por \w+)? (?:del|de la|de las|de los)"
    r"|se (?:llamaba|denominaba)|(?:antes|anteriormente)(?: (?:llamad|denominad|conocid)[oa](?: como)?)?)[ ,\-]+$"
)
_RENAMED = re.compile(
    r",?\s?(?:(?:que |la cual |el cual )?"
    r"(?:(?:se (?:transform|convirti|fusion|integr)|fue (?:absorbid|suprimid|fusion|reempl|sustitui|liquid))\w*"
    r"|paso a (?:ser|llamarse|denominarse|formar|convertirse|integrar)|cambio (?:su|de) (?:nombre|denominacion|razon))"
    r"|(?:hoy|ahora|actualmente)(?: en dia)?,? (?:(?:denominad|llamad|conocid)[oa]\b|es (?:el|la)\b"
    r"|(?:el |la )?(?:ministerio|secretaria|instituto|empresa|agencia|servicio|gobierno|hospital|consejo)\b))"
)
_ALSO = re.compile(r"[\W\s]*(?:y|e|,)\s(?:del?|de la|al?|a la|el|la)?\s?")


def _former(text: str, match: re.Match[str], before: re.Match[str] | None) -> bool:
    """Whether a house is named as one that is no more; `before` is another such, named before it."""
    lead = flat(text[max(0, match.start() - 60) : match.start()] + "|")[:-1]
    beside = before is not None and bool(_ALSO.fullmatch(flat(text[before.end() : match.start()] + "|")[:-1]))
    return beside or bool(_FORMER.search(lead) or _RENAMED.match(flat(text[match.end() : match.end() + 60])))


def _current(text: str, found: Iterable[re.Match[str]]) -> Iterator[re.Match[str]]:
    """The houses named, without those that are no more."""
    former: re.Match[str] | None = None
    for match in found:
        if _former(text, match, former):
            former = match
        else:
            yield match


def _named(text: str) -> Iterator[tuple[re.Match[str], int]]:
    """Names with siglas beside them and where they begin, those that begin with a house's word first."""
    for match in _SIGLAS_FIRST.finditer(text):
        yield match, match.start("name")
    for match in _current(text, _WITH_SIGLAS.finditer(text)):
        stray = match.group("apposed") and not of_beginnings(match.group("apposed"), match.group("name"))
        stray = stray or (match.group("quoted") and match.group("name").isupper())
        if not generic(match.group("name")) and not stray:
            inner = [found.end() for found in _WITHIN.finditer(match.group("name"))] or [_behind_office(match)]
            yield match, match.start("name") + inner[-1]
    for match in _current(text, _OTHER_NAME.finditer(text)):
        group = _siglas_group(match)
        start = made_of(match.group(group), match.group("name"))
        # In capitals any words look like a name's: there it is one by its letters alone.
        called = group in ("said", "told") and not match.group("name").isupper()
        if group != "apposed" and (start is not None or called):
            behind = max((m.end() for m in _OF_THE_SYSTEM.finditer(match.group("name"))), default=0)
            yield match, match.start("name") + (start or behind)


# Siglas told at a distance from the name: «la institución se llama … y para el sistema lleva las siglas …».
_APART = r"[\"“«]?(?P<{0}>[A-Z][A-Z0-9.&\-]{{1,14}}(?:\s(?:EP|SA|CEM))?)(?![\wáéíóúñ@])"
_TOLD_APART = re.compile(
    rf"\b(?:[Ss]iglas?|SIGLAS?|[Aa]cr[oó]nimo|ACR[OÓ]NIMO)\b(?! del? (?!(?:la |el |est[ea] "
    rf"|nuestr[oa] )?(?:instituci|entidad|empresa)))(?:[^.;()A-Z]|Quipux){{0,60}}?{_APART.format('told')}"
    rf"|{_APART.format('before')},? (?:por sus siglas|siglas del?\b|(?:son|es) (?:sus|las?|nuestras?) siglas?)"
    rf"|\b(?:denominad[oa] tambi[eé]n|en lo posterior|en adelante,?|abreviad[oa]"
    rf"|identificad[oa] institucionalmente como) {_APART.format('further')}"
)


# Bare siglas right behind a name, that are put together from the beginnings of its words.
_BARE_BEHIND = re.compile(r"(?<=[a-záéíóúñ0-9]),? (?P<bare>[A-Z][A-Z0-9&\-]{2,14})(?![\wáéíóúñ@])")


_BEHIND_SIGLAS = 60  # letters from siglas to the house that they are told of


def _told_apart(text: str) -> Iterator[tuple[Named, re.Match[str], str]]:
    """Houses and the siglas told of them further on: that one of whose letters they are made, else the last before; and
    houses with nothing but their siglas behind the name."""
    apart = list(_TOLD_APART.finditer(text))
    bare = list(_BARE_BEHIND.finditer(text))
    houses = houses_in(text) if apart or bare else []
    for match in apart:
        group = next(name for name in ("told", "before", "further") if match[name])
        before = [named for named in houses if named.end <= match.start(group)]
        made = [named for named in before if made_of(match[group], named.name) == 0]
        if not made:  # the house may be told behind its siglas
            behind = [named for named in houses if 0 <= named.start - match.end(group) < _BEHIND_SIGLAS]
            made = [named for named in behind if made_of(match[group], named.name) == 0][:1]
        near = [named for named in before[-1:] if not is_part(named.name) and group == "told"]
        yield from ((named, match, group) for named in (made[-1:] or near))
    for named in houses:
        for match in bare:
            own = named.name[: match.start() - named.start]
            if named.start < match.start() <= named.end and len(own.split()) > 1 and _of_its_words(match["bare"], own):
                yield Named(own, named.start, named.start + len(own)), match, "bare"


def _of_its_words(siglas: str, name: str) -> bool:
    """Whether bare siglas are a house's: of its words' beginnings, or long and of its letters in their order."""
    return of_beginnings(siglas, name) or (len(siglas) > 4 and made_of(siglas, name) == 0)


def _behind_office(match: re.Match[str]) -> int:
    """Where in the name the house begins of whose letters the siglas are made, behind one of its offices."""
    office = _OFFICE_OF.match(match.group("name"))
    siglas = match.group(_siglas_group(match))
    if office is None or made_of(siglas, match.group("name")) == 0:
        return 0
    return office.end() if made_of(siglas, match.group("name")[office.end() :]) == 0 else 0


# What stands before the house that another belongs to or lives with, or where somebody goes.
_HOST = re.compile(
    r"\b(?:adscrit[oa] (?:al|a la)"
    r"|(?:instalaciones|edificio|dependencias|oficinas|rectoria|tutela|supervision) (?:del|de la)"
    r"|(?:reintegr|traslad|incorpor)\w+ (?:al|a la)"
    r"|pas\w+ a (?:prestar|laborar|trabajar)[\w ]{0,24} (?:en el|en la|al|a la)) $"
)


def _may_be_tailed(text: str) -> bool:
    return any(word in text for word in _CALLED_SO) or any(sign.search(text) for sign in (_SIGNED, _BARE_BEHIND))


_OF_A_CARD = re.compile(r"(?:C\.?[CI]|NUI|RUC)\.?")  # «… en la Dirección de Tecnologías - CI: 17…»


def institution_in(cell: Cell) -> list[Hit]:
    """An institution named together with its siglas; the desk's own house, a host and former names do not count."""
    if not _may_be_tailed(cell.text):
        return []
    for match, start in _named(cell.text):
        name = cell.text[start : match.end("name")]
        if len(name.split()) < 2 or own_house(name):
            continue
        if _HOST.search(flat(cell.text[max(0, start - 60) : start])):
            continue
        group = _siglas_group(match)
        if _OF_A_CARD.fullmatch(match.group(group)):
            continue
        siglas = check_siglas(match.group(group).rstrip("-"))  # «–en adelante IPX–»
        name_cell, siglas_cell = cut(cell, start, start + len(name)), cut(cell, *match.span(group))
        if name_cell and siglas_cell and not (siglas.valor or "").startswith("AIQ"):
            whole = Checked(house_name(whole_name(name)))
            return [_hit("nombre", whole, name_cell), _hit("siglas", siglas, siglas_cell)]
    for named, match, group in _told_apart(cell.text):
        name_cell, siglas_cell = cut(cell, named.start, named.end), cut(cell, *match.span(group))
        former = _FORMER.search(flat(cell.text[max(0, named.start - 60) : named.start]))
        if name_cell and siglas_cell and not former and not match[group].startswith("AIQ"):
            siglas = check_siglas(match[group].rstrip("-"))
            return [_hit("nombre", Checked(house_name(named.name)), name_cell), _hit("siglas", siglas, siglas_cell)]
    return []


def _hit(campo: str, checked: Checked, cell: Cell) -> Hit:
    return Hit(campo, checked, cell, min([0.97, *(word.confidence for word in cell.words)]))


# A label in capitals behind a name that is not («… de Prueba NOMBRE DE LA INSTITUCIÓN»).
_CAPITALS_BEHIND = re.compile(r"(?<=[a-záéíóúñ”\"])\s+(?=[A-ZÁÉÍÓÚÑ]{3,}\s+(?:DE|DEL|LA|Y|[A-ZÁÉÍÓÚÑ]{3,})\b)")


@dataclass(frozen=True, slots=True)
class Named:
    """A house named in a text, with its place there."""

    name: str
    start: int
    end: int


def names_house(text: str) -> bool:
    """Whether a house may be named somewhere in a text."""
    return HOUSE.search(text) is not None


def houses_in(text: str) -> list[Named]:
    """Every house that a text names in full; kinds of houses and the desk's own do not count."""
    found = []
    for match in HOUSE.finditer(text):
        name = whole_name(_CAPITALS_BEHIND.split(match.group(), maxsplit=1)[0])
        real = not generic(name) and not own_house(name) and not _NO_HOUSE.search(flat(name))
        if real and len(name.split()) >= 2:
            found.append(Named(name, match.start(), match.start() + len(name)))
    return found
