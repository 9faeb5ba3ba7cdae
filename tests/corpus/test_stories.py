"""The stories that are kept in tests/fixtures: complete, small, and what the generator says."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.conftest import missing
from tests.corpus.stories.write import FIXTURES, all_stories, write

FOLDERS = sorted(path.parent for path in FIXTURES.glob("*/message.eml"))


def test_every_tricky_case_has_its_story() -> None:
    told: set[int] = set()
    for folder in FOLDERS:
        cases = re.search(r"^Casos difíciles: (.*)$", (folder / "about.md").read_text(encoding="utf-8"), re.MULTILINE)
        told |= {int(number) for number in cases[1].split(",")} if cases else set()
    assert set(range(1, 61)) - told == set()


def test_every_mail_has_its_expected_reading() -> None:
    for folder in FOLDERS:
        for mail in folder.glob("message*.eml"):
            expected = json.loads((folder / mail.name.replace("message", "expected")).with_suffix(".json").read_bytes())
            assert expected["tipo"], folder.name


def test_the_stories_stay_small() -> None:
    assert sum(path.stat().st_size for path in FIXTURES.rglob("*") if path.is_file()) < 6_000_000


def has_weasyprint() -> bool:
    """WeasyPrint draws with Pango, which is a package of the system."""
    try:
        import weasyprint
    except OSError:
        return False
    return bool(weasyprint.__version__)


def test_the_kept_readings_are_those_of_the_generator(tmp_path: Path) -> None:
    if not has_weasyprint():
        missing("Pango (libpango-1.0-0)")
    for story in all_stories(("primeras", "firmantes")):
        for path in write(story, tmp_path).iterdir():
            if path.suffix != ".eml":  # fonts differ from machine to machine, and with them the drawn letters
                assert path.read_bytes() == (FIXTURES / story.nombre / path.name).read_bytes(), path
