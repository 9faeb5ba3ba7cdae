"""Writes the stories to tests/fixtures: ``python -m tests.corpus.stories.write [story …]``; the signed by name."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from tests.corpus.stories.base import Story

FIXTURES = Path(__file__).parents[2] / "fixtures"
CHAPTERS = ("primeras", "personas", "datos", "firmantes", "documentos", "correos", "ajenos", "firmas")


def all_stories(chapters: tuple[str, ...] = CHAPTERS) -> Iterator[Story]:
    for chapter in chapters:
        yield from import_module(f"tests.corpus.stories.{chapter}").stories()


def write(story: Story, folder: Path = FIXTURES) -> Path:
    """message.eml, expected.json, about.md; further mails of the story are numbered from 2."""
    place = folder / story.nombre
    place.mkdir(parents=True, exist_ok=True)
    for number, (raw, expected) in enumerate(story.mensajes, 1):
        tail = "" if number == 1 else f"-{number}"
        (place / f"message{tail}.eml").write_bytes(raw)
        # A pair stands on one line.
        text = re.sub(
            r"\[\s+(\"[^\"]*\"),\s+(\"[^\"]*\")\s+\]", r"[\1, \2]", json.dumps(expected, ensure_ascii=False, indent=1)
        )
        (place / f"expected{tail}.json").write_text(text + "\n", encoding="utf-8")
    cases = f"\nCasos difíciles: {', '.join(map(str, story.casos))}\n" if story.casos else ""
    title = story.nombre.replace("-", " ").capitalize()
    (place / "about.md").write_text(f"# {title}\n\n{story.cuento}\n{cases}", encoding="utf-8")
    return place


def main(names: list[str]) -> None:
    kept = {story.nombre for story in all_stories(("firmas",)) if (FIXTURES / story.nombre).exists()}
    for story in all_stories():
        if story.nombre in names or (not names and story.nombre not in kept):
            print(write(story))


if __name__ == "__main__":
    main(sys.argv[1:])
