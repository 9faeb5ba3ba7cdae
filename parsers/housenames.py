"""Where an institution's name ends, whether it is one at all, and of whose letters siglas are made."""

from __future__ import annotations

import re

from cases.text import flat

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
    r"|registro(?: municipal)?(?: de la propiedad(?: y mercantil)?)?|ministerio|secretaria(?: nacional)?"
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


def whole_name(text: str) -> str:
    """A name that was found in a text, without what stands behind it: its siglas after a comma or a dash, a mark of the
    signer's post, the next label, a place in small letters behind a name in capitals."""
    name = text.strip(" ,")
    while (behind := _BEHIND.search(name)) and behind.start():
        name = name[: behind.start()].strip(" ,")
    name = (siglas_behind(name) or (name, ""))[0]
    capitals = _CAPITALS.fullmatch(name)
    return capitals["name"] if capitals and re.sub(r"\bNr?o\b", "", capitals["name"]).isupper() else name
