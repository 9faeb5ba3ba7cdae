"""Fixtures shared by all tests. What needs a server that is not installed is skipped and says so; where
AIQ_REQUIRE_SERVICES is set (as in CI) it fails instead."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from registry import revisions
from registry.database import Database, open_database
from tests.support import dovecot as dovecot_server
from tests.support import postgres as postgres_server
from tests.support import s3 as s3_server

# How long an example takes says how busy the machine is, and nothing about the desk.
settings.register_profile("mesa", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("mesa")


def missing(what: str, how: str = "make services") -> None:
    """Skips the test, or fails it where every service has to be there."""
    reason = f"{what} no está instalado ({how})"
    if os.environ.get("AIQ_REQUIRE_SERVICES"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def postgres() -> Iterator[postgres_server.Postgres]:
    if postgres_server.PROGRAM is None:
        missing("PostgreSQL")
    with postgres_server.running() as server:
        yield server


@pytest.fixture(scope="session")
def dovecot_process() -> Iterator[dovecot_server.Dovecot]:
    if dovecot_server.PROGRAM is None:
        missing("Dovecot")
    with dovecot_server.running() as server:
        yield server


@pytest.fixture
def dovecot(dovecot_process: dovecot_server.Dovecot) -> dovecot_server.Dovecot:
    """A Dovecot with an empty mailbox."""
    dovecot_process.clear()
    return dovecot_process


@pytest.fixture(scope="session")
def s3_process() -> Iterator[s3_server.S3]:
    if not s3_server.AVAILABLE:
        missing("obstore o moto", "requirements-dev.lock")
    with s3_server.running() as server:
        yield server


@pytest.fixture
def s3(s3_process: s3_server.S3) -> s3_server.S3:
    """A server of S3 with an empty bucket."""
    s3_process.empty()
    return s3_process


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("esquema") / "aiq.db"
    database = open_database(f"sqlite:///{path}")
    revisions.upgrade(database)
    database.close()  # the last connection folds the write-ahead log into the file
    assert not path.with_name("aiq.db-wal").exists()
    return path


@pytest.fixture(scope="session")
def postgres_template(postgres: postgres_server.Postgres) -> str:
    url = postgres.new_database()
    database = open_database(url)
    revisions.upgrade(database)
    database.close()
    return url.rpartition("/")[2]


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a fresh database with the program's schema, once on each engine."""
    if request.param == "sqlite":
        path = tmp_path / "aiq.db"
        path.write_bytes(request.getfixturevalue("sqlite_template").read_bytes())
        return f"sqlite:///{path}"
    server: postgres_server.Postgres = request.getfixturevalue("postgres")
    return server.new_database(request.getfixturevalue("postgres_template"))


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    path = tmp_path / "aiq.db"
    path.write_bytes(sqlite_template.read_bytes())
    return f"sqlite:///{path}"


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = open_database(database_url)
    yield opened
    opened.close()




def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where every service has to be there, a test skipped for want of one fails the run."""
    if not os.environ.get("AIQ_REQUIRE_SERVICES"):
        return
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    wanting = [report for report in reporter.stats.get("skipped", []) if "make services" in str(report.longrepr)]
    if wanting:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
