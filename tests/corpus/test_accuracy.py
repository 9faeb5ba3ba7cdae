"""The whole measurement, on a program that answers perfectly and on one that lies."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from benchmarks import accuracy

PROGRAM = """#!{python}
import json, sys
from pathlib import Path
sys.path.insert(0, {root!r})
from tests.corpus.score import perfect
for name in sys.argv[3:]:
    path = Path(name)
    truths = map(json.loads, (path.parent / "verdad.jsonl").read_text(encoding="utf-8").splitlines())
    answer = perfect(next(t["esperado"] for t in truths if t["archivo"] == path.name))
    answer["archivo"] = name
    {damage}
    print(json.dumps(answer))
"""


def measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: str) -> dict[str, list[int]]:
    """The figures of the mails of `desarrollo` as the fake program reads them."""
    fake = tmp_path / "aiq"
    fake.write_text(PROGRAM.format(python=sys.executable, root=str(accuracy.ROOT), damage=damage), encoding="utf-8")
    fake.chmod(0o700)
    monkeypatch.setattr(accuracy, "CORPORA", tmp_path / "corpus")
    figures = tmp_path / "cifras.json"
    given = ["--half", "desarrollo", "--kind", "mail", "--n", "30", "--aiq", str(fake), "--json", str(figures)]
    assert accuracy.main(given) == 0
    return json.loads(figures.read_bytes())["grupos"]["correo"]


def test_a_program_that_reads_everything_scores_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = measured(tmp_path, monkeypatch, "pass")
    assert found["datos exactos"][0] == found["datos exactos"][1] > 0
    assert found["tipo"] == [30, 30] and found["mal y callado"][0] == 0


def test_a_program_that_invents_is_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = measured(tmp_path, monkeypatch, "answer['aiq_saliente'] = {'cedula': '1712345675'}; answer['tipo'] = 'x'")
    assert found["tipo"][0] == 0 and found["mal y callado"][0] > 0


def test_the_errors_of_the_reserved_half_are_not_shown(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        accuracy.arguments(["--half", "reserva", "--show-errors"])
    assert refused.value.code == 2 and "reservada" in capsys.readouterr().err
