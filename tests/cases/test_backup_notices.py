"""A change of the backup AIQ: from the registered principal, with copy to the superior, or not."""

from dataclasses import replace

import pytest

from cases.policy import Policy
from cases.reading import Persona, Solicitud
from tests.cases.desk_values import (
    ANA,
    CARLA,
    FACTS,
    LUIS,
    MEJ,
    POLICY,
    at,
    calendar,
    in_thread,
    judge,
    letters,
    mail,
    reading,
    stored,
)

OWNER = CARLA.correo
KNOWN = replace(FACTS, periodos_remitente=((MEJ, MEJ.principal),))
NOTICE = Solicitud(aiq_backup=ANA)
TRUSTED = {"copia": ("director@mej.gob.ec",), "autenticacion": "autenticado"}


def notice(sobre=TRUSTED, request=NOTICE, sender=OWNER, facts=KNOWN, policy=POLICY, **values):
    return judge(reading("aviso_cambio_backup", request, sender, sobre=sobre, **values), facts, policy=policy)


def test_all_in_order_the_backup_is_registered_and_everybody_concerned_is_told():
    made = notice()
    assert made.caso.estado == "registrada"
    assert made.caso.solicitud.institucion.siglas == "MEJ"
    assert [(r.accion, r.rol, r.persona) for r in made.registro] == [("abrir", "backup", ANA)]
    assert [(letter.para[0], letter.datos["destinatario"]) for letter in made.cartas] == [
        (OWNER, "principal"),
        ("director@mej.gob.ec", "superior"),
        (ANA.correo, "nuevo"),
        (LUIS.correo, "saliente"),
    ]


def test_without_copy_the_principal_is_asked_to_send_it_again():
    made = notice({"autenticacion": "autenticado"})
    assert (made.caso.estado, letters(made), made.registro) == ("observada", ["backup_sin_copia"], ())
    assert made.cartas[0].para == (OWNER,)


def test_the_missing_copy_is_asked_for_even_when_no_server_vouches_for_the_mail():
    assert letters(notice({})) == ["backup_sin_copia"]


@pytest.mark.parametrize("copia", [ANA.correo, OWNER, "soporte@gobiernoelectronico.gob.ec", "no-reply@mej.gob.ec"])
def test_a_copy_to_the_backup_himself_the_sender_the_desk_or_a_machine_is_no_copy(copia):
    assert letters(notice({"copia": (copia,), "autenticacion": "autenticado"})) == ["backup_sin_copia"]


def test_a_superior_seen_for_the_first_time_waits_for_a_clerk():
    made = notice({"copia": ("nueva.jefa@mej.gob.ec",), "autenticacion": "autenticado"})
    assert (made.caso.estado, letters(made)) == ("en_revision", ["acuse"])
    assert made.caso.hitos.superior == "nueva.jefa@mej.gob.ec"


def test_a_superior_in_the_to_line_is_flagged_for_a_clerk():
    made = notice({"para": ("director@mej.gob.ec",), "autenticacion": "autenticado"})
    assert made.caso.estado == "en_revision"
    assert ("copia", "dudoso") in {(f.campo, f.codigo) for f in made.caso.solicitud.problemas}


def test_an_unauthenticated_mail_waits_for_a_clerk_unless_the_policy_accepts_it():
    sobre = {"copia": ("director@mej.gob.ec",)}
    assert notice(sobre).caso.estado == "en_revision"
    assert notice(sobre, policy=Policy(sin_autenticacion="aceptar")).caso.estado == "registrada"


@pytest.mark.parametrize(
    ("sender", "periods"),
    [
        (LUIS.correo, ((MEJ, MEJ.backup),)),
        ("ex.aiq@mej.gob.ec", ((MEJ, replace(MEJ.principal, hasta=at("2025-01-01 00:00").date())),)),
        ("nadie@otra.example", ()),
    ],
    ids=["the backup himself", "a former AIQ", "a stranger"],
)
def test_nobody_but_the_principal_may_notify_and_the_answer_gives_nothing_away(sender, periods):
    made = notice(sender=sender, facts=replace(FACTS, periodos_remitente=periods))
    assert (made.caso.estado, letters(made), made.registro) == ("en_revision", ["backup_no_autorizado"], ())
    assert made.cartas[0].datos == {}


def test_a_notice_forwarded_by_somebody_waits_for_a_clerk():
    made = notice({**TRUSTED, "reenviado_de": "carla.vega@mej.gob.ec"})
    assert (made.caso.estado, made.registro) == ("en_revision", ())


def test_a_forged_principal_waits_for_a_clerk_and_gets_no_letter():
    made = notice({**TRUSTED, "autenticacion": "fallido"})
    assert (made.caso.estado, made.cartas, made.registro) == ("en_revision", (), ())


def test_missing_data_of_the_new_backup_are_asked_for():
    made = notice(request=Solicitud(aiq_backup=replace(ANA, cedula=None)))
    assert (made.caso.estado, letters(made)) == ("observada", ["observaciones"])
    assert [p["campo"] for p in made.cartas[0].datos["problemas"]] == ["aiq_backup.cedula"]


