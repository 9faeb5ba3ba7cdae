"""Mails kept in a bucket: whole, under their digest, found again by every machine, and never taken for others."""

from __future__ import annotations

import hashlib
import sys
from contextlib import closing
from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from cases.errors import NotReady, TryAgain
from intake.archive import Folder, open_archive, place
from intake.archive_s3 import PROBE
from intake.embedded import PASSWORD, EmbeddedImap, EmbeddedSmtp
from intake.run import Service
from intake.settings import ArchiveSection, load, shown
from registry import journal
from tests.support.command import Aiq, write_settings
from tests.support.desks import desk
from tests.support.letters import request
from tests.support.s3 import S3, SECRET

MAIL = b"From: ana@x.gob.ec\r\n\r\nHola \xff\x00\r\n" * 500
RECEIVED = datetime(2026, 3, 12, 14, tzinfo=UTC)


def key(raw: bytes) -> str:
    return f"mesa/{place(hashlib.sha256(raw).hexdigest())}"


def toml(values: dict[str, object]) -> str:
    return "[archive]\n" + "\n".join(f'{name} = "{value}"' if isinstance(value, str) else f"{name} = {value}"
                                     for name, value in values.items())  # fmt: skip


def test_a_mail_comes_back_byte_by_byte_on_another_machine(s3):
    sha256 = open_archive(s3.section()).store(MAIL)
    assert open_archive(s3.section()).load(sha256) == MAIL
    assert s3.keys() == [key(MAIL)]


def test_the_same_mail_stored_by_two_machines_is_there_once(s3):
    assert open_archive(s3.section()).store(MAIL) == open_archive(s3.section()).store(MAIL)
    assert s3.keys() == [key(MAIL)]


def test_a_mail_that_was_cut_is_mended_when_it_comes_again(s3):
    archive = open_archive(s3.section())
    sha256 = archive.store(MAIL)
    s3.put(key(MAIL), MAIL[:100])
    assert archive.store(MAIL) == sha256
    assert archive.load(sha256) == MAIL


def test_a_mail_that_changed_in_the_bucket_is_not_taken_for_the_mail(s3):
    archive = open_archive(s3.section())
    sha256 = archive.store(MAIL)
    s3.put(key(MAIL), MAIL[:-1] + b"x")
    with pytest.raises(TryAgain, match="dañado"):
        archive.load(sha256)


def test_a_mail_that_is_not_there_is_told(s3):
    with pytest.raises(TryAgain, match="NoSuchKey"):
        open_archive(s3.section()).load("0" * 64)


def test_a_bucket_that_is_not_there_is_told_at_the_door(s3):
    with pytest.raises(NotReady, match="NoSuchBucket"):
        open_archive(s3.section(url="s3://otro-deposito")).prepare()


def test_a_server_that_is_away_is_told_soon_and_in_one_line(s3):
    away = open_archive(s3.section(endpoint="http://127.0.0.1:1"))
    with pytest.raises(NotReady, match=r"no se pudo guardar un correo en s3://correos/mesa: .{10,300}$"):
        away.prepare()


def test_without_the_extra_it_is_told_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "obstore", None)
    monkeypatch.setitem(sys.modules, "obstore.store", None)
    with pytest.raises(NotReady, match=r'pip install "aiq-desk\[s3\]"'):
        open_archive(ArchiveSection(url="s3://correos")).prepare()


@pytest.mark.parametrize("values", [
    {"url": "gs://correos"}, {"url": "s3://"}, {"url": "s3://correos", "access_key": "sola"},
    {"url": "s3://correos", "endpoint": "http://s3.example.gob.ec"},
])  # fmt: skip
def test_settings_that_cannot_be_meant_are_refused(values):
    with pytest.raises(ValidationError):
        ArchiveSection.model_validate(values)


def test_the_secret_key_may_come_from_a_file_or_the_environment_and_is_never_shown(tmp_path):
    (tmp_path / "clave").write_text(f"{SECRET}\n")
    words = {"AIQ_ARCHIVE__URL": "s3://correos/mesa/", "AIQ_ARCHIVE__ACCESS_KEY": "mesa"}
    filed = load(None, {**words, "AIQ_ARCHIVE__SECRET_KEY_FILE": str(tmp_path / "clave")})
    told = load(None, {**words, "AIQ_ARCHIVE__SECRET_KEY": SECRET})
    assert filed.archive.secret() == told.archive.secret() == SECRET
    assert (told.archive.bucket, told.archive.prefix) == ("correos", "mesa")
    assert SECRET not in str(shown(told)) + repr(told)


