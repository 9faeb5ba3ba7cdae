"""Marks of footnotes stand behind data and are none of them."""

from dataclasses import replace

from parsers.files.flow import text_page
from parsers.pages.page import Page
from parsers.rows.footnotes import without_marks
from parsers.rows.layout import document_rows


def page(text: str, foot: str = "", raised: str = "") -> Page:
    """Even text, below it `foot` in letters of half the height, as are the words `raised`."""
    whole = text_page(f"{text}\n\n{foot}")
    at = len(text.split())
    words = [
        replace(word, box=(*word.box[:3], (word.box[1] + word.box[3]) / 2)) if n >= at or word.text == raised else word
        for n, word in enumerate(whole.words)
    ]
    return replace(whole, words=tuple(words))


def lines(read: Page) -> list[str]:
    return [row.text for row in document_rows([read])]


def test_asterisks_with_a_note_below_are_no_part_of_the_value():
    read = page("Cargo: Tesorera*\nCorreo: ana@ipx.gob.ec**\nCelular: 0991234567", "* Por dos años\n** Es nuevo")
    assert lines(read)[:2] == ["Cargo: Tesorera", "Correo: ana@ipx.gob.ec"]


def test_a_mark_without_a_note_stays():
    assert lines(page("Clave: abc*\nCargo: Tesorera (1)")) == ["Clave: abc*", "Cargo: Tesorera (1)"]


def test_a_small_figure_is_a_mark_and_one_of_the_text_s_size_is_a_number():
    text = "Cargo: Oficial de 1 Registro\nCelular: 0991234567\nSede principal: Quito"
    assert lines(page(text, "1 Encargo"))[0] == "Cargo: Oficial de 1 Registro"
    assert lines(page(text, "1 Encargo", raised="1"))[0] == "Cargo: Oficial de Registro"


def test_a_note_that_only_tells_the_extension_stands_where_its_mark_was():
    text = "Teléfono: 022200200 (1)\nCelular: 0991234567 (2)\nSede principal: Quito"
    assert lines(page(text, "(1) Extensión 104. (2) De día"))[:2] == [
        "Teléfono: 022200200 Extensión 104.", "Celular: 0991234567"
    ]  # fmt: skip


def test_the_letters_of_a_list_are_no_notes():
    text = "a) Cédula 1712345675\n(b) Cargo Analista (b)\n(c) Correo ana@ipx.gob.ec"
    assert without_marks(page(text)) == page(text)


def test_a_small_figure_on_the_line_s_own_ground_is_part_of_the_value():
    low = page("Cargo: Analista de TI 3\nCelular: 0991234567\nSede principal: Quito", "3 Encargo")
    words = [replace(w, box=(w.box[0], w.box[1] + 4, *w.box[2:])) if w.text == "3" else w for w in low.words]
    assert lines(replace(low, words=tuple(words)))[0] == "Cargo: Analista de TI 3"
