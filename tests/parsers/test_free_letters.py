"""Letters as people write them by hand: what they say is read, and what is missing is said."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from functools import reduce
from pathlib import Path

import pytest

from cases.checks import check
from cases.reading import Solicitud
from parsers.files.flow import text_page
from parsers.letters.assemble import assemble
from parsers.letters.claims import claim
from parsers.pages.page import Document

CARTAS = tomllib.loads(Path(__file__).with_name("cartas_libres.toml").read_text(encoding="utf-8"))["carta"]


def read(text: str) -> Solicitud:
    page = replace(text_page(text), method="texto")
    found = claim(Document("carta.pdf", "pdf", (page,)))
    assert found.kind == "oficio", found.reasons
    request = assemble([found], None)[0]
    return replace(request, problemas=(*request.problemas, *check("solicitud_cambio_aiq", request)))


def value(request: Solicitud, path: str) -> object:
    return reduce(lambda part, name: getattr(part, name, None), path.split("."), request)


@pytest.mark.parametrize("carta", CARTAS, ids=lambda carta: carta["titulo"])
def test_what_a_letter_says_is_read_and_nothing_is_doubted_in_vain(carta: dict) -> None:
    request = read(carta["texto"])
    assert {path: value(request, path) for path in carta["espera"]} == carta["espera"]
    assert [problem for problem in request.problemas if problem.campo in carta["espera"]] == []


@pytest.mark.parametrize("carta", [c for c in CARTAS if "duda" in c], ids=lambda carta: carta["titulo"])
def test_what_a_letter_lacks_or_has_wrong_is_said(carta: dict) -> None:
    told = {problem.campo for problem in read(carta["texto"]).problemas}
    assert set(carta["duda"]) <= told
