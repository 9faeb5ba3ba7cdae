"""Numbers of documents, and what only looks like one."""

import pytest

from cases.document_numbers import find_numbers, heading_number, plausible_number


@pytest.mark.parametrize(
    ("number", "may"),
    [("MSP-CZ9-ADMINISTRADOR", False), ("IPX-2026-0042", True), ("A-7", True), ("GADMLP-15", True), ("IPX-GG", False)],
)
def test_a_zone_is_no_number(number, may):
    assert plausible_number(number) is may


INTRODUCERS = (
    "Oficio Nro. ", "Ofi. Nro. ", "Ofic. ", "Ofc. N° ", "OF: ", "O.F. Nro. ", "Oficio-No. ", "OFICIO NÚMERO: ", "Oficio Nr. ",
    "Oficio con número ", "No. Oficio ", "N° de oficio: ", "OFICIO QUIPUX Nro. ", "Oficio Electrónico Nro. ", "Oficio (Quipux) No. ", "OFICIO # ",
)  # fmt: skip


@pytest.mark.parametrize("introducer", INTRODUCERS)
@pytest.mark.parametrize("number", ["GADM-ALC-2026-0123-OF", "0123-GADM-ALC-2026", "IPX-GG-2026-1"])
def test_a_heading_introduces_its_number_in_many_ways(introducer, number):
    text = introducer + number
    found = find_numbers(text) or heading_number(text)
    assert [one.number for one in found] == [number]
