"""A change of the backup AIQ by mail of the registered principal, and everybody else who tries."""

from dataclasses import replace
from datetime import date

import pytest

from cases import clerk
from cases.errors import Refused
from registry import base
from tests.stories.mesa import DESK, aiq, mail, names
from tests.support.letters import person

CASO = "AIQ-2026-00001"
PRINCIPAL, BACKUP, JEFE = "aiq70@inst7.gob.ec", "aiq71@inst7.gob.ec", "jefa.ti@inst7.gob.ec"
PERSON = person(9) | {"Correo electrónico": "aiq9@inst7.gob.ec"}


def notice(sender=PRINCIPAL, cc=JEFE, without=(), **options):
    lines = [f"{label}: {value}" for label, value in PERSON.items() if label not in without]
    text = "Notifico el cambio del administrador Quipux de respaldo (backup). Los datos del nuevo AIQ backup son:\n\n"
    return mail(sender, text + "\n".join(lines), subject="Cambio de AIQ backup INST7", cc=cc, **options)


@pytest.fixture
def trusting(mesa):
    """A desk that believes unauthenticated mails and knows the principal's superior."""
    mesa.desk.policy = replace(mesa.desk.policy, sin_autenticacion="aceptar")
    with mesa.desk.db.write() as tx:
        base.remember_superior(tx, mesa.institution, JEFE, mesa.clock())
    return mesa


def test_all_in_order_the_backup_is_registered_and_four_people_are_told(trusting):
    letters = trusting.receive(notice())
    assert trusting.case().estado == "registrada"
    assert [(each["carta"], each["para"][0]) for each in letters] == [
        ("backup_registrado", PRINCIPAL), ("backup_registrado", JEFE), ("backup_registrado", "aiq9@inst7.gob.ec"),
        ("backup_registrado", BACKUP),
    ]  # fmt: skip
    assert trusting.home().backup.persona.correo == "aiq9@inst7.gob.ec"
    assert all("1790" not in each["texto"] for each in letters)


def test_without_copy_the_principal_is_asked_to_send_it_again_and_nothing_changes(trusting):
    (asked,) = trusting.receive(notice(cc=None))
    assert (asked["carta"], asked["para"], trusting.case().estado) == ("backup_sin_copia", [PRINCIPAL], "observada")
    assert trusting.home().backup.persona == aiq(71)
    sent_again = mail(PRINCIPAL, "Reenvío con copia a mi jefa.", cc=JEFE, reply_to=asked)
    assert set(names(trusting.receive(sent_again))) == {"backup_registrado"}
    assert trusting.case().estado == "registrada"


def test_two_institutions_that_name_the_same_person_have_a_case_each(mesa):
    with mesa.desk.db.write() as tx:
        other = base.add_institution(tx, "Instituto de Pruebas Número 8", "INST8", mesa.clock())
        base.open_period(tx, other, "principal", replace(aiq(80), correo="aiq80@inst8.gob.ec"), date(2024, 1, 8), mesa.clock())
    mesa.receive(notice())
    mesa.receive(notice(sender="aiq80@inst8.gob.ec", cc="jefe@inst8.gob.ec"))
    assert [(case.institucion_id, case.solicitante) for case in mesa.cases()] == [
        (mesa.institution, PRINCIPAL), (other, "aiq80@inst8.gob.ec")
    ]  # fmt: skip


def test_an_unknown_superior_is_confirmed_once_and_remembered(mesa):
    assert names(mesa.receive(notice())) == ["acuse"]
    assert mesa.case().estado == "en_revision"
    mesa.clerk(CASO, clerk.approve)
    assert mesa.home().superiores == (JEFE,)
    assert mesa.home().backup.persona.correo == "aiq9@inst7.gob.ec"


@pytest.mark.parametrize("sender", [BACKUP, "otra@inst7.gob.ec", "mallory@otra.example"])
def test_nobody_but_the_principal_may_notify_it(trusting, sender):
    (told,) = trusting.receive(notice(sender))
    assert (told["carta"], trusting.case().estado) == ("backup_no_autorizado", "en_revision")
    assert "INST7" not in told["texto"]
    assert "Instituto de Pruebas" not in told["texto"]
    assert trusting.home().backup.persona == aiq(71)


