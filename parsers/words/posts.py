"""Words that posts and courtesy formulas begin with: to tell a cargo from a name, and a letter's parts apart."""

from __future__ import annotations

import re
from functools import lru_cache

from cases.names import looks_like_name, strip_titles
from cases.text import flat, key, words_of

_HEADS = re.compile(
    r"^(?:(?:el|la|al|a la|como|de)\s+)?(?:(?:primer[a]?|segund[oa])\s+)?"
    r"(?:ministr[oa]|viceministr[oa]|subsecretari[oa]|(?:pro)?secretari[oa]"
    r"|ayudante|director(?:a)?"
    r"|subdirector(?:a)?"
    r"|coordinador(?:a)?|gerente|subgerente|jef[ea]|analista|especialista|asistente|asesor(?:a)?|tecnic[oa]"
    r"|tecnolog[oa]|responsable|lider"
    r"|servidor(?:a)?|administrador(?:a)?|alcalde(?:sa)?|vicealcalde(?:sa)?|prefect[oa]|viceprefect[oa]|rector(?:a)?"
    r"|vicerrector(?:a)?"
    r"|superintendente|intendente|contralor(?:a)?|procurador(?:a)?|president[ea]|vicepresident[ea]|fiscal"
    r"|defensor(?:a)?|comandante"
    r"|registrador(?:a)?|gobernador(?:a)?|liquidador(?:a)?|notari[oa]|consejer[oa]|delegad[oa]|encargad[oa]"
    r"|decan[oa]|supervisor(?:a)?"
    r"|expert[oa]|profesional|oficinista|auxiliar|archivista|contador(?:a)?|tesorer[oa]|ingenier[oa] (?:de|en)"
    r"|programador(?:a)?"
    r"|oficial|inspector(?:a)?|auditor(?:a)?|abogad[oa] (?:de|en|institucional)|docente|medic[oa]|psicolog[oa] (?:de"
    r"|en)|recepcionista"
    r"|conserje|operador(?:a)?|consultor(?:a)?|desarrollador(?:a)?|arquitect[oa] (?:de|en)|economista (?:de|en)"
    r"|promotor(?:a)?|agente"
    r"|guardalmacen|bibliotecari[oa]|planificador(?:a)?|ejecutiv[oa]|apoyo|gestor(?:a)?|vocal|concejal|comisari[oa]"
    r"|procurador sindico"
    r"|maxima autoridad|representante legal|apoderad[oa]|titular|miembro|jefatura|direccion|comunicador(?:a)?"
    r"|relacionista|digitalizador(?:a)?|digitador(?:a)?|estadistic[oa]|instructor(?:a)?"
    r"|custodi[oa]|chofer|conductor(?:a)?|dibujante|topograf[oa]|trabajador(?:a)? social|disenador(?:a)?|mensajer[oa]"
    r"|veterinari[oa]|enfermer[oa]|bodeguer[oa]|recaudador(?:a)?|cajer[oa]|evaluador(?:a)?|investigador(?:a)?"
    r"|paramedic[oa]|orientador(?:a)?|facilitador(?:a)?|capacitador(?:a)?|escribiente|amanuense|pagador(?:a)?"
    r"|almacenista|perit[oa]|interventor(?:a)?|fiscalizador(?:a)?|verificador(?:a)?|validador(?:a)?|revisor(?:a)?"
    r"|controlador(?:a)?|integrador(?:a)?|laboratorista|periodista|editor(?:a)?|fotograf[oa]|transcriptor(?:a)?"
    r"|traductor(?:a)?|proyectista|embajador(?:a)?|consul|vigilante|certificador(?:a)?|catalogador(?:a)?)\b"
)


@lru_cache(maxsize=4096)
def like_post(text: str) -> bool:
    """Whether a line begins as posts do (Analista, Directora, GERENTE …)."""
    return bool(_HEADS.match(flat(text).strip(" .,-")))


@lru_cache(maxsize=2048)
def like_person(text: str) -> bool:
    """Whether a line is a person's name, with or without titles, and no post."""
    bare = strip_titles(text)
    return looks_like_name(bare) and not like_post(bare)


_COURTESY = words_of(
    "senor senora senorita senores sr sra srta ingeniero ingeniera magister doctor doctora economista abogado "
    "abogada licenciado"
    " licenciada arquitecto arquitecta master coronel general ing mgs msc dr dra econ abg ab lcdo lcda lic arq "
    "psicologo psicologa"
    " tecnologo tecnologa sres sras ciudadano estimado estimada distinguido distinguida phd mgtr a al la el"
)


def only_courtesy(text: str) -> bool:
    """Whether a line is nothing but courtesy and academic titles (``Señora Magíster``)."""
    words = key(text).split()
    return bool(words) and all(word in _COURTESY for word in words)


def begins_courtesy(text: str) -> bool:
    """Whether a line begins with a courtesy title, as the addressee's block does."""
    return bool(
        re.match(
            r"(?:senor(?:a|ita|es)?|sr(?:a|ta|es|as)?\b|estimad[oa]|distinguid[oa]|ingenier[oa]|magister|doctor[a]?)\b",
            flat(text),
        )
    )
