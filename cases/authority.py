"""In what quality somebody signs, told from the printed post, and whether that needs a delegation (dossier 6.3)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from cases.names import acting, cargo_tokens, same_cargo
from cases.reading import Calidad
from cases.text import key

Necesidad = Literal["no", "si", "persona"]

# Posts that bind their institution whatever it is.
_MAXIMA = re.compile(
    r"^(?:maxima autoridad|ministr[oa]|alcalde(?:sa)?|prefect[oa]|rector(?:a)?|superintendent[ea]|contralor(?:a)?"
    r"|fiscala? general|(?:procurador|auditor)(?:a)? general del estado"
    r"|president[ea](?! de(?:l comite| la comision)\b)|vicepresident[ea] (?:constitucional )?de la republica"
    r"|gerent[ea] (?:general|hospitalari[oa])|director(?:a)? (?:ejecutiv[oa]|general)"
    r"|defensor(?:a)? (?:del pueblo|public[oa]|general)"
    r"|secretari[oa] (?:nacional|tecnic[oa]|ejecutiv[oa]|general de (?:la presidencia|la administracion|gobierno))"
    r"|comandante general|(?:(?:primer )?jef[ea]|comandante) (?:del cuerpo )?de bomberos|primer jef[ea]"
    r"|registrador(?:a)?(?: de la propiedad)?"
    r"|gobernador(?:a)?|intendente general|liquidador(?:a)?"
    r"|administrador(?:a)? temporal|notari[oa] public[oa]|consejer[oa] president[ea]|jefe del comando conjunto)\b"
)
# "Director general de área" and the like are middle posts: what follows the words decides.
_AREA = re.compile(
    r"\b(?:administrativ|financier|talento|humano|tecnolog|tics?\b|tecnica|distrital|zonal|provincial|regional"
    r"|juridic"
    r"|asesoria|planificacion|comunicacion|documental|archivo|compras|contratacion|sistemas|informatica|auditoria"
    r"|operaciones|proyectos|procesos|logistica|servicios|calidad|innovacion|infraestructura|de area|atencion"
    r"|desarrollo organizacional)"
)
# … unless it is a whole house that follows (``Director General del Servicio Nacional de Atención …``).
_WHOLE_HOUSE = re.compile(
    r"^ (?:del?|de la) (?:empresa|agencia|servicio|instituto|corporacion|consejo|hospital|centro|banco|autoridad"
    r"|secretaria|registro|mancomunidad|universidad|fondo|gad|gobierno)\b"
)
_MAY_BE_MIDDLE = re.compile(r"(?:director|gerent[ea]|intendente|administrador)")
_MIDDLE = re.compile(
    r"^(?:coordinador|subsecretari|viceministr|subdirector|subgerente|director(?:a)?\b|jef[ea]\b|analista"
    r"|especialista"
    r"|asistente|asesor|(?:pro)?secretari[oa]\b|tecnic[oa]|lider|responsable|administrador|procurador(?:a)? sindic"
    r"|gerent[ea]\b|vicerrector|vicealcalde|vicealcaldesa|viceprefect|decan[oa]|supervisor|experto|intendente\b|tesorer"
    r"|contador|delegad|servidor)"
)
_DELEGATE = re.compile(r"\bdelegad[oa]s?\b|\bpor delegacion\b|^p ?d\b|\bp d\b")
_UNDECIDED = re.compile(r"^(?:director(?:a)?(?: nacional)?|gerent[ea]|secretari[oa]|administrador(?:a)?|intendente)$")
_ACTING = re.compile(r"\b(?:subrogante|encargad[oa](?: del despacho)?|s|e)\b")
# Courtesy or a rank printed before the post.
_BEFORE_POST = re.compile(
    r"^(?:(?:el|la|senor|senora)(?= )|(?:(?:teniente )?(?:general|coronel)|(?:vice|contr)?almirante|mayor|capitan)"
    r"(?: (?:superior|inspector)| de (?:brigada|division|distrito|ejercito|navio|fragata|corbeta|policia|bomberos"
    r"|estado mayor|e ?m))*"
    r"(?= (?:comandante|jef[ea]|primer|director)))\s*"
)
_PARTED = re.compile(r"\s*(?:,|;|/|\s[-–—]|(?<=\))|(?<=subrogante))\s+", re.I)


def _bare(cargo: str) -> str:
    plain = " ".join(_ACTING.sub(" ", key(cargo.replace("/a", "").replace("(a)", ""))).split())
    return _BEFORE_POST.sub("", plain)


def _acted_post(cargo: str) -> str:
    """Of two posts the one in which somebody acts (``Vicealcaldesa - Alcaldesa Subrogante``), else the whole."""
    parts = _PARTED.split(cargo)
    last = parts[-1]
    return last if len(parts) > 1 and acting(last) and _MAXIMA.match(_bare(last)) else cargo


_HEAD_OF = re.compile(
    r"^(?P<head>director(?:a)?|gerent[ea]|rector(?:a)?|president[ea]|jef[ea]|comandante|superintendente|coordinador(?:a)?)"
    r"(?: (?:general|nacional|ejecutiv[oa]|tecnic[oa]|titular))? (?:(?:del|de la|de) )?(?P<house>\w.*)"
)
# "Gerente", "Comandante" and nothing else is who runs such a house; a manager of one of its parts says of which.
_SOLE_HEAD = re.compile(r"^(?:gerent[ea]|comandante)$")
_RUN_BY_ONE = re.compile(r"^(?:cuerpo|hospital|empresa|terminal|compania|clinica)\b")
# Houses that are called by the post of who runs them.
_HOUSE_BY_POST = re.compile(r"^(?:direccion|gerencia|jefatura|comandancia|superintendencia) ")
_OF_DISTRICT = re.compile(r"^director(?:a)? (?P<kind>distrital|zonal|provincial)\b(?P<which>.*)")
_DISTRICT = {"distrital": "distrito", "zonal": "zona", "provincial": "provincia"}
_KINDRED = re.compile(r"^secretari[oa] ")


def heads_house(cargo: str | None, nombre: str | None, siglas: str | None = None) -> bool:
    """Whether a post is the head's of the institution itself (``Director del Hospital General Docente Ambato``,
    ``Gerente de EPMAPS``), and not of a part of it. `nombre` and `siglas` are the institution's."""
    plain = _bare(cargo or "")
    match = _HEAD_OF.match(plain)
    if match and siglas and key(match["house"]) == key(siglas):
        return True
    if not plain or not nombre:
        return False
    if _SOLE_HEAD.match(plain):
        return bool(_RUN_BY_ONE.match(key(nombre)))
    said, house = cargo_tokens(plain), cargo_tokens(nombre)
    if said == house:  # the director of a "Dirección Provincial …"
        return True
    if _HOUSE_BY_POST.match(key(nombre)) and len(said) > 1 and said <= house:  # … who leaves its end out
        return True
    if _KINDRED.match(plain):  # the secretary of a "Secretaría General de … de la Presidencia"
        return key(nombre).startswith("secretaria ") and len(said) > 2 and said <= house
    district = _OF_DISTRICT.match(plain)
    if district and re.match(rf"(?:{_DISTRICT[district['kind']]}|direccion {district['kind']})\b", key(nombre)):
        return cargo_tokens(district["which"]) <= house
    if not match:
        return False
    said, same_kind = cargo_tokens(match["house"]), match["house"].split()[0] == key(nombre).split()[0]
    return same_kind and bool(said) and said <= house


