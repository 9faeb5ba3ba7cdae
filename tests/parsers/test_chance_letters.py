"""Letters made by chance of parts that offices say in many ways: nothing is wrong without a word, and all is read."""

from __future__ import annotations

import random
import re
import textwrap
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from cases.reading import Solicitud
from cases.text import flat
from parsers.files.flow import text_page
from parsers.letters.assemble import assemble
from parsers.letters.claims import claim
from parsers.pages.page import Document
from tests.parsers.letters import carta

SAYS = tomllib.loads(Path(__file__).with_name("frases_sueltas.toml").read_text(encoding="utf-8"))
HOUSES = (
    ("el Instituto Nacional de Cerámica Popular", "INCEP"), ("la Empresa Pública Municipal de Mercados de Paján", "EPMMP"),
    ("el Cuerpo de Bomberos de Portovelo", "CBP"), ("la Universidad Técnica del Litoral Sur", "UTLS"),
    ("el Gobierno Autónomo Descentralizado Municipal de San Lorenzo", "GADMSL"), ("la Secretaría de Caminos Vecinales", "SCV"),
)  # fmt: skip
WOMEN = ("Ing. María Fernanda Quishpe Andrango", "Lcda. Rosa Elena Paz Mora", "Sra. Norma Beatriz Chalco Tenesaca")
MEN = ("Ing. Carlos Alberto Vera Ríos", "Sr. Segundo Manuel Paltín Guamán", "Abg. Pedro Pablo Mera Intriago")
POSTS = ("Analista de Tecnologías 2", "Secretaria General", "Técnico de Soporte", "Inspector de Prevención de Incendios")
FIELDS = ("cedula", "cargo", "correo", "telefono", "celular")
TRUE = {"cedula": "1712345675", "correo": "tic@ipx.gob.ec", "telefono": "022200200", "extension": "1234",
        "celular": "0991234567"}  # fmt: skip


def _one(chance: random.Random, part: str, kind: str = "") -> str:
    return chance.choice([line for line in SAYS[part] if line.startswith(kind)]).removeprefix(kind)


def _letter(chance: random.Random) -> tuple[str, dict[str, str]]:
    """A letter's body, and what it says."""
    (house, siglas), post = chance.choice(HOUSES), chance.choice(POSTS)
    new, old, author = chance.sample([*WOMEN, *MEN], 3)
    she = new in WOMEN
    truth = {**TRUE, "cargo": post, "nombres_apellidos": new.split(" ", 1)[1], "sale": old.split(" ", 1)[1],
             "siglas": siglas, "nombre": house.split(" ", 1)[1]}  # fmt: skip
    values = {"cedula": "1712345675", "cargo": post, "correo": TRUE["correo"], "telefono": "02 2200 200", "celular": "099 123 4567"}
    words = {"eh": house, "dh": f"de {house}", "ah": f"a {house}", "H": truth["nombre"], "S": siglas, "AN": author, "AU": "Gerente General",
             "oh": "oa"[house.startswith("la")], "F": "1 de marzo de 2026", "o": "oa"[she], "a": "a" * she}  # fmt: skip
    for key, name, woman in (("en", new, she), ("lo", old, old in WOMEN)):
        article = "la" if woman else "el"
        words |= {key: f"{article} {name}", f"{key}_a": f"a {article} {name}", f"{key}_de": f"de {article} {name}"}
    words |= {"Eh": house[0].upper() + house[1:], "En": words["en"].capitalize()[:2] + words["en"][2:], "Lo": words["lo"].capitalize()[:2] + words["lo"][2:]}
    apposed = chance.choice((0, 2, 5))
    behind = [_one(chance, field, "C ").format(V=values[field], X="1234", **words) for field in FIELDS[:apposed]]
    told = [_one(chance, field, "S ").format(V=values[field], X="1234", **words) for field in FIELDS[apposed:]]
    data = "".join(f", {part.removeprefix('y ')}" for part in behind)
    asked = _one(chance, "entra").format(D="\0", **words).replace("\0.", f"{data}.").replace("\0", f"{data}," if data else "")
    when = chance.choice("BA")
    left = _one(chance, "sale", f"{when} ").format(**words)
    if left.endswith(","):
        asked = asked[0].lower() + asked[1:]
    request = f"{left} {asked}" if when == "B" else asked
    parts = [_one(chance, "casa").format(**words), request, " ".join(told), left if when == "A" else ""]
    text = "\n\n".join(filter(None, parts))
    return re.sub(r"\b([Aa]) el (?=[A-Z])", r"\1l ", re.sub(r"\bde el (?=[A-Z])", "del ", text)), truth


