"""What is kept of a letter whose layout no reader understands."""

from parsers.layout import document_rows, text_page
from parsers.records import Record
from parsers.sweep import swept


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
