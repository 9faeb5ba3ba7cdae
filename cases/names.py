"""People's names and posts as official letters write them, and comparison that forgives order and accents."""

from __future__ import annotations

import re
from functools import lru_cache

from cases.reading import Persona
from cases.text import fold, key, tidy, words_of

_FULL_TITLES = words_of(
    "senor senora senorita sr sra srta srita srs sres don dona ingeniero ingeniera ing abogado abogada abg abgdo abgda"
    " economista econ licenciado licenciada"
    " lcdo lcda licdo licda ldo lda lic magister magister mgs msc mgtr mgst mgter"
    " doctor doctora dr dra arquitecto arquitecta arq tecnologo tecnologa tlgo tlga tnlgo tnlga tnlg tglo tgla"
    " psicologo psicologa psic psicind biologo blgo blga sociologo cpa"
    " mba phd phdc mcs msg ciudadano ciudadana servidor"
    " servidora funcionario funcionaria companero companera colega coronel crnl tcrn tcrnl mayor capt capitan teniente"
    " tnte subt sgop sgos cbop cbos sldo calm valm cpnv cpfg cpcb tnnv tnfg alfg emc avc quim bqf mvz antrop obst odont"
    " ec profesor profesora prof ms esp mtr mtra maestro maestra mg mdi mbi"
    " grad crnel sbte sgto mayr gral general almirante comandante cap cptn tcnl tcml grab grae brig supt sbos"
    " suboficial sargento cabo bombero contralmirante vicealmirante brigadier subteniente"
)
# Marks behind a military or police rank, only joined to it (``CPNV-EMS``, ``Crnl.-EM``).
_RANK_MARKS = words_of("em ems emc emt csm csme just esp sp avc inf im eom ss ab")
# What a rank is of, written out.
_RANKS_OF = words_of(
    "brigada division distrito ejercito navio fragata corbeta policia estado mayor conjunto bomberos aviacion"
)
# Shorter marks that are also words or initials: only with their dot.
_DOTTED_TITLES = words_of("ab dip eco econ soc mat od anl aud espc act emb tec qf m ms d ph ind s mayo dis ps")
SHORTENED = words_of("ma fco gpe jse")  # first names: "Ma. Fernanda" is a name
_SHORT_NAMES = SHORTENED | words_of("jr hno sta sto")
_PARTICLES = words_of("de del la las los y e da do dos di san santa von van mac")
_NOT_NAMES = words_of(
    "ministerio secretaria subsecretaria direccion coordinacion gobierno empresa instituto municipio municipal agencia"
    " universidad unidad oficio memorando administrador administradora institucional quipux sistema nombres apellidos"
    " cedula correo telefono celular cargo institucion siglas ecuador republica director directora coordinador"
    " coordinadora analista especialista gerente jefe jefa asistente tecnico tecnica documento firmado atentamente"
    " acuerdo resolucion nro articulo que como aiq quien ingresa siglas"
    " procesos archivo talento humano tecnologia tecnologias informacion comunicacion comunicaciones ayudante sistemas"
    " informatica informatico soporte administrativo administrativa financiero financiera planificacion prosecretario"
    " prosecretaria operaciones infraestructura software servicios servicio atencion proyectos seguridad calidad bienes"
    " compras contratacion parroquial provincial regional zonal distrital general central desarrollador desarrolladora"
    " programador profesional experto experta encargado encargada oficinista guardalmacen asesor asesora auxiliar"
    " supervisor supervisora responsable area departamento"
    " ep sa cem provincia gobernacion canton"
    " whatsapp presente despacho publica publico nacional gestion documental electronico asunto datos nuevo nueva"
    " usuario con por mediante conforme segun para en sin antecedente antecedentes motivacion justificacion objeto"
    " objetivo peticion solicitud requerimiento conclusion conclusiones legal pedido fundamento fundamentos contacto"
    " contactos redes identificacion"
)
# What the words of a house's motto are («ABNEGACIÓN Y DISCIPLINA», «DIOS, PATRIA Y LIBERTAD»), and no name's.
_MOTTO = words_of(
    "abnegacion disciplina patria libertad honor lealtad valor trabajo ciencia tecnica pueblo progreso servir"
    " servicio excelencia unidad honestidad transparencia compromiso solidaridad sacrificio deber cultura"
)
_POST_TITLE = re.compile(
    r"[,;]?\s*\(?\b(?:ph\.?\s?d\.?c?|m\.?\s?sc\.?|m\.?b\.?a\.?|mgs\.?|mgtr\.?|mg\.|esp\.|c\.?p\.?a\.?)\)?\.?\s*$", re.I
)
_BOTH_GENDERS = re.compile(
    r"\b(se[ñn]or|ingenier|abogad|licenciad|doctor)\s?\(a\)\.?|\b([a-z]{2,4})\.?\s?\(a\)\.?", re.I
)
_POST_MARK = re.compile(r"[A-ZÁÉÍÓÚ][a-záéíóú]{0,4}\.|[A-Z]{2,5}\.?|(?:[A-Z][a-z]?\.?){2,4}\(?c?\)?\.?")
# Behind a rank.
_OF_SERVICE = re.compile(
    r"^de\s+(?:e\.?\s?m\.?(?:\s?[cst]\.)?|e\.|(?:com|inf|cab|art|int|trp|mat|ing|tec)\.|polic[ií]a|estado\s+mayor|bomberos|nav[ií]o|fragata|corbeta|brigada|divisi[oó]n|distrito"
    r"|ej[eé]rcito)\s+(?:de\s+(?:e\.?m\.?|estado\s+mayor)\s+)?",
    re.I,
)
_GLUED_TITLE = re.compile(r"^((?:[A-Za-zÁÉÍÓÚáéíóú]{2,5}\.){1,2})(?=[A-ZÁÉÍÓÚÑ])")


