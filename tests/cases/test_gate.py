"""What leaves by itself: never to machines, never to ourselves, never without end."""

from dataclasses import replace

import pytest

from cases.decision import Letter
from cases.gate import MARCA, Cause, Counts, is_machine, may_send, may_wait, wording
from cases.policy import Policy
from cases.reading import Sobre

POLICY = Policy(direcciones_propias=("quipux@desk.example",))
ANA = "ana.perez@mej.gob.ec"
CAUSE = Cause(Sobre(remitente=ANA), "otro", "¿Cómo cambio mi clave?")
ACUSE = Letter("acuse", (ANA,), "acuse:1")
NONE = Counts()
CONSULTA = Letter("consulta_derivada", (ANA,), "consulta_derivada")


def sends(letter=CONSULTA, to=ANA, cause=CAUSE, counts=NONE, policy=POLICY):
    return may_send(letter, to, cause, counts, policy) is None


def test_a_person_is_answered():
    assert sends()


@pytest.mark.parametrize(
    "address",
    [
        "",
        "<>",
        "MAILER-DAEMON@mej.gob.ec",
        "postmaster@mej.gob.ec",
        "no-reply@mej.gob.ec",
        "noreply@x.ec",
        "no_responder@x.ec",
        "no.responda@x.ec",
        "donotreply@x.ec",
        "do-not-reply@x.ec",
        "bounces+ana=x@lista.example",
        "owner-lista@x.ec",
        "lista-request@x.ec",
        "notificaciones-noreply@x.ec",
        "noresponder@x.ec",
        "autorespuesta@x.ec",
        "listserv@x.ec",
        "sin-arroba",
    ],
)
def test_addresses_that_nobody_reads_get_nothing(address):
    assert not sends(to=address)


@pytest.mark.parametrize(
    "address",
    [
        "norma.reyes@x.ec",
        "noe.responda@x.ec",
        "master.post@x.ec",
        "nora@x.ec",
        "quipux@mej.gob.ec",
        "dario.reply@x.ec",
        "soporte@mej.gob.ec",
        "danielbounceur@x.ec",
        "autorizaciones@x.ec",
    ],
)
def test_people_whose_addresses_only_look_like_it_are_answered(address):
    assert not is_machine(address)


@pytest.mark.parametrize("address", ["soporte@gobiernoelectronico.gob.ec", "QUIPUX@desk.example"])
def test_the_desk_never_writes_to_itself(address):
    assert not sends(to=address)
    assert not sends(replace(ACUSE, automatica=False), to=address)


@pytest.mark.parametrize("tipo", ["aviso_quipux", "respuesta_automatica", "rebote"])
def test_mails_of_machines_are_not_answered(tipo):
    assert not sends(cause=replace(CAUSE, tipo=tipo))


def test_a_mail_with_any_sign_of_a_machine_is_not_answered():
    cause = replace(CAUSE, sobre=Sobre(remitente=ANA, automatico=("Precedence: bulk",)))
    assert may_send(ACUSE, ANA, cause, Counts(), POLICY) == "el mensaje es automático: Precedence: bulk"


def test_a_clerks_own_letter_goes_to_whoever_reads_and_knows_no_budget():
    own = replace(ACUSE, automatica=False)
    assert sends(own, counts=Counts(99, 99, 9999, 99, 99), cause=replace(CAUSE, tipo="rebote"))
    assert not sends(own, to="no-reply@x.ec")


@pytest.mark.parametrize(
    "counts",
    [
        Counts(remitente_hora=10),
        Counts(caso_hora=6),
        Counts(total_hora=500),
        Counts(consultas_dia=3),
        Counts(iguales_dia=1),
    ],
)
def test_every_budget_ends(counts):
    assert not sends(counts=counts)


def test_a_request_sent_twice_with_the_same_covering_words_is_acknowledged_twice():
    assert sends(ACUSE, counts=Counts(iguales_dia=1))


def test_deadlines_have_a_budget_too():
    assert sends(ACUSE, cause=None)
    assert not sends(ACUSE, cause=None, counts=Counts(total_hora=500))


def test_a_letter_of_another_desk_of_this_kind_is_known_without_its_headers():
    words = f"Estimada Ana: hemos recibido su consulta.\n\n{MARCA}"
    assert not sends(cause=replace(CAUSE, texto=words))
    assert sends(cause=replace(CAUSE, texto=words, nuestra=True))


def test_a_machine_that_answers_again_says_the_same_under_another_number():
    first = wording("Su ticket #12345 fue creado. [AIQ-2026-00001:7KQ2MXWPRT] Gracias.")
    assert first == wording("Su ticket #99001 fue creado. [AIQ-2026-00044:93KNDTAPG3] ¡Gracias!")
    assert first != wording("Su ticket #12345 fue cerrado. Gracias.")
    assert wording(" \n 12 ") == ""


def test_a_letter_that_somebodys_term_hangs_on_waits_for_the_budget_instead_of_being_lost():
    spent = may_send(ACUSE, ANA, None, Counts(remitente_hora=10), POLICY)
    assert may_wait(ACUSE, spent)
    assert not may_wait(CONSULTA, spent)
    assert not may_wait(ACUSE, may_send(ACUSE, "no-reply@x.ec", None, NONE, POLICY))