def test_a_folder_stays_a_folder(tmp_path):
    assert isinstance(open_archive(ArchiveSection(url=f"file://{tmp_path}")), Folder)


@pytest.fixture
def service(tmp_path, sqlite_url):
    """A function: S3 server → (service, IMAP server), which share a desk with its mails in the bucket."""
    with EmbeddedImap() as imap, EmbeddedSmtp() as smtp:

        def start(server: S3):
            made = desk(tmp_path, sqlite_url, archive=server.values(timeout_seconds=1), smtp={"port": smtp.port},
                        mailbox={"port": imap.port, "password": PASSWORD})  # fmt: skip
            opened.append(closing(made))
            opened.append(closing(Service(made, answer_backlog=True)))
            return opened[-1].thing, imap

        opened: list[closing] = []
        yield start
        for each in reversed(opened):
            each.thing.close()


def test_no_mail_is_journalled_while_the_bucket_is_away_and_all_are_when_it_is_back(service, s3_process):
    with closing_server() as server:
        one, imap = service(server)
        for number in range(3):
            imap.deliver(request(number), RECEIVED)
        server.stop()
        with pytest.raises(TryAgain):
            one.once()
        with one.desk.db.read() as tx:
            assert journal.listing(tx) == []
        server.start()
        done = one.once()
        assert (done.read, done.delivered) == (3, 3)
        assert len(server.keys()) == 3


class closing_server(S3):
    """A server that a test may take away."""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()


@pytest.fixture
def office(tmp_path, sqlite_url, s3):
    """The command line of a desk whose two processes have answered six mails kept in a bucket."""
    with EmbeddedImap() as imap, EmbeddedSmtp() as smtp:
        config = write_settings(tmp_path, sqlite_url, imap.port, smtp.port, password=PASSWORD)
        folder = f'[archive]\nurl = "{tmp_path}/archivo"'
        config.write_text(config.read_text().replace(folder, toml(s3.values())))
        for number in range(6):
            imap.deliver(request(number), RECEIVED)
        aiq = Aiq(config)
        aiq.ok("run", "--once", "--answer-backlog", "--workers", "2")
        assert len(smtp.mails) == 6
        yield aiq


def test_several_processes_share_a_bucket_and_the_doctor_finds_it_well(office, s3):
    assert len(s3.keys()) == 6 + 1
    assert key(PROBE) in set(s3.keys())
    assert office.ok("messages", "show", "1", "--raw").out.startswith("From:")
    [check] = [each for each in office.run("doctor", "--json").json if each["revision"] == "archivo de correos"]
    assert check == {"revision": "archivo de correos", "estado": "bien",
                     "detalle": "s3://correos/mesa, se escribe y se lee"}  # fmt: skip


@pytest.mark.parametrize("words", [["run", "--once"], ["run", "--once", "--workers", "2"], ["run", "--workers", "2"]])
def test_no_round_begins_without_the_bucket(tmp_path, sqlite_url, words):
    config = write_settings(tmp_path, sqlite_url, 1, 1, password=PASSWORD)
    ran = Aiq(config, AIQ_ARCHIVE__URL="s3://correos", AIQ_ARCHIVE__ENDPOINT="http://127.0.0.1:1",
              AIQ_ARCHIVE__ACCESS_KEY="mesa", AIQ_ARCHIVE__SECRET_KEY=SECRET).run(*words)  # fmt: skip
    assert (ran.code, "[archive] url" in ran.err) == (3, True)
    assert SECRET not in ran.err


def test_a_copy_of_the_bucket_in_a_folder_serves_as_the_archive_and_lost_mails_are_told(office, s3, tmp_path):
    assert office.ok("messages", "copy", str(tmp_path / "copia")).out.startswith("6 correos copiados")
    assert office.ok("messages", "copy", str(tmp_path / "copia")).out.startswith("0 correos copiados")
    s3.empty()
    ran = office.run("messages", "verify")
    assert (ran.code, "6 de 6 correos" in ran.err) == (1, True)
    assert len(office.run("messages", "verify", "--json").json) == 6
    restored = Aiq(office.config, AIQ_ARCHIVE__URL=str(tmp_path / "copia"))
    assert restored.ok("messages", "verify").out == "6 correos, todos enteros.\n"
