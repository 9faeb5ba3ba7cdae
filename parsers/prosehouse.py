"""The institution that a sentence names together with its siglas."""

from __future__ import annotations

import re

from cases.checked import Checked
from cases.identifiers import check_siglas
from cases.text import flat
from parsers.cells import Cell, cut
from parsers.values import Hit

_HOUSE_WORD = (
    r"(?:Ministerio|Secretar[ií]a|Instituto|Empresa|Gobierno|Municipio|Municipalidad|GAD|Agencia|Universidad"
    r"|Servicio|Corporaci[oó]n|Hospital|Consejo|Superintendencia"
    r"|Banco|Unidad|Direcci[oó]n|Escuela|Fiscal[ií]a|Defensor[ií]a|Contralor[ií]a|Procuradur[ií]a|Registro"
    r"|Comisi[oó]n|Prefectura|Autoridad|Junta|Cuerpo|Centro|Casa"
    r"|Asamblea|Corte|Tribunal|Polic[ií]a|Armada|Fuerza|Refiner[ií]a|Parque|Federaci[oó]n|Patronato|Vicepresidencia"
    r"|Presidencia|Conservatorio|Zona|CNEL|EP|Subsecretar[ií]a|Mancomunidad|Compañ[ií]a|Fundaci[oó]n|Colegio"
    r"|Academia|Museo|Laboratorio"
    r"|MINISTERIO|SECRETAR[IÍ]A|INSTITUTO|EMPRESA|GOBIERNO|AGENCIA|UNIVERSIDAD|SERVICIO|CORPORACI[OÓ]N|HOSPITAL"
    r"|CONSEJO|SUPERINTENDENCIA|BANCO)"
)


_TAIL = (
    r"\s*(?:\(\s*(?:en adelante\s+)?[\"“”']?(?P<inside>[A-Z][A-ZÁÉÍÓÚÑ0-9.\-& ]{1,19})[\"“”']?\s*\)|,?\s*(?:con\s+"
    r"|de\s+|cuyas\s+)?siglas?\s*(?:son\s*)?:?\s*[\"“”]?(?P<said>[A-Z][A-Z0-9.\-&]{1,14}(?:\s(?:EP|SA|CEM))?)"
    r"|\s[-–]\s?(?P<after>[A-Z][A-Z0-9.\-&]{1,14}(?:\s(?:EP|SA|CEM))?)(?![\w]))"
)
_HOUSE_NAME = re.compile(
    rf"(?P<name>\b{_HOUSE_WORD}\b(?:[ ,]{{1,2}}(?:(?:de|del|la|las|los|el|e|y|para|en|al|a|con|contra|DE|DEL|LA"
    rf"|LAS|LOS"
    rf"|E|Y|PARA) )*[A-ZÁÉÍÓÚÑ][\w.ÁÉÍÓÚÑáéíóúñ\-]*)*)" + _TAIL
)
# A name that begins with no known word: its siglas must be made of its letters.
_OTHER_NAME = re.compile(
    r"(?P<name>\b(?!(?:El|La|Los|Las|De|Del|Con|Por|En|Oficio|Señor|Señora)\b)[A-ZÁÉÍÓÚÑ][\wáéíóúñ]{2,}"
    r"(?:[ ,]{1,2}(?:(?:de|del|la|las|los|el|e|y|para|en|al|a) ){0,2}[A-ZÁÉÍÓÚÑ][\w.ÁÉÍÓÚÑáéíóúñ\-]*)+)" + _TAIL
)


# What every tail has, and most paragraphs have not.
_TAILED = re.compile(r"\(\s*(?:en adelante\s+)?[\"“”']?[A-Z]|sigla|-\s?[A-Z]|–\s?[A-Z]")
_OUR_OWN = re.compile(r"subsecretaria|telecomunicaciones|gobierno electronico")


def _made_of(match: re.Match[str]) -> int | None:
    """Where the name begins of whose letters, in their order, the siglas are made (the first begins it); or null."""
    siglas = next(match.group(group) for group in ("inside", "said", "after") if match.group(group))
    wanted = re.sub(r"[^a-z]", "", flat(siglas))
    for word in re.finditer(r"\b[A-ZÁÉÍÓÚÑ]", match.group("name")):
        letters = iter(flat(match.group("name"))[word.start() :])
        if len(wanted) >= 2 and flat(word.group()) == wanted[0] and all(char in letters for char in wanted):
            return match.start("name") + word.start()
    return None


def institution_in(cell: Cell) -> list[Hit]:
    """An institution named together with its siglas; the desk's own house does not count."""
    if not _TAILED.search(cell.text):
        return []
    known = [(match, match.start("name")) for match in _HOUSE_NAME.finditer(cell.text)]
    others = [(match, _made_of(match)) for match in _OTHER_NAME.finditer(cell.text)]
    for match, start in (*known, *others):
        name = cell.text[start : match.end("name")] if start is not None else ""
        if start is None or len(name.split()) < 2 or _OUR_OWN.search(flat(name)):
            continue
        group = next(group for group in ("inside", "said", "after") if match.group(group))
        siglas = check_siglas(match.group(group))
        name_cell, siglas_cell = cut(cell, start, match.end("name")), cut(cell, *match.span(group))
        if name_cell and siglas_cell and not (siglas.valor or "").startswith("AIQ"):
            return [_hit("nombre", Checked(name.strip(" ,")), name_cell), _hit("siglas", siglas, siglas_cell)]
    return []


def _hit(campo: str, checked: Checked, cell: Cell) -> Hit:
    return Hit(campo, checked, cell, min([0.97, *(word.confidence for word in cell.words)]))
