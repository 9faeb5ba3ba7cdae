"""Forms that set their labels under the values."""

from dataclasses import replace

from tests.parsers.letters import datos, escritas, leida, recuadros
from tests.parsers.test_arranged import ANA

TWO_ON_EACH_LINE = """
    Instituto de Pruebas y              IPX
    Ensayos                             Siglas
    Institución
    Ana Rosa Mena Cruz                  1712345675
    Nombres y apellidos                 Cédula
    Analista de TIC                     ana@ipx.gob.ec
    Cargo                               Correo
    0991234567
    Celular"""


def test_values_over_their_labels_in_two_columns_also_when_one_is_wrapped():
    bound = leida(TWO_ON_EACH_LINE)
    assert datos(bound) == ANA
    assert (bound.institution.nombre, bound.institution.siglas) == ("Instituto de Pruebas y Ensayos", "IPX")


def test_values_over_lines_to_write_on_within_one_large_box():
    page = recuadros((40, 40, 500, 400, ""))
    words, lines = [], []
    for at, (value, label) in enumerate(
        zip(ANA.values(), ("Nombres", "Cédula", "Cargo", "Correo", "Celular"), strict=True)
    ):
        words += [*escritas(60, 60 + 60 * at, value), *escritas(60, 74 + 60 * at, label, 7)]
        lines.append((60, 72 + 60 * at, 400, 72 + 60 * at))
    assert datos(leida(replace(page, words=tuple(words), rules=(*page.rules, *lines)))) == ANA


def test_the_label_may_stand_under_the_value_in_its_own_cell():
    labels = ("(Nombres y apellidos)", "(Cédula)", "(Cargo)", "(Correo)", "(Celular)")
    boxes = [
        (40 + 200 * (at % 2), 40 + 40 * (at // 2), 240 + 200 * (at % 2), 80 + 40 * (at // 2), f"{value}\n{label}")
        for at, (value, label) in enumerate(zip(ANA.values(), labels, strict=True))
    ]
    assert datos(leida(recuadros(*boxes))) == ANA


def test_an_empty_line_over_a_label_answers_nothing():
    text = "Ana Rosa Mena Cruz\nNombres\n1712345675\nCédula\n\n\nExtensión\nana@ipx.gob.ec\nCorreo"
    assert datos(leida(text)) == {name: ANA[name] for name in ("nombres_apellidos", "cedula", "correo")}


def test_labels_over_their_values_in_columns_stay_over_them():
    assert datos(leida("""
    Nombres y apellidos                 Cédula
    Ana Rosa Mena Cruz                  1712345675
    Cargo                               Correo
    Analista de TIC                     ana@ipx.gob.ec
    Celular
    0991234567""")) == ANA  # fmt: skip
