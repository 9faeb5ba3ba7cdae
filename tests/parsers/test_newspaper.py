"""Letters set in columns of running text, or with one person beside the other."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from parsers.files.flow import text_page
from parsers.letters.assemble import assemble
from parsers.letters.claims import claims_of
from parsers.pages.lines import text_lines
from parsers.pages.page import Document, Page, Word
from parsers.rows.grid import Grid
from parsers.rows.layout import document_rows
from parsers.rows.newspaper import reading_blocks
from tests.parsers.letters import datos, hoja, leida

CABEZA = "Oficio Nro. IPX-GG-2026-0042-O\nQuito, D.M., 12 de marzo de 2026\n\nDe mi consideración:\n"
PIE = "\nAtentamente,\n\nMgs. Luis Alberto Mora Díaz\nGERENTE GENERAL"
TEXTO = """El Instituto de Pruebas (IPX) conoció la
renuncia de quien venía administrando el
sistema documental Quipux y ha resuelto
encargar esa tarea a otra persona de la
casa. Solicito que se disponga el cambio
y se notifiquen los cursos."""
SALE = "Nombres: Juan Vera Lema Toro\nCédula: 0102030400\nCargo: Jefe de Archivo\nCorreo: juan.vera@ipx.gob.ec"
ENTRA = "Nombres: Rosa Elena Paz Mora\nCédula: 1712345675\nCargo: Asistente de TIC\nCorreo: rosa.paz@ipx.gob.ec"


def columnas(*texts: str, drop: float = 0.0, step: float = 260.0) -> Page:
    """A letter whose body stands in columns, each `step` points from the one before it and `drop` points lower."""
    head = text_page(CABEZA)
    words, top = list(head.words), head.words[-1].box[3] + 12
    parts = [_moved(text, step * at, top + drop * at) for at, text in enumerate(texts)]
    words += [word for part in parts for word in part]
    bottom = max(word.box[3] for word in words)
    return replace(head, words=(*words, *_moved(PIE, 0, bottom + 20)), height=2000.0, method="texto")


def _moved(text: str, right: float, down: float) -> Sequence[Word]:
    return [
        replace(w, box=(w.box[0] + right, w.box[1] - 20 + down, w.box[2] + right, w.box[3] - 20 + down))
        for w in text_page(text).words
    ]


def lineas(page: Page) -> list[str]:
    return [row.text for row in document_rows([page])]


@pytest.mark.parametrize("drop", [0.0, 5.0])
def test_a_column_of_text_is_read_to_its_end_before_the_next_one(drop: float):
    read = lineas(columnas(TEXTO, f"{TEXTO}\n{TEXTO}", drop=drop))
    assert read[3:9] == TEXTO.splitlines()
    assert read[9:21] == [*TEXTO.splitlines(), *TEXTO.splitlines()]
    assert read[21] == "Atentamente,"


def test_data_beside_running_text_are_a_column_of_their_own():
    read = lineas(columnas(TEXTO, f"Datos del nuevo administrador\n{ENTRA}"))
    assert read[3:14] == [*TEXTO.splitlines(), "Datos del nuevo administrador", *ENTRA.splitlines()]


def test_whoever_leaves_and_whoever_comes_side_by_side_keep_their_own_data():
    page = columnas(f"QUIEN DEJA LA FUNCIÓN (SALIENTE)\n{SALE}", f"QUIEN LA ASUME (ENTRANTE)\n{ENTRA}")
    (request,) = assemble(claims_of(Document("oficio.pdf", "pdf", (page,))), None)
    assert request.aiq and request.aiq_saliente
    assert (request.aiq.cedula, request.aiq.correo) == ("1712345675", "rosa.paz@ipx.gob.ec")
    assert (request.aiq_saliente.cedula, request.aiq_saliente.correo) == ("0102030400", "juan.vera@ipx.gob.ec")
    assert (request.oficio and request.oficio.firmante.nombre) == "Luis Alberto Mora Díaz"


def test_two_texts_side_by_side_may_name_people_at_the_beginning_of_their_lines():
    sale = """Deja la administración del Quipux del