def _read(body: str, siglas: str) -> Solicitud:
    text = "\n\n".join(textwrap.fill(part, 92, break_on_hyphens=False) for part in body.split("\n\n"))
    page = replace(text_page(carta(text, numero=f"{siglas}-GG-2026-0042-O")), method="texto")
    return assemble([claim(Document("carta.pdf", "pdf", (page,)))], None)[0]


@pytest.mark.parametrize("capitals", [False, True])
@pytest.mark.parametrize("seed", range(60))
def test_nothing_is_wrong_without_a_word(seed: int, capitals: bool) -> None:
    body, truth = _letter(random.Random(seed))
    request = _read(body.upper() if capitals else body, truth["siglas"])
    doubted = {problem.campo for problem in request.problemas}
    read = {field: getattr(request.aiq, field) if request.aiq else None for field in (*TRUE, "cargo", "nombres_apellidos")}
    read |= {"nombre": request.institucion.nombre, "siglas": request.institucion.siglas}
    wrong = {
        field: value
        for field, value in read.items()
        if value and flat(value) != flat(truth[field]) and not {f"aiq.{field}", f"institucion.{field}"} & doubted
    }
    assert wrong == {}, body
    missing = [field for field, value in read.items() if not value]
    assert len(missing) <= capitals, (missing, body)


HURRIED = (
    "buenas tardes les escribo de la universidad tecnica del litoral sur siglas utls\n\nrosa elena paz mora ya no trabaja aqui\n\n"
    "el nuevo aiq es byron patricio guerra narvaez ci 1712345675 es tecnico de soporte correo tic@utls.gob.ec cel 0991234567",
    "saludos la entidad se llama universidad tecnica del litoral sur y las siglas son utls\nfavor registrar a guerra narvaez byron"
    " patricio como aiq, con cargo tecnico de soporte, cedula 1712345675, escribirle a tic@utls.gob.ec, celular 0991234567\n"
    "rosa elena paz mora ya no es el administrador",
    "BUENAS, DE LA UNIVERSIDAD TECNICA DEL LITORAL SUR - UTLS\n\nEL NUEVO AIQ ES BYRON PATRICIO GUERRA NARVAEZ CON CEDULA 1712345675"
    " TECNICO DE SOPORTE CORREO TIC@UTLS.GOB.EC CELULAR 0991234567 EN LUGAR DE ROSA ELENA PAZ MORA QUE YA NO LABORA CON NOSOTROS",
)  # fmt: skip


@pytest.mark.parametrize("text", HURRIED)
def test_a_hurried_mail_in_one_case_is_read(text: str) -> None:
    request = assemble([], text_page(text))[0]
    assert request.aiq is not None and request.aiq_saliente is not None
    names = set(flat(request.aiq.nombres_apellidos or "").split())
    assert names == {"byron", "patricio", "guerra", "narvaez"}
    assert flat(request.aiq_saliente.nombres_apellidos or "") == "rosa elena paz mora"
    assert (request.aiq.cedula, flat(request.aiq.cargo or ""), request.aiq.correo, request.aiq.celular) == (
        "1712345675", "tecnico de soporte", "tic@utls.gob.ec", "0991234567",
    )  # fmt: skip
    assert flat(request.institucion.nombre or "") == "universidad tecnica del litoral sur"
    assert request.institucion.siglas == "UTLS"
