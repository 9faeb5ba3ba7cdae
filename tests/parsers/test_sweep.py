"""What is kept of a letter whose layout no reader understands."""

from dataclasses import replace

import pytest

from parsers.fields.records import Record
from parsers.files.flow import text_page
from parsers.forms.sweep import gaps_filled, swept
from parsers.letters.oficio import read_records
from parsers.rows.layout import document_rows


def found(text: str, records=(), signer=None):
    return swept(document_rows([text_page(text)]), records, signer)


STRANGE = """ficha 1 ~ Ana Rosa Mena Cruz
doc >> 1712345675
mensajes a ana@ipx.gob.ec
0991234567"""


def test_values_that_show_what_they_are_are_kept_with_a_doubt():
    record = found(STRANGE)
    assert record is not None
    assert {hit.campo: hit.valor for hit in record.hits} == {
        "nombres_apellidos": "Ana Rosa Mena Cruz",
        "cedula": "1712345675",
        "correo": "ana@ipx.gob.ec",
        "celular": "0991234567",
    }
    assert all(hit.finding("aiq") is not None for hit in record.hits)


def test_of_two_values_of_a_kind_none_is_chosen():
    record = found(STRANGE + "\notra@ipx.gob.ec")
    assert record is not None and record.get("correo") is None


def test_a_telephone_alone_tells_of_nobody():
    assert found("mensajes al 022200200") is None


def test_whoever_signs_is_not_taken_for_the_new_administrator():
    record = found(STRANGE, (Record(),), "Ana Rosa Mena Cruz")
    assert record is not None and record.get("nombres_apellidos") is None


def test_whom_to_ask_is_nobodys_datum():
    assert found(STRANGE.replace("mensajes a", "Cualquier consulta a")).get("correo") is None


SHEET = """Nombres: Ana Rosa Mena Cruz
Cédula: 1712345675
Teléfono: 022200200
Correo: ana@ipx.gob.ec"""


def without(field: str, text: str = SHEET):
    """The rows of a sheet, the record read from them but for one datum, and that datum."""
    rows = document_rows([text_page(text)])
    (record,) = read_records(rows)
    lost = record.get(field)
    record.hits.remove(lost)
    return rows, record, lost


def test_a_value_between_a_person_s_data_that_nobody_read_fills_the_gap_with_a_doubt():
    rows, record, _ = without("telefono")
    (hit,) = gaps_filled(record, rows, [record], None)
    assert (hit.campo, hit.valor) == ("telefono", "022200200")
    assert hit.finding("aiq") is not None


def test_no_gap_is_filled_from_beyond_a_person_s_data_nor_with_what_another_has():
    rows, record, lost = without("telefono", "Teléfono: 022200200\n\n" + SHEET.replace("Teléfono: 022200200\n", ""))
    assert gaps_filled(record, rows, [record], None) == []
    rows, record, lost = without("telefono")
    other = Record("aiq_saliente", [replace(lost, campo="cargo")])
    assert gaps_filled(record, rows, [record, other], None) == []


@pytest.mark.parametrize(("line", "read"), [("Analista de Sistemas", True), ("Administrador saliente:", False)])
def test_a_post_that_nobody_read_fills_the_gap_and_a_heading_that_begins_like_one_does_not(line: str, read: bool):
    _, record, _ = without("telefono")
    rows = document_rows([text_page(SHEET.replace("Teléfono: 022200200", line))])
    assert [hit.valor for hit in gaps_filled(record, rows, [record], None)] == ([line] if read else [])
