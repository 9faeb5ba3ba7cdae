"""`make audit` says "nothing known" only of packages that it could ask about."""

from __future__ import annotations

import pytest

from tools.audit import CLEAN, NOT_READY, WEAK, judge

SOUND = {"name": "uno", "version": "1.0", "vulns": []}
SICK = {"name": "dos", "version": "2.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2.1"]}]}
UNASKED = {"name": "tres", "skip_reason": "Dependency not found on PyPI"}


@pytest.mark.parametrize(
    ("packages", "trouble", "code", "said"),
    [
        ([SOUND], "", CLEAN, "1 paquetes, ninguna debilidad conocida."),
        ([SOUND, SICK], "", WEAK, "dos 2.0: PYSEC-1; corregido en 2.1"),
        ([SOUND, UNASKED], "", NOT_READY, "no respondió por 1 de 2 paquetes (tres…)"),
        ([SICK, UNASKED], "", WEAK, "no respondió por 1 de 2 paquetes"),
        ([], "Failed to resolve", NOT_READY, "Failed to resolve"),
        ([], "", NOT_READY, "No se pudo preguntar"),
    ],
)
def test_what_could_not_be_asked_is_no_good_answer(packages, trouble, code, said):
    got, told = judge(packages, trouble)
    assert got == code
    assert any(said in line for line in told)
