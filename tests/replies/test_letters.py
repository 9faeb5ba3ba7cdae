"""Every letter in every situation of its examples, and the exact words where they matter."""

from __future__ import annotations

import html
import re
from itertools import pairwise
from pathlib import Path

import pytest

from cases.gate import MARCA
from replies.examples import main
from replies.render import FOLDER, PARTS, Renderer, examples, letters

RENDERER = Renderer()
each_letter = pytest.mark.parametrize("carta", letters())
DOCS = Path(__file__).parents[2] / "docs"
TURN = re.compile(
    "Le toca|Nos toca|Trámite concluido|No tiene que hacer nada|No hay nada pendiente|El trámite terminó|"
    "El trámite fue anulado|Recibimos su informe; todavía falta|Su registro como AIQ|El respaldo .*le toca a usted|"
    "No podemos darle"
)
GUIDE_NOTICE = """Sistema de Gestión Documental Quipux

Estimado(a):

Srta. Mgs. Silvia Patricia Samaniego
Especialista

La generación de respaldos ha sido realizada.

Información de la solicitud:

Fecha: 2017-07-31 20:47
No. de solicitud: 5950
Fecha de solicitud: 2017-07-31 09:02
Estado: Atendida

Por favor revise su bandeja de Solicitudes en el sistema "www.gestiondocumental.gob.ec"
Recuerde que tiene 4 días para descargar su respaldo.

Saludos cordiales,

Soporte Quipux.

Nota: Este mensaje fue enviado automáticamente por el sistema, por favor no lo responda.
Si tiene alguna inquietud respecto a este mensaje, comuníquese con soporte@gobiernoelectronico.gob.ec
"""


def letter(carta: str, situation: str, **changes):
    return RENDERER.render(carta, examples(carta)[situation] | changes)


def situations(carta: str):
    return [(context, RENDERER.render(carta, context)) for context in examples(carta).values()]


def paragraphs(text: str) -> list[str]:
    return [" ".join(block.split()) for block in text.split("\n\n")]


