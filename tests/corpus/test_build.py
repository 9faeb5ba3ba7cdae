"""The corpus itself: made by its seed alone, two halves that share no choice that matters, truths that stand in the letters."""

from __future__ import annotations

import re

import pytest
from stdnum.ec import ci

from tests.corpus.build import HALVES, TRIALS, Sizes, plan, pools_of
from tests.corpus.kinds import other_mail
from tests.corpus.model import Items, Letter, Para, Table
from tests.corpus.people import cedula, check_digit
from tests.corpus.render_reportlab import platypus_pdf
from tests.corpus.requests import request


def words(letter: Letter) -> str:
    """All text of a letter, before anybody draws it."""
    found: list[str] = list(letter.header)
    for block in letter.blocks:
        match block:
            case Para(text):
                found.append(text)
            case Items(texts):
                found += texts
            case Table(rows):
                found += [cell for row in rows for cell in row]
    return "\n".join(found)


@pytest.mark.parametrize("half", HALVES)
def test_the_same_seed_makes_the_same_letter(half: str) -> None:
    one, other = (request(f"{half}:1:7", pools_of(half), "tabla_lineas", "platypus") for _ in range(2))
    assert one == other
    assert platypus_pdf(one.hojas[0].letter) == platypus_pdf(other.hojas[0].letter)


@pytest.mark.parametrize("half", HALVES)
def test_the_same_seed_makes_the_same_mail(half: str) -> None:
    assert [other_mail(f"{half}:m{n}", pools_of(half)) for n in range(20)] == [
        other_mail(f"{half}:m{n}", pools_of(half)) for n in range(20)
    ]


@pytest.mark.parametrize("half", ("desarrollo", *TRIALS))
def test_the_reserved_half_shares_no_names_no_institutions_and_no_phrases(half: str) -> None:
    one, other = pools_of("reserva"), pools_of(half)
    for part in ("mujeres", "hombres", "apellidos", "cargos", "propositos", "prosa", "correo_textos", "asuntos"):
        assert not set(getattr(one, part)) & set(getattr(other, part)), part
    assert not {e.siglas for e in one.entidades} & {e.siglas for e in other.entidades}
    assert one.propios and other.propios and not one.propios.keys() & other.propios.keys()


@pytest.mark.parametrize("half", HALVES)
def test_what_must_be_read_stands_in_the_letter(half: str) -> None:
    for project in plan(half, Sizes(60, 0, 0), 3):
        if project.diseno in ("anexo_xlsx", "anexo_docx", "anexo_pdf", "solo_correo") or not project.esperado["aiq"]:
            continue
        digits = re.sub(r"\D", "", words(project.hojas[0].letter))
        for campo in ("cedula", "celular"):
            value = project.esperado["aiq"][campo]
            plain = re.sub(r"\D", "", value) if isinstance(value, str) else ""
            assert plain.lstrip("0") in digits, (project.nombre, campo)


def test_invented_cedulas_are_valid(request: pytest.FixtureRequest) -> None:
    import random

    rng = random.Random(request.node.name)
    made = [cedula(rng) for _ in range(300)]
    assert all(check_digit(number[:9]) == number[9] for number in made)
    assert all(ci.is_valid(number) for number in made)
