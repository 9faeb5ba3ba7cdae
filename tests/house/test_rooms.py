"""The house keeps its shape: who may import whom, and modules that say what they are for."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
MAY_IMPORT = {
    "cases": set(),
    "parsers": {"cases"},
    "registry": {"cases"},
    "replies": {"cases"},
    "intake": {"cases", "parsers", "registry", "replies"},
    "cli": {"cases", "intake", "registry", "cli"},
}

# The rooms within `parsers`, each above those that it may import; what lies beside them imports them all.
READING = (
    "bounds", "words", "pages", "signing", "scans", "mail", "files", "fields", "writer", "rows", "sentences", "forms",
    "letters", "drawing",
)  # fmt: skip


def room_of(name: str) -> str | None:
    top = name.split(".")[0]
    return "cli" if top == "cli" or top.startswith("cli_") else top if top in MAY_IMPORT else None


def modules() -> list[Path]:
    found = [path for room in MAY_IMPORT if room != "cli" for path in (ROOT / room).rglob("*.py")]
    return sorted([path for path in found if "migrations" not in path.parts] + list(ROOT.glob("cli*.py")))


def imports(path: Path) -> list[tuple[int, str]]:
    names = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno} imports relatively"
            names.append((node.lineno, node.module or ""))
    return names


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_room_imports_only_what_it_may(path):
    room = room_of(path.relative_to(ROOT).parts[0].removesuffix(".py"))
    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for line, name in imports(path)
        if (other := room_of(name)) and other != room and other not in MAY_IMPORT[room]
    ]
    assert wrong == []


@pytest.mark.parametrize("room", READING)
def test_a_room_of_reading_imports_only_what_lies_below_it(room):
    below = {f"parsers.{other}" for other in READING[: READING.index(room) + 1]}
    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for path in (ROOT / "parsers" / room).glob("*.py")
        for line, name in imports(path)
        if name.split(".")[0] == "parsers" and name.rpartition(".")[0] not in below and name not in below
    ]
    assert wrong == []


def test_every_room_of_reading_has_its_place():
    folders = {path.parent.name for path in (ROOT / "parsers").glob("*/__init__.py")}
    assert folders == set(READING)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_module_opens_with_one_sentence_about_itself(path):
    docstring = ast.get_docstring(ast.parse(path.read_text("utf-8")))
    assert docstring, f"{path} does not say what it is for"
    assert len(docstring.splitlines()[0]) <= 120


def test_the_law_opens_nothing_and_reads_no_clock():
    wrong = []
    for path in (ROOT / "cases").rglob("*.py"):
        text = path.read_text("utf-8")
        for node in ast.walk(ast.parse(text)):
            called = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
            if called in ("open", "datetime.now", "date.today", "time.time", "datetime.utcnow", "random.random"):
                wrong.append(f"{path.relative_to(ROOT)}:{node.lineno} calls {called}")
    assert wrong == []


def test_no_function_outgrows_a_screen():
    long = []
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                size = (node.end_lineno or 0) - node.lineno + 1
                if size > 60:
                    long.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}: {size} lines")
    assert long == []
