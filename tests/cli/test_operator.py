"""What an operator meets: settings, schema, doctor, mails set aside and read again."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest

from intake.embedded import PASSWORD, EmbeddedImap, EmbeddedSmtp
from tests.support.command import Aiq, write_settings
from tests.support.letters import request


@pytest.fixture
def office(tmp_path):
    """(aiq, imap, smtp), the schema made."""
    with EmbeddedImap() as imap, EmbeddedSmtp() as smtp:
        config = write_settings(tmp_path, f"sqlite:///{tmp_path}/aiq.db", imap.port, smtp.port, password=PASSWORD)
        aiq = Aiq(config)
        aiq.ok("db", "upgrade")
        yield aiq, imap, smtp


def test_all_wrong_settings_are_told_at_once(tmp_path):
    (tmp_path / "mal.toml").write_text('[mailbox]\nport = "no"\nsecurity = "quizás"\n[nada]\n[smtp]\nclave = 1\n')
    ran = Aiq(tmp_path / "mal.toml").run("queue")
    assert ran.code == 3
    for place in ("[mailbox] port", "[mailbox] security", "[nada]", "[smtp] clave"):
        assert place in ran.err


def test_a_value_from_the_environment_wins_over_the_file(tmp_path):
    (tmp_path / "aiq.toml").write_text('[desk]\nname = "Mesa"\n')
    aiq = Aiq(tmp_path / "aiq.toml", AIQ_DESK__NAME="Otra mesa", AIQ_DESK__TRUSTED_AUTHSERV_IDS="mx1.x.ec, mx2.x.ec")
    shown = aiq.ok("config", "show", "--json").json
    assert shown["desk"]["name"] == "Otra mesa"
    assert shown["desk"]["trusted_authserv_ids"] == ["mx1.x.ec", "mx2.x.ec"]


@pytest.mark.parametrize("words", [
    ("note", "AIQ-2026-00001", "\udcff\udcfe"), ("outbox", "list", "--last", "9" * 30),
    ("respaldos", "list", "--page", "9" * 30), ("registry", "erase", "--years", "9" * 9),
])  # fmt: skip
def test_what_no_store_could_hold_is_wrong_usage(office, words):
    aiq, _, _ = office
    ran = aiq.run(*words)
    assert (ran.code, "Error del programa" in ran.err) == (2, False)


def test_no_secret_is_shown(office):
    aiq, _, _ = office
    assert PASSWORD not in aiq.ok("config", "show").out + aiq.ok("config", "show", "--json").out
    remote = Aiq(None, AIQ_DATABASE__URL="postgresql+psycopg://aiq:se:cr@to@h/b").ok("config", "show").out
    assert 'url = "postgresql+psycopg://aiq:**********@h/b"' in remote


def test_a_database_newer_than_the_program_is_refused(office, tmp_path):
    aiq, _, _ = office
    with closing(sqlite3.connect(tmp_path / "aiq.db")) as database:
        database.execute("update alembic_version set version_num = '9999_del_futuro'")
        database.commit()
    for words in (["run", "--once"], ["queue"], ["db", "upgrade"]):
        ran = aiq.run(*words)
        assert ran.code == 3, words
        assert "actualice el programa" in ran.err


def test_the_doctor_says_what_is_wrong_and_exits_with_three(office):
    aiq, _, _ = office
    checks = {each["revision"]: each["estado"] for each in aiq.run("doctor", "--json").json}
    assert (checks["buzón"], checks["base de datos"], checks["servidor SMTP"]) == ("bien", "bien", "bien")
    away = Aiq(aiq.config, AIQ_MAILBOX__PORT="1")
    ran = away.run("doctor", "--json")
    assert ran.code == 3
    assert {each["revision"]: each["estado"] for each in ran.json}["buzón"] == "mal"


@pytest.mark.parametrize(("value", "which", "state", "told"), [
    (("REPLIES__ACTIVITIES", "/no/hay.toml"), "cartas", "mal", "no existe esa carpeta o archivo"),
    (("PROCEDURE__INSTITUCIONES", "/no/hay.toml"), "instituciones", "mal", "no existe esa carpeta o archivo"),
    (("READING__TRUST", "/no/hay"), "firmas", "aviso", "ninguna raíz de confianza"),
    (("RESPALDOS__FOLDER", "/dev/null/respaldos"), "carpeta de respaldos", "mal", "no se puede escribir en /dev/null"),
    (("SMTP__USER", "soporte"), "servidor SMTP", "mal", "no ofrece STARTTLS o usuarios"),
])  # fmt: skip
def test_the_doctor_looks_at_the_operators_own_files_and_logs_in_at_both_servers(office, value, which, state, told):
    aiq = Aiq(office[0].config, **{f"AIQ_{value[0]}": value[1]})
    [found] = [each for each in aiq.run("doctor", "--json").json if each["revision"] == which]
    assert (found["estado"], told in found["detalle"]) == (state, True)


def test_the_operators_institutions_are_known_to_the_reader(tmp_path):
    (tmp_path / "oficio.eml").write_bytes(request(5, signer="VOCERO PRINCIPAL"))
    table = '[[institucion]]\nnombre = "Instituto de Pruebas Número 5"\nsiglas = "INST5"\nmaxima = ["VOCERO PRINCIPAL"]\n'
    (tmp_path / "propias.toml").write_text(table, "utf-8")
    told = [Aiq(None, **more).ok("parse", str(tmp_path / "oficio.eml"), "--json").json["oficio"]["firmante"]["calidad"]
            for more in ({}, {"AIQ_PROCEDURE__INSTITUCIONES": str(tmp_path / "propias.toml")})]  # fmt: skip
    assert told == ["no_determinada", "maxima_autoridad"]


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_round_whose_letters_meet_no_smtp_server_does_all_else_and_ends_with_three(office, workers):
    aiq, imap, _ = office
    aiq.ok("run", "--once")
    imap.deliver(request(1), datetime.now(UTC))
    ran = Aiq(aiq.config, AIQ_SMTP__PORT="1").run("run", "--once", "--workers", workers)
    assert ran.code == 3
    assert "el servidor SMTP no atiende" in ran.err
    assert [row["estado"] for row in aiq.ok("outbox", "list", "--json").json] == ["en_cola"]
    assert [row["resultado"] for row in aiq.ok("messages", "list", "--json").json] == ["procesado"]


def test_a_mailbox_that_is_away_ends_the_round_with_three(office):
    aiq, _, _ = office
    ran = Aiq(aiq.config, AIQ_MAILBOX__PORT="1").run("run", "--once")
    assert ran.code == 3
    assert "no se pudo conectar" in ran.err


def test_a_mail_is_shown_byte_for_byte_and_can_be_read_again(office):
    aiq, imap, _ = office
    imap.deliver(request(5), datetime.now(UTC))
    aiq.ok("run", "--once")
    [row] = aiq.ok("messages", "list", "--json").json
    assert row["resultado"] == "ignorado"
    assert "primer contacto" in row["motivo"]
    assert aiq.ok("messages", "show", str(row["id"]), "--raw").out.encode() == request(5).replace(b"\r\n", b"\n")
    aiq.ok("messages", "reprocess", str(row["id"]))
    aiq.ok("run", "--once")
    [row] = aiq.ok("messages", "list", "--json").json
    assert row["resultado"] == "procesado"
    assert len(aiq.ok("queue", "--json").json) == 1
    assert '"mensaje_releido"' in aiq.ok("audit", "export").out


def test_a_mail_that_has_its_case_is_read_again_only_when_that_is_asked_for(office):
    aiq, imap, _ = office
    aiq.ok("run", "--once")
    imap.deliver(request(5), datetime.now(UTC))
    aiq.ok("run", "--once")
    refused = aiq.run("messages", "reprocess", "1")
    assert refused.code == 1
    assert "AIQ-" in refused.err
    assert aiq.run("messages", "reprocess", "1", "2").code == 1
    assert aiq.ok("messages", "list", "--json").json[0]["resultado"] == "procesado"
    aiq.ok("messages", "reprocess", "--force", "1")
    assert aiq.ok("messages", "list", "--json").json[0]["resultado"] == "pendiente"


def test_the_lists_are_one_json_array_and_nothing_else(office):
    aiq, _, _ = office
    for words in (["queue"], ["messages", "list"], ["outbox", "list"], ["registry", "list"], ["respaldos", "list"]):
        assert aiq.ok(*words, "--json").json == []
