"""Several desks on one mailbox, a database that is locked or full, a reader that dies: each mail still one case."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from datetime import timedelta
from email import message_from_bytes

import pytest

import registry.database
from intake import process
from intake.embedded import EmbeddedSmtp
from intake.reader import ReaderFailed
from intake.run import Service
from registry import case_store, journal, outbox
from registry.database import open_database
from tests.support import dovecot as dovecot_server
from tests.support.command import ROOT, write_settings
from tests.support.desks import Clock, desk
from tests.support.letters import request
from tests.support.scripted_imap import ScriptedImap, settings_for

MAILS = 100


def test_two_desks_at_once_make_each_mail_one_case_and_one_letter(tmp_path, database_url, dovecot):
    for number in range(MAILS):
        dovecot.deliver(request(number))
    with EmbeddedSmtp() as sink:
        config = write_settings(
            tmp_path, database_url, dovecot.port, sink.port, password=dovecot_server.PASSWORD
        )
        command = [sys.executable, "-m", "cli", "--config", str(config), "run", "--once", "--answer-backlog"]
        environment = {"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]}
        both = [subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE) for _ in range(2)]
        assert [each.wait(300) for each in both] == [0, 0], [each.stderr.read() for each in both]
        for each in both:
            each.stderr.close()
        subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
        received = Counter(message_from_bytes(raw)["Message-ID"] for _, raw in sink.mails)
    db = open_database(database_url)
    with closing(db), db.read() as tx:
        mails, cases, letters = journal.listing(tx), case_store.listing(tx), outbox.listing(tx)
    assert Counter(row["resultado"] for row in mails) == {"procesado": MAILS}
    assert len(cases) == len({row["caso"] for row in mails}) == MAILS
    assert {row["estado"] for row in letters} == {"enviada"}
    assert sorted(received.values()) == [1] * MAILS


@pytest.fixture
def one_mail(tmp_path, sqlite_url, monkeypatch):
    """(desk, one round): a desk with one request in its mailbox and a patience of a fifth of a second."""
    monkeypatch.setattr(registry.database, "BUSY_MILLISECONDS", 200)
    with ScriptedImap({1: request(1)}) as imap, EmbeddedSmtp() as sink:
        made = desk(tmp_path, sqlite_url, Clock(), mailbox=settings_for(imap), smtp={"port": sink.port})
        with closing(made):

            def one_round():
                service = Service(made, answer_backlog=True)
                with closing(service):
                    return service.attempt()

            yield made, one_round


def outcome(made) -> tuple[str, str | None]:
    with made.db.read() as tx:
        [row] = journal.listing(tx)
    return row["resultado"], row["motivo"]


def test_a_locked_database_is_no_verdict_on_the_mail(one_mail, tmp_path):
    made, one_round = one_mail
    other = sqlite3.connect(tmp_path / "aiq.db", isolation_level=None)
    with closing(other):
        other.execute("BEGIN IMMEDIATE")
        assert one_round() is None
        other.execute("ROLLBACK")
    one_round()
    assert outcome(made)[0] == "procesado"


def test_a_database_locked_while_the_decision_is_written_leaves_the_mail_waiting(one_mail, tmp_path, monkeypatch):
    made, one_round = one_mail
    other = sqlite3.connect(tmp_path / "aiq.db", isolation_level=None)

    def lock(step: str) -> None:
        if step == "read" and not other.in_transaction:
            other.execute("BEGIN IMMEDIATE")

    with closing(other):
        made.observe = lock
        one_round()
        other.execute("ROLLBACK")
        made.observe = lambda step: None
    assert outcome(made)[0] == "pendiente"
    made.clock.forward(minutes=20)
    one_round()
    assert outcome(made)[0] == "procesado"


def test_a_full_disk_under_the_database_leaves_the_mail_waiting(one_mail):
    made, one_round = one_mail

    def shrink(step: str) -> None:
        if step == "read":
            with made.db.engine.connect() as connection:
                pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
                connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    made.observe = shrink
    one_round()
    made.observe = lambda step: None
    assert outcome(made)[0] == "pendiente"
    with made.db.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1073741823")
    made.clock.forward(minutes=20)
    one_round()
    assert outcome(made)[0] == "procesado"


def test_a_mail_that_breaks_its_reader_twice_is_set_aside_with_what_the_reader_could_tell(one_mail, monkeypatch):
    made, one_round = one_mail
    monkeypatch.setattr(made.reader, "read", _dies)
    one_round()
    resultado, motivo = outcome(made)
    assert (resultado, motivo) == ("apartado", "La lectura hizo caer al lector.")
    with made.db.read() as tx:
        assert "SIGSEGV" in journal.one(tx, 1)["detalle"]
    monkeypatch.undo()
    with made.db.write() as tx:
        journal.reopen(tx, made.now(), keys=[1])
    one_round()
    assert outcome(made)[0] == "procesado"


def _dies(*_: object) -> None:
    raise ReaderFailed("La lectura hizo caer al lector.", "SIGSEGV", "")


def test_a_bug_sets_the_mail_aside_with_its_traceback(one_mail, monkeypatch):
    made, one_round = one_mail
    monkeypatch.setattr(process, "decide_all", lambda *args, **options: 1 / 0)
    one_round()
    assert outcome(made)[0] == "apartado"
    with made.db.read() as tx:
        assert "ZeroDivisionError" in journal.one(tx, 1)["detalle"]
        assert case_store.listing(tx) == []


def test_a_mail_whose_desk_dies_again_and_again_is_set_aside_in_the_end(one_mail):
    made, one_round = one_mail
    for _ in range(made.settings.reading.max_attempts):
        one_round_that_dies(made)
    one_round()
    assert outcome(made) == ("apartado", "el programa no llegó a terminar este correo en 5 intentos")


def one_round_that_dies(made) -> None:
    """Collects, takes the mail in hand and is gone."""
    service = Service(made, answer_backlog=True)
    with closing(service):
        _, collector = service._connected()
        collector.collect(answer_backlog=True)
    with made.db.write() as tx:
        journal.claim(tx, "otra|1|1", made.now(), most=1, lease=timedelta(minutes=1), include_backlog=True)
        journal.free_leases_of(tx, ["otra|1|1"])
