"""Letters from templates: what data can never do to them, and what an operator's folder can."""

from __future__ import annotations

import pytest
from jinja2 import UndefinedError
from jinja2.exceptions import SecurityError

from cases.errors import NotReady
from replies.cleaning import MAX_ITEMS, MAX_TEXT
from replies.render import Renderer, examples

RENDERER = Renderer()


def acuse(**changes):
    return RENDERER.render("acuse", examples("acuse")["solicitud completa"] | changes)


def named(name: str):
    return acuse(aiq={"nombres_apellidos": name, "cargo": None})


def test_template_syntax_in_data_is_only_text():
    letter = named("{{ 7 * 1337 }} {% include 'comun/base.txt.j2' %} {# nada #}")
    for part in (letter.text, letter.html):
        words = " ".join(part.split())
        assert "{{ 7 * 1337 }}" in words and "{# nada #}" in words and "9359" not in words


def test_markup_in_data_is_only_text():
    letter = named("<script>alert(1)</script><img src=x onerror=y> & \"comillas\" 'simples'")
    assert "<script" not in letter.html and "<img" not in letter.html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in letter.html
    assert "<script>alert(1)</script>" in letter.text


@pytest.mark.parametrize("ending", ["\r\n", "\n", "\r", "\u2028", "\u2029", "\x0b", "\x0c", "\x85", "\x1c"])
def test_a_line_break_in_data_cannot_start_a_line_of_its_own(ending):
    letter = acuse(institucion={"nombre": f"Ministerio{ending}Bcc: otra@x.ec", "siglas": f"M{ending}X"})
    assert "\n" not in letter.subject and "(M X)" in letter.subject
    assert "Ministerio Bcc: otra@x.ec" in " ".join(letter.text.split())
    assert not any(line.startswith("Bcc:") for line in letter.text.splitlines())


def test_invisible_and_direction_characters_disappear():
    letter = named("Ana\u202egro.live\u202c\u200b\ufeff\u00ad\x1b[31m\x00\ud800\U000e0041 Pérez")
    assert "Anagro.live[31m Pérez" in letter.text
    letter.text.encode("utf-8")
    letter.html.encode("utf-8")


def test_decomposed_accents_are_joined_and_piles_of_marks_are_cut():
    assert "Can\u0303ar" not in named("Can\u0303ar").text and "Cañar" in named("Can\u0303ar").text
    assert named("Z" + "\u0336" * 500).text.count("\u0336") == 2


def test_a_strangers_web_address_does_not_become_a_link():
    letter = named("visite https://mal.example/x y WWW.mal.example")
    for part in (letter.text, letter.html):
        assert "https://mal" not in part and "www.mal" not in part.lower()


def test_huge_data_make_a_bounded_letter():
    problem = {"campo": "x", "etiqueta": "E" * 10**6, "codigo": "invalido", "mensaje": "M" * 10**6}
    problem |= {"valor": None, "sugerencia": None, "ejemplo": None, "como": None}
    context = examples("observaciones")["datos que faltan"] | {"problemas": [problem] * 10**4}
    letter = RENDERER.render("observaciones", context)
    assert len(letter.text) < 3 * MAX_ITEMS * MAX_TEXT
    assert len(acuse(institucion={"nombre": None, "siglas": "S" * 10**5}).subject) <= 200


def test_a_value_that_nobody_gave_is_an_error_and_not_a_hole():
    with pytest.raises(UndefinedError):
        RENDERER.render("acuse", {"mesa": {"nombre": "x", "direccion": "y"}})


def test_a_null_is_never_written(tmp_path):
    renderer = override(tmp_path, "acuse/text.txt.j2", "Institución: {{ institucion.siglas }}")
    with pytest.raises(UndefinedError, match="null"):
        renderer.render("acuse", examples("acuse")["sin datos de nadie"])


def test_a_letter_without_a_case_has_no_case_in_its_footer():
    context = examples("consulta_derivada")["consulta"]
    for gone in ("caso", "institucion", "aiq"):
        context[gone] = None
    letter = RENDERER.render("consulta_derivada", context)
    assert "Trámite" not in letter.text and "None" not in letter.text + letter.html + letter.subject


def override(folder, path: str, source: str) -> Renderer:
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(source, "utf-8")
    return Renderer(folder)


def test_an_operators_file_replaces_only_itself(tmp_path):
    renderer = override(tmp_path, "acuse/subject.txt.j2", "Hemos recibido el trámite {{ caso }}")
    letter = renderer.render("acuse", examples("acuse")["solicitud completa"])
    assert letter.subject == "Hemos recibido el trámite AIQ-2026-00001"
    assert letter.text == acuse().text
    renderer.check()


def test_an_operators_frame_serves_every_letter_and_gets_the_styles(tmp_path):
    frame = "<div class=\"hoja\">{% block turno %}{% endblock %}{% block cuerpo %}{% endblock %}</div>"
    renderer = override(tmp_path, "comun/base.html.j2", frame)
    letter = renderer.render("acuse", examples("acuse")["solicitud completa"])
    assert letter.html.startswith('<div class="hoja" style="max-width:600px')


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("{% if %}", "acuse/text.txt.j2:1"),
        ("{{ nombre_mal_escrito }}", "nombre_mal_escrito"),
        ("{{ caso|no_hay }}", "no_hay"),
        ("{{ recibido.fecha() }}", "fecha"),
        ("{{ 1 / 0 }}", "division by zero"),
    ],
)
def test_a_broken_template_is_told_at_the_start_with_its_letter(tmp_path, source, complaint):
    with pytest.raises(NotReady) as told:
        override(tmp_path, "acuse/text.txt.j2", source).check()
    [problem] = told.value.problems
    assert problem.startswith("La carta acuse") and complaint in problem


def test_a_misnamed_file_and_an_absent_folder_are_told_at_the_start(tmp_path):
    with pytest.raises(NotReady, match="no reemplaza a ninguna"):
        override(tmp_path, "acuse/texto.txt.j2", "hola").check()
    with pytest.raises(NotReady, match="No existe la carpeta"):
        Renderer(tmp_path / "no").check()


def test_templates_cannot_reach_into_the_program(tmp_path):
    renderer = override(tmp_path, "acuse/text.txt.j2", "{{ ''.__class__.__mro__ }}{{ caso.__init__.__globals__ }}")
    with pytest.raises(SecurityError):
        renderer.render("acuse", examples("acuse")["solicitud completa"])
    (tmp_path / "acuse/text.txt.j2").write_text("{% include '../../../../../etc/hostname' %}")
    with pytest.raises(NotReady):
        Renderer(tmp_path).check()