def test_copy_and_data_missing_are_told_in_one_letter():
    made = notice({"autenticacion": "autenticado"}, request=Solicitud(aiq_backup=replace(ANA, celular=None)))
    assert letters(made) == ["backup_sin_copia"]
    assert [p["campo"] for p in made.cartas[0].datos["problemas"]] == ["aiq_backup.celular"]


def test_sent_again_with_copy_the_notice_is_registered():
    case = stored(notice({"autenticacion": "autenticado"}))
    read = reading("otro", Solicitud(), OWNER, sobre=TRUSTED)
    made = judge(read, in_thread(case, KNOWN), at("2026-03-16 09:00"), number=2)
    assert (made.caso.caso, made.caso.estado) == (case.caso, "registrada")


def test_sent_again_as_a_new_mail_it_is_still_the_same_case():
    case = stored(notice({"autenticacion": "autenticado"}))
    facts = replace(KNOWN, caso=case, por="persona")
    made = judge(reading("aviso_cambio_backup", NOTICE, OWNER, sobre=TRUSTED), facts, number=2)
    assert (made.caso.caso, made.caso.estado) == (case.caso, "registrada")


def test_the_missing_datum_given_under_any_heading_is_the_backups():
    case = stored(notice(request=Solicitud(aiq_backup=replace(ANA, cedula=None))))
    read = reading("otro", Solicitud(aiq=Persona(cedula=ANA.cedula)), OWNER, sobre=TRUSTED)
    made = judge(read, in_thread(case, KNOWN), number=2)
    assert made.caso.solicitud.aiq_backup == ANA
    assert made.caso.estado == "registrada"


def test_what_a_colleague_of_the_principal_adds_is_for_a_person():
    case = stored(notice(request=Solicitud(aiq_backup=replace(ANA, cedula=None))))
    read = reading("otro", Solicitud(aiq=Persona(cedula=LUIS.cedula)), "otro@mej.gob.ec", sobre=TRUSTED)
    made = judge(read, in_thread(case, FACTS), number=2)
    assert made.resultado == "apartado"
    assert made.caso.solicitud.aiq_backup.cedula is None


def test_a_clerk_who_approves_confirms_the_superior_and_the_registry_remembers_him():
    from cases.clerk import approve

    case = stored(notice({"copia": ("nueva.jefa@mej.gob.ec",), "autenticacion": "autenticado"}))
    made = approve(case, FACTS, calendar(), Policy(), at("2026-03-13 09:00"), "rosa")
    assert made.caso.estado == "registrada"
    assert [(r.accion, r.correo) for r in made.registro] == [("abrir", None), ("superior", "nueva.jefa@mej.gob.ec")]


def test_the_principal_of_two_institutions_is_told_apart_by_what_the_mail_says():
    other = replace(MEJ, id=9, siglas="OTR")
    both = replace(FACTS, institucion=other, periodos_remitente=((MEJ, MEJ.principal), (other, MEJ.principal)))
    assert notice(facts=both).registro[0].institucion_id == 9
    unsaid = replace(both, institucion=None)
    assert notice(facts=unsaid).caso.estado == "en_revision"


OTHER = replace(MEJ, id=9, nombre="Otro Ministerio", siglas="OTR")


def test_the_principal_of_another_institution_who_names_the_same_person_opens_a_case_of_his_own():
    case = stored(notice())
    facts = replace(FACTS, institucion=OTHER, periodos_remitente=((OTHER, OTHER.principal),), caso=case, por="persona")
    made = judge(reading("aviso_cambio_backup", NOTICE, "marta@otr.gob.ec"), facts, number=2)
    assert (made.caso.caso, made.caso.institucion_id) == ("", 9)


def test_the_principal_of_another_institution_settles_nothing_in_the_thread_of_a_notice():
    case = stored(notice({"autenticacion": "autenticado"}))
    facts = replace(KNOWN, periodos_remitente=((OTHER, OTHER.principal),))
    made = judge(reading("otro", Solicitud(), "otra@mej.gob.ec", sobre=TRUSTED), in_thread(case, facts), number=2)
    assert (made.resultado, made.caso.estado, made.caso.institucion_id) == ("apartado", "observada", 7)


def test_who_is_principal_of_two_institutions_answers_for_the_one_of_the_case():
    case = stored(notice({"autenticacion": "autenticado"}))
    facts = replace(KNOWN, institucion=None, periodos_remitente=((OTHER, OTHER.principal), (MEJ, MEJ.principal)))
    made = judge(reading("otro", Solicitud(), OWNER, sobre=TRUSTED), in_thread(case, facts), number=2)
    assert (made.caso.estado, made.registro[0].institucion_id) == ("registrada", 7)


def test_mail_numbers_reach_the_history():
    made = notice()
    assert f"Mensaje {mail().mensaje} " in made.transiciones[0].motivo
