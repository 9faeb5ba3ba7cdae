"""From an approved request to the expired link: archive, notice, reminder, removal."""

import os
import signal
import subprocess
import sys
import threading
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from cases.errors import Conflict, Refused, TryAgain
from cases.reading import Persona
from cases.respaldos import CambioRespaldo, SolicitudRespaldo
from cases.respaldos_moves import Acto, move
from intake import backups
from intake.backup_folders import Busy
from intake.respaldos import system
from intake.respaldos_make import TooFew, generate
from intake.respaldos_round import respaldos_round
from registry import base, outbox
from registry import respaldos as store
from tests.support.desks import Clock, desk

NOON = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)
REQUEST = SolicitudRespaldo(
    "45346", cedula="1712345675", apellido="Paredes", nombre="Lucía", titulo="Sra. Mgs.", puesto="Especialista",
    institucion="Instituto de Ejemplo", correo="lucia@ejemplo.gob.ec", desde=date(2025, 1, 1), hasta=date(2026, 11, 13),
    documentos=30, desvinculacion=True, estado="aprobada", ejecucion=NOON.date(),
    fecha_solicitud=NOON - timedelta(days=4),
)  # fmt: skip


@pytest.fixture
def opened(tmp_path, sqlite_url):
    url = "https://respaldos.ejemplo.gob.ec"
    sections = {"respaldos": {"source": str(tmp_path / "exportaciones"), "url": url, "parte_mb": 1}}
    with closing(desk(tmp_path, sqlite_url, Clock(NOON), **sections)) as made:
        yield made


def export(opened, numero="45346", count=30) -> Path:
    folder = opened.settings.respaldos.source / numero
    folder.mkdir(parents=True)
    for n in range(count):
        (folder / f"INE-{n:04d}.pdf").write_bytes(os.urandom(60_000))
    rows = [f"INE-{n:04d}.pdf,2026-03-01" for n in range(count)]
    (folder / "indice.csv").write_text("\n".join(["archivo,fecha", *rows]))
    return folder


def add(opened, request=REQUEST) -> None:
    with opened.db.write() as tx:
        store.save(tx, CambioRespaldo(request))


def stored(opened, numero="45346"):
    with opened.db.read() as tx:
        request = store.needed(tx, numero)
        return request, [step.accion for step in store.route(tx, request.id)]


def letters(opened) -> list:
    """(letter, its mail) in the order they were written."""
    with opened.db.read() as tx:
        return [
            (row["carta"], message_from_bytes(outbox.one(tx, row["id"])["mail"], policy=policy.default))
            for row in outbox.listing(tx)
        ]


def offered(opened) -> list[str]:
    root = opened.settings.respaldos.folder
    return sorted(path.name for path in root.iterdir()) if root.is_dir() else []


def test_a_due_respaldo_is_made_offered_and_announced_in_the_round(opened):
    add(opened)
    export(opened)
    assert respaldos_round(opened).generados == 1
    request, route = stored(opened)
    assert (request.estado, request.respaldo) == ("atendida", "generado")
    assert request.vence == NOON + timedelta(days=4)
    assert route == ["Respaldo en ejecución", "Respaldo generado"]
    assert request.partes == ("respaldo_45346.z01", "respaldo_45346.zip")
    assert offered(opened) == [request.carpeta]
    ((carta, mail),) = letters(opened)
    assert (carta, mail["To"]) == ("respaldo_generado", "lucia@ejemplo.gob.ec")
    assert f"https://respaldos.ejemplo.gob.ec/{request.carpeta}/" in mail.get_body(("plain",)).get_content()


def test_the_folder_bears_the_secret_that_was_handed_in(opened):
    add(opened)
    opened.secret = lambda: "q" * 43
    generate(opened, "45346", export(opened), system(NOON))
    assert offered(opened) == [f"respaldo-{'q' * 43}"]


def test_the_notice_goes_to_the_aiq_when_the_user_was_inactivated(opened):
    add(opened, replace(REQUEST, activo=False))
    with opened.db.write() as tx:
        key = base.add_institution(tx, "Instituto de Ejemplo", "INE", NOON)
        base.open_period(
            tx, key, "principal", Persona("Marta Cueva", correo="marta@ejemplo.gob.ec"), NOON.date(), NOON
        )
    export(opened)
    respaldos_round(opened)
    ((_, mail),) = letters(opened)
    text = mail.get_body(("plain",)).get_content()
    assert mail["To"] == "marta@ejemplo.gob.ec" and "Marta Cueva" in text and "Lucía Paredes" in text


def test_the_link_is_announced_to_end_and_ends_after_four_calendar_days(opened):
    add(opened)
    generate(opened, "45346", export(opened), system(NOON))
    opened.clock.forward(days=3)
    assert (respaldos_round(opened).recordados, respaldos_round(opened).recordados) == (1, 0)
    opened.clock.forward(days=1)
    assert respaldos_round(opened).expirados == 1
    request, route = stored(opened)
    assert (request.estado, request.respaldo, route[-1]) == ("eliminada", "eliminado", "Eliminación automática")
    assert offered(opened) == []
    assert [carta for carta, _ in letters(opened)] == ["respaldo_generado", "respaldo_recordatorio", "respaldo_vencido"]


def test_before_its_day_or_without_its_index_nothing_is_made(opened):
    add(opened, replace(REQUEST, ejecucion=NOON.date() + timedelta(days=1)))
    add(opened, replace(REQUEST, numero="2"))
    export(opened)
    (export(opened, "2") / "indice.csv").unlink()
    assert respaldos_round(opened).generados == 0 and letters(opened) == []


