"""The documents keep step with the program: commands, settings, decisions, paths and examples."""

from __future__ import annotations

import datetime
import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from pydantic import SecretStr

from intake.settings import Settings, load
from tests.support.command import ROOT

README = ROOT / "README.md"
SETTINGS = ROOT / "docs" / "settings.md"
DECISIONS = ROOT / "docs" / "decisions"
PAGES = [README, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
COMMANDS = """
import json, sys, click
from cli import aiq
found = []
def walk(command, context, path):
    found.append(" ".join(path))
    for name in command.list_commands(context) if isinstance(command, click.Group) else []:
        below = command.get_command(context, name)
        walk(below, click.Context(below, context, name), [*path, name])
walk(aiq, click.Context(aiq), ["aiq"])
json.dump(found, sys.stdout)
"""


def commands() -> list[str]:
    done = subprocess.run([sys.executable, "-c", COMMANDS], cwd=ROOT, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_every_command_is_told_in_the_readme_or_a_page():
    told = "\n".join(page.read_text("utf-8") for page in PAGES if page.name != "CHANGELOG.md")
    for command in commands():
        assert re.search(rf"\b{re.escape(command)}\b", told), f"{command} is told nowhere"


def rows() -> dict[tuple[str, str], str]:
    """{(section, key): default} of the tables of settings."""
    found, section = {}, ""
    for line in SETTINGS.read_text("utf-8").splitlines():
        if heading := re.fullmatch(r"## `\[(\w+)\]`", line):
            section = heading[1]
        elif row := re.fullmatch(r"\| `(\w+)` \| (.+?) \| .{5,} \|", line):
            found[section, row[1]] = row[2]
    return found


def written(value: object) -> str:
    """A default as the table writes it: in TOML, or «sin valor»."""
    if value is None:
        return "sin valor"
    if isinstance(value, SecretStr):
        value = value.get_secret_value()
    if isinstance(value, datetime.time):
        return f"`{value.isoformat()}`"
    if isinstance(value, float):
        return f"`{value:g}`"
    return f"`{json.dumps(str(value) if isinstance(value, Path) else value, ensure_ascii=False)}`"


def test_every_setting_is_told_with_its_default():
    there = {
        (section, key): written(value.default)
        for section, field in Settings.model_fields.items()
        for key, value in type(field.default).model_fields.items()
    }
    assert rows() == there


def test_the_settings_file_of_the_page_is_a_good_one(tmp_path):
    [example] = re.findall(r"```toml\n(.*?)```", SETTINGS.read_text("utf-8"), re.DOTALL)
    (tmp_path / "aiq.toml").write_text(example, "utf-8")
    assert load(tmp_path / "aiq.toml", {}).mailbox.host == tomllib.loads(example)["mailbox"]["host"]


def test_the_index_of_decisions_names_each_once_by_its_title():
    told = re.findall(r"^- \[(.+)\]\((.+)\)$", (DECISIONS / "README.md").read_text("utf-8"), re.MULTILINE)
    files = sorted(path for path in DECISIONS.glob("*.md") if path.name != "README.md")
    assert sorted(name for _, name in told) == [path.name for path in files]
    for title, name in told:
        text = (DECISIONS / name).read_text("utf-8")
        assert text.startswith(f"# {title}\n")
        assert re.findall(r"\*\*(Given|Decided|Follows)\.\*\*", text) == ["Given", "Decided", "Follows"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_and_named_files_exist(page):
    text = page.read_text("utf-8")
    linked = [page.parent / link for link in re.findall(r"\]\(([^)#:\s]+)\)", text)]
    tops = r"(?:cases|parsers|registry|replies|intake|tests|docs|tools|benchmarks|deploy)"
    named = [ROOT / name for name in re.findall(rf"`({tops}/[\w./-]+\.\w+|cli\w*\.py)`", text)]
    assert [str(path) for path in linked + named if not path.exists()] == []


def examples() -> list[tuple[str, str]]:
    """(words after `aiq`, what the page shows of the output) of the examples that show any."""
    blocks = re.findall(r"```console\n\$ aiq ([^\n]+)\n((?:(?!\$ )[^\n]+\n)+)```", README.read_text("utf-8"))
    return [(words, shown) for words, shown in blocks if "…" in shown]


def test_the_readme_shows_at_least_one_example_with_its_output():
    assert examples()


@pytest.mark.parametrize(("words", "shown"), examples())
def test_examples_of_the_readme_print_what_they_show(words, shown):
    environment = {**os.environ, "COLUMNS": "80"}
    done = subprocess.run(
        [sys.executable, "-m", "cli", *words.split()], cwd=ROOT, env=environment, capture_output=True, text=True,
        check=True, timeout=120,
    )  # fmt: skip
    rest = [line.rstrip() for line in done.stdout.splitlines()]
    for line in shown.splitlines():
        if line != "…":
            assert line in rest, line
            del rest[: rest.index(line) + 1]
