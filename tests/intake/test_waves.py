"""Mails decided side by side: only those that cannot know of each other, and with the outcome that each has alone."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime

import pytest

from cases import threads
from cases.decision import Letter
from cases.policy import Policy
from cases.reading import Oficio, Persona, Reading, Sobre, Solicitud
from intake import post
from intake.ahead import Read
from intake.waves import waves
from registry import outbox
from registry.journal import Claimed
from tests.support.desks import Clock, desk

KEY = b"clave-de-prueba"
NOW = datetime(2026, 3, 12, 15, tzinfo=UTC)
DESK = Policy().direccion


def read(who: str, *, tipo: str = "otro", cc: tuple[str, ...] = (), request: Solicitud | None = None, **sobre) -> Read:
    envelope = Sobre(remitente=f"{who}@x.gob.ec", para=(DESK,), copia=cc, **sobre)
    reading = Reading("m.eml", tipo, envelope, request or Solicitud())
    return Read(Claimed(1, "", "", None, NOW, False, False, 1, 1), reading)


def lengths(*mails: Read) -> list[int]:
    parted = list(waves(KEY, mails, Policy()))
    assert [each for wave in parted for each in wave] == list(mails)
    return [len(wave) for wave in parted]


def test_mails_of_strangers_to_each_other_make_one_wave():
    assert lengths(read("ana"), read("luis"), read("eva")) == [3]


@pytest.mark.parametrize(("first", "second"), [
    (read("ana"), read("ana")),
    (read("ana", cc=("Luis@x.gob.ec",)), read("luis")),
    (read("ana", request=Solicitud(aiq=Persona(correo="luis@x.gob.ec"))), read("luis")),
    (read("ana", request=Solicitud(oficio=Oficio("GG-1"))), read("luis", request=Solicitud(oficio=Oficio("GG-1")))),
    (read("ana", request=Solicitud(aiq=Persona(cedula="1"))), read("luis", request=Solicitud(aiq=Persona(cedula="1")))),
])  # fmt: skip
def test_who_may_belong_to_an_earlier_matter_waits_until_that_is_written(first, second):
    assert lengths(read("eva"), first, second, read("leo")) == [2, 2]


@pytest.mark.parametrize("alone", [
    read("ana", tipo="aviso_cambio_backup"), read("ana", tipo="rebote"), read("ana", tipo="consulta_respaldo"),
    read("ana", asunto=f"Re: {threads.subject_tag(KEY, 'AIQ-2026-00001')}"),
])  # fmt: skip
def test_what_may_change_more_than_a_matter_of_its_own_is_alone(alone):
    assert lengths(read("eva"), alone, read("luis"), read("leo")) == [1, 1, 2]


@pytest.fixture
def made(tmp_path, database_url):
    sections = {"replies": {"per_sender_hour": 2, "total_hour": 3}}
    with closing(desk(tmp_path, database_url, Clock(), **sections)) as made:
        yield made


def states(made, *addresses: str) -> list[str]:
    """What became of letters to these addresses that were written in one go."""
    letters = [Letter("backup_no_autorizado", (to,), f"carta:{place}") for place, to in enumerate(addresses)]
    with made.db.write() as tx:
        written = post.enqueue_all(made, tx, [([each], post.Occasion(NOW, message_key=None)) for each in letters])
        return [outbox.one(tx, key)["estado"] for [key] in written]


def test_a_letter_counts_for_those_that_are_written_together_with_it(made):
    assert states(made, "ana@x.ec", "ANA@x.ec", "ana@x.ec", "luis@x.ec") == ["en_cola", "en_cola", "cancelada", "en_cola"]


def test_the_desks_own_limit_holds_for_letters_written_together(made):
    assert states(made, "a@x.ec", "b@x.ec", "c@x.ec", "d@x.ec") == ["en_cola"] * 3 + ["cancelada"]


def test_of_two_letters_under_one_key_one_is_written(made):
    letter = Letter("backup_no_autorizado", ("ana@x.ec",), "una")
    occasion = post.Occasion(NOW, message_key=None)
    with made.db.write() as tx:
        assert [len(keys) for keys in post.enqueue_all(made, tx, [([letter], occasion), ([letter], occasion)])] == [1, 0]
