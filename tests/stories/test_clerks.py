"""Clerks at work: two on one case, a decision taken back, a new institution, and what the figures remember."""

from datetime import date, timedelta

import pytest

from cases import clerk, clerk_steps
from cases.errors import Refused
from intake.clerk import decide_at, undo
from registry import audit, base, figures, outbox, people
from tests.stories.mesa import aiq, mail, names, solicitud
from tests.stories.test_change_of_backup import JEFE, notice
from tests.stories.test_terms import enabled
from tests.support.letters import cedula

CASO = "AIQ-2026-00001"
SECRETARIA, NEW = "secretaria@inst7.gob.ec", "aiq7@inst7.gob.ec"


def reject(*situation):
    return clerk.reject(*situation, motivo="No corresponde.")


def test_the_second_of_two_clerks_is_told(mesa):
    mesa.receive(solicitud())
    seen = mesa.case().version
    decide_at(mesa.desk, CASO, "aprobar", clerk.approve, version=seen)
    with pytest.raises(Refused, match="Alguien cambió el caso"):
        decide_at(mesa.desk, CASO, "rechazar", reject, version=seen)
    assert mesa.case().estado == "en_capacitacion"


def test_a_decision_can_be_taken_back_until_its_letter_has_left(mesa):
    mesa.receive(solicitud())
    done = decide_at(mesa.desk, CASO, "rechazar", reject, hold=timedelta(minutes=2))
    assert undo(mesa.desk, done).estado == "en_revision"
    with mesa.desk.db.read() as tx:
        assert outbox.one(tx, done.letters[0]["id"])["estado"] == "cancelada"
    mesa.clock.forward(minutes=1)
    again = decide_at(mesa.desk, CASO, "rechazar", reject)
    with mesa.desk.db.write() as tx:
        for letter in outbox.claim(tx, "quien entrega", mesa.clock(), most=5, lease=timedelta(minutes=1)):
            outbox.sending(tx, letter.id, "quien entrega", mesa.clock() + timedelta(minutes=1))
    with pytest.raises(Refused, match="ya salió"):
        undo(mesa.desk, again)
    assert mesa.case().estado == "rechazada"


def test_an_institution_that_a_clerk_adds_can_have_its_aiq_registered(mesa):
    mesa.receive(solicitud(8))
    mesa.clerk(CASO, clerk.approve)
    with pytest.raises(Refused, match="Registrar la institución"):
        mesa.clerk(CASO, clerk_steps.register)
    with mesa.desk.db.write() as tx:
        base.add_institution(tx, "Instituto de Pruebas Número 8", "INST8", mesa.clock())
    with pytest.raises(Refused) as refused:
        mesa.clerk(CASO, clerk_steps.register)
    assert "institución" not in str(refused.value)


def test_what_was_missing_is_counted_even_after_it_was_answered(mesa):
    (asked,) = mesa.receive(solicitud(leave_out=("Número celular",)))
    mesa.receive(mail(SECRETARIA, "Número celular: 0991234567", reply_to=asked))
    assert mesa.case().estado == "en_revision"
    with mesa.desk.db.read() as tx:
        assert figures.collect(tx, mesa.clock())["datos_que_faltan"] == {"aiq.celular": 1}


def test_after_registration_the_outgoing_aiq_is_history_and_the_chain_of_records_holds(mesa):
    access = enabled(mesa)
    mesa.receive(mail(NEW, "Informo el cumplimiento de la plantilla de seguimiento.", reply_to=access))
    letters = mesa.clerk(CASO, clerk_steps.register)
    assert names(letters) == ["registrado_nuevo", "registrado_saliente", "registrado_solicitante"]
    assert "Mesa de Servicios" in letters[0]["texto"]
    assert "Usuario de producción creado por AIQ saliente" in mesa.history()[-1].motivo
    with mesa.desk.db.read() as tx:
        assert audit.verify(tx).holds
    (told,) = mesa.receive(mail(NEW, "No puedo crear un área en Quipux, ¿me ayudan?"))
    assert told["carta"] == "consulta_derivada"


def test_whoever_a_letter_only_names_is_told_of_it_when_he_asks_what_is_kept_of_him(mesa):
    mesa.receive(solicitud())
    mesa.clerk(CASO, clerk.correct, campo="aiq_saliente.cedula", valor=cedula(70))
    with mesa.desk.db.read() as tx:
        kept = people.everything_of(tx, cedula(70))
        assert people.everything_of(tx, cedula(99))["nombrado_en"] == []
    [named] = kept["nombrado_en"]
    assert (named["caso"], named["como"]["aiq_saliente"]["cedula"]) == (CASO, cedula(70))
    assert cedula(7) not in str(kept)


def test_a_backup_registered_by_mistake_can_be_taken_back_until_the_letters_leave(mesa):
    mesa.receive(notice())
    before = mesa.home()
    done = decide_at(mesa.desk, CASO, "aprobar", clerk.approve, hold=timedelta(minutes=2))
    assert mesa.home().backup.persona.correo == "aiq9@inst7.gob.ec"
    assert undo(mesa.desk, done).estado == "en_revision"
    assert mesa.home() == before
    mesa.clock.forward(minutes=1)
    assert len(decide_at(mesa.desk, CASO, "aprobar", clerk.approve).letters) == 4
    assert mesa.home().backup.persona.correo == "aiq9@inst7.gob.ec"
    assert (mesa.home().superiores, len(mesa.home().anteriores)) == ((JEFE,), 1)


def test_a_registration_is_not_taken_back_over_a_later_one(mesa):
    mesa.receive(notice())
    done = decide_at(mesa.desk, CASO, "aprobar", clerk.approve, hold=timedelta(minutes=2))
    with mesa.desk.db.write() as tx:
        base.open_period(tx, mesa.institution, "backup", aiq(73), date(2026, 3, 13), mesa.clock())
    with pytest.raises(Refused, match="El registro ya cambió"):
        undo(mesa.desk, done)
    assert mesa.home().backup.persona == aiq(73)
