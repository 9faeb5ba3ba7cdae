"""The people that running text names: where each name stands, without courtesy and titles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from cases.names import SHORTENED, looks_like_name, name_tokens, strip_titles
from cases.text import flat
from parsers.fields.records import is_house
from parsers.fields.values import Hit
from parsers.sentences.plainnames import plain_names
from parsers.words.labels import Label
from parsers.words.posts import like_post
from parsers.words.usualnames import usual_names

# In a text all in capitals these end a name, or stand before one.
_NO_NAME = (
    r"\b(?!(?:SEÑOR(?:A|ITA)?|INGENIER[OA]|LICENCIAD[OA]|DOCTORA?|ABOGAD[OA]|AL|QUE|CON|COMO|POR|PARA|SE|EN|SUS?|UNA?|YO"
    r"|EL|LOS|LAS|QUIEN|DESEMPE[ÑN]A|LABORA|EJERCE|OCUPA|TIENE|ES|PORTADORA?|TITULAR|SERVIDORA?|NUEV[OA]|SOLICITO|LUEGO"
    r"|USTED|QUIPUX|AIQ|SIN|YA|NO|NI|HA|FUE|TENEMOS|C[EÉ]DULA|CARGO|CORREO|TEL[EÉ]FONO|CELULAR|EXTENSI[OÓ]N)\b)"
)
_CAPITAL = rf"{_NO_NAME}[A-ZÁÉÍÓÚÜÑ][\wÁÉÍÓÚÜÑáéíóúüñ'’]*"
_SHORT = rf"(?:{'|'.join(form for name in sorted(SHORTENED) for form in (name.title(), name.upper()))})\."
# A title within capitals begins the name behind it («Sale la Ing. Jenny …»).
_NO_TITLE = (
    r"(?!C\.?\s?[CI]\b|(?:Ing|L(?:cd|icd)[oa]|Lic|Dra?|Sra?|Srta|Abg?|Eco|Econ|M[Gg][Ss]|M[Ss]c|Mg|Mgtr|Arq|T(?:nl|l|n)?g[oa]|Psic|Blg[oa])\.\s"
    r"|(?:Señor(?:a|ita)?|Ingenier[oa]|Doctora?|Licenciad[oa]|Abogad[oa]|Mag[ií]ster|Economista|Arquitect[oa]"
    r"|Tecn[oó]log[oa]|Servidora?|Funcionari[oa])\s)"
)
# A small letter begins a name only as a title's: asked before every title is tried at each word of the text.
_BEGINS = (
    r"(?=[A-ZÁÉÍÓÚÜÑ]|\b(?:[a-z][A-Za-záéíóú]{0,6}\.|se[ñr]|func|comp|ciud|do[ñnc]|inge|mag|econ|lice|abog|tecn|arqu))"
)
# Words before a name that are no part of it: courtesy, academic and military titles, written out or not.
_STUDIED = (  # «Ing. en Sistemas Luis Mora», «ingeniera en Sistemas Informáticos Ana Paz»
    r"(?:\sen\s(?:Sistemas|Inform[aá]tica|Computaci[oó]n|Electr[oó]nica|Telecomunicaciones|Redes|Software|Archivo"
    r"|Administraci[oó]n|Contabilidad|Derecho|Comercio)"
    r"(?:\s(?:e\sInform[aá]tica|y\sRedes|Inform[aá]tic[oa]s|Computacionales|de\sInformaci[oó]n|P[uú]blica|de\sEmpresas))?)?"
)
_TITLES = (
    rf"{_BEGINS}(?P<titles>(?:(?:\b(?!{_SHORT})[A-ZÁÉÍÓÚa-z]"
    r"[A-Za-záéíóú]{0,6}\."
    rf"(?:\sde\s(?:Polic[ií]a\b|[A-Z][a-z]{{2}}\.))?{_STUDIED}\s?|[Ss]eñor(?:a|ita)?\s"
    r"|[Ss]ervidora?(?:\s[Pp][uú]blic[oa])?\s|[Ff]uncionari[oa]\s|[Cc]ompañer[oa]\s|[Cc]iudadan[oa]\s"
    r"|[Dd]oñ?a\s|[Dd]on\s|[Ii]ngenier[oa]"
    + _STUDIED
    + r"\s|[Mm]ag[ií]ster\s|[Ee]conomista\s|[Dd]octora?\s|[Ll]icenciad[oa]\s"
    r"|SEÑOR(?:A|ITA)?\s|INGENIER[OA]\s|LICENCIAD[OA]\s|DOCTORA?\s|ABOGAD[OA]\s"
    r"|[Aa]bogad[oa]\s|[Tt]ecn[oó]log[oa]\s|[Aa]rquitect[oa]\s|MSc\.?\s|Msc\.?\s|PhD\.?\s|[A-Z]{4}-[A-Z]{2,3}\s)"
    r"(?:\([BRESP]{1,2}\)\s?)?){0,8})"  # no person has more: a run of dots and letters would be tried from each of them
)
# A second name shortened to its letter, or as people are used to («Gonzalo A. Mora», «Rosa Ma. Vera»).
_INITIAL = rf" (?:(?!C\. ?[CI]\.)[A-ZÑ]\.|{_SHORT})(?= [A-ZÁÉÍÓÚÑ])"
_NAME = re.compile(
    rf"{_TITLES}(?P<name>(?:{_SHORT}\s?)?{_CAPITAL}(?:{_INITIAL})?"
    rf"(?:(?: |-(?: (?=[A-ZÁÉÍÓÚÜÑ]))?)(?:(?:[Dd]e|DE)(?: (?:[Ll]a|[Ll]os|[Ll]as|LA|LOS|LAS))? |(?:[Dd]el|DEL|y|Y"
    rf"|[Ll]a|LA) )?{_NO_TITLE}{_CAPITAL}){{1,6}})"
)
_LEADS = re.compile(
    r"^(?:(?:Sus?|Es|Del?(?=\s(?:[A-Z][a-z]{1,4}\.|Señor|Ingenier|Doctor|Mag|Licenciad|Abogad|Administrador|Sistema|Servidor))"
    r"|El|La|Al|Con|Por|En|Que|Se|A|Los|Las|Administrador[a]?|Institucional|Quipux|AIQ|Señor[a]?"
    r"|Sistema|Gestión|Documental|Nuevo|Nueva|Designo|Nombro"
    r"|Solicito|Correo|Electrónico|Particular|Estimad[oa]s?|Entrante|Saliente|Principal|Backup|Nombres?|Completos?"
    r"|Apellidos?|Públic[oa]|Servidor[a]?|Don|Doña"
    r"|[^\W\d_]{2,}ó|Sale|Entra|Asume|Deja|Cesa|Renuncia|Ingresa|Reemplaza|Sustituye|Consta|Conste|Queda|Recibe|Entrega"
    r"|Como|Cuando|Antes|Ahora|Hoy|Ayer|Desde|Hasta|Mientras|Luego|Tras|Sin|Ante|Según|Mediante|Siendo|Aunque|Pero|Porque|Pues"
    r"|Soy|Yo|Mi|Si|Ya|No|Ni|Entre|Actualmente|Nuestr[oa]s?|Quien(?:es)?|Reemplazar|Registrar|Titular|Respaldo|Suplente|Altern[oa])\s+)+(?:(?-i:del?|la|el|al?)\s+)*",
    re.I,
)


@dataclass(eq=False)
class Mention:
    """A person's name in a paragraph; places are in the paragraph's text, `lead` is where its titles begin,
    `limit` where the words turn to somebody who is not named; `unsure` that words call another what he seems to be."""

    name: str
    start: int
    end: int
    titled: bool
    lead: int
    hits: list[Hit] = field(default_factory=list)
    post: Hit | None = None
    data_end: int = 0
    limit: int | None = None
    unsure: bool = False


def mentions_in(text: str, labels: Sequence[Label]) -> list[Mention]:
    """The people named in a paragraph, in order; words of labels, posts and institutions are no names."""
    found: list[Mention] = []
    goes_on = -1  # where a run of capitals that is nobody was cut off for its length: what follows is its rest
    for match in _NAME.finditer(_AND.sub(_unlinked, text)):
        value, start = _bare(match.group("name"), match.start("name"))
        if any(x.start <= start < x.end for x in labels) or not _is_person(value) or match.start() == goes_on:
            cut_off = len(match.group("name").split()) >= _LONGEST and text[match.end() : match.end() + 1] == " "
            goes_on = match.end() + 1 if cut_off else -1
            continue
        if _PLACE.search(text, max(0, start - 40), start):
            continue
        if "@" in text[max(0, start - 1) : match.end("name") + 1] or any(map(str.isdigit, value)):
            continue
        end = start + len(value)
        value = value.replace("- ", "-")  # broken there by the end of a line
        titled = bool(match.group("titles").strip()) or strip_titles(match.group("name")) != match.group("name")
        found.append(Mention(value, start, end, titled, min(start, match.start())))
    if not found:
        found = [Mention(text[start:end], start, end, titled, start) for start, end, titled in plain_names(text)]
    return found


_AND = re.compile(r"\by(?= (?P<next>[A-ZÁÉÍÓÚÜÑ][^\W\d_]*))")


def _unlinked(link: re.Match[str]) -> str:
    """An «y» that joins no name: «Byron Macías y Mercedes Chiriboga» are two people, «Ortega y Gasset» is one."""
    return "&" if flat(link["next"]) in usual_names("de_pila") else "y"


# Somebody's name behind these is that of a street or of a parish.
_PLACE = re.compile(
    r"\b(?:parroquia|avenida|av|calles?|pasaje|barrio|ciudadela|cdla|urbanizaci[oó]n|cant[oó]n|sector|edificio|recinto"
    r"|plaza|parque|aeropuerto|autopista|v[ií]a)\b\.?\s(?:(?:de\s)?(?:la|el|los|las)\s|urbana\s|rural\s)?"
    r"(?:[\w/.]+\s[ye]\s)?$",
    re.I,
)
_LONGEST = 7  # words that a run of capitals is cut at


def _bare(written: str, start: int) -> tuple[str, int]:
    """A name without titles and the words that lead to it, and its place."""
    value = strip_titles(written)
    start += max(0, written.find(value))
    match = _LEADS.match(value)
    return (value[match.end() :], start + match.end()) if match else (value, start)


def _is_person(value: str) -> bool:
    return looks_like_name(value) and not is_house(value) and not like_post(value)


_CALLED = re.compile(
    r"\b(?:[Ss]eñor(?:a|ita)?|S(?:r|ra|rta)\.|[Ii]ngenier[oa]|Ing\.|[Dd]octora?|Dra?\.|[Aa]bogad[oa]|Abg?\.|[Ll]icenciad[oa]"
    r"|L(?:cd[oa]|ic)\.|[Ee]conomista|Econ?\.|[Tt]ecn[oó]log[oa]|T(?:n?l)?g[oa]\.|[Ss]ervidora?|[Ff]uncionari[oa]"
    r"|[Aa]rquitect[oa]|Arq\.|[Mm]ag[ií]ster|Mgs\.|[Cc]ompañer[oa])\s+"
    rf"(?P<name>{_CAPITAL}(?:\s{_CAPITAL})?)(?!\s{_CAPITAL})"
)


def surnames_in(text: str, names: Sequence[str]) -> list[tuple[int, int, int]]:
    """Where a text calls one of these people by title and surname (``el ingeniero Paz``): where title and surname
    begin, the end of the words and the index of the name. A surname of several of them calls nobody."""
    tokens = [name_tokens(name) for name in names]
    found: list[tuple[int, int, int]] = []
    for match in _CALLED.finditer(text) if names else ():
        said = name_tokens(match.group("name"))
        meant = [at for at, known in enumerate(tokens) if said and said < known]
        if len(meant) == 1:
            found.append((match.start(), match.end(), meant[0]))
    return found


def called_in(text: str, names: Sequence[str]) -> list[Mention]:
    """Those of these people whom a text calls by title and surname, the first time that it does."""
    found: dict[int, Mention] = {}
    for start, end, at in surnames_in(text, names):
        found.setdefault(at, Mention(names[at], start, end, True, start))
    return list(found.values())
