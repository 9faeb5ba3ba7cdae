"""A mail whose lease ran out while it was read is somebody else's: what they decided stands."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta

import pytest

from intake import process
from intake.process import work
from intake.reader import ReaderFailed
from registry import journal
from tests.intake.test_collect import mail
from tests.support.desks import Clock, desk


@pytest.fixture
def made(tmp_path, database_url):
    with closing(desk(tmp_path, database_url, Clock())) as made:
        with made.db.write() as tx:
            folder, _ = journal.open_folder(tx, "soporte", "INBOX", 1, 1, made.now(), answer_backlog=True)
            raw = mail(1)
            new = journal.NewMessage(folder.id, 1, made.archive.store(raw), "h", None, len(raw), len(raw), made.now(), False)
            journal.add(tx, [new], made.now())
        yield made


def others_finish_it(made) -> None:
    with made.db.write() as tx:
        journal.claim(tx, "otra|1|1", made.now() + timedelta(hours=1), most=1, lease=timedelta(minutes=9), include_backlog=True)
        journal.finish(tx, 1, resultado="procesado", motivo=None, now=made.now())


@pytest.mark.parametrize("trouble", [ReaderFailed("cayó", ""), ZeroDivisionError(), process.TryAgain("lejos")])
def test_trouble_that_comes_late_changes_nothing(made, monkeypatch, trouble):
    def read(*_):
        others_finish_it(made)
        raise trouble

    monkeypatch.setattr(process, "READER_TRIES", 1)
    monkeypatch.setattr(made.reader, "read", read)
    work(made)
    with made.db.read() as tx:
        assert journal.one(tx, 1)["resultado"] == "procesado"


def test_a_bug_whose_words_no_database_keeps_sets_the_mail_aside_all_the_same(made, monkeypatch):
    def read(*_):
        raise ValueError("a\0b \ud800")

    monkeypatch.setattr(made.reader, "read", read)
    work(made)
    with made.db.read() as tx:
        row = journal.one(tx, 1)
    assert row["resultado"] == "apartado"
    assert "ValueError" in row["detalle"]


def test_what_a_dead_process_had_in_hand_keeps_its_place_before_later_mails(made):
    later = made.now() + timedelta(minutes=1)
    with made.db.write() as tx:
        [first] = journal.claim(tx, "otra|1|1", made.now(), most=1, lease=timedelta(hours=1), include_backlog=True)
        raw = mail(2)
        journal.add(tx, [journal.NewMessage(1, 2, made.archive.store(raw), "i", None, len(raw), len(raw), later, False)], later)
        journal.free_leases_of(tx, ["otra|1|1"])
        [again] = journal.claim(tx, "esta|1|1", later, most=5, lease=timedelta(hours=1), include_backlog=True)
    assert (again.id, again.intentos) == (first.id, 2)
