"""Letters in running text: nobody's data are given to another, whatever the sentences are built like."""

from __future__ import annotations

import textwrap
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from cases.reading import CAMPOS_PERSONA, Persona
from parsers.files.flow import text_page
from parsers.letters.assemble import assemble
from parsers.letters.claims import claim
from parsers.pages.page import Document
from tests.parsers.letters import carta

CARTAS = tomllib.loads(Path(__file__).with_name("cartas_en_prosa.toml").read_text(encoding="utf-8"))["carta"]


def _data(person: Persona | None) -> list[str]:
    return [getattr(person, campo) or "" for campo in CAMPOS_PERSONA] if person else []


@pytest.mark.parametrize("letra", CARTAS, ids=lambda letra: letra["titulo"])
@pytest.mark.parametrize("ancho", [98, 64])
def test_everybody_has_his_own_data(letra: dict, ancho: int) -> None:
    body = "\n\n".join(textwrap.fill(part, ancho) for part in letra["cuerpo"].strip().split("\n\n"))
    page = replace(text_page(carta(body)), method="texto")
    request = assemble([claim(Document("carta.pdf", "pdf", (page,)))], None)[0]
    read = {role: _data(getattr(request, role)) for role in ("aiq", "aiq_saliente", "aiq_backup")}
    assert read == {role: letra.get(role, []) for role in read}
    assert request.institucion.siglas == "IPX"
    assert request.problemas == ()


REPARTIDOS = """Solicito registrar como AIQ principal y de respaldo del Instituto de Pruebas (IPX) a los ingenieros
Martín Josué Abad Cárdenas, Jefe de TIC, y Lourdes Cecilia Ochoa Neira, Analista de TIC, con cédulas 1712345675 y
0102030400, respectivamente."""


def test_data_dealt_out_at_the_end_of_a_sentence_are_doubted() -> None:
    page = replace(text_page(carta(REPARTIDOS)), method="texto")
    request = assemble([claim(Document("carta.pdf", "pdf", (page,)))], None)[0]
    doubted = {problem.campo for problem in request.problemas}
    assert {"aiq.nombres_apellidos", "aiq.cedula", "aiq_backup.nombres_apellidos"} <= doubted
