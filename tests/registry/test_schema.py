"""The database's schema: migrations and models say the same, and a stranger's schema is refused."""

import os
import subprocess
import sys

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext

from cases.errors import NotReady
from registry import case_store, revisions, schema_respaldos
from registry.database import open_database
from registry.schema import metadata
from tests.support.command import ROOT

assert schema_respaldos


def test_the_migrations_lead_to_exactly_the_tables_of_the_code(database):
    with database.write() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_indexes_on_a_condition_are_in_the_migrations_too(database):
    with database.read() as connection:
        inspector = sa.inspect(connection)
        for table in metadata.sorted_tables:
            there = {index["name"] for index in inspector.get_indexes(table.name)}
            assert {index.name for index in table.indexes} <= there, table.name


def test_indexes_on_a_condition_have_the_same_condition_in_the_migrations(database):
    with database.write() as connection:
        for table in metadata.sorted_tables:
            for index in table.indexes:
                where = index.dialect_options["sqlite"]["where"]
                wanted = where.text if database.is_sqlite and where is not None else index.info.get("postgresql_where")
                assert (wanted is None) == (where is None), index.name
                assert condition(connection, index.name) == wanted_condition(connection, table.name, wanted), index.name


def condition(connection: sa.Connection, name: str) -> str | None:
    if connection.dialect.name == "sqlite":
        query = sa.text("select sql from sqlite_master where name = :name")
        made = connection.execute(query, {"name": name}).scalar_one()
        return made.lower().partition(" where ")[2] or None
    query = sa.text("select pg_get_expr(indpred, indrelid) from pg_index where indexrelid = cast(:name as regclass)")
    return connection.execute(query, {"name": name}).scalar_one()


def wanted_condition(connection: sa.Connection, table: str, wanted: str | None) -> str | None:
    """A condition in the words in which the server keeps it."""
    if wanted is None or connection.dialect.name == "sqlite":
        return wanted
    connection.execute(sa.text(f"create index ix_comparacion on {table} (id) where {wanted}"))
    kept = condition(connection, "ix_comparacion")
    connection.execute(sa.text("drop index ix_comparacion"))
    return kept


def test_an_empty_database_is_refused_with_what_to_run(tmp_path):
    database = open_database(f"sqlite:///{tmp_path}/new.db")
    with pytest.raises(NotReady, match="aiq db upgrade"):
        revisions.check(database)
    database.close()


def test_a_newer_database_is_refused(database):
    with database.write() as connection:
        connection.execute(sa.text("update alembic_version set version_num = '9999_from_the_future'"))
    with pytest.raises(NotReady, match="más nueva que el programa"):
        revisions.check(database)


def test_history_written_before_deadlines_stood_in_it_is_still_read(tmp_path):
    database = open_database(f"sqlite:///{tmp_path}/old.db")
    first_schema(database)
    with database.write() as tx:
        tx.execute(sa.text(
            "insert into caso (id, caso, version, tipo, estado, creado, actualizado, datos) values"
            " (1, 'AIQ-2026-00001', 1, 'atencion', 'recibida', '2026-03-12', '2026-03-12', '{}')"))
        tx.execute(sa.text(
            "insert into transicion (caso_id, a, cuando, quien, motivo) values"
            " (1, 'recibida', '2026-03-12 15:00:00', 'sistema', 'llegó')"))  # fmt: skip
    revisions.upgrade(database)
    with database.read() as tx:
        assert [(line.motivo, line.plazos) for line in case_store.history(tx, "AIQ-2026-00001")] == [("llegó", ())]
    database.close()


def first_schema(database) -> None:
    config = Config()
    config.set_main_option("script_location", str(revisions.folder()))
    with database.write() as tx:
        config.attributes["connection"] = tx
        command.upgrade(config, "0001_first")


def test_upgrading_twice_changes_nothing(database):
    head = revisions.known_revisions()[-1]
    assert revisions.upgrade(database) == (head, head)


def test_a_failed_migration_leaves_nothing_behind(tmp_path):
    database = open_database(f"sqlite:///{tmp_path}/broken.db")
    with pytest.raises(RuntimeError), database.write() as connection:
        connection.execute(sa.text("create table half (id integer)"))
        raise RuntimeError
    with database.read() as connection:
        assert not sa.inspect(connection).has_table("half")
    database.close()


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_machines_that_bring_the_schema_up_at_once_wait_for_one_another(tmp_path, request, engine):
    blank = f"sqlite:///{tmp_path}/aiq.db"
    url = blank if engine == "sqlite" else request.getfixturevalue("postgres").new_database()
    (tmp_path / "aiq.toml").write_text(f'[database]\nurl = "{url}"\n')
    command = [sys.executable, "-m", "cli", "--config", str(tmp_path / "aiq.toml"), "db", "upgrade"]
    known = {"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]}
    four = [subprocess.Popen(command, cwd=ROOT, env=known, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            for _ in range(4)]  # fmt: skip
    told = [each.communicate(timeout=120) for each in four]
    assert [each.returncode for each in four] == [0] * 4, told
    assert revisions.current(open_checked(url, request)) == revisions.known_revisions()[-1]


def open_checked(url, request):
    database = open_database(url)
    request.addfinalizer(database.close)
    revisions.check(database)
    return database
