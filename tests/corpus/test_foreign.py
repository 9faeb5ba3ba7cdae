"""The letters of strangers as a scanner gives them back."""

from __future__ import annotations

from tests.corpus import foreign
from tests.corpus.scans import one_scanner


def test_only_letters_that_can_have_lain_on_a_scanner_are_scanned() -> None:
    sheet = {"nombre": "oficio.pdf", "html": "<p>Oficio"}
    letter = {"grupo": "digital", "hojas": [sheet]}
    assert foreign._is_paper(letter)
    assert not foreign._is_paper(letter | {"hojas": [sheet, sheet | {"por": "docx"}]})
    assert not foreign._is_paper(letter | {"hojas": []}) and not foreign._is_paper(letter | {"grupo": "scan"})


def test_a_letter_always_comes_from_the_same_scanner() -> None:
    letter = {"grupo": "digital", "hojas": [{"html": "<p>Oficio"}, {"html": "<p>Anexo"}]}
    scanned = foreign._on_paper(letter, "norte-003")
    assert scanned == foreign._on_paper(letter, "norte-003") != foreign._on_paper(letter, "norte-004")
    assert scanned["grupo"] == "scan" and scanned["hojas"][0]["escaneo"] == scanned["hojas"][1]["escaneo"]


def test_scanners_are_of_every_kind_and_none_too_coarse() -> None:
    scanners = [one_scanner(f"norte-{number:03d}") for number in range(60)]
    assert {scanner.puntos for scanner in scanners} == {200, 250, 300}
    assert {scanner.formato for scanner in scanners} == {"pdf"}
    assert 0 < sum(scanner.umbral > 0 for scanner in scanners) < 30 < sum(scanner.giro != 0 for scanner in scanners)
