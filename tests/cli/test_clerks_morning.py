"""A clerk's work with nothing but the command line: from an empty database to a registered AIQ."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP, default
from pathlib import Path

import pytest

from intake.embedded import PASSWORD, EmbeddedImap, EmbeddedSmtp
from tests.support.command import Aiq, write_settings
from tests.support.letters import cedula, request

BASE = """siglas,nombre,canton,rol,nombres_apellidos,cedula,cargo,correo,desde
INST7,Instituto de Pruebas Número 7,Quito,principal,Patricia Elena Yánez Coba,,Analista de TIC,pyanez@inst7.gob.ec,2024-02-01
"""


@pytest.fixture
def office(tmp_path):
    """(aiq, imap, smtp): the program, its mailbox and the server its letters go to."""
    with EmbeddedImap() as imap, EmbeddedSmtp() as smtp:
        config = write_settings(
            tmp_path, f"sqlite:///{tmp_path}/aiq.db", imap.port, smtp.port, password=PASSWORD
        )
        yield Aiq(config), imap, smtp


def report(letter: bytes) -> bytes:
    """The new AIQ answers the access notice: everything is done."""
    asked = message_from_bytes(letter, policy=default)
    mail = EmailMessage(policy=SMTP)
    mail["From"] = "aiq7@inst7.gob.ec"
    mail["To"] = "soporte@gobiernoelectronico.gob.ec"
    mail["Subject"] = f"RE: {asked['Subject']}"
    mail["Message-ID"] = "<cumplimiento@inst7.gob.ec>"
    mail["In-Reply-To"] = asked["Message-ID"]
    mail["References"] = asked["Message-ID"]
    mail.set_content("Informo que he cumplido con todas las actividades de la plantilla de seguimiento. Saludos.")
    return mail.as_bytes()


def test_from_an_empty_database_to_a_registered_aiq(office, tmp_path):
    aiq, imap, smtp = office
    assert aiq.run("queue").code == 3
    aiq.ok("db", "upgrade")
    (tmp_path / "base.csv").write_text(BASE, "utf-8")
    aiq.ok("registry", "import", str(tmp_path / "base.csv"))
    imap.deliver(request(7), datetime.now(UTC))
    aiq.ok("run", "--once", "--answer-backlog")
    [case] = aiq.ok("queue", "--json").json
    number = case["caso"]
    assert (case["estado"], case["aiq"]["cedula"]) == ("en_revision", cedula(7))
    assert aiq.run("register", number).code == 1
    aiq.ok("approve", number, "--json")
    for module, hours in (("entrada", "4"), ("salida", "4"), ("administracion", "3")):
        aiq.ok("training", number, "--horas", hours, "--modulo", module)
    aiq.ok("enable", number)
    aiq.ok("run", "--once")
    notice = next(raw for to, raw in smtp.mails if "aiq7@inst7.gob.ec" in to and b"plantilla" in raw)
    imap.deliver(report(notice), datetime.now(UTC))
    aiq.ok("run", "--once")
    refused = aiq.run("register", number)
    assert refused.code == 1
    assert "falta 1 hora" in refused.err
    assert "usuario" in refused.err
    aiq.ok("training", number, "--horas", "1", "--modulo", "administracion")
    assert "falta" not in aiq.ok("user", number, "--creado-por", "Patricia Elena Yánez Coba").out
    aiq.ok("register", number)
    aiq.ok("run", "--once")
    base = aiq.ok("registry", "show", "INST7", "--json").json
    assert base["principal"]["cedula"] == cedula(7)
    assert [period["nombres_apellidos"] for period in base["historia"]][1] == "Patricia Elena Yánez Coba"
    letters = {letter["carta"] for letter in aiq.ok("outbox", "list", "--json").json}
    assert {"acuse", "aprobacion", "habilitacion", "cumplimiento_recibido", "registrado_nuevo", "registrado_saliente",
            "registrado_solicitante"} <= letters  # fmt: skip
    assert aiq.ok("audit", "verify", "--json").json["integro"]
    assert aiq.ok("queue", "--json").json == []
    whole = aiq.ok("show", number, "--json").json
    assert whole["estado"] == "registrada"
    assert whole["historia"][-1]["quien"] == "rosa"


def test_a_preview_changes_nothing_and_an_edited_letter_leaves_as_edited(office):
    aiq, imap, smtp = office
    aiq.ok("db", "upgrade")
    imap.deliver(request(3), datetime.now(UTC))
    aiq.ok("run", "--once", "--answer-backlog")
    [case] = aiq.ok("queue", "--json").json
    shown = aiq.ok("reject", case["caso"], "--motivo", "No corresponde.", "--preview")
    assert "No corresponde." in shown.out
    assert aiq.ok("queue", "--json").json == [case]
    aiq.ok("reject", case["caso"], "--motivo", "No corresponde.", "--hold", "10")
    [letter] = [each for each in aiq.ok("outbox", "list", "--json").json if each["carta"] == "rechazo"]
    aiq.ok("run", "--once")
    assert not any(b"No corresponde" in raw for _, raw in smtp.mails)
    aiq.ok("outbox", "edit", str(letter["id"]), "--texto", "-", stdin="Un texto mejor.\n")
    assert "Un texto mejor." in aiq.ok("outbox", "show", str(letter["id"])).out
    aiq.ok("outbox", "retry", str(letter["id"]))
    aiq.ok("run", "--once")
    assert any("Un texto mejor." in str(message_from_bytes(raw, policy=default).get_body(("plain",)).get_content())
               for _, raw in smtp.mails)  # fmt: skip


def test_what_lay_there_before_is_told_with_sender_and_subject_so_that_a_person_can_choose(office):
    aiq, imap, _ = office
    imap.deliver(request(3).replace(b"Subject: Cambio", b"Subject: =?utf-8?q?Petici=C3=B3n=2C?= cambio"), datetime.now(UTC))
    aiq.ok("run", "--once")
    [row] = aiq.ok("messages", "list", "--json").json
    assert (row["resultado"], row["remitente"], row["asunto"]) == (
        "ignorado", "secretaria@inst3.gob.ec", "Petición, cambio de AIQ de INST3")  # fmt: skip


def test_a_mail_is_read_from_the_standard_input_too(office):
    aiq, _, _ = office
    mail = request(3).decode()
    assert aiq.ok("parse", "-", "--json", stdin=mail).json["aiq"]["cedula"] == cedula(3)


def test_to_whom_a_letter_goes_is_shown_and_an_old_title_is_noted(office):
    aiq, _, _ = office
    told = aiq.ok("parse", str(Path(__file__).parents[1] / "fixtures/destinatario-antiguo/message.eml")).out
    assert "Dirigido a" in told and "(con otro título: se acepta)" in " ".join(told.split())


def test_a_date_is_corrected_to_a_date(office):
    aiq, imap, _ = office
    aiq.ok("db", "upgrade")
    imap.deliver(request(3), datetime.now(UTC))
    aiq.ok("run", "--once", "--answer-backlog")
    [case] = aiq.ok("queue", "--json").json
    refused = aiq.run("correct", case["caso"], "oficio.fecha", "ayer")
    assert (refused.code, "AAAA-MM-DD" in refused.err) == (1, True)
    assert "Fecha del oficio" in aiq.ok("correct", case["caso"], "oficio.fecha", "2026-03-09").out
    assert aiq.ok("show", case["caso"], "--json").json["oficio"]["fecha"] == "2026-03-09"
    assert "Quitó Extensión telefónica del nuevo AIQ" in aiq.ok("correct", case["caso"], "aiq.extension").out
    small = case["caso"].lower()
    assert [len(aiq.ok(*words, "--caso", small, "--json").json) for words in (("messages", "list"), ("outbox", "list"))] == [1, 1]


def test_commands_that_make_no_sense_say_so_in_one_line(office):
    aiq, _, _ = office
    aiq.ok("db", "upgrade")
    for words in (["show", "AIQ-2026-09999"], ["approve", "AIQ-2026-09999"], ["outbox", "show", "99"],
                  ["messages", "show", "99"], ["registry", "show", "NADA"], ["outbox", "cancel", "7"]):  # fmt: skip
        ran = aiq.run(*words)
        assert ran.code == 1, words
        assert len(ran.err.strip().splitlines()) == 1
        assert "Traceback" not in ran.err
    assert aiq.run("approve").code == 2
    assert aiq.run("queue", "--nada").code == 2


def test_a_whole_course_is_recorded_from_one_file_or_not_at_all(office, tmp_path):
    aiq, imap, _ = office
    aiq.ok("db", "upgrade")
    imap.deliver(request(4), datetime.now(UTC))
    aiq.ok("run", "--once", "--answer-backlog")
    [case] = aiq.ok("queue", "--json").json
    aiq.ok("approve", case["caso"])
    course = tmp_path / "curso.csv"
    heading, rows = "Cédula;Fecha;Horas;Módulo;Resultado", [
        f"{cedula(4)};2026-03-02;4,5;Bandeja de entrada;aprobado",
        f"{cedula(4)};2026-03-03;4;Bandeja de salida;aprobado",
        f"{cedula(4)};2026-03-04;4;Administración del sistema;aprobado",
    ]  # fmt: skip
    course.write_text("\n".join([heading, *rows, f"{cedula(5)};2026-03-04;4;Bandeja de salida;aprobado"]), "utf-8")
    refused = aiq.run("training", "--asistencia", str(course), "--json")
    assert refused.code == 1
    assert [each["problema"] for each in refused.json] == [None, None, None, "ningún caso abierto tiene esa cédula"]
    assert aiq.ok("show", case["caso"], "--json").json["hitos"]["capacitacion"] == []
    course.write_text("\n".join([heading, *rows]), "utf-8")
    aiq.ok("training", "--asistencia", str(course))
    assert "12,5 h de 12" in aiq.ok("show", case["caso"]).out


def test_what_a_clerk_changes_in_the_base_is_told_as_json_and_recorded(office):
    aiq, _, _ = office
    aiq.ok("db", "upgrade")
    made = aiq.ok("registry", "add", "MEJ", "Ministerio de Ejemplo", "--canton", "Cuenca", "--json").json
    assert made["institucion"]["canton"] == "Cuenca"
    renamed = aiq.ok("registry", "rename", "MEJ", "--siglas", "MEJD", "--desde", "2026-03-12", "--json").json
    assert (renamed["institucion"]["siglas"], renamed["institucion"]["alias"]) == ("MEJD", ["MEJ"])
    assert "MEJ (hasta 2026-03-11)" in aiq.ok("registry", "show", "MEJ").out
    assert aiq.ok("registry", "superior", "MEJ", "Jefa@mej.gob.ec", "--json").json["institucion"]["superiores"] == ["jefa@mej.gob.ec"]
    assert aiq.run("registry", "superior", "MEJ", "jefa@mej.gob.ec").code == 1
    aiq.ok("registry", "superior", "MEJ", "jefa@mej.gob.ec", "--olvidar")
    assert "inmediato" not in aiq.ok("registry", "show", "MEJ").out
    assert aiq.ok("registry", "erase", "--json").json["periodos"] == 0
    assert aiq.run("registry", "rename", "NADA", "--siglas", "X", "--desde", "2026-03-12").code == 1
    done = [json.loads(line)["accion"] for line in aiq.ok("audit", "export").out.splitlines()]
    assert {"institucion", "institucion_renombrada", "contactos_borrados"} <= set(done)


def test_a_record_that_somebody_altered_is_found(office, tmp_path):
    aiq, _, _ = office
    aiq.ok("db", "upgrade")
    for siglas in ("UNO", "DOS", "TRES"):
        aiq.ok("registry", "add", siglas, f"Institución {siglas}")
    assert aiq.ok("audit", "verify", "--json").json["integro"]
    with closing(sqlite3.connect(tmp_path / "aiq.db")) as database:
        database.execute("update auditoria set quien = 'otra' where id = 2")
        database.commit()
    ran = aiq.run("audit", "verify", "--json")
    assert (ran.code, ran.json["integro"], ran.json["primer_fallo"]) == (1, False, 2)


def test_rows_cut_off_the_end_of_the_record_are_noticed_by_a_hash_kept_elsewhere(office, tmp_path):
    aiq, _, _ = office
    aiq.ok("db", "upgrade")
    for siglas in ("UNO", "DOS", "TRES"):
        aiq.ok("registry", "add", siglas, f"Institución {siglas}")
    kept = aiq.ok("audit", "verify", "--json").json["ultimo_hash"]
    aiq.ok("registry", "add", "CUATRO", "Institución CUATRO")
    assert aiq.ok("audit", "verify", "--hash", kept, "--json").json["conserva_hash"]
    with closing(sqlite3.connect(tmp_path / "aiq.db")) as database:
        database.execute("delete from auditoria where id >= 3")
        database.commit()
    assert aiq.ok("audit", "verify").code == 0
    ran = aiq.run("audit", "verify", "--hash", kept)
    assert (ran.code, ran.err) == (1, "Falta el asiento de ese hash: se cortaron asientos, o la cadena se rehízo.\n")
    assert aiq.run("audit", "verify", "--hash", "abc").code == 2


def test_a_past_period_is_corrected_beside_what_stood_there_and_the_past_answers_by_the_correction(office, tmp_path):
    aiq, _, _ = office
    aiq.ok("db", "upgrade")
    (tmp_path / "base.csv").write_text(PAST, "utf-8")
    aiq.ok("registry", "import", str(tmp_path / "base.csv"))
    assert who(aiq, "2025-06-10") == "Luis Mora Paz"
    for campo, valor, en in (("desde", "2025-07-01", "2025-06-10"), ("hasta", "2025-06-30", "2024-02-02"),
                             ("nombres_apellidos", "Ana María Pérez Díaz", "2025-06-10")):  # fmt: skip
        aiq.ok("registry", "correct", "MEJ", "principal", campo, valor, "--en", en)
    assert [who(aiq, day) for day in ("2025-06-10", "2025-07-01")] == ["Ana María Pérez Díaz", "Luis Mora Paz"]
    refused = aiq.run("registry", "correct", "MEJ", "principal", "desde", "2025-06-20", "--en", "2025-08-01")
    assert refused.code == 1
    assert "Se traslaparía con el período de Ana María Pérez Díaz (2024-01-08 a 2025-06-30)" in refused.err
    [_, ana] = aiq.ok("registry", "history", "MEJ", "--json").json
    assert [(line["campo"], line["antes"], line["despues"], line["quien"]) for line in ana["correcciones"]] == [
        ("nombres_apellidos", "Ana Pérez", "Ana María Pérez Díaz", "rosa"), ("hasta", "2025-05-31", "2025-06-30", "rosa"),
    ]  # fmt: skip
    assert "2025-05-31" in aiq.ok("registry", "history", "MEJ").out


PAST = """siglas,nombre,rol,nombres_apellidos,cedula,desde,hasta
MEJ,Ministerio de Ejemplo,principal,Ana Pérez,1712345675,2024-01-08,2025-05-31
MEJ,Ministerio de Ejemplo,principal,Luis Mora Paz,0912345675,2025-06-01,
"""


def who(aiq: Aiq, day: str) -> str:
    return aiq.ok("registry", "show", "MEJ", "--en", day, "--json").json["principal"]["nombres_apellidos"]


@pytest.mark.parametrize(("words", "why"), [
    (("desde",), "siempre tiene fecha «desde»"), (("desde", "2999-01-01"), "está en el futuro"),
    (("hasta", "2025-01-01"), "antes de empezar"), (("hasta", "ayer"), "AAAA-MM-DD"),
    (("celular", "12"), "no es válido"), (("cedula", "0912345675"), "ya consta así"), (("hasta",), "ya consta así"), (("color", "azul"), "No existe el dato"),
    (("cargo", "Jefa", "--en", "2001-01-01"), "no tuvo el 2001-01-01 un AIQ principal"),
])  # fmt: skip
def test_a_correction_that_makes_no_sense_is_refused(office, tmp_path, words, why):
    aiq, _, _ = office
    aiq.ok("db", "upgrade")
    (tmp_path / "base.csv").write_text(PAST, "utf-8")
    aiq.ok("registry", "import", str(tmp_path / "base.csv"))
    ran = aiq.run("registry", "correct", "MEJ", "principal", *words)
    assert ran.code == 1
    assert why in ran.err
