"""Which drawn lines make cells."""

from dataclasses import replace

from parsers.rows.layout import page_rows
from tests.parsers.letters import escritas, recuadros


def cells(page):
    return [[cell.text for cell in row.cells] for row in page_rows(page)]


def lines_of(page, *rules):
    return replace(page, rules=(*page.rules, *rules))


def test_a_line_to_write_on_does_not_part_a_box():
    page = lines_of(recuadros((40, 40, 300, 100, "Ana Mena\n\nNombre")), (48, 58, 280, 58), (48, 82, 280, 82))
    assert cells(page) == [["Ana Mena Nombre"]]


def test_a_box_with_round_corners_is_a_box():
    page = recuadros((40, 40, 140, 60, "Cédula"))
    rounded = replace(page, rules=((46, 40, 134, 40), (46, 60, 134, 60), (40, 46, 40, 54), (140, 46, 140, 54)))
    assert page_rows(rounded)[0].framed


def test_a_heading_within_a_box_comes_before_what_the_box_holds():
    page = recuadros((40, 40, 300, 120, ""), (45, 45, 295, 61, "AIQ NUEVO"))
    page = replace(page, words=(*page.words, *escritas(48, 70, "Nombre: Ana Mena\nCargo: Analista")))
    assert cells(page) == [["AIQ NUEVO"], ["Nombre: Ana Mena Cargo: Analista"]]


def test_a_number_with_a_box_for_each_digit_stands_beside_its_label():
    boxes = [(100 + 16 * at, 40, 116 + 16 * at, 56, "") for at in range(10)]
    page = recuadros(*boxes)
    word = replace(escritas(104, 44, "1712345675")[0], box=(104, 44, 256, 54))
    assert cells(replace(page, words=(*escritas(40, 44, "Cédula:"), word))) == [["Cédula:", "1712345675"]]


def test_digits_that_fill_the_cells_of_a_row_are_one_number():
    row = [(40, 40, 100, 56, "Cédula"), *((100 + 30 * at, 40, 130 + 30 * at, 56, d) for at, d in enumerate("17123456"))]
    assert cells(recuadros(*row)) == [["Cédula", "17123456"]]
