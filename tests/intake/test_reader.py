"""A letter can break its reader, never the desk."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import textwrap
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from intake.reader import ReaderFailed, ReaderPool
from parsers.bounds.processlimits import ReadingLimits

TESTS = Path(__file__).parents[1]
FACTORY = "tests.intake.readers:by_name"
TIGHT = ReadingLimits(cpu_seconds=1, ocr_seconds=1, wall_seconds=60, worker_mails=3, mail_bytes=5000)

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="el aislamiento es el de Linux")


@pytest.fixture(scope="module")
def pool() -> Iterator[ReaderPool]:
    with ReaderPool(ReadingLimits(), {}, factory=FACTORY, readable=[TESTS]) as pool:
        yield pool


@pytest.fixture(scope="module")
def tight() -> Iterator[ReaderPool]:
    with ReaderPool(TIGHT, {}, factory=FACTORY, readable=[TESTS]) as pool:
        yield pool


def failure(pool: ReaderPool, archivo: str) -> ReaderFailed:
    with pytest.raises(ReaderFailed) as caught:
        pool.read(b"x", archivo)
    return caught.value


def test_a_large_desk_is_no_excuse_for_a_reader_that_falls() -> None:
    ballast = b"x" * (600 << 20)  # counted as the child's own peak by the kernel
    with ReaderPool(TIGHT, {}, factory=FACTORY, readable=[TESTS]) as pool:
        assert len(ballast) and failure(pool, "cae").reason == "La lectura hizo caer al lector."


def test_a_reading_comes_back_whole(pool: ReaderPool) -> None:
    moment = datetime(2026, 3, 12, 15, tzinfo=UTC)
    reading = pool.read("Ñandú".encode(), "carta.eml", moment)
    assert (reading.archivo, reading.sobre.asunto, reading.sobre.fecha) == ("carta.eml", "Ñandú", moment.isoformat())
    assert reading.solicitud.evidencia[3].caja == (1.0, 2.0, 3.0, 4.0)


@pytest.mark.parametrize(
    ("way", "reason"),
    [
        ("gira", "La lectura superó el tiempo permitido (1 s)."),
        ("gira en ocr", "La lectura superó el tiempo permitido (1 s)."),
        ("come", "La lectura superó la memoria permitida (320 MB)."),
        ("cae", "La lectura hizo caer al lector."),
        ("recurre", "La lectura falló por un error del programa."),
    ],
)
def test_what_breaks_the_reader_is_set_aside_and_the_next_mail_is_read(
    tight: ReaderPool, way: str, reason: str
) -> None:
    assert failure(tight, way).reason == reason
    assert tight.read(b"otra", "carta.eml").sobre.asunto == "otra"


def test_a_reader_that_waits_for_nothing_is_ended_by_the_clock() -> None:
    with ReaderPool(replace(TIGHT, wall_seconds=1), {}, factory=FACTORY, readable=[TESTS]) as pool:
        assert failure(pool, "duerme").reason == "La lectura superó el tiempo permitido (1 s)."
        assert pool.read(b"otra", "carta.eml").sobre.asunto == "otra"


def test_a_program_error_brings_its_traceback(pool: ReaderPool) -> None:
    trouble = failure(pool, "recurre")
    assert "RecursionError" in trouble.detail
    assert "readers.py" in trouble.traceback


def test_what_a_broken_reader_says_cannot_drive_a_terminal() -> None:
    trouble = ReaderFailed("Falló.", "malo \x1b[2J\x9b", "línea\n\x07otra\u202e")
    assert (trouble.detail, trouble.traceback) == ("malo \ufffd[2J\ufffd", "línea\n\ufffdotra\ufffd")


def test_a_mail_over_the_size_is_refused_unread(tight: ReaderPool) -> None:
    with pytest.raises(ReaderFailed, match="supera el tamaño"):
        tight.read(b"x" * 5001, "carta.eml")


@pytest.mark.parametrize(
    ("way", "content"),
    [
        ("conecta", b""),
        ("ejecuta", b""),
        ("se bifurca", b""),
        ("se va", b""),
        ("abre", b"r /etc/passwd"),
        ("abre", b"r " + str(TESTS.parent / "pyproject.toml").encode()),
        ("abre", b"w " + str(TESTS / "nuevo").encode()),
    ],
)
def test_a_reader_reaches_neither_network_nor_programs_nor_files(pool: ReaderPool, way: str, content: bytes) -> None:
    reading = pool.read(content, way)
    if pool.missing:
        pytest.skip(" ".join(pool.missing))
    assert reading.sobre.asunto == "PermissionError"


def test_a_reader_does_not_know_the_desks_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIQ_SMTP__PASSWORD", "secreto")
    with ReaderPool(TIGHT, {}, factory=FACTORY, readable=[TESTS]) as pool:
        assert "AIQ_SMTP__PASSWORD" not in (pool.read(b"x", "entorno").sobre.asunto or "")


def test_what_a_library_prints_disturbs_nobody(pool: ReaderPool, capfd: pytest.CaptureFixture[str]) -> None:
    assert pool.read(b"bien", "grita").sobre.asunto == "bien"
    assert capfd.readouterr() == ("", "")


def test_a_worker_gives_way_to_a_fresh_one_after_its_mails(tight: ReaderPool) -> None:
    pids = [tight.read(b"x", "pid").sobre.asunto for _ in range(7)]
    assert len(set(pids)) == 3


def test_a_worker_in_which_a_mail_left_something_running_is_replaced(pool: ReaderPool) -> None:
    assert pool.read(b"x", "deja algo").sobre.asunto != pool.read(b"x", "pid").sobre.asunto


def test_what_this_system_cannot_enforce_is_known(pool: ReaderPool) -> None:
    assert pool.isolation() == pool.missing


def test_several_threads_read_at_once() -> None:
    with ReaderPool(ReadingLimits(), {}, workers=2, factory=FACTORY, readable=[TESTS]) as pool:
        subjects: list[str | None] = []
        threads = [
            threading.Thread(target=lambda n=n: subjects.append(pool.read(b"%d" % n, "carta.eml").sobre.asunto))
            for n in range(6)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(subjects) == ["0", "1", "2", "3", "4", "5"]


def test_a_reader_dies_with_the_desk() -> None:
    desk = textwrap.dedent(f"""
        import sys; sys.path.insert(0, {str(TESTS.parent)!r})
        from pathlib import Path
        from intake.reader import ReaderPool
        from parsers.bounds.processlimits import ReadingLimits
        pool = ReaderPool(ReadingLimits(), {{}}, factory={FACTORY!r}, readable=[Path({str(TESTS)!r})])
        print(pool.read(b"x", "pid").sobre.asunto, flush=True)
        pool.read(b"x", "duerme")
    """)
    with subprocess.Popen([sys.executable, "-c", desk], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        reader = os.pidfd_open(int(process.stdout.readline()))
        process.send_signal(signal.SIGKILL)
    gone = select.poll()
    gone.register(reader, select.POLLIN)
    assert gone.poll(5000)
    os.close(reader)


def test_dkim_is_checked_with_keys_that_the_desk_looked_up() -> None:
    from tests.parsers.test_dkim import RECORDS, signed

    asked: list[str] = []

    def resolve(name: str) -> str | None:
        asked.append(name)
        return RECORDS[name].decode()

    with ReaderPool(ReadingLimits(), {"ocr": False}, resolve=resolve) as pool:
        assert pool.read(signed(), "carta.eml").sobre.autenticacion == "autenticado"
        assert pool.read(b"From: ana@msp.gob.ec\r\n\r\nhola", "carta.eml").sobre.autenticacion == "sin_dato"
    assert asked == ["s1._domainkey.msp.gob.ec"]


def test_the_limits_of_the_settings_are_those_of_the_reader():
    from intake.desk import make_reader
    from intake.settings import Settings
    from tests.hostile.mails import parts

    with make_reader(Settings.model_validate({"limits": {"mime_parts": 10, "pages": 2}})) as pool:
        told = [each.mensaje for each in pool.read(parts(20), "correo.eml").solicitud.problemas]
    with make_reader(Settings()) as pool:
        usual = [each.mensaje for each in pool.read(parts(20), "correo.eml").solicitud.problemas]
    assert any("demasiadas partes" in message for message in told)
    assert not any("demasiadas partes" in message for message in usual)