def test_missing_data_of_the_new_backup_are_asked_for(trusting):
    (asked,) = trusting.receive(notice(without=("Número celular",)))
    assert (asked["carta"], trusting.case().estado) == ("observaciones", "observada")
    trusting.receive(mail(PRINCIPAL, "Número celular: 0991234567", cc=JEFE, reply_to=asked))
    assert trusting.case().estado == "registrada"


def test_the_superior_only_in_the_to_line_is_for_a_clerk(trusting):
    trusting.receive(notice(cc=None, to=f"{DESK}, {JEFE}"))
    assert trusting.case().estado == "en_revision"


def test_the_notice_without_copy_lapses_like_any_other_question(trusting):
    trusting.receive(notice(cc=None))
    assert names(trusting.wait_until("2026-03-20 08:00")) == ["recordatorio"]
    assert names(trusting.wait_until("2026-04-03 08:00")) == ["caducidad"]
    assert trusting.home().backup.persona == aiq(71)


@pytest.mark.parametrize("named", ["Instituto de Pruebas Número 8 (INST8)", "Instituto que nadie conoce (NADIE)"])
def test_a_principal_who_names_another_institution_changes_none(trusting, named):
    with trusting.desk.db.write() as tx:
        base.add_institution(tx, "Instituto de Pruebas Número 8", "INST8", trusting.clock())
    name, _, siglas = named.rstrip(")").partition(" (")
    other = notice()
    other.set_content(f"{other.get_content()}\nInstitución: {name}\nSiglas: {siglas}\n")
    trusting.receive(other)
    assert trusting.case().estado == "en_revision"
    assert trusting.home().backup.persona == aiq(71)


def test_the_superior_that_a_clerk_confirmed_needs_no_second_look(trusting):
    trusting.receive(notice(cc="nuevo.jefe@inst7.gob.ec"))
    assert trusting.case().estado == "en_revision"
    trusting.clerk(CASO, clerk.approve)
    lines = "\n".join(f"{label}: {value}" for label, value in person(12).items())
    text = f"Notifico el cambio del administrador Quipux de respaldo (backup) de INST7. Datos del nuevo:\n\n{lines}"
    trusting.receive(mail(PRINCIPAL, text, subject="Cambio de AIQ backup INST7", cc="nuevo.jefe@inst7.gob.ec"))
    assert [case.estado for case in trusting.cases()] == ["registrada", "registrada"]


def test_who_was_the_principal_until_yesterday_may_not_notify_it(trusting):
    with trusting.desk.db.write() as tx:
        base.open_period(tx, trusting.institution, "principal", aiq(72), date(2026, 3, 12), trusting.clock())
    (told,) = trusting.receive(notice())
    assert (told["carta"], trusting.case().estado) == ("backup_no_autorizado", "en_revision")
    assert trusting.home().backup.persona == aiq(71)


def test_a_notice_that_somebody_forwards_waits_for_a_person(trusting):
    text = "De: Principal <aiq70@inst7.gob.ec>\nPara: soporte@gobiernoelectronico.gob.ec\nCC: jefa.ti@inst7.gob.ec\n"
    lines = "\n".join(f"{label}: {value}" for label, value in PERSON.items())
    body = f"---------- Forwarded message ---------\n{text}Asunto: Cambio de AIQ backup\n\nCambio de AIQ backup:\n{lines}"
    (told,) = trusting.receive(mail("colega@inst7.gob.ec", body, subject="RV: Cambio de AIQ backup INST7", cc=JEFE))
    assert (told["carta"], trusting.case().estado) == ("backup_no_autorizado", "en_revision")
    assert trusting.home().backup.persona == aiq(71)


def test_nobody_is_registered_as_backup_without_a_name(trusting):
    trusting.receive(notice(without=("Nombres y apellidos",)))
    with pytest.raises(Refused):
        trusting.clerk(CASO, clerk.approve, aceptar=("aiq_backup.nombres_apellidos",))
    assert trusting.home().backup.persona == aiq(71)
