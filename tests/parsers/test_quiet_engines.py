"""No engine tells its maker what the desk reads."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

LOOK = """
import os, sys
sys.path.insert(0, sys.argv[1])
from parsers.scans import rapid
assert "onnxruntime" not in sys.modules, "loaded before it was told"
rapid.available()
print(os.environ["ORT_DISABLE_TELEMETRY"])
"""


def test_the_second_engine_is_told_to_keep_to_itself_before_it_is_loaded() -> None:
    pytest.importorskip("rapidocr")
    root = str(Path(__file__).parents[2])
    done = subprocess.run([sys.executable, "-I", "-c", LOOK, root], capture_output=True, text=True, check=True)
    assert done.stdout == "1\n"
