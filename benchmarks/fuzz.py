"""Invents damaged mails and files for a bounded time and keeps those that break a reader: `make fuzz`.

    python benchmarks/fuzz.py [--seconds 60] [--seed N]

Each finding is made as small as it gets and written to results/fuzz/; then it goes to tests/fixtures/hallazgos/ as
a test. Exit 1 when there is one.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from intake.reader import ReaderFailed, ReaderPool
from parsers.bounds.processlimits import ReadingLimits
from tests.fuzz.strategies import damaged_mail, mails

RESULTS = Path(__file__).parents[1] / "results" / "fuzz"
BATCH = 200


class Broken(Exception):
    """A mail that the reader did not survive, or that met an error nobody foresaw."""


class Fuzzer:
    """Reads one invented mail after the other until the time is over."""

    def __init__(self, pool: ReaderPool, seconds: float) -> None:
        self._pool = pool
        self._end = time.monotonic() + seconds
        self.count = 0
        self.smallest: tuple[bytes, str] | None = None

    @property
    def over(self) -> bool:
        return time.monotonic() > self._end

    def read(self, raw: bytes) -> None:
        if self.over:
            return
        self.count += 1
        try:
            self._pool.read(raw, "correo.eml")
        except ReaderFailed as failed:
            if "tiempo" in failed.reason or "memoria" in failed.reason:
                return
            words = f"{failed.reason} {failed.detail}\n{failed.traceback}"
            if self.smallest is None or len(raw) <= len(self.smallest[0]):
                self.smallest = (raw, words)
            raise Broken(failed.reason + failed.detail) from failed

    def batch(self, strategy: st.SearchStrategy[bytes], number: int) -> None:
        self.smallest = None
        calm = settings(max_examples=BATCH, deadline=None, database=None, suppress_health_check=list(HealthCheck),
                        phases=(Phase.generate, Phase.shrink), report_multiple_bugs=False)  # fmt: skip
        seed(number)(calm(given(strategy)(self.read)))()


def keep(found: tuple[bytes, str]) -> Path:
    RESULTS.mkdir(parents=True, exist_ok=True)
    path = RESULTS / f"{hashlib.sha256(found[0]).hexdigest()[:12]}.eml"
    path.write_bytes(found[0])
    path.with_suffix(".txt").write_text(found[1])
    return path


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    kept: dict[str, Path] = {}
    with ReaderPool(ReadingLimits(), {"ocr": False}) as pool:
        fuzzer = Fuzzer(pool, options.seconds)
        number = options.seed
        while not fuzzer.over:
            for strategy in (mails(), damaged_mail()):
                try:
                    fuzzer.batch(strategy, number)
                except Exception as trouble:  # hypothesis may wrap the finding or, when shrinking ends, call it flaky
                    if fuzzer.smallest is None:
                        raise
                    kept.setdefault(fuzzer.smallest[1].splitlines()[0], keep(fuzzer.smallest))
                    print(f"✗ {type(trouble).__name__}: {fuzzer.smallest[1].splitlines()[0]}", flush=True)
            number += 1
    print(f"{fuzzer.count} correos inventados en {options.seconds:g} s; hallazgos distintos: {len(kept)}.")
    for words, path in kept.items():
        print(f"  {path}: {words}")
    return 1 if kept else 0


if __name__ == "__main__":
    sys.exit(main())
