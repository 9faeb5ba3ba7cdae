"""Tables that a mail's text draws with bars."""

import pytest

from parsers.mail.bartables import unbarred
from tests.parsers.letters import datos, leida
from tests.parsers.test_arranged import ANA

LABELS = ("Nombres y apellidos", "Cédula", "Cargo", "Correo", "Celular")


def barred(form):
    width = max(map(len, ANA.values()))
    return "\n".join(form.format(f"{a:19}", f"{b:{width}}") for a, b in zip(LABELS, ANA.values(), strict=True))


@pytest.mark.parametrize("form", ["| {} | {} |", "|{}|{}|", "{} | {}", "{} | {} |"])
def test_labels_and_values_between_bars(form):
    assert datos(leida(unbarred(barred(form)))) == ANA


def test_lines_that_only_part_rows_are_gone():
    rule = "+---------------------+----------------------+"
    rows = barred("| {} | {} |").split("\n")
    assert datos(leida(unbarred("\n".join([rule, *(f"{row}\n{rule}" for row in rows)])))) == ANA


@pytest.mark.parametrize(
    "text", ["Tel. 022200200 | www.ipx.gob.ec", "Saludos,\n--\nAna Paz", "uno\n----\ndos", "Asunto: cambio -\nde AIQ"]
)
def test_other_text_stays_as_it_is(text):
    assert unbarred(text) == text
