"""Hundreds of mails of one kind, from whoever means harm or cannot stop: the desk says little, and loses no case."""

from __future__ import annotations

from tests.stories.mesa import mail
from tests.stories.test_machines import letters_that_would_leave, report
from tests.support.letters import request


def test_a_storm_of_reports_about_one_letter_is_one_bounce(mesa):
    (letter,) = mesa.receive(request(1, leave_out=("Número celular",)))
    before = len(mesa.history())
    for number in range(40):
        again = report(letter, letter["para"][0]).replace(b"Message-ID: <informe-", b"Message-ID: <informe-%d-" % number)
        assert mesa.receive(again) == []
    assert len(mesa.history()) - before <= 2
    assert mesa.case().estado == "en_revision"


def test_an_absence_note_without_any_mark_that_answers_each_letter_ends(mesa):
    mesa.receive(request(1, leave_out=("Número celular",)))
    sent = 0
    for number in range(30):
        text = f"Estoy fuera hasta el lunes. ({number})"
        sent += len(mesa.receive(mail("secretaria@inst1.gob.ec", text, subject=f"Re: {mesa.tag()} Oficio")))
    assert sent <= 3


def test_guessed_references_find_no_case_and_tell_nothing(mesa):
    mesa.receive(request(1, leave_out=("Número celular",)))
    told = []
    for number in range(30):
        guess = f"Re: [AIQ-2026-00001:{number:010d}]"
        told += mesa.receive(mail("curioso@otra.com", "¿Cómo va el caso AIQ-2026-00001?", subject=guess))
    told += mesa.receive(mail("curioso@otra.com", "Celular: 0991112223", subject=f"Re: {mesa.tag()}"))
    assert mesa.case().solicitud.aiq.celular is None
    assert not any("INST1" in each["texto"] or "observad" in each["texto"] for each in told)
    assert len(letters_that_would_leave(mesa)) <= 4
