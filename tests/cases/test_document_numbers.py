"""Numbers of documents, and what only looks like one."""

import pytest

from cases.document_numbers import plausible_number


@pytest.mark.parametrize(
    ("number", "may"),
    [("MSP-CZ9-ADMINISTRADOR", False), ("IPX-2026-0042", True), ("A-7", True), ("GADMLP-15", True), ("IPX-GG", False)],
)
def test_a_zone_is_no_number(number, may):
    assert plausible_number(number) is may