Instituto de Pruebas (IPX) el señor
Juan Carlos Vera Lema, Jefe de Archivo,
con cédula 0102030400, que se jubila
luego de treinta años de servicio."""
    entra = """La asume desde el lunes la Ingeniera
Rosa Elena Paz Mora, Asistente de
TIC, con cédula 1712345675, correo
rosa.paz@ipx.gob.ec y celular
0991234567."""
    (request,) = assemble(claims_of(Document("oficio.pdf", "pdf", (columnas(sale, entra),))), None)
    assert request.aiq and request.aiq_saliente
    assert (request.aiq.cedula, request.aiq.celular) == ("1712345675", "0991234567")
    assert (request.aiq_saliente.cedula, request.aiq_saliente.cargo) == ("0102030400", "Jefe de Archivo")


def test_a_line_that_is_stretched_to_fill_its_column_is_no_row_of_cells():
    page = columnas(TEXTO, TEXTO, step=300.0)
    near = [word for word in page.words if word.box[2] < 300]
    body = [line for line in text_lines(near) if " ".join(w.text for w in line) in TEXTO.splitlines()[:5]]
    places = {w: place for line in body for w, place in zip(line, _justified(line, 290.0), strict=True)}
    assert len(body) == 5
    wide = replace(page, words=tuple(replace(w, box=places.get(w, w.box)) for w in page.words))
    rows = document_rows([wide])[3:8]
    assert [row.text for row in rows] == TEXTO.splitlines()[:5]
    assert all(len(row.cells) == 1 for row in rows)


def _justified(line: Sequence[Word], right: float) -> list[tuple[float, float, float, float]]:
    """The boxes of a line's words with blanks of different widths that make it end at `right`."""
    room = right - line[-1].box[2]
    shares = [room * (at / (len(line) - 1)) ** 2 for at in range(len(line))]
    return [(w.box[0] + more, w.box[1], w.box[2] + more, w.box[3]) for w, more in zip(line, shares, strict=True)]


def test_of_three_columns_each_is_read_alone():
    read = lineas(columnas(TEXTO, f"Administrador saliente\n{SALE}", f"Administrador entrante\n{ENTRA}"))
    assert read[3:19] == [
        *TEXTO.splitlines(), "Administrador saliente", *SALE.splitlines(), "Administrador entrante", *ENTRA.splitlines()
    ]  # fmt: skip


def test_people_side_by_side_without_a_word_of_their_part_are_never_mixed():
    (request,) = assemble(claims_of(Document("oficio.pdf", "pdf", (columnas(SALE, ENTRA),))), None)
    assert request.aiq is None
    assert ("aiq", "dudoso") in {(problem.campo, problem.codigo) for problem in request.problemas}


TABLA = [("Nombres y apellidos", "Rosa Elena Paz Mora"), ("Cédula", "1712345675"), ("Cargo", "Asistente de TIC")] * 3
LARGOS = """Nombre de la institución a la     Instituto de Pruebas y Ensayos de los
que pertenece el servidor que     Sistemas que administran los documentos
administrará el sistema Quipux    de las entidades del sector público
Cédula                            1712345675
Cargo                             Asistente de TIC"""
PARES = """Nombres: Rosa Elena Paz Mora      Cédula: 1712345675
Cargo: Asistente de TIC           Correo: rosa.paz@ipx.gob.ec
Teléfono: 022200200               Celular: 0991234567
Extensión: 5                      Siglas: IPX"""
PERSONAS = """                       Entrante                    Saliente
Nombres y apellidos    Rosa Elena Paz Mora         Juan Vera Lema Toro
Cédula                 1712345675                  0102030400
Cargo                  Asistente de TIC            Jefe de Archivo
Correo                 rosa.paz@ipx.gob.ec         correo: juan.vera@ipx.gob.ec
Extensión              12                          Ext. 3807"""


@pytest.mark.parametrize("page", [hoja(TABLA), text_page(LARGOS), text_page(PARES), text_page(PERSONAS)])
def test_tables_and_labels_beside_their_values_are_no_columns(page: Page):
    assert len(reading_blocks(page)) == 1


