"""Collecting: the right mail every time, or try again; the journal and the server agree."""

from __future__ import annotations

import hashlib
from contextlib import ExitStack, closing

import pytest

from cases.errors import NotReady, TryAgain
from intake.collect import BACKLOG, Collector
from intake.health import mailbox_well
from intake.mailbox import Mailbox
from registry import journal
from tests.support import dovecot as dovecot_server
from tests.support.desks import Clock, desk
from tests.support.scripted_imap import Faults, ScriptedImap, settings_for


def mail(number: int, *, message_id: str | None = "", extra: bytes = b"") -> bytes:
    identity = b"" if message_id is None else (message_id or f"<m{number}@x.ec>").encode()
    header = b"Message-ID: " + identity + b"\r\n" if identity else b""
    return header + b"From: ana@x.gob.ec\r\nSubject: n%d\r\n" % number + extra + b"\r\nHola %d\r\n" % number


def mails(count: int) -> dict[int, bytes]:
    return {uid: mail(uid) for uid in range(1, count + 1)}


@pytest.fixture
def collecting(tmp_path, database_url):
    """A function: server → (desk, function that collects with a new connection)."""
    opened = []

    def start(server, **sections):
        made = desk(tmp_path, database_url, Clock(), mailbox={**settings_for(server), **sections})
        opened.append(made)

        def collect(**options):
            box = Mailbox(made.settings.mailbox)
            box.connect()
            with closing(box):
                return Collector(made, box).collect(**options)

        return made, collect

    yield start
    for made in opened:
        made.close()


def rows(made):
    with made.db.read() as tx:
        return journal.listing(tx)


def archived(made):
    return [made.archive.load(row["sha256"]) for row in rows(made)]


def test_every_mail_is_stored_byte_for_byte_and_journalled_once(collecting):
    with ScriptedImap(mails(120)) as server:
        made, collect = collecting(server)
        seen = collect(answer_backlog=True)
        assert (seen.on_server, seen.journalled, seen.new) == (120, 120, 120)
        assert collect().new == 0
    assert archived(made) == list(mails(120).values())


@pytest.fixture
def staying(tmp_path, sqlite_url):
    """A function: server → (desk, collector), which keep their connection."""
    with ExitStack() as stack:

        def start(server):
            made = desk(tmp_path, sqlite_url, Clock(), mailbox={**settings_for(server), "poll_seconds": 60})
            stack.callback(made.close)
            box = Mailbox(made.settings.mailbox)
            box.connect()
            stack.callback(box.close)
            return made, Collector(made, box)

        yield start


def test_the_whole_folder_is_listed_once_a_poll_and_whenever_the_numbers_differ(staying):
    with ScriptedImap(mails(5)) as server:
        made, collector = staying(server)
        assert collector.collect(answer_backlog=True).new == 5
        server.mails[6] = mail(6)
        seen = collector.collect()
        assert (seen.on_server, seen.journalled, seen.new) == (6, 6, 1)
        assert collector.collect().journalled == 6
        assert server.searches == ["ALL", "UID 6:*", "UID 7:*"]
        del server.mails[3]
        assert collector.collect().on_server == 5
        assert server.searches[3:] == ["UID 7:*", "ALL"]
        made.clock.forward(seconds=61)
        assert collector.collect().on_server == 5
        assert server.searches[5:] == ["ALL"]


def test_a_mail_that_did_not_come_is_missed_in_every_round_until_it_comes(staying):
    with ScriptedImap(mails(3)) as server:
        _, collector = staying(server)
        collector.collect(answer_backlog=True)
        server.mails[4], server.mails[5] = mail(4), mail(5)
        server.faults = Faults(literal={4: b""}, times=2)
        assert [collector.collect().difference for _ in range(3)] == [1, 1, 0]


def test_a_mail_that_comes_to_light_where_another_went_is_found_with_the_next_poll(staying):
    with ScriptedImap({1: mail(1), 3: mail(3)}) as server:
        made, collector = staying(server)
        collector.collect(answer_backlog=True)
        server.mails[2] = mail(2)
        del server.mails[1]
        made.clock.forward(seconds=61)
        seen = collector.collect()
        assert (seen.on_server, seen.new) == (2, 1)


