"""Where an institution's name ends, whether it is one at all, whether two are the same, and of whose letters siglas are
made."""

from __future__ import annotations

import re

from cases.names import name_tokens
from cases.text import flat, key, tidy

# What many houses are called: without the words that follow or go before, it names none.
_GENERIC = re.compile(
    r"^(?:empresa(?: electrica| publica| municipal| cantonal| regional)*"
    r"|gobierno(?: autonomo| descentralizado| municipal| parroquial| provincial| rural| cantonal)*"
    r"|gad[mp]?r?(?: municipal| parroquial| provincial| rural)*"
    r"|unidad(?: educativa(?: fiscal)?)?|instituto(?: superior| tecnologico| nacional)*"
    r"|cuerpo(?: de bomberos(?: municipal| del canton)*)?|junta(?: parroquial(?: rural)?)?"
    r"|universidad(?: tecnica| estatal)?"
    r"|hospital(?: general| basico)*|servicio(?: nacional| integrado)?|direccion(?: distrital| provincial| zonal)?"
    r"|coordinacion(?: zonal| provincial)?|comando(?: de la (?:zona|subzona))?|gobernacion(?: de la provincia)?"
    r"|consejo(?: (?:nacional|cantonal|provincial|de proteccion(?: integral)?(?: de derechos)?))*"
    r"|registro(?: municipal)?(?: de la propiedad(?: y mercantil)?)?|ministerio"
    r"|secretaria(?: (?:nacional|tecnica|ejecutiva|general))?"
    r"|agencia(?: nacional)?|municipio|ep)$"
)
_OUR_OWN = re.compile(r"subsecretaria|telecomunicaciones y|sociedad de la informacion|gobierno electronico|\bmintel\b")
# What stands behind a name and is no part of it: who signs, the next label, a number.
_BEHIND = re.compile(
    r"(?i:[,\s]+(?:\(?(?:subrogante|encargad[oa])\)?|ruc|siglas?(?:\s+[A-Z0-9.&\-]+)?|datos))\s*$"
)
_SHORT_BEHIND = re.compile(  # the legal form at the end of a name is no siglas
    r"(?:,\s*|\s[-–—]\s*|\s(?=(?:[A-Z]\.){3,}$))"
    r"(?P<siglas>(?!(?:E\.?P|S\.?A|B\.?P|CEM)\b)[A-Z][A-Z.&\-]{1,13}(?: EP)?)\.?$"
)
_CAPITALS = re.compile(
    r"(?P<name>(?!(?:GAD|CNEL|EP)\w*\b)[A-ZÁÉÍÓÚÑ]{4,}\s.*?)\s+(?!Nr?o\b)[A-ZÁÉÍÓÚÑ][a-záéíóúñ]+\b[^a-záéíóúñ]*$"
)


def made_of(siglas: str, name: str) -> int | None:
    """Where in `name` the words begin of whose letters, in their order, the siglas are made (the first letter begins a
    word); null when they are not. A legal form at the end (``… EP``) need not stand in the name."""
    wanted = re.sub(r"[^a-z]", "", flat(re.sub(r"[ \-](?:EP|SA|CEM)$", "", siglas)))
    for word in re.finditer(r"\b[A-ZÁÉÍÓÚÑ]", name):
        letters = iter(flat(name)[word.start() :])
        if len(wanted) >= 2 and flat(word.group()) == wanted[0] and all(char in letters for char in wanted):
            return word.start()
    return None


def of_beginnings(siglas: str, name: str) -> bool:
    """Whether siglas are put together, in order, from the beginnings of a name's words, the first one's among them."""
    wanted = re.sub(r"[^a-z]", "", flat(re.sub(r"[ \-](?:EP|SA|CEM)$", "", siglas)))
    reached: set[int] = set()  # how many of their letters the words so far may give
    for word in re.findall(r"[a-z]+", flat(name)):
        for at in reached or {0}:
            ends = range(at + 1, at + len(word) + 1)
            reached = reached | {end for end in ends if end <= len(wanted) and word.startswith(wanted[at:end])}
        if not reached:
            return False
    return len(wanted) in reached


def generic(name: str) -> bool:
    """Whether a name is only the kind of a house (``Empresa Pública``)."""
    return bool(_GENERIC.match(flat(name).strip(" ,.")))


def own_house(name: str) -> bool:
    """Whether a name is the desk's own house, to which every letter is addressed."""
    return bool(_OUR_OWN.search(flat(name)))


def siglas_behind(text: str) -> tuple[str, str] | None:
    """A name and its siglas, that stand behind a comma or a dash and are made of its letters; null when none do."""
    short = _SHORT_BEHIND.search(text)
    if short is None:
        return None
    name = text[: short.start()].rstrip(" ,")
    start = made_of(short["siglas"], name)  # in capitals, another word of the name may be made of its letters too
    return (name, short["siglas"]) if start == 0 or (start is not None and not name.isupper()) else None


