"""Every story of tests/fixtures is read as its expected reading says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cases.wire import contract_json
from parsers.read import read_mail
from tests.corpus.score import differences

FIXTURES = Path(__file__).parents[1] / "fixtures"
MAILS = sorted(FIXTURES.glob("*/message*.eml"))


@pytest.mark.parametrize("mail", MAILS, ids=lambda mail: f"{mail.parent.name}{mail.stem.removeprefix('message')}")
def test_the_story_is_read_as_its_expected_reading_says(mail: Path) -> None:
    expected = json.loads(mail.with_name(mail.name.replace("message", "expected")).with_suffix(".json").read_bytes())
    assert differences(expected, contract_json(read_mail(mail.read_bytes(), mail.name))) == []


def test_a_folder_with_a_mail_says_what_it_is_about() -> None:
    assert MAILS
    assert [mail.parent.name for mail in MAILS if not (mail.parent / "about.md").exists()] == []
