"""The terminal speaks Spanish: every help page, every word that click says by itself, and its catalogue."""

from __future__ import annotations

import ast
import gettext
import json
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from tests.support.command import ROOT, Aiq

LOCALE = ROOT / "intake" / "data" / "locale"
# What click says only to programmers of a command line, or to Windows.
UNHEARD = re.compile(r"Could not determine|No options defined|Arguments take exactly|Boolean option|defined twice|"
                     r"must be an iterable|DeprecationWarning|Unknown color|Windows|version %|^Choice\(")  # fmt: skip
ALIKE = {"d", "Error: {message}"}
ENGLISH = re.compile(r"\b(TEXT|INTEGER|FLOAT|RANGE|FILE|FILENAME|PATH|DIRECTORY|OPTIONS|COMMAND|ARGS|BOOLEAN|"
                     r"Usage|Options|Commands|default:|required|Show this)\b")  # fmt: skip
WALK = """
import json, sys, click
from cli import aiq
found = {}
def walk(command, context, path):
    bare = [p.opts[0] for p in command.params if isinstance(p, click.Option) and not p.help]
    words = [word for p in command.params for word in p.opts]
    found[" ".join(path)] = {"text": command.get_help(context), "bare": bare, "words": words}
    for name in command.list_commands(context) if isinstance(command, click.Group) else []:
        below = command.get_command(context, name)
        walk(below, click.Context(below, context, name, help_option_names=["-h", "--help"]), [*path, name])
root = click.Context(aiq, info_name="aiq", help_option_names=["-h", "--help"], terminal_width=80)
walk(aiq, root, ["aiq"])
json.dump(found, sys.stdout)
"""


@pytest.fixture(scope="module")
def pages():
    done = subprocess.run([sys.executable, "-c", WALK], cwd=ROOT, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_every_command_and_option_says_in_spanish_what_it_is_for(pages):
    assert len(pages) > 50
    for path, page in pages.items():
        assert page["bare"] == [], f"{path}: options without help"
        assert not (found := ENGLISH.search(page["text"])), f"{path} says {found}"
        assert len(page["text"].split("\n\n")[1].strip()) > 10, f"{path} does not say what it does"


def test_everything_that_lists_or_shows_also_speaks_json(pages):
    shows = re.compile(r"aiq (queue|show|stats|doctor|.* (list|show|search|history|verify|current|check|calendar))")
    assert [path for path, page in pages.items() if shows.fullmatch(path) and "--json" not in page["words"]] == []


def test_help_fits_eighty_columns(pages):
    wide = [line for page in pages.values() for line in page["text"].splitlines() if len(line) > 80]
    assert wide == []


def translated(said: str) -> str:
    """A sentence as the catalogue has it, whether or not it has a plural."""
    catalogue = gettext.translation("aiq", LOCALE, ["es"])
    return told if (told := catalogue.gettext(said)) != said else catalogue.ngettext(said, said, 1)


def click_says() -> set[str]:
    """Every sentence that click hands to gettext."""
    said = set()
    for path in Path(click.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            called = isinstance(node, ast.Call) and ast.unparse(node.func) in ("_", "ngettext")
            if called and isinstance(node.args[0], ast.Constant):
                said.add(node.args[0].value)
    return said


def test_everything_that_click_says_to_people_is_translated_with_the_same_values():
    for said in click_says():
        if not UNHEARD.search(said):
            told = translated(said)
            assert told != said or said in ALIKE, f"not translated: {said}"
            values = re.compile(r"{(\w+)[^}]*}")
            assert set(values.findall(told)) <= set(values.findall(said)), said


def test_the_compiled_catalogue_is_that_of_its_source():
    text = (LOCALE / "es" / "LC_MESSAGES" / "aiq.po").read_text("utf-8")
    pairs = re.findall(r'msgid "(.+)"\n(?:msgid_plural .*\n)?msgstr(?:\[0\])? "(.*)"', text)
    assert len(pairs) > 60
    for said, told in pairs:
        assert translated(ast.literal_eval(f'"{said}"')) == ast.literal_eval(f'"{told}"')


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["qeue"], "No existe la orden «qeue». ¿Quiso decir 'queue'?"),
        (["show"], "Falta el argumento 'CASO'."),
        (["queue", "--estado", "nada"], "«nada» no es ninguno de estos: 'recibida'"),
        (["training", "AIQ-2026-00001", "--horas", "x"], "«x» no es un número"),
        (["parse"], "Falta el argumento"),
        (["queue", "--jsn"], "No existe la opción --jsn. ¿Quiso decir '--json'?"),
    ],
)
def test_a_wrong_word_is_answered_in_spanish_in_any_locale(words, told):
    ran = Aiq(None, LANG="en_US.UTF-8").run(*words)
    assert ran.code == 2
    assert told in ran.err
    assert "Usage" not in ran.err
