"""A case survives being written as JSON and read again, whatever has happened to it."""

import json
from datetime import date

import pytest

from cases import clerk, clerk_steps
from cases.case import Case
from cases.reading import Solicitud, to_plain
from cases.wire import from_plain
from tests.cases.desk_values import ANA, FACTS, NOW, POLICY, calendar, judge, reading, stored, without


def trained():
    case = stored(clerk.approve(stored(judge(reading())), FACTS, calendar(), POLICY, NOW, "rosa"))
    values = {"fecha": date(2026, 3, 10), "horas": 4.5, "modulo": "salida"}
    return stored(clerk_steps.training(case, FACTS, calendar(), POLICY, NOW, "rosa", **values))


def corrected():
    case = stored(judge(reading(request=without(cedula="1712345676"))))
    return stored(clerk.correct(case, FACTS, calendar(), POLICY, NOW, "rosa", campo="aiq.cedula", valor=ANA.cedula))


@pytest.mark.parametrize(
    "case",
    [
        stored(judge(reading())),
        stored(judge(reading(request=without(celular=None)))),
        stored(judge(reading("aviso_cambio_backup", Solicitud(aiq_backup=ANA)))),
        trained(),
        corrected(),
    ],
    ids=["complete", "observed", "backup", "in training", "corrected"],
)
def test_a_case_written_and_read_again_is_the_same(case):
    assert from_plain(Case, json.loads(json.dumps(to_plain(case)))) == case