@pytest.mark.parametrize("share", [0.0, 0.25, 0.5, 0.75, 0.99])
def test_a_line_cut_inside_a_mail_loses_and_invents_nothing(collecting, share):
    with ScriptedImap(mails(6)) as server:
        made, collect = collecting(server)
        server.faults = Faults(cut_literal=share)
        with pytest.raises(TryAgain):
            collect(answer_backlog=True)
        assert rows(made) == []
        collect(answer_backlog=True)
    assert archived(made) == list(mails(6).values())


@pytest.mark.parametrize("command", ["SELECT", "NOOP", "UID SEARCH", "UID FETCH"])
@pytest.mark.parametrize("answer", ["NO", "BAD", "BYE"])
def test_a_server_that_refuses_is_asked_again_later(collecting, command, answer):
    with ScriptedImap(mails(4)) as server:
        made, collect = collecting(server)
        server.faults = Faults(answer={command: answer})
        with pytest.raises((TryAgain, NotReady)):
            collect(answer_backlog=True)
        collect(answer_backlog=True)
    assert archived(made) == list(mails(4).values())


@pytest.mark.parametrize("command", ["LOGIN", "SELECT", "UID SEARCH", "UID FETCH"])
def test_a_server_that_says_nothing_is_given_up_in_time(collecting, command):
    with ScriptedImap(mails(2)) as server:
        made, collect = collecting(server, timeout_seconds=0.3)
        server.faults = Faults(hang=command)
        with pytest.raises(TryAgain):
            collect(answer_backlog=True)
        collect(answer_backlog=True)
    assert len(rows(made)) == 2


@pytest.mark.parametrize("wrong", [b"", b"From: x\r\n"])
def test_a_short_or_empty_mail_is_fetched_again(collecting, wrong):
    with ScriptedImap(mails(3)) as server:
        made, collect = collecting(server)
        server.faults = Faults(literal={2: wrong})
        seen = collect(answer_backlog=True)
        assert seen.difference == 1
        assert collect(answer_backlog=True).difference == 0
    assert sorted(archived(made)) == sorted(mails(3).values())


def test_a_server_that_always_tells_a_wrong_size_is_believed_the_third_time(collecting):
    with ScriptedImap(mails(1)) as server:
        made, collect = collecting(server)
        server.faults = Faults(literal={1: mail(1) + b"x"}, times=99)
        assert [collect(answer_backlog=True).difference for _ in range(3)] == [1, 1, 0]
    assert archived(made) == [mail(1) + b"x"]


def test_the_uid_behind_the_body_and_other_peoples_flags_confuse_nothing(collecting):
    with ScriptedImap(mails(9)) as server:
        made, collect = collecting(server)
        server.faults = Faults(uid_last=True, chatter=True)
        collect(answer_backlog=True)
    with made.db.read() as tx:
        stored = {journal.one(tx, row["id"])["uid"]: row["sha256"] for row in rows(made)}
    assert stored == {uid: hashlib.sha256(raw).hexdigest() for uid, raw in mails(9).items()}


def test_a_mail_that_fetch_forgets_is_missed_by_the_reconciliation(collecting):
    with ScriptedImap(mails(3)) as server:
        _, collect = collecting(server)
        server.faults = Faults(omit={2})
        assert collect(answer_backlog=True).difference == 1
        assert collect(answer_backlog=True).difference == 0


@pytest.mark.parametrize("after", [8, 0, None])
def test_a_new_or_missing_uidvalidity_loses_nothing(collecting, after):
    with ScriptedImap(mails(3)) as server:
        made, collect = collecting(server)
        collect(answer_backlog=True)
        server.uidvalidity = after
        server.mails = {uid + 10: raw for uid, raw in mails(3).items()} | {20: mail(20)}
        assert collect().difference == 0
        assert collect().new == 0
    assert mail(20) in archived(made)


