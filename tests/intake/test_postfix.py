"""Letters handed to a real Postfix: taken once each, refused where it refuses."""

from __future__ import annotations

import os
from contextlib import closing

import pytest

from registry import outbox
from tests.conftest import missing
from tests.intake.test_deliver import send, state, write_letter
from tests.support import postfix as postfix_server
from tests.support.desks import Clock, desk


@pytest.fixture(scope="module")
def postfix():
    if postfix_server.PROGRAM is None:
        missing("Postfix")
    if os.geteuid() != 0:
        pytest.skip("Postfix solo arranca como root")
    with postfix_server.running() as server:
        yield server


@pytest.fixture
def office(tmp_path, sqlite_url, postfix):
    with closing(desk(tmp_path, sqlite_url, Clock(), smtp={"port": postfix.port})) as made:
        yield made


def test_postfix_takes_each_letter_once_under_its_own_message_id(office, postfix):
    keys = [write_letter(office, f"carta {number}", to=f"ana{number}@x.gob.ec") for number in range(5)]
    assert (send(office), send(office)) == (5, 0)
    for key in keys:
        row = state(office, key)
        assert row["estado"] == "enviada"
        assert postfix.log().count(f"message-id={row['message_id']}") == 1


def test_what_postfix_refuses_for_good_goes_to_a_person(office):
    key = write_letter(office)
    with office.db.write() as tx:
        row = outbox.one(tx, key)
        too_large = row["mail"] + b"\r\n" * 20_000
        assert outbox.replace_mail(tx, key, row["asunto"], too_large, before=row["mail"])
    assert send(office) == 0
    assert state(office, key)["estado"] == "rechazada"
    assert "552" in state(office, key)["error"]
