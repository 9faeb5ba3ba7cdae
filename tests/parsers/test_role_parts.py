"""A datum of several people in one cell or line, each part behind or before a word that says whose it is."""

import itertools

import pytest

from tests.parsers.letters import cuadro, datos, leida, recuadros

LABELS = ("Nombres y apellidos", "Cédula", "Cargo", "Correo electrónico", "Teléfono", "Celular")
PEOPLE = {
    "aiq_saliente": ("Ana Paz Ruiz", "1712345675", "Analista de Redes 2", "ana@ipx.gob.ec", "022200200", "0991234567"),
    "aiq": ("Luis Mora Díaz", "0102030400", "Técnico de TIC", "luis@ipx.gob.ec", "042345678", "0987654321"),
    "aiq_backup": ("Rosa Gil Ron", "0912345675", "Jefa de Archivo", "rosa@ipx.gob.ec", "072345678", "0961234567"),
}
FIELDS = ("nombres_apellidos", "cedula", "cargo", "correo", "telefono", "celular")
WORDS = (
    {"aiq_saliente": "Sale", "aiq": "Ingresa", "aiq_backup": "Respaldo"},
    {"aiq_saliente": "BAJA", "aiq": "ALTA", "aiq_backup": "BACKUP"},
    {"aiq_saliente": "AIQ saliente", "aiq": "AIQ entrante", "aiq_backup": "AIQ suplente"},
    {"aiq_saliente": "Anterior", "aiq": "Nuevo"},
)
BEFORE = ("{word}: {value}", "{word} - {value}", "{word} = {value}", "{value} ({word})")
BETWEEN = ("\n", " / ", "; ", " | ")


def _values(words: dict[str, str], at: int, form: str, between: str) -> str:
    return between.join(form.format(word=word, value=PEOPLE[role][at]) for role, word in words.items())


def _side_by_side(label: str, value: str) -> tuple[tuple[float, float, str], tuple[float, float, str]]:
    return (30, 170, label), (170, 590, value)


@pytest.mark.parametrize("framed", [True, False], ids=["drawn", "listed"])
@pytest.mark.parametrize(("form", "between"), list(itertools.product(BEFORE, BETWEEN)))
def test_each_part_goes_to_whom_it_names(framed, form, between):
    for words in WORDS:
        rows = [(label, _values(words, at, form, between)) for at, label in enumerate(LABELS)]
        if framed and between != "\n":
            bound = leida(cuadro(rows, (24, 50)))
        elif framed:
            edges = [40.0 + 44 * at for at in range(len(rows) + 1)]
            pairs = zip(edges, edges[1:], rows, strict=False)
            boxes = [(x, y, end, low, text) for y, low, row in pairs for x, end, text in _side_by_side(*row)]
            bound = leida(recuadros(*boxes))
        elif between == "\n":
            continue
        else:
            bound = leida("\n".join(f"{label}: {value}" for label, value in rows))
        for role in words:
            assert datos(bound, role) == dict(zip(FIELDS, PEOPLE[role], strict=True)), (words, role)


def test_one_word_needs_no_mark_behind_it():
    bound = leida("Cédula: Sale 1712345675 / Entra 0102030400\nNombres: Sale Ana Paz Ruiz / Entra Luis Mora Díaz")
    assert datos(bound, "aiq") == {"nombres_apellidos": "Luis Mora Díaz", "cedula": "0102030400"}
    assert datos(bound, "aiq_saliente") == {"nombres_apellidos": "Ana Paz Ruiz", "cedula": "1712345675"}


def test_two_people_s_numbers_that_nothing_tells_apart_are_a_doubt():
    bound = leida("Datos del nuevo AIQ:\nNombres: Ana Paz Ruiz\nCédula: 1712345675 / 0102030400\nCargo: Analista")
    assert ("aiq.cedula", "dudoso") in {(found.campo, found.codigo) for found in bound.problems}