def test_with_too_few_documents_it_is_rejected_and_explained(opened):
    add(opened)
    folder = export(opened, count=20)
    with pytest.raises(TooFew, match=r"20 documentos .* desde 21"):
        generate(opened, "45346", folder, system(NOON))
    respaldos_round(opened)
    request, _ = stored(opened)
    assert (request.estado, request.documentos) == ("rechazada", 20)
    assert [carta for carta, _ in letters(opened)] == ["respaldo_pocos_documentos"]


def test_a_missing_document_stops_it_for_a_person_and_not_the_others(opened):
    add(opened)
    add(opened, replace(REQUEST, numero="2"))
    (export(opened) / "INE-0007.pdf").unlink()
    export(opened, "2")
    assert respaldos_round(opened).generados == 1
    request, route = stored(opened)
    assert request.estado == "detenida" and route[-1] == "Respaldo detenido"


def test_without_space_it_waits_and_nothing_changes(opened, monkeypatch):
    def full(*_args, **_values):
        raise TryAgain("faltan 300 MB libres")

    add(opened)
    export(opened)
    monkeypatch.setattr(backups, "build", full)
    assert respaldos_round(opened).generados == 0
    assert stored(opened)[0].estado == "aprobada" and "respaldo_pendiente" in opened.log.events("error")


def test_a_folder_of_downloads_in_trouble_stops_no_round(opened):
    add(opened)
    export(opened)
    opened.settings.respaldos.folder.write_text("no es una carpeta")
    assert respaldos_round(opened).generados == 0
    assert stored(opened)[0].estado == "aprobada" and "respaldo_pendiente" in opened.log.events("error")


def test_a_request_stopped_while_it_is_made_is_not_offered(opened):
    add(opened)
    folder = export(opened)

    def stop(phase, count, size):
        if (phase, count) == ("verificar", 30):
            with opened.db.write() as tx:
                store.save(tx, move(store.needed(tx, "45346"), "detenida", Acto(NOON, "Rosa", "SGE"), "espere"))

    with pytest.raises(Conflict):
        generate(opened, "45346", folder, system(NOON), progress=stop)
    assert stored(opened)[0].estado == "detenida" and offered(opened) == [] and letters(opened) == []


def test_two_processes_do_not_make_respaldos_at_once(opened, tmp_path, sqlite_url):
    add(opened)
    folder = export(opened)
    met = []

    def meet(phase, count, size):
        if not met:
            with closing(desk(tmp_path, sqlite_url, Clock(NOON))) as other:
                other.owner = "otra-máquina|1|1"
                with pytest.raises(Busy) as refused:
                    generate(other, "45346", folder, system(NOON))
                met.append(refused)

    assert generate(opened, "45346", folder, system(NOON), progress=meet).estado == "atendida"
    assert met


def test_while_round_follows_round_it_is_made_beside_them_and_ends_when_asked(opened, monkeypatch):
    add(opened)
    export(opened)
    began = threading.Event()

    def slow(*_args, stop, **_values):
        began.set()
        opened.stop.wait()
        raise backups.Stopped

    monkeypatch.setattr(backups, "build", slow)
    opened.lasting = True
    assert respaldos_round(opened).generados == 0
    assert began.wait(20) and opened.making.is_alive()
    opened.stop.set()
    opened.making.join()
    monkeypatch.undo()
    opened.stop.clear()
    opened.lasting = False
    assert respaldos_round(opened).generados == 1


def test_when_nobody_can_be_told_the_recorrido_says_so(opened):
    add(opened, replace(REQUEST, correo=None))
    generate(opened, "45346", export(opened), system(NOON))
    with opened.db.read() as tx:
        last = store.route(tx, store.needed(tx, "45346").id)[-1]
    assert last.comentario == "Sin correo registrado al cual avisar." and letters(opened) == []


def test_what_may_not_be_made_now_is_refused_before_anything_is_read(opened):
    add(opened, replace(REQUEST, estado="rechazada", respaldo="rechazado"))
    with pytest.raises(Refused, match="Rechazada"):
        generate(opened, "45346", Path("/no/existe"), system(NOON))


@pytest.mark.parametrize("heard", [1, 30, 31, 60])
def test_killed_while_making_it_offers_nothing_and_the_next_round_makes_it(opened, tmp_path, sqlite_url, heard):
    add(opened)
    export(opened)
    killed = subprocess.run(
        [sys.executable, "-c", _KILLED, tmp_path, sqlite_url, str(heard)], cwd=Path(__file__).parents[2], check=False
    )
    assert killed.returncode == -signal.SIGKILL
    assert [name for name in offered(opened) if not name.startswith(".")] == [] and letters(opened) == []
    assert stored(opened)[0].respaldo == "en_ejecucion"
    assert respaldos_round(opened).generados == 1
    request, _ = stored(opened)
    assert offered(opened) == [request.carpeta] and len(letters(opened)) == 1


_KILLED = """
import os, signal, sys
from pathlib import Path
from intake.respaldos import system
from intake.respaldos_make import generate
from tests.intake.test_respaldos_make import NOON
from tests.support.desks import Clock, desk
heard = []
def progress(*told):
    heard.append(told)
    if len(heard) == int(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)
made = desk(Path(sys.argv[1]), sys.argv[2], Clock(NOON))
generate(made, "45346", Path(sys.argv[1]) / "exportaciones" / "45346", system(NOON), progress=progress)
"""