def _is_title(token: str, left: int) -> bool:
    plain = fold(token).replace(".", "").strip(",;()/")
    if plain.endswith(("/a", "/o")):
        plain = plain[:-2]
    if "." in token and (plain in _DOTTED_TITLES or (re.fullmatch(r"[a-z]{2,8}", plain) and plain not in _SHORT_NAMES)):
        return left > 1 or plain in _DOTTED_TITLES
    rank, joined, mark = plain.partition("-")
    return (plain in _FULL_TITLES or (bool(joined) and rank in _FULL_TITLES and mark in _RANK_MARKS)) and left > 1


def _is_mark(token: str) -> bool:
    """Whether a last word with a full stop is a title; a short surname that ends a sentence (``Cruz.``) is none."""
    plain = fold(token).strip(".,;()/")
    bare = plain.replace(".", "")
    if len(bare) < 2 or bare in _SHORT_NAMES:
        return False
    return bare in _FULL_TITLES | _DOTTED_TITLES or "." in plain or not re.search(r"[aeiou]", plain)


@lru_cache(maxsize=4096)
def strip_titles(text: str) -> str:
    """The name without courtesy, academic and military titles before and after it; otherwise as written."""
    value = tidy(text).strip(" ,;:-–•*/|·\"'“”")
    value = _BOTH_GENDERS.sub(r"\1\2.", value)
    value = re.sub(r"\(\s?(?:s\.?p|[bre])\.?\s?\)", "", value, flags=re.I)  # in passive service, of the firemen
    value = re.sub(r"(?i)^((?:[a-z]{1,3}\.\s?){1,2})/\s?", "", value)
    while True:
        glued = _GLUED_TITLE.match(value)
        if glued and _is_title(glued.group(1), 2):
            value = value[: glued.end()] + " " + value[glued.end() :]
        tokens = value.split()
        if not tokens or not _is_title(tokens[0], len(tokens)):
            break
        value = _OF_SERVICE.sub("", " ".join(tokens[1:]))
    while len(value.split()) > 2 and (post := _POST_TITLE.search(value)):
        value = value[: post.start()]
    head, comma, tail = value.rpartition(",")
    if comma and len(head.split()) >= 2 and all(_POST_MARK.fullmatch(part) for part in tail.split()):
        value = head if not value.isupper() or "." in tail else value
    tokens = value.split()
    while len(tokens) > 2 and tokens[-1].endswith(".") and _is_mark(tokens[-1]):
        tokens.pop()
    return " ".join(tokens).strip(" .,;:-")