def seen(markup: str) -> str:
    """What a reader of the HTML sees, as one line."""
    body = re.sub(r"<style>.*?</style>|<title>.*?</title>", " ", markup, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def written_dates(text: str) -> set[str]:
    return set(re.findall(r"\w+ \d{1,2} de \w+ de \d{4}", " ".join(text.split())))


def words(text: str) -> set[str]:
    return set(re.findall(r"[\w@./-]*\w", text.lower()))


@each_letter
def test_a_letter_can_be_read_in_text_and_says_whose_turn_it_is_first(carta):
    for _, written in situations(carta):
        assert not re.search(r"[{}]|\bNone\b|  ,|\s[.,;:](\s|$)|\.\.", written.subject + written.text)
        if carta != "respaldo_generado":  # that one keeps the guide's own lines
            assert max(len(line) for line in written.text.splitlines()) <= 78
        if carta not in ("respuesta", "respaldo_generado", "respaldo_estado"):
            assert TURN.match(paragraphs(written.text)[1])


@each_letter
def test_the_html_says_what_the_text_says(carta):
    for _, written in situations(carta):
        markup = seen(written.html)
        assert written_dates(written.text) == written_dates(markup)
        missing = words(written.text) - words(markup)
        assert len(missing) <= 12, missing  # «Cómo responder:» is a heading there, a sentence here


@each_letter
def test_the_html_needs_nothing_from_anywhere(carta):
    for _, written in situations(carta):
        markup = written.html
        assert not re.search(r"<(img|link|script|iframe|form|object|video|svg|base)\b", markup)
        assert not re.search(r"url\(|@import|\bsrc=|\bon\w+=", markup)
        assert set(re.findall(r'href="(\w+):', markup)) <= {"mailto", "https"}
        assert len(markup.encode()) < 20_000


@each_letter
def test_every_html_element_is_closed(carta):
    for _, written in situations(carta):
        body = written.html.partition("<body")[2].replace("</body>", "").replace("</html>", "")
        opened = re.findall(r"<(\w+)(?=[ >])", body.replace("<br>", ""))
        assert sorted(opened) == sorted(re.findall(r"</(\w+)>", body))


@each_letter
def test_an_automatic_letter_ends_with_the_desks_mark(carta):
    own = carta in ("pregunta", "respuesta", "respaldo_generado")
    for _, written in situations(carta):
        assert written.text.rstrip().endswith(MARCA) != own
        assert (MARCA in seen(written.html)) != own


@each_letter
def test_a_letter_about_a_case_carries_its_tag_and_number(carta):
    for context, written in situations(carta):
        if context["caso"]:
            assert written.subject.startswith(f"{context['referencia']} ")
            assert f"Trámite {context['caso']}" in written.text


def test_no_template_line_glues_two_words():
    for path in FOLDER.rglob("*.j2"):
        lines = path.read_text("utf-8").splitlines()
        for line, following in pairwise(lines):
            ends_in_tag = line.rstrip().endswith("%}") and re.sub(r"{%.*?%}", "", line).strip()
            assert not (ends_in_tag and re.match(r"[^\s<{]|{{", following.strip())), f"{path}: {line}"


def documented(path: Path) -> set[str]:
    """The names in the first column of the tables whose header begins with `carta`."""
    names, inside = set(), False
    for line in path.read_text("utf-8").splitlines():
        inside = line.startswith("|") and (inside or line.startswith("| carta"))
        names |= set(re.findall(r"^\| `(\w+)` \|", line)) if inside else set()
    return names


def test_every_letter_is_a_whole_folder_and_stands_in_the_documents():
    assert documented(DOCS / "letters.md") | documented(DOCS / "letters-respaldos.md") == set(letters())
    for carta in letters():
        assert all((FOLDER / carta / part).is_file() for part in (*PARTS, "example.json"))


def test_the_builtin_letters_pass_the_check_of_the_start():
    Renderer().check()


def test_missing_data_are_named_one_by_one_with_an_example_and_a_deadline():
    blocks = paragraphs(letter("observaciones", "datos que faltan").text)
    assert blocks[1] == (
        "Le toca a usted: complete 3 puntos hasta el martes 22 de diciembre de 2026 para que el trámite continúe."
    )
    assert blocks[3] == (
        "1. Número de cédula del nuevo AIQ. El número de cédula tiene nueve dígitos y deben ser diez. "
        "Leímos: 10•••••400. ¿Quiso decir 01•••••400? Confírmelo, por favor. "
        "Escriba los diez dígitos, sin puntos ni guiones. Por ejemplo: 1712345675 "
        "2. Falta el número celular del nuevo AIQ. Escriba los diez dígitos, que empiezan por 09. "
        "Por ejemplo: 0991234567 "
        "3. Falta adjuntar el documento oficial de la delegación. Adjunte en PDF el documento con el que la máxima "
        "autoridad delegó a quien firma el oficio, debidamente firmado."
    )
    assert (
        "Si no recibimos su respuesta hasta el martes 22 de diciembre de 2026 (15 días laborables), el trámite "
        "caducará y habrá que presentarlo de nuevo."
    ) in blocks


def test_data_can_be_answered_on_lines_to_copy_and_documents_are_attached():
    asked = letter("observaciones", "datos que faltan").text
    assert "\nNúmero de cédula del nuevo AIQ:\nNúmero celular del nuevo AIQ:\n\n" in asked
    assert "Adjunte los documentos en PDF" in " ".join(asked.split())
    only_data = letter("observaciones", "segunda vez").text
    assert "\nNúmero celular del nuevo AIQ:\n\n" in only_data and "Adjunte" not in only_data
    [document] = [each for each in examples("observaciones")["datos que faltan"]["problemas"] if not each["ejemplo"]]
    only_document = letter("observaciones", "datos que faltan", problemas=[document]).text
    assert "Adjunte los documentos en PDF" in " ".join(only_document.split()) and "Copie" not in only_document


def test_no_example_stands_on_a_line_with_its_label():
    for carta in letters():
        for context, written in situations(carta):
            for problem in context.get("problemas", []):
                assert f"{problem['etiqueta']}: {problem['ejemplo']}" not in " ".join(written.text.split())


def test_a_second_request_thanks_and_says_what_is_settled():
    blocks = paragraphs(letter("observaciones", "segunda vez").text)
    assert blocks[2] == (
        "Gracias por su respuesta. Ya quedó resuelto: Número de cédula del nuevo AIQ y Documento de delegación. "
        "Todavía necesitamos:"
    )


def test_an_early_effective_date_is_pointed_out_and_is_no_rejection():
    text = " ".join(letter("acuse", "fecha anterior al plazo").text.split())
    assert "puede tener efecto desde el jueves 10 de diciembre de 2026." in text
    assert "El oficio señala una fecha anterior, el miércoles 2 de diciembre de 2026. Esto no impide el trámite" in text


def test_the_training_term_is_said_to_be_of_calendar_days():
    text = " ".join(letter("habilitacion", "primera vez").text.split())
    assert "infórmenos hasta el viernes 25 de diciembre de 2026." in text
    assert "El plazo es de 5 días calendario: cuentan también sábados, domingos y feriados" in text


def test_a_notice_from_a_stranger_is_answered_without_giving_anything_away():
    stranger = letter("backup_no_autorizado", "desconocido")
    known = letter("backup_no_autorizado", "desconocido", aiq={"nombres_apellidos": "Ana Pérez Díaz", "cargo": "Jefa"})
    assert "Ana" not in known.text + known.html
    assert known == stranger


def test_the_respaldo_notice_equals_the_guides_example():
    written = letter("respaldo_generado", "el ejemplo de la guía")
    assert written.text == GUIDE_NOTICE
    assert written.subject == "Solicitud de Respaldo 5950"


def test_the_guides_command_joins_the_parts():
    text = letter("respaldo_partes", "sin número").text
    assert "    zip -s 0 NOMBREDELRESPALDO.zip --out NOMBREDELRESPALDO_unificado.zip\n" in text


def test_who_downloads_parts_is_told_how_they_join_on_linux_and_what_helps_to_fetch_them():
    several = letter("respaldo_descarga_ayuda", "con enlace")
    joined = "zip -s 0 respaldo_60001.zip --out respaldo_60001_unificado.zip"
    assert f"    {joined}\n" in several.text and joined in several.html
    assert "DownThemAll" in several.text and "DownThemAll" in several.html
    single = letter("respaldo_descarga_ayuda", "desde la bandeja").text
    assert "zip -s 0" not in single and "DownThemAll" not in single


def test_the_desks_telephone_is_given_when_there_is_one():
    assert "llame al 1800 000 000, responda" in letter("acuse", "sin datos de nadie").text
    assert "llame" not in letter("acuse", "solicitud completa").text


def test_the_examples_are_written_for_the_browser(tmp_path, capsys):
    assert main([str(tmp_path)]) == 0
    count = sum(len(examples(carta)) for carta in letters())
    assert f"{count} cartas" in capsys.readouterr().out
    links = re.findall(r'href="([^"]+)"', (tmp_path / "index.html").read_text("utf-8"))
    assert len(links) == len(set(links)) == 2 * count
    assert all((tmp_path / link).stat().st_size > 300 for link in links)


def test_the_examples_command_says_how_it_is_used(capsys):
    assert main([]) == 2
    assert "python -m replies.examples CARPETA" in capsys.readouterr().err
