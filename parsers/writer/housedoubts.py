"""Whether the name of an institution that was read may be a piece of it, or another house's than the letter's."""

from __future__ import annotations

import re

from cases.evidence import Finding
from cases.identifiers import same_siglas, siglas_key
from cases.names import looks_like_name
from cases.reading import Institucion
from cases.text import flat
from parsers.fields.prosehouse import begins_house
from parsers.fields.records import is_house
from parsers.words.housenames import generic, is_part, made_of, same_house, siglas_of_number
from parsers.words.institutions import longer_known
from parsers.words.links import ends_open
from parsers.writer.houseplaces import Mention
from parsers.writer.houses import House

_CAMPO = "institucion.nombre"
_BEGINS_AMID = re.compile(r"(?:y|e|de|del|la|los|las|para|en|con)\b")
# A link that goes on with the name; the place and the greater house behind it are no part of it.
_GOES_ON = re.compile(r" (?:(?:y|e|de|del|para|en|con) (?:(?:la|las|los|el) )?)(?P<next>\w.*)")
_NO_NUMBER = re.compile(r"\b(?:n|no|nro|num|numero)\.?$")
_ONLY_PLACE = re.compile(r"(?:provincia|ciudad|republica|ecuador|canton)\b")


def house_doubts(read: Institucion, house: House) -> tuple[Finding, ...]:
    """What speaks against the name that was read: it begins amid a name, is a person's, the siglas' or only the kind of
    a house, the letter or the list of institutions have it longer, or those who sign are of another house."""
    nombre = read.nombre
    if not nombre:
        return ()
    if nombre[0].islower() and _BEGINS_AMID.match(nombre):
        return (_doubt(f"«{nombre}» parece el final de un nombre; confírmelo completo."),)
    if ends_open(nombre.rstrip(".")) or _NO_NUMBER.search(flat(nombre)):
        return (_doubt(f"«{nombre}» parece el comienzo de un nombre; confírmelo completo."),)
    longer = next((m.name for m in house.named if _goes_on(nombre, m.name)), None) or longer_known(nombre)
    if longer:
        return (_doubt(f"El nombre puede estar incompleto: también se lee «{longer}»; confírmelo."),)
    if generic(nombre) or same_siglas(nombre, read.siglas):
        return (_doubt(f"«{nombre}» no dice qué entidad es; confirme el nombre completo."),)
    if _is_person(nombre, read.siglas):
        return (_doubt(f"«{nombre}» parece el nombre de una persona; confirme el de la institución."),)
    other = _another(nombre, house)
    if other:
        return (Finding(_CAMPO, "conflicto", f"El membrete y la firma son de «{other.name}»; confirme cuál vale."),)
    return ()


def of_another(nombre: str | None, siglas: str | None, house: House) -> bool:
    """Whether the document's number is made of the letters of another house that the letter names, and neither holds
    these siglas nor is made of this name."""
    parts = {siglas_key(part) for part in re.split(r"[-/ ]", house.numero or "")}
    if not nombre or siglas_key(siglas) in parts or siglas_of_number(house.numero, nombre):
        return False
    others = (m for m in house.named if not same_house(nombre, m.name) and not is_part(m.name))
    return any(len(siglas_of_number(house.numero, m.name) or "") > 2 for m in others)


def _is_person(nombre: str, siglas: str | None) -> bool:
    made = bool(siglas) and made_of(siglas or "", nombre) is not None
    return looks_like_name(nombre) and len(nombre.split()) < 6 and not is_house(nombre) and not made


def _doubt(message: str) -> Finding:
    return Finding(_CAMPO, "dudoso", message)


def _goes_on(nombre: str, said: str) -> bool:
    """Whether another mention is this name with a link and more words behind it."""
    short, long = flat(nombre).strip(" .,"), flat(said)
    rest = _GOES_ON.match(long, len(short)) if long.startswith(short) else None
    if rest is None:
        return False
    behind = said[rest.start("next") :]
    return generic(nombre) or not (_ONLY_PLACE.match(rest["next"]) or begins_house(behind))


def _another(nombre: str, house: House) -> Mention | None:
    """The house of letterhead and signer, where the one that was read shares nothing with it."""
    heads = [m for m in house.named if m.place == "membrete" and not is_part(m.name)]
    signs = [m for m in house.named if m.place == "firma"]
    both = next((m for m in heads if any(same_house(m.name, other.name) for other in signs)), None)
    if both is None or any(same_house(nombre, m.name) for m in (*heads, *signs)):
        return None
    return both
