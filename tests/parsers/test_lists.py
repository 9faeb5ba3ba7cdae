"""Lists of data as they are written: every mark between label and value, every numbering, every end of a line, and values
that end in numbers, initials and short surnames."""

import itertools
import random

import pytest

from tests.parsers.letters import datos, leida
from tests.parsers.test_several_in_a_line import SPELLINGS

MARKS = (": ", " : ", ".- ", " - ", " = ", ":\n  ", "- ", " – ", "\t", "..... ", "………: ", " (*): ", " -> ", " — ", "     ",
         " >> ", " => ", " » ", " | ", " ⇒ ", ">")
ENDS = ("", ".", ";", ",", ", y", " y", "; y", " /")
NUMBERINGS = (
    "", "{n}. ", "{n}) ", "{n}.- ", "{n}- ", "({n}) ", "{n}.° ", "{n}.º ", "{n}º ", "{n}: ", "{n} ", "4.{n}. ", "4.{n} ",
    "{a}) ", "{a}. ", "{r}. ", "{r}) ", "{r}.- ", "• ", "- ", "– ", "* ", "→ ", "✓ ", "o ", "· ", "> ", "▪", "❖ ", "☑ ",
)  # fmt: skip
NAMES = ("Ana Rosa Mena Cruz", "MENA CRUZ ANA ROSA", "Luis Paz", "María del Carmen Vera de la Torre", "Ma. Fernanda Gil Ron",
         "José Ávila-Paz", "Ana Isabel Ron")  # fmt: skip
POSTS = ("Analista de TIC 2", "Técnico III", "Analista 2 - Redes", "Jefe de Sistemas (E)", "Servidor Público 5",
         "Especialista de Gestión Documental y Archivo", "Secretaria - Tesorera", "Directora de TIC, Encargada",
         "Analista Sénior B", "Técnico de Soporte / Redes", "Coordinador/a de TIC")  # fmt: skip
PHONES = ("022200200", "(02) 2200-200", "02 220 0200", "02-2200200", "+593 2 220 0200")
MOBILES = ("0991234567", "099 123 4567", "099-123-4567", "+593 99 123 4567", "0991 234 567")


def _list(chance: random.Random, mark: str, numbering: str) -> tuple[str, dict[str, str]]:
    name, post = chance.choice(NAMES), chance.choice(POSTS)
    values = (name, "1712345675", post, "ana@ipx.gob.ec", chance.choice(PHONES), "1234", chance.choice(MOBILES))
    data = list(zip(chance.choice(SPELLINGS), values, strict=True))
    chance.shuffle(data)
    end, roman = chance.choice(ENDS), ("I", "II", "III", "IV", "V", "VI", "VII")
    lines = [
        numbering.format(n=at + 1, a="abcdefg"[at], r=roman[at]) + label + mark + value
        for at, (label, value) in enumerate(data)
    ]
    ends = [end] * 5 + [end.rstrip(" y"), end if end == "." else ""]
    written = "\n".join(map(str.__add__, lines, ends))
    truth = {"nombres_apellidos": name, "cedula": "1712345675", "cargo": post, "correo": "ana@ipx.gob.ec",
             "telefono": "022200200", "extension": "1234", "celular": "0991234567"}  # fmt: skip
    return f"Los datos del nuevo administrador son:\n{written}", truth


@pytest.mark.parametrize(("mark", "numbering"), list(itertools.product(MARKS, NUMBERINGS)))
def test_a_list_is_read_whatever_its_marks(mark, numbering):
    chance = random.Random(mark + numbering)
    for _ in range(2):
        text, truth = _list(chance, mark, numbering)
        assert datos(leida(text)) == truth, text


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("Nombres y apellidos: Ana Rosa Mena Cruz (Ing.)", {"nombres_apellidos": "Ana Rosa Mena Cruz"}),
        ("Nombres y apellidos: Ana Rosa Mena Cruz (nueva AIQ)", {"nombres_apellidos": "Ana Rosa Mena Cruz"}),
        ("Teléfono: 022200200/1234", {"telefono": "022200200", "extension": "1234"}),
        ("Teléfono: 022200200/201", {"telefono": "022200200"}),
    ],
)
def test_what_stands_behind_a_value_is_told_from_it(said, read):
    bound = leida(f"Datos del nuevo administrador:\n{said}\nCédula: 1712345675")
    assert datos(bound) == read | {"cedula": "1712345675"}
    assert not [problem for problem in bound.problems if problem.campo.startswith(("aiq.nombres", "aiq.telefono"))]


@pytest.mark.parametrize("answer", ["R.- ", "R: ", "Resp.: ", "Respuesta: "])
def test_the_mark_of_an_answer_is_no_part_of_it(answer):
    bound = leida(f"Datos del nuevo AIQ:\nNombres y apellidos: {answer}Ana Paz Ruiz\nCargo:\n{answer}Técnica de Redes\n"
                  f"Cédula: {answer}1712345675")  # fmt: skip
    assert datos(bound) == {"nombres_apellidos": "Ana Paz Ruiz", "cedula": "1712345675", "cargo": "Técnica de Redes"}


def test_the_colon_s_own_key_may_part_label_and_value():
    bound = leida("Datos del nuevo AIQ:\nNombres y apellidos; Ana Paz Ruiz\nC. C. Nro.; 1712345675\nCargo; Técnica de Redes")
    assert datos(bound) == {"nombres_apellidos": "Ana Paz Ruiz", "cedula": "1712345675", "cargo": "Técnica de Redes"}
