"""The letters that the law of respaldos orders, for requests in every state, can all be written."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from cases import respaldos_answers as answers
from cases import respaldos_life as life
from cases.reading import Reading, Respaldo, Sobre
from cases.respaldos import Paso, SolicitudRespaldo
from cases.respaldos_rules import PoliticaRespaldos
from replies.render import Renderer

NOW = datetime(2026, 11, 30, 15, 0, tzinfo=UTC)
RENDERER = Renderer()
DESK = PoliticaRespaldos(url="https://respaldos.example.gob.ec/d")
QUIPUX = PoliticaRespaldos()
BARE = SolicitudRespaldo("60001", correo="ana@mej.gob.ec")
READY = replace(
    BARE, nombre="Ana", apellido="Pérez", institucion="Ministerio de Ejemplo", estado="atendida", respaldo="generado",
    fecha_solicitud=NOW, generado=NOW, vence=datetime(2026, 12, 4, 15, 0, tzinfo=UTC), carpeta="4q7Xk2",
    partes=("respaldo_60001.z01", "respaldo_60001.zip"), documentos=79, ejecucion=date(2026, 11, 30),
)  # fmt: skip
STEPS = (Paso(NOW, "Solicitud enviada", "Ana Pérez", "", "enviada", "por_generar", "con {{ llaves }}"),)
TO = life.Destinatario("ana@mej.gob.ec", "Ana Pérez", "", "Luis Mora")


def written(letter) -> str:
    mesa = {"mesa": {"nombre": "Soporte Quipux", "direccion": "soporte@desk.ec"}}
    rendered = RENDERER.render(letter.carta, mesa | dict(letter.datos))
    text = f"{rendered.subject}\n{rendered.text}\n{rendered.html}"
    assert "None" not in text, letter.carta
    return text


@pytest.mark.parametrize("policy", [DESK, QUIPUX])
def test_notice_reminder_and_expiry_can_be_written(policy):
    assert "60001" in written(life.notice(READY, TO, policy))
    assert "viernes 4 de diciembre de 2026 a las 10:00" in written(life.reminder(READY, TO, policy))
    assert "estuvo disponible hasta" in written(life.expiry(READY, TO, policy))


def test_the_link_is_given_only_where_the_desk_offers_downloads():
    assert 'href="https://respaldos.example.gob.ec/d/4q7Xk2/"' in written(life.notice(READY, TO, DESK))
    assert "href=" not in written(life.notice(READY, TO, QUIPUX)).replace('href="mailto:', "")


@pytest.mark.parametrize("states", sorted(answers.SIGUIENTE))
def test_every_state_can_be_told(states):
    request = replace(READY, estado=states[0], respaldo=states[1])
    assert answers.SIGUIENTE[states] in " ".join(written(answers.state_letter(request, STEPS, "a@b.ec", DESK)).split())


@pytest.mark.parametrize("documents", [None, 1, 20])
def test_too_few_documents_are_told_with_or_without_their_number(documents):
    written(answers.few_letter(replace(BARE, documentos=documents), "a@b.ec", DESK))


@pytest.mark.parametrize("about", ["estado", "descarga", "vencido", "partes", "exservidor", "solicitud"])
@pytest.mark.parametrize("request_", [None, BARE, READY, replace(READY, activo=False), replace(READY, vence=None)])
@pytest.mark.parametrize("number", [None, "60001"])
@pytest.mark.parametrize("policy", [DESK, QUIPUX])
def test_every_question_has_an_answer_that_can_be_written(about, request_, number, policy):
    question = Reading("x.eml", "consulta_respaldo", Sobre(remitente="ana@mej.gob.ec"), respaldo=Respaldo(number, about))
    decision = answers.answer(question, answers.FactsRespaldo(request_, STEPS), policy, NOW)
    for letter in decision.cartas if decision else ():
        written(letter)