# Siglas in the middle of a name that is not in capitals: what follows is the next line's.
_SHORT_INSIDE = re.compile(r"\s(?P<siglas>(?!(?:EP|SA|BP|CEM)\b)[A-Z]{3,12})\s(?=[A-ZÁÉÍÓÚÑ][a-záéíóúñ])")


def _before_siglas(name: str) -> str:
    """A name up to the siglas that are made of its letters and stand bare behind it."""
    short = None if name.isupper() else _SHORT_INSIDE.search(name)
    own = name[: short.start()] if short else name
    return own if short and made_of(short["siglas"], own) == 0 and not generic(own) else name


def whole_name(text: str) -> str:
    """A name that was found in a text, without what stands behind it: its siglas after a comma or a dash, a mark of the
    signer's post, the next label, a place in small letters behind a name in capitals."""
    name = text.strip(" ,")
    while (behind := _BEHIND.search(name)) and behind.start():
        name = name[: behind.start()].strip(" ,")
    name = _before_siglas((siglas_behind(name) or (name, ""))[0])
    capitals = _CAPITALS.fullmatch(name)
    return capitals["name"] if capitals and re.sub(r"\bNr?o\b", "", capitals["name"]).isupper() else name


def is_part(name: str) -> bool:
    """Whether a name is a part's of a house (``Dirección de Tecnologías``)."""
    return bool(_INNER.match(flat(name)))


# A part of a house, which the letterhead names below it.
_INNER = re.compile(
    r"^(?:direccion (?!general|nacional)|coordinacion|unidad (?!educativa|de analisis|nacional)"
    r"|secretaria general(?:$| y | del? concejo)"
    r"|subsecretaria|zona|departamento|procuraduria sindica|prosecretaria|registro oficial)"
)
_SPELT_OUT = (
    (r"\bg\s?a\s?d\s?m\b", "gobierno autonomo descentralizado municipal"),
    (r"\bg\s?a\s?d\s?p\s?r\b", "gobierno autonomo descentralizado parroquial rural"),
    (r"\bg\s?a\s?d\s?p\b", "gobierno autonomo descentralizado provincial"),
    (r"\bg\s?a\s?d\b", "gobierno autonomo descentralizado"),
    (r"\be p\b|\bep\b", "empresa publica"),
)


def house_words(name: str) -> frozenset[str]:
    """The words that tell a house from others, its kind spelt out."""
    plain = key(name)
    for short, full in _SPELT_OUT:
        plain = re.sub(short, full, plain)
    return name_tokens(plain) - {"canton", "provincia", "parroquia", "ciudad", "en", "para", "el"}


def same_house(one: str | None, other: str | None) -> bool:
    """Whether two spellings may be one house: the words of one are among the other's, two at least."""
    small, large = sorted((house_words(one or ""), house_words(other or "")), key=len)
    return len(small) >= 2 and small <= large


def siglas_of_number(number: str | None, name: str) -> str | None:
    """The part of a document's number that is made of the name's letters, or null."""
    parts = re.split(r"[-/ ]", number or "")
    fit = [part for part in parts if re.fullmatch(r"[A-Z][A-Z.&]{1,14}", part) and made_of(part, name) == 0]
    long = [part for part in fit if len(part) >= 3 or part == parts[0]]
    return max(long, key=len) if long else None


_WITH_SIGLAS = re.compile(
    r"^(?P<name>.{6,}?)\s*(?:\((?:(?i:siglas?|acr[oó]nimo)\s?:?\s*)?(?P<inside>[^()]{2,20})\)"
    r"|(?:\s[-–/]|,?\s+(?i:siglas?):?)\s*(?P<after>[A-Z][A-Z0-9.\-&]{1,14}(?: EP)?))\s*\.?$"
)


def divided(value: str) -> tuple[str, str | None]:
    """An institution's name and the siglas that stand behind it."""
    found = _WITH_SIGLAS.match(value)
    siglas = (found["inside"] or found["after"]) if found else None
    if found and siglas and re.fullmatch(r"[A-ZÁÉÍÓÚÑ0-9.\-& ]{2,20}", siglas):
        return found["name"].strip(" ,;"), siglas
    return siglas_behind(value) or (value, None)


def _unquoted(text: str) -> str:
    """A name without the marks and quotes around it; those around its last words are its own."""
    value = text.strip(" ,;:")
    quotes = [char for char in value if char in _QUOTES]
    around = len(quotes) % 2 or (value[:1] in _QUOTES and len(quotes) == 2)
    return value.strip(f" ,;:{_QUOTES}") if quotes and around else value


_QUOTES = '"“”«»'


def house_name(text: str) -> str:
    """An institution's name without what stands around it; the stops of ``C.A.`` and ``B.P.`` are its own."""
    value = _unquoted(tidy(text))
    return value[:-1] if value.endswith(".") and not re.search(r"\b[A-Z]\.\s?[A-Z]\.$", value) else value
