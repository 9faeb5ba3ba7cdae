"""What the words of a heading tell of whose data follow."""

import pytest

from parsers.roles import heading_role


@pytest.mark.parametrize(
    "title",
    [
        "A. SERVIDOR QUE SE REEMPLAZA", "Servidora a quien se reemplaza", "PERSONA QUE SERÁ REEMPLAZADA",
        "Administrador que se sustituye", "Persona a la que reemplaza", "QUIEN ES SUSTITUIDO",
        "Funcionario que se desvincula", "I. Se reemplaza a", "SERVIDORA QUE CESA",
    ],
)  # fmt: skip
def test_whoever_is_replaced_leaves(title):
    assert heading_role(title) == "aiq_saliente"


@pytest.mark.parametrize(
    "title",
    [
        "B. SERVIDOR QUE ASUME", "Persona que lo reemplaza", "Quien la sustituye", "SERVIDOR REEMPLAZANTE",
        "Funcionaria que se posesiona", "Persona con la que se reemplaza", "Servidor que se incorpora",
    ],
)  # fmt: skip
def test_whoever_replaces_is_new(title):
    assert heading_role(title) == "aiq"


@pytest.mark.parametrize("title", ["☐ Baja", "( ) Dar de baja", "[ ] Administrador saliente"])
def test_a_choice_that_was_not_made_is_no_heading(title):
    assert heading_role(title) is None