def delegation_need(cargo: str | None, cargos: Sequence[str] = ()) -> Necesidad:
    """Whether a signer of this post needs a delegation. `cargos` are the posts known to bind this institution."""
    if not cargo:
        return "persona"
    cargo = _acted_post(cargo)
    plain = _bare(cargo)
    if _DELEGATE.search(key(cargo)):
        return "si"
    if any(same_cargo(cargo, known) and len(known.split()) + 3 >= len(plain.split()) for known in cargos):
        return "no"
    binding = _MAXIMA.match(plain)
    if binding and not (_MAY_BE_MIDDLE.match(plain) and _of_area(plain[binding.end() :])):
        return "no"
    if _UNDECIDED.match(plain):
        return "persona"
    return "si" if _MIDDLE.match(plain) else "persona"


def _of_area(behind: str) -> bool:
    return bool(_AREA.search(behind)) and not _WHOLE_HOUSE.match(behind)


def calidad_of(
    cargo: str | None, cargos: Sequence[str] = (), delegated: bool = False, marked: bool = False
) -> Calidad:
    """The quality in which the signer acts. `delegated`: the letter says so, or a delegation names the signer;
    `marked`: it stands below his post."""
    if marked:
        return "delegado"
    need = delegation_need(cargo, cargos)
    if need == "no" and cargo:
        return "subrogante" if acting(cargo) else "maxima_autoridad"
    if delegated or (cargo and _DELEGATE.search(key(cargo))):
        return "delegado"
    return "no_determinada"
