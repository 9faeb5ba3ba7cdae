"""Every attack is what it says it is: the harmless file of its form is read, and none of them harms the desk."""

from __future__ import annotations

import pytest

from parsers.bounds.processlimits import ReadingLimits
from parsers.files.documents import open_document
from tests.hostile import ATTACKS, offices, pdfmaker
from tests.hostile.attack import Attack

SMALL = {
    "a.docx": lambda: offices.docx(offices.TEXT.format("Cédula")),
    "a.xlsx": lambda: offices.xlsx(f"<sheetData>{offices.CELL.format('Cédula')}</sheetData>"),
    "a.odt": lambda: offices.odf("text", "<text:p>Cédula</text:p>"),
    "a.ods": lambda: offices.odf(
        "spreadsheet",
        '<table:table table:name="a"><table:table-row><table:table-cell><text:p>Cédula</text:p></table:table-cell>'
        "</table:table-row></table:table>",
    ),
    "a.pdf": lambda: pdfmaker.showing(pdfmaker.stream(b"BT /F1 12 Tf 72 700 Td (Cargo) Tj ET")),
}


@pytest.mark.parametrize("name", SMALL)
def test_the_harmless_form_of_each_attack_is_read(name: str) -> None:
    words = [word.text for page in open_document(name, SMALL[name]()).pages for word in page.words]
    assert words in (["Cédula"], ["Cargo"])


def test_no_two_attacks_share_a_name() -> None:
    names = [attack.nombre for attack in ATTACKS]
    assert len(names) == len(set(names)) >= 100


QUICK = [attack for attack in ATTACKS if attack.nombre in {
    "mime anidado 2.000", "remitente de comillas y comas", "juegos de caracteres que descomprimen", "flate doble de 1 GB",
    "formulario que se dibuja a sí mismo", "árbol de páginas en círculo", "firma de alcance imposible",
    "zip con nombres que escapan", "docx que lee un archivo de la máquina", "xlsx con entidades que crecen",
    "png que promete 2^31 de lado", "sobre de 200.000 niveles",
}]  # fmt: skip


@pytest.mark.parametrize("attack", QUICK, ids=lambda attack: attack.nombre)
def test_an_attack_ends_in_a_reading_or_aside_and_never_as_an_error(attack: Attack) -> None:
    from intake.reader import ReaderFailed, ReaderPool

    with ReaderPool(ReadingLimits(), {}) as pool:
        try:
            reading = pool.read(attack.mail(), "ataque.eml")
        except ReaderFailed as failed:
            assert "error del programa" not in failed.reason, failed.traceback
        else:
            assert "root:" not in repr(reading)
        assert pool.read(b"Subject: otro\r\n\r\nhola", "otro.eml").sobre.asunto == "otro"
