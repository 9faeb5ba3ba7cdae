"""Whatever arrives is read or set aside; nothing that arrives is an error of the program."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.identifiers import check_cedula, check_siglas
from cases.names import same_name, strip_titles
from cases.reading import to_plain
from intake.reader import ReaderFailed, ReaderPool
from parsers.bounds.processlimits import ReadingLimits
from parsers.files.documents import open_document
from parsers.mail.dkim_check import check_dkim
from parsers.signing.envelopes import open_p7m
from parsers.signing.signatures import verify_pdf
from parsers.signing.trust import Trust, load_trust, read_items
from tests.firmas.forged_pdfs import false_page
from tests.firmas.table import FOLDER, MOMENT
from tests.fuzz.strategies import TOKENS, damaged, damaged_mail, mails, tails

FOUND = sorted((Path(__file__).parents[1] / "fixtures" / "hallazgos").glob("*"))
SIGNED = ("firmado.pdf", "dos_firmas.pdf", "certificado.pdf", "pades.pdf", "largo_plazo.pdf")
TRUST = load_trust(FOLDER / "confianza")
FEW = settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
MORE = settings(FEW, max_examples=100)


@pytest.fixture(scope="module")
def pool() -> Iterator[ReaderPool]:
    with ReaderPool(ReadingLimits(), {"ocr": False}) as pool:
        yield pool


def read(pool: ReaderPool, raw: bytes) -> None:
    try:
        reading = pool.read(raw, "correo.eml")
    except ReaderFailed as failed:
        assert "tiempo" in failed.reason or "memoria" in failed.reason, failed.traceback
    else:
        json.dumps(to_plain(reading))


@FEW
@given(raw=mails())
def test_any_tree_of_parts_is_read(pool: ReaderPool, raw: bytes) -> None:
    read(pool, raw)


@FEW
@given(raw=damaged_mail())
def test_any_damaged_file_is_read_or_set_aside(pool: ReaderPool, raw: bytes) -> None:
    read(pool, raw)


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.name)
def test_what_once_broke_the_reader_does_so_no_more(pool: ReaderPool, path: Path) -> None:
    read(pool, path.read_bytes())


@FEW
@given(file=damaged())
def test_no_damaged_signature_is_valid_or_breaks_its_check(file: tuple[str, bytes]) -> None:
    _, content = file
    found = (*verify_pdf(content, Trust(), None), *open_p7m(content, Trust(), None, b"otro")[1])
    assert all(one.estado != "valida" for one in found)


def words(content: bytes) -> list[str]:
    return [word.text for page in open_document("oficio.pdf", content, ocr=False).pages for word in page.words]


@MORE
@given(name=st.sampled_from(SIGNED), tail=tails(), blow=st.none() | st.tuples(st.integers(0, 40_000), st.sampled_from(TOKENS)))
def test_a_signed_letter_that_is_still_valid_still_says_what_was_signed(
    name: str, tail: bytes, blow: tuple[int, bytes] | None
) -> None:
    whole = (FOLDER / name).read_bytes()
    place, token = blow or (len(whole), b"")
    table = whole[whole.rindex(b"startxref") :].split()[1]
    changed = whole[:place] + token + whole[place:] + false_page(whole) + tail.replace(b"PLACE", table)
    if any(one.estado == "valida" for one in verify_pdf(changed, TRUST, MOMENT)):
        assert words(changed) == words(whole)


@FEW
@given(content=st.binary(max_size=400))
def test_any_bytes_can_stand_in_the_folder_of_trust(content: bytes) -> None:
    assert all(item.clase for item in read_items("a", content))


@FEW
@given(raw=mails(), key=st.none() | st.binary(max_size=80))
def test_any_mail_can_have_its_dkim_checked(raw: bytes, key: bytes | None) -> None:
    field = b"DKIM-Signature: v=1; a=rsa-sha256; d=a.ec; s=s; h=from; bh=AAAA; b=AAAA\r\n"
    assert check_dkim(field + raw, lambda name: key).dominios == ()


@MORE
@given(text=st.text(max_size=40), other=st.text(max_size=40))
def test_any_text_can_be_checked_as_a_value(text: str, other: str) -> None:
    for check in (check_cedula, check_siglas):
        checked = check(text)
        assert checked.codigo is None or checked.mensaje
    assert same_name(text, other) == same_name(other, text)
    assert strip_titles(strip_titles(text)) == strip_titles(text)
