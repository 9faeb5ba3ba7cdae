"""The signature table: of each fixture, what must be said and what is said.

    python -m tests.firmas.table
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from cases.reading import Firma
from parsers.signing.envelopes import open_p7m
from parsers.signing.signatures import verify_pdf
from parsers.signing.trust import load_trust

FOLDER = Path(__file__).parents[1] / "fixtures" / "firmas"
EXPECTED: dict[str, list[str]] = json.loads((FOLDER / "esperado.json").read_text())
MOMENT = datetime.fromisoformat(json.loads((FOLDER / "momento.json").read_text())["momento"])


def received(name: str) -> datetime:
    """The letters whose certificate ends soon arrive after its end."""
    return MOMENT + timedelta(days=40 if "y_caducado" in name else 0)


def check(name: str) -> tuple[Firma, ...]:
    trust = load_trust(FOLDER / "confianza")
    content = (FOLDER / name).read_bytes()
    if name.endswith(".pdf"):
        return verify_pdf(content, trust, received(name))
    detached = (FOLDER / "aparte.pdf").read_bytes() if name.endswith(".p7s") else None
    return open_p7m(content, trust, received(name), detached)[1]


def short(signatures: Sequence[Firma]) -> list[str]:
    """``estado/motivo FIRST-NAME`` of each."""
    told = []
    for one in signatures:
        words = one.estado + (f"/{one.motivo}" if one.motivo else "")
        told.append(f"{words} {one.nombre.split()[0]}" if one.nombre else words)
    return told


def rows() -> Iterator[tuple[str, list[str], list[str]]]:
    for name, expected in EXPECTED.items():
        yield name, expected, short(check(name))


def main() -> int:
    wrong = 0
    for name, expected, got in rows():
        good = sorted(expected) == sorted(got)
        wrong += not good
        told, said = (", ".join(words) or "sin firma" for words in (expected, got))
        print(f"{name:26} {'sí' if good else 'NO':3} {told:45} {said}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