@lru_cache(maxsize=1024)
def only_rank(text: str) -> bool:
    """Whether a line holds nothing but titles or a rank (``Crnl. de E.M.``, ``Ing. Mgs.``)."""
    plain = re.sub(r"[.,]|\([brespv. ]{1,4}\)", "", fold(text)).replace("-", " ")
    words = [word for word in plain.split() if word not in _PARTICLES]
    if words[:2] == ["comandante", "general"]:  # a post
        return False
    marks = _FULL_TITLES | _RANK_MARKS | _RANKS_OF
    return bool(words) and words[0] in _FULL_TITLES and all(word in marks for word in words)


def name_tokens(text: str | None) -> frozenset[str]:
    """The parts of a name for comparison: without titles, accents, order and particles."""
    return frozenset(key(strip_titles(text or "")).split()) - _PARTICLES


def same_name(one: str | None, other: str | None) -> bool:
    """Whether two spellings may be one person: equal as token sets, or one (two parts or more) within the other."""
    a, b = name_tokens(one), name_tokens(other)
    if not a or not b:
        return False
    small, large = sorted((a, b), key=len)
    return small == large or (len(small) >= 2 and small <= large)


def same_person(one: Persona, other: Persona) -> bool:
    """Whether two descriptions are of one person: by cédula where both have one, else by name."""
    if one.cedula and other.cedula:
        return one.cedula == other.cedula
    return same_name(one.nombres_apellidos, other.nombres_apellidos)


def looks_like_name(text: str) -> bool:
    """Whether the words can be a person's name: two to seven capitalised words, no digits, no office's words."""
    tokens = text.split()
    if not 2 <= len(tokens) <= 8 or not re.fullmatch(r"[^\W\d_][^\W\d_.'’ \-]*(?:[ '’.\-]+[^\W\d_]*)*", text):
        return False
    if tokens[0].lower() in ("el", "los", "las") and tokens[1].islower():  # «Los dos», «El mismo»
        return False
    words = [token for token in tokens if fold(token) not in _PARTICLES]
    if any(fold(token) in _MOTTO for token in words) and not set(map(fold, tokens)).isdisjoint({"y", "e", "al"}):
        return False
    if len(words) < 2 or any(fold(token).strip(".") in _NOT_NAMES for token in words):
        return False
    return all(token[0].isupper() for token in words)


_ACTING = re.compile(r"[,\-]?\s*\(\s*([se])\s*\)?|[,\-]?\s*\b(subrogante|encargad[oa](?: del despacho)?)\b", re.I)


def acting(cargo: str | None) -> str | None:
    """`subrogante` or `encargado` when the post is marked so (``(S)``, ``( E)``, ``, Subrogante``), else null."""
    found = _ACTING.search(fold(cargo or ""))
    if not found:
        return None
    mark = found.group(1) or found.group(2)
    return "encargado" if mark.startswith("e") else "subrogante"


def cargo_tokens(cargo: str | None) -> frozenset[str]:
    """A post for comparison: without (S)/(E), gender, accents and particles."""
    plain = _ACTING.sub(" ", fold(cargo or "").replace("/a", "").replace("(a)", ""))
    words = [word for word in key(plain).split() if word not in _PARTICLES | {"al", "el", "senor", "senora"}]
    words = [_HOLDERS.get(word, word) for word in words if word != "titular"]
    return frozenset(re.sub(r"(?:es|[oa]s?|e)$", "", word) if len(word) > 3 else word for word in words)


# "The titular of the Dirección" is its director.
_HOLDERS = {
    "direccion": "director",
    "coordinacion": "coordinador",
    "gerencia": "gerente",
    "ministerio": "ministro",
    "viceministerio": "viceministro",
    "subsecretaria": "subsecretario",
    "intendencia": "intendente",
    "superintendencia": "superintendente",
    "procuraduria": "procurador",
    "vicerrectorado": "vicerrector",
    "jefatura": "jefe",
    "subdireccion": "subdirector",
    "presidencia": "presidente",
    "rectorado": "rector",
    "alcaldia": "alcalde",
    "prefectura": "prefecto",
    "comando": "comandante",
    "comandancia": "comandante",
}


def same_cargo(one: str | None, other: str | None) -> bool:
    """Whether two spellings name the same post, up to gender, (S)/(E) and accents; one may be longer than the other."""
    a, b = cargo_tokens(one), cargo_tokens(other)
    if not a or not b:
        return False
    small, large = sorted((a, b), key=len)
    return small == large or (len(small) >= 2 and small <= large)