def test_a_uid_that_now_names_another_mail_is_noticed(collecting):
    with ScriptedImap(mails(3)) as server:
        made, collect = collecting(server)
        collect(answer_backlog=True)
        server.mails[2] = mail(2, extra=b"X-Otro: si\r\n") + b"Otro correo\r\n"
        assert collect().new == 1
    assert server.mails[2] in archived(made)


def test_a_mailbox_without_uidvalidity_is_compared_mail_by_mail(collecting):
    with ScriptedImap(mails(2), uidvalidity=0) as server:
        made, collect = collecting(server)
        collect(answer_backlog=True)
        server.dates[1] = "02-Mar-2026 10:00:00 -0500"
        server.mails[1] = mail(9)
        assert collect().new == 1
    assert mail(9) in archived(made)


def test_what_lay_there_before_the_first_contact_is_journalled_and_not_answered(collecting):
    with ScriptedImap(mails(3)) as server:
        made, collect = collecting(server)
        seen = collect()
        assert seen.first_contact
        assert seen.backlog == 3
        server.mails[4] = mail(4)
        collect()
        found = rows(made)
        assert [row["resultado"] for row in found] == ["ignorado"] * 3 + ["pendiente"]
        assert found[0]["motivo"] == BACKLOG
        collect(answer_backlog=True)
    assert [row["resultado"] for row in rows(made)] == ["pendiente"] * 4


def test_a_mail_too_large_leaves_its_header_and_stays_in_the_mailbox(collecting):
    big = mail(1) + b"x" * 20_000
    with ScriptedImap({1: big, 2: mail(2)}) as server:
        made, collect = collecting(server, max_mail_bytes=10_000)
        server.faults = Faults(literal={1: mail(1)[:40]}, times=1)
        collect(answer_backlog=True)
    with made.db.read() as tx:
        first = next(row for row in (journal.one(tx, each["id"]) for each in rows(made)) if row["uid"] == 1)
    assert first["incompleto"]


def test_a_full_disk_leaves_the_mail_on_the_server_for_later(collecting, monkeypatch):
    with ScriptedImap(mails(2)) as server:
        made, collect = collecting(server)
        with monkeypatch.context() as patch:
            patch.setattr(made.archive, "_write", _no_space)
            with pytest.raises(TryAgain, match="no queda espacio"):
                collect(answer_backlog=True)
        assert rows(made) == []
        assert collect(answer_backlog=True).new == 2


def _no_space(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_dovecot_gives_the_same_bytes_under_tls_and_keeps_them_unseen(tmp_path, sqlite_url, dovecot):
    made = desk(tmp_path, sqlite_url, mailbox={"port": dovecot.port, "password": dovecot_server.PASSWORD})
    for number in range(1, 8):
        dovecot.deliver(mail(number))
    box = Mailbox(made.settings.mailbox)
    box.connect()
    with closing(box), closing(made):
        collector = Collector(made, box)
        assert collector.collect(answer_backlog=True).new == 7
        assert box._uid("SEARCH", "SEEN")[1] == [b""]
        assert archived(made) == [mail(number) for number in range(1, 8)]
        dovecot.forget_uids()
        box.close()
        box.connect()
        again = Collector(made, box).collect()
    assert again.difference == 0


def test_under_a_new_name_of_the_server_only_what_was_there_before_the_last_round_is_backlog(collecting):
    with ScriptedImap({1: mail(1), 2: mail(2), 3: mail(3)}) as server:
        server.dates = {1: "01-Mar-2026 10:00:00 -0500", 2: "10-Mar-2026 10:00:00 -0500", 3: "12-Mar-2026 09:30:00 -0500"}
        made, collect = collecting(server)
        with made.db.write() as tx:
            journal.open_folder(tx, "soporte@nombre.anterior", "INBOX", 1, 1, made.now(), answer_backlog=False)
        mailbox_well(made)
        seen = collect()
    assert (seen.new, seen.first_contact) == (3, True)
    assert {row["message_id"]: row["resultado"] for row in rows(made)} == {
        "<m1@x.ec>": "ignorado", "<m2@x.ec>": "ignorado", "<m3@x.ec>": "pendiente",
    }  # fmt: skip