def test_the_line_under_a_heading_within_a_box_is_no_border_of_a_cell():
    box = [(60.0, 100.0, 300.0, 100.0), (60.0, 200.0, 300.0, 200.0), (60.0, 100.0, 60.0, 200.0),
           (300.0, 100.0, 300.0, 200.0)]  # fmt: skip
    under, across = (70.0, 120.0, 180.0, 120.0), (60.0, 120.0, 300.0, 120.0)
    word = (80.0, 150.0, 120.0, 160.0)
    one, two = Grid.of([*box, under]), Grid.of([*box, across])
    assert one and one.frame(word) == (60, 100, 300, 200)
    assert two and two.frame(word) == (60, 120, 300, 200)


def test_a_paragraph_that_only_stands_below_and_aside_of_another_is_no_column():
    words = (*_moved(TEXTO, 0, 20), *_moved(TEXTO, 260, 120))
    assert len(reading_blocks(replace(text_page(TEXTO), words=words))) == 1


ANGOSTA = """Para el efecto designo como nueva Administradora
Institucional Quipux a la Ing. Rosa Elena Paz Mora,
portadora de la cédula 1712345675, quien se desempeña
como Asistente de TIC, con correo
rosa.paz@ipx.gob.ec, teléfono 022200200 extensión 5 y
celular 0991234567, en reemplazo del señor Juan Carlos
Vera Lema."""


def test_a_sentence_in_a_narrow_column_is_neither_a_heading_nor_a_list():
    (request,) = assemble(claims_of(Document("oficio.pdf", "pdf", (columnas(TEXTO, ANGOSTA),))), None)
    assert request.aiq and request.aiq_saliente
    assert (request.aiq.nombres_apellidos, request.aiq.celular) == ("Rosa Elena Paz Mora", "0991234567")
    assert request.aiq_saliente.nombres_apellidos == "Juan Carlos Vera Lema"


def test_one_persons_list_in_two_columns_is_read_down_each():
    left = "Institución: Instituto de\nPruebas Menores\nSiglas: IPX\nCédula: 1712345675\nExtensión: 15"
    right = "Cargo: Asistente de TIC\nCorreo:\nrosa.paz@ipx.gob.ec\nTeléfono: 022200200\nCelular: 0991234567"
    page = columnas(left, right)
    bound = leida(page)
    assert bound.institution.nombre == "Instituto de Pruebas Menores"
    assert datos(bound) == {
        "cedula": "1712345675", "extension": "15", "cargo": "Asistente de TIC", "telefono": "022200200",
        "correo": "rosa.paz@ipx.gob.ec", "celular": "0991234567",
    }  # fmt: skip


def test_rows_of_two_labels_each_are_no_columns():
    left = "Cédula: 1712345675\nCargo: Asistente\nCelular: 0991234567"
    right = "Siglas: IPX\nCorreo: rosa.paz@ipx.gob.ec\nTeléfono: 022200200"
    assert len(reading_blocks(columnas(left, right))) == 1


def test_wrapped_values_beside_their_labels_are_no_running_text():
    labels = "\n".join(f"{each:<22}:\n" for each in ("Institución", "Siglas", "Nombres", "Cédula", "Cargo", "Correo"))
    values = """Corporación Nacional de
Electricidad de Pruebas
IPX
Econ. Carmen Rosa Neira
Muñoz
1712345675
Directora de Tecnologías de la
Información y Comunicación
carmen.neira@pruebas.ipx.gob.ec
022200200 y no tiene extensión"""
    assert len(reading_blocks(columnas(labels, values))) == 1


def test_a_line_that_fills_its_column_up_to_the_next_one_does_not_end_the_columns():
    left = SALE.replace("Jefe de Archivo", "Jefe de Archivo General y Pasivo de la")
    left = left.replace("\nCorreo", "\nInstitución\nCorreo")
    for step in range(269, 281, 2):
        bound = leida(columnas(f"Sale como AIQ\n{left}", f"Ingresa como AIQ\n{ENTRA}", step=step))
        assert datos(bound, "aiq_saliente")["correo"] == "juan.vera@ipx.gob.ec", step
        assert datos(bound)["correo"] == "rosa.paz@ipx.gob.ec", step
