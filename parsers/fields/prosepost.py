"""The cargo of a person in a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches

from cases.text import flat
from parsers.fields.prosehouse import houses_in
from parsers.fields.values import Hit, read_value
from parsers.pages.cells import Cell, cut
from parsers.words.posts import like_post

_POST_CUE = re.compile(
    r"\b(?:(?:el\s+|su\s+)?(?<!\ba\s)(?<!\bhar[ae]\s)(?<!\bhac[eo]\s)(?<!hacerse\s)(?:cargo|puesto|funcion|rol)\s*(?:institucional\s*)?(?:actual\s+)?(?:que\s+(?:ocupa|desempena|ejerce|tiene)\s+)?(?:,\s*|el\s+de\s+|(?:de|como|es)\s+"
    r"(?:(?:el\s+|la\s+)(?:de\s+)?)?)?[\"“]?|(?:desempena"
    r"|ejerce|ocupa|labora|trabaja|cumple|funge|presta(?:ndo)?\s+(?:sus\s+)?servicios)\w*\s+(?:aqui\s+|con\s+nosotros\s+|en\s+est[ae]\s+\w+\s+)?"
    r"(?:actualmente\s+)?(?:(?:las\s+|sus\s+)?funciones\s+|el\s+(?:cargo|puesto)\s+)?(?:de|como)\s+"
    r"|contratad[oa]\s+como\s+|funciones\s+(?:de|como)\s+|hac(?:e|iendo)\s+las\s+veces\s+de\s+|nombramiento\s+(?:\w+\s+)?(?:de|como)\s+|(?:denominacion|denominado)\s+(?:del?\s+(?:puesto|cargo)\s+)?|en\s+calidad\s+de\s+|en\s+su\s+calidad\s+de\s+"
    r"|(?:labora|trabaja|presta(?:ndo)?\s+(?:sus\s+)?servicios)\w*\s+en\s+(?:\w+\s+){1,4}?como\s+)"
)
# Words that also lead to anything else: behind them a cargo must begin as posts do, with a capital.
_LOOSE_CUE = re.compile(r"\b(?:es|sera|como|nombrad[oa])\s+(?:actualmente\s+)?(?:(?:nuestr[oa]|el|la|una?)\s+)?")
_CAPITALS = re.compile(r"[A-ZÁÉÍÓÚÑ][a-záéíóúñ]")  # without which a whole paragraph is in small letters
_BESIDE = re.compile(
    r"(?:[,;(\[]\s*|(?<=\d)\sy\s|(?<=\d{5})\s(?=[^\W\d])|\s[-–/]\s|\s[-–](?=\w))"
    r"(?:(?:actual(?:mente)?|nuestr[oa]|su)\s+)?"
)


# What somebody will do besides («… y atenderá sus llamadas en …»); read with its accents: «y cartera» is no verb.
_THEN = re.compile(r"\sy\s+(?:l[aeo]s?\s+|se\s+)?[a-záéíóúñ]+(?:[aei]rán?)\b")
_POST_END = re.compile(
    r"[,;\"”\]]|\((?!(?:s|e|subrogante|encargad[oa])\))|\s/|\s?[-–](?=[\s,.;])|\.(?:\s|$)"
    r"|\s(?:con\s+(?!(?:la|el|los|las)\b)|con\s+(?:la|el)\s+(?:cedula|correo|numero|telefono|nombramiento|extension)"
    r"|(?:bajo|segun|mediante|conforme)\s|a\s+(?:tiempo|contrato|nombramiento|cargo)\b|de\s+(?:manera|forma)\s|portador[a]?|y\s+(?:localizable|ubicable|identificad[oa]|cedulad[oa]|poseedora?|titular\s+de\s|(?:de\s+)?(?:cedula|e-?mail|mail|movil|fono|linea|extension)\b|responde|recibe|atiende|contesta|utiliza|usa|posee|porta|se\s|siendo|correo|telefono|con"
    r"|numero|celular|ejercera|asumira|actuara|desempenara|tendra|estara|puede|podra|sera|su\s|sus\s|quien|cuy[oa]s?|tiene|cuenta|a\s+quien|labora|esta\s|es\s)"
    r"|y\s+(?:actual\s+|nuev[oa]\s+|entonces\s+|hasta\s+(?:ahora|hoy)\s+)?(?:administrador|aiq|responsable|encargad)\w*\s+(?:institucional"
    r"|principal|back|de\s+respaldo|saliente|(?:del?\s+)?(?:la\s+administracion\s+|sistema\s+)?(?:del?\s+)?quipux)"
    r"|(?:fue|ha\s+sido|sera|escribirl[ea]s?|llamarl[aeo]s?|se\s+l[aeo])\s|correo\s|cuyo|quien\s|que\s|l[ao]\s(?:deja|toma|asume|recibe)|hasta\s|desde\s|a\s+partir\s|de\s+(?:est|es|dich)[aeo]\s+\w|para\s+que|como\s+(?:nuev"
    r"|administrador|aiq))"
)


_NO_POST = re.compile(
    r"\b(?:ha|han|he|hemos)\s+\w+(?:ad|id|elt|uest|ech|scrit)o\b|"
    r"administrador[a]?\s+(?:institucional|del\s+sistema|del\s+quipux|de\s+quipux|quipux|general\s+quipux|principal|backup"
    r"|de\s+respaldo|suplente|altern[oa]|actual|saliente|entrante|anterior)|^(?:(?:como|el|la)\s+)?administrador[a]?$|^administrador[a]?\s+que\b|\baiq\b|\b(?:anterior|saliente|entrante|cesante)$"
    r"|\badministracion\s+(?:institucional\s+)?(?:del?\s+)?(?:sistema\s+)?quipux|back\s?up|^titular(?:\s+de\s+la)?$|^titular\s+hasta\b|^portador"
    r"|^responsable\s+(?:del?\s+)?(?:la\s+)?(?:administracion|sistema|quipux|herramienta)"
    r"|\b(?:comunico|informo|solicito|notifico|pongo|remito|pido|designo|dispongo)\b"
    r"|\breemplaza\b|\bsustituye\b|\ben\s+(?:lugar|ree?mplazo|sustitucion)\s+del?\b|\basume\b"
)


_SERVES = re.compile(  # where somebody serves, which is no cargo: «servidor de esta Secretaría», «funcionaria que …»
    r"(?:servidora?|funcionari[oa]|emplead[oa]|trabajadora?|miembro|integrante"
    r"|colaboradora?)(?: p[uú]blic[oa])?(?: municipal)?"
    r" (?:de (?:la|est[ae]|nuestr[oa])|del|que|adscrit[oa])\b"
)
_DID = re.compile(r"[a-z]ó\b")  # «la Dirección de Tecnologías comunicó la salida de …»


def post_in(cell: Cell, plain: str, begin: int, limit: int, fences: Sequence[int]) -> Hit | None:
    """The cargo between a name's end and the next name: announced (``el cargo de``), or set beside the name or the
    cédula between commas. It ends before the next of the `fences` (labels, the house's name)."""
    starts = [cue.end() for cue in _POST_CUE.finditer(plain, begin, limit)]
    beside = _BESIDE.finditer(plain, begin, limit)
    others = [at for place in beside if like_post(cell.text[(at := place.end()) : at + 60])]
    loose = [cue.end() for cue in _LOOSE_CUE.finditer(plain, begin, limit)]
    capital = [at for at in loose if cell.text[at : at + 1].isupper() or not _CAPITALS.search(cell.text, at, at + 60)]
    others += [at for at in capital if like_post(cell.text[at : at + 60])]
    starts += sorted(others)
    for start in starts:
        start += 3 if plain.startswith("de ", start) else 0
        start += len(cell.text[start : start + 2]) - len(cell.text[start : start + 2].lstrip(' "“'))
        then = _THEN.search(cell.text, start, limit)
        end = _post_end(cell.text, plain, start, then.start() if then else limit, fences)
        end = _before_house(cell.text, start, end)
        text = cell.text[start:end].strip(" .,;")
        told_of = plain.startswith((" que ", " hasta "), end) and text.islower() and " " not in text
        if not told_of and _is_post(text) and (post := _read(cell, start, end)):
            return post
    return None


# The house called by its kind in small letters, or as the institution: no part of a cargo that says more without it.
_OF_THE_HOUSE = re.compile(
    r"(?<=\S\s)[\w/()]+(?P<of>\s+(?:de\s+(?:la|nuestr[oa])|del|en\s+la)\s+(?:(?i:instituci[oó]n|entidad)|empresa|instituto|organismo"
    r"|municipio|municipalidad|ministerio|hospital|universidad|consejo|agencia|cooperativa|corporaci[oó]n|gobierno"
    r"|servicio|fundaci[oó]n|dependencia))\s*$"
)


# Where somebody does his work, and no part of what his post is called («Analista de Sistemas en la Dirección de …»).
_WHERE = re.compile(
    r"(?<=\S\s)\S+(?P<of>\s+(?:en\s+(?:(?:el|la|los|las|est[ea]|nuestr[oa]|su)\s|(?:19|20)\d\d\b)|desde\s))", re.I
)


def _before_house(text: str, start: int, end: int) -> int:
    """Where a cargo ends that goes on with where it is held, with its house's kind alone, or for long with its whole
    name: before it."""
    if where := _WHERE.search(text, start, end):
        end = where.start("of")
    if kind := _OF_THE_HOUSE.search(text, start, end):
        return kind.start("of")
    if len(text[start:end].split()) <= 16:
        return end
    house = next((named for named in houses_in(text[start:end]) if named.start), None)
    return start + len(_OPEN_END.sub("", text[start : start + house.start].rstrip())) if house else end


# Somebody's name or title where a post was to stand («…, que está a cargo: la Ing. …»).
_SOMEBODY = re.compile(r"(?:el|la|al|los|las)\s+(?!de\b)", re.I)


def is_somebody(text: str) -> bool:
    """Whether the words behind the label of a post tell of a person, by an article and no post."""
    article = _SOMEBODY.match(text)
    return article is not None and not like_post(text[article.end() :])


def labelled_post_end(text: str, start: int, limit: int) -> int:
    """Where a cargo ends in a sentence that announced it by its label."""
    return _before_house(text, start, _post_end(text, flat(text[:limit]), start, limit, ()))


def _is_post(text: str) -> bool:
    """Whether the words may be a cargo: in capitals, or beginning as posts do, and not the part of the AIQ itself."""
    if text.islower() and _ONLY_SERVANT.match(text):
        return False
    if not text or len(text.split()) > 16 or _NO_POST.search(flat(text)) or _DID.search(text) or _SERVES.match(text):
        return False
    return text[0].isupper() or like_post(text)


def _read(cell: Cell, start: int, end: int) -> Hit | None:
    part = cut(cell, start, start + len(_closed(cell.text[start:end])))
    hits = read_value("cargo", part) if part else ()
    return hits[0] if hits else None


def _closed(text: str) -> str:
    """A cargo without the marks behind it; the bracket of its own ``(E)`` stays."""
    bare = text.rstrip(' .,;)"”\'')
    return f"{bare})" if bare.count("(") > bare.count(")") else bare


_BEFORE = re.compile(r"(?:^|[,;]\s*|\b(?:a?l|el|la|su|sus|nuestr[oa]|del|como)\s+)(?=\w)")


# «su Analista de Soporte, el Ing. …», «la secretaria que se llama …»
_ARTICLE = re.compile(r",?\s+(?:el|la|que\s+se\s+llama|llamad[oa]|de\s+nombres?)\s*$", re.I)
# Courtesy before a name, no post (``la servidora pública Ing. …``).
_ONLY_SERVANT = re.compile(
    r"(?:servidor|funcionari|ciudadan|compañer|señor)[oa]?(?:\s+p[uú]blic[oa])?$|(?:(?:el|la)\s+)?agente$", re.I
)


# Marks, long numbers and the words of a clause («el administrador que deja el cargo es …»): more than a post.
_CLAUSE = re.compile(r"[.;:(),]|\d{3}|\bque\b|\b(?:es|ser[aá]|fue|son)$", re.I)


def post_before(cell: Cell, floor: int, lead: int) -> Hit | None:
    """The cargo set right before a name (``a su Analista de Soporte, Ing. …``); `lead` is where the name's titles
    begin, `floor` how far back it may reach."""
    floor = max(floor, lead - 90)
    plain = flat(cell.text[:lead])
    for match in reversed(list(_BEFORE.finditer(plain, floor))):
        text = _ARTICLE.sub("", cell.text[match.end() : lead]).strip(" ,")
        whole = len(text.split()) <= 12 and not _CLAUSE.search(text) and not _OPEN_END.search(text)
        if whole and like_post(text) and _is_post(text) and not _ONLY_SERVANT.match(text):
            return _read(cell, match.end(), match.end() + len(text))
    return None


def _post_end(text: str, plain: str, start: int, limit: int, fences: Sequence[int]) -> int:
    stops = _POST_END.finditer(plain, start, limit)
    ends = (stop for stop in stops if not _second_post(plain, stop) and not _GOES_ON.match(text, stop.start()))
    stop = next(ends, None)
    closed = next((at for at in range(start, limit) if plain[at] == ")" and "(" not in plain[start:at]), limit)
    end = min([closed, stop.start() if stop else limit, *(fence for fence in fences if fence >= start)])
    if value := _VALUE.search(plain, start, end):  # nothing but blanks parts it from them
        end = value.start()
        while (last := _LAST_WORD.search(plain, start, end)) and get_close_matches(last[1], _MEANS, 1, 0.75):
            end = start + len(_OPEN_END.sub("", plain[start : last.start()]))
    return start + len(_OPEN_END.sub("", plain[start:end]))


# A comma within a post: «Directora de Planificación, Proyectos y Cooperación», «Jefe de Sistemas, encargado».
_TITLED = r"[A-ZÁÉÍÓÚÑ][\wáéíóúñ]+(?: (?:(?:del?|la|las|los|e) ){0,2}[A-ZÁÉÍÓÚÑ][\wáéíóúñ]+){0,3}"
_GOES_ON = re.compile(
    rf", {_TITLED}(?:, {_TITLED})* [ye] (?!(?:Correo|Tel[eé]fono|Celular|Cargo|C[eé]dula)\b)[A-ZÁÉÍÓÚÑ]"
    r"|, (?:encargad[oa]|subrogante)(?=[,.;]|$)"
)


def _second_post(plain: str, stop: re.Match[str]) -> bool:
    """Whether a dash only joins two posts that are one (``Secretaria - Tesorera``)."""
    behind = plain[stop.end() :].lstrip()
    return stop.group().strip() in ("-", "–") and like_post(behind[:30])


_VALUE = re.compile(r"\s\S+@|\s\(?\d[\d\s()\-]{5,}")
_LAST_WORD = re.compile(r"\s([a-z]{3,})(?:\s+(?:de\s+)?(?:el|ella))?(?:\s+es)?$")
# What leads to an address or a number, rightly written or nearly.
_MEANS = (
    "correo", "mail", "electronico", "institucional", "celular", "telefono", "telf", "cedula", "numero", "convencional",
)  # fmt: skip
_OPEN_END = re.compile(r"(?:\s+(?:la|el|su|con|y|e|a|al|de|del|en|los|las|por|siendo))+\s*$")
